#pragma once

#include "importers/article/tellings.hpp"

#include <string>

namespace sitmap {

/// Who does what a sentence tells, where no party stands beside the deed: a side of a clash ("in clashes with
/// the Taliban"), whose arms do it ("jets of the coalition struck"), who is sent against protesters, whom a
/// pronoun means ("it attacked a camp"), a state that opens the clause, a person by name. Empty if nobody.
/// Linear in the sentence.
[[nodiscard]] std::string doer_meant(const Reading& reading, const Telling& telling);

/// "Thirty-three Turkish soldiers": the victims, not the doers.
[[nodiscard]] bool is_counted(const Reading& reading, const ActorMention& actor);

/// "a strike on Mezzeh in Damascus killed two": a government's seat, and here the place.
[[nodiscard]] bool is_where(const Reading& reading, const ActorMention& actor);

} // namespace sitmap
