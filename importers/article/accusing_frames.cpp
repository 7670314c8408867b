// Charges in words that stand apart.
#include "importers/article/accusing_frames.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

void AccusingFrames::take(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    take_noun_of_accusing(s, sentence, i);
    take_attribution(s, sentence, i);
    take_door(s, sentence, i);
    take_behind(s, sentence, i);
    take_hand_of(s, sentence, i);
    take_each_other(s, sentence, i);
    take_charge_turned_down(s, sentence, i);
    take_believed_to_be(s, sentence, i);
    take_named_as(s, sentence, i);
    take_so_did(s, sentence, i);
}

bool AccusingFrames::names_attackers(std::uint32_t from, std::uint32_t until) const
{
    for (std::uint32_t i = from; i < until; ++i)
        if (lexicon_.is_in("attackers", token(i)) || lexicon_.is_in("raiders", token(i)) ||
            lexicon_.meaning("people", token(i)) == "attackers" ||
            is_one_of(token(i), {"bomber", "bombers", "gunman", "gunmen", "killer", "killers", "attacker",
                                 "perpetrators", "culprits"}))
            return true;
    return false;
}

/// "The attackers are believed to be Pokomo farmers": a guess at a party that stands in no table.
void AccusingFrames::take_believed_to_be(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t longest = 4, farthest = 6;
    if (!is_one_of(token(i), {"believed", "thought", "presumed", "assumed", "suspected"}) ||
        i == sentence.first || !is_form_of_be(token(i - 1)) || i + 3 >= sentence.last ||
        !token(i + 1).is("to") || !is_one_of(token(i + 2), {"be", "have"}))
        return;
    std::uint32_t first = i + 3;
    if (token(i + 2).is("have")) {
        if (!token(first).is("been"))
            return;
        ++first;
    }
    if (first < sentence.last && is_one_of(token(first), {"the", "a", "an"}))
        ++first;
    if (!names_attackers(i > sentence.first + farthest ? i - farthest : sentence.first, i) ||
        !told_.actors_in(first, std::min(first + longest, sentence.last)).empty())
        return; // a party of the table is found elsewhere
    std::uint32_t last = first;
    bool named = false;
    for (; last < std::min(first + longest, sentence.last); ++last) {
        if (token(last).kind != Token::Kind::word || ends_noun_phrase(token(last)) ||
            is_auxiliary(token(last)))
            break;
        named = named || token(last).capitalised;
    }
    if (named)
        out_.push_back({.sentence = s,
                        .verb = i,
                        .act = Act::accuses,
                        .hedged = true,
                        .about = words_of(text_, first, last)});
}

/// "Police named the bomber as a follower of Islamic State".
void AccusingFrames::take_named_as(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t to_as = 8, to_party = 10;
    if (!is_one_of(token(i), {"named", "names", "identified", "identifies"}) || i == sentence.first ||
        is_form_of_be(token(i - 1)))
        return;
    for (std::uint32_t as = i + 2; as < std::min(i + to_as, sentence.last); ++as) {
        if (token(as).kind == Token::Kind::punctuation)
            return;
        if (!token(as).is("as"))
            continue;
        if (!names_attackers(i + 1, as))
            return;
        const auto parties = told_.actors_in(as + 1, std::min(as + to_party, sentence.last));
        SpeechMention speech{.sentence = s, .verb = i, .act = Act::accuses};
        speech.speaker = subjects_.of_verb(sentence, i);
        for (const ActorMention* party : parties)
            if (!party->actor_id.empty())
                speech.about = party->name;
        if (!speech.about.empty() && !speech.speaker.empty())
            out_.push_back(std::move(speech));
        return;
    }
}

/// "Both blamed the militia. So did the government", "Iraq denied any part, and so has Sudan": another
/// says the same.
void AccusingFrames::take_so_did(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t last_back = 1; // sentences
    if (!token(i).is("so") || i + 2 >= sentence.last ||
        !is_one_of(token(i + 1), {"did", "does", "do", "has", "have", "had"}) || out_.empty() ||
        !(i == sentence.first || (i > sentence.first && token(i - 1).is("and"))))
        return;
    for (auto last = out_.rbegin(); last != out_.rend() && last->sentence + last_back >= s; ++last) {
        if (last->act != Act::accuses && last->act != Act::denies)
            continue;
        SpeechMention same = *last;
        same.sentence = s;
        same.verb = i + 1;
        same.speaker = speakers_.behind(sentence, i + 2);
        if (!same.speaker.empty())
            out_.push_back(std::move(same));
        return;
    }
}

