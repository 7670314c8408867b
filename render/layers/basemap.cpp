#include "render/layers/basemap.hpp"
#include "render/hatching.hpp"
#include "render/layers/control_change.hpp"
#include "render/layers/density.hpp"
#include "render/layers/overlay.hpp"
#include "render/layers/relief.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr double shore_below_scale = 3e6, admin1_below_scale = 8e6, urban_below_scale = 50e6,
                 urban_above_scale = 2e6;

/// GSHHG where all that is seen lies in one of its windows and is shown large enough; else Natural Earth.
const Basemap::Detail& detail_for(const Frame& frame)
{
    const Basemap& base = *frame.map.basemap;
    const Extent seen = frame.camera.seen();
    const bool in_window =
        std::any_of(base.shore_windows.begin(), base.shore_windows.end(), [&](const Extent& w) {
            return w.west <= seen.west && w.east >= seen.east && w.south <= seen.south &&
                   w.north >= seen.north && !seen.crosses_antimeridian();
        });
    return in_window && frame.scale < shore_below_scale && !base.shore.land.empty() ? base.shore : base.world;
}

/// Smaller than `px` pixels both ways.
bool is_speck(const Frame& frame, const Extent& box, double px)
{
    const double deg = frame.projector.px_deg() * px;
    return box.east - box.west < deg && box.north - box.south < deg;
}

/// Adds polygons at the level of detail that this scale can show.
void add_polygons(Frame& frame, const std::vector<Polygon>& polygons, Path& out)
{
    const double tolerance = frame.projector.tolerance_deg();
    for (const Polygon& polygon : polygons) {
        const Extent& box = frame.cache.box_of(polygon.exterior);
        if (is_speck(frame, box, 1.0) || !frame.projector.sees(box))
            continue;
        frame.projector.add_ring(frame.cache.at_detail(polygon.exterior, tolerance), out);
        for (const Ring& hole : polygon.holes)
            frame.projector.add_ring(frame.cache.at_detail(hole, tolerance), out);
    }
}

Path line_paths(Frame& frame, const std::vector<LineString>& lines)
{
    Path out;
    const double tolerance = frame.projector.tolerance_deg();
    for (const LineString& line : lines) {
        const Extent& box = frame.cache.box_of(line.points);
        if (!is_speck(frame, box, 0.8) && frame.projector.sees(box))
            frame.projector.add_line(frame.cache.at_detail(line.points, tolerance), out);
    }
    return out;
}

/// Countries that the contents speak of.
std::set<std::string> focus_countries(Frame& frame)
{
    std::set<std::string> focus;
    const auto add = [&](const std::optional<Location>& location) {
        if (location && !location->country.empty())
            focus.insert(location->country);
    };
    for (const Incident& incident : frame.scene.shown)
        add(incident.location);
    focus.insert(frame.scene.records.countries.begin(), frame.scene.records.countries.end());
    for (const Flow& flow : frame.map.ledger.flows) {
        add(flow.origin);
        add(flow.destination);
    }
    for (const Stock& stock : frame.map.ledger.stocks)
        add(stock.location);
    return focus;
}

void draw_countries(Frame& frame)
{
    std::set<std::string> focus = focus_countries(frame);
    focus.merge(contested_countries(frame.map, frame.view, frame.cache));
    const bool fine = &detail_for(frame) == &frame.map.basemap->shore;
    if (focus.empty() || fine) // at shore detail the countries' own coasts would not match
        return;
    for (const Basemap::Country& country : frame.map.basemap->countries) {
        if (!frame.projector.sees(country.extent))
            continue;
        Path rings;
        add_polygons(frame, country.area.polygons, rings);
        frame.fill(std::move(rings),
                   focus.contains(country.iso) ? frame.palette.base.focus : frame.palette.base.neighbours);
    }
}

void draw_shore_bands(Frame& frame, const Path& coast, double factor)
{
    constexpr std::array<double, 3> widths{26, 15, 6};
    const BaseStyle& style = frame.palette.base;
    for (std::size_t i = 0; style.has_shore_bands && i < widths.size(); ++i)
        frame.stroke(coast, style.shore_bands[i], widths[i] * factor);
}

