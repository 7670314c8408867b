// Who speaks where nobody stands beside the verb.
#include "importers/article/speech_subjects.hpp"

#include "importers/article/phrases.hpp"

namespace sitmap {

bool SpeechSubjects::joins_statement(const Sentence& sentence, std::uint32_t verb) const
{
    std::uint32_t i = verb;
    while (i > sentence.first && (is_auxiliary(token(i - 1)) || lexicon_.is_in("manner", token(i - 1))))
        --i;
    return i > sentence.first && is_one_of(token(i - 1), {"and", "but"});
}

std::string SpeechSubjects::joined(const Sentence& sentence, std::uint32_t verb)
{
    std::string found = told_before(sentence, verb);
    return found.empty() ? subject_of(sentence, verb) : found;
}

std::string SpeechSubjects::told_before(const Sentence& sentence, std::uint32_t verb) const
{
    for (auto told = told_.rbegin(); told != told_.rend(); ++told) {
        if (&text_.sentences[told->sentence] != &sentence)
            break;
        if (told->verb < verb && !told->speaker.empty())
            return told->speaker;
    }
    return {};
}

bool SpeechSubjects::closes_relative_clause(const Sentence& sentence, std::uint32_t verb) const
{
    if (!token(verb - 1).is(","))
        return false;
    for (std::uint32_t i = verb - 1; i > sentence.first && verb - i < 24;) {
        --i;
        if (token(i).is(","))
            return is_one_of(token(i + 1), {"who", "which", "whose"});
    }
    return false;
}

bool SpeechSubjects::sends_word_before(const Sentence& sentence, std::uint32_t before) const
{
    for (std::uint32_t i = sentence.first + 1; i < before; ++i)
        if (lexicon_.is_in("sends_word", token(i)))
            return true;
    return false;
}

std::string SpeechSubjects::sender_in(const Sentence& sentence, std::uint32_t before)
{
    for (std::uint32_t i = sentence.first + 1; i < before; ++i)
        if (lexicon_.is_in("sends_word", token(i)))
            return speakers_.before(sentence, i);
    return subject_of(sentence, before);
}

std::string SpeechSubjects::subject_of(const Sentence& sentence, std::uint32_t before)
{
    for (std::uint32_t i = sentence.first; i < before; ++i)
        if (i > sentence.first &&
            (is_auxiliary(token(i)) || lexicon_.has("speech", token(i)) ||
             lexicon_.has("reality", token(i)) ||
             (token(i).lower.size() > 4 && token(i).lower.ends_with("ed") && !token(i).capitalised)))
            return speakers_.before(sentence, i);
    return {};
}

std::string SpeechSubjects::whose_men_before(const Sentence& sentence, std::uint32_t verb) const
{
    constexpr std::uint32_t longest = 3; // "its own fighters"
    std::uint32_t end = verb;
    while (end > sentence.first && is_auxiliary(token(end - 1)))
        --end;
    for (std::uint32_t i = end; i > sentence.first + 1 && end - i < longest;)
        if (--i; is_one_of(token(i), {"his", "her", "its", "their", "our", "my"}))
            return end > i + 1 &&
                           (token(i - 1).is("that") || lexicon_.meaning("speech", token(i - 1)) == "says")
                       ? told_before(sentence, verb)
                       : std::string{};
    return {};
}

std::string SpeechSubjects::of_verb(const Sentence& sentence, std::uint32_t verb)
{
    std::string found = speakers_.before(sentence, verb);
    return found.empty() && joins_statement(sentence, verb) ? joined(sentence, verb) : found;
}

bool SpeechSubjects::opens_with_both(const Sentence& sentence, std::uint32_t verb) const
{
    constexpr std::uint32_t reach = 3; // "Both have since"
    return token(sentence.first).is("both") && verb > sentence.first && verb <= sentence.first + reach;
}

} // namespace sitmap
