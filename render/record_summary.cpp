#include "render/record_summary.hpp"

#include "render/in_two.hpp"
#include "render/record_filter.hpp"

#include <algorithm>

namespace sitmap {

namespace {

Day day_of(std::int32_t number)
{
    return Day{std::chrono::days{number}};
}

struct Box {
    std::int32_t west = INT32_MAX, south = INT32_MAX, east = INT32_MIN, north = INT32_MIN;
    void add(std::int32_t lon, std::int32_t lat)
    {
        west = std::min(west, lon);
        east = std::max(east, lon);
        south = std::min(south, lat);
        north = std::max(north, lat);
    }
    void add(const Box& o)
    {
        west = std::min(west, o.west);
        east = std::max(east, o.east);
        south = std::min(south, o.south);
        north = std::max(north, o.north);
    }
    [[nodiscard]] std::optional<Extent> extent() const
    {
        if (west > east)
            return std::nullopt;
        const auto degrees = [](std::int32_t units) { return units / IncidentTable::units_per_degree; };
        return Extent{degrees(west), degrees(south), degrees(east), degrees(north)};
    }
};

/// One thread's part of a summary.
struct Part {
    std::size_t passing = 0, not_given = 0;
    Totals killed;
    std::int32_t first = INT32_MAX, last = INT32_MIN;
    bool goes_on = false;
    std::vector<std::uint8_t> countries; ///< by number of the name
    Box well, roughly;

    void add(const IncidentTable& table, std::uint32_t row)
    {
        ++passing;
        const KilledBounds bounds = killed_bounds(table, row);
        not_given += bounds.given ? 0u : 1u;
        killed.low += bounds.low;
        killed.high += bounds.high;
        killed.open = killed.open || bounds.open;
        const std::int32_t from = table.first_day[row], to = table.last_day[row];
        if (from != IncidentTable::open_begin)
            first = std::min(first, from);
        if (to != IncidentTable::open_end)
            last = std::max(last, to);
        goes_on = goes_on || table.time_precision[row] == TimePrecision::since ||
                  table.time_precision[row] == TimePrecision::ongoing;
        countries[table.country[row]] = 1;
        const PlacePrecision precision = table.precision[row];
        if (!table.is_placed(row) || precision == PlacePrecision::unknown)
            return;
        (precision <= PlacePrecision::near ? well : roughly).add(table.lon[row], table.lat[row]);
    }
};

/// Most rows have few killed, so the search goes up.
std::size_t bin_of(std::int64_t killed)
{
    std::size_t bin = 0;
    while (bin + 1 < killed_bin_count && killed >= killed_bin_start(bin + 1))
        ++bin;
    return bin;
}

/// Known to have been on one of several days.
bool is_spread(const IncidentTable& table, std::uint32_t row)
{
    switch (table.time_precision[row]) {
    case TimePrecision::range:
    case TimePrecision::week:
    case TimePrecision::month:
    case TimePrecision::year:
    case TimePrecision::longer:
        return table.first_day[row] != IncidentTable::open_begin &&
               table.last_day[row] != IncidentTable::open_end && table.first_day[row] != table.last_day[row];
    default:
        return false;
    }
}

template <class PartOf, class Each>
void over_rows(const IncidentTable& table, PartOf part_of, Each each)
{
    in_two(table.size(), [&](std::size_t which, std::size_t begin, std::size_t end) {
        auto& part = part_of(which);
        for (std::size_t row = begin; row < end; ++row)
            each(part, static_cast<std::uint32_t>(row));
    });
}

} // namespace

RecordSummary summary_of(const IncidentTable& table, const Query& query, std::optional<Day> as_of)
{
    const RecordFilter filter{table, query, as_of};
    Part parts[2];
    for (Part& part : parts)
        part.countries.assign(table.names.all().size(), 0);
    over_rows(
        table, [&](std::size_t which) -> Part& { return parts[which]; },
        [&](Part& part, std::uint32_t row) {
            if (filter.passes(row))
                part.add(table, row);
        });
    Part& all = parts[0];
    const Part& more = parts[1];
    RecordSummary summary;
    summary.passing = all.passing + more.passing;
    summary.killed = {all.killed.low + more.killed.low, all.killed.high + more.killed.high,
                      all.killed.open || more.killed.open};
    summary.killed_not_given = all.not_given + more.not_given;
    if (const auto first = std::min(all.first, more.first); first != INT32_MAX)
        summary.first = day_of(first);
    if (const auto last = std::max(all.last, more.last); last != INT32_MIN)
        summary.last = day_of(last);
    summary.goes_on = all.goes_on || more.goes_on;
    for (std::size_t i = 1; i < all.countries.size(); ++i)
        if (all.countries[i] != 0 || more.countries[i] != 0)
            summary.countries.push_back(table.names.name(static_cast<std::uint32_t>(i)));
    all.well.add(more.well);
    all.roughly.add(more.roughly);
    summary.well = all.well.extent();
    summary.roughly = all.roughly.extent();
    return summary;
}

PanelCounts count(const IncidentTable& table, const Query& query, std::optional<Day> as_of)
{
    const RecordFilter filter{table, query, as_of};
    PanelCounts parts[2];
    over_rows(
        table, [&](std::size_t which) -> PanelCounts& { return parts[which]; },
        [&](PanelCounts& counts, std::uint32_t row) {
            if (!filter.is_known(row))
                return;
            ++counts.all;
            const unsigned failed = filter.failures(row);
            if ((failed & ~RecordFilter::type) == 0)
                ++counts.types[static_cast<std::size_t>(type_of(table.sub_type[row]))];
            if ((failed & ~RecordFilter::precision) == 0)
                ++counts.precisions[static_cast<std::size_t>(
                    step_of(table.is_placed(row) ? table.precision[row] : PlacePrecision::unknown))];
            if ((failed & ~RecordFilter::attribution) == 0)
                ++counts.attributions[static_cast<std::size_t>(table.attribution[row])];
            if ((failed & ~RecordFilter::killed) == 0)
                ++counts.killed[bin_of(killed_bounds(table, row).size)];
            counts.passing += failed == 0 ? 1u : 0u;
        });
    add(parts[0], parts[1]);
    return parts[0]; // a dataset's rows have been checked by its makers: none counts as not verified
}

void add(PanelCounts& counts, const PanelCounts& more)
{
    const auto each = [](auto& to, const auto& from) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] += from[i];
    };
    each(counts.types, more.types);
    each(counts.precisions, more.precisions);
    each(counts.attributions, more.attributions);
    each(counts.killed, more.killed);
    counts.unverified += more.unverified;
    counts.passing += more.passing;
    counts.all += more.all;
}

