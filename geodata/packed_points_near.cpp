#include "geodata/packed_points.hpp"

#include "geodata/packed_tree.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace sitmap {

namespace {

using Tree = PackedPoints::Tree;
using Near = PackedPoints::Near;

/// Finds the nearest by looking into near nodes first and leaving out those beyond the worst of the best.
class NearSearch {
public:
    NearSearch(const Tree& tree, const PackedPoints::Site& site, std::size_t count,
               const std::function<bool(std::uint32_t)>& passes)
        : tree_{tree},
          site_{site},
          count_{count},
          passes_{passes},
          window_{site.window.west,
                  site.window.south,
                  site.window.east,
                  site.window.north,
                  site.x,
                  site.y,
                  static_cast<float>(site.metres_a_unit_x),
                  static_cast<float>(site.metres_a_unit_y),
                  0}
    {
        const double reach = site.reach_m * (1 + site.error(site.reach_m));
        window_.limit = static_cast<float>(reach * reach * (1 + 1e-6));
        best_.reserve(std::min<std::size_t>(count, 1024));
        taken_.reserve(256);
    }
    [[nodiscard]] std::vector<Near> run();

private:
    /// Equal points that fill whole nodes.
    struct Pile {
        std::int32_t x, y;
        std::size_t count;
        std::uint32_t last_row; ///< greatest of those taken
    };

    void visit(std::size_t level, std::size_t number);
    void look_into(std::size_t block, Pile* pile);
    void take(float square, std::size_t position);
    void lower_limit(float square);
    void lower_limit_by_block(const std::array<float, points_a_block>& squares, std::uint64_t near);
    [[nodiscard]] Pile* pile_of(const NodeGroup& group, std::size_t i);

    const Tree& tree_;
    const PackedPoints::Site& site_;
    std::size_t count_;
    const std::function<bool(std::uint32_t)>& passes_;
    NearWindow window_;
    struct Taken {
        float square;
        std::uint32_t position;
    };
    std::vector<Taken> taken_;
    std::vector<float> best_; ///< heap of the least squares so far, the worst on top
    std::vector<Pile> piles_;
};

void NearSearch::take(float square, std::size_t position)
{
    taken_.push_back({square, static_cast<std::uint32_t>(position)});
    if (best_.size() < count_) {
        best_.push_back(square);
        std::push_heap(best_.begin(), best_.end());
    } else if (square < best_.front()) {
        std::pop_heap(best_.begin(), best_.end());
        best_.back() = square;
        std::push_heap(best_.begin(), best_.end());
    }
}

/// Whatever is truly as near as a point at that squared distance lies on the plane no farther than the limit.
void NearSearch::lower_limit(float square)
{
    const double error = site_.error(1.2 * std::sqrt(static_cast<double>(square)));
    if (error >= 0.1)
        return;
    const double factor = (1 + error) / (1 - error);
    const double limit = static_cast<double>(square) * (1 + 1e-6) * factor * factor + 1e-6;
    window_.limit = std::min(window_.limit, static_cast<float>(limit));
}

/// If a block has more than enough points by itself, they set the limit before any is taken: no more than the
/// nearest of as many quarters of a row as are asked for. All without branches, of which half would be
/// foretold wrongly.
void NearSearch::lower_limit_by_block(const std::array<float, points_a_block>& squares, std::uint64_t near)
{
    constexpr std::size_t lanes = 16;
    if (count_ > lanes || static_cast<std::size_t>(std::popcount(near)) < 2 * count_ || passes_)
        return;
    constexpr float beyond = std::numeric_limits<float>::max();
    std::array<float, lanes> least;
    least.fill(beyond);
    for (std::size_t i = 0; i < points_a_block; ++i) {
        const float square = ((near >> i) & 1) != 0 ? squares[i] : beyond;
        least[i % lanes] = square < least[i % lanes] ? square : least[i % lanes];
    }
    float limit = beyond;
    for (std::size_t i = 0; i < lanes; ++i) {
        std::size_t nearer = 0;
        for (const float other : least)
            nearer += other <= least[i] ? 1u : 0u;
        limit = nearer >= count_ && least[i] < limit ? least[i] : limit;
    }
    if (limit < beyond)
        lower_limit(limit);
}

NearSearch::Pile* NearSearch::pile_of(const NodeGroup& group, std::size_t i)
{
    if (group.west[i] != group.east[i] || group.south[i] != group.north[i])
        return nullptr;
    const auto known = std::find_if(piles_.begin(), piles_.end(), [&](const Pile& pile) {
        return pile.x == group.west[i] && pile.y == group.south[i];
    });
    if (known != piles_.end())
        return &*known;
    piles_.push_back({group.west[i], group.south[i], 0, 0});
    return &piles_.back();
}

void NearSearch::look_into(std::size_t block, Pile* pile)
{
    const std::size_t position = block * points_a_block;
    std::array<float, points_a_block> squares;
    std::uint64_t near =
        tree_.filters->near_points(&tree_.x[position], &tree_.y[position], window_, squares.data());
    lower_limit_by_block(squares, near);
    for (; near != 0; near &= near - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(near));
        if (squares[i] > window_.limit)
            continue;
        if (passes_ && !passes_(tree_.order[position + i]))
            continue;
        take(squares[i], position + i);
        if (pile != nullptr) {
            pile->last_row = std::max(pile->last_row, tree_.order[position + i]);
            if (++pile->count >= count_)
                break; // rows ascend, and those to come are as far
        }
    }
    if (best_.size() == count_)
        lower_limit(best_.front());
}

