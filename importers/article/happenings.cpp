#include "importers/article/happenings.hpp"

#include "geodata/measure.hpp"
#include "importers/article/dates.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/triggers.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sitmap {

namespace {

using std::chrono::days;

constexpr int enough_evidence = 3; ///< of Telling::evidence, for a happening of its own
constexpr double same_place_m = 15'000;
constexpr double near_place_m = 40'000;      ///< where one of the two is only "near" a place
constexpr std::size_t most_happenings = 200; ///< of one text; what comes after is not taken
constexpr std::size_t most_of_a_kind = 50; ///< tellings, figures, accusations of one happening that are kept
constexpr std::uint32_t look_ahead = 5;    ///< sentences in which a place may follow that a headline left out

bool is_coarse(const Place& place)
{
    return place.kind == PlaceKind::country || place.kind == PlaceKind::admin1 ||
           place.kind == PlaceKind::region || place.kind == PlaceKind::sea;
}

class Narrator {
public:
    explicit Narrator(const Reading& reading) : reading_{reading} {}

    Narrative read()
    {
        narrative_.current.resize(reading_.text.sentences.size());
        if (is_figurative(reading_.text, reading_.tables.lexicon))
            return std::move(narrative_);
        const auto tellings = find_tellings(reading_);
        follow(tellings);
        // A text without days, such as a feature, rests its happening on less.
        if (narrative_.happenings.empty()) {
            enough_ = enough_evidence - 1;
            follow(tellings);
        }
        tell_of_earlier_hits();
        hand_out_counts();
        hand_out_speeches();
        drop_sums();
        share_sums();
        return std::move(narrative_);
    }

private:
    void follow(const std::vector<Telling>& tellings)
    {
        std::size_t next = 0;
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            note_heading(s);
            note_time(s);
            return_to_story(s);
            const std::size_t first = next;
            for (; next < tellings.size() && tellings[next].sentence == s; ++next)
                take(tellings[next]);
            if (first == next)
                adopt_time(s);
            narrative_.current[s] = current_;
            refine_place(s);
        }
    }

    /// What was told along ends with its paragraph; the next one goes on with the main story.
    void return_to_story(std::uint32_t s)
    {
        if (!current_ || narrative_.happenings[*current_].primary || s == 0 ||
            narrative_.happenings[*current_].interval.goes_on() ||
            reading_.sentence(s - 1).paragraph == reading_.sentence(s).paragraph)
            return;
        for (std::size_t h = narrative_.happenings.size(); h > 0; --h)
            if (narrative_.happenings[h - 1].primary) {
                current_ = h - 1;
                return;
            }
    }

