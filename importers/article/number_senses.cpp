// What a number is besides a number of people.
#include "importers/article/number_senses.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"

namespace sitmap {

NumberSenses::NumberSenses(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first,
                           std::uint32_t last)
    : text_{text}, lexicon_{lexicon}, first_{first}, last_{last}
{}

/// "Seven members of one family were killed".
bool NumberSenses::is_one_family(const NumberMention& number) const
{
    return number.first >= first_ + 2 && number.last < last_ && token(number.first - 1).is("of") &&
           token(number.first).is("one") && is_one_of(token(number.last), {"family", "household"}) &&
           lexicon_.has("people", token(number.first - 2)) && token(number.first - 2).lower.ends_with("s");
}

/// "Twelve of the 31 passengers died": the number of all only says of what the twelve are a part.
std::uint32_t NumberSenses::behind_whole(const NumberMention& number) const
{
    std::uint32_t at = number.last;
    if (at + 1 < last_ && token(at).is("out"))
        ++at;
    if (at + 1 >= last_ || !token(at).is("of") || number.from_article)
        return number.last;
    ++at;
    if (is_one_of(token(at), {"the", "its", "their", "his", "her"}) && at + 1 < last_)
        ++at;
    if (token(at).kind != Token::Kind::number && !lexicon_.has("numbers", token(at)))
        return number.last;
    const auto whole = read_number(text_, lexicon_, at, last_);
    if (whole && whole->first == at && whole->core_first == at && whole->quantity.best() &&
        *whole->quantity.best() > number.quantity.size_by())
        return whole->last;
    return number.last;
}

std::uint32_t NumberSenses::whole_of_dead(const NumberMention& number) const
{
    const std::uint32_t at = number.last + 2;
    if (at + 1 >= last_ || number.from_article || !token(number.last).is("of") ||
        !is_one_of(token(number.last + 1), {"the", "its", "their"}))
        return number.first;
    const auto whole = read_number(text_, lexicon_, at, last_);
    const bool dead = whole && whole->first == at && whole->last < last_ &&
                      is_one_of(token(whole->last), {"dead", "killed"}) &&
                      whole->quantity.size_by() > number.quantity.size_by();
    return dead ? at : number.first;
}

/// "At 18:15 three people were killed".
bool NumberSenses::is_minute(std::uint32_t i) const
{
    return i >= first_ + 2 && token(i).kind == Token::Kind::number && token(i).text.size() == 2 &&
           token(i - 1).is(":") && token(i - 2).kind == Token::Kind::number &&
           token(i - 2).text.size() <= 2 && token(i).begin == token(i - 1).end;
}

bool NumberSenses::is_whole_of_part(const NumberMention& number) const
{
    constexpr std::uint32_t reach = 3; // "people who"
    if (number.first != first_ + 2 || !token(first_).is("of") ||
        !is_one_of(token(first_ + 1), {"the", "its", "their"}))
        return false;
    for (std::uint32_t i = number.last; i < std::min(number.last + reach, last_); ++i)
        if (is_one_of(token(i), {"who", "aboard", "that"}))
            return true;
    return false;
}

/// "When it ended, soon after eight, all were dead".
bool NumberSenses::is_hour(std::uint32_t i) const
{
    constexpr int hours = 12;
    const auto number = i >= first_ + 2 ? read_number(text_, lexicon_, i, last_) : std::nullopt;
    return number && number->last == i + 1 && number->quantity.size_by() <= hours &&
           is_one_of(token(i - 1), {"after", "before", "past"}) &&
           is_one_of(token(i - 2), {"soon", "shortly", "just"}) &&
           (i + 1 >= last_ || token(i + 1).kind == Token::Kind::punctuation ||
            is_one_of(token(i + 1), {"on", "in", "this", "yesterday", "when"}));
}

std::uint32_t NumberSenses::behind_ages(std::uint32_t i) const
{
    const bool aged = i > first_ && is_one_of(token(i - 1), {"aged", "ages"});
    const bool joined = i + 4 < last_ && ((token(i).is("between") && token(i + 2).is("and")) ||
                                          (token(i).is("from") && token(i + 2).is("to")));
    if (!joined || (!aged && !is_one_of(token(i + 4), {"years", "months", "year"})))
        return i;
    const auto is_number = [&](std::uint32_t k) {
        return token(k).kind == Token::Kind::number || lexicon_.has("numbers", token(k));
    };
    return is_number(i + 1) && is_number(i + 3) ? i + 4 + (aged ? 0 : 1) : i;
}

bool NumberSenses::is_population(const NumberMention& number) const
{
    return number.first >= first_ + 2 && token(number.first - 1).is("of") &&
           lexicon_.is_in("populated", token(number.first - 2));
}

/// "killed two drinkers", "wounding three anglers": whom one kills are people, but for beasts and things.
bool NumberSenses::is_killed_or_hurt(const NumberMention& number) const
{
    if (number.first <= first_ || number.from_article)
        return false;
    const bool bodies_of = number.first >= first_ + 2 && token(number.first - 1).is("of") &&
                           is_one_of(token(number.first - 2), {"bodies", "corpses", "remains"});
    if (!bodies_of && !lexicon_.is_in("kills", token(number.first - 1)))
        return false;
    // "killed one passenger"
    if (number.last + 1 < last_ && number.last == number.first + 1 && token(number.first).is("one"))
        return token(number.last).kind == Token::Kind::word && !ends_noun_phrase(token(number.last)) &&
               !token(number.last).is("of") && !lexicon_.is_in("no_victim", token(number.last)) &&
               lexicon_.meaning("measures", token(number.last)).empty();
    return behind_plural(number) > number.last;
}

/// One past the plural noun that a number counts, where it is no beast, measure or place: "two elderly
/// drinkers", "three of its members"; else the number's own end.
std::uint32_t NumberSenses::behind_plural(const NumberMention& number) const
{
    std::uint32_t noun = number.last;
    if (noun + 2 < last_ && token(noun).is("of") &&
        is_one_of(token(noun + 1), {"the", "its", "his", "her", "their"}))
        noun += 2;
    const std::uint32_t first = noun;
    constexpr std::uint32_t longest = 3;
    while (noun + 1 < last_ && noun < first + longest && !ends_noun_phrase(token(noun + 1)) &&
           (token(noun).capitalised || !token(noun).lower.ends_with("s")))
        ++noun;
    const Token& word = token(noun);
    const bool people = noun < last_ && word.kind == Token::Kind::word && !word.capitalised &&
                        word.lower.size() > 3 && word.lower.ends_with("s") &&
                        lexicon_.meaning("senses", word).empty() &&
                        lexicon_.meaning("measures", word).empty() && !lexicon_.has("placenouns", word) &&
                        !lexicon_.has("facilities", word) && !lexicon_.has("months", word);
    return people ? noun + 1 : number.last;
}

/// "put the attackers' losses at 77 killed", "put Taliban losses at 194": not "its own losses".
bool NumberSenses::is_losses_of_enemy(const NumberMention& number) const
{
    if (number.first < first_ + 4 || !is_one_of(token(number.first - 1), {"at", "of"}) ||
        !is_one_of(token(number.first - 2), {"losses", "loss"}))
        return false;
    std::uint32_t whose = number.first - 3;
    while (whose > first_ && is_one_of(token(whose), {"'s", "’s", "'", "’"}))
        --whose;
    const Token& party = token(whose);
    return party.capitalised || lexicon_.meaning("people", party) == "fighters" ||
           lexicon_.meaning("people", party) == "attackers" || lexicon_.is_in("attackers", party) ||
           lexicon_.is_in("raiders", party) || lexicon_.has("armed_roles", party);
}

/// "Five boats came into the harbour. Three of them were blown up": the number told last before counts
/// things.
bool NumberSenses::is_of_things(const NumberMention& number, std::uint32_t sentence) const
{
    const std::uint32_t from = sentence > 0 ? text_.sentences[sentence - 1].first : first_;
    for (std::uint32_t i = number.first; i > from;) {
        const auto before = read_number(text_, lexicon_, --i, number.first);
        if (!before || before->from_article || before->first != i)
            continue;
        const Counted whole = counted_by(text_, lexicon_, *before, number.first);
        if (whole.thing) {
            const std::string_view role = lexicon_.meaning("frame_roles", token(before->last));
            return role.find("craft") != std::string_view::npos ||
                   role.find("property") != std::string_view::npos;
        }
        if (!whole.kind.empty() || whole.inside || whole.noun)
            return false;
    }
    return false;
}

bool NumberSenses::is_end_of_name(std::uint32_t i) const
{
    const std::string_view word = token(i).lower;
    return i > first_ && token(i - 1).capitalised &&
           (word.starts_with("al-") || word.starts_with("el-") || word.starts_with("ul-"));
}

/// "both about 30", "aged 12 and 15", "the oldest of them nine".
bool NumberSenses::is_age(const NumberMention& number) const
{
    const std::uint32_t at = number.first;
    if (at < first_ + 1)
        return false;
    if (is_one_of(token(at - 1), {"both", "aged", "age"}))
        return number.last >= last_ || token(number.last).kind != Token::Kind::word;
    // "a man of 40 and his son, 12, were killed"
    constexpr std::int64_t oldest = 110;
    if (at >= first_ + 2 && token(at - 1).is(",") && number.first == number.core_first &&
        token(at).kind == Token::Kind::number && number.last == at + 1 && number.last < last_ &&
        is_one_of(token(number.last), {",", "and"}) && number.quantity.size_by() <= oldest &&
        ((lexicon_.has("people", token(at - 2)) && !token(at - 2).lower.ends_with("s")) ||
         is_end_of_name(at - 2)))
        return true;
    if (at >= first_ + 3 && is_one_of(token(at - 1), {"and", "or", ","}) &&
        token(at - 2).kind == Token::Kind::number && is_one_of(token(at - 3), {"aged", "ages"}))
        return true;
    return at >= first_ + 3 && token(at - 2).is("of") && token(at - 1).is("them") &&
           is_one_of(token(at - 3), {"oldest", "eldest", "youngest"});
}

/// "One Central African in four is displaced": the token behind whom the one stands for, where a ratio
/// follows that says what they are; else the number's own end.
std::uint32_t NumberSenses::behind_one_of_many(const NumberMention& number) const
{
    constexpr std::uint32_t longest = 3; // words for whom it stands for
    if (number.from_article || number.last != number.first + 1 || !token(number.first).is("one"))
        return number.last;
    for (std::uint32_t at = number.last; at + 2 < last_ && at <= number.last + longest; ++at) {
        if (token(at).kind != Token::Kind::word)
            break;
        if (token(at).is("in"))
            return is_one_of(token(at + 2), {"is", "are", "was", "were", "has", "have", "had", ",", "."})
                       ? at
                       : number.last;
    }
    return number.last;
}

/// "three in four", "one in ten", "two out of three", "nine tenths of its worth": the token behind it; no
/// figures of people.
std::uint32_t NumberSenses::behind_ratio(const NumberMention& number) const
{
    constexpr std::int64_t most = 20;
    if (number.last < last_ && number.quantity.size_by() <= most &&
        is_one_of(token(number.last), {"thirds", "quarters", "fifths", "sixths", "sevenths", "eighths",
                                       "ninths", "tenths", "hundredths"}))
        return number.last + 1;
    std::uint32_t at = behind_one_of_many(number);
    if (at + 1 >= last_ || number.quantity.size_by() > most)
        return number.last;
    if (token(at).is("out") && token(at + 1).is("of"))
        at += 2;
    else if (token(at).is("in"))
        at += 1;
    else
        return number.last;
    const auto whole = read_number(text_, lexicon_, at, last_);
    const bool ratio = whole && whole->first == whole->core_first && whole->quantity.size_by() <= most &&
                       whole->quantity.size_by() > number.quantity.size_by();
    return ratio ? whole->last : number.last;
}

} // namespace sitmap
