#include "render/records.hpp"

#include "render/in_two.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

namespace sitmap {

namespace {

constexpr double square_units = 4294967296.0, most_lat = 85.051128779806;
constexpr int hilbert_bits = 28; // 15 cm: finer order would draw no faster

/// Four levels of a Hilbert curve at a time (Warren, Hacker's Delight, 16-1): by four bits of x and of y, and
/// by what the levels above have done to both: changed all bits (1), and changed x and y for each other (2).
struct HilbertSteps {
    std::array<std::array<std::uint8_t, 256>, 4> along{}, after{};
};

constexpr HilbertSteps hilbert_steps = [] {
    HilbertSteps steps;
    for (unsigned before = 0; before < 4; ++before)
        for (unsigned bits = 0; bits < 256; ++bits) {
            unsigned done = before, along = 0;
            for (int level = 3; level >= 0; --level) {
                unsigned x = (bits >> (level + 4) ^ done) & 1, y = (bits >> level ^ done) & 1;
                if ((done & 2) != 0)
                    std::swap(x, y);
                along = along << 2 | ((3 * x) ^ y);
                if (y == 0)
                    done ^= 2 | x;
            }
            steps.along[before][bits] = static_cast<std::uint8_t>(along);
            steps.after[before][bits] = static_cast<std::uint8_t>(done);
        }
    return steps;
}();

/// Position along a Hilbert curve through 2^28 × 2^28 cells.
std::uint64_t hilbert(SquarePosition p)
{
    std::uint64_t along = 0;
    unsigned done = 0;
    for (int shift = 28; shift >= 32 - hilbert_bits; shift -= 4) {
        const unsigned bits = (p.x >> shift & 15) << 4 | (p.y >> shift & 15);
        along = along << 8 | hilbert_steps.along[done][bits];
        done = hilbert_steps.after[done][bits];
    }
    return along;
}

struct Keyed {
    std::uint64_t key = 0; ///< spread, type and Hilbert position
    std::uint32_t row = 0;
};

std::uint64_t key_of(const IncidentTable& table, std::uint32_t row, SquarePosition position)
{
    const Spread spread = spread_of(table.precision[row], static_cast<double>(table.radius_m[row]));
    const auto type = static_cast<std::uint64_t>(type_of(table.sub_type[row]));
    return (static_cast<std::uint64_t>(spread) << 3 | type) << (2 * hilbert_bits) | hilbert(position);
}

/// Sorts by key, equal keys staying in their order: eleven bits at a time, from the lowest. Three to four
/// times as fast as by comparing. Requires as much room in `spare`.
void sort_by_key(std::span<Keyed> items, std::span<Keyed> spare)
{
    constexpr unsigned digit_bits = 11, digits = 6; // 66 bits hold the 64 of a key
    constexpr std::size_t values = std::size_t{1} << digit_bits;
    std::vector<std::array<std::size_t, values>> begins(digits);
    const auto digit = [](std::uint64_t key, unsigned at) {
        return static_cast<std::size_t>(key >> (at * digit_bits)) & (values - 1);
    };
    for (const Keyed& item : items)
        for (unsigned at = 0; at < digits; ++at)
            ++begins[at][digit(item.key, at)];
    std::span<Keyed> from = items, to = spare;
    for (unsigned at = 0; at < digits; ++at) {
        auto& begin = begins[at];
        if (std::find(begin.begin(), begin.end(), items.size()) != begin.end())
            continue; // all have the same
        std::exclusive_scan(begin.begin(), begin.end(), begin.begin(), std::size_t{0});
        for (const Keyed& item : from)
            to[begin[digit(item.key, at)]++] = item;
        std::swap(from, to);
    }
    if (from.data() != items.data())
        std::copy(from.begin(), from.end(), items.begin());
}

std::vector<Keyed> in_drawing_order(const IncidentTable& table, std::span<const SquarePosition> positions)
{
    std::vector<Keyed> order(table.size()), merged(table.size());
    std::array<std::size_t, 3> parts{0, 0, order.size()};
    in_two(order.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto row = static_cast<std::uint32_t>(i);
            order[i] = {table.is_placed(row) ? key_of(table, row, positions[i]) : ~std::uint64_t{0}, row};
        }
        sort_by_key(std::span{order}.subspan(begin, end - begin),
                    std::span{merged}.subspan(begin, end - begin));
        parts[part] = begin;
    });
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(parts[1]);
    std::merge(order.begin(), middle, middle, order.end(), merged.begin(),
               [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    const auto placed =
        std::partition_point(merged.begin(), merged.end(), [](const Keyed& k) { return ~k.key != 0; });
    merged.erase(placed, merged.end());
    return merged;
}

/// Of all rows; nonsense for those without a place.
std::vector<SquarePosition> positions_of(const IncidentTable& table)
{
    std::vector<SquarePosition> positions(table.size());
    in_two(positions.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            positions[i] = square_position(table.point(static_cast<std::uint32_t>(i)));
    });
    return positions;
}

/// Puts records in drawing order together into piles, blocks and segments.
class Builder {
public:
    explicit Builder(RecordPlaces& places) : places_{places} {}

