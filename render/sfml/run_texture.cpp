#include "render/sfml/run_texture.hpp"

#include "render/cairo/painter.hpp"
#include "render/hatching.hpp"
#include "render/text/shaper.hpp"

#include <cmath>
#include <functional>
#include <numbers>
#include <string>

namespace sitmap {

namespace {

constexpr double largest_px = 4096; // each way; no label is longer
constexpr std::uint64_t frames_kept = 100;

/// Box around the run as drawn, relative to its base line's start, in list pixels; generous towards
/// overhanging letters.
PxRect box_of(const GlyphRun& run)
{
    const TextSize size = measure(run.text, run.font);
    const double pad = run.halo_width_px / 2 + 2 + run.font.size_px * 0.3;
    const double angle = -run.angle_deg * std::numbers::pi / 180;
    Contour corners;
    for (const double x : {-pad, size.advance + pad})
        for (const double y : {-size.ascent - pad, size.descent + pad})
            corners.push_back(
                {x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle)});
    return bounds_of({corners});
}

struct Snapped {
    int whole = 0;
    double quarter = 0;
};
Snapped snapped(double device)
{
    const double quarters = std::round(device * 4);
    const double whole = std::floor(quarters / 4);
    return {static_cast<int>(whole), quarters / 4 - whole};
}

} // namespace

std::size_t RunTextures::Hash::operator()(const Key& key) const
{
    std::size_t hash = std::hash<std::string>{}(key.run.text);
    const auto mix = [&hash](double more) { hash = hash * 1'000'003u ^ std::hash<double>{}(more); };
    mix(key.run.font.size_px);
    mix(key.run.baseline.x + 10 * key.run.baseline.y);
    mix(key.run.angle_deg);
    mix(key.run.colour.r * 65536.0 + key.run.colour.g * 256.0 + key.run.colour.b);
    mix(key.scale);
    return hash;
}

std::optional<PlacedTexture> RunTextures::place(const GlyphRun& run, double scale, int width, int height)
{
    if (run.text.empty() || !std::isfinite(run.baseline.x) || !std::isfinite(run.baseline.y) ||
        std::abs(run.baseline.x * scale) > 1e6 || std::abs(run.baseline.y * scale) > 1e6)
        return std::nullopt;
    const PxRect box = box_of(run);
    const auto [x, quarter_x] = snapped(run.baseline.x * scale);
    const auto [y, quarter_y] = snapped(run.baseline.y * scale);
    const int left = static_cast<int>(std::floor(box.x * scale)),
              top = static_cast<int>(std::floor(box.y * scale));
    const double columns = std::ceil(box.width * scale) + 2, rows = std::ceil(box.height * scale) + 2;
    if (columns > largest_px || rows > largest_px)
        return std::nullopt;
    const PlacedTexture placed{0, x + left, y + top, static_cast<int>(columns), static_cast<int>(rows)};
    if (placed.x >= width || placed.y >= height || placed.x + placed.width <= 0 ||
        placed.y + placed.height <= 0)
        return std::nullopt;

    Key key{run, scale};
    key.run.baseline = {quarter_x, quarter_y};
    auto known = entries_.find(key);
    if (known == entries_.end()) {
        DrawList list;
        list.width_px = columns / scale;
        list.height_px = rows / scale;
        list.background.a = 0;
        GlyphRun alone = run;
        alone.baseline = {(quarter_x - left) / scale, (quarter_y - top) / scale};
        list.commands.push_back(std::move(alone));
        known =
            entries_.emplace(std::move(key), Entry{Texture{paint(list, scale), Texture::Scaling::none}, 0})
                .first;
    }
    known->second.used = frame_;
    PlacedTexture result = placed;
    result.texture = known->second.texture.id();
    return result;
}

void RunTextures::next_frame()
{
    ++frame_;
    if (frame_ % 20 == 0)
        std::erase_if(entries_,
                      [this](const auto& entry) { return entry.second.used + frames_kept < frame_; });
}

} // namespace sitmap
