#include "render/cluster.hpp"
#include "render/density_ramp.hpp"
#include "render/layers/density.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr double gather_px = 46, apart_px = 2 * gather_px, core_px = 24;
constexpr int core_squares = 2; ///< to each side: 40 px in all
constexpr std::size_t most_rings = 40, least_count = 50;
constexpr double least_share = 0.003; ///< of all in view: fewer are no landmark

/// Counts of the density in squares, by type and together.
class Squares {
public:
    Squares(const CellCounts& counts, Px corner)
        : counts_{counts},
          side_{counts.cell_px * CellCounts::coarse},
          origin_{corner.x - counts.margin * counts.cell_px, corner.y - counts.margin * counts.cell_px},
          all_(size(), 0)
    {
        for (std::size_t type = 0; type < event_type_count; ++type)
            for (std::size_t at = 0; at < all_.size(); ++at)
                all_[at] += of(type, at);
    }
    [[nodiscard]] std::size_t size() const
    {
        return static_cast<std::size_t>(counts_.coarse_columns) *
               static_cast<std::size_t>(counts_.coarse_rows);
    }
    [[nodiscard]] std::uint32_t of(std::size_t type, std::size_t at) const
    {
        return counts_.by_type[type * size() + at];
    }
    [[nodiscard]] double side() const { return side_; }
    [[nodiscard]] std::uint32_t all(std::size_t at) const { return all_[at]; }
    [[nodiscard]] Px middle(std::size_t at) const
    {
        const auto width = static_cast<std::size_t>(counts_.coarse_columns);
        return {origin_.x + (static_cast<double>(at % width) + 0.5) * side_,
                origin_.y + (static_cast<double>(at / width) + 0.5) * side_};
    }
    /// Of each square and those up to `reach` squares away, to all sides.
    [[nodiscard]] std::vector<std::uint32_t> sums_around(int reach) const
    {
        const int columns = counts_.coarse_columns, rows = counts_.coarse_rows;
        std::vector<std::uint32_t> along(all_.size(), 0), both(all_.size(), 0);
        // Adds `count` squares from one to as many from the other.
        const auto add = [](std::vector<std::uint32_t>& to, int at, const std::vector<std::uint32_t>& from,
                            int other, int count) {
            for (int i = 0; i < count; ++i)
                to[static_cast<std::size_t>(at + i)] += from[static_cast<std::size_t>(other + i)];
        };
        for (int row = 0; row < rows; ++row)
            for (int by = -std::min(reach, columns); by <= std::min(reach, columns); ++by)
                add(along, row * columns + std::max(0, -by), all_, row * columns + std::max(0, by),
                    columns - std::abs(by));
        for (int row = 0; row < rows; ++row)
            for (int r = std::max(0, row - reach); r <= std::min(rows - 1, row + reach); ++r)
                add(both, row * columns, along, r * columns, columns);
        return both;
    }
    /// Calls `take(square)` for those whose middle lies within the radius.
    template <class Take>
    void around(Px p, double radius, Take take) const
    {
        const auto clamped = [](double v, int most) {
            return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(most)));
        };
        const int left = clamped((p.x - radius - origin_.x) / side_, counts_.coarse_columns),
                  right = clamped((p.x + radius - origin_.x) / side_ + 1, counts_.coarse_columns),
                  top = clamped((p.y - radius - origin_.y) / side_, counts_.coarse_rows),
                  bottom = clamped((p.y + radius - origin_.y) / side_ + 1, counts_.coarse_rows);
        for (int row = top; row < bottom; ++row)
            for (int column = left; column < right; ++column) {
                const auto at = static_cast<std::size_t>(row * counts_.coarse_columns + column);
                const Px away = middle(at) - p;
                if (away.x * away.x + away.y * away.y <= radius * radius)
                    take(at);
            }
    }

private:
    const CellCounts& counts_;
    double side_;
    Px origin_;
    std::vector<std::uint32_t> all_;
};

struct Landmark {
    Px at;
    std::array<std::size_t, event_type_count> by_type{};
    std::size_t count = 0;
    Contour corners = {}; ///< of the squares that count for it
};

