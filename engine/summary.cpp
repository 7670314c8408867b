#include "engine/summary.hpp"

#include "engine/names.hpp"
#include "engine/numbering.hpp"
#include "engine/period.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, dimension_count> names{
    "day",  "week",    "month", "year",      "country",     "admin1",
    "type", "subtype", "actor", "precision", "attribution", "dataset"};

constexpr std::size_t block_size = 1024;

/// What a block of rows is by one dimension. An incident with two parties has a second key.
struct KeyBlock {
    std::array<GroupKey, block_size> first{}, second{};
    bool has_second = false; ///< false: `second` is not filled
};
constexpr GroupKey no_second = std::numeric_limits<std::int64_t>::min();

template <class KeyOf>
void fill(std::span<const std::uint32_t> rows, KeyBlock& block, KeyOf&& key_of)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        block.first[i] = key_of(rows[i]);
}

/// The span of the calendar that the whole interval lies in.
template <class PeriodOf>
void fill_periods(const IncidentTable& table, std::span<const std::uint32_t> rows, KeyBlock& block,
                  PeriodOf&& period_of)
{
    fill(rows, block, [&](std::uint32_t row) -> GroupKey {
        const std::int32_t first = table.first_day[row], last = table.last_day[row];
        const bool no_first = first == IncidentTable::open_begin, no_last = last == IncidentTable::open_end;
        if (no_first || no_last)
            return no_first && no_last && table.time_precision[row] != TimePrecision::ongoing ? undated
                                                                                              : not_known;
        const std::int64_t period = period_of(first);
        return first == last || period_of(last) == period ? period : not_known;
    });
}

GroupKey division_key(const IncidentTable& table, std::uint32_t row)
{
    const bool known = table.precision[row] != PlacePrecision::country;
    const auto country = static_cast<GroupKey>(table.country[row]);
    const auto division = static_cast<GroupKey>(known ? table.admin1[row] : 0);
    return country == 0 && division == 0 ? not_known : (country << 32) + division;
}

void fill_actors(const IncidentTable& table, std::span<const std::uint32_t> rows, KeyBlock& block)
{
    block.has_second = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t a = table.side_a[rows[i]], b = table.side_b[rows[i]];
        block.first[i] = a != 0 ? a : b != 0 ? b : not_known;
        block.second[i] = a != 0 && b != 0 && a != b ? static_cast<GroupKey>(b) : no_second;
    }
}

GroupKey known_type(const IncidentTable& table, std::uint32_t row, GroupKey type)
{
    return (table.flags[row] & IncidentTable::type_given) != 0 ? type : not_known;
}

void fill_keys(const IncidentTable& table, Dimension dimension, std::span<const std::uint32_t> rows,
               KeyBlock& block)
{
    switch (dimension) {
    case Dimension::day:
        return fill_periods(table, rows, block, [](std::int64_t day) { return day; });
    case Dimension::week:
        return fill_periods(table, rows, block, week_of);
    case Dimension::month:
        return fill_periods(table, rows, block, month_of);
    case Dimension::year:
        return fill_periods(table, rows, block, year_of);
    case Dimension::country:
        return fill(rows, block, [&](std::uint32_t row) -> GroupKey {
            return table.country[row] != 0 ? table.country[row] : not_known;
        });
    case Dimension::admin1:
        return fill(rows, block, [&](std::uint32_t row) { return division_key(table, row); });
    case Dimension::event_type:
        return fill(rows, block, [&](std::uint32_t row) {
            return known_type(table, row, static_cast<GroupKey>(type_of(table.sub_type[row])));
        });
    case Dimension::sub_type:
        return fill(rows, block, [&](std::uint32_t row) {
            return known_type(table, row, static_cast<GroupKey>(table.sub_type[row]));
        });
    case Dimension::actor:
        return fill_actors(table, rows, block);
    case Dimension::place_precision:
        return fill(rows, block, [&](std::uint32_t row) {
            return table.is_placed(row) ? static_cast<GroupKey>(table.precision[row]) : not_known;
        });
    case Dimension::attribution:
        return fill(rows, block,
                    [&](std::uint32_t row) { return static_cast<GroupKey>(table.attribution[row]); });
    case Dimension::dataset:
        return fill(rows, block, [&](std::uint32_t row) -> GroupKey { return table.dataset[row]; });
    }
}

