#include "render/ui/widgets.hpp"

#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <imgui_stdlib.h>

namespace sitmap {

namespace {

// The whole legend is to fit beside a map of 796 px without scrolling: rows are a little closer than 24 and
// 28 px.
constexpr float row_px = 21, section_px = 22;

ImFont* font_of(const Ui& ui, TextKind kind)
{
    switch (kind) {
    case TextKind::text:
    case TextKind::local:
        return ui.fonts.text;
    case TextKind::bold:
        return ui.fonts.bold;
    case TextKind::head:
        return ui.fonts.head;
    case TextKind::small:
        return ui.fonts.small;
    case TextKind::title:
        return ui.fonts.title;
    }
    return ui.fonts.text;
}

/// In logical pixels: the glyphs are made for the display's own.
float size_of(const ImFont* font)
{
    return font->FontSize * ImGui::GetIO().FontGlobalScale;
}

Font shaped_font(TextKind kind)
{
    switch (kind) {
    case TextKind::text:
        return {.size_px = 13};
    case TextKind::local:
        return {.size_px = 14};
    case TextKind::bold:
        return {.size_px = 15, .weight = FontWeight::bold};
    case TextKind::head:
        return {.size_px = 11, .weight = FontWeight::bold};
    case TextKind::small:
        return {.size_px = 11.5};
    case TextKind::title:
        return {.size_px = 17, .weight = FontWeight::bold};
    }
    return {};
}

/// The code point at `text[at]`, and `at` moved past it; damaged bytes count one by one as U+FFFD.
char32_t next_letter(std::string_view text, std::size_t& at)
{
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80    ? 1u
                               : lead >= 0xf0 ? 4u
                               : lead >= 0xe0 ? 3u
                               : lead >= 0xc0 ? 2u
                                              : 1u;
    if (length == 1 || at + length > text.size()) {
        ++at;
        return lead < 0x80 ? lead : 0xfffd;
    }
    char32_t letter = lead & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i)
        letter = letter << 6 | (byte(at + i) & 0x3fu);
    at += length;
    return letter;
}

bool panel_fonts_have(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = next_letter(text, at);
        const bool known = letter < 0x250 || (letter >= 0x370 && letter < 0x530) ||
                           (letter >= 0x1e00 && letter < 0x1f00) ||
                           (letter >= 0x2010 && letter < 0x205f && !(letter >= 0x202a && letter <= 0x202e)) ||
                           (letter >= 0x20a0 && letter < 0x20c0);
        if (!known)
            return false;
    }
    return true;
}

bool is_right_to_left(char32_t letter)
{
    return (letter >= 0x590 && letter < 0x900) || (letter >= 0xfb1d && letter < 0xfe00) ||
           (letter >= 0xfe70 && letter < 0xff00);
}

/// By the first letter that is Latin, Greek or Cyrillic, or goes from the right.
bool begins_from_right(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = next_letter(text, at);
        if (is_right_to_left(letter))
            return true;
        if ((letter | 0x20) >= 'a' && ((letter | 0x20) <= 'z' || letter >= 0xc0))
            return false;
    }
    return false;
}

Rgba rgba_of(ImU32 colour)
{
    return {static_cast<std::uint8_t>(colour >> IM_COL32_R_SHIFT & 0xff),
            static_cast<std::uint8_t>(colour >> IM_COL32_G_SHIFT & 0xff),
            static_cast<std::uint8_t>(colour >> IM_COL32_B_SHIFT & 0xff),
            static_cast<std::uint8_t>(colour >> IM_COL32_A_SHIFT & 0xff)};
}

ImVec2 rounded(ImVec2 p)
{
    return {std::round(p.x), std::round(p.y)};
}

float draw_shaped(const Ui& ui, ImDrawList* draw, TextKind kind, ImVec2 at, ImU32 colour,
                  std::string_view text)
{
    GlyphRun run;
    run.text = text.substr(0, 1000);
    run.font = shaped_font(kind);
    const TextSize size = measure(run.text, run.font);
    constexpr double pad = 3; // some letters hang over
    run.baseline = {pad, std::ceil(size.ascent)};
    run.colour = rgba_of(colour);
    DrawList list;
    list.background.a = 0;
    list.width_px = std::ceil(size.advance) + 2 * pad;
    list.height_px = std::ceil(size.ascent) + std::ceil(size.descent);
    list.commands.push_back(std::move(run));
    draw_picture(ui, draw, list, {at.x - static_cast<float>(pad), at.y});
    return static_cast<float>(size.advance);
}

} // namespace

