// Numbers whose noun stands far before them.
#include "importers/article/counted.hpp"

namespace sitmap {

namespace {

constexpr std::uint32_t toll_reach = 40; ///< tokens from "the number of" to the number

bool is_rise(const Lexicon& lexicon, const Token& word)
{
    return lexicon.is_in("rise", word);
}

/// "They put the number": the verb stands before its object.
bool is_put_before(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first, std::uint32_t noun)
{
    for (std::uint32_t back = 1; back <= 3 && noun >= first + back; ++back)
        if (lexicon.is_in("restate", text.tokens[noun - back]))
            return true;
    return false;
}

/// The harm told between "the number of" and the number.
PhraseMatch harm_between(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                         std::uint32_t until)
{
    for (std::uint32_t i = from; i < until; ++i) {
        const PhraseMatch harm = match_phrase(lexicon, "harm", text, i, until);
        if (harm && harm.meaning() != "same" &&
            (may_stand(harm, 'a') || may_stand(harm, 't') || may_stand(harm, 's') || may_stand(harm, 'n')))
            return harm;
    }
    return {};
}

} // namespace

PhraseMatch toll_moved_to(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first,
                          std::uint32_t number)
{
    if (number < first + 2)
        return {};
    const Token& before = text.tokens[number - 1];
    const bool linked = is_one_of(before, {"to", "at", "above", "past", "beyond", "from", "as"});
    if (!linked && !is_rise(lexicon, before))
        return {};
    bool moved = !linked;
    for (std::uint32_t i = number; i > first && number - i < toll_reach;) {
        const Token& word = text.tokens[--i];
        if (is_one_of(word, {";", ":", ".", "but", "while"}))
            return {};
        moved = moved || is_rise(lexicon, word) || lexicon.is_in("stands_at", word);
        if (!lexicon.is_in("toll", word) || !(moved || is_put_before(text, lexicon, first, i)))
            continue;
        if (const PhraseMatch harm = harm_between(text, lexicon, i, number))
            return harm;
        // "Toll of the attack on Baga corrected to 35"
        if (word.is("toll") && i <= first + 2)
            return harm_named(lexicon, "killed");
    }
    return {};
}

PhraseMatch toll_named_behind(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first,
                              std::uint32_t number, std::uint32_t behind, std::uint32_t last)
{
    constexpr std::uint32_t reach = 12; // tokens
    // "raised to five on Friday the number of people killed"
    if (behind + 4 < last && is_one_of(text.tokens[behind], {"on", "by", "yesterday", "today", "late"}))
        for (const std::uint32_t stop = behind + 4; behind < stop && !text.tokens[behind].is("the");)
            ++behind;
    // "gave twelve as the number of dead"
    if (number > first && behind + 3 < last && text.tokens[behind].is("as") &&
        text.tokens[behind + 1].is("the") && lexicon.is_in("number_of", text.tokens[behind + 2]) &&
        is_one_of(text.tokens[number - 1], {"gave", "gives", "give", "giving", "named", "names"}))
        return harm_between(text, lexicon, behind + 2, std::min(behind + reach, last));
    if (number == first || !is_one_of(text.tokens[number - 1], {"to", "at"}) || behind + 2 >= last ||
        !is_one_of(text.tokens[behind], {"the", "its", "their"}))
        return {};
    const bool counts = lexicon.is_in("number_of", text.tokens[behind + 1]);
    if (!counts ||
        !(is_put_before(text, lexicon, first, number - 1) || is_put_before(text, lexicon, first, number)))
        return {};
    return harm_between(text, lexicon, behind + 1, std::min(behind + reach, last));
}

PhraseMatch harm_asked_for(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence)
{
    if (sentence == 0)
        return {};
    const Sentence& question = text.sentences[sentence - 1];
    if (!text.tokens[question.last - 1].is("?"))
        return {};
    bool how_many = false;
    for (std::uint32_t i = question.first; i + 1 < question.last; ++i) {
        how_many = how_many || (text.tokens[i].is("how") && text.tokens[i + 1].is("many"));
        const PhraseMatch harm = match_phrase(lexicon, "harm", text, i, question.last);
        if (how_many && harm && harm.meaning() != "same")
            return harm;
    }
    return {};
}

} // namespace sitmap
