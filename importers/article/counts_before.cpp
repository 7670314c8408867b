// What a sentence's earlier figures say of a later one.
#include "importers/article/counts_before.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::size_t neighbours = 5; ///< figures of one sentence that a figure is compared with

} // namespace

CountsBefore::CountsBefore(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                           const std::vector<CountMention>& counts, std::size_t from)
    : text_{text},
      lexicon_{lexicon},
      sentence_{sentence},
      first_{text.sentences[sentence].first},
      last_{text.sentences[sentence].last},
      out_{counts},
      out_start_{from}
{}

bool CountsBefore::told_nearby(ClaimField field, const Quantity& part) const
{
    for (std::size_t k = out_.size(); k > 0 && out_.size() - k < neighbours; --k)
        if (out_[k - 1].field == field && out_[k - 1].sentence + 2 >= sentence_ &&
            (out_[k - 1].quantity.size_by() >= part.size_by() || out_[k - 1].is_part))
            return true;
    return false;
}

bool CountsBefore::dead_told_nearby() const
{
    for (std::size_t k = out_.size(); k > 0 && out_[k - 1].sentence + 3 >= sentence_; --k)
        if (out_[k - 1].field == ClaimField::killed && out_[k - 1].quantity.size_by() > 0)
            return true;
    return false;
}

bool CountsBefore::told_before(ClaimField field) const
{
    return std::any_of(out_.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(out_.size(), 20)),
                       out_.end(), [&](const CountMention& count) { return count.field == field; });
}

std::optional<ClaimField> CountsBefore::field_before(bool counts_dead) const
{
    if (!out_.empty() && out_.back().sentence + 1 >= sentence_)
        return out_.back().field;
    return counts_dead && tells_of_killing(sentence_, 2) ? std::optional{ClaimField::killed} : std::nullopt;
}

bool CountsBefore::tells_of_killing(std::uint32_t s, std::uint32_t back) const
{
    for (std::uint32_t k = s > back ? s - back : 0; k <= s; ++k) {
        const Sentence& sentence = text_.sentences[k];
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (match_phrase(lexicon_, "harm", text_, i, sentence.last).meaning() == "killed")
                return true;
    }
    return false;
}

std::optional<CountHarm::Found> CountsBefore::names_on_list(const NumberMention& number) const
{
    constexpr std::uint32_t reach = 6, back = 3;
    if (number.from_article || number.last >= last_ || !token(number.last).is("names") ||
        token(number.last + 1).is("of"))
        return std::nullopt;
    bool listed = false;
    for (std::uint32_t i = number.first > first_ + reach ? number.first - reach : first_; i < number.first;
         ++i)
        listed = listed || is_one_of(token(i), {"list", "register"});
    listed = listed || (number.first > first_ && is_one_of(token(number.first - 1), {"has", "have", "had"}));
    // "seized 100 girls. Parents drew up a list of 105 names"
    if (!out_.empty() && out_.back().sentence + back >= sentence_ &&
        out_.back().field != ClaimField::killed && out_.back().field != ClaimField::injured)
        return std::nullopt;
    for (std::uint32_t i = first_; i < last_; ++i)
        if (is_one_of(token(i), {"missing", "disappeared", "wanted", "suspects"}))
            return std::nullopt;
    if (!listed || !tells_of_killing(sentence_, back))
        return std::nullopt;
    return Found{.harm = harm_named(lexicon_, "killed"), .origin = Origin::toll, .at = number.first};
}

std::optional<CountHarm::Found> CountsBefore::shared_lot_of(const NumberMention& number) const
{
    if (number.first < first_ + 3 || !is_one_of(token(number.first - 1), {"were", "was"}) ||
        !token(number.first - 2).is("so"))
        return std::nullopt;
    for (std::uint32_t i = first_; i + 2 < number.first; ++i)
        if (const PhraseMatch harm = harm_at(i); harm && harm.meaning() != "same")
            return Found{.harm = harm, .origin = Origin::subject, .at = i};
    return std::nullopt;
}

