#pragma once

// SQLite's R*Tree, built whole. Inside the store only.

#include "engine/database.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace sitmap::store {

/// A point to be found: its row, and its position in units of 10^-7 degrees.
struct TreePoint {
    std::int64_t id = 0;
    std::int32_t lon = 0, lat = 0;
};

/// Fills the empty R*Tree `table` (two dimensions, 32-bit floats) with points, which are put into another
/// order. Its shadow tables are written directly, as packed nodes along a Hilbert curve: 0.3 s for a million
/// where inserting takes 14 s. The boxes hold the points rounded to units and half a unit around them,
/// rounded outwards, as the module itself does. Requires a write transaction, and ids that differ.
void fill_packed_rtree(Database& database, const std::string& table, std::span<TreePoint> points);

} // namespace sitmap::store
