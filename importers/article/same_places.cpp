// Whether two names in a story mean one place.
#include "importers/article/same_places.hpp"

#include "geodata/within.hpp"

namespace sitmap {

namespace {

constexpr double same_place_m = 15'000;
constexpr double near_place_m = 40'000; ///< where one of the two is only "near" a place

} // namespace

const Place& place_of(const Reading& reading, const Toponym& toponym)
{
    return reading.place(*toponym.place);
}

const PlaceBrief& brief_of(const Reading& reading, const Toponym& toponym)
{
    return reading.tables.gazetteer.brief(*toponym.place);
}

bool is_coarse(PlaceKind kind)
{
    return kind == PlaceKind::country || kind == PlaceKind::admin1 || kind == PlaceKind::region ||
           kind == PlaceKind::sea;
}

bool is_coarse(const Place& place)
{
    return is_coarse(place.kind);
}

bool contains(const Place& outer, const Place& inner)
{
    if (outer.kind == PlaceKind::country)
        return !inner.country.empty() && outer.country == inner.country;
    if (outer.kind == PlaceKind::admin1)
        return !inner.admin1.empty() && outer.admin1 == inner.admin1;
    if (outer.kind == PlaceKind::admin2)
        return !inner.admin2.empty() && outer.admin2 == inner.admin2 && outer.admin1 == inner.admin1;
    if (outer.kind == PlaceKind::region || outer.kind == PlaceKind::sea)
        return outer.radius_m > 0 && lie_within(outer.point, inner.point, outer.radius_m);
    return false;
}

namespace {

/// A circle, and no division that others say they lie in.
bool is_round(PlaceKind kind)
{
    return kind == PlaceKind::region || kind == PlaceKind::sea;
}

/// The same as for whole places, where the outer one is no circle; names are not looked at.
bool contains(const PlaceBrief& outer, const PlaceBrief& inner)
{
    if (outer.kind == PlaceKind::country)
        return inner.country != 0 && outer.country == inner.country;
    if (outer.kind == PlaceKind::admin1)
        return inner.admin1 != 0 && outer.admin1 == inner.admin1;
    return outer.kind == PlaceKind::admin2 && inner.admin2 != 0 && outer.admin2 == inner.admin2 &&
           outer.admin1 == inner.admin1;
}

} // namespace

double nearness(const Reading& reading, const Toponym& a, const Toponym& b)
{
    if (a.place == b.place)
        return 3;
    const PlaceBrief &pa = brief_of(reading, a), &pb = brief_of(reading, b);
    if (is_round(pa.kind) || is_round(pb.kind)) {
        const Place &whole_a = place_of(reading, a), &whole_b = place_of(reading, b);
        if (contains(whole_a, whole_b) || contains(whole_b, whole_a))
            return 1.5;
    } else if (contains(pa, pb) || contains(pb, pa))
        return 1.5;
    const double apart = a.near || b.near ? near_place_m : same_place_m;
    if (!is_coarse(pa.kind) && !is_coarse(pb.kind) && lie_within(pa.point, pb.point, apart))
        return 2;
    return -1;
}

bool names_finer(const Reading& reading, const Toponym* a, const Toponym* b)
{
    if (!b)
        return true;
    const auto rank = [&](const Toponym& t) {
        const PlaceBrief& place = brief_of(reading, t);
        return (place.kind == PlaceKind::country  ? 0
                : place.kind == PlaceKind::sea    ? 1
                : place.kind == PlaceKind::region ? 1
                : place.kind == PlaceKind::admin1 ? 2
                : place.kind == PlaceKind::admin2 ? 3
                                                  : 4) +
               (t.near               ? -1
                : t.facility.empty() ? 0
                                     : 1);
    };
    return rank(*a) > rank(*b);
}

} // namespace sitmap
