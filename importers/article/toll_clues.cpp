// What speaks for a figure as the toll of a happening.
#include "importers/article/toll_clues.hpp"

#include "geodata/within.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

namespace sitmap {

namespace {

constexpr std::uint32_t lead_sentences = 4; ///< the headline among them
constexpr double far_apart_m = 60'000;      ///< two places of one scene lie nearer

/// What a figure is by itself.
class FigureScales : ClueList {
public:
    FigureScales(const Reading& reading, const std::vector<TollFigure>& figures)
        : reading_{reading}, figures_{figures}
    {}

    [[nodiscard]] std::vector<NamedClue> clues_of(const TollFigure& figure)
    {
        out_.clear();
        of_figure(figure);
        return out_;
    }

private:
    void of_figure(const TollFigure& figure)
    {
        const CountMention& count = *figure.count;
        add_if(count.is_part, "part");
        add_if(count.cumulative, "cumulative");
        add_if(count.superseded, "superseded");
        add_if(count.hedged, "hedged");
        add_if(count.single, "single");
        add_if(figure.repeated, "repeated");
        add_if(figure.largest, "largest");
        const auto size = static_cast<double>(count.quantity.size_by());
        add_if(size == 0, "zero");
        add_if(size == 1, "one");
        add("size", std::log2(1 + size) / 8);
        add_if(size >= 500, "of_war");
        add_if(figures_.size() == 1, "only_figure");
        for (std::uint32_t i = count.first; i < count.last; ++i)
            if (reading_.tables.lexicon.meaning("people", reading_.token(i)) == "fighters") {
                add("fighters");
                break;
            }
        add_if(reading_.outline[count.sentence].mood == Mood::background, "in_background");
        const Sentence& sentence = reading_.sentence(count.sentence);
        bool spell = false, toll = false, definite = false;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Token& word = reading_.token(i);
            spell = spell || word.is("since") || reading_.tables.lexicon.is_in("of_spell", word);
            toll = toll || reading_.tables.lexicon.is_in("of_toll", word);
        }
        for (const TriggerMention* trigger : in_sentence(reading_.triggers, count.sentence))
            definite = definite || trigger->definite;
        add_if(spell, "of_spell");
        add_if(toll, "of_toll");
        add_if(definite, "of_the_deed");
        add_if(!reading_.speakers[count.sentence].empty(), "said");
    }

    const Reading& reading_;
    const std::vector<TollFigure>& figures_;
};

/// What it is beside one happening.
class Scales : ClueList {
public:
    Scales(const Reading& reading, const Narrative& narrative, const std::vector<TollFigure>& figures,
           std::size_t happening)
        : reading_{reading},
          narrative_{narrative},
          figures_{figures},
          nearest_{off_of_nearest(narrative.happenings[happening])}
    {}

    /// `of_figure`: those of the figure by itself.
    [[nodiscard]] std::vector<NamedClue> clues_of(std::size_t h, const TollFigure& figure,
                                                  const std::vector<NamedClue>& of_figure)
    {
        out_.clear();
        add("always");
        of_rules(h, figure);
        out_.insert(out_.end(), of_figure.begin(), of_figure.end());
        of_position(h, figure);
        of_place(narrative_.happenings[h], figure);
        of_days(narrative_.happenings[h], figure);
        of_happening(h, figure);
        of_kind(narrative_.happenings[h], figure);
        of_tellings(narrative_.happenings[h], figure);
        return out_;
    }

    void of_rules(std::size_t h, const TollFigure& figure)
    {
        const Happening& happening = narrative_.happenings[h];
        const bool given = is_given(happening, *figure.count);
        add_if(given, "given");
        if (!given && figure.owners > 0)
            add(either(is_given_to_twin(h, figure), "given_to_twin", "given_away"));
        bool other = false, equal = false, larger = false, smaller = false;
        for (const CountMention* count : happening.counts) {
            if (count->field != ClaimField::killed || count == figure.count || count->superseded)
                continue;
            other = true;
            const auto mine = figure.count->quantity.size_by(), its = count->quantity.size_by();
            equal = equal || mine == its;
            larger = larger || mine > its;
            smaller = smaller || mine < its;
        }
        add_if(!other, either(given, "only_given", "none_given"));
        add_if(equal, either(given, "given_equal", "away_equal"));
        add_if(larger, either(given, "given_larger", "away_larger"));
        add_if(smaller, either(given, "given_smaller", "away_smaller"));
    }

