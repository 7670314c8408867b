#include "render/in_two.hpp"
#include "render/layers/overlay.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

/// Screen pixels between positions that are looked up; between them by straight lines.
constexpr int lattice_px = 16;

struct Node {
    double column = 0, row = 0;
    bool known = false;
};

/// Where in the picture each crossing of a lattice over the frame lies.
class Lattice {
public:
    Lattice(const Camera& camera, const OverlayLayer& overlay, int width, int height)
        : columns_{width / lattice_px + 2}
    {
        const Extent& e = overlay.image_extent;
        const double per_lon = overlay.image->width / (e.east - e.west);
        const double per_lat = overlay.image->height / (e.north - e.south);
        const double middle = (e.west + e.east) / 2;
        for (int r = 0; r < height / lattice_px + 2; ++r)
            for (int c = 0; c < columns_; ++c) {
                const auto p =
                    camera.to_lonlat({camera.frame().x + c * lattice_px, camera.frame().y + r * lattice_px});
                Node node;
                if (p) {
                    const double lon = p->lon - 360 * std::round((p->lon - middle) / 360);
                    node = {(lon - e.west) * per_lon, (e.north - p->lat) * per_lat, true};
                }
                nodes_.push_back(node);
            }
    }
    [[nodiscard]] Node at(int x, int y) const
    {
        const int c = x / lattice_px, r = y / lattice_px;
        const Node &a = node(c, r), &b = node(c + 1, r), &d = node(c, r + 1), &e = node(c + 1, r + 1);
        const double tx = (x % lattice_px + 0.5) / lattice_px, ty = (y % lattice_px + 0.5) / lattice_px;
        return {std::lerp(std::lerp(a.column, b.column, tx), std::lerp(d.column, e.column, tx), ty),
                std::lerp(std::lerp(a.row, b.row, tx), std::lerp(d.row, e.row, tx), ty),
                a.known && b.known && d.known && e.known};
    }

private:
    [[nodiscard]] const Node& node(int c, int r) const
    {
        return nodes_[static_cast<std::size_t>(r * columns_ + c)];
    }
    int columns_;
    std::vector<Node> nodes_;
};

/// Mixed of the four pixels around.
void put_mixed(const Pixels& image, double column, double row, std::uint8_t* out)
{
    const double x = column - 0.5, y = row - 0.5;
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    std::array<double, 4> sum{};
    for (const int dy : {0, 1})
        for (const int dx : {0, 1}) {
            const auto px = static_cast<std::size_t>(std::clamp(left + dx, 0, image.width - 1));
            const auto py = static_cast<std::size_t>(std::clamp(top + dy, 0, image.height - 1));
            const std::uint8_t* p = &image.rgba[(py * static_cast<std::size_t>(image.width) + px) * 4];
            const double weight =
                (dx == 0 ? 1 - (x - left) : x - left) * (dy == 0 ? 1 - (y - top) : y - top) * p[3];
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += weight * p[c];
            sum[3] += weight;
        }
    if (sum[3] <= 0)
        return;
    for (std::size_t c = 0; c < 3; ++c)
        out[c] = static_cast<std::uint8_t>(std::min(255.0, sum[c] / sum[3] + 0.5));
    out[3] = static_cast<std::uint8_t>(std::min(255.0, sum[3] + 0.5));
}

Raster on_frame(const Frame& frame, const OverlayLayer& overlay)
{
    const PxRect& box = frame.camera.frame();
    const int width = static_cast<int>(std::ceil(box.width)),
              height = static_cast<int>(std::ceil(box.height));
    auto pixels = std::make_shared<Pixels>();
    pixels->width = width;
    pixels->height = height;
    pixels->rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 0);
    const Lattice lattice{frame.camera, overlay, width, height};
    const Pixels& image = *overlay.image;
    in_two(
        static_cast<std::size_t>(height),
        [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t y = begin; y < end; ++y)
                for (int x = 0; x < width; ++x) {
                    const Node at = lattice.at(x, static_cast<int>(y));
                    if (at.known && at.column >= 0 && at.row >= 0 && at.column < image.width &&
                        at.row < image.height)
                        put_mixed(
                            image, at.column, at.row,
                            &pixels
                                 ->rgba[(y * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
                                        4]);
                }
        },
        32);
    return {std::move(pixels),
            {box.x, box.y, static_cast<double>(width), static_cast<double>(height)},
            overlay.opacity};
}

} // namespace

void draw_overlay_images(Frame& frame)
{
    for (std::size_t i = 0; i < frame.map.overlays.size(); ++i) {
        const OverlayLayer& overlay = frame.map.overlays[i];
        if (!overlay.image || !overlay.visible || frame.view.hidden_overlays.contains(i) ||
            !frame.projector.sees(overlay.image_extent))
            continue;
        frame.list().commands.emplace_back(on_frame(frame, overlay));
        frame.legend(LegendEntry::Group::own, overlay.title, [&](DrawList& mark) {
            mark.commands.emplace_back(Raster{overlay.image, {1, 3, 16, 12}, overlay.opacity});
        });
    }
}

} // namespace sitmap
