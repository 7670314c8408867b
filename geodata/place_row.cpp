// The columns of places.tsv.gz, one place a row.
#include "geodata/gazetteer_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace sitmap {
namespace {

// The commonest come first.
constexpr std::array<std::pair<std::string_view, PlaceKind>, 12> kinds{{{"city", PlaceKind::city},
                                                                        {"admin2", PlaceKind::admin2},
                                                                        {"section", PlaceKind::section},
                                                                        {"airport", PlaceKind::airport},
                                                                        {"admin1", PlaceKind::admin1},
                                                                        {"country", PlaceKind::country},
                                                                        {"region", PlaceKind::region},
                                                                        {"facility", PlaceKind::facility},
                                                                        {"sea", PlaceKind::sea},
                                                                        {"water", PlaceKind::water},
                                                                        {"continent", PlaceKind::continent},
                                                                        {"route", PlaceKind::route}}};

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

std::optional<PlaceCells> parse_cells(std::string_view row)
{
    std::array<std::string_view, place_columns> cells;
    const std::size_t count = split(row, '\t', cells);
    const auto kind = place_kind_named(cells[3]);
    if (count != place_columns || cells[0].empty() || cells[1].empty() || !kind)
        return std::nullopt;
    PlaceCells place{.id = cells[0],
                     .name = cells[1],
                     .name_local = cells[2],
                     .kind = *kind,
                     .country = cells[6],
                     .admin1 = cells[7],
                     .admin2 = cells[8],
                     .iso2 = cells[12]};
    unsigned rank = 0;
    const bool read = parse_number(cells[4], place.point.lon) && parse_number(cells[5], place.point.lat) &&
                      parse_number(cells[9], place.population) && parse_number(cells[10], place.radius_m) &&
                      parse_number(cells[11], rank);
    if (!read || !is_valid(place.point) || place.population < 0 || !(place.radius_m >= 0) || rank > 3)
        return std::nullopt;
    place.rank = static_cast<std::uint8_t>(rank);
    if (place.radius_m == 0 && place.population > 0 &&
        (*kind == PlaceKind::city || *kind == PlaceKind::section))
        place.radius_m = radius_of_town_m(place.population);
    return place;
}

std::optional<Place> parse_place(std::string_view row)
{
    const std::optional<PlaceCells> cells = parse_cells(row);
    if (!cells)
        return std::nullopt;
    return Place{.id = std::string{cells->id},
                 .name = std::string{cells->name},
                 .name_local = std::string{cells->name_local},
                 .kind = cells->kind,
                 .point = cells->point,
                 .country = std::string{cells->country},
                 .admin1 = std::string{cells->admin1},
                 .admin2 = std::string{cells->admin2},
                 .population = cells->population,
                 .radius_m = cells->radius_m,
                 .rank = cells->rank};
}

} // namespace sitmap
