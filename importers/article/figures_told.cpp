// Which happening a figure or an accusation belongs to.
#include "importers/article/figures_told.hpp"

#include "geodata/within.hpp"
#include "importers/article/coordination.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <map>

namespace sitmap {

namespace {

using std::chrono::days;

constexpr std::size_t most_of_a_kind = 50;    ///< figures, accusations of one happening that are kept
constexpr std::uint32_t last_of_headline = 4; ///< sentences that may stand before the first happening
constexpr std::uint32_t look_ahead = 10;      ///< sentences behind a happening that may still say who did it

class Completion {
public:
    Completion(const NamedPlaces& named, Narrative& narrative, const std::set<std::uint32_t>& apart,
               std::vector<Telling> sums)
        : reading_{named.reading()},
          named_{named},
          narrative_{narrative},
          apart_{apart},
          sums_{std::move(sums)}
    {}

    void run()
    {
        tell_of_earlier_hits();
        hand_out_counts();
        leave_out_raiders();
        leave_out_wars();
        leave_out_sums();
        hand_out_speeches();
        note_arrested_protesters();
        drop_sums();
        share_sums();
    }

private:
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
            before.place = earlier->place && !names_finer(reading_, now.place, earlier->place)
                               ? earlier->place
                               : now.place;
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
                 reading_.token(i + 1).is("time")) ||
                (is_one_of(reading_.token(i), {"already", "previously"}) && reading_.token(i + 1).is("been")))
                for (std::uint32_t k = i; k < sentence.last; ++k)
                    if (reading_.tables.lexicon.is_in("hit_again", reading_.token(k)))
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
            const auto owner = owner_of(count);
            if (owner && count.single && has_larger(narrative_.happenings[*owner], count))
                continue;
            if (const auto h = owner; h && narrative_.happenings[*h].counts.size() < most_of_a_kind)
                narrative_.happenings[*h].counts.push_back(&count);
        }
    }

    /// A protest at which people were detained was not left alone.
    void note_arrested_protesters()
    {
        for (Happening& happening : narrative_.happenings)
            if (happening.sub_type == SubEventType::peaceful_protest &&
                std::any_of(happening.counts.begin(), happening.counts.end(), [](const CountMention* count) {
                    return count->field == ClaimField::detained && count->quantity.size_by() > 0;
                }))
                happening.sub_type = SubEventType::protest_with_intervention;
    }

    /// Whom a figure counts: the kind of the last noun that the table of people knows.
    [[nodiscard]] std::string_view kind_of(const CountMention& count) const
    {
        std::string_view kind;
        for (std::uint32_t i = count.first; i < count.last; ++i)
            if (const std::string_view found = reading_.tables.lexicon.meaning("people", reading_.token(i));
                !found.empty())
                kind = found;
        return kind;
    }

    /// Militants killed where others were: those who attacked, as far as the conventions go, and not in the
    /// toll.
    void leave_out_raiders()
    {
        for (Happening& happening : narrative_.happenings) {
            const auto is_of = [&](const CountMention* count, bool fighters) {
                return count->field == ClaimField::killed && !count->superseded &&
                       count->quantity.size_by() > 0 && (kind_of(*count) == "fighters") == fighters;
            };
            const auto& counts = happening.counts;
            const bool others = std::any_of(counts.begin(), counts.end(),
                                            [&](const CountMention* count) { return is_of(count, false); });
            if (others && happening.group == TypeGroup::armed)
                std::erase_if(happening.counts,
                              [&](const CountMention* count) { return is_of(count, true); });
        }
    }

    /// "Estimates of the dead exceed 40,000" beside a bomb that killed 37: the figure of a whole war.
    void leave_out_wars()
    {
        constexpr Quantity::Count many = 500;
        constexpr Quantity::Count times = 20;
        for (Happening& happening : narrative_.happenings) {
            Quantity::Count own = 0;
            for (const CountMention* count : happening.counts)
                if (count->field == ClaimField::killed && !count->single && count->quantity.size_by() > 0 &&
                    (own == 0 || count->quantity.size_by() < own))
                    own = count->quantity.size_by();
            if (own > 1)
                std::erase_if(happening.counts, [&](const CountMention* count) {
                    return count->field == ClaimField::killed && count->quantity.size_by() >= many &&
                           count->quantity.size_by() / times >= own;
                });
        }
    }

    /// "45 killed in attacks on two churches", then 27 in the one and 18 in the other: the headline and the
    /// lead give the sum.
    void leave_out_sums()
    {
        const auto& all = narrative_.happenings;
        const auto most_behind = [](const Happening& happening, std::uint32_t s) {
            Quantity::Count most = 0;
            for (const CountMention* count : happening.counts)
                if (count->field == ClaimField::killed && count->sentence > s && !count->superseded)
                    most = std::max(most, count->quantity.size_by());
            return most;
        };
        for (std::size_t h = 0; h < all.size(); ++h)
            std::erase_if(narrative_.happenings[h].counts, [&](const CountMention* count) {
                if (count->field != ClaimField::killed || count->sentence > last_of_headline)
                    return false;
                const Quantity::Count own = most_behind(all[h], count->sentence);
                for (std::size_t k = 0; own > 0 && k < all.size(); ++k) {
                    const Quantity::Count other = k == h ? 0 : most_behind(all[k], count->sentence);
                    if (other > 0 && count->quantity.size_by() >= own + other)
                        return true;
                }
                return false;
            });
    }

    /// "A policeman was killed too": one of those that the toll counts.
    [[nodiscard]] static bool has_larger(const Happening& happening, const CountMention& count)
    {
        return std::any_of(happening.counts.begin(), happening.counts.end(), [&](const CountMention* told) {
            return told->field == count.field && told->sentence != count.sentence &&
                   told->quantity.size_by() > count.quantity.size_by();
        });
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
        std::uint32_t least = 0;
        for (const std::size_t h : told_in(count.sentence)) {
            if (!fits(narrative_.happenings[h], count.field) || (told && is_earlier_hit(h)))
                continue;
            const std::uint32_t off = distance_to_deed(narrative_.happenings[h], count);
            if (!told || off <= least) {
                told = h;
                least = off;
            }
        }
        if (told && goes_to_flow(*told, count))
            return std::nullopt;
        // "The toll of Sunday's explosion rose to 17" in a report on Monday's
        if (told && is_of_earlier_day(narrative_.happenings[*told], count.sentence)) {
            const auto dated = of_same_day(count.sentence);
            return dated && fits(narrative_.happenings[*dated], count.field) ? dated : std::nullopt;
        }
        if (told)
            return told;
        // whose the dead are is weighed later
        if (const auto there = count.field == ClaimField::injured ? told_at_town_of(count) : std::nullopt)
            return there;
        const auto current = narrative_.current[count.sentence];
        const auto h = current ? current : following(count.sentence);
        if (h && fits(narrative_.happenings[*h], count.field) && !goes_to_flow(*h, count) &&
            same_scene(narrative_.happenings[*h], count.sentence) && !is_in_aside(*h, count.sentence))
            return h;
        const auto dated = of_same_day(count.sentence);
        return dated && fits(narrative_.happenings[*dated], count.field) && !goes_to_flow(*dated, count)
                   ? dated
                   : std::nullopt;
    }

    /// "Nobody was hurt in Hpakant; two farmers were wounded near Lashio": of what was told just before of
    /// the very town that stands behind the figure.
    [[nodiscard]] std::optional<std::size_t> told_at_town_of(const CountMention& count) const
    {
        constexpr std::uint32_t reach = 2; // sentences
        const Toponym* town = town_behind(reading_, count);
        std::optional<std::size_t> found;
        for (std::size_t h = 0; town && h < narrative_.happenings.size(); ++h) {
            const Happening& happening = narrative_.happenings[h];
            const bool just_before = std::any_of(
                happening.tellings.begin(), happening.tellings.end(), [&](const Telling& telling) {
                    return telling.sentence < count.sentence && telling.sentence + reach >= count.sentence;
                });
            if (!just_before || !happening.place || !fits(happening, count.field) ||
                happening.place->place != town->place)
                continue;
            if (found)
                return std::nullopt;
            found = h;
        }
        return found;
    }

    /// "In 1993 a dozen bombs killed 257, and in 2003 two taxis blew up and killed 52": tokens between the
    /// figure and the nearest words that tell of the happening in its sentence, more where a clause ends
    /// between them.
    [[nodiscard]] std::uint32_t distance_to_deed(const Happening& happening, const CountMention& count) const
    {
        constexpr std::uint32_t semicolon = 30, clause = 12, behind = 4;
        std::uint32_t least = 1000;
        for (const Telling& telling : happening.tellings) {
            if (telling.sentence != count.sentence)
                continue;
            const std::uint32_t deed = telling.trigger->first;
            std::uint32_t off = deed > count.first ? deed - count.first + behind : count.first - deed;
            for (std::uint32_t i = std::min(deed, count.first) + 1; i < std::max(deed, count.first); ++i) {
                if (reading_.token(i).is(";"))
                    off += semicolon;
                else if (reading_.token(i).is(",") &&
                         is_one_of(reading_.token(i + 1), {"and", "while", "but", "after", "when"}))
                    off += clause;
            }
            least = std::min(least, off);
        }
        return least;
    }

    /// "A week ago fishermen came across a boat off Dakar. Inside lay 30 bodies": its paragraph opens with an
    /// earlier day and another place.
    [[nodiscard]] bool is_in_aside(std::size_t h, std::uint32_t s) const
    {
        const Happening& happening = narrative_.happenings[h];
        constexpr std::uint32_t reach = 12; // sentences
        for (std::uint32_t before = s; before > 0 && s - before < reach;) {
            --before;
            if (reading_.sentence(before).paragraph != reading_.sentence(s).paragraph)
                return false;
            const auto told = told_in(before);
            if (std::find(told.begin(), told.end(), h) != told.end())
                return false;
            if (!names_no_other_place(happening, before) && names_earlier_day(happening, before))
                return true;
        }
        return false;
    }

    [[nodiscard]] bool names_earlier_day(const Happening& happening, std::uint32_t s) const
    {
        const auto first = happening.interval.first();
        const auto times = in_sentence(reading_.times, s);
        return first && std::any_of(times.begin(), times.end(), [&](const TimeMention* time) {
                   const auto last = time->interval.last();
                   return last && !time->of_speech && !time->future && *last < *first;
               });
    }

    /// "19 people were killed in the town on 1 May": the only happening of the very day that a sentence names
    /// where its story is another one.
    [[nodiscard]] std::optional<std::size_t> of_same_day(std::uint32_t s) const
    {
        std::optional<std::size_t> found;
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            if (time->of_speech || time->future || time->interval.precision() != TimePrecision::day)
                continue;
            for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
                const Happening& happening = narrative_.happenings[h];
                if (happening.interval.precision() != TimePrecision::day ||
                    happening.interval.first() != time->interval.first() ||
                    happening.group != TypeGroup::armed || !names_no_other_place(happening, s))
                    continue;
                if (found && *found != h)
                    return std::nullopt;
                found = h;
            }
        }
        return found;
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
        const bool alone = narrative_.happenings.size() == 1;
        const Telling* told = alone ? &narrative_.happenings.front().tellings.front() : nullptr;
        if (told && (!told->place || s + last_of_headline >= told->sentence))
            return 0;
        if (s > last_of_headline)
            return std::nullopt;
        for (std::uint32_t k = s; k < narrative_.current.size() && k <= s + 5; ++k)
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
        return !is_of_earlier_day(happening, s) && names_no_other_place(happening, s);
    }

    /// "In 2003 a car bomb took 36 lives" in a report on another one.
    [[nodiscard]] bool is_of_earlier_day(const Happening& happening, std::uint32_t s) const
    {
        bool before = false, then = false;
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            if (time->of_speech || time->future || time->anchor != TimeMention::Anchor::calendar)
                continue;
            const auto last = time->interval.last(), first = happening.interval.first();
            (last && first && *last < *first ? before : then) = true;
        }
        return before && !then; // "on Monday and Tuesday" of what happened on Tuesday
    }

    [[nodiscard]] bool names_no_other_place(const Happening& happening, std::uint32_t s) const
    {
        if (!happening.place)
            return true;
        const Toponym* other = named_.where(s, happening.group);
        const bool goes_on = s > 0 && happening.tellings.back().sentence + 1 == s &&
                             reading_.sentence(s).paragraph == reading_.sentence(s - 1).paragraph;
        return !other || is_coarse(brief_of(reading_, *other).kind) ||
               nearness(reading_, *happening.place, *other) > 0 ||
               lie_within(brief_of(reading_, *happening.place).point, brief_of(reading_, *other).point,
                          goes_on ? 80'000 : 60'000);
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
            if (h && narrative_.happenings[*h].group != TypeGroup::armed && told_in(speech.sentence).empty())
                if (const auto dated = of_same_day(speech.sentence))
                    h = dated;
            if (h)
                give(*h, speech);
            if (h && says_of_both(speech))
                if (const auto other = armed_before(*h))
                    give(*other, speech);
        }
    }

    void give(std::size_t h, const SpeechMention& speech)
    {
        if (narrative_.happenings[h].speeches.size() < most_of_a_kind)
            narrative_.happenings[h].speeches.push_back(&speech);
    }

    /// "Ankara ascribes both to the PKK", "claimed both attacks".
    [[nodiscard]] bool says_of_both(const SpeechMention& speech) const
    {
        constexpr std::uint32_t reach = 5;
        const std::uint32_t last = std::min(speech.verb + reach, reading_.sentence(speech.sentence).last);
        for (std::uint32_t i = speech.verb; i < last; ++i)
            if (reading_.token(i).is("both"))
                return true;
        return false;
    }

    /// The armed happening told last before this one.
    [[nodiscard]] std::optional<std::size_t> armed_before(std::size_t h) const
    {
        std::optional<std::size_t> before;
        const std::uint32_t here = narrative_.happenings[h].tellings.front().sentence;
        for (std::size_t k = 0; k < narrative_.happenings.size(); ++k) {
            const Happening& other = narrative_.happenings[k];
            if (k == h || other.group != TypeGroup::armed || other.tellings.front().sentence > here)
                continue;
            if (!before ||
                other.tellings.front().sentence >= narrative_.happenings[*before].tellings.front().sentence)
                before = k;
        }
        return before;
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
            if (!sum.place || brief_of(reading_, *sum.place).kind != PlaceKind::country ||
                sum.interval.goes_on())
                continue;
            for (std::size_t k = 0; k < narrative_.happenings.size(); ++k) {
                const Happening& part = narrative_.happenings[k];
                if (k != h && part.place && part.sub_type == sum.sub_type &&
                    contains(place_of(reading_, *sum.place), place_of(reading_, *part.place)) &&
                    brief_of(reading_, *part.place).kind != PlaceKind::country &&
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
    const NamedPlaces& named_;
    Narrative& narrative_;
    const std::set<std::uint32_t>& apart_;
    std::vector<Telling> sums_;
    std::multimap<std::uint32_t, std::size_t> told_; ///< sentence to happening
};

} // namespace

void complete(const NamedPlaces& named, Narrative& narrative, const std::set<std::uint32_t>& apart,
              std::vector<Telling> sums)
{
    Completion{named, narrative, apart, std::move(sums)}.run();
}

} // namespace sitmap
