#include "render/fronts_at_sea.hpp"

#include <algorithm>

namespace sitmap {

void leave_out_sea(std::vector<FrontLine>& fronts, const BandedArea& land)
{
    for (FrontLine& front : fronts)
        if (front.rim)
            std::erase_if(front.line.lines, [&](const LineString& line) {
                const auto on_land = std::count_if(line.points.begin(), line.points.end(),
                                                   [&](LonLat p) { return land.contains(p); });
                return 2 * static_cast<std::size_t>(on_land) < line.points.size();
            });
    std::erase_if(fronts, [](const FrontLine& front) { return front.line.lines.empty(); });
}

} // namespace sitmap
