#include "render/scene.hpp"
#include "engine/query.hpp"
#include "render/layers/basemap.hpp"
#include "render/layers/basemap_labels.hpp"
#include "render/layers/control.hpp"
#include "render/layers/control_change.hpp"
#include "render/layers/density.hpp"
#include "render/layers/flow_labels.hpp"
#include "render/layers/flows.hpp"
#include "render/layers/graticule.hpp"
#include "render/layers/incidents.hpp"
#include "render/layers/overlay.hpp"
#include "render/layers/routes.hpp"
#include "render/layers/stocks.hpp"
#include "render/px_geometry.hpp"
#include "render/scene_build.hpp"

#include <algorithm>
#include <iterator>

namespace sitmap {

namespace {

std::vector<Incident> passing(std::span<const Incident> incidents, const Query& query)
{
    std::vector<Incident> shown;
    std::copy_if(incidents.begin(), incidents.end(), std::back_inserter(shown),
                 [&](const Incident& i) { return passes(i, query); });
    return shown;
}

/// Runs `draw` so that what it draws lies under everything drawn since `slot`.
template <class Draw>
void draw_below(DrawList& list, std::size_t slot, Draw draw)
{
    const auto from = list.commands.begin() + static_cast<std::ptrdiff_t>(slot);
    std::vector<DrawCommand> above{std::make_move_iterator(from),
                                   std::make_move_iterator(list.commands.end())};
    list.commands.erase(from, list.commands.end());
    draw();
    list.commands.insert(list.commands.end(), std::make_move_iterator(above.begin()),
                         std::make_move_iterator(above.end()));
}

/// Contents and labels in the order of their right to a place (cartography, section 4). Text gathers in a
/// list of its own that is painted last.
/// What `draw` adds to the list, which is left without it.
template <class Draw>
std::vector<DrawCommand> taken_from(DrawList& list, Draw draw)
{
    const auto before = static_cast<std::ptrdiff_t>(list.commands.size());
    draw();
    const auto from = list.commands.begin() + before;
    std::vector<DrawCommand> drawn{std::make_move_iterator(from),
                                   std::make_move_iterator(list.commands.end())};
    list.commands.erase(from, list.commands.end());
    return drawn;
}

void draw_contents(Frame& frame)
{
    const LayerSwitches& on = frame.view.layers;
    if (on.control)
        draw_control_areas(frame);
    if (on.overlays)
        draw_overlays(frame);
    if (on.control && on.front)
        draw_fronts(frame);
    const std::size_t under_incidents = frame.list().commands.size();
    draw_density_clusters(frame);
    if (on.incidents)
        draw_incidents(frame);
    const std::vector<DrawCommand> callout =
        taken_from(frame.list(), [&] { draw_incident_callout(frame); }); // stocks may have no other room
    draw_incident_numbers(frame);
    draw_place_labels(frame, 1, 2);
    // Routes and arrows keep off marks and great names, so they come later, but lie under the marks.
    std::size_t under_marks = under_incidents;
    draw_below(frame.list(), under_incidents, [&] {
        if (on.routes)
            draw_routes(frame);
        if (on.displacement)
            draw_flows(frame);
        under_marks = frame.list().commands.size();
    });
    if (on.stocks) {
        DrawList leaders; // they end at places, where the marks stand
        draw_stocks(frame, leaders);
        draw_below(frame.list(), under_marks, [&] {
            std::move(leaders.commands.begin(), leaders.commands.end(),
                      std::back_inserter(frame.list().commands));
        });
    }
    draw_incident_area_names(frame);
    draw_route_end_names(frame);
    draw_flow_labels(frame);
    if (on.control)
        draw_control_labels(frame);
    draw_route_labels(frame);
    if (on.overlays)
        draw_overlay_labels(frame);
    if (frame.view.change)
        draw_country_labels(frame); // before towns leave them no room
    draw_drained_names(frame);
    draw_place_labels(frame, 3, 3);
    draw_area_labels(frame);
    draw_place_labels(frame, 4, 5);
    frame.list().commands.insert(frame.list().commands.end(), callout.begin(), callout.end());
}

/// Groups in order, incidents by type; the rest as they were drawn.
void sort_legend(std::vector<LegendEntry>& legend)
{
    const auto rank = [](const LegendEntry& e) {
        if (e.group != LegendEntry::Group::incidents)
            return std::size_t{0};
        for (std::size_t i = 0; i < event_type_count; ++i)
            if (e.label == name_of(static_cast<EventType>(i)))
                return i;
        return e.label == name_of(SubEventType::shipwreck)             ? event_type_count
               : e.label == name_of(SubEventType::interception_rescue) ? event_type_count + 1
                                                                       : event_type_count + 2;
    };
    std::stable_sort(legend.begin(), legend.end(), [&](const LegendEntry& a, const LegendEntry& b) {
        return a.group != b.group ? a.group < b.group : rank(a) < rank(b);
    });
}

} // namespace

const HitTarget* Scene::target_at(Px at) const
{
    constexpr double near_px = 4;
    for (auto target = targets.rbegin(); target != targets.rend(); ++target)
        if (distance(target->at, at) <= target->radius_px + near_px)
            return &*target;
    return nullptr;
}

Selection Scene::hit(Px at) const
{
    const HitTarget* const target = target_at(at);
    return target != nullptr ? target->what : Selection{};
}

Scene build_scene(const Map& map, const ViewState& view, const Camera& camera)
{
    SceneCache cache;
    return build_scene(map, view, camera, cache);
}

Scene build_scene(const Map& map, const ViewState& view, const Camera& camera, SceneCache& cache)
{
    return build_map(map, view, camera, cache, {});
}

Scene build_map(const Map& map, const ViewState& view, const Camera& camera, SceneCache& cache,
                const MapFurniture& furniture)
{
    const Palette& colours = palette(view.style);
    Scene scene;
    scene.list.width_px = camera.frame().x + camera.frame().width;
    scene.list.height_px = camera.frame().y + camera.frame().height;
    scene.list.background = map.basemap != nullptr ? colours.base.sea : colours.base.land;
    scene.scale_denominator = camera.scale_denominator();
    const auto all = cache.incidents(map, view.rule, view.as_of);
    scene.shown = passing(all, view.query);
    const MarkSizes sizes = view.style == StyleName::print ? sheet_sizes : screen_sizes;
    Frame frame{map,
                view,
                camera,
                colours,
                cache,
                Projector{camera},
                Parties{map.ledger.control_areas, all},
                sizes,
                scene.scale_denominator,
                scene,
                Occupancy{camera.frame()}};
    for (const PxRect& rect : furniture.reserved)
        frame.taken.take(rect);
    if (furniture.seen)
        frame.taken.keep_text_in(*furniture.seen);
    if (!furniture.country_names && map.basemap != nullptr)
        for (const AreaLabel& area : map.basemap->areas)
            if (area.kind == AreaLabel::Kind::country)
                frame.named_areas.insert(area.name);
    scene.list.commands.emplace_back(Clip{camera.frame()});
    if (!furniture.base_labels_only)
        choose_records(frame);
    draw_basemap(frame);
    if (furniture.keys)
        for (const PxRect& rect : furniture.keys(scene))
            frame.taken.take(rect);
    const bool graticule = furniture.graticule || view.layers.graticule;
    if (graticule)
        draw_graticule(frame);
    if (furniture.held_ground)
        draw_held_ground(frame);
    if (furniture.base_labels_only)
        draw_country_labels(frame);
    else
        draw_contents(frame);
    if (graticule)
        draw_graticule_labels(frame);
    scene.list.commands.insert(scene.list.commands.end(),
                               std::make_move_iterator(frame.labels.commands.begin()),
                               std::make_move_iterator(frame.labels.commands.end()));
    scene.list.commands.emplace_back(Clip{});
    add_basemap_legend(frame);
    sort_legend(scene.legend);
    return scene;
}

} // namespace sitmap