float line_height(const Ui& ui, TextKind kind)
{
    return size_of(font_of(ui, kind));
}

float text_width(const Ui& ui, TextKind kind, std::string_view text)
{
    if (text.empty())
        return 0;
    if (!panel_fonts_have(text))
        return static_cast<float>(measure(text.substr(0, 1000), shaped_font(kind)).advance);
    ImFont* const font = font_of(ui, kind);
    return font->CalcTextSizeA(size_of(font), 1e6f, 0, text.data(), text.data() + text.size()).x;
}

float draw_text(const Ui& ui, ImDrawList* draw, TextKind kind, ImVec2 at, ImU32 colour, std::string_view text)
{
    if (text.empty())
        return 0;
    if (!panel_fonts_have(text))
        return draw_shaped(ui, draw, kind, at, colour, text);
    ImFont* const font = font_of(ui, kind);
    draw->AddText(font, size_of(font), rounded(at), colour, text.data(), text.data() + text.size());
    return text_width(ui, kind, text);
}

bool text_input(const Ui& ui, const char* id, const char* hint, std::string& text, ImGuiInputTextFlags flags)
{
    if (panel_fonts_have(text))
        return ImGui::InputTextWithHint(id, hint, &text, flags);
    ImGui::PushStyleColor(ImGuiCol_Text, ImVec4{0, 0, 0, 0}); // it would be question marks
    const bool changed = ImGui::InputTextWithHint(id, hint, &text, flags);
    ImGui::PopStyleColor();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax(),
                 padding = ImGui::GetStyle().FramePadding;
    const float width = text_width(ui, TextKind::text, text), room = high.x - low.x - 2 * padding.x;
    const bool from_right = begins_from_right(text);
    // The end of what is typed stays in sight.
    const float left = low.x + padding.x + (width <= room || from_right ? 0 : room - width);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->PushClipRect({low.x + padding.x - 4, low.y}, {high.x - padding.x + 4, high.y}, true);
    // On the base line of what is typed in other letters.
    const ImFont* const font = font_of(ui, TextKind::text);
    const float lower =
        font->Ascent * ImGui::GetIO().FontGlobalScale -
        static_cast<float>(std::ceil(measure(text.substr(0, 1000), shaped_font(TextKind::text)).ascent));
    draw_text(ui, draw, TextKind::text, {left, low.y + padding.y + lower}, u32(ui.colours->text), text);
    if (ImGui::IsItemActive()) {
        const float caret = from_right ? left - 2 : left + width + 1;
        draw->AddLine({caret, low.y + padding.y}, {caret, high.y - padding.y}, u32(ui.colours->text));
    }
    draw->PopClipRect();
    return changed;
}

std::string clipped(const Ui& ui, TextKind kind, std::string_view text, float width)
{
    if (text_width(ui, kind, text) <= width)
        return std::string{text};
    std::size_t kept = 0;
    for (std::size_t at = 0; at < text.size();) {
        static_cast<void>(next_letter(text, at));
        if (text_width(ui, kind, std::string{text.substr(0, at)} + "…") > width)
            break;
        kept = at;
    }
    return std::string{text.substr(0, kept)} + "…";
}

