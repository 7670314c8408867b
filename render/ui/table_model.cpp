#include "render/ui/table_model.hpp"

#include "geodata/name_fold.hpp"
#include "render/record_filter.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, table_column_count> headings{
    "When",   "Type",    "Incident",  "Place",      "Country",
    "Killed", "Injured", "Precision", "Who did it", "Sources"};

/// Of what is not known: last in either order.
constexpr std::int64_t unknown = std::numeric_limits<std::int64_t>::max();

std::string who(const Incident& incident)
{
    return incident.accused.empty() ? std::string{} : incident.accused.front();
}

bool is_text(TableColumn column)
{
    return column == TableColumn::title || column == TableColumn::place || column == TableColumn::country ||
           column == TableColumn::who;
}

std::int64_t size_of(const std::optional<Quantity>& quantity)
{
    return quantity ? quantity->size_by() : unknown;
}

/// The key of a column that is no text.
std::int64_t key_of(const Incident& incident, TableColumn column)
{
    switch (column) {
    case TableColumn::when: {
        const auto day = incident.interval.first() ? incident.interval.first() : incident.interval.last();
        return day ? day->time_since_epoch().count() : unknown;
    }
    case TableColumn::what:
        return static_cast<std::int64_t>(incident.sub_type);
    case TableColumn::killed:
        return size_of(incident.killed);
    case TableColumn::injured:
        return size_of(incident.injured);
    case TableColumn::precision:
        return incident.location ? static_cast<std::int64_t>(incident.location->precision) : unknown;
    case TableColumn::sources:
        return static_cast<std::int64_t>(incident.documents);
    default:
        return 0;
    }
}

std::int64_t day_of(const IncidentTable& table, std::uint32_t row)
{
    if (table.first_day[row] != IncidentTable::open_begin)
        return table.first_day[row];
    return table.last_day[row] != IncidentTable::open_end ? table.last_day[row] : unknown;
}

std::int64_t injured_of(const IncidentTable& table, std::uint32_t row)
{
    auto other = std::lower_bound(
        table.other_counts.begin(), table.other_counts.end(), row,
        [](const IncidentTable::OtherCount& count, std::uint32_t at) { return count.row < at; });
    for (; other != table.other_counts.end() && other->row == row; ++other)
        if (other->field == ClaimField::injured)
            return size_of(quantity_of(other->count));
    return unknown;
}

std::int64_t key_of(const IncidentTable& table, std::uint32_t row, TableColumn column)
{
    switch (column) {
    case TableColumn::when:
        return day_of(table, row);
    case TableColumn::what:
        return static_cast<std::int64_t>(table.sub_type[row]);
    case TableColumn::killed: {
        const KilledBounds killed = killed_bounds(table, row);
        return killed.given ? killed.size : unknown;
    }
    case TableColumn::injured:
        return injured_of(table, row);
    case TableColumn::precision:
        return table.is_placed(row) ? static_cast<std::int64_t>(table.precision[row]) : unknown;
    case TableColumn::sources:
        return 1;
    default:
        return 0;
    }
}

std::string text_of(const Incident& incident, TableColumn column)
{
    switch (column) {
    case TableColumn::title:
        return incident.title;
    case TableColumn::place:
        return incident.location ? incident.location->name : std::string{};
    case TableColumn::country:
        return incident.location ? incident.location->country : std::string{};
    default:
        return who(incident);
    }
}

/// The number of the name in a row's column; a title is told by the sub-type and then the place.
std::uint32_t name_of(const IncidentTable& table, std::uint32_t row, TableColumn column)
{
    switch (column) {
    case TableColumn::country:
        return table.country[row];
    case TableColumn::who:
        return table.side_a[row];
    default:
        return table.place[row] != 0 || column == TableColumn::title ? table.place[row] : table.admin1[row];
    }
}

} // namespace

/// Keys for rows of both kinds, such that smaller keys come first.
struct TableContents::Sorter {
    struct Keyed {
        std::int64_t key = 0;
        std::uint32_t position = 0;
    };
    const TableContents& table;
    TableColumn column;

