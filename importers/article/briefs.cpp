// What a text of a few sentences says of its one happening outside the sentence that tells of it.
#include "importers/article/briefs.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/story_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::chrono::days latest_news{14}; ///< before publication, that a brief still tells as news

/// A day of the brief's own story: not one of a statement, of things to come, or long ago.
bool is_day_of_story(const Reading& reading, const TimeMention& time)
{
    const auto published = reading.article.document.published;
    const auto day = time.interval.first();
    return time.anchor == TimeMention::Anchor::calendar && !time.of_speech && !time.future && day &&
           time.interval.precision() == TimePrecision::day &&
           (!published || (*day <= *published && *published - *day <= latest_news)) &&
           !(time.first > 0 && is_one_of(reading.token(time.first - 1), {"by", "until", "since"}));
}

/// The day that the happening's sentences name, else the only one of the brief; null if there is none.
const TimeMention* day_of(const Reading& reading, const Narrative& narrative)
{
    const Happening& main = narrative.happenings.front();
    const TimeMention* only = nullptr;
    for (const TimeMention& time : reading.times) {
        if (!is_day_of_story(reading, time))
            continue;
        if (is_told_in(main, time.sentence))
            return &time;
        const bool told_of = std::any_of(narrative.happenings.begin() + 1, narrative.happenings.end(),
                                         [&](const Happening& h) { return is_told_in(h, time.sentence); });
        if (told_of)
            continue;
        if (only != nullptr && only->interval.first() != time.interval.first())
            return nullptr;
        only = &time;
    }
    return only;
}

void take_day(const Reading& reading, Narrative& narrative)
{
    Happening& main = narrative.happenings.front();
    const TimeMention* time = day_of(reading, narrative);
    if (time == nullptr)
        return;
    main.interval = time->interval;
    main.time_sentence = time->sentence;
    main.day_shared = !is_told_in(main, time->sentence);
}

void take_place(const Reading& reading, Narrative& narrative)
{
    Happening& main = narrative.happenings.front();
    const Toponym* found = nullptr;
    double best = 0;
    for (const Toponym& toponym : reading.toponyms) {
        if (!is_placeable(toponym))
            continue;
        const auto sentence = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
        const double fits = 1 + (is_told_in(main, sentence) ? 1 : 0) +
                            (stands_as_place(reading, toponym) ? 1 : 0) +
                            (is_coarse(brief_of(reading, toponym).kind) ? 0 : 1) - 0.1 * sentence;
        if (fits <= best)
            continue;
        best = fits;
        found = &toponym;
    }
    if (found != nullptr) {
        main.place = found;
        main.place_sentence = static_cast<std::uint32_t>(reading.text.sentence_of(found->begin));
    } else if (const auto filed = town_of_dateline(reading)) {
        main.place = filed->toponym;
        main.place_sentence = filed->sentence;
    }
}

/// "Garissa University College (Kenya): 147 perish": the one town or site that the headline names.
const Toponym* place_of_headline(const Reading& reading)
{
    const Sentence& headline = reading.sentence(0);
    if (reading.text.sentences.size() < 2 || reading.token(headline.last - 1).is(".") ||
        reading.sentence(1).paragraph == headline.paragraph)
        return nullptr;
    const Toponym* named = nullptr;
    for (const Toponym* toponym : toponyms_in(reading, 0)) {
        if (!is_placeable(*toponym) || is_coarse(brief_of(reading, *toponym).kind))
            continue;
        if (named != nullptr)
            return nullptr;
        named = toponym;
    }
    return named;
}

/// A place that nothing is put in gives way to the headline's; a deal was struck where its report comes from.
void mend_place(const Reading& reading, Happening& main)
{
    if (main.place == nullptr || stands_as_place(reading, *main.place))
        return;
    if (main.sub_type == SubEventType::agreement && !is_told_in(main, main.place_sentence))
        if (const auto filed = town_of_dateline(reading)) {
            main.place = filed->toponym;
            main.place_sentence = filed->sentence;
            return;
        }
    const Toponym* named = place_of_headline(reading);
    if (named == nullptr || named->place == main.place->place)
        return;
    main.place = named;
    main.place_sentence = 0;
}

} // namespace

void complete_brief(const Reading& reading, Narrative& narrative)
{
    if (!reading.brief || narrative.happenings.empty())
        return;
    Happening& main = narrative.happenings.front();
    if (!main.interval.is_known() && main.primary)
        take_day(reading, narrative);
    if (main.place == nullptr)
        take_place(reading, narrative);
    mend_place(reading, main);
}

} // namespace sitmap
