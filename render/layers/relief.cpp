#include "render/layers/relief.hpp"
#include "render/in_two.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

constexpr double cell_px = 2.0; ///< a cell of the source is many pixels wide wherever relief is seen well
constexpr int lattice_step =
    16; ///< cells between positions that are projected; between them by straight lines

/// Shade as the raster has it, 0 to 255, smooth between cells; columns wrap round the globe.
class Shade {
public:
    explicit Shade(const Relief& relief) : relief_{relief} {}

    [[nodiscard]] double at(double column, double row) const
    {
        const double fc = std::floor(column), fr = std::floor(row);
        const double tc = column - fc, tr = row - fr;
        // Smoothstep keeps the slope from jumping at the source's cell edges.
        const double sc = tc * tc * (3.0 - 2.0 * tc), sr = tr * tr * (3.0 - 2.0 * tr);
        const int c = static_cast<int>(fc), r = static_cast<int>(fr);
        return std::lerp(std::lerp(cell(c, r), cell(c + 1, r), sc),
                         std::lerp(cell(c, r + 1), cell(c + 1, r + 1), sc), sr);
    }
    [[nodiscard]] double column(double lon) const { return (lon + 180.0) / 360.0 * relief_.width - 0.5; }
    [[nodiscard]] double row(double lat) const { return (90.0 - lat) / 180.0 * relief_.height - 0.5; }

private:
    [[nodiscard]] double cell(int column, int row) const
    {
        const bool inside = column >= 0 && column < relief_.width;
        const int c = inside ? column : ((column % relief_.width) + relief_.width) % relief_.width;
        const int r = std::clamp(row, 0, relief_.height - 1);
        return relief_.shade[static_cast<std::size_t>(r) * static_cast<std::size_t>(relief_.width) +
                             static_cast<std::size_t>(c)];
    }
    const Relief& relief_;
};

struct Lattice {
    int columns = 0, rows = 0;
    std::vector<std::optional<LonLat>> nodes;
    [[nodiscard]] const std::optional<LonLat>& node(int c, int r) const
    {
        return nodes[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) +
                     static_cast<std::size_t>(c)];
    }
};

Lattice lattice_for(const Camera& camera, int width, int height)
{
    Lattice lattice{width / lattice_step + 2, height / lattice_step + 2, {}};
    const double step = cell_px * lattice_step;
    for (int r = 0; r < lattice.rows; ++r)
        for (int c = 0; c < lattice.columns; ++c) {
            auto p = camera.to_lonlat({camera.frame().x + c * step, camera.frame().y + r * step});
            if (p) // in one piece around the centre
                p->lon -= 360.0 * std::round((p->lon - camera.centre().lon) / 360.0);
            lattice.nodes.push_back(p);
        }
    return lattice;
}

std::optional<LonLat> position(const Lattice& lattice, int x, int y)
{
    const int c = x / lattice_step, r = y / lattice_step;
    const double tx = static_cast<double>(x % lattice_step) / lattice_step;
    const double ty = static_cast<double>(y % lattice_step) / lattice_step;
    const auto &a = lattice.node(c, r), &b = lattice.node(c + 1, r), &d = lattice.node(c, r + 1),
               &e = lattice.node(c + 1, r + 1);
    if (!a || !b || !d || !e)
        return std::nullopt;
    return LonLat{std::lerp(std::lerp(a->lon, b->lon, tx), std::lerp(d->lon, e->lon, tx), ty),
                  std::lerp(std::lerp(a->lat, b->lat, tx), std::lerp(d->lat, e->lat, tx), ty)};
}

double strength_for(const Frame& frame)
{
    if (frame.palette.name == StyleName::dark)
        return 0.10;
    if (frame.palette.name == StyleName::print)
        return 0.30;
    return 0.42;
}

constexpr double flat_shade = 181.0; ///< see map.hpp

constexpr std::size_t shade_fineness = 8, shade_steps = 255 * shade_fineness + 1;

