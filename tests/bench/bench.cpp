// Speed, as ratios to a peer on the same work in the same run. Answers are compared before times count.
// Prints a table; with a file name as argument also writes the figures as JSON.

#include "engine/incident_index.hpp"
#include "geodata/projection.hpp"
#include "importers/article/reader.hpp"

#include <nlohmann/json.hpp>
#include <proj.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace sitmap;

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Figure {
    std::string what, peer, unit;
    double ours, theirs;
};
std::vector<Figure> figures;

void report(const std::string& what, const std::string& unit, double ours, const std::string& peer,
            double theirs)
{
    figures.push_back({what, peer, unit, ours, theirs});
    if (theirs > 0)
        std::printf("%-44s %10.3g %-10s %-28s %10.3g   %6.1f times\n", what.c_str(), ours, unit.c_str(),
                    peer.c_str(), theirs, theirs / ours);
    else
        std::printf("%-44s %10.3g %s\n", what.c_str(), ours, unit.c_str());
    std::fflush(stdout);
}

/// Incidents clustered round towns, as real ones are; two in three lie exactly on their town's point.
std::vector<Incident> made_up_incidents(std::size_t count)
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lon{-20, 60}, lat{-10, 50};
    std::normal_distribution<double> spread{0, 0.2};
    std::vector<LonLat> towns(count / 50 + 1);
    for (LonLat& town : towns)
        town = {lon(random), lat(random)};
    std::vector<Incident> incidents(count);
    for (std::size_t i = 0; i < count; ++i) {
        const LonLat town = towns[random() % towns.size()];
        Location location;
        location.point =
            random() % 3 != 0 ? town : LonLat{town.lon + spread(random), town.lat + spread(random)};
        incidents[i].id = static_cast<IncidentId>(i + 1);
        incidents[i].location = location;
    }
    return incidents;
}

void check(bool good, const char* what)
{
    if (!good)
        throw std::runtime_error{what};
}

/// The same boxes asked of SQLite's R*Tree in memory.
class SqliteTree {
public:
    explicit SqliteTree(const std::vector<Incident>& incidents)
    {
        check(sqlite3_open(":memory:", &db_) == SQLITE_OK, "cannot open SQLite");
        run("CREATE VIRTUAL TABLE t USING rtree(id, w, e, s, n)");
        run("BEGIN");
        sqlite3_stmt* insert = nullptr;
        check(sqlite3_prepare_v2(db_, "INSERT INTO t VALUES(?,?,?,?,?)", -1, &insert, nullptr) == SQLITE_OK,
              "no R*Tree in SQLite");
        for (std::size_t i = 0; i < incidents.size(); ++i) {
            const LonLat p = incidents[i].location->point;
            sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(i));
            sqlite3_bind_double(insert, 2, p.lon);
            sqlite3_bind_double(insert, 3, p.lon);
            sqlite3_bind_double(insert, 4, p.lat);
            sqlite3_bind_double(insert, 5, p.lat);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
        sqlite3_prepare_v2(db_, "SELECT id FROM t WHERE e >= ? AND w <= ? AND n >= ? AND s <= ?", -1, &find_,
                           nullptr);
    }
    ~SqliteTree()
    {
        sqlite3_finalize(find_);
        sqlite3_close(db_);
    }
    SqliteTree(const SqliteTree&) = delete;
    SqliteTree& operator=(const SqliteTree&) = delete;

    /// Its boxes are 32-bit floats and return a little too much: `incidents` settle it.
    std::vector<std::uint32_t> find(const Extent& box, const std::vector<Incident>& incidents)
    {
        sqlite3_reset(find_);
        sqlite3_bind_double(find_, 1, box.west);
        sqlite3_bind_double(find_, 2, box.east);
        sqlite3_bind_double(find_, 3, box.south);
        sqlite3_bind_double(find_, 4, box.north);
        std::vector<std::uint32_t> found;
        while (sqlite3_step(find_) == SQLITE_ROW) {
            const auto i = static_cast<std::uint32_t>(sqlite3_column_int64(find_, 0));
            if (box.contains(incidents[i].location->point))
                found.push_back(i);
        }
        return found;
    }

private:
    void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }
    sqlite3* db_ = nullptr;
    sqlite3_stmt* find_ = nullptr;
};

void bench_index()
{
    const auto incidents = made_up_incidents(200'000);
    const IncidentIndex index{incidents};
    SqliteTree tree{incidents};
    for (const double side_deg : {0.2, 2.0, 20.0}) {
        std::mt19937 random{11};
        std::uniform_real_distribution<double> lon{-20, 60 - side_deg}, lat{-10, 50 - side_deg};
        std::vector<Query> queries(200);
        for (Query& query : queries) {
            const double w = lon(random), s = lat(random);
            query.bbox = Extent{w, s, w + side_deg, s + side_deg};
        }
        for (const Query& query : queries) {
            auto theirs = tree.find(*query.bbox, incidents);
            std::sort(theirs.begin(), theirs.end());
            check(index.find(query) == theirs, "the index and SQLite do not agree");
        }
        std::size_t hits = 0;
        const double ours = seconds([&] {
            for (const Query& query : queries)
                hits += index.find(query).size();
        });
        const double theirs = seconds([&] {
            for (const Query& query : queries)
                hits += tree.find(*query.bbox, incidents).size();
        });
        std::ostringstream what;
        what << "incidents in a box of " << side_deg << " degrees, 200 k";
        report(what.str(), "µs", ours * 1e6 / 200, "SQLite R*Tree", theirs * 1e6 / 200);
        check(hits > 0, "no hits");
    }
}

void bench_projection()
{
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
    check(std::abs(sum - their_sum) < 1e-3 * std::abs(sum) + 1, "the projection and PROJ do not agree");
    report("WGS 84 to Web Mercator", "ns", ours * 1e3, "PROJ", theirs * 1e3);
}

void bench_articles()
{
    double load = 0;
    std::optional<ReaderTables> tables;
    load = seconds([&] { tables = ReaderTables::load(SITMAP_ASSETS); });
    report("load gazetteer, word tables, actors", "s", load, "", 0);
    std::ifstream in{SITMAP_TEST_DATA "/app/market_strike.txt"};
    std::stringstream text;
    text << in.rdbuf();
    std::string long_text = text.str();
    while (long_text.size() < 4000)
        long_text += "\n\n" + text.str().substr(text.str().find("Shells struck"));
    constexpr int articles = 200;
    std::size_t events = 0;
    const double each = seconds([&] {
        for (int i = 0; i < articles; ++i)
            events += read_events(read_article(long_text, "bench.txt", {}), *tables).events.size();
    });
    check(events > 0, "the article gave no event");
    report("read an article of 4 kB, everything on", "ms", each * 1e3 / articles, "", 0);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        std::printf("%-44s %10s %-10s %-28s %10s\n", "work", "sitmap", "", "peer", "");
        bench_index();
        bench_projection();
        bench_articles();
        if (argc > 1) {
            nlohmann::ordered_json json = nlohmann::ordered_json::array();
            for (const Figure& f : figures)
                json.push_back({{"work", f.what},
                                {"unit", f.unit},
                                {"sitmap", f.ours},
                                {"peer", f.peer},
                                {"peer_value", f.theirs > 0 ? nlohmann::ordered_json(f.theirs) : nullptr}});
            std::ofstream{argv[1]} << json.dump(2) << '\n';
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench: error: %s\n", error.what());
        return 1;
    }
}
