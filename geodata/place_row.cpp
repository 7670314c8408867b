// The columns of places.tsv.gz, one place a row.
#include "geodata/gazetteer_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace sitmap {
namespace {

constexpr std::array<std::pair<std::string_view, PlaceKind>, 12> kinds{{{"continent", PlaceKind::continent},
                                                                        {"country", PlaceKind::country},
                                                                        {"admin1", PlaceKind::admin1},
                                                                        {"admin2", PlaceKind::admin2},
                                                                        {"region", PlaceKind::region},
                                                                        {"sea", PlaceKind::sea},
                                                                        {"water", PlaceKind::water},
                                                                        {"route", PlaceKind::route},
                                                                        {"city", PlaceKind::city},
                                                                        {"section", PlaceKind::section},
                                                                        {"airport", PlaceKind::airport},
                                                                        {"facility", PlaceKind::facility}}};

/// A town's size is not listed; its population is. Taken: 3,000 people to a square kilometre of built-up
/// land, and never under 1.5 km, which is about how far gazetteers' points lie apart.
double radius_of_town_m(std::int64_t population)
{
    constexpr double people_per_km2 = 3000;
    const double area_km2 = static_cast<double>(population) / people_per_km2;
    return std::max(1500.0, 1000 * std::sqrt(area_km2 / std::numbers::pi));
}

} // namespace

std::optional<PlaceKind> place_kind_named(std::string_view name)
{
    const auto* found = std::ranges::find(kinds, name, &decltype(kinds)::value_type::first);
    return found == kinds.end() ? std::nullopt : std::optional{found->second};
}

std::string_view name_of(PlaceKind kind)
{
    const auto* found = std::ranges::find(kinds, kind, &decltype(kinds)::value_type::second);
    return found == kinds.end() ? "demonym" : found->first;
}

std::optional<Place> parse_place(std::string_view row)
{
    std::array<std::string_view, place_columns> cells;
    const std::size_t count = split(row, '\t', cells);
    const auto kind = place_kind_named(cells[3]);
    if (count != place_columns || cells[0].empty() || cells[1].empty() || !kind)
        return std::nullopt;
    Place place;
    unsigned rank = 0;
    const bool read = parse_number(cells[4], place.point.lon) && parse_number(cells[5], place.point.lat) &&
                      parse_number(cells[9], place.population) && parse_number(cells[10], place.radius_m) &&
                      parse_number(cells[11], rank);
    if (!read || !is_valid(place.point) || place.population < 0 || !(place.radius_m >= 0) || rank > 3)
        return std::nullopt;
    place.id = cells[0];
    place.name = cells[1];
    place.name_local = cells[2];
    place.kind = *kind;
    place.country = cells[6];
    place.admin1 = cells[7];
    place.admin2 = cells[8];
    place.rank = static_cast<std::uint8_t>(rank);
    if (place.radius_m == 0 && place.population > 0 &&
        (*kind == PlaceKind::city || *kind == PlaceKind::section))
        place.radius_m = radius_of_town_m(place.population);
    return place;
}

} // namespace sitmap
