#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace sitmap {

/// A hash of 64 bits, eight bytes at a time, multiplied and folded. The same at compile time and at run time.
/// Not for texts whose writer gains by a collision.
[[nodiscard]] constexpr std::uint64_t hash_text(std::string_view text)
{
    constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U; // 2^64 / golden ratio
    std::uint64_t hash = text.size() * factor;
    const auto mix = [&](std::uint64_t bytes) {
        hash = (hash ^ bytes) * factor;
        hash ^= hash >> 32U;
    };
    const auto up_to_eight = [](const char* at, std::size_t count) {
        std::uint64_t bytes = 0;
        for (std::size_t i = 0; i < count; ++i)
            bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
        return bytes;
    };
    constexpr std::size_t word = sizeof(std::uint64_t);
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= word; left -= word, at += word) {
        if constexpr (std::endian::native == std::endian::little) {
            if (!std::is_constant_evaluated()) {
                std::uint64_t bytes = 0;
                std::memcpy(&bytes, at, word);
                mix(bytes);
                continue;
            }
        }
        mix(up_to_eight(at, word));
    }
    mix(up_to_eight(at, left));
    return hash;
}

} // namespace sitmap
