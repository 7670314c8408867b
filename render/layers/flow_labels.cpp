#include "render/layers/flow_labels.hpp"

#include "render/layers/flow_ways.hpp"
#include "render/layers/flows.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

std::string name_of_end(const std::optional<Location>& l)
{
    return l->name.empty() ? l->toponym : l->name;
}

/// "Qasba", "Qasba and 3 places near"
std::string with_more(const std::optional<Location>& end, std::size_t more)
{
    const std::string near =
        more == 1 ? " and 1 place near" : " and " + std::to_string(more) + " places near";
    return name_of_end(end) + (more > 0 ? near : "");
}

std::vector<std::string> words_for(const Flow& flow, const DrawnLine& drawn)
{
    const Ends ends = ends_of(flow);
    const std::string from = ends.tail == End::open ? "" : with_more(flow.origin, drawn.more_origins);
    const std::string to = ends.head == End::open ? "" : with_more(flow.destination, drawn.more_destinations);
    if (!drawn.people) // the head line has the one end
        return {ends.head == End::open   ? "destination not stated"
                : ends.tail == End::open ? "origin not stated"
                                         : "from " + from + (ends.is_rough() ? ", schematic" : "")};
    if (ends.head == End::open)
        return {"from " + from + ",", "destination not stated"};
    if (ends.tail == End::open)
        return {"to " + to + ",", "origin not stated"};
    std::vector<std::string> lines{"from " + from, "to " + to};
    if (ends.is_rough())
        lines.emplace_back("schematic");
    return lines;
}

/// The longest stretch of an arrow that is seen: what is beyond the frame has no room for a label.
Contour seen_stretch(const Frame& frame, const Contour& curve)
{
    Contour longest;
    for (const Contour& part : clip_line(curve, frame.camera.frame()))
        if (longest.empty() || length_px(part) > length_px(longest))
            longest = part;
    return longest;
}

/// Beside the arrow, near its head first; false where there is no room.
bool set_beside(Frame& frame, const Contour& stretch, double offset, const TextBlock& block)
{
    const double whole = length_px(stretch);
    for (const double more : {0.0, 14.0, 30.0})
        for (const double share : {0.75, 0.5, 1.0, 0.3, 0.1, 0.9, 0.6, 0.2, 0.4, 0.0})
            if (place_beside(frame.labels, frame.taken, point_along(stretch, share * whole)->at,
                             offset + more, block, all_sides()))
                return true;
    return false;
}

/// Apart from the arrow, with a leader, where that crosses least.
void set_apart(Frame& frame, const Contour& stretch, double offset, const TextBlock& block)
{
    const BlockSize size = size_of(block);
    std::optional<LedLabel> best;
    for (const double share : {0.75, 0.5, 0.3, 0.9, 0.1, 0.6, 0.4, 0.2})
        if (const auto room = room_with_leader(
                frame.taken, point_along(stretch, share * length_px(stretch))->at, offset, size);
            room && (!best || room->cost < best->cost - 1e-9))
            best = room;
    if (!best)
        return;
    const TypeColours& c = frame.palette.types[static_cast<std::size_t>(EventType::displacement)];
    const Contour leader{best->from, best->to};
    frame.stroke({leader}, faded(frame.palette.casing, 0.7), 2.7);
    frame.stroke({leader}, c.edge, 1.1);
    const double middle = best->box.x + best->box.width / 2;
    draw_block(frame.labels, block, {best->box.x, best->box.y}, size,
               std::abs(best->to.x - middle) < 1 ? Align::centre
               : best->to.x < middle             ? Align::left
                                                 : Align::right);
    frame.taken.take(best->box);
    frame.taken.take_line(leader, 1.5);
}

} // namespace

TextBlock flow_label(const Frame& frame, const Flow& flow, const DrawnLine& drawn)
{
    const TypeColours& c = frame.palette.types[static_cast<std::size_t>(EventType::displacement)];
    const Rgba ink = frame.palette.name == StyleName::dark ? c.fill : scaled(c.fill, 0.66);
    TextBlock block{{}, frame.palette.labels.halo, 3.4};
    const std::vector<std::string> lines = words_for(flow, drawn);
    if (drawn.people) {
        block.lines.push_back(
            {drawn.people->for_people() + " displaced", {14, FontWeight::bold, false, 0}, ink});
    } else {
        const std::string head = ends_of(flow).head == End::open
                                     ? "Leaving " + name_of_end(flow.origin)
                                     : "Bound for " + name_of_end(flow.destination);
        block.lines.push_back({head, {12.5, FontWeight::bold, false, 0}, ink});
    }
    const auto add = [&](const std::string& line) {
        block.lines.push_back({line, {11.5, FontWeight::regular, false, 0}, ink});
    };
    std::for_each(lines.begin(), lines.end(), add);
    if (drawn.ways > 1)
        add(std::to_string(drawn.ways) + " ways");
    if (drawn.people && drawn.figures > std::max<std::size_t>(1, drawn.ways))
        add(std::to_string(drawn.figures) + " figures");
    return block;
}

void draw_flow_labels(Frame& frame)
{
    if (!frame.view.layers.labels)
        return;
    constexpr std::size_t most_with_plain = 12; // where there are more, figures need the room
    constexpr int most_leaders = 8;             // more of them would be a net of their own
    int leaders = 0;
    for (const DrawnLine& drawn : frame.flows) {
        const Flow& flow = frame.map.ledger.flows[drawn.index];
        const Contour stretch = seen_stretch(frame, drawn.curve);
        // Of a way that nobody counted, from a place to a place in the picture, the arrow and the legend say
        // all: named where there is room.
        const bool plain = !drawn.people && ends_of(flow).is_solid() && drawn.ways == 1 &&
                           frame.camera.frame().contains(drawn.curve.back());
        if (stretch.size() < 2)
            continue;
        const TextBlock block = flow_label(frame, flow, drawn);
        const double offset = flow_width(drawn.people) / 2.0 + 8;
        if (plain) {
            if (frame.flows.size() <= most_with_plain)
                set_beside(frame, stretch, offset, block);
            continue;
        }
        if (set_beside(frame, stretch, offset, block))
            continue;
        TextBlock number = block; // where the ends have no room beside it, the arrow itself shows them
        number.lines.resize(1);
        if (!drawn.people || !set_beside(frame, stretch, offset, number))
            if (leaders++ < most_leaders)
                set_apart(frame, stretch, offset, block);
    }
}

} // namespace sitmap
