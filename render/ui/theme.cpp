#include "render/ui/theme.hpp"

#include "geodata/error.hpp"

#include <imgui_freetype.h>

namespace sitmap {

namespace {

constexpr PanelColours light_colours{
    .window = rgb(0xfaf9f6),
    .child = rgb(0xf1efe9),
    .frame = rgb(0xffffff),
    .frame_hovered = rgb(0xf1efe9),
    .frame_active = rgb(0xe3ecf9),
    .border = rgb(0xdad6cc),
    .text = rgb(0x22262c),
    .muted = rgb(0x666b72),
    .accent = rgb(0x1f5fbf),
    .header = rgb(0xe3ecf9),
    .header_hovered = rgb(0xeef3fa),
    .marked = rgb(0xffe9a8),
    .marked_line = rgb(0xd9a400),
    .as_of = rgb(0xd9a400),
};
constexpr PanelColours dark_colours{
    .window = rgb(0x171c24),
    .child = rgb(0x1e242e),
    .frame = rgb(0x10141a),
    .frame_hovered = rgb(0x1e242e),
    .frame_active = rgb(0x22324d),
    .border = rgb(0x2c343f),
    .text = rgb(0xe4e7eb),
    .muted = rgb(0x98a1ac),
    .accent = rgb(0x6fa8ff),
    .header = rgb(0x22324d),
    .header_hovered = rgb(0x2a3a55),
    .marked = rgb(0x5c4a12),
    .marked_line = rgb(0xffd34d),
    .as_of = rgb(0xffd34d),
};

ImVec4 vec4(Rgba c)
{
    return ImGui::ColorConvertU32ToFloat4(u32(c));
}

} // namespace

ImU32 u32(Rgba c, double opacity)
{
    return IM_COL32(c.r, c.g, c.b, static_cast<int>(c.a * opacity + 0.5));
}

const PanelColours& panel_colours(StyleName style)
{
    return style == StyleName::dark ? dark_colours : light_colours;
}

void apply_theme(const PanelColours& c)
{
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowRounding = 0;
    style.FrameRounding = 4;
    style.PopupRounding = 4;
    style.GrabRounding = 6;
    style.ScrollbarSize = 10;
    style.WindowBorderSize = 0;
    style.FrameBorderSize = 1;
    style.PopupBorderSize = 1;
    style.WindowPadding = {12, 12};
    style.FramePadding = {8, 4};
    style.ItemSpacing = {8, 4};
    const std::pair<int, Rgba> table[] = {
        {ImGuiCol_WindowBg, c.window},
        {ImGuiCol_PopupBg, c.window},
        {ImGuiCol_ChildBg, c.child},
        {ImGuiCol_MenuBarBg, c.child},
        {ImGuiCol_FrameBg, c.frame},
        {ImGuiCol_FrameBgHovered, c.frame_hovered},
        {ImGuiCol_FrameBgActive, c.frame_active},
        {ImGuiCol_Border, c.border},
        {ImGuiCol_Separator, c.border},
        {ImGuiCol_Text, c.text},
        {ImGuiCol_TextDisabled, c.muted},
        {ImGuiCol_CheckMark, c.accent},
        {ImGuiCol_SliderGrab, c.accent},
        {ImGuiCol_SliderGrabActive, c.accent},
        {ImGuiCol_NavHighlight, c.accent},
        {ImGuiCol_Header, c.header},
        {ImGuiCol_HeaderHovered, c.header_hovered},
        {ImGuiCol_HeaderActive, c.header},
        {ImGuiCol_Button, c.frame},
        {ImGuiCol_ButtonHovered, c.frame_hovered},
        {ImGuiCol_ButtonActive, c.frame_active},
        {ImGuiCol_TextSelectedBg, c.header},
        {ImGuiCol_ScrollbarBg, c.window},
        {ImGuiCol_ScrollbarGrab, c.border},
        {ImGuiCol_ScrollbarGrabHovered, c.muted},
        {ImGuiCol_ScrollbarGrabActive, c.muted},
    };
    for (const auto& [index, colour] : table)
        style.Colors[index] = vec4(colour);
}

PanelFonts load_panel_fonts(const std::filesystem::path& folder, double scale)
{
    // Latin with its extensions, Greek, Cyrillic, dashes, quotation marks and the ellipsis; what else may
    // come is shaped.
    static constexpr ImWchar ranges[] = {0x20,   0x24f,  0x370,  0x52f,  0x1e00, 0x1eff,
                                         0x2010, 0x205e, 0x20a0, 0x20bf, 0};
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    const auto load = [&](const char* name, float size_px) {
        const std::filesystem::path path = folder / name;
        if (!std::filesystem::exists(path))
            throw Error{"cannot open the window: font '" + path.string() + "' is missing"};
        // ImGui sizes fonts by ascent plus descent: Noto Sans takes 1.362 em for those.
        return atlas.AddFontFromFileTTF(path.c_str(), size_px * 1.362f * static_cast<float>(scale), nullptr,
                                        ranges);
    };
    PanelFonts fonts;
    fonts.text = load("NotoSans-Regular.ttf", 13);
    fonts.bold = load("NotoSans-Bold.ttf", 15);
    fonts.head = load("NotoSans-Bold.ttf", 11);
    fonts.small = load("NotoSans-Regular.ttf", 11.5f);
    fonts.title = load("NotoSans-Bold.ttf", 17);
    ImGui::GetIO().FontGlobalScale = static_cast<float>(1 / scale);
    if (!atlas.Build())
        throw Error{"cannot open the window: the fonts in '" + folder.string() + "' cannot be drawn"};
    return fonts;
}

} // namespace sitmap
