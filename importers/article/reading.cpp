#include "importers/article/reading.hpp"
#include "importers/article/coordination.hpp"

#include "engine/merge.hpp"
#include "importers/article/actors.hpp"
#include "importers/article/attribution.hpp"
#include "importers/article/border_towns.hpp"
#include "importers/article/dateline.hpp"
#include "importers/article/dates.hpp"
#include "importers/article/deed_words.hpp"
#include "importers/article/flights.hpp"
#include "importers/article/implied_places.hpp"
#include "importers/article/kinds_told.hpp"
#include "importers/article/name_bearers.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_namesakes.hpp"
#include "importers/article/place_words.hpp"
#include "importers/article/quantities.hpp"
#include "importers/article/reading_times.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/short_names.hpp"
#include "importers/article/statements.hpp"
#include "importers/article/sums_told.hpp"
#include "importers/article/told_deeds.hpp"
#include "importers/article/triggers.hpp"
#include "importers/article/voyages.hpp"
#include "importers/article/ways_between.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace sitmap {

namespace {

/// What days without a year or a week are counted from: publication; without it the first full date of the
/// first sentences ("Thursday, 17 October 2019"), near which the text was written as far as it says.
std::optional<Day> reference_day(const Reading& reading)
{
    constexpr std::uint32_t opening = 6; // sentences
    if (reading.article.document.published)
        return reading.article.document.published;
    std::optional<Day> found;
    for (std::uint32_t s = 0; s < std::min<std::size_t>(opening, reading.text.sentences.size()); ++s) {
        const Sentence& sentence = reading.sentence(s);
        const auto day = full_date_in(
            std::string_view{reading.text.text}.substr(sentence.begin, sentence.end - sentence.begin));
        if (day && (!found || *day > *found))
            found = day;
    }
    return found;
}

/// A text that says when it was written only by the first day that it tells of goes on from there: "on 27
/// January two bombs went off. ... On 2 February soldiers met a band" tells of nothing to come.
void go_on_from_first_day(Reading& reading)
{
    if (reading.article.document.published)
        return;
    for (TimeMention& time : reading.times) {
        if (!time.future || time.interval.precision() != TimePrecision::day)
            continue;
        for (std::uint32_t i = time.first; i < time.last; ++i)
            if (reading.tables.lexicon.has("months", reading.token(i)))
                time.future = false;
    }
}

constexpr std::uint32_t longest_sentence = 400; ///< tokens; real sentences of news have under 100

/// A "sentence" without an end is cut, so that what is done for each pair of words in one stays linear in the
/// text.
void cut_long_sentences(TokenisedText& text)
{
    std::vector<Sentence> cut;
    for (const Sentence& sentence : text.sentences) {
        Sentence rest = sentence;
        while (rest.last - rest.first > longest_sentence) {
            Sentence part = rest;
            part.last = rest.first + longest_sentence;
            part.end = text.tokens[part.last - 1].end;
            cut.push_back(part);
            rest.first = part.last;
            rest.begin = text.tokens[rest.first].begin;
        }
        cut.push_back(rest);
    }
    text.sentences = std::move(cut);
}

/// "A march has been called off", "a vigil is to be held": it has not happened.
bool is_unfulfilled(const Reading& reading, const TriggerMention& trigger)
{
    constexpr std::uint32_t reach = 16;
    const std::uint32_t last = std::min(trigger.last + reach, reading.sentence(trigger.sentence).last);
    const auto is_end = [&](std::uint32_t i) {
        return is_one_of(reading.token(i), {";", ":", "killed", "who", "said", "says", "after", "but"});
    };
    for (std::uint32_t i = trigger.last; i < last && !is_end(i); ++i)
        if (const PhraseMatch match =
                match_phrase(reading.tables.lexicon, "unfulfilled", reading.text, i, last))
            return match.length > 2 || i <= trigger.last + 1 || match.meaning() == "called off";
    return false;
}

/// Under "Needs", "Outlook" or "Unconfirmed" nothing happened; under "Background" it was long before.
void heed_outline(Reading& reading)
{
    using Reality = TriggerMention::Reality;
    for (TriggerMention& trigger : reading.triggers) {
        const Mood mood = reading.outline[trigger.sentence].mood;
        const bool peaceful = group_of(type_of(trigger.sub_type)) == TypeGroup::demonstration ||
                              group_of(type_of(trigger.sub_type)) == TypeGroup::strategic;
        if (mood == Mood::silent || (peaceful && is_unfulfilled(reading, trigger)))
            trigger.reality = Reality::hypothetical;
        else if (mood == Mood::background && trigger.reality == Reality::reported)
            trigger.reality = Reality::past;
    }
    std::erase_if(reading.counts, [&](const CountMention& count) {
        return count.field != ClaimField::held && reading.outline[count.sentence].mood == Mood::silent;
    });
}

/// "The Red Cross counted 28 dead": no town in Carolina, but who counts.
void leave_out_organisations(Reading& reading)
{
    std::erase_if(reading.toponyms, [&](const Toponym& toponym) {
        return toponym.last - toponym.first > 1 &&
               std::any_of(reading.actors.begin(), reading.actors.end(), [&](const ActorMention& actor) {
                   const Actor* known =
                       actor.actor_id.empty() ? nullptr : reading.tables.actors.find(actor.name);
                   return actor.first <= toponym.first && toponym.last <= actor.last && known &&
                          known->kind == "organisation";
               });
    });
}

/// "the yard of the San José station" in a text about Colombia: a house is called like many towns, and none
/// of those elsewhere that are hardly likely is where it stands.
void leave_out_unsure_namesakes(Reading& reading)
{
    constexpr double unsure = 0.3, sure = 0.5;
    constexpr int enough = 2; // names of the country that the text is about
    std::map<std::uint16_t, int> countries;
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place && toponym.score >= sure && brief_of(reading, toponym).country != 0)
            ++countries[brief_of(reading, toponym).country];
    const auto most = std::max_element(countries.begin(), countries.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == countries.end() || most->second < enough)
        return;
    std::erase_if(reading.toponyms, [&](const Toponym& toponym) {
        return toponym.place && toponym.kind == ToponymKind::facility && toponym.score < unsure &&
               brief_of(reading, toponym).country != most->first;
    });
}

} // namespace

