// People added to those who were counted just before.
#include "importers/article/count_sums.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/unwritten_numbers.hpp"
#include "importers/article/victim_lists.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

std::optional<Quantity> sum_of(const Quantity& a, const Quantity& b)
{
    if (a.unit() != b.unit())
        return std::nullopt;
    const auto add = [](std::optional<Quantity::Count> x, std::optional<Quantity::Count> y) {
        return x && y ? std::optional{*x + *y} : std::nullopt;
    };
    return Quantity::of(add(a.low(), b.low()), add(a.best(), b.best()), add(a.high(), b.high()), a.unit());
}

CountSums::CountSums(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                     std::vector<CountMention>& counts, const LastTold& told)
    : text_{text},
      lexicon_{lexicon},
      first_{text.sentences[sentence].first},
      last_{text.sentences[sentence].last},
      out_{counts},
      out_start_{counts.size()},
      told_{told}
{}

PhraseMatch CountSums::harm_at(std::uint32_t i) const
{
    return match_phrase(lexicon_, "harm", text_, i, last_);
}

bool CountSums::follows_dead() const
{
    return out_.size() > out_start_ && out_.back().field == ClaimField::killed && !out_.back().is_part;
}

std::uint32_t CountSums::add_one_more(std::uint32_t i)
{
    const bool named = is_one_more_named(i);
    if (!named && !is_next_in_count(i))
        return i;
    CountMention& before = out_.back();
    if (const auto sum = sum_of(before.quantity, Quantity::exactly(1)))
        before.quantity = *sum;
    before.single = before.single && named;
    before.last = i + 2;
    return i + 2;
}

/// "killing two Indians and a Pakistani", "15 policemen and the driver": one more of those counted just
/// before.
bool CountSums::is_one_more_named(std::uint32_t i) const
{
    if (i <= first_ || i + 2 >= last_ || !token(i - 1).is("and") || out_.size() <= out_start_ ||
        out_.back().last + 1 != i || told_.origin != Origin::object)
        return false;
    const Token& noun = token(i + 1);
    const bool person = is_one_of(token(i), {"a", "an"})
                            ? noun.capitalised
                            : is_one_of(token(i), {"the", "their", "his", "its", "her"}) &&
                                  lexicon_.has("people", noun) && !noun.lower.ends_with("s");
    return person && is_one_of(token(i + 2), {"and", ",", ".", ";", "in", "on", "at", "near", "when", "as"});
}

/// "Three men died of bullets, and a fourth on the way to hospital": one more of those counted just
/// before.
bool CountSums::is_next_in_count(std::uint32_t i) const
{
    constexpr std::uint32_t reach = 12;
    if (i <= first_ || i + 2 >= last_ || !is_one_of(token(i), {"a", "an"}) || !token(i - 1).is("and") ||
        !follows_dead() || told_.origin != Origin::subject || i - out_.back().last > reach ||
        !is_one_of(token(i + 2), {"on", "in", "at", "later", "overnight", "after", "of"}))
        return false;
    const auto count = out_.back().quantity.best();
    static constexpr std::array<std::string_view, 7> next{"second", "third",   "fourth", "fifth",
                                                          "sixth",  "seventh", "eighth"};
    return count && *count >= 1 && *count <= static_cast<Quantity::Count>(next.size()) &&
           token(i + 1).lower == next[static_cast<std::size_t>(*count - 1)];
}

std::uint32_t CountSums::add_plus(std::uint32_t i)
{
    constexpr std::uint32_t reach = 8; // tokens from the dead told before
    if (!token(i).is("plus") || !follows_dead() || i - out_.back().last > reach)
        return i;
    std::optional<Quantity> more;
    std::uint32_t behind = i;
    if (const auto list = listed_people(text_, lexicon_, i + 1, last_)) {
        more = list->quantity;
        behind = list->last;
    } else if (const auto number = read_number(text_, lexicon_, i + 1, last_);
               number && !number->from_article) {
        const Counted counted = counted_by(text_, lexicon_, *number, last_);
        if (counted.thing || counted.noun || counted.inside || counted.kind.empty())
            return i;
        more = number->quantity;
        behind = counted.end;
    }
    // but "plus 79 wounded"
    if (!more || (behind < last_ && harm_at(behind)))
        return i;
    return add_to_last(*more, behind) ? behind : i;
}

