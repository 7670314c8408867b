#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Pictures among the user's own layers, under everything but the base map.
void draw_overlay_images(Frame& frame);
/// The user's own layers: areas lightly filled, lines and points, each feature in its style.
void draw_overlays(Frame& frame);
/// Their names from an attribute, where there is room; each name once.
void draw_overlay_labels(Frame& frame);

} // namespace sitmap
