// Those who died after the others.
#include "importers/article/later_deaths.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/unwritten_numbers.hpp"

#include <algorithm>

namespace sitmap {

bool LaterDeaths::raises_toll_to_nth(const CountMention& mention)
{
    constexpr std::uint32_t reach = 6; // sentences
    constexpr Quantity::Count most_between = 3;
    const std::string_view nth = token(std::min(mention.first + 1, last_ - 1)).lower;
    const auto total = mention.quantity.best();
    if (mention.field != ClaimField::killed || !total || mention.is_part ||
        !is_one_of(token(mention.first), {"a", "an", "the"}) ||
        !(nth.ends_with("th") || nth.ends_with("st") || nth.ends_with("nd") || nth.ends_with("rd")))
        return false;
    for (auto told = out_.rbegin(); told != out_.rend() && told->sentence + reach >= sentence_; ++told) {
        const auto before = told->quantity.best();
        if (told->field != ClaimField::killed || told->is_part || told->cumulative || !before ||
            *before >= *total || *before + most_between < *total)
            continue;
        told->quantity = Quantity::exactly(*total);
        return true;
    }
    return false;
}

bool LaterDeaths::adds_nth_in_hospital(const NumberMention& number)
{
    // "Three men died that day and a fourth, shot in the head, in a hospital"
    const bool next = out_.size() > out_start_ && number.first > out_.back().last &&
                      token(number.first - 1).is("and") &&
                      out_.back().quantity.best() == number.quantity.size_by() - 1;
    const bool nth = is_one_of(token(number.first), {"a", "an"}) && number.quantity.size_by() > 1 &&
                     (next || dies_where_taken(text_, number.last, last_));
    if (!nth || out_.size() == out_start_ || out_.back().field != ClaimField::killed)
        return false;
    out_.push_back(out_.back());
    out_.back().first = number.first;
    out_.back().last = number.last;
    out_.back().quantity = number.quantity;
    return true;
}

bool LaterDeaths::died_of_wounds(const NumberMention& number, const Counted& counted)
{
    constexpr std::size_t latest = 6;    // figures
    constexpr std::uint32_t to_verb = 4; // "have since"
    if (number.last + 3 >= last_ || !token(number.last).is("of") ||
        !is_one_of(token(number.last + 1), {"the", "those"}) ||
        !is_one_of(token(number.last + 2), {"wounded", "injured", "hurt"}))
        return false;
    bool died = false;
    const std::uint32_t from = number.last + 3;
    // "The toll climbed to eight when two of the injured succumbed": they are among the eight
    const bool in_toll = out_.size() > out_start_ && told_.origin == Origin::toll;
    for (std::uint32_t i = from; i < std::min(from + to_verb, last_) && !died; ++i) {
        died = is_one_of(token(i), {"died", "succumbed"});
        if (!died && !is_auxiliary(token(i)) && !is_one_of(token(i), {"since", "later", "also", "then"}))
            return false;
    }
    if (died && in_toll)
        return true;
    for (std::size_t k = out_.size(); died && k > 0 && out_.size() - k < latest; --k) {
        const CountMention& dead = out_[k - 1];
        if (dead.field != ClaimField::killed || dead.is_part || dead.sentence + 4 < sentence_)
            continue;
        const auto sum = sum_of(dead.quantity, number.quantity);
        if (!sum)
            return false;
        CountMention all = dead;
        all.first = number.first;
        all.last = counted.end;
        all.sentence = sentence_;
        all.quantity = *sum;
        all.recount = true;
        out_.push_back(std::move(all));
        return true;
    }
    return false;
}

bool LaterDeaths::succumbs_after(const CountMention& mention, const Found& found)
{
    constexpr std::uint32_t reach = 6; // tokens from the dead to "on the spot"
    const bool succumbed = token(found.at).is("succumbed");
    // "Nine people were killed; three more died in hospital"
    const bool more =
        token(found.at).is("died") && (is_one_of(token(mention.last), {"more", "others", "further"}) ||
                                       is_one_of(token(mention.last - 1), {"more", "others"}));
    // "killed the general. His driver and two passers-by also died"
    const bool also = !out_.empty() && out_.back().single && out_.back().sentence + 1 == sentence_ &&
                      token(found.at).is("died") && token(found.at - 1).is("also");
    if (mention.field != ClaimField::killed || mention.is_part || !(succumbed || more || also) ||
        out_.empty() || out_.back().field != ClaimField::killed || out_.back().is_part ||
        out_.back().cumulative || out_.back().sentence + 1 < sentence_)
        return false;
    // "killed 20 in Karbala. Seven others died in Hilla": elsewhere
    const std::uint32_t at = found.at + found.harm.length;
    if (at + 1 < last_ && is_one_of(token(at), {"in", "at", "near"}) && token(at + 1).capitalised &&
        out_.back().sentence != sentence_)
        return false;
    CountMention& before = out_.back();
    const std::uint32_t end = std::min(before.last + reach, text_.sentences[before.sentence].last);
    bool at_once = more || also;
    for (std::uint32_t i = before.last; i < end; ++i)
        at_once = at_once || is_one_of(token(i), {"outright", "instantly", "immediately", "spot", "once"});
    const auto sum = at_once ? sum_of(before.quantity, mention.quantity) : std::nullopt;
    if (!sum)
        return false;
    before.quantity = *sum;
    before.single = false;
    return true;
}

} // namespace sitmap
