#include "engine/store.hpp"
#include "importers/datasets.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sqlite3.h>
#include <string>

namespace sitmap::bench {

namespace {

/// What both GeoPackages have to hold before times count.
struct Points {
    std::size_t count = 0;
    double lon = 0, lat = 0;
};

/// Of a table of points: the last sixteen bytes of each shape are its position.
Points points_in(const std::filesystem::path& file, const std::string& table)
{
    sqlite3* database = nullptr;
    sqlite3_stmt* row = nullptr;
    require(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
                sqlite3_prepare_v2(database, ("SELECT geom FROM " + table).c_str(), -1, &row, nullptr) ==
                    SQLITE_OK,
            "cannot read '" + file.string() + "'");
    Points points;
    while (sqlite3_step(row) == SQLITE_ROW) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, 0));
        const int size = sqlite3_column_bytes(row, 0);
        require(size > 16, "a row has no shape");
        double position[2];
        std::memcpy(position, bytes + size - 16, sizeof position);
        ++points.count;
        points.lon += position[0];
        points.lat += position[1];
    }
    sqlite3_finalize(row);
    sqlite3_close(database);
    return points;
}

std::string first_of(const std::filesystem::path& file, const char* sql)
{
    sqlite3* database = nullptr;
    std::string answer;
    if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK)
        sqlite3_exec(
            database, sql,
            [](void* text, int, char** values, char**) {
                *static_cast<std::string*>(text) = values[0] ? values[0] : "";
                return 0;
            },
            &answer, nullptr);
    sqlite3_close(database);
    return answer;
}

RecordChanges import_table(Store& store, const std::filesystem::path& csv)
{
    return store.import_records([&](const TakeRecords& take) {
        DatasetRead read = read_dataset(csv, {}, take);
        return DatasetHead{std::move(read.document), std::move(read.scheme)};
    });
}

void bench_rows(Table& table, std::size_t rows, const std::string& size, bool is_goal)
{
    const std::filesystem::path csv = scratch_file("acled_like_store_" + size + ".csv");
    const std::filesystem::path ours = scratch_file("ours_" + size + ".gpkg");
    const std::filesystem::path theirs = scratch_file("theirs_" + size + ".gpkg");
    write_acled_like(csv, rows);

    forget_peak_memory();
    const auto import_ours = [&] {
        std::filesystem::remove(ours);
        Store store = Store::open_or_create(ours);
        require(import_table(store, csv).added == rows, "not all rows were taken");
    };
    const std::string command = "ogr2ogr -f GPKG '" + theirs.string() + "' '" + csv.string() +
                                "' -nln events -oo X_POSSIBLE_NAMES=longitude -oo Y_POSSIBLE_NAMES=latitude "
                                "-a_srs EPSG:4326";
    const BothSeconds time = best_in_turns(2, import_ours, [&] {
        std::filesystem::remove(theirs);
        require(std::system(command.c_str()) == 0, "ogr2ogr failed; is gdal-bin installed?");
    });
    table.peak_memory("importing " + size + " rows into a store");

    const Points a = points_in(ours, "records"), b = points_in(theirs, "events");
    require(a.count == rows && b.count == rows, "sitmap and ogr2ogr do not write as many rows");
    require(std::abs(a.lon - b.lon) < 1e-3 && std::abs(a.lat - b.lat) < 1e-3,
            "sitmap and ogr2ogr do not write the same points");
    require(first_of(ours, "SELECT rtreecheck('rtree_records_geom')") == "ok",
            "the spatial index is not whole");
    const double million = static_cast<double>(rows) / 1e6;
    table.compare(size + " rows x 31 columns to a GeoPackage, on the disk", "s/M rows", time.ours / million,
                  "ogr2ogr", time.theirs / million, is_goal ? "CSV to GeoPackage" : "");

    Store store = Store::open_or_create(ours);
    table.measure("the same file again, " + size + " rows", "s", seconds([&] {
                      require(import_table(store, csv).unchanged == rows, "a row changed by itself");
                  }));
    forget_peak_memory();
    table.measure("columns of " + size + " records out of the store", "s",
                  best_seconds(3, [&] { require(store.records().size() == rows, "records are missing"); }));
    table.peak_memory("columns of " + size + " records");
    first_frame(table, ours, rows, size, is_goal ? "first frame 1 M" : "");
    std::filesystem::remove(csv);
    std::filesystem::remove(theirs);
}

} // namespace

void bench_store(Table& table)
{
    table.head("store");
    bench_rows(table, 100'000, "0.1 M", false);
    bench_rows(table, 1'000'000, "1 M", true);
}

} // namespace sitmap::bench
