#include "geodata/point_filters.hpp"

#include "geodata/point_lanes.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace sitmap {

namespace {

namespace plain {

NodeSides classify(const NodeGroup& group, const PointWindow& w)
{
    NodeSides sides{0, 0};
    for (std::size_t i = 0; i < nodes_a_group; ++i) {
        const bool touching = group.west[i] <= w.east && group.east[i] >= w.west &&
                              group.south[i] <= w.north && group.north[i] >= w.south &&
                              group.first_from[i] <= w.until && group.last_to[i] >= w.since &&
                              (group.kinds[i] & w.kinds) != 0;
        const bool inside = touching && group.west[i] >= w.west && group.east[i] <= w.east &&
                            group.south[i] >= w.south && group.north[i] <= w.north &&
                            group.last_from[i] <= w.until && group.first_to[i] >= w.since &&
                            (group.kinds[i] & ~w.kinds) == 0;
        sides.touching |= static_cast<std::uint32_t>(touching) << i;
        sides.inside |= static_cast<std::uint32_t>(inside) << i;
    }
    return sides;
}

std::uint64_t in_box(const std::int32_t* x, const std::int32_t* y, const PointWindow& w)
{
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < points_a_block; ++i) {
        const bool in = x[i] >= w.west && x[i] <= w.east && y[i] >= w.south && y[i] <= w.north;
        mask |= static_cast<std::uint64_t>(in) << i;
    }
    return mask;
}

TimeSides in_time(const std::uint16_t* from, const std::uint8_t* length, const PointWindow& w)
{
    TimeSides sides{0, 0};
    for (std::size_t i = 0; i < points_a_block; ++i) {
        const bool in = from[i] <= w.until && from[i] + length[i] >= w.since;
        const bool unsure = length[i] == 255 && from[i] <= w.until && from[i] + length[i] < w.since;
        sides.in |= static_cast<std::uint64_t>(in) << i;
        sides.unsure |= static_cast<std::uint64_t>(unsure) << i;
    }
    return sides;
}

std::size_t pick(const std::uint32_t* numbers, std::uint64_t mask, std::uint32_t* out)
{
    std::uint32_t* const begin = out;
    for (; mask != 0; mask &= mask - 1)
        *out++ = numbers[std::countr_zero(mask)];
    return static_cast<std::size_t>(out - begin);
}

float squared(float dx, float dy, const NearWindow& w)
{
    const float x = dx * w.scale_x, y = dy * w.scale_y;
    return x * x + y * y;
}

std::uint32_t near_nodes(const NodeGroup& group, const NearWindow& w, float* squares)
{
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < nodes_a_group; ++i) {
        const std::int32_t west = std::max(group.west[i], w.west), east = std::min(group.east[i], w.east),
                           south = std::max(group.south[i], w.south),
                           north = std::min(group.north[i], w.north);
        if (west > east || south > north)
            continue;
        const std::int32_t dx = std::max({west - w.x, w.x - east, 0}),
                           dy = std::max({south - w.y, w.y - north, 0});
        squares[i] = squared(static_cast<float>(dx), static_cast<float>(dy), w);
        mask |= static_cast<std::uint32_t>(squares[i] <= w.limit) << i;
    }
    return mask;
}

std::uint64_t near_points(const std::int32_t* x, const std::int32_t* y, const NearWindow& w, float* squares)
{
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < points_a_block; ++i) {
        if (x[i] < w.west || x[i] > w.east || y[i] < w.south || y[i] > w.north)
            continue;
        squares[i] = squared(static_cast<float>(x[i] - w.x), static_cast<float>(y[i] - w.y), w);
        mask |= static_cast<std::uint64_t>(squares[i] <= w.limit) << i;
    }
    return mask;
}

std::uint64_t up_to(const float* squares, std::uint64_t mask, float limit)
{
    std::uint64_t in = 0;
    for (; mask != 0; mask &= mask - 1)
        if (squares[std::countr_zero(mask)] <= limit)
            in |= mask & (~mask + 1);
    return in;
}

// Where a square belongs follows from its neighbours alone: each place keeps its own or takes the greater of
// the new one and the place before. So there is nothing to search, and no branch to be foretold wrongly.
void keep_least(const float* squares, std::uint64_t mask, float* least)
{
    for (; mask != 0; mask &= mask - 1) {
        const float square = squares[std::countr_zero(mask)];
        if (!(square < least[least_kept - 1]))
            continue;
        for (std::size_t i = least_kept - 1; i > 0; --i)
            least[i] = std::min(least[i], std::max(least[i - 1], square));
        least[0] = std::min(least[0], square);
    }
}

} // namespace plain

