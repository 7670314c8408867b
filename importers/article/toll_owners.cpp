// Whose toll a figure of dead is.
#include "importers/article/toll_owners.hpp"

#include "importers/article/clauses.hpp"
#include "importers/article/count_speakers.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/second_tolls.hpp"
#include "importers/article/toll_clues.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace sitmap {

namespace {

constexpr std::size_t most_pairs = 2'000;
constexpr double counts_the_same = 0.6; ///< chance of a second figure, of another number, to be shown too
constexpr double beside_the_best = 0.9; ///< of one that is repeated or taken back, by itself
constexpr double said_otherwise = 0.7;  ///< the same, where somebody else says so
constexpr double likely_enough = 0.35;  ///< for a figure that no happening has, where one is without any

/// "76 of the victims were killed in Nzerekore": the town that a figure is told of; null if none.
const Toponym* town_of_part(const Reading& reading, const TollFigure& part)
{
    constexpr std::uint32_t reach = 5; // tokens
    if (part.town)
        return part.town;
    for (const Toponym* place : part.places)
        if (place->first > part.count->last && place->first <= part.count->last + reach &&
            is_one_of(reading.token(place->first - 1), {"in", "at"}))
            return place;
    return nullptr;
}

/// "34 died, 14 of them at the airport in Zaventem", "Ninety-eight people died. 76 of the victims were killed
/// in Nzerekore": a part of this figure is told of the happening's very place.
bool has_part_there(const Reading& reading, const Happening& happening, const TollFigure& figure,
                    const std::vector<TollFigure>& figures)
{
    constexpr std::uint32_t reach = 2; // sentences
    return happening.place && !figure.count->is_part &&
           std::any_of(figures.begin(), figures.end(), [&](const TollFigure& part) {
               const Toponym* town = part.count->is_part ? town_of_part(reading, part) : nullptr;
               return town && part.count->first > figure.count->first &&
                      part.count->sentence - figure.count->sentence <= reach &&
                      part.count->quantity.size_by() < figure.count->quantity.size_by() &&
                      nearness(reading, *happening.place, *town) >= 3;
           });
}

/// "25 were killed in the two places", then "one died at Mondoro and 37 at Boulikessi": the first is no
/// town's that has one of its own.
bool has_own_of_several(const Reading& reading, const Happening& happening, const TollFigure& figure,
                        const std::vector<TollFigure>& figures)
{
    return figure.of_several && !figure.town && happening.place &&
           std::any_of(figures.begin(), figures.end(), [&](const TollFigure& own) {
               return own.town && own.count->sentence > figure.count->sentence && !own.count->is_part &&
                      nearness(reading, *happening.place, *own.town) >= 3;
           });
}

/// Whether the figure's own town is the happening's, where it has one.
std::optional<bool> of_town(const Reading& reading, const Narrative& narrative, const Happening& happening,
                            const TollFigure& figure, const std::vector<TollFigure>& figures)
{
    if (has_part_there(reading, happening, figure, figures) ||
        has_own_of_several(reading, happening, figure, figures))
        return false;
    if (!figure.town || !happening.place)
        return std::nullopt;
    const auto is_there = [&](const Happening& told) {
        return told.place && nearness(reading, *told.place, *figure.town) > 0;
    };
    if (is_there(happening))
        return true;
    const bool of_another = std::any_of(narrative.happenings.begin(), narrative.happenings.end(), is_there);
    return of_another ? std::optional{false} : std::nullopt;
}

/// The sentence tells of the happening and of the day or month that it has.
bool is_dated_in(const Happening& happening, std::uint32_t sentence)
{
    return happening.interval.is_known() && !happening.interval.goes_on() &&
           std::any_of(happening.tellings.begin(), happening.tellings.end(), [&](const Telling& telling) {
               return telling.sentence == sentence && telling.time && telling.time->sentence == sentence &&
                      telling.time->anchor == TimeMention::Anchor::calendar && !telling.time->of_speech;
           });
}

/// "Gunmen killed nine on Thursday. On Friday the men came back and killed three": the nine are of another
/// day's, where the happening has dead of its own beside its own day.
bool is_of_other_day(const Narrative& narrative, const Happening& happening, const TollFigure& figure,
                     const std::vector<TollFigure>& figures)
{
    const std::uint32_t s = figure.count->sentence;
    const bool of_another =
        !is_told_in(happening, s) &&
        std::any_of(narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& other) {
            return is_dated_in(other, s) &&
                   !other.interval.may_touch(happening.interval.first(), happening.interval.last());
        });
    return of_another && std::any_of(figures.begin(), figures.end(), [&](const TollFigure& own) {
               return is_dated_in(happening, own.count->sentence) &&
                      std::none_of(narrative.happenings.begin(), narrative.happenings.end(),
                                   [&](const Happening& other) {
                                       return &other != &happening && is_told_in(other, own.count->sentence);
                                   });
           });
}

