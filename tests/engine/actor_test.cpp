#include "engine/actor.hpp"

#include "geodata/error.hpp"

#include <catch2/catch.hpp>
#include <fstream>

using namespace sitmap;

namespace {

std::filesystem::path table_of(const std::string& name, const std::string& text)
{
    const auto path = std::filesystem::path{SITMAP_TEST_OUT} / name;
    std::ofstream{path, std::ios::binary} << text;
    return path;
}

} // namespace

TEST_CASE("an actor is found by its name and its aliases, however they are spelt", "[engine][actor]")
{
    const auto table = ActorTable::load(
        table_of("actors.tsv", "# id\tname\n"
                               "blue\tBlue Army\tA\tstate forces\tXAA\tBA|General Bléu's forces\r\n"
                               "red\tRed Front\n"));

    REQUIRE(table.all().size() == 2);
    REQUIRE(table.find("BLUE  army"));
    CHECK(table.find("BLUE  army")->id == "blue");
    CHECK(table.find("general bleu's forces")->country == "XAA");
    CHECK(table.find("Red Front")->aliases.empty());
    CHECK(table.find("Green Army") == nullptr);
}

TEST_CASE("rows of an added table win over those with the same id", "[engine][actor]")
{
    auto table = ActorTable::load(table_of("actors_a.tsv", "blue\tBlue Army\tA\t\t\tBA\nred\tRed Front\n"));
    table.add(ActorTable::load(table_of("actors_b.tsv", "blue\tNew Blue Army\tB\t\t\tNBA\n")));

    REQUIRE(table.all().size() == 2);
    CHECK(table.find("NBA")->side == "B");
    CHECK(table.find("BA") == nullptr);
    CHECK(table.find("Red Front")->id == "red");
}

TEST_CASE("a user's table put over another wins by id and by name", "[engine][actor]")
{
    auto own = ActorTable::load(table_of("actors_own.tsv", "green\tGreen Guard\t\t\t\tBA\nred\tMy Red\n"));
    own.add_missing(
        ActorTable::load(table_of("actors_all.tsv", "blue\tBlue Army\tA\t\t\tBA\nred\tRed Front\n")));
    REQUIRE(own.all().size() == 3);
    CHECK(own.find("BA")->id == "green");
    CHECK(own.find("Blue Army")->id == "blue");
    CHECK(own.find("My Red")->id == "red");
    CHECK(own.find("Red Front") == nullptr);
}

TEST_CASE("an actor table that cannot be read is refused with its line", "[engine][actor]")
{
    CHECK_THROWS_WITH(ActorTable::load("no_such_table.tsv"), Catch::Contains("no_such_table.tsv"));
    CHECK_THROWS_WITH(ActorTable::load(table_of("bad.tsv", "# fine\nblue\tBlue Army\nonly an id\n")),
                      Catch::Contains("line 3"));
    CHECK_THROWS_AS(ActorTable::load(table_of("many.tsv", "a\tb\tc\td\te\tf\tg\n")), Error);
}

TEST_CASE("two names mean one party when they differ in spelling or are short for each other",
          "[engine][actor]")
{
    CHECK(same_actor("Libyan National Army", "libyan national army"));
    CHECK(same_actor("LNA", "Libyan National Army (LNA)"));
    CHECK(same_actor("Libyan National Army", "LNA"));
    CHECK(same_actor("Government of National Accord (GNA)", "Government of National Accord"));
    CHECK_FALSE(same_actor("LNA", "GNA"));
    CHECK_FALSE(same_actor("Libyan National Army", "Libyan Army"));
    CHECK_FALSE(same_actor("", ""));
    CHECK_FALSE(same_actor("A", "Army"));
}
