#include "engine/precision.hpp"

#include "engine/names.hpp"

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 9> names{"exact", "locality", "near", "district", "province",
                                                "line",  "country",  "sea",  "unknown"};
constexpr std::array<double, 9> radii_m{100, 5'000, 25'000, 40'000, 120'000, 60'000, 500'000, 50'000, 0};
constexpr std::array<int, 9> acled_codes{1, 1, 2, 2, 3, 3, 0, 0, 0}; // ACLED codebook, geo_precision
constexpr std::array<int, 9> ucdp_codes{1, 1, 2, 3, 4, 5, 6, 7, 0};  // UCDP GED codebook, where_prec

} // namespace

std::string_view name_of(PlacePrecision precision)
{
    return name_in(names, precision);
}

std::optional<PlacePrecision> place_precision_named(std::string_view name)
{
    return named_in<PlacePrecision>(names, name);
}

double usual_radius_m(PlacePrecision precision)
{
    return radii_m[static_cast<std::size_t>(precision)];
}

int acled_code(PlacePrecision precision)
{
    return acled_codes[static_cast<std::size_t>(precision)];
}

std::optional<PlacePrecision> from_acled(int code)
{
    switch (code) {
    case 1:
        return PlacePrecision::locality; // "a named town or place", which is no exact spot
    case 2:
        return PlacePrecision::near;
    case 3:
        return PlacePrecision::province;
    default:
        return std::nullopt;
    }
}

int ucdp_code(PlacePrecision precision)
{
    return ucdp_codes[static_cast<std::size_t>(precision)];
}

std::optional<PlacePrecision> from_ucdp(int code)
{
    switch (code) {
    case 1:
        return PlacePrecision::locality; // UCDP's examples are villages
    case 2:
        return PlacePrecision::near;
    case 3:
        return PlacePrecision::district;
    case 4:
        return PlacePrecision::province;
    case 5:
        return PlacePrecision::line;
    case 6:
        return PlacePrecision::country;
    case 7:
        return PlacePrecision::sea;
    default:
        return std::nullopt;
    }
}

} // namespace sitmap
