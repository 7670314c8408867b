// The ledger from the store's tables.
#include "engine/geometry_blob.hpp"
#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

#include <unordered_map>

namespace sitmap::store {

namespace {

/// Reads the columns of a row from left to right, and refuses values that no version of this program writes.
class Columns {
public:
    Columns(Database& database, const Statement& row, const char* table)
        : database_{database}, row_{row}, table_{table}
    {}

    std::string text() { return row_.text(at_++); }
    std::int64_t integer() { return row_.integer(at_++); }
    std::optional<std::int64_t> integer_if() { return row_.integer_if(at_++); }
    double real() { return row_.real(at_++); }
    bool boolean() { return row_.integer(at_++) != 0; }

    template <class Named>
    auto named(Named find)
    {
        const std::string name = text();
        const auto value = find(name);
        if (!value)
            refuse("'" + name + "'");
        return *value;
    }

    std::optional<Day> day()
    {
        if (row_.is_null(at_)) {
            ++at_;
            return std::nullopt;
        }
        const std::string written = text();
        const auto day = parse_day(written);
        if (!day)
            refuse("the day '" + written + "'");
        return day;
    }

    Interval interval()
    {
        const auto first = day(), last = day();
        const auto precision = named(time_precision_named);
        switch (precision) {
        case TimePrecision::unknown:
            return {};
        case TimePrecision::ongoing:
            return Interval::ongoing();
        case TimePrecision::since:
            if (first)
                return Interval::since(*first);
            break;
        case TimePrecision::before:
            if (last)
                return Interval::before(*last);
            break;
        default:
            if (first && last && *first <= *last)
                return Interval::within(*first, *last, precision);
        }
        refuse("a span of days without its ends");
    }

    std::optional<Quantity> quantity()
    {
        const auto low = integer_if(), best = integer_if(), high = integer_if();
        const std::string unit = text();
        if (!low && !best && !high)
            return std::nullopt;
        const auto quantity = Quantity::of(
            low, best, high, unit == "households" ? Quantity::Unit::households : Quantity::Unit::people);
        if (!quantity)
            refuse("a quantity whose bounds are out of order");
        return quantity;
    }

    Geometry geometry()
    {
        const int column = at_++;
        if (row_.is_null(column))
            return {};
        auto geometry = geometry_from_blob(row_.blob(column));
        if (!geometry)
            refuse("a damaged shape");
        return std::move(*geometry);
    }

    Evidence evidence()
    {
        Evidence evidence;
        evidence.document = text();
        evidence.begin = static_cast<std::uint64_t>(integer());
        evidence.end = static_cast<std::uint64_t>(integer());
        evidence.quotation = text();
        return evidence;
    }

