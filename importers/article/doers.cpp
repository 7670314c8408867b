// Who does what a sentence tells.
#include "importers/article/actors.hpp"
#include "importers/article/doers_meant.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/tellings.hpp"

#include <algorithm>
#include <optional>

namespace sitmap {

namespace {

/// The deed is told by its weapon.
bool type_of_means(const Reading& reading, std::uint32_t trigger)
{
    return match_phrase(reading.tables.lexicon, "means", reading.text, trigger, trigger + 2).length > 0;
}

/// "militiamen of the Besi Merah Putih": behind the name of those whose men they are; `i` where none stands.
std::uint32_t behind_whose_men(const Reading& reading, std::uint32_t i, std::uint32_t until)
{
    constexpr std::uint32_t longest = 5;
    std::uint32_t name = i;
    if (name + 1 >= until || !reading.token(name).is("of"))
        return i;
    name += reading.token(name + 1).is("the") ? 2U : 1U;
    std::uint32_t end = name;
    while (end < until && end - name < longest && reading.token(end).capitalised &&
           reading.token(end).kind == Token::Kind::word)
        ++end;
    return end > name ? end : i;
}

/// "Ugandan troops, with Lendu fighters at their side, drove", "gunmen of the sect, disguised as traders,
/// overran": where the clause goes on.
std::uint32_t behind_aside_of(const Reading& reading, const ActorMention& actor, std::uint32_t trigger)
{
    constexpr std::uint32_t longest = 12;
    const std::uint32_t from = behind_whose_men(reading, actor.last, trigger);
    if (from >= trigger || !reading.token(from).is(","))
        return from;
    if (is_one_of(reading.token(from + 1), {"who", "which"}))
        return from + 2; // "by Mai-Mai militia, who drove out the fighters"
    for (std::uint32_t i = from + 1; i < std::min(from + longest, trigger); ++i)
        if (reading.token(i).is(","))
            return i + 1;
    return from;
}

/// Only words between a subject and its verb, or "launched an", stand between.
bool leads_to(const Reading& reading, const ActorMention& actor, std::uint32_t trigger)
{
    for (std::uint32_t i = behind_aside_of(reading, actor, trigger); i < trigger; ++i) {
        const Token& word = reading.token(i);
        if (word.is("in") && i + 1 < trigger && reading.token(i + 1).capitalised) {
            while (i + 1 < trigger && reading.token(i + 1).capitalised)
                ++i; // "Police in Belarus"
            continue;
        }
        if (is_form_of_be(word))
            return is_one_of(word, {"were", "was", "are"}) && i + 1 < reading.text.tokens.size() &&
                   reading.token(i + 1).lower.ends_with("ing");
        // "Boko Haram insurgents shot": what the party's men are called
        const bool men = i == actor.last && word.kind == Token::Kind::word && !word.capitalised &&
                         word.lower.size() > 4 && word.lower.ends_with("s") && !ends_noun_phrase(word) &&
                         reading.tables.lexicon.meaning("speech", word).empty() &&
                         !reading.tables.lexicon.has("verbs", word);
        // "rebels threw home-made mortar bombs"
        const bool of_weapon = i + 1 == trigger && i > actor.last && word.kind == Token::Kind::word &&
                               !ends_noun_phrase(word) &&
                               reading.tables.lexicon.is_in("leads_to_deed", reading.token(i - 1)) &&
                               type_of_means(reading, trigger);
        if (!is_auxiliary(word) && !men && !of_weapon &&
            !is_one_of(word, {"out", "their", "its", "a", "an", "'s", "and"}) &&
            !reading.tables.lexicon.is_in("leads_to_deed", word))
            return false;
    }
    return true;
}

bool is_behind_by(const Reading& reading, const ActorMention& actor, std::uint32_t from)
{
    for (std::uint32_t i = from; i < actor.first; ++i)
        if (reading.token(i).is("by"))
            return actor.first - i <= 3;
    return false;
}

/// "An Israeli strike on a house in Rafah killed two": tokens `from` on name a weapon or what it does.
bool names_strike(const Reading& reading, std::uint32_t from, std::uint32_t until)
{
    constexpr std::uint32_t reach = 3;
    for (std::uint32_t i = from; i < std::min(from + reach, until); ++i) {
        if (reading.token(i).kind != Token::Kind::word)
            return false;
        if (reading.tables.lexicon.is_in("strike", reading.token(i)))
            return true;
    }
    return false;
}

/// The party of the table that a sentence names last before a token.
const ActorMention* last_party_in(const Reading& reading, std::uint32_t s, std::uint32_t until)
{
    const ActorMention* last = nullptr;
    for (const ActorMention* actor : in_sentence(reading.actors, s))
        if (!actor->actor_id.empty() && actor->last <= until)
            last = actor;
    return last;
}

/// "its fighters took the hill town", "the alliance's aircraft bombed", "its lorry bomb killed": where the
/// party is meant and not named; the sentence's end where there is no such word.
std::uint32_t word_for_party(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 5;
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t until = telling.trigger->first;
    const Lexicon& lexicon = reading.tables.lexicon;
    const bool weapon = telling.group == TypeGroup::armed &&
                        (type_of_means(reading, until) || type_of_means(reading, until + 1)); // "lorry bomb"
    for (std::uint32_t i = until > sentence.first + reach ? until - reach : sentence.first; i < until; ++i) {
        const bool men = lexicon.is_in("their_men", reading.token(i + 1));
        if (is_one_of(reading.token(i), {"its", "their"}) && (men || (weapon && i + 2 >= until)))
            return i;
        if (men && is_one_of(reading.token(i), {"'s", "’s"}) && i >= sentence.first + 2 &&
            lexicon.is_in("a_party", reading.token(i - 1)) && reading.token(i - 2).is("the"))
            return i - 1;
    }
    return sentence.last;
}

/// The party that is meant by "its" or "the alliance's": named last in the sentence, or in one of the two
/// before.
const ActorMention* party_before(const Reading& reading, const Telling& telling)
{
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t word = word_for_party(reading, telling);
    if (word == sentence.last)
        return nullptr;
    if (const ActorMention* here = last_party_in(reading, telling.sentence, word))
        return here;
    for (std::uint32_t back = 1; back <= 2 && telling.sentence >= back; ++back)
        if (const ActorMention* last = last_party_in(reading, telling.sentence - back, sentence.first))
            return last;
    return nullptr;
}

/// "the same faction seized a convoy", "were taken by the same group": the armed party that the text named
/// last before.
const ActorMention* same_party(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t longest = 3; // "the same gang then shot"
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t trigger = telling.trigger->first;
    const Lexicon& lexicon = reading.tables.lexicon;
    for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i) {
        if (!reading.token(i).is("the") || !reading.token(i + 1).is("same") ||
            !(lexicon.is_in("a_party", reading.token(i + 2)) || lexicon.is_in("gang", reading.token(i + 2)) ||
              lexicon.is_in("armed_group", reading.token(i + 2))))
            continue;
        const bool by = i > sentence.first && reading.token(i - 1).is("by");
        const bool does = i + 3 <= trigger && trigger - i - 3 <= longest;
        if (!by && !does)
            continue;
        const auto behind =
            std::lower_bound(reading.actors.begin(), reading.actors.end(), i,
                             [](const ActorMention& actor, std::uint32_t at) { return actor.first < at; });
        for (auto actor = behind; actor != reading.actors.begin();)
            if ((--actor)->armed)
                return &*actor;
        return nullptr;
    }
    return nullptr;
}

/// "Kidal fell to the rebels": who took it.
const ActorMention* taker_behind(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 3; // "to the Tuareg"
    const std::uint32_t at = telling.trigger->last;
    if (!is_territory(telling.sub_type) || at + 1 >= reading.sentence(telling.sentence).last ||
        !(reading.token(at).is("to") || reading.token(at - 1).is("to")))
        return nullptr;
    for (const ActorMention* actor : in_sentence(reading.actors, telling.sentence))
        if (actor->first >= at && actor->first <= at + reach && !actor->name.empty())
            return actor;
    return nullptr;
}

/// "insurgents of the Arakan Rohingya Salvation Army": the party that the role belongs to; else the role
/// itself.
const ActorMention* named_behind(const Reading& reading, const ActorMention& role)
{
    constexpr std::uint32_t longest = 7; // "believed to be members of the"
    for (const ActorMention* actor : in_sentence(reading.actors, role.sentence)) {
        if (actor->actor_id.empty() || actor->first <= role.last || actor->first - role.last > longest)
            continue;
        bool only_ties = true, ties = false; // but "attributed by the police to the BLA"
        for (std::uint32_t i = role.last; only_ties && i < actor->first; ++i) {
            only_ties = reading.tables.lexicon.is_in("ties_to_party", reading.token(i));
            ties = ties || is_one_of(reading.token(i), {"of", "from", "loyal", "allied", "linked", "members",
                                                        "belong", "belonging"});
        }
        if (only_ties && ties)
            return actor;
    }
    return &role;
}

/// The demonym opens the clause, or an article does: "An Israeli strike", "Russian shelling".
bool is_article_before(const Reading& reading, const Toponym& toponym)
{
    const std::uint32_t first =
        reading.sentence(static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin))).first;
    return toponym.first == first ||
           is_one_of(reading.token(toponym.first - 1),
                     {"a", "an", "the", "-", "–", "—", ",", ":", "two", "three", "several", "when", "as"});
}

