#include "geodata/web_mercator.hpp"
#include "tests/bench/bench.hpp"

#include <cmath>
#include <limits>
#include <proj.h>
#include <random>
#include <vector>

namespace sitmap::bench {

void bench_projection(Table& table)
{
    table.head("projection: 1 M points, one thread");
    std::mt19937 random{3};
    std::uniform_real_distribution<double> any_lon{-180, 180}, any_lat{-85, 85};
    constexpr std::size_t count = 1'000'000;
    std::vector<double> lon(count), lat(count), x(count), y(count), their_x, their_y;
    for (std::size_t i = 0; i < count; ++i) {
        lon[i] = any_lon(random);
        lat[i] = any_lat(random);
    }
    double ours = std::numeric_limits<double>::max(), theirs = ours;
    for (int i = 0; i < 10; ++i)
        ours = std::min(ours, cpu_seconds([&] { to_web_mercator(lon, lat, x, y); }));

    PJ_CONTEXT* context = proj_context_create();
    PJ* raw = proj_create_crs_to_crs(context, "EPSG:4326", "EPSG:3857", nullptr);
    PJ* plain = proj_normalize_for_visualization(context, raw);
    for (int i = 0; i < 3; ++i) {
        their_x = lon;
        their_y = lat;
        theirs = std::min(theirs, cpu_seconds([&] {
                              proj_trans_generic(plain, PJ_FWD, their_x.data(), sizeof(double), count,
                                                 their_y.data(), sizeof(double), count, nullptr, 0, 0,
                                                 nullptr, 0, 0);
                          }));
    }
    proj_destroy(plain);
    proj_destroy(raw);
    proj_context_destroy(context);
    double apart = 0;
    for (std::size_t i = 0; i < count; ++i)
        apart = std::max({apart, std::abs(x[i] - their_x[i]), std::abs(y[i] - their_y[i])});
    require(apart <= 1e-6, "the projection and PROJ are " + std::to_string(apart) + " m apart");
    table.compare("4326 -> 3857", "ns", ours * 1e9 / count, "PROJ, all at once", theirs * 1e9 / count,
                  "projection");
    table.measure("  greatest distance to PROJ", "nm", apart * 1e9);
}

} // namespace sitmap::bench
