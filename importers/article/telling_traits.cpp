#include "importers/article/telling_traits.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t look_ahead = 5; ///< sentences in which a place may follow that a headline left out

/// "Fighting has left 80 dead since Thursday".
bool is_spell(const Reading& reading, const Telling& telling, const Interval& interval)
{
    return telling.sub_type == SubEventType::armed_clash && has_killed(reading, telling.sentence) &&
           is_recent_spell(interval, reading.article.document.published);
}

} // namespace

bool is_mere_toll(const Reading& reading, const Telling& telling)
{
    const auto counts = in_sentence(reading.counts, telling.sentence);
    return telling.trigger->generic &&
           std::any_of(counts.begin(), counts.end(), [&](const CountMention* count) {
               return count->first == telling.trigger->first && count->last == telling.trigger->last;
           });
}

bool speaks_of_figures(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (reading.tables.lexicon.is_in("of_figures", reading.token(i)))
            return true;
    // "the ministry in Sanaa put the dead at 43", "spoke of 51 killed"
    for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i)
        if ((is_one_of(reading.token(i), {"put", "puts"}) && reading.token(i + 1).is("the") &&
             is_one_of(reading.token(i + 2), {"dead", "killed", "deaths"})) ||
            (is_one_of(reading.token(i), {"spoke", "speaks"}) && reading.token(i + 1).is("of") &&
             reading.token(i + 2).kind == Token::Kind::number))
            return true;
    return false;
}

bool is_vague_mention(const Reading& reading, const Telling& telling)
{
    return telling.trigger->generic && !telling.trigger->definite && !telling.time &&
           (!telling.place || telling.sentence > look_ahead) &&
           reading.token(telling.trigger->last - 1).lower.ends_with("s") &&
           !has_killed(reading, telling.sentence);
}

namespace {

/// "On Sunday gunmen attacked Solino, a neighbourhood that has resisted them for years": what tells of a sum
/// stands in another part of the sentence than the deed, which has a day of its own.
bool is_sum_beside(const Reading& reading, const Telling& telling, const Interval& interval)
{
    if (!telling.time || telling.time->anchor != TimeMention::Anchor::calendar ||
        interval.precision() != TimePrecision::day || interval.goes_on() ||
        (telling.trigger->generic && !(telling.place && telling.place_sentence == telling.sentence)))
        return false;
    const Sentence& sentence = reading.sentence(telling.sentence);
    std::uint32_t first = telling.trigger->first, last = telling.trigger->last;
    while (first > sentence.first && !is_one_of(reading.token(first - 1), {",", ";", ":", "–", "—"}))
        --first;
    while (last < sentence.last && !is_one_of(reading.token(last), {",", ";", ":", "–", "—"}))
        ++last;
    return !tells_of_sum(reading, telling.sentence, first, last);
}

} // namespace

bool is_running_sum(const Reading& reading, const Telling& telling, const Interval& interval)
{
    const Sentence& sentence = reading.sentence(telling.sentence);
    return (interval.precision() == TimePrecision::year && !tells_of_one_deed(reading, telling.sentence)) ||
           (tells_of_sum(
                reading, telling.sentence, sentence.first,
                begin_of_sum(reading.text, reading.tables.lexicon, telling.trigger->last, sentence.last)) &&
            !is_sum_beside(reading, telling, interval)) ||
           (telling.time && interval.precision() == TimePrecision::since && !telling.begins &&
            telling.group != TypeGroup::displacement && !is_spell(reading, telling, interval));
}

bool is_further_back(const Reading& reading, const Telling& telling)
{
    const std::uint32_t at = telling.trigger->first, first = reading.sentence(telling.sentence).first;
    return (at > first && reading.token(at - 1).is("had")) ||
           (at > first + 1 && reading.token(at - 2).is("had"));
}

bool lies_years_back(const Reading& reading, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    for (std::uint32_t i = span.first; i + 1 < span.last; ++i)
        if (is_one_of(reading.token(i),
                      {"years", "decades", "centuries", "century", "generation", "generations"}) &&
            is_one_of(reading.token(i + 1), {"ago", "back"}))
            return true;
    return false;
}

bool has_displaced(const Reading& reading, std::uint32_t s)
{
    for (const CountMention* count : in_sentence(reading.counts, s))
        if (count->field == ClaimField::displaced)
            return true;
    return false;
}

} // namespace sitmap
