#include "geodata/error.hpp"
#include "importers/generic_csv.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace sitmap;
using Catch::Contains;

namespace {

Intake read(const std::string& text, const ColumnMapping& mapping = {})
{
    std::istringstream in{text};
    return read_generic_csv(in, "table.csv", mapping);
}

template <class T>
T value(const Event& event, ClaimField field)
{
    const Claim* claim = first_claim(event, field);
    REQUIRE(claim != nullptr);
    return std::get<T>(claim->value);
}

} // namespace

TEST_CASE("a row becomes an event whose claims quote it", "[importers][generic_csv]")
{
    const Intake intake = read(
        "event_id,event_date,sub_event_type,location,latitude,longitude,fatalities,actor1,source,geo_"
        "precision\r\n"
        "LBY1,2019-07-03,Air/drone strike,Tajoura,32.88,13.35,40+,Unknown party,\"Ministry, health\",1\r\n");
    REQUIRE(intake.events.size() == 1);
    CHECK(intake.issues.empty());
    const Event& event = intake.events[0];
    CHECK(event.id == intake.document.id.substr(0, 16) + "#LBY1");
    CHECK(event.title == "Air/drone strike, Tajoura");
    CHECK(sub_type_of(event) == SubEventType::air_drone_strike);
    CHECK(interval_of(event) == Interval::on(Day{std::chrono::year{2019} / 7 / 3}));
    CHECK(value<Quantity>(event, ClaimField::killed) == Quantity::at_least(40));
    CHECK(value<std::string>(event, ClaimField::perpetrator) == "Unknown party");
    const Location& location = *location_of(event);
    CHECK(location.point == LonLat{13.35, 32.88});
    CHECK(location.name == "Tajoura");
    CHECK(location.precision == PlacePrecision::locality);
    for (const Claim& claim : event.claims) {
        CHECK(claim.speaker == "Ministry, health");
        CHECK(claim.evidence.document == intake.document.id);
        CHECK(claim.evidence.begin == 1);
        CHECK_THAT(claim.evidence.quotation, Contains("LBY1,2019-07-03"));
    }
    CHECK(intake.document.kind == "dataset");
}

TEST_CASE("bad rows are named with line and reason, the rest goes on", "[importers][generic_csv]")
{
    const Intake intake = read("date,lat,lon,killed,type\n"
                               "2019-07-03,361.9,13,1,Battles\n"
                               "2019-07-03,32,x,1,Battles\n"
                               "2019-07-03,32,13\n"
                               "03/07/2019,32,13,dozens,weather\n"
                               "2019-07-03,0,0,1,Battles\n"
                               "2019-07-04,32,13,2,Battles\n");
    REQUIRE(intake.events.size() == 3);
    std::vector<std::string> dropped;
    for (const Issue& issue : intake.issues) {
        if (issue.weight == Issue::Weight::dropped)
            dropped.push_back(std::to_string(issue.line) + ": " + issue.what);
    }
    REQUIRE(dropped.size() == 3);
    CHECK(dropped[0] == "2: latitude '361.9' is not within -90 and 90");
    CHECK(dropped[1] == "3: longitude 'x' is not within -180 and 180");
    CHECK(dropped[2] == "4: it has 3 cells and the header has 5");
    CHECK_FALSE(interval_of(intake.events[0]).is_known());
    CHECK(first_claim(intake.events[0], ClaimField::killed) == nullptr);
    CHECK(location_of(intake.events[1]) == nullptr);
    CHECK(location_of(intake.events[2]) != nullptr);
}

TEST_CASE("columns can be mapped by hand", "[importers][generic_csv]")
{
    const auto mapping = ColumnMapping::parse("date=When it was, lat=N,lon=E,killed=Tote");
    const Intake intake = read("When it was;E;N;Tote\n3.7.2019;13,35;32,88;4\n", mapping);
    REQUIRE(intake.events.size() == 1);
    CHECK(location_of(intake.events[0])->point == LonLat{13.35, 32.88});
    CHECK(value<Quantity>(intake.events[0], ClaimField::killed) == Quantity::exactly(4));
    CHECK_THROWS_WITH(ColumnMapping::parse("when=x"), Contains("there are id, date"));
    CHECK_THROWS_WITH(ColumnMapping::parse("date"), Contains("field=column"));
    CHECK_THROWS_WITH(read("a,b\n1,2\n", ColumnMapping::parse("date=c")),
                      Contains("no column 'c'; it has: a, b"));
}

