#include "engine/repeat_strikes.hpp"

#include <algorithm>

namespace sitmap {

namespace {

std::int32_t longest_pause(const IncidentTable& table, const SpaceTimeCluster& chain)
{
    std::vector<std::int32_t> days;
    for (const std::uint32_t row : chain.rows)
        days.push_back(table.first_day[row]);
    std::sort(days.begin(), days.end());
    std::int32_t longest = 0;
    for (std::size_t i = 1; i < days.size(); ++i)
        longest = std::max(longest, days[i] - days[i - 1]);
    return longest;
}

} // namespace

RepeatStrikes repeat_strikes(const IncidentTable& table, std::span<const std::uint32_t> rows, double metres,
                             std::int32_t days, Rule rule)
{
    SpaceTimeClusters clusters = space_time_clusters(table, rows, {metres, days, 2}, rule);
    RepeatStrikes repeats{{}, clusters.alone, clusters.not_placed, clusters.too_vague, clusters.undated};
    for (SpaceTimeCluster& cluster : clusters.clusters) {
        const std::int32_t pause = longest_pause(table, cluster);
        repeats.chains.push_back({std::move(cluster), pause});
    }
    std::stable_sort(repeats.chains.begin(), repeats.chains.end(), [](const auto& a, const auto& b) {
        return a.strikes.rows.size() > b.strikes.rows.size();
    });
    return repeats;
}

} // namespace sitmap
