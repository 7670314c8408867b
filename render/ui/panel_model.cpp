#include "render/ui/panel_model.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::array<std::int64_t, killed_bin_count> bin_starts{
    0, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 452, 640, 905};

std::int64_t killed_low(const Incident& incident)
{
    return incident.killed ? incident.killed->size_by() : 0;
}

std::size_t bin_of(std::int64_t killed)
{
    const auto after = std::upper_bound(bin_starts.begin(), bin_starts.end(), killed);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, after - bin_starts.begin())) - 1;
}

} // namespace

PrecisionStep step_of(PlacePrecision precision)
{
    switch (precision) {
    case PlacePrecision::exact:
        return PrecisionStep::exact;
    case PlacePrecision::locality:
    case PlacePrecision::near:
        return PrecisionStep::locality_or_near;
    case PlacePrecision::district:
        return PrecisionStep::district;
    default:
        return PrecisionStep::wider;
    }
}

std::optional<PlacePrecision> worst_of(PrecisionStep step)
{
    switch (step) {
    case PrecisionStep::exact:
        return PlacePrecision::exact;
    case PrecisionStep::locality_or_near:
        return PlacePrecision::near;
    case PrecisionStep::district:
        return PlacePrecision::district;
    case PrecisionStep::wider:
        break;
    }
    return std::nullopt;
}

PanelCounts count(std::span<const Incident> incidents, const Query& query)
{
    PanelCounts counts;
    counts.all = incidents.size();
    Query any_type = query, any_precision = query, any_attribution = query, any_killed = query;
    any_type.types.clear();
    any_precision.place_precision.reset();
    any_attribution.attributions.clear();
    any_killed.min_killed.reset();
    for (const Incident& incident : incidents) {
        const PlacePrecision precision =
            incident.location ? incident.location->precision : PlacePrecision::unknown;
        if (passes(incident, any_type))
            ++counts.types[static_cast<std::size_t>(incident.type())];
        if (passes(incident, any_precision))
            ++counts.precisions[static_cast<std::size_t>(step_of(precision))];
        if (passes(incident, any_attribution))
            ++counts.attributions[static_cast<std::size_t>(incident.attribution)];
        if (passes(incident, any_killed))
            ++counts.killed[bin_of(killed_low(incident))];
        if (passes(incident, query)) {
            ++counts.passing;
            counts.unverified += incident.documents <= 1 ? 1u : 0u;
        }
    }
    return counts;
}

std::int64_t killed_bin_start(std::size_t bin)
{
    return bin_starts[std::min(bin, killed_bin_count - 1)];
}

Totals killed_totals(std::span<const Incident> incidents)
{
    Totals totals;
    for (const Incident& incident : incidents) {
        if (!incident.killed)
            continue;
        const std::int64_t low = incident.killed->size_by();
        totals.low += low;
        totals.high += incident.killed->high().value_or(std::max(low, incident.killed->best().value_or(low)));
        totals.open = totals.open || incident.killed->is_open();
    }
    return totals;
}

Totals operator+(const Totals& a, const Totals& b)
{
    return {a.low + b.low, a.high + b.high, a.open || b.open};
}

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string for_people(const Totals& totals)
{
    std::string text = grouped(totals.low);
    if (totals.high > totals.low)
        text += "–" + grouped(totals.high);
    return totals.open ? text + " or more" : text;
}

bool has_beyond_panels(const Query& query)
{
    return !(with_beyond_panels(query, {}) == query);
}

Query with_beyond_panels(Query query, const Query& other)
{
    query.bbox = other.bbox;
    query.within = other.within;
    query.radius = other.radius;
    query.sub_types = other.sub_types;
    query.condition = other.condition;
    return query;
}

Query cleared(const Query& query, const Query& asked)
{
    Query left;
    left.since = query.since;
    left.until = query.until;
    return with_beyond_panels(std::move(left), asked);
}

} // namespace sitmap
