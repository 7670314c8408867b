#include "engine/incident_table.hpp"
#include "importers/datasets.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <gdal_priv.h>
#include <memory>
#include <ogrsf_frmts.h>
#include <vector>

namespace sitmap::bench {

namespace {

/// What both readers have to agree on before their times count.
struct Totals {
    std::size_t rows = 0, text_bytes = 0;
    std::int64_t killed = 0;
    double lat = 0, lon = 0;
    bool operator==(const Totals&) const = default;
};

IncidentTable table_of(const std::filesystem::path& file, bool one_thread)
{
    IncidentTable table;
    DatasetOptions options;
    options.one_thread = one_thread;
    IncidentId next = 1;
    read_dataset(file, options, [&](std::span<const Record> records) {
        table.append(records, next, 1);
        next += static_cast<IncidentId>(records.size());
    });
    return table;
}

Totals ours(const IncidentTable& table)
{
    Totals totals;
    totals.rows = table.size();
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        totals.killed += table.killed_best[row];
        totals.lat += table.point(row).lat;
        totals.lon += table.point(row).lon;
        totals.text_bytes += table.names.name(table.admin1[row]).size();
    }
    return totals;
}

/// The same columns by GDAL's CSV driver, which has no types unless it reads the file twice.
Totals theirs(const std::filesystem::path& file)
{
    const char* const drivers[] = {"CSV", nullptr};
    const char* const options[] = {"X_POSSIBLE_NAMES=longitude", "Y_POSSIBLE_NAMES=latitude",
                                   "KEEP_GEOM_COLUMNS=NO", nullptr};
    const std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, drivers, options, nullptr)};
    require(dataset && dataset->GetLayerCount() == 1, "GDAL cannot read the made-up table");
    OGRLayer* layer = dataset->GetLayer(0);
    OGRFeatureDefn* fields = layer->GetLayerDefn();
    const auto at = [&](const char* name) { return fields->GetFieldIndex(name); };
    const int killed = at("fatalities"), admin1 = at("admin1");
    const int texts[] = {at("event_id_cnty"), at("event_date"), at("sub_event_type"), at("actor1"),
                         at("actor2"),        at("iso"),        at("location"),       at("geo_precision"),
                         at("notes"),         at("timestamp")};
    Totals totals;
    std::size_t seen = 0;
    for (const auto& feature : layer) {
        ++totals.rows;
        totals.killed += std::atoi(feature->GetFieldAsString(killed));
        totals.text_bytes += std::strlen(feature->GetFieldAsString(admin1));
        for (const int text : texts)
            seen += static_cast<unsigned char>(*feature->GetFieldAsString(text));
        const OGRPoint* point = feature->GetGeometryRef()->toPoint();
        totals.lat += point->getY();
        totals.lon += point->getX();
    }
    require(seen > 0, "GDAL read no texts");
    return totals;
}

bool agree(const Totals& a, const Totals& b)
{
    const auto near = [](double x, double y) { return std::abs(x - y) < 1e-4 * (std::abs(x) + 1); };
    return a.rows == b.rows && a.killed == b.killed && a.text_bytes == b.text_bytes && near(a.lat, b.lat) &&
           near(a.lon, b.lon);
}

/// Both on one thread, by the time that it ran, in turns: the ratio is the same on a machine that does other
/// things. The median of each.
BothSeconds median_cpu_seconds(int turns, const std::function<void()>& ours,
                               const std::function<void()>& theirs)
{
    std::vector<double> our_times, their_times;
    for (int turn = 0; turn < turns; ++turn) {
        for (int i = 0; i < 3; ++i)
            our_times.push_back(cpu_seconds(ours));
        their_times.push_back(cpu_seconds(theirs));
    }
    const auto median = [](std::vector<double>& times) {
        const auto middle = times.begin() + std::ssize(times) / 2;
        std::nth_element(times.begin(), middle, times.end());
        return *middle;
    };
    return {median(our_times), median(their_times)};
}

void bench_rows(Table& table, std::size_t rows, const std::string& size, bool is_goal)
{
    const std::filesystem::path file = scratch_file("acled_like_" + size + ".csv");
    write_acled_like(file, rows);
    const double million = static_cast<double>(rows) / 1e6;
    require(agree(ours(table_of(file, false)), theirs(file)), "sitmap and GDAL do not read the same");
    forget_peak_memory();
    (void)table_of(file, false);
    table.peak_memory("reading " + size + " rows into columns");
    const BothSeconds two = best_in_turns(
        2, [&] { (void)table_of(file, false); }, [&] { (void)theirs(file); });
    table.compare(size + " rows x 31 columns, 2 threads, SHA-256", "s/M rows", two.ours / million,
                  "GDAL CSV driver", two.theirs / million);
    const BothSeconds one = median_cpu_seconds(
        3, [&] { (void)table_of(file, true); }, [&] { (void)theirs(file); });
    table.compare(size + " rows x 31 columns, 1 thread, SHA-256", "s/M rows", one.ours / million,
                  "GDAL CSV driver", one.theirs / million, is_goal ? "read CSV" : "");
    std::filesystem::remove(file);
}

} // namespace

void bench_reading(Table& table)
{
    table.head("reading datasets");
    GDALAllRegister();
    bench_rows(table, 100'000, "0.1 M", false);
    bench_rows(table, 1'000'000, "1 M", true);
}

} // namespace sitmap::bench
