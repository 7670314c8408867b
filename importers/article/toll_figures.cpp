// The figures of dead that a text gives.
#include "importers/article/toll_figures.hpp"

#include "importers/article/coordination.hpp"
#include "importers/article/kinds_told.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

bool is_given(const Happening& happening, const CountMention& count)
{
    return std::find(happening.counts.begin(), happening.counts.end(), &count) != happening.counts.end();
}

namespace {

constexpr std::size_t most_figures = 200; ///< of a text; one with more is a list, and the rules stand

class FigureReader {
public:
    FigureReader(const Reading& reading, const Narrative& narrative)
        : reading_{reading}, narrative_{narrative}
    {
        for (const CountMention& count : reading.counts)
            if (count.field == ClaimField::killed)
                all_killed_.push_back(&count);
        if (all_killed_.size() > most_figures || narrative.happenings.empty())
            return;
        for (const CountMention* count : all_killed_)
            if (!count->of_attacker)
                figures_.push_back(figure_of(*count));
        for (std::size_t f = 0; f < figures_.size(); ++f)
            figures_[f].order = static_cast<std::uint32_t>(f);
        note_towns();
    }

    [[nodiscard]] std::vector<TollFigure> all() { return std::move(figures_); }

private:
    [[nodiscard]] TollFigure figure_of(const CountMention& count) const
    {
        const auto is_past = [](const TimeMention& time) { return !time.of_speech && !time.future; };
        TollFigure figure{.count = &count,
                          .places = toponyms_in(reading_, count.sentence).those_that(is_placeable),
                          .times = in_sentence(reading_.times, count.sentence).those_that(is_past),
                          .last_told = {}};
        std::uint32_t latest = 0;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
            const Happening& happening = narrative_.happenings[h];
            figure.owners += is_given(happening, count) ? 1U : 0U;
            figure.told_here += is_told_in(happening, count.sentence) ? 1U : 0U;
            for (const Telling& telling : happening.tellings)
                if (telling.sentence < count.sentence && (!figure.last_told || telling.sentence >= latest)) {
                    latest = telling.sentence;
                    figure.last_told = h;
                }
        }
        figure.kind = &kind_of_sentence(reading_, count.sentence);
        read_words(figure);
        figure.largest = !count.cumulative;
        for (const CountMention* other : all_killed_) {
            if (other == &count)
                continue;
            figure.repeated = figure.repeated || (other->sentence != count.sentence &&
                                                  other->quantity.size_by() == count.quantity.size_by());
            if (!other->cumulative && other->quantity.size_by() > count.quantity.size_by())
                figure.largest = false;
        }
        return figure;
    }

    /// "in two attacks", "a string of bombings", "twin blasts", "in three villages".
    [[nodiscard]] bool are_several(std::uint32_t i, std::uint32_t last) const
    {
        const Token& word = reading_.token(i);
        if (word.is("twin"))
            return true;
        const Lexicon& lexicon = reading_.tables.lexicon;
        const bool many = lexicon.is_in("many_of", word) ||
                          (lexicon.has("numbers", word) && !is_one_of(word, {"one", "a"}));
        for (std::uint32_t k = i + 1; many && k < std::min(i + 4, last); ++k)
            if (lexicon.is_in("several_deeds", reading_.token(k)))
                return true;
        return false;
    }

    void read_words(TollFigure& figure) const
    {
        const Lexicon& lexicon = reading_.tables.lexicon;
        const Sentence& sentence = reading_.sentence(figure.count->sentence);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Token& word = reading_.token(i);
            const bool in_before = i > sentence.first && is_one_of(reading_.token(i - 1), {"in", "at"});
            figure.sums =
                figure.sums || lexicon.is_in("toll_sum", word) || (in_before && is_one_of(word, {"all"}));
            figure.grows = figure.grows || lexicon.is_in("toll_grows", word);
            figure.compares = figure.compares || lexicon.is_in("compares", word);
            figure.of_several = figure.of_several || are_several(i, sentence.last);
            figure.points_there = figure.points_there || is_one_of(word, {"there", "here"}) ||
                                  (word.is("that") && i + 1 < sentence.last &&
                                   is_one_of(reading_.token(i + 1), {"day", "night", "evening", "morning"}));
        }
        const bool told = std::any_of(
            reading_.triggers.begin(), reading_.triggers.end(), [&](const TriggerMention& trigger) {
                return trigger.sentence == figure.count->sentence && !trigger.generic &&
                       (trigger.last <= figure.count->first || trigger.first >= figure.count->last);
            });
        figure.bare = figure.places.empty() && figure.times.empty() && !told;
    }

    /// "Bombs went off in Mosul and Kirkuk, killing 12 and nine people respectively": the town of each.
    [[nodiscard]] const Toponym* respective_town(const CountMention& count) const
    {
        constexpr std::size_t most = 6; // towns
        const Sentence& sentence = reading_.sentence(count.sentence);
        bool said = false;
        for (std::uint32_t i = count.last; i < sentence.last && !said; ++i)
            said = reading_.token(i).is("respectively");
        if (!said)
            return nullptr;
        std::size_t place_in_row = 0, dead = 0;
        std::uint32_t first_count = sentence.last;
        for (const CountMention* other : in_sentence(reading_.counts, count.sentence))
            if (other->field == ClaimField::killed && !other->is_part) {
                place_in_row += other->first < count.first ? 1 : 0;
                first_count = std::min(first_count, other->first);
                ++dead;
            }
        std::vector<const Toponym*> towns;
        for (const Toponym* town : toponyms_in(reading_, count.sentence))
            if (town->last <= first_count && is_placeable(*town) && towns.size() <= most &&
                !is_coarse(brief_of(reading_, *town).kind))
                towns.push_back(town);
        return dead > 1 && towns.size() == dead ? towns[place_in_row] : nullptr;
    }

    /// "14 of them", "ten of whom".
    [[nodiscard]] bool is_of_them(const CountMention& count) const
    {
        return count.last > count.first + 1 &&
               is_one_of(reading_.token(count.last - 1), {"them", "whom", "those"});
    }

    /// Where two figures of a sentence have their own towns, each is that town's.
    void note_towns()
    {
        for (TollFigure& figure : figures_) {
            const Toponym* before = town_before(reading_, *figure.count);
            const Toponym* respective = before ? nullptr : respective_town(*figure.count);
            figure.town = before ? before : respective ? respective : town_behind(reading_, *figure.count);
        }
        for (TollFigure& figure : figures_) {
            const bool parted = std::any_of(figures_.begin(), figures_.end(), [&](const TollFigure& other) {
                return figure.town && other.town && other.count->sentence == figure.count->sentence &&
                       nearness(reading_, *figure.town, *other.town) < 1;
            });
            // "34 died, 14 of them at the airport in Zaventem": what is told of some is not of the others
            const bool part = figure.count->is_part && figure.town && is_of_them(*figure.count);
            if (!parted && !part)
                figure.town = nullptr;
        }
    }

    const Reading& reading_;
    const Narrative& narrative_;
    std::vector<const CountMention*> all_killed_;
    std::vector<TollFigure> figures_;
};

} // namespace

std::vector<TollFigure> toll_figures(const Reading& reading, const Narrative& narrative)
{
    return FigureReader{reading, narrative}.all();
}

} // namespace sitmap
