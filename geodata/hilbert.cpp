#include "geodata/hilbert.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace sitmap {

namespace {

constexpr std::int32_t nowhere = std::numeric_limits<std::int32_t>::min();
constexpr std::size_t batch = 64;

/// A cell's place without branches, bit-parallel over all sixteen levels, so that compilers make vector code
/// of it (after R. Chan's "Hilbert curves in 2D", as in Flatbush).
[[gnu::always_inline]] inline std::uint32_t place_on_curve(std::uint32_t x, std::uint32_t y)
{
    std::uint32_t a = x ^ y, b = 0xFFFF ^ a, c = 0xFFFF ^ (x | y), d = x & (y ^ 0xFFFF);
    std::uint32_t ta = a | (b >> 1), tb = (a >> 1) ^ a, tc = ((c >> 1) ^ (b & (d >> 1))) ^ c,
                  td = ((a & (c >> 1)) ^ (d >> 1)) ^ d;
    a = ta, b = tb, c = tc, d = td;
    ta = (a & (a >> 2)) ^ (b & (b >> 2));
    tb = (a & (b >> 2)) ^ (b & ((a ^ b) >> 2));
    tc ^= (a & (c >> 2)) ^ (b & (d >> 2));
    td ^= (b & (c >> 2)) ^ ((a ^ b) & (d >> 2));
    a = ta, b = tb, c = tc, d = td;
    ta = (a & (a >> 4)) ^ (b & (b >> 4));
    tb = (a & (b >> 4)) ^ (b & ((a ^ b) >> 4));
    tc ^= (a & (c >> 4)) ^ (b & (d >> 4));
    td ^= (b & (c >> 4)) ^ ((a ^ b) & (d >> 4));
    a = ta, b = tb, c = tc, d = td;
    tc ^= (a & (c >> 8)) ^ (b & (d >> 8));
    td ^= (b & (c >> 8)) ^ ((a ^ b) & (d >> 8));
    a = tc ^ (tc >> 1);
    b = td ^ (td >> 1);
    std::uint32_t i0 = x ^ y, i1 = b | (0xFFFF ^ (i0 | a));
    const auto spread = [](std::uint32_t v) {
        v = (v | (v << 8)) & 0x00FF00FF;
        v = (v | (v << 4)) & 0x0F0F0F0F;
        v = (v | (v << 2)) & 0x33333333;
        return (v | (v << 1)) & 0x55555555;
    };
    return (spread(i1) << 1) | spread(i0);
}

/// Lays an axis on the grid.
struct Axis {
    std::int32_t low = 0;
    float scale = 0;

