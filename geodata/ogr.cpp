#include "geodata/ogr.hpp"

#include "geodata/kml_fields.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <mutex>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>
#include <utility>

namespace sitmap {

namespace {

constexpr std::size_t most_messages = 100;

void CPL_STDCALL collect(CPLErr level, CPLErrorNum /*number*/, const char* text)
{
    if (level == CE_Debug)
        return;
    auto& messages = *static_cast<std::vector<GdalMessages::Message>*>(CPLGetErrorHandlerUserData());
    if (messages.size() >= most_messages)
        return;
    std::string line{text};
    for (char& c : line) {
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
    }
    while (!line.empty() && (line.back() == ' ' || line.back() == '.'))
        line.pop_back();
    messages.push_back({level >= CE_Failure, std::move(line)});
}

void register_drivers()
{
    prefix_kml_fields();
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetConfigOption("CPL_VSIL_CURL_HEADER_FILE_KVP_ENABLED", "NO");
    // Views and triggers of a foreign GeoPackage must not call functions with side effects.
    CPLSetConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=0,cell_size_check=1");
    OSRSetPROJEnableNetwork(0);
    RegisterOGRShape();
    RegisterOGRGeoJSON();
    RegisterOGRGeoJSONSeq();
    RegisterOGRTopoJSON();
    RegisterOGRGeoPackage();
    RegisterOGRFlatGeobuf();
    RegisterOGRLIBKML();
    RegisterOGRKML();
    RegisterOGRCSV();
    RegisterOGRGPX();
    RegisterOGRGMT();
    RegisterOGRXLSX();
    RegisterOGRODS();
}

// --- To OGR

template <class Curve>
std::unique_ptr<Curve> curve_of(const std::vector<LonLat>& points)
{
    auto curve = std::make_unique<Curve>();
    curve->setNumPoints(static_cast<int>(points.size()), FALSE);
    for (std::size_t i = 0; i < points.size(); ++i)
        curve->setPoint(static_cast<int>(i), points[i].lon, points[i].lat);
    return curve;
}

std::unique_ptr<OGRLinearRing> ring_of(const Ring& ring)
{
    auto made = curve_of<OGRLinearRing>(ring);
    made->closeRings();
    return made;
}

std::unique_ptr<OGRPolygon> polygon_of(const Polygon& polygon)
{
    auto made = std::make_unique<OGRPolygon>();
    if (polygon.exterior.empty())
        return made;
    made->addRingDirectly(ring_of(polygon.exterior).release());
    for (const Ring& hole : polygon.holes)
        made->addRingDirectly(ring_of(hole).release());
    return made;
}

struct ToOgr {
    using Made = std::unique_ptr<OGRGeometry>;

    Made operator()(std::monostate) const { return nullptr; }
    Made operator()(LonLat p) const { return std::make_unique<OGRPoint>(p.lon, p.lat); }
    Made operator()(const LineString& line) const { return curve_of<OGRLineString>(line.points); }
    Made operator()(const Polygon& polygon) const { return polygon_of(polygon); }
    Made operator()(const MultiPoint& g) const
    {
        auto made = std::make_unique<OGRMultiPoint>();
        for (const LonLat p : g.points)
            made->addGeometryDirectly(new OGRPoint(p.lon, p.lat));
        return made;
    }
    Made operator()(const MultiLineString& g) const
    {
        auto made = std::make_unique<OGRMultiLineString>();
        for (const LineString& line : g.lines)
            made->addGeometryDirectly(curve_of<OGRLineString>(line.points).release());
        return made;
    }
    Made operator()(const MultiPolygon& g) const
    {
        auto made = std::make_unique<OGRMultiPolygon>();
        for (const Polygon& polygon : g.polygons)
            made->addGeometryDirectly(polygon_of(polygon).release());
        return made;
    }
};

// --- From OGR

std::vector<LonLat> points_of(const OGRSimpleCurve& curve)
{
    std::vector<LonLat> points;
    points.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i)
        points.push_back({curve.getX(i), curve.getY(i)});
    return points;
}

/// The parts of a geometry, sorted by kind. `multi` tells whether a kind came as a multi-shape or repeatedly.
struct Parts {
    std::vector<LonLat> points;
    std::vector<LineString> lines;
    std::vector<Polygon> polygons;
    bool multi = false;

    void add(const OGRGeometry& g);
    void add(const OGRPolygon& g);
};

void Parts::add(const OGRPolygon& g)
{
    Polygon polygon;
    for (const OGRLinearRing* ring : g) {
        Ring corners = points_of(*ring);
        if (polygon.exterior.empty())
            polygon.exterior = std::move(corners);
        else if (!corners.empty())
            polygon.holes.push_back(std::move(corners));
    }
    if (!polygon.exterior.empty())
        polygons.push_back(std::move(polygon));
}

void Parts::add(const OGRGeometry& g)
{
    if (g.IsEmpty())
        return;
    const OGRwkbGeometryType type = wkbFlatten(g.getGeometryType());
    if (type == wkbPoint) {
        const auto& point = *g.toPoint();
        points.push_back({point.getX(), point.getY()});
    } else if (type == wkbLineString) {
        lines.push_back({points_of(*g.toLineString())});
    } else if (type == wkbPolygon || type == wkbTriangle) {
        add(*g.toPolygon());
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
        multi = multi || type != wkbGeometryCollection;
        for (const OGRGeometry* part : *g.toGeometryCollection())
            add(*part);
    } else if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface) != 0) {
        multi = true;
        for (const OGRPolygon* face : *g.toPolyhedralSurface())
            add(*face);
    }
}

} // namespace

void ready_gdal()
{
    static std::once_flag once;
    std::call_once(once, register_drivers);
}

GdalMessages::GdalMessages()
{
    CPLPushErrorHandlerEx(collect, &messages_);
    CPLErrorReset();
}

GdalMessages::~GdalMessages()
{
    CPLPopErrorHandler();
    CPLErrorReset();
}

std::vector<GdalMessages::Message> GdalMessages::take()
{
    return std::exchange(messages_, {});
}

std::string GdalMessages::take_reason()
{
    const auto messages = take();
    for (const Message& message : messages) {
        if (message.failure)
            return message.text;
    }
    return messages.empty() ? std::string{} : messages.front().text;
}

std::unique_ptr<OGRGeometry> to_ogr(const Geometry& geometry)
{
    return std::visit(ToOgr{}, geometry);
}

std::vector<Geometry> from_ogr(const OGRGeometry& geometry)
{
    Parts parts;
    if (geometry.hasCurveGeometry() != 0) {
        const std::unique_ptr<OGRGeometry> straight{geometry.getLinearGeometry()};
        if (straight)
            parts.add(*straight);
    } else {
        parts.add(geometry);
    }
    std::vector<Geometry> result;
    if (parts.points.size() == 1 && !parts.multi)
        result.emplace_back(parts.points.front());
    else if (!parts.points.empty())
        result.emplace_back(MultiPoint{std::move(parts.points)});
    if (parts.lines.size() == 1 && !parts.multi)
        result.emplace_back(std::move(parts.lines.front()));
    else if (!parts.lines.empty())
        result.emplace_back(MultiLineString{std::move(parts.lines)});
    if (parts.polygons.size() == 1 && !parts.multi)
        result.emplace_back(std::move(parts.polygons.front()));
    else if (!parts.polygons.empty())
        result.emplace_back(MultiPolygon{std::move(parts.polygons)});
    return result;
}

} // namespace sitmap
