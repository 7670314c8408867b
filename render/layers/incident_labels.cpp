#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr std::size_t most_with_words =
    12; ///< with more marks in view, only numbers are set, and only on large ones

Rgba ink_of(const Frame& frame, const Incident& incident)
{
    const TypeColours& c = frame.palette.types[static_cast<std::size_t>(incident.type())];
    if (frame.palette.name == StyleName::dark)
        return c.fill;
    return mixed(c.fill, c.edge, 0.8); // fills alone lack contrast
}

bool is_chosen(const Frame& frame, const Incident& incident)
{
    const auto* chosen = std::get_if<IncidentSelection>(&frame.view.selection);
    return chosen != nullptr && chosen->id == incident.id;
}

/// One of the few records that are no part of a density: chance leaves them single, not their weight.
bool stands_beside_density(const Frame& frame, const Incident& incident)
{
    const auto& shown = frame.scene.shown;
    return frame.records_as_density && &incident >= shown.data() + frame.scene.from_ledger &&
           &incident < shown.data() + shown.size();
}

std::string first_capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text;
}

TextBlock number_label(const Frame& frame, const Incident& incident, bool with_words)
{
    const Rgba ink = ink_of(frame, incident);
    TextBlock block{{}, frame.palette.labels.halo, 3.4};
    const std::string killed = incident.killed->for_people();
    if (!with_words) {
        block.lines.push_back({killed, {12.5, FontWeight::bold, false, 0}, ink});
        return block;
    }
    block.lines.push_back({killed + " reported killed", {12.5, FontWeight::bold, false, 0}, ink});
    const std::string when = incident.interval.is_known() ? " · " + incident.interval.for_people() : "";
    block.lines.push_back(
        {std::string{name_of(incident.sub_type)} + when, {11.5, FontWeight::regular, false, 0}, ink});
    return block;
}

TextBlock area_label(const Frame& frame, const DrawnIncident& area)
{
    const Rgba ink = ink_of(frame, *area.incident);
    TextBlock block{{}, frame.palette.labels.halo, 3.4};
    const std::string title =
        area.incident->title.empty() ? std::string{name_of(area.incident->sub_type)} : area.incident->title;
    for (const std::string& line : wrapped(title, {12.5, FontWeight::bold, false, 0}, 190))
        block.lines.push_back({line, {12.5, FontWeight::bold, false, 0}, ink});
    const std::string when =
        area.incident->interval.is_known() ? area.incident->interval.for_people() + ", " : "";
    block.lines.push_back({first_capital(when + "drawn as " + (area.closed ? "an area" : "a line")),
                           {11.5, FontWeight::regular, false, 0},
                           ink});
    return block;
}

/// Outside the outline first, at points all round it; then inside.
void set_area_label(Frame& frame, const DrawnIncident& area)
{
    const TextBlock block = area_label(frame, area);
    for (Contour contour : area.outline) {
        if (area.closed)
            contour.push_back(contour.front());
        const double whole = length_px(contour);
        for (int i = 0; i < 24; ++i) {
            const auto p = point_along(contour, whole * i / 24.0);
            if (!p || !frame.camera.frame().contains(p->at))
                continue;
            const PxRect box = bounds(contour);
            const bool right = p->at.x > box.x + box.width / 2.0;
            const std::vector<Side> sides = right ? std::vector{Side::right} : std::vector{Side::left};
            if (const auto set = place_beside(frame.labels, frame.taken, p->at, 12, block, sides)) {
                const Px middle{set->x + set->width / 2.0, set->y + set->height / 2.0};
                frame.scene.targets.push_back(
                    {middle, set->height / 2.0, IncidentSelection{area.incident->id}});
                return;
            }
        }
    }
    place_centred(frame.labels, frame.taken, area.at, block);
}

std::string callout_head(const Incident& incident)
{
    std::string head;
    if (incident.killed)
        head = incident.killed->for_people() + " reported killed";
    if (incident.injured)
        head += (head.empty() ? "" : ", ") + incident.injured->for_people() + " injured";
    return head.empty() ? incident.title : head;
}

