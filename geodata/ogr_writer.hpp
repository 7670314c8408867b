#pragma once

// Inside geodata only: the one place where files are written through GDAL.

#include "geodata/vector_file.hpp"

namespace sitmap {

/// Writes one GDAL dataset to `temporary`, and reads back how many features it holds: `points`, if not null,
/// then `layers`. `widths` are those of the points' texts in a .dbf, of other formats empty. `path` is for
/// messages. Throws Error; Interrupted soon after `stop` says yes.
void write_dataset(const std::filesystem::path& temporary, const VectorFormat& format,
                   const std::vector<Layer>& layers, const std::filesystem::path& path, Issues& issues,
                   const StopAsked& stop, const FeatureStream* points = nullptr,
                   const std::vector<std::size_t>& widths = {});

} // namespace sitmap
