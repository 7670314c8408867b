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

/// "Gwoza, 50 km east of Chibok", and it lies 95 km to the east: roads and reporters are that inexact.
bool lies_roughly_as_told(const Place& place, const Place& anchor, const Toponym& from)
{
    constexpr double slack_deg = 45, shortest = 0.4, longest = 2.5; // of the distance told
    const double off = distance_m(anchor.point, place.point) / *from.distance_m;
    return from.bearing_deg && off > shortest && off < longest &&
           turn_between(bearing_deg(anchor.point, place.point), *from.bearing_deg) <= slack_deg;
}

/// Nothing but a comma, and perhaps "a village", stands between a name and "20 km west of Bangassou".
bool is_told_of(const Reading& reading, const Toponym& name, const Toponym& from)
{
    constexpr std::uint32_t longest = 5; // tokens
    std::uint32_t i = name.last;
    if (i < reading.text.tokens.size() && reading.tables.lexicon.has("place_types", reading.token(i)))
        ++i; // "Juba district, some 50 km south of Marib"
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
        if (!from.place || !from.distance_m || name.kind != ToponymKind::literal ||
            !is_told_of(reading, name, from))
            continue;
        const Place& anchor = reading.place(*from.place);
        if (!is_town(anchor))
            continue;
        std::optional<PlaceIndex> there;
        if (name.place) {
            const Place& known = reading.place(*name.place);
            if (!is_town(known) || lies_as_told(known, anchor, from))
                continue;
            if (lies_roughly_as_told(known, anchor, from))
                there = name.place;
        }
        std::int64_t most = -1;
        for (const Candidate& candidate : gazetteer.find(name.key)) {
            const Place& other = reading.place(candidate.place);
            if (is_town(other) && other.population > most && lies_as_told(other, anchor, from)) {
                most = other.population;
                there = candidate.place;
            }
        }
        name.place = there;
    }
}

/// What may stand between a place and the one that it lies in, and nothing else: ", a small hamlet in the
/// south of". `has_noun` is set where a noun for a place does.
bool leads_outward(const Reading& reading, std::uint32_t i, bool& has_noun)
{
    const Token& word = reading.token(i);
    const Lexicon& lexicon = reading.tables.lexicon;
    const bool noun = lexicon.has("placenouns", word);
    has_noun = has_noun || noun;
    return noun || lexicon.has("place_types", word) || lexicon.has("directions", word) ||
           is_one_of(word, {",", "a", "an", "the", "in", "of", "on"});
}

/// "the mountainous province of": a word of description before a noun for a place.
bool describes_a_place(const Reading& reading, std::uint32_t i)
{
    const Token& word = reading.token(i);
    const Lexicon& lexicon = reading.tables.lexicon;
    return word.kind == Token::Kind::word && !word.capitalised && !ends_noun_phrase(word) &&
           !lexicon.has("deeds", word) && !lexicon.has("verbs", word) && !lexicon.has("triggers", word) &&
           (lexicon.has("placenouns", reading.token(i + 1)) ||
            lexicon.has("place_types", reading.token(i + 1)));
}

/// "on the Burkina Faso frontier": the place lies at the country's edge, on either side.
bool names_an_edge(const Reading& reading, const Toponym& toponym)
{
    return toponym.last < reading.text.tokens.size() &&
           reading.tables.lexicon.is_in("edge", reading.token(toponym.last));
}