/// Those counted just before, and as many more. False where the two are of other units.
bool CountSums::add_to_last(const Quantity& more, std::uint32_t last)
{
    CountMention& before = out_.back();
    const auto sum = sum_of(before.quantity, more);
    if (!sum)
        return false;
    before.quantity = *sum;
    before.single = false;
    before.last = last;
    return true;
}

/// "on the way to hospital", "on their way there".
bool CountSums::is_on_the_way(std::uint32_t i) const
{
    return i + 2 < last_ && token(i).is("on") && is_one_of(token(i + 1), {"the", "their", "his", "her"}) &&
           token(i + 2).is("way");
}

/// "Five died that morning and two later in hospital", "and one more of his wounds", "has added one more".
bool CountSums::dies_later(const NumberMention& number, const Counted& counted) const
{
    if (!follows_dead() || number.first < first_ + 1 || counted.thing)
        return false;
    // "counted 48 dead and has since added one more"
    if (is_one_of(token(number.first - 1), {"added", "adds"}))
        return is_one_of(token(number.last - 1), {"more", "others"}) ||
               (number.last < last_ && is_one_of(token(number.last), {"more", "others"}));
    if (!is_one_of(token(number.first - 1), {"and", ","}))
        return false;
    std::uint32_t i = number.last;
    while (i < last_ && is_one_of(token(i), {"more", "others", "later", "afterwards", "subsequently"}))
        ++i;
    if (i > number.last && i < last_ && token(i).is(",")) // "two later, in hospital in Coban"
        ++i;
    return i + 1 < last_ &&
           (dies_where_taken(text_, i, last_) || is_on_the_way(i) ||
            (token(i).is("of") && i + 2 < last_ && is_one_of(token(i + 1), {"his", "her", "their"}) &&
             is_one_of(token(i + 2), {"wounds", "injuries"})));
}

bool CountSums::add_trailing(const NumberMention& number, const Counted& counted)
{
    constexpr std::uint32_t reach = 12;
    if (dies_later(number, counted) || died_of_other_cause(number, counted))
        return add_to_last(number.quantity, counted.end);
    if (!follows_dead() || counted.thing || counted.inside || counted.kind.empty() ||
        counted.kind == "attackers" || number.first < first_ + 2 || !token(number.first - 1).is("and") ||
        told_.origin != Origin::subject || told_.harm_at >= number.first ||
        number.first - told_.harm_at > reach)
        return false;
    const bool ends = counted.end >= last_ || is_one_of(token(counted.end), {".", ";", ","});
    const PhraseMatch harm = harm_at(told_.harm_at);
    const std::uint32_t behind = told_.harm_at + std::max<std::uint32_t>(harm.length, 1);
    const std::uint32_t joint = number.first - 1;
    bool joined = behind == joint || (token(behind).is(",") && token(joint - 1).is(","));
    for (std::uint32_t i = behind; i < joint; ++i)
        joined = joined && !is_one_of(token(i), {"between", "in", "with", "wounded", "injured", "at"});
    if (!ends || !joined)
        return false;
    return add_to_last(number.quantity, counted.end);
}

/// "Ten died by bullets, two by knives and one by fire": the causes are told one by one.
bool CountSums::died_of_other_cause(const NumberMention& number, const Counted& counted) const
{
    const std::uint32_t cause = told_.harm_at + 1;
    return follows_dead() && told_.origin == Origin::subject && counted.end == number.last &&
           number.first > first_ && is_one_of(token(number.first - 1), {",", "and"}) &&
           cause < number.first && is_one_of(token(cause), {"by", "of", "from"}) && number.last < last_ &&
           token(number.last).hash == token(cause).hash;
}

