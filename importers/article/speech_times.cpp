// Which days date a statement, or the text itself, and not a happening.
#include "importers/article/attribution.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/said_deeds.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "BAGHDAD, Nov. 29 — Iraq awoke", "26 July 2019.", "what we know this morning": dates the text itself.
bool is_of_header(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    const Sentence& sentence = text.sentences[time.sentence];
    for (std::uint32_t i = time.first; time.sentence == 0 && i < time.last; ++i)
        if (match_phrase(lexicon, "times", text, i, time.last).meaning() == "day 0")
            return true;
    // "2. Sunday 9 June. Two jets bombed a school": a day that opens its paragraph dates what follows.
    const bool goes_on = time.sentence > 2 && time.sentence + 1 < text.sentences.size() &&
                         text.sentences[time.sentence + 1].paragraph == sentence.paragraph;
    if (goes_on && (time.first == sentence.first || lexicon.has("weekdays", text.tokens[sentence.first])))
        return false;
    const std::string_view opening = text.tokens[sentence.first].text;
    const bool in_capitals = opening.size() > 2 && std::none_of(opening.begin(), opening.end(),
                                                                [](char c) { return c >= 'a' && c <= 'z'; });
    // but "BAGHDAD - Bombs killed nine on Monday: it was"
    const bool header_over =
        std::any_of(text.tokens.begin() + sentence.first,
                    text.tokens.begin() + std::max(sentence.first, time.first), [](const Token& token) {
                        return is_one_of(token, {"—", "–", "-", "--"});
                    });
    if (time.sentence < 4 && in_capitals && !header_over)
        for (std::uint32_t i = time.last; i < std::min(sentence.first + 14, sentence.last); ++i)
            if (is_one_of(text.tokens[i], {"—", "–", "-", "--"}) ||
                (i == time.last && text.tokens[i].is(":")))
                return true;
    // "April 12 - A jet bombed a crowd"
    if (time.sentence < 4 && time.first == sentence.first && time.last < sentence.last &&
        is_one_of(text.tokens[time.last], {"—", "–", "-", "--"}))
        return true;
    // "(Kampala, Monday) A bomb exploded"
    for (std::uint32_t i = sentence.first;
         text.tokens[sentence.first].is("(") && i < sentence.first + 10 && i < sentence.last; ++i)
        if (text.tokens[i].is(")"))
            return time.last <= i;
    // "Displacement after the attack on Dikwa - Report No. 2 (8 June)"
    if (time.sentence < 3 && time.first > sentence.first && text.tokens[time.first - 1].is("(") &&
        time.last + 1 == sentence.last && text.tokens[time.last].is(")"))
        return true;
    if (sentence.last - sentence.first > 9)
        return false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (text.tokens[i].kind == Token::Kind::word && !text.tokens[i].capitalised &&
            (i < time.first || i >= time.last))
            return false;
    return true;
}

/// "the number of dead passed 100 on Wednesday": the day that a count was reached.
bool is_of_count(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    constexpr std::uint32_t reach = 5;
    const std::uint32_t first = text.sentences[time.sentence].first;
    bool number = false;
    for (std::uint32_t back = 1; back <= reach && time.first >= first + back; ++back) {
        const Token& word = text.tokens[time.first - back];
        // but "bombs went off in three towns on Wednesday"
        if (number && lexicon.is_in("rise", word) && !text.tokens[time.first - back + 1].is("off"))
            return true;
        // "had given a figure of 58 on Wednesday"
        if (number && is_one_of(word, {"figure", "toll", "count", "tally"}) &&
            text.tokens[time.first - back + 1].is("of"))
            return true;
        number = number || word.kind == Token::Kind::number || lexicon.has("numbers", word);
        if (lexicon.has("triggers", word) || lexicon.has("harm", word))
            return false;
    }
    return false;
}

