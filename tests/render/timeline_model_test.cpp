#include "render/ui/timeline_model.hpp"

#include <catch2/catch.hpp>

#include <numeric>

using namespace sitmap;
using std::chrono::days;

namespace {

Day day_of(const char* text)
{
    return *parse_day(text);
}

Incident incident_on(const Interval& interval, SubEventType type = SubEventType::armed_clash)
{
    Incident incident;
    incident.interval = interval;
    incident.sub_type = type;
    return incident;
}

const DayRange half_year{day_of("2019-01-01"), day_of("2019-06-30")};
const TimeAxis axis{half_year, 200, 181 * 4.0}; // four pixels a day

double all_of(const Histogram& h)
{
    return std::accumulate(h.bars.begin(), h.bars.end(), 0.0,
                           [](double sum, const TimelineBar& bar) { return sum + bar.height(); });
}

} // namespace

TEST_CASE("bars are at most 130, whatever the range", "[render][ui][timeline]")
{
    const int length = GENERATE(1, 2, 100, 130, 131, 365, 3650, 150'000);
    const DayRange range{day_of("1600-01-01"), day_of("1600-01-01") + days{length - 1}};
    CAPTURE(length, bar_days(range));
    const auto bars = histogram({}, range).bars.size();
    CHECK(bars <= 130);
    CHECK(static_cast<int>(bars) * bar_days(range) >= length);
}

TEST_CASE("the axis holds the days of flows, stocks and control areas", "[render][ui][timeline]")
{
    Ledger ledger;
    CHECK_FALSE(background_days(ledger));
    ledger.flows.emplace_back().interval = Interval::since(day_of("2019-04-04"));
    ledger.flows.emplace_back();
    ledger.stocks.emplace_back().interval = Interval::on(day_of("2019-07-03"));
    CHECK(background_days(ledger) == DayRange{day_of("2019-04-04"), day_of("2019-07-03")});
    ledger.control_areas.emplace_back().interval = Interval::on(day_of("2018-01-01"));
    const auto all = background_days(ledger);
    REQUIRE(all);
    CHECK(all->first == day_of("2018-01-01"));
    const DayRange range = timeline_range({}, {}, day_of("2026-01-01"), all);
    CHECK(range.first < day_of("2018-01-01"));
    CHECK(range.last > day_of("2019-07-03"));
    CHECK(range.last < day_of("2020-01-01"));
    CHECK(joined(half_year, std::nullopt) == half_year);
}

TEST_CASE("each dated incident within the range adds one to the histogram", "[render][ui][timeline]")
{
    const std::vector<Incident> incidents{
        incident_on(Interval::on(day_of("2019-01-01"))), incident_on(Interval::on(day_of("2019-06-30"))),
        incident_on(Interval::month(std::chrono::year{2019} / std::chrono::month{3})),
        incident_on(Interval::since(day_of("2019-04-04")))};
    CHECK(all_of(histogram(incidents, half_year)) == Approx(4));
}

TEST_CASE("an uncertain day is spread over its interval and adds to no certain bar", "[render][ui][timeline]")
{
    const std::vector<Incident> incidents{
        incident_on(Interval::month(std::chrono::year{2019} / std::chrono::month{2}))};
    const Histogram h = histogram(incidents, half_year);
    double uncertain = 0;
    for (std::size_t i = 0; i < h.bars.size(); ++i) {
        const Day first = h.range.first + days{static_cast<int>(i) * h.step_days};
        const bool in_february =
            first + days{h.step_days} > day_of("2019-02-01") && first < day_of("2019-03-01");
        CHECK((h.bars[i].uncertain > 0) == in_february);
        CHECK(h.bars[i].height() == h.bars[i].uncertain);
        uncertain += h.bars[i].uncertain;
    }
    CHECK(uncertain == Approx(1));
}

TEST_CASE("an incident without a first day counts as undated", "[render][ui][timeline]")
{
    const std::vector<Incident> incidents{incident_on(Interval{}),
                                          incident_on(Interval::before(day_of("2019-02-01")))};
    const Histogram h = histogram(incidents, half_year);
    CHECK(h.undated == 2);
    CHECK(all_of(h) == 0);
}

TEST_CASE("the axis covers everything that happened or was published", "[render][ui][timeline]")
{
    const std::vector<Incident> incidents{incident_on(Interval::on(day_of("2019-03-01")))};
    Document document;
    document.published = day_of("2019-07-03");
    const DayRange range = timeline_range(incidents, std::vector{document}, day_of("2026-01-01"));
    CHECK(range.first < day_of("2019-03-01"));
    CHECK(range.last > day_of("2019-07-03"));
    CHECK(range.last < day_of("2020-01-01"));
    CHECK(timeline_range({}, {}, day_of("2026-01-01")).last == day_of("2026-01-01"));
}

TEST_CASE("days and pixels convert both ways", "[render][ui][timeline]")
{
    for (Day day = half_year.first; day <= half_year.last; day += days{7})
        CHECK(axis.day_at(axis.x_of(day) + 1) == day);
    CHECK(axis.day_at(-1000) == half_year.first);
    CHECK(axis.day_at(1e6) == half_year.last);
}

TEST_CASE("a press takes hold of what is under it", "[render][ui][timeline]")
{
    const Brush brush{day_of("2019-02-01"), day_of("2019-03-31")};
    const double since = axis.x_of(day_of("2019-02-01")), until = axis.x_of(day_of("2019-04-01"));
    CHECK(brush_part_at(axis, brush, since + 3) == BrushPart::since_handle);
    CHECK(brush_part_at(axis, brush, until - 3) == BrushPart::until_handle);
    CHECK(brush_part_at(axis, brush, (since + until) / 2) == BrushPart::body);
    CHECK(brush_part_at(axis, brush, until + 40) == BrushPart::outside);
    CHECK(brush_part_at(axis, Brush{}, 500) == BrushPart::outside);
    CHECK(brush_part_at(axis, Brush{}, 200) == BrushPart::since_handle);
}

TEST_CASE("handles move one end and do not pass the other", "[render][ui][timeline]")
{
    const Brush brush{day_of("2019-02-01"), day_of("2019-03-31")};
    const auto drag = [&](BrushPart part, Day to) {
        return dragged(axis, brush, part, 0, axis.x_of(to) + 1);
    };
    CHECK(drag(BrushPart::since_handle, day_of("2019-02-15")) == Brush{day_of("2019-02-15"), brush.until});
    CHECK(drag(BrushPart::since_handle, day_of("2019-06-01")) == Brush{brush.until, brush.until});
    CHECK(drag(BrushPart::until_handle, day_of("2019-01-05")) == Brush{brush.since, brush.since});
    CHECK(dragged(axis, brush, BrushPart::since_handle, 0, -50).since == std::nullopt);
    CHECK(dragged(axis, brush, BrushPart::until_handle, 0, 5000).until == std::nullopt);
}

TEST_CASE("dragging the body keeps the length, dragging beside it draws a new window",
          "[render][ui][timeline]")
{
    const Brush brush{day_of("2019-02-01"), day_of("2019-02-28")};
    CHECK(dragged(axis, brush, BrushPart::body, 300, 340) ==
          Brush{day_of("2019-02-11"), day_of("2019-03-10")});
    const double from = axis.x_of(day_of("2019-05-20")) + 1, to = axis.x_of(day_of("2019-05-01")) + 1;
    CHECK(dragged(axis, brush, BrushPart::outside, from, to) ==
          Brush{day_of("2019-05-01"), day_of("2019-05-20")});
}

TEST_CASE("a span is told in words", "[render][ui][timeline]")
{
    CHECK(span_for_people({}) == "all days");
    CHECK(span_for_people({day_of("2019-04-04"), day_of("2019-07-05")}) == "4 Apr – 5 Jul 2019");
    CHECK(span_for_people({day_of("2018-04-04"), day_of("2019-07-05")}) == "4 Apr 2018 – 5 Jul 2019");
    CHECK(span_for_people({day_of("2019-04-04"), std::nullopt}) == "since 4 Apr 2019");
}

TEST_CASE("ticks lie apart and name their year", "[render][ui][timeline]")
{
    const int length = GENERATE(5, 40, 181, 900, 9000, 100'000);
    const TimeAxis some{{day_of("2019-01-01"), day_of("2019-01-01") + days{length - 1}}, 0, 1000};
    const auto ticks = axis_ticks(some);
    CAPTURE(length);
    REQUIRE_FALSE(ticks.empty());
    CHECK(ticks.size() <= 20);
    CHECK(ticks.front().label.find_first_of("0123456789") != std::string::npos);
    for (std::size_t i = 1; i < ticks.size(); ++i)
        CHECK(some.x_of(ticks[i].day) - some.x_of(ticks[i - 1].day) > 50);
}

TEST_CASE("edges of the window move, open at the ends and never pass each other", "[render][ui][timeline]")
{
    const auto day = [](int n) { return Day{std::chrono::days{n}}; };
    const DayRange axis{day(100), day(200)};
    CHECK(edges_moved(axis, {}, 3, 0) == Brush{day(103), std::nullopt});
    CHECK(edges_moved(axis, {}, 0, -3) == Brush{std::nullopt, day(197)});
    CHECK(edges_moved(axis, {day(103), day(150)}, -3, 0) == Brush{std::nullopt, day(150)});
    CHECK(edges_moved(axis, {day(149), day(150)}, 7, 0) == Brush{day(150), day(150)});
    CHECK(edges_moved(axis, {day(149), day(150)}, 0, -7) == Brush{day(149), day(149)});
    CHECK(at_end(axis, {day(120), day(129)}, true) == Brush{day(191), day(200)});
    CHECK(at_end(axis, {day(120), day(129)}, false) == Brush{day(100), day(109)});
    CHECK(at_end(axis, {}, true) == Brush{});
}

TEST_CASE("the number of incidents in the window keeps to its room", "[render][ui][timeline]")
{
    const auto width = [](std::string_view text) { return 6.0 * static_cast<double>(text.size()); };
    CHECK(count_for_people(4, 148, width) == "4 incidents in window");
    CHECK(count_for_people(1, 148, width) == "1 incident in window");
    CHECK(count_for_people(300'000, 148, width) == "300,000 in window");
    CHECK(count_for_people(1'000'000, 70, width) == "1,000,000");
    for (const std::uint64_t n : {0u, 9u, 1'234u, 99'999u, 100'000u, 12'345'678u})
        CHECK(width(count_for_people(n, 148, width)) <= 148);
}
