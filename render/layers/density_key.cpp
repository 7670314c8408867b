#include "render/density_ramp.hpp"
#include "render/layers/density.hpp"
#include "render/text/shaper.hpp"
#include "render/ui/panel_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

namespace sitmap {

namespace {

constexpr Font head_font{12.5, FontWeight::bold, false, 0}, small_font{11, FontWeight::regular, false, 0};
constexpr double ramp_height = 12, line_px = 15;

void text(DrawList& list, const std::string& words, const Font& font, Px at, Rgba colour)
{
    list.commands.push_back(GlyphRun{words, font, at, 0, colour, {}, 0});
}

std::string number_for_people(double number)
{
    if (number >= 10'000)
        return std::to_string(std::llround(number / 1000)) + "k";
    if (number >= 1)
        return grouped(std::llround(number));
    char text[32];
    std::snprintf(text, sizeof text, "%.1g", number);
    return text;
}

/// Round numbers inside the scale: 1, 3, 10, 30 … or 1, 10, 100 … where they would stand too close. Tens
/// first, since they are what is named where not all can be.
std::vector<double> round_numbers(const DensityScale& scale, double width)
{
    constexpr double least_px = 34;
    const double decades = std::log10(scale.high / scale.low);
    const bool threes = width / decades / 2 >= least_px;
    std::vector<double> numbers;
    for (const double times : {1.0, 3.0})
        for (double ten = std::pow(10.0, std::floor(std::log10(scale.low))); ten <= scale.high * 1.001;
             ten *= 10)
            if (const double number = times * ten;
                (times == 1 || threes) && number >= scale.low * 0.999 && number <= scale.high * 1.001)
                numbers.push_back(number);
    return numbers;
}

/// Ticks under the ramp at round numbers. One that would come too near to another has its tick alone.
void draw_numbers(DrawList& list, const Palette& palette, const DensityScale& scale, const PxRect& ramp)
{
    constexpr double least_gap = 7;
    const double low = std::log(scale.low), range = std::log(scale.high) - low;
    const double bottom = ramp.y + ramp.height;
    std::vector<std::pair<double, double>> spans; // of the numbers that stand
    for (const double number : round_numbers(scale, ramp.width)) {
        const double x = ramp.x + (std::log(number) - low) / range * ramp.width;
        list.commands.push_back(
            StrokePath{{{{x, bottom}, {x, bottom + 4}}}, false, palette.muted_ink, 1, {}, Cap::butt});
        const std::string words = number_for_people(number);
        const double width = measure(words, small_font).advance;
        const double left = std::clamp(x - width / 2, ramp.x, ramp.x + ramp.width - width);
        const double right = left + width;
        if (std::any_of(spans.begin(), spans.end(), [&](const auto& span) {
                return left < span.second + least_gap && right + least_gap > span.first;
            }))
            continue;
        spans.emplace_back(left, right);
        text(list, words, small_font, {left, bottom + 14}, palette.ink);
    }
}

void draw_ramp(DrawList& list, const Palette& palette, const PxRect& box)
{
    constexpr double slice = 2;
    list.commands.push_back(FillPath{{{{box.x, box.y},
                                       {box.x + box.width, box.y},
                                       {box.x + box.width, box.y + box.height},
                                       {box.x, box.y + box.height}}},
                                     palette.base.land,
                                     {},
                                     {}});
    for (double x = 0; x < box.width; x += slice) {
        const double right = std::min(x + slice, box.width);
        list.commands.push_back(FillPath{{{{box.x + x, box.y},
                                           {box.x + right, box.y},
                                           {box.x + right, box.y + box.height},
                                           {box.x + x, box.y + box.height}}},
                                         density_colour(palette, (x + slice / 2) / box.width),
                                         {},
                                         {}});
    }
}

std::string distance_words(double km)
{
    char text[32];
    std::snprintf(text, sizeof text, km < 10 ? "%.2g km" : "%.0f km", km);
    return text;
}

std::string incidents(std::size_t n)
{
    return grouped(static_cast<std::int64_t>(n)) + (n == 1 ? " incident" : " incidents");
}

} // namespace

std::string words_on(const DensityKey& key)
{
    std::string words = incidents(key.in_view) + " in view";
    const auto left_out = [&](std::size_t n, const char* why) {
        if (n > 0)
            words += ", " + grouped(static_cast<std::int64_t>(n)) + " of them " + why;
    };
    left_out(key.vague, "known to a province or worse");
    left_out(key.too_wide, "known to an area wider than the map shows");
    if (key.vague + key.too_wide > 0)
        words += key.vague + key.too_wide == 1 ? ", is not in the density" : ", are not in the density";
    return words;
}

double draw_density_key(DrawList& list, const Palette& palette, const DensityKey& key, Px corner,
                        double width)
{
    double y = corner.y + 11;
    text(list, "Incidents per 100 km²", head_font, {corner.x, y}, palette.ink);
    const std::string log = "log scale";
    text(list, log, small_font, {corner.x + width - measure(log, small_font).advance, y}, palette.muted_ink);
    const PxRect ramp{std::round(corner.x), std::round(y + 7), width, ramp_height};
    draw_ramp(list, palette, ramp);
    draw_numbers(list, palette, key.scale, ramp);
    y = ramp.y + ramp_height + 14 + line_px + 2;
    text(list, "Spread by a Gaussian, σ = " + distance_words(key.sigma_km), small_font, {corner.x, y},
         palette.muted_ink);
    for (const std::string& line : wrapped(words_on(key), small_font, width)) {
        y += line_px;
        text(list, line, small_font, {corner.x, y}, palette.muted_ink);
    }
    return y + 5 - corner.y;
}

} // namespace sitmap