void AccusingFrames::add(std::optional<SpeechMention> accusation)
{
    if (accusation)
        out_.push_back(*std::move(accusation));
}

void AccusingFrames::take_noun_of_accusing(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t farthest = 9;
    if (!is_one_of(token(i), {"accusation", "accusations", "allegation", "allegations"}) ||
        i + 3 >= sentence.last || !is_one_of(token(i + 1), {"by", "from"}))
        return;
    for (std::uint32_t k = i + 3; k < std::min(i + farthest, sentence.last); ++k)
        if (token(k).is("that")) {
            std::uint32_t first = i + 2;
            first += is_one_of(token(first), {"the", "a", "an"}) ? 1U : 0U;
            add(told_.behind_saying(s, k + 1, words_of(text_, first, k)));
            return;
        }
}

void AccusingFrames::take_attribution(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t longest = 14;
    const bool puts_down = token(i).is("put") && i + 2 < sentence.last && token(i + 1).is("down");
    if (!puts_down && !lexicon_.is_in("attributes", token(i)))
        return;
    std::uint32_t to = i + 1;
    bool deed = false;
    while (to < std::min(i + longest, sentence.last) && !token(to).is("to")) {
        if (is_one_of(token(to), {",", ";", ":", "."}))
            return;
        deed = deed || is_one_of(token(to), {"it", "them", "both", "this", "that", "these"}) ||
               lexicon_.has("triggers", token(to)) || lexicon_.has("harm", token(to)) ||
               lexicon_.is_in("named_deed", token(to));
        ++to;
    }
    if (to + 1 >= sentence.last || !token(to).is("to"))
        return;
    const bool passive = i > sentence.first && is_form_of_be(token(i - 1));
    SpeechMention speech{.sentence = s, .verb = i, .act = Act::accuses};
    if (passive && token(i + 1).is("by"))
        speech.speaker = speakers_.behind(sentence, i + 2);
    else if (!passive && deed)
        speech.speaker = speakers_.before(sentence, i);
    else if (!passive)
        return;
    const auto named = told_.actors_in(to + 1, std::min(to + longest, sentence.last));
    speech.about = named.empty() ? std::string{} : named.front()->name;
    if (!speech.about.empty() && (passive || !speech.speaker.empty()))
        out_.push_back(std::move(speech));
}

void AccusingFrames::take_behind(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    if (!token(i).is("behind") || i + 1 >= sentence.last || i < sentence.first + 2 ||
        !is_one_of(token(i - 1), {"was", "were", "is", "are"}) ||
        !is_one_of(token(i + 1), {"it", "that", "this", "both", "them"}))
        return;
    const ActorMention* party = told_.party_right_before(sentence, i - 1);
    if (party && subjects_.told_before(sentence, i).empty())
        out_.push_back({.sentence = s, .verb = i, .act = Act::accuses, .about = party->name});
}

void AccusingFrames::take_door(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t longest = 12;
    if (!is_one_of(token(i), {"lay", "lays", "laid", "put", "puts"}) ||
        match_phrase(lexicon_, "speech", text_, i, sentence.last))
        return;
    for (std::uint32_t k = i + 2; k < std::min(i + longest, sentence.last); ++k) {
        if (token(k).kind == Token::Kind::punctuation && !token(k).is("'s"))
            return;
        if (!is_one_of(token(k), {"door", "doorstep", "feet"}))
            continue;
        const bool of = k + 1 < sentence.last && token(k + 1).is("of");
        std::uint32_t at = k;
        while (at > i && !token(at).is("at"))
            --at;
        SpeechMention speech{.sentence = s, .verb = i, .act = Act::accuses};
        speech.about = of ? told_.accused(k + 2, sentence.last) : told_.accused(at + 1, k);
        speech.speaker = subjects_.of_verb(sentence, i);
        if (at > i && !speech.about.empty() && !speech.speaker.empty())
            out_.push_back(std::move(speech));
        return;
    }
}