bool CountSums::add_of_next_clause(const CountMention& mention, const Found& found)
{
    constexpr std::uint32_t reach = 9; // tokens: "were shot dead at once, and"
    if (!follows_dead() || mention.field != ClaimField::killed || mention.is_part || mention.of_attacker ||
        told_.origin != Origin::subject || found.origin != Origin::subject || mention.first == first_ ||
        !token(mention.first - 1).is("and") || mention.first - out_.back().last > reach ||
        told_.harm_at >= mention.first)
        return false;
    const CountMention& before = out_.back();
    if (before.cumulative || before.of_attacker || !are_certain_people(before.whom) ||
        !are_certain_people(mention.whom) || before.whom == mention.whom)
        return false;
    for (std::uint32_t i = before.last; i < mention.first; ++i)
        if (token(i).capitalised || token(i).kind == Token::Kind::number || ends_clause_of_deed(i))
            return false;
    return add_to_last(mention.quantity, mention.last);
}

/// "soldiers", "a nurse": not "people", among whom the others may be, nor those who attacked.
bool CountSums::are_certain_people(const std::string& whom) const
{
    const auto space = whom.rfind(' ');
    const std::string_view kind =
        lexicon_.meaning("people", space == std::string::npos ? whom : whom.substr(space + 1));
    return kind == "civilians" || kind == "soldiers" || kind == "police" || kind == "migrants";
}

/// What follows may be told of another place or hour.
bool CountSums::ends_clause_of_deed(std::uint32_t i) const
{
    return is_one_of(token(i), {"in", "at", "near", "on", "when", "after", "before", "where", "who", "but",
                                "later", "then", ";", ":"});
}

void CountSums::add_companions(const NumberMention& number, const Counted& counted)
{
    if (!follows_dead() || number.from_article || number.first < first_ + 2 ||
        !token(number.first - 1).is("with") || !is_one_of(token(number.first - 2), {"along", "together"}) ||
        counted.thing)
        return;
    // "walked into an ambush and was shot dead together with four bodyguards": from the words of harm
    const std::uint32_t from =
        told_.harm_at < number.first ? std::max(out_.back().last, told_.harm_at) : out_.back().last;
    constexpr std::uint32_t reach = 8;
    if (number.first - from > reach)
        return;
    if (const auto sum = sum_of(out_.back().quantity, number.quantity)) {
        out_.back().quantity = *sum;
        out_.back().last = counted.end;
    }
}

bool CountSums::add_with_them(const CountMention& mention, const Found& found)
{
    const std::uint32_t behind = found.at + found.harm.length;
    if (out_.empty() || out_.size() > out_start_ || mention.field != ClaimField::killed || mention.is_part ||
        mention.of_attacker)
        return false;
    const bool with_them = behind + 2 <= last_ && is_one_of(token(behind), {"with", "alongside", "beside"}) &&
                           token(behind + 1).is("them") &&
                           (behind + 2 >= last_ || token(behind + 2).kind != Token::Kind::word);
    const bool too = says_too(found) || opens_next_death(mention);
    if (!with_them && !too)
        return false;
    CountMention* before = nullptr; // the largest of the sentence before
    for (auto told = out_.rbegin(); told != out_.rend() && told->sentence + 1 >= mention.sentence; ++told)
        if (told->field == ClaimField::killed && !told->is_part && !told->of_attacker && !told->cumulative &&
            (!before || told->quantity.size_by() > before->quantity.size_by()))
            before = &*told;
    // "killing a boy. A woman who looked on was also killed"
    const bool one_and_one = before && before->single && mention.single && before->whom != mention.whom;
    if (before && too && !with_them && !one_and_one && !are_of_two_kinds(before->whom, mention.whom))
        return false;
    if (!before || text_.sentences[before->sentence].paragraph != text_.sentences[mention.sentence].paragraph)
        return false;
    const auto sum = sum_of(before->quantity, mention.quantity);
    if (!sum)
        return false;
    before->quantity = *sum;
    before->single = false;
    return true;
}

/// "A policeman died of stab wounds. A farmer, Reinel Arevalo, was shot dead.": one a sentence.
bool CountSums::opens_next_death(const CountMention& mention) const
{
    if (!mention.single || mention.first != first_ || out_.empty())
        return false;
    const CountMention& before = out_.back();
    if (!before.single || before.sentence + 1 != mention.sentence ||
        before.first > text_.sentences[before.sentence].first + 1)
        return false;
    for (std::uint32_t i = mention.last; i + 1 < last_; ++i)
        if (is_one_of(token(i), {"in", "at", "near", "on"}) && token(i + 1).capitalised)
            return false;
    return true;
}