bool is_one_clause(const Reading& reading, std::uint32_t from, std::uint32_t until)
{
    for (std::uint32_t i = from; i < until; ++i)
        if (reading.token(i).kind == Token::Kind::punctuation || is_form_of_be(reading.token(i)) ||
            is_one_of(reading.token(i), {"and", "that", "which", "who", "said", "says", "after", "before"}))
            return false;
    return true;
}

/// "Two Russian Kalibr missiles struck": the forces of the state whose weapons they are.
std::string state_before(const Reading& reading, const Telling& telling)
{
    const std::uint32_t trigger = telling.trigger->first;
    for (const Toponym* toponym : toponyms_in(reading, telling.sentence)) {
        // "An Israeli strike killed nine": told by both words
        if (toponym->kind == ToponymKind::demonym && toponym->place && toponym->first == trigger &&
            toponym->last < telling.trigger->last && type_of(telling.sub_type) == EventType::explosions)
            return state_forces_of(reading, reading.place(*toponym->place).country);
        const bool before = toponym->last <= trigger && trigger - toponym->last <= 3;
        if (toponym->kind != ToponymKind::demonym || !toponym->place || toponym->last > trigger)
            continue;
        if (trigger - toponym->last <= 14 && names_strike(reading, toponym->last, trigger) &&
            is_article_before(reading, *toponym) && is_one_clause(reading, toponym->last, trigger))
            return state_forces_of(reading, reading.place(*toponym->place).country);
        if (!before)
            continue;
        bool only_words = true;
        for (std::uint32_t i = toponym->last; i < trigger; ++i)
            only_words = only_words && reading.token(i).kind == Token::Kind::word &&
                         !is_auxiliary(reading.token(i)) &&
                         !is_one_of(reading.token(i), {"in", "on", "of", "by", "who", "and", "after"});
        const bool is_weapon =
            !match_phrase(reading.tables.lexicon, "means", reading.text, trigger, trigger + 2)
                 .meaning()
                 .empty() ||
            type_of(telling.sub_type) == EventType::explosions;
        if (!only_words || !is_weapon)
            continue;
        return state_forces_of(reading, reading.place(*toponym->place).country);
    }
    return {};
}

} // namespace