#if defined(__x86_64__)

namespace avx512 {

using namespace lanes::avx512;

SITMAP_AVX512 NodeSides classify(const NodeGroup& group, const PointWindow& w)
{
    return Window{w}.sides_of(group);
}

SITMAP_AVX512 std::uint64_t in_box(const std::int32_t* x, const std::int32_t* y, const PointWindow& w)
{
    const Window window{w};
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < points_a_block; i += lanes_at_once)
        mask |= std::uint64_t{window.holds(x + i, y + i)} << i;
    return mask;
}

SITMAP_AVX512 TimeSides in_time(const std::uint16_t* from, const std::uint8_t* length, const PointWindow& w)
{
    const __m512i since = _mm512_set1_epi16(static_cast<short>(w.since)),
                  until = _mm512_set1_epi16(static_cast<short>(w.until)), longest = _mm512_set1_epi16(255);
    TimeSides sides{0, 0};
    for (unsigned i = 0; i < points_a_block; i += 32) {
        const __m512i begin = column(from + i);
        const __m512i lasting =
            _mm512_cvtepu8_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(length + i)));
        const __mmask32 begun = _mm512_cmple_epu16_mask(begin, until);
        const __mmask32 in = _mm512_mask_cmpge_epu16_mask(begun, _mm512_adds_epu16(begin, lasting), since);
        const __mmask32 unsure = _mm512_mask_cmpeq_epu16_mask(begun, lasting, longest);
        sides.in |= std::uint64_t{in} << i;
        sides.unsure |= std::uint64_t{unsure & ~in} << i;
    }
    return sides;
}

SITMAP_AVX512 std::size_t pick(const std::uint32_t* numbers, std::uint64_t mask, std::uint32_t* out)
{
    std::size_t count = 0;
    for (unsigned i = 0; i < points_a_block; i += 16) {
        const auto part = static_cast<__mmask16>(mask >> i);
        _mm512_storeu_si512(out + count, _mm512_maskz_compress_epi32(part, column(numbers + i)));
        count += static_cast<std::size_t>(std::popcount(static_cast<unsigned>(part)));
    }
    return count;
}

SITMAP_AVX512 inline __m512 squared(__m512i dx, __m512i dy, const NearWindow& w)
{
    const __m512 x = _mm512_mul_ps(_mm512_cvtepi32_ps(dx), _mm512_set1_ps(w.scale_x));
    const __m512 y = _mm512_mul_ps(_mm512_cvtepi32_ps(dy), _mm512_set1_ps(w.scale_y));
    return _mm512_fmadd_ps(x, x, _mm512_mul_ps(y, y));
}

SITMAP_AVX512 std::uint32_t near_nodes(const NodeGroup& group, const NearWindow& w, float* squares)
{
    const __m512i west = _mm512_max_epi32(column(group.west.data()), _mm512_set1_epi32(w.west)),
                  east = _mm512_min_epi32(column(group.east.data()), _mm512_set1_epi32(w.east)),
                  south = _mm512_max_epi32(column(group.south.data()), _mm512_set1_epi32(w.south)),
                  north = _mm512_min_epi32(column(group.north.data()), _mm512_set1_epi32(w.north));
    const __m512i x = _mm512_set1_epi32(w.x), y = _mm512_set1_epi32(w.y), zero = _mm512_setzero_si512();
    const __mmask16 there = _mm512_mask_cmple_epi32_mask(_mm512_cmple_epi32_mask(west, east), south, north);
    const __m512i dx =
        _mm512_max_epi32(zero, _mm512_max_epi32(_mm512_sub_epi32(west, x), _mm512_sub_epi32(x, east)));
    const __m512i dy =
        _mm512_max_epi32(zero, _mm512_max_epi32(_mm512_sub_epi32(south, y), _mm512_sub_epi32(y, north)));
    const __m512 square = squared(dx, dy, w);
    _mm512_storeu_ps(squares, square);
    return _mm512_mask_cmp_ps_mask(there, square, _mm512_set1_ps(w.limit), _CMP_LE_OQ);
}

