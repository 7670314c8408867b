#include "importers/article/phrases.hpp"

#include "geodata/text_hash.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "a bomb killed three in Port Said on Monday": a name, where the sentence is not written in capitals as
/// some headlines are.
void tell_names_from_saying(TokenisedText& text)
{
    constexpr std::size_t long_word = 4; // letters; headlines write shorter ones small
    for (const Sentence& sentence : text.sentences) {
        bool named = false, plain = false;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Token& token = text.tokens[i];
            named = named || (token.text == "Said" && !token.sentence_start);
            plain = plain ||
                    (token.kind == Token::Kind::word && !token.capitalised && token.lower.size() > long_word);
        }
        for (std::uint32_t i = sentence.first; named && plain && i < sentence.last; ++i)
            if (text.tokens[i].text == "Said" && !text.tokens[i].sentence_start)
                text.tokens.all()[i].hash = hash_text(text.tokens[i].text);
    }
}

} // namespace

void mark_tables(TokenisedText& text, const Lexicon& lexicon)
{
    tell_names_from_saying(text);
    for (Token& token : text.tokens.all())
        lexicon.mark(token);
}

PhraseMatch longest_phrase(const Lexicon& lexicon, Lexicon::TableName table, const TokenisedText& text,
                           std::uint32_t at, std::uint32_t end)
{
    const auto entries = lexicon.starting_with(table, text.tokens[at]);
    const auto shapes = lexicon.shapes_of(entries);
    const std::uint64_t next = at + 1 < end ? text.tokens[at + 1].hash : 0;
    for (std::size_t k = 0; k < entries.size(); ++k) {
        const auto [second, length] = shapes[k];
        if ((second != 0 && second != next) || at + length > end)
            continue;
        bool all = true;
        for (std::uint32_t i = 2; all && i < length; ++i)
            all = text.tokens[at + i].lower == entries[k].words[i];
        if (all)
            return {&entries[k], length};
    }
    return {};
}

bool has_part(std::string_view parts, std::string_view wanted)
{
    for (std::size_t begin = 0; begin <= parts.size();) {
        const std::size_t end = std::min(parts.find('|', begin), parts.size());
        if (parts.substr(begin, end - begin) == wanted)
            return true;
        begin = end + 1;
    }
    return false;
}

std::uint32_t begin_of_sum(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first,
                           std::uint32_t last)
{
    for (std::uint32_t i = first; i + 1 < last; ++i)
        if (text.tokens[i].is(",") &&
            (lexicon.is_in("brings_to", text.tokens[i + 1]) ||
             (i + 2 < last && text.tokens[i + 1].is("which") &&
              is_one_of(text.tokens[i + 2], {"makes", "made", "brings", "brought", "lifts", "lifted",
                                             "raises", "raised", "takes", "took", "pushes", "pushed"}))))
            return i;
    return last;
}

bool is_quote_mark(const Token& token)
{
    return is_one_of(token, {"\"", "“", "”", "„", "«", "»", "‘", "''", "``"}) ||
           (token.kind == Token::Kind::punctuation && is_one_of(token, {"'", "’"}));
}

std::string words_of(const TokenisedText& text, std::uint32_t first, std::uint32_t last)
{
    const std::uint32_t begin = text.tokens[first].begin, end = text.tokens[last - 1].end;
    std::string words{text.text.substr(begin, end - begin)};
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
}

bool is_form_of_be(const Token& token)
{
    return is_one_of(token, {"is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"}) &&
           token.text != "IS"; // the group
}

bool is_auxiliary(const Token& token)
{
    if (is_form_of_be(token) || is_one_of(token, {"has", "have", "had", "having"}))
        return true;
    static constexpr auto between =
        word_set("also", "already", "since", "later", "still", "now", "either", "both", "all", "each", "then",
                 "not", "there", "so", "far", "thought", "believed", "feared", "said", "reported", "to",
                 "always", "nevertheless", "badly", "seriously", "even", "about", "first", "earlier",
                 "instead", "again", "once");
    if (between.has(token))
        return true;
    const std::string& word = token.lower;
    return word.size() > 4 && word.ends_with("ly");
}

