#pragma once

#include "engine/incident_table.hpp"
#include "engine/query.hpp"
#include "geodata/extent.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace sitmap {

/// A position on Web Mercator's square: x from 0 at 180° W, y from 0 at 85.05° N, both below 2^32.
/// Differences of x wrap round the globe by themselves.
struct SquarePosition {
    std::uint32_t x = 0, y = 0;
    bool operator==(const SquarePosition&) const = default;
};
/// By the closed form; latitudes past ±85.05 are clamped. A unit is 9.3 mm at the equator.
[[nodiscard]] SquarePosition square_position(LonLat p);
[[nodiscard]] LonLat lonlat_of(SquarePosition p);

/// How far from its point an incident may have happened, in steps. `vague`: known to a province, a country
/// or a sea only, or over 75 km: it has no place in a density.
enum class Spread : std::uint8_t { point, to_7_km, to_15_km, to_30_km, to_75_km, vague };
inline constexpr std::size_t spread_count = 6;
[[nodiscard]] Spread spread_of(PlacePrecision precision, double radius_m);
/// The radius that stands for a step: 500 m, 5, 10, 25 and 45 km. Requires not `vague`.
[[nodiscard]] double radius_of(Spread spread);

/// Places of records in an order good for drawing: by spread, type and then along a Hilbert curve, such that
/// a view is few ranges. Records at one spot are one pile.
struct RecordPlaces {
    std::vector<std::uint32_t> x, y;  ///< of each pile; see SquarePosition
    std::vector<std::uint32_t> count; ///< of each pile, at least 1
    std::vector<std::uint32_t> row;   ///< of each record, in the order of the piles
    struct Segment {
        Spread spread = Spread::point;
        EventType type = EventType::battles;
        std::uint32_t block_begin = 0, block_end = 0;
    };
    std::vector<Segment> segments; ///< by spread, then type; none is empty
    static constexpr std::size_t block_piles = 1024;
    struct Block {
        std::uint32_t begin = 0, end = 0; ///< piles; at most `block_piles`
        std::uint32_t first_row = 0;      ///< in `row`
        std::uint32_t records = 0;
        std::uint32_t west = 0, north = 0, east = 0, south = 0; ///< of the piles, all included
    };
    std::vector<Block> blocks;

    [[nodiscard]] std::size_t records() const { return row.size(); }
};

/// One bit a row of a table.
class RowSet {
public:
    explicit RowSet(std::size_t rows = 0) : words_((rows + 63) / 64) {}
    [[nodiscard]] bool has(std::uint32_t row) const { return ((words_[row / 64] >> (row % 64)) & 1u) != 0; }
    /// The 64 rows from `64 * index`.
    [[nodiscard]] std::uint64_t& word(std::size_t index) { return words_[index]; }
    [[nodiscard]] std::uint64_t word(std::size_t index) const { return words_[index]; }
    [[nodiscard]] std::size_t count() const;

private:
    std::vector<std::uint64_t> words_;
};

/// The rows of a store's datasets, ready to draw. Built once; safe to read from several threads.
class Records {
public:
    /// O(n log n); 10 M rows take about two seconds on two threads.
    explicit Records(IncidentTable table);

    [[nodiscard]] const IncidentTable& table() const { return table_; }
    [[nodiscard]] std::size_t size() const { return table_.size(); }
    /// Of all rows that have a place.
    [[nodiscard]] const RecordPlaces& places() const { return places_; }
    /// Those of the rows in `rows`, in the same order. O(n)
    [[nodiscard]] RecordPlaces places(const RowSet& rows) const;

private:
    IncidentTable table_;
    RecordPlaces places_;
};

} // namespace sitmap
