// Whether what the rules took for a happening is one, judged from everything about it.
#include "importers/article/happening_worth.hpp"

#include "importers/article/coordination.hpp"
#include "importers/article/kinds_told.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reading.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/telling_match.hpp"
#include "importers/article/telling_traits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace sitmap {

namespace {

// Chances from which a happening is kept.
constexpr double likely_enough = 0.40;
constexpr double likely_enough_in_brief = 0.3;
constexpr double likely_enough_in_doubt = 0.5; ///< of what the rules doubt
constexpr double more_at_second_sight = 0.15;  ///< for what comes up only when likelier ones are left out
constexpr double less_with_own_dead = 0.2; ///< "five died in Niamey, three in Zinder": of each of the towns
// Of a text as a whole the chance that it tells of events, and below that how likely the likeliest happening
// must be for any to be kept.
constexpr double hardly_of_events = 0.4, maybe_of_events = 0.6, likely_enough_in_maybe = 0.5;
constexpr double beyond_doubt = 0.75;
constexpr std::uint32_t lead_sentences = 4; ///< the headline among them

std::string_view name_of_group(TypeGroup group)
{
    switch (group) {
    case TypeGroup::armed:
        return "armed";
    case TypeGroup::demonstration:
        return "demonstration";
    case TypeGroup::strategic:
        return "strategic";
    case TypeGroup::displacement:
        return "displacement";
    default:
        return "sea";
    }
}

std::string_view number_of(Doubt doubt)
{
    constexpr std::array<std::string_view, 8> numbers{"0", "1", "2", "3", "4", "5", "6", "7"};
    static_assert(static_cast<std::size_t>(Doubt::unknown_place) + 1 == numbers.size());
    return numbers[static_cast<std::size_t>(doubt)];
}

class Clues {
public:
    Clues(const Reading& reading, const Narrative& narrative, std::size_t happening)
        : reading_{reading},
          narrative_{narrative},
          happening_{narrative.happenings[happening]},
          index_{happening}
    {}

    [[nodiscard]] std::vector<NamedClue> all()
    {
        add("always");
        of_kind();
        of_first_telling();
        of_all_tellings();
        of_place();
        of_days();
        of_text();
        beside_others();
        return std::move(out_);
    }

private:
    void add(ClueName name, double value = 1)
    {
        // A text of a few sentences is judged by weights of its own: it says less, and is all about one
        // thing.
        if (value != 0)
            out_.push_back({reading_.brief ? name.of_brief() : name, static_cast<float>(value)});
    }
    void add_if(bool holds, ClueName name)
    {
        if (holds)
            add(name);
    }

    void of_kind()
    {
        add({"kind:", name_of(happening_.sub_type)});
        add({"group:", name_of_group(happening_.group)});
        add_if(happening_.earlier_hit, "earlier_hit");
        add({"doubt:", number_of(happening_.doubt)});
        const KindModel::Verdict& verdict = kind_of_sentence(reading_, happening_.tellings.front().sentence);
        add("sentence_none", verdict.none);
        add("sentence_kind", verdict.chance_of(happening_.sub_type));
        if (reading_.brief) {
            add("text_none", reading_.brief->none);
            add("text_kind", reading_.brief->chance_of(happening_.sub_type));
        }
    }

