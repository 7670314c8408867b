#pragma once

#include "engine/control.hpp"
#include "engine/control_change.hpp"
#include "render/camera.hpp"
#include "render/density_field.hpp"
#include "render/map.hpp"
#include "render/record_summary.hpp"
#include "render/view_state.hpp"

#include <memory>
#include <span>

namespace sitmap {

/// Control on a day as it is drawn.
struct ShownControl {
    ControlState state; ///< its areas point into the ledger or into `moved_areas`
    std::vector<ControlArea> moved_areas;
    double furthest_m = 0;           ///< that the front moves between the two states
    std::size_t moved = 0, kept = 0; ///< lines part of the way, and lines left as the earlier state has them
};

/// What successive frames of one map share: shapes at coarser levels of detail, incidents, control states,
/// the shaded relief. A frame built with it is equal to one built without. It belongs to one Map and its
/// Basemap, which must neither change nor go while it lives. Not for several threads at once.
class SceneCache {
public:
    SceneCache();
    ~SceneCache();
    SceneCache(SceneCache&&) noexcept;
    SceneCache& operator=(SceneCache&&) noexcept;

    /// The points of a base map line or ring, less those within the tolerance of the one before; `points`
    /// must stay where it is. Levels are made when first asked for.
    [[nodiscard]] std::span<const LonLat> at_detail(const std::vector<LonLat>& points, double tolerance_deg);
    [[nodiscard]] const Extent& box_of(const std::vector<LonLat>& points);

    [[nodiscard]] std::span<const Incident> incidents(const Map& map, Rule rule, std::optional<Day> as_of);
    /// Between two dated states, areas and fronts stand part of the way where their change is simple.
    [[nodiscard]] const ShownControl& control(const Map& map, Day day);
    /// What changed for the party compared, or for the one for which most changed; null: there is none.
    [[nodiscard]] const PartyChange* change(const Map& map, const ControlComparison& comparison);

    /// Records that pass, found anew when query or day change.
    struct PassingRecords {
        const RecordPlaces* places = nullptr;
        RecordSummary summary;
    };
    /// Requires that the map has records.
    [[nodiscard]] const PassingRecords& records(const Map& map, const Query& query, std::optional<Day> as_of);

    /// Visual centre of an area: a point deep inside its largest part. `key` names the area.
    [[nodiscard]] std::optional<LonLat> visual_centre(const std::string& key, const Geometry& area);

    /// The raster made by `make` for this camera; made anew when the camera or the key changes.
    template <class Make>
    [[nodiscard]] Raster relief(const Camera& camera, int key, Make make)
    {
        if (!same_relief(camera, key))
            keep_relief(camera, key, make());
        return kept_relief();
    }

    /// The density made by `make` for this camera, style and the records last asked for.
    struct Density {
        std::shared_ptr<const CellCounts> counts; ///< of those records that are in it
        Raster raster;
        DensityScale scale;
        std::size_t too_wide = 0; ///< left out: known to an area wider than the picture shows well
        std::vector<std::uint32_t>
            sparse_rows; ///< of the table: where the ramp shows nothing, to be drawn as marks
    };
    template <class Make>
    [[nodiscard]] const Density& density(const Camera& camera, int key, Make make)
    {
        if (!same_density(camera, key))
            keep_density(camera, key, make());
        return kept_density();
    }

private:
    [[nodiscard]] bool same_density(const Camera& camera, int key) const;
    void keep_density(const Camera& camera, int key, Density density);
    [[nodiscard]] const Density& kept_density() const;
    [[nodiscard]] bool same_relief(const Camera& camera, int key) const;
    void keep_relief(const Camera& camera, int key, Raster raster);
    [[nodiscard]] const Raster& kept_relief() const;

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sitmap