/// "on Wednesday put at seventeen the number", "which on Tuesday expressed its outrage".
bool is_before_saying(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time,
                      std::uint32_t last)
{
    if (time.last + 1 >= last)
        return false;
    const Token &verb = text.tokens[time.last], &next = text.tokens[time.last + 1];
    return lexicon.is_in("voices", verb) ||
           (is_one_of(verb, {"put", "puts"}) && is_one_of(next, {"at", "the", "its", "their"}));
}

/// "claimed the attack on Wednesday", "on Wednesday claimed the bombing": the day of the claim. But "claimed
/// a rocket attack on Tuesday", "claimed Tuesday's raid".
bool is_of_claim(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    constexpr std::uint32_t reach = 6; // "claimed both of the attacks on"
    const Sentence& sentence = text.sentences[time.sentence];
    // "claimed the attack of Dec. 10": the mention may begin with "of"
    const bool with_of = text.tokens[time.first].is("of");
    const std::uint32_t of = with_of || time.first == sentence.first ? time.first : time.first - 1;
    if (of > sentence.first && text.tokens[of].is("of") &&
        (lexicon.has("triggers", text.tokens[of - 1]) || lexicon.is_in("named_deed", text.tokens[of - 1])))
        return false;
    if (time.last < sentence.last && claims_a_deed(text, lexicon, time.last, sentence.last))
        return true;
    if (time.last < sentence.last && is_one_of(text.tokens[time.last], {"'s", "’s"}))
        return false;
    for (std::uint32_t back = 2; back <= reach && time.first >= sentence.first + back; ++back) {
        const std::uint32_t i = time.first - back;
        if (text.tokens[i + 1].kind == Token::Kind::punctuation)
            return false;
        if (claims_a_deed(text, lexicon, i, sentence.last))
            return is_one_of(text.tokens[i + 1],
                             {"the", "that", "this", "both", "these", "those", "it", "all"});
    }
    return false;
}

/// "was told by the general staff in Bamako last Friday": the day on which it was told.
bool is_behind_told_by(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    constexpr std::uint32_t reach = 10;
    const std::uint32_t first = text.sentences[time.sentence].first;
    for (std::uint32_t back = 1; back <= reach && time.first >= first + back + 2; ++back) {
        const std::uint32_t i = time.first - back;
        if (text.tokens[i].kind == Token::Kind::punctuation || lexicon.has("triggers", text.tokens[i]))
            return false;
        if (text.tokens[i].is("by"))
            return is_one_of(text.tokens[i - 1], {"told", "announced", "published", "confirmed", "issued"}) &&
                   is_form_of_be(text.tokens[i - 2]);
    }
    return false;
}

/// "claimed Monday's bombing": the deed's own day, whatever verb of speech stands before it.
bool is_of_named_deed(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    const std::uint32_t last = text.sentences[time.sentence].last;
    return time.last + 1 < last && is_one_of(text.tokens[time.last], {"'s", "’s"}) &&
           (lexicon.has("triggers", text.tokens[time.last + 1]) ||
            lexicon.is_in("named_deed", text.tokens[time.last + 1]));
}

/// "took responsibility on January 10, after two bombs had killed 92": the deed's day as well, as nearly as
/// the text says.
bool is_right_after_deed(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    constexpr std::uint32_t reach = 16;
    const std::uint32_t last = text.sentences[time.sentence].last;
    std::uint32_t i = time.last;
    if (i < last && text.tokens[i].is(","))
        ++i;
    if (i >= last || !is_one_of(text.tokens[i], {"after", "when"}))
        return false;
    bool before = false;
    for (std::uint32_t k = i + 1; k < std::min(i + reach, last); ++k) {
        before = before || text.tokens[k].is("had");
        if (before && lexicon.has("harm", text.tokens[k]))
            return true;
    }
    return false;
}

