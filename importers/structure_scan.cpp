#include "importers/structure_scan.hpp"

#include "geodata/simd.hpp"

#include <algorithm>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sitmap {

namespace {

constexpr std::size_t block_bytes = 64;

// What the loops do with each block has to be made of the instructions that they are: counting bits is a call
// elsewhere.
#define SITMAP_INTO_LOOPS __attribute__((always_inline)) inline

/// Which of 64 bytes are what, one bit each.
struct Masks {
    std::uint64_t quotes = 0, separators = 0, line_feeds = 0, carriage_returns = 0, high = 0, nul = 0;

    [[nodiscard]] std::uint64_t line_ends() const { return line_feeds | carriage_returns; }
    [[nodiscard]] std::uint64_t stops() const { return separators | line_ends(); }
};

/// Room for the ends in one block more; the vectors keep it as capacity that is written to by position.
struct Output {
    explicit Output(Structure& to) : structure{to}, cells{to.cell_ends.size()}, rows{to.row_ends.size()} {}
    ~Output()
    {
        structure.cell_ends.resize(cells);
        structure.row_ends.resize(rows);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    SITMAP_INTO_LOOPS void make_room()
    {
        if (cells + block_bytes > structure.cell_ends.size())
            structure.cell_ends.resize(2 * structure.cell_ends.size() + 16 * block_bytes);
        if (rows + block_bytes > structure.row_ends.size())
            structure.row_ends.resize(2 * structure.row_ends.size() + 16 * block_bytes);
    }

    /// `ends` are those cell ends of a block that begins at `at`.
    SITMAP_INTO_LOOPS void add(std::uint64_t ends, const Masks& masks, std::size_t begin)
    {
        make_room();
        const auto at = static_cast<std::uint32_t>(begin);
        structure.line_feeds += static_cast<std::size_t>(std::popcount(masks.line_feeds));
        structure.carriage_returns += static_cast<std::size_t>(std::popcount(masks.carriage_returns));
        for (std::uint64_t rest = masks.line_ends() & ends; rest != 0; rest &= rest - 1) {
            const std::uint64_t below = (rest & (~rest + 1)) - 1;
            structure.row_ends[rows++] =
                static_cast<std::uint32_t>(cells + static_cast<std::size_t>(std::popcount(ends & below)));
        }
        std::uint32_t* out = structure.cell_ends.data() + cells;
        for (std::uint64_t rest = ends; rest != 0; rest &= rest - 1)
            *out++ = at + static_cast<std::uint32_t>(std::countr_zero(rest));
        cells += static_cast<std::size_t>(std::popcount(ends));
    }

    Structure& structure;
    std::size_t cells, rows;
};

/// The rule itself, on the bits of up to 64 bytes: the cell ends among them.
std::uint64_t ends_one_by_one(const Masks& masks, std::size_t count, ScanState& state)
{
    std::uint64_t ends = 0;
    const std::uint64_t stops = masks.stops();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        const bool quote = (masks.quotes & bit) != 0;
        if (state.quoted) {
            if (quote)
                state = {.quoted = false, .may_open = true};
        } else if (quote) {
            state.quoted = state.may_open;
        } else {
            const bool stop = (stops & bit) != 0;
            ends |= stop ? bit : 0;
            state.may_open = stop;
        }
    }
    return ends;
}

/// The same as `ends_one_by_one` for a full block, at once: as long as each mark that opens stands at a
/// cell's start or after another mark, the marks before a byte being odd means that it is inside. `parity` is
/// that of the marks.
SITMAP_INTO_LOOPS std::uint64_t ends_at_once(const Masks& masks, std::uint64_t parity, ScanState& state)
{
    const std::uint64_t stops = masks.stops();
    if (masks.quotes == 0) {
        if (state.quoted)
            return 0;
        state.may_open = (stops >> 63) != 0;
        return stops;
    }
    const std::uint64_t inside = parity ^ (state.quoted ? ~std::uint64_t{0} : 0);
    const std::uint64_t ends = stops & ~inside;
    const std::uint64_t may_open = ((masks.quotes | ends) << 1) | (state.may_open ? 1U : 0U);
    if ((masks.quotes & inside & ~may_open) != 0)
        return ends_one_by_one(masks, block_bytes, state);
    state.quoted = (inside >> 63) != 0;
    state.may_open = ((masks.quotes | ends) >> 63) != 0;
    return ends;
}

Masks masks_one_by_one(const char* bytes, std::size_t count, Delimiters delimiters)
{
    Masks masks;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        const char c = bytes[i];
        masks.quotes |= c == delimiters.quote ? bit : 0;
        masks.separators |= c == delimiters.separator ? bit : 0;
        masks.line_feeds |= c == '\n' ? bit : 0;
        masks.carriage_returns |= c == '\r' ? bit : 0;
        masks.high |= static_cast<unsigned char>(c) >= 0x80 ? bit : 0;
        masks.nul |= c == '\0' ? bit : 0;
    }
    if (delimiters.quote == '\0')
        masks.quotes = 0;
    return masks;
}

