#include "app/extract.hpp"

#include "app/json_writer.hpp"
#include "engine/actor.hpp"
#include "engine/rule.hpp"
#include "geodata/geometry.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace sitmap {

namespace {

void write(JsonWriter& json, const std::optional<Quantity>& quantity)
{
    if (!quantity)
        return json.value(nullptr);
    json.object([&] {
        json.key("low").value(quantity->low());
        json.key("best").value(quantity->best());
        json.key("high").value(quantity->high());
        if (quantity->unit() == Quantity::Unit::households)
            json.key("unit").value("households");
    });
}

/// Of a place with a shape: half the diagonal of the box around it.
double radius_of(const Location& location)
{
    const auto box = extent_of(location.shape);
    return location.radius_m > 0 || !box || box->crosses_antimeridian()
               ? location.radius_m
               : distance_m({box->west, box->south}, {box->east, box->north}) / 2;
}

void write(JsonWriter& json, const Location& location)
{
    json.object([&] {
        json.key("name").value(location.name);
        json.key("lat").value(location.point.lat);
        json.key("lon").value(location.point.lon);
        json.key("precision").value(name_of(location.precision));
        json.key("radius_m").value(radius_of(location));
        json.key("country").value(location.country);
        json.key("place_id").value(location.place_id);
        json.key("toponym").value(location.toponym);
    });
}

void write(JsonWriter& json, const std::optional<Location>& location)
{
    if (location)
        write(json, *location);
    else
        json.value(nullptr);
}

/// The first day, month or year as the text gives it; nothing when only a bound or nothing is known.
std::optional<std::string> date_of(const Interval& interval)
{
    if (!interval.first())
        return std::nullopt;
    const std::string day = format_day(*interval.first());
    if (interval.precision() == TimePrecision::month)
        return day.substr(0, 7);
    if (interval.precision() == TimePrecision::year)
        return day.substr(0, 4);
    return day;
}

void write(JsonWriter& json, const Evidence& evidence)
{
    json.object([&] {
        json.key("begin").value(evidence.begin);
        json.key("end").value(evidence.end);
        json.key("sentence").value(evidence.quotation);
    });
}

/// `why`: the reasons for the value, where they were asked for.
void write(JsonWriter& json, const Claim& claim, const std::string* why)
{
    json.object([&] {
        json.key("field").value(name_of(claim.field));
        json.key("value").value(value_for_people(claim));
        json.key("speaker").value(claim.speaker);
        json.key("stance").value(name_of(claim.stance));
        json.key("hedged").value(claim.hedged);
        json.key("said_on").value(claim.said_on ? std::optional{format_day(*claim.said_on)} : std::nullopt);
        write(json.key("evidence"), claim.evidence);
        if (!claim.note.empty())
            json.key("note").value(claim.note);
        if (why)
            json.key("why").value(*why);
    });
}

const char* stance_of(const Claim& claim, const ActorName& party)
{
    if (claim.stance == Stance::denies)
        return "denies";
    if (claim.stance == Stance::leaves_open)
        return "unconfirmed";
    return same_actor(claim.speaker, party) ? "claims" : "accuses";
}

/// Who accuses, denies, or says that it did it.
void write_attribution(JsonWriter& json, const Event& event)
{
    json.array([&] {
        for (const Claim& claim : event.claims) {
            const auto* party = std::get_if<ActorName>(&claim.value);
            if (claim.field != ClaimField::perpetrator || !party)
                continue;
            json.object([&] {
                json.key("speaker").value(claim.speaker.empty() ? "article"
                                                                : std::string_view{claim.speaker});
                json.key("stance").value(stance_of(claim, *party));
                json.key("about").value(*party);
            });
        }
    });
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
    if (left_open && (names_nobody || incident.attribution == Attribution::unattributed) &&
        incident.attribution != Attribution::disputed)
        return "unclaimed";
    return name_of(incident.attribution);
}

/// Where the boat had set out and where it was bound for.
void write_crossing(JsonWriter& json, const Event& event, const std::vector<Flow>& flows)
{
    std::uint64_t begin = 0;
    bool any = false;
    for (const Claim& claim : event.claims)
        if (claim.field == ClaimField::kind) {
            begin = claim.evidence.begin;
            any = true;
        }
    const std::string id = event.document.substr(0, 16) + "#crossing/" + std::to_string(begin);
    const auto flow = std::find_if(flows.begin(), flows.end(), [&](const Flow& f) { return f.id == id; });
    if (!any || flow == flows.end())
        return json.value(nullptr);
    json.object([&] {
        write(json.key("from"), flow->origin);
        write(json.key("to"), flow->destination);
        json.key("speaker").value(flow->speaker);
        write(json.key("evidence"), flow->evidence);
    });
}

void write_displacement(JsonWriter& json, const Incident& incident, const std::vector<Flow>& flows)
{
    write(json.key("origin"), incident.location);
    json.key("destinations").array([&] {
        for (const Flow& flow : flows)
            if (flow.destination && flow.origin && incident.location &&
                flow.id.find("#crossing/") == std::string::npos &&
                flow.origin->place_id == incident.location->place_id)
                write(json, *flow.destination);
    });
}

/// `reasons`: for each claim, or none.
void write(JsonWriter& json, const Event& event, const std::vector<Flow>& flows,
           std::span<const std::string> reasons)
{
    const std::array<std::uint32_t, 1> only{0};
    const auto incident = compute_incident(std::span{&event, 1}, only, Rule::range, std::nullopt);
    if (!incident)
        return json.value(nullptr);
    const auto first = incident->interval.first(), last = incident->interval.last();
    json.object([&] {
        json.key("id").value(event.id);
        json.key("title").value(event.title);
        json.key("primary").value(event.primary);
        json.key("event_type").value(name_of(incident->type()));
        json.key("sub_event_type").value(name_of(incident->sub_type));
        json.key("date").value(date_of(incident->interval));
        json.key("interval").value(incident->interval.edtf());
        write(json.key("place"), incident->location);
        write(json.key("killed"), incident->killed);
        write(json.key("injured"), incident->injured);
        write(json.key("displaced"), incident->displaced);
        write(json.key("missing"), incident->missing);
        write(json.key("abducted"), incident->abducted);
        write(json.key("captured"), incident->detained);
        write(json.key("rescued"), incident->rescued);
        write(json.key("intercepted"), incident->intercepted);
        json.key("attribution_status").value(status_of(event, *incident));
        write_attribution(json.key("claims"), event);
        if (first && last && first != last)
            json.key("date_end").value(format_day(*last));
        if (incident->type() == EventType::displacement)
            write_displacement(json, *incident, flows);
        if (incident->type() == EventType::sea_incident)
            write_crossing(json.key("route"), event, flows);
        json.key("values").array([&] {
            for (std::size_t k = 0; k < event.claims.size(); ++k)
                write(json, event.claims[k], k < reasons.size() ? &reasons[k] : nullptr);
        });
    });
}

void write(JsonWriter& json, const Flow& flow)
{
    json.object([&] {
        json.key("id").value(flow.id);
        json.key("title").value(flow.title);
        write(json.key("origin"), flow.origin);
        write(json.key("destination"), flow.destination);
        write(json.key("people"), flow.people);
        json.key("interval").value(flow.interval.edtf());
        json.key("speaker").value(flow.speaker);
        write(json.key("evidence"), flow.evidence);
    });
}

void write(JsonWriter& json, const Stock& stock)
{
    json.object([&] {
        json.key("id").value(stock.id);
        json.key("kind").value(name_of(stock.kind));
        write(json.key("place"), stock.location);
        write(json.key("people"), stock.people);
        json.key("interval").value(stock.interval.edtf());
        json.key("speaker").value(stock.speaker);
        write(json.key("evidence"), stock.evidence);
    });
}

void write(JsonWriter& json, const Route& route)
{
    json.object([&] {
        json.key("id").value(route.id);
        json.key("name").value(route.name);
        json.key("evidence").array([&] {
            for (const Evidence& evidence : route.evidence)
                write(json, evidence);
        });
    });
}

template <class T>
void write_all(JsonWriter& json, const std::vector<T>& records)
{
    json.array([&] {
        for (const T& record : records)
            write(json, record);
    });
}

} // namespace

std::string extract_json(const Intake& intake, const std::string& id)
{
    const Document& document = intake.document;
    JsonWriter json;
    json.object([&] {
        json.key("id").value(id);
        json.key("title").value(document.title);
        json.key("published")
            .value(document.published ? std::optional{format_day(*document.published)} : std::nullopt);
        json.key("incidents").array([&] {
            for (std::size_t i = 0; i < intake.events.size(); ++i)
                write(json, intake.events[i], intake.flows,
                      i < intake.reasons.size() ? std::span{intake.reasons[i]}
                                                : std::span<const std::string>{});
        });
        write_all(json.key("flows"), intake.flows);
        write_all(json.key("stocks"), intake.stocks);
        write_all(json.key("routes"), intake.routes);
        json.key("issues").array([&] {
            for (const Issue& issue : intake.issues)
                json.value(issue.what);
        });
    });
    return json.take();
}

} // namespace sitmap
