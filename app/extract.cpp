#include "app/extract.hpp"

#include "engine/actor.hpp"
#include "engine/rule.hpp"
#include "geodata/geometry.hpp"
#include "geodata/measure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<Quantity::Count>& count)
{
    return count ? Json(*count) : Json(nullptr);
}

Json quantity_json(const std::optional<Quantity>& quantity)
{
    if (!quantity)
        return nullptr;
    Json json{{"low", number(quantity->low())},
              {"best", number(quantity->best())},
              {"high", number(quantity->high())}};
    if (quantity->unit() == Quantity::Unit::households)
        json["unit"] = "households";
    return json;
}

/// Of a place with a shape: half the diagonal of the box around it.
double radius_of(const Location& location)
{
    const auto box = extent_of(location.shape);
    return location.radius_m > 0 || !box || box->crosses_antimeridian()
               ? location.radius_m
               : distance_m({box->west, box->south}, {box->east, box->north}) / 2;
}

Json place_json(const Location& location)
{
    return {{"name", location.name},           {"lat", location.point.lat},
            {"lon", location.point.lon},       {"precision", name_of(location.precision)},
            {"radius_m", radius_of(location)}, {"country", location.country},
            {"place_id", location.place_id},   {"toponym", location.toponym}};
}

Json place_json(const std::optional<Location>& location)
{
    return location ? place_json(*location) : Json(nullptr);
}

/// The first day, month or year as the text gives it; null when only a bound or nothing is known.
Json date_json(const Interval& interval)
{
    if (!interval.first())
        return nullptr;
    const std::string day = format_day(*interval.first());
    if (interval.precision() == TimePrecision::month)
        return day.substr(0, 7);
    if (interval.precision() == TimePrecision::year)
        return day.substr(0, 4);
    return day;
}

Json evidence_json(const Evidence& evidence)
{
    return {{"begin", evidence.begin}, {"end", evidence.end}, {"sentence", evidence.quotation}};
}

Json claim_json(const Claim& claim)
{
    Json json{{"field", name_of(claim.field)},
              {"value", value_for_people(claim)},
              {"speaker", claim.speaker},
              {"stance", name_of(claim.stance)},
              {"hedged", claim.hedged},
              {"said_on", claim.said_on ? Json(format_day(*claim.said_on)) : Json(nullptr)},
              {"evidence", evidence_json(claim.evidence)}};
    if (!claim.note.empty())
        json["note"] = claim.note;
    return json;
}

/// Who accuses, denies, or says that it did it.
Json attribution_json(const Event& event)
{
    Json claims = Json::array();
    for (const Claim& claim : event.claims) {
        const auto* party = std::get_if<ActorName>(&claim.value);
        if (claim.field != ClaimField::perpetrator || !party)
            continue;
        const char* stance = "accuses";
        if (claim.stance == Stance::denies)
            stance = "denies";
        else if (claim.stance == Stance::leaves_open)
            stance = "unconfirmed";
        else if (same_actor(claim.speaker, *party))
            stance = "claims";
        claims.push_back({{"speaker", claim.speaker.empty() ? "article" : claim.speaker},
                          {"stance", stance},
                          {"about", *party}});
    }
    return claims;
}

bool has_nobody_to_accuse(SubEventType sub_type)
{
    const EventType type = type_of(sub_type);
    return type == EventType::displacement || type == EventType::sea_incident ||
           type == EventType::strategic_developments || sub_type == SubEventType::peaceful_protest;
}

