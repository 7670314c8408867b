// Front lines from the edges of control areas.
#include "engine/banded_area.hpp"
#include "engine/control.hpp"
#include "geodata/extent.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace sitmap {

namespace {

constexpr double metres_a_degree = 111'320;
constexpr double pi = 3.14159265358979323846;
constexpr double shared_border_m = 500; // two hands draw one border a little apart
constexpr double land_edge_m = 3'000;   // cartography, section 6
// Two hands' borders and coasts part by more than that here and there: a rim is a front only if it somewhere
// goes further from them, and then as far as 3 km to them.
constexpr double front_apart_m = 5'000;
constexpr double piece_m = 1'000; // long edges are judged piece by piece

double cosine_of(double lat)
{
    return std::max(0.02, std::cos(lat * pi / 180));
}

struct Segment {
    LonLat a, b;
    std::uint32_t owner = 0; ///< position of the area it bounds
};

/// On the plane that touches the Earth at `p`; good to a part in a thousand over the few kilometres asked
/// about.
double distance_to_m(const Segment& segment, LonLat p)
{
    const double scale = cosine_of(p.lat) * metres_a_degree;
    const double ax = (segment.a.lon - p.lon) * scale, ay = (segment.a.lat - p.lat) * metres_a_degree;
    const double dx = (segment.b.lon - segment.a.lon) * scale,
                 dy = (segment.b.lat - segment.a.lat) * metres_a_degree;
    const double length2 = dx * dx + dy * dy;
    const double along = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(ax + along * dx, ay + along * dy);
}

double length_of_m(LonLat a, LonLat b)
{
    return std::hypot((b.lon - a.lon) * cosine_of((a.lat + b.lat) / 2), b.lat - a.lat) * metres_a_degree;
}

LonLat between(LonLat a, LonLat b, double share)
{
    return {a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
}

std::size_t pieces_in(LonLat a, LonLat b, double longest_m)
{
    return static_cast<std::size_t>(std::clamp(std::ceil(length_of_m(a, b) / longest_m), 1.0, 50'000.0));
}

/// Finds segments within a fixed distance of a point.
class NearbySegments {
public:
    /// Segments beyond `frame` are left out.
    NearbySegments(double reach_m, const Extent& frame)
        : reach_m_{reach_m}, cell_deg_{std::max(0.01, reach_m / metres_a_degree)}
    {
        const double pad = 2 * cell_deg_;
        const double pad_lon = pad / cosine_of(std::max(std::abs(frame.south), std::abs(frame.north)));
        frame_ = {frame.west - pad_lon, frame.south - pad, frame.east + pad_lon, frame.north + pad};
    }

    void add(LonLat a, LonLat b, std::uint32_t owner)
    {
        const Extent box{std::min(a.lon, b.lon), std::min(a.lat, b.lat), std::max(a.lon, b.lon),
                         std::max(a.lat, b.lat)};
        if (!frame_.overlaps(box))
            return;
        const std::size_t pieces = pieces_in(a, b, 2 * cell_deg_ * metres_a_degree);
        for (std::size_t i = 0; i < pieces; ++i)
            add_piece({between(a, b, static_cast<double>(i) / static_cast<double>(pieces)),
                       between(a, b, static_cast<double>(i + 1) / static_cast<double>(pieces)), owner});
    }

    void finish() { std::sort(cells_.begin(), cells_.end()); }

    /// Calls `visit(owner)` for each segment within reach of `p` until it returns true; true if one did.
    template <class Visit>
    [[nodiscard]] bool any_near(LonLat p, Visit visit) const
    {
        const std::uint64_t key = cell(column(p.lon), row(p.lat));
        for (auto at = std::lower_bound(cells_.begin(), cells_.end(), std::pair{key, std::uint32_t{0}});
             at != cells_.end() && at->first == key; ++at) {
            const Segment& segment = segments_[at->second];
            if (distance_to_m(segment, p) <= reach_m_ && visit(segment.owner))
                return true;
        }
        return false;
    }

private:
    [[nodiscard]] std::int64_t column(double lon) const
    {
        return static_cast<std::int64_t>(std::floor((lon + 540) / cell_deg_));
    }
    [[nodiscard]] std::int64_t row(double lat) const
    {
        return static_cast<std::int64_t>(std::floor((lat + 180) / cell_deg_));
    }
    [[nodiscard]] static std::uint64_t cell(std::int64_t column, std::int64_t row)
    {
        return (static_cast<std::uint64_t>(row) << 32) | static_cast<std::uint64_t>(column);
    }

    void add_piece(const Segment& segment)
    {
        const double pad_lat = reach_m_ / metres_a_degree;
        const double pad_lon =
            pad_lat / cosine_of(std::max(std::abs(segment.a.lat), std::abs(segment.b.lat)) + pad_lat);
        const auto [west, east] = std::minmax(segment.a.lon, segment.b.lon);
        const auto [south, north] = std::minmax(segment.a.lat, segment.b.lat);
        if (!frame_.overlaps({west, south, east, north}))
            return;
        const auto index = static_cast<std::uint32_t>(segments_.size());
        segments_.push_back(segment);
        for (auto r = row(south - pad_lat); r <= row(north + pad_lat); ++r)
            for (auto c = column(west - pad_lon); c <= column(east + pad_lon); ++c)
                cells_.emplace_back(cell(c, r), index);
    }

    double reach_m_, cell_deg_;
    Extent frame_;
    std::vector<Segment> segments_;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> cells_;
};

/// What a stretch of border is to the map. Stretches of one kind are drawn as one front line.
struct Stretch {
    bool is_front = false, rim = false, illustrative = false;
    std::string attacker;
    auto operator<=>(const Stretch&) const = default;
};

class Fronts {
public:
    Fronts(const std::vector<const ControlArea*>& areas, const std::vector<LineString>& land_edges,
           const Extent& frame)
        : areas_{areas},
          borders_{shared_border_m, frame},
          land_{land_edge_m, frame},
          wide_land_{front_apart_m, frame}
    {
        for (std::uint32_t i = 0; i < areas.size(); ++i) {
            insides_.emplace_back(areas[i]->area.polygons);
            for (const Polygon& polygon : areas[i]->area.polygons) {
                add_border(polygon.exterior, i);
                for (const Ring& hole : polygon.holes)
                    add_border(hole, i);
            }
        }
        for (const LineString& line : land_edges)
            for (std::size_t i = 0; i + 1 < line.points.size(); ++i)
                for (NearbySegments* edges : {&land_, &wide_land_})
                    edges->add(line.points[i], line.points[i + 1], 0);
        borders_.finish();
        land_.finish();
        wide_land_.finish();
    }

    /// The lines along one ring of the area at `index`, sorted by what they are.
    void follow(const Ring& ring, std::uint32_t index, std::map<Stretch, MultiLineString>& lines) const
    {
        std::optional<Stretch> current;
        for (Piece& piece : pieces_of(ring, index)) {
            if (piece.stretch.is_front) {
                auto& drawn = lines[piece.stretch].lines;
                if (!current || *current != piece.stretch || drawn.empty())
                    drawn.push_back({{piece.from}});
                auto& points = drawn.back().points;
                if (piece.goes_straight_on && points.size() > 1)
                    points.back() = piece.to;
                else
                    points.push_back(piece.to);
            }
            current = std::move(piece.stretch);
        }
    }

private:
    struct Piece {
        LonLat from, to;
        Stretch stretch;
        bool goes_straight_on = false; ///< of the same edge as the one before
    };

    [[nodiscard]] std::vector<Piece> pieces_of(const Ring& ring, std::uint32_t index) const
    {
        std::vector<Piece> pieces;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const std::size_t count = pieces_in(ring[i], ring[i + 1], piece_m);
            const auto corner = [&](std::size_t k) {
                return k == count ? ring[i + 1]
                                  : between(ring[i], ring[i + 1],
                                            static_cast<double>(k) / static_cast<double>(count));
            };
            for (std::size_t k = 0; k < count; ++k)
                pieces.push_back(
                    {corner(k), corner(k + 1), judge(between(corner(k), corner(k + 1), 0.5), index), k > 0});
        }
        leave_out_slivers(pieces);
        return pieces;
    }

    /// Runs of rim that lie between coasts or state borders and never leave them by `front_apart_m`.
    void leave_out_slivers(std::vector<Piece>& pieces) const
    {
        const auto ends_run = [](const Piece& p) { return !p.stretch.is_front; };
        const auto first = std::find_if(pieces.begin(), pieces.end(), ends_run);
        if (first == pieces.end())
            return;
        std::rotate(pieces.begin(), first, pieces.end()); // no run goes on past the end
        const std::size_t turned = pieces.size() - static_cast<std::size_t>(first - pieces.begin());
        for (auto from = pieces.begin(); from != pieces.end();) {
            from = std::find_if_not(from, pieces.end(), ends_run);
            const auto to = std::find_if(from, pieces.end(), ends_run);
            const bool is_sliver = std::all_of(from, to, [&](const Piece& p) {
                return p.stretch.rim &&
                       wide_land_.any_near(between(p.from, p.to, 0.5), [](std::uint32_t) { return true; });
            });
            if (is_sliver)
                std::for_each(from, to, [](Piece& p) { p.stretch = {}; });
            from = to;
        }
        std::rotate(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(turned % pieces.size()),
                    pieces.end());
    }

    void add_border(const Ring& ring, std::uint32_t owner)
    {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            borders_.add(ring[i], ring[i + 1], owner);
    }

    /// The area of another party that lies beyond a border point of area `index`, or of the same party (then
    /// there is no front), or none.
    [[nodiscard]] std::optional<std::uint32_t> neighbour(LonLat p, std::uint32_t index) const
    {
        std::optional<std::uint32_t> other;
        const auto take = [&](std::uint32_t owner) {
            if (owner != index)
                other = !other || areas_[owner]->party == areas_[index]->party ? owner : *other;
            return other && areas_[*other]->party == areas_[index]->party;
        };
        if (borders_.any_near(p, take))
            return other;
        for (std::uint32_t i = 0; i < insides_.size(); ++i)
            if (i != index && insides_[i].contains(p) && take(i))
                break;
        return other;
    }

    [[nodiscard]] Stretch judge(LonLat p, std::uint32_t index) const
    {
        const ControlArea& area = *areas_[index];
        if (land_.any_near(p, [](std::uint32_t) { return true; }))
            return {};
        const auto other = neighbour(p, index);
        if (!other)
            return {!area.party.empty(), true, area.illustrative, area.attacker};
        const ControlArea& beyond = *areas_[*other];
        if (beyond.party == area.party || *other < index) // the earlier of two areas draws their border
            return {};
        return {true, false, area.illustrative || beyond.illustrative,
                area.attacker.empty() ? beyond.attacker : area.attacker};
    }

    const std::vector<const ControlArea*>& areas_;
    std::vector<BandedArea> insides_;
    NearbySegments borders_, land_, wide_land_;
};

/// A ring starts anywhere, so that its last line may run on in its first.
void close_up(MultiLineString& lines)
{
    if (lines.lines.size() < 2)
        return;
    auto& head = lines.lines.front().points;
    auto& tail = lines.lines.back().points;
    if (tail.back() != head.front())
        return;
    tail.insert(tail.end(), head.begin() + 1, head.end());
    head = std::move(tail);
    lines.lines.pop_back();
}

std::optional<Extent> frame_of(const std::vector<const ControlArea*>& areas)
{
    std::optional<Extent> frame;
    for (const ControlArea* area : areas) {
        const auto box = extent_of(area->area);
        if (box)
            frame = frame ? Extent{std::min(frame->west, box->west), std::min(frame->south, box->south),
                                   std::max(frame->east, box->east), std::max(frame->north, box->north)}
                          : *box;
    }
    return frame;
}

} // namespace

std::vector<FrontLine> fronts_of(const std::vector<const ControlArea*>& areas,
                                 const std::vector<LineString>& land_edges)
{
    const auto frame = frame_of(areas);
    if (!frame)
        return {};
    const Fronts fronts{areas, land_edges, *frame};
    std::map<Stretch, MultiLineString> lines;
    const auto follow = [&](const Ring& ring, std::uint32_t index) {
        std::map<Stretch, MultiLineString> of_ring;
        fronts.follow(ring, index, of_ring);
        for (auto& [stretch, found] : of_ring) {
            close_up(found);
            auto& all = lines[stretch].lines;
            all.insert(all.end(), found.lines.begin(), found.lines.end());
        }
    };
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        for (const Polygon& polygon : areas[i]->area.polygons) {
            follow(polygon.exterior, i);
            for (const Ring& hole : polygon.holes)
                follow(hole, i);
        }
    }
    std::vector<FrontLine> found;
    for (auto& [stretch, line] : lines)
        found.push_back({std::move(line), false, stretch.illustrative, stretch.attacker, stretch.rim});
    return found;
}

} // namespace sitmap