namespace {

struct Word {
    std::string_view text;
    const Span* span = nullptr;
    bool space_before = false;
    float width = 0;
};

std::vector<Word> words_of(const Ui& ui, TextKind kind, const std::vector<Span>& spans)
{
    std::vector<Word> words;
    bool space = false;
    for (const Span& span : spans) {
        for (std::size_t at = 0; at < span.text.size();) {
            const std::size_t begin = span.text.find_first_not_of(' ', at);
            space = space || begin != at;
            if (begin == std::string_view::npos)
                break;
            const std::size_t end = std::min(span.text.find(' ', begin), span.text.size());
            const std::string_view text = span.text.substr(begin, end - begin);
            words.push_back({text, &span, space && !words.empty(), text_width(ui, kind, text)});
            space = false;
            at = end;
        }
        space = space || (!span.text.empty() && span.text.back() == ' ');
    }
    return words;
}

bool begins_right_to_left(const std::vector<Span>& spans)
{
    for (const Span& span : spans)
        for (std::size_t at = 0; at < span.text.size();) {
            const char32_t letter = next_letter(span.text, at);
            if (is_right_to_left(letter))
                return true;
            if ((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z')
                return false;
        }
    return false;
}

} // namespace

float draw_paragraph(const Ui& ui, ImDrawList* draw, TextKind kind, ImVec2 at, float width,
                     const std::vector<Span>& spans)
{
    const bool mirrored = begins_right_to_left(spans);
    const float space = text_width(ui, kind, " "), line = line_height(ui, kind) + 2;
    float x = 0, y = 0;
    bool was_marked = false;
    for (const Word& word : words_of(ui, kind, spans)) {
        float gap = word.space_before && x > 0 ? space : 0;
        if (x > 0 && x + gap + word.width > width) {
            x = gap = 0;
            y += line;
        }
        const float begin =
            word.span->marked && was_marked ? x : x + gap; // the ground goes on between marked words
        x += gap + word.width;
        const float left = mirrored ? at.x + width - x : at.x + x - word.width;
        if (word.span->marked) {
            const float from = mirrored ? at.x + width - x : at.x + begin;
            const float to = mirrored ? at.x + width - begin : at.x + x;
            draw->AddRectFilled({from, at.y + y}, {to, at.y + y + line - 1}, u32(ui.colours->marked));
            draw->AddRectFilled({from, at.y + y + line - 2}, {to, at.y + y + line},
                                u32(ui.colours->marked_line));
        }
        draw_text(ui, draw, kind, {left, at.y + y}, word.span->colour, word.text);
        was_marked = word.span->marked;
    }
    return y + line;
}

void draw_picture(const Ui& ui, ImDrawList* draw, const DrawList& list, ImVec2 at)
{
    const ImVec2 corner = rounded(at);
    const ImTextureID texture = ui.picture(list);
    draw->AddImage(texture, corner,
                   {corner.x + static_cast<float>(std::ceil(list.width_px)),
                    corner.y + static_cast<float>(std::ceil(list.height_px))});
}

DrawList mark_picture(const Palette& palette, SubEventType sub_type, MarkFill fill, double r, double side_px,
                      bool core)
{
    DrawList list;
    list.width_px = list.height_px = side_px;
    list.background.a = 0;
    Mark mark;
    mark.sub_type = sub_type;
    mark.r = r;
    mark.fill = fill;
    mark.core = core;
    draw_mark(list, palette, {side_px / 2, side_px / 2}, mark);
    return list;
}

SubEventType typical(EventType type)
{
    switch (type) {
    case EventType::battles:
        return SubEventType::armed_clash;
    case EventType::explosions:
        return SubEventType::air_drone_strike;
    case EventType::violence_against_civilians:
        return SubEventType::attack;
    case EventType::protests:
        return SubEventType::peaceful_protest;
    case EventType::riots:
        return SubEventType::mob_violence;
    case EventType::strategic_developments:
        return SubEventType::other;
    case EventType::displacement:
        return SubEventType::forced_displacement;
    case EventType::sea_incident:
        return SubEventType::shipwreck;
    }
    return SubEventType::other;
}

void section_head(const Ui& ui, const char* title, std::string_view note)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw_text(ui, draw, TextKind::head, {at.x, at.y + 5}, u32(ui.colours->muted), title);
    draw_text(ui, draw, TextKind::small, {at.x + width - text_width(ui, TextKind::small, note), at.y + 5},
              u32(ui.colours->muted), note);
    ImGui::Dummy({width, section_px});
}

namespace {

void draw_box(const Ui& ui, ImDrawList* draw, ImVec2 at, Box box)
{
    if (box == Box::none)
        return;
    const ImVec2 end{at.x + 14, at.y + 14};
    if (box == Box::off) {
        draw->AddRectFilled(at, end, u32(ui.colours->frame), 3);
        draw->AddRect(at, end, u32(ui.colours->border), 3, 0, 1.2f);
        return;
    }
    draw->AddRectFilled(at, end, u32(ui.colours->accent), 3);
    const ImVec2 tick[] = {{at.x + 3.2f, at.y + 7.2f}, {at.x + 6, at.y + 10}, {at.x + 10.8f, at.y + 4.2f}};
    draw->AddPolyline(tick, 3, u32(ui.colours->window), 0, 1.8f);
}

} // namespace

bool row(const Ui& ui, const Row& r)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool clicked = ImGui::InvisibleButton(r.id, {width, row_px}) && r.available;
    const bool hovered = ImGui::IsItemHovered() && r.available;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    if (hovered || r.chosen)
        draw->AddRectFilled({at.x - 6, at.y}, {at.x + width + 6, at.y + 24},
                            u32(r.chosen ? ui.colours->header : ui.colours->header_hovered), 3);
    draw_box(ui, draw, {at.x, at.y + 3.5f}, r.box);
    float x = at.x + (r.box == Box::none ? 0.0f : 22.0f);
    if (r.mark) {
        draw_picture(ui, draw, *r.mark, {x, at.y + 1.5f});
        x += 26;
    }
    const bool lit = r.available && r.box != Box::off;
    const float count_width = text_width(ui, TextKind::small, r.count);
    const float right = at.x + width - std::max(count_width, r.bar ? 24.0f : 0.0f) - 8;
    // The bar gives way to the label, down to a stub.
    const float bar_px =
        r.bar ? std::clamp(right - x - text_width(ui, TextKind::text, r.label) - 8, 14.0f, 46.0f) : 0.0f;
    draw_text(ui, draw, TextKind::text, {x, at.y + 1}, u32(lit ? ui.colours->text : ui.colours->muted),
              clipped(ui, TextKind::text, r.label, right - x - (r.bar ? bar_px + 6 : 0.0f)));
    draw_text(ui, draw, TextKind::small, {at.x + width - count_width, at.y + 3}, u32(ui.colours->muted),
              r.count);
    if (r.bar) {
        const float left = right - bar_px, y = at.y + 9;
        draw->AddRectFilled({left, y}, {left + bar_px, y + 4}, u32(ui.colours->border));
        draw->AddRectFilled({left, y}, {left + bar_px * static_cast<float>(*r.bar), y + 4},
                            u32(ui.colours->muted));
    }
    return clicked;
}