/// "A missile killed 36. Earlier a bomber had rammed a car into a station and killed 13": each has the figure
/// that its own sentence gives.
bool is_of_other_deed(const Narrative& narrative, const Happening& happening, const TollFigure& figure,
                      const std::vector<TollFigure>& figures)
{
    const auto is_own = [](const Happening& of, const CountMention& count) {
        return is_told_in(of, count.sentence) && is_given(of, count);
    };
    if (is_told_in(happening, figure.count->sentence) || is_given(happening, *figure.count))
        return false;
    const bool of_another =
        std::any_of(narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& other) {
            return &other != &happening && is_own(other, *figure.count);
        });
    return of_another && std::any_of(figures.begin(), figures.end(), [&](const TollFigure& own) {
               return is_own(happening, *own.count) && !own.count->is_part && !own.count->cumulative &&
                      !own.count->superseded && own.owners == 1;
           });
}

/// "34 dead for both together", behind the number.
bool is_told_for_both(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 6;
    const std::uint32_t last = reading.sentence(count.sentence).last;
    for (std::uint32_t i = count.last; i < std::min(count.last + reach, last); ++i)
        if (is_one_of(reading.token(i), {"both", "together", "combined"}))
            return true;
    return false;
}

/// "Two bombings killed 34": the text goes on with what each of two killed, 16 and 18, and the sum is no toll
/// of either.
bool is_sum_of_two(const Reading& reading, const TollFigure& figure, const std::vector<TollFigure>& figures)
{
    const auto total = figure.count->quantity.size_by();
    if (figure.count->is_part || total <= 0 ||
        !(figure.of_several || figure.sums || is_told_for_both(reading, *figure.count)))
        return false;
    const bool exact = figure.count->quantity.best().has_value();
    const auto is_addend = [&](const TollFigure& own) {
        return own.count->sentence > figure.count->sentence && !own.count->is_part &&
               !own.count->cumulative && !own.count->superseded && !own.sums &&
               own.count->quantity.size_by() > 0 && own.count->quantity.size_by() < total;
    };
    for (std::size_t a = 0; a < figures.size(); ++a)
        for (std::size_t b = is_addend(figures[a]) ? a + 1 : figures.size(); b < figures.size(); ++b) {
            if (!is_addend(figures[b]) || figures[b].count->sentence == figures[a].count->sentence)
                continue;
            const auto sum = figures[a].count->quantity.size_by() + figures[b].count->quantity.size_by();
            constexpr int a_tenth = 10; // "more than thirty" of 33
            if (sum == total || (!exact && sum > total && sum - total <= total / a_tenth))
                return true;
        }
    return false;
}

/// Who died in the sentence of an attack did not die of the retreat or the truce that it names along.
bool is_given_to_arms(const Narrative& narrative, const Happening& happening, const TollFigure& figure)
{
    return happening.group == TypeGroup::strategic && !is_given(happening, *figure.count) &&
           std::any_of(narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& other) {
               return other.group == TypeGroup::armed && is_given(other, *figure.count) &&
                      is_told_in(other, figure.count->sentence);
           });
}

/// "28 people were killed in the whole of the province", "across the country".
bool is_of_region(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 8;
    const std::uint32_t last = std::min(count.last + reach, reading.sentence(count.sentence).last);
    for (std::uint32_t i = count.last; i < last; ++i) {
        if (is_one_of(reading.token(i), {",", ";", ":"}))
            return false;
        const bool all = (reading.token(i).is("the") && reading.token(i + 1).is("whole")) ||
                         is_one_of(reading.token(i), {"across", "throughout"});
        if (reading.token(i).is("nationwide"))
            return true;
        for (std::uint32_t k = i + 1; all && k < std::min(i + 5, last); ++k)
            if (is_one_of(reading.token(k), {"province", "country", "region", "state", "island", "republic"}))
                return true;
    }
    return false;
}

