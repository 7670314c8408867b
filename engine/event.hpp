#pragma once

#include "engine/claim.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// What one document or one dataset row says of one happening: a bundle of claims.
struct Event {
    std::string id; ///< document id's first 16 digits, "#", and what tells it from the others there; stable
                    ///< over imports
    DocumentId document;
    std::string title;   ///< a few words for people: "Air strike on the Tajoura detention centre"
    bool primary = true; ///< false: an earlier or minor happening told along with the main one
    std::vector<Claim> claims;

    bool operator==(const Event&) const = default;
};

/// The first claim on `field`, or null.
[[nodiscard]] const Claim* first_claim(const Event& event, ClaimField field);
/// Sub-type by the first `kind` claim; `other` when there is none.
[[nodiscard]] SubEventType sub_type_of(const Event& event);
[[nodiscard]] const Location* location_of(const Event& event); ///< null: no place is known
[[nodiscard]] Interval interval_of(const Event& event);        ///< unknown when no claim says

} // namespace sitmap
