#include "render/scene_cache.hpp"

#include "engine/control_between.hpp"
#include "engine/ledger.hpp"
#include "geodata/measure.hpp"
#include "render/fronts_at_sea.hpp"
#include "render/record_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace sitmap {

namespace {

constexpr std::array<double, 6> level_tolerances_deg{0.0008, 0.003, 0.01, 0.03, 0.1, 0.2};
/// State borders and coasts within this many degrees of a control area are told to the engine.
constexpr double near_control_deg = 0.3;

struct Detail {
    Extent box;
    std::array<std::vector<LonLat>, level_tolerances_deg.size()> levels;
    std::array<bool, level_tolerances_deg.size()> made{};
};

std::vector<LonLat> thinned(const std::vector<LonLat>& points, double tolerance)
{
    std::vector<LonLat> out;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool end = i == 0 || i + 1 == points.size();
        if (end || std::abs(points[i].lon - out.back().lon) > tolerance ||
            std::abs(points[i].lat - out.back().lat) > tolerance)
            out.push_back(points[i]);
    }
    return out;
}

Extent widened(const Extent& e, double by)
{
    return {std::max(e.west - by, -180.0), std::max(e.south - by, -90.0), std::min(e.east + by, 180.0),
            std::min(e.north + by, 90.0)};
}

/// Parts of `line` near the box, so that far coasts cost nothing.
void add_near(const LineString& line, const Extent& box, std::vector<LineString>& out)
{
    LineString part;
    for (const LonLat p : line.points) {
        if (box.contains(p)) {
            part.points.push_back(p);
        } else if (!part.points.empty()) {
            if (part.points.size() > 1)
                out.push_back(part);
            part.points.clear();
        }
    }
    if (part.points.size() > 1)
        out.push_back(part);
}

std::vector<LineString> edges_near(const Map& map)
{
    std::vector<LineString> edges;
    if (map.basemap == nullptr || map.ledger.control_areas.empty())
        return edges;
    std::optional<Extent> box;
    for (const ControlArea& area : map.ledger.control_areas) {
        const auto there = extent_of(area.area);
        if (!there)
            continue;
        box = box ? Extent{std::min(box->west, there->west), std::min(box->south, there->south),
                           std::max(box->east, there->east), std::max(box->north, there->north)}
                  : *there;
    }
    if (!box)
        return edges;
    const Extent near = widened(*box, near_control_deg);
    for (const auto* lines : {&map.basemap->world.coast, &map.basemap->borders})
        for (const LineString& line : *lines)
            add_near(line, near, edges);
    return edges;
}

using CameraKey =
    std::tuple<double, double, double, double, double, double, double, double, std::string, int>;

CameraKey key_of(const Camera& c, int extra)
{
    return {c.centre().lon,
            c.centre().lat,
            c.metres_per_px(),
            c.frame().x,
            c.frame().y,
            c.frame().width,
            c.frame().height,
            c.bearing_deg(),
            c.projection().description(),
            extra};
}

} // namespace

struct SceneCache::Impl {
    std::unordered_map<const std::vector<LonLat>*, Detail> details;
    using IncidentKey = std::pair<Rule, std::optional<Day>>;
    std::optional<IncidentKey> incident_key;
    std::vector<Incident> incidents;
    std::optional<std::vector<LineString>> land_edges;
    std::optional<BandedArea> land;
    std::map<Day, ControlState> dated; ///< of days on which a source has a state
    std::map<Day, ShownControl> control;
    std::vector<const ControlArea*> front_areas; ///< that `fronts` are between
    std::vector<FrontLine> fronts;
    std::optional<std::pair<ControlComparison, ControlChange>> change; ///< the last that was asked for
    std::map<std::string, std::optional<LonLat>> centres;
    std::optional<std::pair<Query, std::optional<Day>>> record_key;
    PassingRecords passing_records;
    RecordPlaces chosen_places;
    std::optional<CameraKey> density_key;
    Density density;
    std::optional<CameraKey> relief_key;
    Raster relief;

    const ControlState& dated_state(const Map& map, Day day);
    void leave_out_sea(ControlState& state, const Map& map);

    Detail& detail(const std::vector<LonLat>& points)
    {
        const auto [found, fresh] = details.try_emplace(&points);
        if (fresh)
            found->second.box = extent_of(LineString{points}).value_or(Extent{});
        return found->second;
    }
};

SceneCache::SceneCache() : impl_{std::make_unique<Impl>()}
{}
SceneCache::~SceneCache() = default;
SceneCache::SceneCache(SceneCache&&) noexcept = default;
SceneCache& SceneCache::operator=(SceneCache&&) noexcept = default;

std::span<const LonLat> SceneCache::at_detail(const std::vector<LonLat>& points, double tolerance_deg)
{
    std::size_t level = 0;
    while (level < level_tolerances_deg.size() && level_tolerances_deg[level] <= tolerance_deg)
        ++level;
    if (level == 0 || points.size() < 16)
        return points;
    Detail& detail = impl_->detail(points);
    const std::size_t at = level - 1;
    if (!detail.made[at]) {
        detail.levels[at] = thinned(points, level_tolerances_deg[at]);
        detail.made[at] = true;
    }
    return detail.levels[at];
}

