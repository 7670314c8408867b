// Which of a sentence's days is that of the deed it tells.
#include "importers/article/telling_times.hpp"

#include "importers/article/clauses.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/scene.hpp"

#include <algorithm>
#include <cstdlib>

namespace sitmap {

namespace {

class SentenceTimes {
public:
    explicit SentenceTimes(const Reading& reading) : reading_{reading} {}

    [[nodiscard]] const TimeMention* of_deed(std::uint32_t s, std::uint32_t near) const
    {
        const TimeMention* chosen = nullptr;
        const std::vector<bool> quoted = quoted_tokens(reading_.text, reading_.sentence(s));
        const Clauses clauses{reading_, s};
        double least = 1000;
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            if (time->of_speech || time->future || is_by(*time) || is_later_than_named(*time) ||
                is_of_departure(reading_, *time) || is_any_such_day(*time) || is_of_verdict(*time, near) ||
                is_reckoned_from(*time, near) || is_of_what_followed(*time, near) ||
                is_of_aftermath(*time, near) || is_to_come(*time, near) || is_of_arrest(*time, near) ||
                quoted[time->first - reading_.sentence(s).first])
                continue;
            double distance = std::abs(static_cast<double>(time->first) - static_cast<double>(near));
            if (time->anchor != TimeMention::Anchor::calendar)
                distance += is_before_named(*time) ? 20 : 4;
            if (in_other_clause(time->first, near) ||
                (clauses.has_reckoned() &&
                 clauses.is_reckoned(clauses.of(time->first)) != clauses.is_reckoned(clauses.of(near))))
                distance += 10;
            if (clauses.of(time->first) != clauses.of(near))
                distance += 10;
            if (is_of_relative_clause(*time, near))
                distance += 20;
            if (is_hour_of_entry(*time))
                distance += 30; // "12.45 | Eight people were killed in the city on Tuesday"
            if (is_named_more_finely(*time))
                distance += 30; // "in August ... on August 26"
            if (time->interval.precision() == TimePrecision::week && reading_.token(time->last - 1).is("ago"))
                distance += 25; // "men who had joined a week ago died on Monday"
            if (distance < least) {
                least = distance;
                chosen = time;
            }
        }
        return chosen;
    }

    [[nodiscard]] const TimeMention* of_aftermath(std::uint32_t s, std::uint32_t deed) const
    {
        for (const TimeMention* time : in_sentence(reading_.times, s))
            if (!time->of_speech && !time->future && time->anchor == TimeMention::Anchor::calendar &&
                time->interval.precision() == TimePrecision::day &&
                (is_of_aftermath(*time, deed) || is_of_what_followed(*time, deed)))
                return time;
        return nullptr;
    }

    /// "On Wednesday the UAE announced that the airport had been captured": a capture is told the day it is
    /// made.
    [[nodiscard]] const TimeMention* of_announcement(std::uint32_t s) const
    {
        for (const TimeMention* time : in_sentence(reading_.times, s))
            if (time->of_speech && !time->future && time->interval.precision() == TimePrecision::day)
                return time;
        return nullptr;
    }

private:
    /// "In August militants seized a hotel before the army retook it the following day": of what came after.
    [[nodiscard]] bool is_later_than_named(const TimeMention& time) const
    {
        if (time.anchor != TimeMention::Anchor::day_after)
            return false;
        const auto times = in_sentence(reading_.times, time.sentence);
        return std::any_of(times.begin(), times.end(), [&](const TimeMention* named) {
            return named->anchor == TimeMention::Anchor::calendar && named->last <= time.first &&
                   !named->of_speech && !named->future;
        });
    }

    /// "arrested on Tuesday on suspicion of killing ten people in May": of the arrest, and the other day of
    /// what they are to have done.
    [[nodiscard]] bool is_of_arrest(const TimeMention& time, std::uint32_t near) const
    {
        const std::uint32_t last = reading_.sentence(time.sentence).last;
        const std::uint32_t begin = begin_of_suspicion(reading_.text, reading_.tables.lexicon, time.sentence,
                                                       std::max(near, time.first));
        if (begin == std::max(near, time.first) || begin >= last)
            return false;
        return (time.first < begin) != (near < begin);
    }

    /// "at the same time on Sunday": the day behind it says more.
    [[nodiscard]] bool is_before_named(const TimeMention& anchored) const
    {
        constexpr std::uint32_t reach = 5; // tokens: "A week before the raid, on 2 September"
        const auto times = in_sentence(reading_.times, anchored.sentence);
        return std::any_of(times.begin(), times.end(), [&](const TimeMention* named) {
            return named->anchor == TimeMention::Anchor::calendar && named->first >= anchored.last &&
                   named->first < anchored.last + reach && !named->of_speech && !named->future;
        });
    }

