#include "geodata/spatial_index.hpp"

#include "geodata/hilbert.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>
#include <tuple>
#include <utility>

namespace sitmap {

namespace {

constexpr std::size_t fan_out = 16;
constexpr double radians = std::numbers::pi / 180;

std::uint32_t grid(double value, double low, double high)
{
    return static_cast<std::uint32_t>(std::clamp((value - low) / (high - low), 0.0, 1.0) * 65535);
}

std::uint32_t hilbert_of(const Extent& box)
{
    return hilbert(grid((box.west + box.east) / 2, -180, 180), grid((box.south + box.north) / 2, -90, 90));
}

Extent joined(const Extent& a, const Extent& b)
{
    return {std::min(a.west, b.west), std::min(a.south, b.south), std::max(a.east, b.east),
            std::max(a.north, b.north)};
}

/// Central angle on the unit sphere; haversine keeps its digits for small angles.
double angle(LonLat a, LonLat b)
{
    const double u = std::sin((b.lat - a.lat) / 2 * radians);
    const double v = std::sin((b.lon - a.lon) / 2 * radians);
    const double h = u * u + std::cos(a.lat * radians) * std::cos(b.lat * radians) * v * v;
    return 2 * std::asin(std::min(1.0, std::sqrt(h)));
}

/// The point of a box (west <= east) nearest to `p` on the sphere.
LonLat nearest_in(const Extent& box, LonLat p)
{
    for (const double turn : {-360.0, 0.0, 360.0}) {
        if (p.lon + turn >= box.west && p.lon + turn <= box.east)
            return {p.lon, std::clamp(p.lat, box.south, box.north)};
    }
    const double to_west = std::abs(std::remainder(p.lon - box.west, 360.0));
    const double to_east = std::abs(std::remainder(p.lon - box.east, 360.0));
    const double lon = to_west < to_east ? box.west : box.east;
    const double apart = std::min(to_west, to_east) * radians;
    // The foot of the perpendicular on that meridian; beyond a quarter turn it lies over the pole.
    const double foot =
        std::atan2(std::sin(p.lat * radians), std::cos(p.lat * radians) * std::cos(apart)) / radians;
    const LonLat at_foot{lon, std::clamp(foot, box.south, box.north)};
    LonLat best = at_foot;
    for (const double lat : {box.south, box.north}) {
        if (angle(p, {lon, lat}) < angle(p, best))
            best = {lon, lat};
    }
    return best;
}

/// Never more than the geodesic distance: the ellipsoid's smallest radius of curvature, a(1-e²), times the
/// angle on the sphere of geographic latitudes. The last factor outweighs rounding.
double least_distance_m(const Extent& box, LonLat p)
{
    return 6335439.0 * (1 - 1e-9) * angle(p, nearest_in(box, p));
}

} // namespace

/// Boxes in Hilbert order, then level upon level of boxes round sixteen of the level below; the root is last.
struct SpatialIndex::Tree {
    std::vector<Extent> boxes;
    std::vector<std::uint32_t> positions; ///< of the first level's boxes, in the caller's span
    std::vector<std::size_t> level_begin; ///< where each level starts; one past the root at the end
    std::size_t size = 0;
    bool has_halves = false; ///< a box across the antimeridian stands here twice

    [[nodiscard]] std::size_t top() const { return level_begin.size() - 2; }

