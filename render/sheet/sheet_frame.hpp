#pragma once

#include "render/camera.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// Where the parts of a sheet stand.
struct SheetLayout {
    PxRect map;
    std::vector<PxRect> columns; ///< for legend and sources; none on a plain sheet
    double foot_top = 0;
};

/// Taller than wide: the legend stands below the map.
[[nodiscard]] bool is_portrait(const SheetOptions& options);

/// What is told in the foot besides the disclaimer, the base map's sources, projection and scale.
struct FootFacts {
    std::string sources; ///< of a sheet without a column for them; else empty
    std::string code;    ///< "LBY_tajoura_A4"; for OCHA's sheets
};

/// `legend_px`: height of the columns below the map, on a sheet taller than wide. The foot gets the room that
/// its facts need. Throws Error for a sheet too small or too large.
[[nodiscard]] SheetLayout layout_for(const SheetOptions& options, double legend_px,
                                     const FootFacts& foot = {});

/// Scale of the map, on paper where the sheet has a size on paper.
[[nodiscard]] double scale_told(const SheetOptions& options, const Camera& camera);

/// Title and line below it; at the right, a line each.
void draw_sheet_head(DrawList& list, const Palette& palette, const SheetOptions& options,
                     const std::string& title, const std::string& subtitle,
                     const std::vector<std::string>& corner);

void draw_sheet_foot(DrawList& list, const Palette& palette, const SheetOptions& options,
                     const Camera& camera, const FootFacts& facts);

} // namespace sitmap