float segmented_width(const Ui& ui, std::span<const std::string_view> labels)
{
    float width = 0;
    for (const std::string_view label : labels)
        width += text_width(ui, TextKind::text, label) + 20;
    return width;
}

std::optional<std::size_t> segmented(const Ui& ui, const char* id, std::span<const std::string_view> labels,
                                     std::size_t active)
{
    std::optional<std::size_t> clicked;
    ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 begin = at;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    ImGui::PushID(id);
    const float total = segmented_width(ui, labels);
    draw->AddRectFilled(at, {at.x + total, at.y + 24}, u32(ui.colours->frame), 4);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const float width = text_width(ui, TextKind::text, labels[i]) + 20;
        ImGui::SetCursorScreenPos(at);
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("part", {width, 24}))
            clicked = i;
        if (i == active)
            draw->AddRectFilled(at, {at.x + width, at.y + 24}, u32(ui.colours->header), 4);
        else if (ImGui::IsItemHovered())
            draw->AddRectFilled(at, {at.x + width, at.y + 24}, u32(ui.colours->frame_hovered), 4);
        ImGui::PopID();
        draw_text(ui, draw, TextKind::text, {at.x + 10, at.y + 3},
                  u32(i == active ? ui.colours->accent : ui.colours->text), labels[i]);
        if (i > 0)
            draw->AddLine({at.x, at.y}, {at.x, at.y + 24}, u32(ui.colours->border));
        at.x += width;
    }
    draw->AddRect(begin, {begin.x + total, begin.y + 24}, u32(ui.colours->border), 4);
    ImGui::PopID();
    return clicked;
}

void begin_panel(const char* id, const PxRect& rect, Rgba ground, ImVec2 padding, ImGuiWindowFlags more)
{
    ImGui::SetNextWindowPos(vec(rect.x, rect.y));
    ImGui::SetNextWindowSize(vec(rect.width, rect.height));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, u32(ground));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNavFocus | more);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

} // namespace sitmap
