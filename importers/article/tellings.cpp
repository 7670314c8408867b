#include "importers/article/tellings.hpp"

#include "importers/article/coordination.hpp"
#include "importers/article/deeds_of_sentences.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/flights.hpp"
#include "importers/article/movements.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/scene.hpp"
#include "importers/article/telling_match.hpp"
#include "importers/article/telling_places.hpp"
#include "importers/article/telling_times.hpp"
#include "importers/article/telling_traits.hpp"

#include <algorithm>
#include <cstdlib>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::uint32_t lead_sentences = 4; ///< headline and the first sentences

class TellingReader {
public:
    explicit TellingReader(const Reading& reading) : reading_{reading}, deeds_{reading} {}

    std::vector<Telling> read()
    {
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            const DeedsOfSentences::Of deeds = deeds_.of(s);
            const auto& best = deeds.of_group;
            sub_type_ = deeds.sub_type;
            const auto apart_from = [&](TypeGroup group) {
                return told_in_other_clauses(reading_, s, best[static_cast<std::size_t>(group)], group);
            };
            auto apart = apart_from(TypeGroup::armed);
            for (const TypeGroup group : {TypeGroup::demonstration, TypeGroup::sea}) {
                const auto more = apart_from(group);
                apart.insert(apart.end(), more.begin(), more.end());
            }
            for (const TriggerMention* trigger : best)
                if (trigger && (trigger->reality == Reality::reported || trigger->reality == Reality::past ||
                                (trigger->reality == Reality::talk && trigger->definite))) {
                    Telling told = telling(s, *trigger);
                    if (told.place && told.place_sentence == s && !apart.empty() &&
                        !is_place_of_both(told, apart) &&
                        is_of_other_clause(reading_, s, trigger->first, *told.place, apart))
                        told.place = facility_meant(reading_, s);
                    take(told);
                }
            for (const TriggerMention* trigger : apart) {
                sub_type_ = {};
                Telling other = telling(s, *trigger);
                other.coordinated = true;
                if (other.place && (out_.empty() || is_another_than(out_.back(), other)))
                    take(other);
            }
            tell_of_figures(s);
            tell_of_one_of_them(s);
        }
        return std::move(out_);
    }

