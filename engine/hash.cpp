#include "engine/hash.hpp"

#include <bit>
#include <cstring>

namespace sitmap {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t key_a = 0xa0761d6478bd642f, key_b = 0xe7037ed1a0b428db, key_c = 0x8ebc6af09c88c6e3;

std::uint64_t folded(std::uint64_t a, std::uint64_t b)
{
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t word(const char* bytes)
{
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    if constexpr (std::endian::native == std::endian::big)
        value = __builtin_bswap64(value);
    return value;
}

} // namespace

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed)
{
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    seed ^= key_a;
    for (; left > 16; at += 16, left -= 16)
        seed = folded(word(at) ^ key_b, word(at + 8) ^ seed);
    char tail[16] = {};
    if (left > 0)
        std::memcpy(tail, at, left);
    return folded(key_c ^ bytes.size(), folded(word(tail) ^ key_b, word(tail + 8) ^ seed));
}

} // namespace sitmap
