#include "render/layers/flows.hpp"
#include "render/layers/basemap.hpp"
#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double open_length_px = 200, origin_gap_px = 12, short_chord_px = 120;
constexpr double faded_opacity = 0.06, body_opacity = 0.90;

/// What is known of an arrow's end: a place, only a province, country or sea, or nothing at all.
enum class End : std::uint8_t { placed, rough, open };
struct Ends {
    End tail = End::placed, head = End::placed;
    [[nodiscard]] bool is_solid() const { return tail == End::placed && head == End::placed; }
    [[nodiscard]] bool is_open() const { return tail == End::open || head == End::open; }
    [[nodiscard]] bool is_rough() const { return tail == End::rough || head == End::rough; }
};

End end_of(const std::optional<Location>& location)
{
    if (!location || location->precision == PlacePrecision::unknown)
        return End::open;
    return is_wide(location->precision) ? End::rough : End::placed;
}

Ends ends_of(const Flow& flow)
{
    return {end_of(flow.origin), end_of(flow.destination)};
}

/// To the left of travel by 0.18 of the chord, 0.13 for short ones.
double usual_bend(Px from, Px to)
{
    return distance(from, to) < short_chord_px ? 0.13 : 0.18;
}

Contour bent(Px from, Px to, double bend)
{
    const Px chord = to - from;
    return quadratic_px(from, (from + to) * 0.5 + Px{chord.y, -chord.x} * bend, to);
}

std::string name_of_end(const std::optional<Location>& l)
{
    return l->name.empty() ? l->toponym : l->name;
}

std::vector<std::string> words_for(const Flow& flow)
{
    const Ends ends = ends_of(flow);
    if (ends.head == End::open)
        return {"from " + name_of_end(flow.origin) + ",", "destination not stated"};
    if (ends.tail == End::open)
        return {"to " + name_of_end(flow.destination) + ",", "origin not stated"};
    std::vector<std::string> lines{"from " + name_of_end(flow.origin), "to " + name_of_end(flow.destination)};
    if (ends.is_rough())
        lines.emplace_back("schematic");
    return lines;
}

/// The number and the ends; of a way that nobody counted, where it was bound for.
TextBlock label_for(const Frame& frame, const Flow& flow, const std::optional<Quantity>& people,
                    std::size_t figures = 1)
{
    const TypeColours& c = frame.palette.types[static_cast<std::size_t>(EventType::displacement)];
    const Rgba ink = frame.palette.name == StyleName::dark ? c.fill : scaled(c.fill, 0.66);
    TextBlock block{{}, frame.palette.labels.halo, 3.4};
    std::vector<std::string> lines = words_for(flow);
    if (people) {
        block.lines.push_back({people->for_people() + " displaced", {14, FontWeight::bold, false, 0}, ink});
    } else if (ends_of(flow).is_rough() && !ends_of(flow).is_open()) {
        block.lines.push_back(
            {"Bound for " + name_of_end(flow.destination), {12.5, FontWeight::bold, false, 0}, ink});
        lines = {"from " + name_of_end(flow.origin) + ", schematic"};
    }
    if (people && figures > 1)
        lines.push_back(std::to_string(figures) + " figures");
    for (const std::string& line : lines)
        block.lines.push_back({line, {11.5, FontWeight::regular, false, 0}, ink});
    return block;
}

/// Is there room for the label beside the arrow, off the arrow itself?
bool has_label_room(const Frame& frame, const Contour& curve, double width, BlockSize label)
{
    for (const double share : {0.75, 0.5, 1.0}) {
        const Px at = point_along(curve, share * length_px(curve))->at;
        for (const Side side : all_sides())
            if (const auto room = room_beside(frame.taken, at, width / 2.0 + 8, label, {side}))
                if (clip_line(curve, grown(room->box, width / 2.0 + 3)).empty())
                    return true;
    }
    return false;
}

