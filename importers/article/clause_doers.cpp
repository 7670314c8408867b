#include "importers/article/clause_doers.hpp"

#include "importers/article/actors.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t longest_subject =
    12; ///< tokens of "Several hundred fighters of the Lord's Resistance"

/// "On May 2", "There, on 12 May,", "In Mahagi, close to the lake,": where the clause begins.
std::uint32_t behind_setting(const Reading& reading, const Telling& telling)
{
    constexpr int most = 4;
    const Sentence& sentence = reading.sentence(telling.sentence);
    std::uint32_t at = sentence.first;
    for (int round = 0; round < most; ++round) {
        const std::uint32_t before = at;
        while (at < sentence.last && is_one_of(reading.token(at), {",", "there", "then", "and", "but"}))
            ++at;
        for (const TimeMention* time : in_sentence(reading.times, telling.sentence))
            if (time->first >= at && time->first <= at + 3 &&
                (time->first == at || is_one_of(reading.token(at), {"on", "in", "at", "late", "early"})))
                at = std::max(at, time->last);
        if (at < sentence.last && is_one_of(reading.token(at), {"in", "at", "near", "on", "from"}))
            for (const Toponym* place : toponyms_in(reading, telling.sentence))
                if (place->first > at && place->first <= at + 3 && place->kind != ToponymKind::demonym)
                    at = std::max(at, place->last);
        if (at == before)
            break;
    }
    return at;
}

/// "the", "several hundred", "some 40": how many do it, before who they are.
std::uint32_t behind_number(const Reading& reading, std::uint32_t at, std::uint32_t last)
{
    while (at < last && (is_one_of(reading.token(at), {"the", "a", "an", "some", "several", "hundred",
                                                       "other", "about", "dozens", "hundreds", "scores", "of",
                                                       "more", "than", "later", "around"}) ||
                         reading.token(at).kind == Token::Kind::number ||
                         reading.tables.lexicon.has("numbers", reading.token(at))))
        ++at;
    return at;
}

/// Does harm to others, told in the active voice.
bool is_violent_verb(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    const Token& word = reading.token(i);
    const Lexicon& lexicon = reading.tables.lexicon;
    const bool does = (lexicon.has("accusing_deeds", word) &&
                       (word.lower.ends_with("ed") || lexicon.is_in("did_harm", word))) ||
                      is_one_of(word, {"drove", "broke", "overran", "opened", "threw", "shot", "blew"});
    if (!does || i + 1 >= last || is_form_of_be(reading.token(i - 1)) || reading.token(i - 1).is("been"))
        return false;
    // "Soldiers killed in the north were buried": suffered, and not done
    const bool harm = lexicon.meaning("harm", word) == "killed";
    return !reading.token(i + 1).is("by") &&
           !(harm && is_one_of(reading.token(i + 1), {"in", "near", "when", "after", "at", "on"}));
}

/// What its people or arms are called: "militiamen", "farmers", "artillery"; the phrase's end where neither
/// is in it.
std::uint32_t head_of(const Reading& reading, std::uint32_t first, std::uint32_t last)
{
    const Lexicon& lexicon = reading.tables.lexicon;
    for (std::uint32_t i = first; i < last; ++i) {
        const Token& word = reading.token(i);
        if (is_one_of(word, {"of", "from", "with", ",", "in", "who"}))
            return last;
        if (lexicon.is_in("role_of_force", word) || lexicon.is_in("accused_people", word) ||
            lexicon.is_in("armed_group", word) || lexicon.is_in("their_men", word) ||
            is_one_of(word, {"drone", "jet", "plane", "warplane", "helicopter", "gunboat"}))
            return i;
    }
    return last;
}

/// A name before or behind says whose: "Lendu farmers", "fighters of the Front"; not "gunmen in Gao".
bool says_whose(const Reading& reading, std::uint32_t first, std::uint32_t head, std::uint32_t last)
{
    for (std::uint32_t i = first; i < head; ++i)
        if (reading.token(i).capitalised && !reading.token(i).sentence_start)
            return true;
    std::uint32_t i = head + 1;
    if (i + 1 >= last || !reading.token(i).is("of"))
        return false;
    i += reading.token(i + 1).is("the") ? 2U : 1U;
    return i < last && reading.token(i).capitalised;
}

/// "In Mahagi its fighters killed a guard", "On Monday they attacked the oil port": the armed party
/// that was named last before.
std::string meant_by_pronoun(const Reading& reading, const Telling& telling, std::uint32_t at)
{
    constexpr std::uint32_t reach = 2; // sentences
    const Sentence& sentence = reading.sentence(telling.sentence);
    if (at + 2 >= sentence.last)
        return {};
    const bool men = is_one_of(reading.token(at), {"its", "their"}) &&
                     reading.tables.lexicon.is_in("their_men", reading.token(at + 1));
    std::uint32_t verb = at + (men ? 2U : 1U);
    while (verb + 1 < sentence.last && is_auxiliary(reading.token(verb)) &&
           !is_form_of_be(reading.token(verb)))
        ++verb;
    const bool acts = is_violent_verb(reading, verb, sentence.last) &&
                      (men || reading.token(at).is("they") ||
                       (reading.token(at).is("it") &&
                        is_one_of(reading.token(verb), {"attacked", "raided", "stormed", "overran",
                                                        "ambushed", "abducted", "shelled"})));
    if (!acts)
        return {};
    const std::uint32_t from =
        reading.sentence(telling.sentence > reach ? telling.sentence - reach : 0).first;
    std::string last;
    for (const ActorMention& actor : reading.actors)
        if (actor.first >= from && actor.last <= at && !actor.actor_id.empty() && (men || actor.armed))
            last = actor.name;
    return last;
}

} // namespace

std::string clause_doer(const Reading& reading, const Telling& telling)
{
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t clause = behind_setting(reading, telling);
    if (std::string meant = meant_by_pronoun(reading, telling, clause); !meant.empty())
        return meant;
    const std::uint32_t first = behind_number(reading, clause, sentence.last);
    std::uint32_t verb = first;
    while (verb < std::min(first + longest_subject, sentence.last) &&
           !(verb > first && is_violent_verb(reading, verb, sentence.last))) {
        const Token& word = reading.token(verb);
        if (is_form_of_be(word) || !reading.tables.lexicon.meaning("speech", word).empty() ||
            is_one_of(word, {";", ":", "that", "when", "after", "while"}))
            return {};
        ++verb;
    }
    if (verb >= std::min(first + longest_subject, sentence.last))
        return {};
    const std::uint32_t head = head_of(reading, first, verb);
    if (head == verb || !says_whose(reading, first, head, verb))
        return {};
    if (const ActorMention* party = actor_within(reading.actors, first, verb))
        return party->name;
    std::uint32_t end = head + 1;
    if (end < verb && reading.token(end).is("of"))
        while (end < verb && !is_one_of(reading.token(end), {",", "in", "with", "and", "from"}))
            ++end;
    return words_of(reading.text, first, end);
}

} // namespace sitmap
