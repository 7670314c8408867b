#include "render/hatching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sitmap {

PxRect bounds_of(const Path& path)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double west = infinity, north = infinity, east = -infinity, south = -infinity;
    for (const Contour& contour : path) {
        for (const Px p : contour) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y))
                continue;
            west = std::min(west, p.x);
            east = std::max(east, p.x);
            north = std::min(north, p.y);
            south = std::max(south, p.y);
        }
    }
    if (west > east)
        return {};
    return {west, north, east - west, south - north};
}

PxRect common_part(const PxRect& a, const PxRect& b)
{
    const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.x + a.width, b.x + b.width) - x),
            std::max(0.0, std::min(a.y + a.height, b.y + b.height) - y)};
}

std::vector<HatchLine> hatch_lines(const Hatch& hatch, const PxRect& box)
{
    std::vector<HatchLine> lines;
    if (hatch.kind != Hatch::Kind::lines || box.width <= 0 || box.height <= 0)
        return lines;
    const double angle = hatch.angle_deg * std::numbers::pi / 180;
    const Px along{std::cos(angle), -std::sin(angle)}; // y grows downwards
    const Px across{std::sin(angle), std::cos(angle)};
    const double step = std::max(0.5, hatch.step_px);

    double along_min = 0, along_max = 0, across_min = 0, across_max = 0;
    bool first = true;
    for (const Px corner : {Px{box.x, box.y}, Px{box.x + box.width, box.y}, Px{box.x, box.y + box.height},
                            Px{box.x + box.width, box.y + box.height}}) {
        const double s = corner.x * along.x + corner.y * along.y;
        const double t = corner.x * across.x + corner.y * across.y;
        along_min = first ? s : std::min(along_min, s);
        along_max = first ? s : std::max(along_max, s);
        across_min = first ? t : std::min(across_min, t);
        across_max = first ? t : std::max(across_max, t);
        first = false;
    }
    const double last = std::floor((across_max + hatch.width_px) / step);
    for (double row = std::ceil((across_min - hatch.width_px) / step); row <= last; ++row) {
        const double t = row * step;
        lines.push_back({{along_min * along.x + t * across.x, along_min * along.y + t * across.y},
                         {along_max * along.x + t * across.x, along_max * along.y + t * across.y}});
    }
    return lines;
}

std::vector<Px> hatch_dots(const Hatch& hatch, const PxRect& box)
{
    std::vector<Px> dots;
    if (hatch.kind != Hatch::Kind::dots || box.width <= 0 || box.height <= 0)
        return dots;
    const double step = std::max(2.0, hatch.step_px);
    for (double row = std::floor(box.y / step); row * step <= box.y + box.height + step / 2; ++row)
        for (double column = std::floor(box.x / step); column * step <= box.x + box.width + step / 2;
             ++column)
            dots.push_back({column * step, row * step});
    return dots;
}

} // namespace sitmap