SITMAP_AVX512 std::uint64_t near_points(const std::int32_t* x, const std::int32_t* y, const NearWindow& w,
                                        float* squares)
{
    const __m512i west = _mm512_set1_epi32(w.west), east = _mm512_set1_epi32(w.east),
                  south = _mm512_set1_epi32(w.south), north = _mm512_set1_epi32(w.north);
    const __m512i at_x = _mm512_set1_epi32(w.x), at_y = _mm512_set1_epi32(w.y);
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < points_a_block; i += 16) {
        const __m512i px = column(x + i), py = column(y + i);
        __mmask16 in = _mm512_cmpge_epi32_mask(px, west);
        in = _mm512_mask_cmple_epi32_mask(in, px, east);
        in = _mm512_mask_cmpge_epi32_mask(in, py, south);
        in = _mm512_mask_cmple_epi32_mask(in, py, north);
        const __m512 square = squared(_mm512_sub_epi32(px, at_x), _mm512_sub_epi32(py, at_y), w);
        _mm512_storeu_ps(squares + i, square);
        in = _mm512_mask_cmp_ps_mask(in, square, _mm512_set1_ps(w.limit), _CMP_LE_OQ);
        mask |= std::uint64_t{in} << i;
    }
    return mask;
}

SITMAP_AVX512 std::uint64_t up_to(const float* squares, std::uint64_t mask, float limit)
{
    std::uint64_t in = 0;
    for (unsigned i = 0; i < points_a_block; i += 16)
        in |=
            std::uint64_t{_mm512_cmp_ps_mask(_mm512_loadu_ps(squares + i), _mm512_set1_ps(limit), _CMP_LE_OQ)}
            << i;
    return in & mask;
}

SITMAP_AVX512 void keep_least(const float* squares, std::uint64_t mask, float* least)
{
    const __m512i before = _mm512_set_epi32(14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0);
    const __m512 nothing = _mm512_set1_ps(-std::numeric_limits<float>::infinity());
    __m512 kept = _mm512_loadu_ps(least);
    for (unsigned i = 0; i < points_a_block; i += 16) {
        const __m512 last = _mm512_permutexvar_ps(_mm512_set1_epi32(15), kept);
        unsigned less = _mm512_mask_cmp_ps_mask(static_cast<__mmask16>(mask >> i),
                                                _mm512_loadu_ps(squares + i), last, _CMP_LT_OQ);
        for (; less != 0; less &= less - 1) {
            const __m512 square = _mm512_set1_ps(squares[i + static_cast<unsigned>(std::countr_zero(less))]);
            const __m512 moved = _mm512_mask_permutexvar_ps(nothing, 0xFFFE, before, kept);
            kept = _mm512_min_ps(kept, _mm512_max_ps(moved, square));
        }
    }
    _mm512_storeu_ps(least, kept);
}

} // namespace avx512

namespace avx2 {

using namespace lanes::avx2;

/// What of `lanes` lies below `low` or above `high`.
SITMAP_AVX2 inline __m256i outside(__m256i lanes, std::int32_t low, std::int32_t high)
{
    return _mm256_or_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32(low), lanes),
                           _mm256_cmpgt_epi32(lanes, _mm256_set1_epi32(high)));
}

SITMAP_AVX2 NodeSides classify(const NodeGroup& group, const PointWindow& w)
{
    return Window{w}.sides_of(group);
}

SITMAP_AVX2 std::uint64_t in_box(const std::int32_t* x, const std::int32_t* y, const PointWindow& w)
{
    const Window window{w};
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < points_a_block; i += lanes_at_once)
        mask |= std::uint64_t{window.holds(x + i, y + i)} << i;
    return mask;
}

SITMAP_AVX2 TimeSides in_time(const std::uint16_t* from, const std::uint8_t* length, const PointWindow& w)
{
    const __m256i since = _mm256_set1_epi16(static_cast<short>(w.since)),
                  until = _mm256_set1_epi16(static_cast<short>(w.until)), longest = _mm256_set1_epi16(255);
    TimeSides sides{0, 0};
    for (unsigned i = 0; i < points_a_block; i += 16) {
        const __m256i begin = column(from + i);
        const __m256i lasting =
            _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(length + i)));
        const __m256i begun = at_most(begin, until);
        const __m256i lasts = at_most(since, _mm256_adds_epu16(begin, lasting));
        const __m256i unsure = _mm256_andnot_si256(lasts, _mm256_cmpeq_epi16(lasting, longest));
        sides.in |= std::uint64_t{bits_16(_mm256_and_si256(begun, lasts))} << i;
        sides.unsure |= std::uint64_t{bits_16(_mm256_and_si256(begun, unsure))} << i;
    }
    return sides;
}

