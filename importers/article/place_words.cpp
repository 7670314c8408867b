// What the words around a name say of its place, once each name has been resolved.
#include "importers/article/place_words.hpp"

#include "geodata/measure.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace sitmap {

namespace {

constexpr std::int64_t well_known_town = 60'000; ///< people; of a smaller town, news names the country

bool is_division(PlaceKind kind)
{
    return kind == PlaceKind::admin1 || kind == PlaceKind::admin2;
}

/// "Idlib province", "the state of Borno": the text itself says that it means the division.
bool says_division(const Reading& reading, const Toponym& toponym)
{
    const auto is_division_noun = [&](std::uint32_t i) {
        return reading.tables.lexicon.is_in("division", reading.token(i));
    };
    if (toponym.last < reading.text.tokens.size() && is_division_noun(toponym.last))
        return true;
    // but "the Fallah district of Tripoli" is a part of the town; not so "the Brazilian state of Pará"
    return toponym.first >= 2 && reading.token(toponym.first - 1).is("of") &&
           is_division_noun(toponym.first - 2) &&
           !(toponym.first >= 3 && reading.token(toponym.first - 3).capitalised &&
             !is_one_of(reading.token(toponym.first - 2), {"state", "province", "governorate", "region"}));
}

/// "Africa" is the continent, though Mahdia in Tunisia was once called so.
void prefer_continents(Reading& reading)
{
    for (Toponym& toponym : reading.toponyms) {
        if (!toponym.place)
            continue;
        for (const Candidate& candidate : reading.tables.gazetteer.find(toponym.key))
            if (reading.tables.gazetteer.brief(candidate.place).kind == PlaceKind::continent &&
                reading.place(*toponym.place).name != reading.place(candidate.place).name)
                toponym.place = candidate.place;
    }
}

/// A town and the division round it often share a name; where the text does not say that it means the
/// division, it means the town.
void prefer_towns(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    std::set<std::string> divisions; // names that the text calls one, if only once
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place && says_division(reading, toponym))
            divisions.insert(toponym.key);
    for (Toponym& toponym : reading.toponyms) {
        if (!toponym.place || says_division(reading, toponym))
            continue;
        const Place& place = reading.place(*toponym.place);
        constexpr double of_one_city_m = 40'000; // Hong Kong, Singapore
        const bool city_state = place.kind == PlaceKind::country && place.radius_m < of_one_city_m &&
                                toponym.kind != ToponymKind::demonym;
        if (!is_division(place.kind) && !city_state)
            continue;
        std::optional<PlaceIndex> town;
        std::int64_t most = -1;
        for (const Candidate& candidate : gazetteer.find(toponym.key)) {
            const Place& other = reading.place(candidate.place);
            // Pará is a name of its capital Belém too
            if (divisions.contains(toponym.key) && other.name != place.name)
                continue;
            // Antioquia is no town of 20,000 in it
            const bool small = place.kind == PlaceKind::admin1 && other.rank == 0 &&
                               other.population < well_known_town && place.population > 0;
            if (!small && other.kind == PlaceKind::city && other.country == place.country &&
                (city_state ? other.rank == 1 || other.name == place.name : other.admin1 == place.admin1) &&
                other.population > most) {
                most = other.population;
                town = candidate.place;
            }
        }
        if (town)
            toponym.place = town;
    }
}

/// "in the Sagaing region" is no town, though the town is better known.
void prefer_divisions(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (Toponym& toponym : reading.toponyms) {
        if (!toponym.place || toponym.last >= reading.text.tokens.size() ||
            !reading.tables.lexicon.is_in("not_town", reading.token(toponym.last)))
            continue;
        const Place& place = reading.place(*toponym.place);
        if (place.kind != PlaceKind::city && place.kind != PlaceKind::admin2 &&
            place.kind != PlaceKind::section)
            continue;
        for (const Candidate& candidate : gazetteer.find(toponym.key)) {
            const Place& division = reading.place(candidate.place);
            if (division.kind == PlaceKind::admin1 && division.country == place.country) {
                toponym.place = candidate.place;
                break;
            }
        }
    }
}

