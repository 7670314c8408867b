#include "importers/article/clauses.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

bool is_unit(const Token& word)
{
    return is_one_of(word, {"day", "days", "hours", "hour", "week", "weeks", "minutes", "month", "months",
                            "night", "nights"});
}

/// "a day after", "some 48 hours before", "hours after" at `i`: the token behind it; 0 where there is none.
std::uint32_t reckoning_at(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    constexpr std::uint32_t longest = 4; // tokens before "after"
    for (std::uint32_t k = i; k < std::min(i + longest, last); ++k) {
        if (is_unit(reading.token(k)))
            return k + 1 < last && is_one_of(reading.token(k + 1), {"after", "before"}) ? k + 2 : 0;
        if (reading.token(k).kind == Token::Kind::punctuation)
            return 0;
    }
    return 0;
}

/// The next comma or semicolon from `i` on, or the end.
std::uint32_t end_of_part(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    while (i < last && !is_one_of(reading.token(i), {",", ";"}))
        ++i;
    return i;
}

/// A word of a deed stands in [from, to).
bool has_deed(const std::vector<const TriggerMention*>& triggers, std::uint32_t from, std::uint32_t to)
{
    return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
        return trigger->first >= from && trigger->first < to && trigger->weight >= 2;
    });
}

} // namespace

Clauses::Clauses(const Reading& reading, std::uint32_t sentence) : first_{reading.sentence(sentence).first}
{
    const Sentence& tokens = reading.sentence(sentence);
    constexpr std::size_t most =
        40; // words of deeds, so that a list of a thousand is not gone through for each
    const auto all = in_sentence(reading.triggers, sentence);
    const std::vector<const TriggerMention*> triggers(all.begin(),
                                                      all.size() <= most ? all.end() : all.begin());
    const std::uint32_t opened = reckoning_at(reading, tokens.first, tokens.last);
    if (opened > 0 && !triggers.empty())
        reckoned_ = 0;
    std::uint32_t clause = 0;
    bool open = reckoned_ == 0;
    for (std::uint32_t i = tokens.first; i < tokens.last; ++i) {
        of_.push_back(clause);
        if (reading.token(i).is(";")) {
            ++clause;
            open = false;
            continue;
        }
        if (!reading.token(i).is(",") || i + 1 >= tokens.last)
            continue;
        if (open && has_deed(triggers, opened, i) && has_deed(triggers, i, tokens.last)) {
            open = false;
            ++clause;
        } else if (is_one_of(reading.token(i + 1), {"and", "while", "but", "whereas"})) {
            ++clause;
        } else if (reckoned_ == none && reckoning_at(reading, i + 1, tokens.last) > 0 &&
                   // but "On June 28, six days before the election, gunmen ambushed"
                   has_deed(triggers, i, end_of_part(reading, i + 1, tokens.last))) {
            reckoned_ = ++clause;
        }
    }
}

bool is_reckoned_from(const TokenisedText& text, std::uint32_t sentence, std::uint32_t i)
{
    constexpr std::uint32_t reach = 5; // "days after a second strong tropical cyclone"
    const std::uint32_t first = text.sentences[sentence].first;
    for (std::uint32_t back = 1; back <= reach && i >= first + back + 1; ++back)
        if (is_one_of(text.tokens[i - back], {"after", "before"}))
            return is_unit(text.tokens[i - back - 1]);
    return false;
}

} // namespace sitmap