    /// "12.45 |", "18:40 GMT" at the head of an entry: stands for the day that the page is of.
    [[nodiscard]] bool is_hour_of_entry(const TimeMention& time) const
    {
        return time.first == reading_.sentence(time.sentence).first && is_clock(reading_.token(time.first));
    }

    /// A day of this month stands in the sentence too.
    [[nodiscard]] bool is_named_more_finely(const TimeMention& month) const
    {
        if (month.interval.precision() != TimePrecision::month)
            return false;
        const auto times = in_sentence(reading_.times, month.sentence);
        return std::any_of(times.begin(), times.end(), [&](const TimeMention* time) {
            return time->interval.precision() == TimePrecision::day && !time->of_speech &&
                   month.interval.may_touch(time->interval.first(), time->interval.last());
        });
    }

    /// "were back at work on Thursday, after men had thrown grenades on Tuesday evening": another clause
    /// begins between the day and the deed.
    [[nodiscard]] bool in_other_clause(std::uint32_t at, std::uint32_t near) const
    {
        for (std::uint32_t i = std::min(at, near) + 1; i < std::max(at, near); ++i)
            if (reading_.token(i).is(";") ||
                (reading_.token(i).is(",") &&
                 is_one_of(reading_.token(i + 1),
                           {"after", "when", "while", "as", "days", "hours", "weeks"})))
                return true;
        return false;
    }

    /// "In Bara, which the RSF took back last Saturday, five volunteers were killed on Monday", "broke a
    /// truce that China had brokered in January": what the clause tells is not what the sentence does.
    [[nodiscard]] bool is_of_relative_clause(const TimeMention& time, std::uint32_t deed) const
    {
        constexpr std::uint32_t longest = 14; // tokens of a clause up to the day
        const Sentence& sentence = reading_.sentence(time.sentence);
        std::uint32_t opens = time.first;
        while (opens > sentence.first + 1 && time.first - opens < longest) {
            const Token& word = reading_.token(--opens);
            if (is_one_of(word, {",", ";", ":", "when", "after", "before", "while"}))
                return false;
            const bool noun_before =
                reading_.token(opens - 1).kind == Token::Kind::word || reading_.token(opens - 1).is(",");
            const bool opener = is_one_of(word, {"where", "which", "who", "whose", "whom"}) ||
                                (word.is("that") && is_relative_that(opens));
            if (!opener || !noun_before)
                continue;
            std::uint32_t closes = time.last;
            while (closes < sentence.last && !is_one_of(reading_.token(closes), {",", ";", "by"}))
                ++closes;
            return deed < opens || deed >= closes;
        }
        return false;
    }

    /// "a town that the rebels took", but not "said that the rebels took".
    [[nodiscard]] bool is_relative_that(std::uint32_t that) const
    {
        const Token& before = reading_.token(that - 1);
        const Lexicon& lexicon = reading_.tables.lexicon;
        return before.capitalised || lexicon.has("placenouns", before) ||
               lexicon.has("place_types", before) || lexicon.has("facilities", before);
    }

    /// "on Tuesday sentenced two men for links to the driver who ploughed into": the day of the court.
    [[nodiscard]] bool is_of_verdict(const TimeMention& time, std::uint32_t deed) const
    {
        for (std::uint32_t i = reading_.sentence(time.sentence).first; i < deed; ++i)
            if (reading_.tables.lexicon.is_in("court", reading_.token(i)))
                return time.first < deed;
        return false;
    }

    /// "declared an emergency on Friday after gunmen killed 11": the day of the decree. "Escaped on Friday
    /// after gunmen attacked the jail" is one day with the deed.
    [[nodiscard]] bool is_of_what_followed(const TimeMention& time, std::uint32_t deed) const
    {
        const Sentence& sentence = reading_.sentence(time.sentence);
        if (time.last >= sentence.last || deed <= time.last || !reading_.token(time.last).is("after"))
            return false;
        return has_word_of(reading_.text, reading_.tables.lexicon, "reacts", sentence.first, time.first);
    }

    /// "11 colliers murdered near Mach": a participle, and no verb of the sentence.
    [[nodiscard]] bool stands_behind_its_noun(std::uint32_t deed) const
    {
        const Token& noun = reading_.token(deed - 1);
        return reading_.token(deed).lower.ends_with("ed") && noun.lower.ends_with("s") &&
               reading_.tables.lexicon.has("people", noun);
    }