/// Where most happened, none within reach of another; where equal, the northern and western one.
std::vector<Landmark> rings_of(const Squares& squares, const PxRect& frame, std::size_t in_view)
{
    const auto least = std::max<std::size_t>(
        least_count, static_cast<std::size_t>(least_share * static_cast<double>(in_view)));
    struct Peak {
        std::size_t sum, at;
    };
    std::vector<Peak> peaks;
    const PxRect inside = grown(frame, -30);
    const std::vector<std::uint32_t> sums = squares.sums_around(core_squares);
    for (std::size_t at = 0; at < sums.size(); ++at)
        if (squares.all(at) > 0 && sums[at] >= least && inside.contains(squares.middle(at)))
            peaks.push_back({sums[at], at});
    std::sort(peaks.begin(), peaks.end(),
              [](const Peak& a, const Peak& b) { return a.sum != b.sum ? a.sum > b.sum : a.at < b.at; });
    std::vector<Landmark> rings;
    std::vector<bool> is_near(squares.size(), false); ///< to a ring
    for (const Peak& peak : peaks) {
        if (rings.size() == most_rings)
            break;
        if (is_near[peak.at])
            continue;
        const Px p = squares.middle(peak.at);
        Px sum{0, 0};
        double count = 0;
        squares.around(p, core_px, [&](std::size_t near) {
            sum = sum + squares.middle(near) * squares.all(near);
            count += squares.all(near);
        });
        rings.push_back({sum * (1 / count), {}, 0});
        squares.around(rings.back().at, apart_px, [&](std::size_t near) { is_near[near] = true; });
    }
    return rings;
}

/// Each square counts for the nearest ring within reach.
void gather(const Squares& squares, std::vector<Landmark>& rings)
{
    for (Landmark& ring : rings) {
        std::vector<Px> rivals; // only these can be as near to a square within reach
        for (const Landmark& other : rings)
            if (&other != &ring && distance(other.at, ring.at) < 2 * gather_px)
                rivals.push_back(other.at);
        squares.around(ring.at, gather_px, [&](std::size_t at) {
            const Px p = squares.middle(at);
            const double own = distance(ring.at, p);
            if (std::any_of(rivals.begin(), rivals.end(), [&](Px other) { return distance(other, p) < own; }))
                return;
            for (std::size_t type = 0; type < event_type_count; ++type)
                ring.by_type[type] += squares.of(type, at);
            ring.count += squares.all(at);
            if (squares.all(at) > 0) {
                const Px half{squares.side() / 2, squares.side() / 2};
                ring.corners.insert(ring.corners.end(), {p - half, p + half});
            }
        });
    }
}

void add_legend(Frame& frame)
{
    frame.legend(LegendEntry::Group::incidents, "Density of incidents", [&](DrawList& mark) {
        constexpr int slices = 9;
        for (int i = 0; i < slices; ++i)
            mark.commands.push_back(
                FillPath{{{{2.0 * i, 4}, {2.0 * i + 2, 4}, {2.0 * i + 2, 14}, {2.0 * i, 14}}},
                         density_colour(frame.palette, (i + 0.5) / slices),
                         {},
                         {}});
    });
}

} // namespace

void draw_density_clusters(Frame& frame)
{
    if (!frame.scene.density)
        return;
    add_legend(frame);
    const DensityKey& key = *frame.scene.density;
    const Squares squares{*key.counts, key.corner};
    std::vector<Landmark> rings = rings_of(squares, frame.camera.frame(), key.in_view);
    gather(squares, rings);
    for (const Landmark& ring : rings) {
        const double radius = cluster_radius(ring.count);
        draw_cluster(frame.list(), frame.palette, ring.at, ring.by_type);
        frame.taken.take_disc(ring.at, radius + 4.5);
        // Names stand beside it.
        frame.scene.targets.push_back({ring.at, radius + 3, {}, bounds(ring.corners)});
    }
    if (!rings.empty())
        frame.legend(LegendEntry::Group::incidents, "Incidents within 46 px, by type", [&](DrawList& mark) {
            mark.commands.push_back(FillPath{{circle_px({9, 9}, 6)}, frame.palette.paper, {}, {}});
            mark.commands.push_back(StrokePath{
                {arc_px({9, 9}, 6, 90, -120)}, false, frame.palette.types[0].fill, 3.4, {}, Cap::butt});
            mark.commands.push_back(StrokePath{
                {arc_px({9, 9}, 6, -128, -262)}, false, frame.palette.types[1].fill, 3.4, {}, Cap::butt});
        });
}

} // namespace sitmap
