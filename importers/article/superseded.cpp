// Figures that the text itself calls earlier.
#include "importers/article/counted.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::size_t neighbours = 5; ///< figures of one sentence that a figure is compared with

class EarlierFigures {
public:
    EarlierFigures(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                   std::vector<CountMention>& counts, std::size_t from)
        : text_{text},
          lexicon_{lexicon},
          first_{sentence.first},
          last_{sentence.last},
          out_{counts},
          out_start_{from}
    {}

    void mark()
    {
        for (std::size_t k = out_start_; k < out_.size(); ++k) {
            CountMention& mention = out_[k];
            const std::uint32_t from =
                k > out_start_ && out_[k - 1].last <= mention.first ? out_[k - 1].last : first_;
            const bool early = speaks_of_earlier_figure(from, mention.first);
            const bool later_given = followed_by_later(k) || ends_early_row(k);
            mention.superseded = early || later_given || is_past_perfect_toll(from, mention.first) ||
                                 (is_of_named_day(from, mention.first) && has_larger_before(mention)) ||
                                 is_start_of_cut(k);
        }
        for (std::size_t k = out_start_; k < out_.size(); ++k)
            supersede_smaller_before(k);
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    /// "The Red Cross counted 29 dead. This morning the number had reached 47": those told before it.
    void supersede_smaller_before(std::size_t k)
    {
        constexpr std::uint32_t back = 2; // sentences
        const CountMention& raised = out_[k];
        if (raised.is_part || raised.cumulative || raised.superseded || !is_raised(raised))
            return;
        for (std::size_t i = k; i > 0 && out_[i - 1].sentence + back >= raised.sentence; --i) {
            CountMention& before = out_[i - 1];
            if (text_.sentences[before.sentence].paragraph != text_.sentences[raised.sentence].paragraph)
                return;
            if (before.field == raised.field && !before.is_part && !before.cumulative &&
                before.quantity.best() && before.quantity.size_by() < raised.quantity.size_by())
                before.superseded = true;
        }
    }

    /// "the number had reached 47", "the toll has since climbed to 12".
    [[nodiscard]] bool is_raised(const CountMention& count) const
    {
        constexpr std::uint32_t reach = 5; // tokens before the figure
        bool rises = false;
        // "brought to 16 the number of those drowned"
        if (count.first > first_ + 1 && token(count.first - 1).is("to") && token(count.last).is("the") &&
            is_one_of(token(count.last + 1), {"number", "total", "toll"}))
            return true;
        const bool now_is = is_told_now(count.first);
        for (std::uint32_t i = count.first; i > first_ && count.first - i < reach;) {
            const Token& word = token(--i);
            if (word.kind != Token::Kind::word)
                return false;
            if (lexicon_.is_in("toll", word))
                return rises || now_is;
            rises =
                rises || is_one_of(word, {"reached", "risen", "rose", "grown", "grew", "climbed", "jumped"});
        }
        return false;
    }

    /// "Officials first gave 12 dead, then 20", where the text has told of more before: both are earlier.
    [[nodiscard]] bool ends_early_row(std::size_t k) const
    {
        if (k == out_start_ || !token(out_[k].first - 1).is("then") || out_start_ == 0)
            return false;
        bool first = false;
        for (std::uint32_t i = first_; i < out_[k - 1].first; ++i)
            first = first || is_one_of(token(i), {"first", "initially"});
        constexpr std::size_t latest = 10;
        for (std::size_t told = out_start_; first && told > 0 && out_start_ - told < latest; --told) {
            const CountMention& before = out_[told - 1];
            if (before.field == out_[k].field && !before.cumulative &&
                before.quantity.size_by() > out_[k].quantity.size_by())
                return true;
        }
        return false;
    }

    /// "By this morning the number was 13": the sentence opens with its hour.
    [[nodiscard]] bool is_told_now(std::uint32_t figure) const
    {
        return figure > first_ + 1 && is_one_of(token(first_), {"by", "this", "later", "now", "today"}) &&
               is_one_of(token(figure - 1), {"was", "is", "stood", "at"});
    }

    /// "first reported 25 dead", "had earlier spoken of 15", "had still put the number at 235".
    [[nodiscard]] bool speaks_of_earlier_figure(std::uint32_t from, std::uint32_t until) const
    {
        for (std::uint32_t i = from; i + 1 < until; ++i) {
            if (is_reset_between(i, until))
                continue;
            // "34 had been killed, having put their number at 23 on Sunday"
            if (token(i).is("having") && lexicon_.is_in("gives_toll", token(i + 1)))
                return true;
            const bool early =
                is_one_of(token(i), {"earlier", "first", "initially", "previously", "originally", "still"});
            if (early && (lexicon_.is_in("estimated", token(i + 1)) ||
                          lexicon_.meaning("speech", token(i + 1)) == "says" || token(i + 1).is("spoke") ||
                          token(i + 1).is("spoken")))
                return true;
            // "An earlier bulletin, which put the number of dead at 150"
            if (lexicon_.is_in("earlier_report", token(i)) && lexicon_.is_in("toll_report", token(i + 1)))
                return true;
            // "Early reports had put the toll at 72", "A first balance made state of 14": opens the sentence
            const bool opens = i <= first_ + 1 && is_one_of(token(i), {"early", "first", "initial"}) &&
                               lexicon_.is_in("toll_report", token(i + 1));
            if (opens && has_told_before())
                return true;
            // "correcting a figure of 27", "took back the count of 31"
            const bool corrects =
                lexicon_.is_in("corrects", token(i)) ||
                (is_one_of(token(i), {"took", "taken", "taking"}) && token(i + 1).is("back"));
            constexpr std::uint32_t reach = 5;
            for (std::uint32_t k = i + 1; corrects && k < std::min(until, i + reach); ++k)
                if (lexicon_.is_in("toll_report", token(k)))
                    return true;
        }
        return false;
    }

    /// The text has a figure of the same already.
    [[nodiscard]] bool has_told_before() const
    {
        constexpr std::size_t latest = 10;
        const std::size_t from = out_start_ > latest ? out_start_ - latest : 0;
        return std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(from),
                           out_.begin() + static_cast<std::ptrdiff_t>(out_start_),
                           [](const CountMention& told) {
                               return told.field == ClaimField::killed && !told.is_part && !told.single;
                           });
    }

