#include "importers/article/dates.hpp"
#include "importers/article/feasts.hpp"

#include "importers/article/attribution.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace sitmap {

namespace {

const Lexicon& lexicon()
{
    static const Lexicon words = Lexicon::load(SITMAP_ASSETS "/lexicon");
    return words;
}

std::vector<TimeMention> times_in(const std::string& text, std::string_view published)
{
    return find_times(tokenise(text), lexicon(), parse_day(published));
}

struct Row {
    std::string text, edtf;
};

} // namespace

// 3 July 2019 was a Wednesday.
TEST_CASE("expressions of time count from the publication day", "[importers][dates]")
{
    const auto row = GENERATE(
        Row{"It happened on Wednesday.", "2019-07-03"}, Row{"It happened early Wednesday.", "2019-07-03"},
        Row{"It happened on Thursday.", "2019-06-27"}, Row{"It happened last Wednesday.", "2019-06-26"},
        Row{"It happened yesterday.", "2019-07-02"}, Row{"It happened today.", "2019-07-03"},
        Row{"It happened on April 4.", "2019-04-04"}, Row{"It happened on 4 April.", "2019-04-04"},
        Row{"It happened on December 1.", "2018-12-01"}, Row{"It happened on 26 July 2018.", "2018-07-26"},
        Row{"It happened on July 26, 2018.", "2018-07-26"}, Row{"It happened in August 2007.", "2007-08"},
        Row{"It happened in October.", "2018-10"}, Row{"It happened in 2014.", "2014"},
        Row{"It has gone on since April 4.", "2019-04-04/.."},
        Row{"It happened three days ago.", "2019-06-30"},
        Row{"It happened in the night from Friday to Saturday.", "2019-06-28/2019-06-29"},
        Row{"It happened around midnight on Saturday.", "2019-06-29/2019-06-30"},
        Row{"It happened on Monday last week.", "2019-06-24"},
        Row{"It happened on Monday of last week.", "2019-06-24"},
        Row{"It happened on Tuesday the 2nd.", "2019-07-02"},
        Row{"It happened on Sunday the 9th and again.", "2019-06-09"},
        Row{"Since the order to leave of 30 June it has gone on.", "2019-06-30/.."},
        Row{"It happened over the weekend.", "2019-06-29/2019-06-30"},
        Row{"15/04 Aorema, near Ouahigouya.", "2019-04-15"}, Row{"15/04: Aorema.", "2019-04-15"},
        Row{"It happened on Thursday 27 June.", "2019-06-27"},
        Row{"It happened the Thursday before last.", "2019-06-20"},
        Row{"It happened on the 4th and 5th of November.", "2018-11-04/2018-11-05"},
        Row{"It happened last night.", "2019-07-02/2019-07-03"});
    CAPTURE(row.text);

    const auto times = times_in(row.text, "2019-07-03");

    REQUIRE(times.size() == 1);
    CHECK(times[0].interval.edtf() == row.edtf);
}

TEST_CASE("a day that is part of a name dates nothing", "[importers][dates]")
{
    const auto text =
        GENERATE(as<std::string>{}, "Rebels of the March 23 Movement took the hill.",
                 "The 17 February Brigade fired first.", "They broke the accord of Good Friday again.");
    CAPTURE(text);
    for (const TimeMention& time : times_in(text, "2019-07-03"))
        CHECK(time.interval.edtf() == "");
}

TEST_CASE("the day of a count or of a report is no day of what happened", "[importers][dates]")
{
    const std::string text =
        GENERATE(as<std::string>{}, "The number of dead passed 100 on Wednesday.",
                 "According to the inquiry, made public on Wednesday, 14 men were shot.");
    CAPTURE(text);
    const TokenisedText tokens = tokenise(text);
    auto times = find_times(tokens, lexicon(), parse_day("2019-07-03"));
    mark_times_of_speech(times, tokens, lexicon());
    REQUIRE(times.size() == 1);
    CHECK(times[0].of_speech);
}

TEST_CASE("what needs a publication day and has none stays unknown", "[importers][dates]")
{
    const auto text = GENERATE(as<std::string>{}, "It happened on Wednesday.", "It happened yesterday.",
                               "It happened on April 4.", "It happened in October.");
    CAPTURE(text);

    const auto times = times_in(text, "");

    REQUIRE(times.size() == 1);
    CHECK_FALSE(times[0].interval.is_known());
}

