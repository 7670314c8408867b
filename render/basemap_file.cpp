#include "geodata/error.hpp"
#include "geodata/gzip_file.hpp"
#include "geodata/measure.hpp"
#include "geodata/shapes_file.hpp"
#include "render/map.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace sitmap {
namespace {

namespace fs = std::filesystem;

Polygon polygon_from(std::vector<std::vector<LonLat>>& parts)
{
    Polygon polygon;
    polygon.exterior = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i)
        polygon.holes.push_back(std::move(parts[i]));
    return polygon;
}

std::vector<Polygon> read_polygons(const fs::path& path)
{
    std::vector<Polygon> polygons;
    for (ShapeRow& row : read_shapes_file(path))
        if (!row.parts.empty())
            polygons.push_back(polygon_from(row.parts));
    return polygons;
}

std::vector<LineString> read_lines(const fs::path& path)
{
    std::vector<LineString> lines;
    for (ShapeRow& row : read_shapes_file(path))
        for (auto& part : row.parts)
            lines.push_back({std::move(part)});
    return lines;
}

/// Rivers are labelled with their rank, from 1 for the greatest.
void read_rivers(const fs::path& path, Basemap& map)
{
    for (ShapeRow& row : read_shapes_file(path)) {
        int rank = 0;
        const char* end = row.label.data() + row.label.size();
        if (std::from_chars(row.label.data(), end, rank).ptr != end || rank < 1)
            throw Error{"cannot read base map layer '" + path.string() + "': a river has the rank '" +
                        row.label + "'"};
        for (auto& part : row.parts) {
            map.rivers.push_back({std::move(part)});
            map.river_ranks.push_back(rank);
        }
    }
}

/// Rows with one country's code follow each other, a polygon each.
void read_countries(const fs::path& path, Basemap& map)
{
    for (ShapeRow& row : read_shapes_file(path)) {
        if (row.parts.empty())
            continue;
        if (map.countries.empty() || map.countries.back().iso != row.label)
            map.countries.push_back({row.label, {}, {}});
        map.countries.back().area.polygons.push_back(polygon_from(row.parts));
    }
    for (Basemap::Country& country : map.countries)
        country.extent = extent_of(country.area).value_or(Extent{});
}

bool on_cut(LonLat a, LonLat b)
{
    const bool antimeridian = std::abs(a.lon) > 179.9999 && std::abs(b.lon) > 179.9999;
    return antimeridian || (a.lat < -89.9999 || b.lat < -89.9999);
}

/// The rings without the edges that only close them at the edge of the world or of `windows`.
template <class IsCut>
void append_coast(const Ring& ring, IsCut is_cut, std::vector<LineString>& coast)
{
    LineString line;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        if (is_cut(ring[i], ring[i + 1])) {
            if (!line.points.empty())
                coast.push_back(std::move(line));
            line = {};
            continue;
        }
        if (line.points.empty())
            line.points.push_back(ring[i]);
        line.points.push_back(ring[i + 1]);
    }
    if (!line.points.empty())
        coast.push_back(std::move(line));
}

template <class IsCut>
std::vector<LineString> coast_of(const std::vector<Polygon>& land, IsCut is_cut)
{
    std::vector<LineString> coast;
    for (const Polygon& polygon : land) {
        append_coast(polygon.exterior, is_cut, coast);
        for (const Ring& hole : polygon.holes)
            append_coast(hole, is_cut, coast);
    }
    return coast;
}

bool on_edge(const Extent& window, LonLat a, LonLat b)
{
    constexpr double near = 1.5e-5;
    const auto both = [](double p, double q, double edge) {
        return std::abs(p - edge) < near && std::abs(q - edge) < near;
    };
    return both(a.lon, b.lon, window.west) || both(a.lon, b.lon, window.east) ||
           both(a.lat, b.lat, window.south) || both(a.lat, b.lat, window.north);
}

/// Rows labelled "window" hold the corners of a window, the others a polygon of land.
void read_shore(const fs::path& path, Basemap& map)
{
    for (ShapeRow& row : read_shapes_file(path)) {
        if (row.parts.empty())
            continue;
        if (row.label == "window") {
            const LineString corners{row.parts.front()};
            map.shore_windows.push_back(extent_of(corners).value_or(Extent{}));
        } else {
            map.shore.land.push_back(polygon_from(row.parts));
        }
    }
    map.shore.coast = coast_of(map.shore.land, [&](LonLat a, LonLat b) {
        for (const Extent& window : map.shore_windows)
            if (on_edge(window, a, b))
                return true;
        return false;
    });
}