std::optional<DayRange> days_of(const IncidentTable& table)
{
    constexpr std::int64_t most_days = 400 * 366;
    std::int32_t last = INT32_MIN, first = INT32_MAX;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.last_day[row] != IncidentTable::open_end)
            last = std::max(last, table.last_day[row]);
        if (table.first_day[row] != IncidentTable::open_begin)
            last = std::max(last, table.first_day[row]);
    }
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::int32_t own =
            table.first_day[row] != IncidentTable::open_begin ? table.first_day[row] : table.last_day[row];
        if (own != IncidentTable::open_end && std::int64_t{last} - own <= most_days)
            first = std::min(first, own);
    }
    if (first > last)
        return std::nullopt;
    return DayRange{day_of(first), day_of(last)};
}

void add(Histogram& histogram, const IncidentTable& table, const Query& query, std::optional<Day> as_of)
{
    const RecordFilter filter{table, query, as_of};
    Histogram parts[2]{histogram, {histogram.range, histogram.step_days, {}, 0}};
    parts[1].bars.resize(histogram.bars.size());
    const auto begin = static_cast<std::int32_t>(histogram.range.first.time_since_epoch().count());
    const auto end = static_cast<std::int32_t>(histogram.range.last.time_since_epoch().count());
    over_rows(
        table, [&](std::size_t which) -> Histogram& { return parts[which]; },
        [&](Histogram& part, std::uint32_t row) {
            if (!filter.passes(row))
                return;
            const std::int32_t first = table.first_day[row];
            if (first == IncidentTable::open_begin)
                ++part.undated;
            else if (is_spread(table, row))
                spread(part, day_of(first), day_of(table.last_day[row]));
            else if (first >= begin && first <= end)
                ++part.bars[static_cast<std::size_t>((first - begin) / histogram.step_days)]
                      .certain[static_cast<std::size_t>(type_of(table.sub_type[row]))];
        });
    for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
        parts[0].bars[i].uncertain += parts[1].bars[i].uncertain;
        for (std::size_t type = 0; type < event_type_count; ++type)
            parts[0].bars[i].certain[type] += parts[1].bars[i].certain[type];
    }
    parts[0].undated += parts[1].undated;
    histogram = std::move(parts[0]);
}

} // namespace sitmap
