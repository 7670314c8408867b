#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <string>
#include <sys/stat.h>
#include <thread>

namespace sitmap::bench {

namespace {

constexpr std::size_t rows = 10'000'000;
constexpr double needed_bytes = 13e9; ///< the store, and some room

} // namespace

/// Through a pipe, as the table alone would take 6.6 GB of disk.
void bench_large(Table& table)
{
    const std::filesystem::path pipe = scratch_file("acled_like.pipe"), store = scratch_file("large.gpkg");
    if (static_cast<double>(std::filesystem::space(pipe.parent_path()).available) < needed_bytes) {
        table.head("10 M rows: left out, as the disk has less than 13 GB of room");
        return;
    }
    table.head("10 M rows of 31 columns, 6.6 GB, in a process of its own");
    std::filesystem::remove(pipe);
    std::filesystem::remove(store);
    require(mkfifo(pipe.c_str(), 0600) == 0, "cannot make a pipe");
    std::thread writer{[&] { write_acled_like(pipe, rows); }};
    const Spent in = run_program({"import", pipe.string(), store.string(), "--format", "acled"});
    writer.join();
    table.measure("through a pipe into a store, making them up too", "s/M rows", in.seconds * 1e6 / rows);
    table.measure("the same", "MB peak", in.peak_mb, "import 10 M");
    const Spent out = run_program({"export", store.string(), "-", "--format", "geojsonseq"});
    table.measure("all of them to GeoJSONSeq", "s/M rows", out.seconds * 1e6 / rows);
    table.measure("the same", "MB peak", out.peak_mb);
    first_frame(table, store, rows, "10 M");
    std::filesystem::remove(pipe);
    std::filesystem::remove(store);
}

} // namespace sitmap::bench
