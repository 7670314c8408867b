#include "render/px_geometry.hpp"
#include "render/symbols.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace sitmap;

namespace {

double area(const Contour& ring)
{
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return std::abs(twice) / 2;
}

template <class Command>
std::size_t count_of(const DrawList& list)
{
    std::size_t n = 0;
    for (const DrawCommand& c : list.commands)
        n += std::holds_alternative<Command>(c);
    return n;
}

constexpr SubEventType one_of_each[] = {
    SubEventType::armed_clash,         SubEventType::air_drone_strike, SubEventType::attack,
    SubEventType::peaceful_protest,    SubEventType::mob_violence,     SubEventType::agreement,
    SubEventType::forced_displacement, SubEventType::shipwreck,        SubEventType::interception_rescue};

} // namespace

TEST_CASE("every mark has the area of a disc of its radius", "[render][symbols]")
{
    for (const SubEventType type : one_of_each)
        for (const double r : {4.6, 12.0, 28.0}) {
            CAPTURE(name_of(type), r);
            CHECK(area(mark_outline(type, {100, 50}, r)) == Approx(std::numbers::pi * r * r).epsilon(0.03));
        }
}

TEST_CASE("marks grow with the reported killed as the design's table says", "[render][symbols]")
{
    CHECK(mark_radius(0, screen_sizes) == Approx(4.6));
    CHECK(mark_radius(10, screen_sizes) == Approx(9.0).margin(0.05));
    CHECK(mark_radius(40, screen_sizes) == Approx(16.2).margin(0.05));
    CHECK(mark_radius(100, screen_sizes) == Approx(24.9).margin(0.05));
    CHECK(mark_radius(1'000'000, screen_sizes) == 28);
    CHECK(mark_radius(largest_told(sheet_sizes), sheet_sizes) <= 28);
    CHECK(mark_radius(largest_told(sheet_sizes) + 1, sheet_sizes) == 28);
}

TEST_CASE("a mark stays within its stated reach", "[render][symbols]")
{
    const Palette& p = palette(StyleName::light);
    for (const SubEventType type : one_of_each)
        for (const MarkFill fill :
             {MarkFill::filled, MarkFill::unverified, MarkFill::hollow, MarkFill::split}) {
            const Mark mark{type, 11, fill, true, 24.0};
            DrawList list;
            draw_mark(list, p, {0, 0}, mark);
            CAPTURE(name_of(type), static_cast<int>(fill));
            for (const DrawCommand& command : list.commands)
                if (const auto* path = std::get_if<FillPath>(&command))
                    for (const Contour& ring : path->path)
                        for (const Px at : ring)
                            CHECK(length(at) <= mark_reach(mark) + 0.01);
            for (const DrawCommand& command : list.commands) // the outline of the high bound among them
                if (const auto* line = std::get_if<StrokePath>(&command))
                    for (const Contour& ring : line->path)
                        for (const Px at : ring)
                            CHECK(length(at) <= mark_reach(mark) + 0.01);
        }
}

TEST_CASE("a disputed mark is half hatched, and too small a one is not", "[render][symbols]")
{
    const Palette& p = palette(StyleName::light);
    DrawList large, small;
    draw_mark(large, p, {0, 0}, {SubEventType::air_drone_strike, 16.2, MarkFill::split, false, {}});
    draw_mark(small, p, {0, 0}, {SubEventType::air_drone_strike, 5, MarkFill::split, false, {}});
    const auto hatches = [](const DrawList& list) {
        std::size_t n = 0;
        for (const DrawCommand& c : list.commands)
            if (const auto* f = std::get_if<FillPath>(&c))
                n += f->hatch.has_value();
        return n;
    };
    CHECK(hatches(large) == 1);
    CHECK(hatches(small) == 0);
}

TEST_CASE("an unverified mark has a dashed edge and a hollow one a solid edge", "[render][symbols]")
{
    const Palette& p = palette(StyleName::light);
    DrawList list;
    draw_mark(list, p, {0, 0}, {SubEventType::armed_clash, 9, MarkFill::unverified, false, {}});
    CHECK(std::get<StrokePath>(list.commands.back()).dash_px == std::vector<double>{2.2, 1.8});
    draw_mark(list, p, {0, 0}, {SubEventType::armed_clash, 9, MarkFill::hollow, false, {}});
    CHECK(std::get<StrokePath>(list.commands.back()).dash_px.empty());
    CHECK(std::get<StrokePath>(list.commands.back()).colour == p.types[0].fill);
    draw_mark(list, p, {0, 0}, {SubEventType::mob_violence, 9, MarkFill::hollow, false, {}});
    CHECK(std::get<StrokePath>(list.commands.back()).colour == p.types[4].edge);
    CHECK(count_of<FillPath>(list) == 3);
}

TEST_CASE("a clipped ring lies in the rectangle and keeps the area that lies there", "[render][geometry]")
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> reach{20, 160};
    const PxRect rect{-60, -40, 120, 80};
    for (int round = 0; round < 50; ++round) {
        Contour star;
        for (int i = 0; i < 40; ++i) {
            const double a = i * std::numbers::pi / 20, r = reach(random);
            star.push_back({r * std::cos(a), r * std::sin(a)});
        }
        const Contour cut = clip_ring(star, rect);
        for (const Px p : cut) {
            CHECK(std::abs(p.x) <= 60 + 1e-9);
            CHECK(std::abs(p.y) <= 40 + 1e-9);
        }
        int both = 0;
        for (int i = 0; i < 60; ++i)
            for (int j = 0; j < 40; ++j)
                both += inside({star}, {-59 + 2.0 * i, -39 + 2.0 * j});
        CHECK(area(cut) == Approx(4.0 * both).margin(250));
    }
}

TEST_CASE("a clipped line keeps exactly the parts inside", "[render][geometry]")
{
    const PxRect rect{0, 0, 10, 10};
    const Path parts = clip_line({{-5, 5}, {5, 5}, {5, 20}, {8, 20}, {8, 4}}, rect);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0] == Contour{{0, 5}, {5, 5}, {5, 10}});
    CHECK(parts[1] == Contour{{8, 10}, {8, 4}});
    CHECK(clip_line({{-5, -5}, {-1, 30}}, rect).empty());
}

TEST_CASE("a simplified line strays no farther than its tolerance", "[render][geometry]")
{
    Contour wave;
    for (int i = 0; i < 500; ++i)
        wave.push_back({i * 0.5, 20 * std::sin(i * 0.05)});
    const Contour few = simplified(wave, 0.3);
    CHECK(few.size() < 100);
    for (const Px p : wave) {
        double away = INFINITY;
        for (std::size_t i = 0; i + 1 < few.size(); ++i)
            away = std::min(away, distance_to_segment(p, few[i], few[i + 1]));
        CHECK(away <= 0.3 + 1e-9);
    }
}

TEST_CASE("an inset ring lies inside at the asked depth", "[render][geometry]")
{
    const Contour ring = circle_px({50, 50}, 40);
    const Contour inner = inset_ring(ring, 10);
    REQUIRE(inner.size() > 10);
    for (const Px p : inner)
        CHECK(distance(p, {50, 50}) == Approx(30).margin(0.7));
    CHECK(inset_ring(circle_px({0, 0}, 6), 10).empty());
}