/// The name behind `name` that says in which division, or by which town, it lies: "Calamar, in Guaviare
/// department", "Buenavista, a hamlet of Santa Rosa", "Rashad and Riyadh, in Hawija district".
const Toponym* container_of(const Reading& reading, std::size_t name)
{
    constexpr std::uint32_t longest = 10; // tokens between the two
    constexpr std::size_t most_names = 4; // of a row that lies in one place
    const auto& all = reading.toponyms;
    for (std::size_t outer = name + 1; outer < std::min(all.size(), name + most_names); ++outer) {
        const std::uint32_t from = all[outer - 1].last, to = all[outer].first;
        if (to <= from || to - from > longest || all[outer].kind == ToponymKind::demonym)
            return nullptr; // "Tuz Khurmatu, a town of Turkmens"
        const bool row = to - from == 1 && is_one_of(reading.token(from), {"and", ","});
        bool chain = to - from > 1, noun = false;
        for (std::uint32_t i = from; i < to && chain; ++i)
            chain = leads_outward(reading, i, noun) || describes_a_place(reading, i);
        const std::uint32_t begin =
            from < to && reading.tables.lexicon.has("place_types", reading.token(from)) ? from + 1 : from;
        if (chain && reading.token(begin).is(",") && begin + 1 < to &&
            (noun || is_one_of(reading.token(begin + 1), {"in", "on"})))
            return &all[outer];
        // "the village of Daglica in the mountainous province of Hakkari"
        if (chain && noun && reading.token(from).is("in") && reading.token(to - 1).is("of"))
            return &all[outer];
        // "the Erawan shrine in central Bangkok"
        const bool house = to > from + 1 && reading.tables.lexicon.has("facilities", reading.token(from)) &&
                           reading.token(from + 1).is("in");
        bool inside = house;
        for (std::uint32_t i = from + 2; i < to && inside; ++i)
            inside = reading.token(i).is("the") ||
                     reading.tables.lexicon.has("directions", reading.token(i)) ||
                     is_one_of(reading.token(i), {"central", "downtown"});
        if (inside)
            return &all[outer];
        if (!row)
            return nullptr;
    }
    return nullptr;
}

bool may_lie_in(const Place& inner, const Place& outer)
{
    return is_town(outer) ? distance_m(inner.point, outer.point) <= of_one_town_m : contains(outer, inner);
}

void believe_containers(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& name = reading.toponyms[k];
        if (name.distance_m || name.kind == ToponymKind::embedded)
            continue;
        const Toponym* in = container_of(reading, k);
        if (in == nullptr || !in->place || in->distance_m || in->off_shore || names_an_edge(reading, *in))
            continue;
        const Place& outer = reading.place(*in->place);
        if (!is_town(outer) && outer.kind != PlaceKind::admin1 && outer.kind != PlaceKind::admin2 &&
            outer.kind != PlaceKind::country)
            continue;
        if (name.place) {
            const Place& known = reading.place(*name.place);
            if ((!is_town(known) && known.kind != PlaceKind::admin2) || known.rank == 1 ||
                may_lie_in(known, outer))
                continue;
            // "the Erawan shrine in Bangkok" is called like a town elsewhere, "a bridge near Tumaco" is not
            const bool house =
                name.kind == ToponymKind::facility && name.phrase_begin == name.begin && is_town(outer);
            if (house || (known.country != outer.country && known.population < known_anywhere))
                name.place.reset();
        }
        std::int64_t most = -1;
        for (const Candidate& candidate : gazetteer.find(name.key)) {
            const Place& other = reading.place(candidate.place);
            const bool local = is_town(other) || other.kind == PlaceKind::admin2;
            if (local && other.population > most && may_lie_in(other, outer)) {
                most = other.population;
                name.place = candidate.place;
            }
        }
    }
}

/// In one sentence, or the first name in the sentence before of the paragraph: "Not so in Guaviare, in the
/// south-east. In Calamar 20 people died".
bool speaks_of_same_part(const Reading& reading, const Toponym& division, const Toponym& name)
{
    const std::size_t first = reading.text.sentence_of(division.begin),
                      then = reading.text.sentence_of(name.begin);
    return first == then || (first + 1 == then && reading.text.sentences[first].paragraph ==
                                                      reading.text.sentences[then].paragraph);
}

/// "In the department of Guaviare, two factions fought each other near the town of Calamar": the sentence
/// names the division before, and a town of this name lies there.
void believe_divisions(Reading& reading)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    const Toponym* division = nullptr;
    for (std::size_t k = 0; k < reading.toponyms.size(); ++k) {
        Toponym& name = reading.toponyms[k];
        if (!name.place || name.kind == ToponymKind::embedded)
            continue;
        const Place& known = reading.place(*name.place);
        if (known.kind == PlaceKind::admin1) {
            division = &name;
            continue;
        }
        if (division == nullptr || !is_town(known) || known.rank == 1 || known.population >= known_anywhere ||
            name.distance_m || !speaks_of_same_part(reading, *division, name))
            continue;
        const Place& outer = reading.place(*division->place);
        if (contains(outer, known) || known.country != outer.country)
            continue;
        std::int64_t most = -1;
        std::optional<PlaceIndex> there;
        for (const Candidate& candidate : gazetteer.find(name.key)) {
            const Place& other = reading.place(candidate.place);
            if (is_town(other) && other.population > most && contains(outer, other)) {
                most = other.population;
                there = candidate.place;
            }
        }
        if (there)
            name.place = there;
    }
}

