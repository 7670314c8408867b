#pragma once

// Inside geodata only: what point_filters.cpp and point_sweeps.cpp do alike, in each set of vector
// instructions: sixteen nodes or points against a window. A window is laid into vectors once and held against
// many.

#include "geodata/point_filters.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
// GCC 12 makes its undefined vectors by reading an uninitialised one, and warns of it.
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>

namespace sitmap {

inline constexpr std::size_t lanes_at_once = 16;
inline constexpr std::uint32_t every_kind = ~std::uint32_t{0};

/// For each eight bits, which of them are set, first those, a byte each; the places behind repeat bit 0.
inline constexpr std::array<std::uint64_t, 256> set_bits = [] {
    std::array<std::uint64_t, 256> all{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        unsigned place = 0;
        for (unsigned bit = 0; bit < 8; ++bit)
            if (((bits >> bit) & 1) != 0)
                all[bits] |= std::uint64_t{bit} << (8 * place++);
    }
    return all;
}();

namespace lanes::avx512 {

SITMAP_AVX512 inline __m512i column(const void* of)
{
    return _mm512_loadu_si512(of);
}

struct Window {
    SITMAP_AVX512 explicit Window(const PointWindow& w)
        : west{_mm512_set1_epi32(w.west)},
          east{_mm512_set1_epi32(w.east)},
          south{_mm512_set1_epi32(w.south)},
          north{_mm512_set1_epi32(w.north)},
          kinds{_mm512_set1_epi32(static_cast<int>(w.kinds))},
          other_kinds{_mm512_set1_epi32(static_cast<int>(~w.kinds))},
          since{_mm256_set1_epi16(static_cast<short>(w.since))},
          until{_mm256_set1_epi16(static_cast<short>(w.until))},
          by_kind{w.kinds != every_kind},
          timed{w.timed}
    {}

    SITMAP_AVX512 inline NodeSides sides_of(const NodeGroup& group) const
    {
        const auto times = [](const auto& of) SITMAP_AVX512 {
            return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(of.data()));
        };
        const __m512i g_west = column(group.west.data()), g_east = column(group.east.data()),
                      g_south = column(group.south.data()), g_north = column(group.north.data());
        NodeSides sides{0, 0};
        sides.touching = _mm512_cmple_epi32_mask(g_west, east) & _mm512_cmpge_epi32_mask(g_east, west) &
                         _mm512_cmple_epi32_mask(g_south, north) & _mm512_cmpge_epi32_mask(g_north, south);
        sides.inside = _mm512_cmpge_epi32_mask(g_west, west) & _mm512_cmple_epi32_mask(g_east, east) &
                       _mm512_cmpge_epi32_mask(g_south, south) & _mm512_cmple_epi32_mask(g_north, north);
        if (by_kind) {
            const __m512i g_kinds = column(group.kinds.data());
            sides.touching &= _mm512_test_epi32_mask(g_kinds, kinds);
            sides.inside &= _mm512_testn_epi32_mask(g_kinds, other_kinds);
        }
        if (timed) {
            const unsigned begun = _mm256_cmple_epu16_mask(times(group.first_from), until),
                           all_begun = _mm256_cmple_epu16_mask(times(group.last_from), until),
                           lasting = _mm256_cmpge_epu16_mask(times(group.last_to), since),
                           all_lasting = _mm256_cmpge_epu16_mask(times(group.first_to), since);
            sides.touching &= begun & lasting;
            sides.inside &= all_begun & all_lasting;
        }
        sides.inside &= sides.touching; // a place without a node contradicts itself
        return sides;
    }

    /// A bit for each of sixteen points that lies in the box.
    SITMAP_AVX512 inline std::uint32_t holds(const std::int32_t* x, const std::int32_t* y) const
    {
        const __m512i px = column(x), py = column(y);
        __mmask16 in = _mm512_cmpge_epi32_mask(px, west);
        in = _mm512_mask_cmple_epi32_mask(in, px, east);
        in = _mm512_mask_cmpge_epi32_mask(in, py, south);
        return _mm512_mask_cmple_epi32_mask(in, py, north);
    }

    __m512i west, east, south, north, kinds, other_kinds;
    __m256i since, until;
    bool by_kind, timed;
};

} // namespace lanes::avx512