std::vector<bool> quoted_tokens(const TokenisedText& text, const Sentence& sentence)
{
    std::vector<bool> quoted(sentence.last - sentence.first, sentence.quoted);
    bool open = false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (text.tokens[i].kind != Token::Kind::punctuation) {
            if (open)
                quoted[i - sentence.first] = true;
            continue;
        }
        const Token& mark = text.tokens[i];
        if (is_one_of(mark, {"“", "«", "„"}))
            open = true;
        else if (is_one_of(mark, {"”", "»"}))
            open = false;
        else if (mark.is("\"")) {
            // "They knew it," he said: closes what the sentence before has opened
            const bool closes = !open && i > sentence.first &&
                                text.tokens[i - 1].end == text.tokens[i].begin &&
                                is_one_of(text.tokens[i - 1], {",", "?", "!"});
            if (closes)
                std::fill_n(quoted.begin(), i - sentence.first, true);
            else
                open = !open;
        } else if (open)
            quoted[i - sentence.first] = true;
    }
    return quoted;
}

bool ends_noun_phrase(const Token& token)
{
    if (token.kind != Token::Kind::word)
        return !is_quote_mark(token);
    static constexpr auto words =
        word_set("and", "or", "in", "on", "at", "from", "with", "by", "who", "which", "that", "whom", "to",
                 "for", "as", "but", "while", "when", "near", "after", "off", "under", "over", "whose",
                 "were", "was", "are", "is", "had", "has", "have", "could", "would", "may", "might", "will",
                 "than", "into", "across", "via", "through", "during", "since", "until", "between", "without",
                 "amid", "towards", "toward", "onto", "where", "because", "if", "although", "though");
    return words.has(token);
}

bool is_clock(const Token& token)
{
    const std::string_view text = token.text;
    constexpr std::size_t shortest = 4, longest = 5;
    if (text.size() < shortest || text.size() > longest)
        return false;
    const char mark = text[text.size() - 3];
    return (mark == '.' || mark == ':') && std::all_of(text.begin(), text.end(), [mark](char c) {
               return (c >= '0' && c <= '9') || c == mark;
           });
}

bool is_march_the_month(const TokenisedText& text, std::uint32_t first, std::uint32_t i, std::uint32_t last)
{
    const Token& word = text.tokens[i];
    if (!word.is("march"))
        return false;
    const auto is_day_or_year = [&](std::uint32_t k) {
        constexpr std::size_t longest_day = 2, year = 4;
        const Token& token = text.tokens[k];
        return token.kind == Token::Kind::number &&
               (token.text.size() <= longest_day || token.text.size() == year);
    };
    if ((i + 1 < last && is_day_or_year(i + 1)) || (i > first && word.capitalised && is_day_or_year(i - 1)))
        return true;
    return i > first && word.capitalised &&
           is_one_of(text.tokens[i - 1], {"in", "of", "since", "until", "by", "from", "last", "early", "late",
                                          "mid", "during", "through", "and", "to"}) &&
           (i + 1 >= last || !text.tokens[i + 1].capitalised);
}

bool has_one_of(const TokenisedText& text, const Sentence& sentence, std::initializer_list<WordLiteral> words)
{
    return std::any_of(text.tokens.begin() + sentence.first, text.tokens.begin() + sentence.last,
                       [&](const Token& word) { return is_one_of(word, words); });
}

bool has_word_of(const TokenisedText& text, const Lexicon& lexicon, Lexicon::GroupName group,
                 std::uint32_t first, std::uint32_t last)
{
    return std::any_of(text.tokens.begin() + first, text.tokens.begin() + std::max(first, last),
                       [&](const Token& word) { return lexicon.is_in(group, word); });
}

bool has_word_of(const TokenisedText& text, const Lexicon& lexicon, Lexicon::GroupName group,
                 const Sentence& sentence)
{
    return has_word_of(text, lexicon, group, sentence.first, sentence.last);
}

} // namespace sitmap