private:
    /// At another place, or on another day.
    [[nodiscard]] static bool is_another_than(const Telling& before, const Telling& other)
    {
        return before.place != other.place ||
               (before.time && other.time && before.time != other.time &&
                !before.time->interval.may_touch(other.time->interval.first(), other.time->interval.last()));
    }

    /// "In September gunmen killed 67 people in Nairobi, and in May a bomb killed ten": no other place stands
    /// in the sentence, and a day in each clause.
    [[nodiscard]] bool is_place_of_both(const Telling& told,
                                        const std::vector<const TriggerMention*>& apart) const
    {
        if (only_town_in(told.sentence) != told.place || apart.size() != 1 ||
            told.place->first > apart.front()->first) // but "a shell fell, and on Friday two died in Zliten"
            return false;
        const TimeMention* other = time_of_deed(reading_, told.sentence, apart.front()->first);
        return told.time && other && told.time != other &&
               !told.time->interval.may_touch(other->interval.first(), other->interval.last());
    }

    /// "In Oran, the second city, and in Constantine tens of thousands demonstrated": once for each place.
    void take(const Telling& told)
    {
        if (told.group != TypeGroup::displacement && take_with_days(told))
            return;
        out_.push_back(told);
        if (!told.place || told.place_sentence != told.sentence || told.several_places ||
            told.group == TypeGroup::displacement || told.group == TypeGroup::sea)
            return;
        // "in Dhaka itself, and in Chittagong and Barisal": from each to the next
        constexpr std::size_t most = 6;
        std::vector<const Toponym*> row{told.place};
        for (std::size_t k = 0; k < row.size() && row.size() < most; ++k)
            for (const Toponym* other : toponyms_in(reading_, told.sentence))
                if (other->place && std::find(row.begin(), row.end(), other) == row.end() &&
                    are_coordinated(reading_, told.sentence, *row[k], *other))
                    row.push_back(other);
        for (std::size_t k = 1; k < row.size(); ++k) {
            Telling elsewhere = told;
            elsewhere.place = row[k];
            elsewhere.coordinated = true;
            elsewhere.distinct = elsewhere.distinct || is_territory(told.sub_type);
            out_.push_back(elsewhere);
        }
        for (const Toponym* other : listed_with(reading_, told.sentence, *told.place)) {
            Telling elsewhere = told;
            elsewhere.place = other;
            elsewhere.coordinated = true;
            out_.push_back(elsewhere);
        }
    }

    /// "bombed Idlib on Friday and Latakia on Saturday": once for each place, each on its day.
    bool take_with_days(const Telling& told)
    {
        const auto days = days_of_places(reading_, told.sentence);
        const auto own = std::find_if(days.begin(), days.end(),
                                      [&](const PlacedDay& day) { return day.place == told.place; });
        if (own == days.end())
            return false;
        for (const PlacedDay& day : days) {
            Telling on_day = told;
            on_day.place = day.place;
            on_day.time = day.time;
            on_day.coordinated = &day != &days.front();
            out_.push_back(on_day);
        }
        return true;
    }

    /// "Nine were killed on Thursday. Five died in Dakar, three in Ziguinchor, one in Kaolack": what was told
    /// last is told of each of the towns.
    void tell_of_figures(std::uint32_t s)
    {
        if (goes_on_elsewhere(s)) {
            go_on_elsewhere();
            return;
        }
        const auto places = places_of_figures(reading_, s);
        if (places.empty() || out_.empty() || out_.back().sentence + 2 < s ||
            reading_.sentence(out_.back().sentence).paragraph != reading_.sentence(s).paragraph ||
            out_.back().group == TypeGroup::displacement || out_.back().group == TypeGroup::strategic)
            return;
        Telling of_all = out_.back();
        if (of_all.sentence != s) {
            of_all.sentence = s;
            of_all.distinct = of_all.begins = false;
        }
        of_all.several_places = false;
        of_all.coordinated = true;
        for (const Toponym* place : places) {
            const bool told = std::any_of(out_.begin(), out_.end(), [&](const Telling& other) {
                return other.sentence == s && other.place == place;
            });
            if (told)
                continue;
            of_all.place = place;
            of_all.place_sentence = s;
            out_.push_back(of_all);
        }
    }

    /// "Two grenades were thrown. The first, in Buyenzi, killed a waitress. The second, in Kamenge, wounded
    /// seven": each of what was just told in one breath.
    void tell_of_one_of_them(std::uint32_t s)
    {
        constexpr std::uint32_t reach = 3; // sentences
        const Sentence& sentence = reading_.sentence(s);
        const auto before =
            std::find_if(out_.rbegin(), out_.rend(), [s](const Telling& told) { return told.sentence < s; });
        if (sentence.last - sentence.first < 6 || before == out_.rend() || before->sentence + reach < s ||
            before->group != TypeGroup::armed ||
            reading_.sentence(before->sentence).paragraph != sentence.paragraph)
            return;
        const bool the = reading_.token(sentence.first).is("the");
        const std::uint32_t at = sentence.first + (the ? 1 : 0);
        const bool first = is_one_of(reading_.token(at), {"first", "one"});
        const bool next =
            is_one_of(reading_.token(at), {"second", "third", "fourth", "last", "other", "another"});
        if (!first && !next)
            return;
        if (is_one_of(reading_.token(at + 1), {"went", "exploded", "came", "struck"})) {
            tell_of_next_of_them(s, at, *before);
            return;
        }
        if (!is_one_of(reading_.token(at + 1), {",", "in", "at", "near"}))
            return;
        const Toponym* place = place_of_happening(reading_, s, at + 1, TypeGroup::armed);
        if (!place || place->first > at + 8 || is_coarse(brief_of(reading_, *place).kind))
            return;
        const bool told = out_.back().sentence == s;
        if (told && !out_.back().trigger->generic)
            return;
        Telling of_it = *before;
        if (told)
            out_.pop_back(); // "killed a waitress" tells of nothing else
        of_it.sentence = s;
        of_it.place = place;
        of_it.place_sentence = s;
        of_it.distinct = next;
        of_it.begins = of_it.several_places = false;
        of_it.coordinated = true;
        of_it.evidence += harm_in(s) ? 1 : 0;
        out_.push_back(of_it);
    }

    /// "The first bomb went off on August 28. The second exploded last Sunday in a café": at the same place,
    /// and on a day of its own.
    void tell_of_next_of_them(std::uint32_t s, std::uint32_t at, const Telling& before)
    {
        const TimeMention* time = time_of_deed(reading_, s, at + 1);
        constexpr std::uint32_t reach = 3; // sentences
        const TimeMention* then = nullptr;
        for (std::uint32_t back = 1; !then && back <= std::min(reach, s); ++back)
            for (const TimeMention* told : in_sentence(reading_.times, s - back))
                if (!told->of_speech && told->interval.precision() == TimePrecision::day &&
                    reading_.sentence(s - back).paragraph == reading_.sentence(s).paragraph)
                    then = told;
        if (!time || !then || time->anchor != TimeMention::Anchor::calendar ||
            time->interval.precision() != TimePrecision::day ||
            time->interval.may_touch(then->interval.first(), then->interval.last()))
            return;
        Telling of_it = before;
        if (out_.back().sentence == s && out_.back().group == TypeGroup::armed)
            out_.pop_back(); // "a youth was killed at once" tells of nothing else
        of_it.sentence = s;
        of_it.time = time;
        of_it.same_place = of_it.distinct = of_it.coordinated = true;
        of_it.begins = of_it.several_places = false;
        of_it.evidence += harm_in(s) ? 2 : 1;
        out_.push_back(of_it);
    }

    /// "In Bokkos 25 people were shot. In Mangu district 12 died": the sentence only counts the dead of a
    /// town, as the one before it did, which also told what killed them.
    [[nodiscard]] bool goes_on_elsewhere(std::uint32_t s) const
    {
        if (out_.size() < 2 || out_.back().sentence != s || !is_mere_toll(reading_, out_.back()))
            return false;
        const Telling &toll = out_.back(), &before = out_[out_.size() - 2];
        const std::uint32_t first = reading_.sentence(s).first;
        if (before.sentence + 1 != s || before.group != TypeGroup::armed || toll.time ||
            (before.trigger->generic && !before.coordinated) || before.several_places ||
            reading_.sentence(before.sentence).paragraph != reading_.sentence(s).paragraph ||
            !has_killed(reading_, before.sentence) || !has_killed(reading_, s) ||
            says_care(first, reading_.sentence(s).last))
            return false;
        const Toponym *there = only_town_in(s), *here = only_town_in(before.sentence);
        return there && here && there->first > first && nearness(reading_, *there, *here) < 0 &&
               is_one_of(reading_.token(there->first - 1), {"in", "at", "near"});
    }

    /// The one town, village or district that a sentence names.
    [[nodiscard]] const Toponym* only_town_in(std::uint32_t s) const
    {
        const Toponym* only = nullptr;
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            if (!is_placeable(*toponym) || is_coarse(brief_of(reading_, *toponym).kind))
                continue;
            if (only)
                return nullptr;
            only = toponym;
        }
        return only;
    }

    /// "In Mangu four of the wounded died in hospital".
    [[nodiscard]] bool says_care(std::uint32_t from, std::uint32_t until) const
    {
        return has_word_of(reading_.text, reading_.tables.lexicon, "care", from, until);
    }

    void go_on_elsewhere()
    {
        Telling told = out_[out_.size() - 2];
        const Telling& toll = out_.back();
        told.place = only_town_in(toll.sentence);
        told.place_sentence = told.sentence = toll.sentence;
        told.distinct = told.begins = told.same_place = false;
        told.coordinated = true;
        out_.back() = told;
    }

    [[nodiscard]] bool says(std::uint32_t s, Lexicon::GroupName group) const
    {
        return has_word_of(reading_.text, reading_.tables.lexicon, group, reading_.sentence(s));
    }

    [[nodiscard]] Telling telling(std::uint32_t s, const TriggerMention& trigger) const
    {
        Telling t{.sentence = s, .trigger = &trigger, .sub_type = trigger.sub_type};
        const TypeGroup group = group_of(type_of(trigger.sub_type));
        if (sub_type_ && (group == TypeGroup::armed ||
                          (group == TypeGroup::demonstration && *sub_type_ == SubEventType::attack)))
            t.sub_type = *sub_type_;
        t.sub_type = kind_by_fighters(s, t.sub_type);
        if (t.sub_type == SubEventType::interception_rescue && is_headline_of_wreck(s))
            t.sub_type = SubEventType::shipwreck;
        t.group = group_of(type_of(t.sub_type));
        t.place = place_of_happening(reading_, s, trigger.first, t.group);
        t.place_sentence = s;
        t.time = time_of_deed(reading_, s, trigger.first);
        if (t.sub_type == SubEventType::arrests && t.time &&
            is_of_what_came_before(reading_, *t.time, trigger))
            t.time = nullptr;
        const Toponym* turn = place_of_turn(reading_, s, t.place);
        if (turn)
            t.place = turn;
        if (!t.time)
            t.aftermath = time_of_aftermath(reading_, s, trigger.first);
        if (t.group == TypeGroup::displacement)
            t.place = place_of_flight(reading_, s, t.place);
        if (!t.place && reading_.outline[s].entry > 0)
            t.place = place_in_entry(reading_, s, t.group);
        else if (const Toponym* head = head_meant_by(reading_, t.place, s))
            t.place = head;
        if (!t.time && reading_.outline[s].time && !says_had(trigger))
            t.time = day_told_in_entry(s, reading_.times[*reading_.outline[s].time]);
        if (!t.place)
            t.place = facility_meant(reading_, s);
        if (!t.place)
            t.place = town_of_killed_official(s, t.group);
        t.same_place = turn || (!t.place && (says_there(s) || says_place(s)));
        if (!t.place) {
            const Toponym* before = place_meant_by_there(reading_, s, t.group);
            t.place = before ? before : town_meant(reading_, s);
            t.same_place = t.same_place || t.place;
        }
        t.distinct = is_distinct(trigger) || opens_apart(s) || follows_years(trigger);
        t.begins = begins_near(trigger);
        t.ongoing = trigger.first > reading_.sentence(s).first && !t.time &&
                    (is_one_of(reading_.token(trigger.first), {"are", "is"}) ||
                     is_one_of(reading_.token(trigger.first - 1), {"are", "is"}));
        t.several_places = in_several_places(s);
        t.evidence = (trigger.weight >= 3 ? 2 : trigger.weight - 1) + (t.place ? 1 : 0) +
                     (t.time || t.aftermath ? 1 : 0) +
                     (harm_in(s) || (t.group == TypeGroup::demonstration && has_crowd(s)) ? 1 : 0) +
                     (s < lead_sentences ? 1 : 0) + (t.begins && t.time ? 1 : 0);
        const bool told_when_done = is_territory(t.sub_type) || t.sub_type == SubEventType::agreement ||
                                    t.sub_type == SubEventType::arrests ||
                                    t.sub_type == SubEventType::disrupted_weapons_use;
        if (told_when_done && !t.time) {
            t.time = time_of_announcement(reading_, s);
            t.evidence += t.time ? 1 : 0;
        }
        return t;
    }

    /// "The mayor of Aleppo was shot dead", "Mogadishu's police chief was killed": in the town of their
    /// office, where no other is told.
    [[nodiscard]] const Toponym* town_of_killed_official(std::uint32_t s, TypeGroup group) const
    {
        constexpr std::uint32_t reach = 12; // tokens from the office to the deed
        if (group != TypeGroup::armed)
            return nullptr;
        const Toponym* town = town_of_local_official(reading_, s);
        if (!town)
            return nullptr;
        const std::uint32_t last = std::min(town->last + reach, reading_.sentence(s).last);
        for (std::uint32_t i = town->last; i + 1 < last; ++i)
            if (is_one_of(reading_.token(i), {"was", "were", "been"}))
                return match_phrase(reading_.tables.lexicon, "harm", reading_.text, i + 1, last).meaning() ==
                               "killed"
                           ? town
                           : nullptr;
        return nullptr;
    }

    /// "close to a year after jets bombed a concert".
    [[nodiscard]] bool follows_years(const TriggerMention& trigger) const
    {
        constexpr std::uint32_t reach = 6;
        const std::uint32_t first = reading_.sentence(trigger.sentence).first;
        for (std::uint32_t back = 1; back <= reach && trigger.first > first + back; ++back)
            if (reading_.token(trigger.first - back).is("after"))
                return is_one_of(reading_.token(trigger.first - back - 1),
                                 {"year", "years", "months", "decade", "decades"});
        return false;
    }

    /// "Maoists felled trees and torched three lorries": fighters do not riot.
    [[nodiscard]] SubEventType kind_by_fighters(std::uint32_t s, SubEventType kind) const
    {
        if (type_of(kind) != EventType::riots || !says(s, "no_rioters") || says(s, "rioters"))
            return kind;
        return says(s, "on_fire") ? SubEventType::looting_property_destruction : SubEventType::attack;
    }

    /// "tens of thousands demonstrated".
    [[nodiscard]] bool has_crowd(std::uint32_t s) const
    {
        return has_one_of(reading_.text, reading_.sentence(s),
                          {"thousands", "hundreds", "dozens", "crowds", "million", "thousand", "hundred"});
    }

    /// "burned a university there", but not "there is only trampled grass".
    [[nodiscard]] bool says_there(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (reading_.token(i).is("there") &&
                (i + 1 == sentence.last ||
                 !is_one_of(reading_.token(i + 1),
                            {"is", "are", "was", "were", "had", "has", "have", "'s", "’s"})))
                return true;
        return false;
    }

    /// "in the same city", "the very place where", "on the same prison", "the town", "a few streets away".
    [[nodiscard]] bool says_place(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if ((is_one_of(reading_.token(i), {"same", "very", "hill"}) &&
                 !reading_.tables.lexicon.is_in("wide_area", reading_.token(i + 1)) &&
                 (reading_.tables.lexicon.has("placenouns", reading_.token(i + 1)) ||
                  reading_.tables.lexicon.has("facilities", reading_.token(i + 1)) ||
                  reading_.tables.lexicon.is_in("same_spot", reading_.token(i + 1)))) ||
                (is_one_of(reading_.token(i), {"streets", "blocks", "doors"}) &&
                 reading_.token(i + 1).is("away")) ||
                (reading_.token(i).is("the") &&
                 (is_settlement(i + 1) || is_one_of(reading_.token(i + 1), {"airport", "camp", "base"}) ||
                  (i + 3 < sentence.last && is_settlement(i + 2) && reading_.token(i + 1).capitalised &&
                   !reading_.token(i + 3).is("of") && !reading_.token(i + 3).capitalised))))
                return true;
        return false;
    }

    /// "Twelve feared dead off Kos: coastguard was towing them back", and the lead tells of a boat that sank.
    [[nodiscard]] bool is_headline_of_wreck(std::uint32_t s) const
    {
        return s == 0 && reading_.text.sentences.size() > 1 && has_killed(reading_, s) &&
               std::any_of(reading_.triggers.begin(), reading_.triggers.end(),
                           [](const TriggerMention& trigger) {
                               return trigger.sentence > 0 && trigger.sentence < lead_sentences &&
                                      trigger.sub_type == SubEventType::shipwreck &&
                                      trigger.reality == Reality::reported;
                           });
    }

    /// "16.00 In Burgos the bomb that went off on Wednesday killed no one. But 65 were hurt": the day that
    /// the entry named since its hour.
    [[nodiscard]] const TimeMention* day_told_in_entry(std::uint32_t s, const TimeMention& head) const
    {
        const TimeMention* told = &head;
        if (!is_clock(reading_.token(head.first)))
            return told;
        for (std::uint32_t before = head.sentence; before < s; ++before)
            for (const TimeMention* time : in_sentence(reading_.times, before))
                if (time->first > head.first && time->anchor == TimeMention::Anchor::calendar &&
                    time->interval.precision() == TimePrecision::day && !time->of_speech && !time->future)
                    told = time;
        return told;
    }

    /// "had thrown stones": before what the entry is about.
    [[nodiscard]] bool says_had(const TriggerMention& trigger) const
    {
        const std::uint32_t first = reading_.sentence(trigger.sentence).first;
        for (std::uint32_t back = 1; back <= 2 && trigger.first >= first + back; ++back)
            if (reading_.token(trigger.first - back).is("had"))
                return true;
        return false;
    }

    [[nodiscard]] bool is_settlement(std::uint32_t i) const
    {
        return is_one_of(reading_.token(i), {"town", "village", "city"});
    }

    [[nodiscard]] bool harm_in(std::uint32_t s) const
    {
        for (const CountMention* count : in_sentence(reading_.counts, s))
            if (!count->cumulative && count->field != ClaimField::held)
                return true;
        return false;
    }

    [[nodiscard]] bool is_distinct(const TriggerMention& trigger) const
    {
        const std::uint32_t first = reading_.sentence(trigger.sentence).first;
        for (std::uint32_t back = 1; back <= 6 && trigger.first >= first + back; ++back)
            if (is_one_of(reading_.token(trigger.first - back),
                          {"another", "similar", "separate", "elsewhere", "earlier"}))
                return true;
        return false;
    }

    /// "Earlier on Friday night, in Tadaryat, another village": tells of something else.
    [[nodiscard]] bool opens_apart(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        if (is_one_of(reading_.token(sentence.first), {"earlier", "elsewhere", "separately"}))
            return true;
        // "Also on Thursday, an airliner came under fire"
        if (reading_.token(sentence.first).is("also") &&
            is_one_of(reading_.token(sentence.first + 1), {"on", "in", "at", "near"}))
            return true;
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if ((reading_.token(i).is("another") &&
                 reading_.tables.lexicon.has("placenouns", reading_.token(i + 1))) ||
                (says_other(i, sentence.first) &&
                 reading_.tables.lexicon.is_in("another_deed", reading_.token(i + 1))))
                return true;
        return false;
    }

    /// "separate", "In a second", "another": one more than what was told.
    [[nodiscard]] bool says_other(std::uint32_t i, std::uint32_t first) const
    {
        constexpr std::uint32_t opening = 8;
        if (is_one_of(reading_.token(i), {"separate", "similar"}))
            return true;
        if (i > first + opening)
            return false;
        return is_one_of(reading_.token(i), {"another", "further"}) ||
               (i > first && reading_.token(i - 1).is("a") &&
                is_one_of(reading_.token(i), {"second", "third", "fourth", "different", "further"}));
    }

    [[nodiscard]] bool begins_near(const TriggerMention& trigger) const
    {
        const Sentence& sentence = reading_.sentence(trigger.sentence);
        const std::uint32_t from = trigger.first > sentence.first + 5 ? trigger.first - 5 : sentence.first;
        const std::uint32_t until = std::min(trigger.last + 8, sentence.last);
        for (std::uint32_t i = from; i < until; ++i)
            if (reading_.tables.lexicon.is_in("breaks_out", reading_.token(i)))
                return trigger.sub_type == SubEventType::armed_clash || trigger.generic;
        return false;
    }

    [[nodiscard]] bool in_several_places(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i)
            if (is_one_of(reading_.token(i), {"in", "across"}) &&
                is_one_of(reading_.token(i + 1),
                          {"two", "three", "four", "five", "six", "several", "many", "other", "various"}) &&
                reading_.tables.lexicon.is_in("several", reading_.token(i + 2)) &&
                (!is_in_named_division(i + 3, sentence.last,
                                       is_one_of(reading_.token(i + 2), {"cities", "towns", "districts"})) ||
                 has_dead_by_town(s)))
                return true;
        return false;
    }

    /// "In Boga, 28 residents were killed. In Tchabi, 27 people died": what follows tells of each town.
    [[nodiscard]] bool has_dead_by_town(std::uint32_t s) const
    {
        constexpr std::uint32_t reach = 6; // sentences
        const Toponym* first = nullptr;
        const auto sentences = static_cast<std::uint32_t>(reading_.text.sentences.size());
        for (std::uint32_t next = s + 1; next < std::min(s + 1 + reach, sentences); ++next) {
            if (!has_killed(reading_, next))
                continue;
            const Toponym* town =
                place_of_happening(reading_, next, reading_.sentence(next).last, TypeGroup::armed);
            if (!town || is_coarse(brief_of(reading_, *town).kind))
                continue;
            if (first && first->place != town->place)
                return true;
            first = town;
        }
        return false;
    }

    /// "in three villages of Maru district": a sum over what is one place to all who do not live there.
    /// `towns`: these are places of their own in a province too.
    [[nodiscard]] bool is_in_named_division(std::uint32_t at, std::uint32_t last, bool towns) const
    {
        constexpr std::uint32_t farthest = 3;
        if (at >= last || !is_one_of(reading_.token(at), {"in", "of", "near", "around"}))
            return false;
        for (const Toponym& toponym : reading_.toponyms)
            if (toponym.first > at && toponym.first <= at + farthest && toponym.place) {
                const PlaceKind kind = reading_.tables.gazetteer.brief(*toponym.place).kind;
                return kind != PlaceKind::country && kind != PlaceKind::region &&
                       kind != PlaceKind::demonym && kind != PlaceKind::continent &&
                       !(towns && kind == PlaceKind::admin1);
            }
        return false;
    }

    const Reading& reading_;
    DeedsOfSentences deeds_;
    std::optional<SubEventType> sub_type_;
    std::vector<Telling> out_;
};

} // namespace

bool is_territory(SubEventType sub_type)
{
    return sub_type == SubEventType::government_regains_territory ||
           sub_type == SubEventType::non_state_actor_overtakes_territory;
}

std::vector<Telling> find_tellings(const Reading& reading)
{
    return TellingReader{reading}.read();
}

} // namespace sitmap
