#include "render/ui/timeline_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sitmap {

namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int most_bars = 130, most_years = 400;
constexpr double handle_px = 7, tick_px = 56, day_tick_px = 76;

/// The first and last day of an incident as far as known.
struct Known {
    std::optional<Day> first, last;
};
Known known_days(const Interval& interval)
{
    Known known{interval.first(), interval.last()};
    if (!known.first)
        known.first = known.last;
    if (!known.last)
        known.last = known.first;
    return known;
}

std::string month_name(unsigned number)
{
    constexpr std::array names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[(number - 1) % 12];
}

/// "4 Apr".
std::string day_and_month(Day day)
{
    const year_month_day date{day};
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           month_name(static_cast<unsigned>(date.month()));
}

Day first_of_month(Day day)
{
    const year_month_day date{day};
    return sys_days{date.year() / date.month() / 1};
}

Day months_later(Day first, int months)
{
    const year_month_day date{first};
    return sys_days{(date.year() / date.month() + std::chrono::months{months}) / 1};
}

} // namespace

DayRange timeline_range(std::span<const Incident> incidents, std::span<const Document> documents,
                        Day otherwise, std::optional<DayRange> records)
{
    std::vector<Day> seen;
    if (records)
        seen = {records->first, records->last};
    for (const Incident& incident : incidents) {
        const auto [first, last] = known_days(incident.interval);
        for (const auto& day : {first, last})
            if (day)
                seen.push_back(*day);
    }
    for (const Document& document : documents)
        if (document.published)
            seen.push_back(*document.published);
    if (seen.empty())
        return {otherwise - days{364}, otherwise};
    const Day last = *std::max_element(seen.begin(), seen.end());
    Day first = last;
    for (const Day day : seen)
        if (last - day <= days{most_years * 366})
            first = std::min(first, day);
    const days air{std::max<std::int64_t>(7, (last - first).count() / 12)};
    return {first - air, last + air};
}

std::optional<DayRange> background_days(const Ledger& ledger)
{
    std::optional<DayRange> range;
    const auto add = [&](const Interval& interval) {
        for (const auto& day : {interval.first(), interval.goes_on() ? std::nullopt : interval.last()})
            if (day)
                range = joined(range, DayRange{*day, *day});
    };
    for (const Flow& flow : ledger.flows)
        add(flow.interval);
    for (const Stock& stock : ledger.stocks)
        add(stock.interval);
    for (const ControlArea& area : ledger.control_areas)
        add(area.interval);
    return range;
}

std::optional<DayRange> joined(std::optional<DayRange> a, const std::optional<DayRange>& b)
{
    if (!a || !b)
        return a ? a : b;
    return DayRange{std::min(a->first, b->first), std::max(a->last, b->last)};
}

int bar_days(const DayRange& range)
{
    for (const int step : {1, 2, 3, 7, 14, 30, 91, 365})
        if ((range.days() + step - 1) / step <= most_bars)
            return step;
    const int years = (range.days() + 365 * most_bars - 1) / (365 * most_bars);
    return 365 * years;
}

double TimelineBar::height() const
{
    return std::accumulate(certain.begin(), certain.end(), 0.0) + uncertain;
}

double Histogram::highest() const
{
    double most = 1;
    for (const TimelineBar& bar : bars)
        most = std::max(most, bar.height());
    return most;
}

namespace {

/// Happened on one unknown day of an interval, rather than lasted through it.
bool is_spread(const Interval& interval)
{
    switch (interval.precision()) {
    case TimePrecision::range:
    case TimePrecision::week:
    case TimePrecision::month:
    case TimePrecision::year:
    case TimePrecision::longer:
        return interval.first() && interval.last() && *interval.first() != *interval.last();
    default:
        return false;
    }
}

} // namespace

void spread(Histogram& h, Day first, Day last)
{
    if (last < h.range.first || first > h.range.last)
        return;
    const double share = 1.0 / static_cast<double>((last - first).count() + 1);
    const auto bar_of = [&h](Day day) {
        return static_cast<std::size_t>((day - h.range.first).count() / h.step_days);
    };
    const std::size_t from = bar_of(std::max(first, h.range.first)),
                      to = bar_of(std::min(last, h.range.last));
    for (std::size_t i = from; i <= to; ++i) {
        const Day begin = h.range.first + days{static_cast<int>(i) * h.step_days};
        const Day end = begin + days{h.step_days - 1};
        const auto common = (std::min(end, last) - std::max(begin, first)).count() + 1;
        h.bars[i].uncertain += share * static_cast<double>(common);
    }
}

Histogram histogram(std::span<const Incident> incidents, const DayRange& range)
{
    Histogram h{range, bar_days(range), {}, 0};
    h.bars.resize(static_cast<std::size_t>((range.days() + h.step_days - 1) / h.step_days));
    for (const Incident& incident : incidents) {
        const auto first = incident.interval.first();
        if (!first) {
            ++h.undated;
        } else if (is_spread(incident.interval)) {
            spread(h, *first, *incident.interval.last());
        } else if (*first >= range.first && *first <= range.last) {
            const auto bar = static_cast<std::size_t>((*first - range.first).count() / h.step_days);
            ++h.bars[bar].certain[static_cast<std::size_t>(incident.type())];
        }
    }
    return h;
}

double TimeAxis::x_of(Day day) const
{
    return x + day_px() * static_cast<double>((day - range.first).count());
}

Day TimeAxis::day_at(double px) const
{
    const double at = std::floor((px - x) / day_px());
    return range.first + days{static_cast<int>(std::clamp(at, 0.0, static_cast<double>(range.days() - 1)))};
}

