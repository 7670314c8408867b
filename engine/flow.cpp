#include "engine/flow.hpp"

#include "engine/names.hpp"

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 4> stock_names{"held", "displaced", "population", "in need"};

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

} // namespace sitmap