/// Walks through the lines of a table, its cells parted by tabs; comments begin with #.
class Table {
public:
    explicit Table(fs::path path) : path_{std::move(path)}, text_{read_gzip(path_, 64U << 20)} {}

    template <std::size_t N>
    bool next(std::array<std::string_view, N>& cells)
    {
        std::string_view row;
        do {
            if (at_ >= text_.size())
                return false;
            const std::size_t end = std::min(text_.find('\n', at_), text_.size());
            row = std::string_view{text_}.substr(at_, end - at_);
            at_ = end + 1;
            ++line_;
        } while (row.empty() || row.front() == '#');
        std::size_t count = 0;
        for (std::size_t begin = 0; begin <= row.size(); ++count) {
            const std::size_t end = std::min(row.find('\t', begin), row.size());
            if (count < N)
                cells[count] = row.substr(begin, end - begin);
            begin = end + 1;
        }
        if (count != N)
            fail(std::to_string(count) + " cells, " + std::to_string(N) + " wanted");
        return true;
    }

    template <class T>
    T number(std::string_view cell) const
    {
        T value{};
        if (cell.empty())
            return value;
        const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size())
            fail("'" + std::string{cell} + "' is no number");
        return value;
    }

    LonLat position(std::string_view lon, std::string_view lat) const
    {
        const LonLat p{number<double>(lon), number<double>(lat)};
        if (!is_valid(p))
            fail("a position is off the globe");
        return p;
    }

    [[noreturn]] void fail(const std::string& why) const
    {
        throw Error{"cannot read base map table '" + path_.string() + "', line " + std::to_string(line_) +
                    ": " + why};
    }

private:
    fs::path path_;
    std::string text_;
    std::size_t at_ = 0, line_ = 0;
};

/// Columns: lon lat name name_local rank capital population.
std::vector<PlaceLabel> read_place_labels(const fs::path& path)
{
    std::vector<PlaceLabel> labels;
    Table table{path};
    for (std::array<std::string_view, 7> cells; table.next(cells);) {
        PlaceLabel& label = labels.emplace_back();
        label.at = table.position(cells[0], cells[1]);
        label.name = cells[2];
        label.name_local = cells[3];
        label.rank = table.number<int>(cells[4]);
        label.capital = cells[5] == "1";
        label.population = table.number<std::int64_t>(cells[6]);
        if (label.rank < 1 || label.rank > 5)
            table.fail("the rank is not within 1 and 5");
    }
    return labels;
}

std::optional<AreaLabel::Kind> area_kind_named(std::string_view name)
{
    if (name == "country")
        return AreaLabel::Kind::country;
    if (name == "region")
        return AreaLabel::Kind::region;
    if (name == "sea")
        return AreaLabel::Kind::sea;
    if (name == "gulf")
        return AreaLabel::Kind::gulf;
    return std::nullopt;
}

LineString curve_from(const Table& table, std::string_view cell)
{
    LineString curve;
    for (std::size_t begin = 0; begin < cell.size();) {
        const std::size_t end = std::min(cell.find(',', begin), cell.size());
        const std::string_view pair = cell.substr(begin, end - begin);
        const std::size_t space = std::min(pair.find(' '), pair.size());
        curve.points.push_back(
            table.position(pair.substr(0, space), pair.substr(std::min(space + 1, pair.size()))));
        begin = end + 1;
    }
    return curve;
}

/// Columns: kind name name_local lon lat extent_km curve; the curve as "lon lat,lon lat,...".
void read_area_labels(const fs::path& path, std::vector<AreaLabel>& labels)
{
    Table table{path};
    for (std::array<std::string_view, 7> cells; table.next(cells);) {
        const auto kind = area_kind_named(cells[0]);
        if (!kind)
            table.fail("there is no kind of area '" + std::string{cells[0]} + "'");
        AreaLabel& label = labels.emplace_back();
        label.kind = *kind;
        label.name = cells[1];
        label.name_local = cells[2];
        label.at = table.position(cells[3], cells[4]);
        label.extent_m = 1000 * table.number<double>(cells[5]);
        label.curve = curve_from(table, cells[6]);
    }
}

