#pragma once

#include <cstddef>
#include <vector>

namespace sitmap {

/// Blurs `values`, `rows` of `columns` each, with a Gaussian of `sigma` cells in both directions: three box
/// filters with fractional edges (Gwosdek, Grewenig, Bruhn and Weickert 2011, "Theoretical foundations of
/// Gaussian convolution by extended box filtering"), whose variance is exact; the
/// peak of a single point comes out 7 % below the Gaussian's. The sum is kept to rounding
/// where the outermost `blur_reach(sigma)` cells are empty; what would fall outside is lost. O(values).
void box_blur(std::vector<double>& values, std::size_t columns, std::size_t rows, double sigma);

/// How many cells away a value still reaches, at most.
[[nodiscard]] std::size_t blur_reach(double sigma);

} // namespace sitmap
