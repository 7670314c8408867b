#include "render/camera.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double mercator_width_m = 2.0 * std::numbers::pi * 6378137.0; ///< of EPSG:3857 round the globe
constexpr double min_metres_per_px = 0.01, max_metres_per_px = 400'000;
constexpr int edge_samples = 24; ///< conic edges bend by less than a pixel between so many

double normalised_lon(double lon)
{
    if (lon >= -180.0 && lon <= 180.0)
        return lon;
    return lon - 360.0 * std::floor((lon + 180.0) / 360.0);
}

/// The image of `lon` within 180 degrees of `centre`.
double nearest_image(double lon, double centre)
{
    const double away = lon - centre;
    if (away >= -180.0 && away <= 180.0)
        return lon;
    return lon - 360.0 * std::round(away / 360.0);
}

struct PlaneBox {
    double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;
    void add(Metres m)
    {
        west = std::min(west, m.x);
        east = std::max(east, m.x);
        south = std::min(south, m.y);
        north = std::max(north, m.y);
    }
};

} // namespace

Camera::Camera(Projection projection, LonLat centre, double metres_per_px, PxRect frame, double bearing_deg)
    : projection_{std::move(projection)},
      centre_{normalised_lon(centre.lon), centre.lat},
      centre_m_{projection_.to_plane(centre_).value_or(Metres{})},
      metres_per_px_{std::clamp(metres_per_px, min_metres_per_px, max_metres_per_px)},
      frame_{frame},
      bearing_deg_{bearing_deg},
      cos_{bearing_deg == 0 ? 1 : std::cos(bearing_deg * std::numbers::pi / 180)},
      sin_{bearing_deg == 0 ? 0 : std::sin(bearing_deg * std::numbers::pi / 180)}
{}

Camera::Camera(Projection projection, LonLat centre, Metres centre_m, double metres_per_px, PxRect frame,
               double bearing_deg)
    : projection_{std::move(projection)},
      centre_{centre},
      centre_m_{centre_m},
      metres_per_px_{std::clamp(metres_per_px, min_metres_per_px, max_metres_per_px)},
      frame_{frame},
      bearing_deg_{bearing_deg},
      cos_{bearing_deg == 0 ? 1 : std::cos(bearing_deg * std::numbers::pi / 180)},
      sin_{bearing_deg == 0 ? 0 : std::sin(bearing_deg * std::numbers::pi / 180)}
{}

Camera Camera::showing(const Extent& extent, const Projection& projection, PxRect frame, double margin_px)
{
    const double east = extent.crosses_antimeridian() ? extent.east + 360.0 : extent.east;
    const LonLat middle{(extent.west + east) / 2.0, (extent.south + extent.north) / 2.0};
    Camera middle_camera{projection, middle, 1.0, frame};
    PlaneBox box;
    for (int i = 0; i <= edge_samples; ++i) {
        const double t = static_cast<double>(i) / edge_samples;
        const double lon = std::lerp(extent.west, east, t);
        const double lat = std::lerp(extent.south, extent.north, t);
        for (const LonLat p : {LonLat{lon, extent.south}, LonLat{lon, extent.north}, LonLat{extent.west, lat},
                               LonLat{east, lat}})
            if (const auto m = middle_camera.to_plane(p))
                box.add(*m);
    }
    if (box.west > box.east)
        return middle_camera;
    const double room_x = std::max(frame.width - 2.0 * margin_px, 1.0);
    const double room_y = std::max(frame.height - 2.0 * margin_px, 1.0);
    const double metres_per_px = std::max((box.east - box.west) / room_x, (box.north - box.south) / room_y);
    const Metres centre_m{(box.west + box.east) / 2.0, (box.south + box.north) / 2.0};
    const auto centre = projection.to_lonlat(centre_m);
    return {projection, centre.value_or(middle), centre_m, metres_per_px, frame, 0};
}

std::optional<Metres> Camera::to_plane(LonLat p) const
{
    const double lon = normalised_lon(p.lon);
    auto plane = projection_.to_plane({lon, p.lat});
    if (plane && projection_.is_mercator())
        plane->x += (p.lon - lon) / 360.0 * mercator_width_m;
    return plane;
}

std::optional<Px> Camera::to_px_unwrapped(LonLat p) const
{
    const auto plane = to_plane(p);
    if (!plane)
        return std::nullopt;
    const double east = (plane->x - centre_m_.x) / metres_per_px_,
                 north = (plane->y - centre_m_.y) / metres_per_px_;
    return Px{frame_.x + frame_.width / 2.0 + (east * cos_ - north * sin_),
              frame_.y + frame_.height / 2.0 - (north * cos_ + east * sin_)};
}

std::optional<Px> Camera::to_px(LonLat p) const
{
    return to_px_unwrapped({nearest_image(p.lon, centre_.lon), p.lat});
}

