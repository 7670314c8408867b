#include "engine/summary.hpp"

#include "engine/period.hpp"
#include "engine/rule.hpp"
#include "tests/engine/random_table.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace sitmap;

namespace {

constexpr std::array<ClaimField, 2> both_fields{ClaimField::killed, ClaimField::injured};

std::vector<GivenCount> many_counts()
{
    std::vector<GivenCount> counts;
    const std::array<std::int32_t, 5> numbers{GivenCount::absent, 0, 3, 8, 40};
    for (const auto low : numbers)
        for (const auto best : numbers)
            for (const auto high : numbers)
                counts.push_back({low, best, high});
    return counts;
}

/// By the definition: each incident by itself, as a value, by its claims' rule.
CountSum summed_by_hand(const IncidentTable& table, std::span<const std::uint32_t> rows, ClaimField field)
{
    CountSum sum;
    for (const std::uint32_t row : rows) {
        const Incident incident = table.incident(row);
        const std::optional<Quantity>& count = *count_of(incident, field);
        if (!count)
            continue;
        const auto floor = count->low() ? count->low() : count->best();
        sum.low += floor.value_or(0);
        sum.best += count->best().value_or(0);
        sum.high += count->high().value_or(count->best().value_or(floor.value_or(0)));
        ++sum.stated;
        sum.open += count->is_open() ? 1U : 0U;
        sum.without_best += count->best() ? 0U : 1U;
    }
    return sum;
}

const SummaryGroup* group_named(const Summary& summary, const IncidentTable& table, const std::string& label)
{
    for (const SummaryGroup& group : summary.groups)
        if (label_of(table, summary.by[0], group.key[0]) == label)
            return &group;
    return nullptr;
}

} // namespace

TEST_CASE("a rule makes of one count what it makes of one claim", "[engine][summary]")
{
    const Rule rule = GENERATE(Rule::range, Rule::conservative, Rule::ucdp);
    for (const GivenCount& given : many_counts()) {
        CAPTURE(given.low, given.best, given.high, name_of(rule));
        const GivenCount ruled = by_rule(given, rule);
        const auto quantity = quantity_of(given);
        if (!quantity) {
            CHECK(ruled == given);
            continue;
        }
        Claim claim;
        claim.field = ClaimField::killed;
        claim.value = *quantity;
        const Claim* const only = &claim;
        CHECK(quantity_of(ruled) == combine({&only, 1}, rule));
        CHECK(by_rule(ruled, rule) == ruled);
        CHECK(weight_of(given, rule) >= 0);
    }
}

