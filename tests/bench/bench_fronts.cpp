// How far an estimate of a front from incidents alone lies from the front of a series of dated states, along
// which the incidents are made up.
#include "engine/control.hpp"
#include "engine/front_estimate.hpp"
#include "geodata/measure.hpp"
#include "geodata/spatial_index.hpp"
#include "importers/control_areas.hpp"
#include "render/map.hpp"
#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <random>
#include <string>

namespace sitmap::bench {

namespace {

using std::chrono::days;
constexpr int days_of_events = 150;
constexpr double clash_m = 4'000, apart_m = 18'000;
const std::string holder = "Holder", other = "Other";

std::vector<ControlArea> series_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder})
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<ControlArea> areas;
    ControlOptions options;
    options.party = holder;
    for (const auto& file : files)
        for (ControlArea& area : read_control_areas(file, options).control_areas)
            areas.push_back(std::move(area));
    return areas;
}

/// A front as places every half kilometre, and the ground on its one side.
struct DatedFront {
    Day day;
    MultiLineString lines;
    std::vector<LonLat> places;
    MultiPolygon held;
};

DatedFront front_on(const std::vector<ControlArea>& areas, Day day, const std::vector<LineString>& land_edges)
{
    constexpr double step_m = 500;
    DatedFront front;
    front.day = day;
    const ControlState state = at(areas, day, land_edges);
    for (const FrontLine& each : state.fronts)
        front.lines.lines.insert(front.lines.lines.end(), each.line.lines.begin(), each.line.lines.end());
    for (const LineString& line : front.lines.lines)
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            const LonLat a = line.points[i - 1], b = line.points[i];
            const int parts = static_cast<int>(distance_m(a, b) / step_m) + 1;
            for (int k = 0; k < parts; ++k)
                front.places.push_back(
                    {std::lerp(a.lon, b.lon, k / double(parts)), std::lerp(a.lat, b.lat, k / double(parts))});
        }
    for (const ControlArea* area : state.areas)
        front.held.polygons.insert(front.held.polygons.end(), area->area.polygons.begin(),
                                   area->area.polygons.end());
    return front;
}

class MadeUpEvents {
public:
    MadeUpEvents(const std::vector<DatedFront>& fronts, const std::vector<PlaceLabel>& towns)
        : fronts_{fronts}, towns_{towns}, index_{boxes_of(towns)}
    {}

    /// The mix that the README tells: of each month so many, in the 150 days before.
    std::vector<Incident> until(Day day, int a_month, unsigned seed)
    {
        random_.seed(seed);
        std::vector<Incident> made;
        for (int i = 0; i < a_month * days_of_events / 30; ++i)
            made.push_back(one(day - days{static_cast<int>(share_(random_) * days_of_events)}));
        return made;
    }

private:
    static std::vector<Extent> boxes_of(const std::vector<PlaceLabel>& towns)
    {
        std::vector<Extent> boxes;
        for (const PlaceLabel& town : towns)
            boxes.push_back({town.at.lon, town.at.lat, town.at.lon, town.at.lat});
        return boxes;
    }

    Incident one(Day day)
    {
        const DatedFront* front = &fronts_.front();
        for (const DatedFront& dated : fronts_)
            if (dated.day <= day)
                front = &dated;
        const double kind = share_(random_);
        const bool clash = kind < 0.35, shelling = kind < 0.9;
        const double away = (clash ? clash_m : apart_m) * normal_(random_);
        const double angle = 2 * std::numbers::pi * share_(random_);
        const LonLat on = front->places[static_cast<std::size_t>(
            share_(random_) * static_cast<double>(front->places.size() - 1))];
        LonLat at{on.lon + away * std::cos(angle) / (111'320 * std::cos(on.lat * std::numbers::pi / 180)),
                  on.lat + away * std::sin(angle) / 111'320};
        const bool is_held = covers(front->held, at);
        if (share_(random_) < 0.5)
            at = towns_[index_.nearest(at, 1).front()].at;
        Incident made;
        made.interval = Interval::on(day);
        made.location = Location{};
        made.location->point = at;
        made.location->precision = PlacePrecision::locality;
        made.location->radius_m = usual_radius_m(PlacePrecision::locality);
        made.sub_type = clash      ? SubEventType::armed_clash
                        : shelling ? SubEventType::shelling_artillery_missile
                                   : SubEventType::attack;
        // Shells come from the other side, attacks on civilians from those who are there.
        bool by_holder = shelling && !clash ? !is_held : is_held;
        if (shelling && !clash && share_(random_) < 0.05)
            by_holder = !by_holder;
        made.accused = {by_holder ? holder : other};
        if (clash)
            made.victims = {by_holder ? other : holder};
        return made;
    }

    const std::vector<DatedFront>& fronts_;
    const std::vector<PlaceLabel>& towns_;
    SpatialIndex index_;
    std::mt19937 random_;
    std::uniform_real_distribution<double> share_{0, 1};
    std::normal_distribution<double> normal_{0, 1};
};

} // namespace

void bench_fronts(Table& table)
{
    const char* folder = std::getenv("SITMAP_FRONTS");
    if (folder == nullptr) {
        table.head("fronts: left out; SITMAP_FRONTS names a folder of dated states of one party's ground");
        return;
    }
    const Basemap basemap = Basemap::load(SITMAP_ASSETS);
    std::vector<LineString> land_edges = basemap.borders;
    land_edges.insert(land_edges.end(), basemap.world.coast.begin(), basemap.world.coast.end());
    const auto areas = series_in(folder);
    std::vector<DatedFront> fronts;
    for (const Day day : control_days(areas))
        fronts.push_back(front_on(areas, day, land_edges));
    require(fronts.size() > 6, "the series has more than six states");
    MadeUpEvents events{fronts, basemap.places};
    for (const int a_month : {60, 300, 1500}) {
        table.head("fronts estimated from " + std::to_string(a_month) +
                   " events a month, mean of four states");
        std::array<double, 5> sums{};
        constexpr std::size_t states = 4;
        for (std::size_t i = 0; i < states; ++i) {
            const DatedFront& truth = fronts[5 + (fronts.size() - 6) * i / states];
            const auto made = events.until(truth.day, a_month, static_cast<unsigned>(i + 1));
            const auto estimate = estimate_front(control_evidence(made, holder, other), truth.day);
            const auto error = sitmap::compare(estimate, truth.lines);
            require(error.has_value(), "there is a front");
            sums[0] += error->share_answered * 100;
            sums[1] += error->median_km;
            sums[2] += error->p90_km;
            sums[3] += error->share_in_band * 100;
            sums[4] += error->reverse_median_km;
        }
        const auto row = [&](const char* what, const char* unit, std::size_t i) {
            table.measure(what, unit, sums[i] / states);
        };
        row("of the front found within 60 km", "%", 0);
        row("half of it within", "km", 1);
        row("nine tenths of it within", "km", 2);
        row("of the front in the band", "%", 3);
        row("half of the estimate within", "km", 4);
    }
}

} // namespace sitmap::bench
