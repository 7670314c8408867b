#pragma once

// Inside geodata only: what GDAL leaves to be done with a CSV.

#include "geodata/feature.hpp"

#include <ogrsf_frmts.h>

namespace sitmap {

/// Gives the columns of a CSV, which are all text, the narrowest type that fits every cell. Empty cells are
/// NULL; the apostrophes that our writer set before formulas go.
void find_column_types(Layer& layer);

/// Takes the shape of a row from its column of well-known text, if it has one. Our own tables have `lon` and
/// `lat` for points and `wkt` for the rest; GDAL looks at one of the two.
void take_well_known_text(OGRFeature& feature);

} // namespace sitmap
