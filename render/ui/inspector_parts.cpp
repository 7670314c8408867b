#include "render/ui/inspector_parts.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

ImVec2 here()
{
    return ImGui::GetCursorScreenPos();
}
float room()
{
    return ImGui::GetContentRegionAvail().x;
}

/// Tick asserts, cross denies, arrow relays, dotted ring leaves open, a bar takes back.
void draw_stance(const Ui& ui, ImDrawList* draw, ImVec2 c, Stance stance)
{
    const ImU32 good = u32(rgb(0x0b8a66)), bad = u32(rgb(0xa3182b)), grey = u32(ui.colours->muted);
    switch (stance) {
    case Stance::asserts: {
        const ImVec2 tick[] = {{c.x - 4.5f, c.y}, {c.x - 1.2f, c.y + 3.5f}, {c.x + 4.8f, c.y - 4}};
        draw->AddPolyline(tick, 3, good, 0, 2);
        break;
    }
    case Stance::denies:
        draw->AddLine({c.x - 4, c.y - 4}, {c.x + 4, c.y + 4}, bad, 2);
        draw->AddLine({c.x - 4, c.y + 4}, {c.x + 4, c.y - 4}, bad, 2);
        break;
    case Stance::relays: {
        draw->AddBezierCubic({c.x - 5, c.y + 4}, {c.x - 5, c.y - 2}, {c.x - 1, c.y - 2}, {c.x + 4, c.y - 2},
                             grey, 1.6f);
        draw->AddLine({c.x + 1, c.y - 5}, {c.x + 4.5f, c.y - 2}, grey, 1.6f);
        draw->AddLine({c.x + 1, c.y + 1}, {c.x + 4.5f, c.y - 2}, grey, 1.6f);
        break;
    }
    case Stance::leaves_open:
        for (int i = 0; i < 8; ++i) {
            const float angle = static_cast<float>(i) * 0.785f;
            draw->AddCircleFilled({c.x + 5 * std::cos(angle), c.y + 5 * std::sin(angle)}, 1.1f, grey);
        }
        break;
    case Stance::retracts:
        draw->AddLine({c.x - 5, c.y}, {c.x + 5, c.y}, bad, 2);
        break;
    }
}

} // namespace

void separate(const Ui& ui)
{
    ImGui::Dummy({1, 5});
    const ImVec2 at = here();
    ImGui::GetWindowDrawList()->AddLine({at.x - 14, at.y + 0.5f}, {at.x + room() + 14, at.y + 0.5f},
                                        u32(ui.colours->border));
    ImGui::Dummy({1, 6});
}

void show_chips(const Ui& ui, const std::vector<std::string>& chips)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 begin = here();
    const float width = room();
    float x = 0, y = 0;
    for (const std::string& chip : chips) {
        const float wide = text_width(ui, TextKind::small, chip) + 18;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += 26;
        }
        const bool doubt = chip.ends_with("disputed");
        const ImVec2 at{begin.x + x, begin.y + y}, end{at.x + wide, at.y + 20};
        draw->AddRectFilled(at, end, u32(doubt ? ui.colours->marked : ui.colours->frame), 10);
        draw->AddRect(at, end, u32(doubt ? ui.colours->marked_line : ui.colours->border), 10);
        draw_text(ui, draw, TextKind::small, {at.x + 9, at.y + 2}, u32(ui.colours->text), chip);
        x += wide + 6;
    }
    ImGui::Dummy({width, y + 22});
}

void show_heading(const Ui& ui, const DrawList& mark, std::string_view title, std::string_view local)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 at = here();
    draw_picture(ui, draw, mark, at);
    const float width = room() - 52;
    float height = draw_paragraph(ui, draw, TextKind::title, {at.x + 50, at.y - 1}, width,
                                  {{title, u32(ui.colours->text), false}});
    if (!local.empty()) {
        draw_text(ui, draw, TextKind::local, {at.x + 50, at.y + height}, u32(ui.colours->muted), local);
        height += 24;
    }
    ImGui::Dummy({room(), std::max(44.0f, height + 8)});
}

void show_claim(const Ui& ui, const ClaimRow& claim, bool chosen, std::size_t& choice)
{
    const ImVec2 at = here();
    const float width = room();
    ImGui::PushID(static_cast<int>(claim.position));
    if (ImGui::InvisibleButton("claim", {width, 21}))
        choice = claim.position;
    ImGui::PopID();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    if (chosen || ImGui::IsItemHovered())
        draw->AddRectFilled({at.x - 14, at.y}, {at.x + width + 14, at.y + 21},
                            u32(chosen ? ui.colours->header : ui.colours->header_hovered));
    if (chosen)
        draw->AddRectFilled({at.x - 14, at.y}, {at.x - 11, at.y + 21}, u32(ui.colours->accent));
    draw_stance(ui, draw, {at.x + 7, at.y + 10}, claim.stance);
    const float day = text_width(ui, TextKind::small, claim.day);
    const float end = at.x + width - day - 8;
    draw_text(ui, draw, TextKind::small, {at.x + width - day, at.y + 2}, u32(ui.colours->muted), claim.day);
    const float x = at.x + 24;
    const float used = draw_text(ui, draw, TextKind::text, {x, at.y + 1}, u32(ui.colours->text),
                                 clipped(ui, TextKind::text, claim.words, end - x));
    if (x + used + 30 < end)
        draw_text(ui, draw, TextKind::text, {x + used + 6, at.y + 1}, u32(ui.colours->muted),
                  clipped(ui, TextKind::text, claim.speaker, end - x - used - 6));
}