const Extent& SceneCache::box_of(const std::vector<LonLat>& points)
{
    return impl_->detail(points).box;
}

std::span<const Incident> SceneCache::incidents(const Map& map, Rule rule, std::optional<Day> as_of)
{
    const Impl::IncidentKey key{rule, as_of};
    if (impl_->incident_key != key) {
        impl_->incidents = sitmap::incidents(map.ledger, rule, as_of);
        impl_->incident_key = key;
    }
    return impl_->incidents;
}

void SceneCache::Impl::leave_out_sea(ControlState& state, const Map& map)
{
    if (map.basemap == nullptr || state.fronts.empty())
        return;
    if (!land)
        land.emplace(map.basemap->world.land);
    sitmap::leave_out_sea(state.fronts, *land);
}

const ControlState& SceneCache::Impl::dated_state(const Map& map, Day day)
{
    constexpr std::size_t most_states = 64;
    if (const auto found = dated.find(day); found != dated.end())
        return found->second;
    if (dated.size() >= most_states)
        dated.clear();
    ControlState state = at(map.ledger.control_areas, day, *land_edges);
    leave_out_sea(state, map);
    return dated.emplace(day, std::move(state)).first->second;
}

const ShownControl& SceneCache::control(const Map& map, Day day)
{
    constexpr std::size_t most_days = 64; // a played timeline must not grow without end
    if (!impl_->land_edges)
        impl_->land_edges = edges_near(map);
    if (const auto found = impl_->control.find(day); found != impl_->control.end())
        return found->second;
    if (impl_->control.size() >= most_days)
        impl_->control.clear();
    ShownControl shown;
    shown.state = areas_at(map.ledger.control_areas, day);
    if (impl_->front_areas != shown.state.areas) { // a played timeline asks for many days of one state
        shown.state.fronts = fronts_of(shown.state.areas, *impl_->land_edges);
        impl_->leave_out_sea(shown.state, map);
        impl_->fronts = shown.state.fronts;
        impl_->front_areas = shown.state.areas;
    }
    shown.state.fronts = impl_->fronts;
    if (!shown.state.interpolated || !shown.state.dated || !shown.state.next_dated)
        return impl_->control.emplace(day, std::move(shown)).first->second;
    const Day from = *shown.state.dated, to = *shown.state.next_dated;
    const double share = static_cast<double>((day - from).count()) / static_cast<double>((to - from).count());
    StateBetween between = state_between(shown.state, impl_->dated_state(map, to), share);
    shown.state.fronts = std::move(between.fronts);
    for (FrontLine& front : shown.state.fronts)
        front.interpolated = true;
    shown.furthest_m = between.furthest_m;
    shown.moved = between.moved;
    shown.kept = between.kept;
    if (between.moved > 0) {
        shown.moved_areas = std::move(between.areas);
        for (std::size_t i = 0; i < shown.moved_areas.size(); ++i)
            shown.state.areas[i] = &shown.moved_areas[i];
    }
    return impl_->control.emplace(day, std::move(shown)).first->second;
}

const PartyChange* SceneCache::change(const Map& map, const ControlComparison& comparison)
{
    auto& kept = impl_->change;
    if (!kept || kept->first != comparison)
        kept.emplace(comparison, control_change(map.ledger.control_areas, comparison.from, comparison.to,
                                                comparison.party));
    return most_changed(kept->second);
}

std::optional<LonLat> SceneCache::visual_centre(const std::string& key, const Geometry& area)
{
    const auto found = impl_->centres.find(key);
    if (found != impl_->centres.end())
        return found->second;
    constexpr double fine_enough_deg = 0.02;
    auto centre = representative_point(simplify(area, fine_enough_deg));
    if (!centre)
        centre = representative_point(area);
    return impl_->centres.emplace(key, centre).first->second;
}

const SceneCache::PassingRecords& SceneCache::records(const Map& map, const Query& query,
                                                      std::optional<Day> as_of)
{
    const std::pair key{query, as_of};
    if (impl_->record_key == key)
        return impl_->passing_records;
    const Records& records = *map.records;
    impl_->density_key.reset();
    impl_->passing_records.places = &records.places();
    if (!RecordFilter{records.table(), query, as_of}.lets_all_pass()) {
        impl_->chosen_places = records.places(passing_rows(records.table(), query, as_of));
        impl_->passing_records.places = &impl_->chosen_places;
    }
    impl_->passing_records.summary = summary_of(records.table(), query, as_of);
    impl_->record_key = key;
    return impl_->passing_records;
}

bool SceneCache::same_density(const Camera& camera, int key) const
{
    return impl_->density_key == key_of(camera, key);
}

void SceneCache::keep_density(const Camera& camera, int key, Density density)
{
    impl_->density_key = key_of(camera, key);
    impl_->density = std::move(density);
}

const SceneCache::Density& SceneCache::kept_density() const
{
    return impl_->density;
}

bool SceneCache::same_relief(const Camera& camera, int key) const
{
    return impl_->relief_key == key_of(camera, key);
}

void SceneCache::keep_relief(const Camera& camera, int key, Raster raster)
{
    impl_->relief_key = key_of(camera, key);
    impl_->relief = std::move(raster);
}

const Raster& SceneCache::kept_relief() const
{
    return impl_->relief;
}

} // namespace sitmap
