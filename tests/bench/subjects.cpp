#include "tests/bench/bench.hpp"

namespace sitmap::bench {

const std::vector<Subject>& subjects()
{
    static const std::vector<Subject> all{
        {"index", "build, boxes, boxes x time and nearest, 1 M incidents", bench_index},
        {"growth", "the same against Boost at 0.1, 1 and 10 M incidents", bench_growth},
        {"memory", "peak memory of a table and its index of 10 M incidents", bench_memory},
        {"large", "peak memory of 10 M rows into a store, out again and into the window", bench_large},
        {"frames", "frames of many incidents against SFML's points", bench_frames},
        {"window", "whole frames of the window, and the floor under them", bench_window},
        {"projection", "WGS 84 to Web Mercator", bench_projection},
        {"counts", "summaries and densities of 10 M, clusters of 1 M incidents", bench_counts},
        {"reading", "tables of 0.1 and 1 M rows like ACLED's into columns", bench_reading},
        {"store", "the same tables into a store on the disk, against ogr2ogr; the window's first frame",
         bench_store},
        {"export", "records of a store to GeoJSON, against ogr2ogr", bench_export},
        {"articles", "articles to events, one thread", bench_articles},
        {"fronts", "fronts estimated from incidents, against the states in $SITMAP_FRONTS", bench_fronts},
    };
    return all;
}

} // namespace sitmap::bench
