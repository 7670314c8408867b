#include "render/layers/flows.hpp"

#include "engine/background_query.hpp"
#include "render/layers/basemap.hpp"
#include "render/layers/flow_labels.hpp"
#include "render/layers/flow_lanes.hpp"
#include "render/layers/flow_ways.hpp"
#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace sitmap {

namespace {

constexpr double origin_gap_px = 12, short_chord_px = 120;
constexpr double faded_opacity = 0.06, body_opacity = 0.90;

/// To the left of travel by 0.18 of the chord, 0.13 for short ones.
double usual_bend(Px from, Px to)
{
    return distance(from, to) < short_chord_px ? 0.13 : 0.18;
}

/// Of an arrow whose other end nobody stated: long where that is a short way on the ground, and a stub where
/// it would point into other countries.
double open_length_px(const Camera& camera)
{
    constexpr double longest = 200, stub = 60, most_m = 150'000;
    return std::clamp(most_m / camera.ground_m_per_px(camera.centre()), stub, longest);
}

/// Is there room for the label beside the arrow, off the arrow itself?
bool has_label_room(const Occupancy& taken, const Contour& curve, double width, BlockSize label)
{
    for (const double share : {0.75, 0.5, 1.0}) {
        const Px at = point_along(curve, share * length_px(curve))->at;
        for (const Side side : all_sides())
            if (const auto room = room_beside(taken, at, width / 2.0 + 8, label, {side}))
                if (clip_line(curve, grown(room->box, width / 2.0 + 3)).empty())
                    return true;
    }
    return false;
}

/// The way that covers least of what is drawn already and stays in the frame, dry ground before sea; the end
/// is of no meaning.
Contour open_curve(const Frame& frame, const Flow& flow, const DrawnLine& drawn, Px end, bool away,
                   const Path& land)
{
    constexpr double at_sea = 1.5, at_front_cost = 2.0, at_arrow_cost = 2.0, over_front = 9.0, nameless = 3.0;
    Path arrows; // that lie already
    for (const DrawnLine& other : frame.flows)
        arrows.push_back(other.curve);
    const std::optional<BlockSize> label =
        drawn.people ? std::optional{size_of(flow_label(frame, flow, drawn))} : std::nullopt;
    Occupancy taken = frame.taken; // an arrow goes the same way on both sides of a swipe
    taken.keep_text_in(taken.frame());
    const double length = open_length_px(frame.camera), reach = 1.2 * (length + origin_gap_px);
    Path near_fronts;
    for (const Contour& front : frame.fronts)
        for (Contour& part : clip_line(front, {end.x - reach, end.y - reach, 2 * reach, 2 * reach}))
            near_fronts.push_back(std::move(part));
    Contour best;
    double least = INFINITY;
    for (int i = 0; i < 24; ++i) {
        const double angle = std::numbers::pi * (1.0 + i / 12.0); // west first
        const Px along{std::cos(angle), -std::sin(angle)};
        const Px near = end + along * origin_gap_px, far = end + along * (origin_gap_px + length);
        const Contour curve =
            away ? bent(near, far, usual_bend(near, far)) : bent(far, near, usual_bend(far, near));
        double cost = label && !has_label_room(taken, curve, flow_width(drawn.people), *label) ? nameless : 0;
        for (std::size_t k = 1; k < curve.size(); ++k) // who knows whether they fled to the other side?
            cost += crosses(curve[k - 1], curve[k], near_fronts) ? over_front : 0.0;
        for (std::size_t k = 4; k < curve.size(); k += 4) {
            const PxRect around{curve[k].x - 12, curve[k].y - 12, 24, 24};
            const bool at_front = !frame.fronts.empty() && distance_to_lines(frame.fronts, curve[k]) < 20;
            const bool at_arrow = !arrows.empty() && distance_to_lines(arrows, curve[k]) < 14;
            cost += (at_front ? at_front_cost : 0.0) + (at_arrow ? at_arrow_cost : 0.0) +
                    frame.taken.taken_share(around) + (land.empty() || inside(land, curve[k]) ? 0.0 : at_sea);
        }
        if (cost < least - 1e-9) {
            least = cost;
            best = curve;
        }
    }
    return best;
}

/// How much of a curve's end lies deeper in the area than a little way, so that the arrow tells of the area
/// and not of its middle: from where it comes in first, or, for one that begins inside, from where it comes
/// in last.
double inner_stretch(const Contour& curve, const Path& area)
{
    constexpr double step = 6, shown_inside = 12, most_of_one_inside = 0.45;
    const double whole = length_px(curve);
    const auto is_in = [&](double along) { return inside(area, point_along(curve, along)->at); };
    if (area.empty() || is_in(0)) {
        double inner = 0;
        while (inner < most_of_one_inside * whole && is_in(whole - inner - step))
            inner += step;
        return std::max(0.0, inner - shown_inside);
    }
    double entry = 0;
    while (entry < whole && !is_in(entry))
        entry += step;
    return std::max(0.0, whole - entry - shown_inside);
}

/// Where an arrow lies, and whether it goes as far as its ends.
struct Course {
    Contour curve;
    bool has_tail = true, has_head = true;
};

Contour reversed(Contour line)
{
    std::reverse(line.begin(), line.end());
    return line;
}

/// From area to area, and no further than a little within the frame's edge: beyond it nothing is known of the
/// way. Nothing where neither end is in the picture: a line through it would say what nobody said.
std::optional<Course> rough_course(const Frame& frame, const Flow& flow, Contour curve)
{
    constexpr double inset_px = 26, shortest_px = 40;
    const PxRect room = grown(frame.camera.frame(), -inset_px);
    const Ends ends = ends_of(flow);
    const auto too_deep = [&](End end, const std::optional<Location>& place, const Contour& towards) {
        return end == End::rough ? inner_stretch(towards, mainland_of(frame, *place)) : 0.0;
    };
    const double before = too_deep(ends.tail, flow.origin, reversed(curve)),
                 after = too_deep(ends.head, flow.destination, curve);
    if (before + after + shortest_px < length_px(curve))
        curve = trimmed(curve, before, after);
    if (curve.size() < 2 || (!room.contains(curve.front()) && !room.contains(curve.back())))
        return std::nullopt;
    for (const Contour& part : clip_line(curve, room)) {
        const bool has_tail = distance(part.front(), curve.front()) < 1,
                   has_head = distance(part.back(), curve.back()) < 1;
        if ((room.contains(curve.front()) ? has_tail : has_head) && length_px(part) > shortest_px)
            return Course{part, has_tail, has_head};
    }
    return std::nullopt;
}

/// The course of a way with two ends.
Contour lay(FlowLanes& lanes, const Flow& flow, const DrawnLine& drawn, const FlowEnds& at)
{
    // Of a rough way the direction is all that is known: a wide bow would point somewhere else.
    constexpr double rough_bend = 0.05;
    return lanes.lay(*at.from, *at.to, ends_of(flow).is_rough() ? rough_bend : usual_bend(*at.from, *at.to),
                     flow_width(drawn.people));
}

std::optional<Course> course_of(const Frame& frame, const Flow& flow, const DrawnLine& drawn,
                                const FlowEnds& at, FlowLanes& lanes, const Path& land)
{
    if (at.from && at.to) {
        if (distance(*at.from, *at.to) <= 8)
            return std::nullopt;
        // Of a rough way the direction is all that is known: a wide bow would point somewhere else.
        constexpr double rough_bend = 0.05;
        const bool rough = ends_of(flow).is_rough();
        const Contour curve = lanes.lay(*at.from, *at.to, rough ? rough_bend : usual_bend(*at.from, *at.to),
                                        flow_width(drawn.people));
        return rough ? rough_course(frame, flow, curve) : std::optional{Course{curve}};
    }
    if (at.from && frame.camera.frame().contains(*at.from))
        return Course{open_curve(frame, flow, drawn, *at.from, true, land)};
    if (at.to && frame.camera.frame().contains(*at.to))
        return Course{open_curve(frame, flow, drawn, *at.to, false, land)};
    return std::nullopt;
}

/// Dots strewn past an arrow's end: somewhere there.
void draw_somewhere(DrawList& list, Px end, Px along, Rgba colour)
{
    struct Dot {
        double away_px, turned;
    };
    constexpr std::array<Dot, 7> dots{
        {{6, 0}, {6, 0.75}, {6, -0.75}, {11.5, 0.3}, {11.5, -0.3}, {11.5, 0.85}, {11.5, -0.85}}};
    constexpr double radius_px = 1.3;
    Path discs;
    for (const Dot& dot : dots) {
        const double c = std::cos(dot.turned), s = std::sin(dot.turned);
        discs.push_back(circle_px(
            end + Px{along.x * c - along.y * s, along.x * s + along.y * c} * dot.away_px, radius_px));
    }
    add_fill(list, std::move(discs), colour);
}

void draw_arrow(DrawList& list, const Palette& palette, const Contour& curve, double width, Ends ends)
{
    constexpr double rough_opacity = 0.30;
    const TypeColours& c = palette.types[static_cast<std::size_t>(EventType::displacement)];
    const Contour outline = arrow_outline(curve, width);
    if (outline.empty())
        return;
    add_rings(list, {outline}, faded(palette.casing, ends.is_solid() ? 0.85 : 0.6), 3.6);
    const auto colour_at = [&](End end) {
        return faded(c.fill, end == End::placed  ? body_opacity
                             : end == End::rough ? rough_opacity
                                                 : faded_opacity);
    };
    FillPath body{{outline}, colour_at(ends.tail), {}, {}};
    if (ends.tail != ends.head)
        body.gradient = FillPath::Gradient{curve.front(), curve.back(), colour_at(ends.head)};
    list.commands.emplace_back(std::move(body));
    if (ends.is_solid())
        add_rings(list, {outline}, c.edge, 0.8);
    else
        add_rings(list, {outline}, c.fill, 1.1, {3, 2});
}

void draw_rough_ends(DrawList& list, const Palette& palette, const DrawnLine& drawn, Ends ends)
{
    const Rgba colour = palette.types[static_cast<std::size_t>(EventType::displacement)].edge;
    const Contour& curve = drawn.curve;
    if (ends.head == End::rough && drawn.has_head)
        draw_somewhere(list, curve.back(), unit(curve.back() - curve[curve.size() - 2]), colour);
    if (ends.tail == End::rough && drawn.has_tail)
        draw_somewhere(list, curve.front(), unit(curve.front() - curve[1]), colour);
}

bool is_chosen(const Frame& frame, const DrawnLine& drawn)
{
    const auto* chosen = std::get_if<FlowSelection>(&frame.view.selection);
    return chosen != nullptr &&
           std::find(drawn.members.begin(), drawn.members.end(), chosen->index) != drawn.members.end();
}

/// The accent's line round an arrow that is chosen, beneath it.
void draw_chosen(Frame& frame, const Contour& curve, double width)
{
    const Contour outline = arrow_outline(curve, width);
    frame.stroke_rings({outline}, frame.palette.casing, 11);
    frame.stroke_rings({outline}, frame.palette.accent, 7.5);
}

std::string rounded_distance(double metres)
{
    const double km = metres / 1000;
    char text[32];
    std::snprintf(text, sizeof text, km < 10 ? "%.1f km" : "%.0f km", km);
    return text;
}

/// `near_m`: how near the ends of ways lie that are one arrow; 0 where each is its own.
void add_legend(Frame& frame, Ends ends, bool counted, double near_m)
{
    // A boat's way without a number is known by where it was bound for; nobody says that it came there.
    const char* label = ends.head == End::open   ? "People displaced, destination not stated"
                        : ends.tail == End::open ? "People displaced, origin not stated"
                        : ends.is_rough()        ? "Known by country or province only, schematic"
                        : counted                ? "People displaced, width by number"
                                                 : "Bound there, number not stated";
    const std::string bundled = near_m > 0 ? "Ways whose ends lie within " + rounded_distance(near_m) +
                                                 " are one arrow, their figures added"
                                : ends.is_rough() ? "Dots past an end: somewhere there"
                                                  : "";
    frame.legend(
        LegendEntry::Group::moves, label,
        [&](DrawList& mark) {
            const double end = ends.head == End::rough ? 9 : 18; // with the dots past it
            DrawnLine sample;
            sample.curve = {{0, 9}, {end / 2, 9}, {end, 9}};
            draw_arrow(mark, frame.palette, sample.curve, 3, ends);
            sample.has_tail = ends.head != End::rough; // one end tells what the dots are
            draw_rough_ends(mark, frame.palette, sample, ends);
        },
        bundled);
}

std::vector<std::size_t> shown_flows(const Frame& frame)
{
    const std::vector<Flow>& flows = frame.map.ledger.flows;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < flows.size(); ++i)
        if (passes(flows[i], frame.view.query) && is_known(flows[i], frame.map.ledger, frame.view.as_of))
            shown.push_back(i);
    return shown;
}

