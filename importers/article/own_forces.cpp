#include "importers/article/own_forces.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "by a unit of its own", "by its fighters".
bool is_by_own(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t by, std::uint32_t last)
{
    if (by + 2 >= last || !text.tokens[by].is("by"))
        return false;
    if (by + 4 < last && is_one_of(text.tokens[by + 1], {"a", "the", "one", "two"}) &&
        lexicon.is_in("own_force", text.tokens[by + 2]) && text.tokens[by + 3].is("of"))
        return is_one_of(text.tokens[by + 4], {"its", "their", "his", "ours"});
    return is_one_of(text.tokens[by + 1], {"its", "their", "his", "our"}) &&
           (text.tokens[by + 2].is("own") || lexicon.is_in("own_force", text.tokens[by + 2]));
}

} // namespace

bool lays_it_to_itself(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                       std::uint32_t last)
{
    constexpr std::uint32_t reach = 16;
    bool deed = false;
    for (std::uint32_t i = from; i + 1 < std::min(from + reach, last); ++i) {
        const Token& word = text.tokens[i];
        if (word.kind == Token::Kind::punctuation ||
            is_one_of(word, {"not", "never", "no", "if", "when", "would"}))
            return false;
        if (is_one_of(word, {"was", "were", "is", "are"}) && i > from + 1 &&
            is_one_of(text.tokens[i + 1], {"theirs", "ours"}))
            return true;
        deed = deed || lexicon.has("accusing_deeds", word);
        if (deed && is_by_own(text, lexicon, i, last))
            return true;
    }
    return false;
}

bool confirms_own_strike(const TokenisedText& text, std::uint32_t verb, std::uint32_t last)
{
    const auto is_strike = [](const Token& word) {
        return is_one_of(word, {"strike", "strikes", "raid", "raids", "airstrike", "airstrikes",
                                "bombardment", "shelling", "operation"});
    };
    constexpr std::uint32_t longest = 5, to_struck = 4; // "the two night-time air raids"
    if (!is_one_of(text.tokens[verb], {"confirmed", "confirms", "acknowledged", "acknowledges"}))
        return false;
    std::uint32_t i = verb + 1;
    while (i < std::min(verb + longest, last) && !is_strike(text.tokens[i])) {
        if (text.tokens[i].kind == Token::Kind::punctuation || ends_noun_phrase(text.tokens[i]) ||
            text.tokens[i].capitalised)
            return false;
        ++i;
    }
    if (i >= std::min(verb + longest, last))
        return false;
    for (std::uint32_t k = i + 1; k < std::min(i + 1 + to_struck, last); ++k)
        if (is_one_of(text.tokens[k], {"by", "its", "our", "their"}))
            return false; // "confirmed the strike on its base"
    return true;
}

bool is_officer(std::string_view speaker)
{
    const TokenisedText words = tokenise(speaker);
    return std::any_of(words.tokens.begin(), words.tokens.end(), [](const Token& word) {
        return is_one_of(word, {"general", "colonel", "brigadier", "major", "admiral", "lieutenant"});
    });
}

bool is_authority(std::string_view speaker)
{
    const TokenisedText words = tokenise(speaker);
    return std::any_of(words.tokens.begin(), words.tokens.end(), [](const Token& word) {
        return is_one_of(word, {"ministry", "minister", "government", "police", "constable", "media"});
    });
}

bool opens_with_fighters(const Lexicon& lexicon, std::string_view speaker)
{
    const TokenisedText words = tokenise(speaker);
    return !words.tokens.empty() && lexicon.meaning("people", words.tokens.front()) == "fighters";
}

bool are_men_of_state(const Lexicon& lexicon, std::string_view party)
{
    const TokenisedText words = tokenise(party);
    const PhraseMatch role =
        match_phrase(lexicon, "armed_roles", words, 0, static_cast<std::uint32_t>(words.tokens.size()));
    const bool of_state = role.meaning() == "state" && role.length == words.tokens.size();
    const bool of_type = !words.tokens.empty() && lexicon.is_in("own_force", words.tokens.back()) &&
                         std::any_of(words.tokens.begin(), words.tokens.end(), [](const Token& word) {
                             return word.text.find_first_of("0123456789") != std::string_view::npos;
                         });
    return of_state || of_type;
}

} // namespace sitmap
