#pragma once

#include "engine/control.hpp"
#include "geodata/feature.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Pieces under 0.5 km² or nowhere 300 m wide are mostly two hands drawing one line (cartography, section 6):
/// they count, but are no picture of ground that changed hands.
inline constexpr double sliver_km2 = 0.5, sliver_width_m = 300;

/// Ground that changed hands, in km² on the WGS 84 ellipsoid with edges straight in longitude and latitude.
struct ChangedGround {
    MultiPolygon pieces;  ///< those to draw, the largest first
    MultiPolygon slivers; ///< the rest, the largest first
    double km2 = 0;       ///< of both
    double sliver_km2 = 0;
    bool operator==(const ChangedGround&) const = default;
};

/// What one party held on two days, and what lies between: A∖B is lost, B∖A is gained.
struct PartyChange {
    std::string party;
    double held_before_km2 = 0, held_after_km2 = 0;
    ChangedGround gained, lost;
    bool operator==(const PartyChange&) const = default;
};

struct ControlChange {
    Day from, to; ///< as asked
    std::optional<Day> dated_from,
        dated_to;                     ///< of the states that stand for them; nothing: of no dated state
    std::vector<PartyChange> parties; ///< in order of appearance in the areas
    [[nodiscard]] const PartyChange* of(std::string_view party) const; ///< null: not there
    bool operator==(const ControlChange&) const = default;
};

/// The party with the most ground gained and lost together, the first of equals; null where none has any
/// area.
[[nodiscard]] const PartyChange* most_changed(const ControlChange& change);

/// The ground that `party` is assessed to hold in a state, each place once. What is claimed or contested is
/// nobody's.
[[nodiscard]] MultiPolygon held_by(const ControlState& state, std::string_view party);

/// Parties with assessed areas, in order of appearance.
[[nodiscard]] std::vector<std::string> holding_parties(const std::vector<ControlArea>& areas);

/// What changed for each party (or for `party` alone) between two days; `from` may lie after `to`, which
/// turns gains and losses round. Throws Error where the areas cannot be overlaid. One overlay of GEOS for
/// each party and direction: a second for a hundred thousand corners.
[[nodiscard]] ControlChange control_change(const std::vector<ControlArea>& areas, Day from, Day to,
                                           std::string_view party = {});

/// The change of each calendar month between two days, from the state that stands at the end of the month
/// before to the one at its own end. Months without a new state are left out. Months do not add up to the
/// whole where ground changed hands twice. Requires from <= to.
[[nodiscard]] std::vector<ControlChange> control_changes_by_month(const std::vector<ControlArea>& areas,
                                                                  Day from, Day to,
                                                                  std::string_view party = {});

/// The pieces as a layer `control_change`: party, change (gained, lost), km2, date_from, date_to (days of the
/// states compared), sliver.
[[nodiscard]] Layer change_layer(std::span<const ControlChange> changes);

} // namespace sitmap