/// The figure of a whole region is no town's that has a smaller one of its own.
bool is_of_wider_region(const Reading& reading, const Happening& happening, const TollFigure& figure,
                        const std::vector<TollFigure>& figures)
{
    return happening.place && !is_coarse(brief_of(reading, *happening.place).kind) &&
           is_of_region(reading, *figure.count) &&
           std::any_of(figures.begin(), figures.end(), [&](const TollFigure& own) {
               return own.count != figure.count && !own.count->is_part && !own.count->cumulative &&
                      is_given(happening, *own.count) &&
                      own.count->quantity.size_by() < figure.count->quantity.size_by();
           });
}

/// The pairs of which `is_asked(happening, count)` holds; the others count as much towards the most.
template <class IsAsked>
std::vector<TollPair> pairs_that(const Reading& reading, const Narrative& narrative, IsAsked is_asked)
{
    const std::vector<TollFigure> figures = toll_figures(reading, narrative);
    const TollClues clues{reading, narrative, figures};
    std::vector<TollPair> pairs;
    std::size_t all = 0;
    std::vector<bool> asked(figures.size()), is_sum(figures.size());
    for (std::size_t f = 0; f < figures.size() && narrative.happenings.size() > 1; ++f)
        is_sum[f] = is_sum_of_two(reading, figures[f], figures);
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        const Happening& happening = narrative.happenings[h];
        if (happening.group == TypeGroup::displacement || happening.earlier_hit)
            continue;
        all += figures.size();
        if (all > most_pairs)
            break; // a happening is weighed with all figures or not at all
        for (std::size_t f = 0; f < figures.size(); ++f)
            asked[f] = is_asked(happening, *figures[f].count);
        if (std::find(asked.begin(), asked.end(), true) == asked.end())
            continue;
        auto beside = clues.beside(h, asked);
        for (std::size_t f = 0; f < figures.size(); ++f)
            if (asked[f])
                pairs.push_back(
                    {.happening = h,
                     .count = figures[f].count,
                     .given = is_given(happening, *figures[f].count),
                     .of_town = of_town(reading, narrative, happening, figures[f], figures),
                     .of_other_day = is_of_other_day(narrative, happening, figures[f], figures),
                     .of_other_deed = is_sum[f] || is_given_to_arms(narrative, happening, figures[f]) ||
                                      is_of_wider_region(reading, happening, figures[f], figures) ||
                                      is_of_other_deed(narrative, happening, figures[f], figures),
                     .clues = std::move(beside[f])});
    }
    return pairs;
}

} // namespace

std::vector<TollPair> toll_pairs(const Reading& reading, const Narrative& narrative)
{
    return pairs_that(reading, narrative, [](const Happening&, const CountMention&) { return true; });
}