std::optional<CountHarm::Found> CountsBefore::set_beside(const NumberMention& number) const
{
    const bool beside = out_.size() > out_start_ && !number.from_article && number.first > first_ &&
                        number.last + 1 < last_ && is_one_of(token(number.first - 1), {",", "and", "but"}) &&
                        token(number.last).is("according") && token(number.last + 1).is("to");
    return beside ? of_last_told(number) : std::nullopt;
}

std::optional<CountHarm::Found> CountsBefore::brought_to(const NumberMention& number) const
{
    constexpr std::uint32_t reach = 8; // tokens: "the number of those drowned"
    if (number.first < first_ + 2 || number.last + 3 >= last_ || !token(number.first - 1).is("to") ||
        !is_one_of(token(number.first - 2),
                   {"brought", "brings", "bringing", "raised", "raises", "raising"}) ||
        !token(number.last).is("the") || !is_one_of(token(number.last + 1), {"number", "total", "toll"}))
        return std::nullopt;
    for (std::uint32_t i = number.last + 2; i < std::min(number.last + reach, last_); ++i)
        if (const PhraseMatch harm = harm_at(i); harm && harm.meaning() != "same")
            return Found{.harm = harm, .origin = Origin::toll, .at = number.first};
    return std::nullopt;
}

std::optional<CountHarm::Found> CountsBefore::of_last_told(const NumberMention& number) const
{
    const ClaimField field = out_.back().field;
    if (field == ClaimField::killed || field == ClaimField::injured)
        if (const PhraseMatch harm = harm_named(lexicon_, name_of(field)))
            return Found{.harm = harm, .origin = Origin::toll, .at = number.first};
    return std::nullopt;
}

/// A verb by which somebody gives a figure.
bool CountsBefore::gives_figure(std::uint32_t i) const
{
    return lexicon_.is_in("gives_count", token(i)) || lexicon_.is_in("gives_toll", token(i)) ||
           lexicon_.is_in("restate", token(i)) || lexicon_.meaning("speech", token(i)) == "says";
}

std::string CountsBefore::who_counts_too(const NumberMention& number, const Counted& counted) const
{
    constexpr std::uint32_t longest = 6; // "the prefecture of the province of"
    if (out_.size() == out_start_ || out_.back().is_part || number.from_article || number.nobody ||
        counted.end != number.last ||
        (number.last < last_ && !is_one_of(token(number.last), {".", ";", ",", "!", "?"}) &&
         !(token(number.last).is("by") && number.last + 1 < last_ && // "the health minister 42 by nightfall"
           is_time_of_day(number.last + 1))))
        return {};
    // "puts the dead at nine, the hospital at eleven": the preposition is told again
    std::uint32_t end = number.first;
    if (end > first_ && is_one_of(token(end - 1), {"at", "of", "as"}))
        --end;
    if (end > first_ + 1 && gives_figure(end - 1)) // "residents count twenty", "the rebels say 30"
        --end;
    std::uint32_t begin = end;
    while (begin > out_.back().last && end - begin <= longest && token(begin - 1).kind == Token::Kind::word &&
           !is_one_of(token(begin - 1), {"and", "while", "but", "whereas"}))
        --begin;
    if (begin == end || end - begin > longest || begin <= out_.back().last - 1 || begin == first_ ||
        !is_one_of(token(begin - 1), {",", ";", "and", "while", "but", "whereas"}))
        return {};
    const bool names = is_one_of(token(begin), {"the", "its", "their", "a", "an"}) ||
                       token(begin).capitalised || lexicon_.has("people", token(begin)) ||
                       lexicon_.has("people", token(end - 1));
    // "a doctor at the hospital of eleven"
    const bool person = is_one_of(token(begin), {"a", "an", "the"}) && begin + 1 < end &&
                        (lexicon_.has("people", token(begin + 1)) || lexicon_.has("roles", token(begin + 1)));
    for (std::uint32_t i = begin; i < end; ++i)
        if (person && i > begin + 1 && is_one_of(token(i), {"in", "at"}))
            continue;
        else if (harm_at(i) || is_auxiliary(token(i)) || lexicon_.has("verbs", token(i)) ||
                 is_one_of(token(i),
                           {"in", "at", "near", "on", "than", "about", "youngest", "oldest", "another",
                            "other", "others", "rest", "first", "second", "third", "last"}))
            return {};
    bool given = false;
    for (std::uint32_t i = first_; i < out_.back().last; ++i)
        given = given || gives_figure(i) ||
                (is_one_of(token(i), {"has", "have", "had"}) && i + 1 == out_.back().first);
    return names && given ? words_of(text_, begin, end) : std::string{};
}