/// More arrows than these hide one another.
std::size_t most_arrows(const Frame& frame)
{
    constexpr double room_px2 = 24'000; // for an arrow and its label
    const PxRect& r = frame.camera.frame();
    return static_cast<std::size_t>(std::clamp(r.width * r.height / room_px2, 8.0, 40.0));
}

/// What is still too much when near ways share an arrow is told and not drawn. Requires the largest first.
void keep_the_largest(Frame& frame)
{
    const std::size_t most = most_arrows(frame);
    if (frame.flows.size() <= most)
        return;
    Quantity::Count left_out = 0;
    for (std::size_t i = most; i < frame.flows.size(); ++i)
        left_out += std::max<Quantity::Count>(0, order_by(frame.flows[i].people));
    const std::size_t smaller = frame.flows.size() - most;
    frame.note(std::to_string(smaller) + (smaller == 1 ? " smaller way" : " smaller ways") +
               ", of at least " + Quantity::exactly(left_out).for_people() +
               (smaller == 1 ? " people, is not drawn" : " people in all, are not drawn"));
    frame.flows.resize(most);
}

/// Do few enough arrows come into view, and none upon another?
bool is_clear(const Frame& frame, const std::vector<FlowWay>& ways, const FlowGroups& groups,
              bool at_any_price)
{
    std::vector<std::size_t> seen;
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (ways[groups[g].front()].in_view)
            seen.push_back(g);
    if (seen.size() > most_arrows(frame) || at_any_price)
        return seen.size() <= most_arrows(frame);
    FlowLanes lanes;
    for (const std::size_t g : seen) {
        const FlowWay& first = ways[groups[g].front()];
        const DrawnLine arrow = arrow_for(ways, groups[g]);
        if (first.at.from && first.at.to)
            static_cast<void>(lay(lanes, frame.map.ledger.flows[arrow.index], arrow, first.at));
        if (lanes.crowded() > 0)
            return false;
    }
    return true;
}