SITMAP_AVX2 inline __m256 squared(__m256i dx, __m256i dy, const NearWindow& w)
{
    const __m256 x = _mm256_mul_ps(_mm256_cvtepi32_ps(dx), _mm256_set1_ps(w.scale_x));
    const __m256 y = _mm256_mul_ps(_mm256_cvtepi32_ps(dy), _mm256_set1_ps(w.scale_y));
    return _mm256_fmadd_ps(x, x, _mm256_mul_ps(y, y));
}

SITMAP_AVX2 inline std::uint32_t within(__m256 squares, float limit)
{
    return static_cast<std::uint32_t>(
        _mm256_movemask_ps(_mm256_cmp_ps(squares, _mm256_set1_ps(limit), _CMP_LE_OQ)));
}

SITMAP_AVX2 std::uint32_t near_nodes(const NodeGroup& group, const NearWindow& w, float* squares)
{
    std::uint32_t mask = 0;
    const __m256i x = _mm256_set1_epi32(w.x), y = _mm256_set1_epi32(w.y), zero = _mm256_setzero_si256();
    for (unsigned i = 0; i < nodes_a_group; i += 8) {
        const __m256i west = _mm256_max_epi32(column(&group.west[i]), _mm256_set1_epi32(w.west)),
                      east = _mm256_min_epi32(column(&group.east[i]), _mm256_set1_epi32(w.east)),
                      south = _mm256_max_epi32(column(&group.south[i]), _mm256_set1_epi32(w.south)),
                      north = _mm256_min_epi32(column(&group.north[i]), _mm256_set1_epi32(w.north));
        const __m256i apart =
            _mm256_or_si256(_mm256_cmpgt_epi32(west, east), _mm256_cmpgt_epi32(south, north));
        const __m256i dx =
            _mm256_max_epi32(zero, _mm256_max_epi32(_mm256_sub_epi32(west, x), _mm256_sub_epi32(x, east)));
        const __m256i dy =
            _mm256_max_epi32(zero, _mm256_max_epi32(_mm256_sub_epi32(south, y), _mm256_sub_epi32(y, north)));
        const __m256 square = squared(dx, dy, w);
        _mm256_storeu_ps(squares + i, square);
        mask |= (within(square, w.limit) & ~bits(apart)) << i;
    }
    return mask;
}

SITMAP_AVX2 std::uint64_t near_points(const std::int32_t* x, const std::int32_t* y, const NearWindow& w,
                                      float* squares)
{
    const __m256i at_x = _mm256_set1_epi32(w.x), at_y = _mm256_set1_epi32(w.y);
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < points_a_block; i += 8) {
        const __m256i px = column(x + i), py = column(y + i);
        const __m256i out = _mm256_or_si256(outside(px, w.west, w.east), outside(py, w.south, w.north));
        const __m256 square = squared(_mm256_sub_epi32(px, at_x), _mm256_sub_epi32(py, at_y), w);
        _mm256_storeu_ps(squares + i, square);
        mask |= std::uint64_t{within(square, w.limit) & ~bits(out)} << i;
    }
    return mask;
}

SITMAP_AVX2 std::uint64_t up_to(const float* squares, std::uint64_t mask, float limit)
{
    std::uint64_t in = 0;
    for (unsigned i = 0; i < points_a_block; i += 8)
        in |= std::uint64_t{within(_mm256_loadu_ps(squares + i), limit)} << i;
    return in & mask;
}

SITMAP_AVX2 void keep_least(const float* squares, std::uint64_t mask, float* least)
{
    const __m256i before = _mm256_set_epi32(6, 5, 4, 3, 2, 1, 0, 7);
    const __m256 nothing = _mm256_set1_ps(-std::numeric_limits<float>::infinity());
    __m256 low = _mm256_loadu_ps(least), high = _mm256_loadu_ps(least + 8);
    for (; mask != 0; mask &= mask - 1) {
        const __m256 square = _mm256_set1_ps(squares[std::countr_zero(mask)]);
        const __m256 low_turned = _mm256_permutevar8x32_ps(low, before);
        const __m256 high_moved = _mm256_blend_ps(_mm256_permutevar8x32_ps(high, before), low_turned, 1);
        high = _mm256_min_ps(high, _mm256_max_ps(high_moved, square));
        low = _mm256_min_ps(low, _mm256_max_ps(_mm256_blend_ps(low_turned, nothing, 1), square));
    }
    _mm256_storeu_ps(least, low);
    _mm256_storeu_ps(least + 8, high);
}

} // namespace avx2

namespace sse2 {

using namespace lanes::sse2;

NodeSides classify(const NodeGroup& group, const PointWindow& w)
{
    return Window{w}.sides_of(group);
}

std::uint64_t in_box(const std::int32_t* x, const std::int32_t* y, const PointWindow& w)
{
    const Window window{w};
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < points_a_block; i += lanes_at_once)
        mask |= std::uint64_t{window.holds(x + i, y + i)} << i;
    return mask;
}

