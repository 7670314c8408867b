#include "render/density_ramp.hpp"
#include "render/layers/density.hpp"
#include "render/text/shaper.hpp"
#include "render/ui/panel_model.hpp"

#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

constexpr Font head_font{12.5, FontWeight::bold, false, 0}, small_font{11, FontWeight::regular, false, 0};
constexpr double ramp_height = 12, line_px = 15;

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

/// Round numbers inside the scale: 1, 3, 10, 30 … or 1, 10, 100 … where they would stand too close.
std::vector<double> round_numbers(const DensityScale& scale, double width)
{
    constexpr double least_px = 34;
    const double decades = std::log10(scale.high / scale.low);
    const bool threes = width / decades / 2 >= least_px;
    std::vector<double> numbers;
    for (double ten = std::pow(10.0, std::floor(std::log10(scale.low))); ten <= scale.high * 1.001; ten *= 10)
        for (const double number : {ten, 3 * ten})
            if ((number == ten || threes) && number >= scale.low * 0.999 && number <= scale.high * 1.001)
                numbers.push_back(number);
    return numbers;
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

void text(DrawList& list, const std::string& words, const Font& font, Px at, Rgba colour)
{
    list.commands.push_back(GlyphRun{words, font, at, 0, colour, {}, 0});
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
    const double low = std::log(key.scale.low), range = std::log(key.scale.high) - low;
    y = ramp.y + ramp_height + 14;
    for (const double number : round_numbers(key.scale, width)) {
        const double x = ramp.x + (std::log(number) - low) / range * width;
        list.commands.push_back(StrokePath{{{{x, ramp.y + ramp_height}, {x, ramp.y + ramp_height + 4}}},
                                           false,
                                           palette.muted_ink,
                                           1,
                                           {},
                                           Cap::butt});
        const std::string words = number_for_people(number);
        const double half = measure(words, small_font).advance / 2;
        text(list, words, small_font, {std::clamp(x - half, ramp.x, ramp.x + width - 2 * half), y},
             palette.ink);
    }
    y += line_px + 2;
    text(list, "Spread by a Gaussian, σ = " + distance_words(key.sigma_km), small_font, {corner.x, y},
         palette.muted_ink);
    for (const std::string& line : wrapped(words_on(key), small_font, width)) {
        y += line_px;
        text(list, line, small_font, {corner.x, y}, palette.muted_ink);
    }
    return y + 5 - corner.y;
}

} // namespace sitmap
