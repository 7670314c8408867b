#include "engine/features.hpp"

#include "geodata/measure.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

/// A feature being filled, one value after the other, while the first one also names the fields.
class Row {
public:
    explicit Row(Layer& layer) : layer_{layer}, is_first_{layer.fields.empty()} {}

    void text(std::string name, std::string value)
    {
        put(std::move(name), FieldType::text, std::move(value));
    }
    void text_or_null(std::string name, std::string value)
    {
        put(std::move(name), FieldType::text, value.empty() ? Value{} : Value{std::move(value)});
    }
    void integer(std::string name, std::optional<std::int64_t> value)
    {
        put(std::move(name), FieldType::integer, value ? Value{*value} : Value{});
    }
    void real(std::string name, std::optional<double> value)
    {
        put(std::move(name), FieldType::real, value ? Value{*value} : Value{});
    }
    void boolean(std::string name, bool value) { put(std::move(name), FieldType::boolean, value); }

    void finish(Geometry geometry) { layer_.features.push_back({std::move(geometry), std::move(values_)}); }

private:
    void put(std::string name, FieldType type, Value value)
    {
        if (is_first_)
            layer_.fields.push_back({std::move(name), type});
        values_.push_back(std::move(value));
    }

    Layer& layer_;
    bool is_first_;
    std::vector<Value> values_;
};

std::string day_text(std::optional<Day> day)
{
    return day ? format_day(*day) : std::string{};
}

void put_when(Row& row, const Interval& interval)
{
    row.text_or_null("date_start", day_text(interval.first()));
    row.text_or_null("date_end", day_text(interval.last()));
    row.text_or_null("date_edtf", interval.edtf());
    row.text("date_precision", std::string{name_of(interval.precision())});
}

void put_count(Row& row, const std::string& name, const std::optional<Quantity>& count)
{
    row.integer(name + "_low", count ? count->low() : std::nullopt);
    row.integer(name + "_best", count ? count->best() : std::nullopt);
    row.integer(name + "_high", count ? count->high() : std::nullopt);
}

void put_people(Row& row, const std::optional<Quantity>& people)
{
    put_count(row, "people", people);
    const bool households = people && people->unit() == Quantity::Unit::households;
    row.text("unit", households ? "households" : "people");
}

void put_said(Row& row, const std::string& speaker, const Evidence& evidence)
{
    row.text_or_null("speaker", speaker);
    row.text("document", evidence.document);
    row.integer("begin", static_cast<std::int64_t>(evidence.begin));
    row.integer("end", static_cast<std::int64_t>(evidence.end));
    row.text("quotation", evidence.quotation);
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : "; ") + name;
    return text;
}

void set(Json& json, const char* name, const std::string& value)
{
    if (!value.empty())
        json[name] = value;
}

void set(Json& json, const char* name, std::optional<std::int64_t> value)
{
    if (value)
        json[name] = *value;
}

