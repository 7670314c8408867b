// Names that mean another place than the one the gazetteer knows best.
#include "importers/article/place_namesakes.hpp"

#include "geodata/measure.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sitmap {

namespace {

constexpr double of_one_town_m = 60'000;
constexpr double slack_m = 20'000;               ///< of a distance told in round numbers, at least
constexpr double slack_of_distance = 0.35;       ///< and in proportion
constexpr double slack_of_bearing_deg = 70;      ///< "west" is said of southwest too
constexpr std::int64_t known_anywhere = 500'000; ///< people; such a town is meant wherever it is named

bool is_town(const Place& place)
{
    return place.kind == PlaceKind::city || place.kind == PlaceKind::section;
}

double turn_between(double a, double b)
{
    const double turn = std::fmod(std::abs(a - b), 360.0);
    return std::min(turn, 360.0 - turn);
}

/// `place` lies where `from` tells: at its distance and bearing from its anchor.
bool lies_as_told(const Place& place, const Place& anchor, const Toponym& from)
{
    const double off = distance_m(anchor.point, place.point);
    if (std::abs(off - *from.distance_m) > std::max(slack_m, slack_of_distance * *from.distance_m))
        return false;
    return !from.bearing_deg || off < slack_m ||
           turn_between(bearing_deg(anchor.point, place.point), *from.bearing_deg) <= slack_of_bearing_deg;
}

/// Nothing but a comma, and perhaps "a village", stands between a name and "20 km west of Bangassou".
bool is_told_of(const Reading& reading, const Toponym& name, const Toponym& from)
{
    constexpr std::uint32_t longest = 4; // tokens
    std::uint32_t i = name.last;
    if (i >= reading.text.tokens.size() || !reading.token(i).is(","))
        return false;
    for (++i; i < std::min<std::size_t>(name.last + longest, reading.text.tokens.size()); ++i) {
        if (reading.token(i).begin >= from.phrase_begin)
            return true;
        if (!is_one_of(reading.token(i), {"a", "an", "the", "some", "about"}) &&
            !reading.tables.lexicon.has("placenouns", reading.token(i)))
            return false;
    }
    return false;
}

void believe_distances(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& name = reading.toponyms[k];
        const Toponym& from = reading.toponyms[k + 1];
        if (!name.place || !from.place || !from.distance_m || name.kind != ToponymKind::literal ||
            !is_told_of(reading, name, from))
            continue;
        const Place anchor = gazetteer.place(*from.place);
        const Place known = gazetteer.place(*name.place);
        if (!is_town(known) || !is_town(anchor) || lies_as_told(known, anchor, from))
            continue;
        std::optional<PlaceIndex> there;
        std::int64_t most = -1;
        for (const Candidate& candidate : gazetteer.find(name.key)) {
            const Place other = gazetteer.place(candidate.place);
            if (is_town(other) && other.population > most && lies_as_told(other, anchor, from)) {
                most = other.population;
                there = candidate.place;
            }
        }
        name.place = there;
    }
}

bool is_part_noun(const Token& word)
{
    return is_one_of(word, {"district", "quarter", "neighbourhood", "neighborhood", "suburb", "area",
                            "borough", "section", "ward"});
}

/// "in the Leninsky district of Donetsk".
void believe_parts(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& part = reading.toponyms[k];
        const Toponym& whole = reading.toponyms[k + 1];
        if (!part.place || !whole.place || part.last + 2 != whole.first ||
            !is_part_noun(reading.token(part.last)) || !is_one_of(reading.token(part.last + 1), {"of", "in"}))
            continue;
        const Place in = gazetteer.place(*part.place), out = gazetteer.place(*whole.place);
        if (is_town(in) && out.kind == PlaceKind::city && distance_m(in.point, out.point) > of_one_town_m / 2)
            part.place.reset();
    }
}

bool is_street_noun(const Reading& reading, std::uint32_t i)
{
    return reading.tables.lexicon.is_in("street", reading.token(i)) ||
           is_one_of(reading.token(i), {"theatre", "theater", "roundabout", "boulevard", "gate", "junction"});
}

constexpr std::size_t most_towns = 200; ///< of one text that a square is held against

/// The towns that a text names, each once, and the spelling it was named by.
std::vector<std::pair<std::string, LonLat>> towns_of(const Reading& reading)
{
    std::vector<std::pair<std::string, LonLat>> towns;
    std::set<PlaceIndex> seen;
    for (const Toponym& toponym : reading.toponyms) {
        if (!toponym.place || toponym.kind == ToponymKind::embedded || towns.size() >= most_towns ||
            !seen.insert(*toponym.place).second)
            continue;
        const Place place = reading.tables.gazetteer.place(*toponym.place);
        if (is_town(place))
            towns.emplace_back(toponym.key, place.point);
    }
    return towns;
}

/// "the packed Melchor Ocampo square" of a text on Morelia.
void forget_streets(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    std::optional<std::vector<std::pair<std::string, LonLat>>> towns; // most texts have no such name
    std::map<PlaceIndex, bool> is_elsewhere;
    for (Toponym& street : reading.toponyms) {
        if (!street.place || street.last >= reading.text.tokens.size() ||
            !is_street_noun(reading, street.last))
            continue;
        const Place place = gazetteer.place(*street.place);
        if (!is_town(place) || place.population >= known_anywhere)
            continue;
        if (!towns)
            towns = towns_of(reading);
        const auto [known, is_new] = is_elsewhere.try_emplace(*street.place, false);
        if (is_new) {
            bool others = false, beside = false;
            for (const auto& [key, point] : *towns) {
                if (key == street.key)
                    continue;
                others = true;
                beside = beside || distance_m(point, place.point) <= of_one_town_m;
            }
            known->second = others && !beside;
        }
        if (known->second)
            street.place.reset();
    }
}

} // namespace

void heed_namesakes(Reading& reading)
{
    believe_distances(reading);
    believe_parts(reading);
    forget_streets(reading);
}

} // namespace sitmap
