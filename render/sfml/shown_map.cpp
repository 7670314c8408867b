#include "render/sfml/shown_map.hpp"

#include "geodata/error.hpp"
#include "render/hatching.hpp"
#include "render/px_geometry.hpp"

#include <SFML/OpenGL.hpp>

#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace sitmap {

namespace {

/// Where OpenGL is done by the processor, Cairo is faster, and can work beside the window.
bool paints_with_opengl()
{
    if (const char* const asked = std::getenv("SITMAP_MAP_PAINTER"))
        return std::string_view{asked} == "opengl";
    return !is_software_opengl();
}

/// Whole device pixels that hold the frame, as logical ones.
PxRect place_of_picture(const MapWish& wish)
{
    const PxRect& f = wish.frame;
    const double left = std::floor(f.x * wish.scale + 1e-6) / wish.scale,
                 top = std::floor(f.y * wish.scale + 1e-6) / wish.scale,
                 right = std::ceil((f.x + f.width) * wish.scale - 1e-6) / wish.scale,
                 bottom = std::ceil((f.y + f.height) * wish.scale - 1e-6) / wish.scale;
    return {left, top, right - left, bottom - top};
}

} // namespace

ShownMap::ShownMap(const Map& map, sf::RenderWindow& window)
    : window_{window}, with_opengl_{paints_with_opengl()}, map_painter_{map, with_opengl_}
{}

void ShownMap::want(const MapWish& wish)
{
    if (wanted_ == wish)
        return;
    map_painter_.want(wish);
    wanted_ = wish;
}

bool ShownMap::renew(bool waits)
{
    if (waits)
        map_painter_.finish();
    auto painted = map_painter_.take();
    if (!painted)
        return false;
    take(*std::move(painted));
    return true;
}

void ShownMap::take(PaintedMap painted)
{
    std::swap(scene_, painted.scene);
    drawn_ = std::move(painted.wish);
    if (!with_opengl_)
        texture_.take(std::move(painted.pixels), scene_.list.background);
    else if (!texture_.take(scene_.list, drawn_.frame, drawn_.scale, painter_))
        throw Error{"cannot paint the map: the display's OpenGL gives no picture of that size; try "
                    "SITMAP_MAP_PAINTER=cairo"};
    static_cast<void>(window_.setActive(true)); // a picture apart from the window has a context of its own
    ++pictures_;
    map_painter_.throw_away(std::move(painted.scene));
}

void ShownMap::forget()
{
    map_painter_.forget();
    wanted_.reset();
}

ShownMap::Look ShownMap::look(const ViewState& view, const PxRect& frame) const
{
    return {pictures_, moved_corners(drawn_.view, drawn_.frame, place_of_picture(drawn_), view, frame)};
}

void ShownMap::draw(const ViewState& view, const PxRect& frame, double scale, const PxRect& part) const
{
    const bool pixel_by_pixel = drawn_.view.metres_per_px == view.metres_per_px &&
                                drawn_.view.bearing_deg == view.bearing_deg && drawn_.scale == scale;
    PictureCorners corners = look(view, frame).corners;
    for (Px& corner : corners)
        corner = {corner.x * scale, corner.y * scale};
    const PxRect map =
        common_part({frame.x * scale, frame.y * scale, frame.width * scale, frame.height * scale}, part);
    const sf::Vector2u size = window_.getSize();
    if (!pixel_by_pixel || !holds(bounds_of({{corners[0], corners[3]}}), part))
        clear(part, size.y);
    if (map.width > 0 && map.height > 0)
        texture_.draw(size.x, size.y, corners, map, pixel_by_pixel);
}

void ShownMap::clear(const PxRect& part, unsigned height) const
{
    const Rgba ground = scene_.list.background;
    const auto share = [](std::uint8_t colour) { return static_cast<float>(colour) / 255.0f; };
    glPushAttrib(GL_SCISSOR_BIT | GL_COLOR_BUFFER_BIT);
    glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<GLint>(part.x), static_cast<GLint>(height - part.y - part.height),
              static_cast<GLsizei>(part.width), static_cast<GLsizei>(part.height));
    glClearColor(share(ground.r), share(ground.g), share(ground.b), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glPopAttrib();
}

} // namespace sitmap