std::string state_forces_of(const Reading& reading, std::string_view country)
{
    for (const Actor& actor : reading.tables.actors.all())
        if (actor.kind == "state forces" && actor.country == country)
            return actor.name;
    return {};
}

namespace {

/// "The chief of police has raised the toll to 21 people killed": who tells how many, by whomever they were
/// killed.
bool gives_toll(const Reading& reading, const ActorMention& actor)
{
    constexpr std::uint32_t reach = 10; // tokens: ", Joseph Boinnet, has just raised the toll"
    const std::uint32_t last = std::min(actor.last + reach, reading.sentence(actor.sentence).last);
    for (std::uint32_t i = actor.last + 1; i + 1 < last; ++i)
        if (reading.tables.lexicon.is_in("toll", reading.token(i)) &&
            is_one_of(reading.token(i + 1), {"to", "at", "of"}))
            return true;
    return false;
}

const ActorMention* doer_beside(const Reading& reading, const Telling& telling)
{
    const TriggerMention& trigger = *telling.trigger;
    const ActorMention* doer = nullptr;
    for (const ActorMention* actor : in_sentence(reading.actors, telling.sentence)) {
        const bool does = actor->last <= trigger.first &&
                          trigger.first - behind_aside_of(reading, *actor, trigger.first) <= 6 &&
                          leads_to(reading, *actor, trigger.first);
        const bool is_trigger =
            actor->first <= trigger.first && actor->last > trigger.first && !gives_toll(reading, *actor);
        const bool by = actor->first >= trigger.last && actor->first - trigger.last <= 6 &&
                        is_behind_by(reading, *actor, trigger.last);
        // "by Abu Sayyaf gunmen": the party's own, and no others
        const bool same =
            doer && !doer->actor_id.empty() && actor->first == doer->last && actor->name.empty();
        if ((does || is_trigger || by) && !same && !is_counted(reading, *actor) && !is_where(reading, *actor))
            doer = actor;
    }
    return doer;
}

} // namespace

