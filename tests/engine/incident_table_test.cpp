#include "engine/incident_table.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

Day day(int y, unsigned m, unsigned d)
{
    return std::chrono::year{y} / static_cast<int>(m) / static_cast<int>(d);
}

Record strike()
{
    Record record;
    record.id = "LBY1";
    record.row = 7;
    record.sub_type = SubEventType::air_drone_strike;
    record.interval = Interval::on(day(2019, 7, 2));
    record.point = LonLat{13.35056, 32.88167};
    record.precision = PlacePrecision::locality;
    record.place = "Tajoura";
    record.country = "LBY";
    record.side_a = "LNA";
    record.side_b = "Civilians";
    record.roles = PartyRole::perpetrator;
    record.killed = {50, 53, 53};
    record.source = "Observer";
    record.quotation = "A hangar was hit.";
    return record;
}

} // namespace

TEST_CASE("a count out of order is mended for display only", "[engine][record]")
{
    CHECK(quantity_of({3, 5, 4}) == Quantity::of(3, 5, 5));
    CHECK(quantity_of({9, 2, 4}) == Quantity::of(2, 2, 9));
    CHECK(quantity_of({1, 2, 3}) == Quantity::of(1, 2, 3));
    CHECK(quantity_of({4, 4, GivenCount::absent}) == Quantity::at_least(4));
    CHECK_FALSE(quantity_of({}));
}

TEST_CASE("every claim of a record rests on its row", "[engine][record]")
{
    Document dataset;
    dataset.id = sha256("a file");
    const Event event = event_of(strike(), dataset);

    CHECK(event.id == dataset.id.substr(0, 16) + "#LBY1");
    REQUIRE(event.claims.size() == 6);
    for (const Claim& claim : event.claims) {
        CHECK(claim.evidence == Evidence{dataset.id, 7, 7, "A hangar was hit."});
        CHECK(claim.speaker == "Observer");
        CHECK(claim.stance == Stance::relays);
    }
    CHECK(std::get<ActorName>(first_claim(event, ClaimField::perpetrator)->value) == "LNA");
    CHECK(std::get<ActorName>(first_claim(event, ClaimField::victims)->value) == "Civilians");
}

TEST_CASE("a record comes back from the columns", "[engine][incident_table]")
{
    IncidentTable table;
    const Record::OtherCount injured{ClaimField::injured, {130, 130, GivenCount::absent}};
    Record record = strike();
    record.other_counts = {&injured, 1};
    Record elsewhere;
    elsewhere.id = "X";
    elsewhere.interval = Interval::month(std::chrono::year{2019} / 7);
    table.append(elsewhere, 4, 1);
    table.append(record, 9, 1);

    REQUIRE(table.size() == 2);
    CHECK_FALSE(table.is_placed(0));
    CHECK_FALSE(table.incident(0).location);
    CHECK(table.interval(0) == Interval::month(std::chrono::year{2019} / 7));
    CHECK(table.row_of(9) == 1u);
    CHECK_FALSE(table.row_of(5));
    const Incident incident = table.incident(1);
    CHECK(incident.id == 9);
    CHECK(incident.location->point.lon == Approx(13.35056).margin(1e-9));
    CHECK(incident.location->name == "Tajoura");
    CHECK(incident.location->radius_m == usual_radius_m(PlacePrecision::locality));
    CHECK(incident.killed == Quantity::of(50, 53, 53));
    CHECK(incident.injured == Quantity::at_least(130));
    CHECK(incident.accused == std::vector<std::string>{"LNA"});
    CHECK(incident.victims == std::vector<std::string>{"Civilians"});
    CHECK(incident.attribution == Attribution::attributed);
}

TEST_CASE("an interval of any precision comes back from the columns", "[engine][incident_table]")
{
    const Interval interval =
        GENERATE(Interval{}, Interval::on(day(2020, 2, 29)),
                 Interval::between(day(2020, 1, 1), day(2020, 1, 9)), Interval::year(std::chrono::year{1997}),
                 Interval::before(day(2019, 7, 2)), Interval::since(day(2019, 4, 4)), Interval::ongoing());
    Record record;
    record.id = "r";
    record.interval = interval;
    IncidentTable table;
    table.append(record, 1, 1);
    CHECK(table.interval(0) == interval);
}

TEST_CASE("records added together are those added one by one", "[engine][incident_table]")
{
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) // names that come again, after some and at once
        texts.push_back("a name that is too long to be kept in place " + std::to_string(i * i % 97));
    std::vector<Record> records(333, strike());
    for (std::size_t i = 0; i < records.size(); ++i) {
        records[i].place = texts[i];
        records[i].side_a = texts[i / 3];
        records[i].side_b = i % 2 == 0 ? std::string_view{} : texts[i + 50];
        records[i].victims = "civilians";
    }
    IncidentTable together, one_by_one;
    together.append(std::span{records}.first(100), 1, 3);
    together.append(std::span{records}.subspan(100), 101, 3);
    for (std::size_t i = 0; i < records.size(); ++i)
        one_by_one.append(records[i], static_cast<IncidentId>(i + 1), 3);
    CHECK(together == one_by_one);
    CHECK(together.size() == 333);
    CHECK(together.names.name(together.side_b[0]) == "civilians");
    CHECK(together.names.find("civilians") == together.side_b[0]);
    CHECK_FALSE(together.names.find("nobody"));
}
