#include "importers/article/reader.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace sitmap {

namespace {

const ReaderTables& tables()
{
    static const ReaderTables loaded = ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

std::string contents_of(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Intake read(const std::string& text, std::string_view published)
{
    ArticleOptions options;
    options.published = parse_day(published);
    return read_events(read_article(text, "article.txt", options), tables());
}

Intake read_file(const std::string& name, std::string_view published)
{
    return read(contents_of(std::filesystem::path{SITMAP_TEST_DATA} / "importers" / "articles" / name),
                published);
}

const Event* event_of(const Intake& intake, SubEventType sub_type, bool primary = true)
{
    const auto found = std::find_if(intake.events.begin(), intake.events.end(), [&](const Event& event) {
        return sub_type_of(event) == sub_type && event.primary == primary;
    });
    return found == intake.events.end() ? nullptr : &*found;
}

/// The claims on a field by a speaker.
std::vector<const Claim*> said(const Event& event, ClaimField field, const std::string& speaker)
{
    std::vector<const Claim*> found;
    for (const Claim& claim : event.claims)
        if (claim.field == field && claim.speaker == speaker)
            found.push_back(&claim);
    return found;
}

std::string code_points(const std::string& text, std::uint64_t begin, std::uint64_t end)
{
    std::string part;
    std::uint64_t at = 0;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        at += continues ? 0 : 1;
        if (at > begin && at <= end)
            part += c;
    }
    return part;
}

std::vector<Evidence> all_evidence(const Intake& intake)
{
    std::vector<Evidence> all;
    for (const Event& event : intake.events)
        for (const Claim& claim : event.claims)
            all.push_back(claim.evidence);
    for (const Flow& flow : intake.flows)
        all.push_back(flow.evidence);
    for (const Stock& stock : intake.stocks)
        all.push_back(stock.evidence);
    for (const Route& route : intake.routes)
        all.insert(all.end(), route.evidence.begin(), route.evidence.end());
    return all;
}

} // namespace

TEST_CASE("a strike is read with its toll, speakers and sentences", "[importers][events]")
{
    const Intake intake = read_file("market_strike.txt", "2019-05-07");
    const Event* strike = event_of(intake, SubEventType::air_drone_strike);
    REQUIRE(strike);
    const std::string official = "an official of the Houthi health ministry";

    CHECK(interval_of(*strike) == Interval::on(*parse_day("2019-05-07")));
    REQUIRE(location_of(*strike));
    CHECK(location_of(*strike)->country == "YEM");
    CHECK(location_of(*strike)->toponym == "Saada");
    const auto killed = said(*strike, ClaimField::killed, official);
    REQUIRE(killed.size() == 1);
    CHECK(std::get<Quantity>(killed[0]->value) == Quantity::at_least(12));
    CHECK(killed[0]->note == "expected to rise");
    CHECK(killed[0]->said_on == parse_day("2019-05-07"));
    CHECK(killed[0]->evidence.quotation.starts_with("An air strike that hit a crowded market in Saada"));
    const auto injured = said(*strike, ClaimField::injured, official);
    REQUIRE(injured.size() == 1);
    CHECK(std::get<Quantity>(injured[0]->value) == Quantity::exactly(35));
    CHECK(injured[0]->evidence == killed[0]->evidence);
}

TEST_CASE("accusation, denial, counter-accusation and missing confirmation are kept apart",
          "[importers][events]")
{
    const Intake intake = read_file("market_strike.txt", "2019-05-07");
    const Event* strike = event_of(intake, SubEventType::air_drone_strike);
    REQUIRE(strike);

    const auto accused = said(*strike, ClaimField::perpetrator, "Houthis");
    REQUIRE(accused.size() == 1);
    CHECK(std::get<ActorName>(accused[0]->value) == "Saudi-led coalition");
    CHECK(accused[0]->stance == Stance::asserts);
    const auto answers = said(*strike, ClaimField::perpetrator, "coalition");
    REQUIRE(answers.size() == 2);
    CHECK(std::get<ActorName>(answers[0]->value) == "Houthis");
    CHECK(answers[0]->stance == Stance::asserts);
    CHECK(std::get<ActorName>(answers[1]->value) == "Saudi-led coalition");
    CHECK(answers[1]->stance == Stance::denies);
    CHECK(answers[1]->evidence.quotation.starts_with("The coalition has denied responsibility"));
    CHECK(std::any_of(strike->claims.begin(), strike->claims.end(), [](const Claim& claim) {
        return claim.field == ClaimField::perpetrator && claim.stance == Stance::leaves_open;
    }));
}

TEST_CASE("an earlier hit is an event of its own, before the day of the strike", "[importers][events]")
{
    const Intake intake = read_file("market_strike.txt", "2019-05-07");
    const Event* earlier = event_of(intake, SubEventType::air_drone_strike, false);
    REQUIRE(earlier);

    CHECK(interval_of(*earlier) == Interval::before(*parse_day("2019-05-06")));
    CHECK(first_claim(*earlier, ClaimField::time)->speaker == "UN human rights office");
    CHECK_FALSE(first_claim(*earlier, ClaimField::killed));
}

TEST_CASE("people displaced and held are flows and stocks, and nobody's toll", "[importers][events]")
{
    const Intake intake = read_file("market_strike.txt", "2019-05-07");

    const Event* offensive = event_of(intake, SubEventType::armed_clash, false);
    REQUIRE(offensive);
    CHECK(interval_of(*offensive) == Interval::since(*parse_day("2019-03-03")));
    CHECK(offensive->title == "Offensive on Hodeidah");
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows[0].people == Quantity::at_least(40000));
    CHECK(intake.flows[0].interval == Interval::since(*parse_day("2019-03-03")));
    CHECK(intake.flows[0].speaker == "Norwegian Refugee Council");
    CHECK_FALSE(intake.flows[0].destination);
    REQUIRE(intake.stocks.size() == 1);
    CHECK(intake.stocks[0].kind == Stock::Kind::held);
    CHECK(intake.stocks[0].people == Quantity::exactly(900));
    CHECK(intake.stocks[0].speaker == "International Committee of the Red Cross");
    for (const Event& event : intake.events)
        for (const Claim& claim : event.claims)
            if (const auto* quantity = std::get_if<Quantity>(&claim.value))
                CHECK(quantity->size_by() < 900);
}

