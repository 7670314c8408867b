#include "render/layers/graticule.hpp"
#include "render/px_geometry.hpp"

#include <array>
#include <cmath>

namespace sitmap {

namespace {

constexpr double above_scale = 2e6;

struct Lines {
    double degrees;
    bool meridian;
    Path path;
};

std::vector<Lines> lines_of_frame(const Frame& frame)
{
    const Extent seen = frame.camera.seen_unwrapped();
    const double step = graticule_step(frame.camera.ground_m_per_px(frame.camera.centre()) / 111'320.0);
    const double south = std::max(seen.south, -89.0), north = std::min(seen.north, 89.0);
    std::vector<Lines> out;
    constexpr int parts = 48;
    const auto add = [&](double degrees, bool meridian) {
        Contour line;
        for (int i = 0; i <= parts; ++i) {
            const double t = static_cast<double>(i) / parts;
            const LonLat p = meridian ? LonLat{degrees, std::lerp(south, north, t)}
                                      : LonLat{std::lerp(seen.west, seen.east, t), degrees};
            if (const auto px = frame.camera.to_px_unwrapped(p))
                line.push_back(*px);
        }
        out.push_back({degrees, meridian, clip_line(line, frame.camera.frame())});
    };
    for (double lon = std::ceil(seen.west / step) * step; lon <= seen.east; lon += step)
        add(lon, true);
    for (double lat = std::ceil(south / step) * step; lat <= north; lat += step)
        add(lat, false);
    return out;
}

std::string words(double degrees, bool meridian)
{
    if (meridian && degrees > 180)
        degrees -= 360;
    if (meridian && degrees < -180)
        degrees += 360;
    const int whole = static_cast<int>(std::lround(std::abs(degrees)));
    const char* side = meridian ? (degrees < 0 ? "° W" : "° E") : (degrees < 0 ? "° S" : "° N");
    return std::to_string(whole) + (whole == 0 ? "°" : side);
}

} // namespace

double graticule_step(double degrees_per_px)
{
    constexpr double apart_px = 130;
    for (const double step : std::array<double, 5>{1, 2, 5, 10, 20})
        if (step / degrees_per_px >= apart_px)
            return step;
    return 30;
}

void draw_graticule(Frame& frame)
{
    if (frame.scale <= above_scale)
        return;
    for (Lines& line : lines_of_frame(frame))
        frame.stroke(std::move(line.path), frame.palette.base.graticule, 0.6);
}

void draw_graticule_labels(Frame& frame)
{
    if (frame.scale <= above_scale)
        return;
    const PxRect room = frame.camera.frame();
    for (const Lines& line : lines_of_frame(frame)) {
        for (const Contour& part : line.path)
            for (const Px end : {part.front(), part.back()}) {
                const bool at_edge = line.meridian ? end.y < room.y + 1 : end.x < room.x + 1;
                if (!at_edge)
                    continue;
                const TextBlock block{{{words(line.degrees, line.meridian),
                                        {11, FontWeight::regular, false, 0},
                                        frame.palette.labels.sea}},
                                      faded(frame.palette.base.sea, 0.8),
                                      3.0};
                place_beside(frame.labels, frame.taken,
                             line.meridian ? Px{end.x, room.y + 11} : Px{room.x, end.y - 9}, 4, block,
                             {Side::right});
            }
    }
}

} // namespace sitmap