    /// "first reported one death, then eight; in the end 12", "had earlier said it was revenge for a strike
    /// in which 11 were killed": the figure is none of those said earlier.
    [[nodiscard]] bool is_reset_between(std::uint32_t cue, std::uint32_t until) const
    {
        for (std::uint32_t i = cue + 1; i < until; ++i)
            if (token(i).is(";") ||
                (i + 1 < until && token(i).is("in") && is_one_of(token(i + 1), {"which", "the"}) &&
                 (token(i + 1).is("which") || (i + 2 < until && token(i + 2).is("end")))))
                return true;
        return false;
    }

    /// "On Friday he had given a toll of 39": said before, and so no longer the figure.
    [[nodiscard]] bool is_past_perfect_toll(std::uint32_t from, std::uint32_t until) const
    {
        for (std::uint32_t i = from; i + 1 < until; ++i)
            if (token(i).is("had") && lexicon_.is_in("told_before", token(i + 1)))
                return is_said_before(i);
        return false;
    }

    /// "The agency had put the toll at 18 on Saturday night"
    [[nodiscard]] bool is_of_named_day(std::uint32_t from, std::uint32_t figure) const
    {
        constexpr std::uint32_t reach = 6; // tokens behind the figure
        bool had = false, day = false;
        for (std::uint32_t i = from; i < figure; ++i)
            had = had || (token(i).is("had") && lexicon_.is_in("told_before", token(i + 1)));
        for (std::uint32_t i = figure + 1; i < std::min(figure + reach, last_); ++i)
            day = day || (lexicon_.has("weekdays", token(i)) && token(i - 1).is("on"));
        return had && day;
    }

