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
        // The first places stay out of use, so that the last is always that of the last asked for.
        least_.fill(beyond);
        for (std::size_t i = 0; i + count < least_kept; ++i)
            least_[i] = -beyond;
        taken_.reserve(4 * points_a_block);
    }
    [[nodiscard]] std::vector<Near> run();

private:
    static constexpr float beyond = std::numeric_limits<float>::max();
    /// Equal points that fill whole nodes.
    struct Pile {
        std::int32_t x, y;
        std::size_t count;
        std::uint32_t last_row; ///< greatest of those taken
    };

    void visit(std::size_t level, std::size_t number);
    void look_into(std::size_t block, Pile* pile);
    void take(float square);
    [[nodiscard]] std::uint64_t first_of_pile(std::uint64_t near, std::size_t position, Pile& pile) const;
    [[nodiscard]] std::uint64_t passing(std::uint64_t near, std::size_t position, const float* squares);
    [[nodiscard]] bool is_few() const { return count_ <= least_kept; }
    [[nodiscard]] float last_square() const;
    void lower_limit();
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
    std::array<float, least_kept> least_; ///< of few, the least squares so far, ascending
    std::vector<float> best_;             ///< of more, a heap of them, the worst on top
    double factor_ = 1;                   ///< from a square to the limit it sets
    float factor_good_to_ = 0;            ///< greatest square that `factor_` is made for
    std::vector<Pile> piles_;
};

void NearSearch::take(float square)
{
    if (best_.size() < count_) {
        best_.push_back(square);
        std::push_heap(best_.begin(), best_.end());
    } else if (square < best_.front()) {
        std::pop_heap(best_.begin(), best_.end());
        best_.back() = square;
        std::push_heap(best_.begin(), best_.end());
    }
}

/// Squared distance of the last of those asked for; beyond all if there are not yet as many.
float NearSearch::last_square() const
{
    if (is_few())
        return least_.back();
    return best_.size() < count_ ? beyond : best_.front();
}

/// Whatever is truly as near as the last of those asked for lies on the plane no farther than the limit.
void NearSearch::lower_limit()
{
    const float square = last_square();
    if (square >= beyond)
        return;
    // The error falls with the distance, so that of a greater one will do as long as it is not much greater.
    if (square < 0.5F * factor_good_to_ || square > factor_good_to_) {
        const double error = site_.error(1.2 * std::sqrt(static_cast<double>(square)));
        if (error >= 0.1)
            return;
        factor_good_to_ = square;
        const double factor = (1 + error) / (1 - error);
        factor_ = (1 + 1e-6) * factor * factor;
    }
    window_.limit = std::min(window_.limit, static_cast<float>(static_cast<double>(square) * factor_ + 1e-6));
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

/// Of a pile no more than are asked for: rows ascend, and those to come are as far.
std::uint64_t NearSearch::first_of_pile(std::uint64_t near, std::size_t position, Pile& pile) const
{
    std::uint64_t first = 0;
    for (; near != 0 && pile.count < count_; near &= near - 1, ++pile.count) {
        first |= near & (~near + 1);
        pile.last_row =
            std::max(pile.last_row, tree_.order[position + static_cast<std::size_t>(std::countr_zero(near))]);
    }
    return first;
}

/// Those that pass, the limit being lowered on the way so that few are asked about.
std::uint64_t NearSearch::passing(std::uint64_t near, std::size_t position, const float* squares)
{
    std::uint64_t passing = 0;
    for (; near != 0; near &= near - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(near));
        if (squares[i] > window_.limit || (passes_ && !passes_(tree_.order[position + i])))
            continue;
        passing |= near & (~near + 1);
        if (!is_few())
            take(squares[i]);
    }
    return passing;
}

void NearSearch::look_into(std::size_t block, Pile* pile)
{
    const std::size_t position = block * points_a_block;
    std::array<float, points_a_block> squares;
    std::uint64_t near = tree_.filters->near_points(tree_.blocks[block].x.data(),
                                                    tree_.blocks[block].y.data(), window_, squares.data());
    if (!is_few() || passes_)
        near = passing(near, position, squares.data());
    if (pile != nullptr)
        near = first_of_pile(near, position, *pile);
    if (near == 0)
        return;
    if (is_few())
        tree_.filters->keep_least(squares.data(), near, least_.data());
    lower_limit();
    for (near = tree_.filters->up_to(squares.data(), near, window_.limit); near != 0; near &= near - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(near));
        taken_.push_back({squares[i], static_cast<std::uint32_t>(position + i)});
    }
}

/// Which of the keys is least: the number in its last four bits.
std::size_t least_of(const std::array<std::uint32_t, nodes_a_group>& keys)
{
    std::uint32_t least = ~0u;
    for (const std::uint32_t key : keys)
        least = key < least ? key : least;
    return least & 15;
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
        const std::size_t nearest = least_of(keys);
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
    if (last_square() >= beyond)
        return {};
    const double worst = std::sqrt(static_cast<double>(last_square()));
    const double error = site_.error(1.2 * worst);
    if (error >= 0.1 || worst * (1 + error) > site_.reach_m)
        return {};
    std::vector<Near> found;
    found.reserve(count_ + 16);
    for (const Taken& taken : taken_) {
        const PointBlock& block = tree_.blocks[taken.position / points_a_block];
        const std::size_t i = taken.position % points_a_block;
        if (taken.square <= window_.limit)
            found.push_back({std::sqrt(taken.square), tree_.order[taken.position], block.x[i], block.y[i]});
    }
    return found;
}

} // namespace

std::vector<PackedPoints::Near> PackedPoints::near(const Site& site, std::size_t count,
                                                   const std::function<bool(std::uint32_t)>& passes) const
{
    return NearSearch{*tree_, site, count, passes}.run();
}

} // namespace sitmap
