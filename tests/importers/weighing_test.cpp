// Which place a happening has and whether it is one, as all clues together say.
#include "geodata/error.hpp"
#include "importers/article/happening_worth.hpp"
#include "importers/article/place_choice.hpp"
#include "importers/article/reading.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

fs::path written(const std::string& name, const std::string& contents)
{
    fs::path file = fs::temp_directory_path() / ("sitmap_weighing_" + name);
    std::ofstream{file} << contents;
    return file;
}

std::string places_table(const std::string& more)
{
    std::string rows;
    for (const std::string_view clue : place_clue_names())
        rows += std::string{clue} + "\t0.5\n";
    return rows + more;
}

template <class Load>
std::string refusal_of(Load load)
{
    try {
        load();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

std::vector<std::string> places_of(const std::vector<Incident>& incidents)
{
    std::vector<std::string> places;
    for (const Incident& incident : incidents)
        places.push_back(incident.location ? incident.location->name : "");
    std::sort(places.begin(), places.end());
    return places;
}

/// What a clue says of a place for the first happening of a text, before any weighing; -1 where the place is
/// no candidate.
float clue_of(const std::string& text, std::string_view place, std::string_view clue)
{
    const auto& names = place_clue_names();
    const auto at = std::find(names.begin(), names.end(), clue);
    REQUIRE(at != names.end());
    const auto happenings = weighed_places_of(test::article(text), test::reader_tables());
    REQUIRE_FALSE(happenings.empty());
    for (const WeighedPlace& candidate : happenings.front().places)
        if (candidate.name == place)
            return candidate.clues[static_cast<std::size_t>(at - names.begin())];
    return -1;
}

/// A text of this lead under a headline that tells of nothing.
std::string led_by(const std::string& lead)
{
    return "News from the region\n\n" + lead + "\n\nThe bishop asked all to stay calm. Schools are closed.\n";
}

} // namespace

TEST_CASE("weights of places are refused with the line that is wrong", "[importers][weighing]")
{
    CHECK_NOTHROW(PlaceWeights::load(written("whole.tsv", places_table(""))));
    const auto refused = [](const std::string& more) {
        return refusal_of(
            [&] { static_cast<void>(PlaceWeights::load(written("bad.tsv", places_table(more)))); });
    };
    const std::string line = ":" + std::to_string(place_clue_count + 1) + ":";
    CHECK(refused("no_such_clue\t1\n").find(line) != std::string::npos);
    CHECK(refused("now\tmuch\n").find(line) != std::string::npos);
    CHECK(refused("now\t1e9\n").find(line) != std::string::npos);
    CHECK(refused("now\n").find(line) != std::string::npos);
    CHECK(refusal_of([] {
              static_cast<void>(PlaceWeights::load(written("short.tsv", "now\t1\n")));
          }).find("lacks clues") != std::string::npos);
}

TEST_CASE("weights of clues add up to a chance", "[importers][weighing]")
{
    const ClueWeights weights = ClueWeights::load(written("clues.tsv", "# head\nfor\t2\nagainst\t-3\n"));
    CHECK(weights.chance({}) == Approx(0.5));
    CHECK(weights.chance({{"unknown", 5}}) == Approx(0.5));
    CHECK(weights.chance({{"for", 1}}) == Approx(1 / (1 + std::exp(-2.0))));
    CHECK(weights.chance({{"for", 1.5F}, {"against", 1}}) == Approx(0.5));
    CHECK(refusal_of([] {
              static_cast<void>(ClueWeights::load(written("bad_clues.tsv", "for\t2\nagainst\n")));
          }).find(":2:") != std::string::npos);
    CHECK_FALSE(
        refusal_of([] { static_cast<void>(ClueWeights::load(written("none.tsv", "# head\n"))); }).empty());
}

TEST_CASE("a clue is found by its name however it is put together", "[importers][weighing]")
{
    const ClueWeights weights =
        ClueWeights::load(written("parts.tsv", "kind:Attack\t2\nbrief kind:Attack\t-3\n"));
    const ClueName name{"kind:", "Attack"};
    CHECK(name.text() == "kind:Attack");
    CHECK(name == "kind:Attack");
    CHECK(name.of_brief().text() == "brief kind:Attack");
    CHECK(weights.sum({{"kind:Attack", 1}}) == Approx(2));
    CHECK(weights.sum({{name, 1}}) == Approx(2));
    CHECK(weights.sum({{name.of_brief(), 1}}) == Approx(-3));
}

TEST_CASE("each place of a text is weighed once, the happening's own first", "[importers][weighing]")
{
    const ArticleText article = test::article(
        "Blast in Zinder\n\nNIAMEY, June 11 - A bomb killed four people in Zinder on Monday, officials in "
        "Niamey said. The road from Maradi to Zinder is closed.\n\nIn Maradi all was quiet. Zinder has "
        "seen no such blast in years.\n");
    const Reading reading = find_mentions(article, test::reader_tables());
    const Narrative narrative = find_happenings(reading, Weighing::left_out);
    REQUIRE(narrative.happenings.size() == 1);
    const auto candidates = place_candidates(NamedPlaces{reading}, narrative, 0);
    REQUIRE(candidates.size() == 3);
    CHECK(candidates.front().toponym->place == narrative.happenings.front().place->place);
    CHECK(candidates.front().clues.front() == 1);
    std::set<PlaceIndex> places;
    for (const PlaceCandidate& candidate : candidates)
        places.insert(*candidate.toponym->place);
    CHECK(places.size() == candidates.size());
}

TEST_CASE("a province gives way to its town that the text is about", "[importers][weighing]")
{
    const auto incidents = test::incidents_of(
        "Omagh counts its dead\n\nFrom our correspondent in Omagh\n\nBy last night 28 people were known to "
        "have died in Monday's car bomb, the highest toll of any attack inside Northern Ireland. The bomb "
        "went off in Market Street.\n\nThe town was silent. Shops in Omagh stayed shut, and the courthouse "
        "was closed.\n");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name == "Omagh");
}

