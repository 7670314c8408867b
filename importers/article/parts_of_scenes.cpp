// What belongs to a larger scene that the text tells of.
#include "importers/article/parts_of_scenes.hpp"

#include "importers/article/adopted_days.hpp"
#include "importers/article/joining.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>
#include <optional>

namespace sitmap {

namespace {

bool is_at_one_place(const Reading& reading, const Happening& a, const Happening& b)
{
    constexpr double neighbours = 2; // see nearness()
    return a.place && b.place && nearness(reading, *a.place, *b.place) >= neighbours;
}

bool has_dead(const Reading& reading, const Happening& happening)
{
    return std::any_of(happening.tellings.begin(), happening.tellings.end(),
                       [&](const Telling& telling) { return has_killed(reading, telling.sentence); });
}

/// "412 were arrested", "shops around the opera were looted", "clashes at the Elysee".
bool may_be_part_of_demonstration(const Reading& reading, const Happening& part)
{
    switch (part.sub_type) {
    case SubEventType::arrests:
    case SubEventType::looting_property_destruction:
    case SubEventType::chemical_weapon:
        return true;
    case SubEventType::armed_clash:
    case SubEventType::attack:
        return !has_dead(reading, part);
    default:
        return false;
    }
}

/// Violence that is told before the demonstration, or next to it, is a matter of its own.
bool is_apart(const Reading& reading, const Happening& part, const Happening& scene)
{
    constexpr double one_place = 3; // see nearness()
    return part.group == TypeGroup::armed &&
           (part.tellings.front().sentence < scene.tellings.front().sentence ||
            nearness(reading, *part.place, *scene.place) < one_place);
}

/// "tear gas in Belgrade", says the headline; "he was arrested on Monday of last week, on a bus in Belgrade":
/// far from all that is told of the scene, on a day that the scene has not.
bool is_told_far_off(const Happening& part, const Happening& scene)
{
    constexpr std::uint32_t reach = 4; // sentences
    const std::uint32_t told = part.tellings.front().sentence;
    return part.interval.is_known() && !scene.interval.is_known() &&
           std::none_of(scene.tellings.begin(), scene.tellings.end(), [told](const Telling& telling) {
               return telling.sentence <= told + reach && told <= telling.sentence + reach;
           });
}

bool is_part_of_demonstration(const Reading& reading, const Happening& part, const Happening& scene)
{
    return !is_told_far_off(part, scene) && scene.group == TypeGroup::demonstration &&
           part.primary == scene.primary && may_be_part_of_demonstration(reading, part) &&
           is_at_one_place(reading, part, scene) && !is_apart(reading, part, scene) &&
           (!part.interval.is_known() || !scene.interval.is_known() ||
            part.interval.may_touch(scene.interval.first(), scene.interval.last()));
}

/// "Gendarmes fired on the crowd. Nine people died on the spot": the dead of that shooting.
bool is_toll_of_shooting(const Reading& reading, const Happening& part, const Happening& scene)
{
    return scene.group == TypeGroup::demonstration &&
           scene.sub_type == SubEventType::excessive_force_against_protesters &&
           part.group == TypeGroup::armed && part.primary == scene.primary && is_only_generic(part) &&
           is_at_one_place(reading, part, scene) &&
           (!part.interval.is_known() || !scene.interval.is_known() ||
            part.interval.may_touch(scene.interval.first(), scene.interval.last()));
}

/// "The car bombs in Hilla bear its fingerprints": of the bombs that were told with their day.
bool is_told_again(const Reading& reading, const Happening& again, const Happening& before)
{
    return !again.interval.is_known() && before.interval.is_known() && again.group == before.group &&
           (same_kind(again.sub_type, before.sub_type) || is_only_generic(again)) &&
           before.tellings.front().sentence < again.tellings.front().sentence &&
           std::none_of(again.tellings.begin(), again.tellings.end(),
                        [](const Telling& telling) { return telling.distinct; }) &&
           is_at_one_place(reading, again, before);
}

/// "Rebels took Qaraqosh after the army had pulled out": who left and who came in one sentence are one change
/// of hands.
bool is_retreat_before_capture(const Reading& reading, const Happening& retreat, const Happening& capture)
{
    return retreat.sub_type == SubEventType::non_violent_transfer_of_territory &&
           is_territory(capture.sub_type) && is_at_one_place(reading, retreat, capture) &&
           std::any_of(capture.tellings.begin(), capture.tellings.end(), [&](const Telling& telling) {
               return telling.sentence == retreat.tellings.front().sentence;
           });
}

/// "Its aircraft had struck a village in the Sagaing region": of the strike on Pazigyi that is told as well.
bool is_told_of_division(const Reading& reading, const Happening& coarse, const Happening& fine)
{
    if (!coarse.place || !fine.place || coarse.group != fine.group || !fine.primary || !coarse.primary ||
        coarse.interval.goes_on() || coarse.group == TypeGroup::displacement)
        return false;
    const Place &around = place_of(reading, *coarse.place), &place = place_of(reading, *fine.place);
    const bool then = !coarse.interval.is_known() || !fine.interval.is_known() ||
                      coarse.interval.may_touch(fine.interval.first(), fine.interval.last());
    return around.kind == PlaceKind::admin1 && !is_coarse(place) && contains(around, place) && then &&
           same_kind(coarse.sub_type, fine.sub_type);
}

/// The one happening that is told of the division; nothing where there are several.
std::optional<std::size_t> only_one_of_division(const Reading& reading, const Narrative& narrative,
                                                std::size_t coarse)
{
    std::optional<std::size_t> one;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        if (h != coarse &&
            is_told_of_division(reading, narrative.happenings[coarse], narrative.happenings[h])) {
            if (one)
                return std::nullopt;
            one = h;
        }
    return one;
}

/// The part goes into the whole, which keeps its kind but for a march that is broken up.
void take_in_part(Narrative& narrative, std::size_t whole, std::size_t part)
{
    auto& happenings = narrative.happenings;
    Happening& scene = happenings[whole];
    take_in(scene, happenings[part]);
    if (scene.sub_type == SubEventType::peaceful_protest &&
        happenings[part].sub_type == SubEventType::arrests)
        scene.sub_type = SubEventType::protest_with_intervention;
    happenings.erase(happenings.begin() + static_cast<std::ptrdiff_t>(part));
    const std::size_t left = whole > part ? whole - 1 : whole;
    for (auto& current : narrative.current)
        if (current)
            current = *current == part ? left : *current > part ? *current - 1 : *current;
}

/// "It came six days after jihadists had attacked a base": says itself when it was, if not on which day.
bool is_of_another_time(const Reading& reading, const Happening& happening)
{
    return std::any_of(happening.tellings.begin(), happening.tellings.end(), [&](const Telling& told) {
        const Sentence& sentence = reading.sentence(told.sentence);
        // "The last attack of this size was in June 2017. Gunmen then stormed parliament."
        if (told.sentence > 0 && reading.sentence(told.sentence - 1).paragraph == sentence.paragraph)
            for (const TimeMention* before : in_sentence(reading.times, told.sentence - 1))
                if (!before->of_speech && before->interval.is_known() &&
                    before->interval.precision() != TimePrecision::day)
                    return true;
        for (std::uint32_t i = sentence.first; i < told.trigger->last + 3 && i < sentence.last; ++i)
            if (reading.token(i).is("had") && // but "a man who had slipped past the guards blew himself up"
                (i == sentence.first || i + 2 >= told.trigger->first ||
                 !is_one_of(reading.token(i - 1), {"who", "which", "that"})))
                return true;
        const auto times = in_sentence(reading.times, told.sentence);
        return std::any_of(times.begin(), times.end(),
                           [](const TimeMention* time) { return !time->of_speech; });
    });
}

/// The one day that the text names before its first entry, close before publication: that of a round-up.
const TimeMention* day_of_opening(const Reading& reading, std::chrono::days latest)
{
    const auto published = reading.article.document.published;
    const TimeMention* found = nullptr;
    for (std::uint32_t s = 0; s < reading.outline.size() && reading.outline[s].entry == 0; ++s) {
        const TimeMention* time = published ? adoptable_day(reading, s) : nullptr;
        // "Bombs went off in three towns on Monday, police said"
        if (published && !time && !in_sentence(reading.triggers, s).empty())
            for (const TimeMention* told : in_sentence(reading.times, s))
                if (!told->of_speech && !told->future && told->anchor == TimeMention::Anchor::calendar)
                    time = told;
        if (!time || time->interval.precision() != TimePrecision::day ||
            *published - *time->interval.first() > latest)
            continue;
        if (found && found->interval.first() != time->interval.first())
            return nullptr;
        found = time;
    }
    return found;
}

/// "MOSUL: A car bomb killed nine" in a round-up of one day; "A fisherman saw them first, on Wednesday
/// afternoon" before the wreck is told, which the text then puts on no day.
void share_day_of_opening(const Reading& reading, Narrative& narrative, std::chrono::days latest)
{
    constexpr std::uint32_t behind_opening = 5; // sentences
    const TimeMention* day = day_of_opening(reading, latest);
    for (Happening& happening : narrative.happenings) {
        const std::uint32_t told = happening.tellings.front().sentence;
        const bool first = &happening == &narrative.happenings.front() && day && day->sentence <= told &&
                           told < day->sentence + behind_opening && day->sentence < behind_opening;
        if (!day || !happening.primary || happening.interval.is_known() || happening.earlier_hit ||
            (reading.outline[told].entry == 0 && !first) || is_of_another_time(reading, happening))
            continue;
        happening.interval = day->interval;
        happening.time_sentence = day->sentence;
        happening.day_shared = true;
    }
}

/// The day that a sentence names for what the paragraph tells, and not for who spoke or left.
const TimeMention* day_of_paragraph(const Reading& reading, std::uint32_t s)
{
    for (const TimeMention* time : in_sentence(reading.times, s)) {
        const bool day = time->interval.precision() == TimePrecision::day && !time->interval.goes_on();
        if (day && time->anchor == TimeMention::Anchor::calendar && !time->of_speech && !time->future &&
            !is_of_departure(reading, *time))
            return time;
    }
    return nullptr;
}

/// "The worst was Monday. In Suruc three hundred had unrolled a banner. A man stepped among them and set off
/// his belt": the last day that the paragraph names before.
void share_day_of_paragraph(const Reading& reading, Narrative& narrative)
{
    for (Happening& happening : narrative.happenings) {
        const std::uint32_t told = happening.tellings.front().sentence;
        if (happening.interval.is_known() || happening.earlier_hit || !happening.primary ||
            is_of_another_time(reading, happening))
            continue;
        for (std::uint32_t s = told; s > 0 && !happening.interval.is_known();) {
            if (reading.sentence(--s).paragraph != reading.sentence(told).paragraph)
                break;
            if (const TimeMention* time = day_of_paragraph(reading, s)) {
                happening.interval = time->interval;
                happening.time_sentence = s;
                happening.day_shared = true;
            }
        }
    }
}

} // namespace

void take_in_parts(const Reading& reading, Narrative& narrative)
{
    auto& happenings = narrative.happenings;
    for (std::size_t p = happenings.size(); p-- > 0;) {
        std::optional<std::size_t> whole;
        for (std::size_t s = 0; s < happenings.size() && !whole; ++s)
            if (s != p && (is_part_of_demonstration(reading, happenings[p], happenings[s]) ||
                           is_toll_of_shooting(reading, happenings[p], happenings[s]) ||
                           is_retreat_before_capture(reading, happenings[p], happenings[s]) ||
                           is_told_again(reading, happenings[p], happenings[s])))
                whole = s;
        if (!whole)
            whole = only_one_of_division(reading, narrative, p);
        if (!whole)
            continue;
        take_in_part(narrative, *whole, p);
    }
}

void join_settled_twins(const Reading& reading, Narrative& narrative)
{
    const auto& happenings = narrative.happenings;
    const auto is_twin = [&](const Happening& again, const Happening& before) {
        return before.tellings.front().sentence == 0 && type_of(before.sub_type) == EventType::riots &&
               type_of(again.sub_type) == EventType::riots && again.primary && before.primary &&
               !again.tellings.front().distinct && is_at_one_place(reading, again, before) &&
               (!before.interval.is_known() || !again.interval.is_known() ||
                before.interval.may_touch(again.interval.first(), again.interval.last()));
    };
    for (std::size_t again = 1; again < happenings.size(); ++again)
        if (is_twin(happenings[again], happenings.front())) {
            narrative.happenings.front().sub_type = happenings[again].sub_type;
            take_in_part(narrative, 0, again);
            return;
        }
}

void take_in_answers(const Reading& reading, Narrative& narrative)
{
    constexpr std::uint32_t reach = 2; // sentences
    const auto& happenings = narrative.happenings;
    const auto follows = [&](const Telling& answer, const Telling& riot) {
        return answer.sentence > riot.sentence && answer.sentence <= riot.sentence + reach &&
               reading.sentence(answer.sentence).paragraph == reading.sentence(riot.sentence).paragraph;
    };
    const auto is_answer = [&](const Happening& answer, const Happening& riot) {
        const Telling& told = answer.tellings.front();
        return type_of(riot.sub_type) == EventType::riots &&
               answer.sub_type == SubEventType::protest_with_intervention && !told.distinct &&
               !(told.place && told.place->first >= reading.sentence(told.sentence).first) &&
               std::any_of(riot.tellings.begin(), riot.tellings.end(),
                           [&](const Telling& before) { return follows(told, before); }) &&
               is_at_one_place(reading, answer, riot) &&
               (!answer.interval.is_known() || !riot.interval.is_known() ||
                riot.interval.may_touch(answer.interval.first(), answer.interval.last()));
    };
    for (std::size_t answer = happenings.size(); answer-- > 1;)
        for (std::size_t riot = answer; riot-- > 0;)
            if (is_answer(happenings[answer], happenings[riot])) {
                take_in_part(narrative, riot, answer);
                break;
            }
}

namespace {

/// `then`, which has a day, tells what the undated opening told of.
bool tells_what_opening_told(const Reading& reading, const Happening& opening, const Happening& then)
{
    constexpr std::uint32_t reach = 8; // sentences
    constexpr std::chrono::days longest{7};
    const Telling& first = opening.tellings.front();
    const Telling& told = then.tellings.front();
    if (then.group != TypeGroup::armed || !then.primary || then.earlier_hit ||
        then.interval.precision() != TimePrecision::day || told.distinct || told.coordinated ||
        told.sentence > first.sentence + reach ||
        is_territory(opening.sub_type) != is_territory(then.sub_type))
        return false;
    if (first.aftermath) {
        const auto after = first.aftermath->interval.last(), day = then.interval.first();
        if (!after || !day || *day > *after || *after - *day > longest)
            return false;
    }
    if (!opening.place || !then.place)
        return true;
    return nearness(reading, *opening.place, *then.place) > 0 ||
           contains(place_of(reading, *opening.place), place_of(reading, *then.place));
}

} // namespace

void join_undated_opening(const Reading& reading, Narrative& narrative)
{
    constexpr std::uint32_t last_of_opening = 3; // sentence
    auto& happenings = narrative.happenings;
    if (happenings.size() < 2)
        return;
    Happening& opening = happenings.front();
    if (opening.group != TypeGroup::armed || opening.interval.is_known() || !opening.primary ||
        opening.tellings.front().sentence > last_of_opening)
        return;
    for (std::size_t h = 1; h < happenings.size(); ++h) {
        if (!tells_what_opening_told(reading, opening, happenings[h]))
            continue;
        if (opening.place && happenings[h].place &&
            contains(place_of(reading, *opening.place), place_of(reading, *happenings[h].place))) {
            opening.place = happenings[h].place;
            opening.place_sentence = happenings[h].place_sentence;
        }
        if (is_only_generic(opening))
            opening.sub_type = happenings[h].sub_type;
        take_in(opening, happenings[h]);
        happenings.erase(happenings.begin() + static_cast<std::ptrdiff_t>(h));
        for (auto& current : narrative.current)
            if (current)
                current = *current == h ? 0 : *current > h ? *current - 1 : *current;
        return;
    }
}

void share_day(const Reading& reading, Narrative& narrative)
{
    constexpr std::chrono::days latest_news{7};
    share_day_of_opening(reading, narrative, latest_news);
    share_day_of_paragraph(reading, narrative);
    const auto published = reading.article.document.published;
    const Happening* dated = nullptr;
    for (const Happening& happening : narrative.happenings) {
        if (!happening.primary || !happening.interval.is_known())
            continue;
        if (happening.interval.precision() != TimePrecision::day ||
            (dated != nullptr && happening.interval.first() != dated->interval.first()))
            return;
        dated = &happening;
    }
    if (dated == nullptr || !published || *published - *dated->interval.first() > latest_news)
        return;
    const Interval day = dated->interval;
    const std::uint32_t sentence = dated->time_sentence;
    for (Happening& happening : narrative.happenings) {
        if (!happening.primary || happening.interval.is_known() || happening.earlier_hit ||
            happening.group == TypeGroup::displacement || is_of_another_time(reading, happening))
            continue;
        happening.interval = day;
        happening.time_sentence = sentence;
        happening.day_shared = true;
    }
}

} // namespace sitmap