std::optional<CountHarm::Found> CountsBefore::answer_to_last(const NumberMention& number,
                                                             const Counted& counted) const
{
    if (number.first != first_ || out_.empty() || out_.back().sentence + 1 != sentence_ ||
        out_.back().is_part || number.from_article || counted.end != number.last ||
        number.last + 2 >= last_ || !token(number.last).is(",") ||
        text_.sentences[sentence_].paragraph != text_.sentences[sentence_ - 1].paragraph)
        return std::nullopt;
    const Token& verb = token(number.last + 1);
    return lexicon_.meaning("speech", verb) == "says" || verb.is("according") ? of_last_told(number)
                                                                              : std::nullopt;
}

std::optional<CountHarm::Found> CountsBefore::other_count_of(const NumberMention& number,
                                                             const Counted& counted) const
{
    if (const auto answer = answer_to_last(number, counted))
        return answer;
    if (!who_counts_too(number, counted).empty())
        return of_last_told(number);
    if (const auto spoken = spoken_of_dead(number, counted))
        return spoken;
    if (out_.empty() || out_.back().sentence + 1 < sentence_ || out_.back().is_part || number.from_article ||
        counted.end != number.last || number.core_first < first_ + 2)
        return std::nullopt;
    const bool ends =
        number.last >= last_ ||
        is_one_of(token(number.last), {".", ";", ",", ":", "!", "?", "on", "by", "so", "this", "last",
                                       "early", "late", "overnight", "today", "yesterday"});
    const Token& before = token(number.first - 1);
    const bool spoke = before.is("of") && lexicon_.is_in("speaks_of", token(number.first - 2));
    // "that figure rose, and the ministry gave it as 165"
    const bool gave_it =
        (is_one_of(before, {"as", "at"}) &&
         is_one_of(token(number.first - 2), {"it", "number", "figure", "toll", "count"})) ||
        (before.is("to") && number.first > first_ + 2 &&
         is_one_of(token(number.first - 2), {"it", "that", "this"}) &&
         (lexicon_.is_in("cuts_toll", token(number.first - 3)) ||
          is_one_of(token(number.first - 3), {"raised", "put", "increased", "updated", "revised"}))) ||
        (before.is("to") && (out_.size() > out_start_ || is_raised(number.first - 2)) &&
         is_one_of(token(number.first - 2), {"total", "tally", "count", "figure", "number"})) ||
        (before.is("to") && is_raised(number.first - 2) &&
         is_one_of(token(number.first - 2), {"number", "toll"})) ||
        (before.is("to") && number.first > first_ + 3 && lexicon_.is_in("rise", token(number.first - 2)) &&
         (lexicon_.is_in("of_toll", token(number.first - 3)) ||
          lexicon_.is_in("of_toll", token(number.first - 4)))) ||
        (is_one_of(before, {"became", "becomes"}) && lexicon_.is_in("of_toll", token(number.first - 2)));
    // "A first count of 12 has since been corrected to 19", "two have succumbed, which makes 38"
    const bool corrected = out_.size() > out_start_ &&
                           ((before.is("to") && lexicon_.is_in("restates_figure", token(number.first - 2))) ||
                            (is_one_of(before, {"makes", "making"}) &&
                             is_one_of(token(number.first - 2), {"which", "that", ","})));
    // "the government's figure is 61", "the army admits to 20"
    const bool other_figure =
        (is_one_of(before, {"is", "was", "stands"}) &&
         is_one_of(token(number.first - 2), {"figure", "count", "tally"})) ||
        (before.is("to") && is_one_of(token(number.first - 2), {"admits", "admitted", "confesses"}));
    // "On Sunday he gave 140"
    const bool he_gave = is_one_of(before, {"gave", "gives"}) &&
                         is_one_of(token(number.first - 2), {"he", "she", "they", "it"});
    const bool counts =
        spoke || gave_it || he_gave || corrected || other_figure || lexicon_.is_in("gives_count", before) ||
        (is_one_of(before, {"have", "has"}) && out_.size() > out_start_) ||
        (is_one_of(before, {"was", "were", "is"}) && is_one_of(token(number.first - 2), {"it", "there"}));
    return ends && counts ? of_last_told(number) : std::nullopt;
}