namespace {

/// The text itself sets one count beside the other, right behind it.
bool count_the_same(const Reading& reading, const CountMention& a, const CountMention& b)
{
    const CountMention &first = &a < &b ? a : b, &second = &a < &b ? b : a;
    if (!second.recount || first.superseded || second.superseded)
        return false;
    const CountMention* before = &second;
    while (before != reading.counts.data() && (--before)->field != second.field) {
    }
    return before == &first;
}

/// Two sources, of which the article itself may be one.
bool are_said_by_two(const Reading& reading, const CountMention& a, const CountMention& b)
{
    return source_of_count(reading, a) != source_of_count(reading, b);
}

/// "The ministry's figure is 43 dead; newspapers speak of more than 50": two who are named, in one sentence.
bool are_set_against(const Reading& reading, const CountMention& a, const CountMention& b)
{
    if (!in_sentence(reading.times, a.sentence).empty())
        return false; // "On Saturday night the police counted 63; this morning their chief put it at 84"
    return a.sentence == b.sentence && !a.is_part && !b.is_part && !a.superseded && !b.superseded &&
           !source_of_count(reading, a).empty() && !source_of_count(reading, b).empty() &&
           are_said_by_two(reading, a, b);
}

/// "Two car bombs exploded in Bouira, a day after a bomber killed 43": the figure is of what was before.
bool is_behind_day_after(const Reading& reading, const Happening& happening, const CountMention& count)
{
    std::uint32_t told = reading.sentence(count.sentence).last;
    for (const Telling& telling : happening.tellings)
        if (telling.trigger->sentence == count.sentence)
            told = std::min(told, telling.trigger->first);
    for (std::uint32_t i = told + 1; i < count.first; ++i)
        if (is_one_of(reading.token(i), {":", ";"})) // "landed in Aden, the day after a retreat: 57 died"
            told = i;
    for (std::uint32_t i = told + 1; i + 1 < count.first; ++i)
        if (reading.token(i).is("after") && i > told + 1 &&
            is_one_of(reading.token(i - 1), {"day", "days", "hours", "week", "weeks"}))
            return std::any_of(reading.triggers.begin(), reading.triggers.end(),
                               [&](const TriggerMention& trigger) {
                                   return trigger.sentence == count.sentence && trigger.first > i &&
                                          trigger.first < count.first;
                               });
    return false;
}

/// "28 people had lost their lives since May, ten of them on June 15 in Ayacucho, where soldiers shot at a
/// march": of what is told behind it the part is the toll and the whole is none; nothing for other figures.
std::optional<bool> of_told_scene(const Reading& reading, const Narrative& narrative, const TollPair& pair)
{
    const auto opens_scene = [&](const CountMention& count) {
        return count.is_part && count.last + 1 < reading.sentence(count.sentence).last &&
               is_one_of(reading.token(count.last - 1), {"them", "whom", "those"}) &&
               is_one_of(reading.token(count.last), {"in", "on", "at"});
    };
    const Happening& happening = narrative.happenings[pair.happening];
    const auto told_behind = [&](const CountMention& part) {
        return std::any_of(happening.tellings.begin(), happening.tellings.end(), [&](const Telling& told) {
            return told.sentence == part.sentence && told.trigger->first >= part.last && told.time &&
                   told.time->first >= part.last;
        });
    };
    if (opens_scene(*pair.count))
        return told_behind(*pair.count) ? std::optional{true} : std::nullopt;
    for (const CountMention* other : in_sentence(reading.counts, pair.count->sentence))
        if (other->first > pair.count->last && other->field == pair.count->field && opens_scene(*other) &&
            told_behind(*other))
            return false;
    return std::nullopt;
}

/// "In September gunmen killed 67 people in Nairobi, and in May a bomb killed ten": the figure stands in the
/// clause by which another happening is told, of another day.
bool is_of_other_clause_told(const Reading& reading, const Narrative& narrative, const TollPair& pair)
{
    const std::uint32_t s = pair.count->sentence;
    const Happening& happening = narrative.happenings[pair.happening];
    if (!is_told_in(happening, s) || !happening.interval.is_known())
        return false;
    // "On July 19 rockets landed in Aden, the day after a retreat: 57 died": a colon goes on with the first
    for (std::uint32_t i = reading.sentence(s).first; i < pair.count->first; ++i)
        if (reading.token(i).is(":"))
            return false;
    const Clauses clauses{reading, s};
    const std::uint32_t of_count = clauses.of(pair.count->first);
    const auto tells_there = [&](const Happening& told) {
        return std::any_of(told.tellings.begin(), told.tellings.end(), [&](const Telling& telling) {
            return telling.sentence == s && telling.trigger->sentence == s &&
                   clauses.of(telling.trigger->first) == of_count;
        });
    };
    // "60 people were killed last August, and in July 2019 raiders hacked to death 16": of another day
    const bool has_own =
        std::any_of(reading.counts.begin(), reading.counts.end(), [&](const CountMention& own) {
            return own.sentence == s && own.field == pair.count->field && &own != pair.count &&
                   is_given(happening, own) && clauses.of(own.first) != of_count;
        });
    const bool dated_apart =
        has_own && std::any_of(reading.times.begin(), reading.times.end(), [&](const TimeMention& time) {
            return time.sentence == s && !time.of_speech && !time.future &&
                   clauses.of(time.first) == of_count && time.anchor == TimeMention::Anchor::calendar &&
                   !time.interval.may_touch(happening.interval.first(), happening.interval.last());
        });
    return !tells_there(happening) &&
           (dated_apart ||
            std::any_of(
                narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& other) {
                    return &other != &happening && tells_there(other) && other.interval.is_known() &&
                           !other.interval.may_touch(happening.interval.first(), happening.interval.last());
                }));
}

