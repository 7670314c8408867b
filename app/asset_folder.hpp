#pragma once

#include <filesystem>

namespace sitmap {

/// Where the program's tables, fonts and base map lie: $SITMAP_ASSETS, else share/sitmap beside an installed
/// program, else the source tree it was built from. Throws Error when none exists.
[[nodiscard]] std::filesystem::path asset_folder();

} // namespace sitmap
