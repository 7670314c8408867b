#include "geodata/gzip_file.hpp"

#include "geodata/error.hpp"
#include "tests/geodata/gzip.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using Catch::Matchers::Contains;
using test::gzip;

TEST_CASE("a file is read the same, packed or not", "[geodata][gzip_file]")
{
    const Scratch scratch;
    const std::string text = GENERATE(std::string{}, std::string{"one\ntwo"}, std::string(3'000'000, 'x'));
    CHECK(read_gzip(scratch.file("plain", text)) == text);
    CHECK(read_gzip(scratch.file("packed.gz", gzip(text))) == text);
}

TEST_CASE("members of a packed file follow each other", "[geodata][gzip_file]")
{
    const Scratch scratch;
    const std::string large(100'000, 'a'); // more than the last member says of itself
    CHECK(read_gzip(scratch.file("two.gz", gzip(large) + gzip("b"))) == large + "b");
}

TEST_CASE("a packed file that is damaged, cut short or too large is refused", "[geodata][gzip_file]")
{
    const Scratch scratch;
    const std::string whole = gzip(std::string(100'000, 'a') + "and an end");
    CHECK_THROWS_WITH(read_gzip(scratch.file("cut.gz", whole.substr(0, whole.size() - 1))),
                      Contains("cut.gz': it is damaged or cut short"));
    CHECK_THROWS_WITH(read_gzip(scratch.file("head.gz", whole.substr(0, 12))), Contains("cut short"));
    std::string changed = whole;
    changed[changed.size() - 6] ^= 1; // of the checksum
    CHECK_THROWS_WITH(read_gzip(scratch.file("changed.gz", changed)), Contains("damaged"));
    CHECK_THROWS_WITH(read_gzip(scratch.file("tail.gz", whole + "more")), Contains("damaged"));

    const std::string bomb = gzip(std::string(8'000'000, ' '));
    CHECK_THROWS_WITH(read_gzip(scratch.file("bomb.gz", bomb), 1 << 20), Contains("more than 1 MiB"));
    std::string liar = bomb; // says that it unpacks to nothing
    liar.replace(liar.size() - 4, 4, 4, '\0');
    CHECK_THROWS_AS(read_gzip(scratch.file("liar.gz", liar), 1 << 20), Error);
    CHECK_THROWS_WITH(read_gzip(scratch.file("plain", std::string(2 << 20, ' ')), 1 << 20),
                      Contains("more than 1 MiB"));
    CHECK_THROWS_WITH(read_gzip(scratch.path("absent.gz")), Contains("No such file"));
}
