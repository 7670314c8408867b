#include "importers/article/leads.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t lead_sentences = 4; ///< headline and the first sentences

}

bool leads_with_toll(const Reading& reading, const Telling& telling)
{
    return telling.sentence < lead_sentences && telling.time && has_killed(reading, telling.sentence);
}

bool leads_with_arrests(const Reading& reading, const Telling& telling)
{
    if (telling.sub_type != SubEventType::arrests || !telling.place || telling.sentence >= lead_sentences)
        return false;
    const auto counts = in_sentence(reading.counts, telling.sentence);
    return std::any_of(counts.begin(), counts.end(), [](const CountMention* count) {
        return count->field == ClaimField::detained && count->quantity.size_by() > 0 && !count->cumulative;
    });
}

bool leads_with_deal(const Reading& reading, const Telling& telling)
{
    if (telling.sub_type != SubEventType::agreement || telling.sentence >= 2)
        return false;
    const Sentence& sentence = reading.sentence(telling.sentence);
    return has_word_of(reading.text, reading.tables.lexicon, "makes_deal", sentence.first, sentence.last);
}

Interval day_of_announcement(const Reading& reading, std::uint32_t headline)
{
    constexpr std::uint32_t reach = 3, full_date = 3; // sentences; tokens
    Interval written;
    const auto end = static_cast<std::uint32_t>(reading.text.sentences.size());
    for (std::uint32_t s = headline; s < std::min(headline + reach, end); ++s)
        for (const TimeMention* time : in_sentence(reading.times, s)) {
            if (time->future || time->interval.precision() != TimePrecision::day)
                continue;
            // "JUBA, 1 Sept. 2020 - ... signed on Monday": the dateline only where no other day is named
            if (time->last - time->first < full_date)
                return time->interval;
            if (!written.is_known())
                written = time->interval;
        }
    return written;
}

} // namespace sitmap
