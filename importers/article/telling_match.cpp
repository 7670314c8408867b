// Whether a sentence tells of a happening that is known.
#include "importers/article/telling_match.hpp"

#include "importers/article/kinds_told.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Two named parties do the two deeds.
bool has_other_doer(const Reading& reading, const Happening& happening, const Telling& telling)
{
    const std::string now = doer_of(reading, telling);
    if (now.empty())
        return false;
    for (const Telling& told : happening.tellings) {
        const std::string then = doer_of(reading, told);
        if (!then.empty())
            return then != now;
    }
    return false;
}

/// "a dinghy went down": one that was not told of before.
bool names_a_boat(const Reading& reading, std::uint32_t s)
{
    constexpr std::uint32_t reach = 3; // "a crowded rubber boat"
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (!is_one_of(reading.token(i), {"a", "an", "another"}))
            continue;
        for (std::uint32_t k = i + 1; k < std::min(i + 1 + reach, sentence.last); ++k)
            if (match_phrase(reading.tables.lexicon, "voyages", reading.text, k, sentence.last).meaning() ==
                "boat")
                return true;
    }
    return false;
}

bool times_agree(const Reading& reading, const Happening& happening, const Telling& telling,
                 const Interval& interval)
{
    if (!interval.is_known())
        return !(telling.time && (telling.time->anchor == TimeMention::Anchor::day_before ||
                                  telling.time->anchor == TimeMention::Anchor::day_after));
    if (!happening.interval.is_known())
        return true;
    if (happening.interval.precision() == TimePrecision::since &&
        interval.precision() == TimePrecision::since)
        return happening.interval.first() == interval.first();
    if (happening.interval.may_touch(interval.first(), interval.last()))
        return true;
    // "By night shops were burning, and on Tuesday mobs went from house to house": one spell of riots.
    const auto last = happening.interval.last(), first = interval.first();
    // "came apart on Tuesday night. Rescuers found 29 people on Wednesday": of the same boat
    constexpr std::uint32_t reach = 2;
    if (happening.group == TypeGroup::sea && telling.group == TypeGroup::sea && !telling.place &&
        !telling.distinct && !names_a_boat(reading, telling.sentence) && last && first &&
        *first - *last == std::chrono::days{1} &&
        telling.sentence <= happening.tellings.back().sentence + reach)
        return true;
    return type_of(happening.sub_type) == EventType::riots && type_of(telling.sub_type) == EventType::riots &&
           !telling.place && last && first && *first - *last == std::chrono::days{1};
}

/// A headline and the sentence that opens the text tell of one thing, even where one is read as being
/// elsewhere.
bool leads_on_from_headline(const Reading& reading, const Happening& happening, const Telling& telling)
{
    constexpr std::uint32_t lead = 4;
    const std::uint32_t opening = happening.tellings.front().sentence;
    return opening == 0 && happening.tellings.back().sentence == 0 && telling.sentence < lead &&
           reading.sentence(0).paragraph != reading.sentence(telling.sentence).paragraph &&
           (!happening.interval.is_known() ||
            (happening.place && brief_of(reading, *happening.place).kind == PlaceKind::country)) &&
           !is_one_of(reading.token(reading.sentence(0).last - 1), {"."});
}

/// "It was hit at Lethpora": of what was told just before without a place of its own.
bool says_of_it(const Reading& reading, const Happening& happening, const Telling& telling)
{
    constexpr std::uint32_t reach = 4;
    return is_one_of(reading.token(reading.sentence(telling.sentence).first), {"it", "they", "he", "she"}) &&
           telling.sentence <= happening.tellings.back().sentence + reach &&
           std::none_of(happening.tellings.begin(), happening.tellings.end(),
                        [](const Telling& told) { return told.place != nullptr; });
}

/// "Police opened fire outside parliament. Protests were also held in Mombasa": of another one than what was
/// told without a place of its own.
bool is_told_beside(const Reading& reading, const Happening& happening, const Telling& telling)
{
    const auto has_town = [&](const Telling& told) {
        return told.place && !is_coarse(brief_of(reading, *told.place).kind);
    };
    if (!telling.place || telling.place_sentence != telling.sentence || !has_town(telling) ||
        std::any_of(happening.tellings.begin(), happening.tellings.end(), has_town))
        return false;
    const Sentence& sentence = reading.sentence(telling.sentence);
    constexpr std::uint32_t reach = 200; // tokens
    for (std::uint32_t i = sentence.first; i < std::min(sentence.first + reach, sentence.last); ++i)
        if (is_one_of(reading.token(i), {"also", "elsewhere", "separately"}))
            return true;
    return false;
}

