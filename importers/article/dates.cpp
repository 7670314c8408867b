#include "importers/article/dates.hpp"

#include "importers/article/calendar_dates.hpp"
#include "importers/article/day_arithmetic.hpp"
#include "importers/article/feasts.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year;
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
          out_{out},
          calendar_{text, lexicon, sentence, published, out}
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
            take_in_year(*mention);
            take_in_what_brackets_date(*mention);
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

    [[nodiscard]] std::optional<TimeMention> read_at(std::uint32_t i) const
    {
        if (auto mention = calendar_.head_in_numbers(i))
            return mention;
        if (auto mention = calendar_.month_first(i))
            return mention;
        if (auto mention = calendar_.days_of_month(i))
            return mention;
        if (auto mention = calendar_.two_days_of_month(i))
            return mention;
        if (auto mention = calendar_.day_first(i))
            return mention;
        if (auto mention = calendar_.day_of_month(i))
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
            if (auto of_month = calendar_.day_of_month(i + 2)) {
                of_month->first = i;
                return of_month;
            }
        // "on Thursday 16 April", "on Saturday, March 25": the date says which
        const std::uint32_t date = i + 1 < last_ && token(i + 1).is(",") ? i + 2 : i + 1;
        for (auto dated : {calendar_.day_first(date), calendar_.month_first(date)})
            if (dated && dated->interval.precision() == TimePrecision::day) {
                dated->first = i;
                return dated;
            }
        // "came to its Sunday market": on any of them
        if (i > first_ && i + 1 < last_ && is_one_of(token(i - 1), {"its", "their", "his", "her"}) &&
            lexicon_.is_in("weekly", token(i + 1)))
            return std::nullopt;
        // "On September 8 a quiet Sunday at the post ended with 12 dead": the date is told before
        if (i > first_ + 3 && token(i - 2).is("a") && !token(i - 1).capitalised && !out_.empty() &&
            out_.back().last == i - 2)
            return std::nullopt;
        TimeMention mention{.first = i, .last = i + 1};
        if (i > first_ && is_one_of(token(i - 1), {"next", "coming"}))
            mention.future = true;
        // "Friday is a day of mourning", "bound for Lalish, where Saturday was to be the feast"
        if (i + 1 < last_ && (is_one_of(token(i + 1), {"is", "will"}) ||
                              (i + 2 < last_ && token(i + 1).is("was") && token(i + 2).is("to"))))
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
        // "Last week, on Thursday"
        if (!last_week && follows_last_week(i))
            back = static_cast<int>(today) - *number + 7;
        // "on Tuesday this week"
        if (i + 2 < last_ && token(i + 1).is("this") && token(i + 2).is("week"))
            mention.last = i + 3;
        // "the Thursday before last"
        if (i + 2 < last_ && token(i + 1).is("before") && token(i + 2).is("last")) {
            back += back == 0 ? 14 : 7;
            mention.last = i + 3;
        }
        const Day found = named_day_recalled(i).value_or(*published_ - days{back});
        mention.interval = Interval::on(found);
        if (is_whole_night(i) && found < *published_)
            mention.interval = Interval::between(found, found + days{1});
        return mention;
    }

    /// "On September 30 forces shot at worshippers after Friday prayers", "that Friday": the day that was
    /// named before in the paragraph, where it was that day of the week.
    [[nodiscard]] std::optional<Day> named_day_recalled(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 2; // sentences
        const bool recalls = (i > first_ && token(i - 1).is("that")) ||
                             (i + 1 < last_ && lexicon_.is_in("of_weekday", token(i + 1)));
        const auto number = number_in(lexicon_.meaning("weekdays", token(i)), 1, 7);
        if (!recalls || !number)
            return std::nullopt;
        for (auto named = out_.rbegin(); named != out_.rend() && named->sentence + reach >= sentence_;
             ++named) {
            const auto day = named->interval.first();
            if (text_.sentences[named->sentence].paragraph == text_.sentences[sentence_].paragraph && day &&
                !named->of_speech && !named->future && named->anchor == TimeMention::Anchor::calendar &&
                named->interval.precision() == TimePrecision::day &&
                static_cast<int>(std::chrono::weekday{*day}.iso_encoding()) == *number)
                return *day;
        }
        return std::nullopt;
    }

    /// Nothing but a comma and "on" stand between "last week" and the weekday.
    [[nodiscard]] bool follows_last_week(std::uint32_t i) const
    {
        std::uint32_t at = i;
        while (at > first_ && is_one_of(token(at - 1), {",", "on", "late", "early"}))
            --at;
        return at < i && at >= first_ + 2 && token(at - 1).is("week") && token(at - 2).is("last");
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
        } else if (meaning == "future" || (meaning.ends_with(" 0") && is_to_come(i)))
            mention.future = true;
        else if (published_)
            mention.interval = told_from(*published_, meaning);
        return mention;
    }

    /// "There will be no fireworks in Volgograd tonight", "Parliament is to meet this week".
    [[nodiscard]] bool is_to_come(std::uint32_t i) const
    {
        for (; i > first_; --i) {
            const Token& word = token(i - 1);
            if (is_one_of(word, {"will", "shall"}) ||
                (word.is("to") && i >= first_ + 2 && is_one_of(token(i - 2), {"is", "are"})))
                return true;
            if (word.kind == Token::Kind::punctuation ||
                is_one_of(word, {"that", "who", "which", "and", "but", "after", "as", "when", "while"}))
                return false;
        }
        return false;
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
        auto told = calendar_.year_at(mention.last, length);
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
            if (lexicon_.is_in("came", token(k)))
                return true;
        return false;
    }

    /// "dug through homes on Sunday, the day after a missile hit them": the missile came on Saturday.
    [[nodiscard]] std::optional<TimeMention> day_after_named(std::uint32_t i) const
    {
        if (!token(i).is("the") || i + 2 >= last_ || !token(i + 1).is("day") || !token(i + 2).is("after") ||
            !follows_named_day(i))
            return std::nullopt;
        return calendar_.calendar(i, i + 3, *out_.back().interval.first() - days{1});
    }

    /// A day was named right before.
    [[nodiscard]] bool follows_named_day(std::uint32_t i) const
    {
        constexpr std::uint32_t reach =
            14; // "on Wednesday through the rubble of a school in Idlib, a day after"
        if (out_.empty() || out_.back().sentence != sentence_ ||
            out_.back().interval.precision() != TimePrecision::day)
            return false;
        const std::uint32_t gap = i - out_.back().last;
        return gap <= 2 || (gap <= reach && token(i - 1).is(","));
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
        const bool in_days = unit == "day" || unit == "days" || unit == "week" || unit == "weeks" ||
                             unit == "night" || unit == "nights";
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
            return calendar_.calendar(i, i + 3, *out_.back().interval.first() - days{off});
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
        const bool when = i + 2 < last_ && token(i + 1).is(",") && token(i + 2).is("when"); // "2014, when"
        if (i == first_ || token(i).text.size() != 4 ||
            !(when || is_one_of(token(i - 1), {"in", "since", "of", "until", "from", "by", "during", "early",
                                               "late", "before"})))
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

    /// "in the night of Tuesday to Wednesday (4 to 5 June)": the date says which Tuesday.
    void take_in_what_brackets_date(TimeMention& mention) const
    {
        if (out_.empty() || out_.back().sentence != sentence_ || mention.first < first_ + 2 ||
            !token(mention.first - 1).is("(") || out_.back().last + 1 != mention.first ||
            mention.anchor != TimeMention::Anchor::calendar || !mention.interval.is_known() ||
            mention.future || !lexicon_.has("weekdays", token(out_.back().last - 1)))
            return;
        mention.first = out_.back().first;
        out_.pop_back();
    }

    /// "Last year, on 3 March,": one time, and not a year beside a day.
    void take_in_year(TimeMention& mention) const
    {
        if (out_.empty() || out_.back().sentence != sentence_ || !mention.interval.first() ||
            mention.interval.precision() != TimePrecision::day ||
            out_.back().interval.precision() != TimePrecision::year || !out_.back().interval.first() ||
            out_.back().interval.goes_on() || out_.back().last > mention.first ||
            year_month_day{*mention.interval.first()}.year() !=
                year_month_day{*out_.back().interval.first()}.year())
            return;
        std::uint32_t at = mention.first;
        while (at > out_.back().last && is_one_of(token(at - 1), {",", "on", "too", "also"}))
            --at;
        if (at != out_.back().last)
            return;
        mention.first = out_.back().first;
        out_.pop_back();
    }

    /// "since mid-December": the month's first third is over.
    [[nodiscard]] std::chrono::days days_before_middle(const TimeMention& month) const
    {
        const bool mid = month.interval.precision() == TimePrecision::month && month.first > first_ &&
                         (token(month.first).lower.starts_with("mid-") || token(month.first - 1).is("mid") ||
                          (month.first > first_ + 1 && token(month.first - 1).is("-") &&
                           token(month.first - 2).is("mid")));
        return std::chrono::days{mid ? 10 : 0};
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
                mention.interval = Interval::since(*mention.interval.first() + days_before_middle(mention));
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
                return !names_a_deed(before - back + 1, before);
            if (token(before - back).kind != Token::Kind::word)
                return false;
        }
        return false;
    }

    /// "has been quiet since a bombing in March 2021, in which 12 died": the day is the deed's.
    [[nodiscard]] bool names_a_deed(std::uint32_t from, std::uint32_t until) const
    {
        bool deed = false;
        for (std::uint32_t i = from + 1; i < until; ++i)
            deed = deed || lexicon_.has("triggers", token(i));
        return deed && is_one_of(token(from), {"a", "an"});
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
    CalendarDates calendar_;
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
        // "in June. Ten weeks later": after a month no day is known
        return before.precision() == TimePrecision::day || !before.last()
                   ? Interval::on(*first + days{mention.days_off})
                   : Interval::between(*first + days{mention.days_off},
                                       *before.last() + days{mention.days_off});
    case Anchor::soon_after:
        return Interval::between(*first, *first + days{mention.days_off});
    default:
        return before;
    }
}

} // namespace sitmap
