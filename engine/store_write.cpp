// The ledger into the store's tables.
#include "engine/geometry_blob.hpp"
#include "engine/store_parts.hpp"

#include <map>
#include <tuple>

namespace sitmap::store {

namespace {

std::string_view unit_name(const Quantity& quantity)
{
    return quantity.unit() == Quantity::Unit::households ? "households" : "people";
}

void put_blob(Statement& row, const Geometry& geometry)
{
    if (const auto blob = geometry_blob(geometry))
        row.put_blob(*blob);
    else
        row.null();
}

void put_day(Statement& row, std::optional<Day> day)
{
    if (day)
        row.put(std::string_view{format_day(*day)});
    else
        row.null();
}

void put_interval(Statement& row, const Interval& interval)
{
    put_day(row, interval.first());
    put_day(row, interval.last());
    row.put(name_of(interval.precision()));
}

void put_quantity(Statement& row, const std::optional<Quantity>& quantity)
{
    if (!quantity) {
        row.null().null().null().null();
        return;
    }
    row.put(quantity->low()).put(quantity->best()).put(quantity->high()).put(unit_name(*quantity));
}

void put_text(Statement& row, const std::string& text)
{
    row.put(std::string_view{text});
}

void put_evidence(Statement& row, const Evidence& evidence)
{
    put_text(row, evidence.document);
    row.put(static_cast<std::int64_t>(evidence.begin)).put(static_cast<std::int64_t>(evidence.end));
    put_text(row, evidence.quotation);
}

std::string placeholders(int count)
{
    std::string text = "(?";
    for (int i = 1; i < count; ++i)
        text += ",?";
    return text + ")";
}

/// Writes each location once, however many claims name it.
class Places {
public:
    explicit Places(Database& database)
        : insert_{database, "INSERT INTO sitmap_places VALUES " + placeholders(11)}
    {}

    std::int64_t fid_of(const Location& location)
    {
        const auto shape = geometry_blob(location.shape);
        const Key key{location.name,      location.toponym,   location.place_id, location.point.lon,
                      location.point.lat, location.precision, location.radius_m, shape.value_or(""),
                      location.country,   location.admin1};
        const auto [place, is_new] = fids_.try_emplace(key, static_cast<std::int64_t>(fids_.size()) + 1);
        if (is_new)
            write(place->second, location);
        return place->second;
    }

private:
    using Key = std::tuple<std::string, std::string, std::string, double, double, PlacePrecision, double,
                           std::string, std::string, std::string>;

    void write(std::int64_t fid, const Location& location)
    {
        insert_.put(fid);
        put_text(insert_, location.name);
        put_text(insert_, location.toponym);
        put_text(insert_, location.place_id);
        insert_.put(location.point.lon)
            .put(location.point.lat)
            .put(name_of(location.precision))
            .put(location.radius_m);
        put_blob(insert_, location.shape);
        put_text(insert_, location.country);
        put_text(insert_, location.admin1);
        insert_.run();
    }

    std::map<Key, std::int64_t> fids_;
    Statement insert_;
};

/// Fills the columns of a claim's value: sub_event_type, place, three of time, four of quantity, party.
struct ValueColumns {
    Statement& row;
    Places& places;

