#include "engine/sha256_block.hpp"

#include <bit>
#include <string>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace sitmap::sha256_rounds {

namespace {

using Schedule = std::array<std::uint32_t, 64>;

/// FIPS 180-4, 6.2.2, step 1. Requires 64 bytes in `block`.
Schedule schedule_of(std::string_view block)
{
    Schedule w{};
    for (std::size_t i = 0; i < block_bytes; ++i)
        w[i / 4] = (w[i / 4] << 8) | static_cast<unsigned char>(block[i]);
    for (std::size_t t = 16; t < w.size(); ++t) {
        const std::uint32_t a = w[t - 15], b = w[t - 2];
        const std::uint32_t s0 = std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3);
        const std::uint32_t s1 = std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10);
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    return w;
}

/// FIPS 180-4, 6.2.2, steps 2 to 4.
void digest_block(State& state, std::string_view block)
{
    const Schedule w = schedule_of(block);
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < w.size(); ++t) {
        const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + constants[t] + w[t];
        const std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const State added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i)
        state[i] += added[i];
}

void digest_blocks_plainly(State& state, const char* bytes, std::size_t blocks)
{
    for (std::size_t i = 0; i < blocks; ++i)
        digest_block(state, {bytes + i * block_bytes, block_bytes});
}

#if defined(__x86_64__)

bool has_sha_instructions()
{
    // CPUID leaf 7: EBX bit 29 is SHA; leaf 1: ECX bit 19 is SSE4.1, bit 9 SSSE3 (Intel's manual, volume 2A).
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (b & (1U << 29)) == 0)
        return false;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & (1U << 19)) != 0 && (c & (1U << 9)) != 0;
}

__attribute__((target("sha,sse4.1,ssse3"))) void
digest_blocks_with_instructions(State& state, const char* bytes, std::size_t blocks)
{
    Lanes lanes = lanes_of(state);
    for (; blocks > 0; --blocks, bytes += block_bytes)
        digest_block(lanes, bytes);
    put_lanes(lanes, state);
}

#else

bool has_sha_instructions()
{
    return false;
}

#endif

/// What follows the last full block, with the padding of FIPS 180-4, 5.1.1: one or two blocks.
std::string padded_tail(std::string_view rest, std::uint64_t bytes)
{
    std::string tail{rest};
    tail.push_back('\x80');
    while (tail.size() % block_bytes != block_bytes - 8)
        tail.push_back('\0');
    const std::uint64_t bits = bytes * 8;
    for (int shift = 56; shift >= 0; shift -= 8)
        tail.push_back(static_cast<char>((bits >> shift) & 0xff));
    return tail;
}

} // namespace

bool has_instructions()
{
    static const bool has = has_sha_instructions();
    return has;
}

void digest(State& state, const char* bytes, std::size_t blocks)
{
#if defined(__x86_64__)
    if (has_instructions())
        return digest_blocks_with_instructions(state, bytes, blocks);
#endif
    digest_blocks_plainly(state, bytes, blocks);
}

std::string digits_of(State state, std::string_view rest, std::uint64_t count)
{
    const std::string tail = padded_tail(rest, count);
    digest(state, tail.data(), tail.size() / block_bytes);
    std::string hex;
    for (const std::uint32_t word : state)
        for (int shift = 28; shift >= 0; shift -= 4)
            hex.push_back("0123456789abcdef"[(word >> shift) & 0xf]);
    return hex;
}

} // namespace sitmap::sha256_rounds
