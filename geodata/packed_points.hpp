#pragma once

#include "geodata/large_vector.hpp"
#include "geodata/prepared_area.hpp"
#include "geodata/simd.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace sitmap {

/// A box in the units of its points, edges included. Empty if an edge lies beyond its opposite.
struct UnitBox {
    std::int32_t west = std::numeric_limits<std::int32_t>::min() + 1;
    std::int32_t south = std::numeric_limits<std::int32_t>::min() + 1;
    std::int32_t east = std::numeric_limits<std::int32_t>::max();
    std::int32_t north = std::numeric_limits<std::int32_t>::max();

    [[nodiscard]] bool is_empty() const { return west > east || south > north; }
    bool operator==(const UnitBox&) const = default;
};

/// Where the points of a box lie to some area; `boundary` if it cannot say.
using BoxJudge = std::function<Side(const UnitBox&)>;

/// Points with an interval and a kind, in a given order, in blocks of 64 under a packed tree of boxes
/// (sixteen children a node). The better neighbours in the order lie together, the faster; see hilbert_keys.
///
/// It answers in positions of the order, so that whatever lies inside a query wholly is one range. Piles of
/// equal points cost nothing extra. 16 bytes a point. Safe to read from several threads.
class PackedPoints {
public:
    /// Columns of the caller. Of `from` and `to` the smallest and
    /// greatest int32 are open ends.
    struct Columns {
        std::span<const std::int32_t> x, y;
        std::span<const std::int32_t> from, to; ///< from <= to
        std::span<const std::uint8_t> kind;     ///< below 32
    };
    /// Columns made ready to be packed, in any number of orders. O(n), 16 bytes a row.
    class Rows {
    public:
        explicit Rows(const Columns& columns);

    private:
        friend class PackedPoints;
        struct Row {
            std::int32_t x, y;
            std::uint16_t from, to;
            std::uint8_t kind;
        };
        LargeVector<Row> rows_;
        std::int32_t day_zero_;
        bool times_are_sure_;
    };
    struct Query {
        UnitBox box;
        std::int32_t since = std::numeric_limits<std::int32_t>::min();
        std::int32_t until = std::numeric_limits<std::int32_t>::max();
        std::uint32_t kinds = ~std::uint32_t{0}; ///< a bit for each that is wanted
        const BoxJudge* area = nullptr;
    };
    struct Range {
        std::uint32_t begin = 0, end = 0; ///< positions, `end` not included
        bool operator==(const Range&) const = default;
    };
    struct Found {
        std::vector<Range> ranges;       ///< ascending; all within pass
        LargeVector<std::uint32_t> rows; ///< one by one; they may still fail `kinds` and `area`
        bool times_are_sure = true;      ///< false: times so far apart that all need another look
    };

    /// `order`: rows, each at most once. `simd`: see best_simd.
    PackedPoints(const Rows& rows, LargeVector<std::uint32_t> order, Simd simd = best_simd());
    ~PackedPoints();
    PackedPoints(PackedPoints&&) noexcept;
    PackedPoints& operator=(PackedPoints&&) noexcept;

    /// Adds to `found`.
    void search(const Query& query, Found& found) const;

    /// A guess at how many points lie in a box, from the upper levels of the tree. O(1)
    [[nodiscard]] double estimate(const UnitBox& box) const;

    /// Where distances are measured from, on a plane that touches the earth there.
    struct Site {
        std::int32_t x = 0, y = 0;
        double metres_a_unit_x = 0, metres_a_unit_y = 0;
        UnitBox window;     ///< no wider and no higher than 2^30
        double reach_m = 0; ///< all points within lie in the window
        double error_a_metre = 0, error_a_square_metre = 0;

        /// Greatest relative error of the plane's distances to points within `metres`.
        [[nodiscard]] double error(double metres) const
        {
            return 1e-6 + (error_a_metre + error_a_square_metre * metres) * metres; // 1e-6: 32-bit floats
        }
    };
    struct Near {
        float metres = 0; ///< on the plane
        std::uint32_t row = 0;
        std::int32_t x = 0, y = 0;
    };
    /// Of the rows that `passes` (empty: of all), all that may be among the `count` nearest to the site, in
    /// no set order: more than `count` where the plane's error leaves it open. Nothing if it is not certain
    /// that `count` lie within reach. Piles are skipped, so rows must ascend among equal points of the order.
    [[nodiscard]] std::vector<Near> near(const Site& site, std::size_t count,
                                         const std::function<bool(std::uint32_t)>& passes) const;

    [[nodiscard]] std::span<const std::uint32_t> order() const;
    [[nodiscard]] std::size_t bytes() const;

    struct Tree; ///< known to geodata's own files

private:
    void pack_block(const Rows& rows, std::size_t block);
    std::unique_ptr<Tree> tree_;
};

} // namespace sitmap
