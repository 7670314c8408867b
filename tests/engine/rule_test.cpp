#include "engine/rule.hpp"

#include "tests/engine/samples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace sitmap;
using namespace sitmap::test;

namespace {

Claim killed(Quantity quantity, std::string speaker, std::optional<Day> said_on = std::nullopt,
             Stance stance = Stance::asserts)
{
    return claim("d", ClaimField::killed, quantity, std::move(speaker), stance, said_on);
}

Claim did_it(std::string accused, std::string speaker, Stance stance = Stance::asserts, bool hedged = false)
{
    Claim made = claim("d", ClaimField::perpetrator, std::move(accused), std::move(speaker), stance);
    made.hedged = hedged;
    return made;
}

std::vector<const Claim*> pointers(const std::vector<Claim>& claims)
{
    std::vector<const Claim*> found;
    for (const Claim& made : claims)
        found.push_back(&made);
    return found;
}

std::optional<Quantity> combined(const std::vector<Claim>& claims, Rule rule = Rule::range)
{
    return combine(pointers(claims), rule);
}

Attribution attributed(const std::vector<Claim>& claims)
{
    return attribution_of(pointers(claims));
}

Quantity quantity(std::optional<Quantity::Count> low, std::optional<Quantity::Count> best,
                  std::optional<Quantity::Count> high)
{
    return Quantity::of(low, best, high).value();
}

} // namespace

TEST_CASE("a lone figure stays as it was said", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::at_least(40), "A")}) == Quantity::at_least(40));
    CHECK(combined({killed(Quantity::exactly(18), "A")}) == Quantity::exactly(18));
    CHECK(combined({killed(Quantity::up_to(150), "A")}) == Quantity::up_to(150));
    CHECK(combined({killed(Quantity::several(24), "A")}) == Quantity::several(24));
    CHECK_FALSE(combined({}));
}

TEST_CASE("a figure without bounds, as ACLED gives it, is not taken for at least that many", "[engine][rule]")
{
    const Quantity plain = quantity(std::nullopt, 40, std::nullopt);
    CHECK(combined({killed(plain, "ACLED")}) == plain);
    CHECK(combined({killed(plain, "ACLED")}, Rule::conservative) == plain);
    CHECK(combined({killed(plain, "ACLED")}, Rule::ucdp) == Quantity::exactly(40));
    CHECK(combined({killed(plain, "ACLED"), killed(plain, "B")}) == plain);
    CHECK(combined({killed(plain, "ACLED"), killed(Quantity::exactly(37), "B")}) ==
          quantity(37, std::nullopt, 40));
    CHECK(combined({killed(plain, "ACLED"), killed(Quantity::at_least(30), "B")}) ==
          quantity(30, std::nullopt, 40));
    // "At least 40" leaves the top open all the same.
    CHECK(combined({killed(plain, "ACLED"), killed(Quantity::at_least(40), "B")}) == Quantity::at_least(40));
}

TEST_CASE("two sources that differ give a range without a best figure", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::exactly(23), "A"), killed(Quantity::exactly(27), "B")}) ==
          quantity(23, std::nullopt, 27));
}

TEST_CASE("a newer figure of another source is the best one", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::exactly(23), "A", day("2019-07-03")),
                    killed(Quantity::exactly(27), "B", day("2019-07-04"))}) == quantity(23, 27, 27));
}

TEST_CASE("the figure that the document gives in its own voice is the best one", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::exactly(16), ""), killed(Quantity::exactly(14), "the police")}) ==
          quantity(14, 16, 16));
}

TEST_CASE("a bound in the document's own voice yields to the one number that it has room for",
          "[engine][rule]")
{
    const Claim bound = killed(Quantity::at_least(200), ""); // "death toll passes 200"
    CHECK(combined({bound, killed(Quantity::exactly(250), "the ministry")}) == quantity(200, 250, 250));
    CHECK(combined({bound, killed(Quantity::exactly(900), "the ministry")}) == quantity(200, 200, 900));
    CHECK(combined({bound, killed(Quantity::exactly(210), "A"), killed(Quantity::exactly(250), "B")}) ==
          quantity(200, 200, 250));
}

TEST_CASE("a speaker's later figure takes the place of the earlier ones", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::exactly(33), "the governor", day("2020-02-28")),
                    killed(Quantity::exactly(9), "The Governor", day("2020-02-27")),
                    killed(Quantity::exactly(22), "the governor", day("2020-02-27"))}) ==
          Quantity::exactly(33));
    CHECK(combined({killed(Quantity::exactly(9), "A", day("2020-02-27")),
                    killed(Quantity::exactly(7), "A", day("2020-02-28"))}) == Quantity::exactly(7));
}