std::string callout_line(const Incident& incident)
{
    std::string line{name_of(incident.sub_type)};
    line += " · " + incident.interval.for_people();
    return line + " · who: " + std::string{name_of(incident.attribution)};
}

/// The spot for the box that covers least, seeking outwards.
PxRect callout_box(const Frame& frame, Px at, double width, double height)
{
    PxRect best{};
    double least = 2;
    for (const double far : {120.0, 180.0, 250.0}) {
        for (int i = 0; i < 16; ++i) {
            const double angle = std::numbers::pi * (0.25 + i / 8.0);
            const Px middle{at.x + (far + width / 3.0) * std::cos(angle), at.y - far * std::sin(angle)};
            const PxRect box{middle.x - width / 2.0, middle.y - height / 2.0, width, height};
            const double cover = frame.taken.taken_share(grown(box, 6));
            if (cover < least - 0.02) {
                least = cover;
                best = box;
            }
        }
    }
    return best;
}

void draw_callout(Frame& frame, const DrawnIncident& m)
{
    constexpr double padding = 12, height = 56;
    const Palette& p = frame.palette;
    const Font head_font{14, FontWeight::bold, false, 0}, line_font{11.5, FontWeight::regular, false, 0};
    const std::string head = callout_head(*m.incident), line = callout_line(*m.incident);
    const double text = std::max(measure(head, head_font).advance, measure(line, line_font).advance);
    const double width = std::max(236.0, text + 2.0 * padding);
    const PxRect box = callout_box(frame, m.at, width, height);
    if (box.width == 0)
        return;
    const Px anchor{std::clamp(m.at.x, box.x + 12, box.x + box.width - 12),
                    m.at.y < box.y ? box.y : box.y + box.height};
    const Px from = m.at + unit(anchor - m.at) * (mark_reach(m.mark) + 12);
    frame.stroke({{from, anchor}}, p.casing, 4.0);
    frame.stroke({{from, anchor}}, p.accent, 1.4);
    const Contour outline = rounded_rect_px(box, 4);
    frame.fill({outline}, p.callout_fill);
    frame.stroke_rings({outline}, p.callout_edge, 1.4);
    frame.list().commands.push_back(
        GlyphRun{head, head_font, {box.x + padding, box.y + 23}, 0, p.ink, {}, 0});
    frame.list().commands.push_back(
        GlyphRun{line, line_font, {box.x + padding, box.y + 42}, 0, p.muted_ink, {}, 0});
    frame.taken.take(box);
    frame.taken.take_line({from, anchor}, 2);
}

} // namespace

void draw_incident_callout(Frame& frame)
{
    for (const DrawnIncident& m : frame.drawn)
        if (m.outline.empty() && is_chosen(frame, *m.incident))
            draw_callout(frame, m);
}

void draw_incident_numbers(Frame& frame)
{
    if (!frame.view.layers.labels)
        return;
    const bool few = frame.drawn.size() <= most_with_words;
    for (const DrawnIncident& m : frame.drawn) {
        const bool number = m.outline.empty() && m.incident->killed && m.incident->killed->size_by() > 0;
        if (!number || is_chosen(frame, *m.incident) || !(few || m.mark.r > 12) ||
            stands_beside_density(frame, *m.incident))
            continue;
        const double ring = m.mark.r > 12 && m.mark.fill == MarkFill::split ? 5 : 0;
        const TextBlock block = number_label(frame, *m.incident, few);
        for (const double more : {4.0, 14.0, 28.0})
            if (place_beside(frame.labels, frame.taken, m.at, mark_reach(m.mark) + ring + more, block,
                             all_sides()))
                break;
    }
}

void draw_incident_area_names(Frame& frame)
{
    if (!frame.view.layers.labels || frame.drawn.size() > most_with_words)
        return;
    for (const DrawnIncident& m : frame.drawn)
        if (!m.outline.empty())
            set_area_label(frame, m);
}

} // namespace sitmap
