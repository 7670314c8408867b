#include "engine/incident_index.hpp"
#include "geodata/measure.hpp"
#include "geodata/simd.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"
#include "tests/bench/peers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace sitmap::bench {

namespace {

using Rows = std::vector<std::uint32_t>;
using Peers = std::vector<std::unique_ptr<Peer>>;
using Random = std::mt19937_64;

struct Question {
    std::string what; ///< the goal's name, or none
    bool timed = false;
    std::vector<BoxAndDays> windows;
    std::vector<Query> queries; ///< the same
};

Query query_of(const BoxAndDays& window, bool timed)
{
    const auto degrees = [](std::int32_t units) { return units / IncidentTable::units_per_degree; };
    Query query;
    query.bbox = Extent{degrees(window.box.west), degrees(window.box.south), degrees(window.box.east),
                        degrees(window.box.north)};
    if (timed) {
        query.since = Day{std::chrono::days{window.since}};
        query.until = Day{std::chrono::days{window.until}};
    }
    return query;
}

/// A square round some incident that holds about a share of all; a pile may make that impossible there.
std::optional<UnitBox> box_of_share(const IncidentTable& table, const IncidentIndex& index, double share,
                                    Random& random)
{
    const std::size_t at = random() % table.size();
    const double wanted = share * static_cast<double>(table.size());
    double low = 0, high = 60e7;
    UnitBox box;
    IncidentHits hits;
    for (int i = 0; i < 40; ++i) {
        const double half = (low + high) / 2;
        const auto edge = [](double units, double limit) {
            return static_cast<std::int32_t>(std::clamp(units, -limit, limit));
        };
        box = {edge(table.lon[at] - half, 180e7), edge(table.lat[at] - half, 90e7),
               edge(table.lon[at] + half, 180e7), edge(table.lat[at] + half, 90e7)};
        index.find(query_of({box, 0, 0}, false), hits);
        const auto found = static_cast<double>(hits.size());
        if (std::abs(found - wanted) < 0.15 * wanted)
            return box;
        (found < wanted ? low : high) = half;
    }
    return std::nullopt;
}

Question make_question(const IncidentTable& table, const IncidentIndex& index, std::string what, double share,
                       int days, std::size_t count)
{
    Random random{17};
    Question question{std::move(what), days > 0, {}, {}};
    const std::int32_t first = table.first_day.front(), last = table.first_day.back();
    while (question.windows.size() < count) {
        BoxAndDays window;
        if (share < 1) {
            const auto box = box_of_share(table, index, share, random);
            if (!box)
                continue;
            window.box = *box;
        } else {
            window.box = {-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000};
        }
        if (days > 0) {
            window.since =
                first + static_cast<std::int32_t>(
                            random() % static_cast<std::uint64_t>(std::max(1, last - first - days)));
            window.until = window.since + days - 1;
        }
        question.windows.push_back(window);
        question.queries.push_back(query_of(window, days > 0));
    }
    return question;
}

/// False if the peer cannot answer.
bool ask(Peer& peer, const Question& question, std::size_t i, Rows& rows)
{
    rows.clear();
    if (question.timed)
        return peer.in_box_and_days(question.windows[i], rows);
    return peer.in_box(question.windows[i].box, rows);
}

/// Every answer must be the same rows; then only times count.
bool agrees(const IncidentIndex& index, Peer& peer, const Question& question)
{
    Rows rows;
    for (std::size_t i = 0; i < question.windows.size(); ++i) {
        if (!ask(peer, question, i, rows))
            return false;
        std::sort(rows.begin(), rows.end());
        require(index.find(question.queries[i]) == rows,
                "the index and " + peer.name() + " do not agree on " + question.what);
    }
    return true;
}

/// The same index as a processor with fewer vector instructions has it.
struct LesserIndex {
    Simd simd;
    std::unique_ptr<IncidentIndex> index;
};

std::vector<LesserIndex> lesser_indexes(const IncidentTable& incidents)
{
    std::vector<LesserIndex> lesser;
    for (const Simd simd : {Simd::avx2, Simd::sse2, Simd::none})
        if (simd < best_simd())
            lesser.push_back({simd, std::make_unique<IncidentIndex>(incidents, simd)});
    return lesser;
}

void measure(Table& table, const IncidentIndex& index, const std::vector<LesserIndex>& lesser,
             const Peers& peers, const Question& question, const std::string& size, bool goal)
{
    IncidentHits hits;
    Rows rows;
    std::vector<Ask> asked{[&](std::size_t i) { index.find(question.queries[i], hits); },
                           [&](std::size_t i) { rows = index.find(question.queries[i]); },
                           [&](std::size_t i) { static_cast<void>(index.count(question.queries[i])); }};
    for (const LesserIndex& each : lesser) {
        for (const Query& query : question.queries)
            require(each.index->find(query) == index.find(query),
                    "the index with fewer instructions does not agree on " + question.what);
        asked.push_back([&](std::size_t i) { each.index->find(question.queries[i], hits); });
    }
    std::vector<const Peer*> answering;
    for (const auto& peer : peers)
        if (agrees(index, *peer, question)) {
            answering.push_back(peer.get());
            asked.push_back([&](std::size_t i) { ask(*peer, question, i, rows); });
        }
    const std::vector<double> took = microseconds_in_turns(question.windows.size(), asked);
    const double ours = took[0], listed = took[1], counted = took[2];
    double best = std::numeric_limits<double>::max();
    std::string best_name;
    for (std::size_t k = 0; k < answering.size(); ++k) {
        const double theirs = took[k + 3 + lesser.size()];
        if (!answering[k]->name().starts_with("Boost")) {
            table.compare(question.what + size, "µs", ours, answering[k]->name(), theirs);
        } else if (theirs < best) {
            best = theirs;
            best_name = answering[k]->name();
        }
    }
    const bool has_goal = goal && std::any_of(goals().begin(), goals().end(),
                                              [&](const Goal& each) { return each.name == question.what; });
    table.compare(question.what + size, "µs", ours, best_name, best, has_goal ? question.what : "");
    table.compare("  as an ascending list of rows", "µs", listed, best_name, best);
    table.compare("  counted with casualties", "µs", counted, best_name, best);
    for (std::size_t k = 0; k < lesser.size(); ++k)
        table.compare("  with no more than " + std::string{name_of(lesser[k].simd)}, "µs", took[k + 3],
                      best_name, best);
}

struct Site {
    LonLat point;
    std::int32_t x, y;
};

std::vector<Site> make_sites(const IncidentTable& table, std::size_t count)
{
    Random random{23};
    std::normal_distribution<double> away{0, 0.05};
    std::vector<Site> sites(count);
    for (Site& site : sites) {
        const LonLat near = table.point(static_cast<std::uint32_t>(random() % table.size()));
        site.x = static_cast<std::int32_t>(std::clamp((near.lon + away(random)) * 1e7, -179e7, 179e7));
        site.y = static_cast<std::int32_t>(std::clamp((near.lat + away(random)) * 1e7, -89e7, 89e7));
        site.point = {site.x / IncidentTable::units_per_degree, site.y / IncidentTable::units_per_degree};
    }
    return sites;
}

/// Ours must be the first by distance on the ellipsoid.
void check_nearest(const IncidentTable& table, const IncidentIndex& index, const std::vector<Site>& sites)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const LonLat point = sites[i].point;
        std::vector<std::pair<double, std::uint32_t>> all;
        for (std::uint32_t row = 0; row < table.size(); ++row)
            if (std::abs(table.point(row).lat - point.lat) < 2)
                all.emplace_back(distance_m(point, table.point(row)), row);
        require(all.size() >= 10, "too few near the site");
        std::partial_sort(all.begin(), all.begin() + 10, all.end());
        const Rows found = index.nearest(point, 10);
        require(found.size() == 10 && all[9].first < 200'000, "too few are near the site");
        for (std::size_t k = 0; k < 10; ++k)
            require(found[k] == all[k].second, "the nearest are not those of a sorted scan");
    }
}