TEST_CASE("a boat is not moved ashore", "[importers][weighing]")
{
    const auto incidents = test::incidents_of(
        "Dozens missing off Gran Canaria\n\nLAS PALMAS, June 12 - A rubber boat sank off Gran Canaria on "
        "Tuesday "
        "and 35 people drowned, rescuers said.\n\nIn Las Palmas the bodies were brought to the morgue. Las "
        "Palmas has seen many such days. The mayor of Las Palmas wept.\n");
    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().location);
    CHECK(incidents.front().location->name.find("Las Palmas") == std::string::npos);
}

TEST_CASE("what the weights speak against is left out, with its figures", "[importers][weighing]")
{
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    const ArticleText text = test::article(
        "Two attacks near Zinder\n\nNIAMEY, June 12 - A bomb killed four farmers in Zinder on Monday. The "
        "town "
        "was quiet.\n\nIn Maradi gunmen shot nine traders dead on Tuesday, police said. The market was "
        "closed.\n\nThe bishop asked all to stay calm. Relatives waited in the courtyard.\n");
    const auto dead = [&](const std::string& rows) {
        tables.worth = ClueWeights::load(written("worth.tsv", rows));
        std::vector<Quantity::Count> killed;
        for (const Event& event : read_events(text, tables).events)
            for (const Claim& claim : event.claims)
                if (claim.field == ClaimField::killed)
                    killed.push_back(std::get<Quantity>(claim.value).best().value_or(0));
        std::sort(killed.begin(), killed.end());
        return killed;
    };
    using Counts = std::vector<Quantity::Count>;
    CHECK(dead("always\t50\nbrief always\t50\n") == Counts{4, 9});
    CHECK(dead("always\t-50\nbrief always\t-50\n") == Counts{});
    CHECK(dead("first_of_text\t50\nbrief first_of_text\t50\nalways\t-25\nbrief always\t-25\n") == Counts{4});
}

TEST_CASE("what a sentence tells of two towns is told of each", "[importers][weighing]")
{
    CHECK(places_of(test::incidents_of_lead(
              "In Oran, the second city, and in Constantine tens of thousands marched on Friday.")) ==
          std::vector<std::string>{"Constantine", "Oran"});
    CHECK(places_of(test::incidents_of_lead("On Monday a bomb killed four people in Zinder, and gunmen shot "
                                            "two shepherds dead near Maradi.")) ==
          std::vector<std::string>{"Zinder", "near Maradi"});
}

