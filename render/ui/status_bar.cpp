#include "render/ui/status_bar.hpp"

#include "geodata/mgrs.hpp"
#include "render/ui/widgets.hpp"

#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

std::string degrees_minutes_seconds(double degrees, char positive, char negative)
{
    const long tenths = std::lround(std::abs(degrees) * 36'000); // of a second: 3 m
    char text[48];
    std::snprintf(text, sizeof text, "%ld° %02ld′ %02ld.%ld″ %c", tenths / 36'000, tenths / 600 % 60,
                  tenths / 10 % 60, tenths % 10, degrees < 0 ? negative : positive);
    return text;
}

} // namespace

std::string position_for_people(LonLat p, CoordinateFormat format)
{
    if (format == CoordinateFormat::mgrs)
        return mgrs(p);
    if (format == CoordinateFormat::degrees_minutes_seconds)
        return degrees_minutes_seconds(p.lon, 'E', 'W') + " " + degrees_minutes_seconds(p.lat, 'N', 'S');
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
                     const PxRect& rect, UiState& state)
{
    begin_panel("status", rect, ui.colours->child, {0, 0});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddLine(vec(rect.x, rect.y + 0.5), vec(rect.x + rect.width, rect.y + 0.5), u32(ui.colours->border));
    const auto at_pointer = state.pointer ? camera.to_lonlat(*state.pointer) : std::optional<LonLat>{};
    // Nought is also the sum where none states a figure, which is not the same as nobody killed.
    const std::string killed =
        data.totals == Totals{} ? "none or not known" : for_people(data.totals) + ", low to high";
    const std::string totals = "totals: reported killed " + killed + " · stocks not counted";
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
    const float coordinates_x = x;
    cell(position_for_people(at_pointer.value_or(camera.centre()), state.coordinates), 130);
    ImGui::SetCursorScreenPos({coordinates_x - 12, y - 4});
    if (ImGui::InvisibleButton("coordinates", {x - coordinates_x, 24}))
        state.coordinates = static_cast<CoordinateFormat>((static_cast<int>(state.coordinates) + 1) % 3);
    if (ImGui::IsItemHovered())
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    cell("1 : " + grouped(two_figures(scene.scale_denominator)), 80);
    const long up = std::lround(camera.bearing_deg() < 0 ? camera.bearing_deg() + 360 : camera.bearing_deg());
    cell(camera.bearing_deg() == 0 ? "Web Mercator" : "Web Mercator, up is " + std::to_string(up) + "°", 0);
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