/// Some more than asked for by the straight line, then in the order of their true distances: what somebody
/// who needs the nearest on the ellipsoid does with a tree over positions.
bool nearest_on_ellipsoid(Peer& peer, const IncidentTable& table, LonLat point, Rows& rows)
{
    constexpr std::size_t asked = 10, spare = 4;
    rows.clear();
    if (!peer.nearest_by_chord(point, asked + spare, rows))
        return false;
    std::array<std::pair<double, std::uint32_t>, asked + spare> measured;
    for (std::size_t i = 0; i < rows.size(); ++i)
        measured[i] = {distance_m(point, table.point(rows[i])), rows[i]};
    const auto end = measured.begin() + static_cast<std::ptrdiff_t>(rows.size());
    std::sort(measured.begin(), end);
    rows.resize(std::min(rows.size(), asked));
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = measured[i].second;
    return true;
}

/// Whether each is as far as ours, to a micrometre; of equal points any will do.
bool are_as_near(const IncidentTable& table, const IncidentIndex& index, LonLat point, const Rows& theirs)
{
    const Rows ours = index.nearest(point, 10);
    return std::equal(
        ours.begin(), ours.end(), theirs.begin(), theirs.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::abs(distance_m(point, table.point(a)) - distance_m(point, table.point(b))) < 1e-6;
        });
}

