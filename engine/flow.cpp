#include "engine/flow.hpp"

#include "engine/names.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 4> stock_names{"held", "displaced", "population", "in need"};

std::string key_of(const std::optional<Location>& end)
{
    if (!end)
        return "";
    if (!end->place_id.empty())
        return end->place_id;
    const auto hundredths = [](double degrees) { return std::to_string(std::lround(degrees * 100)); };
    return (end->name.empty() ? end->toponym : end->name) + "/" + hundredths(end->point.lon) + "/" +
           hundredths(end->point.lat);
}

/// May the two have happened on the same days?
bool may_overlap(const Interval& a, const Interval& b)
{
    return !b.is_known() || a.may_touch(b.first(), b.goes_on() ? std::nullopt : b.last());
}

/// Figures that may count the same people: from the lowest to the highest, open where one is.
Quantity range_over(const Quantity& a, const Quantity& b)
{
    if (a == b)
        return a;
    const Quantity::Count low = std::min(a.size_by(), b.size_by());
    const auto top = [](const Quantity& q) { return q.top().value_or(q.size_by()); };
    std::optional<Quantity::Count> high = std::max(top(a), top(b));
    if ((a.is_open() && a.size_by() >= *high) || (b.is_open() && b.size_by() >= *high))
        high.reset();
    return Quantity::of(low, std::nullopt, high, a.unit()).value_or(a);
}

Quantity sum_of(const Quantity& a, const Quantity& b)
{
    const std::optional<Quantity::Count> high =
        a.top() && b.top() ? std::optional{*a.top() + *b.top()} : std::nullopt;
    const Quantity::Count low = a.size_by() + b.size_by();
    const std::optional<Quantity::Count> best =
        a.best() && b.best() ? std::optional{*a.best() + *b.best()} : std::nullopt;
    return Quantity::of(low, best, high, a.unit()).value_or(a);
}

/// Groups of figures that may overlap in time, each as a range; their sum.
std::optional<Quantity> people_of(const std::vector<Flow>& flows, const std::vector<std::size_t>& members)
{
    const bool any_people = std::any_of(members.begin(), members.end(), [&](std::size_t i) {
        return flows[i].people && flows[i].people->unit() == Quantity::Unit::people;
    });
    struct Group {
        std::vector<std::size_t> members;
        Quantity people;
    };
    std::vector<Group> groups;
    for (const std::size_t i : members) {
        const Flow& flow = flows[i];
        if (!flow.people || (any_people && flow.people->unit() != Quantity::Unit::people))
            continue;
        Group own{{i}, *flow.people};
        // One that overlaps several groups joins them.
        std::erase_if(groups, [&](const Group& group) {
            const bool joins = std::any_of(group.members.begin(), group.members.end(), [&](std::size_t k) {
                return may_overlap(flow.interval, flows[k].interval);
            });
            if (joins) {
                own.members.insert(own.members.end(), group.members.begin(), group.members.end());
                own.people = range_over(group.people, own.people);
            }
            return joins;
        });
        groups.push_back(std::move(own));
    }
    std::optional<Quantity> sum;
    for (const Group& group : groups)
        sum = sum ? sum_of(*sum, group.people) : group.people;
    return sum;
}

} // namespace

std::string_view name_of(Stock::Kind kind)
{
    return name_in(stock_names, kind);
}

std::optional<Stock::Kind> stock_kind_named(std::string_view name)
{
    return named_in<Stock::Kind>(stock_names, name);
}

std::vector<const Flow*> between(const std::vector<Flow>& flows, std::optional<Day> first,
                                 std::optional<Day> last)
{
    std::vector<const Flow*> found;
    for (const Flow& flow : flows)
        if (flow.interval.may_touch(first, last))
            found.push_back(&flow);
    return found;
}

std::vector<MergedFlow> merged_flows(const std::vector<Flow>& flows, const std::vector<std::size_t>& chosen)
{
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known;
    std::vector<MergedFlow> merged;
    for (const std::size_t i : chosen) {
        const auto [at, is_new] = known.try_emplace(
            {key_of(flows[i].origin), key_of(flows[i].destination), flows[i].route}, merged.size());
        if (is_new)
            merged.emplace_back();
        merged[at->second].members.push_back(i);
    }
    for (MergedFlow& flow : merged) {
        flow.people = people_of(flows, flow.members);
        const auto size = [&](std::size_t i) { return flows[i].people ? flows[i].people->size_by() : -1; };
        flow.without_figure = static_cast<std::size_t>(std::count_if(
            flow.members.begin(), flow.members.end(), [&](std::size_t i) { return !flows[i].people; }));
        std::stable_sort(flow.members.begin(), flow.members.end(),
                         [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
    }
    return merged;
}

std::optional<Quantity> sum_over_ways(const std::vector<std::optional<Quantity>>& figures)
{
    const auto of_people = [](const std::optional<Quantity>& q) {
        return q && q->unit() == Quantity::Unit::people;
    };
    const bool any_people = std::any_of(figures.begin(), figures.end(), of_people);
    std::optional<Quantity> sum;
    for (const std::optional<Quantity>& figure : figures)
        if (figure && (!any_people || of_people(figure)))
            sum = sum ? sum_of(*sum, *figure) : figure;
    return sum;
}

} // namespace sitmap
