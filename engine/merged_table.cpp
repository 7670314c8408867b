#include "engine/merged_table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sitmap {

namespace {

/// Where a row comes from.
struct Origin {
    bool second = false;
    std::uint32_t row = 0;
};

std::vector<Origin> origins_of(const IncidentTable& a, const IncidentTable& b)
{
    std::vector<Origin> origins;
    origins.reserve(a.size() + b.size());
    std::uint32_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        const bool second = i == a.size() || (j < b.size() && b.id[j] < a.id[i]);
        assert(i == a.size() || j == b.size() || a.id[i] != b.id[j]);
        origins.push_back({second, second ? j++ : i++});
    }
    return origins;
}

template <class Value>
std::vector<Value> merged(const std::vector<Origin>& origins, const std::vector<Value>& a,
                          const std::vector<Value>& b)
{
    std::vector<Value> both;
    both.reserve(origins.size());
    for (const Origin& origin : origins)
        both.push_back(origin.second ? b[origin.row] : a[origin.row]);
    return both;
}

/// The other counts of both, by the rows that they have now.
std::vector<IncidentTable::OtherCount> merged_counts(const std::vector<Origin>& origins,
                                                     const IncidentTable& a, const IncidentTable& b)
{
    std::vector<IncidentTable::OtherCount> both;
    auto next_a = a.other_counts.begin(), next_b = b.other_counts.begin();
    for (std::uint32_t row = 0; row < origins.size(); ++row) {
        auto& next = origins[row].second ? next_b : next_a;
        const auto end = origins[row].second ? b.other_counts.end() : a.other_counts.end();
        for (; next != end && next->row == origins[row].row; ++next)
            both.push_back({row, next->field, next->count});
    }
    return both;
}

} // namespace

IncidentTable merged(IncidentTable a, IncidentTable b)
{
    if (a.size() == 0)
        return b;
    if (b.size() == 0)
        return a;
    std::vector<std::uint32_t> renumbered;
    for (const std::string& name : b.names.all())
        renumbered.push_back(a.names.number_of(name));
    for (auto* names : {&b.country, &b.admin1, &b.place, &b.side_a, &b.side_b})
        for (std::uint32_t& name : *names)
            name = renumbered[name];
    const std::vector<Origin> origins = origins_of(a, b);
    IncidentTable both;
    both.names = std::move(a.names);
    both.other_counts = merged_counts(origins, a, b);
    const auto take = [&](auto... column) { ((both.*column = merged(origins, a.*column, b.*column)), ...); };
    using T = IncidentTable;
    take(&T::id, &T::lon, &T::lat, &T::first_day, &T::last_day, &T::said_on, &T::sub_type, &T::precision,
         &T::time_precision, &T::attribution, &T::flags, &T::dataset, &T::country, &T::admin1, &T::place,
         &T::side_a, &T::side_b, &T::radius_m, &T::killed_low, &T::killed_best, &T::killed_high);
    return both;
}

} // namespace sitmap
