#include "importers/article/joining.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/telling_match.hpp"
#include "importers/article/telling_traits.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::size_t most_of_a_kind = 50; ///< tellings of one happening that are kept

/// The headline named no place, and was lent the first town that follows: it gives way to the deed's own, and
/// to the division that the deed's own sentence names before that town.
bool is_lent(const Reading& reading, const Happening& happening, const Telling& telling)
{
    const Place& own = place_of(reading, *telling.place);
    const bool division = own.kind == PlaceKind::admin1 || own.kind == PlaceKind::admin2;
    return std::none_of(happening.tellings.begin(), happening.tellings.end(),
                        [](const Telling& told) { return told.place != nullptr; }) &&
           (!is_coarse(own) || (division && happening.place_sentence > telling.sentence));
}

/// The headline named a country only, or one for its government: the lead says where.
bool opens_with_country(const Reading& reading, const Happening& happening, const Toponym& own)
{
    return happening.tellings.back().sentence == 0 && happening.place &&
           brief_of(reading, *happening.place).kind == PlaceKind::country &&
           !is_coarse(brief_of(reading, own).kind);
}

bool is_finer(const Interval& a, const Interval& b)
{
    if (!a.is_known())
        return false;
    return !b.is_known() ||
           (a.precision() == TimePrecision::day && b.precision() != TimePrecision::day && !b.goes_on());
}

} // namespace

void join(const Reading& reading, Happening& happening, const Telling& telling, const Interval& interval)
{
    if (telling.place &&
        (opens_with_country(reading, happening, *telling.place) ||
         names_finer(reading, telling.place, happening.place) || is_lent(reading, happening, telling))) {
        happening.place = telling.place;
        happening.place_sentence = telling.place_sentence;
    }
    if (is_finer(interval, happening.interval)) {
        happening.interval = interval;
        happening.time_sentence = telling.sentence;
    }
    const bool sharper = telling.sub_type == SubEventType::suicide_bomb ||
                         telling.sub_type == SubEventType::government_regains_territory ||
                         telling.sub_type == SubEventType::excessive_force_against_protesters;
    const bool broken_up = telling.sub_type == SubEventType::protest_with_intervention &&
                           happening.sub_type == SubEventType::peaceful_protest;
    if ((is_only_generic(happening) && !telling.trigger->generic) || broken_up ||
        (sharper && same_kind(happening.sub_type, telling.sub_type)))
        happening.sub_type = telling.sub_type;
    if (happening.tellings.size() < most_of_a_kind)
        happening.tellings.push_back(telling);
}

namespace {

template <class Mention>
void add_missing(std::vector<const Mention*>& to, const std::vector<const Mention*>& from)
{
    for (const Mention* mention : from)
        if (std::find(to.begin(), to.end(), mention) == to.end())
            to.push_back(mention);
    std::sort(to.begin(), to.end());
}

} // namespace

void take_in(Happening& main, const Happening& again)
{
    main.tellings.insert(main.tellings.end(), again.tellings.begin(), again.tellings.end());
    std::stable_sort(main.tellings.begin(), main.tellings.end(),
                     [](const Telling& a, const Telling& b) { return a.sentence < b.sentence; });
    if (!main.place) {
        main.place = again.place;
        main.place_sentence = again.place_sentence;
    }
    if (!main.interval.is_known()) {
        main.interval = again.interval;
        main.time_sentence = again.time_sentence;
        main.day_shared = again.day_shared;
    }
    add_missing(main.counts, again.counts);
    add_missing(main.speeches, again.speeches);
}

bool says_where(const Reading& reading, const Happening& happening, const Telling& telling,
                const Interval& interval)
{
    if (!telling.trigger->definite || !telling.place || telling.place_sentence != telling.sentence ||
        telling.coordinated)
        return false;
    constexpr std::uint32_t reach = 4; // sentences
    const Lexicon& lexicon = reading.tables.lexicon;
    const std::uint32_t at = telling.trigger->last;
    if (happening.group != telling.group || happening.tellings.back().sentence + reach < telling.sentence ||
        at + 1 >= reading.sentence(telling.sentence).last ||
        !(interval.is_known() ? happening.interval.may_touch(interval.first(), interval.last()) : true))
        return false;
    return (reading.token(at).is("took") && reading.token(at + 1).is("place")) ||
           lexicon.is_in("took_place", reading.token(at));
}

namespace {

/// "Two of the injured succumbed in Dhaka", "three are in intensive care in Dnipro", "five wounded pickers
/// reached La Gabarra": what became of those that were hit elsewhere.
bool tells_of_the_hurt(const Reading& reading, const Telling& telling)
{
    constexpr std::uint32_t reach = 9; // "wounded workers who had pretended to be dead reached"
    const Sentence& sentence = reading.sentence(telling.sentence);
    for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
        if (is_one_of(reading.token(i), {"succumbed", "succumbs"}) ||
            (reading.token(i).is("intensive") && reading.token(i + 1).is("care")))
            return true;
    const std::uint32_t from = telling.trigger->first;
    bool hurt = false;
    for (std::uint32_t i = from; i < std::min(telling.trigger->last + reach, sentence.last); ++i) {
        if (hurt && is_one_of(reading.token(i), {"reached", "arrived", "walked", "crawled", "limped"}))
            return true;
        hurt = hurt || (i < telling.trigger->last && is_one_of(reading.token(i), {"wounded", "injured"}));
    }
    return false;
}

} // namespace

bool is_toll_apart(const Reading& reading, const Narrative& narrative, const Telling& telling,
                   const Interval& interval)
{
    const bool follows = !narrative.happenings.empty();
    // "Taliban kill 141 at army-run school in Peshawar": a headline that says where tells of the event
    if (!follows && telling.sentence == 0 && telling.place &&
        !is_coarse(brief_of(reading, *telling.place).kind))
        return true;
    if (follows && tells_of_the_hurt(reading, telling))
        return false;
    // "At Raïs 98 were killed on August 28, by the official count": its own town and day are more than a
    // figure
    const bool another = reading.token(telling.trigger->first).is("another"); // "another youth was killed at"
    const Sentence& sentence = reading.sentence(telling.sentence);
    const bool own_scene = telling.place && telling.time && reading.speakers[telling.sentence].empty() &&
                           telling.place->first >= sentence.first && telling.place->first < sentence.last &&
                           !is_coarse(brief_of(reading, *telling.place).kind);
    // "Three days earlier they had killed nine people in Mondoro"
    const bool own_day = telling.time && (telling.time->anchor == TimeMention::Anchor::calendar ||
                                          (own_scene && telling.time->sentence == telling.sentence &&
                                           telling.time->anchor == TimeMention::Anchor::day_before));
    if (!telling.place || !interval.is_known() ||
        (follows && !own_scene && speaks_of_figures(reading, telling.sentence)) ||
        (telling.time && !own_day && !another))
        return false;
    return std::none_of(narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& h) {
        const bool then = !h.interval.is_known() || h.interval.may_touch(interval.first(), interval.last());
        return then && (!h.place || nearness(reading, *h.place, *telling.place) > 0 ||
                        is_coarse(brief_of(reading, *telling.place).kind));
    });
}

} // namespace sitmap