/// The way that covers least of what is drawn already and stays in the frame, dry ground before sea; the end
/// is of no meaning.
Contour open_curve(const Frame& frame, const Flow& flow, Px end, bool away, const Path& land)
{
    constexpr double at_sea = 1.5, at_front_cost = 2.0, nameless = 3.0;
    const std::optional<BlockSize> label =
        flow.people ? std::optional{size_of(label_for(frame, flow, flow.people))} : std::nullopt;
    Contour best;
    double least = INFINITY;
    for (int i = 0; i < 24; ++i) {
        const double angle = std::numbers::pi * (1.0 + i / 12.0); // west first
        const Px along{std::cos(angle), -std::sin(angle)};
        const Px near = end + along * origin_gap_px, far = end + along * (origin_gap_px + open_length_px);
        const Contour curve =
            away ? bent(near, far, usual_bend(near, far)) : bent(far, near, usual_bend(far, near));
        double cost = label && !has_label_room(frame, curve, flow_width(flow.people), *label) ? nameless : 0;
        for (std::size_t k = 4; k < curve.size(); k += 4) {
            const PxRect around{curve[k].x - 12, curve[k].y - 12, 24, 24};
            const bool at_front = !frame.fronts.empty() && distance_to_lines(frame.fronts, curve[k]) < 20;
            cost += (at_front ? at_front_cost : 0.0) + frame.taken.taken_share(around) +
                    (land.empty() || inside(land, curve[k]) ? 0.0 : at_sea);
        }
        if (cost < least - 1e-9) {
            least = cost;
            best = curve;
        }
    }
    return best;
}

/// Where an end stands: its point; of a country, its visual middle and not its capital.
std::optional<Px> px_of(Frame& frame, const std::optional<Location>& location)
{
    return end_of(location) == End::open ? std::nullopt
                                         : frame.camera.to_px(standing_point(frame, *location));
}

/// The rings of a country or of the area that the place was read as; empty where none is known.
Path area_of(const Frame& frame, const Location& location)
{
    if (Path own = frame.projector.rings(location.shape); !own.empty())
        return own;
    if (location.precision == PlacePrecision::country && frame.map.basemap != nullptr)
        if (const auto* country = frame.map.basemap->country(location.country);
            country != nullptr && frame.projector.sees(country->extent))
            return frame.projector.rings(country->area);
    return {};
}

/// How much of a curve's end may go: all that lies more than a little way inside the area, so that the arrow
/// tells of the area and not of its middle.
double inner_stretch(const Contour& curve, const Path& area, double most_px)
{
    constexpr double step = 6, shown_inside = 34;
    double inner = 0;
    while (inner < most_px && inside(area, point_along(curve, length_px(curve) - inner - step)->at))
        inner += step;
    return std::max(0.0, inner - shown_inside);
}

Contour reversed(Contour line)
{
    std::reverse(line.begin(), line.end());
    return line;
}

/// From area to area, and no further than a little within the frame's edge: beyond it nothing is known of the
/// way. Nothing where neither end is in the picture: a line through it would say what nobody said.
std::optional<Contour> rough_curve(const Frame& frame, const Flow& flow, Contour curve)
{
    constexpr double inset_px = 26, most_share = 0.45, shortest_px = 40;
    const PxRect room = grown(frame.camera.frame(), -inset_px);
    const Ends ends = ends_of(flow);
    const double most = most_share * length_px(curve);
    if (ends.head == End::rough)
        curve = trimmed(curve, 0, inner_stretch(curve, area_of(frame, *flow.destination), most));
    if (ends.tail == End::rough)
        curve = trimmed(curve, inner_stretch(reversed(curve), area_of(frame, *flow.origin), most), 0);
    if (curve.size() < 2 || (!room.contains(curve.front()) && !room.contains(curve.back())))
        return std::nullopt;
    for (const Contour& part : clip_line(curve, room))
        if ((room.contains(curve.front()) ? distance(part.front(), curve.front()) < 1
                                          : distance(part.back(), curve.back()) < 1) &&
            length_px(part) > shortest_px)
            return part;
    return std::nullopt;
}

std::optional<Contour> curve_of(Frame& frame, const Flow& flow, const Path& land)
{
    const auto from = px_of(frame, flow.origin), to = px_of(frame, flow.destination);
    if (from && to) {
        if (distance(*from, *to) <= 8)
            return std::nullopt;
        // Of a rough way the direction is all that is known: a wide bow would point somewhere else.
        constexpr double rough_bend = 0.05;
        if (ends_of(flow).is_rough())
            return rough_curve(frame, flow, bent(*from, *to, rough_bend));
        return bent(*from, *to, usual_bend(*from, *to));
    }
    if (from && frame.camera.frame().contains(*from))
        return open_curve(frame, flow, *from, true, land);
    if (to && frame.camera.frame().contains(*to))
        return open_curve(frame, flow, *to, false, land);
    return std::nullopt;
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

void add_legend(Frame& frame, Ends ends, bool counted)
{
    // A boat's way without a number is known by where it was bound for; nobody says that it came there.
    const char* label = ends.head == End::open   ? "People displaced, destination not stated"
                        : ends.tail == End::open ? "People displaced, origin not stated"
                        : ends.is_rough()        ? "Known by country or province only, schematic"
                        : counted                ? "People displaced, width by number"
                                                 : "Bound there, number not stated";
    frame.legend(LegendEntry::Group::moves, label, [&](DrawList& mark) {
        draw_arrow(mark, frame.palette, {{0, 9}, {9, 9}, {18, 9}}, 3, ends);
    });
}

std::vector<std::size_t> shown_flows(const Frame& frame)
{
    const std::vector<Flow>& flows = frame.map.ledger.flows;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < flows.size(); ++i)
        if (flows[i].interval.may_touch(frame.view.query.since, frame.view.query.until))
            shown.push_back(i);
    return shown;
}