/// "Hundreds had been killed, said one minister; another spoke of 300": no figure stands near that it could
/// be one more of.
std::optional<CountHarm::Found> CountsBefore::spoken_of_dead(const NumberMention& number,
                                                             const Counted& counted) const
{
    if ((!out_.empty() && out_.back().sentence + 1 >= sentence_) || number.from_article ||
        counted.end != number.last || number.core_first < first_ + 3 ||
        (number.last < last_ && !is_one_of(token(number.last), {".", ";", ",", "!", "?"})))
        return std::nullopt;
    constexpr Quantity::Count of_a_war = 1000;
    const Token& before = token(number.first - 1);
    const bool spoken = (before.is("of") && lexicon_.is_in("speaks_of", token(number.first - 2))) ||
                        (before.is("at") && token(number.first - 2).is("it"));
    if (!spoken || number.quantity.size_by() >= of_a_war || !tells_of_killing(sentence_, 1))
        return std::nullopt;
    return Found{.harm = harm_named(lexicon_, "killed"), .origin = Origin::toll, .at = number.first};
}

/// "raised the figure to", "has since lowered its count to".
bool CountsBefore::is_raised(std::uint32_t noun) const
{
    for (std::uint32_t back = 1; back <= 3 && noun >= first_ + back; ++back)
        if (lexicon_.is_in("restates_figure", token(noun - back)))
            return true;
    return false;
}

/// "The number of people killed has gone up again. It is now 115."
std::optional<CountHarm::Found> CountsBefore::figure_of_toll_before(const NumberMention& number,
                                                                    const Counted& counted) const
{
    constexpr std::uint32_t longest = 4; // "it now stands at"
    if (sentence_ == 0 || number.from_article || counted.end != number.last ||
        number.first > first_ + longest || !is_one_of(token(first_), {"it", "that", "this"}) ||
        (number.last < last_ && token(number.last).kind == Token::Kind::word))
        return std::nullopt;
    bool gives = false;
    for (std::uint32_t i = first_ + 1; i < number.first; ++i) {
        gives = gives || is_one_of(token(i), {"is", "was", "stands", "stood"});
        if (!is_one_of(token(i), {"is", "was", "stands", "stood", "now", "at", "already", "still"}))
            return std::nullopt;
    }
    const Sentence& before = text_.sentences[sentence_ - 1];
    if (!gives || before.paragraph != text_.sentences[sentence_].paragraph)
        return std::nullopt;
    bool figure = false, toll = false, killed = false;
    for (std::uint32_t i = before.first; i < before.last; ++i) {
        toll = toll || text_.tokens[i].is("toll");
        figure = figure || is_one_of(text_.tokens[i], {"number", "figure", "count"});
        killed = killed || match_phrase(lexicon_, "harm", text_, i, before.last).meaning() == "killed";
    }
    if (!toll && !(figure && killed))
        return std::nullopt;
    if (const PhraseMatch harm = harm_named(lexicon_, "killed"))
        return Found{.harm = harm, .origin = Origin::toll, .at = number.first};
    return std::nullopt;
}

