#include "importers/article/lexicon.hpp"

#include "geodata/error.hpp"
#include "importers/article/phrases.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

fs::path folder_with(const std::map<std::string, std::string>& files, const std::string& name)
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [file, text] : files)
        std::ofstream{folder / file} << text;
    return folder;
}

} // namespace

TEST_CASE("a table gives the phrases that begin with a word, longest first")
{
    const Lexicon lexicon = Lexicon::load(folder_with({{"means.tsv", "# comment\n"
                                                                     "car\tvehicle\n"
                                                                     "car bomb\texplosive\tx\ty\n"
                                                                     "car\tsecond row\n"},
                                                       {"people.tsv", "car\tnobody\n"}},
                                                      "lexicon"));
    const auto entries = lexicon.starting_with("means", "car");
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].words == std::vector<std::string>{"car", "bomb"});
    CHECK(entries[0].more == std::vector<std::string>{"x", "y"});
    CHECK(lexicon.meaning("means", "car") == "vehicle");
    CHECK(lexicon.meaning("people", "car") == "nobody");
    CHECK_FALSE(lexicon.has("means", "bomb"));
    CHECK_FALSE(lexicon.has("nothing", "car"));
    CHECK(lexicon.starting_with("means", "").empty());
}

TEST_CASE("a phrase alone is no single word")
{
    const Lexicon lexicon = Lexicon::load(folder_with({{"means.tsv", "grad rocket\trocket\n"}}, "phrases"));
    CHECK(lexicon.starting_with("means", "grad").size() == 1);
    CHECK_FALSE(lexicon.has("means", "grad"));
    CHECK(lexicon.meaning("means", "grad").empty());
}

TEST_CASE("every first word of the program's tables is found again")
{
    const fs::path folder = fs::path{SITMAP_ASSETS} / "lexicon";
    const Lexicon lexicon = Lexicon::load(folder);
    std::size_t rows = 0, lost = 0;
    for (const auto& file : fs::directory_iterator{folder}) {
        if (file.path().extension() != ".tsv")
            continue;
        const std::string name = file.path().stem().string();
        std::ifstream in{file.path()};
        for (std::string line; std::getline(in, line);) {
            std::istringstream words{line.substr(0, line.find('\t'))};
            std::string first;
            if (line.starts_with('#') || !(words >> first))
                continue;
            ++rows;
            lost +=
                lexicon.starting_with(Lexicon::TableName{std::string_view{name}}, first).empty() ? 1U : 0U;
        }
    }
    CHECK(rows > 10'000);
    CHECK(lost == 0);
}

TEST_CASE("a folder without tables is refused")
{
    CHECK_THROWS_AS(Lexicon::load(folder_with({}, "no-tables")), Error);
    CHECK_THROWS_AS(Lexicon::load(fs::path{SITMAP_TEST_OUT} / "not-there"), Error);
}

TEST_CASE("a word may be in several groups", "[importers][lexicon]")
{
    const Lexicon lexicon = Lexicon::load(SITMAP_ASSETS "/lexicon");
    const TokenisedText text = tokenise("statement hospital passed");
    CHECK(lexicon.is_in("statement", text.tokens[0]));
    CHECK(lexicon.is_in("toll_report", text.tokens[0]));
    CHECK_FALSE(lexicon.is_in("state", text.tokens[0]));
    CHECK(lexicon.is_in("house", text.tokens[1]));
    CHECK(lexicon.is_in("rise", text.tokens[2]));
    CHECK_FALSE(lexicon.is_in("house", text.tokens[2]));
    CHECK(lexicon.is_in("house", "hospital"));
    CHECK_FALSE(lexicon.is_in("house", "passed"));

    TokenisedText marked = text;
    mark_tables(marked, lexicon);
    CHECK(lexicon.is_in("toll_report", marked.tokens[0]));
    CHECK_FALSE(lexicon.is_in("house", marked.tokens[0]));
}

TEST_CASE("no phrase has two rows, of which one would never be read", "[importers][lexicon]")
{
    const std::string table = GENERATE(as<std::string>{}, "harm", "triggers", "cues", "befallen", "groups",
                                       "people", "speech", "cumulative");
    CAPTURE(table);
    std::ifstream in{std::string{SITMAP_ASSETS "/lexicon/"} + table + ".tsv"};
    REQUIRE(in);
    std::set<std::string> phrases;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        const std::string phrase = line.substr(0, line.find('\t'));
        CAPTURE(phrase);
        CHECK(phrases.insert(phrase).second);
    }
    CHECK(phrases.size() > 10);
}

} // namespace sitmap