/// Takes the part of each lake inside the box out of the lakes.
MultiPolygon taken_out(std::vector<Polygon>& lakes, const Extent& box)
{
    const MultiPolygon frame{{{{{box.west, box.south},
                                {box.east, box.south},
                                {box.east, box.north},
                                {box.west, box.north},
                                {box.west, box.south}},
                               {}}}};
    MultiPolygon taken;
    std::vector<Polygon> left;
    for (Polygon& lake : lakes) {
        const auto there = extent_of(Geometry{lake});
        if (!there || !box.overlaps(*there)) {
            left.push_back(std::move(lake));
            continue;
        }
        for (Polygon& part : intersection(MultiPolygon{{lake}}, frame).polygons)
            taken.polygons.push_back(std::move(part));
        for (Polygon& part : difference(MultiPolygon{{lake}}, frame).polygons)
            left.push_back(std::move(part));
    }
    lakes = std::move(left);
    return taken;
}

/// Columns: name since west south east north lon lat; the box holds what was drained, the point bears the
/// name.
void read_drained(const fs::path& path, Basemap& map)
{
    Table table{path};
    for (std::array<std::string_view, 8> cells; table.next(cells);) {
        const auto since = parse_day(cells[1]);
        if (!since)
            table.fail("'" + std::string{cells[1]} + "' is no day");
        const LonLat south_west = table.position(cells[2], cells[3]),
                     north_east = table.position(cells[4], cells[5]);
        const Extent box{south_west.lon, south_west.lat, north_east.lon, north_east.lat};
        map.drained.push_back(
            {std::string{cells[0]}, *since, table.position(cells[6], cells[7]), taken_out(map.lakes, box)});
    }
}

/// The line "sitmap shade 1", one of width and height, and a byte a cell: its difference from the cell above,
/// modulo 256.
Relief read_relief(const fs::path& path)
{
    const auto fail = [&path](const char* why) {
        throw Error{"cannot read relief '" + path.string() + "': " + why};
    };
    const std::string bytes = read_gzip(path, 64U << 20);
    constexpr std::string_view magic = "sitmap shade 1\n";
    if (!bytes.starts_with(magic))
        fail("it does not begin as such a file");
    const char* const end = bytes.data() + bytes.size();
    Relief relief;
    const auto width = std::from_chars(bytes.data() + magic.size(), end, relief.width);
    const auto height = std::from_chars(std::min(width.ptr + 1, end), end, relief.height);
    const char* const cells = std::min(height.ptr + 1, end);
    const auto row = static_cast<std::size_t>(relief.width);
    if (relief.width <= 0 || relief.height <= 0 ||
        static_cast<std::size_t>(end - cells) / row != static_cast<std::size_t>(relief.height) ||
        static_cast<std::size_t>(end - cells) % row != 0)
        fail("width times height is not the number of cells");
    relief.shade.assign(cells, end);
    for (int y = 1; y < relief.height; ++y) {
        std::uint8_t* const cell = relief.shade.data() + static_cast<std::size_t>(y) * row;
        for (std::size_t x = 0; x < row; ++x)
            cell[x] = static_cast<std::uint8_t>(cell[x] + (cell - row)[x]);
    }
    return relief;
}

} // namespace

const Basemap::Country* Basemap::country(std::string_view code) const
{
    const auto found = std::find_if(countries.begin(), countries.end(), [&](const Country& country) {
        return !code.empty() && country.iso == code;
    });
    return found != countries.end() ? &*found : nullptr;
}

Basemap Basemap::load(const fs::path& assets)
{
    const fs::path folder = assets / "basemap";
    Basemap map;
    map.world.land = read_polygons(folder / "land.shapes.gz");
    map.world.coast = coast_of(map.world.land, on_cut);
    read_shore(folder / "shore.shapes.gz", map);
    read_countries(folder / "countries.shapes.gz", map);
    map.borders = read_lines(folder / "borders.shapes.gz");
    map.disputed_borders = read_lines(folder / "disputed.shapes.gz");
    map.admin1_borders = read_lines(folder / "admin1.shapes.gz");
    read_rivers(folder / "rivers.shapes.gz", map);
    map.lakes = read_polygons(folder / "lakes.shapes.gz");
    read_drained(folder / "drained.tsv", map);
    map.places = read_place_labels(folder / "places.tsv.gz");
    read_area_labels(folder / "countries.tsv", map.areas);
    read_area_labels(folder / "areas.tsv", map.areas);
    map.relief = read_relief(folder / "relief.shade.gz");
    return map;
}

} // namespace sitmap