std::string_view status_of(const Event& event, const Incident& incident)
{
    if (has_nobody_to_accuse(incident.sub_type) && incident.attribution == Attribution::unattributed)
        return "n/a";
    const bool left_open = std::any_of(event.claims.begin(), event.claims.end(), [](const Claim& claim) {
        return claim.field == ClaimField::perpetrator && claim.stance == Stance::leaves_open &&
               claim.note == "nobody claims it";
    });
    // "Officials blamed terrorists; no group has said it was responsible": nobody with a name is accused.
    const bool names_nobody =
        std::all_of(incident.accused.begin(), incident.accused.end(), [](const std::string& party) {
            return std::none_of(party.begin(), party.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        });
    if (left_open && names_nobody && incident.attribution != Attribution::disputed)
        return "unclaimed";
    return name_of(incident.attribution);
}

/// Where the boat had set out and where it was bound for.
Json crossing_json(const Event& event, const std::vector<Flow>& flows)
{
    std::uint64_t begin = 0;
    bool any = false;
    for (const Claim& claim : event.claims)
        if (claim.field == ClaimField::kind) {
            begin = claim.evidence.begin;
            any = true;
        }
    const std::string id = event.document.substr(0, 16) + "#crossing/" + std::to_string(begin);
    for (const Flow& flow : flows)
        if (any && flow.id == id)
            return {{"from", place_json(flow.origin)},
                    {"to", place_json(flow.destination)},
                    {"speaker", flow.speaker},
                    {"evidence", evidence_json(flow.evidence)}};
    return nullptr;
}

Json incident_json(const Event& event, const std::vector<Flow>& flows)
{
    const std::array<std::uint32_t, 1> only{0};
    const auto incident = compute_incident(std::span{&event, 1}, only, Rule::range, std::nullopt);
    if (!incident)
        return nullptr;
    Json json{{"id", event.id},
              {"title", event.title},
              {"primary", event.primary},
              {"event_type", name_of(incident->type())},
              {"sub_event_type", name_of(incident->sub_type)},
              {"date", date_json(incident->interval)},
              {"interval", incident->interval.edtf()},
              {"place", place_json(incident->location)},
              {"killed", quantity_json(incident->killed)},
              {"injured", quantity_json(incident->injured)},
              {"displaced", quantity_json(incident->displaced)},
              {"missing", quantity_json(incident->missing)},
              {"abducted", quantity_json(incident->abducted)},
              {"captured", quantity_json(incident->detained)},
              {"rescued", quantity_json(incident->rescued)},
              {"intercepted", quantity_json(incident->intercepted)},
              {"attribution_status", status_of(event, *incident)},
              {"claims", attribution_json(event)}};
    if (incident->interval.first() && incident->interval.last() &&
        incident->interval.first() != incident->interval.last())
        json["date_end"] = format_day(*incident->interval.last());
    if (incident->type() == EventType::displacement) {
        json["origin"] = place_json(incident->location);
        json["destinations"] = Json::array();
        for (const Flow& flow : flows)
            if (flow.destination && flow.origin && incident->location &&
                flow.id.find("#crossing/") == std::string::npos &&
                flow.origin->place_id == incident->location->place_id)
                json["destinations"].push_back(place_json(*flow.destination));
    }
    if (incident->type() == EventType::sea_incident)
        json["route"] = crossing_json(event, flows);
    json["values"] = Json::array();
    for (const Claim& claim : event.claims)
        json["values"].push_back(claim_json(claim));
    return json;
}

Json flow_json(const Flow& flow)
{
    return {{"id", flow.id},
            {"title", flow.title},
            {"origin", place_json(flow.origin)},
            {"destination", place_json(flow.destination)},
            {"people", quantity_json(flow.people)},
            {"interval", flow.interval.edtf()},
            {"speaker", flow.speaker},
            {"evidence", evidence_json(flow.evidence)}};
}

Json stock_json(const Stock& stock)
{
    return {{"id", stock.id},
            {"kind", name_of(stock.kind)},
            {"place", place_json(stock.location)},
            {"people", quantity_json(stock.people)},
            {"interval", stock.interval.edtf()},
            {"speaker", stock.speaker},
            {"evidence", evidence_json(stock.evidence)}};
}

Json route_json(const Route& route)
{
    Json json{{"id", route.id}, {"name", route.name}, {"evidence", Json::array()}};
    for (const Evidence& evidence : route.evidence)
        json["evidence"].push_back(evidence_json(evidence));
    return json;
}

template <class T, class Writer>
Json array_of(const std::vector<T>& records, Writer writer)
{
    Json array = Json::array();
    for (const T& record : records)
        array.push_back(writer(record));
    return array;
}

/// Puts the reasons to the values that they explain.
void add_reasons(Json& incidents, const std::vector<std::vector<std::string>>& reasons)
{
    for (std::size_t i = 0; i < std::min(incidents.size(), reasons.size()); ++i)
        for (std::size_t k = 0; incidents[i].is_object() && k < reasons[i].size(); ++k)
            incidents[i]["values"][k]["why"] = reasons[i][k];
}

} // namespace

std::string extract_json(const Intake& intake, const std::string& id)
{
    Json json{{"id", id}, {"title", intake.document.title}};
    json["published"] =
        intake.document.published ? Json(format_day(*intake.document.published)) : Json(nullptr);
    json["incidents"] =
        array_of(intake.events, [&](const Event& event) { return incident_json(event, intake.flows); });
    add_reasons(json["incidents"], intake.reasons);
    json["flows"] = array_of(intake.flows, flow_json);
    json["stocks"] = array_of(intake.stocks, stock_json);
    json["routes"] = array_of(intake.routes, route_json);
    json["issues"] = array_of(intake.issues, [](const Issue& issue) { return Json(issue.what); });
    // Damaged bytes become U+FFFD: a text that is not quite UTF-8 must not end the run.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace sitmap
