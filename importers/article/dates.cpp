#include "importers/article/dates.hpp"

#include "importers/article/day_arithmetic.hpp"
#include "importers/article/feasts.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

class SentenceTimes {
public:
    SentenceTimes(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                  std::optional<Day> published, std::vector<TimeMention>& out)
        : text_{text},
          lexicon_{lexicon},
          sentence_{sentence},
          first_{text.sentences[sentence].first},
          last_{text.sentences[sentence].last},
          published_{published},
          out_{out}
    {}

    void read()
    {
        for (std::uint32_t i = first_; i < last_;) {
            auto mention = read_at(i);
            if (!mention) {
                ++i;
                continue;
            }
            mention->sentence = sentence_;
            take_in_weekday(*mention);
            widen(*mention);
            i = std::max(mention->last, i + 1);
            out_.push_back(*mention);
        }
        reckon_opening();
    }

private:
    /// "A day after a bomb killed 12, gunmen attacked a post on Sunday": a day before Sunday. "Hours after a
    /// bomb killed 12, ... on Sunday": on Sunday too.
    void reckon_opening() const
    {
        std::size_t begin = out_.size();
        while (begin > 0 && out_[begin - 1].sentence == sentence_)
            --begin;
        const auto is_day = [](const TimeMention& time) {
            return time.anchor == TimeMention::Anchor::calendar && !time.future &&
                   time.interval.precision() == TimePrecision::day && !time.interval.goes_on();
        };
        const bool opened =
            begin < out_.size() && out_[begin].first <= first_ + 1 && token(out_[begin].last - 1).is("after");
        const auto named = std::find_if(out_.begin() + static_cast<std::ptrdiff_t>(begin + (opened ? 1 : 0)),
                                        out_.end(), is_day);
        if (named == out_.end())
            return;
        if (opened) {
            for (std::uint32_t i = out_[begin].last; i < last_; ++i)
                if (!lexicon_.meaning("speech", token(i)).empty())
                    return; // "the government said on Monday": counted back from publication
            out_[begin].interval = Interval::on(*named->interval.first() - days{days_told(out_[begin])});
            return;
        }
        constexpr std::uint32_t longest = 4; // "Some 48 hours after"
        for (std::uint32_t i = first_; i + 1 < std::min(first_ + longest, last_); ++i)
            if (is_one_of(token(i), {"hours", "minutes"}) && token(i + 1).is("after") &&
                named->first > i + 1) {
                const int hours =
                    i > first_ && token(i).is("hours") ? number_in(token(i - 1).text, 1, 99).value_or(0) : 0;
                constexpr int hours_of_day = 24;
                TimeMention mention{.first = first_, .last = i + 2};
                mention.sentence = sentence_;
                mention.interval = Interval::on(*named->interval.first() - days{hours / hours_of_day});
                out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(begin), mention);
                return;
            }
    }

    /// Of "two weeks after".
    [[nodiscard]] int days_told(const TimeMention& mention) const
    {
        if (mention.last < mention.first + 3) // "hours after"
            return 0;
        const Token& unit = token(mention.last - 2);
        const Token& number = token(mention.last - 3);
        int count = number_in(lexicon_.meaning("numbers", number), 1, 60).value_or(0);
        if (count == 0)
            count = number_in(number.text, 1, 60).value_or(1);
        return count * (unit.lower.starts_with("week") ? 7 : 1);
    }

    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] std::optional<int> month_at(std::uint32_t i) const
    {
        if (i >= last_)
            return std::nullopt;
        std::string_view name = token(i).lower;
        for (const std::string_view part : {"mid-", "early-", "late-"}) // "since mid-September"
            if (name.starts_with(part))
                name.remove_prefix(part.size());
        if (!token(i).capitalised && name.size() == token(i).lower.size())
            return std::nullopt;
        const std::string_view meaning = lexicon_.meaning("months", name);
        return meaning.empty() ? std::nullopt : number_in(meaning, 1, 12);
    }
    [[nodiscard]] std::optional<int> day_number_at(std::uint32_t i) const
    {
        return i < last_ ? number_in(token(i).text, 1, 31) : std::nullopt;
    }
    /// A year, behind an optional comma; `length` is set to the tokens it takes.
    [[nodiscard]] std::optional<int> year_at(std::uint32_t i, std::uint32_t& length) const
    {
        if (const auto told = year_told_at(i, length))
            return told;
        const std::uint32_t skip = i < last_ && token(i).is(",") ? 1 : 0;
        if (i + skip >= last_ || token(i + skip).text.size() != 4)
            return std::nullopt;
        const auto found = number_in(token(i + skip).text, 1900, 2100);
        length = found ? skip + 1 : 0;
        return found;
    }

    /// "6 June last year", "March of this year": counted from publication; nothing without it.
    [[nodiscard]] std::optional<int> year_told_at(std::uint32_t i, std::uint32_t& length) const
    {
        const std::uint32_t skip = i < last_ && token(i).is("of") ? 1 : 0;
        const std::uint32_t at = i + skip;
        if (!published_ || at + 1 >= last_ || !token(at + 1).is("year") ||
            !is_one_of(token(at), {"last", "this"}))
            return std::nullopt;
        length = skip + 2;
        const int now = static_cast<int>(year_month_day{*published_}.year());
        return token(at).is("last") ? now - 1 : now;
    }

    [[nodiscard]] std::optional<TimeMention> read_at(std::uint32_t i) const
    {
        if (auto mention = head_in_numbers(i))
            return mention;
        if (auto mention = month_first(i))
            return mention;
        if (auto mention = days_of_month(i))
            return mention;
        if (auto mention = two_days_of_month(i))
            return mention;
        if (auto mention = day_first(i))
            return mention;
        if (auto mention = day_of_month(i))
            return mention;
        if (auto mention = weekday(i))
            return mention;
        if (auto mention = day_after_named(i))
            return mention;
        if (auto mention = phrase(i))
            return mention;
        if (auto mention = days_ago(i))
            return mention;
        return bare_year(i);
    }

    [[nodiscard]] TimeMention calendar(std::uint32_t first, std::uint32_t last,
                                       std::optional<Day> found) const
    {
        TimeMention mention{.first = first, .last = last};
        if (found)
            mention.interval = Interval::on(*found);
        return mention;
    }

    /// "15/04 Aorema, near Ouahigouya": the day and month that open an entry of a list.
    [[nodiscard]] std::optional<TimeMention> head_in_numbers(std::uint32_t i) const
    {
        const bool opens = i == first_ || (i == first_ + 1 && token(first_).kind == Token::Kind::punctuation);
        if (!opens || !published_ || i + 3 >= last_)
            return std::nullopt;
        const bool apart = is_one_of(token(i + 1), {"/"});
        const std::size_t slash = token(i).text.find('/');
        std::optional<int> d, m;
        std::uint32_t behind = i;
        if (apart) {
            d = number_in(token(i).text, 1, 31);
            m = number_in(token(i + 2).text, 1, 12);
            behind = i + 3;
        } else if (slash != std::string_view::npos) {
            d = number_in(token(i).text.substr(0, slash), 1, 31);
            m = number_in(token(i).text.substr(slash + 1), 1, 12);
            behind = i + 1;
        }
        if (!d || !m || !(token(behind).capitalised || is_one_of(token(behind), {":", "-", "–", "—", "."})))
            return std::nullopt;
        return calendar(i, behind, latest(static_cast<unsigned>(*m), static_cast<unsigned>(*d), published_));
    }

    /// "July 3", "July 3, 2019", "August 2007", "in August".
    [[nodiscard]] std::optional<TimeMention> month_first(std::uint32_t i) const
    {
        const auto m = month_at(i);
        if (!m)
            return std::nullopt;
        const auto um = static_cast<unsigned>(*m);
        std::uint32_t length = 0;
        if (const auto y = year_at(i + 1, length))
            return TimeMention{.first = i,
                               .last = i + 1 + length,
                               .interval = Interval::month(year_month{year{*y}, month{um}})};
        if (const auto d = day_number_at(i + 1)) {
            const auto ud = static_cast<unsigned>(*d);
            if (const auto y = year_at(i + 2, length))
                return calendar(i, i + 2 + length, day_of(*y, um, ud));
            return dated(i, i + 2, um, ud);
        }
        if (const auto mention = month_of_year_told(i))
            return mention;
        // "May" and "March" alone are words more often than months.
        const bool after_preposition =
            i > first_ && is_one_of(token(i - 1), {"in", "since", "last", "of", "until", "early", "late",
                                                   "mid", "from", "before"});
        if (!after_preposition)
            return std::nullopt;
        return TimeMention{.first = i, .last = i + 1, .interval = month_before(um, published_)};
    }

    /// "October last year", where it is not known which: a month, and no guess at it.
    [[nodiscard]] std::optional<TimeMention> month_of_year_told(std::uint32_t i) const
    {
        const std::uint32_t at = i + 1 < last_ && token(i + 1).is("of") ? i + 2 : i + 1;
        if (at + 1 >= last_ || !token(at + 1).is("year") || !is_one_of(token(at), {"last", "this"}))
            return std::nullopt;
        return TimeMention{.first = i, .last = at + 2};
    }

    /// "between 8 and 27 February", "from 8 to 27 February 2024".
    [[nodiscard]] std::optional<TimeMention> days_of_month(std::uint32_t i) const
    {
        const auto first = day_number_at(i);
        const bool joined = first && i > first_ && i + 2 < last_ &&
                            ((token(i - 1).is("between") && token(i + 1).is("and")) ||
                             (is_one_of(token(i - 1), {"from", "of"}) && token(i + 1).is("to")));
        if (!joined)
            return std::nullopt;
        auto mention = day_first(i + 2);
        const auto last = mention ? mention->interval.last() : std::nullopt;
        if (!last)
            return std::nullopt;
        const year_month_day end{*last};
        const auto begin = day_of(static_cast<int>(end.year()), static_cast<unsigned>(end.month()),
                                  static_cast<unsigned>(*first));
        if (!begin || *begin >= *last)
            return std::nullopt;
        mention->first = i;
        mention->interval = Interval::between(*begin, *last);
        return mention;
    }

    /// "on the 4th and 5th of November", "on 4 and 5 November".
    [[nodiscard]] std::optional<TimeMention> two_days_of_month(std::uint32_t i) const
    {
        const auto first = day_number_at(i);
        if (!first || i + 2 >= last_ || !is_one_of(token(i + 1), {"and", "or"}))
            return std::nullopt;
        auto mention = day_first(i + 2);
        const auto last = mention ? mention->interval.last() : std::nullopt;
        if (!last)
            return std::nullopt;
        const year_month_day end{*last};
        const auto begin = day_of(static_cast<int>(end.year()), static_cast<unsigned>(end.month()),
                                  static_cast<unsigned>(*first));
        if (!begin || *begin >= *last || *last - *begin > days{7})
            return std::nullopt;
        mention->first = i;
        mention->interval = Interval::between(*begin, *last);
        return mention;
    }

    /// "3 July", "3 July 2019", "3rd of July".
    [[nodiscard]] std::optional<TimeMention> day_first(std::uint32_t i) const
    {
        const auto d = day_number_at(i);
        if (!d)
            return std::nullopt;
        const std::uint32_t at = i + 1 < last_ && token(i + 1).is("of") ? i + 2 : i + 1;
        const auto m = month_at(at);
        if (!m)
            return std::nullopt;
        std::uint32_t length = 0;
        if (const auto y = year_at(at + 1, length))
            return calendar(i, at + 1 + length,
                            day_of(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d)));
        return dated(i, at + 1, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
    }

    /// "On the 9th, a Sunday,": of this month, or of the last one.
    [[nodiscard]] std::optional<TimeMention> day_of_month(std::uint32_t i) const
    {
        if (i < first_ + 2 || !token(i - 1).is("the") ||
            !(is_one_of(token(i - 2),
                        {"on", "of", "until", "since", "by", "between", "and", "from", "to", ","}) ||
              lexicon_.has("weekdays", token(i - 2))) ||
            token(i).lower.find_first_not_of("0123456789") == std::string::npos)
            return std::nullopt;
        const auto d = day_number_at(i);
        // "on the 9th floor"
        const bool ends = i + 1 >= last_ || token(i + 1).kind == Token::Kind::punctuation ||
                          token(i + 1).kind == Token::Kind::number ||
                          is_one_of(token(i + 1), {"a", "an", "the", "he", "she", "they", "it"}) ||
                          ends_noun_phrase(token(i + 1)) || is_auxiliary(token(i + 1)) ||
                          lexicon_.has("verbs", token(i + 1)) || lexicon_.has("harm", token(i + 1));
        if (!d || !ends)
            return std::nullopt;
        TimeMention mention{.first = i, .last = i + 1};
        // "on the 3rd of this month"
        if (i + 3 < last_ && token(i + 1).is("of") && is_one_of(token(i + 2), {"this", "the", "last"}) &&
            token(i + 3).is("month"))
            mention.last = i + 4;
        if (const auto of = month_spoken_of())
            if (const auto found = day_of(static_cast<int>(of->year()), static_cast<unsigned>(of->month()),
                                          static_cast<unsigned>(*d));
                found && (!published_ || *found <= *published_) && mention.last == i + 1) {
                mention.interval = Interval::on(*found);
                return mention;
            }
        if (!published_)
            return mention;
        const year_month_day now{*published_};
        const year_month this_month{now.year(), now.month()};
        if (mention.last == i + 4 && token(i + 2).is("last")) {
            const year_month before = this_month - months{1};
            if (const auto found = day_of(static_cast<int>(before.year()),
                                          static_cast<unsigned>(before.month()), static_cast<unsigned>(*d)))
                mention.interval = Interval::on(*found);
            return mention;
        }
        for (const year_month of : {this_month, this_month - months{1}}) {
            const auto found = day_of(static_cast<int>(of.year()), static_cast<unsigned>(of.month()),
                                      static_cast<unsigned>(*d));
            if (found && *found <= *published_) {
                mention.interval = Interval::on(*found);
                break;
            }
        }
        return mention;
    }

    /// "was hit in October too: on the 21st", "On February 2, gunmen killed five. On the 5th they came back":
    /// the month that was named last, in this sentence or up to two before.
    [[nodiscard]] std::optional<year_month> month_spoken_of() const
    {
        constexpr std::uint32_t sentences = 2;
        for (auto time = out_.rbegin(); time != out_.rend() && time->sentence + sentences >= sentence_;
             ++time) {
            const bool month = time->interval.precision() == TimePrecision::month;
            if (time->sentence != sentence_ &&
                (month || text_.sentences[time->sentence].paragraph != text_.sentences[sentence_].paragraph))
                return std::nullopt;
            if (time->anchor != TimeMention::Anchor::calendar || time->future || !time->interval.first() ||
                time->interval.goes_on() ||
                (!month && (time->interval.precision() != TimePrecision::day || !names_month(*time))))
                continue;
            const year_month_day day{*time->interval.first()};
            return year_month{day.year(), day.month()};
        }
        return std::nullopt;
    }

    [[nodiscard]] bool names_month(const TimeMention& time) const
    {
        for (std::uint32_t i = time.first; i < time.last; ++i)
            if (!lexicon_.meaning("months", token(i).lower).empty())
                return true;
        return false;
    }

    /// "last struck in 2006, when five died in blasts on September 16", "in November 2012; it took the city
    /// then on Nov. 20": the year of the clause before.
    [[nodiscard]] std::optional<int> year_spoken_of(unsigned m) const
    {
        if (out_.empty() || out_.back().sentence != sentence_)
            return std::nullopt;
        const TimeMention& before = out_.back();
        const auto day = before.interval.first();
        if (!day || before.interval.goes_on() || before.future || before.last >= last_)
            return std::nullopt;
        const year_month_day told{*day};
        if (before.interval.precision() == TimePrecision::month && static_cast<unsigned>(told.month()) == m)
            return static_cast<int>(told.year());
        const std::uint32_t skip = token(before.last).is(",") ? 1 : 0;
        const bool goes_into = is_one_of(token(before.last), {";", ":"}) ||
                               (before.last + skip < last_ && token(before.last + skip).is("when"));
        return before.interval.precision() == TimePrecision::year && goes_into
                   ? std::optional{static_cast<int>(told.year())}
                   : std::nullopt;
    }

    [[nodiscard]] TimeMention dated(std::uint32_t first, std::uint32_t last, unsigned m, unsigned d) const
    {
        if (const auto year = year_spoken_of(m))
            if (const auto found = day_of(*year, m, d); found && (!published_ || *found <= *published_))
                return calendar(first, last, found);
        TimeMention mention = calendar(first, last, latest(m, d, published_));
        // "are due here on March 2", "in Madrid on June 1": the latest such day would lie most of a year
        // back.
        if (const auto found = mention.interval.first(); found && published_) {
            const auto ahead = day_of(static_cast<int>(year_month_day{*published_}.year()), m, d);
            const bool soon = ahead && *ahead > *published_ && *ahead - *published_ <= days{60};
            if (soon && *published_ - *found > days{300} && !says_past(first)) {
                mention.interval = Interval::on(*ahead);
                mention.future = true;
            }
        }
        return mention;
    }

    [[nodiscard]] bool says_past(std::uint32_t first) const
    {
        for (std::uint32_t i = first_; i < first; ++i)
            if (is_one_of(token(i), {"since", "was", "were", "had", "began"}))
                return true;
        return false;
    }

    [[nodiscard]] std::optional<TimeMention> weekday(std::uint32_t i) const
    {
        if (!token(i).capitalised)
            return std::nullopt;
        if (i > first_ && token(i - 1).capitalised && lexicon_.is_in("named_days", token(i - 1)))
            return std::nullopt; // "the agreement reached on Good Friday"
        const auto number = number_in(lexicon_.meaning("weekdays", token(i)), 1, 7);
        if (!number)
            return std::nullopt;
        if (i + 2 < last_ && token(i + 1).is("the")) // "on Tuesday the 9th"
            if (auto of_month = day_of_month(i + 2)) {
                of_month->first = i;
                return of_month;
            }
        // "on Thursday 16 April", "on Saturday, March 25": the date says which
        const std::uint32_t date = i + 1 < last_ && token(i + 1).is(",") ? i + 2 : i + 1;
        for (auto dated : {day_first(date), month_first(date)})
            if (dated && dated->interval.precision() == TimePrecision::day) {
                dated->first = i;
                return dated;
            }
        TimeMention mention{.first = i, .last = i + 1};
        if (i > first_ && is_one_of(token(i - 1), {"next", "coming"}))
            mention.future = true;
        // "Friday is a day of mourning"
        if (i + 1 < last_ && is_one_of(token(i + 1), {"is", "will"}))
            mention.future = true;
        if (!published_)
            return mention;
        const auto today = std::chrono::weekday{*published_}.iso_encoding();
        int back = (static_cast<int>(today) - *number + 7) % 7;
        if (back == 0 && i > first_ && token(i - 1).is("last"))
            back = 7;
        // "on Monday last week": of the week before that of publication, weeks beginning on Monday.
        const bool last_week = i + 2 < last_ && is_one_of(token(i + 1), {"last", "of"}) &&
                               (token(i + 2).is("week") ||
                                (i + 3 < last_ && token(i + 2).is("last") && token(i + 3).is("week")));
        if (last_week) {
            back = static_cast<int>(today) - *number + 7;
            mention.last = i + (token(i + 1).is("of") ? 4 : 3);
        }
        // "the Thursday before last"
        if (i + 2 < last_ && token(i + 1).is("before") && token(i + 2).is("last")) {
            back += back == 0 ? 14 : 7;
            mention.last = i + 3;
        }
        const Day found = *published_ - days{back};
        mention.interval = Interval::on(found);
        if (is_whole_night(i) && found < *published_)
            mention.interval = Interval::between(found, found + days{1});
        return mention;
    }

    /// "around midnight on Saturday", "in the night of Saturday": that day or the next.
    [[nodiscard]] bool is_whole_night(std::uint32_t i) const
    {
        if (i >= first_ + 2 && is_one_of(token(i - 1), {"on", "of"}) &&
            is_one_of(token(i - 2), {"midnight", "night"}))
            return true;
        return i + 1 < last_ && token(i + 1).is("midnight");
    }

    [[nodiscard]] std::optional<TimeMention> phrase(std::uint32_t i) const
    {
        const PhraseMatch match = match_phrase(lexicon_, "times", text_, i, last_);
        if (!match)
            return std::nullopt;
        TimeMention mention{.first = i, .last = i + match.length};
        const std::string_view meaning = match.meaning();
        if (meaning.starts_with("feast ") || meaning.starts_with("easter "))
            return feast(mention, meaning);
        if (meaning == "same")
            mention.anchor = TimeMention::Anchor::same_day;
        else if (meaning == "before")
            mention.anchor = TimeMention::Anchor::day_before;
        else if (meaning == "after")
            mention.anchor = TimeMention::Anchor::day_after;
        else if (meaning == "soon" || meaning == "week_after") {
            mention.anchor = TimeMention::Anchor::soon_after;
            mention.days_off = meaning == "soon" ? 1 : 7;
        } else if (meaning == "future")
            mention.future = true;
        else if (published_)
            mention.interval = told_from(*published_, meaning);
        return mention;
    }

    /// "On Christmas Day 2009", "in December 2021, on Christmas Eve"; but not "the Good Friday Agreement".
    [[nodiscard]] std::optional<TimeMention> feast(TimeMention mention, std::string_view meaning) const
    {
        const bool accord_of = mention.first >= first_ + 2 && token(mention.first - 1).is("of") &&
                               is_one_of(token(mention.first - 2), {"accord", "agreement", "deal", "treaty"});
        if (accord_of || (mention.last < last_ && token(mention.last).capitalised &&
                          token(mention.last).kind == Token::Kind::word))
            return std::nullopt;
        std::uint32_t length = 0;
        auto told = year_at(mention.last, length);
        mention.last += length;
        if (!told && !out_.empty() && out_.back().sentence == sentence_ && out_.back().interval.first() &&
            out_.back().interval.precision() != TimePrecision::day)
            told = static_cast<int>(year_month_day{*out_.back().interval.first()}.year());
        const auto day = told ? feast_in(*told, meaning) : latest_feast(meaning, published_);
        if (day)
            mention.interval = Interval::on(*day);
        return mention;
    }

    /// "came", "comes", "took place": the subject of "six days after" is what was told.
    [[nodiscard]] bool says_came_before(std::uint32_t i) const
    {
        const std::uint32_t from = i > first_ + 3 ? i - 3 : first_;
        for (std::uint32_t k = from; k < i; ++k)
            if (is_one_of(token(k), {"came", "comes", "come", "place", "followed", "happened", "occurred"}))
                return true;
        return false;
    }

    /// "dug through homes on Sunday, the day after a missile hit them": the missile came on Saturday.
    [[nodiscard]] std::optional<TimeMention> day_after_named(std::uint32_t i) const
    {
        if (!token(i).is("the") || i + 2 >= last_ || !token(i + 1).is("day") || !token(i + 2).is("after") ||
            !follows_named_day(i))
            return std::nullopt;
        return calendar(i, i + 3, *out_.back().interval.first() - days{1});
    }

    /// A day was named right before.
    [[nodiscard]] bool follows_named_day(std::uint32_t i) const
    {
        return !out_.empty() && out_.back().sentence == sentence_ && i - out_.back().last <= 2 &&
               out_.back().interval.precision() == TimePrecision::day;
    }

    /// "four days ago", "a week ago", "two days earlier".
    [[nodiscard]] std::optional<TimeMention> days_ago(std::uint32_t i) const
    {
        int count = 0;
        if (is_one_of(token(i), {"a", "an", "one"}))
            count = 1;
        else if (const auto word = number_in(lexicon_.meaning("numbers", token(i)), 1, 60))
            count = *word;
        else if (const auto digits = number_in(token(i).text, 1, 60))
            count = *digits;
        if (count == 0 || i + 2 >= last_)
            return std::nullopt;
        const std::string& unit = token(i + 1).lower;
        const bool in_days = unit == "day" || unit == "days" || unit == "week" || unit == "weeks";
        if (in_days && is_one_of(token(i + 2), {"later", "earlier", "before"})) {
            TimeMention mention{.first = i, .last = i + 3};
            mention.anchor =
                token(i + 2).is("later") ? TimeMention::Anchor::day_after : TimeMention::Anchor::day_before;
            mention.days_off = count * (unit.starts_with("week") ? 7 : 1);
            return mention;
        }
        // "The massacre came six days after jihadists had attacked a base": before what was told.
        if (in_days && token(i + 2).is("after") && i > first_ && says_came_before(i)) {
            TimeMention mention{.first = i, .last = i + 3};
            mention.anchor = TimeMention::Anchor::day_before;
            mention.days_off = count * (unit.starts_with("week") ? 7 : 1);
            return mention;
        }
        // "were shut on Wednesday, a day after six people died": before the day that was just named.
        if (in_days && token(i + 2).is("after") && follows_named_day(i)) {
            const int off = count * (unit.starts_with("week") ? 7 : 1);
            return calendar(i, i + 3, *out_.back().interval.first() - days{off});
        }
        // "Four days after gunmen raided a school, the government said": counted back from publication.
        const bool ago = token(i + 2).is("ago") || (token(i + 2).is("after") && i == first_);
        if (!ago)
            return std::nullopt;
        TimeMention mention{.first = i, .last = i + 3};
        if (!published_)
            return unit.starts_with("day") || unit.starts_with("week") ? std::optional{mention}
                                                                       : std::nullopt;
        if ((unit == "year" || unit == "years") && i + 3 < last_ && token(i + 3).is("today")) {
            const year_month_day day = year_month_day{*published_} - std::chrono::years{count};
            mention.interval = day.ok() ? Interval::on(Day{day}) : Interval::year(day.year());
            mention.last = i + 4; // "twenty years ago today"
            return mention;
        }
        mention.interval = ago_from(*published_, count, unit);
        return mention.interval.is_known() ? std::optional{mention} : std::nullopt;
    }

    /// "in 2014", "since 2015".
    [[nodiscard]] std::optional<TimeMention> bare_year(std::uint32_t i) const
    {
        if (i == first_ || token(i).text.size() != 4 ||
            !is_one_of(token(i - 1),
                       {"in", "since", "of", "until", "from", "by", "during", "early", "late", "before"}))
            return std::nullopt;
        const auto y = number_in(token(i).text, 1900, 2100);
        if (!y)
            return std::nullopt;
        TimeMention mention{.first = i, .last = i + 1, .interval = Interval::year(year{*y})};
        mention.future = published_ && year{*y} > year_month_day{*published_}.year();
        return mention;
    }

    /// "On 9 May, a Sunday,": no day of its own.
    void take_in_weekday(TimeMention& mention) const
    {
        const std::uint32_t at = mention.last;
        if (at + 2 < last_ && token(at).is(",") && token(at + 1).is("a") &&
            lexicon_.has("weekdays", token(at + 2)))
            mention.last = at + 3;
    }

    /// Takes in "since", "until", "early" and "in the night from … to …".
    void widen(TimeMention& mention) const
    {
        std::uint32_t before = mention.first;
        while (before > first_ &&
               is_one_of(token(before - 1), {"early", "late", "last", "on", "in", "the", "this", "mid", "of",
                                             "afternoon", "night", "morning", "evening", "about"}))
            --before;
        if (before > first_ && is_one_of(token(before - 1), {"since", "from"})) {
            if (token(before - 1).is("since") && mention.interval.first() && !opens_clause(mention.last))
                mention.interval = Interval::since(*mention.interval.first());
            --before;
        } else if (before > first_ && is_one_of(token(before - 1), {"until", "till", "through"}))
            mention.future = true;
        else if (before > first_ && token(before - 1).is("to"))
            before = join_range(mention, before);
        if (!mention.interval.goes_on() && mention.interval.first() && says_since(before) &&
            !opens_clause(mention.last))
            mention.interval = Interval::since(*mention.interval.first());
        mention.first = before;
        while (mention.last < last_ &&
               is_one_of(token(mention.last), {"morning", "afternoon", "evening", "night"}))
            ++mention.last;
    }

    /// "the bloodiest since October 2007, when bombs killed 139 people": the clause tells of these days.
    [[nodiscard]] bool opens_clause(std::uint32_t behind) const
    {
        if (behind < last_ && token(behind).is(","))
            ++behind;
        return behind < last_ && token(behind).is("when");
    }

    /// "since the order to leave of 30 April": the word stands a few words before.
    [[nodiscard]] bool says_since(std::uint32_t before) const
    {
        constexpr std::uint32_t reach = 6;
        for (std::uint32_t back = 1; back <= reach && before >= first_ + back; ++back) {
            if (token(before - back).is("since"))
                return true;
            if (token(before - back).kind != Token::Kind::word)
                return false;
        }
        return false;
    }

    /// "in the night from Friday to Saturday": both days.
    std::uint32_t join_range(TimeMention& mention, std::uint32_t before) const
    {
        if (out_.empty() || out_.back().sentence != sentence_ || mention.first - out_.back().last > 2)
            return before;
        const auto first = out_.back().interval.first();
        const auto last = mention.interval.last();
        if (first && last && *first < *last) {
            mention.interval = Interval::between(*first, *last);
            before = out_.back().first;
            out_.pop_back();
        }
        return before;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t sentence_, first_, last_;
    std::optional<Day> published_;
    std::vector<TimeMention>& out_;
};

