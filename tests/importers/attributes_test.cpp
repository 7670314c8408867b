#include "importers/attributes.hpp"
#include "importers/event_words.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using std::chrono::year;

namespace {

Day day(int y, unsigned m, unsigned d)
{
    return Day{year{y} / static_cast<int>(m) / static_cast<int>(d)};
}

} // namespace

TEST_CASE("days are read in the forms that tables have", "[importers][attributes]")
{
    for (const char* text :
         {"2019-07-03", "2019-07-03T04:00:00Z", "2019-07-03 04:00", "2019/07/03", "2019/7/3", "20190703",
          "3 July 2019", "03 Jul 2019", "July 3, 2019", "3.7.2019", "03.07.2019", " 2019-07-03 "}) {
        CAPTURE(text);
        CHECK(loose_day(text) == day(2019, 7, 3));
    }
    CHECK(loose_day("17/07/2024") == day(2024, 7, 17));
    CHECK(loose_day("07/17/2024") == day(2024, 7, 17));
}

TEST_CASE("what may be two days is no day", "[importers][attributes]")
{
    for (const char* text : {"03/07/2019", "", "2019", "2019-13-01", "2019-02-30", "last Tuesday", "0000",
                             "31.6.2019", "99999999", "1/2/3"}) {
        CAPTURE(text);
        CHECK_FALSE(loose_day(text));
    }
}

TEST_CASE("months and years are wider intervals", "[importers][attributes]")
{
    CHECK(loose_interval("2019-07") == Interval::month(year{2019} / 7));
    CHECK(loose_interval("2019") == Interval::year(year{2019}));
    CHECK(loose_interval("2019-07-03") == Interval::on(day(2019, 7, 3)));
    CHECK(loose_interval("2019-07-03/..") == Interval::since(day(2019, 7, 3)));
    CHECK(loose_interval("[..2019-07-03]") == Interval::before(day(2019, 7, 3)));
    CHECK(loose_interval("2019-07-03/2019-07-05") == Interval::between(day(2019, 7, 3), day(2019, 7, 5)));
    CHECK_FALSE(loose_interval("soon"));
    CHECK_FALSE(loose_day("2019-07-03/.."));
    CHECK_FALSE(loose_day("[..2019-07-03]"));
}

TEST_CASE("a file's name may hold one date", "[importers][attributes]")
{
    CHECK(day_in_name("control_20240717.geojson") == day(2024, 7, 17));
    CHECK(day_in_name("/a/20200101/front-2024-07-17-v2.shp") == day(2024, 7, 17));
    CHECK(day_in_name("front_2024_07_17.shp") == day(2024, 7, 17));
    CHECK_FALSE(day_in_name("control.geojson"));
    CHECK_FALSE(day_in_name("a_20240717_20240718.geojson"));
    CHECK_FALSE(day_in_name("id_12345678.geojson"));
    CHECK_FALSE(day_in_name("x_120240717.geojson"));
}

TEST_CASE("counts are read as people type them", "[importers][attributes]")
{
    CHECK(loose_quantity("40") == Quantity::exactly(40));
    CHECK(loose_quantity("40.0") == Quantity::exactly(40));
    CHECK(loose_quantity("1,200") == Quantity::exactly(1200));
    CHECK(loose_quantity("105 000") == Quantity::exactly(105'000));
    CHECK(loose_quantity("40+") == Quantity::at_least(40));
    CHECK(loose_quantity("At least 40") == Quantity::at_least(40));
    CHECK(loose_quantity("up to 150") == Quantity::up_to(150));
    CHECK(loose_quantity("~40") == Quantity::exactly(40));
    CHECK(loose_quantity("37-80") == Quantity::of(37, std::nullopt, 80));
    CHECK(loose_quantity("37 – 80") == Quantity::of(37, std::nullopt, 80));
    CHECK(loose_quantity("0") == Quantity::exactly(0));
    for (const char* text : {"", "unknown", "dozens", "-3", "1.5", "1e99", "nan", "inf", "80-37", "4 or 5",
                             "99999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(loose_quantity(text));
    }
}

TEST_CASE("an interval comes from the ends that are known", "[importers][attributes]")
{
    const Day a = day(2019, 7, 3), b = day(2019, 7, 5);
    CHECK(interval_from(a, b) == Interval::between(a, b));
    CHECK(interval_from(b, a) == Interval::between(a, b));
    CHECK(interval_from(a, a) == Interval::on(a));
    CHECK(interval_from(a, std::nullopt) == Interval::since(a));
    CHECK(interval_from(std::nullopt, b) == Interval::before(b));
    CHECK_FALSE(interval_from(std::nullopt, std::nullopt).is_known());
}

TEST_CASE("kinds of events are known by name, type and word", "[importers][event_words]")
{
    CHECK(sub_type_in("Air/drone strike")->sub_type == SubEventType::air_drone_strike);
    CHECK(sub_type_in("Air/drone strike")->exact);
    CHECK(sub_type_in("Battles")->sub_type == SubEventType::armed_clash);
    CHECK_FALSE(sub_type_in("Battles")->exact);
    CHECK(sub_type_in("Airstrike on a camp")->sub_type == SubEventType::air_drone_strike);
    CHECK(sub_type_in("IED")->sub_type == SubEventType::remote_explosive_landmine_ied);
    CHECK_FALSE(sub_type_in("people died"));
    CHECK_FALSE(sub_type_in(""));
    CHECK_FALSE(sub_type_in("weather"));
}