    [[noreturn]] void refuse(const std::string& what) const
    {
        throw Error{
            "cannot read '" + database_.path().string() + "': its table '" + table_ + "' holds " + what +
            ", which sitmap does not write; restore it, or import its sources again into a new store"};
    }

private:
    Database& database_;
    const Statement& row_;
    const char* table_;
    int at_ = 0;
};

template <class Take>
void each_row(Database& database, const char* table, Take take)
{
    Statement row{database, std::string{"SELECT * FROM "} + table + " ORDER BY fid"};
    while (row.next()) {
        Columns columns{database, row, table};
        (void)columns.integer(); // fid
        take(columns);
    }
}

using Places = std::unordered_map<std::int64_t, Location>;

Places read_places(Database& database)
{
    Places places;
    Statement row{database, "SELECT * FROM sitmap_places"};
    while (row.next()) {
        Columns columns{database, row, "sitmap_places"};
        Location& place = places[columns.integer()];
        place.name = columns.text();
        place.toponym = columns.text();
        place.place_id = columns.text();
        place.point.lon = columns.real();
        place.point.lat = columns.real();
        place.precision = columns.named(place_precision_named);
        place.radius_m = columns.real();
        place.shape = columns.geometry();
        place.country = columns.text();
        place.admin1 = columns.text();
    }
    return places;
}

const Location& place_at(const Columns& columns, const Places& places, std::int64_t fid)
{
    const auto found = places.find(fid);
    if (found == places.end())
        columns.refuse("a place that is not there");
    return found->second;
}

std::optional<Location> place_if(Columns& columns, const Places& places)
{
    const auto fid = columns.integer_if();
    return fid ? std::optional{place_at(columns, places, *fid)} : std::nullopt;
}

std::vector<Document> read_sources(Database& database)
{
    std::vector<Document> documents;
    each_row(database, "sources", [&](Columns& columns) {
        Document& document = documents.emplace_back();
        for (std::string* text : {&document.id, &document.title, &document.outlet, &document.location})
            *text = columns.text();
        document.published = columns.day();
        for (std::string* text : {&document.licence, &document.language, &document.kind, &document.text})
            *text = columns.text();
    });
    return documents;
}

/// The value that `field` asks for, out of the columns that hold values of every kind.
ClaimValue read_value(Columns& columns, ClaimField field, const Places& places)
{
    const std::string sub_type = columns.text();
    const auto place = columns.integer_if();
    // The days are read only where they are meant: a claim on a count has none.
    if (field != ClaimField::time)
        for (int i = 0; i < 3; ++i)
            (void)columns.text();
    const Interval interval = field == ClaimField::time ? columns.interval() : Interval{};
    const auto quantity = columns.quantity();
    std::string party = columns.text();
    switch (field) {
    case ClaimField::kind:
        if (const auto known = sub_event_type_named(sub_type))
            return *known;
        columns.refuse("the sub-event type '" + sub_type + "'");
    case ClaimField::place:
        return place_at(columns, places, place.value_or(0));
    case ClaimField::time:
        return interval;
    case ClaimField::perpetrator:
    case ClaimField::victims:
        return party;
    default:
        if (!quantity)
            columns.refuse("a count without a number");
        return *quantity;
    }
}

void read_events(Database& database, Ledger& ledger, const Places& places)
{
    std::unordered_map<std::int64_t, std::size_t> position_of;
    Statement row{database, "SELECT * FROM events ORDER BY fid"};
    while (row.next()) {
        Columns columns{database, row, "events"};
        position_of.emplace(columns.integer(), ledger.events.size());
        Event& event = ledger.events.emplace_back();
        event.id = columns.text();
        event.document = columns.text();
        ledger.incident_of.push_back(columns.integer());
        event.title = columns.text();
        event.primary = columns.boolean();
    }
    each_row(database, "claims", [&](Columns& columns) {
        const auto event = position_of.find(columns.integer());
        if (event == position_of.end())
            columns.refuse("a claim of no event");
        (void)columns.integer(); // incident, for people
        Claim claim;
        claim.field = columns.named(claim_field_named);
        (void)columns.text(); // value, for people
        claim.speaker = columns.text();
        claim.stance = columns.named(stance_named);
        claim.hedged = columns.boolean();
        claim.said_on = columns.day();
        claim.evidence = columns.evidence();
        claim.note = columns.text();
        claim.value = read_value(columns, claim.field, places);
        ledger.events[event->second].claims.push_back(std::move(claim));
    });
}

std::vector<Flow> read_flows(Database& database, const Places& places)
{
    std::vector<Flow> flows;
    each_row(database, "sitmap_flows", [&](Columns& columns) {
        Flow& flow = flows.emplace_back();
        flow.id = columns.text();
        flow.document = columns.text();
        flow.title = columns.text();
        flow.origin = place_if(columns, places);
        flow.destination = place_if(columns, places);
        flow.route = columns.text();
        flow.people = columns.quantity();
        flow.interval = columns.interval();
        flow.speaker = columns.text();
        flow.evidence = columns.evidence();
    });
    return flows;
}

std::vector<Stock> read_stocks(Database& database, const Places& places)
{
    std::vector<Stock> stocks;
    each_row(database, "sitmap_stocks", [&](Columns& columns) {
        Stock& stock = stocks.emplace_back();
        stock.id = columns.text();
        stock.document = columns.text();
        stock.kind = columns.named(stock_kind_named);
        stock.location = place_at(columns, places, columns.integer());
        stock.people = columns.quantity();
        stock.interval = columns.interval();
        stock.speaker = columns.text();
        stock.evidence = columns.evidence();
    });
    return stocks;
}

std::vector<Route> read_routes(Database& database)
{
    std::vector<Route> routes;
    std::unordered_map<std::int64_t, std::size_t> position_of;
    Statement row{database, "SELECT * FROM sitmap_routes ORDER BY fid"};
    while (row.next()) {
        Columns columns{database, row, "sitmap_routes"};
        position_of.emplace(columns.integer(), routes.size());
        Route& route = routes.emplace_back();
        route.id = columns.text();
        route.name = columns.text();
        route.line = columns.geometry();
        route.interval = columns.interval();
        route.schematic = columns.boolean();
    }
    each_row(database, "sitmap_route_sentences", [&](Columns& columns) {
        const auto route = position_of.find(columns.integer());
        if (route == position_of.end())
            columns.refuse("a sentence of no route");
        routes[route->second].evidence.push_back(columns.evidence());
    });
    return routes;
}

std::vector<ControlArea> read_control_areas(Database& database)
{
    std::vector<ControlArea> areas;
    each_row(database, "sitmap_control_areas", [&](Columns& columns) {
        ControlArea& area = areas.emplace_back();
        area.id = columns.text();
        area.document = columns.text();
        area.party = columns.text();
        area.kind = columns.named(control_kind_named);
        Geometry shape = columns.geometry();
        auto* polygons = std::get_if<MultiPolygon>(&shape);
        if (!polygons)
            columns.refuse("a control area that is no multi-polygon");
        area.area = std::move(*polygons);
        area.interval = columns.interval();
        area.illustrative = columns.boolean();
        area.attacker = columns.text();
    });
    return areas;
}

} // namespace

Ledger read_ledger(Database& database)
{
    Ledger ledger;
    const Places places = read_places(database);
    ledger.documents = read_sources(database);
    read_events(database, ledger, places);
    ledger.flows = read_flows(database, places);
    ledger.stocks = read_stocks(database, places);
    ledger.routes = read_routes(database);
    ledger.control_areas = read_control_areas(database);
    ledger.decisions = read_decisions(database);
    ledger.last_incident = database.number("SELECT value FROM sitmap_meta WHERE key = 'last_incident'");
    return ledger;
}

} // namespace sitmap::store