/// One of the counts, block by block.
class CountColumn {
public:
    CountColumn(const IncidentTable& table, ClaimField field, Rule rule)
        : table_{table}, field_{field}, rule_{rule}
    {}
    /// Blocks come in ascending order of rows.
    void fill(std::span<const std::uint32_t> rows, std::vector<GivenCount>& counts)
    {
        for (std::size_t i = 0; i < rows.size(); ++i)
            counts[i] =
                by_rule(field_ == ClaimField::killed ? table_.killed(rows[i]) : other(rows[i]), rule_);
    }

private:
    GivenCount other(std::uint32_t row)
    {
        const auto& all = table_.other_counts;
        while (next_ < all.size() && all[next_].row < row)
            ++next_;
        for (std::size_t at = next_; at < all.size() && all[at].row == row; ++at)
            if (all[at].field == field_)
                return all[at].count;
        return {};
    }

    const IncidentTable& table_;
    ClaimField field_;
    Rule rule_;
    std::size_t next_ = 0;
};

struct PairOfKeys {
    GroupKey a = 0, b = 0;
    bool operator==(const PairOfKeys&) const = default;
};
std::uint64_t mixed(const PairOfKeys& keys)
{
    return sitmap::mixed(static_cast<std::uint64_t>(keys.a) ^
                         sitmap::mixed(static_cast<std::uint64_t>(keys.b)));
}

/// Sums by group, in flat columns while rows go by.
class Sums {
public:
    explicit Sums(std::size_t fields) : fields_{fields} {}

    void add(const PairOfKeys& keys, const std::vector<std::vector<GivenCount>>& counts, std::size_t i)
    {
        // Neighbours in a table mostly share a group.
        if (incidents_.empty() || !(keys == last_keys_)) {
            last_keys_ = keys;
            last_ = groups_.number_of(keys);
            if (last_ == incidents_.size()) {
                incidents_.push_back(0);
                sums_.resize(sums_.size() + fields_);
            }
        }
        ++incidents_[last_];
        for (std::size_t f = 0; f < fields_; ++f)
            sums_[last_ * fields_ + f].add(counts[f][i]);
    }

    [[nodiscard]] std::vector<SummaryGroup> groups() const
    {
        std::vector<SummaryGroup> all;
        all.reserve(groups_.size());
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            const auto first = sums_.begin() + static_cast<std::ptrdiff_t>(g * fields_);
            all.push_back({{groups_.keys()[g].a, groups_.keys()[g].b},
                           incidents_[g],
                           {first, first + static_cast<std::ptrdiff_t>(fields_)}});
        }
        return all;
    }

private:
    std::size_t fields_;
    Numbering<PairOfKeys> groups_;
    PairOfKeys last_keys_;
    std::uint32_t last_ = 0;
    std::vector<std::uint64_t> incidents_;
    std::vector<CountSum> sums_;
};

/// With each pair of its keys an incident counts once.
void add_row(Sums& sums, const std::array<KeyBlock, 2>& keys,
             const std::vector<std::vector<GivenCount>>& counts, std::size_t i)
{
    const PairOfKeys first{keys[0].first[i], keys[1].first[i]};
    sums.add(first, counts, i);
    const bool more_a = keys[0].has_second && keys[0].second[i] != no_second;
    const bool more_b = keys[1].has_second && keys[1].second[i] != no_second;
    if (more_a)
        sums.add({keys[0].second[i], first.b}, counts, i);
    if (more_b)
        sums.add({first.a, keys[1].second[i]}, counts, i);
    if (more_a && more_b)
        sums.add({keys[0].second[i], keys[1].second[i]}, counts, i);
}

bool is_by_name(Dimension dimension)
{
    return dimension == Dimension::country || dimension == Dimension::admin1 || dimension == Dimension::actor;
}

/// What a key of names is sorted by: its country, then its name; what is not known comes last.
using NameOrder = std::array<std::string_view, 2>;
NameOrder name_order(const IncidentTable& table, Dimension dimension, GroupKey key)
{
    constexpr std::string_view last = "\xff";
    if (key == not_known)
        return {last, last};
    if (dimension != Dimension::admin1)
        return {table.names.name(static_cast<std::uint32_t>(key)), ""};
    const auto country = static_cast<std::uint32_t>(key >> 32), division = static_cast<std::uint32_t>(key);
    return {country != 0 ? std::string_view{table.names.name(country)} : last,
            division != 0 ? std::string_view{table.names.name(division)} : last};
}

