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

/// Writes each location of an import once, however many claims name it.
class Places {
public:
    explicit Places(Database& database)
        : next_{database.number("SELECT max(fid) FROM sitmap_places") + 1},
          insert_{database, "INSERT INTO sitmap_places VALUES " + placeholders(11)}
    {}

    std::int64_t fid_of(const Location& location)
    {
        const auto shape = geometry_blob(location.shape);
        const Key key{location.name,      location.toponym,   location.place_id, location.point.lon,
                      location.point.lat, location.precision, location.radius_m, shape.value_or(""),
                      location.country,   location.admin1};
        const auto [place, is_new] = fids_.try_emplace(key, next_);
        if (is_new)
            write(next_++, location);
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
    std::int64_t next_;
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

/// Adds the documents, or puts them where they stood.
void write_sources(Database& database, const std::vector<Document>& documents, const Change& change)
{
    Statement row{
        database,
        "INSERT INTO sources (document, title, outlet, location, published, licence, language, "
        "kind, text) VALUES " +
            placeholders(9) +
            " ON CONFLICT (document) DO UPDATE SET title = excluded.title, outlet = excluded.outlet, "
            "location = excluded.location, published = excluded.published, "
            "licence = excluded.licence, language = excluded.language, kind = excluded.kind, "
            "text = excluded.text"};
    for (const Document& document : documents) {
        if (!change.documents.contains(document.id))
            continue;
        for (const std::string* text : {&document.id, &document.title, &document.outlet, &document.location})
            put_text(row, *text);
        put_day(row, document.published);
        for (const std::string* text :
             {&document.licence, &document.language, &document.kind, &document.text})
            put_text(row, *text);
        row.run();
    }
}

void write_claims(Statement& row, const Event& event, std::int64_t event_fid, IncidentId incident,
                  Places& places)
{
    for (const Claim& claim : event.claims) {
        row.null().put(event_fid).put(incident).put(name_of(claim.field));
        put_text(row, value_for_people(claim));
        put_text(row, claim.speaker);
        row.put(name_of(claim.stance)).put_bool(claim.hedged);
        put_day(row, claim.said_on);
        put_evidence(row, claim.evidence);
        put_text(row, claim.note);
        std::visit(ValueColumns{row, places}, claim.value);
        row.run();
    }
}

void write_events(Database& database, const Ledger& ledger, const Change& change, Places& places)
{
    Statement row{database, "INSERT INTO events VALUES " + placeholders(6)};
    Statement claim_row{database, "INSERT INTO claims VALUES " + placeholders(24)};
    std::int64_t fid = database.number("SELECT max(fid) FROM events");
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        const Event& event = ledger.events[i];
        if (!change.documents.contains(event.document))
            continue;
        row.put(++fid);
        put_text(row, event.id);
        put_text(row, event.document);
        row.put(ledger.incident_of[i]);
        put_text(row, event.title);
        row.put_bool(event.primary).run();
        write_claims(claim_row, event, fid, ledger.incident_of[i], places);
    }
}

void put_place(Statement& row, const std::optional<Location>& location, Places& places)
{
    location ? row.put(places.fid_of(*location)) : row.null();
}

void write_flows(Database& database, const std::vector<Flow>& flows, const Change& change, Places& places)
{
    Statement row{database, "INSERT INTO sitmap_flows VALUES " + placeholders(19)};
    for (const Flow& flow : flows) {
        if (!change.documents.contains(flow.document))
            continue;
        row.null();
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

void write_stocks(Database& database, const std::vector<Stock>& stocks, const Change& change, Places& places)
{
    Statement row{database, "INSERT INTO sitmap_stocks VALUES " + placeholders(17)};
    for (const Stock& stock : stocks) {
        if (!change.documents.contains(stock.document))
            continue;
        row.null();
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

void write_control_areas(Database& database, const std::vector<ControlArea>& areas, const Change& change)
{
    Statement row{database, "INSERT INTO sitmap_control_areas VALUES " + placeholders(11)};
    for (const ControlArea& area : areas) {
        if (!change.documents.contains(area.document))
            continue;
        row.null();
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

/// Takes out the records of documents that were there before; what is told of them now comes last, as in the
/// ledger.
void take_out(Database& database, const Change& change)
{
    for (const char* sql :
         {"DELETE FROM claims WHERE event IN (SELECT fid FROM events WHERE document = ?)",
          "DELETE FROM events WHERE document = ?", "DELETE FROM sitmap_flows WHERE document = ?",
          "DELETE FROM sitmap_stocks WHERE document = ?",
          "DELETE FROM sitmap_control_areas WHERE document = ?"}) {
        Statement row{database, sql};
        for (const DocumentId& document : change.documents)
            row.put(std::string_view{document}).run();
    }
}

/// The analyst's notes that the ledger has no more, and the datasets of which it has no row any more: those
/// are kept beside the ledger too. Other documents stay.
void take_out_sources(Database& database, const Ledger& ledger, const Change& change)
{
    Statement row{database, "DELETE FROM sources WHERE document = ? AND kind IN ('note', 'dataset')"};
    for (const DocumentId& document : change.documents)
        if (ledger.document(document) == nullptr)
            row.put(std::string_view{document}).run();
}

void take_out_unused_places(Database& database)
{
    database.run(
        "DELETE FROM sitmap_places WHERE fid NOT IN (SELECT place FROM claims WHERE place IS NOT NULL "
        "UNION SELECT origin FROM sitmap_flows WHERE origin IS NOT NULL "
        "UNION SELECT destination FROM sitmap_flows WHERE destination IS NOT NULL "
        "UNION SELECT place FROM sitmap_stocks)");
}

} // namespace

void write_ledger(Database& database, const Ledger& ledger, const Change& change)
{
    take_out(database, change);
    Places places{database};
    write_sources(database, ledger.documents, change);
    write_events(database, ledger, change, places);
    write_moves(database, ledger, change);
    write_flows(database, ledger.flows, change, places);
    write_stocks(database, ledger.stocks, change, places);
    write_control_areas(database, ledger.control_areas, change);
    take_out_sources(database, ledger, change);
    if (change.routes) {
        database.run("DELETE FROM sitmap_route_sentences; DELETE FROM sitmap_routes");
        write_routes(database, ledger.routes);
    }
    if (change.replaced)
        take_out_unused_places(database);
    Statement meta{database, "UPDATE sitmap_meta SET value = ? WHERE key = 'last_incident'"};
    meta.put(ledger.last_incident).run();
}

} // namespace sitmap::store