TEST_CASE("sums keep open highs and absent numbers apart", "[engine][summary]")
{
    CountSum sum;
    CHECK(sum.for_people().empty());
    sum.add({});
    CHECK(sum.for_people().empty());
    sum.add({GivenCount::absent, GivenCount::absent, 150});
    CHECK(sum.for_people() == "up to 150");
    sum.add({1'000, 1'000, 1'000});
    CHECK(sum.for_people() == "1,000–1,150");
    CHECK(sum.without_best == 1);
    sum.add({GivenCount::absent, 7, GivenCount::absent}); // one figure without bounds opens nothing
    CHECK(sum.for_people() == "1,007–1,157");
    sum.add({40, 40, GivenCount::absent});
    CHECK(sum.for_people() == "1,047+");
    CHECK(sum.high == 1'197);
    CHECK(sum.stated == 4);
    CHECK(sum.open == 1);
}

TEST_CASE("weeks, months and years are those of the calendar", "[engine][summary]")
{
    CHECK(week_label(week_of(0)) == "1970-W01");
    CHECK(week_label(week_of(-4)) == "1969-W52");
    // ISO 8601's own cases: 2005-01-01 is in 2004-W53, 2008-12-30 in 2009-W01.
    CHECK(week_label(week_of(12'784)) == "2004-W53");
    CHECK(week_label(week_of(14'243)) == "2009-W01");
    for (std::int64_t day = -800'000; day < 100'000; day += 17) {
        const std::chrono::year_month_day civil{Day{std::chrono::days{day}}};
        REQUIRE(civil_day(day).year == static_cast<int>(civil.year()));
        REQUIRE(civil_day(day).month == static_cast<unsigned>(civil.month()));
        REQUIRE(civil_day(day).day == static_cast<unsigned>(civil.day()));
        REQUIRE(month_label(month_of(day)) == day_label(day).substr(0, 7));
        REQUIRE(year_label(year_of(day)) == day_label(day).substr(0, 4));
        REQUIRE(week_of(day + 7) == week_of(day) + 1);
    }
}

TEST_CASE("the groups of a summary add up to its total", "[engine][summary]")
{
    const IncidentTable table = random_table(4'000, GENERATE(1u, 2u));
    const Rule rule = GENERATE(Rule::range, Rule::conservative, Rule::ucdp);
    const auto rows = all_rows(table);
    for (std::size_t a = 0; a < dimension_count; ++a) {
        for (std::size_t b = 0; b < dimension_count; ++b) {
            const std::array by{static_cast<Dimension>(a), static_cast<Dimension>(b)};
            if (by[0] == Dimension::actor || by[1] == Dimension::actor)
                continue;
            const Summary crossed = summarise(table, rows, by, both_fields, rule);
            SummaryGroup sum;
            sum.counts.resize(2);
            for (const SummaryGroup& group : crossed.groups) {
                sum.incidents += group.incidents;
                sum.counts[0] += group.counts[0];
                sum.counts[1] += group.counts[1];
            }
            REQUIRE(sum == crossed.total);
            // The margin of the crossed table is the plain one.
            std::map<GroupKey, std::uint64_t> margin;
            for (const SummaryGroup& group : crossed.groups)
                margin[group.key[0]] += group.incidents;
            for (const SummaryGroup& group : summarise(table, rows, {by.data(), 1}, {}, rule).groups)
                REQUIRE(margin[group.key[0]] == group.incidents);
        }
    }
    CHECK(summarise(table, rows, {}, both_fields, rule).groups.empty());
}

TEST_CASE("a total is the sum over the incidents as values", "[engine][summary]")
{
    const IncidentTable table = random_table(3'000, 5);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.size(); row += 1 + row % 3)
        rows.push_back(row);
    const Summary summary = summarise(table, rows, {}, both_fields);
    CHECK(summary.total.incidents == rows.size());
    const CountSum killed = summed_by_hand(table, rows, ClaimField::killed);
    CHECK(summary.total.counts[0].stated == killed.stated);
    CHECK(summary.total.counts[0].low == killed.low);
    CHECK(summary.total.counts[0].best == killed.best);
    CHECK(summary.total.counts[0].high == killed.high);
    CHECK(summary.total.counts[0].open == killed.open);
    CHECK(summary.total.counts[1] == summed_by_hand(table, rows, ClaimField::injured));
}

TEST_CASE("an incident is on no day, week or month more exactly than it is known", "[engine][summary]")
{
    IncidentTable table;
    const auto add = [&](const Interval& interval) {
        Record record;
        record.id = "x";
        record.interval = interval;
        table.append(record, static_cast<IncidentId>(table.size() + 1), 1);
    };
    const auto day = [](int y, int m, int d) { return Day{std::chrono::year{y} / m / d}; };
    add(Interval::on(day(2019, 7, 1)));
    add(Interval::on(day(2019, 7, 1)));
    add(Interval::month(std::chrono::year{2019} / 7));
    add(Interval::between(day(2019, 7, 31), day(2019, 8, 2)));
    add(Interval::since(day(2019, 7, 4)));
    add(Interval::ongoing());
    add({});
    const auto rows = all_rows(table);
    const auto count = [&](Dimension dimension, const std::string& label) {
        const Summary summary = summarise(table, rows, {&dimension, 1}, {});
        const SummaryGroup* group = group_named(summary, table, label);
        return group == nullptr ? 0U : group->incidents;
    };
    CHECK(count(Dimension::day, "2019-07-01") == 2);
    CHECK(count(Dimension::day, "not known to the day") == 4);
    CHECK(count(Dimension::day, "day not known at all") == 1);
    CHECK(count(Dimension::week, "2019-W27") == 2);
    CHECK(count(Dimension::week, "2019-W31") == 1);
    CHECK(count(Dimension::month, "2019-07") == 3);
    CHECK(count(Dimension::month, "not known to the month") == 3);
    CHECK(count(Dimension::year, "2019") == 4);
}

TEST_CASE("an incident counts once with each of its parties", "[engine][summary]")
{
    const IncidentTable table = random_table(2'000, 9);
    const auto rows = all_rows(table);
    std::size_t of_two = 0;
    for (const std::uint32_t row : rows)
        of_two += table.side_a[row] != 0 && table.side_b[row] != 0 && table.side_a[row] != table.side_b[row];
    const std::array by{Dimension::actor, Dimension::year};
    for (const std::size_t dimensions : {1U, 2U}) {
        const Summary summary = summarise(table, rows, {by.data(), dimensions}, {});
        std::size_t sum = 0;
        for (const SummaryGroup& group : summary.groups)
            sum += group.incidents;
        CHECK(sum == rows.size() + of_two);
        CHECK(summary.total.incidents == rows.size());
        CHECK(label_of(table, Dimension::actor, summary.groups.back().key[0]) == "no party named");
    }
}

TEST_CASE("groups stand in the order of time, codes and letters", "[engine][summary]")
{
    const IncidentTable table = random_table(2'000, 4);
    const std::array by{Dimension::admin1};
    std::vector<std::string> labels;
    for (const SummaryGroup& group : summarise(table, all_rows(table), by, {}).groups)
        labels.push_back(label_of(table, by[0], group.key[0]));
    CHECK(labels == std::vector<std::string>{"North, AAA", "South, AAA", "AAA, division not known",
                                             "South, BBB", "BBB, division not known", "East",
                                             "division not known"});
}
