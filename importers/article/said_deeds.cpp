// What speakers say of deeds: that they did them, that they did not, or that the charge is untrue.
#include "importers/article/said_deeds.hpp"

#include "importers/article/own_forces.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t subject_reach = 6; ///< tokens of "his party's People's Liberation Army"
constexpr std::uint32_t that_reach = 16;   ///< tokens from the verb of speech to "that"
constexpr std::uint32_t deed_reach = 7;    ///< tokens from the subject to the deed
constexpr std::uint32_t charge_reach = 8;  ///< tokens from "called" to "a lie"

/// The token behind a subject that means the speaker: "it", "they", "its fighters"; `from` if there is none.
std::uint32_t behind_own_subject(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                                 std::uint32_t last)
{
    if (from >= last)
        return from;
    if (is_one_of(text.tokens[from], {"it", "we", "they"}))
        return from + 1;
    if (from + 2 < last &&
        is_one_of(text.tokens[from], {"one", "two", "three", "some", "members", "several", "none"}) &&
        text.tokens[from + 1].is("of")) // "one of its fighters"
        from += 2;
    if (from + 1 < last && text.tokens[from].is("the") && lexicon.is_in("own_party", text.tokens[from + 1]))
        return from + 2;
    // "fighters of that organisation"
    if (from + 3 < last && lexicon.is_in("own_force", text.tokens[from]) && text.tokens[from + 1].is("of") &&
        is_one_of(text.tokens[from + 2], {"that", "the", "this"}) &&
        lexicon.is_in("own_party", text.tokens[from + 3]))
        return from + 4;
    if (!is_one_of(text.tokens[from], {"its", "our", "their", "his", "her"}))
        return from;
    for (std::uint32_t i = from + 1; i < std::min(from + 1 + subject_reach, last); ++i)
        if (is_one_of(text.tokens[i], {"'s", "’s"}) || is_quote_mark(text.tokens[i]))
            continue; // "his party's army", "its “soldiers” had"
        else if (ends_noun_phrase(text.tokens[i]))
            break;
        else if (lexicon.has("armed_roles", text.tokens[i]) || lexicon.is_in("own_force", text.tokens[i]))
            return i + 1;
    return from;
}

/// "said on Tuesday its fighters had stormed a post": behind when and how it was said, where no "that"
/// stands.
std::uint32_t behind_circumstances(const TokenisedText& text, std::uint32_t from, std::uint32_t last)
{
    while (from + 2 < last) {
        const Token &word = text.tokens[from], &next = text.tokens[from + 1];
        if (word.is("on") && next.capitalised)
            from += 2;
        else if (word.is("in") && is_one_of(next, {"a", "an"}) &&
                 is_one_of(text.tokens[from + 2], {"statement", "message", "communique", "video"}))
            from += 3;
        else if (is_one_of(word, {"later", "yesterday", "today", "earlier"}))
            ++from;
        else
            break;
    }
    return from;
}

/// "that it had lost anything", "that protesters had been killed": not "that he was about to flee".
bool tells_of_deed(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from, std::uint32_t last)
{
    for (std::uint32_t i = from; i < last; ++i) {
        if (lexicon.has("accusing_deeds", text.tokens[i]) || lexicon.has("deeds", text.tokens[i]) ||
            lexicon.is_in("said_deed", text.tokens[i]))
            return true;
        if (match_phrase(lexicon, "harm", text, i, last) ||
            match_phrase(lexicon, "triggers", text, i, last) ||
            match_phrase(lexicon, "territory", text, i, last))
            return true;
    }
    return from >= last || text.tokens[from].kind == Token::Kind::punctuation;
}

/// "that any soldier was in the camp", "that it had given an order": who or what might have done it.
bool tells_of_armed_men(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                        std::uint32_t last)
{
    for (std::uint32_t i = from; i < last; ++i)
        if (lexicon.is_in("bears_arms", text.tokens[i]) ||
            match_phrase(lexicon, "armed_roles", text, i, last))
            return true;
    return false;
}