TEST_CASE("an attack is where the text says that it took place", "[importers][weighing]")
{
    const auto incidents = test::incidents_of_lead("Gunmen killed nine people on Monday, officials in Niamey "
                                                   "said.\n\nThe attack took place in Zinder, on "
                                                   "the old market.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name.find("Zinder") != std::string::npos);
}

TEST_CASE("a place that opens the sentence or paragraph of a deed is noted", "[importers][weighing]")
{
    const std::string told = led_by("In Zinder, gunmen shot nine traders from Maradi dead on Monday.");
    CHECK(clue_of(told, "Zinder", "opens_telling") == 1);
    CHECK(clue_of(told, "Zinder", "opens_said") == 0);
    CHECK(clue_of(told, "Maradi", "opens_telling") == 0);

    const std::string said = led_by("\"In Zinder gunmen shot nine traders dead on Monday,\" the mayor said.");
    CHECK(clue_of(said, "Zinder", "opens_said") == 1);
    CHECK(clue_of(said, "Zinder", "opens_telling") == 0);

    const std::string before =
        led_by("In Zinder the market was full. Gunmen shot nine traders from Maradi dead on Monday.");
    CHECK(clue_of(before, "Zinder", "opens_paragraph") == 1);
    CHECK(clue_of(before, "Zinder", "opens_telling") == 0);
    CHECK(clue_of(before, "Maradi", "opens_paragraph") == 0);
}

TEST_CASE("which name stands next to a deed is noted", "[importers][weighing]")
{
    const std::string two =
        led_by("Near Zinder gunmen shot nine traders dead on Monday on the road to Maradi.");
    CHECK(clue_of(two, "Zinder", "next_before_deed") == 1);
    CHECK(clue_of(two, "Zinder", "only_before_deed") == 0);
    CHECK(clue_of(two, "Zinder", "next_behind_deed") == 0);
    CHECK(clue_of(two, "Maradi", "next_behind_deed") == 1);
    CHECK(clue_of(two, "Maradi", "next_before_deed") == 0);

    const std::string one = led_by("Near Zinder gunmen shot nine traders dead on Monday.");
    CHECK(clue_of(one, "Zinder", "only_before_deed") == 1);
    CHECK(clue_of(one, "Zinder", "next_before_deed") == 0);

    const std::string hidden =
        led_by("In Zinder, a day by lorry from Maradi, gunmen shot nine traders dead on Monday.");
    CHECK(clue_of(hidden, "Zinder", "only_before_deed") == 0);
    CHECK(clue_of(hidden, "Maradi", "only_before_deed") == 1);
}

TEST_CASE("a dateline speaks where its own sentence or the headline tells first", "[importers][weighing]")
{
    const std::string own = "News from the region\n\nZINDER, June 11 - Gunmen shot nine traders from Maradi "
                            "dead on Monday.\n\nThe "
                            "bishop asked all to stay calm. Schools are closed.\n";
    CHECK(clue_of(own, "ZINDER", "dateline_of_first") == 1);
    CHECK(clue_of(own, "ZINDER", "dateline_behind_headline") == 0);
    CHECK(clue_of(own, "Maradi", "dateline_of_first") == 0);

    const std::string under =
        "Gunmen kill nine traders\n\nZINDER, June 11 - Gunmen shot nine traders from Maradi dead on "
        "Monday.\n\nThe bishop asked all to stay calm. Schools are closed.\n";
    CHECK(clue_of(under, "ZINDER", "dateline_of_first") == 0);
    CHECK(clue_of(under, "ZINDER", "dateline_behind_headline") == 1);
}

TEST_CASE("a sea is vast and a town is not", "[importers][weighing]")
{
    CHECK(clue_of(led_by("A boat sank in the Mediterranean on Monday and 35 people drowned."),
                  "Mediterranean", "vast") == 1);
    CHECK(clue_of(led_by("In Zinder, gunmen shot nine traders dead on Monday."), "Zinder", "vast") == 0);
}

TEST_CASE("a distance behind the place of a deed makes it no mere point of reference",
          "[importers][weighing]")
{
    const auto incidents = test::incidents_of_lead(
        "In Bukavu on Monday police used tear gas to disperse a rally of nurses.\n\nIn Goma, 250 km further "
        "south, students burned tyres on Tuesday and threw stones at police.");
    CHECK(places_of(incidents) == std::vector<std::string>{"Bukavu", "Goma"});
}

TEST_CASE("the capital without its name is that of the country the text is about", "[importers][weighing]")
{
    const auto lead = GENERATE(
        as<std::string>{},
        "Thousands of people marched across the capital on Monday. Six of them were injured when police "
        "fired "
        "tear gas, and two men were wounded, officials said.",
        "In the capital, gunmen shot dead four traders on Monday night and wounded six men, officials said. "
        "Their bodies were found in the evening.",
        "Gunmen entered the capital on Monday night and shot dead four traders and wounded six men, "
        "officials "
        "said. Their bodies were found in the evening.",
        "In the capital, Bamako, gunmen shot dead four traders on Monday night and wounded six men, "
        "officials "
        "said. Their bodies were found in the evening.");
    CAPTURE(lead);

    CHECK(places_of(test::incidents_of_lead("Mali has seen new unrest. " + lead)) ==
          std::vector<std::string>{"Bamako"});
}

TEST_CASE("each paragraph of a round-up is at its own dateline", "[importers][weighing]")
{
    const auto mark = GENERATE(as<std::string>{}, "* ", "");
    CAPTURE(mark);
    const auto incidents = test::incidents_of(
        "Security developments in Iraq\n\n" + mark +
        "BASRA - A car bomb killed four people near a bakery on Tuesday, police said.\n\n" + mark +
        "MOSUL - Gunmen shot dead two lawyers in their car on Tuesday, police said.\n\n" + mark +
        "KIRKUK - A roadside bomb wounded three soldiers on Tuesday, police said.\n");
    CHECK(places_of(incidents) == std::vector<std::string>{"Basra", "Kirkuk", "Mosul"});
}

TEST_CASE("a name and a colon head a paragraph", "[importers][weighing]")
{
    const auto incidents = test::incidents_of_lead(
        "Two cities saw unrest on Tuesday, officials said.\n\nSan Francisco: a march of about 2,000 people "
        "against the war ended before the town hall on Tuesday. Two men were injured.\n\nLyon: gunmen shot "
        "dead "
        "four traders and wounded six men in the night on Monday, a spokesman said.");
    CHECK(places_of(incidents) == std::vector<std::string>{"Lyon", "San Francisco"});
}

} // namespace sitmap