    /// The rules gave it to a happening of the same place.
    [[nodiscard]] bool is_given_to_twin(std::size_t h, const TollFigure& figure) const
    {
        const Happening& happening = narrative_.happenings[h];
        return std::any_of(
            narrative_.happenings.begin(), narrative_.happenings.end(), [&](const Happening& other) {
                return &other != &happening && is_given(other, *figure.count) && other.place &&
                       happening.place && nearness(reading_, *other.place, *happening.place) >= 2;
            });
    }

    [[nodiscard]] static std::uint32_t sentences_off(const Happening& happening, const CountMention& count)
    {
        std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
        for (const Telling& telling : happening.tellings)
            least = std::min(least, telling.sentence > count.sentence ? telling.sentence - count.sentence
                                                                      : count.sentence - telling.sentence);
        return least;
    }

    /// Sentences between where the happening is told and the nearest figure of the text.
    [[nodiscard]] std::uint32_t off_of_nearest(const Happening& happening) const
    {
        std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
        for (const TollFigure& figure : figures_)
            if (!figure.count->is_part && !figure.count->cumulative)
                least = std::min(least, sentences_off(happening, *figure.count));
        return least;
    }

    void of_position(std::size_t h, const TollFigure& figure)
    {
        const Happening& happening = narrative_.happenings[h];
        const std::uint32_t s = figure.count->sentence;
        const bool here = is_told_in(happening, s);
        const bool others = figure.told_here > (here ? 1U : 0U);
        if (here) {
            add(either(others, "told_here_too", "told_here"));
            add_if(others && is_nearest(h, figure), "nearest_deed");
        } else
            add_if(others, "other_here");
        if (!here) {
            std::optional<std::uint32_t> behind, before;
            for (const Telling& telling : happening.tellings) {
                if (telling.sentence < s && (!behind || s - telling.sentence < *behind))
                    behind = s - telling.sentence;
                if (telling.sentence > s && (!before || telling.sentence - s < *before))
                    before = telling.sentence - s;
            }
            if (behind)
                add({"behind:", bucket(*behind)});
            else if (before)
                add({"before:", bucket(*before)});
            const bool same_paragraph =
                std::any_of(happening.tellings.begin(), happening.tellings.end(), [&](const Telling& t) {
                    return reading_.sentence(t.sentence).paragraph == reading_.sentence(s).paragraph;
                });
            add_if(same_paragraph, "paragraph");
            add_if(figure.last_told == h, "last_told");
            add_if(figure.last_told == h && !others, "last_and_alone");
            add_if(figure.last_told && *figure.last_told != h, "other_last");
        }
        add_if(sentences_off(happening, *figure.count) <= nearest_, "nearest_figure");
        add_if(happening.place_sentence == s, "place_sentence");
        add_if(happening.time_sentence == s, "time_sentence");
        add_if(narrative_.current[s] == h, "current");
        add_if(narrative_.current[s] && *narrative_.current[s] != h, "other_current");
        add_if(s == 0, either(h == 0, "headline_first", "headline"));
        add_if(s > 0 && s < lead_sentences, either(h == 0, "lead_first", "lead"));
        const std::uint32_t entry = reading_.outline[s].entry;
        bool same_entry = false;
        for (const Telling& telling : happening.tellings)
            same_entry = same_entry || reading_.outline[telling.sentence].entry == entry;
        add_if(!same_entry, "other_entry");
        add_if(same_entry && entry > 0, "same_entry");
    }

    [[nodiscard]] static std::string_view bucket(std::uint32_t off)
    {
        constexpr std::array<std::string_view, 3> near{"0", "1", "2"};
        return off < near.size() ? near[off] : off <= 4 ? "4" : off <= 8 ? "8" : "more";
    }

    /// Of the happenings told in the figure's sentence, this one's words stand nearest before it, or behind.
    [[nodiscard]] bool is_nearest(std::size_t h, const TollFigure& figure) const
    {
        const auto off_of = [&](const Happening& happening) {
            std::uint32_t least = 1000;
            for (const Telling& telling : happening.tellings) {
                if (telling.sentence != figure.count->sentence)
                    continue;
                const std::uint32_t deed = telling.trigger->first, at = figure.count->first;
                least = std::min(least, deed > at ? deed - at + 4 : at - deed);
            }
            return least;
        };
        const std::uint32_t own = off_of(narrative_.happenings[h]);
        return std::none_of(narrative_.happenings.begin(), narrative_.happenings.end(),
                            [&](const Happening& other) { return off_of(other) < own; });
    }

