#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

/// A day of the proleptic Gregorian calendar, local to the place.
using Day = std::chrono::sys_days;

/// "2019-07-03" (or what `format_day` gives for far years) to a day; nothing for anything else: no times, no
/// other order, no day that the calendar lacks.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
/// "2019-07-03"; years outside 0 to 9999 begin with EDTF's "Y", as in "Y12000-01-31".
[[nodiscard]] std::string format_day(Day day);
/// "3 Jul 2019", for people.
[[nodiscard]] std::string day_for_people(Day day);

enum class TimePrecision : std::uint8_t {
    day,   ///< one day is known
    range, ///< first and last day are known; it lasted, or happened some time between
    week,
    month,
    year,
    longer,  ///< more than a year
    before,  ///< only the last possible day is known
    since,   ///< it began on a known day and goes on
    ongoing, ///< it goes on; when it began is not known
    unknown
};
[[nodiscard]] std::string_view name_of(TimePrecision precision); ///< "day", "range" ...
[[nodiscard]] std::optional<TimePrecision> time_precision_named(std::string_view name);

/// When something happened, as far as known. `first` and `last` are inclusive.
class Interval {
public:
    Interval() = default; ///< unknown
    [[nodiscard]] static Interval on(Day day);
    /// Lasted from `first` to `last`, or (as UCDP's wide dates) happened within. Requires first <= last.
    [[nodiscard]] static Interval between(Day first, Day last);
    /// As `between`, with a stated precision (week, month, year, longer).
    [[nodiscard]] static Interval within(Day first, Day last, TimePrecision precision);
    [[nodiscard]] static Interval month(std::chrono::year_month month);
    [[nodiscard]] static Interval year(std::chrono::year year);
    /// Happened on an unknown day not after `last`.
    [[nodiscard]] static Interval before(Day last);
    [[nodiscard]] static Interval since(Day first);
    [[nodiscard]] static Interval ongoing();

    [[nodiscard]] std::optional<Day> first() const { return first_; }
    [[nodiscard]] std::optional<Day> last() const { return last_; }
    [[nodiscard]] TimePrecision precision() const { return precision_; }
    [[nodiscard]] bool is_known() const { return precision_ != TimePrecision::unknown; }
    [[nodiscard]] bool goes_on() const
    {
        return precision_ == TimePrecision::since || precision_ == TimePrecision::ongoing;
    }

    /// EDTF (ISO 8601-2): "2019-07-03", "2019-07-02/2019-07-03", "2019-07", "[..2019-07-02]",
    /// "2019-04-04/..",
    /// "/..", "" when unknown.
    [[nodiscard]] std::string edtf() const;
    /// The inverse of `edtf` up to what EDTF cannot say: a week or a span of years comes back as a range.
    /// Nothing when the text is none of those forms.
    [[nodiscard]] static std::optional<Interval> from_edtf(std::string_view text);
    /// "3 Jul 2019", "before 3 Jul 2019", "since 4 Apr 2019", "ongoing", "day not known".
    [[nodiscard]] std::string for_people() const;

    /// True unless it is known to lie wholly outside [first, last]; an unknown interval may lie anywhere.
    [[nodiscard]] bool may_touch(std::optional<Day> first, std::optional<Day> last) const;

    bool operator==(const Interval&) const = default;

private:
    Interval(std::optional<Day> first, std::optional<Day> last, TimePrecision precision)
        : first_{first}, last_{last}, precision_{precision}
    {}
    std::optional<Day> first_, last_;
    TimePrecision precision_ = TimePrecision::unknown;
};

} // namespace sitmap
