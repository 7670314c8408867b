#include "geodata/unpacked_file.hpp"

#include "geodata/error.hpp"
#include "tests/geodata/gzip.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using Catch::Matchers::Contains;
using test::gzip;

TEST_CASE("lines come the same from a plain file and a packed one", "[geodata][unpacked_file]")
{
    const Scratch scratch;
    std::string text = "first\r\n\nthird";
    text += std::string(700'000, 'x') + "\nlast";
    const bool packed = GENERATE(false, true);
    UnpackedFile file{scratch.file("a.txt.gz", packed ? gzip(text) : text)};
    CHECK(file.peek(5) == "first");
    std::string line;
    REQUIRE(file.line(line, 100));
    CHECK(line == "first");
    REQUIRE(file.line(line, 100));
    CHECK(line.empty());
    REQUIRE(file.line(line, 1'000'000));
    CHECK(line.size() == 700'005);
    CHECK(file.peek(100) == "last");
    REQUIRE(file.line(line, 100));
    CHECK(line == "last");
    CHECK_FALSE(file.line(line, 100));
}

TEST_CASE("what unpacks to too much, or is cut short, is refused", "[geodata][unpacked_file]")
{
    const Scratch scratch;
    const std::string bomb = gzip(std::string(8'000'000, ' '));
    CHECK(bomb.size() < 20'000);
    const auto path = scratch.file("bomb.gz", bomb);
    CHECK_THROWS_WITH(UnpackedFile{path}.rest(1'000'000), Contains("unpacked"));
    CHECK(UnpackedFile{path}.rest(8'000'000).size() == 8'000'000);
    std::string line;
    CHECK_THROWS_WITH(UnpackedFile{path}.line(line, 1'000'000), Contains("a line of it"));
    CHECK_THROWS_WITH(UnpackedFile{scratch.file("cut.gz", bomb.substr(0, bomb.size() / 2))}.rest(9'000'000),
                      Contains("cut short"));
    CHECK_THROWS_WITH(UnpackedFile{scratch.path("none")}, Contains("no such file"));
    CHECK(unpacked_name("a/b.txt.gz") == "a/b.txt");
    CHECK(unpacked_name("b.txt") == "b.txt");
}