/// Ways that share an arrow, and how near their ends lie.
struct Bundles {
    FlowGroups groups;
    double radius_px = 0;
};

/// The least radius that makes the picture clear. Wide ones only because of the number: arrows that cross
/// are still told apart.
Bundles bundles_for(const Frame& frame, const std::vector<FlowWay>& ways)
{
    constexpr double widest_for_clearness = 81;
    std::vector<FlowEnds> ends;
    for (const FlowWay& way : ways)
        ends.push_back(way.at);
    Bundles bundles;
    for (const double radius : {0.0, 24.0, 36.0, 54.0, 81.0, 122.0, 182.0}) {
        bundles = {bundled(ends, radius), radius};
        if (is_clear(frame, ways, bundles.groups, radius >= widest_for_clearness))
            break;
    }
    return bundles;
}

/// Ways into arrows: first those with two ends, the largest first, each beside those that lie already; then
/// the open ones, where there is room. Gives how near the ends of those lie that share an arrow.
double lay_arrows(Frame& frame, const std::vector<FlowWay>& ways)
{
    Bundles bundles = bundles_for(frame, ways);
    std::stable_partition(bundles.groups.begin(), bundles.groups.end(), [&](const auto& group) {
        return ways[group.front()].at.from && ways[group.front()].at.to;
    });
    const Path land = frame.map.basemap != nullptr ? land_rings(frame) : Path{};
    FlowLanes lanes;
    std::size_t beyond = 0;
    std::size_t shared = 0;
    for (const auto& group : bundles.groups) {
        DrawnLine arrow = arrow_for(ways, group);
        const Flow& flow = frame.map.ledger.flows[arrow.index];
        const auto course = course_of(frame, flow, arrow, ways[group.front()].at, lanes, land);
        if (course && std::any_of(course->curve.begin(), course->curve.end(),
                                  [&](Px p) { return frame.camera.frame().contains(p); })) {
            arrow.curve = course->curve;
            arrow.has_tail = course->has_tail;
            arrow.has_head = course->has_head;
            frame.taken.take_line(arrow.curve, flow_width(arrow.people) / 2.0 + 3.0);
            shared += group.size() > 1 ? group.size() : 0;
            frame.flows.push_back(std::move(arrow));
        } else if (ends_of(flow).is_rough()) {
            ++beyond;
        }
    }
    if (beyond > 0)
        frame.note(std::to_string(beyond) + (beyond == 1 ? " way" : " ways") +
                   " between countries beyond the picture not drawn");
    if (shared > 0)
        frame.note(std::to_string(shared) + " ways of displacement share arrows with others near");
    return shared > 0 ? bundles.radius_px * frame.camera.ground_m_per_px(frame.camera.centre()) : 0.0;
}

} // namespace

