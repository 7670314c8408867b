#include "tests/fuzz/reading_laws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace sitmap {

namespace {

const ReaderTables& tables()
{
    static const ReaderTables loaded = ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

std::vector<std::filesystem::path> corpus()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{std::filesystem::path{SITMAP_ROOT} /
                                                                 "tests/fuzz/corpus/article"})
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string repeated(std::string_view words, std::size_t times)
{
    std::string text;
    text.reserve(words.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        text += words;
    return text;
}

} // namespace

TEST_CASE("what fuzzing found is read by the laws")
{
    const auto files = corpus();
    REQUIRE(files.size() > 10);
    for (const auto& file : files) {
        std::ifstream in{file, std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        INFO(file.filename());
        REQUIRE_NOTHROW(check_reading(bytes, tables()));
    }
}

TEST_CASE("texts made to be slow are read by the laws")
{
    // Each would take minutes where some step looks back over all that came before.
    const std::size_t size = 60'000;
    const auto filled = [&](std::string_view words) { return repeated(words, size / words.size()); };
    const std::vector<std::string> texts{
        filled("a"),
        filled("A"),
        filled("Tripoli"),
        filled("Tripoli, "),
        filled("Tripoli and "),
        "Shelling hit " + filled("Homs, Paris, Georgia, ") + " on Monday, killing 5 people.",
        filled("Al-"),
        filled("d'"),
        filled("5 "),
        filled("at least 5 people killed and "),
        filled("\""),
        filled("\"He said. "),
        filled("( "),
        filled(". "),
        filled("\n\n"),
        filled("A.\n\n"),
        filled("Shelling in Homs on Monday killed 5 people, officials said. "),
        filled("on Monday since April to May 2019 "),
        filled("the Ministry of Defence of "),
        filled("between Homs and "),
        filled("20 km west of "),
        filled("hundreds of thousands of millions of "),
        filled("Ahmed al-"),
        filled("\xD8\xA7\xD9\x84"),
        filled("\xFF\xC3 "),
        "<html><body>" + filled("<p>Homs <b>"),
    };
    for (const std::string& text : texts) {
        INFO(text.substr(0, 60));
        REQUIRE_NOTHROW(check_reading(text, tables()));
    }
}

} // namespace sitmap
