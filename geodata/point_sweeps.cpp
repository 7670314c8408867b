#include "geodata/point_sweeps.hpp"

#include <bit>

#if defined(__x86_64__)
// GCC 12 makes its undefined vectors by reading an uninitialised one, and warns of it.
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>
#endif

namespace sitmap {

namespace {

constexpr std::uint32_t all_kinds = ~std::uint32_t{0};
constexpr auto nodes = static_cast<std::uint32_t>(nodes_a_group);

namespace plain {

// Bits instead of "and" and "or", which would branch; what is not wanted is written over by the next.
PointSweeps::Opened open(const NodeGroup* level, const std::uint32_t* numbers, std::size_t count,
                         const PointWindow& w, std::uint32_t* touching, std::uint32_t* inside)
{
    PointSweeps::Opened opened{0, 0};
    const auto both = [](auto... conditions) { return (static_cast<unsigned>(conditions) & ...); };
    for (std::size_t k = 0; k < count; ++k) {
        const NodeGroup& group = level[numbers[k]];
        for (std::uint32_t i = 0; i < nodes; ++i) {
            unsigned touches =
                both(group.west[i] <= w.east, group.east[i] >= w.west, group.south[i] <= w.north,
                     group.north[i] >= w.south, (group.kinds[i] & w.kinds) != 0);
            unsigned is_inside =
                both(group.west[i] >= w.west, group.east[i] <= w.east, group.south[i] >= w.south,
                     group.north[i] <= w.north, (group.kinds[i] & ~w.kinds) == 0);
            touches &= both(group.first_from[i] <= w.until, group.last_to[i] >= w.since);
            is_inside &= touches & both(group.last_from[i] <= w.until, group.first_to[i] >= w.since);
            touching[opened.touching] = inside[opened.inside] = numbers[k] * nodes + i;
            opened.touching += touches & ~is_inside;
            opened.inside += is_inside;
        }
    }
    return opened;
}

std::size_t rows_in_box(const PointBlock* blocks, const std::uint32_t* order, const std::uint32_t* numbers,
                        std::size_t count, const PointWindow& w, std::uint32_t* rows)
{
    // A point lies in the box if its distance from the lower edge, as an unsigned number, is not above the
    // box's extent: one comparison for both edges.
    const auto west = static_cast<std::uint32_t>(w.west), south = static_cast<std::uint32_t>(w.south);
    const std::uint32_t width = static_cast<std::uint32_t>(w.east) - west,
                        height = static_cast<std::uint32_t>(w.north) - south;
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const PointBlock& block = blocks[numbers[k]];
        const std::uint32_t* const block_rows = order + std::size_t{numbers[k]} * points_a_block;
        for (std::size_t i = 0; i < points_a_block; ++i) {
            rows[found] = block_rows[i];
            found += static_cast<unsigned>(static_cast<std::uint32_t>(block.x[i]) - west <= width) &
                     static_cast<unsigned>(static_cast<std::uint32_t>(block.y[i]) - south <= height);
        }
    }
    return found;
}

} // namespace plain

#if defined(__x86_64__)

namespace avx512 {

SITMAP_AVX512 inline __m512i column(const void* of)
{
    return _mm512_loadu_si512(of);
}

SITMAP_AVX512 inline __m256i times(const void* of)
{
    return _mm256_loadu_si256(static_cast<const __m256i*>(of));
}

SITMAP_AVX512 inline std::size_t put(std::uint32_t* list, unsigned which, __m512i numbers)
{
    _mm512_storeu_si512(list, _mm512_maskz_compress_epi32(static_cast<__mmask16>(which), numbers));
    return static_cast<std::size_t>(std::popcount(which));
}

SITMAP_AVX512 PointSweeps::Opened open(const NodeGroup* level, const std::uint32_t* numbers,
                                       std::size_t count, const PointWindow& w, std::uint32_t* touching,
                                       std::uint32_t* inside)
{
    const __m512i w_west = _mm512_set1_epi32(w.west), w_east = _mm512_set1_epi32(w.east),
                  w_south = _mm512_set1_epi32(w.south), w_north = _mm512_set1_epi32(w.north);
    const __m256i since = _mm256_set1_epi16(static_cast<short>(w.since)),
                  until = _mm256_set1_epi16(static_cast<short>(w.until));
    const __m512i first_nodes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    PointSweeps::Opened opened{0, 0};
    for (std::size_t k = 0; k < count; ++k) {
        const NodeGroup& group = level[numbers[k]];
        const __m512i west = column(group.west.data()), east = column(group.east.data()),
                      south = column(group.south.data()), north = column(group.north.data());
        unsigned touches = _mm512_cmple_epi32_mask(west, w_east) & _mm512_cmpge_epi32_mask(east, w_west) &
                           _mm512_cmple_epi32_mask(south, w_north) & _mm512_cmpge_epi32_mask(north, w_south);
        unsigned is_inside = _mm512_cmpge_epi32_mask(west, w_west) & _mm512_cmple_epi32_mask(east, w_east) &
                             _mm512_cmpge_epi32_mask(south, w_south) &
                             _mm512_cmple_epi32_mask(north, w_north);
        if (w.kinds != all_kinds) {
            const __m512i kinds = column(group.kinds.data());
            touches &= _mm512_test_epi32_mask(kinds, _mm512_set1_epi32(static_cast<int>(w.kinds)));
            is_inside &= _mm512_testn_epi32_mask(kinds, _mm512_set1_epi32(static_cast<int>(~w.kinds)));
        }
        if (w.timed) {
            touches &= _mm256_cmple_epu16_mask(times(group.first_from.data()), until);
            touches &= _mm256_cmpge_epu16_mask(times(group.last_to.data()), since);
            is_inside &= _mm256_cmple_epu16_mask(times(group.last_from.data()), until);
            is_inside &= _mm256_cmpge_epu16_mask(times(group.first_to.data()), since);
        }
        is_inside &= touches; // a place without a node contradicts itself
        const __m512i here =
            _mm512_add_epi32(first_nodes, _mm512_set1_epi32(static_cast<int>(numbers[k] * nodes)));
        opened.touching += put(touching + opened.touching, touches & ~is_inside, here);
        opened.inside += put(inside + opened.inside, is_inside, here);
    }
    return opened;
}

SITMAP_AVX512 std::size_t rows_in_box(const PointBlock* blocks, const std::uint32_t* order,
                                      const std::uint32_t* numbers, std::size_t count, const PointWindow& w,
                                      std::uint32_t* rows)
{
    const __m512i west = _mm512_set1_epi32(w.west), east = _mm512_set1_epi32(w.east),
                  south = _mm512_set1_epi32(w.south), north = _mm512_set1_epi32(w.north);
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const PointBlock& block = blocks[numbers[k]];
        const std::uint32_t* const block_rows = order + std::size_t{numbers[k]} * points_a_block;
        // Where no point lies in the box, rows that were loaded anyway stand for those, as a branch would be
        // foretold wrongly, and memory that nobody needs is dear.
        for (std::size_t i = 0; i < points_a_block; i += 16) {
            const __m512i x = column(&block.x[i]), y = column(&block.y[i]);
            const unsigned in = _mm512_cmpge_epi32_mask(x, west) & _mm512_cmple_epi32_mask(x, east) &
                                _mm512_cmpge_epi32_mask(y, south) & _mm512_cmple_epi32_mask(y, north);
            found += put(rows + found, in, column(in != 0 ? block_rows + i : order));
        }
    }
    return found;
}

} // namespace avx512

