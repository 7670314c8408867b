#pragma once

#include "engine/intake.hpp"
#include "geodata/vector_file.hpp"

#include <filesystem>

namespace sitmap {

/// True for what `sitmap export` writes: layers called incidents, flows, stocks, routes and control_areas, or
/// features whose attribute `layer` says so.
[[nodiscard]] bool looks_like_own_export(const VectorFile& file);

/// Reads an export back: incidents as events (their computed values, not the single claims), flows, stocks,
/// routes and areas of control. All of it is one document, the export. Throws Error if the file cannot be
/// read.
[[nodiscard]] Intake read_own_export(const std::filesystem::path& path);

} // namespace sitmap
