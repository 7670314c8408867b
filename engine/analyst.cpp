#include "engine/analyst.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace sitmap {

namespace {

constexpr std::string_view id_prefix =
    "analyst#"; // ids of other events begin with digits of a document's hash
constexpr std::size_t id_digits = 16;

/// The first event of the incident that is not the analyst's: what the claim follows if reports are
/// regrouped.
const Event& anchor_of(const Ledger& ledger, IncidentId incident)
{
    for (std::size_t i = 0; i < ledger.events.size(); ++i)
        if (ledger.incident_of[i] == incident && !is_by_analyst(ledger.events[i]))
            return ledger.events[i];
    throw Error{"cannot find incident " + std::to_string(incident) + "; 'sitmap list' gives the ids"};
}

bool fits(ClaimField field, const ClaimValue& value)
{
    switch (field) {
    case ClaimField::kind:
        return std::holds_alternative<SubEventType>(value);
    case ClaimField::place:
        return std::holds_alternative<Location>(value);
    case ClaimField::time:
        return std::holds_alternative<Interval>(value);
    case ClaimField::perpetrator:
    case ClaimField::victims:
        return std::holds_alternative<ActorName>(value);
    default:
        return std::holds_alternative<Quantity>(value);
    }
}

std::size_t code_points(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\n");
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

template <class T>
std::optional<T> number_in(std::string_view text)
{
    text = trimmed(text);
    T value{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() ? std::optional{value}
                                                                               : std::nullopt;
}

/// The text after a word that it begins with; nothing otherwise.
std::optional<std::string_view> after(std::string_view text, std::string_view word)
{
    return text.starts_with(word) ? std::optional{trimmed(text.substr(word.size()))} : std::nullopt;
}

std::optional<Quantity> quantity_in(std::string_view text)
{
    constexpr Quantity::Count most = 10'000'000'000;
    const auto count = [](std::string_view part) {
        const auto n = number_in<Quantity::Count>(part);
        return n && *n >= 0 && *n <= most ? n : std::nullopt;
    };
    if (const auto rest = after(text, "up to"))
        return count(*rest) ? std::optional{Quantity::up_to(*count(*rest))} : std::nullopt;
    if (const auto rest = after(text, "at least"))
        return count(*rest) ? std::optional{Quantity::at_least(*count(*rest))} : std::nullopt;
    if (text.ends_with('+'))
        return count(text.substr(0, text.size() - 1))
                   ? std::optional{Quantity::at_least(*count(text.substr(0, text.size() - 1)))}
                   : std::nullopt;
    for (const std::string_view dash : {"–", "-"})
        if (const auto at = text.find(dash); at != std::string_view::npos && at > 0) {
            const auto low = count(text.substr(0, at)), high = count(text.substr(at + dash.size()));
            return low && high ? Quantity::of(low, {}, high) : std::nullopt;
        }
    return count(text) ? std::optional{Quantity::exactly(*count(text))} : std::nullopt;
}

/// Up to three pieces before and the rest after commas.
std::vector<std::string_view> pieces(std::string_view text)
{
    std::vector<std::string_view> found;
    while (found.size() < 3) {
        const auto comma = text.find(',');
        if (comma == std::string_view::npos)
            break;
        found.push_back(trimmed(text.substr(0, comma)));
        text.remove_prefix(comma + 1);
    }
    found.push_back(trimmed(text));
    return found;
}

std::optional<Location> location_in(std::string_view text, const Location* before)
{
    const auto parts = pieces(text);
    const auto lon = number_in<double>(parts[0]);
    const auto lat = parts.size() > 1 ? number_in<double>(parts[1]) : std::nullopt;
    if (!lon || !lat || !is_valid({*lon, *lat}))
        return std::nullopt;
    Location place = before ? *before : Location{};
    place.shape = {};
    place.point = {*lon, *lat};
    if (place.precision > PlacePrecision::near)
        place.precision = PlacePrecision::locality;
    if (parts.size() > 2) {
        const auto precision = place_precision_named(parts[2]);
        if (!precision)
            return std::nullopt;
        place.precision = *precision;
    }
    place.radius_m = usual_radius_m(place.precision);
    if (parts.size() > 3) {
        place.name = parts[3];
        place.toponym = parts[3];
        place.place_id.clear();
    }
    return place;
}

Error not_understood(ClaimField field, std::string_view text, const char* forms)
{
    return Error{"cannot take '" + std::string{text} + "' as " + std::string{name_of(field)} + ": give " +
                 forms};
}

} // namespace

bool is_by_analyst(const Event& event)
{
    return event.id.starts_with(id_prefix);
}

bool analyst_may_say(ClaimField field)
{
    return field != ClaimField::held && field != ClaimField::victims;
}

std::string add_analyst_claim(Ledger& ledger, IncidentId incident, ClaimField field, ClaimValue value,
                              Day day, std::string_view reason)
{
    reason = trimmed(reason);
    if (!analyst_may_say(field) || !fits(field, value))
        throw Error{"cannot make a claim on '" + std::string{name_of(field)} + "' with such a value"};
    if (reason.empty())
        throw Error{"cannot make a claim without a reason: say why, with --note"};
    const std::string anchor = anchor_of(ledger, incident).id;
    Claim claim;
    claim.field = field;
    claim.value = std::move(value);
    claim.speaker = analyst_speaker;
    claim.said_on = day;
    claim.note = reason;
    Document note;
    note.title = "Analyst's note on incident " + std::to_string(incident);
    note.outlet = analyst_speaker;
    note.kind = "note";
    note.published = day;
    note.text = format_day(day) + ", incident " + std::to_string(incident) + ", " +
                std::string{name_of(field)} + ": " + value_for_people(claim) + ". " + std::string{reason};
    if (const auto* place = std::get_if<Location>(&claim.value)) // names do not tell positions apart
        note.text += " (" + std::to_string(place->point.lon) + ", " + std::to_string(place->point.lat) +
                     ", " + std::string{name_of(place->precision)} + ")";
    note.id = sha256(note.text);
    if (ledger.document(note.id) != nullptr)
        throw Error{"cannot make the same claim twice on one day"};
    claim.evidence = {note.id, 0, code_points(note.text), note.text};
    Event event;
    event.id = std::string{id_prefix} + note.id.substr(0, id_digits);
    event.document = note.id;
    event.claims.push_back(std::move(claim));
    ledger.decisions.push_back({Decision::Kind::join,
                                day,
                                std::string{reason},
                                {{anchor, incident, incident}, {event.id, incident, incident}}});
    ledger.documents.push_back(std::move(note));
    ledger.events.push_back(event);
    ledger.incident_of.push_back(incident);
    return event.id;
}

void remove_analyst_claim(Ledger& ledger, std::string_view id)
{
    const auto found = std::find_if(ledger.events.begin(), ledger.events.end(), [&](const Event& event) {
        return event.id == id && is_by_analyst(event);
    });
    if (found == ledger.events.end())
        throw Error{"cannot take back '" + std::string{id} + "': it is no claim of the analyst's"};
    const DocumentId document = found->document;
    ledger.incident_of.erase(ledger.incident_of.begin() + (found - ledger.events.begin()));
    ledger.events.erase(found);
    std::erase_if(ledger.documents, [&](const Document& d) { return d.id == document; });
    std::erase_if(ledger.decisions, [&](const Decision& decision) {
        return std::any_of(
            decision.members.begin(), decision.members.end(), [&](const Decision::Member& member) {
                return member.event == id && decision.members.size() == 2 && member.before == member.after;
            });
    });
}

std::string latest_analyst_claim(const Ledger& ledger, IncidentId incident, ClaimField field)
{
    std::string latest;
    std::optional<Day> day;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        const Event& event = ledger.events[i];
        const Claim* claim =
            ledger.incident_of[i] == incident && is_by_analyst(event) ? first_claim(event, field) : nullptr;
        if (claim != nullptr && (!day || claim->said_on >= day)) {
            latest = event.id;
            day = claim->said_on;
        }
    }
    return latest;
}

ClaimValue claim_value_of(ClaimField field, std::string_view text, const Location* before)
{
    text = trimmed(text);
    switch (field) {
    case ClaimField::kind:
        if (const auto sub_type = sub_event_type_named(text))
            return *sub_type;
        throw not_understood(field, text, "a sub-type, such as 'Air/drone strike'");
    case ClaimField::place:
        if (auto place = location_in(text, before))
            return *std::move(place);
        throw not_understood(field, text,
                             "longitude, latitude, and if wanted a precision and a name, parted by commas");
    case ClaimField::time:
        if (const auto interval = Interval::from_edtf(text); interval && interval->is_known())
            return *interval;
        throw not_understood(field, text, "a day such as 2019-07-03, a month, or first/last day");
    case ClaimField::perpetrator:
    case ClaimField::victims:
        if (!text.empty())
            return ActorName{text};
        throw not_understood(field, text, "a name");
    default:
        if (const auto quantity = quantity_in(text))
            return *quantity;
        throw not_understood(field, text, "a number, '40+', '37-80' or 'up to 150'");
    }
}

} // namespace sitmap