namespace avx2 {

/// For each eight bits, which lanes they set, first those; the places behind repeat lane 0.
constexpr std::array<std::uint64_t, 256> make_lanes()
{
    std::array<std::uint64_t, 256> lanes{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        unsigned place = 0;
        for (unsigned lane = 0; lane < 8; ++lane)
            if (((bits >> lane) & 1) != 0)
                lanes[bits] |= std::uint64_t{lane} << (8 * place++);
    }
    return lanes;
}
constexpr std::array<std::uint64_t, 256> lanes_of = make_lanes();

SITMAP_AVX2 inline __m256i column(const void* of)
{
    return _mm256_loadu_si256(static_cast<const __m256i*>(of));
}

SITMAP_AVX2 inline std::uint32_t bits(__m256i lanes)
{
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

SITMAP_AVX2 inline std::size_t put(std::uint32_t* list, std::uint32_t which, __m256i numbers)
{
    const __m256i lanes =
        _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(lanes_of[which & 0xFF])));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(list), _mm256_permutevar8x32_epi32(numbers, lanes));
    return static_cast<std::size_t>(std::popcount(which & 0xFF));
}

SITMAP_AVX2 inline __m256i any(__m256i a, __m256i b, __m256i c, __m256i d)
{
    return _mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d));
}

/// A bit for each of the sixteen unsigned 16-bit pairs of which a <= b.
SITMAP_AVX2 inline std::uint32_t at_most(__m256i a, __m256i b)
{
    const __m256i is = _mm256_cmpeq_epi16(_mm256_min_epu16(a, b), a);
    return static_cast<std::uint32_t>(
        _mm_movemask_epi8(_mm_packs_epi16(_mm256_castsi256_si128(is), _mm256_extracti128_si256(is, 1))));
}