std::optional<CountHarm::Found> CountsBefore::placed_count_of(const NumberMention& number,
                                                              const Counted& counted) const
{
    constexpr std::uint32_t farthest = 30; // tokens from the figure before
    if (stands_behind_place(number, counted) && number.first - out_.back().last <= farthest)
        return of_the_dead_before(number);
    const bool of_them =
        counted.part && counted.end + 1 < last_ && is_one_of(token(counted.end), {"in", "on"});
    // "six people in Jos on Saturday and four more in Kaduna on Sunday"
    const bool more = number.last < last_ && is_one_of(token(number.last), {"more", "others"});
    // "killed 28 people in Tanta and 17 worshippers in Alexandria"
    const bool named = !counted.kind.empty() && !counted.inside && counted.kind != "attackers" &&
                       !does_something(counted.end);
    const std::uint32_t end = more ? number.last + 1 : counted.end;
    if (out_.size() == out_start_ || (number.from_article && !token(number.first).is("one")) ||
        (counted.end != number.last && !of_them && !more && !named) || end + 1 >= last_ ||
        number.first < first_ + 2)
        return std::nullopt;
    const CountMention& before = out_.back();
    const bool dated =
        of_them && token(counted.end).is("on") &&
        (token(counted.end + 1).capitalised || token(counted.end + 1).kind == Token::Kind::number);
    const bool placed =
        dated || (is_one_of(token(end), {"in", "at"}) &&
                  (token(end + 1).capitalised || is_the_town(end + 1) ||
                   (token(end + 1).is("the") && end + 2 < last_ && token(end + 2).capitalised) ||
                   (named && is_in_building_of_town(end + 1))));
    const bool dated_and_placed =
        more && is_one_of(token(end), {"on", "the", "later", "that"}) && leads_to_town(end);
    const bool joined = is_one_of(token(number.first - 1), {",", ";", ":", "and", "another", "further"}) ||
                        (is_one_of(token(number.first - 1), {"a"}) && token(number.first - 2).is("and"));
    const bool bare_year = number.quantity.size_by() > 1900 && number.quantity.size_by() < 2100;
    if (!(placed || dated_and_placed) || !joined || bare_year || number.nobody ||
        number.first - before.last > farthest)
        return std::nullopt;
    return of_the_dead_before(number);
}

/// A verb follows, up to the next comma: "and 17 people in Alexandria fled".
bool CountsBefore::does_something(std::uint32_t from) const
{
    for (std::uint32_t i = from; i < last_ && !is_one_of(token(i), {",", ";", "and", "but", "while"}); ++i)
        if (is_auxiliary(token(i)) || is_form_of_be(token(i)) || lexicon_.has("verbs", token(i)) ||
            harm_at(i))
            return true;
    return false;
}

/// "on the same evening at Alausa", "later that day in Gao".
bool CountsBefore::leads_to_town(std::uint32_t i) const
{
    constexpr std::uint32_t longest = 7;
    for (const std::uint32_t stop = std::min(i + longest, last_); i + 1 < stop; ++i) {
        if (token(i).kind != Token::Kind::word)
            return false;
        if (is_one_of(token(i), {"in", "at", "near"}) && token(i + 1).capitalised)
            return true;
    }
    return false;
}

/// "a cathedral in Alexandria", "the gate of a mosque in Kano".
bool CountsBefore::is_in_building_of_town(std::uint32_t i) const
{
    constexpr std::uint32_t longest = 7;
    bool building = false;
    for (const std::uint32_t stop = std::min(i + longest, last_); i + 1 < stop; ++i) {
        if (token(i).kind != Token::Kind::word)
            return false;
        building = building || lexicon_.has("facilities", token(i));
        if (building && is_one_of(token(i), {"in", "at", "of"}) && token(i + 1).capitalised)
            return true;
    }
    return false;
}

/// ", at Niono two,", "and in the port of Beira six.": not "in Sector 7".
bool CountsBefore::stands_behind_place(const NumberMention& number, const Counted& counted) const
{
    constexpr std::uint32_t longest = 6; // "in the port of Beira"
    constexpr Quantity::Count too_many = 1000;
    if (out_.size() == out_start_ || number.from_article || number.nobody || counted.end != number.last ||
        number.first < first_ + 3 || number.quantity.size_by() > too_many ||
        (number.last < last_ && !is_one_of(token(number.last), {",", ";", ".", "and"})))
        return false;
    const Token& name = token(number.first - 1);
    if (!name.capitalised || name.kind != Token::Kind::word || lexicon_.has("months", name) ||
        lexicon_.has("weekdays", name) || lexicon_.has("placenouns", name) ||
        lexicon_.has("place_types", name) || lexicon_.has("facilities", name) ||
        lexicon_.has("divisions", name) || lexicon_.is_in("numbered", name))
        return false;
    for (std::uint32_t i = number.first - 1; i > first_ && number.first - i <= longest; --i)
        if (is_one_of(token(i), {"in", "at", "near"}))
            return is_one_of(token(i - 1), {",", ";", "and"});
        else if (token(i).kind != Token::Kind::word)
            return false;
    return false;
}

