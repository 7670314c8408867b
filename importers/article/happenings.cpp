#include "importers/article/happenings.hpp"

#include "importers/article/adopted_days.hpp"
#include "importers/article/briefs.hpp"
#include "importers/article/crowd_choice.hpp"
#include "importers/article/dates.hpp"
#include "importers/article/doubts.hpp"
#include "importers/article/figures_told.hpp"
#include "importers/article/flights.hpp"
#include "importers/article/happening_worth.hpp"
#include "importers/article/joining.hpp"
#include "importers/article/kinds_told.hpp"
#include "importers/article/leads.hpp"
#include "importers/article/news_value.hpp"
#include "importers/article/parts_of_scenes.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_choice.hpp"
#include "importers/article/refined_places.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/shared_speeches.hpp"
#include "importers/article/shared_tolls.hpp"
#include "importers/article/story_days.hpp"
#include "importers/article/story_places.hpp"
#include "importers/article/telling_match.hpp"
#include "importers/article/telling_traits.hpp"
#include "importers/article/toll_owners.hpp"
#include "importers/article/triggers.hpp"
#include "importers/article/twins.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace sitmap {

namespace {

using std::chrono::days;

constexpr int enough_evidence = 2;           ///< of Telling::evidence, for a happening of its own
constexpr std::size_t most_happenings = 200; ///< of one text; what comes after is not taken

/// What does not hang on which tellings are taken; found once for both readings of a text.
struct Told {
    explicit Told(const Reading& reading)
        : tellings{find_tellings(reading)}, places{reading}, named{reading}, flight{reading}
    {}

    std::vector<Telling> tellings;
    StoryPlaces places;
    NamedPlaces named;
    FlightFocus flight;
};

class Narrator {
public:
    /// `rejected`: what a reading before took for happenings, and was none; `kept`: what was one. Without the
    /// two, what the rules doubt is taken too.
    Narrator(const Reading& reading, const Told& told, Weighing weighing, std::vector<Telling> rejected = {},
             std::vector<Telling> kept = {})
        : reading_{reading},
          scene_{reading},
          places_{told.places},
          named_{told.named},
          flight_{told.flight},
          tellings_{told.tellings},
          weighing_{weighing},
          rejected_{std::move(rejected)},
          kept_{std::move(kept)}
    {}

    Narrative read()
    {
        narrative_.current.resize(reading_.text.sentences.size());
        follow(tellings_);
        // A text without days, such as a feature, rests its happening on less.
        if (narrative_.happenings.empty()) {
            enough_ = enough_evidence - 1;
            follow(tellings_);
        }
        // Something happened, but the text does not say where.
        if (narrative_.happenings.empty()) {
            anywhere_ = true;
            follow(tellings_);
        }
        settle_kinds(reading_, narrative_);
        settle_at_towns(reading_, narrative_);
        take_in_parts(reading_, narrative_);
        join_undated_opening(reading_, narrative_);
        if (weighing_ != Weighing::left_out)
            choose_places(named_, narrative_);
        if (weighing_ != Weighing::left_out && weighing_ != Weighing::of_places) {
            settle_crowds(reading_, narrative_);
            join_settled_twins(reading_, narrative_);
            take_in_answers(reading_, narrative_);
        }
        complete_brief(reading_, narrative_);
        if (tells_of_history_only(reading_, narrative_))
            return Narrative{{}, std::vector<std::optional<std::size_t>>(narrative_.current.size())};
        complete(named_, narrative_, apart_, std::move(sums_));
        date_by_aftermath();
        share_day(reading_, narrative_);
        return std::move(narrative_);
    }

private:
    /// What no other words date was on the day of what followed, or shortly before.
    void date_by_aftermath()
    {
        for (Happening& happening : narrative_.happenings) {
            const Telling& first = happening.tellings.front();
            if (happening.interval.is_known() || !first.aftermath)
                continue;
            happening.interval = first.aftermath->interval;
            happening.time_sentence = first.sentence;
        }
    }

    [[nodiscard]] bool is_rejected(const Telling& telling) const { return is_among(telling, rejected_); }
    [[nodiscard]] bool was_kept(const Telling& telling) const { return is_among(telling, kept_); }

    [[nodiscard]] static bool is_among(const Telling& telling, const std::vector<Telling>& others)
    {
        return std::any_of(others.begin(), others.end(), [&](const Telling& other) {
            return other.trigger == telling.trigger && other.coordinated == telling.coordinated;
        });
    }

