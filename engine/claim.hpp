#pragma once

#include "engine/event_type.hpp"
#include "engine/evidence.hpp"
#include "engine/precision.hpp"
#include "engine/quantity.hpp"
#include "engine/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sitmap {

/// What a claim is about.
enum class ClaimField : std::uint8_t {
    kind, ///< event type and sub-type
    place,
    time,
    killed,
    injured,
    missing,
    abducted,
    detained, ///< also captured or arrested
    displaced,
    rescued,
    intercepted,
    perpetrator, ///< who did it
    victims,     ///< who was hit: "migrants", "civilians", "soldiers"
    held         ///< people held at a place: a stock, never a casualty
};
[[nodiscard]] std::string_view name_of(ClaimField field); ///< "killed"
[[nodiscard]] std::optional<ClaimField> claim_field_named(std::string_view name);
[[nodiscard]] bool is_count(ClaimField field); ///< killed to intercepted, held

enum class Stance : std::uint8_t {
    asserts,
    denies,
    relays, ///< passes on what another said
    retracts,
    leaves_open ///< says that it is not known or not confirmed
};
[[nodiscard]] std::string_view name_of(Stance stance);
[[nodiscard]] std::optional<Stance> stance_named(std::string_view name);

/// An actor's name for `perpetrator` and `victims`.
using ActorName = std::string;
using ClaimValue = std::variant<SubEventType, Location, Interval, Quantity, ActorName>;

/// One statement. Nothing on the map but rests on one of these.
struct Claim {
    ClaimField field = ClaimField::kind;
    ClaimValue value;    ///< the alternative that fits `field`
    std::string speaker; ///< who says so; empty: the document in its own voice
    Stance stance = Stance::asserts;
    bool hedged = false;        ///< "suspected", "thought to be"
    std::optional<Day> said_on; ///< knowledge time; nothing if neither said nor the document dated
    Evidence evidence;
    std::string note; ///< what the reader understood: "expected to rise", "most of them women"

    bool operator==(const Claim&) const = default;
};

/// The note of a claim on `perpetrator` that names a party to what happened and does not say who did it, as
/// datasets do of battles: it attributes nothing.
inline constexpr std::string_view party_to_it = "one of the parties to it";

/// The value in words, for tables and the inspector: "40+", "3 Jul 2019", "Tajoura detention centre".
[[nodiscard]] std::string value_for_people(const Claim& claim);

} // namespace sitmap
