#pragma once

#include "render/camera.hpp"
#include "render/records.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace sitmap {

/// How many records fall into each cell of a picture and its surroundings.
struct CellCounts {
    double cell_px = 2;
    int columns = 0, rows = 0;         ///< with the margins
    int margin = 0;                    ///< cells on each side outside the frame
    std::vector<std::uint32_t> counts; ///< row by row from the top
    /// By type in squares of `coarse` × `coarse` cells; type by type, row by row.
    static constexpr int coarse = 4;
    int coarse_columns = 0, coarse_rows = 0;
    std::vector<std::uint32_t> by_type;

    [[nodiscard]] std::uint64_t total() const;
    /// Of the cells whose middle lies in the circle; `at` from the frame's corner.
    [[nodiscard]] std::uint64_t within(Px at, double radius_px) const;
};

/// Which piles of a camera's picture fall where. Web Mercator needs a multiplication for each; other
/// projections are asked for each pile.
class CellGrid {
public:
    struct CellBox {
        int left = 0, top = 0, right = 0, bottom = 0; ///< right and bottom excluded
        [[nodiscard]] bool has(int column, int row) const
        {
            return column >= left && column < right && row >= top && row < bottom;
        }
        [[nodiscard]] bool touches(const CellBox& o) const
        {
            return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
        }
        [[nodiscard]] bool holds(const CellBox& o) const
        {
            return left <= o.left && o.right <= right && top <= o.top && o.bottom <= bottom;
        }
    };

    /// `margin_px` around the frame is counted too.
    CellGrid(const Camera& camera, double cell_px, double margin_px);

    /// How many records of the wanted segments lie in the frame; counting ends where there are `enough`.
    [[nodiscard]] std::size_t seen(const RecordPlaces& places,
                                   const std::function<bool(const RecordPlaces::Segment&)>& wanted,
                                   std::size_t enough = SIZE_MAX) const;
    /// Counts the records of the segments for which `wanted` is true, on two threads. O(piles that may be
    /// seen)
    [[nodiscard]] CellCounts count(const RecordPlaces& places,
                                   const std::function<bool(const RecordPlaces::Segment&)>& wanted) const;
    /// Calls `take` with the rows of each pile in the box of cells, in drawing order, looking only into
    /// blocks that may touch it and are `wanted`.
    void each_in(const RecordPlaces& places, const CellBox& box,
                 const std::function<bool(const RecordPlaces::Block&)>& wanted,
                 const std::function<void(std::span<const std::uint32_t> rows, int column, int row_of_cells)>&
                     take) const;
    /// The cells of a block's piles, which lie in the picture where they are below `columns` and `rows`.
    struct Placed {
        std::array<std::int32_t, RecordPlaces::block_piles> column, row;
    };
    /// Calls `take` with each block that may touch the box of cells and is `wanted`, and where its piles are.
    void each_block(const RecordPlaces& places, const CellBox& box,
                    const std::function<bool(const RecordPlaces::Block&)>& wanted,
                    const std::function<void(const RecordPlaces::Block&, const Placed&)>& take) const;
    /// The cells of the frame alone.
    [[nodiscard]] CellBox frame_box() const
    {
        return {margin_, margin_, columns_ - margin_, rows_ - margin_};
    }
    [[nodiscard]] CellBox whole_box() const { return {0, 0, columns_, rows_}; }

    /// The cells that the block's box touches, one more on each side where it goes on outside; empty where it
    /// is not seen. Where the projection is not Web Mercator, or all of the globe is seen, all cells.
    [[nodiscard]] CellBox box_of(const RecordPlaces::Block& block) const;
    [[nodiscard]] double cell_px() const { return cell_px_; }
    [[nodiscard]] int columns() const { return columns_; }
    [[nodiscard]] int rows() const { return rows_; }
    [[nodiscard]] int margin() const { return margin_; }

private:
    struct Tally;
    enum class Part : std::uint8_t { all, first_half, second_half };
    void count_type(const RecordPlaces& places, std::span<const RecordPlaces::Segment> segments, Part part,
                    Tally& tally) const;
    void place(const RecordPlaces& places, std::uint32_t begin, std::uint32_t end, Placed& out) const;

    const Camera& camera_;
    double cell_px_;
    int columns_, rows_, margin_;
    bool is_mercator_, is_whole_globe_ = false;
    std::uint32_t west_ = 0, north_ = 0; ///< where the first column and row begin, or the square does
    float column_0_ = 0, row_0_ = 0;     ///< cells before that
    float row_end_ = 0;                  ///< the square may end within the picture
    double cells_a_unit_ = 0;
};

/// A ramp's ends, incidents per 100 km².
struct DensityScale {
    double low = 0, high = 0;
};

/// Counts spread by a Gaussian of `sigma` cells; the sum stays, but for what leaves the grid. Wide ones are
/// spread over squares of cells and read between them.
[[nodiscard]] std::vector<float> smoothed(const std::vector<std::uint32_t>& counts, int columns, int rows,
                                          double sigma);

} // namespace sitmap
