#include "render/style.hpp"
#include "tests/render/colour_difference.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using sitmap::test::Sight;

namespace {

std::vector<Rgba> type_fills(StyleName style)
{
    std::vector<Rgba> fills;
    for (const TypeColours& c : palette(style).types)
        fills.push_back(c.fill);
    return fills;
}

std::vector<Rgba> party_colours(StyleName style)
{
    const auto& p = palette(style).parties;
    return {p.begin(), p.end()};
}

constexpr Sight sights[] = {Sight::normal, Sight::protan, Sight::deutan, Sight::tritan};

} // namespace

TEST_CASE("the colour difference gives Sharma's published test values", "[render][style]")
{
    // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 13 and 25.
    CHECK(test::ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}) == Approx(2.0425).margin(5e-5));
    CHECK(test::ciede2000({50, 0, 0}, {50, -1, 2}) == Approx(2.3669).margin(5e-5));
    CHECK(test::ciede2000({50, 2.49, -0.001}, {50, -2.49, 0.0009}) == Approx(7.1792).margin(5e-5));
    CHECK(test::ciede2000({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}) ==
          Approx(1.2644).margin(5e-5));
}

TEST_CASE("event and party colours stay apart in every kind of colour vision", "[render][style]")
{
    constexpr double least = 13; // cartography, section 2
    for (const StyleName style : {StyleName::light, StyleName::dark, StyleName::print})
        for (const Sight sight : sights) {
            CAPTURE(static_cast<int>(style), static_cast<int>(sight));
            CHECK(test::smallest_difference(type_fills(style), sight) >= least);
            CHECK(test::smallest_difference(party_colours(style), sight) >= least);
        }
}

TEST_CASE("held, gained and lost ground and land stay apart in every kind of colour vision",
          "[render][style]")
{
    const Palette& p = palette(StyleName::print);
    const Rgba held = faded(p.held, 1); // as the design measures it; drawn at 78 % it also bears a hatch
    for (const Sight sight : sights) {
        CAPTURE(static_cast<int>(sight));
        CHECK(test::smallest_difference(std::vector{held, p.gains, p.losses, p.base.land}, sight) >= 13);
    }
}

TEST_CASE("the palette has the distances that its design states", "[render][style]")
{
    CHECK(test::smallest_difference(type_fills(StyleName::light), Sight::normal) == Approx(28.3).margin(0.1));
    CHECK(test::smallest_difference(type_fills(StyleName::light), Sight::deutan) == Approx(16.1).margin(0.1));
    CHECK(test::smallest_difference(type_fills(StyleName::dark), Sight::tritan) == Approx(13.6).margin(0.1));
    CHECK(test::smallest_difference(party_colours(StyleName::dark), Sight::protan) ==
          Approx(24.1).margin(0.1));
}

TEST_CASE("edges are the fill made darker by the style's factor", "[render][style]")
{
    for (const auto& [style, k] : {std::pair{StyleName::light, 0.55}, std::pair{StyleName::dark, 0.38}})
        for (const TypeColours& c : palette(style).types) {
            CHECK(c.edge.g <= static_cast<int>(c.fill.g * k) + 2);
            CHECK(c.edge.r <= static_cast<int>(c.fill.r * k) + 2);
        }
}

TEST_CASE("line widths follow the scale steps and never jump", "[render][style]")
{
    CHECK(width_factor(50e6) == Approx(0.6));
    CHECK(width_factor(200e6) == Approx(0.6));
    CHECK(width_factor(10e6) == Approx(0.8));
    CHECK(width_factor(1e6) == Approx(1.0));
    CHECK(width_factor(20e3) == Approx(1.3));
    double before = width_factor(10e3);
    for (double scale = 10e3; scale < 100e6; scale *= 1.05) {
        CHECK(before - width_factor(scale) >= 0);
        CHECK(before - width_factor(scale) < 0.02);
        before = width_factor(scale);
    }
}
