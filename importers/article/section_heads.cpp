// Lines that head a section of a text.
#include "importers/article/section_heads.hpp"

#include "importers/article/phrases.hpp"

namespace sitmap {

namespace {

constexpr std::uint32_t longest_head = 9; ///< tokens
constexpr std::uint32_t longest_question = 12;
constexpr std::uint32_t first_head = 1; ///< the headline stands before it

/// Alone in its paragraph, short, and either a question or without a full stop.
bool is_section_head(const TokenisedText& text, std::uint32_t s)
{
    const Sentence& sentence = text.sentences[s];
    const bool alone = text.sentences[s - 1].paragraph != sentence.paragraph &&
                       text.sentences[s + 1].paragraph != sentence.paragraph;
    const std::uint32_t length = sentence.last - sentence.first;
    if (!alone || length == 0)
        return false;
    const Token& opening = text.tokens[sentence.first];
    const Token& end = text.tokens[sentence.last - 1];
    if (end.lower == "?")
        return length <= longest_question;
    return length <= longest_head && !is_one_of(opening, {"by", "from", "-", "•", "–", "*"}) &&
           !is_one_of(end, {".", "!", "…", "”", "\"", "'", "’"});
}

} // namespace

void join_section_heads(TokenisedText& text)
{
    const auto end = static_cast<std::uint32_t>(text.sentences.size());
    // backwards, so that two heads in a row go to the same paragraph
    for (std::uint32_t s = end; s > first_head + 1; --s)
        if (s - 1 + 1 < end && is_section_head(text, s - 1))
            text.sentences[s - 1].paragraph = text.sentences[s].paragraph;
}

} // namespace sitmap