/// How often the text names the country that it names most, or something in it.
std::ptrdiff_t most_mentions(const Reading& reading)
{
    std::map<std::uint16_t, std::ptrdiff_t> mentions; // by PlaceBrief::country
    std::ptrdiff_t most = 0;
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place && toponym.kind != ToponymKind::embedded)
            most = std::max(most, ++mentions[brief_of(reading, toponym).country]);
    return most;
}

/// Nothing but capitals and countries is named beside the places of this one (PlaceBrief::country), and none
/// often: governments that comment.
bool is_alone_with_capitals(const Reading& reading, std::uint16_t country)
{
    constexpr std::ptrdiff_t many = 3; // mentions: the text is about that capital
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    if (most_mentions(reading) >= many)
        return false;
    return std::none_of(reading.toponyms.begin(), reading.toponyms.end(), [&](const Toponym& toponym) {
        if (!toponym.place || toponym.kind == ToponymKind::embedded)
            return false;
        const PlaceBrief& place = brief_of(reading, toponym);
        return place.country != country && place.kind != PlaceKind::country &&
               place.kind != PlaceKind::demonym && gazetteer.capital(*toponym.place) != *toponym.place;
    });
}

/// "the Litoral penitentiary" of a text on Ecuador is not in Cameroon's Littoral: a house called like a place
/// of a country that the text names nothing else of is a house whose place is unknown.
void forget_namesakes(Reading& reading)
{
    std::map<std::uint16_t, int> named, named_inside; ///< by PlaceBrief::country: with it, but for it
    std::set<std::pair<std::uint16_t, std::string_view>> counted;
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place) {
            const PlaceBrief& place = brief_of(reading, toponym);
            if (!counted.emplace(place.country, toponym.key).second)
                continue;
            ++named[place.country];
            if (place.kind != PlaceKind::country && place.kind != PlaceKind::demonym)
                ++named_inside[place.country];
        }
    int most_named = 0;
    for (const auto& [country, names] : named)
        most_named = country == 0 ? most_named : std::max(most_named, names);
    for (Toponym& toponym : reading.toponyms) {
        if (!toponym.place || toponym.last >= reading.text.tokens.size())
            continue;
        const PlaceBrief& place = brief_of(reading, toponym);
        const bool house = reading.tables.lexicon.is_in("house", reading.token(toponym.last));
        // of a district of the United States, news names another town too
        const int others = (place.kind == PlaceKind::admin2 ? named_inside : named)[place.country];
        // of a text that names many places of one country, a larger town abroad is introduced by its country
        constexpr int many = 4;
        constexpr std::int64_t known_abroad = 300'000;
        const std::int64_t known = most_named < many ? well_known_town
                                   : place.kind == PlaceKind::admin1
                                       ? std::numeric_limits<std::int64_t>::max()
                                       : known_abroad;
        const bool small = (place.kind == PlaceKind::city || place.kind == PlaceKind::section ||
                            place.kind == PlaceKind::facility || place.kind == PlaceKind::admin1 ||
                            place.kind == PlaceKind::admin2) &&
                           place.population < known && place.rank != 1 &&
                           (place.kind == PlaceKind::admin2 || !says_division(reading, toponym)) &&
                           most_named >= 2 && others == 1 && !is_alone_with_capitals(reading, place.country);
        if ((house && place.kind != PlaceKind::country && named.size() > 1 && others < 2) || small)
            toponym.place.reset();
    }
}

/// "from a school in Kuriga, a town in Kaduna state": what stands behind the comma says where it is not.
void believe_appositions(Reading& reading)
{
    constexpr std::uint32_t farthest = 7;
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& toponym = reading.toponyms[k];
        const Toponym& where = reading.toponyms[k + 1];
        if (!toponym.place || !where.place || where.first - toponym.last > farthest ||
            where.first < toponym.last + 3 || !reading.token(toponym.last).is(",") ||
            !is_one_of(reading.token(toponym.last + 1), {"a", "an", "the"}) ||
            !is_one_of(reading.token(where.first - 1), {"in", "of", "'s"}) ||
            where.kind == ToponymKind::demonym) // "Tuz Khurmatu, a town of Turkmens"
            continue;
        bool noun = false;
        for (std::uint32_t i = toponym.last + 2; i < where.first; ++i)
            noun = noun || reading.tables.lexicon.has("placenouns", reading.token(i));
        const Place &place = reading.place(*toponym.place), &outer = reading.place(*where.place);
        if (noun && !outer.country.empty() && place.country != outer.country)
            toponym.place.reset();
    }
}