    void segment(Spread spread, EventType type)
    {
        close_block();
        const auto at = static_cast<std::uint32_t>(places_.blocks.size());
        close_segment();
        places_.segments.push_back({spread, type, at, at});
        fresh_ = true;
    }
    void add(SquarePosition p, std::uint32_t row)
    {
        places_.row.push_back(row);
        ++block_.records;
        if (!fresh_ && places_.x.back() == p.x && places_.y.back() == p.y) {
            ++places_.count.back();
            return;
        }
        if (block_.end - block_.begin == RecordPlaces::block_piles) {
            --block_.records; // the new one is the next block's
            close_block();
            block_.records = 1;
            block_.first_row = static_cast<std::uint32_t>(places_.row.size() - 1);
        }
        fresh_ = false;
        places_.x.push_back(p.x);
        places_.y.push_back(p.y);
        places_.count.push_back(1);
        if (block_.end == block_.begin)
            block_.west = block_.east = p.x, block_.north = block_.south = p.y;
        ++block_.end;
        block_.west = std::min(block_.west, p.x);
        block_.east = std::max(block_.east, p.x);
        block_.north = std::min(block_.north, p.y);
        block_.south = std::max(block_.south, p.y);
    }
    void finish()
    {
        close_block();
        close_segment();
    }

private:
    void close_block()
    {
        if (block_.end > block_.begin)
            places_.blocks.push_back(block_);
        const auto at = static_cast<std::uint32_t>(places_.x.size());
        block_ = {at, at, static_cast<std::uint32_t>(places_.row.size()), 0, 0, 0, 0, 0};
    }
    void close_segment()
    {
        if (places_.segments.empty())
            return;
        RecordPlaces::Segment& last = places_.segments.back();
        last.block_end = static_cast<std::uint32_t>(places_.blocks.size());
        if (last.block_begin == last.block_end)
            places_.segments.pop_back();
    }

    RecordPlaces& places_;
    RecordPlaces::Block block_;
    bool fresh_ = true; ///< no pile of this segment yet
};

} // namespace

SquarePosition square_position(LonLat p)
{
    const double lat = std::clamp(p.lat, -most_lat, most_lat) * std::numbers::pi / 180.0;
    const double x = (p.lon + 180.0) / 360.0, y = 0.5 - std::atanh(std::sin(lat)) / (2.0 * std::numbers::pi);
    const double wrapped = x - std::floor(x);
    const auto units = [](double share) {
        return static_cast<std::uint32_t>(std::clamp(share * square_units, 0.0, square_units - 1));
    };
    return {units(wrapped), units(y)};
}

LonLat lonlat_of(SquarePosition p)
{
    const double y = (0.5 - p.y / square_units) * 2.0 * std::numbers::pi;
    return {p.x / square_units * 360.0 - 180.0, std::atan(std::sinh(y)) * 180.0 / std::numbers::pi};
}

Spread spread_of(PlacePrecision precision, double radius_m)
{
    const double radius = radius_m > 0 ? radius_m : usual_radius_m(precision);
    switch (precision) {
    case PlacePrecision::province:
    case PlacePrecision::country:
    case PlacePrecision::unknown:
        return Spread::vague;
    default:
        return radius <= 1'000    ? Spread::point
               : radius <= 7'000  ? Spread::to_7_km
               : radius <= 15'000 ? Spread::to_15_km
               : radius <= 30'000 ? Spread::to_30_km
               : radius <= 75'000 ? Spread::to_75_km
                                  : Spread::vague;
    }
}

double radius_of(Spread spread)
{
    constexpr double radius_m[] = {500, 5'000, 10'000, 25'000, 45'000};
    return radius_m[static_cast<std::size_t>(spread)];
}

std::size_t RowSet::count() const
{
    return std::accumulate(words_.begin(), words_.end(), std::size_t{0},
                           [](std::size_t sum, std::uint64_t word) {
                               return sum + static_cast<std::size_t>(std::popcount(word));
                           });
}

Records::Records(IncidentTable table) : table_{std::move(table)}
{
    const std::vector<SquarePosition> positions = positions_of(table_);
    const std::vector<Keyed> order = in_drawing_order(table_, positions);
    places_.row.reserve(order.size());
    Builder builder{places_};
    std::uint64_t segment = ~std::uint64_t{0};
    for (const Keyed& keyed : order) {
        const std::uint64_t own = keyed.key >> (2 * hilbert_bits);
        if (own != segment)
            builder.segment(static_cast<Spread>(own >> 3), static_cast<EventType>(own & 7u));
        segment = own;
        builder.add(positions[keyed.row], keyed.row);
    }
    builder.finish();
}

RecordPlaces Records::places(const RowSet& rows) const
{
    RecordPlaces chosen;
    Builder builder{chosen};
    for (const RecordPlaces::Segment& segment : places_.segments) {
        builder.segment(segment.spread, segment.type);
        for (std::uint32_t b = segment.block_begin; b < segment.block_end; ++b) {
            const RecordPlaces::Block& block = places_.blocks[b];
            const std::uint32_t* row = places_.row.data() + block.first_row;
            for (std::uint32_t pile = block.begin; pile < block.end; ++pile)
                for (std::uint32_t i = 0; i < places_.count[pile]; ++i, ++row)
                    if (rows.has(*row))
                        builder.add({places_.x[pile], places_.y[pile]}, *row);
        }
    }
    builder.finish();
    return chosen;
}

} // namespace sitmap
