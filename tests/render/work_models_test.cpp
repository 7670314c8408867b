// The models behind working on the map: view history, measuring, groups, edges of the window of time.
#include "made_records.hpp"
#include "small_map.hpp"

#include "engine/analyst.hpp"
#include "geodata/measure.hpp"
#include "render/ui/edit_model.hpp"
#include "render/ui/group_model.hpp"
#include "render/ui/measure_model.hpp"
#include "render/ui/view_history.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace sitmap;

TEST_CASE("places passed on the way are not kept in the history", "[render][ui][history]")
{
    ViewHistory history;
    const LookedAt a{{1, 1}, 100}, passed{{2, 2}, 100}, b{{3, 3}, 50};
    history.see(a, 0.1);
    CHECK_FALSE(history.back());
    history.see(passed, 0.1);
    for (int i = 0; i < 6; ++i)
        history.see(b, 0.1);
    CHECK(history.back() == a);
    CHECK_FALSE(history.back());
    CHECK(history.forward() == b);
    CHECK_FALSE(history.forward());
}

TEST_CASE("going elsewhere after going back ends the way forward", "[render][ui][history]")
{
    ViewHistory history;
    for (const double lon : {1.0, 2.0, 3.0})
        for (int i = 0; i < 6; ++i)
            history.see({{lon, 0}, 10}, 0.1);
    CHECK(history.back()->centre.lon == 2);
    for (int i = 0; i < 6; ++i)
        history.see({{9, 0}, 10}, 0.1);
    CHECK_FALSE(history.forward());
    CHECK(history.back()->centre.lon == 2);
    CHECK(history.back()->centre.lon == 1);
}

