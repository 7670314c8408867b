#pragma once

#include "engine/ledger.hpp"

#include <string>
#include <string_view>

namespace sitmap {

// What the person at the desk holds to be so. It is said as everything else is: a claim with a speaker, a day
// and the sentence that it rests on (its reason), in an event of its own that is joined to the incident by a
// decision. Nothing that others said is overwritten; but on a field of which the analyst has said something,
// the latest of it is the incident's value, whatever the rule.

inline constexpr std::string_view analyst_speaker = "analyst";

/// True of an event made by `add_analyst_claim`, told by its id.
[[nodiscard]] bool is_by_analyst(const Event& event);

/// Fields on which an analyst may make a claim: place, time, kind, the counts of people, perpetrator.
[[nodiscard]] bool analyst_may_say(ClaimField field);

/// Adds the claim to an incident and returns the id of its event. `reason` is why, for whoever looks at it
/// later. Throws Error: no such incident, a field that is not for this, a value of another kind, no reason
/// given, or the same was said that day already.
std::string add_analyst_claim(Ledger& ledger, IncidentId incident, ClaimField field, ClaimValue value,
                              Day day, std::string_view reason);

/// Takes a claim back as if it had not been made. Throws Error if there is no such event of the analyst's.
void remove_analyst_claim(Ledger& ledger, std::string_view event);

/// The analyst's latest event on the field of an incident; empty if there is none.
[[nodiscard]] std::string latest_analyst_claim(const Ledger& ledger, IncidentId incident, ClaimField field);

/// A value as people write it. Counts: "53", "53+" or "at least 53", "37-80", "up to 150". Time: EDTF, such
/// as "2019-07-03", "2019-07" or "2019-07-02/2019-07-03". Kind: a sub-type's name. Place: "LON,LAT", then,
/// each optional and parted by commas, its precision and its name; what is not said stays as in `before`
/// (null: nothing to keep). Throws Error with what is wrong.
[[nodiscard]] ClaimValue claim_value_of(ClaimField field, std::string_view text,
                                        const Location* before = nullptr);

} // namespace sitmap
