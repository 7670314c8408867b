#include "render/layers/flows.hpp"
#include "render/layers/basemap.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double open_length_px = 200, origin_gap_px = 12, short_chord_px = 120;
constexpr double faded_opacity = 0.06, body_opacity = 0.90;

enum class OpenEnd : std::uint8_t { none, head, tail };

OpenEnd open_end(const Flow& flow)
{
    return !flow.destination ? OpenEnd::head : !flow.origin ? OpenEnd::tail : OpenEnd::none;
}

/// To the left of travel by 0.18 of the chord, 0.13 for short ones.
Contour bent(Px from, Px to)
{
    const Px chord = to - from;
    const double bend = length(chord) < short_chord_px ? 0.13 : 0.18;
    return quadratic_px(from, (from + to) * 0.5 + Px{chord.y, -chord.x} * bend, to);
}

std::vector<std::string> words_for(const Flow& flow)
{
    const auto name = [](const std::optional<Location>& l) { return l->name.empty() ? l->toponym : l->name; };
    if (flow.origin && flow.destination)
        return {"from " + name(flow.origin), "to " + name(flow.destination)};
    if (flow.origin)
        return {"from " + name(flow.origin) + ",", "destination not stated"};
    return {"to " + name(flow.destination) + ",", "origin not stated"};
}

TextBlock label_for(const Frame& frame, const Flow& flow)
{
    const TypeColours& c = frame.palette.types[static_cast<std::size_t>(EventType::displacement)];
    const Rgba ink = frame.palette.name == StyleName::dark ? c.fill : scaled(c.fill, 0.66);
    TextBlock block{{{flow.people->for_people() + " displaced", {14, FontWeight::bold, false, 0}, ink}},
                    frame.palette.labels.halo,
                    3.4};
    for (const std::string& line : words_for(flow))
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
        flow.people ? std::optional{size_of(label_for(frame, flow))} : std::nullopt;
    Contour best;
    double least = INFINITY;
    for (int i = 0; i < 24; ++i) {
        const double angle = std::numbers::pi * (1.0 + i / 12.0); // west first
        const Px along{std::cos(angle), -std::sin(angle)};
        const Px near = end + along * origin_gap_px, far = end + along * (origin_gap_px + open_length_px);
        const Contour curve = away ? bent(near, far) : bent(far, near);
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

std::optional<Contour> curve_of(const Frame& frame, const Flow& flow, const Path& land)
{
    const auto px = [&](const std::optional<Location>& l) {
        return l ? frame.camera.to_px(l->point) : std::nullopt;
    };
    const auto from = px(flow.origin), to = px(flow.destination);
    if (from && to)
        return distance(*from, *to) > 8 ? std::optional{bent(*from, *to)} : std::nullopt;
    if (from && frame.camera.frame().contains(*from))
        return open_curve(frame, flow, *from, true, land);
    if (to && frame.camera.frame().contains(*to))
        return open_curve(frame, flow, *to, false, land);
    return std::nullopt;
}

void draw_arrow(DrawList& list, const Palette& palette, const Contour& curve, double width, OpenEnd open)
{
    const TypeColours& c = palette.types[static_cast<std::size_t>(EventType::displacement)];
    const Contour outline = arrow_outline(curve, width);
    if (outline.empty())
        return;
    add_rings(list, {outline}, faded(palette.casing, open == OpenEnd::none ? 0.85 : 0.6), 3.6);
    FillPath body{{outline}, faded(c.fill, body_opacity), {}, {}};
    if (open == OpenEnd::head)
        body.gradient = FillPath::Gradient{curve.front(), curve.back(), faded(c.fill, faded_opacity)};
    if (open == OpenEnd::tail) {
        body.colour = faded(c.fill, faded_opacity);
        body.gradient = FillPath::Gradient{curve.front(), curve.back(), faded(c.fill, body_opacity)};
    }
    list.commands.emplace_back(std::move(body));
    if (open == OpenEnd::none)
        add_rings(list, {outline}, c.edge, 0.8);
    else
        add_rings(list, {outline}, c.fill, 1.1, {3, 2});
}

void add_legend(Frame& frame, OpenEnd open, bool counted)
{
    // A boat's way without a number is known by where it was bound for; nobody says that it came there.
    const char* label = open == OpenEnd::head   ? "People displaced, destination not stated"
                        : open == OpenEnd::tail ? "People displaced, origin not stated"
                        : counted               ? "People displaced, width by number"
                                                : "Bound there, number not stated";
    frame.legend(LegendEntry::Group::moves, label, [&](DrawList& mark) {
        draw_arrow(mark, frame.palette, {{0, 9}, {9, 9}, {18, 9}}, 3, open);
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
    std::size_t unplaced = 0;
    for (const std::size_t i : shown) {
        const Flow& flow = frame.map.ledger.flows[i];
        if (!flow.origin && !flow.destination) {
            ++unplaced;
            continue;
        }
        const auto curve = curve_of(frame, flow, land);
        if (curve &&
            std::any_of(curve->begin(), curve->end(), [&](Px p) { return frame.camera.frame().contains(p); }))
            frame.flows.push_back({i, *curve});
    }
    if (unplaced > 0)
        frame.note(std::to_string(unplaced) + " displacement figure(s) without a place are not drawn");
    std::stable_sort(frame.flows.begin(), frame.flows.end(), [](const DrawnLine& a, const DrawnLine& b) {
        return length_px(a.curve) > length_px(b.curve);
    });
    for (const DrawnLine& drawn : frame.flows) {
        const Flow& flow = frame.map.ledger.flows[drawn.index];
        const double width = flow_width(flow.people);
        draw_arrow(frame.list(), frame.palette, drawn.curve, width, open_end(flow));
        add_legend(frame, open_end(flow), flow.people.has_value());
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
        if (flow.people)
            set_label(frame, drawn, flow_width(flow.people) / 2.0 + 8, label_for(frame, flow));
    }
}

} // namespace sitmap