namespace {

/// "by men believed to be from": only guessing stands between.
bool is_thought_to_be(const Reading& reading, std::uint32_t from, std::uint32_t until)
{
    for (std::uint32_t i = from; i + 1 < until; ++i)
        if (reading.tables.lexicon.is_in("said_to_be", reading.token(i)) && reading.token(i + 1).is("to"))
            return true;
    return false;
}

/// "had died at ETA's hands", "at the hands of the Taliban".
bool dies_at_hands_of(const Reading& reading, const ActorMention& actor, std::uint32_t first)
{
    const bool theirs = actor.first > first && reading.token(actor.first - 1).is("at") &&
                        is_one_of(reading.token(actor.last), {"'s", "’s", "'", "’"}) &&
                        reading.token(actor.last + 1).is("hands");
    const std::uint32_t of = reading.token(actor.first - 1).is("the") ? actor.first - 2 : actor.first - 1;
    return theirs || (of >= first + 3 && of < actor.first && reading.token(of).is("of") &&
                      reading.token(of - 1).is("hands") && reading.token(of - 2).is("the"));
}

/// "a lorry driven by a Tamil Tiger", "mines laid by rebels of the LRA".
bool handles_weapon(const Reading& reading, const ActorMention& actor, std::uint32_t first)
{
    std::uint32_t by = actor.first;
    while (by > first && actor.first - by < 2 && !reading.token(by).is("by"))
        --by;
    return by > first && reading.token(by).is("by") &&
           reading.tables.lexicon.is_in("handled", reading.token(by - 1));
}

/// "a raid in which 80 men were executed on 2 June by fighters of the Rapid Support Forces": a party of the
/// table by which people were harmed.
const ActorMention* agent_in(const Reading& reading, std::uint32_t s)
{
    constexpr std::uint32_t reach = 7;
    const std::uint32_t first = reading.sentence(s).first;
    for (const ActorMention* actor : in_sentence(reading.actors, s)) {
        if (actor->actor_id.empty())
            continue;
        if (dies_at_hands_of(reading, *actor, first) || handles_weapon(reading, *actor, first))
            return actor;
        constexpr std::uint32_t longest = 10; // "by men believed to be from"
        std::uint32_t by = actor->first;
        while (by > first && actor->first - by < longest && !reading.token(by).is("by") &&
               (actor->first - by < 4 || reading.token(by).kind == Token::Kind::word))
            --by;
        if (reading.token(by).is("by") && actor->first - by >= 4 &&
            !is_thought_to_be(reading, by, actor->first))
            continue;
        if (by == first || !reading.token(by).is("by"))
            continue;
        for (std::uint32_t i = by; i > first && by - i < reach; --i) {
            const Token& word = reading.token(i - 1);
            if (word.kind == Token::Kind::punctuation)
                break;
            if (word.lower.ends_with("d") && reading.tables.lexicon.meaning("harm", word) == "killed" &&
                !is_one_of(word, {"buried", "dead"}))
                return actor;
        }
    }
    return nullptr;
}

} // namespace

