#include "render/ui/way_rows.hpp"

#include "render/layers/flow_ways.hpp"
#include "render/ui/inspector_model.hpp"

#include <algorithm>

namespace sitmap {

namespace {

std::string name_of_end(const std::optional<Location>& end)
{
    if (!end)
        return "";
    return end->name.empty() ? end->toponym : end->name;
}

} // namespace

std::string ends_in_words(const Flow& flow)
{
    const std::string from = name_of_end(flow.origin), to = name_of_end(flow.destination);
    if (from.empty() && to.empty())
        return "ends not stated";
    if (to.empty())
        return "from " + from;
    return from.empty() ? "to " + to : from + " to " + to;
}

WayList ways_beside(const Ledger& ledger, const std::vector<FlowArrow>& arrows, std::size_t flow)
{
    const auto arrow = std::find_if(arrows.begin(), arrows.end(), [flow](const FlowArrow& a) {
        return std::find(a.flows.begin(), a.flows.end(), flow) != a.flows.end();
    });
    if (arrow == arrows.end() || arrow->flows.size() < 2)
        return {};
    std::vector<std::size_t> flows = arrow->flows;
    std::stable_sort(flows.begin(), flows.end(), [&](std::size_t a, std::size_t b) {
        return order_by(ledger.flows[a].people) > order_by(ledger.flows[b].people);
    });
    WayList list{arrow->people ? range_in_words(*arrow->people) : "no number", {}};
    for (const std::size_t i : flows) {
        const Flow& one = ledger.flows[i];
        list.rows.push_back({i, ends_in_words(one), one.people ? one.people->for_people() : "no number"});
    }
    return list;
}

} // namespace sitmap
