// How real the words around it make what a text tells.
#include "importers/article/reality.hpp"

#include "importers/article/phrases.hpp"

#include <charconv>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::uint32_t cue_reach = 7; ///< tokens before a trigger that may take its reality away

int weight_of(std::string_view digits)
{
    int weight = 1;
    std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    return weight;
}

Reality reality_named(std::string_view cue)
{
    if (cue == "negated")
        return Reality::negated;
    if (cue == "planned")
        return Reality::planned;
    if (cue == "hypothetical" || cue == "fiction")
        return Reality::hypothetical;
    if (cue == "talk")
        return Reality::talk;
    return cue == "past" ? Reality::past : Reality::reported;
}

/// "are on trial in The Hague for, among other crimes, the shelling of": what a court speaks of.
bool is_of_trial(const TokenisedText& text, std::uint32_t first, std::uint32_t trigger)
{
    bool trial = false;
    for (std::uint32_t i = first; i + 1 < trigger; ++i) {
        trial = trial || (text.tokens[i].is("on") && text.tokens[i + 1].is("trial")) ||
                is_one_of(text.tokens[i], {"indicted", "convicted"});
        if (trial && is_one_of(text.tokens[i], {"for", "of", "over"}))
            return true;
    }
    return false;
}

/// "in revenge for the presence of troops and for the murder of", "because of the hunger of families and the
/// shelling of": another motive stands before the "and".
bool gives_motive(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first, std::uint32_t joint)
{
    constexpr std::uint32_t reach = 14;
    for (std::uint32_t i = joint > first + reach ? joint - reach : first; i + 1 < joint; ++i)
        if ((text.tokens[i + 1].is("for") && lexicon.is_in("motive", text.tokens[i])) ||
            (text.tokens[i].is("because") && text.tokens[i + 1].is("of")))
            return true;
    return false;
}

} // namespace

std::uint32_t begin_of_suspicion(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                                 std::uint32_t trigger)
{
    const std::uint32_t first = text.sentences[sentence].first;
    bool arrested = false;
    std::uint32_t begin = trigger;
    for (std::uint32_t i = first; i + 1 < trigger; ++i) {
        const Token &word = text.tokens[i], &next = text.tokens[i + 1];
        if (is_one_of(word, {";", "but", "while", "when"})) {
            arrested = false;
            begin = trigger;
        }
        if (lexicon.is_in("arrested", word))
            arrested = true;
        else if (arrested &&
                 ((word.is("suspicion") && next.is("of")) ||
                  (is_one_of(word, {"suspected", "accused"}) && next.is("of")) ||
                  (word.is("charged") && next.is("with")) || (word.is("connection") && next.is("with")) ||
                  (word.is("over") && (is_one_of(next, {"the", "a", "an", "their", "his"}) ||
                                       lexicon.is_in("arrested", text.tokens[i - 1])))))
            begin = i;
    }
    return begin;
}

bool is_month_of_may(const Token& word)
{
    return word.is("may") && word.capitalised && !word.sentence_start;
}

Reality reality_at(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                   std::uint32_t trigger)
{
    const std::uint32_t first = text.sentences[sentence].first;
    if (is_of_trial(text, first, trigger) || begin_of_suspicion(text, lexicon, sentence, trigger) < trigger)
        return Reality::past;
    // "to march" has not happened, "began to march" has
    if (trigger > first && text.tokens[trigger - 1].is("to") &&
        !(trigger > first + 1 && lexicon.is_in("begins", text.tokens[trigger - 2])))
        return Reality::planned;
    for (std::uint32_t back = 1; back <= cue_reach && trigger >= first + back; ++back) {
        const Token& word = text.tokens[trigger - back];
        const Token* before = trigger > first + back ? &text.tokens[trigger - back - 1] : nullptr;
        // "whose leader once claimed rocket attacks", "revenge for the murder of", "a year after jets bombed"
        if ((word.is("once") && back <= 4 && !(before && before->is("at")) &&
             !is_one_of(text.tokens[trigger - back + 1], {"again", "the", "a", "more"})) ||
            (before && is_one_of(word, {"for", "to"}) && lexicon.is_in("motive", *before)) ||
            (before && is_one_of(word, {"for", "the"}) && before->is("and") &&
             gives_motive(text, lexicon, first, trigger - back - 1)) ||
            (before && word.is("after") &&
             is_one_of(*before, {"year", "years", "months", "decade", "decades"})))
            return Reality::past;
        // "had acted because of the shelling of villages": a reason, and no news of it
        if (word.is("because") && text.tokens[trigger - back + 1].is("of"))
            return Reality::past;
        if (is_one_of(word, {",", ";", ":", "—", "–", "but", "after", "when", "because", "since", "as"}))
            break;
        // "denied that", "fear that": what governs a whole clause.
        if (word.is("that")) {
            const bool governed = trigger > first + back && !is_month_of_may(text.tokens[trigger - back - 1]);
            const std::string_view governor =
                governed ? lexicon.meaning("reality", text.tokens[trigger - back - 1]) : "";
            return reality_named(governor == "denied" ? "negated" : governor == "past" ? "" : governor);
        }
        // "denies having fired on Ganja", "called for a march"
        if (back > 1 && text.tokens[trigger - back + 1].is("having") &&
            lexicon.meaning("reality", word) == "denied")
            return Reality::negated;
        // "is to hold a protest", "are expected to rally"
        if (word.is("to") && before &&
            (is_one_of(*before, {"is", "are", "about"}) || lexicon.is_in("due", *before)))
            return Reality::planned;
        // "drowned as they tried to escape fighting in": why they went, and no news of it
        if (back <= 4 && lexicon.is_in("flees", word))
            return Reality::talk;
        // "called the killings outrageous"
        if (back == 2 && is_one_of(word, {"called", "calls", "calling"}) &&
            is_one_of(text.tokens[trigger - 1], {"the", "this", "it"}))
            return Reality::talk;
        if (word.is("for") && trigger > first + back &&
            text.tokens[trigger - back - 1].lower.starts_with("call"))
            return Reality::planned;
        const std::string_view cue = lexicon.meaning("reality", word);
        // "Neither French nor Malian planes had carried out any strike"
        const bool any = is_one_of(word, {"neither", "nor"}) && text.tokens[trigger - 1].is("any");
        const bool too_far =
            (cue == "negated" && back > 3 && !any) || (cue == "talk" && back > 4) || cue == "denied";
        if (!cue.empty() && !is_month_of_may(word) && !too_far)
            return reality_named(cue);
    }
    return Reality::reported;
}

bool is_figurative(const TokenisedText& text, const Lexicon& lexicon)
{
    int play = 0, harm = 0;
    for (std::uint32_t i = 0; i < text.tokens.size(); ++i) {
        play += text.tokens[i].kind == Token::Kind::word && lexicon.has("figurative", text.tokens[i])
                    ? weight_of(lexicon.meaning("figurative", text.tokens[i]))
                    : 0;
        const PhraseMatch match =
            match_phrase(lexicon, "harm", text, i, static_cast<std::uint32_t>(text.tokens.size()));
        harm += match.meaning() == "killed" || match.meaning() == "displaced" ? 3 : 0;
    }
    // One sporting word in twenty, and more of them than of harm, measured on articles with and without
    // events.
    return play * 20 > static_cast<int>(text.tokens.size()) && play > harm;
}

} // namespace sitmap