namespace {

struct Ends {
    double since = 0, until = 0;
};
Ends ends_px(const TimeAxis& axis, const Brush& brush)
{
    return {brush.since ? axis.x_of(*brush.since) : axis.x,
            brush.until ? axis.x_of(*brush.until + days{1}) : axis.x + axis.width};
}

/// A first day dragged to the axis's start, or past it, is no restriction; the same for a last day.
std::optional<Day> since_at(const TimeAxis& axis, double px)
{
    return px <= axis.x + 0.5 ? std::nullopt : std::optional{axis.day_at(px)};
}
std::optional<Day> until_at(const TimeAxis& axis, double px)
{
    return px >= axis.x + axis.width - 0.5 ? std::nullopt : std::optional{axis.day_at(px)};
}

} // namespace

BrushPart brush_part_at(const TimeAxis& axis, const Brush& brush, double px)
{
    const auto [since, until] = ends_px(axis, brush);
    const double to_since = std::abs(px - since), to_until = std::abs(px - until);
    if (std::min(to_since, to_until) <= handle_px)
        return to_since < to_until ? BrushPart::since_handle : BrushPart::until_handle;
    const bool is_open = !brush.since && !brush.until;
    return px > since && px < until && !is_open ? BrushPart::body : BrushPart::outside;
}

Brush shifted(const Brush& brush, int by)
{
    Brush moved = brush;
    if (moved.since)
        *moved.since += days{by};
    if (moved.until)
        *moved.until += days{by};
    return moved;
}

Brush dragged(const TimeAxis& axis, const Brush& start, BrushPart part, double from_px, double to_px)
{
    Brush brush = start;
    switch (part) {
    case BrushPart::since_handle:
        brush.since = since_at(axis, to_px);
        if (brush.since && brush.until)
            brush.since = std::min(*brush.since, *brush.until);
        break;
    case BrushPart::until_handle:
        brush.until = until_at(axis, to_px);
        if (brush.since && brush.until)
            brush.until = std::max(*brush.since, *brush.until);
        break;
    case BrushPart::body:
        brush = shifted(start, static_cast<int>(std::lround((to_px - from_px) / axis.day_px())));
        break;
    case BrushPart::outside:
        brush = {since_at(axis, std::min(from_px, to_px)), until_at(axis, std::max(from_px, to_px))};
        break;
    }
    return brush;
}

Brush edges_moved(const DayRange& axis, const Brush& brush, int since_days, int until_days)
{
    Day since = brush.since.value_or(axis.first) + days{since_days};
    Day until = brush.until.value_or(axis.last) + days{until_days};
    since = std::min(since, brush.until.value_or(axis.last));
    until = std::max(until, since);
    Brush moved = brush;
    if (since_days != 0)
        moved.since = since <= axis.first ? std::nullopt : std::optional{since};
    if (until_days != 0)
        moved.until = until >= axis.last ? std::nullopt : std::optional{until};
    return moved;
}

Brush at_end(const DayRange& axis, const Brush& brush, bool last)
{
    if (!brush.since && !brush.until)
        return brush;
    const Day since = brush.since.value_or(axis.first), until = brush.until.value_or(axis.last);
    const days length = until - since;
    return last ? Brush{axis.last - length, axis.last} : Brush{axis.first, axis.first + length};
}

std::string span_for_people(const Brush& brush)
{
    if (!brush.since && !brush.until)
        return "all days";
    if (!brush.until)
        return "since " + day_for_people(*brush.since);
    if (!brush.since)
        return "until " + day_for_people(*brush.until);
    if (*brush.since == *brush.until)
        return day_for_people(*brush.since);
    const bool same_year = year_month_day{*brush.since}.year() == year_month_day{*brush.until}.year();
    return (same_year ? day_and_month(*brush.since) : day_for_people(*brush.since)) + " – " +
           day_for_people(*brush.until);
}

std::vector<AxisTick> axis_ticks(const TimeAxis& axis)
{
    std::vector<AxisTick> ticks;
    const auto year_of = [](Day day) { return std::to_string(static_cast<int>(year_month_day{day}.year())); };
    if (axis.day_px() * 31 >= 4 * tick_px) { // short axis: days
        const int step = std::max(1, static_cast<int>(std::ceil(day_tick_px / axis.day_px())));
        for (Day day = axis.range.first; day <= axis.range.last; day += days{step})
            ticks.push_back({day, ticks.empty() ? day_for_people(day) : day_and_month(day)});
        return ticks;
    }
    int months = 1;
    for (const int step : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200})
        if (months = step; axis.day_px() * 30.4 * step >= tick_px)
            break;
    Day first = first_of_month(axis.range.first);
    if (months >= 12) // so that labels are round years
        first = sys_days{
            year{static_cast<int>(year_month_day{first}.year()) / (months / 12) * (months / 12)} / 1 / 1};
    for (Day day = first; day <= axis.range.last; day = months_later(day, months)) {
        if (day < axis.range.first)
            continue;
        const unsigned number = static_cast<unsigned>(year_month_day{day}.month());
        const bool starts_year = ticks.empty() || number <= static_cast<unsigned>(months);
        ticks.push_back({day, months >= 12  ? year_of(day)
                              : starts_year ? month_name(number) + " " + year_of(day)
                                            : month_name(number)});
    }
    return ticks;
}

std::string count_for_people(std::uint64_t incidents, double room,
                             const std::function<double(std::string_view)>& width)
{
    const std::string number = Quantity::exactly(static_cast<std::int64_t>(incidents)).for_people();
    for (const char* const words :
         {incidents == 1 ? " incident in window" : " incidents in window", " in window"})
        if (width(number + words) <= room)
            return number + words;
    return number;
}

} // namespace sitmap