    [[nodiscard]] bool has_larger_before(const CountMention& count) const
    {
        constexpr std::size_t latest = 10;
        const std::size_t from = out_start_ > latest ? out_start_ - latest : 0;
        return std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(from),
                           out_.begin() + static_cast<std::ptrdiff_t>(out_start_),
                           [&](const CountMention& told) {
                               return told.field == count.field && !told.cumulative && !told.is_part &&
                                      told.quantity.size_by() > count.quantity.size_by();
                           });
    }

    /// "On Friday he had given", "The ministry had earlier put": not "By Sunday night the United Nations had
    /// counted", nor "a doctor had counted", who is somebody else.
    [[nodiscard]] bool is_said_before(std::uint32_t had) const
    {
        // "A doctor said he had counted 17": told in the tense of what was said, and counted no earlier
        if (had > first_ + 1 && is_one_of(token(had - 1), {"he", "she", "it", "they"}) &&
            (lexicon_.meaning("speech", token(had - 2)) == "says" ||
             (had > first_ + 2 && token(had - 2).is("that") &&
              lexicon_.meaning("speech", token(had - 3)) == "says")))
            return false;
        bool before = token(had + 1).is("still");
        for (std::uint32_t i = first_; i < had; ++i) {
            if (token(i).is("by"))
                return false;
            before = before || lexicon_.has("weekdays", token(i)) ||
                     is_one_of(token(i), {"he", "she", "they", "it", "earlier", "before", "previously",
                                          "initially", "yesterday", "first", "who", "which"}) ||
                     lexicon_.is_in("authority", token(i));
        }
        return before;
    }

    /// "cut the number of dead to 84 on Thursday from 95, and before that 103".
    [[nodiscard]] bool is_start_of_cut(std::size_t k) const
    {
        if (k == out_start_ || out_[k].first < first_ + 2 || out_[k].field != out_[k - 1].field)
            return false;
        const bool from = token(out_[k].first - 1).is("from") && out_[k - 1].first > first_ &&
                          token(out_[k - 1].first - 1).is("to");
        return from || (token(out_[k].first - 1).is("that") && token(out_[k].first - 2).is("before"));
    }

    /// "spoke of 27 dead and later lowered the toll to 20".
    [[nodiscard]] bool is_cut_between(std::size_t k, std::size_t next) const
    {
        for (std::uint32_t i = out_[k].last; i < out_[next].first; ++i)
            if (lexicon_.is_in("cuts_toll", token(i)))
                return token(out_[next].first - 1).is("to");
        return false;
    }

    [[nodiscard]] bool followed_by_later(std::size_t k) const
    {
        for (std::size_t next = k + 1; next < std::min(out_.size(), k + neighbours); ++next) {
            if (out_[next].field == out_[k].field && !out_[next].is_part && is_cut_between(k, next))
                return true;
            // "Twenty died before the altar; the police took back a figure of 27"
            if (next > out_start_ && speaks_of_earlier_figure(out_[next - 1].last, out_[next].first))
                continue;
            if (out_[next].field != out_[k].field || out_[next].is_part ||
                out_[next].quantity.size_by() < out_[k].quantity.size_by())
                continue; // "eleven were shot, and later five drowned"
            for (std::uint32_t i = out_[k].last; i < out_[next].first; ++i)
                if (is_one_of(token(i), {"later", "then", "before", "rose", "risen", "evening", "now"}))
                    return true;
        }
        return false;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t first_, last_;
    std::vector<CountMention>& out_;
    std::size_t out_start_;
};

} // namespace

void mark_superseded(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                     std::vector<CountMention>& counts, std::size_t from)
{
    EarlierFigures{text, lexicon, sentence, counts, from}.mark();
}

} // namespace sitmap
