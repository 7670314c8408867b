#pragma once

#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>

namespace sitmap {

/// Drawn anew in each run of the program.
inline const std::uint64_t quick_hash_seed =
    (std::uint64_t{std::random_device{}()} << 32) | std::random_device{}();

/// A hash of short texts for tables in memory: some nanoseconds for a name, and another in each run of the
/// program, so that nobody can make up names that all fall together. Not for files: see hash.hpp. Multiplies
/// to 128 bits and folds.
[[nodiscard]] inline std::uint64_t quick_hash(std::string_view text)
{
    constexpr std::uint64_t odd_a = 0xa0761d6478bd642fULL, odd_b = 0xe7037ed1a0b428dbULL;
    const auto word = [](const char* bytes) {
        std::uint64_t value = 0;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    };
    const auto fold = [](std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    const char* bytes = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = quick_hash_seed ^ odd_a;
    for (; left > 16; left -= 16, bytes += 16)
        hash = fold(word(bytes) ^ odd_b, word(bytes + 8) ^ hash);
    std::uint64_t a = 0, b = 0;
    if (left >= 8) {
        a = word(bytes);
        b = word(bytes + left - 8);
    } else if (left >= 4) {
        std::memcpy(&a, bytes, 4);
        std::memcpy(&b, bytes + left - 4, 4);
    } else if (left > 0) { // one to three: each of them, without a copy of a length that is not known before
        const auto byte = [bytes](std::size_t at) {
            return std::uint64_t{static_cast<unsigned char>(bytes[at])};
        };
        a = byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16;
    }
    return fold(a ^ odd_b ^ text.size(), b ^ hash);
}

} // namespace sitmap