/// Quotations come from foreign texts; bytes that are no UTF-8 must not stop an export.
std::string text_of_json(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void set_evidence(Json& json, const Evidence& evidence)
{
    json["document"] = evidence.document;
    json["begin"] = evidence.begin;
    json["end"] = evidence.end;
    json["quotation"] = evidence.quotation;
}

Json json_of(const Claim& claim)
{
    Json json;
    json["field"] = name_of(claim.field);
    json["value"] = value_for_people(claim);
    if (const auto* quantity = std::get_if<Quantity>(&claim.value)) {
        set(json, "low", quantity->low());
        set(json, "best", quantity->best());
        set(json, "high", quantity->high());
    }
    set(json, "speaker", claim.speaker);
    json["stance"] = name_of(claim.stance);
    if (claim.hedged)
        json["hedged"] = true;
    set(json, "said_on", day_text(claim.said_on));
    set_evidence(json, claim.evidence);
    set(json, "note", claim.note);
    return json;
}

std::string claims_json(const Incident& incident, const Ledger& ledger)
{
    Json json = Json::array();
    for (const ClaimRef ref : incident.claims)
        json.push_back(json_of(ledger.claim(ref)));
    return text_of_json(json);
}

/// Documents by id; `Ledger::document` would search all of them for each incident.
using Documents = std::unordered_map<std::string_view, const Document*>;

Documents documents_of(const Ledger& ledger)
{
    Documents documents;
    for (const Document& document : ledger.documents)
        documents.emplace(document.id, &document);
    return documents;
}

std::string sources_json(const Incident& incident, const Ledger& ledger, const Documents& documents)
{
    Json json = Json::array();
    std::set<std::string_view> told;
    for (const ClaimRef ref : incident.claims) {
        const DocumentId& id = ledger.events[ref.event].document;
        if (!told.insert(id).second)
            continue;
        Json source;
        source["document"] = id;
        if (const auto found = documents.find(id); found != documents.end()) {
            set(source, "title", found->second->title);
            set(source, "outlet", found->second->outlet);
            set(source, "location", found->second->location);
            set(source, "published", day_text(found->second->published));
            set(source, "licence", found->second->licence);
        }
        json.push_back(std::move(source));
    }
    return text_of_json(json);
}

void put_place(Row& row, const Location* location)
{
    row.text_or_null("place", location ? location->name : "");
    row.text_or_null("toponym", location ? location->toponym : "");
    row.text("place_precision",
             std::string{name_of(location ? location->precision : PlacePrecision::unknown)});
    row.real("radius_m",
             location && location->radius_m > 0 ? std::optional{location->radius_m} : std::nullopt);
    row.text_or_null("country", location ? location->country : "");
    row.text_or_null("admin1", location ? location->admin1 : "");
}

void put_incident(Row& row, const Incident& incident)
{
    row.integer("id", incident.id);
    row.text("title", incident.title);
    row.text("event_type", std::string{name_of(incident.type())});
    row.text("sub_event_type", std::string{name_of(incident.sub_type)});
    put_when(row, incident.interval);
    put_place(row, incident.location ? &*incident.location : nullptr);
    for (const ClaimField field :
         {ClaimField::killed, ClaimField::injured, ClaimField::missing, ClaimField::abducted,
          ClaimField::detained, ClaimField::displaced, ClaimField::rescued, ClaimField::intercepted})
        put_count(row, std::string{name_of(field)}, *count_of(incident, field));
    row.text("attribution", std::string{name_of(incident.attribution)});
    row.text_or_null("accused", joined(incident.accused));
    row.text_or_null("accusers", joined(incident.accusers));
    row.text_or_null("victims", joined(incident.victims));
    row.integer("documents", static_cast<std::int64_t>(incident.documents));
}

void put_with_claims(Row& row, const Incident& incident, const Ledger& ledger, const Documents& documents)
{
    put_incident(row, incident);
    row.text("claims", claims_json(incident, ledger));
    row.text("sources", sources_json(incident, ledger, documents));
}

bool has_area(const Location& location)
{
    return !std::holds_alternative<std::monostate>(location.shape) || location.radius_m > 0;
}

/// Requires an area.
Geometry area_of(const Location& location)
{
    if (!std::holds_alternative<std::monostate>(location.shape))
        return location.shape;
    return cut_at_antimeridian(circle(location.point, location.radius_m));
}

Geometry line_of(const Flow& flow)
{
    if (flow.origin && flow.destination)
        return cut_at_antimeridian(LineString{{flow.origin->point, flow.destination->point}});
    if (flow.origin)
        return flow.origin->point;
    return flow.destination ? Geometry{flow.destination->point} : Geometry{};
}

/// A layer with a row for each record. Its fields are named even where there is no record.
template <class Record, class Put, class Shape>
Layer layer_of(std::string name, std::span<const Record> records, Put put, Shape shape)
{
    Layer layer{std::move(name), {}, {}};
    Row fields{layer};
    put(fields, Record{});
    for (const Record& record : records) {
        Row row{layer};
        put(row, record);
        row.finish(shape(record));
    }
    return layer;
}

std::string sentences_json(const Route& route)
{
    Json json = Json::array();
    for (const Evidence& evidence : route.evidence) {
        Json sentence;
        set_evidence(sentence, evidence);
        json.push_back(std::move(sentence));
    }
    return text_of_json(json);
}

std::string precision_word(const std::optional<Location>& place)
{
    return place ? std::string{name_of(place->precision)} : "";
}

void put_flow(Row& row, const Flow& flow)
{
    row.text("id", flow.id);
    row.text("title", flow.title);
    row.text_or_null("origin", flow.origin ? flow.origin->name : "");
    row.text_or_null("origin_precision", precision_word(flow.origin));
    row.text_or_null("origin_country", flow.origin ? flow.origin->country : "");
    row.text_or_null("destination", flow.destination ? flow.destination->name : "");
    row.text_or_null("destination_precision", precision_word(flow.destination));
    row.text_or_null("destination_country", flow.destination ? flow.destination->country : "");
    row.text_or_null("route", flow.route);
    put_people(row, flow.people);
    put_when(row, flow.interval);
    put_said(row, flow.speaker, flow.evidence);
}

void put_stock(Row& row, const Stock& stock)
{
    row.text("id", stock.id);
    row.text("kind", std::string{name_of(stock.kind)});
    put_place(row, &stock.location);
    put_people(row, stock.people);
    put_when(row, stock.interval);
    put_said(row, stock.speaker, stock.evidence);
}

void put_route(Row& row, const Route& route)
{
    row.text("id", route.id);
    row.text("name", route.name);
    row.boolean("schematic", route.schematic);
    put_when(row, route.interval);
    row.text("sentences", sentences_json(route));
}

void put_control(Row& row, const ControlArea& area)
{
    row.text("id", area.id);
    row.text_or_null("party", area.party);
    row.text("kind", std::string{name_of(area.kind)});
    put_when(row, area.interval);
    row.boolean("illustrative", area.illustrative);
    row.text_or_null("attacker", area.attacker);
    row.text("document", area.document);
}

struct DatedFront {
    Day day;
    FrontLine front;
};

void put_front(Row& row, const DatedFront& dated)
{
    row.text("day", format_day(dated.day));
    row.text_or_null("attacker", dated.front.attacker);
    row.boolean("rim", dated.front.rim);
    row.boolean("interpolated", dated.front.interpolated);
    row.boolean("illustrative", dated.front.illustrative);
}

} // namespace

