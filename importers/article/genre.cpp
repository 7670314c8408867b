#include "importers/article/genre.hpp"

#include "engine/merge.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sitmap {

namespace {

constexpr std::uint32_t opening_sentences = 6; ///< headline, lead and what follows it
constexpr int enough_in_opening = 4;           ///< weights of different words
constexpr int enough_in_text = 9;
constexpr int enough_without_opening = 14; ///< where they also stand thick: a weight in thirty words
constexpr int words_for_a_weight = 30;
constexpr int enough_in_brief = 5; ///< a few sentences have room for no more

/// The weights of the different words of one kind, each counted once.
struct GenreWeights {
    int opening = 0, text = 0;
    bool sure = false; ///< one word at least that hardly stands elsewhere
};

std::map<std::string_view, GenreWeights> weights_of(const Reading& reading)
{
    std::map<std::string_view, GenreWeights> kinds;
    std::set<const Lexicon::Entry*> seen;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last;) {
            const PhraseMatch match =
                match_phrase(reading.tables.lexicon, "genres", reading.text, i, sentence.last);
            if (match && seen.insert(match.entry).second) {
                const std::string_view digits = match.column(0);
                const int weight = digits.empty() ? 1 : digits.front() - '0';
                GenreWeights& kind = kinds[match.meaning()];
                kind.text += weight;
                kind.opening += s < opening_sentences ? weight : 0;
                kind.sure = kind.sure || weight >= 3;
            }
            i += match ? match.length : 1;
        }
    }
    return kinds;
}

/// "No one drowned, and nobody was killed" is no death.
bool tells_of_deaths(const Reading& reading, std::uint32_t s)
{
    const auto counts = in_sentence(reading.counts, s);
    return std::any_of(counts.begin(), counts.end(), [](const CountMention* count) {
        return count->field == ClaimField::killed && !count->cumulative && count->quantity.size_by() > 0;
    });
}

/// "Fans stormed the pitch after the derby and set the stand alight."
bool opens_with_riot(const Reading& reading)
{
    return std::any_of(reading.triggers.begin(), reading.triggers.end(), [](const TriggerMention& t) {
        return t.sentence < 2 && t.weight >= 3 && !t.generic &&
               t.reality == TriggerMention::Reality::reported &&
               group_of(type_of(t.sub_type)) == TypeGroup::demonstration;
    });
}

/// "Gunmen shot dead four people at a film premiere on Friday."
bool opens_with_armed_deed(const Reading& reading)
{
    return std::any_of(reading.triggers.begin(), reading.triggers.end(), [&](const TriggerMention& t) {
        return t.sentence < opening_sentences && t.weight >= 3 && !t.generic &&
               t.reality == TriggerMention::Reality::reported &&
               group_of(type_of(t.sub_type)) == TypeGroup::armed && tells_of_deaths(reading, t.sentence);
    });
}

} // namespace

bool is_of_peaceful_genre(const Reading& reading)
{
    const auto kinds = weights_of(reading);
    const auto words = static_cast<int>(reading.text.tokens.size());
    const bool of_one = std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
        const GenreWeights& weights = kind.second;
        const bool opens = weights.opening >= enough_in_opening &&
                           weights.text >= (reading.brief ? enough_in_brief : enough_in_text);
        const bool thick =
            weights.text >= enough_without_opening && weights.text * words_for_a_weight >= words;
        return weights.sure && (opens || thick);
    });
    return of_one && !opens_with_armed_deed(reading) && !(reading.brief && opens_with_riot(reading));
}

} // namespace sitmap
