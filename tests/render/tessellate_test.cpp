#include "specimen.hpp"

#include "render/hatching.hpp"
#include "render/px_geometry.hpp"
#include "render/tessellate.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include <cmath>
#include <numbers>

using namespace sitmap;

namespace {

const PxRect everything{-1e5, -1e5, 2e5, 2e5};

double area(Px a, Px b, Px c)
{
    return std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
}
double area(const Triangles& triangles)
{
    double sum = 0;
    for (std::size_t i = 0; i + 2 < triangles.size(); i += 3)
        sum += area(triangles[i], triangles[i + 1], triangles[i + 2]);
    return sum;
}

int times_covered(const Triangles& triangles, Px p)
{
    int times = 0;
    for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
        const auto side = [p](Px a, Px b) {
            return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0;
        };
        const bool s = side(triangles[i], triangles[i + 1]);
        times += s == side(triangles[i + 1], triangles[i + 2]) && s == side(triangles[i + 2], triangles[i])
                     ? 1
                     : 0;
    }
    return times;
}

/// Crossing number of a ray to the right (even-odd rule).
bool is_inside(const Path& path, Px p)
{
    bool inside = false;
    for (const Contour& ring : path)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
                p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
                inside = !inside;
    return inside;
}

StrokePath straight(double length, std::vector<double> dash_px, Cap cap = Cap::butt)
{
    return test::line({{0, 0}, {length, 0}}, {}, 2, std::move(dash_px), cap);
}

} // namespace

TEST_CASE("stencil triangles cover the inside an odd number of times and the outside an even one",
          "[render][tessellate]")
{
    Path star{{}};
    for (int i = 0; i < 5; ++i)
        star[0].push_back({50 + 40 * std::sin(2.5133 * i), 50 - 40 * std::cos(2.5133 * i)});
    const Path path = GENERATE_COPY(Path{test::shore(0, 0, 100, 100, 77)},
                                    Path{test::box(5, 5, 90, 90), test::round({50, 50}, 30, 13)}, star);
    const Triangles triangles = stencil_triangles(path, everything);
    for (double y = 0.37; y < 100; y += 3.1)
        for (double x = 0.53; x < 100; x += 3.3) {
            CAPTURE(x, y);
            CHECK((times_covered(triangles, {x, y}) % 2 == 1) == is_inside(path, {x, y}));
        }
}