TEST_CASE("a toll that another document raises on a later day is outdated", "[engine][rule]")
{
    const auto by = [](const char* document, Quantity toll, const char* said_on) {
        return claim(document, ClaimField::killed, toll, "", Stance::asserts, day(said_on));
    };
    const Claim first = by("a", Quantity::at_least(5), "2020-02-27"),
                second = by("b", Quantity::exactly(9), "2020-02-28"),
                third = by("c", Quantity::exactly(14), "2020-02-29");
    CHECK(combined({first, second, third}) == Quantity::exactly(14));
    CHECK(combined({third, first, second}) == Quantity::exactly(14));
    CHECK(combined({first, second}) == Quantity::exactly(9));
    // On one day they are two sources, and a lower one is no later toll.
    CHECK(combined({by("a", Quantity::exactly(9), "2020-02-27"),
                    by("b", Quantity::exactly(14), "2020-02-27")}) == quantity(9, std::nullopt, 14));
    CHECK(combined({by("a", Quantity::exactly(14), "2020-02-27"),
                    by("b", Quantity::exactly(9), "2020-02-28")}) == quantity(9, 9, 14));
}

TEST_CASE("an open figure stays open unless somebody says more", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::at_least(40), "A"), killed(Quantity::exactly(40), "B")}) ==
          Quantity::at_least(40));
    CHECK(combined({killed(Quantity::at_least(40), "A"), killed(Quantity::exactly(53), "B")}) ==
          quantity(40, std::nullopt, 53));
    CHECK(combined({killed(Quantity::exactly(1), "navy"), killed(Quantity::up_to(150), "UN")}) ==
          quantity(1, std::nullopt, 150));
}

TEST_CASE("dozens add nothing to a number that is not smaller", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::several(24), ""), killed(Quantity::at_least(40), "A")}) ==
          Quantity::at_least(40));
    CHECK(combined({killed(Quantity::several(200), ""), killed(Quantity::exactly(40), "A")}) ==
          quantity(40, std::nullopt, std::nullopt));
}

TEST_CASE("denied, doubted and retracted figures do not count", "[engine][rule]")
{
    CHECK_FALSE(combined({killed(Quantity::exactly(40), "A", std::nullopt, Stance::denies)}));
    CHECK_FALSE(combined({killed(Quantity::exactly(40), "A", std::nullopt, Stance::leaves_open)}));
    CHECK(combined({killed(Quantity::exactly(40), "A"), killed(Quantity::exactly(12), "B"),
                    killed(Quantity::exactly(40), "A", std::nullopt, Stance::retracts)}) ==
          Quantity::exactly(12));
}

TEST_CASE("a figure passed on is no second source", "[engine][rule]")
{
    const auto first = killed(Quantity::exactly(9), "ministry", day("2020-02-27"));
    const auto passed_on = killed(Quantity::exactly(9), "agency", day("2020-02-27"), Stance::relays);
    const auto corrected = killed(Quantity::exactly(33), "ministry", day("2020-02-28"));

    CHECK(combined({first, passed_on, corrected}) == Quantity::exactly(33));
    CHECK(combined({passed_on}) == Quantity::exactly(9));
}

TEST_CASE("people and households are not mixed", "[engine][rule]")
{
    const auto families = Quantity::of(100, 100, 100, Quantity::Unit::households).value();
    CHECK(combined({killed(families, "A"), killed(Quantity::exactly(600), "B")}) == Quantity::exactly(600));
    CHECK(combined({killed(families, "A")}) == families);
}

TEST_CASE("the conservative rule takes the lowest figure, as ACLED does", "[engine][rule]")
{
    const std::vector<Claim> claims{killed(Quantity::exactly(37), "army"),
                                    killed(Quantity::exactly(187), "aid worker")};
    CHECK(combined(claims, Rule::conservative) == Quantity::exactly(37));
    CHECK(combined({killed(Quantity::at_least(40), "A")}, Rule::conservative) == Quantity::at_least(40));
    CHECK(combined({killed(Quantity::up_to(150), "A")}, Rule::conservative) == Quantity::up_to(150));
}