    void of_place(const Happening& happening, const TollFigure& figure)
    {
        if (!happening.place)
            return add("nowhere");
        bool same = false, wider = false, elsewhere = false, others = false;
        const Place& own = place_of(reading_, *happening.place);
        for (const Toponym* place : figure.places) {
            const Place& named = place_of(reading_, *place);
            if (nearness(reading_, *happening.place, *place) >= 2)
                same = true;
            else if (contains(named, own) || is_coarse(named))
                wider = true;
            else if (!lie_within(own.point, named.point, far_apart_m))
                elsewhere = true;
            else
                same = true;
        }
        for (const Happening& other : narrative_.happenings)
            if (&other != &happening && other.place)
                for (const Toponym* place : figure.places)
                    others = others || (nearness(reading_, *other.place, *place) >= 2 &&
                                        nearness(reading_, *happening.place, *place) < 2);
        add_if(same, "names_place");
        add_if(wider && !same, "names_wider");
        add_if(elsewhere && !same, "elsewhere");
        add_if(elsewhere && same, "both_places");
        add_if(others && !same, "place_of_other");
        add_if(figure.places.empty(), "no_place_named");
        if (const Toponym* beside = place_beside(figure)) {
            const double near = nearness(reading_, *happening.place, *beside);
            const bool far = !lie_within(own.point, brief_of(reading_, *beside).point, far_apart_m);
            add_if(near >= 2, either(figure.count->is_part, "part_beside", "place_beside"));
            add_if(near < 2 && far && !is_coarse(brief_of(reading_, *beside).kind), "other_beside");
        }
    }

    /// "five in Dakar, three in Ziguinchor": the place that stands right behind a figure, or in its clause
    /// before it.
    [[nodiscard]] const Toponym* place_beside(const TollFigure& figure) const
    {
        constexpr std::uint32_t reach = 8; // tokens
        const CountMention& count = *figure.count;
        const auto parted = [&](std::uint32_t from, std::uint32_t until) {
            for (std::uint32_t i = from; i < until; ++i)
                if (is_one_of(reading_.token(i), {",", ";", ":", "and", "but", "while"}))
                    return true;
            return false;
        };
        const Toponym* before = nullptr;
        for (const Toponym* place : figure.places) {
            if (place->first >= count.last && place->first - count.last <= reach &&
                !parted(count.last, place->first))
                return place;
            if (place->last <= count.first && count.first - place->last <= reach &&
                !parted(place->last, count.first))
                before = place;
        }
        return before;
    }

    void of_days(const Happening& happening, const TollFigure& figure)
    {
        if (!happening.interval.is_known())
            return add("undated");
        bool same = false, earlier = false, later = false, of_other = false;
        for (const TimeMention* time : figure.times) {
            if (time->anchor != TimeMention::Anchor::calendar || !time->interval.is_known())
                continue;
            const auto first = time->interval.first(), last = time->interval.last();
            if (happening.interval.may_touch(first, last))
                same = true;
            else if (last && happening.interval.first() && *last < *happening.interval.first())
                earlier = true;
            else
                later = true;
            for (const Happening& other : narrative_.happenings)
                if (&other != &happening && other.interval.is_known() &&
                    other.interval.may_touch(first, last) && !happening.interval.may_touch(first, last))
                    of_other = true;
        }
        add_if(same, "names_day");
        add_if(earlier && !same, "earlier_day");
        add_if(later && !same, "later_day");
        add_if(of_other && !same, "day_of_other");
    }

