#include "render/sheet/furniture.hpp"
#include "render/px_geometry.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

constexpr double bar_padding_x = 14, bar_height = 44;

std::string length_words(double metres)
{
    const bool km = metres >= 1000;
    const double value = km ? metres / 1000 : metres;
    const bool whole = std::abs(value - std::round(value)) < 1e-9;
    std::string text = whole ? std::to_string(std::llround(value)) : std::to_string(value);
    if (!whole) {
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

} // namespace

void add_text(DrawList& list, std::string text, const Font& font, Px baseline, Rgba colour, Align align)
{
    const double wide = align == Align::left ? 0 : measure(text, font).advance;
    const double back = align == Align::right ? wide : wide / 2.0;
    list.commands.push_back(
        GlyphRun{std::move(text), font, {baseline.x - back, baseline.y}, 0, colour, {}, 0});
}

FittedText fitted(const std::string& text, Font font, const std::vector<double>& sizes, double width_px)
{
    for (const double size : sizes) {
        font.size_px = size;
        if (measure(text, font).advance <= width_px)
            return {text, size};
    }
    const auto lines = wrapped(text, font, width_px - measure("…", font).advance);
    return {lines.empty() ? text : lines.front() + "…", font.size_px};
}

ScaleLength scale_length(const Camera& camera, double most_px)
{
    const double m_per_px = camera.ground_m_per_px(camera.centre());
    const double most = most_px * m_per_px;
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double k : {5.0, 2.0, 1.0})
        if (k * power <= most)
            return {k * power, k * power / m_per_px};
    return {power, power / m_per_px};
}

PxRect scale_bar_box(const Camera& camera, Px corner, double most_px)
{
    return {corner.x, corner.y, scale_length(camera, most_px).px + 2 * bar_padding_x + 34, bar_height};
}

void draw_scale_bar(DrawList& list, const Palette& palette, const Camera& camera, Px corner, double most_px)
{
    const ScaleLength bar = scale_length(camera, most_px);
    const PxRect box = scale_bar_box(camera, corner, most_px);
    list.commands.push_back(FillPath{{rect_px(box)}, faded(palette.paper, 0.88), {}, {}});
    const double x = box.x + bar_padding_x, y = box.y + 32, tick = 5;
    const Path path{{{x, y - tick}, {x, y}, {x + bar.px, y}, {x + bar.px, y - tick}},
                    {{x + bar.px / 2, y - tick}, {x + bar.px / 2, y}}};
    list.commands.push_back(StrokePath{path, false, palette.ink, 1.3, {}, Cap::butt});
    const Font font{11, FontWeight::regular, false, 0};
    const char* unit = bar.metres >= 1000 ? " km" : " m";
    add_text(list, "0", font, {x, y - 10}, palette.ink, Align::centre);
    add_text(list, length_words(bar.metres / 2), font, {x + bar.px / 2, y - 10}, palette.ink, Align::centre);
    const std::string last = length_words(bar.metres);
    const double half = measure(last, font).advance / 2;
    add_text(list, last + unit, font, {x + bar.px - half, y - 10}, palette.ink);
}

std::vector<std::int64_t> round_sizes(std::int64_t most)
{
    std::vector<std::int64_t> steps;
    for (std::int64_t power = 1; power <= most && power <= 1'000'000'000; power *= 10)
        for (const std::int64_t k : {1, 2, 5})
            if (k * power <= most)
                steps.push_back(k * power);
    // The largest, and two well below it: every third step, at most three.
    std::vector<std::int64_t> out;
    for (std::size_t back = 1; back <= steps.size() && out.size() < 3; back += 2)
        out.insert(out.begin(), steps[steps.size() - back]);
    return out;
}

} // namespace sitmap
