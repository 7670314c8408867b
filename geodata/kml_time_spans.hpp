#pragma once

// Inside geodata only.

#include <filesystem>

namespace sitmap {

/// Gives each placemark of a KML that GDAL's driver wrote a <TimeSpan>, by which globes move it along their
/// time line: from its fields `date_start` and `date_end`, or `start` and `end`, `event_date` or `date` for
/// both. An absent day leaves its end open; with neither there is no span. The file is rewritten placemark by
/// placemark; throws Error, of the file as it will be `called`, when that fails.
void add_time_spans(const std::filesystem::path& kml, const std::filesystem::path& called);

} // namespace sitmap