double flow_width(const std::optional<Quantity>& people)
{
    if (!people || people->size_by() <= 0)
        return 3.0;
    return std::min(16.0, 2.0 + 0.03 * std::sqrt(static_cast<double>(people->size_by())));
}

Contour arrow_outline(const Contour& curve, double width_px)
{
    const double whole = length_px(curve), head = std::min(1.6 * width_px + 6.0, 0.6 * whole);
    const double side = std::min(width_px + 4.5, head);
    const Contour body = trimmed(curve, 0, head);
    if (body.size() < 2)
        return {};
    const double body_length = length_px(body);
    Contour left, right;
    double gone = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        gone += i > 0 ? distance(body[i - 1], body[i]) : 0;
        const Px along = unit(body[std::min(i + 1, body.size() - 1)] - body[i > 0 ? i - 1 : 0]);
        const Px normal{along.y, -along.x};
        const double half = 0.5 * width_px * std::lerp(0.42, 1.0, gone / body_length);
        left.push_back(body[i] + normal * half);
        right.push_back(body[i] - normal * half);
    }
    const Px neck = body.back(), along = unit(curve.back() - neck), normal{along.y, -along.x};
    left.push_back(neck + normal * side);
    left.push_back(curve.back());
    left.push_back(neck - normal * side);
    left.insert(left.end(), right.rbegin(), right.rend());
    return left;
}

