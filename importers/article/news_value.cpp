// Whether what a text tells is news.
#include "importers/article/news_value.hpp"

#include "importers/article/genre.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using std::chrono::days;

constexpr days longest_reported{365};        ///< what lies further back is no news by itself
constexpr days longest_remembered{20 * 365}; ///< a dated attack that lies further back is history

/// A day of long ago, and whom it cost their lives: news again, as the dated attack that a memorial is
/// about.
bool is_dated_attack(const Reading& reading, const Happening& happening)
{
    constexpr std::uint32_t reach = 3;
    const std::uint32_t told = happening.tellings.front().sentence;
    const auto end = static_cast<std::uint32_t>(reading.text.sentences.size());
    if (happening.interval.precision() != TimePrecision::day || happening.group != TypeGroup::armed)
        return false;
    for (std::uint32_t s = told; s < std::min(told + reach, end); ++s)
        if (has_killed(reading, s))
            return true;
    return false;
}

/// "Twenty years after the siege began, Sarajevo remembers": the lead marks a day of long ago.
bool opens_with_anniversary(const Reading& reading)
{
    constexpr std::uint32_t lead = 6;  // sentences
    constexpr std::uint32_t reach = 4; // tokens from the number of years
    const auto end = std::min(lead, static_cast<std::uint32_t>(reading.text.sentences.size()));
    const std::uint32_t last = end == 0 ? 0 : reading.sentence(end - 1).last;
    for (std::uint32_t i = 0; i < last; ++i) {
        if (reading.tables.lexicon.is_in("anniversary", reading.token(i)))
            return true;
        if (is_one_of(reading.token(i), {"years", "decades"}) && i + 1 < last &&
            (is_one_of(reading.token(i + 1), {"on", "after", "since"}) ||
             (reading.token(i + 1).is("ago") && i + 2 < last &&
              is_one_of(reading.token(i + 2), {"today", "this"}))))
            for (std::uint32_t k = i > reach ? i - reach : 0; k < i; ++k)
                if (is_one_of(reading.token(k),
                              {"ten", "twenty", "thirty", "forty", "fifty", "two", "three"}) ||
                    reading.token(k).kind == Token::Kind::number)
                    return true;
    }
    return false;
}

/// "Shells killed nine people at a market in Kunduz on Monday": a weapon or a deed, its dead, a place and a
/// day in one of the first sentences.
bool tells_of_deadly_deed(const Reading& reading)
{
    constexpr std::uint32_t lead = 3; // sentences
    return std::any_of(reading.triggers.begin(), reading.triggers.end(), [&](const TriggerMention& trigger) {
        // or "the toll of Friday's attack on a concert hall outside Moscow has risen to 143"
        const bool attack =
            trigger.generic && group_of(type_of(trigger.sub_type)) == TypeGroup::armed && trigger.weight >= 2;
        if (trigger.sentence >= lead || (!attack && (trigger.weight < 3 || trigger.generic)) ||
            trigger.reality != TriggerMention::Reality::reported)
            return false;
        const auto places = toponyms_in(reading, trigger.sentence);
        const auto times = in_sentence(reading.times, trigger.sentence);
        const auto counts = in_sentence(reading.counts, trigger.sentence);
        return std::any_of(places.begin(), places.end(),
                           [](const Toponym* place) { return is_placeable(*place); }) &&
               std::any_of(times.begin(), times.end(),
                           [](const TimeMention* time) { return !time->of_speech && !time->future; }) &&
               std::any_of(counts.begin(), counts.end(), [](const CountMention* count) {
                   return count->field == ClaimField::killed && count->quantity.size_by() > 0 &&
                          !count->cumulative;
               });
    });
}

/// "The clinic was ransacked": told as having happened, whatever the rest is about.
bool names_deed(const Reading& reading)
{
    return std::any_of(reading.triggers.begin(), reading.triggers.end(), [](const TriggerMention& trigger) {
        return trigger.weight >= 3 && !trigger.generic && !trigger.definite &&
               trigger.reality == TriggerMention::Reality::reported;
    });
}

} // namespace

bool tells_of_nothing(const Reading& reading)
{
    constexpr double sure = 0.9;         // chance of no happening that overrules a deed and its dead
    constexpr double rather_sure = 0.65; // and one that overrules a word that names a deed
    constexpr double surely_of_events =
        0.9; // by all words of a longer text, whatever its first ones are like
    return reading.brief
               ? is_of_peaceful_genre(reading) ||
                     (reading.brief->is_likely_none() &&
                      (reading.brief->none > sure || !tells_of_deadly_deed(reading)) &&
                      (reading.brief->none > rather_sure || !names_deed(reading)))
               : reading.event_chance < surely_of_events &&
                     (is_figurative(reading.text, reading.tables.lexicon) || is_of_peaceful_genre(reading));
}

bool tells_of_history_only(const Reading& reading, const Narrative& narrative)
{
    const auto published = reading.article.document.published;
    const bool remembers = opens_with_anniversary(reading);
    if (!published && !remembers)
        return false;
    const auto is_history = [&](const Happening& happening) {
        const auto last = happening.interval.last();
        if (!happening.interval.is_known())
            return remembers;
        return published && last && !happening.interval.goes_on() && *published - *last > longest_reported &&
               (*published - *last > longest_remembered || !is_dated_attack(reading, happening));
    };
    return std::all_of(narrative.happenings.begin(), narrative.happenings.end(), is_history);
}

} // namespace sitmap