namespace lanes::avx2 {

SITMAP_AVX2 inline __m256i column(const void* of)
{
    return _mm256_loadu_si256(static_cast<const __m256i*>(of));
}

/// A bit for each of eight 32-bit lanes that is set.
SITMAP_AVX2 inline std::uint32_t bits(__m256i lanes)
{
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

/// A bit for each of sixteen 16-bit lanes that is set.
SITMAP_AVX2 inline std::uint32_t bits_16(__m256i lanes)
{
    const __m128i packed = _mm_packs_epi16(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(packed));
}

SITMAP_AVX2 inline __m256i at_most(__m256i a, __m256i b) // unsigned, 16 bits
{
    return _mm256_cmpeq_epi16(_mm256_min_epu16(a, b), a);
}

SITMAP_AVX2 inline __m256i any(__m256i a, __m256i b, __m256i c, __m256i d)
{
    return _mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d));
}

struct Window {
    SITMAP_AVX2 explicit Window(const PointWindow& w)
        : west{_mm256_set1_epi32(w.west)},
          east{_mm256_set1_epi32(w.east)},
          south{_mm256_set1_epi32(w.south)},
          north{_mm256_set1_epi32(w.north)},
          kinds{_mm256_set1_epi32(static_cast<int>(w.kinds))},
          since{_mm256_set1_epi16(static_cast<short>(w.since))},
          until{_mm256_set1_epi16(static_cast<short>(w.until))},
          by_kind{w.kinds != every_kind},
          timed{w.timed}
    {}

    SITMAP_AVX2 inline NodeSides sides_of(const NodeGroup& group) const
    {
        NodeSides sides{0, 0};
        for (unsigned i = 0; i < nodes_a_group; i += 8) {
            const __m256i g_west = column(&group.west[i]), g_east = column(&group.east[i]),
                          g_south = column(&group.south[i]), g_north = column(&group.north[i]);
            __m256i apart = any(_mm256_cmpgt_epi32(g_west, east), _mm256_cmpgt_epi32(west, g_east),
                                _mm256_cmpgt_epi32(g_south, north), _mm256_cmpgt_epi32(south, g_north));
            __m256i beyond = any(_mm256_cmpgt_epi32(west, g_west), _mm256_cmpgt_epi32(g_east, east),
                                 _mm256_cmpgt_epi32(south, g_south), _mm256_cmpgt_epi32(g_north, north));
            if (by_kind) {
                const __m256i g_kinds = column(&group.kinds[i]), wanted = _mm256_and_si256(g_kinds, kinds);
                apart = _mm256_or_si256(apart, _mm256_cmpeq_epi32(wanted, _mm256_setzero_si256()));
                const __m256i all_wanted = _mm256_cmpeq_epi32(wanted, g_kinds);
                beyond = _mm256_or_si256(beyond, _mm256_xor_si256(all_wanted, _mm256_set1_epi32(-1)));
            }
            sides.touching |= (0xFF & ~bits(apart)) << i;
            sides.inside |= (0xFF & ~bits(_mm256_or_si256(apart, beyond))) << i;
        }
        if (timed) {
            const auto meets = [this](const auto& from, const auto& to) SITMAP_AVX2 {
                return bits_16(
                    _mm256_and_si256(at_most(column(from.data()), until), at_most(since, column(to.data()))));
            };
            sides.touching &= meets(group.first_from, group.last_to);
            sides.inside &= sides.touching & meets(group.last_from, group.first_to);
        }
        return sides;
    }

    /// Of eight points, those that do not lie in the box.
    SITMAP_AVX2 inline __m256i leaves_out(const std::int32_t* x, const std::int32_t* y) const
    {
        const __m256i px = column(x), py = column(y);
        return any(_mm256_cmpgt_epi32(west, px), _mm256_cmpgt_epi32(px, east), _mm256_cmpgt_epi32(south, py),
                   _mm256_cmpgt_epi32(py, north));
    }
    /// A bit for each of sixteen points that lies in the box.
    SITMAP_AVX2 inline std::uint32_t holds(const std::int32_t* x, const std::int32_t* y) const
    {
        return 0xFFFF & ~(bits(leaves_out(x, y)) | (bits(leaves_out(x + 8, y + 8)) << 8));
    }

