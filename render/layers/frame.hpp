#pragma once

#include "render/labels.hpp"
#include "render/parties.hpp"
#include "render/projector.hpp"
#include "render/scene.hpp"
#include "render/scene_cache.hpp"
#include "render/style.hpp"
#include "render/symbols.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace sitmap {

void add_fill(DrawList& list, Path path, Rgba colour); ///< nothing for an empty path, as the next three
void add_hatch(DrawList& list, Path path, const Hatch& hatch);
void add_stroke(DrawList& list, Path path, Rgba colour, double width_px, std::vector<double> dash = {},
                Cap cap = Cap::butt);
void add_rings(DrawList& list, Path path, Rgba colour, double width_px, std::vector<double> dash = {},
               Cap cap = Cap::butt);

/// An incident as it was drawn.
struct DrawnIncident {
    const Incident* incident = nullptr;
    Px at;              ///< where the mark stands, after it was pushed
    Px home;            ///< where its point lies
    Mark mark;          ///< of no meaning for outlines
    Path outline;       ///< of a district, area or line; empty for marks
    bool closed = true; ///< the outline's contours are rings
};

/// A flow or route as it was drawn.
struct DrawnLine {
    std::size_t index = 0;                 ///< in the ledger; of several figures of one way, the largest
    Contour curve;                         ///< in pixels, in the direction of travel
    std::optional<Quantity> people;        ///< of a flow, its figures merged
    std::size_t figures = 1;               ///< how many were merged
    std::vector<std::size_t> members = {}; ///< all its flows, `index` first; of a route none
    std::size_t ways = 1;                  ///< how many with ends near each other are in one arrow
    std::size_t more_origins = 0;          ///< places near the origin from which they come too
    std::size_t more_destinations = 0;
    bool has_tail = true, has_head = true; ///< the curve goes so far; else it is cut where the picture ends
};

/// One picture in the making: what the layers read, and what they add to.
struct Frame {
    const Map& map;
    const ViewState& view;
    const Camera& camera;
    const Palette& palette;
    SceneCache& cache;
    Projector projector;
    Parties parties;
    MarkSizes sizes;
    double scale; ///< denominator at the centre

    Scene& scene;
    Occupancy taken;                  ///< symbols, fronts and labels that later labels keep off
    std::vector<DrawnIncident> drawn; ///< incidents in view that are not in a cluster
    std::vector<DrawnLine> flows, routes;
    Path fronts;                          ///< front lines in pixels
    std::multimap<std::string, Px> named; ///< places that have their label
    std::set<std::string> named_areas;    ///< areas that have theirs; a sea has a curve for each scale
    DrawList labels;                      ///< text set so far; drawn above all else
    bool records_as_density = false;      ///< else those in view are among `scene.shown`
    double stock_factor = 0.50; ///< r = factor · √n; lowered so that the largest stays under 44 px

    [[nodiscard]] DrawList& list() { return scene.list; }
    void fill(Path path, Rgba colour) { add_fill(list(), std::move(path), colour); }
    void hatch(Path path, const Hatch& hatch) { add_hatch(list(), std::move(path), hatch); }
    void stroke(Path path, Rgba colour, double width_px, std::vector<double> dash = {}, Cap cap = Cap::butt)
    {
        add_stroke(list(), std::move(path), colour, width_px, std::move(dash), cap);
    }
    void stroke_rings(Path path, Rgba colour, double width_px, std::vector<double> dash = {},
                      Cap cap = Cap::butt)
    {
        add_rings(list(), std::move(path), colour, width_px, std::move(dash), cap);
    }
    /// Adds a row to the legend unless one with this label and group is there.
    void legend(LegendEntry::Group group, const std::string& label,
                const std::function<void(DrawList&)>& draw_mark, const std::string& note = {});
    void note(std::string text);
};

} // namespace sitmap