/// "that such a depot existed", "that there was an order": there is nothing of what the charge rests on.
bool tells_of_existence(const TokenisedText& text, std::uint32_t from, std::uint32_t last)
{
    for (std::uint32_t i = from; i < last; ++i)
        if (is_one_of(text.tokens[i],
                      {"such", "existed", "there", "anyone", "anybody", "any", "anything", "happened"}))
            return true;
    return false;
}

/// "of flouting the ban", "of double standards": what follows "of" is the charge, and not a name's part.
bool names_other_charge(const TokenisedText& text, std::uint32_t behind, std::uint32_t last)
{
    for (std::uint32_t i = behind; i + 1 < last; ++i)
        if (text.tokens[i].is("of") && !text.tokens[i + 1].capitalised &&
            !is_one_of(text.tokens[i + 1], {"the", "a", "an", "this", "that", "these"}))
            return true;
    return false;
}

} // namespace

namespace {

/// "said that they had shot two of the attackers": what was done against a deed and not the deed.
bool hits_attackers(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb, std::uint32_t last)
{
    constexpr std::uint32_t reach = 9;
    for (std::uint32_t i = verb; i < std::min(verb + reach, last); ++i)
        if (lexicon.is_in("attackers", text.tokens[i]))
            return true;
    return false;
}

/// "said the target was a commander", "says the ministry was its mark": who names the target has struck it.
bool names_own_target(const TokenisedText& text, std::uint32_t from, std::uint32_t last)
{
    constexpr std::uint32_t reach = 9;
    for (std::uint32_t i = from; i + 2 < std::min(from + reach, last); ++i) {
        if (is_one_of(text.tokens[i], {"not", "never", "no"}))
            return false;
        const Token &a = text.tokens[i], &b = text.tokens[i + 1], &c = text.tokens[i + 2];
        // "that the strike was aimed at a commander", "that a commander had been the target"
        if ((is_form_of_be(a) && b.is("aimed") && c.is("at") && i > from) ||
            (is_form_of_be(a) && b.is("the") && c.is("target")))
            return true;
        if (is_one_of(b, {"target", "targets", "mark", "objective"}) &&
            (a.is("its") ? i > from && is_form_of_be(text.tokens[i - 1])
                         : a.is("the") && is_one_of(c, {"was", "were", "had", "is"})))
            return true;
    }
    return false;
}

} // namespace

namespace {

/// "said that he had personally ordered the two bombings".
bool ordered_it(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from, std::uint32_t last)
{
    constexpr std::uint32_t reach = 5; // "the two suicide bombings"
    if (from + 2 >= last || !is_one_of(text.tokens[from], {"he", "she", "i"}) ||
        !is_one_of(text.tokens[from + 1], {"had", "has", "have"}))
        return false;
    std::uint32_t verb = from + 2;
    if (is_one_of(text.tokens[verb], {"personally", "himself", "herself", "myself"}))
        ++verb;
    if (verb + 1 >= last || !is_one_of(text.tokens[verb], {"ordered", "commanded", "planned", "organised"}))
        return false;
    for (std::uint32_t i = verb + 1; i < std::min(verb + 1 + reach, last); ++i) {
        const PhraseMatch deed = match_phrase(lexicon, "triggers", text, i, last);
        const auto kind = sub_event_type_named(deed.meaning());
        if (kind) {
            const EventType type = type_of(*kind);
            return type == EventType::battles || type == EventType::explosions ||
                   type == EventType::violence_against_civilians;
        }
        if (text.tokens[i].kind != Token::Kind::word || is_one_of(text.tokens[i], {"of", "on", "to", "and"}))
            return false;
    }
    return false;
}

} // namespace

