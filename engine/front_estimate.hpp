#pragma once

#include "engine/incident.hpp"
#include "geodata/feature.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sitmap {

/// What one happening says about who held the ground there on a day.
struct ControlEvidence {
    enum class Says : std::uint8_t {
        held_by_first,
        held_by_second,
        contact ///< both were there: the front passed near
    } says = Says::contact;
    LonLat at;
    Day day;
    double radius_m = 0; ///< how well the place is known
    double weight = 1;
};

/// Evidence of incidents between two parties. Who is meant goes by part of the name, letter case ignored,
/// among accused and victims. The rules, with their weights: battle in which one of the two or both, and
/// nobody else, are named: contact, 1; territory overtaken, regained or transferred: held by the accused, 2;
/// headquarters established, arrests: held by the accused, 1; abduction, attack on or sexual violence against
/// civilians, looting: held by the accused, 0.5; explosion or remote violence: what is hit is held by the
/// other party, 0.5. Everything else, what has no place to a district or better, and what is not dated to a
/// month or better, says nothing.
[[nodiscard]] std::vector<ControlEvidence>
control_evidence(std::span<const Incident> incidents, const std::string& first, const std::string& second);

struct FrontEstimateOptions {
    int days_before = 120, days_after = 0; ///< evidence of these days around the one asked for counts
    double fading_days = 45;               ///< its weight falls to 1/e in this time
    std::size_t neighbours = 24;           ///< evidence heard at each place
    double least_reach_m = 8'000;          ///< of the kernel; it is wider where evidence is thin
    double farthest_m = 60'000;            ///< beyond this from the third nearest evidence nothing is said
    double cell_m = 4'000; ///< of the field; larger where the region would have over 60,000 cells
    int resamples = 48;
    std::uint64_t seed = 1;
};

/// The front on a day as far as incidents alone tell: an estimate, never a source's word.
struct FrontEstimate {
    Day day;
    std::string first, second; ///< the parties
    MultiLineString line;      ///< where the field of control changes sign
    MultiPolygon band;         ///< where between a tenth and nine tenths of the resamples see the first party
    std::size_t evidence = 0;  ///< pieces that counted
    std::size_t of_first = 0, of_second = 0, contacts = 0;
};

/// A field of control, by adaptive kernel in space (the reach is the distance to the eighth nearest evidence)
/// and exponential fading in time; each contact is then set as a pair of opposite evidence across the field's
/// slope, so that the line runs through contacts. The band is a bootstrap: evidence is drawn anew (Poisson
/// weights, one for all of a side within a kilometre, since reports of one town are not independent) and
/// moved within its radius. Islands of which no nine tenths of the resamples are sure anywhere make no line.
/// Pure and repeatable. Empty where fewer than three pieces speak for either party. O(cells · (log evidence +
/// neighbours · resamples)), about a second for thousands of pieces.
[[nodiscard]] FrontEstimate estimate_front(std::span<const ControlEvidence> evidence, Day day,
                                           const FrontEstimateOptions& options = {});

/// How far an estimate lies from a front that a source draws; nothing where either is empty.
struct FrontError {
    double median_km = 0, p90_km = 0; ///< from the drawn front to the estimate
    double reverse_median_km = 0;     ///< from the estimate to the drawn front
    double share_in_band = 0;         ///< of the drawn front's length, where the estimate says anything
    double share_answered = 0;        ///< of its length within `near_km` of the estimate
    static constexpr double near_km = 60;
};
[[nodiscard]] std::optional<FrontError> compare(const FrontEstimate& estimate, const MultiLineString& drawn);

/// Line and band as a layer `front_estimate`: kind (line, band), day, first, second, evidence, note
/// ("estimate from incidents alone").
[[nodiscard]] Layer estimate_layer(const FrontEstimate& estimate);
/// Whether a layer, read from whatever format, is one of those: it has the attributes, and each feature the
/// note.
[[nodiscard]] bool is_front_estimate(const Layer& layer);

} // namespace sitmap
