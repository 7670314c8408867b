#include "engine/flow.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

Flow flow(const char* from, const char* to, std::optional<Quantity> people, Interval when)
{
    Flow f;
    f.origin = Location{};
    f.origin->place_id = from;
    f.destination = Location{};
    f.destination->place_id = to;
    f.people = people;
    f.interval = when;
    return f;
}

Interval month(int m)
{
    return Interval::month(std::chrono::year{2019} / m);
}

} // namespace

TEST_CASE("figures of one way in different months are added", "[engine][flow]")
{
    const std::vector<Flow> flows{flow("a", "b", Quantity::exactly(100), month(1)),
                                  flow("a", "b", Quantity::exactly(300), month(2)),
                                  flow("b", "a", Quantity::exactly(7), month(2))};
    const auto merged = merged_flows(flows, {0, 1, 2});
    REQUIRE(merged.size() == 2);
    CHECK(merged[0].members == std::vector<std::size_t>{1, 0});
    CHECK(merged[0].people == Quantity::exactly(400));
    CHECK(merged[1].people == Quantity::exactly(7));
}

TEST_CASE("figures of one way that may count the same people are a range", "[engine][flow]")
{
    const std::vector<Flow> flows{flow("a", "b", Quantity::exactly(100), month(1)),
                                  flow("a", "b", Quantity::exactly(140),
                                       Interval::between(*parse_day("2019-01-20"), *parse_day("2019-02-05"))),
                                  flow("a", "b", Quantity::exactly(1000), month(4)),
                                  flow("a", "b", {}, month(6))};
    const auto merged = merged_flows(flows, {0, 1, 2, 3});
    REQUIRE(merged.size() == 1);
    REQUIRE(merged[0].people);
    CHECK(merged[0].people->low() == 1100);
    CHECK(merged[0].people->high() == 1140);
    CHECK(merged[0].without_figure == 1);
}

TEST_CASE("an open figure keeps the sum open", "[engine][flow]")
{
    const std::vector<Flow> flows{flow("a", "b", Quantity::at_least(100), month(1)),
                                  flow("a", "b", Quantity::exactly(50), month(2))};
    const auto merged = merged_flows(flows, {0, 1});
    REQUIRE(merged[0].people);
    CHECK(merged[0].people->for_people() == "150+");
    CHECK_FALSE(merged_flows({flow("a", "b", {}, month(1))}, {0})[0].people);
    CHECK(merged_flows({}, {}).empty());
}

TEST_CASE("figures of different ways are added bound by bound", "[engine][flow]")
{
    const auto range = Quantity::of(100, std::nullopt, 140);
    const auto sum = sum_over_ways({range, Quantity::exactly(50), std::nullopt});
    REQUIRE(sum);
    CHECK(sum->low() == 150);
    CHECK(sum->high() == 190);
    CHECK(sum_over_ways({range, Quantity::at_least(50)})->is_open());
    const auto households = Quantity::of(30, 30, 30, Quantity::Unit::households);
    CHECK(sum_over_ways({households, range}) == range);
    CHECK(sum_over_ways({households, households})->low() == 60);
    CHECK_FALSE(sum_over_ways({std::nullopt}));
}