/// "Seven soldiers also died", "fell as well", "were killed too".
bool CountSums::says_too(const Found& found) const
{
    const std::uint32_t behind = found.at + found.harm.length;
    if (found.at > first_ && token(found.at - 1).is("also"))
        return true;
    const bool as_well = behind + 1 < last_ && token(behind).is("as") && token(behind + 1).is("well");
    return as_well || (behind < last_ && token(behind).is("too"));
}

/// Civilians and soldiers: the second are not among the first, as they may be among "people".
bool CountSums::are_of_two_kinds(const std::string& one, const std::string& other) const
{
    const auto kind_of = [this](const std::string& whom) {
        const auto space = whom.rfind(' ');
        return lexicon_.meaning("people", space == std::string::npos ? whom : whom.substr(space + 1));
    };
    const std::string_view a = kind_of(one), b = kind_of(other);
    return (a == "civilians" && b == "soldiers") || (a == "soldiers" && b == "civilians");
}

/// "Eight people were killed at once, and two died later in hospital".
bool CountSums::died_afterwards(const CountMention& mention, const Found& found) const
{
    const std::uint32_t behind = found.at + 1;
    if (mention.field != ClaimField::killed || mention.is_part || mention.of_attacker || !follows_dead() ||
        mention.first <= first_ || !token(mention.first - 1).is("and") || found.at < mention.last ||
        !is_one_of(token(found.at), {"died", "succumbed"}) || behind + 1 >= last_)
        return false;
    const bool of_wounds = is_one_of(token(behind), {"of", "from", "to"}) && behind + 2 < last_ &&
                           is_one_of(token(behind + 2), {"wounds", "injuries"});
    return dies_where_taken(text_, behind, last_) || of_wounds ||
           is_one_of(token(behind), {"later", "afterwards", "subsequently"});
}

bool CountSums::add_in_parts(const CountMention& mention, const Found& found, const Counted& counted)
{
    if (died_afterwards(mention, found) && add_to_last(mention.quantity, mention.last))
        return true;
    // "five Iranians and two Iraqis"
    const bool named = mention.last > mention.first && token(mention.last - 1).capitalised;
    const bool another = token(mention.first).is("another");
    // "thirty soldiers from Niger and two from Nigeria"
    const bool elided = mention.last + 1 < last_ && is_one_of(token(mention.last), {"from", "of"}) &&
                        token(mention.last + 1).capitalised;
    if (out_.size() == out_start_ || mention.is_part ||
        (counted.kind.empty() && !named && !another && !elided) || mention.of_attacker)
        return false;
    // "eight villagers, three of them children, and one constable": the whole, not the part
    const bool behind_part =
        out_.back().is_part && out_.size() > out_start_ + 1 && !out_[out_.size() - 2].is_part;
    CountMention& before = behind_part ? out_[out_.size() - 2] : out_.back();
    // "killed three suspects in a fight in which an officer also died"
    if (mention.single && !before.single && before.field == ClaimField::killed &&
        mention.field == ClaimField::killed && !before.is_part && says_too(found))
        if (const auto sum = sum_of(before.quantity, mention.quantity)) {
            before.quantity = *sum;
            before.of_attacker = false;
            return true;
        }
    // "One man was beaten to death in the square and another died of head wounds"
    if (another && before.field == mention.field && !before.is_part &&
        before.quantity.best() == std::optional<Quantity::Count>{1}) {
        before.quantity = Quantity::exactly(2);
        return true;
    }
    if (found.origin == Origin::inherited && has_own_verb(mention.last))
        return false;
    const bool one_harm = found.at == told_.harm_at || found.origin == Origin::inherited;
    if (before.field != mention.field || before.is_part || before.whom.empty() || !one_harm ||
        !is_joined(before.last, mention.first, found.origin == Origin::behind))
        return false;
    const auto sum = sum_of(before.quantity, mention.quantity);
    if (!sum)
        return false;
    before.quantity = *sum;
    before.of_attacker = false; // "37 gunmen and two civilians"
    before.last = mention.last;
    before.whom = words_of(text_, before.first, mention.last);
    return true;
}

