#pragma once

#include "geodata/geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

/// How well a place is known, best first.
enum class PlacePrecision : std::uint8_t {
    exact,    ///< within 100 m
    locality, ///< a named town, village or facility
    near,     ///< in the surroundings of a named place
    district, ///< second-order division
    province, ///< first-order division
    line,     ///< a line or a fuzzy area
    country,
    sea, ///< at sea or in the air over it
    unknown
};

[[nodiscard]] std::string_view name_of(PlacePrecision precision); ///< "exact", "locality" ...
[[nodiscard]] std::optional<PlacePrecision> place_precision_named(std::string_view name);
/// A usual radius in metres where the source gives none: 100 m exact, 5 km locality, 25 km near (UCDP's
/// "within about 25 km"), 40 km district, 120 km province, 60 km line, 500 km country, 50 km sea.
[[nodiscard]] double usual_radius_m(PlacePrecision precision);

/// ACLED geo_precision 1 to 3; 0 for what ACLED cannot say (country, sea, unknown).
[[nodiscard]] int acled_code(PlacePrecision precision);
[[nodiscard]] std::optional<PlacePrecision> from_acled(int code);
/// UCDP where_prec 1 to 7; 0 for unknown.
[[nodiscard]] int ucdp_code(PlacePrecision precision);
[[nodiscard]] std::optional<PlacePrecision> from_ucdp(int code);

/// Where a claim puts something: the place and how well it is known.
struct Location {
    std::string name;     ///< for people: "Tajoura detention centre"
    std::string toponym;  ///< as the source spells it
    std::string place_id; ///< the gazetteer's id; empty if none
    LonLat point;         ///< representative; see precision before drawing it
    PlacePrecision precision = PlacePrecision::unknown;
    double radius_m = 0; ///< the true place is believed to lie within; 0 where `shape` says it
    Geometry shape;      ///< area or line where one is known; else monostate
    std::string country; ///< ISO 3166-1 alpha-3 or empty
    std::string admin1;  ///< name for people, or empty

    bool operator==(const Location&) const = default;
};

} // namespace sitmap
