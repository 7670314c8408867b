#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Finds people on the move in a text that tells of flight: figures that stand beside other words than those
/// of the table "harm" ("registered 67,000 arrivals", "pushed 18,000 people out of the valleys"), and a
/// trigger where people are counted as displaced and no word of flight stands. Totals of a whole war become
/// stocks. To be called when counts, times and triggers are known. Words stand in the table "flights". Linear
/// in the text.
void read_flights(Reading& reading);

/// Whether a text, or a part of it, is about people who flee: their flight is a happening of its own there,
/// and not only what another one led to. Keeps a reference to the reading, whose triggers must not change.
class FlightFocus {
public:
    /// Linear in the triggers.
    explicit FlightFocus(const Reading& reading);
    [[nodiscard]] bool is_about_flight(std::uint32_t sentence) const;

private:
    const Reading& reading_;
    bool is_of_whole_ = false; ///< the text opens with it and goes on about it
    bool has_parts_ = false;   ///< a report under headings: one of them may be about a flight
};

/// Where the people of a flight come from, as the sentence says it ("out of X", "leaving villages in X");
/// null if it does not.
[[nodiscard]] const Toponym* origin_of_flight(const Reading& reading, std::uint32_t sentence);

} // namespace sitmap