TEST_CASE("the UCDP rule always gives best, low and high", "[engine][rule]")
{
    CHECK(combined({killed(Quantity::exactly(37), "army"), killed(Quantity::exactly(187), "aid worker")},
                   Rule::ucdp) == quantity(37, 37, 187));
    CHECK(combined({killed(Quantity::at_least(40), "A")}, Rule::ucdp) == Quantity::exactly(40));
    CHECK(combined({killed(Quantity::up_to(150), "A")}, Rule::ucdp) == quantity(0, 0, 150));
}

TEST_CASE("whatever is said, each rule gives a quantity in order, whatever the order of the claims",
          "[engine][rule]")
{
    std::mt19937 random{11};
    std::uniform_int_distribution<int> number{0, 60}, form{0, 4}, speaker{0, 3}, offset{0, 2}, size{1, 6};
    for (int round = 0; round < 500; ++round) {
        std::vector<Claim> claims;
        for (int i = size(random); i > 0; --i) {
            const int n = number(random);
            const std::array forms{Quantity::exactly(n), Quantity::at_least(n), Quantity::up_to(n),
                                   Quantity::several(n), quantity(n, std::nullopt, n + 5)};
            const std::array<std::string, 4> speakers{"A", "B", "C", ""};
            claims.push_back(killed(forms[static_cast<std::size_t>(form(random))],
                                    speakers[static_cast<std::size_t>(speaker(random))],
                                    day("2020-01-01") + std::chrono::days{offset(random)}));
        }
        for (const Rule rule : {Rule::range, Rule::conservative, Rule::ucdp}) {
            const auto once = combined(claims, rule);
            REQUIRE(once);
            std::shuffle(claims.begin(), claims.end(), random);
            CHECK(combined(claims, rule) == once);
        }
    }
}

TEST_CASE("who did it follows from who says so", "[engine][rule]")
{
    CHECK(attributed({}) == Attribution::unattributed);
    CHECK(attributed({did_it("X", "Y", Stance::leaves_open)}) == Attribution::unattributed);
    CHECK(attributed({did_it("X", "", Stance::asserts, true)}) == Attribution::suspected);
    CHECK(attributed({did_it("X", "Y")}) == Attribution::attributed);
    CHECK(attributed({did_it("X", "X")}) == Attribution::claimed);
    CHECK(attributed({did_it("X", "X"), did_it("X", "Y")}) == Attribution::claimed);
}

TEST_CASE("an attribution is disputed when the accused denies or the parties accuse each other",
          "[engine][rule]")
{
    CHECK(attributed({did_it("Libyan National Army", "GNA"), did_it("LNA", "LNA", Stance::denies)}) ==
          Attribution::disputed);
    CHECK(attributed({did_it("LNA", "GNA"), did_it("Tripoli militias", "LNA")}) == Attribution::disputed);
    CHECK(attributed({did_it("A", "B", Stance::asserts, true), did_it("B", "A", Stance::asserts, true)}) ==
          Attribution::disputed);
    CHECK(attributed({did_it("A", "B", Stance::asserts, true), did_it("C", "D", Stance::asserts, true)}) ==
          Attribution::suspected);
}

TEST_CASE("a third that denies a part disputes nothing where a party says that it did it", "[engine][rule]")
{
    CHECK(attributed({did_it("X", "X"), did_it("Y", "Y", Stance::denies)}) == Attribution::claimed);
    CHECK(attributed({did_it("X", "X"), did_it("X", "Y", Stance::denies)}) == Attribution::disputed);
    CHECK(attributed({did_it("X", "X"), did_it("Y", "Z"), did_it("Y", "Y", Stance::denies)}) ==
          Attribution::disputed);
}

TEST_CASE("a deed that a party owns to is claimed, whomever others accuse", "[engine][rule]")
{
    CHECK(attributed({did_it("X", "X"), did_it("Y", "Z")}) == Attribution::claimed);
    CHECK(attributed({did_it("X", "X"), did_it("Y", "")}) == Attribution::claimed);
}

TEST_CASE("two parties named together by one speaker are no dispute", "[engine][rule]")
{
    CHECK(attributed({did_it("Army", "residents"), did_it("Air force", "residents")}) ==
          Attribution::attributed);
    CHECK(attributed({did_it("Army", "residents"), did_it("Air force", "residents"), did_it("Army", "UN")}) ==
          Attribution::attributed);
}

TEST_CASE("an accusation taken back no longer counts", "[engine][rule]")
{
    CHECK(attributed({did_it("X", "Y"), did_it("X", "Y", Stance::retracts)}) == Attribution::unattributed);
}

