#include "geodata/raster_file.hpp"

#include "geodata/error.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace sitmap;

namespace {

std::filesystem::path raster(const char* name)
{
    return std::filesystem::path{SITMAP_TEST_DATA} / "rasters" / name;
}

/// The colour at a share of the way from the west and from the north.
std::array<int, 4> colour_at(const RasterImage& image, double x, double y)
{
    const auto column = static_cast<std::size_t>(x * image.width),
               row = static_cast<std::size_t>(y * image.height);
    const std::uint8_t* p = &image.rgba[(row * static_cast<std::size_t>(image.width) + column) * 4];
    return {p[0], p[1], p[2], p[3]};
}

} // namespace

TEST_CASE("a picture with a world file lies where the file says", "[geodata][raster]")
{
    const RasterImage image = read_raster_file(raster("quarters.png"));
    CHECK(image.extent.west == Approx(13));
    CHECK(image.extent.east == Approx(15));
    CHECK(image.extent.north == Approx(33));
    CHECK(image.extent.south == Approx(31));
    CHECK(colour_at(image, 0.2, 0.2) == std::array{255, 0, 0, 255});
    CHECK(colour_at(image, 0.8, 0.2) == std::array{0, 255, 0, 255});
    CHECK(colour_at(image, 0.2, 0.8) == std::array{0, 0, 255, 255});
    CHECK(colour_at(image, 0.8, 0.8) == std::array{255, 255, 0, 255});
    CHECK(image.note == "no coordinate system given, taken as WGS 84");
}

TEST_CASE("a GeoTIFF in metres is turned to longitude and latitude", "[geodata][raster]")
{
    const RasterImage image = read_raster_file(raster("metres.tif"));
    // By gdalwarp -t_srs EPSG:4326.
    CHECK(image.extent.west == Approx(13.0778).margin(0.004));
    CHECK(image.extent.north == Approx(32.7945).margin(0.004));
    CHECK(image.extent.east - image.extent.west == Approx(0.0870).margin(0.004));
    CHECK(colour_at(image, 0.3, 0.3) == std::array{255, 0, 0, 255});
    CHECK(colour_at(image, 0.7, 0.7) == std::array{255, 255, 0, 255});
    CHECK(image.note.empty());
}

TEST_CASE("heights in a grid of text are drawn in grey, low dark and high light", "[geodata][raster]")
{
    const Scratch scratch;
    const auto path = scratch.file(
        "heights.asc", "ncols 4\nnrows 2\nxllcorner 13\nyllcorner 31\ncellsize 0.5\nNODATA_value -9999\n"
                       "0 0 900 900\n-9999 -9999 900 900\n");
    const RasterImage image = read_raster_file(path);
    CHECK(image.extent.west == Approx(13));
    CHECK(image.extent.north == Approx(32));
    CHECK(colour_at(image, 0.1, 0.2) == std::array{0, 0, 0, 255});
    CHECK(colour_at(image, 0.9, 0.8) == std::array{255, 255, 255, 255});
    CHECK(colour_at(image, 0.1, 0.9)[3] == 0); // no height is known there
    CHECK(image.note == "no coordinate system given, taken as WGS 84");
    CHECK_THROWS_WITH(read_raster_file("heights.nc"), Catch::Contains(".tif .tiff .png"));
}

TEST_CASE("a tile of SRTM's heights is light and shadow, and clear where the ground is level",
          "[geodata][raster]")
{
    constexpr int side = 1201; // cells of three seconds
    std::string bytes;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            // A ridge from north to south in the middle of level ground; nothing is known in the north-east.
            const int height = std::max(0, 2000 - 40 * std::abs(column - 600));
            const int told = row < 100 && column > 1100 ? -32768 : height;
            bytes += static_cast<char>(told >> 8 & 0xff);
            bytes += static_cast<char>(told & 0xff);
        }
    const Scratch scratch;
    const RasterImage image = read_raster_file(scratch.file("N32E013.hgt", bytes));
    CHECK(image.extent.west == Approx(13).margin(0.001));
    CHECK(image.extent.north == Approx(33).margin(0.001));
    CHECK(colour_at(image, 0.1, 0.5)[3] == 0);
    CHECK(colour_at(image, 0.98, 0.03)[3] == 0);
    const auto lit = colour_at(image, 0.48, 0.5), dark = colour_at(image, 0.52, 0.5);
    CHECK(lit[0] == 255); // the light comes from the north-west
    CHECK(lit[3] > 20);
    CHECK(dark[0] == 0x28);
    CHECK(dark[3] > 60);
    CHECK(dark[3] < 110); // the map below can be read
}

TEST_CASE("a picture that does not say where it lies is refused with what would help", "[geodata][raster]")
{
    CHECK_THROWS_WITH(read_raster_file(raster("nowhere.png")), Catch::Contains("world file"));
    CHECK_THROWS_WITH(read_raster_file(raster("metres.png")), Catch::Contains(".prj"));
    RasterReadOptions options;
    options.crs = "EPSG:32633";
    CHECK(read_raster_file(raster("metres.png"), options).extent.west == Approx(13.0778).margin(0.004));
    options.crs = "EPSG:none";
    CHECK_THROWS_WITH(read_raster_file(raster("metres.png"), options), Catch::Contains("EPSG:none"));
    CHECK_THROWS_AS(read_raster_file(raster("README.md")), Error);
}

TEST_CASE("only the named kinds of pictures are taken", "[geodata][raster]")
{
    CHECK(is_raster_name("a/B.TIF"));
    CHECK(is_raster_name("b.jpeg"));
    CHECK_FALSE(is_raster_name("b.vrt"));
    CHECK_FALSE(is_raster_name("b.geojson"));
}

TEST_CASE("a stranger's .prj opens no other file and no address", "[geodata][raster]")
{
    const Scratch scratch;
    std::filesystem::copy_file(raster("metres.png"), scratch.path("a.png"));
    std::filesystem::copy_file(raster("metres.pgw"), scratch.path("a.pgw"));
    REQUIRE(read_raster_file(scratch.path("a.png"), {"EPSG:32633", 4096}).extent.west > 13);
    const auto other = scratch.file("other.txt", "+proj=utm +zone=33 +datum=WGS84");
    static_cast<void>(scratch.file("a.prj", other.string()));
    CHECK_THROWS_WITH(read_raster_file(scratch.path("a.png")), Catch::Contains(".prj is not understood"));
    static_cast<void>(scratch.file("a.prj", "http://127.0.0.1:9/a.prj"));
    CHECK_THROWS_WITH(read_raster_file(scratch.path("a.png")), Catch::Contains(".prj is not understood"));
}
