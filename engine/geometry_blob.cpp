#include "engine/geometry_blob.hpp"

#include "geodata/extent.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace sitmap {

namespace {

// OGC 06-103r4, 8.2: codes of the kinds.
enum class Kind : std::uint32_t { point = 1, line, polygon, multi_point, multi_line, multi_polygon };

constexpr std::uint8_t little_endian_flag = 0x01, envelope_flag = 0x02, empty_flag = 0x10,
                       extended_flag = 0x20;
constexpr std::array<std::size_t, 5> envelope_doubles{0, 4, 6, 6, 8}; // GeoPackage 1.3, table 7
constexpr std::size_t position_bytes = 16;

class Writer {
public:
    void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
    void number(std::uint64_t value, int size)
    {
        for (int i = 0; i < size; ++i)
            byte(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    void count(std::size_t value) { number(value, 4); }
    void real(double value) { number(std::bit_cast<std::uint64_t>(value), 8); }
    void head(Kind kind)
    {
        byte(1);
        number(static_cast<std::uint32_t>(kind), 4);
    }
    void position(LonLat p)
    {
        real(p.lon);
        real(p.lat);
    }
    void positions(const std::vector<LonLat>& points)
    {
        count(points.size());
        for (const LonLat p : points)
            position(p);
    }

    void operator()(std::monostate) {}
    void operator()(LonLat p)
    {
        head(Kind::point);
        position(p);
    }
    void operator()(const LineString& line)
    {
        head(Kind::line);
        positions(line.points);
    }
    void operator()(const Polygon& polygon)
    {
        head(Kind::polygon);
        const bool empty = polygon.exterior.empty() && polygon.holes.empty();
        count(empty ? 0 : 1 + polygon.holes.size());
        if (empty)
            return;
        positions(polygon.exterior);
        for (const Ring& hole : polygon.holes)
            positions(hole);
    }
    void operator()(const MultiPoint& multi) { parts(Kind::multi_point, multi.points); }
    void operator()(const MultiLineString& multi) { parts(Kind::multi_line, multi.lines); }
    void operator()(const MultiPolygon& multi) { parts(Kind::multi_polygon, multi.polygons); }

    std::string take() { return std::move(bytes_); }

private:
    template <class Part>
    void parts(Kind kind, const std::vector<Part>& all)
    {
        head(kind);
        count(all.size());
        for (const Part& part : all)
            (*this)(part);
    }

    std::string bytes_;
};

/// Reads ISO and extended WKB; after a failure everything that follows fails.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_{bytes} {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }
    void big_endian(bool big) { big_ = big; }
    void skip(std::size_t bytes)
    {
        if (rest_.size() < bytes)
            ok_ = false;
        else
            rest_.remove_prefix(bytes);
    }

    std::uint64_t number(std::size_t size)
    {
        if (!ok_ || rest_.size() < size) {
            ok_ = false;
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const auto byte = static_cast<unsigned char>(rest_[big_ ? i : size - 1 - i]);
            value = (value << 8) | byte;
        }
        rest_.remove_prefix(size);
        return value;
    }

    /// The kind of a geometry, with the byte order and the number of values a position that it sets.
    std::optional<Kind> head()
    {
        constexpr std::uint32_t z_bit = 0x80000000, m_bit = 0x40000000, srid_bit = 0x20000000;
        big_ = number(1) == 0;
        auto code = static_cast<std::uint32_t>(number(4));
        if ((code & srid_bit) != 0)
            skip(4);
        const std::uint32_t iso = (code & 0xffff) / 1000;
        const bool z = (code & z_bit) != 0 || iso == 1 || iso == 3;
        const bool m = (code & m_bit) != 0 || iso == 2 || iso == 3;
        extra_bytes_ = (z ? 8u : 0u) + (m ? 8u : 0u);
        code = (code & 0xffff) % 1000;
        if (!ok_ || iso > 3 || code < 1 || code > 6)
            return std::nullopt;
        return static_cast<Kind>(code);
    }

    LonLat position()
    {
        const double lon = std::bit_cast<double>(number(8));
        const double lat = std::bit_cast<double>(number(8));
        skip(extra_bytes_);
        return {lon, lat};
    }

    /// A count of things that take at least `least_bytes` each, so that it cannot exceed what is left.
    std::size_t count(std::size_t least_bytes)
    {
        const auto value = static_cast<std::size_t>(number(4));
        if (value > rest_.size() / least_bytes)
            ok_ = false;
        return ok_ ? value : 0;
    }

    std::vector<LonLat> positions()
    {
        std::vector<LonLat> points(count(position_bytes + extra_bytes_));
        for (LonLat& point : points)
            point = position();
        return points;
    }

    Polygon polygon()
    {
        Polygon polygon;
        const std::size_t rings = count(4);
        for (std::size_t i = 0; i < rings && ok_; ++i)
            (i == 0 ? polygon.exterior : polygon.holes.emplace_back()) = positions();
        return polygon;
    }

    /// The parts of a multi-geometry: each has a head of its own, which must say `kind`.
    template <class Read>
    auto parts(Kind kind, Read read)
    {
        std::vector<decltype(read())> all;
        const std::size_t size = count(5);
        for (std::size_t i = 0; i < size && ok_; ++i) {
            if (head() != kind)
                ok_ = false;
            else
                all.push_back(read());
        }
        return all;
    }

    Geometry geometry()
    {
        const auto kind = head();
        if (!kind) {
            ok_ = false;
            return {};
        }
        switch (*kind) {
        case Kind::point:
            return position();
        case Kind::line:
            return LineString{positions()};
        case Kind::polygon:
            return polygon();
        case Kind::multi_point:
            return MultiPoint{parts(Kind::point, [&] { return position(); })};
        case Kind::multi_line:
            return MultiLineString{parts(Kind::line, [&] { return LineString{positions()}; })};
        case Kind::multi_polygon:
            return MultiPolygon{parts(Kind::polygon, [&] { return polygon(); })};
        }
        return {};
    }

private:
    std::string_view rest_;
    bool big_ = false, ok_ = true;
    std::size_t extra_bytes_ = 0;
};

} // namespace

std::optional<std::string> geometry_blob(const Geometry& geometry)
{
    if (std::holds_alternative<std::monostate>(geometry))
        return std::nullopt;
    const auto extent = extent_of(geometry);
    const bool is_point = std::holds_alternative<LonLat>(geometry);
    Writer writer;
    writer.byte('G');
    writer.byte('P');
    writer.byte(0);
    const bool has_envelope = extent && !is_point; // a point's envelope would say it twice
    writer.byte(static_cast<std::uint8_t>(little_endian_flag | (has_envelope ? envelope_flag : 0) |
                                          (extent ? 0 : empty_flag)));
    writer.number(4326, 4);
    if (has_envelope)
        for (const double value : {extent->west, extent->east, extent->south, extent->north})
            writer.real(value);
    std::visit(writer, geometry);
    return writer.take();
}

std::optional<Geometry> geometry_from_blob(std::string_view blob)
{
    constexpr std::size_t head_bytes = 8;
    if (blob.size() < head_bytes || blob[0] != 'G' || blob[1] != 'P' || blob[2] != 0)
        return std::nullopt;
    const auto flags = static_cast<std::uint8_t>(blob[3]);
    const std::size_t envelope = (flags >> 1) & 7;
    if ((flags & extended_flag) != 0 || envelope >= envelope_doubles.size())
        return std::nullopt;
    Reader reader{blob};
    reader.skip(head_bytes + 8 * envelope_doubles[envelope]);
    Geometry geometry = reader.geometry();
    if (!reader.at_end())
        return std::nullopt;
    return geometry;
}

} // namespace sitmap