TEST_CASE("low, best and high make one quantity", "[importers][generic_csv]")
{
    const Intake intake = read("date,best,low,high\n2019-07-03,50,40,60\n2019-07-03,50,70,60\n");
    CHECK(value<Quantity>(intake.events.at(0), ClaimField::killed) == Quantity::of(40, 50, 60));
    CHECK(first_claim(intake.events.at(1), ClaimField::killed) == nullptr);
    REQUIRE_FALSE(intake.issues.empty());
    CHECK_THAT(intake.issues[0].what, Contains("not in order"));
}

TEST_CASE("tables in other encodings are read", "[importers][generic_csv]")
{
    const Intake bom = read("\xEF\xBB\xBF"
                            "date,place\n2019-07-03,Tajoura\n");
    CHECK(bom.events.at(0).title == "Event, Tajoura");
    const Intake latin = read("date,place\n2019-07-03,M\xFCnchen\n");
    CHECK(latin.events.at(0).title == "Event, München");
    std::string wide = "\xFF\xFE";
    for (const char c : std::string{"date,place\n2019-07-03,Ghat\n"})
        wide += {c, '\0'};
    CHECK(read(wide).events.at(0).title == "Event, Ghat");
}

TEST_CASE("what is no table of events is refused", "[importers][generic_csv]")
{
    CHECK_THROWS_WITH(read(""), Contains("empty"));
    CHECK_THROWS_WITH(read("\n\n"), Contains("no header"));
    CHECK_THROWS_WITH(read("colour,shape\nred,round\n"),
                      Contains("colour,shape") && Contains("column mapping"));
}

TEST_CASE("an open quotation mark loses the rest, and that is said", "[importers][generic_csv]")
{
    const Intake intake = read("date,place\n2019-07-03,A\n2019-07-04,\"B\n2019-07-05,C\n");
    CHECK(intake.events.size() == 1);
    REQUIRE(intake.issues.size() >= 1);
    CHECK(intake.issues[0].line == 3);
    CHECK_THAT(intake.issues[0].what, Contains("quotation mark"));
}

TEST_CASE("the same table has the same ids", "[importers][generic_csv]")
{
    const std::string text = "id,date\nA,2019-07-03\nA,2019-07-04\n,2019-07-05\n";
    const Intake one = read(text), two = read(text);
    REQUIRE(one.events.size() == 3);
    CHECK(one.events == two.events);
    CHECK(one.events[0].id != one.events[1].id);
    CHECK(one.events[1].id != one.events[2].id);
}

TEST_CASE("an apostrophe before a formula is taken off again", "[importers][generic_csv]")
{
    CHECK(read("date,title\n2019-07-03,'=1+1\n").events.at(0).title == "=1+1");
}

TEST_CASE("a precision code means what its column says, and an unknown one is never taken as sharp",
          "[importers][csv]")
{
    const auto precision_of = [](const std::string& column, const std::string& code) {
        std::istringstream in{"date,lat,lon,place," + column + "\n2020-01-02,10,20,Somewhere," + code + "\n"};
        const Intake intake = read_generic_csv(in, "codes.csv");
        return location_of(intake.events.at(0))->precision;
    };
    CHECK(precision_of("where_prec", "3") == PlacePrecision::district);
    CHECK(precision_of("where_prec", "4") == PlacePrecision::province);
    CHECK(precision_of("where_prec", "6") == PlacePrecision::country);
    CHECK(precision_of("geo_precision", "1") == PlacePrecision::locality);
    CHECK(precision_of("geo_precision", "9") == PlacePrecision::province);
}
