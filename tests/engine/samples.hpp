#pragma once

// Small invented events for the engine's tests.

#include "engine/intake.hpp"

#include <string>
#include <utility>

namespace sitmap::test {

inline Day day(const char* text)
{
    return parse_day(text).value();
}

/// A claim on `field` as the document with this id makes it.
inline Claim claim(const DocumentId& document, ClaimField field, ClaimValue value, std::string speaker = {},
                   Stance stance = Stance::asserts, std::optional<Day> said_on = std::nullopt)
{
    Claim made;
    made.field = field;
    made.value = std::move(value);
    made.speaker = std::move(speaker);
    made.stance = stance;
    made.said_on = said_on;
    made.evidence = {document, 10, 20, "ten letters"};
    return made;
}

inline Location town(std::string name, double lon, double lat, double radius_m = 5'000)
{
    Location location;
    location.name = std::move(name);
    location.point = {lon, lat};
    location.precision = PlacePrecision::locality;
    location.radius_m = radius_m;
    return location;
}

struct EventSketch {
    SubEventType sub_type = SubEventType::air_drone_strike;
    Location location = town("Sample", 13.3, 32.8);
    Interval interval = Interval::on(Day{std::chrono::days{18'080}}); // 2019-07-03
};

inline Event event(const DocumentId& document, const EventSketch& sketch = {}, std::string number = "1")
{
    Event made;
    made.id = document + "#" + number;
    made.document = document;
    made.title = "Strike on " + sketch.location.name;
    made.claims = {claim(document, ClaimField::kind, sketch.sub_type),
                   claim(document, ClaimField::place, sketch.location),
                   claim(document, ClaimField::time, sketch.interval)};
    return made;
}

inline Event with(Event event, Claim claim)
{
    event.claims.push_back(std::move(claim));
    return event;
}

inline Intake intake(const DocumentId& document, std::vector<Event> events)
{
    Intake made;
    made.document.id = document;
    made.document.title = "Document " + document;
    made.document.kind = "article";
    made.document.text = "0123456789ten letters and more";
    made.events = std::move(events);
    return made;
}

} // namespace sitmap::test