/// That the figure is the happening's, against "none of them"; in the pairs' order.
std::vector<double> chances_of(const Reading& reading, const Narrative& narrative,
                               const std::vector<TollPair>& pairs)
{
    const double none = reading.tables.tolls.sum({{.name = "none", .value = 1}});
    std::vector<double> chances;
    for (const TollPair& pair : pairs) {
        if (is_of_other_clause_told(reading, narrative, pair) ||
            is_behind_day_after(reading, narrative.happenings[pair.happening], *pair.count)) {
            chances.push_back(0);
            continue;
        }
        const std::optional<bool> of_scene = of_told_scene(reading, narrative, pair);
        if (of_scene) {
            chances.push_back(*of_scene ? beside_the_best : 0);
            continue;
        }
        const double chance = pair.of_other_day || pair.of_other_deed
                                  ? 0
                                  : 1 / (1 + std::exp(none - reading.tables.tolls.sum(pair.clues)));
        chances.push_back(!pair.of_town ? chance : *pair.of_town ? std::max(chance, 0.5) : 0);
    }
    return chances;
}

bool is_of_victims(const CountMention* count)
{
    return count->field == ClaimField::killed && !count->of_attacker;
}

/// "dozens", "scores": at least so many, and nothing more is said.
bool is_vague(const CountMention& count)
{
    return count.quantity.low() && !count.quantity.best() && !count.quantity.high();
}

bool has_victims(const Happening& happening)
{
    return std::any_of(happening.counts.begin(), happening.counts.end(), is_of_victims);
}

} // namespace

namespace {

/// The pairs of one happening, and which of their figures is likeliest its toll.
struct TollChoice {
    std::size_t first = 0, last = 0, best = 0;
};

std::vector<TollChoice> choices_among(const std::vector<TollPair>& pairs, const std::vector<double>& chances)
{
    std::vector<TollChoice> choices;
    for (std::size_t i = 0; i < pairs.size();) {
        std::size_t end = i, best = i;
        // what the text itself takes back yields to what it gives instead, whatever else speaks for it
        const auto holds = [&](std::size_t k) { return !pairs[k].count->superseded && chances[k] >= 0.5; };
        for (; end < pairs.size() && pairs[end].happening == pairs[i].happening; ++end)
            if (holds(end) == holds(best) ? chances[end] > chances[best] : holds(end))
                best = end;
        // "killed scores of people. Over 300 bodies have been buried since": a number says more
        if (best < end && is_vague(*pairs[best].count))
            for (std::size_t k = i; k < end; ++k)
                if (pairs[k].given && chances[k] >= likely_enough && !pairs[k].count->superseded &&
                    !pairs[k].count->is_part && !is_vague(*pairs[k].count) &&
                    pairs[k].count->quantity.size_by() >= pairs[best].count->quantity.size_by()) {
                    best = k;
                    break;
                }
        choices.push_back({.first = i, .last = end, .best = best});
        i = end;
    }
    return choices;
}

TollBeside beside(const Reading& reading, const std::vector<TollPair>& pairs,
                  const std::vector<double>& chances, const TollChoice& choice, std::size_t other)
{
    return {.best = pairs[choice.best].count,
            .other = pairs[other].count,
            .best_chance = chances[choice.best],
            .chance = chances[other],
            .given = pairs[other].given,
            .recount = count_the_same(reading, *pairs[other].count, *pairs[choice.best].count)};
}

/// Two named sources in one sentence, each behind its figure.
bool are_set_apart(const Reading& reading, const TollBeside& pair)
{
    return pair.given && pair.chance >= 0.5 && are_set_against(reading, *pair.other, *pair.best);
}

/// It may be another count of the dead that the best counts; it says something else.
bool may_be_second(const std::vector<TollPair>& pairs, const std::vector<double>& chances,
                   const TollChoice& choice, std::size_t other)
{
    constexpr double least = 0.1; // chance by itself
    const CountMention &best = *pairs[choice.best].count, &count = *pairs[other].count;
    return other != choice.best && chances[choice.best] >= 0.5 && chances[other] >= least &&
           !count.superseded && !best.superseded && count.quantity.size_by() > 0 &&
           count.quantity.size_by() != best.quantity.size_by();
}

} // namespace