    void of_first_telling()
    {
        const Telling& first = happening_.tellings.front();
        const TriggerMention& trigger = *first.trigger;
        const std::uint32_t s = first.sentence;
        add_if(trigger.weight >= 3, "first_names_deed");
        add_if(trigger.weight <= 1, "first_is_weak");
        add_if(trigger.generic, "first_generic");
        add_if(trigger.framed, "first_framed");
        if (trigger.framed)
            add({"framed:", name_of_group(happening_.group)});
        add_if(trigger.definite, "first_definite");
        add_if(trigger.reality == TriggerMention::Reality::past, "first_past");
        add_if(reading_.sentence(s).quoted, "first_quoted");
        add_if(!reading_.speakers[s].empty(), "first_said");
        add_if(s == 0, "headline");
        add_if(s > 0 && s < lead_sentences, "lead");
        add("late", static_cast<double>(s) / static_cast<double>(reading_.text.sentences.size()));
        add_if(first.place && first.place_sentence == s, "first_own_place");
        add_if(first.place && first.place_sentence != s, "first_near_place");
        add_if(first.time != nullptr, "first_time");
        add_if(first.distinct, "first_distinct");
        add_if(first.coordinated, "first_coordinated");
        add_if(has_killed(reading_, s), "first_killed");
        add_if(!in_sentence(reading_.counts, s).empty(), "first_counts");
        add_if(is_further_back(reading_, first), "first_had");
        add_if(lies_years_back(reading_, s), "first_years_back");
        add_if(reading_.outline[s].entry > 0, "in_entry");
        add_if(reading_.outline[s].mood == Mood::background, "in_background");
        add("evidence", std::min(first.evidence, 6) / 6.0);
        of_its_group(first);
    }

    /// What speaks for an attack says less of an arrest, an accord, a flight or a rescue, which reports
    /// mention in passing.
    void of_its_group(const Telling& first)
    {
        if (happening_.group == TypeGroup::armed || happening_.group == TypeGroup::demonstration)
            return;
        const std::string_view group = name_of_group(happening_.group);
        const auto of_group = [&](bool holds, ClueName what) {
            if (holds)
                add({what, group});
        };
        const auto has = [&](std::initializer_list<ClaimField> fields) {
            return std::any_of(
                happening_.counts.begin(), happening_.counts.end(), [&](const CountMention* count) {
                    return std::find(fields.begin(), fields.end(), count->field) != fields.end();
                });
        };
        of_group(first.time != nullptr, "timed:");
        of_group(first.place && first.place_sentence == first.sentence, "placed:");
        of_group(first.time && first.place && first.place_sentence == first.sentence, "timed_and_placed:");
        of_group(first.sentence < lead_sentences, "leads:");
        of_group(first.trigger->weight >= 3, "named:");
        of_group(has({ClaimField::displaced}), "displaced:");
        of_group(has({ClaimField::detained, ClaimField::abducted}), "taken:");
        of_group(has({ClaimField::rescued, ClaimField::intercepted, ClaimField::missing}), "saved:");
        of_group(happening_.tellings.size() > 1, "told_again:");
    }

    void of_all_tellings()
    {
        const auto& told = happening_.tellings;
        const auto any = [&](auto holds) { return std::any_of(told.begin(), told.end(), holds); };
        add("tellings", std::log2(static_cast<double>(told.size())));
        const float learnt = told.front().trigger->learnt;
        if (std::all_of(told.begin(), told.end(), [](const Telling& t) { return t.trigger->learnt > 0; })) {
            add("only_learnt");
            add({"learnt:", name_of_group(happening_.group)});
            const double chance = std::clamp(static_cast<double>(learnt), 0.01, 0.99);
            add("learnt_chance", std::log(chance / (1 - chance)) / 2);
        }
        add_if(any([](const Telling& t) { return t.trigger->weight >= 3; }), "some_names_deed");
        add_if(any([](const Telling& t) { return t.place && t.place_sentence == t.sentence; }),
               "some_own_place");
        add_if(any([](const Telling& t) { return t.time != nullptr; }), "some_time");
        add_if(any([&](const Telling& t) { return has_killed(reading_, t.sentence); }), "some_killed");
        add_if(any([](const Telling& t) { return t.sentence > 0 && t.sentence < lead_sentences; }),
               "some_in_lead");
        add_if(std::any_of(happening_.counts.begin(), happening_.counts.end(),
                           [](const CountMention* count) { return count->field == ClaimField::killed; }),
               "killed");
        add("counts", std::log2(1.0 + static_cast<double>(happening_.counts.size())));
        add("speeches", std::log2(1.0 + static_cast<double>(happening_.speeches.size())));
    }