/// Which of a group's nodes touch the window in space and kind, and of those which lie inside.
SITMAP_AVX2 inline NodeSides sides_of(const NodeGroup& group, const PointWindow& w)
{
    const __m256i w_west = _mm256_set1_epi32(w.west), w_east = _mm256_set1_epi32(w.east),
                  w_south = _mm256_set1_epi32(w.south), w_north = _mm256_set1_epi32(w.north);
    NodeSides sides{0, 0};
    for (unsigned i = 0; i < nodes_a_group; i += 8) {
        const __m256i west = column(&group.west[i]), east = column(&group.east[i]),
                      south = column(&group.south[i]), north = column(&group.north[i]);
        __m256i apart = any(_mm256_cmpgt_epi32(west, w_east), _mm256_cmpgt_epi32(w_west, east),
                            _mm256_cmpgt_epi32(south, w_north), _mm256_cmpgt_epi32(w_south, north));
        __m256i beyond = any(_mm256_cmpgt_epi32(w_west, west), _mm256_cmpgt_epi32(east, w_east),
                             _mm256_cmpgt_epi32(w_south, south), _mm256_cmpgt_epi32(north, w_north));
        if (w.kinds != all_kinds) {
            const __m256i kinds = column(&group.kinds[i]);
            const __m256i wanted = _mm256_and_si256(kinds, _mm256_set1_epi32(static_cast<int>(w.kinds)));
            apart = _mm256_or_si256(apart, _mm256_cmpeq_epi32(wanted, _mm256_setzero_si256()));
            const __m256i all_wanted = _mm256_cmpeq_epi32(wanted, kinds);
            beyond = _mm256_or_si256(beyond, _mm256_xor_si256(all_wanted, _mm256_set1_epi32(-1)));
        }
        sides.touching |= (0xFF & ~bits(apart)) << i;
        sides.inside |= (0xFF & ~bits(_mm256_or_si256(apart, beyond))) << i;
    }
    return sides;
}

SITMAP_AVX2 PointSweeps::Opened open(const NodeGroup* level, const std::uint32_t* numbers, std::size_t count,
                                     const PointWindow& w, std::uint32_t* touching, std::uint32_t* inside)
{
    const __m256i since = _mm256_set1_epi16(static_cast<short>(w.since)),
                  until = _mm256_set1_epi16(static_cast<short>(w.until));
    const __m256i first_nodes = _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0);
    PointSweeps::Opened opened{0, 0};
    for (std::size_t k = 0; k < count; ++k) {
        const NodeGroup& group = level[numbers[k]];
        NodeSides sides = sides_of(group, w);
        if (w.timed) {
            sides.touching &= at_most(column(group.first_from.data()), until) &
                              at_most(since, column(group.last_to.data()));
            sides.inside &= sides.touching & at_most(column(group.last_from.data()), until) &
                            at_most(since, column(group.first_to.data()));
        }
        for (unsigned i = 0; i < nodes_a_group; i += 8) {
            const __m256i here =
                _mm256_add_epi32(first_nodes, _mm256_set1_epi32(static_cast<int>(numbers[k] * nodes + i)));
            opened.touching += put(touching + opened.touching, (sides.touching & ~sides.inside) >> i, here);
            opened.inside += put(inside + opened.inside, sides.inside >> i, here);
        }
    }
    return opened;
}

/// Of eight points of a block.
SITMAP_AVX2 inline std::uint32_t lying_in_box(const PointBlock& block, std::size_t i, const PointWindow& w)
{
    const __m256i x = column(&block.x[i]), y = column(&block.y[i]);
    const __m256i west = _mm256_set1_epi32(w.west), east = _mm256_set1_epi32(w.east),
                  south = _mm256_set1_epi32(w.south), north = _mm256_set1_epi32(w.north);
    return 0xFF & ~bits(any(_mm256_cmpgt_epi32(west, x), _mm256_cmpgt_epi32(x, east),
                            _mm256_cmpgt_epi32(south, y), _mm256_cmpgt_epi32(y, north)));
}

SITMAP_AVX2 std::size_t rows_in_box(const PointBlock* blocks, const std::uint32_t* order,
                                    const std::uint32_t* numbers, std::size_t count, const PointWindow& w,
                                    std::uint32_t* rows)
{
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const PointBlock& block = blocks[numbers[k]];
        const std::uint32_t* const block_rows = order + std::size_t{numbers[k]} * points_a_block;
        for (std::size_t i = 0; i < points_a_block; i += 16) {
            const std::uint32_t in = lying_in_box(block, i, w) | (lying_in_box(block, i + 8, w) << 8);
            const std::uint32_t* const names = in != 0 ? block_rows + i : order;
            found += put(rows + found, in, column(names));
            found += put(rows + found, in >> 8, column(names + 8));
        }
    }
    return found;
}

} // namespace avx2

#endif

} // namespace

const PointSweeps& point_sweeps(Simd simd)
{
    static constexpr PointSweeps with_none{plain::open, plain::rows_in_box};
#if defined(__x86_64__)
    static constexpr PointSweeps with_avx512{avx512::open, avx512::rows_in_box};
    static constexpr PointSweeps with_avx2{avx2::open, avx2::rows_in_box};
    if (simd == Simd::avx512)
        return with_avx512;
    if (simd == Simd::avx2)
        return with_avx2;
#endif
    static_cast<void>(simd);
    return with_none;
}

} // namespace sitmap
