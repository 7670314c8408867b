#include "tests/fuzz/table_laws.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

namespace sitmap {

namespace {

const std::filesystem::path corpus = std::filesystem::path{SITMAP_ROOT} / "tests/fuzz/corpus/table";

std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

TEST_CASE("the corpus of tables is read by the laws, whole and damaged", "[fuzz][table]")
{
    std::mt19937 random{17};
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{corpus}) {
        ++files;
        const std::string bytes = bytes_of(entry.path());
        INFO(entry.path().filename());
        REQUIRE_NOTHROW(check_table(bytes));
        const std::string letters = "\",\n\r\t;#-0\xFF\xC3\xA9";
        for (int i = 0; i < 60; ++i) {
            std::string damaged = bytes.substr(0, bytes.size() - random() % (bytes.size() / 2 + 1));
            for (int n = 0; n < 4 && !damaged.empty(); ++n)
                damaged[random() % damaged.size()] = letters[random() % letters.size()];
            CAPTURE(damaged);
            REQUIRE_NOTHROW(check_table(damaged));
        }
    }
    CHECK(files >= 4);
}

} // namespace sitmap
