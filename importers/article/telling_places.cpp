// Where a sentence that names no place of its own tells of.
#include "importers/article/telling_places.hpp"

#include "geodata/measure.hpp"
#include "geodata/within.hpp"
#include "importers/article/bystander_places.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/flights.hpp"
#include "importers/article/movements.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/told_elsewhere.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "Garissa University College" for "college", "the Tajoura detention centre" for "centre".
bool names_facility(const Reading& reading, const Toponym& toponym, const Token& noun)
{
    for (std::uint32_t i = toponym.first + 1; i < toponym.last + 2 && i < reading.text.tokens.size(); ++i)
        if (reading.token(i).hash == noun.hash)
            return true;
    return false;
}

} // namespace

const Toponym* facility_meant(const Reading& reading, std::uint32_t s)
{
    constexpr std::uint32_t reach = 12; // sentences
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
        if (!reading.token(i).is("the") || !reading.tables.lexicon.has("facilities", reading.token(i + 1)))
            continue;
        for (auto named = reading.toponyms.rbegin(); named != reading.toponyms.rend(); ++named)
            if (named->first < i && is_placeable(*named) &&
                names_facility(reading, *named, reading.token(i + 1)) &&
                s - reading.text.sentence_of(named->begin) <= reach)
                return &*named;
    }
    return nullptr;
}

namespace {

/// "killed 12 people there", "There three men were shot": not "there is", "there were".
bool points_there(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (!reading.token(i).is("there") ||
            (i > sentence.first && is_form_of_be(reading.token(i - 1)))) // "Is there a link"
            continue;
        const bool opens = i == sentence.first;
        if (opens ? i + 1 < sentence.last &&
                        (is_one_of(reading.token(i + 1), {",", "a", "an", "the", "some"}) ||
                         reading.token(i + 1).kind == Token::Kind::number ||
                         reading.tables.lexicon.has("numbers", reading.token(i + 1)))
                  : i + 1 == sentence.last ||
                        is_one_of(reading.token(i + 1),
                                  {".", ",", ";", "on", "in", "at", "last", "this", "and", "when", "by"}))
            return true;
    }
    return false;
}

} // namespace

const Toponym* place_meant_by_there(const Reading& reading, std::uint32_t s, TypeGroup group)
{
    const Sentence& sentence = reading.sentence(s);
    if (s == 0 || sentence.last - sentence.first < 2 || !points_there(reading, s))
        return nullptr;
    const bool own_paragraph = reading.sentence(s - 1).paragraph != sentence.paragraph;
    if (own_paragraph && !reading.token(sentence.first + 1).is(","))
        return nullptr;
    const Toponym* named = place_of_happening(reading, s - 1, reading.sentence(s - 1).last, group);
    if (named && !is_coarse(brief_of(reading, *named).kind))
        return named;
    const Toponym* last = nullptr;
    for (const Toponym* toponym : toponyms_in(reading, s - 1))
        if (is_placeable(*toponym) && !is_coarse(brief_of(reading, *toponym).kind) &&
            toponym->kind != ToponymKind::dateline && !only_finds_another(reading, *toponym, s - 1))
            last = toponym; // "the note also names Edesmeta, a hamlet in Bijapur district"
    return last;
}

namespace {

/// A town or village that the sentence names before the token: the last one, if any.
const Toponym* last_town_before(const Reading& reading, std::uint32_t s, std::uint32_t token)
{
    const Toponym* last = nullptr;
    for (const Toponym* toponym : toponyms_in(reading, s))
        if (toponym->last <= token && is_placeable(*toponym) && toponym->kind != ToponymKind::dateline &&
            !is_coarse(brief_of(reading, *toponym).kind) && !is_of_bystander(reading, *toponym, s))
            last = toponym;
    return last;
}

} // namespace

const Toponym* town_meant(const Reading& reading, std::uint32_t s)
{
    const Lexicon& lexicon = reading.tables.lexicon;
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first + 1; i + 1 < sentence.last; ++i) {
        if (!is_one_of(reading.token(i + 1), {"town", "village", "city", "hamlet"}) ||
            (i + 2 < sentence.last && (reading.token(i + 2).is("of") || reading.token(i + 2).is("'s"))))
            continue;
        const bool that = reading.token(i).is("that") && lexicon.has("locatives", reading.token(i - 1));
        const bool struck = reading.token(i).is("the") && lexicon.is_in("takes_town", reading.token(i - 1));
        if (!that && !struck)
            continue;
        if (const Toponym* here = last_town_before(reading, s, i))
            return here;
        if (that && s > 0)
            return last_town_before(reading, s - 1, reading.sentence(s - 1).last);
    }
    return nullptr;
}

