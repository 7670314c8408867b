// A crowd, or armed men.
#include "importers/article/crowd_choice.hpp"

#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace sitmap {

namespace {

const std::string riots =
    "Riots over fuel in Zinder\n\nNIAMEY, June 12 - Crowds of young protesters set fire to buses in Zinder "
    "on "
    "Monday and looted shops, after days of demonstrations over the price of fuel.\n\nOn Tuesday the law "
    "courts in Maradi were burned, and a man was killed. Police fired tear gas at the crowd.\n\nThe bishop "
    "asked all to stay calm. Marchers in Zinder waited in the courtyard.\n";

std::vector<SubEventType> kinds_by(const std::string& rows)
{
    ReaderTables tables = ReaderTables::load(SITMAP_ASSETS);
    const auto file = std::filesystem::temp_directory_path() / "sitmap_crowds_of_test.tsv";
    std::ofstream{file} << rows;
    tables.crowds = ClueWeights::load(file);
    const ArticleText article = test::article(riots);
    const Reading reading = find_mentions(article, tables);
    std::vector<SubEventType> kinds;
    for (const Happening& happening : find_happenings(reading, Weighing::of_groups).happenings) {
        CHECK(happening.group == group_of(type_of(happening.sub_type)));
        kinds.push_back(happening.sub_type);
    }
    return kinds;
}

bool is_crowd(SubEventType kind)
{
    return group_of(type_of(kind)) == TypeGroup::demonstration;
}

bool is_armed(SubEventType kind)
{
    return group_of(type_of(kind)) == TypeGroup::armed;
}

} // namespace

TEST_CASE("the weights tell a crowd from armed men", "[importers][crowds]")
{
    const auto crowds = kinds_by("always\t9\n");
    const auto armed = kinds_by("always\t-9\n");
    const auto open = kinds_by("always\t0.1\n");
    REQUIRE(crowds.size() >= 2);
    REQUIRE(armed.size() == crowds.size());
    CHECK(std::none_of(crowds.begin(), crowds.end(), is_armed));
    CHECK(std::none_of(armed.begin(), armed.end(), is_crowd));
    // as the rules took them, where the weights leave it open
    CHECK(std::any_of(open.begin(), open.end(), is_crowd));
}

TEST_CASE("a riot in a text about riots is no attack", "[importers][crowds]")
{
    const auto incidents = test::incidents_of(riots);
    REQUIRE_FALSE(incidents.empty());
    for (const Incident& incident : incidents) {
        CAPTURE(incident.title);
        CHECK_FALSE(is_armed(incident.sub_type));
    }
}

TEST_CASE("what takes ground stays what it is", "[importers][crowds]")
{
    Happening happening;
    happening.sub_type = SubEventType::government_regains_territory;
    CHECK_FALSE(may_be_of_crowd(happening));
    happening.sub_type = SubEventType::attack;
    CHECK(may_be_of_crowd(happening));
    happening.sub_type = SubEventType::mob_violence;
    happening.group = TypeGroup::demonstration;
    CHECK(may_be_of_crowd(happening));
    happening.sub_type = SubEventType::arrests;
    happening.group = TypeGroup::strategic;
    CHECK_FALSE(may_be_of_crowd(happening));
}

} // namespace sitmap
