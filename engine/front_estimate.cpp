#include "engine/front_estimate.hpp"

#include "engine/control_field.hpp"
#include "geodata/measure.hpp"
#include "geodata/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace sitmap {

namespace {

using Says = ControlEvidence::Says;
constexpr double lowest_share = 0.1, highest_share = 0.9;

std::vector<ControlEvidence> in_time(std::span<const ControlEvidence> all, Day day,
                                     const FrontEstimateOptions& o)
{
    std::vector<ControlEvidence> kept;
    for (const ControlEvidence& e : all) {
        const auto late = (day - e.day).count();
        if (late > o.days_before || -late > o.days_after)
            continue;
        kept.push_back(e);
        kept.back().weight *= std::exp(-std::abs(static_cast<double>(late)) / o.fading_days);
    }
    return kept;
}

/// Numbers places: what is reported of one town, or within a kilometre, is not independent.
class Places {
public:
    std::uint32_t number_of(PlanePoint p, double side)
    {
        constexpr double apart_m = 1'000;
        const std::tuple cell{std::lround(p.x / apart_m), std::lround(p.y / apart_m), side > 0};
        return numbers_.try_emplace(cell, static_cast<std::uint32_t>(numbers_.size())).first->second;
    }

private:
    std::map<std::tuple<long, long, bool>, std::uint32_t> numbers_;
};

/// Evidence of one side only; each contact becomes a pair across the slope of the field that those make.
std::vector<SidedEvidence> sided(const std::vector<ControlEvidence>& evidence, const LocalPlane& plane,
                                 const FrontEstimateOptions& o)
{
    std::vector<SidedEvidence> sides;
    Places places;
    for (const ControlEvidence& e : evidence)
        if (e.says != Says::contact)
            sides.push_back({plane.to(e.at), e.says == Says::held_by_first ? 1.0 : -1.0, e.weight, e.radius_m,
                             places.number_of(plane.to(e.at), e.says == Says::held_by_first ? 1.0 : -1.0)});
    const KernelField coarse{sides, {o.neighbours * 2, o.least_reach_m * 3}};
    std::vector<SidedEvidence> with_contacts = sides;
    const double step = o.least_reach_m * 0.6;
    for (const ControlEvidence& e : evidence) {
        if (e.says != Says::contact)
            continue;
        const PlanePoint at = plane.to(e.at);
        const PlanePoint slope = coarse.slope(at, o.least_reach_m * 2);
        const double steep = std::hypot(slope.x, slope.y);
        if (steep == 0) // the rest does not say which side is whose
            continue;
        for (const double side : {1.0, -1.0})
            with_contacts.push_back(
                {{at.x + side * step * slope.x / steep, at.y + side * step * slope.y / steep},
                 side,
                 e.weight,
                 e.radius_m,
                 places.number_of(at, side)});
    }
    return with_contacts;
}

} // namespace

FrontEstimate estimate_front(std::span<const ControlEvidence> all, Day day, const FrontEstimateOptions& o)
{
    constexpr std::size_t least_of_each = 3;
    FrontEstimate estimate;
    estimate.day = day;
    const auto evidence = in_time(all, day, o);
    estimate.evidence = evidence.size();
    for (const ControlEvidence& e : evidence)
        ++(e.says == Says::held_by_first    ? estimate.of_first
           : e.says == Says::held_by_second ? estimate.of_second
                                            : estimate.contacts);
    if (estimate.of_first < least_of_each || estimate.of_second < least_of_each)
        return estimate;
    const LocalPlane plane{evidence};
    const KernelField field{sided(evidence, plane, o), {o.neighbours, o.least_reach_m}};
    const ControlGrid grid{field, {o.cell_m, o.farthest_m, o.resamples, o.seed}};
    for (const auto& line : grid.zero_lines())
        estimate.line.lines.push_back(plane.from(line));
    MultiPolygon pieces;
    for (const auto& piece : grid.between(lowest_share, highest_share))
        pieces.polygons.push_back({plane.from(piece).points, {}});
    estimate.band = merged(pieces);
    return estimate;
}

namespace {

std::vector<LonLat> points_along(const MultiLineString& lines, double step_m)
{
    std::vector<LonLat> points;
    for (const LineString& line : lines.lines)
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            const LonLat a = line.points[i - 1], b = line.points[i];
            const int parts = std::clamp(static_cast<int>(distance_m(a, b) / step_m) + 1, 1, 10'000);
            for (int k = 0; k < parts; ++k)
                points.push_back(
                    {std::lerp(a.lon, b.lon, (k + 0.5) / parts), std::lerp(a.lat, b.lat, (k + 0.5) / parts)});
        }
    return points;
}

/// From each of `from` to the nearest of `to`, km.
std::vector<double> distances_km(const std::vector<LonLat>& from, const std::vector<LonLat>& to)
{
    std::vector<Extent> boxes;
    for (const LonLat p : to)
        boxes.push_back({p.lon, p.lat, p.lon, p.lat});
    const SpatialIndex index{boxes};
    std::vector<double> km;
    for (const LonLat p : from)
        km.push_back(distance_m(p, to[index.nearest(p, 1).front()]) / 1000);
    return km;
}

double quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace

std::optional<FrontError> compare(const FrontEstimate& estimate, const MultiLineString& drawn)
{
    constexpr double step_m = 1'000;
    const auto ours = points_along(estimate.line, step_m), theirs = points_along(drawn, step_m);
    if (ours.empty() || theirs.empty())
        return std::nullopt;
    FrontError error;
    std::vector<double> near;
    std::size_t in_band = 0;
    const auto km = distances_km(theirs, ours);
    for (std::size_t i = 0; i < km.size(); ++i) {
        if (km[i] > FrontError::near_km)
            continue;
        near.push_back(km[i]);
        in_band += covers(estimate.band, theirs[i]);
    }
    if (near.empty())
        return std::nullopt;
    error.median_km = quantile(near, 0.5);
    error.p90_km = quantile(near, 0.9);
    error.reverse_median_km = quantile(distances_km(ours, theirs), 0.5);
    error.share_in_band = static_cast<double>(in_band) / static_cast<double>(near.size());
    error.share_answered = static_cast<double>(near.size()) / static_cast<double>(km.size());
    return error;
}

namespace {

constexpr const char* estimate_note = "estimate from incidents alone";

} // namespace

Layer estimate_layer(const FrontEstimate& estimate)
{
    Layer layer{"front_estimate",
                {{"kind", FieldType::text},
                 {"day", FieldType::text},
                 {"first", FieldType::text},
                 {"second", FieldType::text},
                 {"evidence", FieldType::integer},
                 {"note", FieldType::text}},
                {}};
    const auto add = [&](const char* kind, Geometry geometry) {
        layer.features.push_back({std::move(geometry),
                                  {kind, format_day(estimate.day), estimate.first, estimate.second,
                                   static_cast<std::int64_t>(estimate.evidence), estimate_note}});
    };
    if (!estimate.line.lines.empty())
        add("line", estimate.line);
    if (!estimate.band.polygons.empty())
        add("band", estimate.band);
    return layer;
}

bool is_front_estimate(const Layer& layer)
{
    for (const char* name : {"kind", "day", "first", "second", "evidence"})
        if (!layer.field(name))
            return false;
    const auto note = layer.field("note");
    return note && !layer.features.empty() &&
           std::all_of(layer.features.begin(), layer.features.end(), [&](const Feature& feature) {
               return text_of(feature.values[*note]) == estimate_note;
           });
}

} // namespace sitmap
