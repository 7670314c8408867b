#pragma once

#include "engine/ledger.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Days from `first` to `last`, both included; first <= last.
struct DayRange {
    Day first{}, last{};
    [[nodiscard]] int days() const { return static_cast<int>((last - first).count()) + 1; }
    bool operator==(const DayRange&) const = default;
};

/// All days on which something happened or was published, a little air on both sides; a year up to
/// `otherwise` when no day is known. At most 400 years: days further from the latest are left out.
/// `records`: the days of what is no incident.
[[nodiscard]] DayRange timeline_range(std::span<const Incident> incidents,
                                      std::span<const Document> documents, Day otherwise,
                                      std::optional<DayRange> records = {});

/// The days of flows, stocks and control areas, so far as they are known; nothing where none is.
[[nodiscard]] std::optional<DayRange> background_days(const Ledger& ledger);
/// Both, and the days between them.
[[nodiscard]] std::optional<DayRange> joined(std::optional<DayRange> a, const std::optional<DayRange>& b);

/// Days a bar: the step of 1, 2, 3, 7, 14, 30, 91 or 365 days (or a multiple of 365) that gives at most 130
/// bars.
[[nodiscard]] int bar_days(const DayRange& range);

/// How many incidents began on the days of one bar.
struct TimelineBar {
    std::array<std::uint32_t, event_type_count> certain{}; ///< the day is known
    double uncertain = 0; ///< shares of those whose days are not: one incident adds up to 1 over its interval
    [[nodiscard]] double height() const;
};

struct Histogram {
    DayRange range;
    int step_days = 1;
    std::vector<TimelineBar> bars;
    std::size_t undated = 0;              ///< incidents of which no day is known
    [[nodiscard]] double highest() const; ///< of the bars, at least 1
};
/// Adds a happening of one unknown day from `first` to `last` to the bars of those days, by shares. O(bars)
void spread(Histogram& histogram, Day first, Day last);
/// An incident that lasts counts on its first day; one that happened within some days is spread over them.
/// One known only to be before a day, or with no first day, counts as undated.
[[nodiscard]] Histogram histogram(std::span<const Incident> incidents, const DayRange& range);

/// Days to pixels and back. A day covers the pixels from `x_of(day)` to `x_of(day + 1)`.
struct TimeAxis {
    DayRange range;
    double x = 0, width = 1;

    [[nodiscard]] double day_px() const { return width / range.days(); }
    [[nodiscard]] double x_of(Day day) const;
    [[nodiscard]] Day day_at(double px) const; ///< within the range
};

/// The window of time that is looked at; an absent end is open.
struct Brush {
    std::optional<Day> since, until;
    bool operator==(const Brush&) const = default;
};
enum class BrushPart : std::uint8_t { since_handle, until_handle, body, outside };

/// What a press at `px` takes hold of. Handles reach 7 px to both sides; an open end's handle stands at the
/// end of the axis.
[[nodiscard]] BrushPart brush_part_at(const TimeAxis& axis, const Brush& brush, double px);
/// The brush after dragging `part` from `from_px` to `to_px`; `start` is the brush when the drag began. Ends
/// pushed past the axis become open; handles do not pass each other; the body keeps its length; outside draws
/// a new brush.
[[nodiscard]] Brush dragged(const TimeAxis& axis, const Brush& start, BrushPart part, double from_px,
                            double to_px);
/// The brush moved by whole days, its length kept; open ends stay open.
[[nodiscard]] Brush shifted(const Brush& brush, int days);

/// The brush with its edges moved by whole days; an edge moved to an end of the axis or past it becomes open,
/// and edges do not pass each other.
[[nodiscard]] Brush edges_moved(const DayRange& axis, const Brush& brush, int since_days, int until_days);
/// The brush moved to the start of the axis or to its end, its length kept; as it is where it is open.
[[nodiscard]] Brush at_end(const DayRange& axis, const Brush& brush, bool last);

/// "4 Apr – 5 Jul 2019", "since 4 Apr 2019", "all days".
[[nodiscard]] std::string span_for_people(const Brush& brush);

/// How many incidents the window of time holds, in as many words as fit into `room`: "300,000 incidents in
/// window", "300,000 in window" or "300,000". `width` measures a text, in the unit of `room`.
[[nodiscard]] std::string count_for_people(std::uint64_t incidents, double room,
                                           const std::function<double(std::string_view)>& width);

struct AxisTick {
    Day day{};
    std::string label; ///< "Jan 2019", "Feb", "2019", "4 Jul"
};
/// Firsts of months or years (or days, on short axes), at least 56 px apart.
[[nodiscard]] std::vector<AxisTick> axis_ticks(const TimeAxis& axis);

} // namespace sitmap
