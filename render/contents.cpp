#include "engine/background_query.hpp"
#include "geodata/measure.hpp"
#include "render/layers/incidents.hpp"
#include "render/scene.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sitmap {

namespace {

constexpr double metres_per_degree = 111'320.0;
constexpr double least_span_m = 40'000.0;
/// Around incidents whose parties' areas are far larger, such that the front near them is seen.
constexpr double front_span_m = 110'000.0, much_larger = 4.0;
constexpr double room = 0.14; ///< on each side, of the span: labels and stock rings stand beside their places

/// A box that grows with what is put in. Round the globe it takes the shorter way: what lies on both sides of
/// the antimeridian gives a box that crosses it.
class Box {
public:
    void add(const Extent& e)
    {
        spans_.push_back({e.west, e.crosses_antimeridian() ? e.east + 360 : e.east});
        south_ = std::min(south_, e.south);
        north_ = std::max(north_, e.north);
    }
    void add(LonLat p) { add(Extent{p.lon, p.lat, p.lon, p.lat}); }
    void add(const Geometry& g)
    {
        if (const auto e = extent_of(g))
            add(*e);
    }
    [[nodiscard]] std::optional<Extent> extent() const
    {
        if (spans_.empty())
            return std::nullopt;
        std::vector<Span> spans = spans_;
        std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.west < b.west; });
        // The widest gap between them; first the one over the antimeridian.
        double east = spans.front().east;
        for (const Span& span : spans)
            east = std::max(east, span.east);
        double widest = spans.front().west + 360 - east;
        Extent found{spans.front().west, south_, std::min(east, 180.0), north_};
        double reached = spans.front().east;
        for (std::size_t i = 1; i < spans.size(); reached = std::max(reached, spans[i].east), ++i)
            if (spans[i].west - reached > widest + worth_crossing_deg) {
                widest = spans[i].west - reached - worth_crossing_deg;
                found = {spans[i].west, south_, std::max(reached, east - 360), north_};
            }
        return found;
    }

private:
    /// A map in the usual place is found more easily than one that saves a few degrees.
    static constexpr double worth_crossing_deg = 60;
    struct Span {
        double west, east;
    };
    std::vector<Span> spans_;
    double south_ = INFINITY, north_ = -INFINITY;
};

/// "off Sfax" is worth showing, "in the Mediterranean" would show the whole of it.
constexpr double well_at_sea_m = 75'000.0;

bool is_placed_well(const Location& l)
{
    if (l.precision == PlacePrecision::sea)
        return l.radius_m > 0 && l.radius_m <= well_at_sea_m;
    return l.precision == PlacePrecision::exact || l.precision == PlacePrecision::locality ||
           l.precision == PlacePrecision::near;
}

void add_location(Box& well, Box& roughly, const std::optional<Location>& location)
{
    if (!location || location->precision == PlacePrecision::unknown)
        return;
    if (is_placed_well(*location))
        well.add(location->point);
    else if (is_outlined(*location) && !std::holds_alternative<std::monostate>(location->shape))
        roughly.add(location->shape);
    else
        roughly.add(location->point);
}

double span_m(const Extent& e)
{
    return (e.north - e.south) * metres_per_degree;
}

Extent widened(const Extent& e, double least_span)
{
    const double east = e.crosses_antimeridian() ? e.east + 360 : e.east;
    const double lat = (e.south + e.north) / 2.0, lon = (e.west + east) / 2.0;
    const double lon_m = metres_per_degree * std::max(0.05, std::cos(lat * 0.0174532925199));
    const double half_lat =
        std::max((e.north - e.south) * (0.5 + room), least_span / 2.0 / metres_per_degree);
    const double half_lon = std::max((east - e.west) * (0.5 + room), least_span / 2.0 / lon_m);
    const double south = std::max(lat - half_lat, -85.0), north = std::min(lat + half_lat, 85.0);
    if (half_lon >= 180)
        return {-180, south, 180, north};
    if (e.crosses_antimeridian())
        return {lon - half_lon, south, lon + half_lon - 360, north};
    return {std::max(lon - half_lon, -180.0), south, std::min(lon + half_lon, 180.0), north};
}

} // namespace

Extent contents_extent(const Map& map, const ViewState& view)
{
    Box well, roughly;
    const Ledger& ledger = map.ledger;
    if (view.layers.incidents)
        for (const Incident& incident : incidents(ledger, view.rule, view.as_of))
            if (passes(incident, view.query))
                add_location(well, roughly, incident.location);
    if (view.layers.incidents && map.records) {
        const RecordSummary found = summary_of(map.records->table(), view.query, view.as_of);
        if (found.well)
            well.add(*found.well);
        if (found.roughly)
            roughly.add(*found.roughly);
    }
    if (view.layers.displacement)
        for (const Flow& flow : ledger.flows)
            if (passes(flow, view.query) && is_known(flow, ledger, view.as_of))
                for (const auto& end : {flow.origin, flow.destination})
                    if (stands_in(end, view.query))
                        add_location(well, roughly, end);
    if (view.layers.stocks)
        for (const Stock& stock : ledger.stocks)
            if (passes(stock, view.query) && is_known(stock, ledger, view.as_of))
                add_location(well, roughly, stock.location);
    Box control;
    if (view.layers.control)
        for (const ControlArea& area : ledger.control_areas)
            control.add(area.area);
    double least_span = least_span_m;
    if (control.extent()) {
        const bool larger = well.extent() && span_m(*control.extent()) >
                                                 much_larger * std::max(span_m(*well.extent()), least_span_m);
        if (larger)
            least_span = front_span_m;
        else
            well.add(*control.extent());
    }
    if (view.layers.overlays)
        for (std::size_t i = 0; i < map.overlays.size(); ++i) {
            const OverlayLayer& overlay = map.overlays[i];
            if (!overlay.visible || view.hidden_overlays.contains(i))
                continue;
            if (overlay.image)
                roughly.add(overlay.image_extent);
            for (const Feature& feature : overlay.layer.features)
                roughly.add(feature.geometry);
        }
    if (!well.extent() && !roughly.extent() && view.layers.routes)
        for (const Route& route : ledger.routes)
            roughly.add(route.line);
    const auto found = well.extent() ? well.extent() : roughly.extent();
    return found ? widened(*found, least_span) : Extent{-180, -60, 180, 80};
}

} // namespace sitmap
