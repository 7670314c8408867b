#pragma once

// Inside engine and importers: the parts of SHA-256 (FIPS 180-4), and its rounds by the processor's own
// instructions for loops that do something else beside them. Each round waits for the one before it, so that
// there is time for more.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sitmap::sha256_rounds {

using State = std::array<std::uint32_t, 8>;
inline constexpr std::size_t block_bytes = 64;
using Block = std::array<char, block_bytes>;

// 5.3.3.
inline constexpr State initial_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// Digests `blocks` of 64 bytes from `bytes` on: 6.2.2. Some 2 GB/s with the processor's instructions for it,
/// else some 0.3 GB/s.
void digest(State& state, const char* bytes, std::size_t blocks);
/// Whether `digest` uses such instructions; found out once.
[[nodiscard]] bool has_instructions();

/// Adds a piece to a sum of `count` bytes so far, of which `rest` holds those behind the last full block.
/// Full blocks are digested by `run(state, bytes, blocks)`, which has to do as `digest` does.
template <class Run>
void add_piece(State& state, Block& rest, std::uint64_t& count, std::string_view piece, Run&& run)
{
    const std::size_t held = count % block_bytes;
    count += piece.size();
    if (held > 0) {
        const std::size_t taken = std::min(piece.size(), block_bytes - held);
        std::copy_n(piece.begin(), taken, rest.begin() + static_cast<std::ptrdiff_t>(held));
        piece.remove_prefix(taken);
        if (held + taken < block_bytes)
            return;
        digest(state, rest.data(), 1);
    }
    const std::size_t blocks = piece.size() / block_bytes;
    run(state, piece.data(), blocks);
    piece.remove_prefix(blocks * block_bytes);
    std::copy(piece.begin(), piece.end(), rest.begin());
}

/// Of `count` bytes, `rest` being those behind the last full block: 64 lower-case hexadecimal digits.
[[nodiscard]] std::string digits_of(State state, std::string_view rest, std::uint64_t count);

// FIPS 180-4, 4.2.2.
inline constexpr std::array<std::uint32_t, 64> constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#if defined(__x86_64__)

#define SITMAP_SHA_INLINE inline __attribute__((always_inline, target("sha,sse4.1,ssse3")))

/// The state as the instructions have it. They have no form but that of SSE: a loop that holds them must not
/// use wider registers, since each change between the two costs hundreds of cycles on some processors.
struct Lanes {
    __m128i abef, cdgh;
};

SITMAP_SHA_INLINE Lanes lanes_of(const State& state)
{
    __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data()));      // DCBA
    __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data() + 4)); // HGFE
    low = _mm_shuffle_epi32(low, 0xB1);
    high = _mm_shuffle_epi32(high, 0x1B);
    return {_mm_alignr_epi8(low, high, 8), _mm_blend_epi16(high, low, 0xF0)};
}

SITMAP_SHA_INLINE void put_lanes(const Lanes& lanes, State& state)
{
    const __m128i low = _mm_shuffle_epi32(lanes.abef, 0x1B), high = _mm_shuffle_epi32(lanes.cdgh, 0xB1);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(high, low, 8));
}

/// A block of 64 bytes on its way through the rounds, so that other work can stand between them in the
/// program as well: what a processor looks ahead is about half a block's rounds.
struct Digesting {
    Lanes now;
    __m128i w[4];
};

SITMAP_SHA_INLINE Digesting begin_block(const Lanes& lanes, const char* block)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    Digesting of{lanes, {}};
    for (int i = 0; i < 4; ++i)
        of.w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i), big_endian);
    return of;
}

/// FIPS 180-4, 6.2.2: four of the sixteen steps of four rounds each, `from` the step given: 0, 4, 8 and 12.
template <unsigned from>
SITMAP_SHA_INLINE void digest_quarter(Digesting& of)
{
#pragma GCC unroll 4
    for (unsigned step = from; step < from + 4; ++step) {
        if (step >= 4) {
            // w[t-16] + s0(w[t-15]) + w[t-7] + s1(w[t-2]), for four t at once
            __m128i next = _mm_sha256msg1_epu32(of.w[step % 4], of.w[(step + 1) % 4]);
            next = _mm_add_epi32(next, _mm_alignr_epi8(of.w[(step + 3) % 4], of.w[(step + 2) % 4], 4));
            of.w[step % 4] = _mm_sha256msg2_epu32(next, of.w[(step + 3) % 4]);
        }
        const auto* four = reinterpret_cast<const __m128i*>(constants.data()) + step;
        __m128i sums = _mm_add_epi32(of.w[step % 4], _mm_loadu_si128(four));
        of.now.cdgh = _mm_sha256rnds2_epu32(of.now.cdgh, of.now.abef, sums);
        sums = _mm_shuffle_epi32(sums, 0x0E);
        of.now.abef = _mm_sha256rnds2_epu32(of.now.abef, of.now.cdgh, sums);
    }
}

SITMAP_SHA_INLINE void end_block(const Digesting& of, Lanes& lanes)
{
    lanes = {_mm_add_epi32(of.now.abef, lanes.abef), _mm_add_epi32(of.now.cdgh, lanes.cdgh)};
}

SITMAP_SHA_INLINE void digest_block(Lanes& lanes, const char* block)
{
    Digesting of = begin_block(lanes, block);
    digest_quarter<0>(of);
    digest_quarter<4>(of);
    digest_quarter<8>(of);
    digest_quarter<12>(of);
    end_block(of, lanes);
}

#endif

} // namespace sitmap::sha256_rounds