void draw_flows(Frame& frame)
{
    const std::vector<std::size_t> shown = shown_flows(frame);
    if (shown.empty())
        return;
    const double near_m = lay_arrows(frame, ways_in(frame, shown));
    std::stable_sort(frame.flows.begin(), frame.flows.end(), [](const DrawnLine& a, const DrawnLine& b) {
        return order_by(a.people) > order_by(b.people);
    });
    keep_the_largest(frame);
    std::vector<const DrawnLine*> longest_first;
    for (const DrawnLine& drawn : frame.flows)
        longest_first.push_back(&drawn);
    std::stable_sort(longest_first.begin(), longest_first.end(), [](const DrawnLine* a, const DrawnLine* b) {
        return length_px(a->curve) > length_px(b->curve);
    });
    for (const DrawnLine* drawn : longest_first) {
        const Flow& flow = frame.map.ledger.flows[drawn->index];
        const double width = flow_width(drawn->people);
        if (is_chosen(frame, *drawn))
            draw_chosen(frame, drawn->curve, width);
        draw_arrow(frame.list(), frame.palette, drawn->curve, width, ends_of(flow));
        draw_rough_ends(frame.list(), frame.palette, *drawn, ends_of(flow));
        frame.scene.arrows.push_back({drawn->members, drawn->people});
        add_legend(frame, ends_of(flow), drawn->people.has_value(), near_m);
        for (double at = 6; at < length_px(drawn->curve); at += 16)
            frame.scene.targets.push_back(
                {point_along(drawn->curve, at)->at, width / 2.0 + 2.0, FlowSelection{drawn->index}});
    }
}

} // namespace sitmap
