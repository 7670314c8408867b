#include "importers/dataset_rows.hpp"

#include "geodata/error.hpp"
#include "importers/attributes.hpp"
#include "importers/cells.hpp"

#include <cmath>
#include <limits>

namespace sitmap {

namespace {

constexpr std::size_t longest_cell = 80;

} // namespace

void Notes::count(std::string_view what, const DelimitedRow& row, std::string_view cell)
{
    Count& count = counts_[what];
    if (count.rows++ > 0)
        return;
    count.line = row.line();
    count.cell = cell.substr(0, longest_cell);
}

Issues Notes::issues(const std::string& source) const
{
    Issues issues;
    for (const auto& [what, count] : counts_) {
        std::string text{what};
        if (!count.cell.empty())
            text += " ('" + count.cell + "')";
        if (count.rows > 1)
            text += "; so in " + std::to_string(count.rows) + " rows";
        issues.push_back({Issue::Weight::note, source, count.line, std::move(text)});
    }
    return issues;
}

HeaderColumns::HeaderColumns(const std::vector<std::string>& header)
{
    for (std::size_t i = 0; i < header.size(); ++i)
        columns_.emplace(header_key(header[i]), i);
}

std::size_t HeaderColumns::find(std::initializer_list<std::string_view> names) const
{
    for (const std::string_view name : names)
        if (const auto found = columns_.find(header_key(name)); found != columns_.end())
            return found->second;
    return none;
}

std::size_t HeaderColumns::require(std::string_view dataset,
                                   std::initializer_list<std::string_view> names) const
{
    const std::size_t column = find(names);
    if (column == none)
        throw Error{"cannot read the table as " + std::string{dataset} + ": it has no column '" +
                    std::string{*names.begin()} + "'"};
    return column;
}

void DatasetRows::add_issues(const std::string& source, Issues& issues) const
{
    const Issues noted = notes_.issues(source);
    issues.insert(issues.end(), noted.begin(), noted.end());
}

Refusal put_position(Record& record, std::string_view lon_cell, std::string_view lat_cell)
{
    lon_cell = trimmed_cell(lon_cell);
    lat_cell = trimmed_cell(lat_cell);
    if (lon_cell.empty() && lat_cell.empty())
        return {};
    const auto lat = decimal_in(lat_cell);
    if (!lat || std::abs(*lat) > 90)
        return {"latitude is not within -90 and 90", lat_cell.empty() ? "(none)" : lat_cell};
    const auto lon = decimal_in(lon_cell);
    if (!lon || std::abs(*lon) > 180)
        return {"longitude is not within -180 and 180", lon_cell.empty() ? "(none)" : lon_cell};
    if (*lon != 0 || *lat != 0)
        record.point = LonLat{*lon, *lat};
    return {};
}

std::int32_t count_in(std::string_view cell, std::string_view note, const DelimitedRow& row, Notes& notes)
{
    cell = trimmed_cell(cell);
    if (cell.empty())
        return GivenCount::absent;
    const auto count = integer_in(cell);
    if (count && *count >= 0 && *count <= std::numeric_limits<std::int32_t>::max())
        return static_cast<std::int32_t>(*count);
    notes.count(note, row, cell);
    return GivenCount::absent;
}

} // namespace sitmap
