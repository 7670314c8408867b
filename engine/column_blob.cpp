#include "engine/column_blob.hpp"

#include "engine/hash.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

namespace sitmap {

namespace {

// "SMCB", version, rows, other counts; then the columns, then the other counts, then a checksum of all that.
constexpr std::string_view magic = "SMCB";
constexpr std::uint32_t version = 1;
constexpr std::size_t head_bytes = 16, checksum_bytes = 8;
constexpr std::size_t other_count_bytes = 4 + 4 + 3 * 4; // row, field, low, best, high
constexpr std::size_t most_others_a_row = 64;            // there are twelve fields; more is damage

template <class T>
T little(T value)
{
    if constexpr (std::endian::native == std::endian::big) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        std::reverse(bytes, bytes + sizeof value);
        std::memcpy(&value, bytes, sizeof value);
    }
    return value;
}

template <class T>
void put(std::string& to, T value)
{
    value = little(value);
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T take(std::string_view& from)
{
    T value;
    std::memcpy(&value, from.data(), sizeof value);
    from.remove_prefix(sizeof value);
    return little(value);
}

template <class T>
void put_column(std::string& to, const std::vector<T>& column, std::size_t first, std::size_t count)
{
    if constexpr (std::endian::native == std::endian::little)
        to.append(reinterpret_cast<const char*>(column.data() + first), count * sizeof(T));
    else
        for (std::size_t i = first; i < first + count; ++i)
            put(to, column[i]);
}

template <class T>
void take_column(std::string_view& from, std::vector<T>& column, std::size_t count)
{
    const std::size_t before = column.size();
    column.resize(before + count);
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(column.data() + before, from.data(), count * sizeof(T));
        from.remove_prefix(count * sizeof(T));
    } else {
        for (std::size_t i = 0; i < count; ++i)
            column[before + i] = take<T>(from);
    }
}

std::size_t bytes_a_row()
{
    std::size_t bytes = 0;
    const IncidentTable none;
    each_column(none, [&](const auto& column) { bytes += sizeof column[0]; });
    return bytes;
}

/// True if each value of the new rows is below `end`.
template <class T>
bool all_below(const std::vector<T>& column, std::size_t from, std::size_t end)
{
    std::size_t greatest = 0;
    for (std::size_t i = from; i < column.size(); ++i)
        greatest = std::max(greatest, static_cast<std::size_t>(column[i]));
    return from == column.size() || greatest < end;
}

bool days_fit(std::int32_t first, std::int32_t last, TimePrecision precision)
{
    const bool begins = first != IncidentTable::open_begin, ends = last != IncidentTable::open_end;
    switch (precision) {
    case TimePrecision::unknown:
    case TimePrecision::ongoing:
        return !begins && !ends;
    case TimePrecision::since:
        return begins && !ends;
    case TimePrecision::before:
        return !begins && ends;
    default:
        return begins && ends && first <= last;
    }
}

bool is_position(std::int32_t lon, std::int32_t lat)
{
    if (lon == IncidentTable::no_place || lat == IncidentTable::no_place)
        return lon == lat;
    return lon >= -1'800'000'000 && lon <= 1'800'000'000 && lat >= -900'000'000 && lat <= 900'000'000;
}

/// What is wrong with the rows from `from` on.
std::string fault_in(const IncidentTable& t, std::size_t from, std::size_t names)
{
    bool places = true, days = true, ids = true, counts = true, radii = true;
    for (std::size_t i = from; i < t.size(); ++i) {
        places = places && is_position(t.lon[i], t.lat[i]);
        ids = ids && t.id[i] > (i == 0 ? 0 : t.id[i - 1]);
        counts = counts && std::min({t.killed_low[i], t.killed_best[i], t.killed_high[i]}) >= -1;
        radii = radii && t.radius_m[i] >= 0 && t.radius_m[i] < 1e9F;
    }
    const bool enums =
        all_below(t.sub_type, from, sub_event_type_count) &&
        all_below(t.precision, from, std::size_t{1} + static_cast<int>(PlacePrecision::unknown)) &&
        all_below(t.time_precision, from, std::size_t{1} + static_cast<int>(TimePrecision::unknown)) &&
        all_below(t.attribution, from, std::size_t{1} + static_cast<int>(Attribution::disputed));
    if (!enums)
        return "a kind that sitmap does not know";
    for (std::size_t i = from; i < t.size(); ++i)
        days = days && days_fit(t.first_day[i], t.last_day[i], t.time_precision[i]);
    const bool numbers = all_below(t.country, from, names) && all_below(t.admin1, from, names) &&
                         all_below(t.place, from, names) && all_below(t.side_a, from, names) &&
                         all_below(t.side_b, from, names);
    return !places    ? "a position off the globe"
           : !days    ? "days out of order"
           : !ids     ? "ids out of order"
           : !counts  ? "a negative count"
           : !radii   ? "a radius that is none"
           : !numbers ? "a name that is not in the list"
                      : "";
}

std::string take_other_counts(IncidentTable& table, std::string_view& from, std::size_t count,
                              std::size_t first_row)
{
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = take<std::uint32_t>(from);
        const auto field = take<std::uint32_t>(from);
        const auto low = take<std::int32_t>(from), best = take<std::int32_t>(from),
                   high = take<std::int32_t>(from);
        if (row < before || row >= table.size() - first_row || std::min({low, best, high}) < -1 ||
            field > static_cast<std::uint32_t>(ClaimField::held) || !is_count(static_cast<ClaimField>(field)))
            return "a count of nothing";
        before = row;
        table.other_counts.push_back(
            {static_cast<std::uint32_t>(first_row + row), static_cast<ClaimField>(field), {low, best, high}});
    }
    return {};
}