/// "the March 23 Movement", "the 17 February Brigade": a day that is part of a name dates nothing.
bool names_a_group(const TokenisedText& text, const Lexicon& lexicon, const TimeMention& time)
{
    if (time.last >= text.sentences[time.sentence].last ||
        lexicon.has("weekdays", text.tokens[time.last - 1]))
        return false;
    const Token& behind = text.tokens[time.last];
    return behind.capitalised && lexicon.has("organisations", behind) && !text.tokens[time.first].is("on");
}

} // namespace

std::vector<TimeMention> find_times(const TokenisedText& text, const Lexicon& lexicon,
                                    std::optional<Day> published)
{
    std::vector<TimeMention> times;
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s)
        SentenceTimes{text, lexicon, s, published, times}.read();
    std::erase_if(times, [&](const TimeMention& time) { return names_a_group(text, lexicon, time); });
    return times;
}

Interval resolved(const TimeMention& mention, const Interval& before)
{
    using Anchor = TimeMention::Anchor;
    if (mention.anchor == Anchor::calendar)
        return mention.interval;
    const auto first = before.first();
    if (!first)
        return {};
    switch (mention.anchor) {
    case Anchor::day_before:
        return Interval::on(*first - days{mention.days_off});
    case Anchor::day_after:
        return Interval::on(*first + days{mention.days_off});
    case Anchor::soon_after:
        return Interval::between(*first, *first + days{mention.days_off});
    default:
        return before;
    }
}

} // namespace sitmap
