#include "render/cairo/painter.hpp"

#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"
#include "render/cairo/canvas.hpp"
#include "render/svg/writer.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr int widest_px = 32'000;           // Cairo's own limit is 32,767
constexpr double most_pixels = 400'000'000; // 1.6 GB
constexpr double points_per_px = 0.75;      // 72 and 96 to the inch
constexpr double mm_per_point = 25.4 / 72;

struct DeviceSize {
    int width = 0, height = 0;
};

DeviceSize device_size(const DrawList& list, double scale)
{
    const double width = std::ceil(list.width_px * scale), height = std::ceil(list.height_px * scale);
    if (!(width >= 1) || !(height >= 1) || width > widest_px || height > widest_px ||
        width * height > most_pixels)
        throw Error{"cannot draw a picture of " + std::to_string(width) + " x " + std::to_string(height) +
                    " pixels: each side must be between 1 and " + std::to_string(widest_px) +
                    ", and both together under 400 million"};
    return {static_cast<int>(width), static_cast<int>(height)};
}

CairoSurface painted(const DrawList& list, double scale)
{
    const auto [width, height] = device_size(list, scale);
    CairoSurface surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)};
    check(surface.get(), "draw the picture");
    const CairoContext cairo{cairo_create(surface.get())};
    cairo_scale(cairo.get(), scale, scale);
    paint_commands(cairo.get(), list);
    check(surface.get(), "draw the picture");
    return surface;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

std::string png_bytes(cairo_surface_t* image)
{
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(image, append, &bytes);
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error{std::string{"cannot write PNG: "} + cairo_status_to_string(status)};
    return bytes;
}

std::string pdf_bytes(const DrawList& list, double mm_per_px)
{
    std::string bytes;
    const double points = mm_per_px > 0 ? mm_per_px / mm_per_point : points_per_px;
    const CairoSurface surface{
        cairo_pdf_surface_create_for_stream(append, &bytes, list.width_px * points, list.height_px * points)};
    // The day of drawing would make each run's bytes differ; what the picture is of stands on the sheet.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "sitmap");
    const CairoContext cairo{cairo_create(surface.get())};
    cairo_scale(cairo.get(), points, points);
    paint_commands(cairo.get(), list);
    cairo_show_page(cairo.get());
    cairo_surface_finish(surface.get());
    check(surface.get(), "draw PDF");
    return bytes;
}

void add_big_endian(std::string& bytes, std::uint32_t number)
{
    for (const int shift : {24, 16, 8, 0})
        bytes += static_cast<char>(number >> shift & 0xff);
}

/// PNG, 3rd edition, annex D.
std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xedb88320U : crc >> 1;
    }
    return ~crc;
}

/// The chunk pHYs, in pixels a metre, after the header (8 bytes of signature, 25 of IHDR).
std::string with_resolution(std::string png, double mm_per_pixel)
{
    constexpr std::size_t after_header = 33;
    const auto per_metre = static_cast<std::uint32_t>(std::lround(1000 / mm_per_pixel));
    std::string content = "pHYs";
    add_big_endian(content, per_metre);
    add_big_endian(content, per_metre);
    content += '\1'; // the unit is the metre
    std::string chunk;
    add_big_endian(chunk, static_cast<std::uint32_t>(content.size() - 4));
    chunk += content;
    add_big_endian(chunk, crc32(content));
    return png.insert(after_header, chunk);
}

std::string bytes_for(const fs::path& path, const DrawList& list, PictureSize size)
{
    const auto ending = path.extension();
    if (ending == ".png") {
        std::string png = png_bytes(painted(list, size.scale).get());
        return size.mm_per_px > 0 ? with_resolution(std::move(png), size.mm_per_px / size.scale) : png;
    }
    static_cast<void>(device_size(list, 1.0));
    if (ending == ".svg")
        return svg_of(list, size.mm_per_px);
    if (ending == ".pdf")
        return pdf_bytes(list, size.mm_per_px);
    throw Error{"cannot draw '" + path.string() + "': the name must end in .png, .svg or .pdf"};
}

void write_file(const fs::path& path, const std::string& bytes, bool overwrite)
{
    AtomicFile file{path, overwrite};
    file.write(bytes);
    file.commit();
}

struct Reader {
    std::ifstream in;
};
cairo_status_t read_some(void* reader, unsigned char* data, unsigned int length)
{
    auto& in = static_cast<Reader*>(reader)->in;
    in.read(reinterpret_cast<char*>(data), static_cast<std::streamsize>(length));
    return in.gcount() == static_cast<std::streamsize>(length) ? CAIRO_STATUS_SUCCESS
                                                               : CAIRO_STATUS_READ_ERROR;
}

/// Width and height as the header states them, checked before anything is allocated (PNG, 3rd
/// edition, 11.2.1).
void check_png_header(const fs::path& path)
{
    std::ifstream in{path, std::ios::binary};
    if (!in)
        throw Error{"cannot read '" + path.string() + "': " + std::strerror(errno)};
    unsigned char head[24] = {};
    in.read(reinterpret_cast<char*>(head), sizeof head);
    if (in.gcount() != sizeof head || std::memcmp(head, "\x89PNG\r\n\x1a\n", 8) != 0)
        throw Error{"cannot read '" + path.string() + "': not a PNG file"};
    const auto number = [&head](std::size_t at) {
        return ((head[at] * 256.0 + head[at + 1]) * 256.0 + head[at + 2]) * 256.0 + head[at + 3];
    };
    const double width = number(16), height = number(20);
    if (width < 1 || height < 1 || width > widest_px || height > widest_px || width * height > most_pixels)
        throw Error{"cannot read '" + path.string() + "': its sides are not between 1 and " +
                    std::to_string(widest_px) + " pixels"};
}

} // namespace

Pixels paint(const DrawList& list, double scale)
{
    return pixels_of(painted(list, scale).get());
}

void write_picture(const fs::path& path, const DrawList& list, bool overwrite, PictureSize size)
{
    require_writable(path, overwrite);
    write_file(path, bytes_for(path, list, size), overwrite);
}

std::string png_of(const Pixels& pixels)
{
    return png_bytes(surface_of(pixels).get());
}

Pixels read_png(const fs::path& path)
{
    check_png_header(path);
    Reader reader{std::ifstream{path, std::ios::binary}};
    const CairoSurface surface{cairo_image_surface_create_from_png_stream(read_some, &reader)};
    check(surface.get(), ("read '" + path.string() + "'").c_str());
    const cairo_format_t format = cairo_image_surface_get_format(surface.get());
    if (format == CAIRO_FORMAT_ARGB32)
        return pixels_of(surface.get());
    // Opaque files come without an alpha channel: painted onto a surface that has one.
    const CairoSurface with_alpha{cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                                             cairo_image_surface_get_width(surface.get()),
                                                             cairo_image_surface_get_height(surface.get()))};
    const CairoContext cairo{cairo_create(with_alpha.get())};
    cairo_set_source_surface(cairo.get(), surface.get(), 0, 0);
    cairo_paint(cairo.get());
    check(with_alpha.get(), "read a PNG file");
    return pixels_of(with_alpha.get());
}

void write_png(const fs::path& path, const Pixels& pixels)
{
    write_file(path, png_of(pixels), true);
}

} // namespace sitmap
