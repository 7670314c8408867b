// Towns that change hands.
#include "importers/article/taken_towns.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t subject_reach = 14; ///< tokens between armed people and where they go in

bool is_literal(const Toponym& toponym)
{
    return toponym.kind == ToponymKind::literal || toponym.kind == ToponymKind::facility ||
           toponym.kind == ToponymKind::relative;
}

} // namespace

std::optional<TakenTowns::Taken> TakenTowns::taken_at(std::uint32_t i) const
{
    const PhraseMatch verb = match_phrase(lexicon_, "territory", text_, i, last_);
    if (!verb)
        return std::nullopt;
    if (i > first_ && token(i - 1).is("it") && verb.length == 1) // "It took Baghdad until Sunday"
        return std::nullopt;
    const std::uint32_t behind = i + verb.length;
    if (verb.meaning() == "expel")
        return expulsion(behind);
    const bool undergoes = is_passive(i) || token(i).lower.starts_with("f"); // "fell", "fallen"
    const bool of_place = has_place_object(behind) || (undergoes && has_place_subject(i)) ||
                          (i > first_ && lexicon_.has("placenouns", token(i - 1))); // "a town retaken"
    if (!of_place)
        return std::nullopt;
    SubEventType kind = SubEventType::non_state_actor_overtakes_territory;
    if (verb.meaning() == "depart") {
        if (undergoes || !is_last_of_them(i))
            return std::nullopt;
        kind = SubEventType::non_violent_transfer_of_territory;
    } else if (verb.meaning() == "enter") {
        const std::string_view who = armed_subject(i);
        if (who.empty() || undergoes || enters_building(behind))
            return std::nullopt;
        if (who == "state")
            kind = SubEventType::government_regains_territory;
        else if (kill_there())
            kind = SubEventType::attack;
    } else if (verb.meaning() == "retake" || (!undergoes && is_by_own_state(i)))
        kind = SubEventType::government_regains_territory;
    else if (verb.meaning() == "leave")
        kind = SubEventType::non_violent_transfer_of_territory;
    return Taken{.last = behind, .sub_type = kind};
}

bool TakenTowns::enters_building(std::uint32_t i) const
{
    for (const std::uint32_t stop = std::min(i + 4, last_); i < stop; ++i) {
        if (lexicon_.has("facilities", token(i)))
            return !lexicon_.has("placenouns", token(i));
        if (lexicon_.has("placenouns", token(i)) || token(i).kind != Token::Kind::word)
            return false;
    }
    return false;
}

bool TakenTowns::kill_there() const
{
    constexpr std::uint32_t most = 4; // sentences
    bool harm = false;
    for (std::uint32_t s = sentence_; s < std::min<std::size_t>(sentence_ + most, text_.sentences.size());
         ++s) {
        const Sentence& sentence = text_.sentences[s];
        if (sentence.paragraph != text_.sentences[sentence_].paragraph)
            break;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Token& word = text_.tokens[i];
            if (lexicon_.is_in("takes_town", word) && !lexicon_.has("harm", word) &&
                !is_one_of(word, {"entered", "taken", "took"}))
                return false;
            harm = harm || lexicon_.is_in("did_harm", word) ||
                   match_phrase(lexicon_, "harm", text_, i, sentence.last).meaning() == "killed";
        }
    }
    return harm;
}

bool TakenTowns::is_last_of_them(std::uint32_t verb) const
{
    for (std::uint32_t back = 2; back <= subject_reach && verb >= first_ + back; ++back)
        if (is_one_of(token(verb - back), {"last", "final", "remaining"}))
            return token(verb - back + 1).is("of") || lexicon_.is_in("the_last", token(verb - back + 1));
    return false;
}

std::string_view TakenTowns::armed_subject(std::uint32_t verb) const
{
    for (std::uint32_t back = 1; back <= subject_reach && verb >= first_ + back; ++back) {
        const std::string& word = token(verb - back).lower;
        if (is_one_of(token(verb - back), {";", ":", "that", "after", "when", "while"}))
            return {};
        if (const std::string_view role = lexicon_.meaning("armed_roles", word); !role.empty())
            return role;
        if (lexicon_.meaning("people", word) == "fighters")
            return "party";
        if (lexicon_.is_in("state_forces", token(verb - back)))
            return "state";
    }
    return {};
}

