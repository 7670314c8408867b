#include "geodata/measure.hpp"
#include "render/layers/incidents.hpp"
#include "render/scene.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr double metres_per_degree = 111'320.0;
constexpr double least_span_m = 40'000.0;
/// Around incidents whose parties' areas are far larger, such that the front near them is seen.
constexpr double front_span_m = 110'000.0, much_larger = 4.0;
constexpr double room = 0.14; ///< on each side, of the span: labels and stock rings stand beside their places

/// A box that grows with what is put in.
class Box {
public:
    void add(const Extent& e)
    {
        box_ = box_ ? Extent{std::min(box_->west, e.west), std::min(box_->south, e.south),
                             std::max(box_->east, e.east), std::max(box_->north, e.north)}
                    : e;
    }
    void add(LonLat p) { add(Extent{p.lon, p.lat, p.lon, p.lat}); }
    void add(const Geometry& g)
    {
        if (const auto e = extent_of(g))
            add(*e);
    }
    [[nodiscard]] const std::optional<Extent>& extent() const { return box_; }

private:
    std::optional<Extent> box_;
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
    const double lat = (e.south + e.north) / 2.0, lon = (e.west + e.east) / 2.0;
    const double lon_m = metres_per_degree * std::max(0.05, std::cos(lat * 0.0174532925199));
    const double half_lat =
        std::max((e.north - e.south) * (0.5 + room), least_span / 2.0 / metres_per_degree);
    const double half_lon = std::max((e.east - e.west) * (0.5 + room), least_span / 2.0 / lon_m);
    return {std::max(lon - half_lon, -180.0), std::max(lat - half_lat, -85.0),
            std::min(lon + half_lon, 180.0), std::min(lat + half_lat, 85.0)};
}

} // namespace

Extent contents_extent(const Map& map, const ViewState& view)
{
    Box well, roughly;
    const Ledger& ledger = map.ledger;
    const auto touches = [&](const Interval& i) { return i.may_touch(view.query.since, view.query.until); };
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
            if (touches(flow.interval)) {
                add_location(well, roughly, flow.origin);
                add_location(well, roughly, flow.destination);
            }
    if (view.layers.stocks)
        for (const Stock& stock : ledger.stocks)
            if (touches(stock.interval))
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
        for (const OverlayLayer& overlay : map.overlays)
            for (const Feature& feature : overlay.layer.features)
                if (overlay.visible)
                    roughly.add(feature.geometry);
    if (!well.extent() && !roughly.extent() && view.layers.routes)
        for (const Route& route : ledger.routes)
            roughly.add(route.line);
    const auto found = well.extent() ? well.extent() : roughly.extent();
    return found ? widened(*found, least_span) : Extent{-180, -60, 180, 80};
}

} // namespace sitmap