/// What is laid over the land, by shade in steps of an eighth.
std::array<Rgba, shade_steps> tones_for(const Frame& frame)
{
    const double strength = strength_for(frame);
    std::array<Rgba, shade_steps> tones;
    for (std::size_t i = 0; i < shade_steps; ++i) {
        const double light = (static_cast<double>(i) / shade_fineness - flat_shade) / 255.0;
        const double alpha = std::min(0.42, 2.0 * strength * std::abs(light)) * (light > 0 ? 0.8 : 1.0);
        tones[i] =
            faded(light > 0 ? frame.palette.base.relief_bright : frame.palette.base.relief_dark, alpha);
    }
    return tones;
}

Raster shaded(Frame& frame, const Path& land)
{
    const PxRect& box = frame.camera.frame();
    const int width = static_cast<int>(std::ceil(box.width / cell_px)),
              height = static_cast<int>(std::ceil(box.height / cell_px));
    auto pixels = std::make_shared<Pixels>();
    pixels->width = width;
    pixels->height = height;
    pixels->rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 0);
    const Shade shade{frame.map.basemap->relief};
    const Lattice lattice = lattice_for(frame.camera, width, height);
    const auto mask = land_mask(land, {box.x, box.y}, cell_px, width, height);
    const std::array<Rgba, shade_steps> tones = tones_for(frame);
    const auto stride = static_cast<std::size_t>(width);
    in_two(
        static_cast<std::size_t>(height),
        [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t y = begin; y < end; ++y)
                for (std::size_t x = 0; x < stride; ++x) {
                    const std::size_t at = y * stride + x;
                    const auto p = mask[at] != 0 ? position(lattice, static_cast<int>(x), static_cast<int>(y))
                                                 : std::nullopt;
                    if (!p)
                        continue;
                    const double light = shade.at(shade.column(p->lon), shade.row(p->lat));
                    const Rgba tone = tones[static_cast<std::size_t>(light * shade_fineness + 0.5)];
                    pixels->rgba[at * 4] = tone.r;
                    pixels->rgba[at * 4 + 1] = tone.g;
                    pixels->rgba[at * 4 + 2] = tone.b;
                    pixels->rgba[at * 4 + 3] = tone.a;
                }
        },
        64);
    return {std::move(pixels), {box.x, box.y, width * cell_px, height * cell_px}, 1.0};
}

} // namespace

std::vector<std::uint8_t> land_mask(const Path& rings, Px corner, double cell, int width, int height)
{
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    std::vector<std::vector<double>> crossings(static_cast<std::size_t>(height));
    for (const Contour& ring : rings) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            Px a = ring[j], b = ring[i];
            if (a.y > b.y)
                std::swap(a, b);
            const auto row_at = [&](double y) { return std::ceil((y - corner.y) / cell - 0.5); };
            const int first = static_cast<int>(std::clamp(row_at(a.y), 0.0, static_cast<double>(height)));
            const int last = static_cast<int>(std::clamp(row_at(b.y), 0.0, static_cast<double>(height)));
            for (int row = first; row < last; ++row) {
                const double y = corner.y + (row + 0.5) * cell;
                crossings[static_cast<std::size_t>(row)].push_back(a.x +
                                                                   (b.x - a.x) * (y - a.y) / (b.y - a.y));
            }
        }
    }
    for (int row = 0; row < height; ++row) {
        auto& xs = crossings[static_cast<std::size_t>(row)];
        std::sort(xs.begin(), xs.end());
        for (std::size_t k = 0; k + 1 < xs.size(); k += 2) {
            const auto column = [&](double x) {
                return static_cast<int>(
                    std::clamp(std::ceil((x - corner.x) / cell - 0.5), 0.0, static_cast<double>(width)));
            };
            for (int c = column(xs[k]); c < column(xs[k + 1]); ++c)
                mask[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(c)] = 1;
        }
    }
    return mask;
}

void draw_relief(Frame& frame, const Path& land)
{
    Raster raster = frame.cache.relief(frame.camera, static_cast<int>(frame.palette.name),
                                       [&] { return shaded(frame, land); });
    frame.list().commands.emplace_back(std::move(raster));
}

} // namespace sitmap