/// More arrows than these hide one another: the rest is told and not drawn.
void keep_the_largest(Frame& frame)
{
    constexpr std::size_t most_arrows = 40;
    if (frame.flows.size() <= most_arrows)
        return;
    const auto size = [](const DrawnLine& line) { return line.people ? line.people->size_by() : 0; };
    std::stable_sort(frame.flows.begin(), frame.flows.end(),
                     [&](const DrawnLine& a, const DrawnLine& b) { return size(a) > size(b); });
    Quantity::Count left_out = 0;
    for (std::size_t i = most_arrows; i < frame.flows.size(); ++i)
        left_out += size(frame.flows[i]);
    frame.note(std::to_string(frame.flows.size() - most_arrows) + " smaller ways, of at least " +
               Quantity::exactly(left_out).for_people() + " people in all, are not drawn");
    frame.flows.resize(most_arrows);
}

/// Beside the arrow, near its head first.
void set_label(Frame& frame, const DrawnLine& drawn, double offset, const TextBlock& block)
{
    const double whole = length_px(drawn.curve);
    for (const double more : {0.0, 14.0, 30.0})
        for (const double share : {0.75, 0.5, 1.0, 0.3, 0.1})
            if (place_beside(frame.labels, frame.taken, point_along(drawn.curve, share * whole)->at,
                             offset + more, block, all_sides()))
                return;
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
    Path land;
    if (frame.map.basemap != nullptr)
        land = land_rings(frame);
    std::size_t unplaced = 0, beyond = 0;
    for (const MergedFlow& merged : merged_flows(frame.map.ledger.flows, shown)) {
        const Flow& flow = frame.map.ledger.flows[merged.members.front()];
        if (end_of(flow.origin) == End::open && end_of(flow.destination) == End::open) {
            unplaced += merged.members.size();
            continue;
        }
        const auto curve = curve_of(frame, flow, land);
        if (curve &&
            std::any_of(curve->begin(), curve->end(), [&](Px p) { return frame.camera.frame().contains(p); }))
            frame.flows.push_back({merged.members.front(), *curve, merged.people,
                                   merged.members.size() - merged.without_figure});
        else if (ends_of(flow).is_rough())
            ++beyond;
    }
    if (beyond > 0)
        frame.note(std::to_string(beyond) + (beyond == 1 ? " way" : " ways") +
                   " between countries beyond the picture not drawn");
    if (unplaced > 0)
        frame.note(std::to_string(unplaced) + " displacement figure(s) without a place are not drawn");
    keep_the_largest(frame);
    std::stable_sort(frame.flows.begin(), frame.flows.end(), [](const DrawnLine& a, const DrawnLine& b) {
        return length_px(a.curve) > length_px(b.curve);
    });
    for (const DrawnLine& drawn : frame.flows) {
        const Flow& flow = frame.map.ledger.flows[drawn.index];
        const double width = flow_width(drawn.people);
        draw_arrow(frame.list(), frame.palette, drawn.curve, width, ends_of(flow));
        add_legend(frame, ends_of(flow), drawn.people.has_value());
        frame.taken.take_line(drawn.curve, width / 2.0 + 3.0);
        for (double at = 6; at < length_px(drawn.curve); at += 16)
            frame.scene.targets.push_back(
                {point_along(drawn.curve, at)->at, width / 2.0 + 2.0, FlowSelection{drawn.index}});
    }
}

void draw_flow_labels(Frame& frame)
{
    if (!frame.view.layers.labels)
        return;
    for (const DrawnLine& drawn : frame.flows) {
        const Flow& flow = frame.map.ledger.flows[drawn.index];
        if (drawn.people || (ends_of(flow).is_rough() && !ends_of(flow).is_open()))
            set_label(frame, drawn, flow_width(drawn.people) / 2.0 + 8,
                      label_for(frame, flow, drawn.people, drawn.figures));
    }
}

} // namespace sitmap
