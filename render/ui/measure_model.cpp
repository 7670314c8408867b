#include "render/ui/measure_model.hpp"

#include "geodata/measure.hpp"
#include "render/ui/panel_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

/// Corners of the legs in order; a ring comes back to the first.
std::vector<LonLat> corners(const MeasureLine& line, std::optional<LonLat> pointer)
{
    std::vector<LonLat> all = line.points;
    if (line.closed && !all.empty())
        all.push_back(all.front());
    else if (pointer && !line.finished && !all.empty())
        all.push_back(*pointer);
    return all;
}

/// Three figures below a hundred, whole numbers above.
std::string with_unit(double value, const char* unit)
{
    char text[48];
    if (value < 99.95)
        std::snprintf(text, sizeof text, "%.*f %s", value < 9.995 ? 2 : 1, value, unit);
    else
        return grouped(std::llround(value)) + " " + unit;
    return text;
}

} // namespace

void add_corner(MeasureLine& line, LonLat at)
{
    if (line.finished)
        line = {};
    if (line.points.empty() || !(line.points.back() == at))
        line.points.push_back(at);
}

void remove_corner(MeasureLine& line)
{
    if (line.finished)
        line.finished = line.closed = false;
    else if (!line.points.empty())
        line.points.pop_back();
}

void finish(MeasureLine& line, bool closed)
{
    if (line.points.size() < 2) {
        line = {};
        return;
    }
    line.closed = closed && line.points.size() >= 3;
    line.finished = true;
}

Measured measured(const MeasureLine& line, std::optional<LonLat> pointer)
{
    Measured figures;
    const std::vector<LonLat> all = corners(line, pointer);
    for (std::size_t i = 1; i < all.size(); ++i) {
        figures.last_m = distance_m(all[i - 1], all[i]);
        figures.length_m += figures.last_m;
        figures.bearing_deg = bearing_deg(all[i - 1], all[i]);
    }
    if (line.closed)
        figures.area_m2 = area_m2(Polygon{all, {}});
    return figures;
}

std::vector<LonLat> along(const MeasureLine& line, std::optional<LonLat> pointer, double step_m)
{
    constexpr double most_parts = 256;
    const std::vector<LonLat> all = corners(line, pointer);
    std::vector<LonLat> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) {
            const double length = distance_m(all[i - 1], all[i]);
            const double bearing = bearing_deg(all[i - 1], all[i]);
            const double parts = std::clamp(std::ceil(length / std::max(step_m, 1.0)), 1.0, most_parts);
            for (double part = 1; part < parts; ++part)
                out.push_back(destination(all[i - 1], bearing, length * part / parts));
        }
        out.push_back(all[i]);
    }
    return out;
}

std::string length_for_people(double metres)
{
    return metres < 999.5 ? grouped(std::llround(metres)) + " m" : with_unit(metres / 1000, "km");
}

std::string area_for_people(double m2)
{
    return m2 < 99'999.5 ? grouped(std::llround(m2)) + " m²" : with_unit(m2 / 1e6, "km²");
}

} // namespace sitmap
