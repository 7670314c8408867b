#pragma once

#include "render/draw_list.hpp"

#include <filesystem>
#include <string>

namespace sitmap::test {

/// How far two pictures are apart.
struct Difference {
    double mean = 0;      ///< mean absolute difference of a channel, 0 to 255
    double share_far = 0; ///< share of pixels of which some channel differs by more than 48
    bool same_size = true;
};
[[nodiscard]] Difference difference(const Pixels& a, const Pixels& b);

/// Both pictures and their difference, side by side, for people; all over grey.
[[nodiscard]] Pixels side_by_side(const Pixels& a, const Pixels& b);

/// Compares with `tests/render/golden/NAME.png`. On a failure the picture, and what it should be beside it,
/// are written to the folder test-output of the build. With SITMAP_APPROVE=1 in the environment the golden
/// picture is written anew.
void check_against_golden(const std::string& name, const Pixels& picture, double most_mean = 0.5,
                          double most_far = 0.002);

} // namespace sitmap::test