/// Dead, where the figure before counts dead and no other harm stands between.
std::optional<CountHarm::Found> CountsBefore::of_the_dead_before(const NumberMention& number) const
{
    const CountMention& before = out_.back();
    if (before.field != ClaimField::killed)
        return std::nullopt;
    for (std::uint32_t i = before.last; i < number.first; ++i)
        if (token(i).is(".") || lexicon_.is_in("other_harm", token(i)))
            return std::nullopt;
    if (const PhraseMatch killed = harm_named(lexicon_, "killed"))
        return Found{.harm = killed, .origin = Origin::inherited, .at = number.first};
    return std::nullopt;
}

std::optional<CountHarm::Found> CountsBefore::inherited(const NumberMention& number, const Counted& counted,
                                                        Origin last_origin) const
{
    if (out_.size() == out_start_ || number.from_article)
        return std::nullopt;
    const CountMention& before = out_.back();
    if (number.last < last_ &&
        (token(number.last).is("aboard") ||
         (token(number.last).is("on") && number.last + 1 < last_ && token(number.last + 1).is("board"))))
        return std::nullopt; // "68 dead and 157 on board"
    if (lie_in_hospital(number))
        return std::nullopt;
    const bool bare = counted.end == number.last;
    const bool of_nation = counted.end > number.last && token(counted.end - 1).capitalised &&
                           token(counted.end - 1).lower.ends_with("s") && token(number.first - 1).is("and");
    // "killing six soldiers and two children", "the dead are six soldiers and two children"
    const bool second_object = (!counted.kind.empty() || of_nation) &&
                               (last_origin == Origin::object || last_origin == Origin::toll);
    if (!bare && !second_object)
        return std::nullopt;
    if (number.first - before.last > 8)
        return std::nullopt;
    for (std::uint32_t i = before.last; i < number.first; ++i) {
        const bool joins = is_one_of(token(i), {",", "and", "then", "later", "of", "to", "from", "earlier",
                                                "at", "rose", "by", "as", "well"}) ||
                           is_time_of_day(i);
        if (!joins && !harm_at(i))
            return std::nullopt;
    }
    for (std::uint32_t i = before.first >= first_ + 8 ? before.first - 8 : first_; i < number.first; ++i)
        if (const PhraseMatch harm = harm_at(i); harm && harm.meaning() == name_of(before.field))
            return Found{.harm = harm, .origin = Origin::inherited, .at = i};
    return std::nullopt;
}

bool CountsBefore::lie_in_hospital(const NumberMention& number) const
{
    if (number.last + 1 >= last_ || !token(number.last).is("in") ||
        !lexicon_.is_in("care", token(number.last + 1)) || out_.size() == out_start_)
        return false;
    for (std::uint32_t i = out_.back().first; i < number.first; ++i)
        if (is_one_of(token(i), {"died", "succumbed"}))
            return false;
    return true;
}

/// "officials had 35 bodies, by Monday night 52"
bool CountsBefore::is_time_of_day(std::uint32_t i) const
{
    return lexicon_.has("weekdays", token(i)) ||
           is_one_of(token(i), {"morning", "noon", "midday", "afternoon", "evening", "dusk", "nightfall",
                                "night", "midnight", "dawn", "today", "yesterday"});
}

/// "the capital", "the eastern town".
bool CountsBefore::is_the_town(std::uint32_t i) const
{
    if (!token(i).is("the"))
        return false;
    for (std::uint32_t k = i + 1; k < std::min(i + 4, last_); ++k)
        if (lexicon_.is_in("the_town", token(k)))
            return true;
    return false;
}

PhraseMatch CountsBefore::harm_at(std::uint32_t i) const
{
    return match_phrase(lexicon_, "harm", text_, i, last_);
}

} // namespace sitmap
