#include "render/density_field.hpp"
#include "render/in_two.hpp"
#include "render/wide_loops.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <memory>
#include <numeric>

namespace sitmap {

namespace {

/// to[i] = the sum of taps[k] * from[i + k * step]. Many sums stay in registers at once.
SITMAP_WIDE void weighted_sums(float* to, const float* from, std::size_t step, std::span<const float> taps,
                               std::size_t count)
{
    using Sixteen = float __attribute__((vector_size(64)));
    constexpr std::size_t wide = sizeof(Sixteen) / sizeof(float);
    constexpr std::size_t together = 4 * wide;
    if (count < together) {
        for (std::size_t i = 0; i < count; ++i) {
            to[i] = 0;
            for (std::size_t k = 0; k < taps.size(); ++k)
                to[i] += from[i + k * step] * taps[k];
        }
        return;
    }
    for (std::size_t next = 0; next < count; next += together) {
        const std::size_t i = std::min(next, count - together); // the last ones overlap those before
        Sixteen a{}, b{}, c{}, d{}, cells;                      // arrays of these would be kept in memory
        for (std::size_t k = 0; k < taps.size(); ++k) {
            const float* const at = from + i + k * step;
            std::memcpy(&cells, at, sizeof cells);
            a += cells * taps[k];
            std::memcpy(&cells, at + wide, sizeof cells);
            b += cells * taps[k];
            std::memcpy(&cells, at + 2 * wide, sizeof cells);
            c += cells * taps[k];
            std::memcpy(&cells, at + 3 * wide, sizeof cells);
            d += cells * taps[k];
        }
        std::memcpy(to + i, &a, sizeof a);
        std::memcpy(to + i + wide, &b, sizeof b);
        std::memcpy(to + i + 2 * wide, &c, sizeof c);
        std::memcpy(to + i + 3 * wide, &d, sizeof d);
    }
}

SITMAP_WIDE void convert(float* to, const std::uint32_t* from, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(static_cast<std::int32_t>(from[i])); // every processor converts these
}

void convert(float* to, const float* from, std::size_t count)
{
    std::copy_n(from, count, to);
}

std::vector<float> gaussian_taps(double sigma)
{
    const int reach = static_cast<int>(std::ceil(3 * sigma));
    std::vector<double> taps;
    for (int i = -reach; i <= reach; ++i)
        taps.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    const double sum = std::accumulate(taps.begin(), taps.end(), 0.0);
    std::vector<float> scaled;
    std::transform(taps.begin(), taps.end(), std::back_inserter(scaled),
                   [sum](double tap) { return static_cast<float>(tap / sum); });
    return scaled;
}

/// A grid of floats, row by row.
struct Field {
    std::size_t columns = 0, rows = 0;
    std::vector<float> cells;
    Field(std::size_t c, std::size_t r) : columns{c}, rows{r}, cells(c * r, 0.0f) {}
    [[nodiscard]] float* row(std::size_t r) { return cells.data() + r * columns; }
    [[nodiscard]] const float* row(std::size_t r) const { return cells.data() + r * columns; }
};

/// The kernel parts into one along rows and one along columns. The grid is of counts or of floats.
template <class Cell>
Field blurred(const std::vector<Cell>& from, std::size_t columns, std::size_t rows, double sigma)
{
    const std::vector<float> taps = gaussian_taps(sigma);
    const std::size_t reach = taps.size() / 2;
    const auto along = std::make_unique_for_overwrite<float[]>(columns * rows);
    Field both{columns, rows};
    in_two(
        rows,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            std::vector<float> padded(columns + 2 * reach, 0.0f);
            for (std::size_t r = begin; r < end; ++r) {
                convert(padded.data() + reach, from.data() + r * columns, columns);
                weighted_sums(along.get() + r * columns, padded.data(), 1, taps, columns);
            }
        },
        64);
    in_two(
        rows,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t r = begin; r < end; ++r) {
                const std::size_t first = r < reach ? reach - r : 0,
                                  last = std::min(taps.size(), rows + reach - r);
                weighted_sums(both.row(r), along.get() + (r + first - reach) * columns, columns,
                              std::span{taps}.subspan(first, last - first), columns);
            }
        },
        64);
    return both;
}

Field halved(const Field& from)
{
    Field half{(from.columns + 1) / 2, (from.rows + 1) / 2};
    for (std::size_t r = 0; r < from.rows; ++r)
        for (std::size_t c = 0; c < from.columns; ++c)
            half.row(r / 2)[c / 2] += from.row(r)[c];
    return half;
}

/// Read between the middles of the larger cells, each of which holds what four small ones held.
Field doubled(const Field& half, std::size_t columns, std::size_t rows)
{
    Field whole{columns, rows};
    const auto clamped = [](std::ptrdiff_t i, std::size_t n) {
        return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, static_cast<std::ptrdiff_t>(n) - 1));
    };
    for (std::size_t r = 0; r < rows; ++r) {
        const auto near_r = static_cast<std::ptrdiff_t>(r / 2);
        const float* a = half.row(clamped(near_r, half.rows));
        const float* b = half.row(clamped(near_r + (r % 2 == 0 ? -1 : 1), half.rows));
        for (std::size_t c = 0; c < columns; ++c) {
            const auto near_c = static_cast<std::ptrdiff_t>(c / 2);
            const std::size_t i = clamped(near_c, half.columns),
                              j = clamped(near_c + (c % 2 == 0 ? -1 : 1), half.columns);
            whole.row(r)[c] = (9 * a[i] + 3 * a[j] + 3 * b[i] + b[j]) / 64.0f;
        }
    }
    return whole;
}

constexpr double widest_sigma = 7; ///< cells; wider kernels look the same on cells twice as large

Field spread_out(const Field& from, double sigma)
{
    if (sigma <= widest_sigma || from.columns < 4 || from.rows < 4)
        return blurred(from.cells, from.columns, from.rows, sigma);
    return doubled(spread_out(halved(from), sigma / 2), from.columns, from.rows);
}

} // namespace

std::vector<float> smoothed(const std::vector<std::uint32_t>& counts, int columns, int rows, double sigma)
{
    const auto width = static_cast<std::size_t>(columns), height = static_cast<std::size_t>(rows);
    if (sigma <= widest_sigma)
        return blurred(counts, width, height, sigma).cells;
    Field field{width, height};
    convert(field.cells.data(), counts.data(), counts.size());
    return spread_out(field, sigma).cells;
}

} // namespace sitmap
