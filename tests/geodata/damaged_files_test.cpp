#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>
#include <iterator>
#include <random>

using namespace sitmap;

namespace {

Layer sample()
{
    const Polygon area{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}}}};
    return {"sample",
            {{"name", FieldType::text}, {"n", FieldType::integer}, {"x", FieldType::real}},
            {{area, {"one", std::int64_t{1}, 0.5}}, {area, {"two", std::int64_t{2}, -1.5}}}};
}

std::string content(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A few bytes changed, a piece taken out or doubled, or the end cut off.
std::string damaged(std::string bytes, std::mt19937& random)
{
    const auto any = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
    };
    const std::size_t at = any(bytes.size());
    switch (any(4)) {
    case 0:
        for (std::size_t i = 0; i < 4; ++i)
            bytes[any(bytes.size())] = static_cast<char>(any(256));
        break;
    case 1:
        bytes.erase(at, 1 + any(20));
        break;
    case 2:
        bytes.insert(at, bytes.substr(at, 1 + any(20)));
        break;
    default:
        bytes.resize(at);
    }
    return bytes;
}

} // namespace

TEST_CASE("a damaged file gives layers or one Error, whatever the damage", "[geodata][vector_file]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"kml"},
                                 std::string{"shp"}, std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    const auto path = scratch.path("a." + format);
    write_vector_file(path, format, {sample()}, false);
    const std::string whole = content(path);
    std::mt19937 random{42};
    int read = 0, refused = 0;
    for (int i = 0; i < 60; ++i) {
        (void)scratch.file("a." + format, damaged(whole, random));
        try {
            for (const Layer& layer : read_vector_file(path).layers) {
                for (const Feature& feature : layer.features)
                    CHECK(feature.values.size() == layer.fields.size());
            }
            ++read;
        } catch (const Error& error) {
            CHECK(std::string{error.what()}.find('\n') == std::string::npos);
            CHECK(std::string{error.what()}.find("a." + format) != std::string::npos);
            ++refused;
        }
    }
    CHECK(read + refused == 60);
}