    void operator()(SubEventType sub_type) const { fill(name_of(sub_type), nullptr, nullptr, {}, nullptr); }
    void operator()(const Location& location) const { fill({}, &location, nullptr, {}, nullptr); }
    void operator()(const Interval& interval) const { fill({}, nullptr, &interval, {}, nullptr); }
    void operator()(const Quantity& quantity) const { fill({}, nullptr, nullptr, quantity, nullptr); }
    void operator()(const ActorName& party) const { fill({}, nullptr, nullptr, {}, &party); }

private:
    void fill(std::string_view sub_type, const Location* location, const Interval* interval,
              const std::optional<Quantity>& quantity, const ActorName* party) const
    {
        sub_type.empty() ? row.null() : row.put(sub_type);
        location ? row.put(places.fid_of(*location)) : row.null();
        if (interval)
            put_interval(row, *interval);
        else
            row.null().null().null();
        put_quantity(row, quantity);
        party ? row.put(std::string_view{*party}) : row.null();
    }
};

void write_sources(Database& database, const std::vector<Document>& documents)
{
    Statement row{database, "INSERT INTO sources VALUES " + placeholders(10)};
    std::int64_t fid = 0;
    for (const Document& document : documents) {
        row.put(++fid);
        for (const std::string* text : {&document.id, &document.title, &document.outlet, &document.location})
            put_text(row, *text);
        put_day(row, document.published);
        for (const std::string* text :
             {&document.licence, &document.language, &document.kind, &document.text})
            put_text(row, *text);
        row.run();
    }
}

void write_events(Database& database, const Ledger& ledger, Places& places)
{
    Statement row{database, "INSERT INTO events VALUES " + placeholders(6)};
    Statement claim_row{database, "INSERT INTO claims VALUES " + placeholders(24)};
    std::int64_t claim_fid = 0;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        const Event& event = ledger.events[i];
        const auto fid = static_cast<std::int64_t>(i) + 1;
        row.put(fid);
        put_text(row, event.id);
        put_text(row, event.document);
        row.put(ledger.incident_of[i]);
        put_text(row, event.title);
        row.put_bool(event.primary).run();
        for (const Claim& claim : event.claims) {
            claim_row.put(++claim_fid).put(fid).put(ledger.incident_of[i]).put(name_of(claim.field));
            put_text(claim_row, value_for_people(claim));
            put_text(claim_row, claim.speaker);
            claim_row.put(name_of(claim.stance)).put_bool(claim.hedged);
            put_day(claim_row, claim.said_on);
            put_evidence(claim_row, claim.evidence);
            put_text(claim_row, claim.note);
            std::visit(ValueColumns{claim_row, places}, claim.value);
            claim_row.run();
        }
    }
}

void put_place(Statement& row, const std::optional<Location>& location, Places& places)
{
    location ? row.put(places.fid_of(*location)) : row.null();
}

void write_flows(Database& database, const std::vector<Flow>& flows, Places& places)
{
    Statement row{database, "INSERT INTO sitmap_flows VALUES " + placeholders(19)};
    std::int64_t fid = 0;
    for (const Flow& flow : flows) {
        row.put(++fid);
        put_text(row, flow.id);
        put_text(row, flow.document);
        put_text(row, flow.title);
        put_place(row, flow.origin, places);
        put_place(row, flow.destination, places);
        put_text(row, flow.route);
        put_quantity(row, flow.people);
        put_interval(row, flow.interval);
        put_text(row, flow.speaker);
        put_evidence(row, flow.evidence);
        row.run();
    }
}

void write_stocks(Database& database, const std::vector<Stock>& stocks, Places& places)
{
    Statement row{database, "INSERT INTO sitmap_stocks VALUES " + placeholders(17)};
    std::int64_t fid = 0;
    for (const Stock& stock : stocks) {
        row.put(++fid);
        put_text(row, stock.id);
        put_text(row, stock.document);
        row.put(name_of(stock.kind)).put(places.fid_of(stock.location));
        put_quantity(row, stock.people);
        put_interval(row, stock.interval);
        put_text(row, stock.speaker);
        put_evidence(row, stock.evidence);
        row.run();
    }
}

void write_routes(Database& database, const std::vector<Route>& routes)
{
    Statement row{database, "INSERT INTO sitmap_routes VALUES " + placeholders(8)};
    Statement sentence{database,
                       "INSERT INTO sitmap_route_sentences (route, document, begin, end, quotation) VALUES " +
                           placeholders(5)};
    std::int64_t fid = 0;
    for (const Route& route : routes) {
        row.put(++fid);
        put_text(row, route.id);
        put_text(row, route.name);
        put_blob(row, route.line);
        put_interval(row, route.interval);
        row.put_bool(route.schematic).run();
        for (const Evidence& evidence : route.evidence) {
            sentence.put(fid);
            put_evidence(sentence, evidence);
            sentence.run();
        }
    }
}

void write_control_areas(Database& database, const std::vector<ControlArea>& areas)
{
    Statement row{database, "INSERT INTO sitmap_control_areas VALUES " + placeholders(11)};
    std::int64_t fid = 0;
    for (const ControlArea& area : areas) {
        row.put(++fid);
        put_text(row, area.id);
        put_text(row, area.document);
        put_text(row, area.party);
        row.put(name_of(area.kind));
        put_blob(row, area.area);
        put_interval(row, area.interval);
        row.put_bool(area.illustrative);
        put_text(row, area.attacker);
        row.run();
    }
}

} // namespace

void write_ledger(Database& database, const Ledger& ledger)
{
    for (const char* table :
         {"claims", "events", "sources", "sitmap_flows", "sitmap_stocks", "sitmap_route_sentences",
          "sitmap_routes", "sitmap_control_areas", "sitmap_places"})
        database.run(std::string{"DELETE FROM "} + table);
    Places places{database};
    write_sources(database, ledger.documents);
    write_events(database, ledger, places);
    write_flows(database, ledger.flows, places);
    write_stocks(database, ledger.stocks, places);
    write_routes(database, ledger.routes);
    write_control_areas(database, ledger.control_areas);
    Statement meta{database, "UPDATE sitmap_meta SET value = ? WHERE key = 'last_incident'"};
    meta.put(ledger.last_incident).run();
}

} // namespace sitmap::store
