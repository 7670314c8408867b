#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cassert>

namespace sitmap::bench {

const std::vector<Goal>& goals()
{
    using enum Goal::Kind;
    static const std::vector<Goal> all{
        {"build 1 M", times_faster, 2, 2.6},
        {"build 10 M", times_faster, 2, 3.6},
        {"bytes", at_most, 47, 31},
        {"box 0.001 %", times_faster, 2.5, 4},
        {"box 0.1 %", times_faster, 6, 10},
        {"box 1 %", times_faster, 10, 19},
        {"box 10 %", times_faster, 15, 29},
        {"box 0.1 % x 365 d", times_faster, 4, 7},
        {"box 1 % x 30 d", times_faster, 10, 20},
        {"box 10 % x 30 d", times_faster, 30, 180},
        {"nearest 10", times_faster, 1, 1.2},
        {"read CSV", times_faster, 7, 10},
        {"CSV to GeoPackage", times_faster, 4, 8},
        {"first frame 1 M", at_most, 2, 2},
        {"frame 1 M", times_faster, 8, 11},
        {"frame 10 M", times_faster, 40, 67},
        {"frames a second 10 M", at_least, 25, 38},
        {"window dragged", at_most, 16, 16},
        {"window zoomed", at_most, 16, 16},
        {"window played", at_most, 16, 16},
        {"projection", times_faster, 20, 41},
        {"GeoJSON", times_faster, 8, 16},
        {"articles", at_least, 500, 5000},
        {"memory 10 M", at_most, 1500, 1500},
        {"import 10 M", at_most, 1500, 1500},
    };
    return all;
}

const Goal& goal_named(std::string_view name)
{
    const auto found =
        std::find_if(goals().begin(), goals().end(), [&](const Goal& goal) { return goal.name == name; });
    assert(found != goals().end());
    return *found;
}

} // namespace sitmap::bench
