#pragma once

// Inside geodata only: LibKML's fields for elements of KML.

#include "geodata/feature.hpp"

namespace sitmap {

/// LibKML takes attributes with the names of KML's own elements for those; ours may be called "begin" or "id"
/// and mean something else. With a prefix none meets them. To be called once, before LibKML reads.
void prefix_kml_fields();

/// Drops the fields that LibKML announces and no feature uses, and takes the prefix off the others where no
/// attribute has that name.
void tidy_kml_fields(Layer& layer);

} // namespace sitmap
