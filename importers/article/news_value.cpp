// Whether what a text tells is news.
#include "importers/article/news_value.hpp"

#include "importers/article/genre.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using std::chrono::days;

constexpr days longest_reported{365};        ///< what lies further back is no news by itself
constexpr days longest_remembered{20 * 365}; ///< a dated attack that lies further back is history

/// A day of long ago, and whom it cost their lives: news again, as the dated attack that a memorial is
/// about.
bool is_dated_attack(const Reading& reading, const Happening& happening)
{
    constexpr std::uint32_t reach = 3;
    const std::uint32_t told = happening.tellings.front().sentence;
    const auto end = static_cast<std::uint32_t>(reading.text.sentences.size());
    if (happening.interval.precision() != TimePrecision::day || happening.group != TypeGroup::armed)
        return false;
    for (std::uint32_t s = told; s < std::min(told + reach, end); ++s)
        if (has_killed(reading, s))
            return true;
    return false;
}

} // namespace

bool tells_of_nothing(const Reading& reading)
{
    return reading.brief
               ? reading.brief->is_likely_none()
               : is_figurative(reading.text, reading.tables.lexicon) || is_of_peaceful_genre(reading);
}

bool tells_of_history_only(const Reading& reading, const Narrative& narrative)
{
    const auto published = reading.article.document.published;
    return published &&
           std::all_of(
               narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& happening) {
                   const auto last = happening.interval.last();
                   return last && !happening.interval.goes_on() && *published - *last > longest_reported &&
                          (*published - *last > longest_remembered || !is_dated_attack(reading, happening));
               });
}

} // namespace sitmap