void NearSearch::visit(std::size_t level, std::size_t number)
{
    const NodeGroup& group = tree_.group(level, number);
    std::array<float, nodes_a_group> squares{};
    std::uint32_t near = tree_.filters->near_nodes(group, window_, squares.data());
    // Squares are not negative, so their bits are in their order; the last four make room for the node's
    // number. Without branches, of which half would be foretold wrongly.
    std::array<std::uint32_t, nodes_a_group> keys;
    for (std::uint32_t i = 0; i < nodes_a_group; ++i)
        keys[i] = ((near >> i) & 1) != 0 ? (std::bit_cast<std::uint32_t>(squares[i]) & ~15u) | i : ~0u;
    while (near != 0) {
        std::uint32_t least = ~0u;
        for (const std::uint32_t key : keys)
            least = key < least ? key : least;
        const std::size_t nearest = least & 15;
        if (squares[nearest] > window_.limit)
            return;
        near &= ~(1u << nearest);
        keys[nearest] = ~0u;
        const std::size_t node = number * nodes_a_group + nearest;
        Pile* const pile = pile_of(group, nearest);
        // Rows ascend in a pile, so those of this node come after enough that are as near.
        if (pile != nullptr && pile->count >= count_ &&
            tree_.order[tree_.range(level, node).begin] > pile->last_row)
            continue;
        if (level == 0)
            look_into(node, pile);
        else
            visit(level - 1, node);
    }
}

std::vector<Near> NearSearch::run()
{
    if (tree_.count < count_ || count_ == 0)
        return {};
    visit(tree_.top(), 0);
    if (best_.size() < count_)
        return {};
    const double worst = std::sqrt(static_cast<double>(best_.front()));
    const double error = site_.error(1.2 * worst);
    if (error >= 0.1 || worst * (1 + error) > site_.reach_m)
        return {};
    std::vector<Near> found;
    found.reserve(count_ + 16);
    for (const Taken& taken : taken_)
        if (taken.square <= window_.limit)
            found.push_back({std::sqrt(taken.square), tree_.order[taken.position], tree_.x[taken.position],
                             tree_.y[taken.position]});
    return found;
}

} // namespace

std::vector<PackedPoints::Near> PackedPoints::near(const Site& site, std::size_t count,
                                                   const std::function<bool(std::uint32_t)>& passes) const
{
    return NearSearch{*tree_, site, count, passes}.run();
}

} // namespace sitmap
