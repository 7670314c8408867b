#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace sitmap {

/// The contents of a file, unpacked if it is gzip (RFC 1952; of several members, one after the other). All at
/// once, which takes a third of the time of a stream. Throws Error if it cannot be read, is damaged or cut
/// short, or if it or what it unpacks to has more than `max_bytes`.
[[nodiscard]] std::string read_gzip(const std::filesystem::path& path, std::size_t max_bytes = 256U << 20);

} // namespace sitmap