    void follow(const std::vector<Telling>& tellings)
    {
        std::size_t next = 0;
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            scene_.enter(s);
            if (s > 0 && reading_.outline[s].entry > reading_.outline[s - 1].entry)
                current_.reset(); // a numbered or dated entry tells its own story
            return_to_story(s);
            const std::size_t first = next;
            for (; next < tellings.size() && tellings[next].sentence == s; ++next)
                take(tellings[next]);
            if (first == next)
                adopt_time(s);
            narrative_.current[s] = current_;
            if (current_)
                refine_places(reading_, narrative_, *current_, s);
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

    /// "The time: shortly after 7pm on Thursday": the day of what was told without one.
    void adopt_time(std::uint32_t s)
    {
        if (!current_)
            return;
        Happening& happening = narrative_.happenings[*current_];
        // "killed at least 104 people this week. ... came to the village on Wednesday"
        const bool wide = happening.interval.precision() == TimePrecision::week;
        if ((happening.interval.is_known() && !wide) || !is_close(happening, s))
            return;
        const TimeMention* time = adoptable_day(reading_, s);
        if (time &&
            (!wide || (time->interval.precision() == TimePrecision::day &&
                       happening.interval.may_touch(time->interval.first(), time->interval.last())))) {
            happening.interval = time->interval;
            happening.time_sentence = s;
        }
    }

    void take(Telling telling)
    {
        const bool only_telling = anywhere_ && reading_.brief;
        if (telling.several_places && !only_telling) {
            sums_.push_back(telling);
            apart_.insert(telling.sentence);
            return;
        }
        if (!telling.place)
            if (const Toponym* heading = scene_.heading_for(telling.sentence)) {
                telling.place = heading;
                ++telling.evidence;
            }
        if (is_vague_mention(reading_, telling) && !only_telling)
            return;
        if (telling.same_place && !telling.place && telling.time)
            take_place_of_the_same(telling);
        const bool toll = is_mere_toll(reading_, telling);
        Interval interval = days_.interval_of(telling);
        if (!is_background(interval))
            take_place_before(telling);
        if (days_.is_coarser_than_opening(telling, interval))
            interval = days_.interval_just_before(telling);
        if (is_running_sum(reading_, telling, interval) && !only_telling) {
            running_sum_ = telling.sentence;
            return;
        }
        if (follows_sum(telling)) {
            apart_.insert(telling.sentence);
            return;
        }
        if (!interval.is_known() && !is_further_back(reading_, telling)) {
            interval = days_.interval_just_before(telling);
            if (!interval.is_known() && scene_.dates(telling))
                interval = scene_.day();
            if (!interval.is_known())
                interval = scene_.night_of(telling);
            telling.evidence += interval.is_known() ? 1 : 0;
        }
        const bool part = is_part_of_sum(telling);
        if (!interval.is_known() && part) {
            interval = days_.interval_of(sums_.back());
            telling.evidence += interval.is_known() ? 1 : 0;
        }
        if (toll && !part && !is_toll_apart(reading_, narrative_, telling, interval)) {
            adopt_time(telling.sentence);
            return;
        }
        if (current_ && says_where(reading_, narrative_.happenings[*current_], telling, interval)) {
            narrative_.happenings[*current_].place = telling.place;
            narrative_.happenings[*current_].place_sentence = telling.place_sentence;
        }
        const auto found =
            told_long_before(telling, interval) || part ? std::nullopt : best_match(telling, interval);
        if (found) {
            join(reading_, narrative_.happenings[*found], telling, interval);
            focus(*found, interval);
            return;
        }
        if (toll)
            telling.sub_type = kind_of_toll(telling);
        else if (says_too(telling) && current_ && narrative_.happenings[*current_].group == telling.group &&
                 !is_territory(narrative_.happenings[*current_].sub_type))
            telling.sub_type = narrative_.happenings[*current_].sub_type;
        const auto standing = is_rejected(telling) ? std::nullopt : standing_of(telling, interval);
        if (standing && (*standing == Doubt::none || rejected_.empty() || was_kept(telling)))
            create(telling, interval, *standing);
        else
            leave_out(telling);
    }

    /// "have killed over 500 people since November. The authorities have acknowledged 173 deaths": of the
    /// same sum.
    [[nodiscard]] bool follows_sum(const Telling& telling) const
    {
        return running_sum_ && *running_sum_ + 1 == telling.sentence && !telling.place && !telling.time &&
               is_mere_toll(reading_, telling) &&
               reading_.sentence(telling.sentence).paragraph == reading_.sentence(*running_sum_).paragraph;
    }

    /// "Armed men murdered 55 people in two places. In Boga, 28 residents were killed": of the same days.
    [[nodiscard]] bool is_part_of_sum(const Telling& telling) const
    {
        constexpr std::uint32_t reach = 6; // sentences
        return !sums_.empty() && sums_.back().group == telling.group && telling.place &&
               telling.place_sentence == telling.sentence &&
               telling.sentence <= sums_.back().sentence + reach &&
               !is_coarse(brief_of(reading_, *telling.place).kind) && tells_of_dead_soon(telling.sentence) &&
               std::none_of(narrative_.happenings.begin(), narrative_.happenings.end(),
                            [&](const Happening& happening) {
                                return happening.place && happening.place->place == telling.place->place;
                            });
    }

    /// "The first explosion came in Tanta. A man blew himself up. Twenty-seven people died": the dead are
    /// told in the paragraph.
    [[nodiscard]] bool tells_of_dead_soon(std::uint32_t s) const
    {
        const std::uint32_t paragraph = reading_.sentence(s).paragraph;
        for (; s < reading_.text.sentences.size() && reading_.sentence(s).paragraph == paragraph; ++s)
            if (has_killed(reading_, s))
                return true;
        return false;
    }

    /// "In September 2021 more than 100 were killed in the same jail", "in the same village": where the deed
    /// was whose sentences have that noun; of a day of its own.
    void take_place_of_the_same(Telling& telling) const
    {
        const Sentence& sentence = reading_.sentence(telling.sentence);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
            if (!is_one_of(reading_.token(i), {"same", "very"}))
                continue;
            const Token& noun = reading_.token(i + 1);
            for (auto happening = narrative_.happenings.rbegin(); happening != narrative_.happenings.rend();
                 ++happening) {
                const bool names_it = std::any_of(happening->tellings.begin(), happening->tellings.end(),
                                                  [&](const Telling& told) {
                                                      const Sentence& of = reading_.sentence(told.sentence);
                                                      for (std::uint32_t k = of.first; k < of.last; ++k)
                                                          if (reading_.token(k).hash == noun.hash)
                                                              return true;
                                                      return false;
                                                  });
                if (!happening->place || !names_it || is_coarse(brief_of(reading_, *happening->place).kind))
                    continue;
                telling.place = happening->place;
                telling.place_sentence = telling.sentence;
                ++telling.evidence;
                return;
            }
        }
    }

