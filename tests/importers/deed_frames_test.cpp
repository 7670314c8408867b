// Deeds that are told by who does them or by what they are done to.
#include "importers/article/deed_frames.hpp"

#include "importers/article/phrases.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace sitmap {

namespace {

const Lexicon& lexicon()
{
    static const Lexicon words = Lexicon::load(SITMAP_ASSETS "/lexicon");
    return words;
}

std::optional<FramedDeed> framed_at(const std::string& sentence, std::uint32_t at)
{
    TokenisedText text = tokenise(sentence);
    mark_tables(text, lexicon());
    return framed_deed_at(text, lexicon(), text.sentences.front(), at);
}

/// The sub-type of the first framed deed of a sentence; "" if it has none.
std::string framed(const std::string& sentence)
{
    const TokenisedText text = tokenise(sentence);
    for (std::uint32_t i = 0; i < text.sentences.front().last; ++i)
        if (const auto deed = framed_at(sentence, i))
            return std::string{name_of(deed->sub_type)};
    return {};
}

/// The rows of a word table, each with its columns.
std::vector<std::vector<std::string>> rows_of(const std::string& table)
{
    std::ifstream in{std::string{SITMAP_ASSETS "/lexicon/"} + table + ".tsv"};
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        std::istringstream cells{line};
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');)
            rows.back().push_back(cell);
    }
    return rows;
}

std::set<std::string> roles_known()
{
    std::set<std::string> roles;
    for (const auto& row : rows_of("frame_roles")) {
        std::istringstream parts{row.at(1)};
        for (std::string role; std::getline(parts, role, '|');)
            roles.insert(role);
    }
    return roles;
}

} // namespace

TEST_CASE("a crowd that gathers, walks or blocks a road protests", "[importers][frames]")
{
    const auto sentence =
        GENERATE(as<std::string>{}, "Thousands gathered in the square before noon.",
                 "Mourners of the drowned miners walked through the old town.",
                 "Angry taxi drivers have blocked the bridge since dawn.",
                 "Some 250 Tuaregs massed at the gate.", "Nurses in white lit candles on the steps.");
    CAPTURE(sentence);

    CHECK(framed(sentence) == "Peaceful protest");
}

TEST_CASE("a crowd that breaks and throws things demonstrates with violence", "[importers][frames]")
{
    CHECK(framed("Youths pelted the bus of the visitors.") == "Violent demonstration");
    CHECK(framed("Hundreds stormed the tax office at noon.") == "Violent demonstration");
}

TEST_CASE("without a crowd before it in its clause a verb frames nothing", "[importers][frames]")
{
    const auto sentence =
        GENERATE(as<std::string>{}, "Clouds gathered over the hills.", "Some 9 Tuaregs gathered at the gate.",
                 "By 30 June water had filled the cellars.", "Villagers said that clouds gathered at noon.",
                 "Villagers slept while snow blocked the pass.", "The lorry walked through.");
    CAPTURE(sentence);

    CHECK(framed(sentence).empty());
}

TEST_CASE("armed people nearer than the crowd leave it without a deed", "[importers][frames]")
{
    CHECK(framed("Thousands blocked the road.") == "Peaceful protest");
    CHECK(framed("Thousands watched as troops blocked the road.").empty());
    CHECK(framed("To the dismay of villagers rebels occupied the school.") ==
          "Non-state actor overtakes territory");
}

TEST_CASE("a crowd is sought fourteen words before its deed", "[importers][frames]")
{
    const auto with_words_between = [](std::size_t count) {
        std::string sentence = "Thousands";
        for (std::size_t i = 0; i < count; ++i)
            sentence += " slowly";
        return framed(sentence + " gathered there.");
    };
    CHECK(with_words_between(13) == "Peaceful protest");
    CHECK(with_words_between(14).empty());
}

TEST_CASE("ships rescue where a boat or the sea is spoken of", "[importers][frames]")
{
    const auto [sentence, rescue] = GENERATE(table<std::string, bool>({
        {"The coast guard pulled 49 men out of a dinghy.", true},
        {"The crew of a tanker picked up 61 people from a raft.", true},
        {"Off the coast border guards picked up 30 people.", true},
        {"Two dinghies were towed into the harbour.", true},
        {"A pirogue with 70 aboard landed on the beach.", true},
        {"Rescuers pulled 12 people from the ruins of a bakery.", false},
        {"A helicopter lifted 20 climbers off the glacier.", false},
        {"From the boat the navy brought word of calm.", false}, // nobody is brought
        {"A boat full of fish sold well.", false},
    }));
    CAPTURE(sentence);

    CHECK((framed(sentence) == "Interception/rescue") == rescue);
}

TEST_CASE("things that were burned are destroyed property", "[importers][frames]")
{
    CHECK(framed("Two churches and a bakery were burned.") == "Looting/property destruction");
    CHECK(framed("A tram was set on fire.") == "Looting/property destruction");
    CHECK(framed("Dead leaves were burned.").empty());
}

TEST_CASE("armed men take people and places, and ships go down", "[importers][frames]")
{
    const auto [sentence, kind] = GENERATE(table<std::string, std::string>({
        {"Fifteen boys were taken from a school at dawn.", "Abduction/forced disappearance"},
        {"The tug was seized off Eyl with six men.", "Abduction/forced disappearance"},
        {"Soldiers detained a sheikh at his home.", "Arrests"},
        {"Police surrounded the house and took in three men.", "Arrests"},
        {"Troops moved back into the mining town.", "Non-state actor overtakes territory"},
        {"The contingent quit the desert camp.", "Non-violent transfer of territory"},
        {"Another sailing boat ran onto a rock.", "Shipwreck"},
        {"About 35,000 people crossed into Chad.", "Forced displacement"},
        {"Several hundred people walked past the parliament.", "Peaceful protest"},
        {"Two women were taken ill.", ""},         // from nowhere
        {"The family crossed into Chad.", ""},     // nobody counts them
        {"The court moved into a new house.", ""}, // unarmed
        {"The talks ran onto a rock.", ""},        // no ship
    }));
    CAPTURE(sentence);

    CHECK(framed(sentence) == kind);
}

TEST_CASE("every frame has a role, a sub-type and a weight that are known", "[importers][frames]")
{
    const std::set<std::string> known = roles_known();
    std::set<std::string> used;
    for (const auto& row : rows_of("frames")) {
        CAPTURE(row.front());
        REQUIRE(row.size() == 4);
        CHECK(known.count(row[1]) == 1);
        CHECK(sub_event_type_named(row[2]).has_value());
        CHECK((row[3] == "1" || row[3] == "2" || row[3] == "3"));
        used.insert(row[1]);
    }
    used.insert("afloat"); // what a rescuer may be, and nothing that a deed is told of
    CHECK(used == known);
}

TEST_CASE("every frame tells its deed behind one who may do it", "[importers][frames]")
{
    const std::map<std::string, std::string> doers{
        {"crowd", "Hundreds "}, {"rescuer", "Lifeboats "}, {"craft", "Dinghies "}, {"property", "Houses "},
        {"force", "Gunmen "},   {"people", "Hundreds "},   {"ship", "Tankers "},   {"dead", "Corpses "}};
    for (const auto& row : rows_of("frames")) {
        CAPTURE(row[0], row[1]);
        const auto deed = framed_at(doers.at(row[1]) + row[0] + " 20 people from a raft.", 1);
        REQUIRE(deed);
        CHECK(name_of(deed->sub_type) == row[2]);
        CHECK(std::to_string(deed->weight) == row[3]);
        CHECK(deed->length == tokenise(row[0]).tokens.size());
    }
}

} // namespace sitmap
