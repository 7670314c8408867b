#pragma once

#include "engine/banded_area.hpp"
#include "engine/control.hpp"

#include <vector>

namespace sitmap {

/// Leaves out the lines of rims that run over the sea for more than half of their positions: spits and
/// islands that `land` does not have. Others stay whole.
void leave_out_sea(std::vector<FrontLine>& fronts, const BandedArea& land);

} // namespace sitmap
