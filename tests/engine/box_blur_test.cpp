#include "engine/box_blur.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace sitmap;

TEST_CASE("a blurred point keeps its sum, its middle and the variance of the Gaussian", "[engine][blur]")
{
    const double sigma = GENERATE(0.4, 1.0, 2.7, 4.0, 11.3);
    CAPTURE(sigma);
    const std::size_t reach = blur_reach(sigma), columns = 2 * reach + 1, rows = 2 * reach + 5;
    std::vector<double> values(columns * rows, 0.0);
    values[(reach + 2) * columns + reach] = 7;
    box_blur(values, columns, rows, sigma);

    CHECK(std::accumulate(values.begin(), values.end(), 0.0) == Approx(7));
    double variance_x = 0, variance_y = 0, mean_x = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            const double x = static_cast<double>(c) - static_cast<double>(reach);
            const double y = static_cast<double>(r) - static_cast<double>(reach + 2);
            const double value = values[r * columns + c] / 7;
            mean_x += x * value;
            variance_x += x * x * value;
            variance_y += y * y * value;
        }
    }
    CHECK(mean_x == Approx(0).margin(1e-9));
    CHECK(variance_x == Approx(sigma * sigma));
    CHECK(variance_y == Approx(sigma * sigma));
}

TEST_CASE("the boxes come near the Gaussian", "[engine][blur]")
{
    const double sigma = 6;
    const std::size_t half = 40, columns = 2 * half + 1;
    std::vector<double> values(columns * columns, 0.0);
    values[half * columns + half] = 1;
    box_blur(values, columns, columns, sigma);
    const double peak = 1 / (2 * std::numbers::pi * sigma * sigma);
    for (std::size_t x = 0; x < columns; ++x) {
        const double off = static_cast<double>(x) - static_cast<double>(half);
        CHECK(values[half * columns + x] ==
              Approx(peak * std::exp(-off * off / (2 * sigma * sigma))).margin(0.08 * peak));
    }
}