std::vector<SecondToll> second_tolls(const Reading& reading, const Narrative& narrative)
{
    const std::vector<TollPair> pairs = toll_pairs(reading, narrative);
    const std::vector<double> chances = chances_of(reading, narrative, pairs);
    std::vector<SecondToll> seconds;
    for (const TollChoice& choice : choices_among(pairs, chances))
        for (std::size_t k = choice.first; k < choice.last; ++k)
            if (may_be_second(pairs, chances, choice, k))
                seconds.push_back(
                    {.happening = pairs[k].happening,
                     .best = pairs[choice.best].count,
                     .other = pairs[k].count,
                     .clues = clues_of_second(reading, beside(reading, pairs, chances, choice, k))});
    return seconds;
}

void settle_tolls(const Reading& reading, Narrative& narrative)
{
    const std::vector<TollPair> pairs = toll_pairs(reading, narrative);
    const std::vector<double> chances = chances_of(reading, narrative, pairs);
    for (const TollChoice& choice : choices_among(pairs, chances)) {
        Happening& happening = narrative.happenings[pairs[choice.first].happening];
        const auto is_shown = [&](std::size_t k) {
            if (may_be_second(pairs, chances, choice, k)) {
                const TollBeside second = beside(reading, pairs, chances, choice, k);
                return second.recount || are_set_apart(reading, second) ||
                       reading.tables.second_tolls.chance(clues_of_second(reading, second)) >=
                           counts_the_same;
            }
            return chances[k] >= beside_the_best || (k == choice.best && chances[k] >= 0.5) ||
                   (pairs[k].given && chances[k] >= said_otherwise &&
                    are_said_by_two(reading, *pairs[k].count, *pairs[choice.best].count));
        };
        std::erase_if(happening.counts, is_of_victims);
        for (std::size_t k = choice.first; k < choice.last; ++k)
            if (is_shown(k))
                happening.counts.push_back(pairs[k].count);
        std::sort(happening.counts.begin(), happening.counts.end());
    }
}

void give_free_tolls(const Reading& reading, Narrative& narrative)
{
    if (std::all_of(narrative.happenings.begin(), narrative.happenings.end(), has_victims))
        return;
    std::set<const CountMention*> given;
    for (const Happening& happening : narrative.happenings)
        for (const CountMention* count : happening.counts)
            given.insert(count);
    const std::vector<TollPair> pairs =
        pairs_that(reading, narrative, [&](const Happening& happening, const CountMention& count) {
            return !has_victims(happening) && !given.contains(&count);
        });
    const std::vector<double> chances = chances_of(reading, narrative, pairs);
    std::vector<std::size_t> order(pairs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return chances[a] > chances[b]; });
    for (const std::size_t i : order) {
        Happening& happening = narrative.happenings[pairs[i].happening];
        if (chances[i] < likely_enough || has_victims(happening) || !given.insert(pairs[i].count).second)
            continue;
        happening.counts.push_back(pairs[i].count);
        std::sort(happening.counts.begin(), happening.counts.end());
    }
}

namespace {

/// "Two suspects were shot dead there": in a raid it is they who are hit.
bool are_suspects(const CountMention& count)
{
    return count.whom.ends_with("suspects");
}

} // namespace

void give_tolls_of_attackers(const Reading& reading, Narrative& narrative)
{
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        Happening& happening = narrative.happenings[h];
        const bool has_dead =
            std::any_of(happening.counts.begin(), happening.counts.end(),
                        [](const CountMention* count) { return count->field == ClaimField::killed; });
        const bool on_fighters = happening.sub_type == SubEventType::armed_clash ||
                                 happening.sub_type == SubEventType::air_drone_strike;
        if (has_dead || happening.earlier_hit || happening.group != TypeGroup::armed)
            continue;
        for (const CountMention& count : reading.counts) {
            const std::uint32_t s = count.sentence;
            const bool told = is_told_in(happening, s) ||
                              (s > 0 && is_told_in(happening, s - 1) && narrative.current[s] == h &&
                               reading.sentence(s).paragraph == reading.sentence(s - 1).paragraph);
            if (count.field != ClaimField::killed || !count.of_attacker || count.single || count.cumulative ||
                count.is_part || !told || !(on_fighters || are_suspects(count)))
                continue;
            happening.counts.push_back(&count);
            break;
        }
    }
}

} // namespace sitmap
