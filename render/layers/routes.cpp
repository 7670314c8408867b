#include "render/layers/routes.hpp"
#include "render/layers/basemap.hpp"
#include "render/px_geometry.hpp"
#include "render/ui/panel_model.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr double opacity = 0.82, thin_px = 1.8;

/// People on the route by the flows that name it; nothing if none has a number.
std::optional<Quantity::Count> strength(const Ledger& ledger, const Route& route)
{
    std::optional<Quantity::Count> sum;
    for (const Flow& flow : ledger.flows)
        if (!route.name.empty() && flow.route == route.name && flow.people)
            sum = sum.value_or(0) + flow.people->size_by();
    return sum;
}

double class_width(std::optional<Quantity::Count> people)
{
    if (!people)
        return thin_px;
    return *people < 1000 ? 3.0 : *people < 5000 ? 6.5 : 11.5;
}

Contour head_at(const Contour& curve, double width)
{
    const double long_px = 1.6 * width + 6.0, side = width + (width < 3 ? 2.7 : 4.5);
    const auto neck = point_along(curve, std::max(0.0, length_px(curve) - long_px));
    if (!neck)
        return {};
    const Px along = unit(curve.back() - neck->at), normal{along.y, -along.x};
    return {curve.back(), neck->at + normal * side, neck->at - normal * side};
}

void draw_line(DrawList& list, const Palette& palette, const Contour& curve, double width)
{
    const bool unknown = width == thin_px;
    const Rgba colour = faded(palette.route, opacity);
    const Contour body = trimmed(curve, 0, 1.6 * width + 4.0);
    add_stroke(list, {body}, faded(palette.casing, 0.6), width + 2.4);
    add_stroke(list, {body}, colour, width, unknown ? std::vector<double>{6, 4} : std::vector<double>{});
    if (const Contour head = head_at(curve, width); !head.empty())
        add_fill(list, {head}, colour);
}

/// Does most of a course in the picture lie on land? Without a base map nobody can tell: then it does not.
bool is_by_land(const Contour& course, const Path& land)
{
    constexpr double every_px = 8;
    int on_land = 0, at_sea = 0;
    for (double at = every_px / 2; at < length_px(course); at += every_px)
        ++(inside(land, point_along(course, at)->at) ? on_land : at_sea);
    return on_land > at_sea;
}

/// What a schematic course leaves open, of those by sea, by land or both.
const char* note_on(bool by_sea, bool by_land)
{
    return by_sea && by_land ? "Schematic: the course between ports, and between towns, is not known"
           : by_land         ? "Schematic: the course between towns is not known"
           : by_sea          ? "Schematic: the course between ports is not known"
                             : "";
}

void add_legend(Frame& frame, double width, const char* note)
{
    std::string label = "Route, number not known";
    if (width == 3.0)
        label = "Route, fewer than 1,000 people";
    if (width == 6.5)
        label = "Route, 1,000–4,999 people";
    if (width == 11.5)
        label = "Route, 5,000 people or more";
    frame.legend(
        LegendEntry::Group::moves, label,
        [&](DrawList& mark) {
            draw_line(mark, frame.palette, {{0, 9}, {18, 9}}, std::min(width, 4.0) == 4.0 ? 4.0 : width);
        },
        note);
}

/// Whole lines in pixels: only what lies near the frame is projected well enough to smooth.
Path courses(const Frame& frame, const Route& route)
{
    Path out;
    for (const LineString& line : lines_of(route.line)) {
        Contour px;
        for (const LonLat p : line.points)
            if (const auto at = frame.camera.to_px(p))
                px.push_back(*at);
        if (px.size() > 1)
            out.push_back(route.schematic ? smooth_px(px) : px);
    }
    return out;
}

/// Metres from a position to the nearest point of the line, on the plane that touches the Earth there.
double metres_from(const Route& route, LonLat p)
{
    constexpr double metres_a_degree = 111'320, radians = 0.0174532925199433;
    const double cosine = std::max(0.05, std::cos(p.lat * radians));
    const auto flat = [&](LonLat q) {
        return Px{(q.lon - p.lon) * cosine * metres_a_degree, (q.lat - p.lat) * metres_a_degree};
    };
    double least = INFINITY;
    for (const LineString& line : lines_of(route.line))
        for (std::size_t i = 1; i < line.points.size(); ++i)
            least =
                std::min(least, distance_to_segment({0, 0}, flat(line.points[i - 1]), flat(line.points[i])));
    return least;
}

