#pragma once

#include "geodata/gazetteer.hpp"
#include "geodata/place_briefs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <future>
#include <map>
#include <unordered_map>
#include <utility>

namespace sitmap {

/// What stands behind a Gazetteer. Rows of places stay text and are read when asked for: a quarter of a
/// million places cost 18 MB that way and next to no time to load.
struct GazetteerTables {
    std::string place_rows;                             ///< tab-separated lines, each checked on loading
    std::vector<std::uint32_t> row_begin;               ///< one more than rows
    std::vector<Place> own;                             ///< the overlay's places
    std::unordered_map<PlaceIndex, std::size_t> mended; ///< rows for which a place of `own` stands in
    std::vector<std::size_t> added; ///< positions in `own` of the places that come after the rows

    std::string keys;                           ///< folded names, ascending by bytes, without separators
    std::vector<std::uint32_t> key_begin;       ///< one more than keys
    std::vector<std::uint32_t> candidate_begin; ///< one more than keys
    std::vector<Candidate> candidates;
    PlaceBriefs briefs;

    std::vector<std::uint32_t> group_begin; ///< keys that share their first word; one more than groups
    /// Open addressing by the low bits of a hash, whose high ones the tag has.
    struct GroupSlot {
        std::uint32_t tag, group; ///< a group, or a key of `loose`; no_group: empty
    };
    std::vector<GroupSlot> group_slots; ///< by the first word

    std::map<std::string, PlaceIndex, std::less<>> countries, divisions; ///< by ISO code, by GeoNames code
    std::unordered_map<PlaceIndex, Geometry> shapes;

    struct Shore {
        PlaceIndex place;
        Offshore water;
    };
    std::vector<Shore> shores; ///< by place

    std::vector<GroupSlot> loose; ///< by transliteration key

    [[nodiscard]] std::size_t row_count() const { return row_begin.empty() ? 0 : row_begin.size() - 1; }
    [[nodiscard]] std::size_t size() const { return row_count() + added.size(); }
    [[nodiscard]] std::string_view row(std::size_t at) const
    {
        return std::string_view{place_rows}.substr(row_begin[at], row_begin[at + 1] - row_begin[at] - 1);
    }
    [[nodiscard]] std::size_t key_count() const { return key_begin.empty() ? 0 : key_begin.size() - 1; }
    [[nodiscard]] std::string_view key(std::size_t at) const
    {
        return std::string_view{keys}.substr(key_begin[at], key_begin[at + 1] - key_begin[at]);
    }

    /// `loose` is made beside the first work done with the rest. Last, so that it ends before what it reads.
    std::shared_future<void> loose_made;
};

/// Fills the tables from the files in `folder`. Throws Error.
void load_tables(GazetteerTables& tables, const std::filesystem::path& folder);

/// Columns of places.tsv.gz; the overlay has `aliases` as one more.
inline constexpr std::size_t place_columns = 13;

/// One row of places.tsv.gz, whose text it points into; nothing if a cell is not what its column wants.
struct PlaceCells {
    std::string_view id, name, name_local;
    PlaceKind kind = PlaceKind::city;
    LonLat point;
    std::string_view country, admin1, admin2, iso2;
    std::int64_t population = 0;
    double radius_m = 0;
    std::uint8_t rank = 0;
};
[[nodiscard]] std::optional<PlaceCells> parse_cells(std::string_view row);

/// One row of places.tsv.gz; nothing if a cell is not what its column wants.
[[nodiscard]] std::optional<Place> parse_place(std::string_view row);

[[nodiscard]] std::optional<PlaceKind> place_kind_named(std::string_view name);

/// Reads a number; an empty cell leaves `out` as it is. False if the cell holds anything else.
template <class T>
bool parse_number(std::string_view cell, T& out)
{
    if (cell.empty())
        return true;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
    return error == std::errc{} && end == cell.data() + cell.size();
}

/// Fills `cells` with what stands between the separators and returns how many there are, which may be more
/// than fit.
template <std::size_t N>
std::size_t split(std::string_view row, char separator, std::array<std::string_view, N>& cells)
{
    std::size_t count = 0;
    for (std::size_t begin = 0; begin <= row.size(); ++count) {
        const std::size_t end = std::min(row.find(separator, begin), row.size());
        if (count < N)
            cells[count] = row.substr(begin, end - begin);
        begin = end + 1;
    }
    return count;
}

} // namespace sitmap
