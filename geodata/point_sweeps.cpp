#include "geodata/point_sweeps.hpp"

#include "geodata/point_lanes.hpp"

#include <bit>

namespace sitmap {

namespace {

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

// Where no point lies in the box, rows that were loaded anyway stand for those, as a branch would be foretold
// wrongly, and memory that nobody needs is dear.

namespace avx512 {

using namespace lanes::avx512;

SITMAP_AVX512 inline std::size_t put(std::uint32_t* list, unsigned which, __m512i numbers)
{
    _mm512_storeu_si512(list, _mm512_maskz_compress_epi32(static_cast<__mmask16>(which), numbers));
    return static_cast<std::size_t>(std::popcount(which));
}

SITMAP_AVX512 PointSweeps::Opened open(const NodeGroup* level, const std::uint32_t* numbers,
                                       std::size_t count, const PointWindow& w, std::uint32_t* touching,
                                       std::uint32_t* inside)
{
    const Window window{w};
    const __m512i first_nodes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    PointSweeps::Opened opened{0, 0};
    for (std::size_t k = 0; k < count; ++k) {
        const NodeSides sides = window.sides_of(level[numbers[k]]);
        const __m512i here =
            _mm512_add_epi32(first_nodes, _mm512_set1_epi32(static_cast<int>(numbers[k] * nodes)));
        opened.touching += put(touching + opened.touching, sides.touching & ~sides.inside, here);
        opened.inside += put(inside + opened.inside, sides.inside, here);
    }
    return opened;
}

SITMAP_AVX512 std::size_t rows_in_box(const PointBlock* blocks, const std::uint32_t* order,
                                      const std::uint32_t* numbers, std::size_t count, const PointWindow& w,
                                      std::uint32_t* rows)
{
    const Window window{w};
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const PointBlock& block = blocks[numbers[k]];
        const std::uint32_t* const block_rows = order + std::size_t{numbers[k]} * points_a_block;
        for (std::size_t i = 0; i < points_a_block; i += lanes_at_once) {
            const std::uint32_t in = window.holds(&block.x[i], &block.y[i]);
            found += put(rows + found, in, column(in != 0 ? block_rows + i : order));
        }
    }
    return found;
}

} // namespace avx512

namespace avx2 {

using namespace lanes::avx2;

SITMAP_AVX2 inline std::size_t put(std::uint32_t* list, std::uint32_t which, __m256i numbers)
{
    const __m256i lanes =
        _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(set_bits[which & 0xFF])));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(list), _mm256_permutevar8x32_epi32(numbers, lanes));
    return static_cast<std::size_t>(std::popcount(which & 0xFF));
}

SITMAP_AVX2 PointSweeps::Opened open(const NodeGroup* level, const std::uint32_t* numbers, std::size_t count,
                                     const PointWindow& w, std::uint32_t* touching, std::uint32_t* inside)
{
    const Window window{w};
    const __m256i first_nodes = _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0);
    PointSweeps::Opened opened{0, 0};
    for (std::size_t k = 0; k < count; ++k) {
        const NodeSides sides = window.sides_of(level[numbers[k]]);
        for (unsigned i = 0; i < nodes_a_group; i += 8) {
            const __m256i here =
                _mm256_add_epi32(first_nodes, _mm256_set1_epi32(static_cast<int>(numbers[k] * nodes + i)));
            opened.touching += put(touching + opened.touching, (sides.touching & ~sides.inside) >> i, here);
            opened.inside += put(inside + opened.inside, sides.inside >> i, here);
        }
    }
    return opened;
}

SITMAP_AVX2 std::size_t rows_in_box(const PointBlock* blocks, const std::uint32_t* order,
                                    const std::uint32_t* numbers, std::size_t count, const PointWindow& w,
                                    std::uint32_t* rows)
{
    const Window window{w};
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const PointBlock& block = blocks[numbers[k]];
        const std::uint32_t* const block_rows = order + std::size_t{numbers[k]} * points_a_block;
        for (std::size_t i = 0; i < points_a_block; i += lanes_at_once) {
            const std::uint32_t in = window.holds(&block.x[i], &block.y[i]);
            const std::uint32_t* const names = in != 0 ? block_rows + i : order;
            found += put(rows + found, in, column(names));
            found += put(rows + found, in >> 8, column(names + 8));
        }
    }
    return found;
}

} // namespace avx2

namespace sse2 {

using namespace lanes::sse2;

/// How many of eight bits are set; not all of these processors count them.
constexpr std::array<std::uint8_t, 256> counts = [] {
    std::array<std::uint8_t, 256> all{};
    for (unsigned bits = 0; bits < 256; ++bits)
        all[bits] = static_cast<std::uint8_t>(std::popcount(bits));
    return all;
}();

/// The nodes of which eight bits are set, counted from `first`.
inline std::size_t put(std::uint32_t* list, std::uint32_t which, std::uint32_t first)
{
    const __m128i zero = _mm_setzero_si128(), begin = _mm_set1_epi32(static_cast<int>(first));
    const __m128i numbers =
        _mm_unpacklo_epi8(_mm_cvtsi64_si128(static_cast<long long>(set_bits[which & 0xFF])), zero);
    auto* const to = reinterpret_cast<__m128i*>(list);
    _mm_storeu_si128(to, _mm_add_epi32(begin, _mm_unpacklo_epi16(numbers, zero)));
    _mm_storeu_si128(to + 1, _mm_add_epi32(begin, _mm_unpackhi_epi16(numbers, zero)));
    return counts[which & 0xFF];
}

PointSweeps::Opened open(const NodeGroup* level, const std::uint32_t* numbers, std::size_t count,
                         const PointWindow& w, std::uint32_t* touching, std::uint32_t* inside)
{
    const Window window{w};
    PointSweeps::Opened opened{0, 0};
    for (std::size_t k = 0; k < count; ++k) {
        const NodeSides sides = window.sides_of(level[numbers[k]]);
        for (unsigned i = 0; i < nodes_a_group; i += 8) {
            const std::uint32_t first = numbers[k] * nodes + i;
            opened.touching += put(touching + opened.touching, (sides.touching & ~sides.inside) >> i, first);
            opened.inside += put(inside + opened.inside, sides.inside >> i, first);
        }
    }
    return opened;
}

/// Nothing packs rows here, so they are picked one by one; a block is foretold wrongly once at most.
std::size_t rows_in_box(const PointBlock* blocks, const std::uint32_t* order, const std::uint32_t* numbers,
                        std::size_t count, const PointWindow& w, std::uint32_t* rows)
{
    const Window window{w};
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const PointBlock& block = blocks[numbers[k]];
        const std::uint32_t* const block_rows = order + std::size_t{numbers[k]} * points_a_block;
        std::uint64_t in = 0;
        for (std::size_t i = 0; i < points_a_block; i += lanes_at_once)
            in |= std::uint64_t{window.holds(&block.x[i], &block.y[i])} << i;
        for (; in != 0; in &= in - 1)
            rows[found++] = block_rows[std::countr_zero(in)];
    }
    return found;
}

} // namespace sse2

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
    static constexpr PointSweeps with_sse2{sse2::open, sse2::rows_in_box};
    if (simd == Simd::avx2)
        return with_avx2;
    if (simd == Simd::sse2)
        return with_sse2;
#endif
    static_cast<void>(simd);
    return with_none;
}

} // namespace sitmap
