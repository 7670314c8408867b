// Words that tell of a happening in one company, and of something else in another.
#include "importers/article/trigger_senses.hpp"

#include "engine/merge.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Headlines have capitals throughout, and these say nothing there.
bool has_capitals_throughout(const TokenisedText& text, const Sentence& sentence)
{
    constexpr std::uint32_t long_word = 4; // "in", "of" stay small there too
    std::uint32_t capital = 0, small = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (text.tokens[i].kind == Token::Kind::word && text.tokens[i].text.size() >= long_word)
            ++(text.tokens[i].capitalised ? capital : small);
    return capital > small;
}

/// "said Dick Lynch", "the Battle Creek school".
bool is_part_of_name(const TokenisedText& text, const TriggerMention& trigger)
{
    const Sentence& sentence = text.sentences[trigger.sentence];
    const Token& word = text.tokens[trigger.first];
    if (trigger.last - trigger.first != 1 || !word.capitalised || trigger.first == sentence.first ||
        has_capitals_throughout(text, sentence))
        return false;
    const Token& before = text.tokens[trigger.first - 1];
    const bool behind_name = before.capitalised && before.kind == Token::Kind::word && !before.sentence_start;
    const bool before_name = trigger.last < sentence.last && text.tokens[trigger.last].capitalised &&
                             text.tokens[trigger.last].kind == Token::Kind::word;
    return behind_name || before_name;
}

/// "in March", "effective today, march 31".
bool is_month(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    const Sentence& sentence = text.sentences[trigger.sentence];
    const Token& word = text.tokens[trigger.first];
    if (word.capitalised && !word.sentence_start && lexicon.has("months", word))
        return true;
    return trigger.last - trigger.first == 1 &&
           is_march_the_month(text, sentence.first, trigger.first, sentence.last);
}

bool says(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t s, std::string_view sense)
{
    const Sentence& sentence = text.sentences[s];
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (lexicon.meaning("senses", text.tokens[i]) == sense)
            return true;
    return false;
}

/// "It hit an embankment and overturned several times", "a matatu had overturned": of no boat.
bool is_of_a_car(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    const Token& word = text.tokens[trigger.first];
    if (trigger.sub_type != SubEventType::shipwreck || !lexicon.is_in("capsizes", word) ||
        says(text, lexicon, trigger.sentence, "vessel"))
        return false;
    if (says(text, lexicon, trigger.sentence, "vehicle"))
        return true;
    const bool on_land = is_one_of(word, {"overturned", "overturning", "rolled", "flipped"});
    bool at_sea = false;
    for (std::uint32_t s = trigger.sentence > 2 ? trigger.sentence - 2 : 0; s <= trigger.sentence; ++s)
        at_sea = at_sea || says(text, lexicon, s, "vessel");
    return on_land && !at_sea;
}

/// "All livestock on the farm have been slaughtered".
bool is_of_animals(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    for (std::uint32_t i = trigger.first; i < trigger.last; ++i)
        if (lexicon.is_in("slaughter", text.tokens[i]))
            return says(text, lexicon, trigger.sentence, "animal") &&
                   !says(text, lexicon, trigger.sentence, "person");
    return false;
}

/// "days after an earthquake struck Idlib": an earlier harm, and not what the sentence tells.
bool is_told_along(const TokenisedText& text, const Sentence& sentence, std::uint32_t subject)
{
    constexpr std::uint32_t reach = 4; // "after a second strong earthquake"
    for (std::uint32_t back = 1; back <= reach && subject >= sentence.first + back; ++back)
        if (is_one_of(text.tokens[subject - back], {"after", "since", "before", "which", "that"}))
            return true;
    return false;
}

bool has_armed_men(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence)
{
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (match_phrase(lexicon, "armed_roles", text, i, sentence.last) ||
            lexicon.is_in("armed_deed", text.tokens[i]))
            return true;
    return false;
}

/// Words for a deed of blood.
bool is_deed_of_blood(const Token& word)
{
    return is_one_of(word,
                     {"stabbed", "shot", "killed", "murdered", "strangled", "hacked", "beat", "poisoned"});
}

/// "stabbed his wife to death", "A jealous husband shot dead three people": a crime of the house. But "shot
/// dead a mayor and his wife".
bool is_of_a_home(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                  std::uint32_t deed)
{
    constexpr std::uint32_t reach = 3; // "A jealous former husband has shot"
    for (std::uint32_t back = 1; back <= reach && deed >= sentence.first + back; ++back)
        if (lexicon.is_in("of_a_home", text.tokens[deed - back]))
            return true;
    for (std::uint32_t i = sentence.first; i < deed; ++i)
        if (match_phrase(lexicon, "armed_roles", text, i,
                         deed)) // "the army shelled Kidal and killed his mother"
            return false;
    std::uint32_t object = deed + 1; // "shot dead his ex-wife"
    while (object < sentence.last && text.tokens[object].is("dead"))
        ++object;
    return object + 1 < sentence.last && is_one_of(text.tokens[object], {"his", "her"}) &&
           lexicon.is_in("kin", text.tokens[object + 1]);
}

/// "Police shot dead an armed robber".
bool is_of_police_and_thieves(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                              std::uint32_t deed)
{
    constexpr std::uint32_t reach = 5; // "dead two suspected armed robbers"
    if (deed == sentence.first || !is_one_of(text.tokens[deed - 1], {"police", "officers"}))
        return false;
    for (std::uint32_t i = deed + 1; i < std::min(deed + 1 + reach, sentence.last); ++i)
        if (lexicon.is_in("thief", text.tokens[i]))
            return true;
    return false;
}