bool is_suspected_doer(const Reading& reading, const Telling& telling)
{
    const ActorMention* doer = doer_beside(reading, telling);
    if (doer && doer->actor_id.empty())
        doer = named_behind(reading, *doer);
    if (!doer)
        doer = agent_in(reading, telling.sentence);
    if (!doer)
        return false;
    const Sentence& sentence = reading.sentence(doer->sentence);
    for (std::uint32_t back = 1; back <= 2 && doer->first >= sentence.first + back; ++back)
        if (reading.tables.lexicon.is_in("suspected", reading.token(doer->first - back)))
            return true;
    // "believed to belong to the Sinaloa cartel"
    constexpr std::uint32_t reach = 6;
    for (std::uint32_t back = 1; back <= reach && doer->first >= sentence.first + back; ++back) {
        const std::uint32_t i = doer->first - back;
        if (reading.token(i).kind == Token::Kind::punctuation)
            break;
        if (reading.tables.lexicon.is_in("believed", reading.token(i)) && reading.token(i + 1).is("to"))
            return true;
    }
    // "fighters are suspected of having killed"
    return doer->last + 2 < sentence.last && is_form_of_be(reading.token(doer->last)) &&
           is_one_of(reading.token(doer->last + 1), {"suspected", "thought", "believed", "alleged"});
}

namespace {

/// "Hamas denied the attack", "Egypt condemned the raid": whose verb takes the deed for its object without
/// doing it.
bool speaks_or_reacts(const Reading& reading, std::uint32_t token)
{
    const Lexicon& lexicon = reading.tables.lexicon;
    const Token& word = reading.token(token);
    return !lexicon.meaning("speech", word).empty() || lexicon.is_in("voices", word) ||
           lexicon.is_in("reacts", word);
}

} // namespace

std::string subject_of(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 14; // tokens
    const TriggerMention& trigger = *telling.trigger;
    const std::uint32_t first = reading.sentence(telling.sentence).first;
    if (trigger.first > first && is_form_of_be(reading.token(trigger.first - 1)))
        return {};
    const ActorMention* subject = nullptr;
    for (const ActorMention* actor : in_sentence(reading.actors, telling.sentence)) {
        if (actor->name.empty() || actor->last > trigger.first || trigger.first - actor->last > reach ||
            is_counted(reading, *actor))
            continue;
        std::uint32_t before = actor->first;
        while (before > first && is_one_of(reading.token(before - 1), {"the", "a", "an", "suspected", "local",
                                                                       "armed", "several", "some"}))
            --before;
        const bool opens =
            before == first ||
            is_one_of(reading.token(before - 1), {",", "when", "after", "as", "where", "that", "and", ":"});
        bool stays = opens;
        for (std::uint32_t i = actor->last; stays && i < trigger.first; ++i)
            stays = !is_form_of_be(reading.token(i)) && !speaks_or_reacts(reading, i) &&
                    !is_one_of(reading.token(i), {";", ":", "that", "after", "when", "while", "against"});
        if (stays)
            subject = actor;
    }
    return subject ? subject->name : std::string{};
}

std::string doer_of(const Reading& reading, const Telling& telling)
{
    const ActorMention* doer = doer_beside(reading, telling);
    if (doer && doer->actor_id.empty())
        doer = named_behind(reading, *doer);
    if (!doer)
        doer = agent_in(reading, telling.sentence);
    if (!doer)
        doer = taker_behind(reading, telling);
    if (!doer || doer->actor_id.empty())
        if (const ActorMention* same = same_party(reading, telling))
            doer = same;
    if (!doer)
        doer = party_before(reading, telling);
    if (doer && doer->actor_id.empty()) {
        const std::uint32_t until = reading.sentence(telling.sentence).last;
        if (const std::uint32_t behind = behind_whose_men(reading, doer->last, until); behind > doer->last)
            return words_of(reading.text, doer->first, behind);
    }
    if (doer)
        return doer->name;
    std::string state = state_before(reading, telling);
    return state.empty() ? doer_meant(reading, telling) : state;
}

} // namespace sitmap
