#include "geodata/projection.hpp"
#include "tests/bench/bench.hpp"

#include <cmath>
#include <proj.h>
#include <random>
#include <vector>

namespace sitmap::bench {

void bench_projection(Table& table)
{
    table.head("projection");
    std::mt19937 random{3};
    std::uniform_real_distribution<double> lon{-180, 180}, lat{-85, 85};
    std::vector<LonLat> points(1'000'000);
    for (LonLat& p : points)
        p = {lon(random), lat(random)};
    const Projection mercator = Projection::web_mercator();
    double sum = 0;
    const double ours = seconds([&] {
        for (const LonLat p : points)
            sum += mercator.to_plane(p)->x;
    });
    PJ_CONTEXT* context = proj_context_create();
    PJ* plain = proj_create_crs_to_crs(context, "OGC:CRS84", "EPSG:3857", nullptr);
    double their_sum = 0;
    const double theirs = seconds([&] {
        for (const LonLat p : points)
            their_sum += proj_trans(plain, PJ_FWD, proj_coord(p.lon, p.lat, 0, 0)).xy.x;
    });
    proj_destroy(plain);
    proj_context_destroy(context);
    require(std::abs(sum - their_sum) < 1e-3 * std::abs(sum) + 1, "the projection and PROJ do not agree");
    table.compare("WGS 84 to Web Mercator, one by one", "ns", ours * 1e3, "PROJ", theirs * 1e3);
}

} // namespace sitmap::bench
