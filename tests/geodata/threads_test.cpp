#include "geodata/vector_file.hpp"
#include "tests/geodata/scratch.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

using namespace sitmap;

TEST_CASE("files are read and written from several threads at once", "[geodata][vector_file]")
{
    const Scratch scratch;
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            const Layer layer{"l", {{"n", FieldType::integer}}, {{LonLat{1.0 * t, 2}, {std::int64_t{t}}}}};
            for (const char* format : {"gpkg", "fgb", "shp", "geojson"}) {
                const auto path = scratch.path(std::to_string(t) + "." + format);
                write_vector_file(path, format, {layer}, false);
                const VectorFile file = read_vector_file(path);
                if (file.issues.empty() && file.layers.at(0).features == layer.features)
                    ++right;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(right == 16);
}