Metres Camera::from_centre(Px p) const
{
    const double right = p.x - frame_.x - frame_.width / 2.0, up = -(p.y - frame_.y - frame_.height / 2.0);
    return {(right * cos_ + up * sin_) * metres_per_px_, (up * cos_ - right * sin_) * metres_per_px_};
}

std::optional<LonLat> Camera::to_lonlat(Px p) const
{
    const Metres away = from_centre(p);
    Metres plane{centre_m_.x + away.x, centre_m_.y + away.y};
    if (projection_.is_mercator())
        plane.x -= mercator_width_m * std::floor(plane.x / mercator_width_m + 0.5);
    auto found = projection_.to_lonlat(plane);
    if (found)
        found->lon = normalised_lon(found->lon);
    return found;
}

Extent Camera::seen_unwrapped() const
{
    Extent box{centre_.lon, centre_.lat, centre_.lon, centre_.lat};
    const double pixels_round = mercator_width_m / metres_per_px_;
    for (int i = 0; i <= edge_samples; ++i) {
        for (int j = 0; j <= edge_samples; ++j) {
            const auto p = to_lonlat(
                {frame_.x + frame_.width * i / edge_samples, frame_.y + frame_.height * j / edge_samples});
            if (!p)
                continue;
            const double lon = nearest_image(p->lon, centre_.lon);
            box.west = std::min(box.west, lon);
            box.east = std::max(box.east, lon);
            box.south = std::min(box.south, p->lat);
            box.north = std::max(box.north, p->lat);
        }
    }
    const double across = frame_.width * std::abs(cos_) + frame_.height * std::abs(sin_); // from west to east
    const bool all_round = projection_.is_mercator() && across >= pixels_round;
    bool pole_seen = false;
    for (const double pole : {-90.0, 90.0}) {
        const auto px = projection_.is_mercator() ? std::nullopt : to_px_unwrapped({centre_.lon, pole});
        if (px && frame_.contains(*px)) {
            pole_seen = true;
            (pole < 0 ? box.south : box.north) = pole;
        }
    }
    if (all_round || pole_seen) {
        box.west = centre_.lon - 180.0;
        box.east = centre_.lon + 180.0;
    }
    return box;
}

Extent Camera::seen() const
{
    const Extent box = seen_unwrapped();
    if (box.east - box.west >= 360.0)
        return {-180, box.south, 180, box.north};
    return {normalised_lon(box.west), box.south, normalised_lon(box.east), box.north};
}

double Camera::ground_m_per_px(LonLat p) const
{
    constexpr double step_deg = 0.0005; // about 55 m: small against any map, large against rounding
    const double lat = std::clamp(p.lat, -84.9, 84.9);
    const double lon = nearest_image(p.lon, centre_.lon);
    const auto ratio = [&](LonLat a, LonLat b) {
        const auto pa = to_plane(a), pb = to_plane(b);
        if (!pa || !pb)
            return 1.0;
        const double plane_m = std::hypot(pa->x - pb->x, pa->y - pb->y);
        const LonLat from{normalised_lon(a.lon), a.lat}, to{normalised_lon(b.lon), b.lat};
        return plane_m > 0 ? distance_m(from, to) / plane_m : 1.0;
    };
    const double north = ratio({lon, lat - step_deg}, {lon, lat + step_deg});
    const double east = ratio({lon - step_deg, lat}, {lon + step_deg, lat});
    return metres_per_px_ * (north + east) / 2.0;
}

double Camera::scale_denominator() const
{
    constexpr double metres_in_px = 0.0254 / 96.0;
    return ground_m_per_px(centre_) / metres_in_px;
}

Camera Camera::zoomed(Px at, double factor) const
{
    const double wanted = std::clamp(metres_per_px_ / factor, min_metres_per_px, max_metres_per_px);
    const double kept = 1 - wanted / metres_per_px_;
    const Metres away = from_centre(at);
    const Metres centre_m{centre_m_.x + away.x * kept, centre_m_.y + away.y * kept};
    Camera moved{projection_, centre_, centre_m, wanted, frame_, bearing_deg_};
    const auto centre = moved.to_lonlat({frame_.x + frame_.width / 2.0, frame_.y + frame_.height / 2.0});
    return centre ? Camera{projection_, *centre, wanted, frame_, bearing_deg_} : *this;
}

Camera Camera::panned(double dx_px, double dy_px) const
{
    const auto centre =
        to_lonlat({frame_.x + frame_.width / 2.0 - dx_px, frame_.y + frame_.height / 2.0 - dy_px});
    return centre ? Camera{projection_, *centre, metres_per_px_, frame_, bearing_deg_} : *this;
}

} // namespace sitmap
