#include "importers/article/scene.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t longest_opening = 12; ///< tokens of a sentence that only sets the scene

/// "COLOMBO, 10 am. They had been bused in": a name in capitals that opens its paragraph.
bool is_in_capitals(const Reading& reading, const Toponym& toponym)
{
    for (std::uint32_t i = toponym.first; i < toponym.last; ++i)
        for (const char c : reading.token(i).text)
            if (c >= 'a' && c <= 'z')
                return false;
    constexpr std::size_t shortest_name = 4;
    return reading.token(toponym.first).text.size() >= shortest_name;
}

/// A round-up of several places' news, each with a dateline of its own.
bool is_round_up(const Reading& reading)
{
    constexpr std::ptrdiff_t fewest = 3;
    return std::count_if(reading.toponyms.begin(), reading.toponyms.end(), [](const Toponym& toponym) {
               return toponym.kind == ToponymKind::dateline && toponym.place;
           }) >= fewest;
}

/// The place that a sentence opens with in capitals; null if none.
const Toponym* capital_heading(const Reading& reading, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    const std::uint32_t first =
        span.first + (is_one_of(reading.token(span.first), {"*", "•", "-", "–", "·"}) ? 1 : 0);
    for (const Toponym* toponym : toponyms_in(reading, sentence)) {
        if (toponym->first != first || toponym->last >= span.last)
            continue;
        const Token& next = reading.token(toponym->last);
        const bool heading = sentence > 0 && next.is(":"); // "San Francisco: a march of about 2,000"
        if ((is_placeable(*toponym) || (toponym->kind == ToponymKind::dateline && is_round_up(reading))) &&
            (heading ||
             (is_in_capitals(reading, *toponym) && is_one_of(next, {",", ".", ":", "-", "–", "—", "("}))))
            return toponym;
    }
    return nullptr;
}

} // namespace

bool lies_back(const Interval& interval, std::optional<Day> published)
{
    constexpr std::chrono::days news{10};
    const auto last = interval.last();
    if (!last || interval.goes_on())
        return false;
    if (interval.precision() == TimePrecision::month || interval.precision() == TimePrecision::week)
        return true;
    return published && *published - *last > news;
}

bool is_of_departure(const Reading& reading, const TimeMention& time)
{
    constexpr std::uint32_t reach = 12;
    const std::uint32_t first = reading.sentence(time.sentence).first;
    const auto triggers = in_sentence(reading.triggers, time.sentence); // "had left Libya and went down"
    for (std::uint32_t back = 1; back <= reach && time.first >= first + back; ++back) {
        const std::uint32_t i = time.first - back;
        if (reading.tables.lexicon.has("triggers", reading.token(i)) ||
            std::any_of(triggers.begin(), triggers.end(), [i](const TriggerMention* trigger) {
                return trigger->first == i && group_of(type_of(trigger->sub_type)) == TypeGroup::sea;
            }))
            return false;
        const bool sets_out =
            reading.token(i).is("set") && is_one_of(reading.token(i + 1), {"out", "off", "sail"}) &&
            !is_one_of(reading.token(i + 2), {"a", "an", "his", "her", "their", "its"}) && // "her belt"
            !(i > first && (is_form_of_be(reading.token(i - 1)) || reading.token(i - 1).is("been")));
        if (sets_out || is_one_of(reading.token(i), {"sailed", "departed", "embarked"}) ||
            (reading.token(i).is("left") && i > first && reading.token(i - 1).is("had")))
            return true;
    }
    return false;
}

void Scene::enter(std::uint32_t sentence)
{
    note_heading(sentence);
    note_entry(sentence);
    note_times(sentence);
}

const Toponym* Scene::heading_for(std::uint32_t sentence) const
{
    return heading_ && heading_paragraph_ == reading_.sentence(sentence).paragraph ? heading_ : nullptr;
}

