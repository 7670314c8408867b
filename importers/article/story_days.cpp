// On which days what a text tells of was, by what it told before.
#include "importers/article/story_days.hpp"

#include "importers/article/dates.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/story_places.hpp"
#include "importers/article/telling_traits.hpp"

namespace sitmap {

Interval StoryDays::interval_just_before(const Telling& telling) const
{
    constexpr std::uint32_t reach = 4; // sentences
    for (std::uint32_t back = 1; back <= reach && telling.sentence >= back; ++back) {
        const std::uint32_t s = telling.sentence - back;
        const bool of_place = telling.place && telling.place_sentence == s;
        if (is_told_in(narrative_, s) ||
            reading_.sentence(s).paragraph != reading_.sentence(telling.sentence).paragraph)
            return {};
        const bool own_place = back == 1 && telling.place && telling.place_sentence == telling.sentence &&
                               is_mere_toll(reading_, telling);
        const bool speaks =
            !own_place && (back > 1 || telling.trigger->generic || !reading_.speakers[s].empty());
        // "The boat left on Saturday. It was bound for Spain. Some hours later it went down": whoever speaks
        const bool of_voyage = telling.group == TypeGroup::sea && reading_.speakers[s].empty();
        for (const TimeMention* time : in_sentence(reading_.times, s))
            if ((of_place || !speaks || of_voyage) && !time->of_speech && !time->future)
                if (const Interval day = resolved(*time, interval_of_story());
                    day.precision() == TimePrecision::day)
                    return day;
    }
    return {};
}

bool StoryDays::is_coarser_than_opening(const Telling& telling, const Interval& interval) const
{
    if (interval.precision() != TimePrecision::month || telling.sentence == 0)
        return false;
    const Interval day = interval_just_before(telling);
    return day.is_known() && interval.may_touch(day.first(), day.last());
}

/// The days of what was told last of the main story: "in the evening" is of that day.
Interval StoryDays::interval_of_story() const
{
    if (!current_ || narrative_.happenings[*current_].primary)
        return current_ ? narrative_.happenings[*current_].interval : Interval{};
    for (std::size_t h = narrative_.happenings.size(); h > 0; --h)
        if (narrative_.happenings[h - 1].primary && narrative_.happenings[h - 1].interval.is_known())
            return narrative_.happenings[h - 1].interval;
    return scene_.last_time().is_known() ? scene_.last_time() : narrative_.happenings[*current_].interval;
}

/// "Gunmen stormed a base on Monday. Three soldiers are still in hospital. On the same day": the day of what
/// was told last with one.
Interval StoryDays::interval_known_last() const
{
    for (std::size_t h = narrative_.happenings.size(); h > 0; --h) {
        const Happening& told = narrative_.happenings[h - 1];
        if (told.primary && told.interval.precision() == TimePrecision::day && !told.interval.goes_on())
            return told.interval;
    }
    return {};
}

Interval StoryDays::interval_of(const Telling& telling) const
{
    if (telling.ongoing)
        return Interval::ongoing();
    if (!telling.time)
        return {};
    Interval before = interval_of_story();
    const bool scene_is_near = scene_.is_near(telling.sentence);
    const bool same = telling.time->anchor == TimeMention::Anchor::same_day;
    if (same && !before.is_known() && !scene_is_near)
        before = interval_known_last();
    // "mourned its first loss on Monday. He had been shot the day before"
    const bool of_scene = same ? scene_is_near || !before.is_known() : scene_is_near && !before.is_known();
    const Interval named = day_named_before(*telling.time);
    Interval interval = resolved(*telling.time, named.is_known() ? named
                                                : of_scene       ? scene_.last_time()
                                                                 : before);
    // "said on Wednesday that its troops had killed 17 the previous night"
    if (!interval.is_known() && telling.time->anchor == TimeMention::Anchor::day_before)
        if (const auto said = said_on(reading_, telling.sentence))
            interval = resolved(*telling.time, Interval::on(*said));
    if (telling.begins && interval.precision() == TimePrecision::day)
        interval = Interval::since(*interval.first());
    else if (telling.begins && !interval.is_known())
        interval = Interval::ongoing();
    return interval;
}

/// "On Sunday 16 December men attacked Yumbi. ... On the same day Nkolo was attacked": the day that the
/// paragraph named last.
Interval StoryDays::day_told_just_before(const TimeMention& same) const
{
    constexpr std::uint32_t reach = 3; // sentences
    Interval day;
    for (std::uint32_t back = 0; back <= reach && same.sentence >= back && !day.is_known(); ++back) {
        const std::uint32_t s = same.sentence - back;
        if (reading_.sentence(s).paragraph != reading_.sentence(same.sentence).paragraph)
            break;
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            if (time->last > same.first || time->anchor != TimeMention::Anchor::calendar || time->of_speech ||
                time->future)
                continue;
            if (!time->interval.goes_on() && time->interval.precision() == TimePrecision::day)
                day = time->interval;
            // "the third raid since Monday. On that day": not "since 2014"
            const auto since = time->interval.goes_on() ? time->interval.first() : std::nullopt;
            const auto published = reading_.article.document.published;
            if (since && published && !lies_back(Interval::on(*since), published))
                day = Interval::on(*since);
        }
    }
    return day;
}

/// "A bomb killed five on Monday. In May a raid on the town killed nine. Twelve days later": from the main
/// story on, that would be after the report.
bool StoryDays::is_reckoned_too_late(const TimeMention& time) const
{
    const auto published = reading_.article.document.published;
    if (time.anchor != TimeMention::Anchor::day_after || !published)
        return false;
    const auto day = resolved(time, interval_of_story()).first();
    return day && *day > *published;
}

/// "Hopes faded on Thursday, a day after a trawler had capsized": the day that the sentence reckons from.
Interval StoryDays::day_named_before(const TimeMention& time) const
{
    Interval day;
    // "Eight died of the attack on Monday. The first grenade went off there, the other some minutes later"
    const bool minutes_after = time.anchor == TimeMention::Anchor::soon_after &&
                               reading_.token(time.last - 1).is("later") &&
                               is_one_of(reading_.token(time.last - 2), {"seconds", "minutes"});
    // "On January 26 rioters burned a station. In Toliara crowds emptied shops the next day"
    const bool after_another = time.anchor == TimeMention::Anchor::day_after && time.days_off == 1 &&
                               current_ && !narrative_.happenings[*current_].primary;
    if (time.anchor == TimeMention::Anchor::same_day || minutes_after || after_another ||
        is_reckoned_too_late(time))
        return day_told_just_before(time);
    if (time.anchor == TimeMention::Anchor::day_before && reading_.token(time.last - 1).is("after"))
        for (const TimeMention* other : in_sentence(reading_.times, time.sentence))
            if (other->last <= time.first && other->anchor == TimeMention::Anchor::calendar &&
                other->interval.precision() == TimePrecision::day)
                day = other->interval;
    return day;
}

} // namespace sitmap