OwnDeed own_deed_said(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                      std::uint32_t last, bool by_party)
{
    // "said later in a statement that its fighters had carried out the attack"
    const std::uint32_t behind_verb = from;
    for (std::uint32_t i = from; i < std::min(from + that_reach, last); ++i) {
        // "said on its radio station, Andalus, that it was behind the raid"
        if (text.tokens[i].kind == Token::Kind::punctuation &&
            (!text.tokens[i].is(",") || i + 1 >= last || is_one_of(text.tokens[i + 1], {"and", "but"})))
            break;
        if (text.tokens[i].is("that") && i + 1 < last &&
            !is_one_of(text.tokens[i + 1], {"day", "night", "morning", "evening", "afternoon", "week"})) {
            from = i + 1;
            break;
        }
    }
    if (from == behind_verb)
        from = behind_circumstances(text, from, last);
    if (by_party && names_own_target(text, from, last))
        return OwnDeed::done;
    if (lays_it_to_itself(text, lexicon, from, last))
        return OwnDeed::done;
    if (ordered_it(text, lexicon, from, last))
        return OwnDeed::done;
    const std::uint32_t verb = behind_own_subject(text, lexicon, from, last);
    if (verb == from)
        return OwnDeed::none;
    // "said that its fighters did that", "that it had done it"
    if (verb + 1 < last && text.tokens[verb].is("did") &&
        is_one_of(text.tokens[verb + 1], {"that", "this", "it", "so"}))
        return OwnDeed::done;
    if (verb + 2 < last && is_one_of(text.tokens[verb], {"had", "has", "have"}) &&
        text.tokens[verb + 1].is("done") && is_one_of(text.tokens[verb + 2], {"it", "that", "this", "so"}))
        return OwnDeed::done;
    // "The faction whose camp was hit says that it did not."
    if (verb + 2 <= last && text.tokens[verb].is("did") && text.tokens[verb + 1].is("not") &&
        (verb + 2 == last || text.tokens[verb + 2].kind == Token::Kind::punctuation))
        return OwnDeed::not_done;
    const bool vague = !by_party && is_one_of(text.tokens[from], {"they", "it"});
    // "that none of its planes had fired"
    bool had = false, negated = text.tokens[from].is("none"), done = false, only = false;
    for (std::uint32_t i = verb; i < std::min(verb + deed_reach, last); ++i) {
        const Token& word = text.tokens[i];
        if (is_quote_mark(word)) // "its “soldiers” had placed the device"
            continue;
        // "says it planned and carried out the attack"
        const bool goes_on = word.is("and") && i + 1 < last && text.tokens[i + 1].is("carried");
        if (word.kind == Token::Kind::punctuation ||
            (!goes_on &&
             is_one_of(word, {"if", "when", "after", "because", "and", "would", "will", "could", "might"})))
            break;
        // "that one of its drivers had been killed", "that its men had pulled out"
        if (word.is("been") || lexicon.is_in("gives_way", word))
            return OwnDeed::none;
        if (word.is("air") && text.tokens[i - 1].is("the") && i >= from + 2 &&
            is_one_of(text.tokens[i - 2], {"in", "into"})) // "had fired in the air"
            return OwnDeed::not_done;
        if (only && is_one_of(word, {"tear", "rubber", "blank", "warning"})) // "had fired only tear gas"
            return OwnDeed::not_done;
        if (word.is("under") && i + 1 < last && is_one_of(text.tokens[i + 1], {"fire", "attack"}))
            return OwnDeed::none; // "that its men came under fire"
        // "that it was struck": suffered, and not done
        if (i == verb && is_form_of_be(word) && i + 1 < last &&
            !is_one_of(text.tokens[i + 1], {"behind", "responsible", "not", "never", "in", "the", "a"}) &&
            !text.tokens[i + 1].lower.ends_with("ing"))
            return OwnDeed::none;
        negated = negated || is_one_of(word, {"not", "no", "never", "nothing", "none", "neither", "nobody"});
        had = had || is_one_of(word, {"had", "has", "have"});
        only = only || word.is("only");
        // "said it carried nine wounded to hospital": no deed of theirs
        if (word.is("carried") && i + 1 < last && text.tokens[i + 1].kind == Token::Kind::number)
            continue;
        // "said that it was holding them", "that it was holding two others"
        const bool holds =
            word.is("holding") && i + 1 < last &&
            (is_one_of(text.tokens[i + 1], {"them", "him", "her"}) ||
             lexicon.has("numbers", text.tokens[i + 1]) || text.tokens[i + 1].kind == Token::Kind::number);
        const bool deed = holds || lexicon.has("accusing_deeds", word) ||
                          (!vague && (match_phrase(lexicon, "triggers", text, i, last) ||
                                      lexicon.is_in("own_success", word)));
        const bool at_any_rate =
            is_one_of(word, {"carried", "behind", "responsible", "conducted", "launched"});
        // "that it does not hit civilian targets", "that it fires only on military targets"
        done = done || (deed && (had || at_any_rate || !vague || negated));
    }
    const bool fires_only = only && !had && verb < last && lexicon.has("accusing_deeds", text.tokens[verb]);
    if (fires_only)
        return OwnDeed::not_done;
    if (!done || hits_attackers(text, lexicon, verb, last))
        return OwnDeed::none;
    return negated ? OwnDeed::not_done : OwnDeed::done;
}