TEST_CASE("an incident takes the most precise place and day that its claims agree on", "[engine][rule]")
{
    Location province = town("Province", 13, 32, 120'000);
    province.precision = PlacePrecision::province;
    const std::vector<Event> events{
        event("a", {.location = province, .interval = Interval::month(std::chrono::year{2019} / 7)}),
        event("b", {.location = town("Town", 13.3, 32.8)})};
    const std::vector<std::uint32_t> members{0, 1};

    const auto incident = compute_incident(events, members, Rule::range, std::nullopt);

    REQUIRE(incident);
    CHECK(incident->location->name == "Town");
    CHECK(incident->interval == Interval::on(day("2019-07-03")));
    CHECK(incident->documents == 2);
    CHECK(incident->claims.size() == 6);
}

TEST_CASE("vague times narrow each other", "[engine][rule]")
{
    const std::vector<Event> events{
        event("a", {.interval = Interval::month(std::chrono::year{2019} / 7)}),
        event("b",
              {.interval = Interval::within(day("2019-06-27"), day("2019-07-10"), TimePrecision::month)}),
        event("c", {.interval = Interval::before(day("2019-07-05"))})};
    const std::vector<std::uint32_t> members{0, 1, 2};

    const auto incident = compute_incident(events, members, Rule::range, std::nullopt);

    REQUIRE(incident);
    CHECK(incident->interval == Interval::between(day("2019-07-01"), day("2019-07-10")));
}

TEST_CASE("what was said after the day of knowledge does not count", "[engine][rule]")
{
    Event told = event("a");
    for (Claim& made : told.claims)
        made.said_on = day("2019-07-03");
    told.claims.push_back(killed(Quantity::at_least(40), "A", day("2019-07-03")));
    told.claims.push_back(killed(Quantity::exactly(53), "A", day("2019-07-05")));
    const std::vector<Event> events{told};
    const std::vector<std::uint32_t> members{0};

    CHECK(compute_incident(events, members, Rule::range, day("2019-07-04"))->killed ==
          Quantity::at_least(40));
    CHECK(compute_incident(events, members, Rule::range, day("2019-07-05"))->killed == Quantity::exactly(53));
    CHECK_FALSE(compute_incident(events, members, Rule::range, day("2019-07-02")));
}

TEST_CASE("an incident known from who is quoted is of the kind that the report gives", "[engine][rule]")
{
    std::vector<Event> events{with(event("d"), killed(Quantity::exactly(37), "A", day("2019-07-02")))};
    for (Claim& made : events.front().claims)
        if (!made.said_on)
            made.said_on = day("2019-07-04");
    const std::vector<std::uint32_t> members{0};
    const auto incident = compute_incident(events, members, Rule::range, day("2019-07-02"));
    REQUIRE(incident);
    CHECK(incident->sub_type == SubEventType::air_drone_strike);
    CHECK(incident->killed == Quantity::exactly(37));
    CHECK_FALSE(incident->location);
    CHECK(incident->claims.size() == 1);
}

TEST_CASE("a party to a battle is named and not accused", "[engine][rule]")
{
    Claim first = did_it("A", "ACLED", Stance::relays), second = did_it("B", "ACLED", Stance::relays);
    CHECK(attributed({first, second}) == Attribution::attributed);
    first.note = second.note = party_to_it;
    CHECK(attributed({first, second}) == Attribution::unattributed);
    CHECK(attributed({first, second, did_it("A", "the mayor")}) == Attribution::attributed);
}

TEST_CASE("an incident lists the accused and those who accuse them once each", "[engine][rule]")
{
    Event told = event("a");
    told.claims.push_back(did_it("Libyan National Army", "Government of National Accord"));
    told.claims.push_back(did_it("Libyan National Army (LNA)", "GNA"));
    told.claims.push_back(did_it("LNA", "LNA", Stance::denies));
    told.claims.push_back(did_it("militias", "LNA"));
    told.claims.push_back(claim("a", ClaimField::victims, std::string{"migrants"}));
    const std::vector<Event> events{told};
    const std::vector<std::uint32_t> members{0};

    const auto incident = compute_incident(events, members, Rule::range, std::nullopt);

    REQUIRE(incident);
    CHECK(incident->accused == std::vector<std::string>{"Libyan National Army", "militias"});
    CHECK(incident->accusers == std::vector<std::string>{"Government of National Accord", "LNA"});
    CHECK(incident->victims == std::vector<std::string>{"migrants"});
    CHECK(incident->attribution == Attribution::disputed);
    CHECK_FALSE(incident->killed);
}