    [[gnu::always_inline]] inline std::uint32_t cell(std::int32_t value) const
    {
        // The difference of two int32 fits a uint32; halved, it fits the signed numbers that vectors convert.
        const auto above = static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(low);
        const float at = static_cast<float>(static_cast<std::int32_t>(above >> 1)) * scale;
        const auto cell = static_cast<std::int32_t>(at);
        return static_cast<std::uint32_t>(cell < 0xFFFF ? cell : 0xFFFF);
    }
};

Axis axis_over(std::span<const std::int32_t> values)
{
    std::int32_t low = std::numeric_limits<std::int32_t>::max(), high = nowhere;
    for (const std::int32_t value : values) {
        const std::int32_t placed = value == nowhere ? std::numeric_limits<std::int32_t>::max() : value;
        low = placed < low ? placed : low;
        high = value > high ? value : high;
    }
    if (high <= low)
        return {low, 0};
    const auto width = static_cast<double>(std::int64_t{high} - low);
    return {low, static_cast<float>(65'535.9 / (width / 2))};
}

[[gnu::always_inline]] inline void keys_of_batch(const std::int32_t* __restrict x,
                                                 const std::int32_t* __restrict y,
                                                 std::uint32_t* __restrict keys, Axis along_x, Axis along_y)
{
    for (std::size_t i = 0; i < batch; ++i) {
        const std::uint32_t key = place_on_curve(along_x.cell(x[i]), along_y.cell(y[i]));
        // No branch, not even one that a compiler might make: this is to become vector code.
        const auto there = static_cast<std::uint32_t>((x[i] != nowhere) & (y[i] != nowhere));
        keys[i] = key & (0 - there);
    }
}

using KeysOfBatches = void (*)(const std::int32_t*, const std::int32_t*, std::uint32_t*, std::size_t, Axis,
                               Axis);

void keys_plain(const std::int32_t* x, const std::int32_t* y, std::uint32_t* keys, std::size_t batches,
                Axis along_x, Axis along_y)
{
    for (std::size_t i = 0; i < batches * batch; i += batch)
        keys_of_batch(x + i, y + i, keys + i, along_x, along_y);
}

#if defined(__x86_64__)
SITMAP_AVX2 void keys_avx2(const std::int32_t* x, const std::int32_t* y, std::uint32_t* keys,
                           std::size_t batches, Axis along_x, Axis along_y)
{
    for (std::size_t i = 0; i < batches * batch; i += batch)
        keys_of_batch(x + i, y + i, keys + i, along_x, along_y);
}

SITMAP_AVX512 void keys_avx512(const std::int32_t* x, const std::int32_t* y, std::uint32_t* keys,
                               std::size_t batches, Axis along_x, Axis along_y)
{
    for (std::size_t i = 0; i < batches * batch; i += batch)
        keys_of_batch(x + i, y + i, keys + i, along_x, along_y);
}
#endif

KeysOfBatches keys_by(Simd simd)
{
#if defined(__x86_64__)
    if (simd == Simd::avx512)
        return keys_avx512;
    if (simd == Simd::avx2)
        return keys_avx2;
#endif
    static_cast<void>(simd);
    return keys_plain;
}

} // namespace

std::uint32_t hilbert(std::uint32_t x, std::uint32_t y)
{
    return place_on_curve(x, y);
}

LargeVector<std::uint32_t> hilbert_keys(std::span<const std::int32_t> x, std::span<const std::int32_t> y,
                                        Simd simd)
{
    assert(x.size() == y.size());
    LargeVector<std::uint32_t> keys(x.size());
    const Axis along_x = axis_over(x), along_y = axis_over(y);
    const std::size_t batches = x.size() / batch, done = batches * batch;
    keys_by(simd)(x.data(), y.data(), keys.data(), batches, along_x, along_y);
    for (std::size_t i = done; i < x.size(); ++i)
        keys[i] =
            x[i] != nowhere && y[i] != nowhere ? place_on_curve(along_x.cell(x[i]), along_y.cell(y[i])) : 0;
    return keys;
}

std::span<Keyed> radix_sort(std::span<Keyed> items, std::span<Keyed> spare)
{
    assert(spare.size() >= items.size());
    constexpr std::size_t digits = 3, bits = 11, buckets = 1u << bits;
    std::array<std::array<std::uint32_t, buckets>, digits> counts{};
    for (const Keyed& item : items)
        for (std::size_t digit = 0; digit < digits; ++digit)
            ++counts[digit][(item.key >> (digit * bits)) & (buckets - 1)];
    std::span<Keyed> from = items, to = spare.first(items.size());
    for (std::size_t digit = 0; digit < digits; ++digit) {
        auto& next = counts[digit];
        const auto shift = digit * bits;
        if (!from.empty() && next[(from[0].key >> shift) & (buckets - 1)] == from.size())
            continue; // all have the same digit
        std::uint32_t before = 0;
        for (std::uint32_t& count : next) {
            const std::uint32_t here = count;
            count = before;
            before += here;
        }
        for (const Keyed& item : from)
            to[next[(item.key >> shift) & (buckets - 1)]++] = item;
        std::swap(from, to);
    }
    return from;
}

} // namespace sitmap
