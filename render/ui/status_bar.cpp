#include "render/ui/status_bar.hpp"

#include "render/ui/widgets.hpp"

#include <cmath>
#include <cstdio>

namespace sitmap {

std::string position_for_people(LonLat p)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.4f° %s %.4f° %s", std::abs(p.lon), p.lon < 0 ? "W" : "E",
                  std::abs(p.lat), p.lat < 0 ? "S" : "N");
    return text;
}

namespace {

/// Two figures say enough of a scale on a screen whose pixels are not measured.
std::int64_t two_figures(double number)
{
    if (!(number > 0) || number > 1e15)
        return 0;
    const double step = std::pow(10.0, std::floor(std::log10(number)) - 1);
    return std::llround(std::round(number / step) * step);
}

std::string under_pointer(const DensityKey& key, Px at)
{
    constexpr double reach_px = 12;
    const auto near = key.counts->within({at.x - key.corner.x, at.y - key.corner.y}, reach_px);
    char text[64];
    const double km = key.sigma_km * reach_px / key.sigma_px;
    std::snprintf(text, sizeof text, km < 10 ? " within %.2g km" : " within %.0f km", km);
    return grouped(static_cast<std::int64_t>(near)) + (near == 1 ? " incident" : " incidents") + text;
}

} // namespace

void show_status_bar(const Ui& ui, const PanelData& data, const Scene& scene, const Camera& camera,
                     const PxRect& rect, const UiState& state)
{
    begin_panel("status", rect, ui.colours->child, {0, 0});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddLine(vec(rect.x, rect.y + 0.5), vec(rect.x + rect.width, rect.y + 0.5), u32(ui.colours->border));
    const auto at_pointer = state.pointer ? camera.to_lonlat(*state.pointer) : std::optional<LonLat>{};
    const std::string totals =
        "totals: reported killed " + for_people(data.totals) + ", low to high · stocks not counted";
    const std::string in_view = grouped(static_cast<std::int64_t>(scene.in_view)) + " of " +
                                grouped(static_cast<std::int64_t>(data.counts.all)) + " incidents in view";
    float x = static_cast<float>(rect.x) + 12;
    const float y = static_cast<float>(rect.y) + 4;
    const auto cell = [&](const std::string& text, float least) {
        const float width =
            std::max(least, draw_text(ui, draw, TextKind::small, {x, y}, u32(ui.colours->muted), text));
        x += width + 10;
        draw->AddLine({x, y - 4}, {x, y + 20}, u32(ui.colours->border));
        x += 10;
    };
    cell(at_pointer ? position_for_people(*at_pointer) : position_for_people(camera.centre()), 130);
    cell("1 : " + grouped(two_figures(scene.scale_denominator)), 80);
    cell("Web Mercator", 0);
    cell(in_view, 0);
    if (scene.density && state.pointer)
        cell(under_pointer(*scene.density, *state.pointer), 0);
    cell(totals, 0);
    for (const std::string& note : scene.notes)
        if (x + text_width(ui, TextKind::small, note) < rect.x + rect.width - 250)
            cell(note, 0);
    const std::string boundaries = "Boundaries: de facto (Natural Earth)";
    const float width = text_width(ui, TextKind::small, boundaries);
    if (const float left = static_cast<float>(rect.x + rect.width) - 12 - width; left > x)
        draw_text(ui, draw, TextKind::small, {left, y}, u32(ui.colours->muted), boundaries);
    ImGui::End();
}

} // namespace sitmap
