// Groups of people of whom all are dead.
#include "importers/article/lost_groups.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

LostGroups::LostGroups(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                       std::vector<CountMention>& counts)
    : text_{text},
      lexicon_{lexicon},
      sentence_{sentence},
      first_{text.sentences[sentence].first},
      last_{text.sentences[sentence].last},
      out_{counts}
{}

std::uint32_t LostGroups::read(std::uint32_t i)
{
    const std::uint32_t behind = none_survived(i);
    return behind > i ? behind : their_bodies(i);
}

/// "None of the three survived", "had eight soldiers aboard, none of whom survived".
std::uint32_t LostGroups::none_survived(std::uint32_t i)
{
    constexpr std::uint32_t reach = 5; // "None of the three people aboard survived"
    if (!token(i).is("none") || i + 3 >= last_ || !token(i + 1).is("of"))
        return i;
    if (is_one_of(token(i + 2), {"whom", "them"}) && is_one_of(token(i + 3), {"survived", "lived"}))
        return add_last_people(i, i + 4);
    const std::uint32_t at = is_one_of(token(i + 2), {"the", "its", "their"}) ? i + 3 : i + 2;
    const auto number = read_number(text_, lexicon_, at, last_);
    if (!number || number->first != at || !number->quantity.best())
        return i;
    for (std::uint32_t k = number->last; k < std::min(number->last + reach, last_); ++k)
        if (is_one_of(token(k), {"survived", "lived"})) {
            out_.push_back({.first = i,
                            .last = k + 1,
                            .sentence = sentence_,
                            .field = ClaimField::killed,
                            .quantity = number->quantity});
            return k + 1;
        }
    return i;
}

/// "Soldiers took twelve men away; their bodies were found in a pit", where no dead were told before.
std::uint32_t LostGroups::their_bodies(std::uint32_t i)
{
    if (i + 3 >= last_ || !token(i).is("their") || !is_one_of(token(i + 1), {"bodies", "corpses"}) ||
        (!out_.empty() && out_.back().sentence + 1 >= sentence_ && out_.back().field == ClaimField::killed))
        return i;
    std::uint32_t verb = i + 2;
    while (verb + 1 < last_ && is_one_of(token(verb), {"were", "had", "have", "been", "later"}))
        ++verb;
    const bool found =
        is_one_of(token(verb), {"found", "discovered", "recovered", "lay", "dumped", "thrown"});
    return found ? add_last_people(i, i + 2) : i;
}

/// Those whom the sentence, or the one before it, counts last before `at` are dead. Gives `behind`, or `at`
/// where nobody is counted.
std::uint32_t LostGroups::add_last_people(std::uint32_t at, std::uint32_t behind)
{
    constexpr std::uint32_t reach = 40; // tokens
    const std::uint32_t from = sentence_ > 0 ? text_.sentences[sentence_ - 1].first : first_;
    for (std::uint32_t k = at; k > from && at - k < reach;) {
        const std::uint32_t end = --k >= first_ ? last_ : first_;
        const auto people = read_number(text_, lexicon_, k, end);
        if (!people || people->first != k || people->last > at || people->quantity.size_by() < 2)
            continue;
        const Counted counted = counted_by(text_, lexicon_, *people, end);
        if (counted.kind.empty() || counted.kind == "attackers" || counted.thing)
            continue;
        out_.push_back({.first = at,
                        .last = behind,
                        .sentence = sentence_,
                        .field = ClaimField::killed,
                        .quantity = people->quantity,
                        .whom = words_of(text_, people->last, counted.end)});
        return behind;
    }
    return at;
}

} // namespace sitmap