TEST_CASE("a measured line adds its legs and a ring has an area", "[render][ui][measure]")
{
    MeasureLine line;
    const LonLat a{13, 32}, b{14, 32}, c{14, 33}, d{13, 33};
    for (const LonLat p : {a, b, c})
        add_corner(line, p);
    CHECK(measured(line).length_m == Approx(distance_m(a, b) + distance_m(b, c)));
    CHECK_FALSE(measured(line).area_m2);
    CHECK(measured(line, d).last_m == Approx(distance_m(c, d)));
    add_corner(line, d);
    finish(line, true);
    REQUIRE(line.closed);
    // A cell of one degree by one at 32 to 33° N is some 111 km by 94 km.
    CHECK(*measured(line).area_m2 == Approx(10'400e6).epsilon(0.01));
    CHECK(measured(line).length_m ==
          Approx(distance_m(a, b) + distance_m(b, c) + distance_m(c, d) + distance_m(d, a)));
    remove_corner(line);
    CHECK_FALSE(line.finished);
    add_corner(line, a);
    CHECK(line.points.size() == 5);
}

TEST_CASE("the points along a leg lie on the geodesic", "[render][ui][measure]")
{
    MeasureLine line;
    add_corner(line, {-20, 50});
    add_corner(line, {60, 50});
    const auto points = along(line, {}, 100'000);
    REQUIRE(points.size() > 40);
    double sum = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        sum += distance_m(points[i - 1], points[i]);
    CHECK(sum == Approx(distance_m({-20, 50}, {60, 50})));
    CHECK(points[points.size() / 2].lat > 55); // a geodesic bends towards the pole
}

TEST_CASE("lengths and areas are told with a fitting unit", "[render][ui][measure]")
{
    CHECK(length_for_people(840) == "840 m");
    CHECK(length_for_people(1'240) == "1.24 km");
    CHECK(length_for_people(12'440) == "12.4 km");
    CHECK(length_for_people(1'204'400) == "1,204 km");
    CHECK(area_for_people(5'400) == "5,400 m²");
    CHECK(area_for_people(12.44e6) == "12.4 km²");
}

TEST_CASE("records within a ring are those that a full scan finds", "[render][ui][group]")
{
    const IncidentTable table =
        test::made_records(5000, test::settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 5);
    const Records records{table};
    const Ring ring{{12.6, 32.0}, {13.9, 31.95}, {14.2, 32.4}, {13.2, 32.2}, {12.7, 32.5}, {12.6, 32.0}};
    const MercatorRing within{ring};
    std::set<IncidentId> scanned;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (table.is_placed(row) && within.covers(table.point(row)))
            scanned.insert(table.id[row]);
    REQUIRE(scanned.size() > 100);
    const auto found = records_within(table, records.places(), within);
    CHECK(std::set<IncidentId>(found.begin(), found.end()) == scanned);
    CHECK(found.size() == scanned.size());
}

TEST_CASE("a ring may cross the antimeridian", "[render][ui][group]")
{
    const MercatorRing fiji{{{177, -21}, {-178, -21}, {-178, -12}, {177, -12}, {177, -21}}};
    CHECK(fiji.covers(LonLat{179.9, -17}));
    CHECK(fiji.covers(LonLat{-179.9, -17}));
    CHECK_FALSE(fiji.covers(LonLat{-170, -17}));
    CHECK_FALSE(fiji.covers(LonLat{0, -17}));
}

TEST_CASE("a group's sums are those of its incidents, records by their columns", "[render][ui][group]")
{
    Map map = test::small_map();
    map.records = std::make_shared<Records>(
        test::made_records(2000, test::settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 5));
    const auto all = incidents(map.ledger);
    const IncidentTable& table = map.records->table();
    Group group;
    std::vector<Incident> members{all[0], all[3]};
    group.toggle(all[0].id);
    group.toggle(all[3].id);
    for (std::uint32_t row = 0; row < table.size(); row += 3) {
        group.toggle(table.id[row]);
        members.push_back(table.incident(row));
    }
    const GroupSummary summary = summary_of(map, all, group);
    CHECK(summary.size == members.size());
    CHECK(summary.counts.front().field == ClaimField::killed);
    CHECK(summary.counts.front().totals == killed_totals(members));
    std::size_t types = 0;
    for (const std::size_t n : summary.types)
        types += n;
    CHECK(types == members.size());
    group.toggle(all[0].id);
    CHECK_FALSE(group.has(all[0].id));
}

TEST_CASE("edits are made, reverted and made again, and leave the ledger as it was", "[render][ui][edit]")
{
    const Ledger before = test::small_map().ledger;
    const auto all = incidents(before);
    std::vector<std::string> reports;
    for (std::size_t i = 0; i < before.events.size(); ++i)
        if (before.incident_of[i] == all[0].id)
            reports.push_back(before.events[i].id);
    REQUIRE(reports.size() == 2);
    const Day day = *parse_day("2024-02-01");
    const Edit edits[] = {claim_edit(all[0].id, ClaimField::killed, "37-80", day, "two lists"),
                          merge_edit({all[0].id, all[1].id}, day, "one raid"),
                          split_edit({reports[1]}, day, "another night")};
    for (const Edit& edit : edits) {
        CAPTURE(edit.words);
        Ledger ledger = before;
        edit.apply(ledger);
        CHECK_FALSE(ledger.incident_of == before.incident_of);
        edit.revert(ledger);
        CHECK(ledger.incident_of == before.incident_of);
        CHECK(ledger.events == before.events);
        CHECK(ledger.decisions == before.decisions);
        edit.apply(ledger);
        CHECK_FALSE(ledger.incident_of == before.incident_of);
    }
}

TEST_CASE("the history of edits goes back and on, and a new edit ends the way on", "[render][ui][edit]")
{
    EditHistory history;
    CHECK(history.to_undo() == nullptr);
    history.made({"a", {}, {}});
    history.made({"b", {}, {}});
    CHECK(history.to_undo()->words == "b");
    history.undone();
    CHECK(history.to_undo()->words == "a");
    CHECK(history.to_redo()->words == "b");
    history.made({"c", {}, {}});
    CHECK(history.to_redo() == nullptr);
    CHECK(history.to_undo()->words == "c");
}

TEST_CASE("a draft has what the incident has, in a form that is read back", "[render][ui][edit]")
{
    const auto all = incidents(test::small_map().ledger);
    for (const ClaimField field : edited_fields()) {
        const EditDraft draft = draft_of(all[0], field);
        if (draft.value.empty())
            continue;
        CAPTURE(std::string{name_of(field)}, draft.value);
        const ClaimValue value = claim_value_of(field, draft.value, &*all[0].location);
        if (field == ClaimField::killed)
            CHECK(std::get<Quantity>(value) == *all[0].killed);
        if (field == ClaimField::time)
            CHECK(std::get<Interval>(value) == all[0].interval);
        if (field == ClaimField::kind)
            CHECK(std::get<SubEventType>(value) == all[0].sub_type);
        if (field == ClaimField::place)
            CHECK(std::get<Location>(value).name == all[0].location->name);
    }
}
