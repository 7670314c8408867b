#pragma once

#include "engine/merge.hpp"
#include "importers/article/reading.hpp"

#include <optional>
#include <vector>

namespace sitmap {

/// What one sentence tells of one happening.
struct Telling {
    std::uint32_t sentence = 0;
    const TriggerMention* trigger = nullptr;
    SubEventType sub_type = SubEventType::other;
    TypeGroup group = TypeGroup::armed;
    const Toponym* place = nullptr;         ///< named in this sentence; null if none is
    std::uint32_t place_sentence = 0;       ///< the sentence that names the place
    bool same_place = false;                ///< "there", "in the same city"
    const TimeMention* time = nullptr;      ///< of the happening, in this sentence; null if none is
    const TimeMention* aftermath = nullptr; ///< of what followed ("dug on Friday where a bomb had killed 12")
    bool begins = false;                    ///< "began", "launched": it goes on since then
    bool ongoing = false;                   ///< "are intercepted": a habit without a day
    bool distinct = false;                  ///< "another", "a similar": not the one told before
    bool several_places = false;            ///< "in three cities": a sum over happenings
    bool coordinated = false; ///< the second place of "in A and in B": the same words tell of both
    int evidence =
        0; ///< how sure it is that something happened: trigger, place, time, people harmed, headline
};

/// The tellings of the whole text in order, one for each sentence and group of types at most.
[[nodiscard]] std::vector<Telling> find_tellings(const Reading& reading);

/// A place changes hands by force.
[[nodiscard]] bool is_territory(SubEventType sub_type);

/// The party that the sentence names as doing what is told: "Haftar's forces launched an offensive", "its
/// fighters took the town" (then the party named last before), "Russian missiles"; empty if it names none.
[[nodiscard]] std::string doer_of(const Reading& reading, const Telling& telling);

/// "Hezbollah fighters crossed the fence on Wednesday and seized two soldiers": the party that the clause is
/// about, though other words stand between it and the deed; empty if there is none.
[[nodiscard]] std::string subject_of(const Reading& reading, const Telling& telling);

/// "Suspected Boko Haram militants": the party that `doer_of` names is only thought to have done it.
[[nodiscard]] bool is_suspected_doer(const Reading& reading, const Telling& telling);

/// The actor table's forces of this state (ISO alpha-3); empty if it has none.
[[nodiscard]] std::string state_forces_of(const Reading& reading, std::string_view country);

} // namespace sitmap