    void of_place()
    {
        if (!happening_.place)
            return add("no_place");
        const Place& place = place_of(reading_, *happening_.place);
        add({either(happening_.group == TypeGroup::sea, "sea_place:", "place:"), name_of(place.kind)});
        add_if(place.rank == 1, "place_capital");
        add_if(happening_.place->kind == ToponymKind::dateline, "place_dateline");
        const std::uint32_t told = happening_.tellings.front().sentence;
        const std::uint32_t at = happening_.place_sentence;
        add("place_off", std::min(5.0, std::abs(static_cast<double>(told) - static_cast<double>(at))) / 5);
        add_if(at > told, "place_behind");
        if (happening_.place_lead)
            add("place_lead", std::min(3.0, static_cast<double>(*happening_.place_lead)) / 3);
    }

    void of_days()
    {
        const Interval& interval = happening_.interval;
        add({"days:", interval.is_known() ? name_of(interval.precision()) : "none"});
        add_if(happening_.day_shared, "day_shared");
        add_if(!happening_.primary, "told_along");
        const auto published = reading_.article.document.published;
        add_if(!published, "undated_text");
        const bool back = lies_back(interval, published);
        add_if(back, "lies_back");
        add_if(back && happening_.tellings.front().place != nullptr, "lies_back_with_place");
        if (published && interval.last()) {
            const auto days = (*published - *interval.last()).count();
            add_if(days >= 0 && days <= 1, "of_yesterday");
            add_if(days > 365, "years_ago");
        }
        const auto off = static_cast<double>(happening_.time_sentence) -
                         static_cast<double>(happening_.tellings.front().sentence);
        add("day_off", std::min(5.0, std::abs(off)) / 5);
    }

    void of_text()
    {
        const auto count = static_cast<double>(narrative_.happenings.size());
        add("happenings", std::log2(count));
        add_if(narrative_.happenings.size() == 1, "only_one");
        add_if(index_ == 0, "first_of_text");
        add("order", static_cast<double>(index_) / count);
        const double chance = std::clamp(reading_.event_chance, 0.01, 0.99);
        add("text_of_events", std::log(chance / (1 - chance)) / 4);
        add("long_text", std::log2(static_cast<double>(reading_.text.sentences.size())) / 6);
    }

    /// Another happening of the text that has much in common with it may be the same one.
    void beside_others()
    {
        bool twin = false, twin_first = false, same_sentence = false, same_day = false, same_place = false;
        bool alike_anywhere = false;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
            const Happening& other = narrative_.happenings[h];
            if (h == index_)
                continue;
            const bool days =
                !other.interval.is_known() || !happening_.interval.is_known() ||
                other.interval.may_touch(happening_.interval.first(), happening_.interval.last());
            const bool places =
                other.place && happening_.place && nearness(reading_, *other.place, *happening_.place) > 0;
            const bool group = other.group == happening_.group;
            twin = twin || (days && places && group);
            twin_first = twin_first || (days && places && group && h < index_);
            same_sentence =
                same_sentence || other.tellings.front().sentence == happening_.tellings.front().sentence;
            same_day = same_day || (days && !places);
            same_place = same_place || places;
            alike_anywhere = alike_anywhere || (days && other.sub_type == happening_.sub_type);
        }
        add_if(twin, "twin");
        add_if(twin_first, "twin_before");
        add_if(same_sentence, "same_sentence");
        add_if(same_day, "same_day_elsewhere");
        add_if(same_place, "same_place");
        add_if(alike_anywhere, "alike");
        add_if(twin && !happening_.interval.is_known(), "twin_without_day");
    }

    const Reading& reading_;
    const Narrative& narrative_;
    const Happening& happening_;
    std::size_t index_;
    std::vector<NamedClue> out_;
};

} // namespace

std::vector<NamedClue> worth_clues(const Reading& reading, const Narrative& narrative, std::size_t happening)
{
    return Clues{reading, narrative, happening}.all();
}

