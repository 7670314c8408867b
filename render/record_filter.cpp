#include "render/record_filter.hpp"

#include "geodata/measure.hpp"
#include "geodata/name_fold.hpp"
#include "render/in_two.hpp"

#include <algorithm>

namespace sitmap {

namespace {

std::int32_t number_of(Day day)
{
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

template <class T>
std::uint32_t bits_of(const std::vector<T>& wanted)
{
    std::uint32_t bits = wanted.empty() ? ~0u : 0u;
    for (const T value : wanted)
        bits |= 1u << static_cast<unsigned>(value);
    return bits;
}

std::uint32_t sub_types_of(const std::vector<EventType>& wanted)
{
    const std::uint32_t types = bits_of(wanted);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < sub_event_type_count; ++i)
        if (((types >> static_cast<unsigned>(type_of(static_cast<SubEventType>(i)))) & 1u) != 0)
            bits |= 1u << i;
    return bits;
}

/// Which of the names hold one of `wanted`, folded.
std::vector<bool> names_with(const NameList& names, const std::vector<std::string>& wanted)
{
    std::vector<std::string> folded;
    std::transform(wanted.begin(), wanted.end(), std::back_inserter(folded),
                   [](const std::string& name) { return fold_name(name); });
    std::vector<bool> found;
    for (const std::string& name : names.all()) {
        const std::string own = fold_name(name);
        found.push_back(!own.empty() &&
                        std::any_of(folded.begin(), folded.end(), [&](const std::string& part) {
                            return own.find(part) != std::string::npos;
                        }));
    }
    return found;
}

std::vector<bool> names_equal(const NameList& names, const std::vector<std::string>& wanted)
{
    std::vector<bool> found;
    for (const std::string& name : names.all())
        found.push_back(std::find(wanted.begin(), wanted.end(), name) != wanted.end());
    return found;
}

bool is_restricted(const Query& query)
{
    return !(query == Query{});
}

} // namespace

RecordFilter::RecordFilter(const IncidentTable& table, const Query& query, std::optional<Day> as_of)
    : table_{table},
      query_{query},
      as_of_{std::min(as_of ? number_of(*as_of) : IncidentTable::open_end,
                      query.as_of ? number_of(*query.as_of) : IncidentTable::open_end)},
      since_{query.since ? number_of(*query.since) : IncidentTable::open_begin},
      until_{query.until ? number_of(*query.until) : IncidentTable::open_end},
      lets_all_pass_{!as_of && !is_restricted(query)},
      sub_types_{bits_of(query.sub_types)},
      attributions_{bits_of(query.attributions)},
      types_{sub_types_of(query.types)}
{
    if (query.place_precision)
        worst_ = *query.place_precision;
    needs_place_ = query.place_precision.has_value();
    if (!query.countries.empty())
        countries_ = names_equal(table.names, query.countries);
    if (!query.actors.empty())
        actors_ = names_with(table.names, query.actors);
    has_other_ = query.ids || !query.sub_types.empty() || !countries_.empty() || !actors_.empty() ||
                 query.bbox || query.radius || !std::holds_alternative<std::monostate>(query.within) ||
                 query.condition;
}

unsigned RecordFilter::failures(std::uint32_t row) const
{
    const auto sub_type = static_cast<unsigned>(table_.sub_type[row]);
    unsigned failed = ((types_ >> sub_type) & 1u) != 0 ? 0u : type;
    if (((attributions_ >> static_cast<unsigned>(table_.attribution[row])) & 1u) == 0)
        failed |= attribution;
    if (table_.first_day[row] > until_ || table_.last_day[row] < since_)
        failed |= days;
    if (needs_place_ && (table_.precision[row] > worst_ || !table_.is_placed(row)))
        failed |= precision;
    if (query_.min_killed) {
        const KilledBounds bounds = killed_bounds(table_, row);
        if (!bounds.given || bounds.size < *query_.min_killed)
            failed |= killed;
    }
    if (has_other_ && !passes_elsewhere(row))
        failed |= other;
    return failed;
}

bool RecordFilter::passes_elsewhere(std::uint32_t row) const
{
    if (((sub_types_ >> static_cast<unsigned>(table_.sub_type[row])) & 1u) == 0)
        return false;
    if (!actors_.empty() && !actors_[table_.side_a[row]] && !actors_[table_.side_b[row]])
        return false;
    if (query_.ids && !std::binary_search(query_.ids->begin(), query_.ids->end(), IncidentId{table_.id[row]}))
        return false;
    const bool is_placed = table_.is_placed(row);
    if (!countries_.empty() && !(is_placed && countries_[table_.country[row]]))
        return false;
    if (query_.condition && !(*query_.condition)(table_, row))
        return false;
    const bool has_area = !std::holds_alternative<std::monostate>(query_.within);
    if (!query_.bbox && !query_.radius && !has_area)
        return true;
    if (!is_placed)
        return false;
    const LonLat point = table_.point(row);
    return (!query_.bbox || query_.bbox->contains(point)) &&
           (!query_.radius || distance_m(query_.radius->centre, point) <= query_.radius->metres) &&
           (!has_area || covers(query_.within, point));
}

KilledBounds killed_bounds(const IncidentTable& table, std::uint32_t row)
{
    const std::int32_t low = table.killed_low[row], best = table.killed_best[row],
                       high = table.killed_high[row];
    if (low >= 0 && low <= best && best <= high) // nearly every row that gives a number
        return {low, high, low, true, false};
    const auto quantity = quantity_of(table.killed(row));
    if (!quantity)
        return {};
    const std::int64_t least = quantity->size_by();
    return {least, quantity->high().value_or(std::max(least, quantity->best().value_or(least))),
            quantity->size_by(), true, quantity->is_open()};
}

RowSet passing_rows(const IncidentTable& table, const Query& query, std::optional<Day> as_of)
{
    RowSet rows{table.size()};
    const RecordFilter filter{table, query, as_of};
    in_two((table.size() + 63) / 64, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t word = begin; word < end; ++word) {
            std::uint64_t bits = 0;
            const std::size_t last = std::min(table.size(), (word + 1) * 64);
            for (std::size_t row = word * 64; row < last; ++row)
                bits |= std::uint64_t{filter.passes(static_cast<std::uint32_t>(row))} << (row % 64);
            rows.word(word) = bits;
        }
    });
    return rows;
}

} // namespace sitmap
