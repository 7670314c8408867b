#pragma once

#include "importers/article/happenings.hpp"

#include <cstddef>
#include <optional>

namespace sitmap {

class Scene;

/// On which days what is told was, while a text is gone through sentence by sentence: its own words first,
/// else what was told before it. All must outlive it; `current`, the happening told last, may change.
class StoryDays {
public:
    StoryDays(const Reading& reading, const Narrative& narrative, const Scene& scene,
              const std::optional<std::size_t>& current)
        : reading_{reading}, narrative_{narrative}, scene_{scene}, current_{current}
    {}

    /// By its own time, as counted from what was told before it; unknown where it names none.
    [[nodiscard]] Interval interval_of(const Telling& telling) const;
    /// "parked a van outside the court on 19 January. The bomb in it went off": the day that the sentence
    /// before names for nothing of its own.
    [[nodiscard]] Interval interval_just_before(const Telling& telling) const;
    /// "It came in the small hours of Wednesday. Drones hit a depot for the second time in January": the day
    /// that opens the paragraph lies within the month.
    [[nodiscard]] bool is_coarser_than_opening(const Telling& telling, const Interval& interval) const;

private:
    [[nodiscard]] Interval interval_of_story() const;
    [[nodiscard]] Interval day_told_just_before(const TimeMention& same) const;
    [[nodiscard]] Interval interval_known_last() const;
    [[nodiscard]] bool is_reckoned_too_late(const TimeMention& time) const;
    [[nodiscard]] Interval day_named_before(const TimeMention& time) const;

    const Reading& reading_;
    const Narrative& narrative_;
    const Scene& scene_;
    const std::optional<std::size_t>& current_;
};

} // namespace sitmap
