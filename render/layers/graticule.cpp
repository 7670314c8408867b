#include "render/layers/graticule.hpp"
#include "render/px_geometry.hpp"

#include <cmath>
#include <optional>

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

/// "13° E", "13° 20′ E", "13° 20′ 30″ E".
std::string words(double degrees, bool meridian)
{
    if (meridian && degrees > 180)
        degrees -= 360;
    if (meridian && degrees < -180)
        degrees += 360;
    const long seconds = std::lround(std::abs(degrees) * 3600);
    std::string text = std::to_string(seconds / 3600) + "°";
    if (seconds % 3600 != 0)
        text += " " + std::to_string(seconds / 60 % 60) + "′";
    if (seconds % 60 != 0)
        text += " " + std::to_string(seconds % 60) + "″";
    return seconds == 0 || (meridian && seconds == 180L * 3600)
               ? text
               : text + (meridian ? (degrees < 0 ? " W" : " E") : (degrees < 0 ? " S" : " N"));
}

/// On sheets only at small scales; in the window wherever it is asked for.
bool is_drawn(const Frame& frame)
{
    return frame.scale > above_scale || frame.view.layers.graticule;
}

} // namespace

double graticule_step(double degrees_per_px)
{
    constexpr double apart_px = 130;
    constexpr double second = 1.0 / 3600, minute = 1.0 / 60;
    for (const double step : {second, 2 * second, 5 * second, 10 * second, 30 * second, minute, 2 * minute,
                              5 * minute, 10 * minute, 20 * minute, 30 * minute, 1.0, 2.0, 5.0, 10.0, 20.0})
        if (step / degrees_per_px >= apart_px)
            return step;
    return 30;
}

void draw_graticule(Frame& frame)
{
    if (!is_drawn(frame))
        return;
    for (Lines& line : lines_of_frame(frame))
        frame.stroke(std::move(line.path), frame.palette.base.graticule, 0.6);
}

namespace {

enum class Edge : std::uint8_t { top, left };

/// Where the line meets the edge of the frame; nothing where it does not.
std::optional<Px> end_at(const Lines& line, const PxRect& room, Edge edge)
{
    for (const Contour& part : line.path)
        for (const Px end : {part.front(), part.back()})
            if (edge == Edge::top ? end.y < room.y + 1 : end.x < room.x + 1)
                return end;
    return std::nullopt;
}

/// Meridians at the top and parallels at the left; where the map is turned, lines that stand at the top and
/// lines that lie at the left, at the other edge those that leave the frame there alone.
std::vector<Edge> edges_for(const Frame& frame, const Lines& line)
{
    if (frame.camera.bearing_deg() == 0)
        return {line.meridian ? Edge::top : Edge::left};
    if (line.path.empty())
        return {};
    const Px across = line.path.front().back() - line.path.front().front();
    return std::abs(across.y) > std::abs(across.x) ? std::vector{Edge::top, Edge::left}
                                                   : std::vector{Edge::left, Edge::top};
}

} // namespace

void draw_graticule_labels(Frame& frame)
{
    if (!is_drawn(frame))
        return;
    const PxRect room = frame.camera.frame();
    for (const Lines& line : lines_of_frame(frame)) {
        const TextBlock block{{{words(line.degrees, line.meridian),
                                {11, FontWeight::regular, false, 0},
                                frame.palette.labels.sea}},
                              faded(frame.palette.base.sea, 0.8),
                              3.0};
        for (const Edge edge : edges_for(frame, line)) {
            const auto end = end_at(line, room, edge);
            if (!end)
                continue;
            const Px at = edge == Edge::top ? Px{end->x, room.y + 11} : Px{room.x, end->y - 9};
            const auto beside = room_beside(frame.taken, at, 4, size_of(block), {Side::right});
            if (beside && frame.taken.has_room(grown(beside->box, 3))) { // apart from names
                place_beside(frame.labels, frame.taken, at, 4, block, {Side::right});
                break;
            }
        }
    }
}

} // namespace sitmap
