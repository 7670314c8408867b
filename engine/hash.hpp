#pragma once

#include <cstdint>
#include <string_view>

namespace sitmap {

/// A 64-bit hash of bytes that is the same on every computer and stays so, as it is kept in files. About 10
/// GB/s; no defence against somebody who looks for two texts with one hash. After wyhash by Wang Yi (public
/// domain): two words at a time are multiplied to 128 bits, whose halves are combined.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

} // namespace sitmap
