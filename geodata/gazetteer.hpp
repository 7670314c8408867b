#pragma once

#include "geodata/geometry.hpp"
#include "geodata/lonlat.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

enum class PlaceKind : std::uint8_t {
    continent,
    country,
    admin1,
    admin2,
    region,  ///< named region without a government: Sahel, Donbas
    sea,     ///< sea, ocean, gulf, strait
    water,   ///< lake, river
    route,   ///< named migration route; has a line
    city,    ///< populated place
    section, ///< part of a populated place
    airport,
    facility, ///< camp, detention centre, base, crossing
    demonym   ///< nationality word; stands for its country
};

[[nodiscard]] std::string_view name_of(PlaceKind kind); ///< "admin1", as the tables write it

using PlaceIndex = std::uint32_t; ///< position in the gazetteer

/// What the gazetteer knows under a name.
struct Place {
    std::string id;         ///< "geonames:2210394", "country:LBY", "sitmap:tajoura-detention-centre" ...
    std::string name;       ///< in Latin letters, as news in English spells it where known
    std::string name_local; ///< in the local script where known, else empty
    PlaceKind kind = PlaceKind::city;
    LonLat point;
    std::string country; ///< ISO 3166-1 alpha-3; empty where none (seas)
    std::string admin1;  ///< GeoNames code, such as "LY.77"; empty where none
    std::string admin2;
    std::int64_t population = 0; ///< 0: not known
    double radius_m = 0;         ///< of a disc that covers the place; 0: not known
    std::uint8_t rank = 0;       ///< 1 capital, 2 seat of admin1, 3 seat of admin2, 0 other
};

/// What decides between places of one name, without any text. Countries and divisions are numbers that hold
/// for this gazetteer as loaded; 0 where there is none.
struct PlaceBrief {
    LonLat point;
    std::int64_t population = 0; ///< 0: not known
    std::uint32_t admin1 = 0, admin2 = 0;
    std::uint16_t country = 0;
    PlaceKind kind = PlaceKind::city;
    std::uint8_t rank = 0; ///< as in Place
};

/// One place that a name may stand for.
struct Candidate {
    PlaceIndex place = 0;
    float name_weight =
        1;                ///< 2 country or official name, 1 main name, 0.5 alternate name (geoparsing recipe)
    bool demonym = false; ///< the name is a nationality word
};

/// The water off a shore.
struct Offshore {
    LonLat point;        ///< 12 km or more from all land
    double radius_m = 0; ///< of a country or division: holds most of its coast's towns; 0 for a town
};

/// The names-to-places table. Loaded once, then only read; safe to read from several threads.
class Gazetteer {
public:
    /// Reads the tables in `assets/gazetteer`. Throws Error when one is missing or damaged.
    [[nodiscard]] static Gazetteer load(const std::filesystem::path& folder);
    ~Gazetteer();
    Gazetteer(Gazetteer&&) noexcept;
    Gazetteer& operator=(Gazetteer&&) noexcept;

    /// All places whose folded name equals `folded` (see `fold_name`), best name weight first. O(1) but for
    /// the names that share their first word.
    [[nodiscard]] std::span<const Candidate> find(std::string_view folded) const;

    /// Places whose looser transliteration key equals that of `name`; for names `find` does not know.
    [[nodiscard]] std::vector<Candidate> find_transliterated(std::string_view name) const;

    /// What is known under a folded name, and whether longer names begin with it and a space.
    struct Names {
        std::span<const Candidate> candidates; ///< as `find` gives them
        bool is_prefix = false;
    };
    [[nodiscard]] Names look_up(std::string_view folded) const;

    /// True if some key starts with `folded` followed by a space: a longer name may match.
    [[nodiscard]] bool is_prefix(std::string_view folded) const;

    [[nodiscard]] Place place(PlaceIndex index) const; ///< Requires `index < size()`.
    /// The same place in brief, at no cost. Requires `index < size()`.
    [[nodiscard]] const PlaceBrief& brief(PlaceIndex index) const;
    [[nodiscard]] std::size_t size() const;

    /// The line of a route, the area of a region or division, where one is known; else monostate.
    [[nodiscard]] Geometry shape(PlaceIndex index) const;

    /// Where "off Zuwara" or "off Libya" is: the nearest open water, for a country or division that off the
    /// middle of its coast's people. Nothing inland, on a small island, or where no coast is known. O(log n).
    [[nodiscard]] std::optional<Offshore> offshore(PlaceIndex index) const;

    /// The country with this ISO alpha-3 or alpha-2 code.
    [[nodiscard]] std::optional<PlaceIndex> country(std::string_view iso) const;

    /// The capital of a country; nothing for another place, or where none is known.
    [[nodiscard]] std::optional<PlaceIndex> capital(PlaceIndex country) const;

    /// The first-order division with this GeoNames code.
    [[nodiscard]] std::optional<PlaceIndex> admin1(std::string_view code) const;

private:
    struct Tables;
    explicit Gazetteer(std::unique_ptr<Tables> tables);
    std::unique_ptr<Tables> tables_;
};

} // namespace sitmap