    /// What cannot stand by itself may still say something of what is told next to it.
    void leave_out(const Telling& telling)
    {
        if (telling.trigger->weight >= 2 && !telling.trigger->generic &&
            telling.trigger->reality == TriggerMention::Reality::reported)
            unplaced_ = telling;
        if (telling.distinct || (!telling.place && is_at_unknown_place(reading_, telling)))
            apart_.insert(telling.sentence);
        else if (telling.trigger->generic && telling.trigger->definite)
            adopt_time(telling.sentence); // "The raid took place at dawn on Monday"
    }

    /// A place that the paragraph named before is that of what has none of its own. Not so at sea where no
    /// day is told either: "Many of them were intercepted as they tried to cross" tells of no boat of its
    /// own.
    void take_place_before(Telling& telling) const
    {
        if (telling.place || telling.same_place || telling.trigger->definite ||
            (telling.group == TypeGroup::sea && !telling.time))
            return;
        if (const auto before = places_.before_in_paragraph(telling, narrative_)) {
            telling.place = before->toponym;
            telling.place_sentence = before->sentence;
            ++telling.evidence;
        }
    }

    /// "At about the same hour the oilfield was hit as well": by what hit the place told before.
    [[nodiscard]] bool says_too(const Telling& telling) const
    {
        if (!telling.trigger->generic)
            return false;
        for (std::uint32_t i = telling.trigger->first; i < telling.trigger->last; ++i)
            if (is_one_of(reading_.token(i), {"well", "too", "also"}))
                return true;
        return false;
    }

    /// "The glide bomb fell at noon. Two people who stood in the centre of Kupiansk died": the kind is that
    /// of the deed told just before, where one was; else that which the paragraph speaks for.
    [[nodiscard]] SubEventType kind_of_toll(const Telling& telling) const
    {
        constexpr std::uint32_t reach = 2; // sentences
        if (unplaced_ && unplaced_->sentence + reach >= telling.sentence && unplaced_->group == telling.group)
            return unplaced_->sub_type;
        return kind_of_paragraph(reading_, telling.sentence).value_or(telling.sub_type);
    }