/// "In Clichy-sous-Bois ... The youths of Clichy": the longer name that was told before, where both lie near.
void believe_longer_names(Reading& reading)
{
    constexpr std::size_t most_names = 400; // of a text that are held against each other
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    std::vector<const Toponym*> longer; // each place once
    std::set<PlaceIndex> seen;
    for (Toponym& name : reading.toponyms) {
        if (!name.place || name.kind == ToponymKind::embedded)
            continue;
        const Place& known = reading.place(*name.place);
        if (!is_town(known))
            continue;
        for (const Toponym* full : longer)
            if (full->key.size() > name.key.size() && full->key.starts_with(name.key) &&
                full->key[name.key.size()] == ' ' &&
                distance_m(gazetteer.brief(*full->place).point, known.point) <= of_one_town_m) {
                name.place = full->place;
                break;
            }
        if (name.key.find(' ') != std::string::npos && longer.size() < most_names &&
            seen.insert(*name.place).second)
            longer.push_back(&name);
    }
}

bool is_part_noun(const Lexicon& lexicon, const Token& word)
{
    return lexicon.is_in("part_of_town", word);
}

/// The town that a sentence names, nearest before the name at position `k`.
std::optional<Place> town_before(const Reading& reading, std::size_t k)
{
    constexpr std::size_t most_names = 6; // looked at
    const auto& all = reading.toponyms;
    const auto sentence = reading.text.sentence_of(all[k].begin);
    for (std::size_t back = 1; back <= std::min(k, most_names); ++back) {
        const Toponym& before = all[k - back];
        if (reading.text.sentence_of(before.begin) != sentence)
            return std::nullopt;
        if (!before.place || before.kind == ToponymKind::embedded)
            continue;
        const Place& place = reading.place(*before.place);
        if (place.kind == PlaceKind::city)
            return place;
    }
    return std::nullopt;
}

/// "In Donetsk, officials said that shells had hit the Kuibyshev district": no town of another country.
void believe_districts(Reading& reading)
{
    for (std::size_t k = 1; k < reading.toponyms.size(); ++k) {
        Toponym& part = reading.toponyms[k];
        if (!part.place || part.last >= reading.text.tokens.size() ||
            !is_part_noun(reading.tables.lexicon, reading.token(part.last)))
            continue;
        const Place& in = reading.place(*part.place);
        const auto town = town_before(reading, k);
        if (town && is_town(in) && (in.country != town->country || in.kind == PlaceKind::section) &&
            distance_m(in.point, town->point) > of_one_town_m)
            part.place.reset();
    }
}

/// "in the Leninsky district of Donetsk".
void believe_parts(Reading& reading)
{
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        Toponym& part = reading.toponyms[k];
        const Toponym& whole = reading.toponyms[k + 1];
        if (!part.place || !whole.place || part.last + 2 != whole.first ||
            !is_part_noun(reading.tables.lexicon, reading.token(part.last)) ||
            !is_one_of(reading.token(part.last + 1), {"of", "in"}))
            continue;
        const Place &in = reading.place(*part.place), &out = reading.place(*whole.place);
        if (is_town(in) && out.kind == PlaceKind::city && distance_m(in.point, out.point) > of_one_town_m / 2)
            part.place.reset();
    }
}

bool is_street_noun(const Reading& reading, std::uint32_t i)
{
    return reading.tables.lexicon.is_in("street", reading.token(i)) ||
           reading.tables.lexicon.is_in("landmark", reading.token(i));
}

constexpr std::size_t most_towns = 200; ///< of one text that a square is held against

/// The towns that a text names, each once, and the spelling it was named by.
std::vector<std::pair<std::string, LonLat>> towns_of(const Reading& reading)
{
    std::vector<std::pair<std::string, LonLat>> towns;
    std::set<PlaceIndex> seen;
    for (const Toponym& toponym : reading.toponyms) {
        if (!toponym.place || toponym.kind == ToponymKind::embedded || towns.size() >= most_towns ||
            toponym.kind == ToponymKind::dateline || toponym.implied || !seen.insert(*toponym.place).second)
            continue;
        const Place& place = reading.place(*toponym.place);
        if (is_town(place))
            towns.emplace_back(toponym.key, place.point);
    }
    return towns;
}