/// "hit Kharkiv overnight, the mayor said on Sunday": the night is the one that ended on the day of the word.
void date_nights_by_what_is_said(std::vector<TimeMention>& times, const TokenisedText& text)
{
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (times[i].last != times[i].first + 1 || !text.tokens[times[i].first].is("overnight"))
            continue;
        for (std::size_t k = i + 1; k < times.size() && times[k].sentence == times[i].sentence; ++k) {
            const auto said = times[k].interval.first();
            if (!times[k].of_speech || !said || times[k].interval.last() != said)
                continue;
            times[i].interval = Interval::between(*said - std::chrono::days{1}, *said);
            break;
        }
    }
}

} // namespace

void mark_times_of_speech(std::vector<TimeMention>& times, const TokenisedText& text, const Lexicon& lexicon)
{
    for (TimeMention& time : times) {
        const Sentence& sentence = text.sentences[time.sentence];
        if (is_of_header(text, lexicon, time)) {
            time.of_speech = true;
            continue;
        }
        if (is_of_named_deed(text, lexicon, time) || is_right_after_deed(text, lexicon, time))
            continue;
        if (is_of_claim(text, lexicon, time) || is_behind_told_by(text, lexicon, time)) {
            time.of_speech = true;
            continue;
        }
        // "said on Wednesday", "told reporters on Friday", "in a statement on Wednesday"
        for (std::uint32_t back = 1; back <= 4 && time.first >= sentence.first + back; ++back) {
            const std::uint32_t i = time.first - back;
            // "clashes were reported near Sotk on Tuesday": the day of the clashes
            const bool of_deed = text.tokens[i].is("reported") && i > sentence.first &&
                                 is_one_of(text.tokens[i - 1], {"was", "were", "been", "being"});
            if (of_deed)
                break;
            // "for which the rebels were blamed came on 23 December": of the deed
            const bool passive = i > sentence.first && is_one_of(text.tokens[i - 1], {"was", "were"}) &&
                                 lexicon.meaning("speech", text.tokens[i]) == "accuses";
            if (passive)
                break;
            // "hard to say what happened on 9 November": nobody said it on that day
            if (i > sentence.first && text.tokens[i - 1].is("to") &&
                is_one_of(text.tokens[i + 1], {"what", "how", "who", "where"}))
                break;
            const std::string_view speech = lexicon.meaning("speech", text.tokens[i]);
            if (!speech.empty() || lexicon.is_in("dated_by", text.tokens[i])) {
                time.of_speech = true;
                break;
            }
            // "recalled that on 15 August", "said that on Monday its troops had": of what is said
            if (text.tokens[i].kind == Token::Kind::punctuation || text.tokens[i].is("that") ||
                lexicon.has("triggers", text.tokens[i]) || lexicon.has("harm", text.tokens[i]))
                break;
        }
        time.of_speech = time.of_speech || is_of_count(text, lexicon, time) ||
                         is_before_saying(text, lexicon, time, sentence.last);
        // "From 27 to 31 March, it says, soldiers held the village": nobody says a thing for so long
        if (time.of_speech || time.first != sentence.first ||
            (is_one_of(text.tokens[time.first], {"from", "between"}) &&
             time.interval.precision() == TimePrecision::range))
            continue;
        // "On Friday Ahmed al-Mismari, spokesman of the LNA, accused": the first verb behind it is one of
        // speech.
        for (std::uint32_t i = time.last; i < sentence.last && i < time.last + 16; ++i) {
            const Token& word = text.tokens[i]; // not its letters: "Omar Said" is a name
            const std::string_view speech = lexicon.meaning("speech", word);
            // "On Monday the mission put it at ten"
            const bool counts = is_one_of(text.tokens[i], {"put", "puts"}) && i + 2 < sentence.last &&
                                is_one_of(text.tokens[i + 1], {"it", "them"}) && text.tokens[i + 2].is("at");
            if (speech == "accuses" || speech == "says" || speech == "denies" || counts) {
                time.of_speech = true;
                break;
            }
            if (lexicon.has("verbs", word) || lexicon.has("triggers", word) || lexicon.has("harm", word) ||
                lexicon.has("territory", word) || is_one_of(word, {"was", "were"}))
                break;
        }
    }
    date_nights_by_what_is_said(times, text);
}

} // namespace sitmap
