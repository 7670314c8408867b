// The day that a happening told without one takes from a sentence behind it.
#include "importers/article/adopted_days.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t last_of_lead = 3; ///< sentence up to which a text opens

/// "owned up to Sunday's slaughter": whoever says it, the day is that of the deed.
bool is_owned(const Reading& reading, const TimeMention& time)
{
    return time.last < reading.sentence(time.sentence).last && reading.token(time.last).is("'s");
}

/// "He said the accident took place on Sunday".
bool says_it_was(const Reading& reading, const TimeMention& time)
{
    constexpr std::uint32_t reach = 4; // tokens
    const std::uint32_t first = reading.sentence(time.sentence).first;
    for (std::uint32_t i = std::max(first + reach, time.first) - reach; i < time.first; ++i)
        if (reading.tables.lexicon.is_in("took_place", reading.token(i)) ||
            (reading.token(i).is("took") && reading.token(i + 1).is("place")))
            return true;
    return false;
}

/// "86 dead by Thursday night": the day of the figure.
bool is_by(const Reading& reading, const TimeMention& time)
{
    return time.first > reading.sentence(time.sentence).first &&
           is_one_of(reading.token(time.first - 1), {"by", "until"});
}

/// "Police had spoken on Saturday of 32 dead", "on Saturday the ministry gave a toll of 20", "the count stood
/// at 46 on Wednesday": the day that a toll was given on, with no word for a deed beside it.
bool is_of_toll(const Reading& reading, const TimeMention& time)
{
    const TokenisedText& text = reading.text;
    const Lexicon& lexicon = reading.tables.lexicon;
    constexpr std::uint32_t reach = 8;
    const Sentence& sentence = text.sentences[time.sentence];
    const auto ends = [](const Token& word) {
        return is_one_of(word, {",", ";", ":", "when", "after", "before", "that", "who", "which"});
    };
    std::uint32_t first = time.first, last = time.last;
    while (first > sentence.first && time.first - first < reach && !ends(text.tokens[first - 1]))
        --first;
    while (last < sentence.last && (text.tokens[last].is(",") || lexicon.has("weekdays", text.tokens[last])))
        ++last; // "Today, Sunday, it speaks of 30 dead"
    while (last < sentence.last && last - time.last < reach && !ends(text.tokens[last]))
        ++last;
    bool gives = false, toll = false;
    for (std::uint32_t i = first; i < last; ++i) {
        const Token& word = text.tokens[i];
        if (lexicon.has("triggers", word) ||
            (lexicon.is_in("kills", word) && !lexicon.is_in("the_wounded", word)))
            return false;
        gives = gives || lexicon.is_in("gives_toll", word);
        toll = toll || lexicon.is_in("toll", word) || word.is("dead");
    }
    return gives && toll;
}

/// "(Read on air, Monday 19 February 2024)", "Review of the week, December 31": the day that the text is of.
bool is_of_publication(const Reading& reading, const TimeMention& time)
{
    constexpr std::uint32_t least = 3; // tokens of a full date
    const auto published = reading.article.document.published;
    const bool ends_line = time.sentence > 0 && time.last == reading.sentence(time.sentence).last;
    return published && time.sentence <= last_of_lead && (time.last - time.first >= least || ends_line) &&
           time.interval.first() == published && time.interval.last() == published &&
           reading.token(time.last - 1).kind == Token::Kind::number;
}

/// "After a meeting of the council in Abuja on Thursday the minister named the killers": of the meeting.
bool is_of_meeting(const Reading& reading, const TimeMention& time)
{
    constexpr std::uint32_t reach = 12; // "meeting of the National Security Council in Abuja on"
    const std::uint32_t first = reading.sentence(time.sentence).first;
    bool meeting = false;
    for (std::uint32_t i = time.first; i > first && time.first - i < reach; --i) {
        const Token& word = reading.token(i - 1);
        if (word.kind != Token::Kind::word)
            return false;
        if (meeting && is_one_of(word, {"after", "at", "following", "during"}))
            return true;
        meeting = meeting || is_one_of(word, {"meeting", "conference", "session", "summit", "talks"});
    }
    return false;
}

} // namespace

const TimeMention* adoptable_day(const Reading& reading, std::uint32_t sentence)
{
    const bool only_said = !reading.speakers[sentence].empty() && !has_killed(reading, sentence);
    for (const TimeMention* time : in_sentence(reading.times, sentence)) {
        const bool exact = time->interval.precision() == TimePrecision::day ||
                           time->interval.precision() == TimePrecision::range;
        // "From 27 to 31 March, it says, soldiers held the village": nobody says a thing for so long
        const bool spell = time->interval.precision() == TimePrecision::range &&
                           time->first == reading.sentence(sentence).first;
        const bool told = !only_said || spell || is_owned(reading, *time) || says_it_was(reading, *time);
        if (exact && told && time->anchor == TimeMention::Anchor::calendar && !time->of_speech &&
            !time->future && !is_by(reading, *time) && !is_of_toll(reading, *time) &&
            !is_of_publication(reading, *time) && !is_of_departure(reading, *time) &&
            !is_of_meeting(reading, *time))
            return time;
    }
    return nullptr;
}

} // namespace sitmap