bool ends_claimed_object(const TokenisedText& text, std::uint32_t i, std::uint32_t last)
{
    return i >= last || text.tokens[i].kind == Token::Kind::punctuation ||
           is_one_of(text.tokens[i],
                     {"too", "as", "in", "on", "within", "at", "to", "also", "yesterday", "hours"});
}

namespace {

/// "claimed the former", "claimed the first of them": of those told before.
bool claims_by_order(const TokenisedText& text, std::uint32_t i, std::uint32_t last)
{
    if (i + 1 >= last || !text.tokens[i].is("the") ||
        !is_one_of(text.tokens[i + 1], {"former", "latter", "first", "second", "third", "last"}))
        return false;
    return ends_claimed_object(text, i + 2, last) || text.tokens[i + 2].is("of");
}

} // namespace

bool claims_a_deed(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb, std::uint32_t last)
{
    if (!is_one_of(text.tokens[verb], {"claimed", "claims", "claim", "claiming"}))
        return false;
    std::uint32_t i = verb + 1;
    if (i >= last)
        return false;
    if (i + 2 < last && text.tokens[i].is("on") && lexicon.has("weekdays", text.tokens[i + 1]))
        i = (verb += 2) + 1; // "claimed on Friday a suicide bombing"
    // "The Islamic State claims it."
    if (is_one_of(text.tokens[i], {"it", "them"}) &&
        (i + 1 >= last || text.tokens[i + 1].kind == Token::Kind::punctuation))
        return true;
    if (claims_by_order(text, i, last))
        return true;
    // "claimed that one", "has claimed yesterday's attack", "claimed Sunday's bombing"
    const bool of_day = text.tokens[i].is("yesterday") || lexicon.has("weekdays", text.tokens[i]);
    if (of_day && i + 2 < last && text.tokens[i + 1].lower == "'s")
        ++i;
    else if (!is_one_of(text.tokens[i],
                        {"the", "that", "this", "both", "these", "those", "a", "an", "all", "each"}))
        return false;
    if (i + 1 < last && is_one_of(text.tokens[i + 1], {"one", "ones"}) &&
        ends_claimed_object(text, i + 2, last))
        return true;
    if (is_one_of(text.tokens[i], {"both", "these", "those", "that", "this"}) &&
        ends_claimed_object(text, i + 1, last))
        return true;
    if (is_one_of(text.tokens[i], {"the", "all", "these", "those"}) && i + 1 < last &&
        (text.tokens[i + 1].kind == Token::Kind::number || lexicon.has("numbers", text.tokens[i + 1])))
        verb = i++; // "claimed the two attacks", "claimed all three raids"
    const bool only_one = text.tokens[i].is("that");
    for (++i; i < std::min(verb + 5, last); ++i) {
        if (text.tokens[i].kind != Token::Kind::word || ends_noun_phrase(text.tokens[i]) ||
            text.tokens[i].lower.ends_with("ed"))
            return false;
        if (match_phrase(lexicon, "triggers", text, i, last))
            return !only_one || i == verb + 2 || text.tokens[i].lower.ends_with("ing");
    }
    return false;
}

