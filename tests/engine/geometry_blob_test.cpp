#include "engine/geometry_blob.hpp"

#include "tests/engine/random_ledger.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

std::string bytes(std::initializer_list<int> values)
{
    std::string made;
    for (const int value : values)
        made.push_back(static_cast<char>(value));
    return made;
}

} // namespace

TEST_CASE("every geometry comes back from its GeoPackage blob", "[engine][geometry_blob]")
{
    std::mt19937 random{3};
    for (int i = 0; i < 500; ++i) {
        const Geometry original = test::random_geometry(random);
        const auto blob = geometry_blob(original);
        if (std::holds_alternative<std::monostate>(original)) {
            CHECK_FALSE(blob);
            continue;
        }
        REQUIRE(blob);
        CHECK(geometry_from_blob(*blob) == original);
    }
}

// The example of the GeoPackage specification: "GP", version 0, flags, SRS, then WKB of POINT (1 2) as in OGC
// 06-103r4.
TEST_CASE("a point is written as the specification shows", "[engine][geometry_blob]")
{
    const std::string expected = bytes({'G', 'P', 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0, 0,   0,
                                        0,   0,   0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40});
    CHECK(geometry_blob(LonLat{1, 2}) == expected);
}

TEST_CASE("a big-endian point with height is read without its height", "[engine][geometry_blob]")
{
    const std::string blob =
        bytes({'G', 'P', 0,    0, 0, 0, 0x10, 0xE6, 0, 0, 0,    0x03, 0xE9, 0x3F, 0xF0, 0, 0, 0, 0,
               0,   0,   0x40, 0, 0, 0, 0,    0,    0, 0, 0x40, 0x08, 0,    0,    0,    0, 0, 0});
    CHECK(geometry_from_blob(blob) == Geometry{LonLat{1, 2}});
}

TEST_CASE("no cut or changed blob stops the reader", "[engine][geometry_blob]")
{
    std::mt19937 random{5};
    std::size_t refused = 0;
    for (int i = 0; i < 300; ++i) {
        auto blob = geometry_blob(test::random_geometry(random));
        if (!blob)
            continue;
        for (std::size_t length = 0; length < blob->size(); ++length)
            refused += geometry_from_blob(std::string_view{*blob}.substr(0, length)) ? 0u : 1u;
        const auto at = std::uniform_int_distribution<std::size_t>{0, blob->size() - 1}(random);
        (*blob)[at] = static_cast<char>(random());
        (void)geometry_from_blob(*blob);
        refused += geometry_from_blob(*blob + "x") ? 0u : 1u;
    }
    CHECK(refused > 300);
}

TEST_CASE("a blob that announces more parts than it has bytes is refused at once", "[engine][geometry_blob]")
{
    CHECK_FALSE(
        geometry_from_blob(bytes({'G', 'P', 0, 1, 0xE6, 0x10, 0, 0, 1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F})));
    CHECK_FALSE(
        geometry_from_blob(bytes({'G', 'P', 0, 1, 0xE6, 0x10, 0, 0, 1, 6, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF})));
    CHECK_FALSE(geometry_from_blob(
        bytes({'G', 'P', 0, 1, 0xE6, 0x10, 0, 0, 1, 7, 0, 0, 0, 0, 0, 0, 0}))); // collection
}
