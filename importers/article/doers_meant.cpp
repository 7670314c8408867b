// Whom a clause means by other words than a party's name.
#include "importers/article/doers_meant.hpp"

#include "importers/article/actors.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <optional>

namespace sitmap {

bool is_counted(const Reading& reading, const ActorMention& actor)
{
    for (const CountMention* count : in_sentence(reading.counts, actor.sentence))
        if (actor.first >= count->first && actor.first < count->last)
            return true;
    if (actor.first == reading.sentence(actor.sentence).first ||
        reading.token(actor.first - 1).kind != Token::Kind::number)
        return false;
    // "On December 15 soldiers killed": a day, and no number of soldiers.
    const auto times = in_sentence(reading.times, actor.sentence);
    return std::none_of(times.begin(), times.end(),
                        [&](const TimeMention* time) { return time->last == actor.first; });
}

bool is_where(const Reading& reading, const ActorMention& actor)
{
    return actor.first > reading.sentence(actor.sentence).first &&
           is_one_of(reading.token(actor.first - 1), {"in", "near", "outside", "at"});
}

namespace {

/// The code of the country that a name means; empty for other places.
std::string_view brief_of_country(const Reading& reading, const Toponym& toponym)
{
    const Place& place = reading.place(*toponym.place);
    return place.kind == PlaceKind::country && toponym.kind != ToponymKind::demonym
               ? std::string_view{place.country}
               : std::string_view{};
}

/// The words from `from` on up to "and" or to where the phrase ends; empty if no name is among them.
std::string side_at(const Reading& reading, std::uint32_t from, std::uint32_t until)
{
    constexpr std::uint32_t longest = 10; // "Central African soldiers backed by Russian instructors"
    std::uint32_t end = from;
    bool named = false;
    for (; end < std::min(from + longest, until); ++end) {
        const Token& word = reading.token(end);
        if (word.kind == Token::Kind::punctuation || word.is("and") ||
            is_one_of(word,
                      {"killed", "left", "in", "at", "near", "on", "over", "after", "when", "has", "have"}) ||
            is_form_of_be(word))
            break;
        named = named || word.capitalised;
    }
    if (!named || end == from)
        return {};
    return words_of(reading.text, from, end);
}

/// "fighting between Azande militiamen and Central African soldiers": who fights whom.
std::string side_of_clash(const Reading& reading, const Telling& telling)
{
    if (telling.sub_type != SubEventType::armed_clash)
        return {};
    const Sentence& sentence = reading.sentence(telling.sentence);
    for (std::uint32_t i = sentence.first; i + 3 < sentence.last; ++i) {
        if (!reading.token(i).is("between"))
            continue;
        const std::string side = side_at(reading, i + 1, sentence.last);
        if (side.empty())
            continue;
        // "between Beni and Oicha" is a way
        const auto places = toponyms_in(reading, telling.sentence);
        if (std::none_of(places.begin(), places.end(), [&](const Toponym* place) {
                return place->first <= i + 2 && place->last > i && place->kind != ToponymKind::demonym;
            }))
            return side;
    }
    return {};
}

/// "died in a gun battle with Abu Sayyaf", "in clashes with the Taliban": whom others fought with.
std::string other_side_of_clash(const Reading& reading, const Telling& telling)
{
    if (telling.sub_type != SubEventType::armed_clash)
        return {};
    const Sentence& sentence = reading.sentence(telling.sentence);
    for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i) {
        if (!reading.tables.lexicon.is_in("clash", reading.token(i)) || !reading.token(i + 1).is("with"))
            continue;
        std::uint32_t from = i + 2;
        while (from + 1 < sentence.last && is_one_of(reading.token(from), {"the", "a", "an"}))
            ++from;
        const std::string side = side_at(reading, from, sentence.last);
        const auto places = toponyms_in(reading, telling.sentence);
        if (!side.empty() && std::none_of(places.begin(), places.end(), [&](const Toponym* place) {
                return place->first <= from && place->last > from && place->kind != ToponymKind::demonym;
            }))
            return side;
    }
    return {};
}

/// "jets of the American-led coalition struck", "drones of the Ethiopian air force hit": whose arms do it.
std::string owner_of_arms(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t longest = 6, near = 12; // tokens
    if (telling.group != TypeGroup::armed)
        return {};
    const Lexicon& lexicon = reading.tables.lexicon;
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t trigger = telling.trigger->first;
    for (std::uint32_t i = sentence.first; i + 3 < sentence.last && i <= trigger; ++i) {
        // "coalition aircraft bombed the airport"
        if (is_one_of(reading.token(i), {"coalition", "alliance", "allied"}) && trigger - i <= 2 &&
            lexicon.is_in("their_men", reading.token(i + 1)))
            return words_of(reading.text, i, i + 2);
        if (!lexicon.is_in("their_men", reading.token(i)) || !reading.token(i + 1).is("of") ||
            trigger - i > near)
            continue;
        const std::uint32_t from = reading.token(i + 2).is("the") ? i + 3 : i + 2;
        std::uint32_t end = from;
        while (end < std::min(from + longest, sentence.last) &&
               reading.token(end).kind == Token::Kind::word && !lexicon.has("deeds", reading.token(end)) &&
               !reading.token(end).is("hit") && !is_auxiliary(reading.token(end)))
            ++end;
        const bool arms_of_state = end > from && lexicon.is_in("state_arms", reading.token(end - 1));
        if (end == from || end >= sentence.last ||
            !(lexicon.has("deeds", reading.token(end)) || reading.token(end).is("hit")))
            continue;
        if (!arms_of_state &&
            std::none_of(reading.text.tokens.begin() + from, reading.text.tokens.begin() + end,
                         [](const Token& word) { return word.capitalised; }))
            continue;
        for (const Toponym* toponym : toponyms_in(reading, telling.sentence))
            if (arms_of_state && toponym->first == from && toponym->kind == ToponymKind::demonym &&
                toponym->place)
                if (std::string state = state_forces_of(reading, reading.place(*toponym->place).country);
                    !state.empty())
                    return state;
        return words_of(reading.text, from, end);
    }
    return {};
}

/// "was shot dead when police broke up a blockade": who is sent against protesters.
std::string force_at_protest(const Reading& reading, const Telling& telling)
{
    if (telling.sub_type != SubEventType::excessive_force_against_protesters &&
        telling.sub_type != SubEventType::protest_with_intervention)
        return {};
    const Sentence& sentence = reading.sentence(telling.sentence);
    for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
        if (reading.tables.lexicon.is_in("sent_against", reading.token(i)) &&
            !is_one_of(reading.token(i + 1), {"said", "say", "says", "were"}))
            return reading.token(i).lower;
    return {};
}

/// "The raiders", "the attackers": by what they did here, and by no side.
bool names_nobody(const Reading& reading, const ActorMention& actor)
{
    const Token& head = reading.token(actor.last - 1);
    return actor.actor_id.empty() &&
           (reading.tables.lexicon.meaning("armed_roles", head) == "unnamed" ||
            reading.tables.lexicon.meaning("people", head) == "attackers" ||
            reading.tables.lexicon.is_in("attackers", head) || reading.tables.lexicon.is_in("raiders", head));
}

/// "it attacked a camp and killed nine": the pronoun whose verb the deed is, or stands before "and".
std::optional<std::uint32_t> pronoun_that_does(const Reading& reading, const Telling& telling)
{
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t deed = telling.trigger->first;
    constexpr std::uint32_t reach = 14;
    for (std::uint32_t i = deed; i > sentence.first && deed - i < reach;) {
        const Token& word = reading.token(--i);
        if (is_one_of(word,
                      {";", ":", "that", "which", "who", "when", "after", "while", "where", "he", "she"}) ||
            actor_within(reading.actors, i, i + 1))
            return std::nullopt;
        if (!is_one_of(word, {"it", "they"}))
            continue;
        std::uint32_t verb = i + 1;
        while (verb < deed && is_one_of(reading.token(verb),
                                        {"had", "has", "have", "also", "then", "later", "again", "even"}))
            ++verb;
        const bool does = verb == deed || reading.tables.lexicon.has("accusing_deeds", reading.token(verb));
        return does && !is_form_of_be(reading.token(verb)) ? std::optional{i} : std::nullopt;
    }
    return std::nullopt;
}

/// "Al Shabaab has stepped up its attacks. On Monday it attacked a camp": the party that the sentence before,
/// or the clause before, is about.
std::string party_meant_by_pronoun(const Reading& reading, const Telling& telling)
{
    if (telling.group != TypeGroup::armed)
        return {};
    const auto pronoun = pronoun_that_does(reading, telling);
    if (!pronoun)
        return {};
    const auto first_party = [&](std::uint32_t s, std::uint32_t until) -> std::string {
        for (const ActorMention* actor : in_sentence(reading.actors, s))
            if (actor->last < until && !actor->name.empty() && !is_counted(reading, *actor) &&
                !is_where(reading, *actor) && !names_nobody(reading, *actor))
                return actor->name;
        return {};
    };
    if (std::string here = first_party(telling.sentence, *pronoun); !here.empty())
        return here;
    return telling.sentence == 0
               ? std::string{}
               : first_party(telling.sentence - 1, reading.sentence(telling.sentence - 1).last + 1);
}

/// "Mohamed Merah shot dead a teacher": a name of two words and more that opens its clause, and an object
/// behind the verb, so that nobody was shot who is called so.
std::string person_before(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t longest = 4;
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t verb = telling.trigger->first, behind = telling.trigger->last;
    const Lexicon& lexicon = reading.tables.lexicon;
    if (telling.sub_type != SubEventType::attack || telling.sentence == 0 || behind >= sentence.last ||
        !lexicon.is_in("did_harm", reading.token(verb)) ||
        !(is_one_of(reading.token(behind), {"a", "an", "the", "his", "her"}) ||
          reading.token(behind).kind == Token::Kind::number || lexicon.has("numbers", reading.token(behind))))
        return {};
    // "an army doctor, Baruch Goldstein, shot dead 29 people"
    const std::uint32_t end = verb > sentence.first && reading.token(verb - 1).is(",") ? verb - 1 : verb;
    std::uint32_t first = end;
    while (first > sentence.first && end - first < longest && reading.token(first - 1).capitalised &&
           reading.token(first - 1).kind == Token::Kind::word &&
           !lexicon.has("months", reading.token(first - 1)) &&
           !lexicon.has("weekdays", reading.token(first - 1)))
        --first;
    if (end - first < 2 || (end < verb && (first == sentence.first || !reading.token(first - 1).is(","))) ||
        (first > sentence.first &&
         !is_one_of(reading.token(first - 1), {",", "when", "after", "and", "as", "where"})))
        return {};
    for (const Toponym* place : toponyms_in(reading, telling.sentence))
        if (place->place && place->first < end && place->last > first)
            return {};
    return words_of(reading.text, first, end);
}

/// "The United States carried out an air strike": the forces of the state that the clause is about.
std::string state_that_opens(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 6;
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t deed = telling.trigger->first;
    for (const Toponym* state : toponyms_in(reading, telling.sentence)) {
        if (!state->place || brief_of_country(reading, *state).empty() || state->last >= deed ||
            deed - state->last > reach)
            continue;
        std::uint32_t before = state->first;
        if (before > sentence.first && reading.token(before - 1).is("the"))
            --before;
        const bool opens =
            before == sentence.first ||
            is_one_of(reading.token(before - 1), {",", "when", "after", "and", "as", ":", "that"});
        bool verb = reading.tables.lexicon.is_in("leads_to_deed", reading.token(deed)), only = true;
        for (std::uint32_t i = state->last; i < deed; ++i) {
            verb = verb || reading.tables.lexicon.is_in("leads_to_deed", reading.token(i));
            only =
                only && (is_auxiliary(reading.token(i)) ||
                         reading.tables.lexicon.is_in("leads_to_deed", reading.token(i)) ||
                         is_one_of(reading.token(i), {"out", "a", "an", "its", "also", "then", "another"}));
        }
        if (opens && verb && only)
            return state_forces_of(reading, brief_of_country(reading, *state));
    }
    return {};
}

} // namespace

std::string doer_meant(const Reading& reading, const Telling& telling)
{
    for (const auto read : {side_of_clash, other_side_of_clash, owner_of_arms, force_at_protest,
                            party_meant_by_pronoun, state_that_opens, person_before})
        if (std::string doer = read(reading, telling); !doer.empty())
            return doer;
    return {};
}

} // namespace sitmap