    /// "In October 2017 a lorry bomb killed 587 people in the same city": no part of what is reported now.
    [[nodiscard]] bool told_long_before(const Telling& telling, const Interval& interval) const
    {
        if (telling.sentence < 2 || telling.trigger->definite || !telling.time || !is_background(interval))
            return false;
        return std::none_of(
            narrative_.happenings.begin(), narrative_.happenings.end(), [&](const Happening& h) {
                return h.interval.is_known() && h.interval.may_touch(interval.first(), interval.last()) &&
                       is_background(h.interval);
            });
    }

    // -- joining

    [[nodiscard]] std::optional<std::size_t> best_match(const Telling& telling,
                                                        const Interval& interval) const
    {
        if (carries_on(telling))
            return current_;
        std::optional<std::size_t> best;
        double most = 0;
        const std::size_t count = narrative_.happenings.size();
        for (std::size_t h = 0; h < count; ++h) {
            const double score = likeness_to(reading_, narrative_.happenings[h], telling, interval) -
                                 0.2 * static_cast<double>(narrative_.happenings.size() - 1 - h) +
                                 (current_ && *current_ == h ? 0.5 : 0);
            if (score > most) {
                most = score;
                best = h;
            }
        }
        return best;
    }

    /// "In Bor youths broke into the base. At least 58 were killed, some of the attackers among them": what
    /// names neither place nor day is of the deed told just before, of whatever kind.
    [[nodiscard]] bool carries_on(const Telling& telling) const
    {
        if (!current_ || telling.place || telling.time || telling.distinct || !telling.trigger->generic ||
            !has_killed(reading_, telling.sentence))
            return false;
        const std::uint32_t last = narrative_.happenings[*current_].tellings.back().sentence;
        return last > 0 && last + 1 == telling.sentence &&
               reading_.sentence(last).paragraph == reading_.sentence(telling.sentence).paragraph;
    }

    void focus(std::size_t h, const Interval& interval)
    {
        current_ = h;
        if (narrative_.happenings[h].primary)
            scene_.tell(interval.is_known() ? interval : narrative_.happenings[h].interval);
    }

    // -- new happenings

    /// Whether what a sentence tells stands by itself, or does so only if all its clues speak for it; nothing
    /// where it does not.
    [[nodiscard]] std::optional<Doubt> standing_of(const Telling& telling, const Interval& interval) const
    {
        using Reality = TriggerMention::Reality;
        if (reading_.sentence(telling.sentence).quoted || (telling.several_places && !anywhere_))
            return std::nullopt;
        if (telling.trigger->reality != Reality::reported &&
            !(telling.trigger->reality == Reality::past && telling.time))
            return std::nullopt;
        if (!interval.is_known() && lies_years_back(reading_, telling.sentence))
            return std::nullopt;
        if (anywhere_)
            return may_be_anywhere(telling) ? std::optional{Doubt::none} : std::nullopt;
        if (narrative_.happenings.size() >= most_happenings || telling.evidence < enough_ ||
            !place_for(telling, interval) ||
            (is_background(interval) && telling.sub_type == SubEventType::agreement))
            return std::nullopt;
        return doubt_about(reading_, narrative_, flight_, telling, interval, enough_ < enough_evidence);
    }

    /// Of a brief that itself is about a happening, and of a longer text that leads with one that harmed
    /// people, an incident without a place is better than none.
    [[nodiscard]] bool may_be_anywhere(const Telling& telling) const
    {
        if (!narrative_.happenings.empty())
            return false;
        if (reading_.brief)
            return true; // its words as a whole were judged before
        return telling.sentence < 4 && telling.trigger->weight >= 2 && !telling.trigger->generic &&
               !telling.trigger->definite && has_killed(reading_, telling.sentence);
    }

    [[nodiscard]] bool is_background(const Interval& interval) const
    {
        return lies_back(interval, reading_.article.document.published);
    }

    [[nodiscard]] std::optional<Placed> place_for(const Telling& telling, const Interval& interval) const
    {
        const auto placed = places_.place_for(telling, current_ ? &narrative_.happenings[*current_] : nullptr,
                                              is_background(interval));
        // A numbered or dated entry borrows no place from another one.
        if (placed && !telling.place)
            if (const auto own = reading_.outline[telling.sentence].entry,
                theirs = reading_.outline[placed->sentence].entry;
                own > 0 && theirs > 0 && own != theirs)
                return std::nullopt;
        return placed;
    }

    /// "Thousands marched in Caracas on Wednesday. Near the square soldiers fired tear gas": of the same day.
    [[nodiscard]] bool goes_on_with_scene(const Telling& telling) const
    {
        constexpr std::uint32_t reach = 2; // sentences
        if (telling.time || telling.ongoing || !current_ || telling.sentence == 0 || telling.distinct)
            return false;
        const Happening& before = narrative_.happenings[*current_];
        return before.primary && before.interval.precision() == TimePrecision::day &&
               before.tellings.back().sentence + reach >= telling.sentence &&
               reading_.sentence(telling.sentence).paragraph ==
                   reading_.sentence(before.tellings.back().sentence).paragraph;
    }

