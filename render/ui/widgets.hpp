#pragma once

#include "render/symbols.hpp"
#include "render/ui/ui.hpp"

#include <string_view>

namespace sitmap {

/// A font of the panels with its size and the look that the shaper needs for the same text in other scripts.
enum class TextKind : std::uint8_t { text, bold, head, small, title, local };

/// One line of any script, its top left corner at `at`. Scripts that the panel's fonts lack are shaped.
/// Returns the width.
float draw_text(const Ui& ui, ImDrawList* draw, TextKind kind, ImVec2 at, ImU32 colour,
                std::string_view text);
[[nodiscard]] float text_width(const Ui& ui, TextKind kind, std::string_view text);
[[nodiscard]] float line_height(const Ui& ui, TextKind kind);

/// A field for a line of any script, with a hint while it is empty: ImGui's own, in which words that the
/// panel's fonts lack are shaped, with the caret at their end. True where ImGui's is.
bool text_input(const Ui& ui, const char* id, const char* hint, std::string& text,
                ImGuiInputTextFlags flags = 0);

/// As much of the text as fits into `width`, "…" at its end when some is left out.
[[nodiscard]] std::string clipped(const Ui& ui, TextKind kind, std::string_view text, float width);

/// A piece of running text.
struct Span {
    std::string_view text;
    ImU32 colour = 0;
    bool marked = false; ///< with the ground and line of a quotation
};
/// Words wrapped to `width`, from the right where the text begins with Arabic or Hebrew. Returns the height.
float draw_paragraph(const Ui& ui, ImDrawList* draw, TextKind kind, ImVec2 at, float width,
                     const std::vector<Span>& spans);

/// A small list (a mark) at its own size.
void draw_picture(const Ui& ui, ImDrawList* draw, const DrawList& list, ImVec2 at);

/// A type's mark in a square of `side_px`, as on the map.
[[nodiscard]] DrawList mark_picture(const Palette& palette, SubEventType sub_type, MarkFill fill, double r,
                                    double side_px, bool core = false);
/// The sub-type whose mark stands for the whole type.
[[nodiscard]] SubEventType typical(EventType type);

/// "LAYERS" with a note at the right; 28 px high.
void section_head(const Ui& ui, const char* title, std::string_view note);

enum class Box : std::uint8_t { none, on, off };
struct Row {
    const char* id = "";
    std::string_view label, count;
    Box box = Box::none;
    const DrawList* mark = nullptr;
    std::optional<double> bar; ///< 0 to 1
    bool available = true;     ///< false: greyed, nothing to show
    bool chosen = false;       ///< on the accent's ground
};
/// A row of 24 px; true when it was clicked.
[[nodiscard]] bool row(const Ui& ui, const Row& row);

/// Buttons joined to one; the position of the one clicked.
[[nodiscard]] std::optional<std::size_t>
segmented(const Ui& ui, const char* id, std::span<const std::string_view> labels, std::size_t active);
/// Width that `segmented` takes.
[[nodiscard]] float segmented_width(const Ui& ui, std::span<const std::string_view> labels);

/// Opens a panel that fills `rect`; close with ImGui::End().
void begin_panel(const char* id, const PxRect& rect, Rgba ground, ImVec2 padding, ImGuiWindowFlags more = 0);

[[nodiscard]] inline ImVec2 vec(double x, double y)
{
    return {static_cast<float>(x), static_cast<float>(y)};
}

} // namespace sitmap