TEST_CASE("a full date needs no publication day", "[importers][dates]")
{
    const auto times = times_in("It happened on 26 July 2018.", "");

    REQUIRE(times.size() == 1);
    CHECK(times[0].interval == Interval::on(*parse_day("2018-07-26")));
}

TEST_CASE("the day before a happening is counted from that happening", "[importers][dates]")
{
    const auto times = times_in("A vehicle had hit a mine the day before.", "2021-06-26");

    REQUIRE(times.size() == 1);
    CHECK(resolved(times[0], Interval::on(*parse_day("2021-06-25"))) ==
          Interval::on(*parse_day("2021-06-24")));
    CHECK_FALSE(resolved(times[0], Interval{}).is_known());
}

TEST_CASE("may and march are words before they are months", "[importers][dates]")
{
    CHECK(times_in("They may march on.", "2019-07-03").empty());
}

TEST_CASE("days are counted on from the happening told before", "[importers][dates]")
{
    const Interval before = Interval::on(*parse_day("2019-07-03"));
    const auto row = GENERATE(
        Row{"The next morning it rained.", "2019-07-04"}, Row{"Two days later it rained.", "2019-07-05"},
        Row{"It had rained the day before.", "2019-07-02"}, Row{"In the evening it rained.", "2019-07-03"});
    CAPTURE(row.text);

    const auto times = times_in(row.text, "2019-07-10");

    REQUIRE(times.size() == 1);
    CHECK(resolved(times[0], before).edtf() == row.edtf);
}

TEST_CASE("the day after a deed dates the deed by the day before", "[importers][dates]")
{
    const auto times = times_in("Crews dug on Sunday, the day after a missile hit the street.", "2019-07-03");
    REQUIRE(times.size() == 2);
    CHECK(times[1].interval == Interval::on(*parse_day("2019-06-29")));
    const auto unnamed = times_in("They met the day after a missile hit the street.", "2019-07-03");
    REQUIRE(unnamed.size() == 1);
    CHECK(unnamed[0].anchor == TimeMention::Anchor::day_after);
}

TEST_CASE("a day with a dash that opens the text is that of the text", "[importers][dates]")
{
    auto marked = [](const std::string& text) {
        const TokenisedText tokens = tokenise(text);
        auto times = find_times(tokens, lexicon(), parse_day("2019-07-03"));
        mark_times_of_speech(times, tokens, lexicon());
        return times;
    };
    const auto opening = marked("July 3 - A jet bombed a crowd on Tuesday.");
    REQUIRE(opening.size() == 2);
    CHECK(opening[0].of_speech);
    CHECK_FALSE(opening[1].of_speech);
    const auto told = marked("July 1 was the day a jet bombed a crowd.");
    REQUIRE(told.size() == 1);
    CHECK_FALSE(told[0].of_speech);
}

TEST_CASE("Easter Sunday is the day that tables of Easter give", "[importers][dates]")
{
    // Butcher's Ecclesiastical Calendar as tabulated by the US Naval Observatory.
    CHECK(easter_sunday(1961) == *parse_day("1961-04-02"));
    CHECK(easter_sunday(2000) == *parse_day("2000-04-23"));
    CHECK(easter_sunday(2008) == *parse_day("2008-03-23"));
    CHECK(easter_sunday(2011) == *parse_day("2011-04-24"));
    CHECK(easter_sunday(2019) == *parse_day("2019-04-21"));
    CHECK(easter_sunday(2038) == *parse_day("2038-04-25"));
}

TEST_CASE("a feast names its day", "[importers][dates]")
{
    const auto day_in = [](const std::string& text) {
        const auto times = times_in(text, "2009-04-20");
        return times.empty()                   ? std::string{"none"}
               : times.back().interval.first() ? format_day(*times.back().interval.first())
                                               : std::string{"open"};
    };
    CHECK(day_in("On New Year's Day jets bombed the port.") == "2009-01-01");
    CHECK(day_in("On New Year’s Eve jets bombed the port.") == "2008-12-31");
    CHECK(day_in("A bomb went off on Good Friday.") == "2009-04-10");
    CHECK(day_in("A bomb went off on Palm Sunday 2011.") == "2011-04-17");
    CHECK(day_in("In December 2006, on Christmas Eve, a bomb went off.") == "2006-12-24");
    CHECK(day_in("They signed the Good Friday Agreement.") == "none");
    CHECK_FALSE(feast_in(2009, "feast 2 30"));
    CHECK_FALSE(feast_in(2009, "day 1"));
    CHECK_FALSE(latest_feast("easter 0", std::nullopt));
}

} // namespace sitmap
