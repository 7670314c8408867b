#include "importers/article/named_suspects.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/tellings.hpp"

#include <algorithm>

namespace sitmap {

namespace {

PhraseMatch statement_at(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    return match_phrase(reading.tables.lexicon, "statements", reading.text, i, last);
}

/// The first armed party of no state that begins in tokens [from, until).
const ActorMention* armed_party_in(const Reading& reading, std::uint32_t s, std::uint32_t from,
                                   std::uint32_t until)
{
    for (const ActorMention* actor : in_sentence(reading.actors, s))
        if (actor->first >= from && actor->first < until && !actor->name.empty() &&
            (actor->armed || reading.tables.lexicon.is_in("armed_group", reading.token(actor->last - 1))))
            return actor;
    return nullptr;
}

/// "spoke of nine rebels killed": of their dead, and not of their deed.
bool tells_of_losses(const Reading& reading, std::uint32_t from, std::uint32_t until)
{
    for (std::uint32_t i = from; i < until; ++i)
        if (reading.token(i).kind == Token::Kind::number ||
            reading.tables.lexicon.has("numbers", reading.token(i)) ||
            reading.tables.lexicon.has("harm", reading.token(i)))
            return true;
    return false;
}

/// "pointed to the Shining Path", "is looking at separatists", "speaks of men from al-Shabaab".
void take_pointing(const Reading& reading, std::uint32_t s, std::vector<NamedSuspect>& found)
{
    constexpr std::uint32_t near = 6, behind = 3;
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first + 1; i + 1 < sentence.last; ++i) {
        const PhraseMatch points = statement_at(reading, i, sentence.last);
        if (points.meaning() != "points")
            continue;
        const std::uint32_t from = i + points.length;
        const ActorMention* party = armed_party_in(reading, s, from, std::min(from + near, sentence.last));
        if (party && !tells_of_losses(reading, from, std::min(party->last + behind, sentence.last)))
            found.push_back({.verb = i, .party = party->name, .hedged = true});
    }
}

/// "Remnants of the Shining Path were the first suspects".
void take_first_suspect(const Reading& reading, std::uint32_t s, std::vector<NamedSuspect>& found)
{
    constexpr std::uint32_t farthest = 14;
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first + 1; i + 2 < sentence.last; ++i) {
        if (!is_form_of_be(reading.token(i)) ||
            statement_at(reading, i + 1, sentence.last).meaning() != "suspect")
            continue;
        const std::uint32_t from = i > sentence.first + farthest ? i - farthest : sentence.first;
        if (const ActorMention* party = armed_party_in(reading, s, from, i))
            found.push_back({.verb = i, .party = party->name, .hedged = true, .of_speech = true});
    }
}

/// "spoke of an ambush by squatters", "called it a massacre by the army": of a deed and its doers.
void take_deed_by(const Reading& reading, std::uint32_t s, std::vector<NamedSuspect>& found)
{
    constexpr std::uint32_t to_by = 5, longest = 4;
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first + 1; i + 4 < sentence.last; ++i) {
        const PhraseMatch calls = statement_at(reading, i, sentence.last);
        const bool speaks = is_one_of(reading.token(i), {"spoke", "speaks", "speak"});
        if (!(calls.meaning() == "calls it" || (speaks && calls.meaning() == "points")) ||
            !is_one_of(reading.token(i + calls.length), {"a", "an"}))
            continue;
        std::uint32_t by = i + calls.length + 1;
        bool deed = false;
        while (by < std::min(i + calls.length + to_by, sentence.last) && !reading.token(by).is("by")) {
            deed = deed || reading.tables.lexicon.has("triggers", reading.token(by)) ||
                   reading.tables.lexicon.is_in("named_deed", reading.token(by));
            ++by;
        }
        if (!deed || by + 1 >= sentence.last || !reading.token(by).is("by"))
            continue;
        std::uint32_t first = by + 1;
        if (is_one_of(reading.token(first), {"the", "a", "an"}))
            ++first;
        std::uint32_t end = first;
        while (end < std::min(first + longest, sentence.last) && !ends_noun_phrase(reading.token(end)) &&
               reading.token(end).kind == Token::Kind::word)
            ++end;
        const ActorMention* party = armed_party_in(reading, s, by + 1, std::min(by + 4, sentence.last));
        if (party || end > first)
            found.push_back({.verb = i, .party = party ? party->name : words_of(reading.text, first, end)});
    }
}

/// "said that a Russian missile had struck a school": the forces of the state whose weapon it was.
void take_weapon_of_state(const Reading& reading, std::uint32_t s, std::vector<NamedSuspect>& found)
{
    constexpr std::uint32_t reach = 5;
    const Sentence& sentence = reading.sentence(s);
    for (const Toponym* toponym : toponyms_in(reading, s)) {
        if (toponym->kind != ToponymKind::demonym || !toponym->place || toponym->last + 2 >= sentence.last ||
            !reading.tables.lexicon.is_in("weapon", reading.token(toponym->last)))
            continue;
        for (std::uint32_t i = toponym->last + 1; i < std::min(toponym->last + reach, sentence.last); ++i) {
            if (reading.token(i).kind == Token::Kind::punctuation ||
                is_one_of(reading.token(i), {"been", "not", "that", "would", "could", "might", "if"}))
                break;
            if (!reading.tables.lexicon.has("accusing_deeds", reading.token(i)))
                continue;
            std::string forces = state_forces_of(reading, reading.place(*toponym->place).country);
            if (!forces.empty())
                found.push_back({.verb = i, .party = std::move(forces), .of_speech = true});
            break;
        }
    }
}

} // namespace

std::vector<NamedSuspect> named_suspects(const Reading& reading, std::uint32_t sentence)
{
    std::vector<NamedSuspect> found;
    take_deed_by(reading, sentence, found);
    take_pointing(reading, sentence, found);
    take_first_suspect(reading, sentence, found);
    take_weapon_of_state(reading, sentence, found);
    return found;
}

} // namespace sitmap