    /// Ranks of texts: of the ledger's incidents, then of the names of the records.
    [[nodiscard]] std::vector<std::int64_t> ranks() const
    {
        std::vector<std::string> texts;
        for (const Incident& incident : table.ledger_)
            texts.push_back(fold_name(text_of(incident, column)));
        if (table.records_)
            for (const std::string& name : table.records_->table().names.all())
                texts.push_back(fold_name(name));
        std::vector<std::uint32_t> order(texts.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
        std::vector<std::int64_t> ranks(texts.size(), unknown);
        std::int64_t rank = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            rank += i > 0 && texts[order[i]] != texts[order[i - 1]] ? 1 : 0;
            if (!texts[order[i]].empty())
                ranks[order[i]] = rank;
        }
        return ranks;
    }

    [[nodiscard]] std::vector<Keyed> keyed() const
    {
        const std::size_t own = table.ledger_.size();
        const std::vector<std::int64_t> rank = is_text(column) ? ranks() : std::vector<std::int64_t>{};
        std::vector<Keyed> all;
        all.reserve(table.positions_.size());
        for (const std::uint32_t position : table.positions_) {
            const auto row = static_cast<std::uint32_t>(position - own);
            std::int64_t key = 0;
            if (position < own)
                key = is_text(column) ? rank[position] : key_of(table.ledger_[position], column);
            else if (is_text(column))
                key = rank[own + name_of(table.records_->table(), row, column)];
            else
                key = key_of(table.records_->table(), row, column);
            all.push_back({key, position});
        }
        return all;
    }
};

TableContents::TableContents(std::span<const Incident> incidents, std::shared_ptr<const Records> records,
                             const TableQuery& query)
    : records_{std::move(records)}
{
    const auto wanted = [&](IncidentId id) {
        return !query.only || std::binary_search(query.only->begin(), query.only->end(), id);
    };
    for (const Incident& incident : incidents)
        if (wanted(incident.id) && passes(incident, query.query))
            ledger_.push_back(incident);
    for (std::uint32_t i = 0; i < ledger_.size(); ++i)
        positions_.push_back(i);
    if (records_) {
        const RowSet rows = passing_rows(records_->table(), query.query, query.as_of);
        for (std::uint32_t row = 0; row < records_->size(); ++row)
            if (rows.has(row) && wanted(records_->table().id[row]))
                positions_.push_back(static_cast<std::uint32_t>(ledger_.size()) + row);
    }
    auto keyed = Sorter{*this, query.column}.keyed();
    std::sort(keyed.begin(), keyed.end(), [&](const Sorter::Keyed& a, const Sorter::Keyed& b) {
        if (a.key == b.key)
            return a.position < b.position;
        if (a.key == unknown || b.key == unknown)
            return b.key == unknown;
        return query.descending ? a.key > b.key : a.key < b.key;
    });
    std::transform(keyed.begin(), keyed.end(), positions_.begin(),
                   [](const Sorter::Keyed& k) { return k.position; });
}

IncidentId TableContents::id(std::size_t row) const
{
    const std::uint32_t position = positions_[row];
    return position < ledger_.size() ? ledger_[position].id : records_->table().id[position - ledger_.size()];
}

Incident TableContents::incident(std::size_t row) const
{
    const std::uint32_t position = positions_[row];
    return position < ledger_.size()
               ? ledger_[position]
               : records_->table().incident(static_cast<std::uint32_t>(position - ledger_.size()));
}

std::optional<std::size_t> TableContents::row_of(IncidentId wanted) const
{
    for (std::size_t row = 0; row < positions_.size(); ++row)
        if (id(row) == wanted)
            return row;
    return std::nullopt;
}

std::string_view heading_of(TableColumn column)
{
    return headings[static_cast<std::size_t>(column)];
}

std::string cell(const Incident& incident, TableColumn column)
{
    switch (column) {
    case TableColumn::when:
        return incident.interval.for_people();
    case TableColumn::what:
        return std::string{name_of(incident.sub_type)};
    case TableColumn::killed:
        return incident.killed ? incident.killed->for_people() : std::string{};
    case TableColumn::injured:
        return incident.injured ? incident.injured->for_people() : std::string{};
    case TableColumn::precision:
        return incident.location ? std::string{name_of(incident.location->precision)} : std::string{};
    case TableColumn::sources:
        return std::to_string(incident.documents);
    default:
        return text_of(incident, column);
    }
}

} // namespace sitmap