/// Wrecks and interceptions near a route: what is told of its dangers.
struct Alongside {
    std::vector<Incident> wrecks;
    std::size_t interceptions = 0;
    Quantity::Count returned = 0;
    bool some_not_counted = false;
};

Alongside along(const Frame& frame, const Route& route)
{
    constexpr double near_m = 120'000; // routes are schematic, boats drift
    Alongside found;
    for (const Incident& incident : frame.scene.shown) {
        const bool wreck = incident.sub_type == SubEventType::shipwreck;
        if (!incident.location || (!wreck && incident.sub_type != SubEventType::interception_rescue) ||
            metres_from(route, incident.location->point) > near_m)
            continue;
        if (wreck) {
            found.wrecks.push_back(incident);
            continue;
        }
        ++found.interceptions;
        if (incident.intercepted)
            found.returned += incident.intercepted->size_by();
        else
            found.some_not_counted = true;
    }
    return found;
}

/// "3 wrecks, 65 or more reported killed"
std::vector<std::string> words_for(const Alongside& alongside)
{
    std::vector<std::string> lines;
    if (const std::size_t n = alongside.wrecks.size(); n > 0)
        lines.push_back(std::to_string(n) + (n == 1 ? " wreck, " : " wrecks, ") +
                        for_people(killed_totals(alongside.wrecks)) + " reported killed");
    if (const std::size_t n = alongside.interceptions; n > 0) {
        std::string line = std::to_string(n) + (n == 1 ? " interception" : " interceptions");
        if (alongside.returned > 0)
            line += ", " + Quantity::exactly(alongside.returned).for_people() +
                    (alongside.some_not_counted ? " or more" : "") + " people";
        lines.push_back(line);
    }
    return lines;
}

} // namespace

void draw_routes(Frame& frame)
{
    const std::vector<Route>& routes = frame.map.ledger.routes;
    const Path land = !routes.empty() && frame.map.basemap != nullptr ? land_rings(frame) : Path{};
    bool by_sea = false, by_land = false;
    std::vector<double> widths;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (!routes[i].interval.may_touch(frame.view.query.since, frame.view.query.until))
            continue;
        const double width = class_width(strength(frame.map.ledger, routes[i]));
        for (const Contour& course : courses(frame, routes[i])) {
            for (const Contour& part : clip_line(course, grown(frame.camera.frame(), 20))) {
                draw_line(frame.list(), frame.palette, part, width);
                frame.routes.push_back({i, part, {}, 1});
                if (routes[i].schematic)
                    (is_by_land(part, land) ? by_land : by_sea) = true;
                widths.push_back(width);
                frame.taken.take_line(part, width / 2.0 + 1.5);
                for (double at = 0; at < length_px(part); at += 14)
                    if (const auto p = point_along(part, at); p && frame.camera.frame().contains(p->at))
                        frame.scene.targets.push_back({p->at, width / 2.0 + 3.0, RouteSelection{i}});
            }
        }
    }
    for (const double width : widths) // rows of one width are one, so that the note is for all
        add_legend(frame, width, note_on(by_sea, by_land));
}

void draw_route_labels(Frame& frame)
{
    if (!frame.view.layers.labels)
        return;
    const Rgba ink = frame.palette.route;
    std::set<std::size_t> named;
    for (const DrawnLine& drawn : frame.routes) {
        const Route& route = frame.map.ledger.routes[drawn.index];
        if (route.name.empty() || named.contains(drawn.index))
            continue;
        TextBlock block{
            {{route.name, {12.5, FontWeight::bold, false, 0}, ink}}, frame.palette.labels.halo, 3.4};
        if (route.schematic)
            block.lines.push_back({"schematic", {11.5, FontWeight::regular, false, 0}, ink});
        for (const std::string& line : words_for(along(frame, route)))
            block.lines.push_back({line, {11.5, FontWeight::regular, false, 0}, ink});
        for (const double share : {0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1}) {
            const Px at = point_along(drawn.curve, share * length_px(drawn.curve))->at;
            if (place_beside(frame.labels, frame.taken, at, 9, block, all_sides())) {
                named.insert(drawn.index);
                break;
            }
        }
    }
}

} // namespace sitmap
