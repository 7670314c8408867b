#pragma once

#include "geodata/large_vector.hpp"
#include "geodata/simd.hpp"

#include <cstdint>
#include <span>

namespace sitmap {

/// Place of a cell of a 65536 x 65536 grid along the Hilbert curve.
[[nodiscard]] std::uint32_t hilbert(std::uint32_t x, std::uint32_t y);

/// The same for points: `x` and `y` are laid on the grid so that the smallest and greatest of each lie on its
/// borders. Points with x or y equal to the smallest int32 count for nothing and get the key 0.
[[nodiscard]] LargeVector<std::uint32_t>
hilbert_keys(std::span<const std::int32_t> x, std::span<const std::int32_t> y, Simd simd = best_simd());

/// A number with the place it came from.
struct Keyed {
    std::uint32_t key, position;
};

/// Sorts by key; equal keys stay in their order. O(n). `spare` is working memory, as long as `items`; the
/// answer lies in the one or the other, which spares a copy.
[[nodiscard]] std::span<Keyed> radix_sort(std::span<Keyed> items, std::span<Keyed> spare);

} // namespace sitmap