TimeSides in_time(const std::uint16_t* from, const std::uint8_t* length, const PointWindow& w)
{
    const __m128i since = _mm_set1_epi16(static_cast<short>(w.since)),
                  until = _mm_set1_epi16(static_cast<short>(w.until)), longest = _mm_set1_epi16(255),
                  zero = _mm_setzero_si128();
    TimeSides sides{0, 0};
    for (unsigned i = 0; i < points_a_block; i += lanes_at_once) {
        const __m128i lengths = column(length + i);
        __m128i in[2], unsure[2];
        for (unsigned k = 0; k < 2; ++k) {
            const __m128i begin = column(from + i + 8 * k);
            const __m128i lasting =
                k == 0 ? _mm_unpacklo_epi8(lengths, zero) : _mm_unpackhi_epi8(lengths, zero);
            const __m128i begun = at_most(begin, until);
            const __m128i lasts = at_most(since, _mm_adds_epu16(begin, lasting));
            in[k] = _mm_and_si128(begun, lasts);
            unsure[k] = _mm_and_si128(begun, _mm_andnot_si128(lasts, _mm_cmpeq_epi16(lasting, longest)));
        }
        sides.in |= std::uint64_t{bits_16(in[0], in[1])} << i;
        sides.unsure |= std::uint64_t{bits_16(unsure[0], unsure[1])} << i;
    }
    return sides;
}

inline __m128 squared(__m128i dx, __m128i dy, const NearWindow& w)
{
    const __m128 x = _mm_mul_ps(_mm_cvtepi32_ps(dx), _mm_set1_ps(w.scale_x));
    const __m128 y = _mm_mul_ps(_mm_cvtepi32_ps(dy), _mm_set1_ps(w.scale_y));
    return _mm_add_ps(_mm_mul_ps(x, x), _mm_mul_ps(y, y));
}

inline std::uint32_t within(__m128 squares, float limit)
{
    return static_cast<std::uint32_t>(_mm_movemask_ps(_mm_cmple_ps(squares, _mm_set1_ps(limit))));
}

std::uint64_t near_points(const std::int32_t* x, const std::int32_t* y, const NearWindow& w, float* squares)
{
    const __m128i at_x = _mm_set1_epi32(w.x), at_y = _mm_set1_epi32(w.y);
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < points_a_block; i += 4) {
        const __m128 square =
            squared(_mm_sub_epi32(column(x + i), at_x), _mm_sub_epi32(column(y + i), at_y), w);
        _mm_storeu_ps(squares + i, square);
        mask |= std::uint64_t{within(square, w.limit)} << i;
    }
    return mask & in_box(x, y, {w.west, w.south, w.east, w.north, 0, 0xFFFF, false, every_kind});
}

std::uint64_t up_to(const float* squares, std::uint64_t mask, float limit)
{
    std::uint64_t in = 0;
    for (unsigned i = 0; i < points_a_block; i += 4)
        in |= std::uint64_t{within(_mm_loadu_ps(squares + i), limit)} << i;
    return in & mask;
}

} // namespace sse2

#endif

} // namespace

const PointFilters& point_filters(Simd simd)
{
    static constexpr PointFilters with_none{plain::classify, plain::in_box,     plain::in_time,
                                            plain::pick,     plain::near_nodes, plain::near_points,
                                            plain::up_to,    plain::keep_least};
#if defined(__x86_64__)
    static constexpr PointFilters with_avx512{avx512::classify, avx512::in_box,     avx512::in_time,
                                              avx512::pick,     avx512::near_nodes, avx512::near_points,
                                              avx512::up_to,    avx512::keep_least};
    static constexpr PointFilters with_avx2{avx2::classify, avx2::in_box,     avx2::in_time,
                                            plain::pick,    avx2::near_nodes, avx2::near_points,
                                            avx2::up_to,    avx2::keep_least};
    if (simd == Simd::avx512)
        return with_avx512;
    static constexpr PointFilters with_sse2{sse2::classify, sse2::in_box,      sse2::in_time,
                                            plain::pick,    plain::near_nodes, sse2::near_points,
                                            sse2::up_to,    plain::keep_least};
    if (simd == Simd::avx2)
        return with_avx2;
    if (simd == Simd::sse2)
        return with_sse2;
#endif
    static_cast<void>(simd);
    return with_none;
}

} // namespace sitmap
