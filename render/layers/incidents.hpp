#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Draws incidents as marks, areas, lines and clusters, adds hit targets and legend rows, and takes their
/// place from later labels. Incidents without a place are only noted. Reads `frame.scene.shown`.
void draw_incidents(Frame& frame);
/// The selected incident's call-out with its leader.
void draw_incident_callout(Frame& frame);
/// Numbers of killed beside the marks.
void draw_incident_numbers(Frame& frame);
/// Names of incidents drawn as an area or line.
void draw_incident_area_names(Frame& frame);

/// How an incident is drawn if it is a mark: shape, size, and what is known of it.
[[nodiscard]] Mark mark_for(const Incident& incident, const Ledger& ledger, MarkSizes sizes);
/// Nobody but one article, and in it one voice, tells of it. Rows of datasets have been checked by their
/// makers.
[[nodiscard]] bool rests_on_one_source(const Incident& incident, const Ledger& ledger);
/// Known to a province, a country or a sea only: a mark stands for all of it.
[[nodiscard]] bool is_wide(PlacePrecision precision);
/// Drawn as an outline: district, area or line.
[[nodiscard]] bool is_outlined(const Location& location);
/// Where a mark stands: the point, or the visual centre of a province, country or sea.
[[nodiscard]] LonLat standing_point(Frame& frame, const Location& location);

} // namespace sitmap
