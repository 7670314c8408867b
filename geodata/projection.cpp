#include "geodata/projection.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <proj.h>

namespace sitmap {

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double sphere_radius_m = 6378137;
constexpr double web_mercator_limit_deg = 85.06;

struct ContextDeleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct PjDeleter {
    void operator()(PJ* pj) const { proj_destroy(pj); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Pj = std::unique_ptr<PJ, PjDeleter>;

/// Quiet, and without the network whatever PROJ's own settings say.
Context quiet_context()
{
    Context context{proj_context_create()};
    proj_log_level(context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(context.get(), 0);
    return context;
}

Metres to_web_mercator(LonLat p)
{
    const double lat = std::clamp(p.lat, -web_mercator_limit_deg, web_mercator_limit_deg);
    return {sphere_radius_m * p.lon * radians, sphere_radius_m * std::asinh(std::tan(lat * radians))};
}

LonLat from_web_mercator(Metres p)
{
    return {p.x / sphere_radius_m / radians, std::atan(std::sinh(p.y / sphere_radius_m)) / radians};
}

/// "33°", "37.5°": at most two digits after the point.
std::string degrees_text(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.2f", std::abs(value));
    std::string text{buffer};
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text + "°";
}

std::string latitude_text(double lat)
{
    return degrees_text(lat) + (lat < 0 ? " S" : " N");
}

/// Metres per unit of the plane's axes; nothing for geographic systems.
std::optional<double> metres_per_unit(PJ_CONTEXT* context, const std::string& definition)
{
    // A bare "+proj=…" is an operation to PROJ; only with +type=crs is it a reference system.
    const bool bare =
        definition.find("+proj") != std::string::npos && definition.find("+type=crs") == std::string::npos;
    const Pj crs{proj_create(context, (bare ? definition + " +type=crs" : definition).c_str())};
    const PJ_TYPE type = crs ? proj_get_type(crs.get()) : PJ_TYPE_UNKNOWN;
    if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS ||
        type == PJ_TYPE_GEOCENTRIC_CRS)
        return std::nullopt;
    const Pj axes{crs ? proj_crs_get_coordinate_system(context, crs.get()) : nullptr};
    double factor = 1;
    if (axes)
        proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr, nullptr,
                              nullptr);
    return factor;
}

} // namespace

struct Projection::Impl {
    Context context; ///< null for Web Mercator's closed form
    Pj pj;
    bool degrees = false; ///< `pj` takes degrees and not radians
    double metres = 1;    ///< per unit of the plane
    std::string description;
    bool mercator = false;
};

Projection::Projection(std::shared_ptr<const Impl> impl) : impl_{std::move(impl)}
{}

Projection Projection::web_mercator()
{
    auto impl = std::make_shared<Impl>();
    impl->description = "Web Mercator";
    impl->mercator = true;
    return Projection{std::move(impl)};
}

Projection Projection::conic_for(const Extent& shown)
{
    const double width =
        shown.crosses_antimeridian() ? shown.east + 360 - shown.west : shown.east - shown.west;
    const double lon_0 = std::remainder(shown.west + width / 2, 360.0);
    const double south = std::clamp(shown.south, -89.0, 89.0);
    const double north = std::clamp(shown.north, -89.0, 89.0);
    const double lat_1 = south + (north - south) / 6;
    const double lat_2 = south + (north - south) * 5 / 6;
    const double lat_0 = (south + north) / 2;
    const bool cone = std::abs(lat_1 + lat_2) > 0.1;

    char definition[256];
    if (cone)
        std::snprintf(definition, sizeof definition,
                      "+proj=lcc +lat_1=%.9f +lat_2=%.9f +lat_0=%.9f +lon_0=%.9f +ellps=WGS84", lat_1, lat_2,
                      lat_0, lon_0);
    else
        std::snprintf(definition, sizeof definition, "+proj=merc +lat_ts=%.9f +lon_0=%.9f +ellps=WGS84",
                      lat_0, lon_0);

    auto impl = std::make_shared<Impl>();
    impl->context = quiet_context();
    impl->pj.reset(proj_create(impl->context.get(), definition));
    if (!impl->pj)
        throw Error{"cannot make a projection for the extent shown: PROJ does not take '" +
                    std::string{definition} + "'"};
    impl->mercator = !cone;
    impl->description = cone ? "Lambert conformal conic, " +
                                   ((lat_1 < 0) == (lat_2 < 0) ? degrees_text(lat_1) : latitude_text(lat_1)) +
                                   " and " + latitude_text(lat_2)
                             : "Mercator, true to scale at " + latitude_text(lat_0);
    return Projection{std::move(impl)};
}

std::shared_ptr<Projection::Impl> Projection::make(const std::string& definition)
{
    auto impl = std::make_shared<Impl>();
    impl->context = quiet_context();
    PJ_CONTEXT* context = impl->context.get();
    const std::string what = "cannot use the projection '" + definition + "': ";
    const Pj raw{proj_create_crs_to_crs(context, "OGC:CRS84", definition.c_str(), nullptr)};
    if (!raw)
        throw Error{what + "PROJ does not know it; give an EPSG code such as EPSG:32633 or a +proj string"};
    const auto metres = metres_per_unit(context, definition);
    if (!metres)
        throw Error{what +
                    "it counts in degrees and makes no plane; give a projected system such as EPSG:32633"};
    impl->pj.reset(proj_normalize_for_visualization(context, raw.get()));
    if (!impl->pj)
        throw Error{what + "its axes are not known"};
    impl->degrees = true;
    impl->metres = *metres;
    const Pj crs{proj_create(context, definition.c_str())};
    const char* name = crs ? proj_get_name(crs.get()) : nullptr;
    // A "+proj=…" without "+type=crs" is an operation, whose name says nothing.
    const bool named = name != nullptr && *name != '\0' && std::string{name} != "unknown" &&
                       std::string{name}.find("PROJ-based") == std::string::npos;
    impl->description = named ? std::string{name} : definition;
    return impl;
}

Projection Projection::of(const std::string& definition)
{
    return Projection{make(definition)};
}

Projection Projection::polar_for(const Extent& shown)
{
    const double width =
        shown.crosses_antimeridian() ? shown.east + 360 - shown.west : shown.east - shown.west;
    const bool north = shown.south + shown.north > 0;
    // All the way round there is no middle; Greenwich upright is what atlases have.
    const double lon_0 = width >= 350 ? 0 : std::remainder(shown.west + width / 2, 360.0);
    auto impl = make("+proj=laea +lat_0=" + std::string{north ? "90" : "-90"} +
                     " +lon_0=" + std::to_string(lon_0) + " +datum=WGS84");
    impl->description =
        std::string{"Lambert azimuthal equal-area about the "} + (north ? "North" : "South") + " Pole";
    return Projection{std::move(impl)};
}

Projection Projection::equal_earth(double middle_lon)
{
    auto impl = make("+proj=eqearth +lon_0=" + std::to_string(middle_lon) + " +datum=WGS84");
    impl->description = "Equal Earth";
    return Projection{std::move(impl)};
}

std::optional<Metres> Projection::to_plane(LonLat p) const
{
    if (!is_valid(p))
        return std::nullopt;
    if (!impl_->pj)
        return to_web_mercator(p);
    const double scale = impl_->degrees ? 1 : radians;
    const PJ_COORD out = proj_trans(impl_->pj.get(), PJ_FWD, proj_coord(p.lon * scale, p.lat * scale, 0, 0));
    if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
        return std::nullopt;
    return Metres{out.xy.x * impl_->metres, out.xy.y * impl_->metres};
}

std::optional<LonLat> Projection::to_lonlat(Metres p) const
{
    if (!std::isfinite(p.x) || !std::isfinite(p.y))
        return std::nullopt;
    if (!impl_->pj)
        return from_web_mercator(p);
    const double scale = impl_->degrees ? 1 : radians;
    const PJ_COORD out =
        proj_trans(impl_->pj.get(), PJ_INV, proj_coord(p.x / impl_->metres, p.y / impl_->metres, 0, 0));
    const LonLat q{out.xy.x / scale, out.xy.y / scale};
    return is_valid(q) ? std::optional{q} : std::nullopt;
}

const std::string& Projection::description() const
{
    return impl_->description;
}

bool Projection::is_mercator() const
{
    return impl_->mercator;
}

} // namespace sitmap