    /// "combed the groves on Monday for the men who killed 13", "lay in ruins on Friday after a bomb": what
    /// followed, and between its day and the deed a clause on the deed begins.
    [[nodiscard]] bool is_of_aftermath(const TimeMention& time, std::uint32_t deed) const
    {
        constexpr std::uint32_t to_verb = 4; // "on Wednesday promised an inquiry"
        const Sentence& sentence = reading_.sentence(time.sentence);
        if (deed <= time.last)
            return false;
        bool about = false, then = false;
        for (std::uint32_t i = time.last; i < deed; ++i) {
            const Token& word = reading_.token(i);
            about = about || is_one_of(word, {"where", "which", "whom", "who", "whose", "over", "into", "for",
                                              "against"});
            then = then || is_one_of(word, {"after", "following", "since"});
            // "buried on Sunday 13 people who were killed when missiles struck": still of those buried
            if (is_one_of(word, {";", "while", "but"}) ||
                (is_one_of(word, {"and", "when", "as"}) && !about && !then))
                return false;
        }
        const Lexicon& lexicon = reading_.tables.lexicon;
        about = about || stands_behind_its_noun(deed); // "coffins of 11 colliers murdered near Mach"
        if (!about && !then)
            return false;
        for (std::uint32_t i = sentence.first; i < std::min(time.last + to_verb, deed); ++i) {
            if (i >= time.first && i < time.last)
                continue;
            const Token& word = reading_.token(i);
            if (is_one_of(word, {"after", "where", "which", "whom", "who", "when"}) && i > time.last)
                break;
            if (lexicon.is_in("aftermath", word) || (then && lexicon.is_in("reacts", word)))
                return true;
        }
        return false;
    }

    /// "signed an agreement and will hand in their weapons on Thursday": the day of what is to come.
    [[nodiscard]] bool is_to_come(const TimeMention& time, std::uint32_t deed) const
    {
        for (std::uint32_t i = time.first; i > deed && i > 0; --i) {
            const Token& word = reading_.token(i - 1);
            if (is_one_of(word, {"will", "shall"}))
                return true;
            if (is_one_of(word, {",", ";", ":", "that"}))
                return false;
        }
        return false;
    }

    /// "The blasts came six days after a plebiscite": the day of what is named behind it.
    [[nodiscard]] bool is_reckoned_from(const TimeMention& time, std::uint32_t deed) const
    {
        // "nine die in a blast THREE DAYS before the president flies in"
        const bool to_another = deed < time.first && time.anchor == TimeMention::Anchor::day_before &&
                                reading_.token(time.last - 1).is("before") &&
                                time.last < reading_.sentence(time.sentence).last &&
                                reading_.token(time.last).kind == Token::Kind::word &&
                                !is_one_of(reading_.token(time.last), {"in", "at", "near", "on", "by"});
        if (to_another)
            return true;
        return deed < time.first && reading_.token(time.last - 1).is("after") &&
               (time.anchor == TimeMention::Anchor::day_before ||
                (time.last >= 2 && is_one_of(reading_.token(time.last - 2), {"week", "weeks"})));
    }

    /// "13 March 2016, a Sunday", "on May 22, also a Friday": what day of the week it was.
    [[nodiscard]] bool is_any_such_day(const TimeMention& time) const
    {
        const std::uint32_t first = reading_.sentence(time.sentence).first;
        return (reading_.token(time.first).is("a") &&
                !is_one_of(reading_.token(time.first + 1), {"day", "week", "month", "year"})) ||
               (time.first > first + 1 && reading_.token(time.first - 1).is("a") &&
                is_one_of(reading_.token(time.first - 2), {",", "also"}));
    }

    /// "By Saturday 52 people had died": the day of the figure, and not of the deed.
    [[nodiscard]] bool is_by(const TimeMention& time) const
    {
        const std::uint32_t first = reading_.sentence(time.sentence).first;
        return reading_.token(time.first).is("by") ||
               (time.first > first && is_one_of(reading_.token(time.first - 1), {"by", "until"}));
    }

    const Reading& reading_;
};

} // namespace

const TimeMention* time_of_deed(const Reading& reading, std::uint32_t sentence, std::uint32_t trigger)
{
    return SentenceTimes{reading}.of_deed(sentence, trigger);
}

const TimeMention* time_of_aftermath(const Reading& reading, std::uint32_t sentence, std::uint32_t trigger)
{
    return SentenceTimes{reading}.of_aftermath(sentence, trigger);
}

const TimeMention* time_of_announcement(const Reading& reading, std::uint32_t sentence)
{
    return SentenceTimes{reading}.of_announcement(sentence);
}

bool is_of_what_came_before(const Reading& reading, const TimeMention& time, const TriggerMention& arrest)
{
    const std::uint32_t first = reading.sentence(arrest.sentence).first;
    if (time.first > arrest.first)
        return false;
    const bool later = arrest.first > first && (reading.token(arrest.first - 1).is("later") ||
                                                reading.token(arrest.first + 1).is("later"));
    if (later || !reading.token(first).is("after"))
        return later;
    for (std::uint32_t i = time.last; i < arrest.first; ++i)
        if (reading.token(i).is(","))
            return true;
    return false;
}

} // namespace sitmap
