// Places that a text means without naming them.
#include "importers/article/implied_places.hpp"

#include "importers/article/name_match.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_phrases.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

namespace {

/// The country that most names of the text lie in, if any does.
std::string country_of_text(const Reading& reading)
{
    std::map<std::string, int> named;
    std::string most;
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place && toponym.kind != ToponymKind::embedded) {
            const std::string country{reading.place(*toponym.place).country};
            if (++named[country] > named[most])
                most = country;
        }
    return most;
}

std::optional<PlaceIndex> capital_of_country(const Reading& reading, const std::string& country)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place && reading.place(*toponym.place).country == country)
            if (const auto capital = gazetteer.capital(*toponym.place))
                return capital;
    return std::nullopt;
}

/// "Marches went on in Bujumbura. Three died in the suburbs of the capital": the capital, or that of the
/// country, that the paragraph named last before token `i`.
std::optional<PlaceIndex> capital_told_last(const Reading& reading, std::uint32_t i)
{
    const Gazetteer& gazetteer = reading.tables.gazetteer;
    const auto paragraph = [&](std::uint32_t at) {
        return reading.text.sentences[reading.text.sentence_of(reading.token(at).begin)].paragraph;
    };
    auto before = std::lower_bound(reading.toponyms.begin(), reading.toponyms.end(), i,
                                   [](const Toponym& toponym, std::uint32_t t) { return toponym.first < t; });
    while (before != reading.toponyms.begin() && paragraph(std::prev(before)->first) == paragraph(i)) {
        --before;
        if (!before->place || before->kind == ToponymKind::embedded || before->kind == ToponymKind::demonym)
            continue;
        const PlaceBrief& brief = gazetteer.brief(*before->place);
        if (brief.rank == 1)
            return before->place;
        if (brief.kind == PlaceKind::country)
            return gazetteer.capital(*before->place);
    }
    return std::nullopt;
}

/// A name of a place begins at token `i`.
bool begins_name(const Reading& reading, std::uint32_t i)
{
    const auto at =
        std::lower_bound(reading.toponyms.begin(), reading.toponyms.end(), i,
                         [](const Toponym& toponym, std::uint32_t token) { return toponym.first < token; });
    return at != reading.toponyms.end() && at->first == i;
}

/// "the capital of Mali", "the capital, Bamako", "the capital Bamako": its name follows. Not so in "70 km
/// east of the capital, Labour supporters burned a train".
bool is_named_behind(const Reading& reading, std::uint32_t i)
{
    const Token& next = reading.token(i);
    return next.is("of") || (next.capitalised && next.kind == Token::Kind::word) ||
           (next.is(",") && begins_name(reading, i + 1));
}

Toponym implied_at(const Reading& reading, std::uint32_t first, std::uint32_t last, PlaceIndex capital)
{
    Toponym toponym;
    toponym.first = first;
    toponym.last = last;
    toponym.begin = toponym.phrase_begin = reading.token(first).begin;
    toponym.end = toponym.phrase_end = reading.token(last - 1).end;
    toponym.name = reading.text.text.substr(toponym.begin, toponym.end - toponym.begin);
    toponym.key = "capital";
    toponym.place = capital;
    toponym.score = 0.5;
    toponym.implied = true;
    return toponym;
}

/// Tokens of "parliament", "presidential palace", "national assembly" at `i`: they stand in the capital.
std::uint32_t seat_of_power(const Reading& reading, std::uint32_t i)
{
    if (reading.token(i).is("parliament"))
        return 1;
    if (i + 1 >= reading.text.tokens.size())
        return 0;
    const Token &first = reading.token(i), &second = reading.token(i + 1);
    const bool seat =
        (first.is("presidential") && second.is("palace")) || (first.is("national") && second.is("assembly"));
    return seat ? 2 : 0;
}

/// "an assault on parliament in Kabul": the town that has it stands behind it.
bool is_in_named_town(const Reading& reading, std::uint32_t i)
{
    return i + 1 < reading.text.tokens.size() && is_one_of(reading.token(i), {"in", "at"}) &&
           begins_name(reading, i + 1);
}

/// "the square in front of Congress": of a parliament, and not "in front of Congress workers".
bool is_before_congress(const Reading& reading, std::uint32_t i)
{
    if (i < 3 || i + 1 >= reading.text.tokens.size() || !reading.token(i).is("congress") ||
        (reading.token(i + 1).kind == Token::Kind::word && !ends_noun_phrase(reading.token(i + 1))))
        return false;
    const bool the = reading.token(i - 1).is("the");
    const std::uint32_t before = i - (the ? 2U : 1U);
    return reading.token(before).is("outside") ||
           (before >= 2 && reading.token(before).is("of") && reading.token(before - 1).is("front"));
}

