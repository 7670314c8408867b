#include "small_map.hpp"

#include <chrono>
#include <cmath>
#include <string_view>

namespace sitmap::test {

namespace {

using std::chrono::days;

Day day_of(const char* text)
{
    return *parse_day(text);
}

Document report()
{
    Document document;
    document.title = "Dozens dead after strike on depot";
    document.outlet = "Coast Courier";
    document.published = day_of("2019-07-03");
    document.language = "en";
    document.kind = "article";
    document.text = "Rescue crews worked through the night. A health official in the capital put the dead at "
                    "no fewer than "
                    "40, most of them workers kept in the hall. The coastal council accuses the inland army, "
                    "which denies "
                    "that its aircraft were in the air. There was no independent confirmation.\n\n"
                    "Some 600 people are kept on the grounds, the relief agency says.";
    document.id = sha256(document.text);
    return document;
}

Document report_in_arabic()
{
    Document document;
    document.title = "غارة على المستودع";
    document.outlet = "جريدة الساحل";
    document.published = day_of("2019-07-05");
    document.language = "ar";
    document.kind = "article";
    document.text =
        "قالت وكالة الإغاثة إن الغارة على المستودع شرق العاصمة أصابت نحو مئتي شخص. ولم يصدر تأكيد مستقل.";
    document.id = sha256(document.text);
    return document;
}

/// Where a phrase stands in the text, in code points.
Evidence evidence_in(const Document& document, std::string_view phrase)
{
    const std::size_t at = document.text.find(phrase);
    const auto code_points = [](std::string_view text) {
        std::uint64_t n = 0;
        for (const char c : text)
            n += (static_cast<unsigned char>(c) & 0xc0) == 0x80 ? 0u : 1u;
        return n;
    };
    Evidence evidence;
    evidence.document = document.id;
    evidence.begin = code_points(std::string_view{document.text}.substr(0, at));
    evidence.end = evidence.begin + code_points(phrase);
    evidence.quotation = phrase;
    return evidence;
}

struct Said {
    ClaimField field;
    ClaimValue value;
    const char* speaker = "";
    Stance stance = Stance::asserts;
    const char* note = "";
};

Claim claim_of(const Document& document, std::string_view phrase, Said said)
{
    Claim claim;
    claim.field = said.field;
    claim.value = std::move(said.value);
    claim.speaker = said.speaker;
    claim.stance = said.stance;
    claim.note = said.note;
    claim.said_on = document.published;
    claim.evidence = evidence_in(document, phrase);
    return claim;
}

Location depot()
{
    Location location;
    location.name = "Sahra depot";
    location.toponym = "مستودع الصحراء";
    location.place_id = "test:depot";
    location.point = strike_place;
    location.precision = PlacePrecision::locality;
    location.radius_m = 5000;
    return location;
}

Intake strike()
{
    Intake intake;
    intake.document = report();
    const Document& d = intake.document;
    const char* const dead = "A health official in the capital put the dead at no fewer than 40,";
    const char* const who =
        "The coastal council accuses the inland army, which denies that its aircraft were in the air.";
    Event event;
    event.id = d.id.substr(0, 16) + "#1";
    event.document = d.id;
    event.title = "Air strike on the Sahra depot";
    event.claims = {
        claim_of(d, dead, {ClaimField::kind, SubEventType::air_drone_strike}),
        claim_of(d, dead, {ClaimField::place, depot()}),
        claim_of(d, "through the night", {ClaimField::time, Interval::on(day_of("2019-07-03"))}),
        claim_of(d, dead,
                 {ClaimField::killed, Quantity::at_least(40), "health official", Stance::asserts,
                  "expected to rise"}),
        claim_of(d, who, {ClaimField::perpetrator, ActorName{"inland army"}, "coastal council"}),
        claim_of(d, who, {ClaimField::perpetrator, ActorName{"inland army"}, "inland army", Stance::denies}),
        claim_of(d, dead, {ClaimField::victims, ActorName{"workers"}, "health official"}),
    };
    intake.events.push_back(std::move(event));

    Stock stock;
    stock.id = d.id.substr(0, 16) + "#stock";
    stock.document = d.id;
    stock.location = depot();
    stock.people = Quantity::exactly(600);
    stock.interval = Interval::on(day_of("2019-07-03"));
    stock.speaker = "relief agency";
    stock.evidence = evidence_in(d, "Some 600 people are kept on the grounds");
    intake.stocks.push_back(stock);
    return intake;
}

Intake strike_retold()
{
    Intake intake;
    intake.document = report_in_arabic();
    const Document& d = intake.document;
    const char* const hurt = "أصابت نحو مئتي شخص";
    Event event;
    event.id = d.id.substr(0, 16) + "#1";
    event.document = d.id;
    event.title = "Air strike on the Sahra depot";
    event.claims = {
        claim_of(d, hurt, {ClaimField::kind, SubEventType::air_drone_strike}),
        claim_of(d, hurt, {ClaimField::place, depot()}),
        claim_of(d, hurt, {ClaimField::time, Interval::on(day_of("2019-07-03"))}),
        claim_of(d, hurt, {ClaimField::injured, Quantity::exactly(200), "relief agency"}),
    };
    intake.events.push_back(std::move(event));
    return intake;
}

/// Forty happenings on a ring, three days apart, of every type; some hard to place or to date.
Intake lesser_events()
{
    Intake intake;
    Document& d = intake.document;
    d.title = "Coast event records";
    d.outlet = "Event records";
    d.published = day_of("2019-10-01");
    d.kind = "dataset";
    d.id = sha256("records");
    constexpr std::array kinds{SubEventType::armed_clash,
                               SubEventType::shelling_artillery_missile,
                               SubEventType::attack,
                               SubEventType::peaceful_protest,
                               SubEventType::mob_violence,
                               SubEventType::arrests,
                               SubEventType::forced_displacement,
                               SubEventType::armed_clash};
    for (int i = 0; i < 40; ++i) {
        const double angle = i * 2.39996, far = 0.05 + 0.008 * i;
        Location at;
        at.name = at.toponym = "Village " + std::to_string(i + 1);
        at.place_id = "test:" + std::to_string(i);
        at.point = {strike_place.lon - 0.1 + far * std::cos(angle),
                    strike_place.lat - 0.22 + far * 0.5 * std::sin(angle)};
        at.precision = i % 7 == 0   ? PlacePrecision::province
                       : i % 3 == 0 ? PlacePrecision::exact
                                    : PlacePrecision::near;
        at.radius_m = at.precision == PlacePrecision::exact ? 100 : 3000;
        const Day day = day_of("2019-04-05") + days{3 * i};
        Evidence row;
        row.document = d.id;
        row.begin = row.end = static_cast<std::uint64_t>(i + 1);
        row.quotation = "record " + std::to_string(i + 1);
        Event event;
        event.id = d.id.substr(0, 16) + "#" + std::to_string(i + 1);
        event.document = d.id;
        event.title = "Record " + std::to_string(i + 1);
        const auto add_claim = [&](ClaimField field, ClaimValue value) {
            Claim claim;
            claim.field = field;
            claim.value = std::move(value);
            claim.said_on = d.published;
            claim.evidence = row;
            event.claims.push_back(std::move(claim));
        };
        add_claim(ClaimField::kind, kinds[static_cast<std::size_t>(i) % kinds.size()]);
        add_claim(ClaimField::place, at);
        add_claim(ClaimField::time, i % 9 == 4 ? Interval::within(day, day + days{20}, TimePrecision::month)
                                               : Interval::on(day));
        if (i % 2 == 0)
            add_claim(ClaimField::killed, Quantity::exactly(i % 12));
        intake.events.push_back(std::move(event));
    }
    return intake;
}

Intake moves()
{
    Intake intake;
    Document& d = intake.document;
    d.title = "Movements";
    d.outlet = "Relief agency";
    d.published = day_of("2019-07-04");
    d.kind = "flows";
    d.text = "More than 105,000 people have left the south of the capital.";
    d.id = sha256(d.text);
    Flow flow;
    flow.id = d.id.substr(0, 16) + "#flow";
    flow.document = d.id;
    flow.title = "Displacement from the capital's south";
    flow.origin = depot();
    flow.origin->point = {13.18, 32.75};
    flow.people = Quantity::at_least(105'000);
    flow.interval = Interval::since(day_of("2019-04-04"));
    flow.speaker = "relief agency";
    flow.evidence = evidence_in(d, "More than 105,000 people");
    intake.flows.push_back(flow);

    ControlArea coast, inland;
    coast.id = "coast";
    coast.document = inland.document = d.id;
    coast.party = "coastal council";
    coast.area.polygons = {{{{12.4, 32.95},
                             {12.4, 32.5},
                             {13.0, 32.45},
                             {13.3, 32.68},
                             {14.2, 32.55},
                             {14.2, 32.95},
                             {12.4, 32.95}},
                            {}}};
    inland.id = "inland";
    inland.party = "inland army";
    inland.area.polygons = {{{{12.4, 32.5},
                              {12.4, 31.8},
                              {14.2, 31.8},
                              {14.2, 32.55},
                              {13.3, 32.68},
                              {13.0, 32.45},
                              {12.4, 32.5}},
                             {}}};
    coast.interval = inland.interval = Interval::since(day_of("2019-04-04"));
    coast.illustrative = inland.illustrative = true;
    intake.control_areas = {coast, inland};
    return intake;
}

} // namespace

const Basemap& small_basemap()
{
    static const Basemap basemap = [] {
        Basemap made;
        Ring shore{{11.0, 30.5}, {15.5, 30.5}, {15.5, 32.5}};
        for (int i = 0; i <= 200; ++i) {
            const double t = i / 200.0;
            shore.push_back({15.5 - 4.5 * t, 32.9 + 0.08 * std::sin(17 * t) + 0.02 * std::sin(90 * t) -
                                                 0.25 * std::abs(t - 0.5)});
        }
        shore.push_back({11.0, 30.5});
        made.world.land = made.shore.land = {Polygon{shore, {}}};
        made.world.coast = {LineString{{shore.begin() + 2, shore.end() - 1}}};
        made.shore.coast = made.world.coast;
        PlaceLabel capital{{13.18, 32.84}, "Qasba", "القصبة", 1, true, 1'100'000};
        PlaceLabel town{{13.63, 32.43}, "Tarsa", "", 3, false, 40'000};
        made.places = {capital, town};
        return made;
    }();
    return basemap;
}

Map small_map()
{
    Map map;
    map.basemap = &small_basemap();
    map.name = "coast.gpkg";
    for (const Intake& intake : {strike(), strike_retold(), lesser_events(), moves()})
        add(map.ledger, intake);
    return map;
}

ViewState small_view()
{
    ViewState view;
    view.centre = strike_place;
    view.metres_per_px = 120;
    return view;
}

} // namespace sitmap::test
