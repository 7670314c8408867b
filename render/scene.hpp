#pragma once

#include "render/camera.hpp"
#include "render/density_field.hpp"
#include "render/draw_list.hpp"
#include "render/map.hpp"
#include "render/record_summary.hpp"
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
    std::optional<PxRect> gathered = {}; ///< of a ring for several incidents: the box round their places
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
        own, ///< the user's layers
        base
    } group = Group::incidents;
    std::string label;
    DrawList mark; ///< 18 × 18 px with the real symbol
    std::string note;
    std::string value; ///< what it amounts to, such as "3,104 km²"; mostly empty
};

/// Records of datasets drawn as a density, and what its colours mean.
struct DensityKey {
    DensityScale scale;                ///< where the ramp begins and ends; between them it is logarithmic
    double sigma_px = 0, sigma_km = 0; ///< of the Gaussian, the second at the picture's middle
    std::size_t in_view = 0;           ///< records in the frame, those left out among them
    std::size_t vague = 0;    ///< left out: known to a province or worse, or to within more than 75 km
    std::size_t too_wide = 0; ///< left out: known to an area wider than the picture shows well
    std::shared_ptr<const CellCounts> counts; ///< of those in it, before they were spread
    Px corner;                                ///< of the frame
};

/// An arrow of displacement, and the figures that it is made of.
struct FlowArrow {
    std::vector<std::size_t> flows;      ///< positions in the ledger's flows, the one it is drawn for first
    std::optional<Quantity> people = {}; ///< all of them together
};

/// A picture and what its marks stand for.
struct Scene {
    DrawList list;
    std::size_t ground = 0;         ///< commands at the list's beginning that draw land and water alone
    std::size_t furniture = 0;      ///< where in it the window's scale bar and keys begin; 0: it has none
    std::vector<HitTarget> targets; ///< topmost last
    std::vector<LegendEntry> legend;
    std::vector<FlowArrow> arrows; ///< those drawn
    /// Incidents in the window of time and passing the filters: the ledger's, seen or not; then those records
    /// of datasets that are drawn as marks.
    std::vector<Incident> shown;
    std::size_t from_ledger = 0;       ///< how many of `shown` are the ledger's
    RecordSummary records;             ///< all records in the window of time and passing the filters
    std::optional<DensityKey> density; ///< where too many are in view for marks
    std::size_t in_view = 0;           ///< of those, how many lie in the frame
    std::vector<std::string> notes; ///< "front line: illustrative", "2 incidents without a known place" ...
    double scale_denominator = 0;

    /// How many incidents pass, seen or not.
    [[nodiscard]] std::size_t passing() const { return from_ledger + records.passing; }
    /// The topmost target under `at`, within 4 px of its edge; null: none.
    [[nodiscard]] const HitTarget* target_at(Px at) const;
    /// What it stands for.
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
    std::string chosen_by;        ///< "country LBY, at least 25 killed", for the notes; empty: all incidents
    /// What stands round the map: title, legend and sources as in cartography.md; the band of a title and the
    /// cells of a foot that OCHA's field maps have; or a map that fills the sheet, with its legend in a
    /// corner.
    enum class Design : std::uint8_t { standard, ocha, plain } design = Design::standard;
    double mm_per_px =
        0;            ///< of a pixel on paper, so that the scale told is the paper's; 0: a screen of 96 dpi
    std::string page; ///< "A4", for the foot; empty: none
    std::string maker, contact,
        glide;                   ///< of sheets like OCHA's: who made it, where to write, disaster's number
    std::optional<Day> drawn_on; ///< printed only when given, so that the same command gives the same bytes
    struct Inset {
        enum class Choice : std::uint8_t { densest, given, none } choice = Choice::densest;
        Extent extent;     ///< if given
        std::string title; ///< empty: the greatest places in it
    } inset;               ///< a part of the map magnified; `densest` only on sheets of change
};
/// Sheets taller than wide have the legend in columns below the map. With `view.change` the sheet of a change
/// of control: held, gained and lost with km², a chart by month, an inset.
[[nodiscard]] Scene build_sheet(const Map& map, const ViewState& view, const SheetOptions& options);

/// The box around everything that `build_scene` would show of incidents, flows, stocks, control areas and
/// overlays; the world when there is nothing.
[[nodiscard]] Extent contents_extent(const Map& map, const ViewState& view);

} // namespace sitmap
