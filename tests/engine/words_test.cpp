#include "engine/control.hpp"
#include "engine/event.hpp"
#include "engine/flow.hpp"
#include "engine/incident.hpp"
#include "engine/rule.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

/// Every enumerator up to `last` is found again under its name, and nothing under a made-up one.
template <class Enum, class Named>
void check_names(Enum last, Named named)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto value = static_cast<Enum>(i);
        CAPTURE(name_of(value));
        CHECK(named(name_of(value)) == value);
    }
    CHECK_FALSE(named("no such name"));
}

} // namespace

TEST_CASE("every word of the engine is found again under its name", "[engine][words]")
{
    check_names(ClaimField::held, claim_field_named);
    check_names(Stance::leaves_open, stance_named);
    check_names(Attribution::disputed, attribution_named);
    check_names(PlacePrecision::unknown, place_precision_named);
    check_names(Stock::Kind::in_need, stock_kind_named);
    check_names(ControlArea::Kind::contested, control_kind_named);
    check_names(Rule::ucdp, rule_named);
    check_names(EventType::sea_incident, event_type_named);
    check_names(SubEventType::interception_rescue, sub_event_type_named);
}

TEST_CASE("place precision keeps its class through ACLED's and UCDP's codes", "[engine][precision]")
{
    for (int code = 1; code <= 3; ++code)
        CHECK(acled_code(from_acled(code).value()) == code);
    for (int code = 1; code <= 7; ++code)
        CHECK(ucdp_code(from_ucdp(code).value()) == code);
    CHECK_FALSE(from_acled(0));
    CHECK_FALSE(from_acled(4));
    CHECK_FALSE(from_ucdp(8));
    CHECK(acled_code(PlacePrecision::country) == 0);
    CHECK(ucdp_code(PlacePrecision::unknown) == 0);
}

TEST_CASE("only counts are counts, and what is held counts no casualty", "[engine][claim]")
{
    CHECK(is_count(ClaimField::killed));
    CHECK(is_count(ClaimField::intercepted));
    CHECK(is_count(ClaimField::held));
    CHECK_FALSE(is_count(ClaimField::place));
    CHECK_FALSE(is_count(ClaimField::perpetrator));
    const Incident incident;
    CHECK(count_of(incident, ClaimField::held) == nullptr);
    CHECK(count_of(incident, ClaimField::displaced) == &incident.displaced);
}

TEST_CASE("an event's values are those of its first claim on each field", "[engine][event]")
{
    Event event;
    event.claims = {{.field = ClaimField::killed, .value = Quantity::at_least(40)},
                    {.field = ClaimField::kind, .value = SubEventType::air_drone_strike},
                    {.field = ClaimField::kind, .value = SubEventType::attack},
                    {.field = ClaimField::place, .value = Location{.name = "Here"}}};

    CHECK(sub_type_of(event) == SubEventType::air_drone_strike);
    CHECK(location_of(event)->name == "Here");
    CHECK(first_claim(event, ClaimField::injured) == nullptr);
    CHECK(sub_type_of(Event{}) == SubEventType::other);
    CHECK_FALSE(interval_of(event).is_known());
    CHECK(value_for_people(event.claims[0]) == "40+");
    CHECK(value_for_people(event.claims[1]) == "Air/drone strike");
}

TEST_CASE("flows are picked by whether they may touch the window", "[engine][flow]")
{
    const Day june = parse_day("2019-06-01").value(), july = parse_day("2019-07-01").value();
    std::vector<Flow> flows(3);
    flows[0].interval = Interval::since(june);
    flows[1].interval = Interval::on(june);
    const auto found = between(flows, july, std::nullopt);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == &flows[0]);
    CHECK(found[1] == &flows[2]);
}
