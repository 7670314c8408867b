// People held or displaced: rings beside their places.

#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"
#include "render/text/shaper.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace sitmap;

namespace {

Stock stock_at(LonLat point, std::int64_t people)
{
    Stock stock;
    stock.location.point = point;
    stock.location.name = "Camp " + std::to_string(people);
    stock.location.precision = PlacePrecision::locality;
    stock.people = Quantity::exactly(people);
    stock.interval = Interval::on(*parse_day("2019-07-01"));
    return stock;
}

/// From a place to the middle of its ring's edge.
std::vector<Contour> leaders_of(const Scene& scene)
{
    std::vector<Contour> leaders;
    for (const DrawCommand& command : scene.list.commands)
        if (const auto* stroke = std::get_if<StrokePath>(&command);
            stroke && stroke->width_px == 1.1 && stroke->colour == palette(StyleName::light).stock)
            leaders.push_back(stroke->path.front());
    return leaders;
}

bool cross(const Contour& a, const Contour& b)
{
    const auto side = [](Px p, Px q, Px r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
    return side(a[0], a[1], b[0]) * side(a[0], a[1], b[1]) < 0 &&
           side(b[0], b[1], a[0]) * side(b[0], b[1], a[1]) < 0;
}

} // namespace

TEST_CASE("rings of people stand near their places, and their leaders do not cross", "[render][stocks]")
{
    use_fonts(SITMAP_ASSETS "/fonts");
    std::mt19937 random{11};
    const auto share = [&random] { return static_cast<double>(random()) / 4294967296.0; };
    double longest = 0;
    for (int round = 0; round < 40; ++round) {
        Map map;
        for (const std::int64_t people : {9'000, 3'300, 600, 250})
            map.ledger.stocks.push_back(stock_at({13.1 + 0.25 * share(), 32.7 + 0.2 * share()}, people));
        ViewState view;
        const Camera camera{Projection::web_mercator(), {13.2, 32.8}, 400, {0, 0, 900, 700}};
        const std::vector<Contour> leaders = leaders_of(build_scene(map, view, camera));
        REQUIRE(leaders.size() == 4);
        for (std::size_t i = 0; i < leaders.size(); ++i) {
            longest = std::max(longest, distance(leaders[i][0], leaders[i][1]));
            for (std::size_t k = i + 1; k < leaders.size(); ++k)
                CHECK_FALSE(cross(leaders[i], leaders[k]));
        }
    }
    CHECK(longest < 130);
}
