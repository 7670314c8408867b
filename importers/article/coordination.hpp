#pragma once

#include "engine/merge.hpp"
#include "importers/article/reading.hpp"

#include <vector>

namespace sitmap {

// What one sentence tells of two towns. Nearer ones than 40 km are one area to a reader.

/// "21 people were killed in Barda, and shells fell on Stepanakert": words of other deeds of a group that
///  have a clause of their own and a town there, far from that of `told` (null: there is none), in
/// their order; eight at most. Linear in the sentence.
[[nodiscard]] std::vector<const TriggerMention*> told_in_other_clauses(const Reading& reading,
                                                                       std::uint32_t sentence,
                                                                       const TriggerMention* told,
                                                                       TypeGroup group);

/// The place stands in the clause of one of `others` (told_in_other_clauses), and not in that of the deed at
/// token `deed`. Linear in the sentence.
[[nodiscard]] bool is_of_other_clause(const Reading& reading, std::uint32_t sentence, std::uint32_t deed,
                                      const Toponym& place, const std::vector<const TriggerMention*>& others);

/// "in A and in B", "in A, the second city, and in B": both are towns, far from each other.
[[nodiscard]] bool are_coordinated(const Reading& reading, std::uint32_t sentence, const Toponym& a,
                                   const Toponym& b);

/// A place and the day that stands beside it.
struct PlacedDay {
    const Toponym* place = nullptr;
    const TimeMention* time = nullptr;
};

/// "bombed Idlib on Friday and the port of Latakia on Saturday", "on Friday in Idlib and on Saturday in
/// Latakia": places with days of their own that one deed is told of; empty unless there are two to eight.
[[nodiscard]] std::vector<PlacedDay> days_of_places(const Reading& reading, std::uint32_t sentence);

/// "in Mombasa, Kisumu and Eldoret": the other towns of a row of three to eight that holds `one`, all far
/// from each other; empty if there is no such row. Linear in the sentence's names.
[[nodiscard]] std::vector<const Toponym*> listed_with(const Reading& reading, std::uint32_t sentence,
                                                      const Toponym& one);

/// "three in Ziguinchor", "five died in the city of Dakar": the place that stands right behind a figure; null
/// if none does.
[[nodiscard]] const Toponym* town_behind(const Reading& reading, const CountMention& count);

/// "At Niono two", "in the port of Dakar six people": the place that stands right before a figure; null if
/// none does.
[[nodiscard]] const Toponym* town_before(const Reading& reading, const CountMention& count);

/// "Five died in Dakar, three in Ziguinchor and one in Kaolack": the towns beside figures of dead, far from
/// each other, where there are two at least; eight at most.
[[nodiscard]] std::vector<const Toponym*> places_of_figures(const Reading& reading, std::uint32_t sentence);

/// "killed 21 people in Iraq: 13 in Mosul and eight in Baquba": takes out the sum, which says no more than
/// the figures of the towns do.
void leave_out_sums_of_towns(Reading& reading);

} // namespace sitmap