/// Rivers of greater rank are left out: at small scales they would be a net over everything.
int river_rank_shown(double scale)
{
    return scale > 60e6 ? 1 : scale > 25e6 ? 3 : scale > 12e6 ? 4 : scale > 6e6 ? 5 : 99;
}

/// On the day that the picture is of: the last of the window of time, else of what is known.
bool is_drained(const Frame& frame, const Basemap::DrainedLake& lake)
{
    const ViewState& view = frame.view;
    const auto day = view.change ? view.change->to : view.query.until ? view.query.until : view.as_of;
    return !day || *day >= lake.since;
}

void draw_drained_ground(DrawList& list, const BaseStyle& style, const Path& rings)
{
    add_hatch(list, rings, Hatch{Hatch::Kind::dots, 0, 1.6, 5, style.lake_edge});
    add_rings(list, rings, style.lake_edge, 0.7, {2, 2});
}

void draw_drained(Frame& frame, const Basemap::DrainedLake& lake)
{
    Path rings;
    add_polygons(frame, lake.area.polygons, rings);
    if (rings.empty())
        return;
    frame.fill(rings, frame.palette.base.land);
    draw_drained_ground(frame.list(), frame.palette.base, rings);
}

void draw_water(Frame& frame, double factor)
{
    const Basemap& base = *frame.map.basemap;
    const BaseStyle& style = frame.palette.base;
    Path large, small;
    const double tolerance = frame.projector.tolerance_deg();
    for (std::size_t i = 0; i < base.rivers.size(); ++i) {
        const std::vector<LonLat>& points = base.rivers[i].points;
        const int rank = i < base.river_ranks.size() ? base.river_ranks[i] : 9;
        const Extent& box = frame.cache.box_of(points);
        if (rank <= river_rank_shown(frame.scale) && !is_speck(frame, box, 5.0) && frame.projector.sees(box))
            frame.projector.add_line(frame.cache.at_detail(points, tolerance), rank <= 4 ? large : small);
    }
    frame.stroke(std::move(small), style.river, 0.9 * factor, {}, Cap::round);
    frame.stroke(std::move(large), style.river, 1.6 * factor, {}, Cap::round);
    Path lakes;
    add_polygons(frame, base.lakes, lakes);
    for (const Basemap::DrainedLake& drained : base.drained)
        if (!is_drained(frame, drained))
            add_polygons(frame, drained.area.polygons, lakes);
    frame.fill(lakes, style.lake);
    frame.stroke_rings(std::move(lakes), style.lake_edge, 0.6 * factor);
    for (const Basemap::DrainedLake& drained : base.drained)
        if (is_drained(frame, drained))
            draw_drained(frame, drained);
}

void draw_borders(Frame& frame, double factor)
{
    const Basemap& base = *frame.map.basemap;
    const BaseStyle& style = frame.palette.base;
    if (frame.scale < admin1_below_scale)
        frame.stroke(line_paths(frame, base.admin1_borders), style.admin1, style.admin1_px,
                     style.admin1_dotted ? std::vector<double>{1, 2.4} : std::vector<double>{},
                     style.admin1_dotted ? Cap::round : Cap::butt);
    const Path borders = line_paths(frame, base.borders), disputed = line_paths(frame, base.disputed_borders);
    for (const Path* lines : {&borders, &disputed})
        frame.stroke(*lines, style.border_casing, 3.4 * factor);
    frame.stroke(borders, style.border, 1.2 * factor);
    frame.stroke(disputed, style.border, 1.2 * factor, {5, 3});
}

/// "Kakhovka reservoir, drained 2023"
std::string drained_label(const Basemap::DrainedLake& lake)
{
    const std::string_view former = "former ";
    const std::string name = lake.name.starts_with(former) ? lake.name.substr(former.size()) : lake.name;
    return name + ", drained " + format_day(lake.since).substr(0, 4);
}

/// A speck of dots needs no explanation.
bool wide_enough_for_legend(const Path& rings)
{
    const PxRect box = bounds_of(rings);
    return std::max(box.width, box.height) >= 40;
}

} // namespace