/// "Minutes later a roadside bomb killed three in Kadhimiya", "An hour later ... in Sadr City": with its own
/// dead, and in no words that point back.
bool comes_later(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 6; // "Less than half an hour later"
    const Sentence& sentence = reading.sentence(telling.sentence);
    if (telling.trigger->definite || telling.trigger->generic || !has_killed(reading, telling.sentence))
        return false;
    for (std::uint32_t i = sentence.first; i + 1 < std::min(sentence.first + reach, sentence.last); ++i)
        if (is_one_of(reading.token(i), {"minutes", "hour", "hours", "moments"}) &&
            is_one_of(reading.token(i + 1), {"later", "after", "afterwards"}))
            return i + 1 < telling.trigger->first;
    return false;
}

/// "Two explosions went off on Friday. ... On Friday afternoon a crowd threw stones at the police": what a
/// crowd did beside a bomb is no part of it.
bool is_riot_beside_bomb(const Reading& reading, const Happening& happening, const Telling& telling)
{
    const auto of_crowd = [&](std::uint32_t s) { return cues_of_sentence(reading, s).of_crowd; };
    return type_of(happening.sub_type) == EventType::explosions &&
           type_of(telling.sub_type) != EventType::explosions && telling.time &&
           telling.time->sentence == telling.sentence &&
           telling.time->anchor == TimeMention::Anchor::calendar && of_crowd(telling.sentence) &&
           !of_crowd(happening.tellings.front().sentence);
}

/// "In Yala bombs killed eleven. ... A small bomb outside a shop in Mae Lan wounded one policeman": a deed
/// that is new to the text, in a town of its own, with its own dead or hurt.
bool opens_another(const Reading& reading, const Happening& happening, const Telling& telling)
{
    constexpr std::uint32_t reach = 4; // "a small home-made bomb"
    const Sentence& sentence = reading.sentence(telling.sentence);
    const auto is_town = [&](const Toponym& place) {
        return place.kind == ToponymKind::literal && brief_of(reading, place).kind == PlaceKind::city;
    };
    if (telling.trigger->generic || telling.trigger->definite || telling.place_sentence != telling.sentence ||
        !is_told_in(happening, happening.place_sentence) || happening.place_sentence == telling.sentence ||
        happening.tellings.front().sentence == 0 || !is_town(*telling.place) || !is_town(*happening.place))
        return false;
    const auto counts = in_sentence(reading.counts, telling.sentence);
    const bool harms = std::any_of(counts.begin(), counts.end(), [](const CountMention* count) {
        return (count->field == ClaimField::killed || count->field == ClaimField::injured) &&
               !count->is_part && !count->cumulative;
    });
    for (std::uint32_t back = 1; harms && back <= reach && telling.trigger->first >= sentence.first + back;
         ++back) {
        const Token& word = reading.token(telling.trigger->first - back);
        if (is_one_of(word, {"a", "an"}))
            return true;
        if (word.kind != Token::Kind::word || ends_noun_phrase(word))
            return false;
    }
    return false;
}

/// Names its own place, day or toll: another kind of deed with these is another happening.
bool is_own_happening(const Reading& reading, const Telling& telling)
{
    return telling.place || (telling.time && telling.time->anchor != TimeMention::Anchor::same_day) ||
           (telling.group != TypeGroup::sea && !telling.trigger->definite && telling.trigger->weight >= 3 &&
            has_killed(reading, telling.sentence));
}

/// The word is part of a place that is known, or of a party's name.
bool is_named_otherwise(const Reading& reading, const Telling& telling, std::uint32_t at)
{
    for (const Toponym* toponym : toponyms_in(reading, telling.sentence))
        if (toponym->first <= at && at < toponym->last && toponym->place)
            return true;
    for (const ActorMention* actor : in_sentence(reading.actors, telling.sentence))
        if (actor->first <= at && at < actor->last)
            return true;
    return false;
}

bool is_named_in(const Reading& reading, const Toponym& toponym, std::uint32_t s)
{
    return toponym.first >= reading.sentence(s).first && toponym.first < reading.sentence(s).last;
}

/// Two numbered or dated entries of a report tell of two things, unless one names the other's very place and
/// day.
bool is_in_other_entry(const Reading& reading, const Happening& happening, const Telling& telling,
                       const Interval& interval)
{
    const std::uint32_t here = reading.outline[telling.sentence].entry;
    const std::uint32_t there = reading.outline[happening.tellings.back().sentence].entry;
    if (here == there || here == 0 || there == 0)
        return false;
    const bool own_place =
        telling.place && happening.place && is_named_in(reading, *telling.place, telling.sentence);
    return !(own_place && interval.is_known() && happening.interval.is_known());
}

} // namespace