Reading find_mentions(const ArticleText& article, const ReaderTables& tables)
{
    Reading reading{.article = article,
                    .tables = tables,
                    .text = tokenise(article.document.text),
                    .toponyms = {},
                    .times = {},
                    .counts = {},
                    .triggers = {},
                    .actors = {},
                    .speeches = {},
                    .outline = {},
                    .speakers = {},
                    .brief = {}};
    cut_long_sentences(reading.text);
    mark_tables(reading.text, tables.lexicon);
    const TokenisedText& text = reading.text;
    reading.toponyms = read_toponyms(text, tables.gazetteer, tables.lexicon, tables.names);
    reading.actors = find_actors(text, tables.lexicon, tables.actor_names);
    leave_out_organisations(reading);
    leave_out_unsure_namesakes(reading);
    heed_place_words(reading);
    heed_short_names(reading);
    heed_borders(reading);
    add_implied_places(reading);
    heed_namesakes(reading);
    find_ways_between(reading);
    heed_bearers(reading);
    reading.event_chance = tables.texts.chance_of_event(text);
    reading.times = find_times(text, tables.lexicon, reference_day(reading));
    go_on_from_first_day(reading);
    leave_out_filing_days(reading);
    mark_times_of_speech(reading.times, text, tables.lexicon);
    add_hours(reading);
    reading.outline = outline_of(text, tables.lexicon, reading.toponyms, reading.times);
    reading.counts = find_counts(text, tables.lexicon);
    name_parties(reading);
    reading.triggers = find_triggers(text, tables.lexicon, reading.toponyms);
    add_deeds_of_parties(reading);
    add_arrests(reading);
    add_clashes(reading);
    judge_kinds(reading);
    reading.speeches = find_speech(text, tables.lexicon, reading.actors, reading.times);
    reading.speakers = speakers_of(text, reading.speeches);
    mark_cumulative(reading);
    leave_out_sums_of_towns(reading);
    read_voyages(reading);
    read_flights(reading);
    add_tolls(reading);
    add_learnt_deeds(reading);
    heed_outline(reading);
    read_statements(reading);
    return reading;
}

bool is_counted(const Reading& reading, std::uint32_t sentence, std::uint32_t first, std::uint32_t last)
{
    const auto known = in_sentence(reading.counts, sentence);
    return std::any_of(known.begin(), known.end(),
                       [&](const CountMention* count) { return count->first < last && first < count->last; });
}

bool is_recent_spell(const Interval& interval, std::optional<Day> published)
{
    constexpr std::chrono::days longest{60};
    const auto first = interval.first();
    return published && first && interval.precision() == TimePrecision::since && *published >= *first &&
           *published - *first <= longest;
}

bool tells_of_one_deed(const Reading& reading, std::uint32_t sentence)
{
    const auto triggers = in_sentence(reading.triggers, sentence);
    return !tells_of_sum(reading, sentence) &&
           std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
               return trigger->weight >= 3 && trigger->reality == TriggerMention::Reality::reported &&
                      type_of(trigger->sub_type) == EventType::explosions &&
                      trigger->first > reading.sentence(sentence).first &&
                      is_one_of(reading.token(trigger->first - 1), {"a", "an"});
           });
}

Evidence evidence_of(const Reading& reading, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    return {.document = reading.article.document.id,
            .begin = reading.text.code_point(span.begin),
            .end = reading.text.code_point(span.end),
            .quotation = std::string{reading.text.text.substr(span.begin, span.end - span.begin)}};
}

std::optional<Day> said_on(const Reading& reading, std::uint32_t sentence)
{
    const auto published = reading.article.document.published;
    for (const TimeMention* time : in_sentence(reading.times, sentence))
        if (time->of_speech && time->interval.precision() == TimePrecision::day && !time->future)
            return time->interval.first();
    return published;
}

MentionRow<Toponym> toponyms_in(const Reading& reading, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    const auto& all = reading.toponyms;
    const auto first = std::lower_bound(all.begin(), all.end(), span.first,
                                        [](const Toponym& t, std::uint32_t at) { return t.first < at; });
    auto last = first;
    while (last != all.end() && last->first < span.last)
        ++last;
    return {all.data() + (first - all.begin()), all.data() + (last - all.begin())};
}

bool is_placeable(const Toponym& toponym)
{
    return toponym.place && (toponym.kind == ToponymKind::literal || toponym.kind == ToponymKind::facility ||
                             toponym.kind == ToponymKind::relative);
}

} // namespace sitmap
