// Numbers that no number word tells.
#include "importers/article/unwritten_numbers.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

class UnwrittenNumbers {
public:
    UnwrittenNumbers(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first,
                     std::uint32_t last)
        : text_{text}, lexicon_{lexicon}, first_{first}, last_{last}
    {}

    /// "both pilots were killed", "another was shot dead": numbers that are not written as such.
    [[nodiscard]] std::optional<NumberMention> at(std::uint32_t i) const
    {
        if (const auto nth = nth_dead(i))
            return nth;
        const bool alone = i == first_ && i + 1 < last_ && // "Both died."
                           (token(i + 1).is("died") || token(i + 1).is("dead") ||
                            (is_form_of_be(token(i + 1)) && i + 2 < last_ && harm_at(i + 2)));
        const bool both =
            token(i).is("both") && i + 1 < last_ &&
            (alone || (token(i + 1).lower.ends_with("s") && lexicon_.has("people", token(i + 1))));
        const bool another = token(i).is("another") && i > first_ && i + 1 < last_ &&
                             token(i - 1).is("and") &&
                             (is_form_of_be(token(i + 1)) || may_stand(harm_at(i + 1), 's'));
        if (!both && !another)
            return std::nullopt;
        return NumberMention{.first = i,
                             .last = i + 1,
                             .core_first = i,
                             .core_last = i + 1,
                             .quantity = Quantity::exactly(both ? 2 : 1)};
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] PhraseMatch harm_at(std::uint32_t i) const
    {
        return match_phrase(lexicon_, "harm", text_, i, last_);
    }

    /// "A sixth officer died of his injuries", "a 32nd in hospital": with the others who died before. Not "a
    /// tenth Palestinian was killed", who may have been killed elsewhere.
    [[nodiscard]] std::optional<NumberMention> nth_dead(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 12;
        if (!is_one_of(token(i), {"a", "an", "the"}) || i + 2 >= last_)
            return std::nullopt;
        const auto nth = ordinal(token(i + 1));
        if (!nth || (token(i).is("the") && !is_body_found(i + 2)))
            return std::nullopt;
        bool died = is_body_found(i + 2) || dies_where_taken(text_, i + 2, last_) || follows_deaths(i);
        for (std::uint32_t k = i + 2; k < std::min(i + reach, last_) && !died; ++k) {
            if (is_one_of(token(k), {".", ";", ":", "and", "who"}) || is_one_of(token(k), {"was", "were"}))
                break;
            died = token(k).is("succumbed") ||
                   (token(k).is("died") && k + 1 < last_ &&
                    is_one_of(token(k + 1), {"of", "in", "from", "later", "there", "on", "overnight", "under",
                                             "afterwards", "a", "the", "two", "shortly", "soon"}));
        }
        if (!died)
            return std::nullopt;
        return NumberMention{.first = i,
                             .last = i + 2,
                             .core_first = i,
                             .core_last = i + 2,
                             .quantity = Quantity::exactly(*nth)};
    }

    /// "Three men died that day and a fourth, shot in the head, in a hospital on Wednesday": goes on with
    /// those who died.
    [[nodiscard]] bool follows_deaths(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 8;
        if (i < first_ + 3 || !token(i - 1).is("and") || i + 2 >= last_ ||
            !is_one_of(token(i + 2), {",", "in", "on", "later", "overnight"}))
            return false;
        for (std::uint32_t back = 2; back <= reach && i >= first_ + back; ++back)
            if (token(i - back).is("died"))
                return true;
        return false;
    }

    /// "before the twenty-fifth body was found".
    [[nodiscard]] bool is_body_found(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 5; // "was later"
        if (!is_one_of(token(i), {"body", "corpse"}))
            return false;
        if (i >= first_ + 3 && lexicon_.is_in("finds_body", token(i - 3)))
            return true; // "recovered a 49th body"
        for (std::uint32_t k = i + 1; k < std::min(i + reach, last_); ++k)
            if (is_one_of(token(k), {"found", "recovered", "pulled", "retrieved", "dug", "discovered"}))
                return true;
        return false;
    }

    /// 2 to 20 in words, "twenty-fifth", any in digits ("32nd").
    [[nodiscard]] static std::optional<Quantity::Count> ordinal(const Token& token)
    {
        static constexpr std::array<std::string_view, 19> words{
            "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",    "eighth",
            "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth", "fifteenth",
            "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
        for (std::size_t k = 0; k < words.size(); ++k)
            if (token.lower == words[k])
                return static_cast<Quantity::Count>(k) + 2;
        if (const auto compound = tens_and_ordinal(token.lower))
            return compound;
        const std::size_t digits = token.lower.find_first_not_of("0123456789");
        if (digits == std::string::npos || digits == 0 || digits > 3)
            return std::nullopt;
        const std::string_view ending = std::string_view{token.lower}.substr(digits);
        if (ending != "th" && ending != "nd" && ending != "rd" && ending != "st")
            return std::nullopt;
        Quantity::Count value = 0;
        for (std::size_t k = 0; k < digits; ++k)
            value = value * 10 + (token.lower[k] - '0');
        return value > 2 ? std::optional{value} : std::nullopt;
    }

    /// "twenty-fifth", "thirty-first".
    [[nodiscard]] static std::optional<Quantity::Count> tens_and_ordinal(std::string_view word)
    {
        static constexpr std::array<std::string_view, 8> tens{"twenty", "thirty",  "forty",  "fifty",
                                                              "sixty",  "seventy", "eighty", "ninety"};
        static constexpr std::array<std::string_view, 9> ones{"first", "second",  "third",  "fourth", "fifth",
                                                              "sixth", "seventh", "eighth", "ninth"};
        const std::size_t dash = word.find('-');
        if (dash == std::string_view::npos)
            return std::nullopt;
        const auto ten = std::find(tens.begin(), tens.end(), word.substr(0, dash));
        const auto one = std::find(ones.begin(), ones.end(), word.substr(dash + 1));
        if (ten == tens.end() || one == ones.end())
            return std::nullopt;
        constexpr Quantity::Count base = 10;
        return (ten - tens.begin() + 2) * base + (one - ones.begin()) + 1;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t first_, last_;
};

} // namespace

bool dies_where_taken(const TokenisedText& text, std::uint32_t i, std::uint32_t last)
{
    if (i + 1 >= last)
        return false;
    return (text.tokens[i].is("in") && text.tokens[i + 1].is("hospital")) ||
           (text.tokens[i].is("on") && text.tokens[i + 1].is("arrival"));
}

std::optional<NumberMention> unwritten_number(const TokenisedText& text, const Lexicon& lexicon,
                                              std::uint32_t first, std::uint32_t at, std::uint32_t last)
{
    return UnwrittenNumbers{text, lexicon, first, last}.at(at);
}

} // namespace sitmap