bool Scene::dates(const Telling& telling) const
{
    return day_.is_known() && !telling.time && !telling.trigger->definite &&
           telling.trigger->reality == TriggerMention::Reality::reported &&
           day_paragraph_ == reading_.sentence(telling.sentence).paragraph &&
           (telling.sentence == day_sentence_ + 1 ||
            (telling.place && telling.sentence == day_sentence_ + 2) || opens_entry(day_sentence_));
}

Interval Scene::night_of(const Telling& telling) const
{
    constexpr std::uint32_t reach = 10; // sentences of a report of a night
    const bool tells = telling.place && !telling.time && telling.trigger->weight >= 3 &&
                       !telling.trigger->generic && !telling.trigger->definite &&
                       telling.trigger->reality == TriggerMention::Reality::reported;
    return tells && telling.sentence <= reach && in_sentence(reading_.times, telling.sentence).empty()
               ? night_
               : Interval{};
}

bool Scene::is_near(std::uint32_t sentence) const
{
    return last_time_.is_known() && sentence <= last_time_sentence_ + 2;
}

bool Scene::opens_paragraph(std::uint32_t sentence) const
{
    return sentence == 0 ||
           reading_.sentence(sentence - 1).paragraph != reading_.sentence(sentence).paragraph;
}

bool Scene::opens_entry(std::uint32_t sentence) const
{
    return opens_paragraph(sentence) && is_clock(reading_.token(reading_.sentence(sentence).first));
}

/// "Najaf." or "*Nasiriyah.*" at the head of a paragraph: what follows is about that place.
void Scene::note_heading(std::uint32_t sentence)
{
    constexpr std::uint32_t longest = 5;
    const Sentence& span = reading_.sentence(sentence);
    if (!opens_paragraph(sentence))
        return;
    heading_ = nullptr;
    heading_paragraph_ = span.paragraph;
    if (const Toponym* capitals = capital_heading(reading_, sentence)) {
        heading_ = capitals;
        return;
    }
    if (span.last - span.first > longest)
        return;
    for (const Toponym* toponym : toponyms_in(reading_, sentence))
        if (is_placeable(*toponym))
            heading_ = toponym;
    heading_paragraph_ = span.paragraph;
}

/// "13.00 In Maracaibo crowds loot two shops": the entries of a live page tell of the day it is of.
void Scene::note_entry(std::uint32_t sentence)
{
    const auto published = reading_.article.document.published;
    if (!published || !opens_entry(sentence))
        return;
    day_ = last_time_ = Interval::on(*published);
    day_paragraph_ = reading_.sentence(sentence).paragraph;
    day_sentence_ = last_time_sentence_ = sentence;
}

/// "The trouble started on Wednesday. A crowd of", "By Thursday it was sending planes": the scene's day, for
/// "that afternoon" and for what has no day.
void Scene::note_times(std::uint32_t sentence)
{
    const std::uint32_t first = reading_.sentence(sentence).first;
    constexpr std::uint32_t last_of_lead = 2;
    for (const TimeMention* time : in_sentence(reading_.times, sentence)) {
        if (sentence <= last_of_lead && !night_.is_known() && !time->of_speech &&
            reading_.token(time->first).is("overnight"))
            night_ = time->interval;
        const bool by = time->first > first && is_one_of(reading_.token(time->first - 1), {"by", "until"}) &&
                        !in_sentence(reading_.counts, sentence).empty();
        if (time->of_speech || time->future || by || time->anchor != TimeMention::Anchor::calendar ||
            time->interval.precision() != TimePrecision::day ||
            lies_back(time->interval, reading_.article.document.published) ||
            is_of_departure(reading_, *time))
            continue;
        last_time_ = time->interval;
        last_time_sentence_ = sentence;
        const bool short_opening =
            opens_paragraph(sentence) && reading_.sentence(sentence).last - first <= longest_opening;
        // "16.00 In Burgos the bomb that went off on Wednesday killed no one. But 65 were hurt"
        const bool of_entry = opens_entry(sentence) && time->first > first;
        if (time->first <= first + 2 || short_opening || of_entry) {
            day_ = time->interval;
            day_paragraph_ = reading_.sentence(sentence).paragraph;
            day_sentence_ = sentence;
        }
    }
}

} // namespace sitmap
