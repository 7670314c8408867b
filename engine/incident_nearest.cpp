#include "engine/incident_orders.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace sitmap {

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double equatorial_radius_m = 6378137, eccentricity_squared = 0.0066943799901413165;
constexpr double least_radius_m = 6335439;
constexpr double plane_reach_m = 200'000, plane_latitude_deg = 75;
constexpr double whole_earth_m = 20'040'000; // more than half a meridian

/// A distance that is known to within `error` metres.
struct Ranked {
    double metres = 0, error = 0;
    std::uint32_t row = 0;
    std::int32_t x = 0, y = 0;
};

/// The neighbourhood of a point on the ellipsoid, where distances follow from the radii of curvature of the
/// middle latitude, along the meridian and across it (Snyder, Map Projections: A Working Manual, USGS 1395,
/// equations 4-18 and 4-20); both and the cosine by their first terms, so that a distance needs no sine.
class Neighbourhood {
public:
    explicit Neighbourhood(LonLat point) : point_{point}
    {
        const double lat = point.lat * radians,
                     w_root = std::sqrt(1 - eccentricity_squared * square(std::sin(lat)));
        sine_ = std::sin(lat);
        cosine_ = std::cos(lat);
        across_m_ = equatorial_radius_m / w_root;
        along_m_ = across_m_ * (1 - eccentricity_squared) / square(w_root);
        const double change = eccentricity_squared * sine_ * cosine_ / square(w_root);
        across_change_ = across_m_ * change;
        along_change_ = 3 * along_m_ * change;
    }

    [[nodiscard]] Ranked distance(std::int32_t x, std::int32_t y, std::uint32_t row) const
    {
        const double lat = (y / IncidentTable::units_per_degree - point_.lat) * radians,
                     lon = (x / IncidentTable::units_per_degree - point_.lon) * radians, half = lat / 2;
        const double across =
            (across_m_ + across_change_ * half) * (cosine_ - sine_ * half - cosine_ * half * half / 2) * lon;
        const double along = (along_m_ + along_change_ * half) * lat;
        const double metres = std::sqrt(square(across) + square(along));
        // The middle latitude's own error is of the order of the square of the distance over the radius at
        // that latitude, an eighth of it; then the terms left out. Tested against full measure.
        const double slope = std::abs(sine_ / cosine_), share = metres / (least_radius_m * cosine_);
        const double error = square(share) / 8 + slope * square(lat) * std::abs(lat) / 40 + square(lat) / 50;
        return {metres, metres * error + 1e-6, row, x, y};
    }

    [[nodiscard]] PackedPoints::Site site(const UnitBox& window) const
    {
        const double unit = radians / IncidentTable::units_per_degree, slope = std::abs(sine_ / cosine_);
        PackedPoints::Site site;
        site.x = static_cast<std::int32_t>(std::lround(point_.lon * IncidentTable::units_per_degree));
        site.y = static_cast<std::int32_t>(std::lround(point_.lat * IncidentTable::units_per_degree));
        site.metres_a_unit_x = across_m_ * cosine_ * unit;
        site.metres_a_unit_y = along_m_ * unit;
        site.window = window;
        site.reach_m = plane_reach_m;
        // cos(lat + d) / cos(lat) is within d tan(lat) and d² of 1, where half of each counts; the radii
        // change by less than 1.1 % a radian.
        site.error_a_metre = (0.55 * slope + 0.011) / least_radius_m;
        site.error_a_square_metre = (1 + slope * slope) / (least_radius_m * least_radius_m);
        return site;
    }

private:
    static double square(double value) { return value * value; }
    LonLat point_;
    double sine_, cosine_, along_m_, across_m_, along_change_, across_change_;
};

/// Where the plane that touches the ellipsoid at a point is good; nothing near the poles and the
/// antimeridian.
std::optional<UnitBox> plane_around(LonLat point)
{
    if (std::abs(point.lat) > plane_latitude_deg)
        return std::nullopt;
    // A little larger than it need be: 200 km are 1.81 degrees of latitude, and there is none beyond 77.
    const double high = 1.85, wide = 1.85 / std::cos((std::abs(point.lat) + high) * radians);
    if (std::abs(point.lon) + wide > 179)
        return std::nullopt;
    const auto units = [](double degrees) {
        return static_cast<std::int32_t>(degrees * IncidentTable::units_per_degree);
    };
    return UnitBox{units(point.lon - wide), units(point.lat - high), units(point.lon + wide),
                   units(point.lat + high)};
}

bool ranks_before(const Ranked& a, const Ranked& b)
{
    return a.metres != b.metres ? a.metres < b.metres : a.row < b.row;
}

