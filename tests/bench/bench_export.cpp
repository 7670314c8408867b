#include "engine/record_export.hpp"
#include "engine/store.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/geojson_writer.hpp"
#include "importers/datasets.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace sitmap::bench {

namespace {

struct Points {
    std::size_t count = 0;
    double lon = 0, lat = 0;
};

/// All points of a GeoJSON file of one feature a line, as both of us write it.
Points points_in(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    Points points;
    for (std::string line; std::getline(in, line);) {
        const auto at = line.find("\"coordinates\":");
        if (at == std::string::npos)
            continue;
        const char* number = line.c_str() + line.find('[', at) + 1;
        char* end = nullptr;
        points.lon += std::strtod(number, &end);
        points.lat += std::strtod(end + 1, nullptr);
        ++points.count;
    }
    return points;
}

/// Exact places, so that both write all digits that the table has: else ours are rounded to what is known.
void make_store(const std::filesystem::path& file, std::size_t rows)
{
    const std::filesystem::path csv = scratch_file("acled_like_export.csv");
    write_acled_like(csv, rows);
    std::filesystem::remove(file);
    Store store = Store::open_or_create(file);
    store.import_records([&](const TakeRecords& take) {
        std::vector<Record> exact;
        DatasetRead read = read_dataset(csv, {}, [&](std::span<const Record> records) {
            exact.assign(records.begin(), records.end());
            for (Record& record : exact)
                record.precision = PlacePrecision::exact;
            take(exact);
        });
        return DatasetHead{std::move(read.document), std::move(read.scheme)};
    });
    std::filesystem::remove(csv);
}

/// As ogr2ogr does, without waiting until the disk has it.
void write_geojson(const std::filesystem::path& store_file, const std::filesystem::path& file)
{
    const Store store = Store::open(store_file);
    std::FILE* out = std::fopen(file.c_str(), "wb");
    require(out != nullptr, "cannot write '" + file.string() + "'");
    GeoJsonWriter writer{[&](std::string_view text) {
                             require(std::fwrite(text.data(), 1, text.size(), out) == text.size(),
                                     "disk full");
                         },
                         ExportRows{Profile::sitmap}.fields()};
    write_rows(store, Profile::sitmap, {.all_records = true}, writer);
    writer.finish();
    require(std::fclose(out) == 0, "disk full");
}

void write_csv(const std::filesystem::path& store_file, const std::filesystem::path& file)
{
    const Store store = Store::open(store_file);
    AtomicFile out{file, true};
    CsvWriter writer{[&](std::string_view text) { out.write(text); }, ExportRows{Profile::acled}.fields(),
                     CsvWriter::Shapes::none};
    write_rows(store, Profile::acled, {.all_records = true}, writer);
    writer.finish();
    out.commit();
}

void bench_rows(Table& table, std::size_t rows, const std::string& size, bool is_goal)
{
    const std::filesystem::path store = scratch_file("export_" + size + ".gpkg");
    const std::filesystem::path ours = scratch_file("ours_" + size + ".geojson");
    const std::filesystem::path theirs = scratch_file("theirs_" + size + ".geojson");
    const std::filesystem::path csv = scratch_file("ours_" + size + ".csv");
    make_store(store, rows);

    forget_peak_memory();
    const std::string command =
        "ogr2ogr -f GeoJSON '" + theirs.string() + "' '" + store.string() + "' records";
    const BothSeconds time = best_in_turns(
        3, [&] { write_geojson(store, ours); },
        [&] {
            std::filesystem::remove(theirs);
            require(std::system(command.c_str()) == 0, "ogr2ogr failed; is gdal-bin installed?");
        });
    table.peak_memory("exporting " + size + " records as GeoJSON");
    const Points a = points_in(ours), b = points_in(theirs);
    require(a.count == rows && b.count == rows, "sitmap and ogr2ogr do not write as many features");
    require(std::abs(a.lon - b.lon) < 1e-3 && std::abs(a.lat - b.lat) < 1e-3,
            "sitmap and ogr2ogr do not write the same points");
    const double million = static_cast<double>(rows) / 1e6;
    table.compare(size + " records of a store to a GeoJSON file", "s/M rows", time.ours / million, "ogr2ogr",
                  time.theirs / million, is_goal ? "GeoJSON" : "");
    table.measure(size + " records to CSV in ACLED's columns", "s/M rows",
                  seconds([&] { write_csv(store, csv); }) / million);
    for (const auto& file : {store, ours, theirs, csv})
        std::filesystem::remove(file);
}

} // namespace

void bench_export(Table& table)
{
    table.head("export");
    bench_rows(table, 100'000, "0.1 M", false);
    bench_rows(table, 1'000'000, "1 M", true);
}

} // namespace sitmap::bench