    void touching(const Extent& query, std::vector<std::uint32_t>& found) const;
};

void SpatialIndex::Tree::touching(const Extent& query, std::vector<std::uint32_t>& found) const
{
    struct Node {
        std::size_t level, first, last;
    };
    std::vector<Node> open{{top(), level_begin[top()], boxes.size()}};
    while (!open.empty()) {
        const Node node = open.back();
        open.pop_back();
        for (std::size_t i = node.first; i < node.last; ++i) {
            if (!boxes[i].overlaps(query))
                continue;
            if (node.level == 0) {
                found.push_back(positions[i]);
                continue;
            }
            const std::size_t below = level_begin[node.level - 1];
            const std::size_t child = below + (i - level_begin[node.level]) * fan_out;
            open.push_back({node.level - 1, child, std::min(child + fan_out, level_begin[node.level])});
        }
    }
}

SpatialIndex::SpatialIndex(std::span<const Extent> boxes) : tree_{std::make_unique<Tree>()}
{
    Tree& tree = *tree_;
    tree.size = boxes.size();
    struct Item {
        std::uint32_t key, position;
        Extent box;
    };
    std::vector<Item> items;
    items.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto position = static_cast<std::uint32_t>(i);
        const Extent& box = boxes[i];
        if (!box.crosses_antimeridian()) {
            items.push_back({hilbert_of(box), position, box});
            continue;
        }
        tree.has_halves = true;
        for (const Extent& half :
             {Extent{box.west, box.south, 180, box.north}, Extent{-180, box.south, box.east, box.north}})
            items.push_back({hilbert_of(half), position, half});
    }
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
        return std::pair{a.key, a.position} < std::pair{b.key, b.position};
    });
    tree.boxes.reserve(items.size() + items.size() / (fan_out - 1) + 8);
    for (const Item& item : items) {
        tree.boxes.push_back(item.box);
        tree.positions.push_back(item.position);
    }
    tree.level_begin = {0, tree.boxes.size()};
    while (tree.boxes.size() - tree.level_begin[tree.top()] > fan_out) {
        const std::size_t first = tree.level_begin[tree.top()];
        const std::size_t last = tree.level_begin.back();
        for (std::size_t i = first; i < last; i += fan_out) {
            Extent around = tree.boxes[i];
            for (std::size_t j = i + 1; j < std::min(i + fan_out, last); ++j)
                around = joined(around, tree.boxes[j]);
            tree.boxes.push_back(around);
        }
        tree.level_begin.push_back(tree.boxes.size());
    }
}

SpatialIndex::~SpatialIndex() = default;
SpatialIndex::SpatialIndex(SpatialIndex&&) noexcept = default;
SpatialIndex& SpatialIndex::operator=(SpatialIndex&&) noexcept = default;

std::vector<std::uint32_t> SpatialIndex::touching(const Extent& query) const
{
    std::vector<std::uint32_t> found;
    if (query.crosses_antimeridian()) {
        tree_->touching({query.west, query.south, 180, query.north}, found);
        tree_->touching({-180, query.south, query.east, query.north}, found);
    } else {
        tree_->touching(query, found);
    }
    std::sort(found.begin(), found.end());
    if (tree_->has_halves || query.crosses_antimeridian())
        found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<std::uint32_t> SpatialIndex::nearest(LonLat point, std::size_t count) const
{
    /// Something still to look at: a node with the least distance it may hold, or a box with its distance.
    struct Entry {
        double distance;
        std::uint32_t position; ///< only for a box: breaks ties
        std::size_t level, node;
        bool measured;
        bool operator<(const Entry& other) const // the queue hands out the greatest
        {
            return std::tuple{distance, measured, position} >
                   std::tuple{other.distance, other.measured, other.position};
        }
    };
    const Tree& tree = *tree_;
    std::vector<std::uint32_t> found;
    std::vector<char> taken(tree.has_halves ? tree.size : 0, 0);
    std::priority_queue<Entry> open;
    const auto add = [&](std::size_t level, std::size_t node) {
        open.push({least_distance_m(tree.boxes[node], point), 0, level, node, false});
    };
    for (std::size_t i = tree.level_begin[tree.top()]; i < tree.boxes.size(); ++i)
        add(tree.top(), i);
    while (!open.empty() && found.size() < count) {
        const Entry entry = open.top();
        open.pop();
        if (entry.measured) {
            if (tree.has_halves && std::exchange(taken[entry.position], 1) != 0)
                continue;
            found.push_back(entry.position);
        } else if (entry.level == 0) {
            const double distance = distance_m(point, nearest_in(tree.boxes[entry.node], point));
            open.push({distance, tree.positions[entry.node], 0, entry.node, true});
        } else {
            const std::size_t first =
                tree.level_begin[entry.level - 1] + (entry.node - tree.level_begin[entry.level]) * fan_out;
            for (std::size_t i = first; i < std::min(first + fan_out, tree.level_begin[entry.level]); ++i)
                add(entry.level - 1, i);
        }
    }
    return found;
}

std::size_t SpatialIndex::size() const
{
    return tree_->size;
}

} // namespace sitmap
