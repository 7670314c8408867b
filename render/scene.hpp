#pragma once

#include "render/camera.hpp"
#include "render/draw_list.hpp"
#include "render/map.hpp"
#include "render/scene_cache.hpp"
#include "render/view_state.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// What one click can reach.
struct HitTarget {
    Px at;
    double radius_px = 0;
    Selection what;
};

/// One row of the legend: exactly what was drawn, in legend order.
struct LegendEntry {
    enum class Group : std::uint8_t {
        incidents,
        precision,
        attribution,
        moves,
        stands,
        control,
        base
    } group = Group::incidents;
    std::string label;
    DrawList mark; ///< 18 × 18 px with the real symbol
    std::string note;
};

/// A picture and what its marks stand for.
struct Scene {
    DrawList list;
    std::vector<HitTarget> targets; ///< topmost last
    std::vector<LegendEntry> legend;
    std::vector<Incident> shown;    ///< incidents in the window of time and passing the filters, seen or not
    std::size_t in_view = 0;        ///< of those, how many lie in the frame
    std::vector<std::string> notes; ///< "front line: illustrative", "2 incidents without a known place" ...
    double scale_denominator = 0;

    /// The topmost target under `at`, within 4 px of its edge.
    [[nodiscard]] Selection hit(Px at) const;
};

/// The map alone, filling `frame`. A pure function: the same arguments give the same list.
[[nodiscard]] Scene build_scene(const Map& map, const ViewState& view, const Camera& camera);

/// The same with what successive frames of one map share; for the window.
[[nodiscard]] Scene build_scene(const Map& map, const ViewState& view, const Camera& camera,
                                SceneCache& cache);

/// A whole sheet for print: title, map, legend, scale bar, sources, disclaimer (cartography.md section 10).
struct SheetOptions {
    double width_px = 1600, height_px = 1000;
    std::string title, subtitle;  ///< empty: made from the contents
    std::optional<Extent> extent; ///< empty: all that is shown
    std::string crs;              ///< empty: chosen by extent
    std::string file_name;        ///< for the foot
    std::optional<Day> drawn_on;  ///< printed only when given, so that the same command gives the same bytes
};
[[nodiscard]] Scene build_sheet(const Map& map, const ViewState& view, const SheetOptions& options);

/// The box around everything that `build_scene` would show of incidents, flows, stocks, control areas and
/// overlays; the world when there is nothing.
[[nodiscard]] Extent contents_extent(const Map& map, const ViewState& view);

} // namespace sitmap
