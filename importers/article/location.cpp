#include "geodata/measure.hpp"
#include "importers/article/resolve.hpp"

#include <algorithm>
#include <cassert>

#include <cmath>

namespace sitmap {

namespace {

PlacePrecision precision_of(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::country:
    case PlaceKind::continent:
    case PlaceKind::demonym:
        return PlacePrecision::country;
    case PlaceKind::admin1:
        return PlacePrecision::province;
    case PlaceKind::admin2:
        return PlacePrecision::district;
    case PlaceKind::region:
    case PlaceKind::route:
    case PlaceKind::water:
        return PlacePrecision::line;
    case PlaceKind::sea:
        return PlacePrecision::sea;
    default:
        return PlacePrecision::locality;
    }
}

bool is_area(PlaceKind kind)
{
    return precision_of(kind) != PlacePrecision::locality;
}

/// A distance in prose is rounded, and a bearing names an eighth of the circle.
double radius_at(double distance_m)
{
    constexpr double least = 5'000, share = 0.2;
    return std::max(least, share * distance_m);
}

/// A town's water lies the way of the nearest; a country's off the middle of its coast, or nobody knows
/// where.
void place_off_shore(const Toponym& toponym, const std::optional<Offshore>& water, Location& location)
{
    constexpr double a_way_out = 30'000;
    location.precision = PlacePrecision::sea;
    location.shape = {};
    const bool of_town = water && water->radius_m == 0;
    if (toponym.bearing_deg) {
        const double distance = toponym.distance_m.value_or(a_way_out);
        location.point =
            destination(water && !of_town ? water->point : location.point, *toponym.bearing_deg, distance);
        location.radius_m = std::max({radius_at(distance), distance / 2, water ? water->radius_m : 0});
        return;
    }
    location.radius_m = std::max(usual_radius_m(PlacePrecision::sea), location.radius_m);
    if (!water)
        return;
    if (of_town && toponym.distance_m) {
        location.point =
            destination(location.point, bearing_deg(location.point, water->point), *toponym.distance_m);
    } else {
        location.point = water->point;
        location.radius_m = std::max(usual_radius_m(PlacePrecision::sea), water->radius_m);
    }
}

void place_at_distance(const Toponym& toponym, Location& location)
{
    location.precision = PlacePrecision::near;
    location.shape = {};
    if (toponym.distance_m && toponym.bearing_deg) {
        location.point = destination(location.point, *toponym.bearing_deg, *toponym.distance_m);
        location.radius_m = radius_at(*toponym.distance_m);
    } else if (toponym.distance_m) {
        location.radius_m = *toponym.distance_m + radius_at(*toponym.distance_m);
    } else {
        location.radius_m = usual_radius_m(PlacePrecision::near);
    }
}

/// "160 km south-east of Gran Canaria": outside, if it is further than half of the way across. People measure
/// from an edge, of which only the distance from the middle is known.
void place_outside(const Toponym& toponym, Location& location)
{
    const double half = location.radius_m / 2;
    location.precision = PlacePrecision::near;
    location.shape = {};
    location.point = destination(location.point, *toponym.bearing_deg, *toponym.distance_m + half);
    location.radius_m = radius_at(*toponym.distance_m) + half;
}

/// "73 nautical miles north of Libya": the water lies the way that is told, and the distance is counted from
/// its coast.
bool is_out_at_sea(const Toponym& toponym, const Place& place, const std::optional<Offshore>& water)
{
    constexpr double as_told = 67.5; // degrees: a bearing names an eighth of the circle
    if (place.kind != PlaceKind::country || !toponym.distance_m || !toponym.bearing_deg || !water)
        return false;
    const double off = std::abs(bearing_deg(place.point, water->point) - *toponym.bearing_deg);
    return std::min(off, 360 - off) <= as_told;
}

/// "Between A and B": half-way, and no more exact than that.
void place_between(const Place& other, Location& location)
{
    constexpr double least = 10'000;
    const double apart = distance_m(location.point, other.point);
    location.precision = PlacePrecision::near;
    location.shape = {};
    location.point = destination(location.point, bearing_deg(location.point, other.point), apart / 2);
    location.radius_m = std::max(least, apart / 2);
}

std::string distance_words(double metres)
{
    constexpr double kilometre = 1000;
    return std::to_string(std::lround(metres / kilometre)) + " km ";
}

std::string_view compass_word(double bearing)
{
    constexpr std::string_view words[] = {"north", "north-east", "east", "south-east",
                                          "south", "south-west", "west", "north-west"};
    constexpr double eighth = 45;
    return words[static_cast<std::size_t>(std::lround(bearing / eighth)) % 8];
}

std::string name_for_people(const Toponym& toponym, const std::string& place)
{
    if (toponym.off_shore)
        return "off " + place;
    if (toponym.bearing_deg)
        return (toponym.distance_m ? distance_words(*toponym.distance_m) : "") +
               std::string{compass_word(*toponym.bearing_deg)} + " of " + place;
    std::string name = place;
    if (!toponym.facility.empty() && place.find(toponym.facility) == std::string::npos)
        name += " " + toponym.facility;
    return toponym.near ? "near " + name : name;
}

} // namespace

Location location_of(const Toponym& toponym, const Gazetteer& gazetteer)
{
    assert(toponym.place);
    const Place place = gazetteer.place(*toponym.place);
    Location location;
    location.name = name_for_people(toponym, place.name);
    location.toponym = toponym.name;
    location.place_id = place.id;
    location.point = place.point;
    location.country = place.country;
    if (const auto division = gazetteer.admin1(place.admin1))
        location.admin1 = gazetteer.place(*division).name;
    location.precision = precision_of(place.kind);
    location.shape = gazetteer.shape(*toponym.place);
    // A division of which the gazetteer knows one town has the least radius, which is not its size.
    constexpr double least_division_m = 5'000;
    const bool unmeasured = place.kind == PlaceKind::admin1 && place.radius_m <= least_division_m;
    location.radius_m =
        place.radius_m > 0 && !unmeasured ? place.radius_m : usual_radius_m(location.precision);

    if (toponym.other_end) {
        const Place other = gazetteer.place(*toponym.other_end);
        location.name = "between " + place.name + " and " + other.name;
        place_between(other, location);
    } else if (const auto water = gazetteer.offshore(*toponym.place);
               toponym.off_shore || is_out_at_sea(toponym, place, water))
        place_off_shore(toponym, water, location);
    else if (is_area(place.kind) && toponym.distance_m && toponym.bearing_deg &&
             *toponym.distance_m > location.radius_m)
        place_outside(toponym, location);
    else if (!is_area(place.kind) && (toponym.distance_m || toponym.bearing_deg || toponym.near))
        place_at_distance(toponym, location);
    if (!std::holds_alternative<std::monostate>(location.shape))
        location.radius_m = 0;
    return location;
}

} // namespace sitmap
