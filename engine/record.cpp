#include "engine/record.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

std::optional<Quantity::Count> given(std::int32_t number)
{
    return number == GivenCount::absent ? std::nullopt : std::optional<Quantity::Count>{number};
}

std::string title_of(const Record& record)
{
    if (!record.title.empty())
        return std::string{record.title};
    std::string title{name_of(record.sub_type)};
    if (!record.place.empty())
        title += ", " + std::string{record.place};
    return title;
}

Location location_of(const Record& record)
{
    Location location;
    location.name = record.place.empty() ? record.admin1 : record.place;
    location.toponym = record.place;
    location.point = *record.point;
    location.precision = record.precision;
    location.radius_m = record.radius_m > 0 ? record.radius_m : usual_radius_m(record.precision);
    location.country = record.country;
    location.admin1 = record.admin1;
    return location;
}

/// Who is accused, and who was hit.
void add_parties(const Record& record, const auto& add)
{
    const bool accused = record.roles == PartyRole::perpetrator;
    if (!record.side_a.empty())
        add(ClaimField::perpetrator, ActorName{record.side_a}, std::string{accused ? "" : party_to_it});
    if (accused && !record.side_b.empty())
        add(ClaimField::victims, ActorName{record.side_b}, "");
    if (!accused && !record.side_b.empty())
        add(ClaimField::perpetrator, ActorName{record.side_b}, std::string{party_to_it});
    if (!record.victims.empty())
        add(ClaimField::victims, ActorName{record.victims}, "");
}

} // namespace

std::optional<Quantity> quantity_of(const GivenCount& count)
{
    if (!count.is_given())
        return std::nullopt;
    auto low = given(count.low), best = given(count.best), high = given(count.high);
    const auto above = [](const auto& a, const auto& b) { return a && b && *a > *b; };
    if (above(low, best) || above(best, high) || above(low, high)) {
        for (const auto& number : {given(count.low), best, given(count.high)}) {
            if (!number)
                continue;
            low = low ? std::min(*low, *number) : *number;
            high = high ? std::max(*high, *number) : *number;
        }
    }
    return Quantity::of(low, best, high);
}

Event event_of(const Record& record, const Document& document)
{
    Event event;
    event.id = document.id.substr(0, 16) + "#" + std::string{record.id};
    event.document = document.id;
    event.title = title_of(record);
    const Evidence evidence{document.id, record.row, record.row,
                            std::string{record.quotation.empty() ? record.raw : record.quotation}};
    const auto add = [&](ClaimField field, ClaimValue value, std::string note) {
        Claim claim;
        claim.field = field;
        claim.value = std::move(value);
        claim.speaker = record.source;
        claim.stance = record.source.empty() ? Stance::asserts : Stance::relays;
        claim.said_on = record.said_on ? record.said_on : document.published;
        claim.evidence = evidence;
        claim.note = std::move(note);
        event.claims.push_back(std::move(claim));
    };
    if (record.type_given)
        add(ClaimField::kind, record.sub_type, "");
    if (record.point)
        add(ClaimField::place, location_of(record), "");
    if (record.interval.is_known())
        add(ClaimField::time, record.interval, "");
    if (const auto killed = quantity_of(record.killed))
        add(ClaimField::killed, *killed, "");
    for (const Record::OtherCount& other : record.other_counts)
        if (const auto count = quantity_of(other.count))
            add(other.field, *count, "");
    add_parties(record, add);
    if (event.claims.empty()) // nothing on the map but rests on a claim
        add(ClaimField::kind, record.sub_type, "the dataset does not say of what kind it was");
    return event;
}

} // namespace sitmap