bool TakenTowns::is_by_own_state(std::uint32_t verb) const
{
    std::uint32_t i = verb;
    while (i > first_ && is_auxiliary(token(i - 1)))
        --i;
    if (i == first_ || !lexicon_.is_in("state_forces", token(i - 1)) || token(i - 1).capitalised)
        return false;
    if (is_one_of(token(i - 1), {"army", "troops"}) &&
        (i < first_ + 2 || is_one_of(token(i - 2), {"the", "when", "before", "after"})))
        return true;
    return i >= first_ + 2 && lexicon_.is_in("of_own_state", token(i - 2));
}

std::uint32_t TakenTowns::behind_out_of(std::uint32_t i) const
{
    if (token(i).is("from"))
        return i + 1;
    const bool out_of = token(i).is("out") && i + 1 < last_ && is_one_of(token(i + 1), {"of", "from"});
    return out_of ? i + 2 : i;
}

bool TakenTowns::is_enemy(std::uint32_t i) const
{
    const std::string_view kind = lexicon_.meaning("people", token(i));
    return kind == "fighters" || kind == "soldiers" || (kind.empty() && token(i).capitalised) ||
           lexicon_.has("armed_roles", token(i));
}

std::optional<TakenTowns::Taken> TakenTowns::expulsion(std::uint32_t behind) const
{
    constexpr std::uint32_t farthest = 7;
    for (std::uint32_t k = behind; k < std::min(behind + farthest, last_); ++k) {
        if (token(k).kind == Token::Kind::punctuation)
            break;
        const std::uint32_t place = behind_out_of(k);
        if (place == k || k == behind)
            continue;
        if (!has_place_object(place) || !is_enemy(k - 1))
            break;
        return Taken{.last = k, .sub_type = SubEventType::government_regains_territory};
    }
    return std::nullopt;
}

bool TakenTowns::has_place_object(std::uint32_t i) const
{
    for (const std::uint32_t stop = std::min(i + 5, last_); i < stop; ++i) {
        const Token& word = token(i);
        if (lexicon_.has("placenouns", word) || toponym_at(i))
            return true;
        if (is_quote_mark(word))
            continue;
        if (word.kind != Token::Kind::word ||
            is_one_of(word, {"to",    "up",   "in",  "on",   "at",      "off",     "out",  "part",
                             "place", "from", "by",  "into", "for",     "with",    "away", "down",
                             "and",   "him",  "her", "them", "hostage", "prisoner"}))
            return false;
    }
    return false;
}

bool TakenTowns::has_place_subject(std::uint32_t verb) const
{
    if (is_apposed_place(verb))
        return true;
    for (std::uint32_t back = 1; back <= 7 && verb >= first_ + back; ++back) {
        const std::uint32_t i = verb - back;
        const bool of_other = i > first_ && is_one_of(token(i - 1), {"from", "to", "for"});
        if ((lexicon_.has("placenouns", token(i)) || toponym_at(i)) && !of_other)
            return true;
        if (!is_auxiliary(token(i)) && token(i).kind != Token::Kind::word)
            return false;
    }
    return false;
}

bool TakenTowns::is_apposed_place(std::uint32_t verb) const
{
    constexpr std::uint32_t farthest = 18; // tokens of what is said of the place
    std::uint32_t end = verb;
    while (end > first_ && is_auxiliary(token(end - 1)))
        --end;
    if (end < first_ + 3 || !token(end - 1).is(","))
        return false;
    for (std::uint32_t i = end - 2; i > first_ && end - i < farthest; --i) {
        if (!token(i).is(","))
            continue;
        const bool said_of_it = is_one_of(token(i + 1), {"a", "an", "the", "which", "capital", "once"});
        const Toponym* place = toponym_with(i - 1);
        return said_of_it && place &&
               (place->first == first_ || !is_preposition_of_place(token(place->first - 1)));
    }
    return false;
}

bool TakenTowns::is_preposition_of_place(const Token& word)
{
    return is_one_of(word, {"in", "at", "near", "from", "of", "to", "outside", "around", "for", "on"});
}

bool TakenTowns::is_passive(std::uint32_t verb) const
{
    for (std::uint32_t back = 1; back <= 3 && verb >= first_ + back; ++back)
        if (is_form_of_be(token(verb - back)))
            return true;
    return false;
}

const Toponym* TakenTowns::toponym_with(std::uint32_t i) const
{
    for (std::size_t k = first_toponym_; k < toponyms_.size() && toponyms_[k].first <= i; ++k)
        if (i < toponyms_[k].last && is_literal(toponyms_[k]))
            return &toponyms_[k];
    return nullptr;
}

} // namespace sitmap