/// The country of "Kenya's parliament"; null if no name owns what begins at `i`.
const Toponym* owner_of(const Reading& reading, std::uint32_t i)
{
    if (i < 2 || !is_one_of(reading.token(i - 1), {"'s", "’s", "'", "’"}))
        return nullptr;
    const auto behind =
        std::lower_bound(reading.toponyms.begin(), reading.toponyms.end(), i,
                         [](const Toponym& toponym, std::uint32_t at) { return toponym.first < at; });
    if (behind != reading.toponyms.begin() && (behind - 1)->last + 1 == i && (behind - 1)->place)
        return &*(behind - 1);
    return nullptr;
}

void put_in_order(Reading& reading, std::vector<Toponym> found)
{
    if (found.empty())
        return;
    reading.toponyms.insert(reading.toponyms.end(), std::make_move_iterator(found.begin()),
                            std::make_move_iterator(found.end()));
    std::stable_sort(reading.toponyms.begin(), reading.toponyms.end(),
                     [](const Toponym& a, const Toponym& b) { return a.first < b.first; });
}

/// "in the capital", "in the north of the capital", "on the southwestern edge of the capital": what stands
/// before "the" at token `i` says that something is there.
bool is_placed(const Reading& reading, std::uint32_t i)
{
    constexpr std::uint32_t longest = 4; // "the southwestern edge of"
    if (is_one_of(reading.token(i - 1), {"in", "near", "outside", "around", "across", "entered", "reached"}))
        return true;
    if (i < 4 || !reading.token(i - 1).is("of") ||
        !is_one_of(reading.token(i - 2),
                   {"north", "south", "east", "west", "centre", "center", "heart", "edge", "outskirts",
                    "suburbs", "part", "parts", "streets", "suburb"}))
        return false;
    for (std::uint32_t back = 3; back <= longest && i > back; ++back)
        if (is_one_of(reading.token(i - back), {"in", "on", "at"}))
            return true;
    return false;
}

/// "police in the capital used tear gas", "protesters stormed parliament": the capital of the country that
/// the text is about.
void add_capitals(Reading& reading)
{
    std::optional<PlaceIndex> of_text;
    bool asked = false;
    std::vector<Toponym> found;
    const auto capital = [&](const Toponym* country) {
        if (country)
            return reading.tables.gazetteer.capital(*country->place);
        if (!asked)
            of_text = capital_of_country(reading, country_of_text(reading));
        asked = true;
        return of_text;
    };
    const auto of_seat = [&](std::uint32_t i, const Toponym* owner) {
        const auto told = owner ? std::nullopt : capital_told_last(reading, i);
        return told ? told : capital(owner);
    };
    for (std::uint32_t i = 2; i + 1 < reading.text.tokens.size(); ++i) {
        if (reading.token(i).is("capital") && reading.token(i - 1).is("the") && is_placed(reading, i - 1) &&
            !is_named_behind(reading, i + 1)) {
            if (const auto place = of_seat(i, nullptr))
                found.push_back(implied_at(reading, i, i + 1, *place));
            continue;
        }
        const std::uint32_t length = is_before_congress(reading, i) ? 1 : seat_of_power(reading, i);
        if (length == 0 || (reading.token(i).capitalised && !reading.token(i).is("congress")) ||
            is_in_named_town(reading, i + length))
            continue;
        const Toponym* owner = owner_of(reading, i);
        const std::uint32_t start = owner ? owner->first : reading.token(i - 1).is("the") ? i - 1 : i;
        if (start > 0 && (is_one_of(reading.token(start - 1),
                                    {"outside", "near", "around", "at", "into", "towards", "on"}) ||
                          is_before_congress(reading, i) ||
                          reading.tables.lexicon.is_in("storms_seat", reading.token(start - 1))))
            if (const auto place = of_seat(i, owner))
                found.push_back(implied_at(reading, i, i + length, *place));
    }
    put_in_order(reading, std::move(found));
}

/// The first dateline's place: what "this island" or "here" means.
std::optional<PlaceIndex> filed_from(const Reading& reading)
{
    const auto dateline =
        std::find_if(reading.toponyms.begin(), reading.toponyms.end(), [](const Toponym& toponym) {
            return toponym.kind == ToponymKind::dateline && toponym.place;
        });
    return dateline == reading.toponyms.end() ? std::nullopt : dateline->place;
}

