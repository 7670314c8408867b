// What speaks for a second figure of the same dead.
#include "importers/article/second_tolls.hpp"

#include "importers/article/count_speakers.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace sitmap {

namespace {

class SecondScales : ClueList {
public:
    SecondScales(const Reading& reading, const TollBeside& pair)
        : reading_{reading}, pair_{pair}, best_{*pair.best}, other_{*pair.other}
    {}

    [[nodiscard]] std::vector<NamedClue> clues()
    {
        add("always");
        of_chances();
        of_sources();
        of_positions();
        of_sizes();
        of_words();
        return std::move(out_);
    }

private:
    static double log_odds(double chance)
    {
        const double bounded = std::clamp(chance, 0.02, 0.98);
        return std::log(bounded / (1 - bounded)) / 4;
    }

    void of_chances()
    {
        add("chance", log_odds(pair_.chance));
        add("chance_of_best", log_odds(pair_.best_chance));
        add_if(pair_.chance >= 0.5, "likely");
        add_if(pair_.given, "given");
        add_if(pair_.recount, "recount");
    }

    void of_sources()
    {
        const std::string one = source_of_count(reading_, best_), two = source_of_count(reading_, other_);
        add_if(one == two, either(one.empty(), "no_sources", "same_source"));
        add_if(one != two && !one.empty() && !two.empty(), "two_sources");
        add_if(one.empty() && !two.empty(), "only_other_said");
        add_if(!one.empty() && two.empty(), "only_best_said");
        const auto day_of = [&](const CountMention& count) { return said_on(reading_, count.sentence); };
        const auto first = day_of(best_), second = day_of(other_);
        if (first && second && *first != *second)
            add(either(*second < *first, "said_before", "said_after"));
    }

    void of_positions()
    {
        const bool behind = other_.first > best_.first;
        const std::uint32_t off =
            behind ? other_.sentence - best_.sentence : best_.sentence - other_.sentence;
        add_if(off == 0, either(behind, "same_sentence", "same_sentence_before"));
        add_if(off == 1, either(behind, "next_sentence", "sentence_before"));
        add_if(off == 2, "two_sentences_off");
        add_if(off > 6, "far_off");
        add_if(off > 0 && reading_.sentence(best_.sentence).paragraph ==
                              reading_.sentence(other_.sentence).paragraph,
               "same_paragraph");
        add_if(other_.sentence == 0, "headline");
        add_if(best_.sentence == 0, "best_in_headline");
        add_if(other_.sentence < best_.sentence && other_.sentence <= 2, "in_lead");
        add_if(reading_.outline[other_.sentence].entry != reading_.outline[best_.sentence].entry,
               "other_entry");
    }

    void of_sizes()
    {
        const auto one = static_cast<double>(best_.quantity.size_by()),
                   two = static_cast<double>(other_.quantity.size_by());
        const double ratio = std::log2((1 + two) / (1 + one));
        add_if(two > one, "larger");
        add("ratio", std::clamp(std::abs(ratio), 0.0, 4.0) / 2);
        add_if(std::abs(ratio) < 0.35, "close_to_it");
        add_if(std::abs(ratio) > 2, "far_from_it");
        add_if(two <= 2, "one_or_two");
        add_if(!other_.quantity.best(), "vague");
        add_if(!best_.quantity.best(), "best_vague");
        add_if(other_.single, "single");
        add_if(best_.single, "best_single");
        add_if(other_.is_part, "part");
        add_if(other_.cumulative, "cumulative");
        add_if(other_.hedged, "hedged");
        const auto specific = [](const CountMention& count) {
            return !count.whom.empty() && count.whom != "people" && count.whom != "bodies" &&
                   count.whom != "deaths";
        };
        add_if(specific(other_) && !specific(best_), "of_some");
        add_if(specific(other_) && specific(best_) && other_.whom != best_.whom, "of_others");
    }

    /// The sentence of the figure, up to it and from the other on where that stands there too.
    void of_words()
    {
        const Lexicon& lexicon = reading_.tables.lexicon;
        const Sentence& sentence = reading_.sentence(other_.sentence);
        const std::uint32_t first =
            best_.sentence == other_.sentence && best_.last <= other_.first ? best_.last : sentence.first;
        bool contrast = false, late = false, early = false, denies = false, grows = false, toll = false;
        for (std::uint32_t i = first; i < sentence.last; ++i) {
            const Token& word = reading_.token(i);
            contrast = contrast || is_one_of(word, {"while", "but", "however", "whereas", "only", "though",
                                                    "although", "other", "others", "higher", "lower"});
            late = late || is_one_of(word, {"later", "now", "since", "meanwhile", "finally"});
            early = early || is_one_of(word, {"earlier", "first", "initially", "had", "still", "previously"});
            denies = denies || lexicon.meaning("speech", word) == "denies";
            grows = grows || lexicon.is_in("toll_grows", word) || lexicon.is_in("rise", word);
            toll = toll || lexicon.is_in("of_toll", word);
        }
        add_if(contrast, "contrast");
        add_if(late, "late");
        add_if(early, "early");
        add_if(denies, "denies");
        add_if(grows, "grows");
        add_if(toll, "of_toll");
        bool deed = false;
        for (const TriggerMention* trigger : in_sentence(reading_.triggers, other_.sentence))
            deed = deed || !trigger->generic;
        add_if(deed, "deed");
    }

    const Reading& reading_;
    const TollBeside& pair_;
    const CountMention &best_, &other_;
};

} // namespace

std::vector<NamedClue> clues_of_second(const Reading& reading, const TollBeside& pair)
{
    return SecondScales{reading, pair}.clues();
}

} // namespace sitmap