    void create(const Telling& telling, const Interval& interval, Doubt doubt)
    {
        const auto placed = place_for(telling, interval);
        Happening happening{.sub_type = telling.sub_type, .group = telling.group, .tellings = {telling}};
        happening.place = placed ? placed->toponym : nullptr;
        happening.place_sentence = placed ? placed->sentence : telling.sentence;
        happening.doubt = doubt;
        happening.interval = interval;
        happening.time_sentence = telling.sentence;
        if (!interval.is_known() && telling.sub_type == SubEventType::agreement)
            happening.interval = day_of_announcement(reading_, telling.sentence);
        if (!interval.is_known() && goes_on_with_scene(telling)) {
            happening.interval = narrative_.happenings[*current_].interval;
            happening.time_sentence = narrative_.happenings[*current_].time_sentence;
        }
        happening.primary = !is_background(interval) &&
                            telling.trigger->reality == TriggerMention::Reality::reported &&
                            !interval.goes_on();
        narrative_.happenings.push_back(std::move(happening));
        focus(narrative_.happenings.size() - 1, interval);
    }

    const Reading& reading_;
    Narrative narrative_;
    std::optional<std::size_t> current_;
    Scene scene_;
    StoryDays days_{reading_, narrative_, scene_, current_};
    const StoryPlaces& places_;
    const NamedPlaces& named_;
    const FlightFocus& flight_;
    const std::vector<Telling>& tellings_;
    Weighing weighing_;
    std::vector<Telling> rejected_, kept_; ///< of a reading before
    int enough_ = enough_evidence;
    std::optional<Telling> unplaced_;          ///< told last of those that could not be placed or dated
    bool anywhere_ = false;                    ///< a happening need not have a place
    std::optional<std::uint32_t> running_sum_; ///< sentence that told last of a sum over a long time
    std::set<std::uint32_t> apart_;            ///< sentences on another happening that could not be placed
    std::vector<Telling> sums_;                ///< "in three cities": told of several happenings at once
};

} // namespace

bool is_told_in(const Happening& happening, std::uint32_t sentence)
{
    return std::any_of(happening.tellings.begin(), happening.tellings.end(),
                       [&](const Telling& telling) { return telling.sentence == sentence; });
}

std::uint32_t sentence_of_kind(const Happening& happening)
{
    for (const Telling& telling : happening.tellings)
        if (telling.sub_type == happening.sub_type)
            return telling.sentence;
    return happening.tellings.front().sentence;
}

namespace {

/// The happenings that their clues speak for.
Narrative likely_happenings(const Reading& reading, const Told& told, Narrative narrative)
{
    const bool all_in_doubt =
        std::all_of(narrative.happenings.begin(), narrative.happenings.end(),
                    [](const Happening& happening) { return happening.doubt != Doubt::none; });
    const std::vector<Telling> rejected = leave_out_unlikely(reading, narrative);
    if (rejected.empty() || (narrative.happenings.empty() && !all_in_doubt))
        return narrative;
    // Read once more without them, so that their figures and days go to what is left.
    std::vector<Telling> kept;
    for (const Happening& happening : narrative.happenings)
        kept.push_back(happening.tellings.front());
    narrative = Narrator{reading, told, Weighing::done, rejected, kept}.read();
    leave_out_unlikely(reading, narrative, kept);
    return narrative;
}

} // namespace

Narrative find_happenings(const Reading& reading, Weighing weighing)
{
    if (tells_of_nothing(reading))
        return {.happenings = {},
                .current = std::vector<std::optional<std::size_t>>(reading.text.sentences.size())};
    const Told told{reading};
    const bool in_full = weighing == Weighing::done || weighing == Weighing::but_of_tolls ||
                         weighing == Weighing::but_of_twins;
    Narrative narrative = Narrator{reading, told, in_full ? Weighing::done : weighing}.read();
    if (!in_full)
        return narrative;
    narrative = likely_happenings(reading, told, std::move(narrative));
    if (weighing != Weighing::but_of_twins)
        join_twins(reading, narrative);
    if (weighing == Weighing::done) {
        settle_tolls(reading, narrative);
        join_by_toll(reading, narrative);
        give_free_tolls(reading, narrative);
        give_tolls_of_attackers(reading, narrative);
        share_speeches(reading, narrative);
    }
    return narrative;
}

} // namespace sitmap
