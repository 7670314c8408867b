#include "importers/article/coordination.hpp"

#include "engine/merge.hpp"
#include "geodata/within.hpp"
#include "importers/article/clauses.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

bool are_far_apart(const Reading& reading, const Toponym& a, const Toponym& b)
{
    constexpr double apart_m = 40'000;
    const Place &pa = place_of(reading, a), &pb = place_of(reading, b);
    if (a.off_shore && b.off_shore)
        return !lie_within(pa.point, pb.point, apart_m);
    return !is_coarse(pa) && !is_coarse(pb) && !lie_within(pa.point, pb.point, apart_m);
}

/// The first day or month that a clause names for what is told in it.
const TimeMention* day_of_clause(const Reading& reading, const Clauses& clauses, std::uint32_t sentence,
                                 std::uint32_t clause)
{
    for (const TimeMention* time : in_sentence(reading.times, sentence))
        if (clauses.of(time->first) == clause && !time->of_speech && !time->future &&
            time->anchor == TimeMention::Anchor::calendar)
            return time;
    return nullptr;
}

/// "In September gunmen killed 67 people in Nairobi, and in May a bomb killed ten": each clause names its own
/// day, and they are two.
bool have_days_apart(const Reading& reading, const Clauses& clauses, std::uint32_t sentence,
                     std::uint32_t one, std::uint32_t other)
{
    if (clauses.is_reckoned(one) || clauses.is_reckoned(other))
        return false;
    const TimeMention* a = day_of_clause(reading, clauses, sentence, one);
    const TimeMention* b = day_of_clause(reading, clauses, sentence, other);
    return a && b && a->interval.is_known() && b->interval.is_known() &&
           !a->interval.may_touch(b->interval.first(), b->interval.last());
}

} // namespace

std::vector<const TriggerMention*> told_in_other_clauses(const Reading& reading, std::uint32_t sentence,
                                                         const TriggerMention* told, TypeGroup group)
{
    constexpr std::size_t most = 8; // so that a list of a thousand deeds is not gone through for each
    std::vector<const TriggerMention*> others;
    if (!told || (told->reality != Reality::reported && told->reality != Reality::past) ||
        reading.sentence(sentence).quoted)
        return others;
    const auto triggers = in_sentence(reading.triggers, sentence);
    if (triggers.size() < 2)
        return others;
    const Clauses clauses{reading, sentence};
    const std::uint32_t first = clauses.of(told->first);
    const auto is_told = [&](const TriggerMention& trigger) {
        return trigger.reality == Reality::reported ||
               (trigger.reality == Reality::past && clauses.is_reckoned(clauses.of(trigger.first)));
    };
    for (const TriggerMention* trigger : triggers)
        if (others.size() < most && group_of(type_of(trigger->sub_type)) == group && trigger->weight >= 2 &&
            is_told(*trigger) && !trigger->definite && clauses.of(trigger->first) != first &&
            (others.empty() || clauses.of(trigger->first) != clauses.of(others.back()->first)))
            others.push_back(trigger);
    if (others.empty())
        return others;
    const Toponym* place = place_of_happening(reading, sentence, told->first, group);
    const bool own_place = place && clauses.of(place->first) == first;
    std::erase_if(others, [&](const TriggerMention* trigger) {
        if (have_days_apart(reading, clauses, sentence, first, clauses.of(trigger->first)))
            return false;
        const Toponym* own = place_of_happening(reading, sentence, trigger->first, group);
        if (!own || clauses.of(own->first) != clauses.of(trigger->first))
            return true;
        if (own_place)
            return !are_far_apart(reading, *place, *own);
        // "an ambush at a village cost six lives, and on April 24 twelve died near Rumangabo"
        const auto times = in_sentence(reading.times, sentence);
        const auto has_day = [&](std::uint32_t clause) {
            return std::any_of(times.begin(), times.end(), [&](const TimeMention* time) {
                return clauses.of(time->first) == clause && !time->of_speech && !time->future;
            });
        };
        return !has_day(first) || !has_day(clauses.of(trigger->first));
    });
    return others;
}

bool is_of_other_clause(const Reading& reading, std::uint32_t sentence, std::uint32_t deed,
                        const Toponym& place, const std::vector<const TriggerMention*>& others)
{
    if (place.first < reading.sentence(sentence).first || place.first >= reading.sentence(sentence).last)
        return false; // "It was Dili's turn. ...": named in another sentence
    const Clauses clauses{reading, sentence};
    return clauses.of(place.first) != clauses.of(deed) &&
           std::any_of(others.begin(), others.end(), [&](const TriggerMention* other) {
               return clauses.of(other->first) == clauses.of(place.first);
           });
}