    /// "By Thursday it was sending planes": the scene's day, for "that afternoon" and for what has no day.
    void note_time(std::uint32_t s)
    {
        const std::uint32_t first = reading_.sentence(s).first;
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            const bool by = time->first > first &&
                            is_one_of(reading_.token(time->first - 1), {"by", "until"}) &&
                            !in_sentence(reading_.counts, s).empty();
            if (time->of_speech || time->future || by || time->anchor != TimeMention::Anchor::calendar ||
                time->interval.precision() != TimePrecision::day)
                continue;
            if (is_background(time->interval))
                continue;
            last_time_ = time->interval;
            if (time->first <= first + 1) {
                scene_time_ = time->interval;
                scene_paragraph_ = reading_.sentence(s).paragraph;
                scene_sentence_ = s;
            }
        }
    }

    /// "The time: shortly after 7pm on Thursday": the day of what was told without one.
    void adopt_time(std::uint32_t s)
    {
        if (!current_)
            return;
        Happening& happening = narrative_.happenings[*current_];
        if (happening.interval.is_known() || !is_close(happening, s) || !reading_.speakers[s].empty())
            return;
        for (const TimeMention* time : in_sentence(reading_.times, s))
            if (!time->of_speech && !time->future && time->anchor == TimeMention::Anchor::calendar &&
                (time->interval.precision() == TimePrecision::day ||
                 time->interval.precision() == TimePrecision::range)) {
                happening.interval = time->interval;
                happening.time_sentence = s;
                return;
            }
    }

    [[nodiscard]] Place place_of(const Toponym& toponym) const
    {
        return reading_.tables.gazetteer.place(*toponym.place);
    }

    /// "Najaf." or "*Nasiriyah.*" at the head of a paragraph: what follows is about that place.
    void note_heading(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        if (s > 0 && reading_.sentence(s - 1).paragraph == sentence.paragraph)
            return;
        heading_ = nullptr;
        if (sentence.last - sentence.first > 5)
            return;
        for (const Toponym* toponym : toponyms_in(reading_, s))
            if (is_placeable(*toponym))
                heading_ = toponym;
        heading_paragraph_ = sentence.paragraph;
    }

    [[nodiscard]] const Toponym* heading_for(std::uint32_t s) const
    {
        return heading_ && heading_paragraph_ == reading_.sentence(s).paragraph ? heading_ : nullptr;
    }

    void take(Telling telling)
    {
        if (telling.several_places) {
            sums_.push_back(telling);
            apart_.insert(telling.sentence);
            return;
        }
        if (!telling.place)
            if (const Toponym* heading = heading_for(telling.sentence)) {
                telling.place = heading;
                ++telling.evidence;
            }
        if (is_vague_mention(telling))
            return;
        Interval interval = interval_of(telling);
        if (is_running_sum(telling, interval))
            return;
        if (!interval.is_known() && opens_scene(telling))
            interval = scene_time_;
        const auto found = best_match(telling, interval);
        if (found) {
            join(*found, telling, interval);
            return;
        }
        if (may_stand_alone(telling, interval))
            create(telling, interval);
        else if (telling.distinct)
            apart_.insert(telling.sentence);
    }

    /// "indiscriminate attacks on residential areas": many, anywhere, at no time.
    [[nodiscard]] bool is_vague_mention(const Telling& telling) const
    {
        return telling.trigger->generic && !telling.trigger->definite && !telling.time &&
               (!telling.place || telling.sentence > look_ahead) &&
               reading_.token(telling.trigger->last - 1).lower.ends_with("s") &&
               !has_killed(telling.sentence);
    }

    /// "Since January 3,800 people have been caught at sea": a sum over many happenings.
    [[nodiscard]] bool sums_up(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (match_phrase(reading_.tables.lexicon, "cumulative", reading_.text, i, sentence.last))
                return true;
        return false;
    }

    [[nodiscard]] bool is_running_sum(const Telling& telling, const Interval& interval) const
    {
        return interval.precision() == TimePrecision::year || sums_up(telling.sentence) ||
               (telling.time && interval.precision() == TimePrecision::since && !telling.begins &&
                telling.group != TypeGroup::displacement);
    }

    /// "On Monday there was more. A sailing boat broke up": the day that the paragraph opened with.
    [[nodiscard]] bool opens_scene(const Telling& telling) const
    {
        return scene_time_.is_known() && !telling.time && telling.place && !telling.trigger->definite &&
               scene_paragraph_ == reading_.sentence(telling.sentence).paragraph &&
               telling.sentence == scene_sentence_ + 1;
    }

    [[nodiscard]] Interval interval_of(const Telling& telling) const
    {
        if (telling.ongoing)
            return Interval::ongoing();
        if (!telling.time)
            return {};
        const Interval before = current_ ? narrative_.happenings[*current_].interval : Interval{};
        Interval interval = resolved(*telling.time, last_time_.is_known() && telling.time->anchor ==
                                                                                 TimeMention::Anchor::same_day
                                                        ? last_time_
                                                        : before);
        if (telling.begins && interval.precision() == TimePrecision::day)
            interval = Interval::since(*interval.first());
        else if (telling.begins && !interval.is_known())
            interval = Interval::ongoing();
        return interval;
    }

    // -- joining

    [[nodiscard]] std::optional<std::size_t> best_match(const Telling& telling,
                                                        const Interval& interval) const
    {
        std::optional<std::size_t> best;
        double most = 0;
        const std::size_t count = narrative_.happenings.size();
        for (std::size_t h = 0; h < count; ++h) {
            const double score = likeness_to(narrative_.happenings[h], telling, interval) -
                                 0.2 * static_cast<double>(narrative_.happenings.size() - 1 - h) +
                                 (current_ && *current_ == h ? 0.5 : 0);
            if (score > most) {
                most = score;
                best = h;
            }
        }
        return best;
    }

    /// Over 0 if the telling may be of this happening.
    [[nodiscard]] double likeness_to(const Happening& happening, const Telling& telling,
                                     const Interval& interval) const
    {
        if (happening.group != telling.group || telling.distinct)
            return -1;
        if (!times_agree(happening, telling, interval))
            return -1;
        double score = 0.5;
        if (telling.place && happening.place) {
            const double near = nearness(*happening.place, *telling.place);
            if (near < 0)
                return -1;
            score += near;
        }
        if (interval.is_known() && happening.interval.is_known())
            score += 2;
        const bool same_type = same_kind(happening.sub_type, telling.sub_type);
        if (same_type)
            score += happening.sub_type == telling.sub_type ? 2 : 1.5;
        else if (telling.trigger->generic || is_only_generic(happening))
            score += 1;
        else if (is_own_happening(telling) || !is_close(happening, telling.sentence))
            return -1;
        if (happening.interval.goes_on() != interval.goes_on() && !same_type)
            return -1;
        if (!telling.trigger->definite && has_other_doer(happening, telling))
            return -1;
        return score;
    }

    /// One deed in two words: a car bomb and a suicide bomb, a town taken and retaken.
    [[nodiscard]] static bool same_kind(SubEventType a, SubEventType b)
    {
        const auto is_bomb = [](SubEventType t) {
            return t == SubEventType::suicide_bomb || t == SubEventType::remote_explosive_landmine_ied;
        };
        const auto is_raid = [](SubEventType t) {
            return t == SubEventType::attack || t == SubEventType::abduction_forced_disappearance;
        };
        const auto is_force = [](SubEventType t) {
            return t == SubEventType::protest_with_intervention ||
                   t == SubEventType::excessive_force_against_protesters;
        };
        return a == b || (is_territory(a) && is_territory(b)) || (is_bomb(a) && is_bomb(b)) ||
               (is_raid(a) && is_raid(b)) || (is_force(a) && is_force(b));
    }

    /// Two named parties do the two deeds.
    [[nodiscard]] bool has_other_doer(const Happening& happening, const Telling& telling) const
    {
        const std::string now = doer_of(reading_, telling);
        if (now.empty())
            return false;
        for (const Telling& told : happening.tellings) {
            const std::string then = doer_of(reading_, told);
            if (!then.empty())
                return then != now;
        }
        return false;
    }

    [[nodiscard]] bool times_agree(const Happening& happening, const Telling& telling,
                                   const Interval& interval) const
    {
        if (!interval.is_known())
            return !(telling.time && telling.time->anchor == TimeMention::Anchor::day_before);
        if (!happening.interval.is_known())
            return true;
        if (happening.interval.precision() == TimePrecision::since &&
            interval.precision() == TimePrecision::since)
            return happening.interval.first() == interval.first();
        return happening.interval.may_touch(interval.first(), interval.last());
    }

    /// Names its own place, day or toll: another kind of deed with these is another happening.
    [[nodiscard]] bool is_own_happening(const Telling& telling) const
    {
        return telling.place || (telling.time && telling.time->anchor != TimeMention::Anchor::same_day) ||
               (telling.group != TypeGroup::sea && !telling.trigger->definite &&
                telling.trigger->weight >= 3 && has_killed(telling.sentence));
    }

    [[nodiscard]] bool has_displaced(std::uint32_t s) const
    {
        for (const CountMention* count : in_sentence(reading_.counts, s))
            if (count->field == ClaimField::displaced)
                return true;
        return false;
    }

    [[nodiscard]] bool has_killed(std::uint32_t s) const
    {
        for (const CountMention* count : in_sentence(reading_.counts, s))
            if (count->field == ClaimField::killed && !count->cumulative && !count->is_part)
                return true;
        return false;
    }

    [[nodiscard]] bool is_only_generic(const Happening& happening) const
    {
        return std::all_of(happening.tellings.begin(), happening.tellings.end(),
                           [](const Telling& t) { return t.trigger->generic; });
    }

    [[nodiscard]] bool is_close(const Happening& happening, std::uint32_t s) const
    {
        return s - happening.tellings.back().sentence <= 6;
    }

    /// 3 for one place, 1.5 where one lies in the other, -1 for two places.
    [[nodiscard]] double nearness(const Toponym& a, const Toponym& b) const
    {
        if (a.place == b.place)
            return 3;
        const Place pa = place_of(a), pb = place_of(b);
        if (contains(pa, pb) || contains(pb, pa))
            return 1.5;
        const double apart = a.near || b.near ? near_place_m : same_place_m;
        if (!is_coarse(pa) && !is_coarse(pb) && distance_m(pa.point, pb.point) < apart)
            return 2;
        return -1;
    }

    [[nodiscard]] bool contains(const Place& outer, const Place& inner) const
    {
        if (outer.kind == PlaceKind::country)
            return !inner.country.empty() && outer.country == inner.country;
        if (outer.kind == PlaceKind::admin1)
            return !inner.admin1.empty() && outer.admin1 == inner.admin1;
        if (outer.kind == PlaceKind::admin2)
            return !inner.admin2.empty() && outer.admin2 == inner.admin2 && outer.admin1 == inner.admin1;
        if (outer.kind == PlaceKind::region || outer.kind == PlaceKind::sea)
            return outer.radius_m > 0 && distance_m(outer.point, inner.point) < outer.radius_m;
        return false;
    }

    void join(std::size_t h, const Telling& telling, const Interval& interval)
    {
        Happening& happening = narrative_.happenings[h];
        if (telling.place && is_finer(telling.place, happening.place)) {
            happening.place = telling.place;
            happening.place_sentence = telling.sentence;
        }
        if (is_finer(interval, happening.interval)) {
            happening.interval = interval;
            happening.time_sentence = telling.sentence;
        }
        const bool sharper = telling.sub_type == SubEventType::suicide_bomb ||
                             telling.sub_type == SubEventType::government_regains_territory ||
                             telling.sub_type == SubEventType::excessive_force_against_protesters;
        if ((is_only_generic(happening) && !telling.trigger->generic) ||
            (sharper && same_kind(happening.sub_type, telling.sub_type)))
            happening.sub_type = telling.sub_type;
        if (happening.tellings.size() < most_of_a_kind)
            happening.tellings.push_back(telling);
        focus(h, interval);
    }

    void focus(std::size_t h, const Interval& interval)
    {
        current_ = h;
        if (narrative_.happenings[h].primary)
            last_time_ = interval.is_known() ? interval : narrative_.happenings[h].interval;
    }

    [[nodiscard]] bool is_finer(const Toponym* a, const Toponym* b) const
    {
        if (!b)
            return true;
        const auto rank = [&](const Toponym& t) {
            const Place place = place_of(t);
            return (place.kind == PlaceKind::country  ? 0
                    : place.kind == PlaceKind::region ? 1
                    : place.kind == PlaceKind::admin1 ? 2
                    : place.kind == PlaceKind::admin2 ? 3
                                                      : 4) +
                   (t.near               ? -1
                    : t.facility.empty() ? 0
                                         : 1);
        };
        return rank(*a) > rank(*b);
    }

    [[nodiscard]] static bool is_finer(const Interval& a, const Interval& b)
    {
        if (!a.is_known())
            return false;
        return !b.is_known() ||
               (a.precision() == TimePrecision::day && b.precision() != TimePrecision::day && !b.goes_on());
    }

    // -- new happenings

    [[nodiscard]] bool may_stand_alone(const Telling& telling, const Interval& interval) const
    {
        using Reality = TriggerMention::Reality;
        if (telling.several_places || reading_.sentence(telling.sentence).quoted)
            return false;
        if (telling.trigger->reality != Reality::reported &&
            !(telling.trigger->reality == Reality::past && telling.time))
            return false;
        if (narrative_.happenings.size() >= most_happenings || telling.evidence < enough_)
            return false;
        if (telling.trigger->definite && !is_territory(telling.sub_type) &&
            (!telling.place || (telling.trigger->generic && !telling.time)))
            return false;
        if (enough_ < enough_evidence && telling.trigger->weight < 3 && !has_killed(telling.sentence))
            return false;
        if (telling.group == TypeGroup::displacement &&
            (telling.sentence >= 4 || !has_displaced(telling.sentence)))
            return false;
        if (telling.sub_type == SubEventType::interception_rescue && !telling.place)
            return false;
        if (telling.group == TypeGroup::strategic && !(telling.place && telling.time))
            return false;

        if (is_background(interval) && !telling.place && !telling.same_place)
            return false;
        return place_for(telling, interval).has_value();
    }

    /// Told along: its days lie well before what was told so far, or before publication.
    [[nodiscard]] bool is_background(const Interval& interval) const
    {
        const auto last = interval.last();
        if (!last || interval.goes_on())
            return false;
        const auto published = reading_.article.document.published;
        if (interval.precision() == TimePrecision::month || interval.precision() == TimePrecision::week)
            return true;
        return published && *published - *last > days{10};
    }

    struct Placed {
        const Toponym* toponym;
        std::uint32_t sentence;
    };

    /// Where it happened: its own place, or that of what was told before, or the text's first place.
    [[nodiscard]] std::optional<Placed> place_for(const Telling& telling, const Interval& interval) const
    {
        if (telling.place)
            return Placed{telling.place, telling.sentence};
        if (telling.same_place)
            if (const auto named = last_named_place(telling))
                return named;
        const bool narrative_goes_on = !is_background(interval) || telling.same_place;
        if (current_ && narrative_goes_on && narrative_.happenings[*current_].place)
            return Placed{narrative_.happenings[*current_].place,
                          narrative_.happenings[*current_].place_sentence};
        return first_place(telling);
    }

    /// "the very place where", "the town": the place named in the sentences just before.
    [[nodiscard]] std::optional<Placed> last_named_place(const Telling& telling) const
    {
        for (std::uint32_t back = 1; back <= 2 && telling.sentence >= back; ++back) {
            const std::uint32_t s = telling.sentence - back;
            const Toponym* named = place_of_happening(reading_, s, reading_.sentence(s).last, telling.group);
            if (named && !is_coarse(place_of(*named)))
                return Placed{named, s};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Placed> first_place(const Telling& telling) const
    {
        std::optional<Placed> coarse;
        const auto sentences = static_cast<std::uint32_t>(reading_.text.sentences.size());
        for (std::uint32_t s = 0; s < std::min(telling.sentence + look_ahead, sentences); ++s) {
            const Toponym* place = place_of_happening(reading_, s, reading_.sentence(s).first, telling.group);
            if (!place)
                continue;
            if (!is_coarse(place_of(*place)))
                return Placed{place, s};
            if (!coarse)
                coarse = Placed{place, s};
        }
        return coarse;
    }

    void create(const Telling& telling, const Interval& interval)
    {
        const auto placed = place_for(telling, interval);
        Happening happening{.sub_type = telling.sub_type, .group = telling.group, .tellings = {telling}};
        happening.place = placed->toponym;
        happening.place_sentence = placed->sentence;
        happening.interval = interval;
        happening.time_sentence = telling.sentence;
        happening.primary = !is_background(interval) &&
                            telling.trigger->reality == TriggerMention::Reality::reported &&
                            !interval.goes_on();
        narrative_.happenings.push_back(std::move(happening));
        focus(narrative_.happenings.size() - 1, interval);
    }

    // -- a facility named later

    /// A strike on "a detention center" in a country: "the detention center in Tajoura" tells which.
    void refine_place(std::uint32_t s)
    {
        if (!current_)
            return;
        for (std::size_t h = narrative_.happenings.size(); h > 0 && narrative_.happenings.size() - h < 3; --h)
            refine_country(narrative_.happenings[h - 1], s);
        Happening& happening = narrative_.happenings[*current_];
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            if (!is_placeable(*toponym) || toponym->facility.empty() || !happening.place ||
                !is_finer(toponym, happening.place))
                continue;
            const Place coarse = place_of(*happening.place), fine = place_of(*toponym);
            const bool near = contains(coarse, fine) || distance_m(coarse.point, fine.point) < 60'000;
            if (near && names_facility(happening, *toponym)) {
                happening.place = toponym;
                happening.place_sentence = s;
            }
        }
    }

    /// A happening that so far is somewhere in a country: the first place inside it that the story names.
    void refine_country(Happening& happening, std::uint32_t s)
    {
        if (!happening.primary || !happening.place || place_of(*happening.place).kind != PlaceKind::country ||
            s > happening.tellings.back().sentence + look_ahead)
            return;
        const Toponym* place = place_of_happening(reading_, s, reading_.sentence(s).first, happening.group);
        if (!place || is_coarse(place_of(*place)) || !contains(place_of(*happening.place), place_of(*place)))
            return;
        happening.place = place;
        happening.place_sentence = s;
    }

    /// The facility's head noun stands in one of the happening's sentences.
    [[nodiscard]] bool names_facility(const Happening& happening, const Toponym& toponym) const
    {
        const auto space = toponym.facility.rfind(' ');
        std::string head = space == std::string::npos ? toponym.facility : toponym.facility.substr(space + 1);
        std::transform(head.begin(), head.end(), head.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::string stem = head.substr(0, std::min<std::size_t>(head.size(), 4)); // centre, center
        for (std::size_t t = 0; t < std::min<std::size_t>(happening.tellings.size(), look_ahead); ++t) {
            const Sentence& sentence = reading_.sentence(happening.tellings[t].sentence);
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
                if (reading_.token(i).lower.starts_with(stem))
                    return true;
        }
        return false;
    }

    // -- "the second time that ... has been hit"

    void tell_of_earlier_hits()
    {
        const std::size_t known = narrative_.happenings.size();
        for (std::size_t h = 0; h < known; ++h) {
            std::optional<Telling> earlier;
            for (const Telling& telling : narrative_.happenings[h].tellings)
                if (!earlier && says_again(telling.sentence))
                    earlier = telling;
            if (!earlier)
                continue;
            const Happening& now = narrative_.happenings[h];
            Happening before{.sub_type = now.sub_type, .group = now.group, .tellings = {*earlier}};
            before.place =
                earlier->place && !is_finer(now.place, earlier->place) ? earlier->place : now.place;
            before.place_sentence = earlier->sentence;
            const auto day = now.interval.first();
            if (day && !now.interval.goes_on())
                before.interval = Interval::before(*day - days{1});
            before.time_sentence = earlier->sentence;
            before.primary = false;
            before.earlier_hit = true;
            narrative_.happenings.push_back(std::move(before));
        }
    }

    [[nodiscard]] bool says_again(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if ((is_one_of(reading_.token(i), {"second", "third", "fourth", "fifth"}) &&
                 reading_.token(i + 1).lower == "time") ||
                (is_one_of(reading_.token(i), {"already", "previously"}) &&
                 reading_.token(i + 1).lower == "been"))
                for (std::uint32_t k = i; k < sentence.last; ++k)
                    if (is_one_of(reading_.token(k),
                                  {"hit", "attacked", "targeted", "bombed", "struck", "shelled", "raided"}))
                        return true;
        return false;
    }

    // -- figures

    void hand_out_counts()
    {
        index_tellings();
        for (const CountMention& count : reading_.counts) {
            if (count.is_part || count.of_attacker || count.field == ClaimField::held ||
                is_sum_sentence(count.sentence))
                continue;
            if (count.cumulative && !is_flight(count))
                continue;
            if (const auto h = owner_of(count); h && narrative_.happenings[*h].counts.size() < most_of_a_kind)
                narrative_.happenings[*h].counts.push_back(&count);
        }
    }

    void index_tellings()
    {
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h)
            for (const Telling& telling : narrative_.happenings[h].tellings)
                told_.emplace(telling.sentence, h);
    }

    [[nodiscard]] std::vector<std::size_t> told_in(std::uint32_t s) const
    {
        std::vector<std::size_t> found;
        const auto [first, last] = told_.equal_range(s);
        for (auto next = first; next != last; ++next)
            found.push_back(next->second);
        std::sort(found.begin(), found.end());
        return found;
    }

    /// "at least 45 protesters in three cities": the sum of what is told after.
    [[nodiscard]] bool is_sum_sentence(std::uint32_t s) const { return apart_.count(s) > 0; }

    /// Those who have fled since a day, in the sentence that tells of the flight.
    [[nodiscard]] bool is_flight(const CountMention& count) const
    {
        if (count.field != ClaimField::displaced)
            return false;
        for (const std::size_t h : told_in(count.sentence))
            if (narrative_.happenings[h].group == TypeGroup::displacement)
                return true;
        return false;
    }

    [[nodiscard]] std::optional<std::size_t> owner_of(const CountMention& count) const
    {
        std::optional<std::size_t> told;
        for (const std::size_t h : told_in(count.sentence))
            if (fits(narrative_.happenings[h], count.field) && (!told || !is_earlier_hit(h)))
                told = h;
        if (told)
            return goes_to_flow(*told, count) ? std::nullopt : told;
        const auto current = narrative_.current[count.sentence];
        const auto h = current ? current : following(count.sentence);
        if (!h || !fits(narrative_.happenings[*h], count.field) || goes_to_flow(*h, count))
            return std::nullopt;
        if (!same_scene(narrative_.happenings[*h], count.sentence))
            return std::nullopt;
        return h;
    }

    [[nodiscard]] bool is_earlier_hit(std::size_t h) const { return narrative_.happenings[h].earlier_hit; }

    /// People displaced by something that goes on are a flow, not one happening's toll.
    [[nodiscard]] bool goes_to_flow(std::size_t h, const CountMention& count) const
    {
        const Happening& happening = narrative_.happenings[h];
        return count.field == ClaimField::displaced && happening.interval.goes_on() &&
               happening.group != TypeGroup::displacement;
    }

    /// A headline's figure before anything was told belongs to the first happening.
    [[nodiscard]] std::optional<std::size_t> following(std::uint32_t s) const
    {
        if (narrative_.happenings.size() == 1)
            return 0;
        for (std::uint32_t k = s; k < narrative_.current.size() && k <= s + 3; ++k)
            if (narrative_.current[k])
                return narrative_.current[k];
        return std::nullopt;
    }

    [[nodiscard]] static bool fits(const Happening& happening, ClaimField field)
    {
        switch (field) {
        case ClaimField::intercepted:
            return happening.sub_type == SubEventType::interception_rescue;
        case ClaimField::rescued:
        case ClaimField::missing:
            return happening.group == TypeGroup::sea || happening.group == TypeGroup::armed;
        case ClaimField::abducted:
        case ClaimField::detained:
            return happening.group != TypeGroup::displacement;
        case ClaimField::displaced:
            return happening.group != TypeGroup::sea;
        default:
            return happening.group != TypeGroup::displacement && happening.group != TypeGroup::strategic;
        }
    }

    /// The sentence names no other place and no earlier day than the happening's.
    [[nodiscard]] bool same_scene(const Happening& happening, std::uint32_t s) const
    {
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            if (time->of_speech || time->future || time->anchor != TimeMention::Anchor::calendar)
                continue;
            const auto last = time->interval.last(), first = happening.interval.first();
            if (last && first && *last < *first)
                return false;
        }
        const Toponym* other = place_of_happening(reading_, s, reading_.sentence(s).first, happening.group);
        return !other || !happening.place || is_coarse(place_of(*other)) ||
               nearness(*happening.place, *other) > 0 ||
               distance_m(place_of(*happening.place).point, place_of(*other).point) < 60'000;
    }

    // -- who did it

    void hand_out_speeches()
    {
        for (const SpeechMention& speech : reading_.speeches) {
            if (speech.act == SpeechMention::Act::says)
                continue;
            std::optional<std::size_t> h = narrative_.current[speech.sentence];
            const bool far =
                h && speech.sentence > narrative_.happenings[*h].tellings.back().sentence + look_ahead;
            if (far)
                h.reset();
            for (const std::size_t k : told_in(speech.sentence))
                if (!is_earlier_hit(k))
                    h = k;
            if (h && narrative_.happenings[*h].speeches.size() < most_of_a_kind)
                narrative_.happenings[*h].speeches.push_back(&speech);
        }
    }

    // -- sums

    /// "security forces had shot dead 45 protesters in three cities": who did it holds for each of the parts.
    void share_sums()
    {
        if (sums_.size() > most_of_a_kind)
            sums_.resize(most_of_a_kind);
        for (const Telling& sum : sums_)
            for (Happening& happening : narrative_.happenings)
                if (happening.sub_type == sum.sub_type && happening.primary)
                    happening.sums.push_back(sum);
    }

    /// A happening placed no better than a country, when others of its kind and days lie inside, is their
    /// sum.
    void drop_sums()
    {
        std::vector<bool> drop(narrative_.happenings.size(), false);
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
            const Happening& sum = narrative_.happenings[h];
            if (!sum.place || place_of(*sum.place).kind != PlaceKind::country || sum.interval.goes_on())
                continue;
            for (std::size_t k = 0; k < narrative_.happenings.size(); ++k) {
                const Happening& part = narrative_.happenings[k];
                if (k != h && part.place && part.sub_type == sum.sub_type &&
                    contains(place_of(*sum.place), place_of(*part.place)) &&
                    place_of(*part.place).kind != PlaceKind::country &&
                    (!sum.interval.is_known() ||
                     part.interval.may_touch(sum.interval.first(), sum.interval.last())))
                    drop[h] = true;
            }
        }
        std::vector<std::optional<std::size_t>> renumbered(drop.size());
        std::vector<Happening> kept;
        for (std::size_t h = 0; h < drop.size(); ++h)
            if (!drop[h]) {
                renumbered[h] = kept.size();
                kept.push_back(std::move(narrative_.happenings[h]));
            }
        narrative_.happenings = std::move(kept);
        for (auto& current : narrative_.current)
            if (current)
                current = renumbered[*current];
    }

    const Reading& reading_;
    Narrative narrative_;
    std::optional<std::size_t> current_;
    Interval last_time_, scene_time_;
    std::uint32_t scene_paragraph_ = 0, scene_sentence_ = 0;
    int enough_ = enough_evidence;
    std::set<std::uint32_t> apart_; ///< sentences on another happening that could not be placed
    std::vector<Telling> sums_;     ///< "in three cities": told of several happenings at once
    std::multimap<std::uint32_t, std::size_t> told_; ///< sentence to happening
    const Toponym* heading_ = nullptr;
    std::uint32_t heading_paragraph_ = 0;
};

} // namespace

Narrative find_happenings(const Reading& reading)
{
    return Narrator{reading}.read();
}

} // namespace sitmap
