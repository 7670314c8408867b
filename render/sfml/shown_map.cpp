#include "render/sfml/shown_map.hpp"

#include "geodata/error.hpp"
#include "render/hatching.hpp"
#include "render/px_geometry.hpp"

#include <SFML/OpenGL.hpp>

#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

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

/// What of `whole` a rectangle within it leaves, in whole pixels.
std::vector<PxRect> beside(const PxRect& whole, const PxRect& inner)
{
    if (inner.width <= 0 || inner.height <= 0)
        return {whole};
    const double left = std::round(inner.x), top = std::round(inner.y),
                 right = std::round(inner.x + inner.width), bottom = std::round(inner.y + inner.height),
                 end = whole.x + whole.width, foot = whole.y + whole.height;
    std::vector<PxRect> parts{{whole.x, whole.y, whole.width, top - whole.y},
                              {whole.x, bottom, whole.width, foot - bottom},
                              {whole.x, top, left - whole.x, bottom - top},
                              {right, top, end - right, bottom - top}};
    std::erase_if(parts, [](const PxRect& p) { return p.width < 0.5 || p.height < 0.5; });
    return parts;
}

/// Those columns of a picture in which something shows, as shares of its width: from, to.
std::vector<std::pair<double, double>> columns_that_show(const Pixels& pixels)
{
    constexpr int apart = 16; // narrower gaps are drawn
    std::vector<std::pair<double, double>> runs;
    int last = -apart;
    for (int x = 0; x < pixels.width; ++x) {
        bool shows = false;
        for (int y = 0; y < pixels.height && !shows; ++y)
            shows = pixels.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                                 static_cast<std::size_t>(x)) *
                                    4 +
                                3] != 0;
        if (!shows)
            continue;
        if (x - last >= apart)
            runs.emplace_back(static_cast<double>(x) / pixels.width, 0);
        runs.back().second = static_cast<double>(x + 1) / pixels.width;
        last = x;
    }
    return runs;
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
    if (auto around = map_painter_.take_surroundings()) {
        surroundings_.take(std::move(around->pixels), scene_.list.background);
        surrounded_ = std::move(around->wish);
    }
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
    furniture_place_ = painted.furniture_place;
    furniture_ = painted.furniture.width > 0 ? Texture{painted.furniture, Texture::Scaling::none} : Texture{};
    furniture_columns_ = columns_that_show(painted.furniture);
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
    const bool is_turned = drawn_.view.bearing_deg != view.bearing_deg;
    if (!(map == part)) // panels are soft at their edges
        clear(part, size.y);
    if (map.width <= 0 || map.height <= 0)
        return;
    const PxRect picture = is_turned ? PxRect{} : common_part(bounds_of({{corners[0], corners[3]}}), map);
    for (const PxRect& bare : beside(map, picture))
        draw_ground(view, frame, scale, bare);
    texture_.draw(size.x, size.y, corners, map, pixel_by_pixel);
    if (furniture_.id() != 0 && drawn_.frame == frame && drawn_.scale == scale)
        draw_furniture(scale, map);
}

void ShownMap::draw_ground(const ViewState& view, const PxRect& frame, double scale, const PxRect& part) const
{
    const unsigned rows = window_.getSize().y;
    if (!surrounded_ || surrounded_->view.style != view.style ||
        surrounded_->view.bearing_deg != view.bearing_deg) {
        clear(part, rows);
        return;
    }
    PictureCorners corners =
        moved_corners(surrounded_->view, surrounded_->frame, place_of_picture(*surrounded_), view, frame);
    for (Px& corner : corners)
        corner = {corner.x * scale, corner.y * scale};
    if (!holds(bounds_of({{corners[0], corners[3]}}), part))
        clear(part, rows);
    surroundings_.draw(window_.getSize().x, rows, corners, part, false);
}

void ShownMap::draw_furniture(double scale, const PxRect& part) const
{
    const PxRect& f = furniture_place_;
    const PxRect box{f.x * scale, f.y * scale, f.width * scale, f.height * scale};
    if (!box.overlaps(part))
        return;
    const sf::Vector2u size = window_.getSize();
    glPushAttrib(GL_ALL_ATTRIB_BITS);
    glViewport(0, 0, static_cast<GLsizei>(size.x), static_cast<GLsizei>(size.y));
    for (const int mode : {GL_TEXTURE, GL_MODELVIEW, GL_PROJECTION}) {
        glMatrixMode(static_cast<GLenum>(mode));
        glPushMatrix();
        glLoadIdentity();
    }
    glOrtho(0, size.x, size.y, 0, -1, 1);
    glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<GLint>(part.x), static_cast<GLint>(size.y - std::round(part.y + part.height)),
              static_cast<GLsizei>(part.width), static_cast<GLsizei>(part.height));
    for (const int off : {GL_STENCIL_TEST, GL_DEPTH_TEST, GL_ALPHA_TEST, GL_CULL_FACE})
        glDisable(static_cast<GLenum>(off));
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_TEXTURE_2D);
    glBindTexture(GL_TEXTURE_2D, furniture_.id());
    glTexEnvi(GL_TEXTURE_ENV, GL_TEXTURE_ENV_MODE, GL_REPLACE);
    glBegin(GL_QUADS);
    for (const auto& [from, to] : furniture_columns_)
        for (const auto& [x, y] : {std::pair{from, 0}, {to, 0}, {to, 1}, {from, 1}}) {
            glTexCoord2d(x, y);
            glVertex2d(std::round(box.x) + x * box.width, std::round(box.y) + y * box.height);
        }
    glEnd();
    for (const int mode : {GL_TEXTURE, GL_MODELVIEW, GL_PROJECTION}) {
        glMatrixMode(static_cast<GLenum>(mode));
        glPopMatrix();
    }
    glPopAttrib();
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