/// "the packed Melchor Ocampo square" of a text on Morelia.
void forget_streets(Reading& reading)
{
    std::optional<std::vector<std::pair<std::string, LonLat>>> towns; // most texts have no such name
    std::map<PlaceIndex, bool> is_elsewhere;
    for (std::size_t k = 0; k < reading.toponyms.size(); ++k) {
        Toponym& street = reading.toponyms[k];
        if (!street.place || street.last >= reading.text.tokens.size() ||
            !is_street_noun(reading, street.last))
            continue;
        const Place& place = reading.place(*street.place);
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
        const auto town = town_before(reading, k);
        if (known->second || (town && distance_m(town->point, place.point) > of_one_town_m))
            street.place.reset(); // "In Damascus, a sit-in at Marjeh square"
    }
}

/// "at the statue of Jefferson": of a person, whatever place is called like him.
void forget_statues(Reading& reading)
{
    for (Toponym& name : reading.toponyms)
        if (name.place && name.first >= 2 && reading.token(name.first - 1).is("of") &&
            reading.tables.lexicon.is_in("statue", reading.token(name.first - 2)))
            name.place.reset();
}

/// Where the text says that the name at position `k` lies: "Mapa, a fishing village near Bireuen", "Zela, a
/// hamlet of Hajjah province"; null where it does not.
const Toponym* told_whereabouts(const Reading& reading, std::size_t k)
{
    constexpr std::uint32_t longest = 8; // tokens before "near"
    const auto& all = reading.toponyms;
    const Toponym& name = all[k];
    if (k + 1 >= all.size() || name.last >= reading.text.tokens.size() || !reading.token(name.last).is(","))
        return nullptr;
    const Toponym& next = all[k + 1];
    if (next.place && next.kind == ToponymKind::relative) {
        bool noun = false;
        for (std::uint32_t i = name.last + 1; i < name.last + longest && i < next.first; ++i) {
            const Token& word = reading.token(i);
            if (word.begin >= next.phrase_begin)
                return noun || i == name.last + 1 ? &next : nullptr;
            if (word.kind != Token::Kind::word || word.capitalised)
                return nullptr;
            noun = noun || reading.tables.lexicon.has("placenouns", word);
        }
    }
    const Toponym* in = container_of(reading, k);
    return in && in->place && !in->off_shore ? in : nullptr;
}

/// A name that the gazetteer lacks is, wherever it is named, where the text says once that it lies.
void lend_whereabouts(Reading& reading)
{
    std::map<std::string, std::size_t> told; // position of the name that says where
    std::set<std::size_t> said;
    for (std::size_t k = 0; k + 1 < reading.toponyms.size(); ++k) {
        const Toponym& name = reading.toponyms[k];
        if (name.place || name.key.empty() || name.kind == ToponymKind::embedded)
            continue;
        if (const Toponym* where = told_whereabouts(reading, k))
            if (told.emplace(name.key, static_cast<std::size_t>(where - reading.toponyms.data())).second)
                said.insert(k);
    }
    for (std::size_t k = 0; k < reading.toponyms.size(); ++k) {
        Toponym& name = reading.toponyms[k];
        if (name.place || said.contains(k) || name.kind == ToponymKind::embedded)
            continue;
        const auto found = told.find(name.key);
        if (found == told.end())
            continue;
        const Toponym& where = reading.toponyms[found->second];
        name.place = where.place;
        name.kind = ToponymKind::relative;
        name.distance_m = where.distance_m;
        name.bearing_deg = where.bearing_deg;
        name.near = where.near || !where.distance_m;
        name.score = where.score;
    }
}

} // namespace

void heed_namesakes(Reading& reading)
{
    believe_distances(reading);
    believe_containers(reading);
    believe_divisions(reading);
    believe_longer_names(reading);
    believe_parts(reading);
    believe_districts(reading);
    forget_streets(reading);
    forget_statues(reading);
    lend_whereabouts(reading);
}

} // namespace sitmap
