#include "render/navigation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double closest_m = 0.5, farthest_m = 160'000, closest_shown_m = 20, margin_px = 60;

void take(ViewState& view, const Camera& camera)
{
    view.centre = camera.centre();
    view.metres_per_px = std::clamp(camera.metres_per_px(), closest_m, farthest_m);
}

} // namespace

Camera camera_for(const ViewState& view, const PxRect& frame)
{
    return {Projection::web_mercator(), view.centre, view.metres_per_px, frame, view.bearing_deg};
}

void zoom(ViewState& view, const PxRect& frame, Px at, double factor)
{
    const double wanted = std::clamp(view.metres_per_px / factor, closest_m, farthest_m);
    take(view, camera_for(view, frame).zoomed(at, view.metres_per_px / wanted));
}

void pan(ViewState& view, const PxRect& frame, double dx_px, double dy_px)
{
    take(view, camera_for(view, frame).panned(dx_px, dy_px));
}

void turn(ViewState& view, double degrees)
{
    const double turned = view.bearing_deg - degrees;
    view.bearing_deg = turned - 360 * std::ceil((turned - 180) / 360);
    if (std::abs(view.bearing_deg) < 1e-9)
        view.bearing_deg = 0;
}

void turn_about_middle(ViewState& view, const PxRect& frame, Px from, Px to)
{
    constexpr double too_near_px = 12; // there a twitch would be a whole turn
    const Px middle{frame.x + frame.width / 2, frame.y + frame.height / 2};
    const auto angle = [&](Px p) { return std::atan2(p.y - middle.y, p.x - middle.x); };
    const auto far = [&](Px p) { return std::hypot(p.x - middle.x, p.y - middle.y) > too_near_px; };
    if (far(from) && far(to))
        turn(view, (angle(to) - angle(from)) * 180 / std::numbers::pi);
}

void show_box(ViewState& view, const PxRect& frame, const PxRect& box)
{
    constexpr double least_px = 4;
    if (box.width < least_px || box.height < least_px)
        return;
    const auto middle = camera_for(view, frame).to_lonlat({box.x + box.width / 2, box.y + box.height / 2});
    if (!middle)
        return;
    const double ratio = std::max(box.width / frame.width, box.height / frame.height);
    view.centre = *middle;
    view.metres_per_px = std::clamp(view.metres_per_px * ratio, closest_m, farthest_m);
}

bool can_part(const ViewState& view, const PxRect& box)
{
    constexpr double apart_px = 24;
    return std::max(box.width, box.height) * view.metres_per_px / closest_m >= apart_px;
}

std::array<Px, 4> moved_corners(const ViewState& drawn, const PxRect& drawn_frame, const PxRect& picture,
                                const ViewState& view, const PxRect& frame)
{
    const double larger = drawn.metres_per_px / view.metres_per_px;
    const double turned = (view.bearing_deg - drawn.bearing_deg) * std::numbers::pi / 180;
    const double c = larger * std::cos(turned), s = larger * std::sin(turned);
    const Px middle = camera_for(view, frame).to_px(drawn.centre).value_or(Px{});
    const Px drawn_middle{drawn_frame.x + drawn_frame.width / 2, drawn_frame.y + drawn_frame.height / 2};
    std::array<Px, 4> corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const double right = picture.x + (i % 2 == 0 ? 0 : picture.width) - drawn_middle.x,
                     down = picture.y + (i < 2 ? 0 : picture.height) - drawn_middle.y;
        corners[i] = {middle.x + right * c + down * s, middle.y + down * c - right * s};
    }
    return corners;
}

ViewState placed_as(ViewState view, const ViewState& other)
{
    view.centre = other.centre;
    view.metres_per_px = other.metres_per_px;
    return view;
}

PxRect box_to_show(const PxRect& box, const PxRect& frame)
{
    constexpr double most_closer = 40, room = 0.2; // on each side, of the larger one
    const double by = room * std::max(box.width, box.height);
    const double width = std::max(box.width + 2 * by, frame.width / most_closer),
                 height = std::max(box.height + 2 * by, frame.height / most_closer);
    return {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height};
}

void show(ViewState& view, const PxRect& frame, const Extent& extent)
{
    const double margin = std::min({margin_px, frame.width / 6, frame.height / 6});
    view.bearing_deg = 0;
    take(view, Camera::showing(extent, Projection::web_mercator(), frame, margin));
    view.metres_per_px = std::max(view.metres_per_px, closest_shown_m);
}

} // namespace sitmap
