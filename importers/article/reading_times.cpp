// Times that belong to the report, and not to what it tells.
#include "importers/article/reading_times.hpp"

#include "importers/article/outline.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace sitmap {

/// The hours that open the entries of a live page stand for its day.
void add_hours(Reading& reading)
{
    const auto hours = hours_of_entries(reading.text, reading.times, reading.article.document.published);
    reading.times.insert(reading.times.end(), hours.begin(), hours.end());
    std::stable_sort(reading.times.begin(), reading.times.end(),
                     [](const TimeMention& a, const TimeMention& b) { return a.first < b.first; });
}

/// "LUANDA, 23 April 2015 - Nine policemen died on Thursday 16 April": the day that a report was filed on is
/// no deed's.
void leave_out_filing_days(Reading& reading)
{
    constexpr std::uint32_t farthest = 4; // tokens from the place to the day, and from the day to the dash
    const auto is_filed = [&](const TimeMention& time) {
        const std::uint32_t last = reading.sentence(time.sentence).last;
        const auto behind =
            std::lower_bound(reading.toponyms.begin(), reading.toponyms.end(), time.first,
                             [](const Toponym& toponym, std::uint32_t at) { return toponym.first < at; });
        const bool behind_place =
            behind != reading.toponyms.begin() && std::prev(behind)->kind == ToponymKind::dateline &&
            std::prev(behind)->last <= time.first && time.first - std::prev(behind)->last <= farthest;
        if (!behind_place)
            return false;
        const auto all = in_sentence(reading.times, time.sentence);
        const bool tells_another = std::any_of(all.begin(), all.end(), [&](const TimeMention* other) {
            return other->first > time.last && other->anchor == TimeMention::Anchor::calendar &&
                   !other->future && other->interval.precision() == TimePrecision::day;
        });
        if (!tells_another)
            return false;
        for (std::uint32_t i = time.last; i < std::min(time.last + farthest, last); ++i) {
            if (is_one_of(reading.token(i), {"-", "–", "—", "--"}))
                return true;
            if (!is_one_of(reading.token(i), {",", ".", ")", "("}) &&
                reading.token(i).kind != Token::Kind::number && !reading.token(i).capitalised)
                return false;
        }
        return false;
    };
    std::vector<TimeMention> told;
    std::copy_if(reading.times.begin(), reading.times.end(), std::back_inserter(told),
                 [&](const TimeMention& time) { return !is_filed(time); });
    reading.times = std::move(told);
}

} // namespace sitmap