/// What all are asked for at one site; false if the peer cannot.
using AskPeer = std::function<bool(Peer&, const Site&)>;

/// Ours, and the best of the peers that can answer.
void compare_nearest(Table& table, const std::string& work, const Ask& ours, const Peers& peers,
                     const std::vector<Site>& sites, const AskPeer& ask_peer, std::string_view goal = {})
{
    std::vector<Ask> asked{ours};
    std::vector<const Peer*> answering;
    for (const auto& peer : peers)
        if (ask_peer(*peer, sites[0])) {
            answering.push_back(peer.get());
            asked.push_back([&](std::size_t i) { static_cast<void>(ask_peer(*peer, sites[i])); });
        }
    const std::vector<double> took = microseconds_in_turns(sites.size(), asked);
    const auto best = std::min_element(took.begin() + 1, took.end());
    table.compare(work, "µs", took[0], answering[static_cast<std::size_t>(best - took.begin() - 1)]->name(),
                  *best, goal);
}

/// The same question by all, then two that are easier: by the straight line alone, and in degrees on a plane,
/// which has other answers.
void measure_nearest(Table& table, const IncidentTable& incidents, const IncidentIndex& index, Peers& peers,
                     std::span<const BoostVariant> variants, const std::string& size, bool goal)
{
    const auto sites = make_sites(incidents, 1000);
    check_nearest(incidents, index, sites);
    Rows rows;
    const Ask ours = [&](std::size_t i) { rows = index.nearest(sites[i].point, 10); };
    Peers earth;
    for (const BoostVariant variant : variants)
        earth.push_back(boost_earth_tree(incidents, variant));
    earth.push_back(nanoflann_earth_tree(incidents));
    for (const auto& peer : earth)
        for (const Site& site : sites)
            require(nearest_on_ellipsoid(*peer, incidents, site.point, rows) &&
                        are_as_near(incidents, index, site.point, rows),
                    "the index and " + peer->name() + " do not agree on the nearest");
    compare_nearest(
        table, "nearest 10" + size, ours, earth, sites,
        [&](Peer& peer, const Site& site) { return nearest_on_ellipsoid(peer, incidents, site.point, rows); },
        goal ? "nearest 10" : "");
    compare_nearest(table, "  the peer by the straight line alone", ours, earth, sites,
                    [&](Peer& peer, const Site& site) {
                        rows.clear();
                        return peer.nearest_by_chord(site.point, 10, rows);
                    });
    compare_nearest(table, "  the peer in degrees on a plane", ours, peers, sites,
                    [&](Peer& peer, const Site& site) {
                        rows.clear();
                        return peer.nearest(site.x, site.y, 10, rows);
                    });
}

struct Built {
    std::unique_ptr<IncidentIndex> index;
    Peers peers;
    double ours_s = std::numeric_limits<double>::max(), boost_s = std::numeric_limits<double>::max();
};

