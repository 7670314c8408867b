#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Named routes: 3, 6.5 or 11.5 px wide by the people that flows along them count; thin and dashed where none
/// does.
void draw_routes(Frame& frame);
void draw_route_labels(Frame& frame);

} // namespace sitmap