namespace {

/// "captured Palma": the town is the object of a verb for taking towns.
bool is_taken(const Reading& reading, std::uint32_t sentence, const Toponym& town)
{
    const auto triggers = in_sentence(reading.triggers, sentence);
    return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
        const bool territory = trigger->sub_type == SubEventType::government_regains_territory ||
                               trigger->sub_type == SubEventType::non_state_actor_overtakes_territory;
        return territory && trigger->last == town.first;
    });
}

/// "dropped bombs on the port of Sampur on Monday, and near Mullaitivu a few hours later": only a time
/// follows the second name, and only a time and "and" lead to it.
bool is_in_tail(const Reading& reading, std::uint32_t sentence, const Toponym& left, const Toponym& right)
{
    constexpr std::uint32_t farthest = 20, to_name = 6, to_end = 6; // tokens
    const std::uint32_t last = reading.sentence(sentence).last;
    if (right.first < left.last + 2 || right.first - left.last > farthest || right.last + to_end < last ||
        right.last >= last)
        return false;
    std::uint32_t joint = right.first;
    while (joint > left.last && right.first - joint < to_name && !reading.token(joint).is("and"))
        --joint;
    if (!reading.token(joint).is("and") || !reading.token(joint - 1).is(",") ||
        !is_one_of(reading.token(joint + 1), {"in", "on", "at", "near"}))
        return false;
    const auto times = in_sentence(reading.times, sentence);
    const bool dated = std::any_of(times.begin(), times.end(), [&](const TimeMention* time) {
        return time->first >= left.last && time->last <= joint && !time->of_speech;
    });
    bool later = false;
    for (std::uint32_t i = right.last; i < last; ++i) {
        later = later || is_one_of(reading.token(i), {"later", "after", "before", "earlier"});
        if (reading.tables.lexicon.has("verbs", reading.token(i)) || is_form_of_be(reading.token(i)) ||
            is_one_of(reading.token(i), {"has", "have", "had", "will", ","}))
            return false;
    }
    return dated && later;
}

/// Only nouns, none of them of people, who may do or say something else.
bool is_one_clause_of_things(const Reading& reading, std::uint32_t from, std::uint32_t until)
{
    for (std::uint32_t i = from; i < until; ++i)
        if (reading.token(i).kind != Token::Kind::word ||
            reading.tables.lexicon.has("verbs", reading.token(i)) || is_form_of_be(reading.token(i)) ||
            reading.tables.lexicon.has("people", reading.token(i)) ||
            reading.tables.lexicon.has("roles", reading.token(i)))
            return false;
    return from < until;
}

bool speaks_behind(const Reading& reading, std::uint32_t from, std::uint32_t last)
{
    constexpr std::uint32_t reach = 3;
    for (std::uint32_t i = from; i < std::min(from + reach, last); ++i)
        if (!reading.tables.lexicon.meaning("speech", reading.token(i)).empty() ||
            is_form_of_be(reading.token(i)) || reading.tables.lexicon.has("verbs", reading.token(i)))
            return true;
    return false;
}

} // namespace

bool are_coordinated(const Reading& reading, std::uint32_t sentence, const Toponym& a, const Toponym& b)
{
    constexpr std::uint32_t farthest = 7; // tokens between the names
    const Toponym& left = a.first < b.first ? a : b;
    const Toponym& right = a.first < b.first ? b : a;
    const std::uint32_t first = reading.sentence(sentence).first;
    const auto is_plain = [](const Toponym& toponym) {
        return toponym.kind == ToponymKind::literal ||
               (toponym.kind == ToponymKind::relative && toponym.near && !toponym.distance_m);
    };
    if (is_in_tail(reading, sentence, left, right))
        return is_plain(left) && is_placeable(right) && are_far_apart(reading, left, right);
    // "in Baksa and Kokrajhar districts": one stretch of land
    if (right.last < reading.sentence(sentence).last &&
        reading.tables.lexicon.is_in("divisions_told", reading.token(right.last)))
        return false;
    // "a school in Idlib and a market in Hama"
    const bool two_things = left.first > first && right.first >= left.last + 4 &&
                            right.first - left.last <= farthest && reading.token(left.last).is("and") &&
                            is_one_of(reading.token(left.last + 1), {"a", "an", "the"}) &&
                            is_one_of(reading.token(right.first - 1), {"in", "on", "at", "near"});
    if (two_things && is_one_clause_of_things(reading, left.last + 2, right.first - 1) &&
        !speaks_behind(reading, right.last, reading.sentence(sentence).last) && is_placeable(left) &&
        is_placeable(right) && is_one_of(reading.token(left.first - 1), {"in", "on", "at", "near"}) &&
        are_far_apart(reading, left, right))
        return true;
    if (left.first == first || right.first < left.last || right.first - left.last > farthest ||
        !is_plain(left) || !is_plain(right))
        return false;
    // "captured Palma and Nangade", "captured Palma on Saturday and Nangade two days later"
    if (is_taken(reading, sentence, left))
        return reading.token(right.first - 1).is("and") && !is_coarse(place_of(reading, left)) &&
               !is_coarse(place_of(reading, right)) && left.place != right.place;
    if (!is_one_of(reading.token(left.first - 1), {"in", "on", "at", "near"}) ||
        !are_far_apart(reading, left, right))
        return false;
    const Token& before = reading.token(right.first - 1);
    if (right.first - left.last == 1)
        return before.is("and");
    return right.first - left.last >= 2 && reading.token(right.first - 2).is("and") &&
           is_one_of(before, {"in", "on", "at", "near"});
}