/// Fewer than 64 bytes, or a processor without instructions for more.
void scan_plainly(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                  Output& out)
{
    for (std::size_t at = from; at < text.size(); at += block_bytes) {
        const std::size_t count = std::min(block_bytes, text.size() - at);
        const Masks masks = masks_one_by_one(text.data() + at, count, delimiters);
        out.structure.has_high = out.structure.has_high || masks.high != 0;
        out.structure.has_nul = out.structure.has_nul || masks.nul != 0;
        const std::uint64_t ends = ends_one_by_one(masks, count, state);
        out.add(ends, masks, at);
    }
}

#if defined(__x86_64__)

/// Bit i is the exclusive or of the bits 0 to i: a multiplication without carries by ones.
__attribute__((target("pclmul"))) inline std::uint64_t parity_of(std::uint64_t bits)
{
    const __m128i product =
        _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8('\xff'), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

__attribute__((target("avx2,pclmul,bmi,bmi2,popcnt"))) std::size_t
scan_with_avx2(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state, Output& out)
{
    const __m256i quote = _mm256_set1_epi8(delimiters.quote), nul = _mm256_setzero_si256();
    const __m256i separator = _mm256_set1_epi8(delimiters.separator);
    const __m256i line_feed = _mm256_set1_epi8('\n'), carriage_return = _mm256_set1_epi8('\r');
    const std::uint64_t quotes_count = delimiters.quote == '\0' ? 0 : ~std::uint64_t{0};
    std::uint64_t high = 0, nuls = 0;
    std::size_t at = from;
    for (; at + block_bytes <= text.size(); at += block_bytes) {
        const auto* bytes = reinterpret_cast<const __m256i*>(text.data() + at);
        const __m256i a = _mm256_loadu_si256(bytes), b = _mm256_loadu_si256(bytes + 1);
        const auto both = [](__m256i first, __m256i second) __attribute__((target("avx2")))
        {
            return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(first))} |
                   std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(second))} << 32;
        };
        const auto equal = [&](__m256i what) __attribute__((target("avx2")))
        {
            return both(_mm256_cmpeq_epi8(a, what), _mm256_cmpeq_epi8(b, what));
        };
        Masks masks;
        masks.quotes = equal(quote) & quotes_count;
        masks.separators = equal(separator);
        masks.line_feeds = equal(line_feed);
        masks.carriage_returns = equal(carriage_return);
        high |= both(a, b);
        nuls |= equal(nul);
        const std::uint64_t ends = ends_at_once(masks, parity_of(masks.quotes), state);
        out.add(ends, masks, at);
    }
    out.structure.has_high = out.structure.has_high || high != 0;
    out.structure.has_nul = out.structure.has_nul || nuls != 0;
    return at;
}

