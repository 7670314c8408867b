#include "importers/article/toll_owners.hpp"

#include "importers/article/shared_tolls.hpp"

#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

namespace sitmap {

namespace {

const std::string two_attacks =
    "Two attacks in a day\n\nNIAMEY, June 12 - A bomb killed four farmers in Zinder on Monday. The market "
    "was "
    "quiet on Tuesday, shops stayed shut and traders waited.\n\nIn Maradi gunmen shot nine traders dead on "
    "Monday, police said. The toll in Maradi later rose to 11.\n\nSince January 300 people have died in the "
    "south of the country, a monitor says.\n";

Quantity::Count worth(const CountMention& count)
{
    return count.quantity.size_by();
}

/// The numbers of dead of the happening of each sentence's first telling, by the names of its place.
std::map<std::string, std::vector<Quantity::Count>> tolls_by(const std::string& rows,
                                                             const std::string& of_second = "always\t-9\n")
{
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    const auto weights = [](const std::string& name, const std::string& table) {
        const auto file = std::filesystem::temp_directory_path() /
                          ("sitmap_" + name + "_of_test_" + std::to_string(::getpid()) + ".tsv");
        std::ofstream{file} << table;
        auto loaded = ClueWeights::load(file);
        std::filesystem::remove(file);
        return loaded;
    };
    tables.tolls = weights("tolls", rows);
    tables.second_tolls = weights("second_tolls", of_second);
    const ArticleText article = test::article(two_attacks);
    const Reading reading = find_mentions(article, tables);
    std::map<std::string, std::vector<Quantity::Count>> found;
    for (const Happening& happening : find_happenings(reading).happenings)
        for (const CountMention* count : happening.counts)
            if (count->field == ClaimField::killed)
                found[happening.place ? happening.place->name : ""].push_back(worth(*count));
    return found;
}

} // namespace

TEST_CASE("every figure of dead is weighed beside every happening", "[importers][tolls]")
{
    const ArticleText article = test::article(two_attacks);
    const Reading reading = find_mentions(article, test::reader_tables());
    const Narrative narrative = find_happenings(reading, Weighing::but_of_tolls);
    const auto dead =
        std::count_if(reading.counts.begin(), reading.counts.end(),
                      [](const CountMention& count) { return count.field == ClaimField::killed; });
    REQUIRE(narrative.happenings.size() == 2);
    REQUIRE(dead == 4);
    const auto pairs = toll_pairs(reading, narrative);
    REQUIRE(pairs.size() == 8);
    for (const TollPair& pair : pairs) {
        const auto& counts = narrative.happenings[pair.happening].counts;
        CHECK(pair.given == (std::find(counts.begin(), counts.end(), pair.count) != counts.end()));
        const auto has = [&](std::string_view name) {
            return std::any_of(pair.clues.begin(), pair.clues.end(),
                               [&](const NamedClue& clue) { return clue.name == name; });
        };
        CHECK(has("given") == pair.given);
        CHECK(has("cumulative") == (worth(*pair.count) == 300));
        CHECK(has("largest") == (worth(*pair.count) == 11));
    }
}

TEST_CASE("the weights decide whose toll a figure is", "[importers][tolls]")
{
    using Tolls = std::map<std::string, std::vector<Quantity::Count>>;
    CHECK(tolls_by("none\t50\n") == Tolls{});
    CHECK(tolls_by("none\t50\ncumulative\t60\n") == Tolls{{"Maradi", {300}}, {"Zinder", {300}}});
    const Tolls one = tolls_by("told_here\t1\n");
    CHECK(one.at("Zinder") == std::vector<Quantity::Count>{4});
    CHECK(one.at("Maradi") == std::vector<Quantity::Count>{9});
    // whether a second figure counts the same dead has weights of its own
    CHECK(tolls_by("names_place\t9\n").at("Maradi").size() == 1);
    CHECK(tolls_by("names_place\t9\n", "likely\t9\n").at("Maradi") ==
          std::vector<Quantity::Count>{9, 11, 300});
}

TEST_CASE("a figure that is hardly likelier than none goes to one happening at most", "[importers][tolls]")
{
    using Tolls = std::map<std::string, std::vector<Quantity::Count>>;
    const Tolls likely = tolls_by("none\t0.4\n"); // a chance of .40 for each pair
    REQUIRE(likely.size() == 2);
    REQUIRE(likely.at("Maradi").size() == 1);
    REQUIRE(likely.at("Zinder").size() == 1);
    CHECK(likely.at("Maradi") != likely.at("Zinder"));
    CHECK(tolls_by("none\t0.8\n").empty()); // .31
}

TEST_CASE("a toll goes to the attack that it was told of", "[importers][tolls]")
{
    const auto incidents = test::incidents_of(two_attacks);
    REQUIRE(incidents.size() == 2);
    for (const Incident& incident : incidents) {
        CAPTURE(incident.location->name);
        const bool zinder = incident.location->name == "Zinder";
        REQUIRE(incident.killed);
        CHECK(incident.killed->high() == std::optional<Quantity::Count>{zinder ? 4 : 11});
    }
}

TEST_CASE("a happening is weighed with all figures or with none", "[importers][tolls]")
{
    // Eleven happenings or twelve, and more than 180 figures, are more pairs than are weighed.
    std::string text = "Attacks town by town\n\n";
    for (const char* town : {"Zinder", "Maradi", "Agadez", "Tahoua", "Dosso", "Diffa", "Tillaberi", "Arlit",
                             "Gaya", "Tessaoua", "Magaria", "Mirriah"}) {
        text += std::string{"On Monday a bomb killed 4 farmers in "} + town + ". ";
        for (int figure = 5; figure < 20; ++figure)
            text += std::to_string(figure) + " people died in " + town + ". ";
        text += "\n\n";
    }
    const ArticleText article = test::article(text);
    const Reading reading = find_mentions(article, test::reader_tables());
    const Narrative narrative = find_happenings(reading, Weighing::but_of_tolls);
    const auto dead = static_cast<std::size_t>(
        std::count_if(reading.counts.begin(), reading.counts.end(),
                      [](const CountMention& count) { return count.field == ClaimField::killed; }));
    REQUIRE(narrative.happenings.size() * dead > 2'000);
    REQUIRE(dead <= 200);
    std::map<std::size_t, std::size_t> pairs_of;
    for (const TollPair& pair : toll_pairs(reading, narrative))
        ++pairs_of[pair.happening];
    REQUIRE_FALSE(pairs_of.empty());
    CHECK(pairs_of.size() < narrative.happenings.size());
    for (const auto& [happening, pairs] : pairs_of)
        CHECK(pairs == dead);
}

TEST_CASE("two happenings at one place with the very same toll are one", "[importers][tolls]")
{
    const ArticleText article = test::article(two_attacks);
    const Reading reading = find_mentions(article, test::reader_tables());
    Narrative narrative = find_happenings(reading);
    REQUIRE(narrative.happenings.size() == 2);
    const auto copy_of = [&](std::size_t h) {
        Happening again = narrative.happenings[h];
        again.interval = Interval::on(*parse_day("2024-06-12"));
        return again;
    };

    SECTION("the later is taken into the earlier, whose day stays")
    {
        narrative.happenings.push_back(copy_of(1));
        narrative.current.back() = 2;
        join_by_toll(reading, narrative);
        REQUIRE(narrative.happenings.size() == 2);
        CHECK(narrative.happenings[1].interval.first() == parse_day("2024-06-10"));
        CHECK(narrative.happenings[1].tellings.size() == 2 * copy_of(0).tellings.size());
        CHECK(narrative.current.back() == 1);
    }
    SECTION("not where they are of two groups, or only one of them has the toll")
    {
        narrative.happenings.push_back(copy_of(1));
        narrative.happenings.back().group = TypeGroup::demonstration;
        narrative.happenings.push_back(copy_of(0));
        narrative.happenings.back().counts.clear();
        join_by_toll(reading, narrative);
        CHECK(narrative.happenings.size() == 4);
    }
    SECTION("not where the figure's sentence names another kind of deed")
    {
        Happening other = copy_of(1);
        other.sub_type = SubEventType::air_drone_strike;
        other.tellings.front().sentence += 2;
        narrative.happenings.push_back(other);
        std::vector<Happening>& told = narrative.happenings;
        told[1].tellings.resize(1);
        told[1].counts = told[2].counts = {told[1].counts.front()};
        REQUIRE(told[1].counts.front()->sentence == told[1].tellings.front().sentence);
        join_by_toll(reading, narrative);
        CHECK(narrative.happenings.size() == 3);
    }
}

TEST_CASE("a sum over two towns is told town by town", "[importers][tolls]")
{
    const auto incidents =
        test::incidents_of("Armed men murdered 55 people in two places in the Ituri province of Congo in the "
                           "night from Sunday to "
                           "Monday, a monitoring group said.\n\nIn Boga, 28 residents were killed. In "
                           "Tchabi, ten kilometres away, 27 "
                           "people died in a site for displaced families, the group said.\n");
    REQUIRE(incidents.size() == 2);
    for (const Incident& incident : incidents) {
        REQUIRE(incident.location);
        CAPTURE(incident.location->name);
        REQUIRE(incident.killed);
        CHECK(incident.killed->best() == (incident.location->name.starts_with("Boga") ? 28 : 27));
        CHECK(incident.interval.first() == parse_day("2024-06-09"));
    }
}

} // namespace sitmap