void AccusingFrames::take_hand_of(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t reach = 9;
    if (!is_one_of(token(i), {"see", "sees", "saw", "recognise", "recognises", "detect", "detects"}) ||
        match_phrase(lexicon_, "speech", text_, i, sentence.last))
        return;
    for (std::uint32_t k = i + 2; k + 2 < std::min(i + reach, sentence.last); ++k)
        if (token(k).is("hand") && token(k - 1).is("the") && token(k + 1).is("of")) {
            SpeechMention speech{.sentence = s, .verb = i, .act = Act::accuses};
            speech.about = told_.accused(k + 2, sentence.last);
            speech.speaker = subjects_.of_verb(sentence, i);
            if (!speech.about.empty() && !speech.speaker.empty())
                out_.push_back(std::move(speech));
            return;
        }
}

void AccusingFrames::take_each_other(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t reach = 4; // "each of the two sides says that the other"
    if (!token(i).is("each") || i + 3 >= sentence.last)
        return;
    for (std::uint32_t verb = i + 1; verb < std::min(i + 1 + reach, sentence.last); ++verb) {
        const std::string_view what = lexicon_.meaning("speech", token(verb));
        if (what != "says" && what != "accuses")
            continue;
        std::uint32_t other = verb + 1;
        if (other < sentence.last && token(other).is("that"))
            ++other;
        if (other + 1 >= sentence.last || !token(other).is("the") || !token(other + 1).is("other"))
            return;
        // "Kyiv spoke of four dead, the separatists of six; each of the two said the other had done it"
        if (speakers_.last_two().size() == 2) {
            const std::vector<std::string>& two = speakers_.last_two();
            for (std::size_t k = 0; k < 2; ++k)
                out_.push_back({.sentence = s,
                                .verb = verb,
                                .speaker = two[k],
                                .act = Act::accuses,
                                .about = two[1 - k]});
            return;
        }
        const std::string each = words_of(text_, i, verb);
        out_.push_back(
            {.sentence = s, .verb = verb, .speaker = each, .act = Act::accuses, .about = "the other side"});
        out_.push_back(
            {.sentence = s, .verb = verb, .speaker = each, .stance = Stance::denies, .act = Act::denies});
        return;
    }
}

void AccusingFrames::take_charge_turned_down(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t reach = 12;
    if (!is_one_of(token(i), {"charge", "accusation", "allegation", "claim", "version"}) ||
        i < sentence.first + 2 || !is_one_of(token(i - 1), {"a", "an"}) || !token(i - 2).is(",") ||
        i + 2 >= sentence.last)
        return;
    const std::uint32_t first = is_one_of(token(i + 1), {"that", "which"}) ? i + 2 : i + 1;
    for (std::uint32_t verb = first + 1; verb < std::min(first + reach, sentence.last); ++verb) {
        if (is_one_of(token(verb), {",", ";", "."}))
            return;
        if (lexicon_.meaning("rebuttals", token(verb)) != "turns down" &&
            lexicon_.meaning("speech", token(verb)) != "denies")
            continue;
        out_.push_back({.sentence = s,
                        .verb = verb,
                        .speaker = words_of(text_, first, verb),
                        .stance = Stance::denies,
                        .act = Act::denies});
        return;
    }
}

bool AccusingFrames::take_holding_responsible(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
{
    constexpr std::uint32_t longest = 10;
    if (!is_one_of(token(i), {"hold", "holds", "held", "holding"}))
        return false;
    for (std::uint32_t k = i + 2; k < std::min(i + longest, sentence.last); ++k) {
        if (token(k).kind == Token::Kind::punctuation)
            return false;
        const bool to_account = token(k).is("account") && token(k - 1).is("to");
        const bool to_be = is_one_of(token(k), {"guilty", "responsible"}) && k > i + 3 &&
                           token(k - 1).is("be") && token(k - 2).is("to");
        if (!to_account && !to_be && !is_one_of(token(k), {"responsible", "accountable"}))
            continue;
        std::uint32_t end = to_account ? k - 1 : to_be ? k - 2 : k;
        while (end > i + 1 && is_one_of(token(end - 1), {"fully", "directly", "solely", "jointly"}))
            --end;
        SpeechMention speech{.sentence = s, .verb = i, .act = Act::accuses};
        speech.about = told_.accused(i + 1, end);
        speech.speaker =
            token(i).is("holding") ? subjects_.subject_of(sentence, i) : speakers_.before(sentence, i);
        if (!speech.about.empty() && !speech.speaker.empty())
            out_.push_back(std::move(speech));
        return true;
    }
    return false;
}

} // namespace sitmap
