#include "render/projector.hpp"

#include "render/px_geometry.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

TEST_CASE("nothing runs across a world that is cut open opposite its middle", "[render][projector]")
{
    const Projection world = Projection::equal_earth(20);
    const Camera whole = Camera::showing({-159.9, -80, 199.9 - 360, 80}, world, {0, 0, 800, 400});
    {
        const Projector projector{whole};
        Path lines;
        const std::vector<LonLat> coast{{150, 60}, {170, 62}, {180, 64}},
            beyond{{-180, 64}, {-170, 63}, {-150, 60}};
        projector.add_line(coast, lines);
        projector.add_line(beyond, lines);
        REQUIRE_FALSE(lines.empty());
        for (const Contour& line : lines)
            for (std::size_t i = 1; i < line.size(); ++i)
                CHECK(distance(line[i - 1], line[i]) < 100);
        Path rings;
        const std::vector<LonLat> land{{150, 50}, {210, 50}, {210, 70}, {150, 70}, {150, 50}};
        projector.add_ring(land, rings);
        REQUIRE(rings.size() >= 1);
        for (const Contour& ring : rings)
            CHECK(bounds(ring).width < 400);
    }
}
