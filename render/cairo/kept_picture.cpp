#include "render/cairo/kept_picture.hpp"

#include "geodata/error.hpp"
#include "render/cairo/canvas.hpp"
#include "render/wide_loops.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace sitmap {

namespace {

constexpr int widest_px = 32'000; // Cairo's own limit is 32,767

/// What Cairo leaves of the highest byte is of no meaning.
SITMAP_WIDE void make_opaque(std::uint32_t* words, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        words[i] |= 0xff000000U;
}

} // namespace

bool KeptPicture::is_kept(const DrawList& list, const Place& place, std::size_t ground) const
{
    return ground > 0 && place == place_ && ground == ground_.size() &&
           std::equal(ground_.begin(), ground_.end(), list.commands.begin());
}

void KeptPicture::paint_part(const DrawList& list, std::size_t begin, std::size_t end)
{
    const CairoSurface surface{cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(words_.data()), CAIRO_FORMAT_RGB24, place_.width, place_.height,
        place_.width * static_cast<int>(sizeof(std::uint32_t)))};
    check(surface.get(), "draw the map");
    const CairoContext cairo{cairo_create(surface.get())};
    cairo_translate(cairo.get(), -place_.left, -place_.top);
    cairo_scale(cairo.get(), place_.scale, place_.scale);
    const std::span<const DrawCommand> all{list.commands};
    if (begin == 0) {
        DrawList background;
        background.background = list.background;
        paint_commands(cairo.get(), background);
    }
    for (std::size_t i = begin; i-- > 0;) // what comes next may be clipped by one that went before
        if (std::holds_alternative<Clip>(all[i])) {
            paint_commands(cairo.get(), all.subspan(i, 1));
            break;
        }
    paint_commands(cairo.get(), all.subspan(begin, end - begin));
    cairo_surface_flush(surface.get());
    check(surface.get(), "draw the map");
}

OpaquePixels KeptPicture::paint(const DrawList& list, const PxRect& frame, double scale, std::size_t ground)
{
    const auto device = [scale](double px) { return static_cast<int>(std::floor(px * scale + 1e-6)); };
    const auto last = [scale](double px) { return static_cast<int>(std::ceil(px * scale - 1e-6)); };
    Place place{device(frame.x), device(frame.y), 0, 0, scale, list.background};
    place.width = last(frame.x + frame.width) - place.left;
    place.height = last(frame.y + frame.height) - place.top;
    if (place.width < 1 || place.height < 1 || place.width > widest_px || place.height > widest_px)
        throw Error{"cannot draw a map of " + std::to_string(place.width) + " x " +
                    std::to_string(place.height) + " pixels"};
    ground = std::min(ground, list.commands.size());
    const std::size_t count = static_cast<std::size_t>(place.width) * static_cast<std::size_t>(place.height);
    if (is_kept(list, place, ground)) {
        words_ = ground_words_;
    } else {
        place_ = place;
        words_.assign(count, 0);
        paint_part(list, 0, ground);
        ground_words_ = words_;
        ground_.assign(list.commands.begin(), list.commands.begin() + static_cast<std::ptrdiff_t>(ground));
    }
    paint_part(list, ground, list.commands.size());
    OpaquePixels pixels{place.width, place.height, words_};
    make_opaque(pixels.words.data(), count);
    return pixels;
}

} // namespace sitmap
