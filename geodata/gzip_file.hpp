#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace sitmap {

/// The contents of a file, unpacked if it is gzip. Throws Error if it cannot be read, is cut short or unpacks
/// to more than `max_bytes`.
[[nodiscard]] std::string read_gzip(const std::filesystem::path& path, std::size_t max_bytes = 256U << 20);

} // namespace sitmap
