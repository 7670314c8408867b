#include "engine/condition.hpp"

#include "geodata/error.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using Catch::Contains;

namespace {

Incident strike()
{
    Incident incident;
    incident.id = 7;
    incident.sub_type = SubEventType::air_drone_strike;
    incident.location = Location{};
    incident.location->name = "Tajoura detention centre";
    incident.location->country = "LBY";
    incident.location->point = {13.35, 32.88};
    incident.interval = Interval::on(parse_day("2019-07-03").value());
    incident.killed = Quantity::of(37, 53, 80);
    incident.accused = {"Libyan National Army", "United Arab Emirates"};
    return incident;
}

bool passes(const std::string& condition)
{
    return Condition::parse(condition)(strike());
}

} // namespace

TEST_CASE("a condition compares fields as SQL does", "[engine][condition]")
{
    const auto [condition, expected] = GENERATE(table<std::string, bool>({
        {"killed_best >= 53", true},
        {"killed_best > 53", false},
        {"killed_low <> 37", false},
        {"country = 'lby'", true},
        {"\"country\" == 'LBY' AND sub_event_type = 'Air/drone strike'", true},
        {"country in ('TUN', 'LBY')", true},
        {"country not in ('TUN', 'LBY')", false},
        {"place like 'taj%cent__'", true},
        {"place like 'taj'", false},
        {"date_start between '2019-07-01' and '2019-07-31'", true},
        {"date_start < '2019-07-03'", false},
        {"accused like '%emirates'", true}, // any of them
        {"killed_best = 1 or killed_best = 53 and lat > 32", true},
        {"(killed_best = 1 or killed_best = 53) and lat > 33", false},
        {"not (country = 'TUN' or not lon < 14)", true},
        {"lon = 1.335e1", true},
    }));
    CAPTURE(condition);
    CHECK(passes(condition) == expected);
}

TEST_CASE("what has no value is neither equal nor unequal to anything", "[engine][condition]")
{
    CHECK(passes("injured_best is null"));
    CHECK(passes("killed_best is not null"));
    CHECK_FALSE(passes("injured_best = 0"));
    CHECK_FALSE(passes("injured_best <> 0"));
    CHECK_FALSE(passes("not injured_best = 0"));
    CHECK_FALSE(passes("victims not like 'x'"));
    CHECK(passes("injured_best = 0 or killed_best > 1"));
    CHECK_FALSE(passes("injured_best = 0 and killed_best > 1"));
}

TEST_CASE("a row of a table passes as its incident does", "[engine][condition]")
{
    IncidentTable table;
    table.append(strike());
    for (const char* text :
         {"killed_high = 80", "country = 'LBY'", "place like '%centre'", "date_end = '2019-07-03'", "id = 7",
          "event_type like 'explosions%'", "lat between 32.8 and 32.9", "actor = 'Libyan National Army'",
          "accused = 'Libyan National Army'", "attribution = 'unattributed'", "admin1 is null"}) {
        CAPTURE(text);
        CHECK(Condition::parse(text)(table, 0));
        CHECK(Condition::parse(text)(strike()));
        CHECK_FALSE(Condition::parse("not (" + std::string{text} + ")")(table, 0));
    }
}

TEST_CASE("a condition that is not understood says where", "[engine][condition]")
{
    const auto why = [](const std::string& text) {
        try {
            static_cast<void>(Condition::parse(text));
        } catch (const Error& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    CHECK_THAT(why("deaths > 3"), Contains("no field 'deaths'") && Contains("killed_best"));
    CHECK_THAT(why("killed_best > 'x'"), Contains("a number instead of 'x' at character 15"));
    CHECK_THAT(why("country = LBY"), Contains("a text in single quotes"));
    CHECK_THAT(why("country = 'LBY"), Contains("is not closed"));
    CHECK_THAT(why("killed_best > 3 killed_low"), Contains("'and', 'or' or the end"));
    CHECK_THAT(why("killed_best like '3'"), Contains("a comparison"));
    CHECK_THAT(why("killed_best > 3; drop table records"), Contains("instead of ';'"));
    CHECK_THAT(why(""), Contains("a field instead of the end"));
    CHECK_THAT(why(std::string(300, '(')), Contains("deeper than 100 levels"));
    CHECK_THAT(why(std::string(20'000, 'a')), Contains("longer than 10000 bytes"));
}