Layer incident_layer(std::span<const Incident> incidents, const Ledger& ledger)
{
    const Documents documents = documents_of(ledger);
    return layer_of(
        "incidents", incidents,
        [&](Row& row, const Incident& i) { put_with_claims(row, i, ledger, documents); },
        [](const Incident& i) { return i.location ? Geometry{i.location->point} : Geometry{}; });
}

Layer incident_area_layer(std::span<const Incident> incidents)
{
    std::vector<Incident> with_area;
    for (const Incident& incident : incidents)
        if (incident.location && has_area(*incident.location))
            with_area.push_back(incident);
    return layer_of("incident_areas", std::span<const Incident>{with_area}, put_incident,
                    [](const Incident& i) { return area_of(*i.location); });
}

Layer flow_layer(std::span<const Flow> flows)
{
    return layer_of("flows", flows, put_flow, line_of);
}

Layer stock_layer(std::span<const Stock> stocks)
{
    return layer_of("stocks", stocks, put_stock,
                    [](const Stock& stock) { return Geometry{stock.location.point}; });
}

Layer route_layer(std::span<const Route> routes)
{
    return layer_of("routes", routes, put_route, [](const Route& route) { return route.line; });
}

Layer control_layer(std::span<const ControlArea> areas)
{
    return layer_of("control_areas", areas, put_control,
                    [](const ControlArea& area) { return right_hand(area.area); });
}

Layer front_layer(std::span<const DatedFronts> fronts)
{
    std::vector<DatedFront> lines;
    for (const DatedFronts& dated : fronts)
        for (const FrontLine& front : dated.lines)
            lines.push_back({dated.day, front});
    return layer_of("front_lines", std::span<const DatedFront>{lines}, put_front,
                    [](const DatedFront& dated) { return Geometry{dated.front.line}; });
}

} // namespace sitmap
