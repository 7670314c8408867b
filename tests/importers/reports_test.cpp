// Reports of many parts: entries, headings, flights, boats, and texts that tell of no armed happening.
#include "importers/article/outline.hpp"
#include "importers/article/reading.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <set>

#include <algorithm>

namespace sitmap {

namespace {

const Incident* find_at(const std::vector<Incident>& incidents, std::string_view place)
{
    const auto found = std::find_if(incidents.begin(), incidents.end(), [&](const Incident& incident) {
        return incident.location && incident.location->name.find(place) != std::string::npos;
    });
    return found == incidents.end() ? nullptr : &*found;
}

std::optional<Day> day(std::string_view text)
{
    return parse_day(text);
}

bool has_claim(const std::string& text, std::string_view speaker, Stance stance, std::string_view note = "")
{
    const Intake intake = read_events(test::article(text), test::reader_tables());
    for (const Event& event : intake.events)
        for (const Claim& claim : event.claims)
            if (claim.field == ClaimField::perpetrator && claim.stance == stance &&
                claim.speaker.find(speaker) != std::string::npos &&
                (note.empty() || claim.note.find(note) != std::string::npos))
                return true;
    return false;
}

} // namespace

TEST_CASE("a numbered entry has its own day and place", "[importers][reports]")
{
    const auto incidents = test::incidents_of(
        "Weekly bulletin of the observers\n\nIncidents\n\n"
        "1. Monday 10 June, about 2 a.m. Two jets bombed a market in Kunduz. Four traders were killed.\n\n"
        "2. Saturday 8 June. A roadside bomb near Ghazni killed two soldiers.\n");
    REQUIRE(incidents.size() == 2);
    const Incident* strike = find_at(incidents, "Kunduz");
    const Incident* bomb = find_at(incidents, "Gha");
    REQUIRE(strike);
    REQUIRE(bomb);
    CHECK(strike->interval.first() == day("2024-06-10"));
    CHECK(bomb->interval.first() == day("2024-06-08"));
    REQUIRE(strike->killed);
    CHECK(strike->killed->best() == 4);
}

TEST_CASE("an entry's day holds for all that it tells", "[importers][reports]")
{
    const auto incidents = test::incidents_of(
        "Situation report\n\nACCESS\n"
        "- 4 June: armed men entered Kunduz after dark. The clinic was ransacked and vaccines were taken.\n"
        "- Flights to Herat will be resumed next week.\n");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-04"));
    CHECK(incidents.front().location->name.find("Kunduz") != std::string::npos);
}

TEST_CASE("the hours of a live page stand for its day", "[importers][reports]")
{
    const ArticleText page =
        test::article("Live: unrest in the north\n\nMonday 10 June 2024\n\n18:40\n"
                      "A mine killed two men near Kunduz.\n\n12:05 - Shots were heard in Herat.\n");
    const Reading reading = find_mentions(page, test::reader_tables());
    int hours = 0;
    for (const Standing& standing : reading.outline)
        if (standing.time)
            hours += reading.times[*standing.time].interval.first() == day("2024-06-10") ? 1 : 0;
    CHECK(hours == 3); // the hour alone, the sentence below it, and the other entry
}

TEST_CASE("what a heading means governs its section", "[importers][reports]")
{
    const auto [heading, told] = GENERATE(table<std::string, bool>({
        {"Incidents", true},
        {"NEEDS", false},
        {"Outlook", false},
        {"Incidents that we could not confirm", false},
        {"Most read", false},
    }));
    CAPTURE(heading);
    const auto incidents = test::incidents_of(
        "Update from the field\n\nWe write every Wednesday to all who want to know how things are.\n\n" +
        heading +
        "\n\nOn Monday rockets killed four children in Kunduz, and three houses burned.\n\n"
        "The office is open from nine to five on all days but Friday.\n");
    CHECK(incidents.empty() != told);
}

TEST_CASE("a place in a heading is that of its section", "[importers][reports]")
{
    const auto incidents =
        test::incidents_of("DAILY BULLETIN 12.06.2024\n\n// KUNDUZ\nGunmen shot dead three "
                           "policemen at a checkpoint on Monday.\n\n"
                           "// HERAT\nA car bomb killed five people on Tuesday.\n");
    REQUIRE(incidents.size() == 2);
    CHECK(find_at(incidents, "Kunduz"));
    CHECK(find_at(incidents, "Her"));
}

TEST_CASE("a round-up goes from place to place on the day that it opens with", "[importers][reports]")
{
    const auto incidents = test::incidents_of(
        "More than 30 killed in a day of bombs\n\nBombs went off in three towns on Monday, police said.\n\n"
        "KUNDUZ: A car bomb at a market killed 14 people.\n\n"
        "HERAT: Gunmen shot dead nine worshippers at a mosque.\n\n"
        "GHAZNI: A roadside bomb killed eight policemen in a lorry.\n");
    for (const std::string_view place : {"Kunduz", "Her", "Gha"}) {
        CAPTURE(place);
        const Incident* incident = find_at(incidents, place);
        REQUIRE(incident);
        CHECK(incident->interval.first() == day("2024-06-10"));
        REQUIRE(incident->killed);
        CHECK(incident->killed->high() < 30); // the headline's sum is nobody's
    }
}

TEST_CASE("people on the move are counted whatever the words", "[importers][reports]")
{
    const auto [text, people] = GENERATE(table<std::string, std::int64_t>({
        {"Fighting since Thursday has driven some 18,000 people out of Kunduz, the governor said on Tuesday.",
         18000},
        {"By Friday noon 93,000 people had walked, driven or been carried out of Kunduz, the office said.",
         93000},
        {"Shelling pushed a new wave of people out of Kunduz. Volunteers registered 3,400 new arrivals on "
         "Monday.",
         3400},
    }));
    CAPTURE(text);
    const auto incidents =
        test::incidents_of("Flight from the north\n\n" + text +
                           "\n\nMost of the displaced sleep in schools. Others fled to Mazar-i-Sharif.\n");
    const auto flight = std::find_if(incidents.begin(), incidents.end(), [](const Incident& incident) {
        return incident.sub_type == SubEventType::forced_displacement;
    });
    REQUIRE(flight != incidents.end());
    REQUIRE(flight->displaced);
    CHECK(flight->displaced->best() == people);
    CHECK(flight->location->name.find("Kunduz") != std::string::npos);
}

TEST_CASE("a nation that left its country left it, and not where the story is", "[importers][reports]")
{
    const Intake intake = read_events(
        read_article(
            "Boat sinks off Guiria\n\nNineteen migrants drowned when their boat sank off Guiria in "
            "Venezuela on Monday.\n\nMore than 5,000 Venezuelans have fled the country since January. "
            "Some 24,000 live in Trinidad, says the UN refugee agency.\n",
            "article.txt", ArticleOptions{}),
        test::reader_tables());
    REQUIRE(intake.flows.size() == 1);
    REQUIRE(intake.flows.front().origin);
    CHECK(intake.flows.front().origin->country == "VEN");
    CHECK(intake.flows.front().origin->precision == PlacePrecision::country);
}

TEST_CASE("totals of a war, ratios and plans are nobody's flight", "[importers][reports]")
{
    const auto text = GENERATE(
        as<std::string>{}, "These numbers come on top of 170,000 people displaced in Kunduz since last May.",
        "There are 1,034,600 internally displaced people in the country.",
        "Contingency plans for Kunduz assume 25,000 new arrivals in the worst case.",
        "Three in four have left Kunduz, one more than in spring.");
    CAPTURE(text);
    for (const Incident& incident :
         test::incidents_of("A report\n\n" + text + "\n\nMany fled long ago. Schools are closed.\n"))
        CHECK_FALSE(incident.displaced);
}

TEST_CASE("what befalls boats is told in many words", "[importers][reports]")
{
    using enum SubEventType;
    const auto [text, kind] = GENERATE(table<std::string, SubEventType>({
        {"The navy held up a vessel with 202 passengers off Dakar on Monday and took the boat into port.",
         interception_rescue},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of("News from the sea\n\n" + text +
                                              "\n\nThe canoe was old. Many migrants go by sea in June.\n");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().sub_type == kind);
}

TEST_CASE("statements say who did it without a verb of accusing", "[importers][reports]")
{
    const std::string rest =
        "\n\nThe bishop asked all to stay calm. Most shops had closed by then. Relatives waited.\n";
    const std::string lead =
        "Shells on a market\n\nShells killed nine people at a market in Kunduz on Monday. ";
    CHECK(has_claim(lead + "The mayor said that the shells had come from Tajikistan." + rest, "mayor",
                    Stance::asserts));
    CHECK(has_claim(lead + "The Taliban replied that they had no fighters in the area." + rest, "Taliban",
                    Stance::denies));
    CHECK(has_claim(lead + "Islamic State said that the bombing was revenge for its dead." + rest,
                    "Islamic State", Stance::asserts, "claims responsibility"));
    CHECK(has_claim(lead + "Survivors identified the attackers as members of the Taliban." + rest,
                    "Survivors", Stance::asserts));
    CHECK(has_claim(lead + "The Taliban said it did that one." + rest, "Taliban", Stance::asserts,
                    "claims responsibility"));
    CHECK(has_claim(lead + "The Taliban said they had had no part in it." + rest, "Taliban", Stance::denies));
    const std::string blamed =
        "Bomb in Kunduz\n\nA bomb killed nine people at a market in Kunduz on Monday, the "
        "police said, blaming the Taliban. ";
    CHECK(has_claim(blamed + rest, "police", Stance::asserts));
    CHECK(has_claim(blamed + "The Taliban rejected this as a fairy tale." + rest, "Taliban", Stance::denies));
}

TEST_CASE("the party that a clause is about did what it tells", "[importers][reports]")
{
    const std::string rest =
        "\n\nThe bishop asked all to stay calm. Most shops had closed by then. Relatives waited.\n";
    const auto accused = [&](const std::string& lead) {
        std::set<std::string> parties;
        const Intake intake =
            read_events(test::article("News from town\n\n" + lead + rest), test::reader_tables());
        for (const Event& event : intake.events)
            for (const Claim& claim : event.claims)
                if (claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts)
                    parties.insert(std::get<ActorName>(claim.value));
        return parties;
    };
    CHECK(accused("Taliban fighters on two motorcycles, seen by many, drove to Kunduz on Monday and attacked "
                  "a market, killing nine people.")
              .count("Taliban") == 1);
    // who is spoken of, or suffers, did nothing
    CHECK(accused("In a speech against the Taliban the mayor told how gunmen killed nine people in Kunduz on "
                  "Monday.")
              .count("Taliban") == 0);
    CHECK(accused("Nine Taliban fighters were killed in Kunduz on Monday.").count("Taliban") == 0);
}

TEST_CASE("what was called off has not happened", "[importers][reports]")
{
    CHECK(test::incidents_of("News from town\n\nA march in Herat on Tuesday has been called off because of "
                             "rain.\n\nShops are open.\n")
              .empty());
    CHECK(test::incidents_of(
              "News from town\n\nA vigil is to be held in Herat tonight.\n\nShops are open. It is warm.\n")
              .empty());
}

TEST_CASE("texts full of words of war may tell of none", "[importers][reports]")
{
    CHECK(test::incidents_of(
              "Bakers go to war\n\nThe supermarket chain fired a broadside at its rivals in Herat on "
              "Monday and slashed prices; "
              "the discounter returned fire within hours.\n\nAnalysts expect a bloodbath among grocers. "
              "Shares sank, and its market share is under siege. "
              "Thirty small retailers have died this year, one supplier said.\n")
              .empty());
}

} // namespace sitmap