bool turns_down(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb, std::uint32_t last)
{
    const Token& word = text.tokens[verb];
    const bool rejects = lexicon.meaning("rebuttals", word) == "turns down";
    const bool names = lexicon.is_in("calls", word);
    const bool says = lexicon.meaning("speech", word) == "says";
    if (!rejects && !names && !says)
        return false;
    bool refers = !says, be = false;
    for (std::uint32_t i = verb + 1; i < std::min(verb + 1 + charge_reach, last); ++i) {
        // "said that claims of civilians being hit were false"
        const bool charge_of =
            says && text.tokens[i].is("of") &&
            is_one_of(text.tokens[i - 1], {"claims", "reports", "allegations", "accusations"});
        if (!charge_of && is_one_of(text.tokens[i], {",", ";", ".", "who", "which", "of", "for"}))
            return false;
        refers =
            refers || is_one_of(text.tokens[i], {"that", "this", "it", "these", "those", "they"}) ||
            (i <= verb + 3 && is_one_of(text.tokens[i], {"claims", "reports", "allegations", "accusations"}));
        be = be || is_form_of_be(text.tokens[i]);
        const std::string_view kind = match_phrase(lexicon, "rebuttals", text, i, last).meaning();
        if ((kind == "verdict" && (names || (says && refers && be))) || (kind == "charge" && rejects))
            return true;
    }
    return false;
}

namespace {

/// "that the police had been warned": what they suffered is no deed.
bool tells_of_harmless_passive(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                               std::uint32_t last)
{
    constexpr std::uint32_t reach = 7; // "the police of the capital had been"
    for (std::uint32_t i = from; i + 2 < std::min(from + reach, last); ++i) {
        if (text.tokens[i].kind == Token::Kind::punctuation)
            return false;
        if (!is_one_of(text.tokens[i], {"had", "has", "have"}) || !text.tokens[i + 1].is("been"))
            continue;
        const Token& verb = text.tokens[i + 2];
        return verb.lower.ends_with("ed") && !lexicon.has("accusing_deeds", verb) &&
               !lexicon.has("deeds", verb) && !lexicon.has("harm", verb) && !lexicon.has("triggers", verb) &&
               !lexicon.is_in("said_deed", verb) && !is_one_of(verb, {"involved", "used", "employed"});
    }
    return false;
}

} // namespace

bool denies_a_deed(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t behind,
                   std::uint32_t last)
{
    behind = behind_manner(text, behind, last);
    if (behind + 1 < last && is_one_of(text.tokens[behind], {"that", "this"}) &&
        lexicon.meaning("rebuttals", text.tokens[behind + 1]) == "charge")
        return true; // "deny that charge"
    if (behind + 2 < last && text.tokens[behind].is("that") &&
        is_one_of(text.tokens[behind + 1], {"its", "their", "it", "they", "our", "we"}))
        return true; // "deny that their men lay in wait"
    if (behind < last && text.tokens[behind].is("that"))
        return !tells_of_harmless_passive(text, lexicon, behind + 1, last) &&
               (tells_of_deed(text, lexicon, behind + 1, last) ||
                tells_of_armed_men(text, lexicon, behind + 1, last) ||
                tells_of_existence(text, behind + 1, last));
    if (behind >= last || text.tokens[behind].kind == Token::Kind::punctuation)
        return true;
    if (text.tokens[behind].lower.ends_with("ing"))
        return true;
    return is_one_of(text.tokens[behind], {"it",          "this",        "that",    "responsibility",
                                           "any",         "involvement", "the",     "having",
                                           "carrying",    "being",       "all",     "targeting",
                                           "attacking",   "and",         "such",    "these",
                                           "those",       "hitting",     "bombing", "killing",
                                           "by",          "within",      "at",      "on",
                                           "in",          "behind",      "a",       "an",
                                           "accusations", "allegations", "as", // "rejected this as a lie"
                                           "everything",  "them",        "every",   "such",
                                           "rumours",     "reports",     "claims",  "charges",
                                           "both",        "its",         "their",   "knowledge",
                                           "wrongdoing",  "guilt"});
}