    __m256i west, east, south, north, kinds, since, until;
    bool by_kind, timed;
};

} // namespace lanes::avx2

/// What every x86-64 processor has.
namespace lanes::sse2 {

inline __m128i column(const void* of)
{
    return _mm_loadu_si128(static_cast<const __m128i*>(of));
}

/// A bit for each of sixteen 16-bit lanes that is set.
inline std::uint32_t bits_16(__m128i low, __m128i high)
{
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
}

/// A bit for each of sixteen 32-bit lanes that is set.
inline std::uint32_t bits(const __m128i (&lanes)[4])
{
    return bits_16(_mm_packs_epi32(lanes[0], lanes[1]), _mm_packs_epi32(lanes[2], lanes[3]));
}

inline __m128i at_most(__m128i a, __m128i b) // unsigned, 16 bits
{
    return _mm_cmpeq_epi16(_mm_subs_epu16(a, b), _mm_setzero_si128());
}

inline __m128i any(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
}

struct Window {
    explicit Window(const PointWindow& w)
        : west{_mm_set1_epi32(w.west)},
          east{_mm_set1_epi32(w.east)},
          south{_mm_set1_epi32(w.south)},
          north{_mm_set1_epi32(w.north)},
          kinds{_mm_set1_epi32(static_cast<int>(w.kinds))},
          since{_mm_set1_epi16(static_cast<short>(w.since))},
          until{_mm_set1_epi16(static_cast<short>(w.until))},
          by_kind{w.kinds != every_kind},
          timed{w.timed}
    {}

    NodeSides sides_of(const NodeGroup& group) const
    {
        __m128i apart[4], out[4];
        for (unsigned i = 0; i < 4; ++i) {
            const __m128i g_west = column(&group.west[4 * i]), g_east = column(&group.east[4 * i]),
                          g_south = column(&group.south[4 * i]), g_north = column(&group.north[4 * i]);
            apart[i] = any(_mm_cmpgt_epi32(g_west, east), _mm_cmpgt_epi32(west, g_east),
                           _mm_cmpgt_epi32(g_south, north), _mm_cmpgt_epi32(south, g_north));
            out[i] = any(_mm_cmpgt_epi32(west, g_west), _mm_cmpgt_epi32(g_east, east),
                         _mm_cmpgt_epi32(south, g_south), _mm_cmpgt_epi32(g_north, north));
            if (by_kind) {
                const __m128i g_kinds = column(&group.kinds[4 * i]), wanted = _mm_and_si128(g_kinds, kinds);
                apart[i] = _mm_or_si128(apart[i], _mm_cmpeq_epi32(wanted, _mm_setzero_si128()));
                const __m128i all_wanted = _mm_cmpeq_epi32(wanted, g_kinds);
                out[i] = _mm_or_si128(out[i], _mm_xor_si128(all_wanted, _mm_set1_epi32(-1)));
            }
        }
        NodeSides sides{0xFFFF & ~bits(apart), 0};
        sides.inside = sides.touching & ~bits(out);
        if (timed) {
            sides.touching &= meets(group.first_from, group.last_to);
            sides.inside &= sides.touching & meets(group.last_from, group.first_to);
        }
        return sides;
    }

    /// A bit for each of sixteen points that lies in the box.
    std::uint32_t holds(const std::int32_t* x, const std::int32_t* y) const
    {
        __m128i out[4];
        for (unsigned i = 0; i < 4; ++i) {
            const __m128i px = column(x + 4 * i), py = column(y + 4 * i);
            out[i] = any(_mm_cmpgt_epi32(west, px), _mm_cmpgt_epi32(px, east), _mm_cmpgt_epi32(south, py),
                         _mm_cmpgt_epi32(py, north));
        }
        return 0xFFFF & ~bits(out);
    }

    __m128i west, east, south, north, kinds, since, until;
    bool by_kind, timed;

private:
    using Times = std::array<std::uint16_t, nodes_a_group>;
    std::uint32_t meets(const Times& from, const Times& to) const
    {
        const auto half = [&](std::size_t i) {
            return _mm_and_si128(at_most(column(&from[i]), until), at_most(since, column(&to[i])));
        };
        return bits_16(half(0), half(8));
    }
};

} // namespace lanes::sse2

} // namespace sitmap

#endif