namespace {

/// Only words that lead from a place to its day, or from a day to its place.
bool leads_over(const Reading& reading, std::uint32_t from, std::uint32_t to)
{
    constexpr std::uint32_t longest = 5; // tokens: "on Friday in the port of"
    if (to < from || to - from > longest)
        return false;
    for (std::uint32_t i = from; i < to; ++i)
        if (!is_one_of(reading.token(i), {"on", "in", "at", "near", "the", "of", "early", "late"}) &&
            !reading.tables.lexicon.has("placenouns", reading.token(i)) &&
            !reading.tables.lexicon.has("place_types", reading.token(i)))
            return false;
    return true;
}

/// Only "and", "then", a comma and the like.
bool joins_pairs(const Reading& reading, std::uint32_t from, std::uint32_t to)
{
    constexpr std::uint32_t longest = 7;
    bool joined = false;
    if (to <= from || to - from > longest)
        return false;
    for (std::uint32_t i = from; i < to; ++i) {
        const Token& word = reading.token(i);
        joined = joined || is_one_of(word, {"and", ",", "then"});
        const bool number = word.kind == Token::Kind::number || reading.tables.lexicon.has("numbers", word) ||
                            is_one_of(word, {"people", "others", "more", "least"});
        if (!number &&
            !is_one_of(word,
                       {"and", ",", "then", "another", "again", "on", "in", "at", "near", "the", "of"}) &&
            !reading.tables.lexicon.has("placenouns", word) &&
            !reading.tables.lexicon.has("place_types", word) &&
            !reading.tables.lexicon.has("facilities", word))
            return false;
    }
    return joined;
}

} // namespace

std::vector<PlacedDay> days_of_places(const Reading& reading, std::uint32_t sentence)
{
    constexpr std::size_t most = 8;
    const auto times = in_sentence(reading.times, sentence);
    if (times.size() < 2 || times.size() > most)
        return {};
    struct Pair {
        PlacedDay day;
        std::uint32_t first = 0, last = 0;
        bool place_first = false;
    };
    std::vector<Pair> pairs;
    for (const Toponym* place : toponyms_in(reading, sentence)) {
        if (!is_placeable(*place) || !place->place || is_coarse(brief_of(reading, *place).kind))
            continue;
        for (const TimeMention* time : times) {
            if (time->of_speech || time->future || !time->interval.is_known())
                continue;
            const bool behind = time->first >= place->last && leads_over(reading, place->last, time->first);
            const bool before = time->last <= place->first && leads_over(reading, time->last, place->first);
            if ((!behind && !before) || (!pairs.empty() && pairs.front().place_first != behind))
                continue;
            pairs.push_back({.day = {.place = place, .time = time},
                             .first = behind ? place->first : time->first,
                             .last = behind ? time->last : place->last,
                             .place_first = behind});
            break;
        }
        if (pairs.size() > most)
            return {};
    }
    std::vector<PlacedDay> days;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        if (k > 0 &&
            (pairs[k].first < pairs[k - 1].last || !joins_pairs(reading, pairs[k - 1].last, pairs[k].first) ||
             pairs[k].day.time->interval.first() == pairs[k - 1].day.time->interval.first()))
            return {};
        days.push_back(pairs[k].day);
    }
    if (days.size() < 2)
        days.clear();
    return days;
}