/// Builds ours and each variant of Boost's in turn, several times, so that all meet the machine in the same
/// moods; the best of each counts.
Built build(const IncidentTable& incidents, std::span<const BoostVariant> variants)
{
    Built built;
    const int rounds = incidents.size() > 2'000'000 ? 2 : 6;
    for (int round = 0; round < rounds; ++round) {
        built.peers.clear();
        for (const BoostVariant variant : variants) {
            built.index.reset();
            built.ours_s = std::min(
                built.ours_s, cpu_seconds([&] { built.index = std::make_unique<IncidentIndex>(incidents); }));
            built.peers.push_back(boost_tree(incidents, variant));
            built.boost_s = std::min(built.boost_s, built.peers.back()->build_s);
        }
    }
    return built;
}

void measure_all(Table& table, const IncidentTable& incidents, const std::string& size,
                 std::span<const BoostVariant> variants, bool all_peers, std::string_view build_goal,
                 bool goals_count)
{
    Built built = build(incidents, variants);
    Peers& peers = built.peers;
    table.compare("build, all orders" + size, "ms", built.ours_s * 1e3, "Boost 2-D packing, best",
                  built.boost_s * 1e3, build_goal);
    table.measure("bytes an incident, all orders" + size, "bytes",
                  static_cast<double>(built.index->bytes()) / static_cast<double>(incidents.size()),
                  goals_count ? "bytes" : "");
    for (const BoostVariant variant : variants)
        peers.push_back(boost_tree_3d(incidents, variant));
    peers.push_back(nanoflann_tree(incidents));
    if (all_peers) {
        peers.push_back(geos_tree(incidents));
        peers.push_back(sqlite_tree(incidents));
    }
    const std::vector<LesserIndex> lesser =
        goals_count ? lesser_indexes(incidents) : std::vector<LesserIndex>{};
    struct Asked {
        const char* what;
        double share;
        int days;
        std::size_t count;
    };
    for (const Asked& asked : {Asked{"box 0.001 %", 1e-5, 0, 1000},
                               {"box 0.1 %", 1e-3, 0, 300},
                               {"box 1 %", 1e-2, 0, 100},
                               {"box 10 %", 0.1, 0, 20},
                               {"box 0.1 % x 365 d", 1e-3, 365, 300},
                               {"box 1 % x 30 d", 1e-2, 30, 300},
                               {"box 10 % x 30 d", 0.1, 30, 100},
                               {"world x 7 d", 1, 7, 100}})
        measure(table, *built.index, lesser, peers,
                make_question(incidents, *built.index, asked.what, asked.share, asked.days, asked.count),
                size, goals_count);
    measure_nearest(table, incidents, *built.index, peers, variants, size, goals_count);
}

} // namespace

void bench_index(Table& table)
{
    table.head("index: 1 M incidents, one thread");
    measure_all(table, made_up_incidents(1'000'000), "", boost_variants, true, "build 1 M", true);
}

void bench_growth(Table& table)
{
    constexpr BoostVariant best_variants[] = {BoostVariant::quadratic_16, BoostVariant::rstar_8};
    const std::pair<std::size_t, const char*> sizes[] = {
        {100'000, ", 0.1 M"}, {1'000'000, ", 1 M"}, {10'000'000, ", 10 M"}};
    for (const auto& [count, name] : sizes) {
        table.head(std::string{"growth"} + name);
        measure_all(table, made_up_incidents(count), name, best_variants, false,
                    count == 10'000'000 ? "build 10 M" : "", false);
    }
}

void bench_memory(Table& table)
{
    table.head("memory: 10 M incidents");
    forget_peak_memory();
    const double before = resident_mb();
    const IncidentTable incidents = made_up_incidents(10'000'000);
    table.measure("table of 10 M", "MB", resident_mb() - before);
    const IncidentIndex index{incidents};
    static_cast<void>(index.count({.bbox = Extent{-180, -90, 180, 90}}));
    table.measure("its index", "MB", static_cast<double>(index.bytes()) / 1e6);
    table.measure("peak memory of both, while building", "MB", peak_resident_mb() - before, "memory 10 M");
}

} // namespace sitmap::bench