__attribute__((target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt"))) std::size_t
scan_with_avx512(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                 Output& out)
{
    const __m512i quote = _mm512_set1_epi8(delimiters.quote);
    const __m512i separator = _mm512_set1_epi8(delimiters.separator);
    const __m512i line_feed = _mm512_set1_epi8('\n'), carriage_return = _mm512_set1_epi8('\r');
    const std::uint64_t quotes_count = delimiters.quote == '\0' ? 0 : ~std::uint64_t{0};
    std::uint64_t high = 0, nuls = 0;
    std::size_t at = from;
    for (; at + block_bytes <= text.size(); at += block_bytes) {
        const __m512i bytes = _mm512_loadu_si512(text.data() + at);
        Masks masks;
        masks.quotes = _mm512_cmpeq_epi8_mask(bytes, quote) & quotes_count;
        masks.separators = _mm512_cmpeq_epi8_mask(bytes, separator);
        masks.line_feeds = _mm512_cmpeq_epi8_mask(bytes, line_feed);
        masks.carriage_returns = _mm512_cmpeq_epi8_mask(bytes, carriage_return);
        high |= _mm512_movepi8_mask(bytes);
        nuls |= _mm512_testn_epi8_mask(bytes, bytes);
        const std::uint64_t ends = ends_at_once(masks, parity_of(masks.quotes), state);
        out.add(ends, masks, at);
    }
    out.structure.has_high = out.structure.has_high || high != 0;
    out.structure.has_nul = out.structure.has_nul || nuls != 0;
    return at;
}

/// As `scan_with_avx2`, while `blocks` of 64 bytes from `digested` on are digested too: a round of SHA-256
/// waits for the one before, and meanwhile there is time for the scan. Ends with the blocks or the text.
__attribute__((target("sha,sse4.1,ssse3,pclmul,bmi,bmi2,popcnt"))) std::size_t
scan_beside_digest(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                   Output& out, sha256_rounds::State& sum, const char* digested, std::size_t blocks)
{
    const __m128i quote = _mm_set1_epi8(delimiters.quote), nul = _mm_setzero_si128();
    const __m128i separator = _mm_set1_epi8(delimiters.separator);
    const __m128i line_feed = _mm_set1_epi8('\n'), carriage_return = _mm_set1_epi8('\r');
    const std::uint64_t quotes_count = delimiters.quote == '\0' ? 0 : ~std::uint64_t{0};
    sha256_rounds::Lanes lanes = sha256_rounds::lanes_of(sum);
    __m128i any = nul, least = _mm_set1_epi8('\xff');
    std::size_t at = from;
    for (; blocks > 0 && at + block_bytes <= text.size(); --blocks, at += block_bytes) {
        sha256_rounds::Digesting block = sha256_rounds::begin_block(lanes, digested);
        digested += block_bytes;
        sha256_rounds::digest_quarter<0>(block);
        const auto* bytes = reinterpret_cast<const __m128i*>(text.data() + at);
        const __m128i a = _mm_loadu_si128(bytes), b = _mm_loadu_si128(bytes + 1),
                      c = _mm_loadu_si128(bytes + 2), d = _mm_loadu_si128(bytes + 3);
        const auto equal = [&](__m128i what) __attribute__((target("sse4.1")))
        {
            const auto bits = [what](__m128i of) __attribute__((target("sse4.1")))
            {
                return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(of, what)))};
            };
            return bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48;
        };
        Masks masks;
        masks.quotes = equal(quote) & quotes_count;
        masks.separators = equal(separator);
        sha256_rounds::digest_quarter<4>(block);
        masks.line_feeds = equal(line_feed);
        masks.carriage_returns = equal(carriage_return);
        any = _mm_or_si128(any, _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)));
        least = _mm_min_epu8(least, _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d)));
        sha256_rounds::digest_quarter<8>(block);
        const std::uint64_t ends = ends_at_once(masks, parity_of(masks.quotes), state);
        out.add(ends, masks, at);
        sha256_rounds::digest_quarter<12>(block);
        sha256_rounds::end_block(block, lanes);
    }
    sha256_rounds::put_lanes(lanes, sum);
    sha256_rounds::digest(sum, digested, blocks);
    out.structure.has_high = out.structure.has_high || _mm_movemask_epi8(any) != 0;
    out.structure.has_nul = out.structure.has_nul || _mm_movemask_epi8(_mm_cmpeq_epi8(least, nul)) != 0;
    return at;
}

#endif

} // namespace

Instructions best_instructions()
{
#if defined(__x86_64__)
    static const Instructions best = [] {
        const Simd most = best_simd();
        const bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                          __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
        if (bits && most == Simd::avx512)
            return Instructions::avx512;
        return bits && most >= Simd::avx2 ? Instructions::avx2 : Instructions::scalar;
    }();
    return best;
#else
    return Instructions::scalar;
#endif
}

void Structure::clear()
{
    cell_ends.clear();
    row_ends.clear();
    line_feeds = carriage_returns = 0;
    has_high = has_nul = false;
}

void scan_structure(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                    Structure& structure, Instructions instructions)
{
    Output out{structure};
#if defined(__x86_64__)
    if (instructions == Instructions::avx512)
        from = scan_with_avx512(text, from, delimiters, state, out);
    else if (instructions == Instructions::avx2)
        from = scan_with_avx2(text, from, delimiters, state, out);
#else
    (void)instructions;
#endif
    scan_plainly(text, from, delimiters, state, out);
}

void scan_and_sum(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                  Structure& structure, TableSum& sum, std::string_view summed, Instructions instructions)
{
#if defined(__x86_64__)
    if (instructions != Instructions::scalar && sha256_rounds::has_instructions())
        sum.add_by(summed, [&](sha256_rounds::State& digest, const char* bytes, std::size_t blocks) {
            Output out{structure};
            from = scan_beside_digest(text, from, delimiters, state, out, digest, bytes, blocks);
        });
    else
        sum.add(summed);
#else
    sum.add(summed);
#endif
    scan_structure(text, from, delimiters, state, structure, instructions);
}

} // namespace sitmap