TEST_CASE("no event stands where somebody only spoke", "[importers][events]")
{
    const Intake intake = read_file("market_strike.txt", "2019-05-07");

    for (const Event& event : intake.events) {
        REQUIRE(location_of(event));
        CHECK(location_of(event)->country == "YEM");
    }
}

TEST_CASE("without a publication date a weekday stays unknown and the reader says so", "[importers][events]")
{
    const Intake intake = read_file("market_strike.txt", "");
    const Event* strike = event_of(intake, SubEventType::air_drone_strike);
    REQUIRE(strike);

    CHECK_FALSE(interval_of(*strike).is_known());
    CHECK(std::any_of(intake.issues.begin(), intake.issues.end(), [](const Issue& issue) {
        return issue.what.find("early Tuesday") != std::string::npos;
    }));
}

TEST_CASE("words of war about budgets and elections are no events", "[importers][events]")
{
    CHECK(read_file("election_battle.txt", "2019-03-12").events.empty());
}

TEST_CASE("evidence is the words of its span, for every value", "[importers][events]")
{
    const auto name = GENERATE(as<std::string>{}, "market_strike.txt", "election_battle.txt");
    const Intake intake = read_file(name, "2019-05-07");

    for (const Evidence& evidence : all_evidence(intake)) {
        CHECK(evidence.document == intake.document.id);
        CHECK(code_points(intake.document.text, evidence.begin, evidence.end) == evidence.quotation);
    }
}

TEST_CASE("reading an article twice gives the same records", "[importers][events]")
{
    const Intake once = read_file("market_strike.txt", "2019-05-07");
    const Intake again = read_file("market_strike.txt", "2019-05-07");

    CHECK(once.events == again.events);
    CHECK(once.flows == again.flows);
    CHECK(once.stocks == again.stocks);
    std::set<std::string> ids;
    for (const Event& event : once.events) {
        CHECK(event.id.starts_with(once.document.id.substr(0, 16) + "#"));
        CHECK(ids.insert(event.id).second);
    }
}

TEST_CASE("a long text of nothing but alarms ends, and soon", "[importers][events]")
{
    std::string text = "Headline\n\n";
    for (int i = 0; i < 4000; ++i)
        text += "An air strike on Friday killed 3 people in Aleppo, the army said. ";

    const Intake intake = read(text, "2020-01-05");

    CHECK(intake.events.size() <= 200);
    CHECK_FALSE(intake.events.empty());
}

TEST_CASE("a sentence without an end is read in time and bounds its records", "[importers][events]")
{
    std::string text = "Headline\n\nIn Aleppo on Friday an air strike";
    for (int i = 0; i < 3000; ++i)
        text += " killed 3 people and";

    const Intake intake = read(text, "2020-01-05");

    for (const Event& event : intake.events)
        CHECK(event.claims.size() < 500);
}

TEST_CASE("the missing of a short report of a wreck are not abducted")
{
    const Intake intake =
        read("Dozens missing after boat sinks off Karpathos\n\n"
             "ATHENS (Agency) - Up to 50 migrants were missing on Wednesday after the boat in "
             "which they were sailing from Antalya to Italy went down off the Greek island of "
             "Karpathos, the coast guard said.\n",
             "2022-08-11");
    REQUIRE(intake.events.size() == 1);
    CHECK(sub_type_of(intake.events.front()) == SubEventType::shipwreck);
}

TEST_CASE("the Somali capital is Mogadishu, no town of Ethiopia's Somali Region")
{
    const Intake intake =
        read("Blast at hotel kills 12\n\nA car bomb killed 12 people outside a hotel in the "
             "Somali capital on Friday, police said.\n",
             "2021-03-06");
    REQUIRE(intake.events.size() == 1);
    const auto& claims = intake.events.front().claims;
    const auto place = std::find_if(claims.begin(), claims.end(),
                                    [](const Claim& claim) { return claim.field == ClaimField::place; });
    REQUIRE(place != claims.end());
    CHECK(std::get<Location>(place->value).name == "Mogadishu");
}

} // namespace sitmap