namespace {

/// Of all happenings in their order.
std::vector<double> chances_of(const Reading& reading, const Narrative& narrative)
{
    std::vector<double> chances;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        chances.push_back(reading.tables.worth.chance(worth_clues(reading, narrative, h)));
    return chances;
}

/// A text whose words as a whole speak of something else, and that tells of nothing beyond doubt.
bool is_about_something_else(const Reading& reading, const std::vector<double>& chances)
{
    if (reading.brief || reading.event_chance >= maybe_of_events)
        return false;
    const double least = reading.event_chance < hardly_of_events ? beyond_doubt : likely_enough_in_maybe;
    return std::none_of(chances.begin(), chances.end(), [&](double chance) { return chance >= least; });
}

} // namespace

namespace {

/// A figure of dead stands beside the happening's own town, and others beside other towns.
bool has_own_dead(const Reading& reading, const Happening& happening)
{
    const Telling& first = happening.tellings.front();
    const auto places = places_of_figures(reading, first.sentence);
    return std::find(places.begin(), places.end(), first.place) != places.end();
}

/// How many the sentence says were killed, but of a sum over a time.
Quantity::Count killed_in(const Reading& reading, std::uint32_t sentence)
{
    Quantity::Count most = 0;
    for (const CountMention* count : in_sentence(reading.counts, sentence))
        if (count->field == ClaimField::killed && !count->cumulative)
            most = std::max(most, count->quantity.size_by());
    return most;
}

/// "Three people were killed when a bus was ambushed near Chimoio on Saturday": a deed by its own word, with
/// its dead, its town and its day, though all words together may tell of an accident.
bool is_told_in_full(const Reading& reading, const Happening& happening)
{
    constexpr int by_its_own_word = 3;     // weight in triggers.tsv
    constexpr Quantity::Count several = 3; // "a raid killed nine": their number says as much as the word
    const Telling& first = happening.tellings.front();
    return happening.group == TypeGroup::armed && happening.doubt == Doubt::none &&
           first.trigger->weight >= (killed_in(reading, first.sentence) >= several ? 1 : by_its_own_word) &&
           first.time && first.place && first.place_sentence == first.sentence &&
           has_killed(reading, first.sentence);
}

} // namespace

std::vector<Telling> leave_out_unlikely(const Reading& reading, Narrative& narrative,
                                        const std::vector<Telling>& sure)
{
    const std::vector<double> chances = chances_of(reading, narrative);
    const bool about_none = sure.empty() && is_about_something_else(reading, chances);
    std::vector<bool> stays(narrative.happenings.size(), false);
    std::vector<Telling> rejected;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        const double enough = (narrative.happenings[h].doubt != Doubt::none ? likely_enough_in_doubt
                               : reading.brief                              ? likely_enough_in_brief
                                                                            : likely_enough) +
                              (sure.empty() ? 0 : more_at_second_sight) -
                              (has_own_dead(reading, narrative.happenings[h]) ? less_with_own_dead : 0);
        stays[h] = narrative.happenings[h].earlier_hit ||
                   (reading.brief && is_told_in_full(reading, narrative.happenings[h])) ||
                   std::any_of(sure.begin(), sure.end(),
                               [&](const Telling& telling) {
                                   return telling.trigger == narrative.happenings[h].tellings.front().trigger;
                               }) ||
                   (!about_none && chances[h] >= enough);
        if (!stays[h])
            rejected.push_back(narrative.happenings[h].tellings.front());
    }
    if (rejected.empty())
        return rejected;
    std::vector<std::optional<std::size_t>> now(narrative.happenings.size());
    std::vector<Happening> kept;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        if (stays[h]) {
            now[h] = kept.size();
            kept.push_back(std::move(narrative.happenings[h]));
        }
    narrative.happenings = std::move(kept);
    for (std::optional<std::size_t>& current : narrative.current)
        if (current)
            current = now[*current];
    return rejected;
}

} // namespace sitmap