/// What "the town" means: the one that was named last in this sentence or the two before it.
std::optional<PlaceIndex> named_last(const Reading& reading, std::uint32_t at)
{
    constexpr std::uint32_t reach = 2; // sentences
    const auto sentence = static_cast<std::uint32_t>(reading.text.sentence_of(reading.token(at).begin));
    const std::uint32_t from = reading.sentence(sentence > reach ? sentence - reach : 0).first;
    auto before = std::lower_bound(reading.toponyms.begin(), reading.toponyms.end(), at,
                                   [](const Toponym& toponym, std::uint32_t i) { return toponym.first < i; });
    while (before != reading.toponyms.begin() && std::prev(before)->first >= from) {
        --before;
        if (!before->place || before->kind == ToponymKind::embedded || before->kind == ToponymKind::demonym)
            continue;
        const PlaceKind kind = reading.tables.gazetteer.brief(*before->place).kind;
        if (kind == PlaceKind::city || kind == PlaceKind::region || kind == PlaceKind::section)
            return before->place;
    }
    return std::nullopt;
}

/// What "the island" means: the place whose name says that it is one, or "the island of Lesbos", told last.
std::optional<PlaceIndex> island_named_last(const Reading& reading, std::uint32_t at)
{
    constexpr std::size_t farthest = 40; // names
    auto before = std::lower_bound(reading.toponyms.begin(), reading.toponyms.end(), at,
                                   [](const Toponym& toponym, std::uint32_t i) { return toponym.first < i; });
    for (std::size_t back = 0; back < farthest && before != reading.toponyms.begin(); ++back) {
        --before;
        if (!before->place || before->kind == ToponymKind::embedded || before->kind == ToponymKind::demonym)
            continue;
        const auto is_island = [&](std::uint32_t i) {
            return is_one_of(reading.token(i), {"island", "isle", "islet"});
        };
        const bool named = is_island(before->last - 1);
        const bool called =
            before->first > 1 && reading.token(before->first - 1).is("of") && is_island(before->first - 2);
        if (named || called)
            return before->place;
    }
    return std::nullopt;
}

/// The tokens of "this island", "the small town", "here" at `i`; 0 where none begins.
std::uint32_t place_noun_at(const Reading& reading, std::uint32_t i)
{
    const auto size = static_cast<std::uint32_t>(reading.text.tokens.size());
    const auto is_noun = [&](std::uint32_t k) {
        return k < size && reading.tables.lexicon.is_in("this_place", reading.token(k));
    };
    if (reading.token(i).is("here"))
        return 1;
    if (!is_one_of(reading.token(i), {"this", "the"}))
        return 0;
    // but "the city of Aden", "the capital, Sanaa"
    const bool of_division = reading.tables.lexicon.is_in("of_division", reading.token(i + 1));
    const bool of_another = reading.token(i + 1).capitalised; // "the Yobe capital"
    const std::uint32_t length = is_noun(i + 1) ? 2 : is_noun(i + 2) && !of_division && !of_another ? 3 : 0;
    return length > 0 && i + length < size && is_named_behind(reading, i + length) ? 0 : length;
}

/// "some 65 km east of the capital": a distance from what is not named.
void add_measured(Reading& reading)
{
    std::vector<Toponym> found;
    std::optional<std::optional<PlaceIndex>> capital_of_text, filed; // asked for once
    const auto size = static_cast<std::uint32_t>(reading.text.tokens.size());
    for (std::uint32_t i = 3; i + 1 < size; ++i) {
        if (!is_one_of(reading.token(i - 1), {"of", "from"}))
            continue;
        const std::uint32_t length = place_noun_at(reading, i);
        if (length == 0)
            continue;
        const auto& sentence = reading.text.sentences[reading.text.sentence_of(reading.token(i).begin)];
        const auto pieces = pieces_of(reading.text, sentence, reading.tables.names.words);
        const auto piece =
            std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.token == i; });
        const auto first = static_cast<std::uint32_t>(piece - pieces.begin());
        if (first + length > pieces.size())
            continue;
        const bool capital = reading.token(i + length - 1).is("capital");
        const bool here = reading.token(i).is("this") || reading.token(i).is("here");
        if (here && !filed)
            filed = filed_from(reading);
        if (!here && capital && !capital_of_text)
            capital_of_text = capital_of_country(reading, country_of_text(reading));
        const auto island = !here && reading.token(i + length - 1).is("island")
                                ? island_named_last(reading, i)
                                : std::nullopt;
        const auto place = island    ? island
                           : here    ? *filed
                           : capital ? *capital_of_text
                                     : named_last(reading, i);
        if (!place)
            continue;
        Toponym toponym = implied_at(reading, i, i + length, *place);
        read_phrase(toponym, pieces, first, first + length, reading.tables.lexicon, false);
        if (toponym.distance_m)
            found.push_back(std::move(toponym));
    }
    put_in_order(reading, std::move(found));
}

} // namespace

void add_implied_places(Reading& reading)
{
    add_capitals(reading);
    add_measured(reading);
}

} // namespace sitmap
