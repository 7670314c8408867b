#pragma once

#include "geodata/lonlat.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// A line that somebody measures, corner by corner; closed, it has an area.
struct MeasureLine {
    std::vector<LonLat> points;
    bool closed = false, finished = false; ///< finished: the next corner begins another line
    bool operator==(const MeasureLine&) const = default;
};

/// Adds a corner; begins anew after a finished line.
void add_corner(MeasureLine& line, LonLat at);
/// Takes the last corner away; a finished line goes on.
void remove_corner(MeasureLine& line);
/// Ends the line; `closed` asks for a ring, which takes three corners.
void finish(MeasureLine& line, bool closed);

/// Geodesic figures on the WGS 84 ellipsoid.
struct Measured {
    double length_m = 0, last_m = 0;   ///< along all legs, the closing one too; of the last leg
    std::optional<double> area_m2;     ///< of a closed ring
    std::optional<double> bearing_deg; ///< of the last leg at its start, clockwise from north
};
/// With the leg to the pointer while the line goes on.
[[nodiscard]] Measured measured(const MeasureLine& line, std::optional<LonLat> pointer = {});

/// The corners, with points along each geodesic between them no further apart than `step_m` (at most 256 a
/// leg): on the map a geodesic is a curve.
[[nodiscard]] std::vector<LonLat> along(const MeasureLine& line, std::optional<LonLat> pointer,
                                        double step_m);

[[nodiscard]] std::string length_for_people(double metres); ///< "840 m", "12.4 km", "1,204 km"
[[nodiscard]] std::string area_for_people(double m2);       ///< "5,400 m²", "12.4 km²", "1,204 km²"

} // namespace sitmap
