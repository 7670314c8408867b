#include "importers/article/clauses.hpp"

#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

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

/// "bombed Idlib on Monday and shelled Hama", "and artillery shelled Hama": the word at `i` joins two deeds,
/// each with a place of its own.
bool joins_placed_deeds(const Reading& reading, const std::vector<const TriggerMention*>& triggers,
                        std::uint32_t sentence, std::uint32_t from, std::uint32_t i)
{
    constexpr std::uint32_t to_verb = 3; // tokens: "and later", "and gunmen"
    const std::uint32_t last = end_of_part(reading, i + 1, reading.sentence(sentence).last);
    const auto names_deed = [](const TriggerMention* trigger) {
        return trigger->reality == TriggerMention::Reality::reported && trigger->weight >= 2;
    };
    const auto places = toponyms_in(reading, sentence);
    const auto has_place = [&](std::uint32_t first, std::uint32_t end) {
        return std::any_of(places.begin(), places.end(), [&](const Toponym* place) {
            return place->first >= first && place->last <= end && is_placeable(*place) &&
                   !is_coarse(brief_of(reading, *place).kind);
        });
    };
    return std::any_of(triggers.begin(), triggers.end(),
                       [&](const TriggerMention* trigger) {
                           return names_deed(trigger) && !trigger->generic && trigger->first > i &&
                                  trigger->first <= i + to_verb && has_place(trigger->last, last);
                       }) &&
           std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
               return names_deed(trigger) && trigger->first >= from && trigger->last <= i &&
                      has_place(trigger->last, i);
           });
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
    std::uint32_t start = tokens.first; // of the clause
    for (std::uint32_t i = tokens.first; i < tokens.last; ++i) {
        if (!of_.empty() && of_.back() != clause)
            start = i;
        of_.push_back(clause);
        if (is_one_of(reading.token(i), {"and", "while"}) && triggers.size() > 1 && !open && i > start &&
            !reading.token(i - 1).is(",") && joins_placed_deeds(reading, triggers, sentence, start, i)) {
            ++clause;
            continue;
        }
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