void sort_groups(const IncidentTable& table, std::span<const Dimension> by, std::vector<SummaryGroup>& groups)
{
    std::sort(groups.begin(), groups.end(), [&](const SummaryGroup& x, const SummaryGroup& y) {
        for (std::size_t d = 0; d < by.size(); ++d) {
            if (x.key[d] == y.key[d])
                continue;
            if (is_by_name(by[d])) {
                const NameOrder a = name_order(table, by[d], x.key[d]),
                                b = name_order(table, by[d], y.key[d]);
                if (a != b)
                    return a < b;
            }
            return x.key[d] < y.key[d];
        }
        return false;
    });
}

std::string name_label(const IncidentTable& table, GroupKey number)
{
    return table.names.name(static_cast<std::uint32_t>(number));
}

std::string division_label(const IncidentTable& table, GroupKey key)
{
    const std::string country = name_label(table, key >> 32);
    const std::string division = name_label(table, key & 0xffffffff);
    if (division.empty())
        return country + ", division not known";
    return country.empty() ? division : division + ", " + country;
}

std::string not_known_label(Dimension dimension)
{
    switch (dimension) {
    case Dimension::day:
    case Dimension::week:
    case Dimension::month:
    case Dimension::year:
        return "not known to the " + std::string{name_of(dimension)};
    case Dimension::country:
        return "country not known";
    case Dimension::admin1:
        return "division not known";
    case Dimension::event_type:
    case Dimension::sub_type:
        return "type not said";
    case Dimension::actor:
        return "no party named";
    case Dimension::place_precision:
        return "not placed";
    case Dimension::attribution:
    case Dimension::dataset:
        break;
    }
    return "not known";
}

} // namespace

std::string_view name_of(Dimension dimension)
{
    return name_in(names, dimension);
}

std::optional<Dimension> dimension_named(std::string_view name)
{
    return named_in<Dimension>(names, name);
}

Summary summarise(const IncidentTable& table, std::span<const std::uint32_t> rows,
                  std::span<const Dimension> by, std::span<const ClaimField> fields, Rule rule)
{
    assert(by.size() <= 2);
    Summary summary{{by.begin(), by.end()}, {fields.begin(), fields.end()}, {}, {}};
    std::vector<CountColumn> columns;
    for (const ClaimField field : fields)
        columns.emplace_back(table, field, rule);
    std::vector<std::vector<GivenCount>> counts(fields.size(), std::vector<GivenCount>(block_size));
    std::array<KeyBlock, 2> keys;
    Sums sums{fields.size()};
    summary.total.counts.resize(fields.size());
    summary.total.incidents = rows.size();
    while (!rows.empty()) {
        const auto block = rows.first(std::min(block_size, rows.size()));
        for (std::size_t d = 0; d < by.size(); ++d)
            fill_keys(table, by[d], block, keys[d]);
        for (std::size_t f = 0; f < fields.size(); ++f) {
            columns[f].fill(block, counts[f]);
            for (std::size_t i = 0; i < block.size(); ++i)
                summary.total.counts[f].add(counts[f][i]);
        }
        if (!by.empty())
            for (std::size_t i = 0; i < block.size(); ++i)
                add_row(sums, keys, counts, i);
        rows = rows.subspan(block.size());
    }
    summary.groups = sums.groups();
    sort_groups(table, by, summary.groups);
    return summary;
}

std::string label_of(const IncidentTable& table, Dimension dimension, GroupKey key,
                     std::span<const std::string> datasets)
{
    if (key == not_known)
        return not_known_label(dimension);
    if (key == undated && dimension <= Dimension::year)
        return "day not known at all";
    switch (dimension) {
    case Dimension::day:
        return day_label(key);
    case Dimension::week:
        return week_label(key);
    case Dimension::month:
        return month_label(key);
    case Dimension::year:
        return year_label(key);
    case Dimension::country:
    case Dimension::actor:
        return name_label(table, key);
    case Dimension::admin1:
        return division_label(table, key);
    case Dimension::event_type:
        return std::string{name_of(static_cast<EventType>(key))};
    case Dimension::sub_type:
        return std::string{name_of(static_cast<SubEventType>(key))};
    case Dimension::place_precision:
        return std::string{name_of(static_cast<PlacePrecision>(key))};
    case Dimension::attribution:
        return std::string{name_of(static_cast<Attribution>(key))};
    case Dimension::dataset:
        break;
    }
    const auto number = static_cast<std::size_t>(key);
    if (number < datasets.size())
        return datasets[number];
    return number == 0 ? "articles" : "dataset " + std::to_string(number);
}

std::vector<std::uint32_t> all_rows(const IncidentTable& table)
{
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

} // namespace sitmap