std::uint32_t behind_manner(const TokenisedText& text, std::uint32_t behind, std::uint32_t last)
{
    constexpr std::uint32_t longest = 6;
    for (std::uint32_t i = behind; i < std::min(behind + longest, last); ++i) {
        const Token& word = text.tokens[i];
        if (i > behind && word.is("that"))
            return i; // "denies once more that", "denied for two months that"
        // "denied any part and said that somebody lied": of what is said next
        if (word.kind == Token::Kind::punctuation ||
            is_one_of(word, {"the", "this", "that", "it", "and", "but"}))
            break;
    }
    return behind;
}

bool denies_own_part(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb,
                     std::uint32_t behind, std::uint32_t last)
{
    constexpr std::uint32_t reach = 4;
    behind = behind_manner(text, behind, last);
    if (behind + 1 < last && text.tokens[behind].is("that"))
        return is_one_of(text.tokens[behind + 1], {"it", "its", "they", "their", "he", "she"}) ||
               (text.tokens[behind + 1].is("any") && behind + 3 < last && text.tokens[behind + 2].is("of") &&
                is_one_of(text.tokens[behind + 3], {"its", "their"}));
    if (behind < last && text.tokens[behind].lower.ends_with("ing"))
        return true;
    for (std::uint32_t i = verb + 1; i < std::min(behind + reach, last); ++i)
        if (lexicon.is_in("own_part", text.tokens[i]))
            return true;
    return false;
}

bool asks_who_did_it(const TokenisedText& text, const Sentence& sentence)
{
    if (!text.tokens[sentence.last - 1].is("?"))
        return false;
    bool who = false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        who = who || text.tokens[i].is("who");
        if (who && is_one_of(text.tokens[i], {"blame", "responsible", "behind", "did", "guilty", "fault"}))
            return true;
    }
    return false;
}

bool is_about_violence(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                       std::uint32_t behind)
{
    bool of = false;
    for (std::uint32_t i = behind; i < sentence.last; ++i) {
        // "of having looked away": a deed that is done
        if (text.tokens[i].is("of") && i + 1 < sentence.last &&
            (is_quote_mark(text.tokens[i + 1]) ||
             is_one_of(text.tokens[i + 1], {"having", "being", "it", "them", "this", "that", "both"})))
            return true;
        of = of || (text.tokens[i].is("of") && i + 1 < sentence.last && !text.tokens[i + 1].capitalised);
        if (of && (lexicon.has("deeds", text.tokens[i]) || lexicon.has("accusing_deeds", text.tokens[i])))
            return true;
    }
    // "accused the youth wing of the ruling party": no charge is named.
    if (!of || !names_other_charge(text, behind, sentence.last))
        return true;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (match_phrase(lexicon, "triggers", text, i, sentence.last) ||
            match_phrase(lexicon, "harm", text, i, sentence.last))
            return true;
    return false;
}

bool is_habit(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence, std::uint32_t verb)
{
    return verb > sentence.first && lexicon.is_in("habit", text.tokens[verb - 1]);
}

bool is_guess(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from, std::uint32_t until)
{
    for (std::uint32_t i = from > 0 ? from - 1 : from; i < until; ++i)
        if (lexicon.is_in("guess", text.tokens[i]))
            return true;
    return false;
}

} // namespace sitmap
