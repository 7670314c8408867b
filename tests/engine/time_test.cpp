#include "engine/time.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace sitmap;
using namespace std::chrono_literals;

namespace {

Day day(const char* text)
{
    return parse_day(text).value();
}

Interval random_interval(std::mt19937& random)
{
    std::uniform_int_distribution<int> offset{-400'000, 400'000}, span{0, 800}, kind{0, 9};
    const Day first{std::chrono::days{offset(random)}};
    const Day last = first + std::chrono::days{span(random)};
    const std::chrono::year_month_day date{first};
    switch (kind(random)) {
    case 0:
        return Interval::on(first);
    case 1:
        return Interval::between(first, last);
    case 2:
        return Interval::month(date.year() / date.month());
    case 3:
        return Interval::year(date.year());
    case 4:
        return Interval::before(first);
    case 5:
        return Interval::since(first);
    case 6:
        return Interval::ongoing();
    default:
        return {};
    }
}

} // namespace

TEST_CASE("a day is read only in the order year, month, day", "[engine][time]")
{
    CHECK(parse_day("2019-07-03") == Day{2019y / 7 / 3});
    CHECK(parse_day("0000-02-29") == Day{0y / 2 / 29});
    for (const char* wrong :
         {"", "2019-7-3", "03-07-2019", "2019-02-29", "2019-13-01", "2019-00-10", "2019-07-03T00:00",
          "2019/07/03", " 2019-07-03", "2019-07-03 ", "+019-07-03", "20190703", "Y99999-01-01"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_day(wrong));
    }
}

TEST_CASE("every day comes back from its text", "[engine][time]")
{
    for (int number = -5'000'000; number <= 5'000'000; number += 9'973) {
        const Day original{std::chrono::days{number}};
        CAPTURE(format_day(original));
        CHECK(parse_day(format_day(original)) == original);
    }
    CHECK(format_day(Day{12000y / 1 / 31}) == "Y12000-01-31");
    CHECK(format_day(Day{1066y / 10 / 14}) == "1066-10-14");
}

TEST_CASE("an interval writes the EDTF forms of ISO 8601-2", "[engine][time]")
{
    CHECK(Interval::on(day("2019-07-03")).edtf() == "2019-07-03");
    CHECK(Interval::between(day("2019-07-02"), day("2019-07-03")).edtf() == "2019-07-02/2019-07-03");
    CHECK(Interval::month(2019y / 7).edtf() == "2019-07");
    CHECK(Interval::year(2019y).edtf() == "2019");
    CHECK(Interval::before(day("2019-07-02")).edtf() == "[..2019-07-02]");
    CHECK(Interval::since(day("2019-04-04")).edtf() == "2019-04-04/..");
    CHECK(Interval::ongoing().edtf() == "/..");
    CHECK(Interval{}.edtf().empty());
    CHECK(Interval::within(day("2019-07-01"), day("2019-07-07"), TimePrecision::week).edtf() ==
          "2019-07-01/2019-07-07");
    CHECK(Interval::within(day("2019-07-02"), day("2019-07-30"), TimePrecision::month).edtf() ==
          "2019-07-02/2019-07-30");
}

TEST_CASE("every interval comes back from its EDTF text", "[engine][time]")
{
    std::mt19937 random{7};
    for (int i = 0; i < 2000; ++i) {
        const Interval original = random_interval(random);
        CAPTURE(original.edtf());
        CHECK(Interval::from_edtf(original.edtf()) == original);
    }
}

TEST_CASE("text that is no EDTF form of ours gives no interval", "[engine][time]")
{
    for (const char* wrong :
         {"2019-07-03/2019-07-02", "2019-7", "[..]", "[..2019-07]", "..", "/", "2019-07-03/", "July",
          "2019-07-03~", "2019-", "201", "2019-07-0x", "2019-07-03/..x"}) {
        CAPTURE(wrong);
        CHECK_FALSE(Interval::from_edtf(wrong));
    }
}

TEST_CASE("an interval speaks to people as a newspaper would", "[engine][time]")
{
    CHECK(Interval::on(day("2019-07-03")).for_people() == "3 Jul 2019");
    CHECK(Interval::before(day("2019-07-02")).for_people() == "before 3 Jul 2019");
    CHECK(Interval::since(day("2019-04-04")).for_people() == "since 4 Apr 2019");
    CHECK(Interval::ongoing().for_people() == "ongoing");
    CHECK(Interval{}.for_people() == "day not known");
    CHECK(Interval::between(day("2019-07-02"), day("2019-07-03")).for_people() == "2–3 Jul 2019");
    CHECK(Interval::between(day("2019-06-28"), day("2019-07-03")).for_people() == "28 Jun – 3 Jul 2019");
    CHECK(Interval::between(day("2018-12-30"), day("2019-01-02")).for_people() == "30 Dec 2018 – 2 Jan 2019");
    CHECK(Interval::month(2019y / 7).for_people() == "Jul 2019");
    CHECK(Interval::year(2019y).for_people() == "2019");
}

TEST_CASE("one day said as a span is a day", "[engine][time]")
{
    CHECK(Interval::between(day("2019-07-03"), day("2019-07-03")) == Interval::on(day("2019-07-03")));
}

TEST_CASE("an interval stays in a window unless it is known to lie outside", "[engine][time]")
{
    const auto first = day("2019-07-01"), last = day("2019-07-31");

    CHECK(Interval::on(last).may_touch(first, last));
    CHECK_FALSE(Interval::on(day("2019-08-01")).may_touch(first, last));
    CHECK(Interval{}.may_touch(first, last));
    CHECK(Interval::ongoing().may_touch(first, last));
    CHECK(Interval::since(day("2019-04-04")).may_touch(first, last));
    CHECK_FALSE(Interval::since(day("2019-08-01")).may_touch(first, last));
    CHECK(Interval::before(first).may_touch(first, last));
    CHECK_FALSE(Interval::before(day("2019-06-30")).may_touch(first, last));
    CHECK(Interval::year(2019y).may_touch(first, std::nullopt));
    CHECK_FALSE(Interval::year(2018y).may_touch(first, std::nullopt));
    CHECK(Interval::on(day("1900-01-01")).may_touch(std::nullopt, last));
}

TEST_CASE("every time precision has a name of its own", "[engine][time]")
{
    for (int i = 0; i <= static_cast<int>(TimePrecision::unknown); ++i) {
        const auto precision = static_cast<TimePrecision>(i);
        CHECK(time_precision_named(name_of(precision)) == precision);
    }
    CHECK_FALSE(time_precision_named("fortnight"));
}
