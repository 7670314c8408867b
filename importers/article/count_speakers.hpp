#pragma once

#include "importers/article/reading.hpp"

#include <optional>
#include <string>

namespace sitmap {

/// Who gives a figure where its sentence names several who do: "Residents say that three died; the army says
/// that eight did", "the ministry counted 70 dead, the mayor 58". Nothing where the sentence has one speaker
/// for all of it (Reading::speakers), or none. Linear in the sentence.
[[nodiscard]] std::optional<std::string> speaker_of_count(const Reading& reading, const CountMention& count);

/// The same, and the sentence's speaker where it has one for all; empty where the article itself counts.
[[nodiscard]] std::string source_of_count(const Reading& reading, const CountMention& count);

} // namespace sitmap
