#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace sitmap {

/// Days told by the calendar, in a sentence at a time: "July 3, 2019", "on the 4th and 5th of November", "on
/// the 9th". Years and months that are missing come from what the text named before, else from the
/// publication day. Each member reads what begins at a token and gives nothing where nothing does; O(1) but
/// for the look back.
class CalendarDates {
public:
    /// All must outlive it. `told`: the mentions of the text before, in their order.
    CalendarDates(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                  std::optional<Day> published, const std::vector<TimeMention>& told)
        : text_{text},
          lexicon_{lexicon},
          sentence_{sentence},
          first_{text.sentences[sentence].first},
          last_{text.sentences[sentence].last},
          published_{published},
          out_{told}
    {}

    /// A year, behind an optional comma; `length` is set to the tokens it takes.
    [[nodiscard]] std::optional<int> year_at(std::uint32_t i, std::uint32_t& length) const;

    [[nodiscard]] TimeMention calendar(std::uint32_t first, std::uint32_t last,
                                       std::optional<Day> found) const;

    /// "15/04 Aorema, near Ouahigouya": the day and month that open an entry of a list.
    [[nodiscard]] std::optional<TimeMention> head_in_numbers(std::uint32_t i) const;

    /// "July 3", "July 3, 2019", "August 2007", "in August".
    [[nodiscard]] std::optional<TimeMention> month_first(std::uint32_t i) const;

    /// "between 8 and 27 February", "from 8 to 27 February 2024".
    [[nodiscard]] std::optional<TimeMention> days_of_month(std::uint32_t i) const;

    /// "on the 4th and 5th of November", "on 4 and 5 November".
    [[nodiscard]] std::optional<TimeMention> two_days_of_month(std::uint32_t i) const;

    /// "3 July", "3 July 2019", "3rd of July".
    [[nodiscard]] std::optional<TimeMention> day_first(std::uint32_t i) const;

    /// "On the 9th, a Sunday,": of this month, or of the last one.
    [[nodiscard]] std::optional<TimeMention> day_of_month(std::uint32_t i) const;

private:
    /// From day `first`, told at token i, to the day of the month told two tokens on.
    [[nodiscard]] std::optional<TimeMention> from_day_to(std::uint32_t i, int first) const;

    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    [[nodiscard]] std::optional<int> month_at(std::uint32_t i) const;

    [[nodiscard]] std::optional<int> day_number_at(std::uint32_t i) const;

    /// "6 June last year", "March of this year": counted from publication; nothing without it.
    [[nodiscard]] std::optional<int> year_told_at(std::uint32_t i, std::uint32_t& length) const;
    /// "felt like 2014. In April of that year": the year that ends a clause before token `i`, in this
    /// sentence or the one before, and no day told since.
    [[nodiscard]] std::optional<int> bare_year_before(std::uint32_t i) const;

    /// "In 2014 insurgents seized the town in October", "2014, when in the last days of October": the clause
    /// up to token `i` goes on from the year.
    [[nodiscard]] bool is_told_of_year(const TimeMention& of_year, std::uint32_t i) const;
    /// "Last year, in April".
    [[nodiscard]] std::optional<int> year_named_before(std::uint32_t i) const;

    /// "October last year", where it is not known which: a month, and no guess at it.
    [[nodiscard]] std::optional<TimeMention> month_of_year_told(std::uint32_t i) const;

    /// "was hit in October too: on the 21st", "On February 2, gunmen killed five. On the 5th they came back":
    /// the month that was named last, in this sentence or up to two before.
    [[nodiscard]] std::optional<std::chrono::year_month> month_spoken_of() const;

    [[nodiscard]] bool names_month(const TimeMention& time) const;

    /// "last struck in 2006, when five died in blasts on September 16", "in November 2012; it took the city
    /// then on Nov. 20", "Last year, too, on 25 July": the year of the clause before, or that stands before
    /// token i.
    [[nodiscard]] std::optional<int> year_spoken_of(std::uint32_t i, unsigned m) const;

    [[nodiscard]] TimeMention dated(std::uint32_t first, std::uint32_t last, unsigned m, unsigned d) const;

    [[nodiscard]] bool says_past(std::uint32_t first) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t sentence_, first_, last_;
    std::optional<Day> published_;
    const std::vector<TimeMention>& out_;
};

} // namespace sitmap
