#include "engine/evidence.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace sitmap {

namespace {

// FIPS 180-4, 4.2.2 and 5.3.3.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<std::uint32_t, 8>;
constexpr State initial_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
constexpr std::size_t block_bytes = 64;

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
        const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
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

/// FIPS 180-4, 6.2.2 with the processor's instructions, which work on two rounds at a time and keep the state
/// as ABEF and CDGH.
__attribute__((target("sha,sse4.1,ssse3"))) void
digest_blocks_with_instructions(State& state, const char* bytes, std::size_t blocks)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data()));      // DCBA
    __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data() + 4)); // HGFE
    low = _mm_shuffle_epi32(low, 0xB1);
    high = _mm_shuffle_epi32(high, 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
    for (; blocks > 0; --blocks, bytes += block_bytes) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];
        for (int i = 0; i < 4; ++i)
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + i), big_endian);
#pragma GCC unroll 16
        for (unsigned round = 0; round < 16; ++round) { // of four each
            if (round >= 4) {
                // w[t-16] + s0(w[t-15]) + w[t-7] + s1(w[t-2]), for four t at once
                __m128i next = _mm_sha256msg1_epu32(w[round % 4], w[(round + 1) % 4]);
                next = _mm_add_epi32(next, _mm_alignr_epi8(w[(round + 3) % 4], w[(round + 2) % 4], 4));
                w[round % 4] = _mm_sha256msg2_epu32(next, w[(round + 3) % 4]);
            }
            const auto* constants = reinterpret_cast<const __m128i*>(round_constants.data()) + round;
            __m128i sums = _mm_add_epi32(w[round % 4], _mm_loadu_si128(constants));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sums);
            sums = _mm_shuffle_epi32(sums, 0x0E);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, sums);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(high, low, 8));
}

void digest_blocks(State& state, const char* bytes, std::size_t blocks)
{
    static const bool instructions = has_sha_instructions();
    if (instructions)
        digest_blocks_with_instructions(state, bytes, blocks);
    else
        digest_blocks_plainly(state, bytes, blocks);
}

#else

void digest_blocks(State& state, const char* bytes, std::size_t blocks)
{
    digest_blocks_plainly(state, bytes, blocks);
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

Sha256::Sha256() : state_{initial_state}
{}

void Sha256::add(std::string_view bytes)
{
    const std::size_t held = bytes_ % block_bytes;
    bytes_ += bytes.size();
    if (held > 0) {
        const std::size_t taken = std::min(bytes.size(), block_bytes - held);
        std::memcpy(rest_.data() + held, bytes.data(), taken);
        bytes.remove_prefix(taken);
        if (held + taken < block_bytes)
            return;
        digest_blocks(state_, rest_.data(), 1);
    }
    const std::size_t blocks = bytes.size() / block_bytes;
    digest_blocks(state_, bytes.data(), blocks);
    bytes.remove_prefix(blocks * block_bytes);
    std::copy(bytes.begin(), bytes.end(), rest_.begin());
}

std::string Sha256::digits() const
{
    State state = state_;
    const std::string tail = padded_tail({rest_.data(), bytes_ % block_bytes}, bytes_);
    digest_blocks(state, tail.data(), tail.size() / block_bytes);
    std::string hex;
    for (const std::uint32_t word : state)
        for (int shift = 28; shift >= 0; shift -= 4)
            hex.push_back("0123456789abcdef"[(word >> shift) & 0xf]);
    return hex;
}

std::string sha256(std::string_view bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.digits();
}

} // namespace sitmap