void draw_drained_names(Frame& frame)
{
    constexpr double named_below_scale = 5e6;
    if (frame.map.basemap == nullptr || !frame.view.layers.labels || frame.scale > named_below_scale)
        return;
    const LabelStyle& style = frame.palette.labels;
    for (const Basemap::DrainedLake& lake : frame.map.basemap->drained) {
        const auto at = frame.camera.to_px(lake.label);
        if (!at || !is_drained(frame, lake) || !frame.camera.frame().contains(*at))
            continue;
        const TextBlock block{{{lake.name, {11, FontWeight::regular, true, 0}, style.sea}}, style.halo, 3.4};
        place_beside(frame.labels, frame.taken, *at, 8, block, {Side::left, Side::above, Side::below});
    }
}

Path land_rings(Frame& frame)
{
    Path rings;
    add_polygons(frame, detail_for(frame).land, rings);
    return rings;
}

void draw_basemap(Frame& frame)
{
    const BaseStyle& style = frame.palette.base;
    frame.fill({{{frame.camera.frame().x, frame.camera.frame().y},
                 {frame.camera.frame().x + frame.camera.frame().width, frame.camera.frame().y},
                 {frame.camera.frame().x + frame.camera.frame().width,
                  frame.camera.frame().y + frame.camera.frame().height},
                 {frame.camera.frame().x, frame.camera.frame().y + frame.camera.frame().height}}},
               frame.map.basemap != nullptr ? style.sea : style.land);
    if (frame.map.basemap == nullptr) {
        if (frame.view.layers.overlays)
            draw_overlay_images(frame);
        frame.scene.ground = frame.list().commands.size();
        draw_density(frame, {});
        return;
    }
    const double factor = width_factor(frame.scale);
    const Path coast = line_paths(frame, detail_for(frame).coast);
    const Path land = land_rings(frame);
    draw_shore_bands(frame, coast, factor);
    frame.fill(land, style.land);
    draw_countries(frame);
    if (frame.scale > urban_above_scale && frame.scale < urban_below_scale) {
        Path urban;
        add_polygons(frame, frame.map.basemap->urban, urban);
        frame.fill(std::move(urban), style.urban);
    }
    if (frame.view.layers.relief && !frame.map.basemap->relief.shade.empty())
        draw_relief(frame, land);
    draw_water(frame, factor);
    if (frame.view.layers.overlays) // a scan or relief hides neither density nor borders
        draw_overlay_images(frame);
    frame.scene.ground = frame.list().commands.size();
    draw_density(frame, land);
    draw_borders(frame, factor);
    frame.stroke(coast, style.coast, style.coast_px * factor);
}

void add_basemap_legend(Frame& frame)
{
    if (frame.map.basemap == nullptr)
        return;
    const BaseStyle& style = frame.palette.base;
    const double factor = width_factor(frame.scale);
    const auto sample = [&](std::vector<double> dash) {
        return [&style, factor, dash](DrawList& mark) {
            mark.commands.push_back(
                StrokePath{{{{0, 9}, {18, 9}}}, false, style.border, 1.2 * factor, dash, Cap::butt});
        };
    };
    const auto in_frame = [&](const std::vector<LineString>& lines) {
        return std::any_of(lines.begin(), lines.end(), [&](const LineString& line) {
            Path path;
            if (frame.projector.sees(frame.cache.box_of(line.points)))
                frame.projector.add_line(frame.cache.at_detail(line.points, frame.projector.tolerance_deg()),
                                         path);
            return !path.empty();
        });
    };
    if (in_frame(frame.map.basemap->borders))
        frame.legend(LegendEntry::Group::base, "State border, de facto", sample({}));
    if (in_frame(frame.map.basemap->disputed_borders))
        frame.legend(LegendEntry::Group::base, "Disputed or indefinite border", sample({5, 3}));
    for (const Basemap::DrainedLake& lake : frame.map.basemap->drained) {
        Path rings;
        add_polygons(frame, lake.area.polygons, rings);
        if (is_drained(frame, lake) && !rings.empty() && wide_enough_for_legend(rings))
            frame.legend(LegendEntry::Group::base, drained_label(lake), [&style](DrawList& mark) {
                draw_drained_ground(mark, style, {rect_px({0.5, 3.5, 17, 11})});
            });
    }
}

} // namespace sitmap