void show_range(const Ui& ui, const Quantity& quantity, ImU32 colour)
{
    const auto low = static_cast<double>(quantity.size_by());
    const double best = static_cast<double>(quantity.best().value_or(quantity.low().value_or(0)));
    const double high = quantity.top() ? static_cast<double>(*quantity.top()) : std::max(best, low) * 2.0;
    const double top = std::max(1.0, high * (quantity.is_open() ? 1.0 : 1.25));
    const ImVec2 at = here();
    const float width = room();
    const auto x_of = [&](double n) {
        return at.x + width * static_cast<float>(std::clamp(n / top, 0.0, 1.0));
    };
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float y = at.y + 5;
    draw->AddRectFilled({at.x, y}, {at.x + width, y + 6}, u32(ui.colours->border), 3);
    const float solid =
        quantity.is_open() ? x_of(low + (top - low) * 0.55) : std::max(x_of(high), x_of(low) + 2);
    draw->AddRectFilled({x_of(low), y}, {solid, y + 6}, colour);
    if (quantity.is_open()) {
        const ImU32 clear = colour & ~IM_COL32_A_MASK;
        draw->AddRectFilledMultiColor({solid, y}, {at.x + width, y + 6}, colour, clear, clear, colour);
    }
    draw->AddRectFilled({x_of(best) - 1, y - 4}, {x_of(best) + 1, y + 10}, u32(ui.colours->text));
    const std::string label = grouped(static_cast<std::int64_t>(best));
    const float half = text_width(ui, TextKind::small, label) / 2;
    draw_text(ui, draw, TextKind::small, {at.x, y + 10}, u32(ui.colours->muted), "0");
    draw_text(ui, draw, TextKind::small,
              {std::clamp(x_of(best) - half, at.x + 14, at.x + width - 60), y + 10}, u32(ui.colours->text),
              label);
    const std::string end =
        quantity.is_open() ? "open" : grouped(static_cast<std::int64_t>(std::llround(top)));
    draw_text(ui, draw, TextKind::small, {at.x + width - text_width(ui, TextKind::small, end), y + 10},
              u32(ui.colours->muted), end);
    ImGui::Dummy({width, 34});
}

void show_field(const Ui& ui, std::string_view key, std::string_view value, std::string_view note)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 at = here();
    const float width = room(), key_width = std::max(84.0f, text_width(ui, TextKind::head, key) + 14);
    draw_text(ui, draw, TextKind::head, {at.x, at.y + 4}, u32(ui.colours->muted), key);
    const float note_width = text_width(ui, TextKind::small, note);
    draw_text(ui, draw, TextKind::small, {at.x + width - note_width, at.y + 4}, u32(ui.colours->muted), note);
    const float value_room = width - key_width - note_width - 10;
    float height = 22;
    if (text_width(ui, TextKind::bold, value) <= value_room)
        draw_text(ui, draw, TextKind::bold, {at.x + key_width, at.y}, u32(ui.colours->text), value);
    else
        height = 2 + draw_paragraph(ui, draw, TextKind::text, {at.x + key_width, at.y + 2}, value_room,
                                    {{value, u32(ui.colours->text), false}});
    ImGui::Dummy({width, std::max(22.0f, height)});
}

void show_evidence(const Ui& ui, const EvidenceView& evidence, const std::string& note)
{
    const ImVec2 head = here();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw_text(ui, draw, TextKind::head, {head.x, head.y + 1}, u32(ui.colours->muted), "EVIDENCE");
    draw_text(ui, draw, TextKind::small, {head.x + room() - text_width(ui, TextKind::small, note), head.y},
              u32(ui.colours->muted), note);
    ImGui::Dummy({room(), 22});

    const ImVec2 at = here();
    const float width = room(), inner = width - 24;
    draw->ChannelsSplit(2);
    draw->ChannelsSetCurrent(1);
    const ImU32 ink = u32(ui.colours->text);
    float height =
        10 + draw_paragraph(
                 ui, draw, TextKind::text, {at.x + 12, at.y + 10}, inner,
                 {{evidence.before, ink, false}, {evidence.marked, ink, true}, {evidence.after, ink, false}});
    height += 8;
    draw->AddLine({at.x + 12, at.y + height}, {at.x + width - 12, at.y + height}, u32(ui.colours->border));
    height += 6;
    for (const std::string& line : {evidence.source, evidence.place})
        height += draw_paragraph(ui, draw, TextKind::small, {at.x + 12, at.y + height}, inner,
                                 {{line, u32(ui.colours->muted), false}});
    height += 8;
    draw->ChannelsSetCurrent(0);
    draw->AddRectFilled(at, {at.x + width, at.y + height}, u32(ui.colours->frame), 4);
    draw->AddRect(at, {at.x + width, at.y + height}, u32(ui.colours->border), 4);
    draw->ChannelsMerge();
    ImGui::Dummy({width, height + 8});
}

void show_claim_buttons(std::size_t& choice, std::size_t claims)
{
    if (ImGui::Button("‹ Previous claim") && claims > 0)
        choice = (choice + claims - 1) % claims;
    ImGui::SameLine();
    if (ImGui::Button("Next claim ›") && claims > 0)
        choice = (choice + 1) % claims;
}

} // namespace sitmap