bool is_done_by_no_one(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence)
{
    for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
        const Token &word = text.tokens[i], &does = text.tokens[i + 1];
        if (word.capitalised && !word.sentence_start)
            continue;
        // The verb first: it is rare, and the senses need not be looked up.
        const bool harms = lexicon.is_in("beast_harms", does);
        const bool falls = !harms && is_one_of(does, {"crashed", "crashes"});
        if (!harms && !falls)
            continue;
        const std::string_view sense = lexicon.meaning("senses", word);
        if (harms ? sense == "beast" || sense == "nature" : sense == "flyer")
            return !is_told_along(text, sentence, i) && !has_armed_men(text, lexicon, sentence);
    }
    return false;
}

} // namespace

bool tells_of_other_harm(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t s)
{
    const Sentence& sentence = text.sentences[s];
    if (is_done_by_no_one(text, lexicon, sentence))
        return true;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (is_deed_of_blood(text.tokens[i]) && (is_of_a_home(text, lexicon, sentence, i) ||
                                                 is_of_police_and_thieves(text, lexicon, sentence, i)))
            return true;
    return false;
}

namespace {

/// "The blast came two days after a car bomb killed three": named to tell of the other one.
bool leads_to_an_earlier_deed(const TokenisedText& text, const Lexicon& lexicon,
                              const TriggerMention& trigger)
{
    constexpr std::uint32_t reach = 7; // "came less than two weeks after"
    const Sentence& sentence = text.sentences[trigger.sentence];
    if (trigger.first != sentence.first + 1 ||
        !is_one_of(text.tokens[sentence.first], {"the", "this", "that"}) || trigger.last >= sentence.last ||
        !is_one_of(text.tokens[trigger.last], {"came", "comes", "follows", "followed", "coincided"}))
        return false;
    for (std::uint32_t i = trigger.last + 1; i < std::min(trigger.last + reach, sentence.last); ++i)
        if (text.tokens[i].is("after"))
            for (std::uint32_t k = i + 1; k < sentence.last; ++k)
                if (match_phrase(lexicon, "triggers", text, k, sentence.last))
                    return true;
    return false;
}

/// "The day before the massacre the minister had visited the zone": the deed only says when.
bool is_only_a_date(const TokenisedText& text, const TriggerMention& trigger)
{
    const std::uint32_t first = text.sentences[trigger.sentence].first;
    constexpr std::uint32_t opening = 5; // tokens: "Three days before the"
    return trigger.first >= first + 3 && trigger.first <= first + opening &&
           is_one_of(text.tokens[trigger.first - 1], {"the", "this", "that"}) &&
           text.tokens[trigger.first - 2].is("before") &&
           is_one_of(text.tokens[trigger.first - 3],
                     {"day", "days", "week", "weeks", "night", "evening", "hours", "month", "months"});
}

/// "With the help of American air strikes, the army has driven the group out of Ramadi": how, and not what.
bool is_help_with_another(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    constexpr std::uint32_t reach = 3; // "the help of heavy American air strikes"
    const Sentence& sentence = text.sentences[trigger.sentence];
    if (trigger.sub_type != SubEventType::air_drone_strike)
        return false;
    bool helped = false;
    for (std::uint32_t back = 1; back <= reach && trigger.first > sentence.first + back; ++back) {
        const std::uint32_t i = trigger.first - back;
        helped = helped || (is_one_of(text.tokens[i], {"of", "by"}) &&
                            is_one_of(text.tokens[i - 1],
                                      {"help", "support", "aid", "cover", "backed", "supported", "helped"}));
    }
    for (std::uint32_t i = sentence.first; helped && i < sentence.last; ++i)
        if (match_phrase(lexicon, "territory", text, i, sentence.last))
            return true;
    return false;
}

/// "past block after block of burned houses": what is left there, and no deed.
bool is_what_is_left(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    const std::uint32_t first = text.sentences[trigger.sentence].first;
    return trigger.last == trigger.first + 2 && trigger.first > first &&
           lexicon.is_in("laid_waste", text.tokens[trigger.first]) &&
           text.tokens[trigger.last - 1].lower.ends_with("s") &&
           is_one_of(text.tokens[trigger.first - 1],
                     {"of", "past", "the", "their", "among", "amid", "between", "through", "by", "with"});
}

/// "the bloodiest day since the president was removed and protests broke out": how far the superlative
/// reaches back, and no march of any one day.
bool is_since_of_superlative(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    if (group_of(type_of(trigger.sub_type)) != TypeGroup::demonstration)
        return false;
    bool superlative = false;
    for (std::uint32_t i = text.sentences[trigger.sentence].first; i < trigger.first; ++i) {
        if (text.tokens[i].is(";"))
            superlative = false;
        superlative = superlative || lexicon.is_in("superlative", text.tokens[i]);
        if (superlative && text.tokens[i].is("since"))
            return true;
    }
    return false;
}

} // namespace

bool is_of_other_sense(const TokenisedText& text, const Lexicon& lexicon, const TriggerMention& trigger)
{
    return is_part_of_name(text, trigger) || is_month(text, lexicon, trigger) ||
           is_of_a_car(text, lexicon, trigger) || is_of_animals(text, lexicon, trigger) ||
           leads_to_an_earlier_deed(text, lexicon, trigger) ||
           is_since_of_superlative(text, lexicon, trigger) || is_what_is_left(text, lexicon, trigger) ||
           is_only_a_date(text, trigger) || is_help_with_another(text, lexicon, trigger);
}

} // namespace sitmap