/// "in Al-Qubbah, a quiet town": the town, and not the division that is called like it.
void believe_descriptions(Reading& reading)
{
    constexpr std::uint32_t longest = 4; // "a quiet little town"
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (Toponym& name : reading.toponyms) {
        if (!name.place || name.distance_m || name.kind == ToponymKind::embedded ||
            name.last + 3 >= reading.text.tokens.size() || !reading.token(name.last).is(",") ||
            !is_one_of(reading.token(name.last + 1), {"a", "an"}))
            continue;
        const PlaceBrief& known = gazetteer.brief(*name.place);
        if (known.kind != PlaceKind::admin1 && known.kind != PlaceKind::admin2)
            continue;
        bool town = false;
        for (std::uint32_t i = name.last + 2;
             i < std::min<std::size_t>(name.last + 2 + longest, reading.text.tokens.size()) && !town &&
             reading.token(i).kind == Token::Kind::word && !ends_noun_phrase(reading.token(i));
             ++i)
            town = is_one_of(reading.token(i), {"town", "village", "city", "hamlet"});
        if (!town)
            continue;
        const Place division = reading.place(*name.place);
        for (const Candidate& candidate : gazetteer.find(name.key)) {
            const Place& other = reading.place(candidate.place);
            if (other.kind == PlaceKind::city && contains(division, other)) {
                name.place = candidate.place;
                break;
            }
        }
    }
}

/// "at Mesitas, in the municipality of Hacarí", "the village of San Pablo (Teorama)": nothing but words that
/// lead from a place to what it lies in stands between them.
bool lies_in_as_told(const Reading& reading, const Toponym& inner, const Toponym& outer)
{
    constexpr std::uint32_t farthest = 6;
    if (outer.first <= inner.last || outer.first - inner.last > farthest)
        return false;
    const Lexicon& lexicon = reading.tables.lexicon;
    bool leads = reading.token(outer.first - 1).is("(");
    for (std::uint32_t i = inner.last; i < outer.first; ++i) {
        const Token& word = reading.token(i);
        leads = leads || word.is("in");
        if (!is_one_of(word, {",", "in", "of", "the", "("}) && !lexicon.has("placenouns", word) &&
            !lexicon.has("place_types", word) && !lexicon.has("directions", word))
            return false;
    }
    return leads;
}

/// A town that is said to lie in a division or by a town far from where it was placed is a namesake that the
/// gazetteer knows instead of it: its place is not known.
void believe_containment(Reading& reading)
{
    constexpr double far_off_m = 150'000;
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& inner = reading.toponyms[k];
        const Toponym& outer = reading.toponyms[k + 1];
        if (!inner.place || !outer.place || inner.kind != ToponymKind::literal ||
            outer.kind != ToponymKind::literal || !lies_in_as_told(reading, inner, outer))
            continue;
        const Place &in = reading.place(*inner.place), &out = reading.place(*outer.place);
        const bool town = in.kind == PlaceKind::city || in.kind == PlaceKind::section;
        const bool around = is_division(out.kind) || out.kind == PlaceKind::city;
        if (town && around && !contains(out, in) &&
            distance_m(in.point, out.point) > far_off_m + out.radius_m)
            inner.place.reset();
    }
}

/// "in and around Tripoli" means Tripoli.
void read_in_and_around(Reading& reading)
{
    for (Toponym& toponym : reading.toponyms)
        if (toponym.near && toponym.first >= 3 && reading.token(toponym.first - 1).is("around") &&
            reading.token(toponym.first - 2).is("and") && reading.token(toponym.first - 3).is("in")) {
            toponym.near = false;
            toponym.kind = ToponymKind::literal;
        }
}

} // namespace

void heed_place_words(Reading& reading)
{
    forget_namesakes(reading);
    believe_appositions(reading);
    believe_descriptions(reading);
    believe_containment(reading);
    prefer_continents(reading);
    prefer_towns(reading);
    prefer_divisions(reading);
    read_in_and_around(reading);
}

} // namespace sitmap