void cut_back(IncidentTable& table, std::size_t rows, std::size_t others)
{
    each_column(table, [&](auto& column) { column.resize(rows); });
    table.other_counts.resize(others);
}

} // namespace

std::string column_blob(const IncidentTable& table, std::size_t first, std::size_t count)
{
    assert(count <= rows_a_blob && first + count <= table.size());
    const auto by_row = [](const IncidentTable::OtherCount& other, std::size_t row) {
        return other.row < row;
    };
    const auto others_begin =
        std::lower_bound(table.other_counts.begin(), table.other_counts.end(), first, by_row);
    const auto others_end = std::lower_bound(others_begin, table.other_counts.end(), first + count, by_row);
    const auto others = static_cast<std::uint32_t>(others_end - others_begin);

    std::string blob;
    blob.reserve(head_bytes + count * bytes_a_row() + others * other_count_bytes + checksum_bytes);
    blob += magic;
    put(blob, version);
    put(blob, static_cast<std::uint32_t>(count));
    put(blob, others);
    each_column(table, [&](const auto& column) { put_column(blob, column, first, count); });
    for (auto other = others_begin; other != others_end; ++other) {
        put(blob, static_cast<std::uint32_t>(other->row - first));
        put(blob, static_cast<std::uint32_t>(other->field));
        put(blob, other->count.low);
        put(blob, other->count.best);
        put(blob, other->count.high);
    }
    put(blob, hash64(blob));
    return blob;
}

std::string append_column_blob(IncidentTable& table, std::string_view blob, std::size_t names)
{
    if (blob.size() < head_bytes + checksum_bytes || !blob.starts_with(magic))
        return "no columns";
    std::string_view tail = blob.substr(blob.size() - checksum_bytes);
    std::string_view from = blob.substr(magic.size());
    if (take<std::uint32_t>(from) != version)
        return "columns of a newer version";
    const std::size_t rows = take<std::uint32_t>(from), others = take<std::uint32_t>(from);
    if (rows > rows_a_blob || others > rows * most_others_a_row ||
        blob.size() != head_bytes + rows * bytes_a_row() + others * other_count_bytes + checksum_bytes)
        return "columns of a wrong length";
    if (hash64(blob.substr(0, blob.size() - checksum_bytes)) != take<std::uint64_t>(tail))
        return "columns that do not match their checksum";
    const std::size_t rows_before = table.size(), others_before = table.other_counts.size();
    each_column(table, [&](auto& column) { take_column(from, column, rows); });
    std::string fault = fault_in(table, rows_before, names);
    if (fault.empty())
        fault = take_other_counts(table, from, others, rows_before);
    if (!fault.empty())
        cut_back(table, rows_before, others_before);
    return fault;
}

void replace_row(IncidentTable& table, std::uint32_t row, const IncidentTable& one)
{
    const auto to = columns_of(table);
    const auto from = columns_of(one);
    [&]<std::size_t... i>(std::index_sequence<i...>)
    {
        ((std::get<i>(to)[row] = std::get<i>(from)[0]), ...);
    }
    (std::make_index_sequence<std::tuple_size_v<decltype(to)>>{});
    std::erase_if(table.other_counts,
                  [&](const IncidentTable::OtherCount& other) { return other.row == row; });
    auto at = std::lower_bound(
        table.other_counts.begin(), table.other_counts.end(), row,
        [](const IncidentTable::OtherCount& other, std::uint32_t wanted) { return other.row < wanted; });
    for (IncidentTable::OtherCount other : one.other_counts) {
        other.row = row;
        at = table.other_counts.insert(at, other) + 1;
    }
}

} // namespace sitmap