namespace {

/// "Yala came first.", "Hat Yai came an hour afterwards.", "Next came Kut.": a short sentence that says no
/// more.
const Toponym* place_that_came_next(const Reading& reading, std::uint32_t s)
{
    constexpr std::uint32_t longest = 8; // tokens
    const Sentence& sentence = reading.sentence(s);
    if (sentence.last - sentence.first > longest)
        return nullptr;
    for (const Toponym* toponym : toponyms_in(reading, s)) {
        if (!is_placeable(*toponym) || is_coarse(brief_of(reading, *toponym).kind))
            continue;
        const bool opens = toponym->first == sentence.first && toponym->last + 1 < sentence.last;
        const Token* verb = opens ? &reading.token(toponym->last) : nullptr;
        const Token* next = opens ? &reading.token(toponym->last + 1) : nullptr;
        if (opens && is_one_of(*verb, {"came", "followed", "was"}) &&
            (is_one_of(*next, {"first", "next", "second", "third", "last"}) ||
             (!verb->is("was") &&
              is_one_of(reading.token(sentence.last - 2), {"later", "after", "afterwards"}))))
            return toponym;
        if (toponym->first == sentence.first + 2 && reading.token(sentence.first + 1).is("came") &&
            is_one_of(reading.token(sentence.first), {"first", "next", "then"}))
            return toponym;
    }
    return nullptr;
}

/// "it was Dili's turn", "it was the turn of Dellys, a fishing port"
const Toponym* place_whose_turn_it_was(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    const auto is_turn = [&](std::uint32_t i) { return i < sentence.last && reading.token(i).is("turn"); };
    for (const Toponym* toponym : toponyms_in(reading, s)) {
        if (!is_placeable(*toponym) || is_coarse(brief_of(reading, *toponym).kind) ||
            toponym->first < sentence.first + 2)
            continue;
        const bool owns = toponym->last < sentence.last &&
                          is_one_of(reading.token(toponym->last), {"'s", "’s", "'", "’"}) &&
                          is_turn(toponym->last + 1);
        const bool of = reading.token(toponym->first - 1).is("of") && is_turn(toponym->first - 2);
        if (owns || of)
            return toponym;
    }
    return place_that_came_next(reading, s);
}

} // namespace

const Toponym* place_of_turn(const Reading& reading, std::uint32_t s, const Toponym* told)
{
    constexpr std::uint32_t reach = 5; // sentences
    constexpr double of_one_town = 50'000;
    for (std::uint32_t back = 0; back <= std::min(reach, s); ++back) {
        if (reading.sentence(s - back).paragraph != reading.sentence(s).paragraph)
            return nullptr;
        if (const Toponym* named = place_whose_turn_it_was(reading, s - back)) {
            // "At Saint Mark's cathedral": a saint's name is a place's elsewhere too
            const bool elsewhere =
                told && told->kind == ToponymKind::facility &&
                !lie_within(brief_of(reading, *told).point, brief_of(reading, *named).point, of_one_town);
            return !told || elsewhere ? named : nullptr;
        }
        if (back == 0)
            continue;
        for (const Toponym* between : toponyms_in(reading, s - back))
            if (is_placeable(*between) && !is_coarse(brief_of(reading, *between).kind) &&
                between->kind != ToponymKind::facility)
                return nullptr;
    }
    return nullptr;
}

const Toponym* place_of_flight(const Reading& reading, std::uint32_t s, const Toponym* told)
{
    if (const Toponym* origin = origin_of_flight(reading, s)) // "from Myanmar's Rakhine state"
        return told && names_finer(reading, told, origin) ? told : origin;
    const auto ends = destinations_in(reading, s);
    if (told && std::find(ends.begin(), ends.end(), told) == ends.end())
        return told;
    constexpr std::uint32_t reach = 2;
    for (std::uint32_t back = 1; back <= std::min(reach, s); ++back)
        if (reading.sentence(s - back).paragraph == reading.sentence(s).paragraph)
            if (const Toponym* origin = origin_of_flight(reading, s - back))
                return origin;
    return nullptr;
}

const Toponym* place_in_entry(const Reading& reading, std::uint32_t s, TypeGroup group)
{
    constexpr std::uint32_t reach = 3;
    const Standing& here = reading.outline[s];
    for (std::uint32_t back = 1; back <= std::min(reach, s); ++back) {
        const Standing& before = reading.outline[s - back];
        if (before.entry != here.entry || before.heading)
            break;
        const Toponym* named = place_of_happening(reading, s - back, reading.sentence(s - back).last, group);
        if (named && !is_coarse(brief_of(reading, *named).kind))
            return named;
    }
    return here.place ? &reading.toponyms[*here.place] : nullptr;
}

const Toponym* head_meant_by(const Reading& reading, const Toponym* told, std::uint32_t s)
{
    constexpr double near_m = 80'000;
    const Standing& here = reading.outline[s];
    if (!told || !told->distance_m || !here.place)
        return nullptr;
    const Toponym& head = reading.toponyms[*here.place];
    return distance_m(brief_of(reading, head).point, brief_of(reading, *told).point) < near_m ? &head
                                                                                              : nullptr;
}

} // namespace sitmap
