#include "render/sheet/sheet_parts.hpp"
#include "engine/quantity.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

Projection projection_for(const Extent& extent, const std::string& crs)
{
    if (!crs.empty())
        return Projection::of(crs);
    const double width =
        extent.crosses_antimeridian() ? extent.east - extent.west + 360 : extent.east - extent.west;
    // From here on a cone's meridians would spread like a fan about a pole that is in or near the picture.
    constexpr double near_pole = 66, widest_near_pole = 60, at_pole = 84;
    const double nearer = std::min(std::abs(extent.south), std::abs(extent.north));
    const bool one_side = (extent.south < 0) == (extent.north < 0);
    const double further = std::max(std::abs(extent.south), std::abs(extent.north));
    if (one_side && (further >= at_pole || (nearer >= near_pole && width > widest_near_pole)) && nearer > 40)
        return Projection::polar_for(extent);
    if (width <= 120 && extent.north - extent.south <= 80)
        return Projection::conic_for(extent);
    return Projection::equal_earth(extent.west + width / 2);
}

std::string grouped_number(std::int64_t n)
{
    return Quantity::exactly(n).for_people();
}

/// Two figures, as scales are given: 1 : 3,460,000 is false precision on a conic.
std::string scale_words(double denominator)
{
    const double step = std::pow(10.0, std::max(0.0, std::floor(std::log10(denominator)) - 2.0));
    return "1\u00a0:\u00a0" + // a scale is not parted at the end of a line
           grouped_number(static_cast<std::int64_t>(std::llround(denominator / step) * std::llround(step)));
}

Corner emptiest_corner(const PxRect& frame, double width, double height, const std::vector<Px>& things,
                       const std::vector<PxRect>& kept)
{
    constexpr double inset = 12;
    const double left = frame.x + inset, right = frame.x + frame.width - width - inset;
    const double top = frame.y + inset, bottom = frame.y + frame.height - height - inset;
    Corner best;
    for (const Px at : {Px{left, bottom}, Px{right, bottom}, Px{left, top}, Px{right, top}}) {
        const PxRect box{at.x, at.y, width, height};
        if (std::any_of(kept.begin(), kept.end(), [&](const PxRect& k) { return box.overlaps(k); }))
            continue;
        const auto covered = static_cast<std::size_t>(
            std::count_if(things.begin(), things.end(), [&](Px p) { return grown(box, 16).contains(p); }));
        if (covered < best.covered)
            best = {box, covered};
    }
    return best;
}

std::vector<Px> drawn_points(const Scene& scene)
{
    std::vector<Px> points;
    for (const HitTarget& target : scene.targets)
        points.push_back(target.at);
    for (const DrawCommand& command : scene.list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command))
            points.push_back(run->baseline);
    return points;
}

DrawCommand moved(DrawCommand command, Px by, double scale)
{
    const auto place = [&](Px p) { return by + p * scale; };
    const auto shift = [&](Path& path) {
        for (Contour& contour : path)
            for (Px& p : contour)
                p = place(p);
    };
    if (auto* fill = std::get_if<FillPath>(&command)) {
        shift(fill->path);
        if (fill->gradient) {
            fill->gradient->from = place(fill->gradient->from);
            fill->gradient->to = place(fill->gradient->to);
        }
    } else if (auto* stroke = std::get_if<StrokePath>(&command)) {
        shift(stroke->path);
    } else if (auto* run = std::get_if<GlyphRun>(&command)) {
        run->baseline = place(run->baseline);
    } else if (auto* raster = std::get_if<Raster>(&command)) {
        const Px corner = place({raster->target.x, raster->target.y});
        raster->target = {corner.x, corner.y, raster->target.width * scale, raster->target.height * scale};
    } else if (auto* clip = std::get_if<Clip>(&command); clip && clip->rect) {
        const Px corner = place({clip->rect->x, clip->rect->y});
        clip->rect = PxRect{corner.x, corner.y, clip->rect->width * scale, clip->rect->height * scale};
    }
    return command;
}

} // namespace sitmap
