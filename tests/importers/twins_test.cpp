#include "importers/article/twins.hpp"

#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace sitmap {

namespace {

// The mosque is told of by "attack" and by "grenade"; the bus is another one.
const std::string told_twice =
    "Mosque attack in Zamboanga\n\nMANILA, June 12 - The police are looking for those who carried out an "
    "attack in Zamboanga, the mayor said.\n\nA grenade was thrown into a mosque in Zamboanga on Monday and "
    "two "
    "preachers were killed.\n\nIn Cotabato a bomb hit a bus on Sunday and killed seven travellers.\n";

Narrative narrative_by(const Reading& reading)
{
    return find_happenings(reading, Weighing::but_of_tolls);
}

/// The shipped tables with these weights in place of the learnt ones. Tests of one program run side by side.
ReaderTables tables_with(const std::string& rows)
{
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    const auto file =
        std::filesystem::temp_directory_path() / ("sitmap_twins_" + std::to_string(::getpid()) + ".tsv");
    std::ofstream{file} << rows;
    tables.twins = ClueWeights::load(file);
    std::filesystem::remove(file);
    return tables;
}

/// How many happenings there are with these weights.
std::size_t happenings_by(const std::string& text, const std::string& rows)
{
    const ReaderTables tables = tables_with(rows);
    const ArticleText article = test::article(text);
    const Reading reading = find_mentions(article, tables);
    return narrative_by(reading).happenings.size();
}

} // namespace

TEST_CASE("happenings of one group are weighed two by two", "[importers][twins]")
{
    const ArticleText article = test::article(told_twice);
    const Reading reading = find_mentions(article, test::reader_tables());
    const Narrative narrative = find_happenings(reading, Weighing::but_of_twins);
    const std::size_t count = narrative.happenings.size();
    REQUIRE(count >= 2);
    const auto pairs = twin_pairs(reading, narrative);
    std::size_t of_one_group = 0;
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = a + 1; b < count; ++b)
            of_one_group += narrative.happenings[a].group == narrative.happenings[b].group ? 1U : 0U;
    CHECK(pairs.size() == of_one_group);
    for (const TwinPair& pair : pairs) {
        CHECK(pair.first < pair.second);
        const auto has = [&](std::string_view name) {
            return std::any_of(pair.clues.begin(), pair.clues.end(),
                               [&](const NamedClue& clue) { return clue.name == name; });
        };
        const Happening &a = narrative.happenings[pair.first], &b = narrative.happenings[pair.second];
        CHECK(has("one_kind") == (a.sub_type == b.sub_type));
        CHECK(has("first_nowhere") == !a.place);
        CHECK(has("same_day") == (a.interval.is_known() && a.interval == b.interval));
        CHECK(has("first_headline") == (a.tellings.front().sentence == 0));
    }
}

TEST_CASE("the weights decide which happenings are one", "[importers][twins]")
{
    const std::string text =
        "Raids in two towns\n\nNIAMEY, June 12 - Gunmen attacked Zinder on Monday.\n\nOn "
        "Monday soldiers shelled Maradi, residents said.\n";
    CHECK(happenings_by(text, "always\t-9\n") == 2);
    CHECK(happenings_by(text, "always\t9\n") == 1);
    CHECK(happenings_by(text, "always\t-9\nsame_day\t20\n") == 1);
    CHECK(happenings_by(text, "always\t-9\nsame_place\t20\n") == 2);
}

TEST_CASE("happenings with their own dead that the text sets apart are never one", "[importers][twins]")
{
    // two towns; two days
    CHECK(happenings_by(
              "Some headline\n\nGunmen killed nine people in Zinder on Monday.\n\nIn Maradi a bomb killed "
              "four on Monday.\n",
              "always\t9\n") == 2);
    const std::string came_back = "Some headline\n\nGunmen killed nine people in Gao on Thursday. On Friday "
                                  "the men came back and killed three villagers.\n";
    REQUIRE(happenings_by(came_back, "always\t-9\n") == 2);
    CHECK(happenings_by(came_back, "always\t9\n") == 2);
}

TEST_CASE("of a happening told twice the fuller telling says when and what it was", "[importers][twins]")
{
    const ArticleText article = test::article(told_twice);
    const ReaderTables tables = tables_with("always\t-9\nsame_place\t20\n");
    const Reading reading = find_mentions(article, tables);
    const Narrative narrative = narrative_by(reading);
    const auto at_mosque = [](const Happening& happening) {
        return happening.place && happening.place->name.find("Zamboanga") != std::string::npos;
    };
    const auto& all = narrative.happenings;
    REQUIRE(std::count_if(all.begin(), all.end(), at_mosque) == 1);
    const auto found = std::find_if(all.begin(), all.end(), at_mosque);
    CHECK(found->sub_type == SubEventType::grenade);
    CHECK(found->interval.first() == parse_day("2024-06-10"));
}

} // namespace sitmap