/// "killed 14 people, and three men from the camp were later arrested": something else befell them.
bool CountSums::has_own_verb(std::uint32_t behind) const
{
    constexpr std::uint32_t reach = 8;
    for (std::uint32_t i = behind; i < std::min(behind + reach, last_); ++i) {
        if (token(i).kind == Token::Kind::punctuation ||
            is_one_of(token(i), {"who", "which", "that", "when", "as", "and", "after"}))
            return false;
        if (is_one_of(token(i), {"were", "was", "are", "have", "had"}))
            return true;
    }
    return false;
}

bool CountSums::is_joined(std::uint32_t from, std::uint32_t until, bool in_headline) const
{
    bool joined = false;
    if (from < until &&
        is_one_of(token(from), {"of", "from"})) { // "five members of the security forces and a fireman"
        const std::uint32_t stop = std::min(from + 5, until);
        while (from < stop && token(from).kind == Token::Kind::word && !token(from).is("and"))
            ++from;
    }
    // "ten soldiers, a colonel among them, and 19 suspects", "24 police and soldiers and 12 residents"
    constexpr std::uint32_t aside = 14;
    if (from + 3 < until && token(from).is(","))
        for (std::uint32_t i = from + 2; i < std::min(from + aside, until); ++i)
            if (token(i).is(",") &&
                (token(i - 1).is("them") || token(i - 1).is("included") ||
                 is_one_of(token(from + 1), {"including", "among"}) ||
                 (token(from + 2).is("of") && is_one_of(token(from + 3), {"them", "whom"})) ||
                 (is_one_of(token(from + 1), {"most", "many", "some", "all", "half"}) &&
                  token(from + 2).is("of") && token(from + 3).is("them"))))
                from = i;
    if (from + 2 < until && token(from).is("and") && lexicon_.has("people", token(from + 1)))
        from += 2;
    for (std::uint32_t i = from; i < until; ++i) {
        const bool the_two = token(i).is("the") && i > from && token(i - 1).is("and");
        if (!the_two && !is_one_of(token(i), {"and", ",", "plus", "as", "well"}))
            return false;
        joined = joined || !token(i).is(",");
    }
    return (joined || (in_headline && until == from + 1)) && until - from <= 4;
}

/// "Eight officers died there, and with them Nikolai Kotelnikov, the church's priest": one more.
void CountSums::add_named_with_them()
{
    CountMention& dead = out_.back();
    if (dead.field != ClaimField::killed || dead.is_part)
        return;
    for (std::uint32_t i = dead.last; i + 3 < last_; ++i) {
        if (!token(i).is("and") || !token(i + 1).is("with") ||
            !is_one_of(token(i + 2), {"them", "him", "her"}))
            continue;
        const bool name = token(i + 3).capitalised && !lexicon_.has("numbers", token(i + 3)) &&
                          !lexicon_.has("people", token(i + 3));
        if (name)
            if (const auto sum = sum_of(dead.quantity, Quantity::exactly(1)))
                dead.quantity = *sum;
        return;
    }
}

/// "put the dead at 38, or at 50, or at 100": one span of all that are named.
bool CountSums::join_alternative(const CountMention& mention, const NumberMention& number)
{
    if (out_.size() == out_start_ || out_.back().field != mention.field || number.first < first_ + 3)
        return false;
    CountMention& told = out_.back();
    std::uint32_t i = number.first;
    if (is_one_of(token(i - 1), {"at", "of"}))
        --i;
    if (!token(i - 1).is("or") || (i - 1 != told.last && !(token(i - 2).is(",") && i - 2 == told.last)))
        return false;
    const auto one = told.quantity.low() ? told.quantity.low() : told.quantity.best();
    const auto top = told.quantity.top(), other = mention.quantity.best();
    const auto span =
        one && top && other ? Quantity::of(std::min(*one, *other), {}, std::max(*top, *other)) : std::nullopt;
    if (!span)
        return false;
    told.quantity = *span;
    told.last = mention.last;
    return true;
}

} // namespace sitmap
