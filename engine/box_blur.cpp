#include "engine/box_blur.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sitmap {

namespace {

constexpr int passes = 4;

/// 2r + 1 whole cells and a share of the next on either side.
struct Box {
    std::size_t radius = 0;
    double edge = 0;

    explicit Box(double sigma)
    {
        const double variance = sigma * sigma / passes;
        radius = static_cast<std::size_t>((std::sqrt(12 * variance + 1) - 1) / 2);
        const auto r = static_cast<double>(radius);
        edge = (2 * r + 1) * (r * (r + 1) - 3 * variance) / (6 * (variance - (r + 1) * (r + 1)));
    }
    [[nodiscard]] double weight() const { return 1 / (2 * static_cast<double>(radius) + 1 + 2 * edge); }
};

/// One line; `padded` holds it with radius + 1 zeros on either side.
void blur_line(const Box& box, const std::vector<double>& padded, double* out, std::size_t n)
{
    const std::size_t width = 2 * box.radius + 1;
    const double weight = box.weight();
    double sum = 0;
    for (std::size_t i = 1; i <= width; ++i)
        sum += padded[i];
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = (sum + box.edge * (padded[i] + padded[i + width + 1])) * weight;
        sum += padded[i + width + 1] - padded[i + 1];
    }
}

void blur_lines(const Box& box, std::vector<double>& values, std::size_t columns, std::size_t rows)
{
    const std::size_t pad = box.radius + 1;
    std::vector<double> padded(columns + 2 * pad, 0.0);
    for (std::size_t row = 0; row < rows; ++row) {
        double* const line = values.data() + row * columns;
        if (std::all_of(line, line + columns, [](double value) { return value == 0; }))
            continue;
        for (int pass = 0; pass < passes; ++pass) {
            std::copy(line, line + columns, padded.begin() + static_cast<std::ptrdiff_t>(pad));
            blur_line(box, padded, line, columns);
        }
    }
}

std::vector<double> transposed(const std::vector<double>& values, std::size_t columns, std::size_t rows)
{
    constexpr std::size_t tile = 32; // so that both sides stay in the cache
    std::vector<double> turned(values.size());
    for (std::size_t r0 = 0; r0 < rows; r0 += tile)
        for (std::size_t c0 = 0; c0 < columns; c0 += tile)
            for (std::size_t r = r0; r < std::min(rows, r0 + tile); ++r)
                for (std::size_t c = c0; c < std::min(columns, c0 + tile); ++c)
                    turned[c * rows + r] = values[r * columns + c];
    return turned;
}

} // namespace

void box_blur(std::vector<double>& values, std::size_t columns, std::size_t rows, double sigma)
{
    assert(values.size() == columns * rows && sigma > 0);
    const Box box{sigma};
    blur_lines(box, values, columns, rows);
    values = transposed(values, columns, rows);
    blur_lines(box, values, rows, columns);
    values = transposed(values, rows, columns);
}

std::size_t blur_reach(double sigma)
{
    return passes * (Box{sigma}.radius + 1);
}

} // namespace sitmap
