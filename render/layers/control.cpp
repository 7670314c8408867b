#include "render/layers/control.hpp"
#include "render/layers/control_change.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace sitmap {

namespace {

constexpr double tint_opacity = 0.13;
constexpr double tooth_base_px = 9, tooth_height_px = 7, tooth_every_px = 27, tooth_first_px = 14;

/// On sheets with one party alone its ground is drawn as held, strong enough for print.
bool is_held_sheet(const Frame& frame, const ControlState& state)
{
    if (frame.view.style != StyleName::print)
        return false;
    std::set<std::string> parties;
    for (const ControlArea* area : state.areas)
        parties.insert(area->party);
    return parties.size() == 1;
}

/// What the areas' drawing needs, so that the legend draws the same.
struct AreaStyle {
    const Palette& palette;
    const Parties& parties;
    bool held = false;
};

void draw_contested(DrawList& list, const AreaStyle& style, const Path& rings)
{
    add_fill(list, rings, faded(style.palette.base.land, 0.55));
    add_hatch(list, rings, Hatch{Hatch::Kind::lines, 135, 1.2, 7, faded(style.palette.parties[0], 0.75)});
    add_hatch(list, rings, Hatch{Hatch::Kind::lines, 45, 1.2, 7, faded(style.palette.parties[1], 0.75)});
}

void draw_claimed(DrawList& list, const AreaStyle& style, const Path& rings, const std::string& party)
{
    const Rgba colour = style.parties.colour(style.palette, party);
    const auto own = style.parties.hatch(style.palette, party);
    add_hatch(list, rings, own.value_or(Hatch{Hatch::Kind::lines, 45, 1.1, 9, faded(colour, 0.30)}));
    add_rings(list, rings, colour, 1.1, {4, 3});
}

void draw_assessed(DrawList& list, const AreaStyle& style, const Path& rings, const std::string& party)
{
    if (style.held) {
        draw_held(list, style.palette, rings);
        return;
    }
    add_fill(list, rings, faded(style.parties.colour(style.palette, party), tint_opacity));
    if (const auto hatch = style.parties.hatch(style.palette, party))
        add_hatch(list, rings, *hatch);
}

void draw_area(DrawList& list, const AreaStyle& style, const ControlArea& area, const Path& rings)
{
    switch (area.kind) {
    case ControlArea::Kind::contested:
        draw_contested(list, style, rings);
        break;
    case ControlArea::Kind::claimed:
        draw_claimed(list, style, rings, area.party);
        break;
    case ControlArea::Kind::assessed:
        draw_assessed(list, style, rings, area.party);
        break;
    }
}

std::string legend_label(const ControlArea& area)
{
    if (area.kind == ControlArea::Kind::contested)
        return "Contested";
    const std::string party = area.party.empty() ? "Party not named" : area.party;
    return party + (area.kind == ControlArea::Kind::claimed ? ": claimed" : ": assessed control");
}

void add_area_legend(Frame& frame, const AreaStyle& style, const ControlArea& area)
{
    frame.legend(
        LegendEntry::Group::control, legend_label(area),
        [&](DrawList& mark) {
            const Contour swatch = rect_px({0.5, 3.5, 17, 11});
            draw_area(mark, style, area, {swatch});
            add_rings(mark, {swatch}, style.palette.rule, 0.8);
        },
        area.illustrative ? "illustrative" : "");
}

/// A kilometre and half of one for each day from the nearer state, fifteen at most; where it moved further
/// between the states, as far as it may still be from either, thirty at most.
double band_half_width_m(const ShownControl& shown, const FrontLine& front, Day day)
{
    const ControlState& state = shown.state;
    double days = state.dated ? std::abs(static_cast<double>((day - *state.dated).count())) : 0;
    if (state.next_dated)
        days = std::min(days, std::abs(static_cast<double>((*state.next_dated - day).count())));
    const double usual = std::min(15'000.0, 1'000.0 + 500.0 * days);
    if (!front.moved || !state.dated || !state.next_dated)
        return usual;
    const double share =
        days / std::max(1.0, static_cast<double>((*state.next_dated - *state.dated).count()));
    return std::max(usual, std::min(30'000.0, shown.furthest_m * share));
}

Path rings_of_party(const Frame& frame, const ControlState& state, const std::string& party)
{
    Path rings;
    const auto wanted = frame.parties.index(party);
    for (const ControlArea* area : state.areas)
        if (area->kind != ControlArea::Kind::contested && frame.parties.index(area->party) == wanted) {
            const Path more = frame.projector.rings(area->area);
            rings.insert(rings.end(), more.begin(), more.end());
        }
    return rings;
}

void draw_front(Frame& frame, const ShownControl& shown, const FrontLine& front, Day day)
{
    const ControlState& state = shown.state;
    const Palette& p = frame.palette;
    // Less is where the source's border strays from the base map's.
    const double shortest_px = frame.view.change ? 24 : 12;
    // Up one side and down the other: a spit that the base map lacks.
    const auto is_spit = [&](const Contour& line) {
        const double length = length_px(line);
        return frame.view.change && length < 70 && distance(line.front(), line.back()) < 0.35 * length;
    };
    Path lines = frame.projector.lines(front.line);
    std::erase_if(lines, [&](const Contour& line) { return length_px(line) < shortest_px || is_spit(line); });
    if (lines.empty())
        return;
    if (front.interpolated) {
        // A band round a crumb of the source's border would look like a find of its own.
        constexpr double shortest_with_band_px = 40;
        Path long_ones;
        std::copy_if(lines.begin(), lines.end(), std::back_inserter(long_ones),
                     [](const Contour& line) { return length_px(line) >= shortest_with_band_px; });
        const double band =
            2.0 * band_half_width_m(shown, front, day) / frame.camera.ground_m_per_px(frame.camera.centre());
        frame.stroke(long_ones, faded(p.front, 0.08), band, {}, Cap::round);
    }
    frame.stroke(lines, p.front_casing, 5.6);
    if (!front.interpolated && !front.attacker.empty()) {
        const Path attacker = rings_of_party(frame, state, front.attacker);
        for (const Contour& line : lines) {
            const Path teeth = front_teeth(line, attacker);
            frame.stroke_rings(teeth, p.front_casing, 3.2);
            frame.stroke({line}, p.front, 2.2);
            frame.fill(teeth, p.front);
        }
    } else {
        frame.stroke(lines, p.front, 2.2,
                     front.interpolated ? std::vector<double>{8, 5} : std::vector<double>{});
    }
    for (const Contour& line : lines)
        frame.taken.take_line(line, 4);
    frame.fronts.insert(frame.fronts.end(), lines.begin(), lines.end());
}

void add_front_legend(Frame& frame, const FrontLine& front)
{
    const bool teeth = !front.interpolated && !front.attacker.empty();
    std::string label = front.interpolated ? "Front line, interpolated" : "Front line, as assessed";
    if (teeth)
        label = "Front line; teeth point the way of the attack";
    frame.legend(
        LegendEntry::Group::control, label,
        [&](DrawList& mark) {
            const Contour line{{0, 11}, {18, 11}};
            mark.commands.push_back(
                StrokePath{{line}, false, frame.palette.front_casing, 5.6, {}, Cap::butt});
            mark.commands.push_back(
                StrokePath{{line},
                           false,
                           frame.palette.front,
                           2.2,
                           front.interpolated ? std::vector<double>{8, 5} : std::vector<double>{},
                           Cap::butt});
            if (teeth)
                mark.commands.push_back(
                    FillPath{{{{4.5, 11}, {13.5, 11}, {9, 4}}}, frame.palette.front, {}, {}});
        },
        front.illustrative ? "illustrative" : "");
}

/// A party's rim towards land of nobody named is its front only where no other party is named: else it is the
/// edge of what the source tells.
bool is_front(const ControlState& state, const FrontLine& front)
{
    return !front.rim || std::all_of(state.areas.begin(), state.areas.end(), [&](const ControlArea* area) {
        return area->party.empty() || area->party == state.areas.front()->party;
    });
}

const ShownControl* control_shown(Frame& frame)
{
    const auto day = control_day(frame.map, frame.view);
    return day ? &frame.cache.control(frame.map, *day) : nullptr;
}

const ControlState* state_shown(Frame& frame)
{
    const ShownControl* shown = control_shown(frame);
    return shown != nullptr ? &shown->state : nullptr;
}

/// "Control between the states of 4 Apr and 10 Jun 2019, …": what a reader must know of a day without a
/// state.
std::string between_words(const ShownControl& shown)
{
    const ControlState& state = shown.state;
    std::string words = "Control between the states of " + day_for_people(*state.dated) + " and " +
                        day_for_people(*state.next_dated) + ": ";
    if (shown.moved == 0)
        return words + "the earlier is shown, since the change is not simple";
    words += "the front line stands part of the way, interpolated";
    return shown.kept == 0 ? words : words + "; where its change is not simple, as in the earlier";
}

/// The free spot deepest inside the rings for a box of this size.
std::optional<Px> roomy_spot(const Frame& frame, const Path& rings, BlockSize size)
{
    constexpr double step = 18, deep_enough = 90;
    const PxRect room = frame.camera.frame();
    std::optional<Px> best;
    double deepest = 0;
    for (double y = room.y + step; y < room.y + room.height; y += step) {
        for (double x = room.x + step; x < room.x + room.width; x += step) {
            const PxRect box{x - size.width / 2, y - size.height / 2, size.width, size.height};
            if (!inside(rings, {x, y}) || !inside(rings, {box.x, y}) ||
                !inside(rings, {box.x + box.width, y}) || !frame.taken.has_room(grown(box, 3)))
                continue;
            const double edge =
                std::min({x - room.x, room.x + room.width - x, y - room.y, room.y + room.height - y});
            const double depth = std::min({distance_to_edge(rings, {x, y}), edge, deep_enough}) +
                                 0.05 * std::min(distance_to_edge(rings, {x, y}), edge);
            if (depth > deepest) {
                deepest = depth;
                best = Px{x, y};
            }
        }
    }
    return best;
}

void set_party_name(Frame& frame, const std::string& party, const char* how, Rgba ink, const Path& given)
{
    Path rings;
    for (const Contour& ring : given)
        if (Contour rough = simplified_ring(ring, 2.0); rough.size() >= 3)
            rings.push_back(std::move(rough));
    const TextBlock block{{{party, {15, FontWeight::semibold, false, 0.6}, ink},
                           {how, {11.5, FontWeight::regular, false, 0}, ink}},
                          faded(frame.palette.labels.halo, 0.88),
                          3.4};
    const BlockSize size = size_of(block);
    const auto spot = roomy_spot(frame, rings, size);
    if (!spot)
        return;
    const PxRect box{spot->x - size.width / 2, spot->y - size.height / 2, size.width, size.height};
    draw_block(frame.labels, block, {box.x, box.y}, size, Align::left);
    frame.taken.take(box);
}

bool set_front_name(Frame& frame, const FrontLine& front, const ControlState& state)
{
    const Path lines = frame.projector.lines(front.line);
    const auto longest = std::max_element(lines.begin(), lines.end(), [](const Contour& a, const Contour& b) {
        return length_px(a) < length_px(b);
    });
    if (longest == lines.end() || length_px(*longest) < 120)
        return false;
    TextBlock block{{{front.interpolated ? "Front line, interpolated" : "Front line",
                      {12.5, FontWeight::bold, false, 0},
                      frame.palette.ink}},
                    faded(frame.palette.labels.halo, 0.88),
                    3.4};
    std::string second = front.illustrative ? "illustrative" : "";
    if (front.moved && state.dated && state.next_dated)
        second += (second.empty() ? "between " : ", between ") + day_for_people(*state.dated) + " and " +
                  day_for_people(*state.next_dated);
    else if (state.dated)
        second += (second.empty() ? "as of " : ", as of ") + day_for_people(*state.dated);
    if (!second.empty())
        block.lines.push_back({second, {11.5, FontWeight::regular, false, 0}, frame.palette.ink});
    for (const double share : {0.75, 0.85, 0.6, 0.9, 0.4, 0.25, 0.15})
        if (const auto p = point_along(*longest, share * length_px(*longest)))
            if (place_beside(frame.labels, frame.taken, p->at, 14, block,
                             {Side::right, Side::above, Side::below, Side::left}))
                return true;
    return false;
}

} // namespace

std::optional<Day> control_day(const Map& map, const ViewState& view)
{
    if (map.ledger.control_areas.empty())
        return std::nullopt;
    if (view.change)
        return view.change->to;
    if (view.query.until && view.as_of)
        return std::min(*view.query.until, *view.as_of); // later states were not known then
    if (view.query.until || view.as_of)
        return view.query.until ? view.query.until : view.as_of;
    std::optional<Day> latest;
    for (const ControlArea& area : map.ledger.control_areas)
        for (const auto day :
             {area.interval.first(), area.interval.goes_on() ? std::nullopt : area.interval.last()})
            if (day && (!latest || *day > *latest))
                latest = day;
    return latest;
}

Path front_teeth(const Contour& front, const Path& attacker)
{
    Path teeth;
    const double whole = length_px(front);
    const auto left_of = [](const OnLine& p) { return Px{p.along.y, -p.along.x}; };
    // Which side the attacker holds, by most of the places where teeth stand.
    int left = 0;
    for (double at = tooth_first_px; at < whole; at += tooth_every_px) {
        const OnLine p = *point_along(front, at);
        left += inside(attacker, p.at + left_of(p) * 5.0);
        left -= inside(attacker, p.at - left_of(p) * 5.0);
    }
    if (left == 0)
        return teeth;
    for (double at = tooth_first_px; at + tooth_base_px / 2.0 < whole; at += tooth_every_px) {
        const OnLine p = *point_along(front, at);
        const Px away = left_of(p) * (left > 0 ? -1.0 : 1.0);
        teeth.push_back({p.at - p.along * (tooth_base_px / 2.0), p.at + p.along * (tooth_base_px / 2.0),
                         p.at + away * tooth_height_px});
    }
    return teeth;
}

void draw_control_areas(Frame& frame)
{
    const ControlState* state = state_shown(frame);
    if (state == nullptr)
        return;
    const PartyChange* change = change_shown(frame.map, frame.view, frame.cache);
    const AreaStyle style{frame.palette, frame.parties, is_held_sheet(frame, *state)};
    for (const bool contested : {false, true}) // the strip covers both parties' tints
        for (const ControlArea* area : state->areas) {
            if ((area->kind == ControlArea::Kind::contested) != contested)
                continue;
            const Path rings = frame.projector.rings(area->area);
            if (rings.empty())
                continue;
            const bool compared = change != nullptr && area->party == change->party &&
                                  area->kind == ControlArea::Kind::assessed;
            if (compared) {
                draw_held(frame.list(), frame.palette, rings);
            } else {
                draw_area(frame.list(), style, *area, rings);
                add_area_legend(frame, style, *area);
            }
            if (area->illustrative)
                frame.note("Areas of control and front line are illustrative");
        }
    if (change != nullptr)
        draw_change(frame, *change);
    if (state->interpolated && state->dated && state->next_dated)
        frame.note(between_words(*control_shown(frame)));
    else if (state->dated)
        frame.note("Control as of " + day_for_people(*state->dated));
}

void draw_fronts(Frame& frame)
{
    const ControlState* state = state_shown(frame);
    if (state == nullptr)
        return;
    for (const FrontLine& front : state->fronts) {
        if (!is_front(*state, front))
            continue;
        draw_front(frame, *control_shown(frame), front, *control_day(frame.map, frame.view));
        if (!frame.projector.lines(front.line).empty())
            add_front_legend(frame, front);
    }
}

void draw_control_labels(Frame& frame)
{
    const ControlState* state = state_shown(frame);
    if (state == nullptr || !frame.view.layers.labels)
        return;
    if (frame.view.layers.front)
        for (const FrontLine& front : state->fronts)
            if ((front.interpolated || front.illustrative) && is_front(*state, front) &&
                set_front_name(frame, front, *state))
                break; // once is enough
    std::map<std::pair<std::string, bool>, Path> largest;
    for (const ControlArea* area : state->areas) {
        if (area->kind == ControlArea::Kind::contested || area->party.empty())
            continue;
        Path rings = frame.projector.rings(area->area);
        const auto size = [](const Path& path) { return path.empty() ? 0.0 : ring_area_px2(path.front()); };
        Path& best = largest[{area->party, area->kind == ControlArea::Kind::claimed}];
        if (size(rings) > size(best))
            best = std::move(rings);
    }
    const PartyChange* change = change_shown(frame.map, frame.view, frame.cache);
    const bool held = is_held_sheet(frame, *state); // its ground has no colour of the party's
    for (const auto& [key, rings] : largest)
        if (!rings.empty() && (change == nullptr || key.first != change->party)) // the legend names that one
            set_party_name(frame, key.first, key.second ? "claimed" : "assessed control",
                           held ? frame.palette.ink
                                : text_colour(frame.palette, frame.parties.colour(frame.palette, key.first)),
                           rings);
}

} // namespace sitmap
