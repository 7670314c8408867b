// Towns that a text tells to lie by the border of another country.
#include "importers/article/border_towns.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Nothing but ", close to", ", near the border with" stands between the names.
bool is_said_to_border(const Reading& reading, const Toponym& town, const Toponym& country)
{
    constexpr std::uint32_t longest = 6;
    if (country.first < town.last + 2 || country.first > town.last + longest ||
        !reading.token(town.last).is(","))
        return false;
    bool near = false;
    for (std::uint32_t i = town.last + 1; i < country.first; ++i) {
        near = near || is_one_of(reading.token(i), {"near", "close", "opposite", "bordering"});
        if (!is_one_of(reading.token(i),
                       {"near", "close", "to", "opposite", "bordering", "the", "border", "frontier", "with"}))
            return false;
    }
    return near;
}

bool is_country_named(const Reading& reading, std::string_view country)
{
    return std::any_of(reading.toponyms.begin(), reading.toponyms.end(), [&](const Toponym& other) {
        return other.place && brief_of(reading, other).kind == PlaceKind::country &&
               reading.place(*other.place).country == country;
    });
}

} // namespace

void heed_borders(Reading& reading)
{
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& town = reading.toponyms[k];
        const Toponym& country = reading.toponyms[k + 1];
        if (!town.place || !country.place || brief_of(reading, town).kind != PlaceKind::city ||
            brief_of(reading, country).kind != PlaceKind::country ||
            brief_of(reading, town).country != brief_of(reading, country).country ||
            !is_said_to_border(reading, town, country))
            continue;
        const std::uint16_t other_side = brief_of(reading, country).country;
        std::int64_t most = -1;
        for (const Candidate& candidate : reading.tables.gazetteer.find(town.key)) {
            const Place& place = reading.place(candidate.place);
            if (place.kind == PlaceKind::city && place.population > most &&
                reading.tables.gazetteer.brief(candidate.place).country != other_side &&
                is_country_named(reading, place.country)) {
                most = place.population;
                town.place = candidate.place;
            }
        }
    }
}

} // namespace sitmap