    void of_happening(std::size_t h, const TollFigure& figure)
    {
        const Happening& happening = narrative_.happenings[h];
        const std::size_t count = narrative_.happenings.size();
        add_if(count == 1, either(figure.largest, "only_and_largest", "only_happening"));
        add_if(count == 1 && figures_.size() == 1, "only_both");
        const bool given = is_given(happening, *figure.count);
        add_if(given && figure.largest, "given_largest");
        add_if(!given && figure.owners == 0 && figure.largest, "free_largest");
        add_if(!given && figure.owners == 0, "free");
        add_if(count > 3, "of_many");
        add_if(h == 0, "first");
        add_if(happening.primary, either(figure.largest, "primary_largest", "primary"));
        add_if(!happening.primary && figure.largest, "aside_largest");
        add_if(happening.group == TypeGroup::strategic, "strategic");
        add_if(happening.group == TypeGroup::sea, "sea");
        add_if(happening.group == TypeGroup::demonstration, "demonstration");
        bool rival = false, sooner = false;
        for (std::size_t other = 0; other < count; ++other) {
            if (other == h || narrative_.happenings[other].group != happening.group)
                continue;
            rival = true;
            sooner = sooner || other < h;
        }
        add_if(rival, "rival");
        add_if(rival && figure.sums, "rival_sums");
        add_if(!rival && figure.sums, "sums");
        add_if(figure.of_several, either(rival, "rival_several", "several"));
        add_if(figure.largest && !rival, "largest_without_rival");
        add_if(figure.largest && rival && !sooner, "largest_of_first_rival");
        add_if(figure.bare, either(figure.last_told == h, "bare_last", "bare"));
        add_if(figure.grows, "grows");
        add_if(figure.compares, "compares");
        add_if(figure.points_there, either(figure.last_told == h, "points_there_last", "points_there"));
        add("order", std::min(4.0, static_cast<double>(figure.order)) / 4);
    }

    /// How the deeds of the figure's sentence go with the happening's.
    void of_kind(const Happening& happening, const TollFigure& figure)
    {
        double of_group = 0;
        for (std::size_t k = 0; k < sub_event_type_count; ++k) {
            const auto kind = static_cast<SubEventType>(k);
            if (group_of(type_of(kind)) == happening.group)
                of_group += figure.kind->chance_of(kind);
        }
        const double chance = std::clamp(of_group / std::max(1e-6, 1 - figure.kind->none), 0.02, 0.98);
        add("kind_of_group", std::log(chance / (1 - chance)) / 4);
        add("kind_same", figure.kind->chance_of(happening.sub_type));
        add("kind_none", figure.kind->none);
        bool same = false, other = false, kind = false;
        for (const TriggerMention* trigger : in_sentence(reading_.triggers, figure.count->sentence)) {
            if (trigger->generic)
                continue;
            (group_of(type_of(trigger->sub_type)) == happening.group ? same : other) = true;
            kind = kind || trigger->sub_type == happening.sub_type;
        }
        add_if(kind, "deed_of_kind");
        add_if(same && !kind, "deed_of_group");
        add_if(other && !same, "deed_of_other_group");
        if (figure.count->whom.empty())
            return;
        const std::uint64_t whom = hash_text(figure.count->whom);
        bool told = false;
        constexpr std::uint32_t reach = 200; // tokens: a list without end is not gone through for each figure
        for (const Telling& telling : happening.tellings) {
            const Sentence& sentence = reading_.sentence(telling.sentence);
            if (telling.sentence == figure.count->sentence)
                continue;
            for (std::uint32_t i = sentence.first;
                 !told && i < std::min(sentence.first + reach, sentence.last); ++i)
                told = reading_.token(i).hash == whom;
        }
        add_if(told, "whom_told");
    }

    /// The telling that it stands behind is the first of the happening, or the last.
    void of_tellings(const Happening& happening, const TollFigure& figure)
    {
        const std::uint32_t first = happening.tellings.front().sentence, s = figure.count->sentence;
        add_if(s == first, "first_telling");
        if (s > first)
            add({"behind_first:", bucket(s - first)});
        bool sooner = false;
        for (const TollFigure& other : figures_)
            sooner = sooner || (other.count->sentence < s && other.count->sentence >= first);
        add_if(s >= first && !sooner, "next_figure");
    }

    const Reading& reading_;
    const Narrative& narrative_;
    const std::vector<TollFigure>& figures_;
    std::uint32_t nearest_; ///< off_of_nearest of the happening at hand
};

} // namespace

TollClues::TollClues(const Reading& reading, const Narrative& narrative,
                     const std::vector<TollFigure>& figures)
    : reading_{reading}, narrative_{narrative}, figures_{figures}
{
    FigureScales scales{reading, figures};
    for (const TollFigure& figure : figures)
        of_figures_.push_back(scales.clues_of(figure));
}

std::vector<std::vector<NamedClue>> TollClues::beside(std::size_t happening,
                                                      const std::vector<bool>& asked) const
{
    Scales scales{reading_, narrative_, figures_, happening};
    std::vector<std::vector<NamedClue>> all(figures_.size());
    for (std::size_t f = 0; f < figures_.size(); ++f)
        if (asked[f])
            all[f] = scales.clues_of(happening, figures_[f], of_figures_[f]);
    return all;
}

} // namespace sitmap