TEST_CASE("most stencil triangles of a long shore are small", "[render][tessellate]")
{
    const Path shore{test::shore(0, 0, 1000, 400, 20'000)};
    CHECK(area(stencil_triangles(shore, everything)) < 6 * 1000 * 400);
}

TEST_CASE("only what turns one way once is convex", "[render][tessellate]")
{
    CHECK(is_convex({test::box(0, 0, 2, 2)}));
    CHECK(is_convex({test::round({0, 0}, 5)}));
    CHECK_FALSE(is_convex({{{0, 0}, {4, 0}, {1, 1}, {0, 4}}}));
    CHECK_FALSE(is_convex({test::box(0, 0, 2, 2), test::box(0, 0, 1, 1)}));
    Contour star;
    for (int i = 0; i < 5; ++i)
        star.push_back({std::sin(2.5133 * i), std::cos(2.5133 * i)});
    CHECK_FALSE(is_convex({star}));
}

TEST_CASE("a stroke has the area of its length and width", "[render][tessellate]")
{
    CHECK(area(stroke_triangles(straight(50, {}), everything)) == Approx(100));
    const double disc = std::acos(-1.0);
    CHECK(area(stroke_triangles(straight(50, {}, Cap::round), everything, 20)) ==
          Approx(100 + disc).epsilon(0.002));
}

TEST_CASE("dashes draw their share of a line, corners or not", "[render][tessellate]")
{
    CHECK(area(stroke_triangles(straight(80, {6, 4}), everything)) == Approx(2 * 48));
    StrokePath bent = straight(0, {6, 4});
    bent.path = {{{0, 0}, {33, 0}, {80, 0}}};
    CHECK(area(stroke_triangles(bent, everything)) == Approx(2 * 48));
    CHECK(area(stroke_triangles(straight(30, {3}), everything)) == Approx(2 * 15));
}

TEST_CASE("dashes out of sight are not made, and those in sight keep their place", "[render][tessellate]")
{
    const StrokePath endless = straight(1e9, {6, 4});
    const Triangles seen = stroke_triangles(endless, {1'000'003, -5, 14, 10});
    CHECK(seen.size() < 60);
    CHECK(times_covered(seen, {1'000'005, 0.5}) == 1);
    CHECK(times_covered(seen, {1'000'008, 0.5}) == 0);
    CHECK(times_covered(seen, {1'000'011, 0.5}) == 1);
}

TEST_CASE("dashes of no length with round caps are dots", "[render][tessellate]")
{
    const Triangles dots = stroke_triangles(straight(19, {0, 5}, Cap::round), everything, 20);
    CHECK(area(dots) == Approx(4 * std::acos(-1.0)).epsilon(0.01));
}

TEST_CASE("hatch lines lie a step apart on one grid", "[render][hatching]")
{
    const Hatch hatch{Hatch::Kind::lines, 45, 1, 9, {}};
    const auto distance = [](const HatchLine& line) {
        return (line.from.x + line.from.y) / std::sqrt(2.0) / 9;
    };
    const auto here = hatch_lines(hatch, {0, 0, 90, 90}), there = hatch_lines(hatch, {31, 47, 60, 60});
    REQUIRE(here.size() > 10);
    REQUIRE(there.size() > 5);
    for (const auto& lines : {here, there})
        for (const HatchLine& line : lines)
            CHECK(distance(line) == Approx(std::round(distance(line))).margin(1e-9));
}

TEST_CASE("triangles of a convex ring cover it once and are compact", "[render][tessellate]")
{
    for (const std::size_t corners : {3U, 4U, 5U, 40U, 41U, 127U}) {
        Contour ring;
        for (std::size_t i = 0; i < corners; ++i) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
            ring.push_back({100 * std::cos(angle), 100 * std::sin(angle)});
        }
        REQUIRE(is_convex({ring}));
        const Triangles triangles = convex_triangles(ring);
        REQUIRE(triangles.size() == 3 * (corners - 2));
        double whole = 0, edges = 0;
        for (std::size_t i = 0; i < triangles.size(); i += 3) {
            const Px a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
            const double doubled = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
            CHECK(doubled > 0); // all turn one way: none lies on another where the areas add up
            whole += doubled / 2;
            edges += distance(a, b) + distance(b, c) + distance(c, a);
        }
        const auto n = static_cast<double>(corners);
        CHECK(whole == Approx(n / 2 * 100 * 100 * std::sin(2 * std::numbers::pi / n)));
        CHECK(edges < 2 * std::numbers::pi * 100 * 2 * std::log2(n)); // those of a fan grow with n
    }
}

TEST_CASE("a fine dot is two triangles of the area of the round one", "[render][tessellate]")
{
    StrokePath dots;
    dots.path = {{{10, 10}, {43, 10}}};
    dots.width_px = 0.8;
    dots.dash_px = {1, 2.4};
    dots.cap = Cap::round;
    const PxRect all{0, 0, 100, 100};
    const Triangles fine = stroke_triangles(dots, all);
    CHECK(fine.size() == 10 * 6);
    CHECK(area(fine) == Approx(10 * (1 * 0.8 + 3.14159265 * 0.16)).epsilon(0.01));
    CHECK(stroke_triangles(dots, all, 2).size() > fine.size()); // on a finer screen they are seen to be round
}

TEST_CASE("contours far apart have boxes of their own that never touch", "[render][tessellate]")
{
    const PxRect frame{0, 0, 1000, 1000};
    const auto square = [](double x, double y, double side) {
        return Contour{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
    };
    const Path lakes{square(10, 10, 30), square(30, 30, 30), square(900, 900, 20), square(900, 10, 40),
                     square(2000, 10, 40)};
    const std::vector<PxRect> apart = boxes_apart(lakes, frame);
    CHECK(apart.size() == 3); // two overlap, one lies beyond
    for (std::size_t i = 0; i < apart.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            CHECK_FALSE(grown(apart[i], 2).overlaps(apart[k]));
    for (const Contour& lake : Path{lakes.begin(), lakes.end() - 1})
        CHECK(std::any_of(apart.begin(), apart.end(), [&](const PxRect& box) {
            return holds(box, grown({lake[0].x, lake[0].y, lake[2].x - lake[0].x, lake[2].y - lake[0].y}, 2));
        }));
    CHECK(boxes_apart({square(0, 0, 900), square(950, 950, 20)}, frame) ==
          std::vector{frame}); // saves little
}
