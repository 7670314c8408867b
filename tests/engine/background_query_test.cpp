#include "engine/background_query.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

Location in(const char* country, LonLat point)
{
    Location location;
    location.country = country;
    location.point = point;
    location.precision = PlacePrecision::locality;
    return location;
}

Flow flow(std::optional<Location> from, std::optional<Location> to)
{
    Flow made;
    made.origin = std::move(from);
    made.destination = std::move(to);
    made.interval = Interval::month(std::chrono::year{2019} / 3);
    return made;
}

Query country(const char* iso)
{
    Query query;
    query.countries = {iso};
    return query;
}

} // namespace

TEST_CASE("a flow is in each country that it leaves or comes to", "[engine][flow]")
{
    const Flow crossing = flow(in("AAA", {10, 30}), in("BBB", {20, 30}));
    CHECK(passes(crossing, {}));
    CHECK(passes(crossing, country("AAA")));
    CHECK(passes(crossing, country("BBB")));
    CHECK_FALSE(passes(crossing, country("CCC")));
    const Flow open = flow(in("AAA", {10, 30}), std::nullopt);
    CHECK(passes(open, country("AAA")));
    CHECK_FALSE(passes(open, country("BBB")));
    CHECK(passes(flow(std::nullopt, std::nullopt), {}));
    CHECK_FALSE(passes(flow(in("", {10, 30}), std::nullopt), country("AAA")));
}

TEST_CASE("a flow and a stock are restricted by time and place, and by nothing else", "[engine][flow]")
{
    Query query;
    query.types = {EventType::riots};
    query.min_killed = 10;
    query.actors = {"nobody"};
    const Flow crossing = flow(in("AAA", {10, 30}), in("BBB", {20, 30}));
    Stock stock;
    stock.location = in("AAA", {10, 30});
    stock.interval = crossing.interval;
    CHECK(passes(crossing, query));
    CHECK(passes(stock, query));
    query.bbox = Extent{19, 29, 21, 31};
    CHECK(passes(crossing, query));
    CHECK_FALSE(passes(stock, query));
    query.bbox.reset();
    query.since = parse_day("2019-04-01");
    CHECK_FALSE(passes(crossing, query));
    CHECK_FALSE(passes(stock, query));
    query.since.reset();
    query.radius = Query::Radius{{10, 30}, 1000};
    CHECK(passes(crossing, query));
    CHECK(passes(stock, query));
}

TEST_CASE("a flow and a stock are known once begun, and once their document is out", "[engine][flow]")
{
    Ledger ledger;
    ledger.documents.push_back({});
    ledger.documents.back().id = "report";
    ledger.documents.back().published = parse_day("2019-03-20");
    Flow crossing = flow(in("AAA", {10, 30}), std::nullopt);
    Stock stock;
    stock.interval = crossing.interval;
    const auto known = [&](const char* day) {
        const bool is = is_known(stock, ledger, parse_day(day));
        CHECK(is_known(crossing, ledger, parse_day(day)) == is);
        return is;
    };
    CHECK(is_known(stock, ledger, std::nullopt));
    CHECK_FALSE(known("2019-02-28"));
    CHECK(known("2019-03-01"));
    crossing.document = stock.document = "report";
    CHECK_FALSE(known("2019-03-19"));
    CHECK(known("2019-03-20"));
    crossing.interval = stock.interval = {};
    CHECK_FALSE(known("2019-03-19"));
    crossing.document = stock.document = "of no day";
    CHECK(known("2019-03-19"));
}