/// Sorts by distance; where two may be the other way round, they are measured in full.
void rank(std::vector<Ranked>& found, LonLat point, const IncidentTable& table)
{
    std::sort(found.begin(), found.end(), ranks_before);
    const auto place = [](const Ranked& each) { return std::pair{each.x, each.y}; };
    for (std::size_t begin = 0; begin < found.size();) {
        double reaches_to = found[begin].metres + found[begin].error;
        std::size_t end = begin + 1;
        bool one_place = true;
        while (end < found.size() && found[end].metres - found[end].error <= reaches_to) {
            reaches_to = std::max(reaches_to, found[end].metres + found[end].error);
            one_place = one_place && place(found[end]) == place(found[begin]);
            ++end;
        }
        if (!one_place) {
            for (std::size_t i = begin; i < end; ++i)
                found[i].metres = i > begin && place(found[i]) == place(found[i - 1])
                                      ? found[i - 1].metres
                                      : distance_m(point, table.point(found[i].row));
            std::sort(found.begin() + static_cast<std::ptrdiff_t>(begin),
                      found.begin() + static_cast<std::ptrdiff_t>(end), ranks_before);
        }
        begin = end;
    }
}

std::vector<std::uint32_t> first_rows(const std::vector<Ranked>& ranked, std::size_t count)
{
    std::vector<std::uint32_t> rows;
    rows.reserve(std::min(count, ranked.size()));
    for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i)
        rows.push_back(ranked[i].row);
    return rows;
}

/// Looks in ever larger discs, where no plane will do.
class WideSearch {
public:
    WideSearch(const IncidentIndex::Orders& orders, LonLat point, std::size_t count, const RowFilter& filter)
        : orders_{orders}, point_{point}, count_{count}, filter_{filter}
    {}

    [[nodiscard]] std::vector<std::uint32_t> run()
    {
        std::size_t few = 20'000 + 8 * count_;
        double too_small = 0, metres = 20'000;
        while (true) {
            const bool all = metres >= whole_earth_m;
            const std::size_t looked_at = look(all ? 2 * whole_earth_m : metres);
            if (looked_at > few && metres > 1.1 * too_small + 1) {
                metres = (too_small + std::min(metres, whole_earth_m)) / 2; // much too large
            } else {
                std::vector<Ranked> found = ranked(all ? 2 * whole_earth_m : metres);
                if (found.size() >= count_ || all)
                    return first_rows(found, count_);
                few = std::max(few, 4 * looked_at); // most of these do not pass the query
                too_small = metres;
                metres *= 3;
            }
        }
    }

private:
    /// Fills `hits_` with what lies in the box of a disc; how many.
    std::size_t look(double metres)
    {
        Query around;
        around.bbox = PreparedDisc{point_, metres}.extent();
        hits_.ranges.clear();
        hits_.rows.clear();
        orders_.find(orders_.filter(around), hits_);
        return hits_.size();
    }

    [[nodiscard]] std::vector<Ranked> ranked(double within)
    {
        std::vector<Ranked> found;
        const IncidentTable& table = orders_.table;
        hits_.each_row([&](std::uint32_t row) {
            const DistanceBounds bounds = distance_bounds(point_, table.point(row));
            if (bounds.least_m <= within && filter_(row))
                found.push_back({(bounds.least_m + bounds.most_m) / 2, (bounds.most_m - bounds.least_m) / 2,
                                 row, table.lon[row], table.lat[row]});
        });
        if (found.size() > count_ && count_ > 0) {
            // Beyond the most that the last of them can be, nothing counts.
            const auto last = found.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
            std::nth_element(found.begin(), last, found.end(), [](const Ranked& a, const Ranked& b) {
                return a.metres + a.error < b.metres + b.error;
            });
            const double most = last->metres + last->error;
            std::erase_if(found, [&](const Ranked& each) { return each.metres - each.error > most; });
        }
        rank(found, point_, table);
        // In order, so that nothing beyond the first that may lie outside is nearer than what stands before
        // it.
        const auto outside = std::find_if(found.begin(), found.end(), [&](const Ranked& each) {
            return each.metres + each.error > within;
        });
        found.erase(outside, found.end());
        return found;
    }

    const IncidentIndex::Orders& orders_;
    LonLat point_;
    std::size_t count_;
    const RowFilter& filter_;
    IncidentHits hits_;
};

} // namespace

std::vector<std::uint32_t> IncidentIndex::nearest(LonLat point, std::size_t count, const Query& query) const
{
    const RowFilter filter = orders_->filter(query);
    if (count == 0 || filter.is_impossible() || !is_valid(point))
        return {};
    if (const auto window = plane_around(point)) {
        const Neighbourhood around{point};
        std::function<bool(std::uint32_t)> passes; // none: all do
        if (!(query == Query{}))
            passes = [&](std::uint32_t row) { return filter(row); };
        const auto near = orders_->by_place->near(around.site(*window), count, passes);
        std::vector<Ranked> found;
        found.reserve(near.size());
        for (const PackedPoints::Near& each : near)
            found.push_back(around.distance(each.x, each.y, each.row));
        if (!found.empty()) {
            rank(found, point, orders_->table);
            return first_rows(found, count);
        }
    }
    return WideSearch{*orders_, point, count, filter}.run();
}

} // namespace sitmap
