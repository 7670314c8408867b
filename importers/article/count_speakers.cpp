// Who gives a figure, where a sentence names several.
#include "importers/article/count_speakers.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "The army says that 12 died, the rebels say 30": of two figures, each is whose verb stands before it.
std::optional<std::string> speaker_before(const Reading& reading, const CountMention& count)
{
    std::uint32_t from = reading.sentence(count.sentence).first;
    bool alone = true;
    for (const CountMention* other : in_sentence(reading.counts, count.sentence)) {
        if (other == &count || other->field != count.field || other->is_part)
            continue;
        alone = false;
        if (other->last <= count.first)
            from = std::max(from, other->last);
    }
    std::optional<std::string> speaker;
    if (alone)
        return speaker;
    for (const SpeechMention* speech : in_sentence(reading.speeches, count.sentence))
        if (speech->verb > from + 1 && speech->verb < count.first && !speech->speaker.empty())
            speaker = speech->speaker;
    return speaker;
}

/// "residents believe that the true number is near 60", "the government admits nine deaths": people of their
/// own that open the clause, whatever the verb.
std::optional<std::string> people_at(const Reading& reading, std::uint32_t first, std::uint32_t number)
{
    constexpr std::uint32_t longest = 4; // "the governor of Gao"
    const Lexicon& lexicon = reading.tables.lexicon;
    if (!lexicon.meaning("people", reading.token(first)).empty())
        return std::string{reading.token(first).text};
    if (!is_one_of(reading.token(first), {"the", "its", "their"}))
        return std::nullopt;
    for (std::uint32_t i = first + 1; i < std::min(first + 1 + longest, number); ++i) {
        if (reading.token(i).kind != Token::Kind::word)
            return std::nullopt;
        if (i > first + 1 && (lexicon.is_in("gives_count", reading.token(i)) ||
                              lexicon.is_in("gives_toll", reading.token(i)) ||
                              !lexicon.meaning("speech", reading.token(i)).empty()))
            return words_of(reading.text, first, i);
    }
    return std::nullopt;
}

/// "The Observatory for Human Rights counts 246 dead", "a doctor knows of nine": whose verb of counting
/// stands right before the figure.
std::optional<std::string> counting_party(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t longest = 8; // "The Syrian Observatory for Human Rights"
    const Lexicon& lexicon = reading.tables.lexicon;
    const std::uint32_t first = reading.sentence(count.sentence).first;
    if (count.first < first + 2 || !lexicon.is_in("counts_now", reading.token(count.first - 1)))
        return std::nullopt;
    const std::uint32_t verb = count.first - 1;
    for (const SpeechMention* speech : in_sentence(reading.speeches, count.sentence))
        if (speech->verb == verb)
            return std::nullopt; // its speaker is known by the name that the text has for it
    std::uint32_t begin = verb;
    while (begin > first && verb - begin <= longest && reading.token(begin - 1).kind == Token::Kind::word &&
           !is_one_of(reading.token(begin - 1), {"and", "but", "while", "whereas", "that", "which", "who"}))
        --begin;
    if (begin == verb || verb - begin > longest ||
        !(reading.token(begin).capitalised || is_one_of(reading.token(begin), {"the", "a", "an", "its"}) ||
          !lexicon.meaning("people", reading.token(begin)).empty()) ||
        is_one_of(reading.token(begin), {"it", "this", "that"}))
        return std::nullopt;
    for (std::uint32_t i = begin; i < verb; ++i)
        if (is_auxiliary(reading.token(i)) || lexicon.has("harm", reading.token(i)))
            return std::nullopt;
    const bool article = is_one_of(reading.token(begin), {"the", "a", "an"});
    return words_of(reading.text, article ? begin + 1 : begin, verb);
}

/// "Thirteen people died there according to the separatists, eight according to Kiev": of two figures, each
/// is of those who are named behind it.
std::optional<std::string> named_behind(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t longest = 8;
    const std::uint32_t last = reading.sentence(count.sentence).last;
    std::uint32_t end = last;
    bool alone = true;
    for (const CountMention* other : in_sentence(reading.counts, count.sentence))
        if (other != &count && other->field == count.field && !other->is_part) {
            alone = false;
            if (other->first >= count.last)
                end = std::min(end, other->first);
        }
    for (std::uint32_t i = count.last; !alone && i + 2 < end; ++i) {
        if (!reading.token(i).is("according") || !reading.token(i + 1).is("to"))
            continue;
        const std::uint32_t begin = reading.token(i + 2).is("the") ? i + 3 : i + 2;
        std::uint32_t behind = begin;
        while (behind < std::min(begin + longest, end) && reading.token(behind).kind == Token::Kind::word)
            ++behind;
        return behind > begin ? std::optional{words_of(reading.text, begin, behind)} : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> speaker_of_count(const Reading& reading, const CountMention& count)
{
    if (!count.source.empty())
        return count.source;
    if (auto party = counting_party(reading, count); party && !party->empty())
        return party;
    if (auto behind = named_behind(reading, count))
        return behind;
    const Sentence& sentence = reading.sentence(count.sentence);
    std::uint32_t first = sentence.first, last = sentence.last;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (reading.token(i).is(";")) {
            if (i < count.first)
                first = i + 1;
            else if (last == sentence.last)
                last = i;
        }
    if (first == sentence.first && last == sentence.last)
        return speaker_before(reading, count);
    for (const SpeechMention* speech : in_sentence(reading.speeches, count.sentence))
        if (speech->verb >= first && speech->verb < last && !speech->speaker.empty())
            return speech->speaker;
    return first > sentence.first && first < count.first ? people_at(reading, first, count.first)
                                                         : std::nullopt;
}

std::string source_of_count(const Reading& reading, const CountMention& count)
{
    return speaker_of_count(reading, count).value_or(reading.speakers[count.sentence]);
}

} // namespace sitmap