std::vector<const Toponym*> listed_with(const Reading& reading, std::uint32_t sentence, const Toponym& one)
{
    constexpr std::size_t most = 8;
    std::vector<const Toponym*> row;
    bool closed = false;
    for (const Toponym* place : toponyms_in(reading, sentence)) {
        if (!place->place || place->kind != ToponymKind::literal || place->first == 0)
            continue;
        const Token& before = reading.token(place->first - 1);
        const std::uint32_t end = row.empty() ? 0 : row.back()->last;
        const bool by_comma = !row.empty() && end + 1 == place->first && before.is(",");
        const bool by_and =
            !row.empty() && before.is("and") &&
            (end + 1 == place->first || (end + 2 == place->first && reading.token(end).is(",")));
        if (!closed && (by_comma || by_and)) {
            row.push_back(place);
            closed = by_and;
            continue;
        }
        if (closed && std::find(row.begin(), row.end(), &one) != row.end())
            break;
        row.clear();
        closed = false;
        if (is_one_of(before, {"in", "at", "near"}))
            row.push_back(place);
    }
    if (!closed || row.size() < 3 || row.size() > most ||
        std::find(row.begin(), row.end(), &one) == row.end())
        return {};
    for (std::size_t i = 0; i < row.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (!are_far_apart(reading, *row[i], *row[k]))
                return {};
    std::erase(row, &one);
    return row;
}

const Toponym* town_behind(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 8; // tokens from a figure to its place: "at the gate of a church in"
    for (const Toponym* place : toponyms_in(reading, count.sentence)) {
        if (!is_placeable(*place) || place->first <= count.last || place->first - count.last > reach)
            continue;
        bool in = false;
        for (std::uint32_t i = count.last; i < place->first; ++i) {
            const Token& word = reading.token(i);
            if (word.kind != Token::Kind::word || is_one_of(word, {"and", "from", "to"}))
                return nullptr;
            in = in || is_one_of(word, {"in", "at", "near"});
        }
        return in ? place : nullptr;
    }
    return nullptr;
}

const Toponym* town_before(const Reading& reading, const CountMention& count)
{
    for (const Toponym* place : toponyms_in(reading, count.sentence)) {
        if (!is_placeable(*place) || place->last != count.first)
            continue;
        const std::uint32_t first = reading.sentence(count.sentence).first;
        for (std::uint32_t i = place->first; i > first && reading.token(i - 1).kind == Token::Kind::word; --i)
            if (is_one_of(reading.token(i - 1), {"in", "at", "near"}))
                return place;
            else if (!is_one_of(reading.token(i - 1), {"of", "the"}) &&
                     !reading.tables.lexicon.has("placenouns", reading.token(i - 1)))
                break;
    }
    return nullptr;
}

std::vector<const Toponym*> places_of_figures(const Reading& reading, std::uint32_t sentence)
{
    constexpr std::size_t most = 8;
    std::vector<const Toponym*> places;
    for (const CountMention* count : in_sentence(reading.counts, sentence)) {
        if (count->field != ClaimField::killed || count->cumulative || places.size() == most)
            continue;
        const Toponym* before = town_before(reading, *count);
        const Toponym* place = before ? before : town_behind(reading, *count);
        // "killed 21 people in Iraq on Monday: 13 in Mosul and eight in Baquba"
        if (place && is_coarse(brief_of(reading, *place).kind))
            continue;
        if (place && std::all_of(places.begin(), places.end(), [&](const Toponym* other) {
                return are_far_apart(reading, *other, *place);
            }))
            places.push_back(place);
    }
    if (places.size() < 2)
        places.clear();
    return places;
}

void leave_out_sums_of_towns(Reading& reading)
{
    constexpr std::size_t most = 12; // figures of a sentence; one with more is a list
    std::vector<const CountMention*> sums;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        std::vector<const CountMention*> dead;
        for (const CountMention* count : in_sentence(reading.counts, s))
            if (count->field == ClaimField::killed && !count->cumulative && dead.size() <= most)
                dead.push_back(count);
        if (dead.size() < 3 || dead.size() > most)
            continue;
        Quantity::Count of_towns = 0;
        std::vector<const Toponym*> towns;
        for (const CountMention* count : dead) {
            const Toponym* before = town_before(reading, *count);
            const Toponym* town = before ? before : town_behind(reading, *count);
            if (!town || is_coarse(brief_of(reading, *town).kind) || !count->quantity.best())
                continue;
            towns.push_back(town);
            of_towns += *count->quantity.best();
        }
        if (towns.size() < 2 || towns.size() + 1 != dead.size())
            continue;
        const CountMention* whole = dead.front();
        if (whole->quantity.best() == of_towns)
            sums.push_back(whole);
    }
    std::erase_if(reading.counts, [&](const CountMention& count) {
        return std::find(sums.begin(), sums.end(), &count) != sums.end();
    });
}

} // namespace sitmap
