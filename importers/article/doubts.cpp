#include "importers/article/doubts.hpp"

#include "importers/article/leads.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/telling_match.hpp"
#include "importers/article/telling_traits.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "Some 60,000 people left Kanyaruchinya within hours on Sunday": with a place and a day that nothing
/// else has.
bool is_flight_apart(const Reading& reading, const Narrative& narrative, const Telling& telling,
                     const Interval& interval)
{
    return telling.place && telling.time && interval.precision() == TimePrecision::day &&
           !is_coarse(brief_of(reading, *telling.place).kind) &&
           std::none_of(narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& h) {
               return h.place && nearness(reading, *h.place, *telling.place) > 0 &&
                      h.interval.may_touch(interval.first(), interval.last());
           });
}

} // namespace

Doubt doubt_about(const Reading& reading, const Narrative& narrative, const FlightFocus& flight,
                  const Telling& telling, const Interval& interval, bool on_less)
{
    const bool leads = narrative.happenings.empty();
    if (telling.trigger->definite && !is_territory(telling.sub_type) &&
        !(leads && leads_with_toll(reading, telling)) &&
        (telling.trigger->generic
             ? !telling.place || !telling.time
             : !telling.place && (leads || telling.trigger->weight < 3 || !interval.is_known() ||
                                  !reading.speakers[telling.sentence].empty())))
        return Doubt::points_back;
    if (on_less && telling.trigger->weight < 3 && !has_killed(reading, telling.sentence))
        return Doubt::weak_words;
    if (telling.group == TypeGroup::displacement &&
        ((telling.sentence >= 4 && !flight.is_about_flight(telling.sentence) &&
          !is_flight_apart(reading, narrative, telling, interval)) ||
         !has_displaced(reading, telling.sentence)))
        return Doubt::flight_told_along;
    if (telling.sub_type == SubEventType::interception_rescue && !telling.place)
        return Doubt::rescue_without_place;
    const bool by_name = telling.sentence > 0 && telling.trigger->weight >= 3 &&
                         telling.sub_type != SubEventType::arrests &&
                         telling.sub_type != SubEventType::other && interval.is_known();
    if (telling.group == TypeGroup::strategic && !((telling.place || telling.same_place) && telling.time) &&
        !by_name && !(leads && (leads_with_arrests(reading, telling) || leads_with_deal(reading, telling))))
        return Doubt::strategic_without_scene;
    if (lies_back(interval, reading.article.document.published) && !telling.place && !telling.same_place)
        return Doubt::background_without_place;
    if (!telling.place && !leads && is_at_unknown_place(reading, telling))
        return Doubt::unknown_place;
    return Doubt::none;
}

} // namespace sitmap
