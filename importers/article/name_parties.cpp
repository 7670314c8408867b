// Parties that stand in no table, by what they are called: "Tajik guards", "the 110th Brigade".
#include "importers/article/statements.hpp"

#include "importers/article/actors.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

bool is_role_of_force(const Lexicon& lexicon, const Token& word)
{
    return lexicon.is_in("role_of_force", word);
}

bool is_head_of_name(const Lexicon& lexicon, const Token& word)
{
    return word.capitalised && lexicon.is_in("head_of_name", word);
}

} // namespace

void name_parties(Reading& reading)
{
    std::vector<ActorMention> found; // ascending
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentence(s);
        const auto known = in_sentence(reading.actors, s);
        const auto covers = [&](std::uint32_t i) {
            return std::any_of(known.begin(), known.end(), [&](const ActorMention* actor) {
                return !actor->actor_id.empty() && actor->first <= i && i < actor->last;
            });
        };
        for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
            const Lexicon& lexicon = reading.tables.lexicon;
            const bool role = is_role_of_force(lexicon, reading.token(i)),
                       head = is_head_of_name(lexicon, reading.token(i));
            if (!role && !head)
                continue;
            std::uint32_t first = i;
            while (first > sentence.first && reading.token(first - 1).capitalised && i - first < 4 &&
                   !lexicon.has("weekdays", reading.token(first - 1)) &&
                   !lexicon.has("months", reading.token(first - 1)))
                --first;
            // "In Jos gunmen shot": where they did it
            if (first == sentence.first && first < i &&
                is_one_of(reading.token(first), {"in", "near", "at", "outside", "around", "on", "from"}))
                continue;
            // "Murle gunmen", and not "Masked gunmen"
            const bool opens = first == sentence.first && i - first < 2;
            // "Then gunmen fired", "When soldiers came"
            if (opens && i > first &&
                is_one_of(reading.token(first), {"then", "when", "while", "as", "after", "before", "later",
                                                 "but", "and", "so", "if", "since", "until", "where"}))
                continue;
            if (first == i || covers(i) || covers(first) ||
                (opens && reading.tables.lexicon.is_in("describes_men", reading.token(first))))
                continue;
            found.push_back({.first = first,
                             .last = i + 1,
                             .sentence = s,
                             .name = words_of(reading.text, first, i + 1),
                             .actor_id = ""});
        }
    }
    std::erase_if(reading.actors, [&](const ActorMention& actor) {
        const auto behind =
            std::upper_bound(found.begin(), found.end(), actor.first,
                             [](std::uint32_t at, const ActorMention& a) { return at < a.first; });
        return behind != found.begin() && actor.first < std::prev(behind)->last;
    });
    reading.actors.insert(reading.actors.end(), found.begin(), found.end());
    std::stable_sort(reading.actors.begin(), reading.actors.end(),
                     [](const ActorMention& a, const ActorMention& b) { return a.first < b.first; });
}

} // namespace sitmap