bool same_kind(SubEventType a, SubEventType b)
{
    const auto is_bomb = [](SubEventType t) {
        return t == SubEventType::suicide_bomb || t == SubEventType::remote_explosive_landmine_ied;
    };
    const auto is_raid = [](SubEventType t) {
        return t == SubEventType::attack || t == SubEventType::abduction_forced_disappearance;
    };
    const auto is_riot = [](SubEventType t) { return type_of(t) == EventType::riots; };
    const auto is_force = [](SubEventType t) {
        return t == SubEventType::protest_with_intervention ||
               t == SubEventType::excessive_force_against_protesters;
    };
    return a == b || (is_territory(a) && is_territory(b)) || (is_bomb(a) && is_bomb(b)) ||
           (is_raid(a) && is_raid(b)) || (is_riot(a) && is_riot(b)) || (is_force(a) && is_force(b));
}

bool tells_of_another(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 40; // tokens
    if (!telling.place || telling.place_sentence != telling.sentence ||
        is_coarse(brief_of(reading, *telling.place).kind))
        return false;
    const Sentence& sentence = reading.sentence(telling.sentence);
    for (std::uint32_t i = sentence.first; i + 1 < std::min(sentence.first + reach, sentence.last); ++i) {
        const bool ordinal = is_one_of(reading.token(i), {"second", "third", "fourth", "fifth"}) &&
                             i > sentence.first && is_one_of(reading.token(i - 1), {"a", "the"});
        if ((ordinal || reading.token(i).is("another")) &&
            reading.tables.lexicon.is_in("one_of_several", reading.token(i + 1)))
            return true;
    }
    return comes_later(reading, telling);
}

bool has_killed(const Reading& reading, std::uint32_t s)
{
    for (const CountMention* count : in_sentence(reading.counts, s))
        if (count->field == ClaimField::killed && !count->cumulative && !count->is_part &&
            !count->of_attacker)
            return true;
    return false;
}

bool is_at_unknown_place(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 14;
    if (telling.time && telling.time->anchor == TimeMention::Anchor::calendar)
        return false; // its own day makes it worth an incident in the country that the text is about
    const std::uint32_t last =
        std::min(telling.trigger->last + reach, reading.sentence(telling.sentence).last);
    for (std::uint32_t i = telling.trigger->last; i + 1 < last; ++i) {
        const Token& name = reading.token(i + 1);
        if (is_one_of(reading.token(i), {"in", "at", "near"}) && name.capitalised &&
            name.kind == Token::Kind::word && !reading.tables.lexicon.has("weekdays", name) &&
            !reading.tables.lexicon.has("months", name) && !is_named_otherwise(reading, telling, i + 1))
            return true;
    }
    return false;
}

bool is_only_generic(const Happening& happening)
{
    return std::all_of(happening.tellings.begin(), happening.tellings.end(),
                       [](const Telling& t) { return t.trigger->generic; });
}

bool is_close(const Happening& happening, std::uint32_t s)
{
    constexpr std::uint32_t reach = 6, reach_of_headline = 10; // sentences
    const std::uint32_t last = happening.tellings.back().sentence;
    return s - last <= (last == 0 ? reach_of_headline : reach);
}

double likeness_to(const Reading& reading, const Happening& happening, const Telling& telling,
                   const Interval& interval)
{
    if (happening.group != telling.group || telling.distinct)
        return -1;
    if (!times_agree(reading, happening, telling, interval) ||
        is_in_other_entry(reading, happening, telling, interval))
        return -1;
    if (is_told_beside(reading, happening, telling) || is_riot_beside_bomb(reading, happening, telling))
        return -1;
    double score = 0.5;
    if (telling.place && happening.place) {
        const double near = nearness(reading, *happening.place, *telling.place);
        if (near < 0 && !leads_on_from_headline(reading, happening, telling) &&
            !says_of_it(reading, happening, telling))
            return -1;
        constexpr double one_place = 3; // see nearness()
        if (near < one_place && happening.place->place != telling.place->place &&
            (tells_of_another(reading, telling) || opens_another(reading, happening, telling)))
            return -1;
        score += std::max(near, 0.0);
    }
    if (interval.is_known() && happening.interval.is_known())
        score += 2;
    const bool same_type = same_kind(happening.sub_type, telling.sub_type);
    if (same_type)
        score += happening.sub_type == telling.sub_type ? 2 : 1.5;
    else if (telling.trigger->generic || is_only_generic(happening))
        score += 1;
    else if (is_own_happening(reading, telling) || !is_close(happening, telling.sentence))
        return -1;
    if (happening.interval.goes_on() != interval.goes_on() && !same_type)
        return -1;
    if (!telling.trigger->definite && has_other_doer(reading, happening, telling))
        return -1;
    return score;
}

} // namespace sitmap
