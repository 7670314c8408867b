// Deeds that are told by words which no table knows.
#include "importers/article/deed_words.hpp"

#include "engine/merge.hpp"
#include "geodata/text_hash.hpp"
#include "importers/article/clue_weights.hpp"
#include "importers/article/kinds_told.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/telling_match.hpp"
#include "importers/article/tellings.hpp"
#include "importers/article/told_deeds.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

DeedWeights DeedWeights::load(const std::filesystem::path& file)
{
    DeedWeights weights;
    for (const WeightRow& row : read_weight_rows(file)) {
        if (row.clue.empty()) {
            weights.always_ = static_cast<double>(row.weight);
            continue;
        }
        const std::size_t space = row.clue.find(' ');
        const std::string_view clue = row.clue;
        const std::uint64_t hash = space == std::string::npos ? hash_text(clue)
                                                              : pair_of(hash_text(clue.substr(0, space)),
                                                                        hash_text(clue.substr(space + 1)));
        const auto next = static_cast<std::uint32_t>(weights.weights_.size());
        if (weights.rows_.put(hash, next) == next)
            weights.weights_.push_back(row.weight);
    }
    return weights;
}

namespace {

constexpr double likely_enough = 0.6; ///< chance from which all clues together decide (event_worth.tsv)
constexpr std::uint32_t lead_sentences = 4;
constexpr std::size_t shortest_telling = 4; ///< letters of a word that may stand for a deed

constexpr std::string_view name_class = "<name>", number_class = "<number>";

/// A word or a number, but no punctuation; classes for names and numbers.
std::string_view class_of(const Reading& reading, std::uint32_t i)
{
    const Token& token = reading.token(i);
    if (token.kind == Token::Kind::number || reading.tables.lexicon.has("numbers", token))
        return number_class;
    return token.capitalised && !token.sentence_start ? name_class : std::string_view{token.lower};
}

std::uint64_t hash_of_class(const Reading& reading, std::uint32_t i)
{
    const std::string_view word = class_of(reading, i);
    return word.data() == reading.token(i).lower.data() ? reading.token(i).hash : hash_text(word);
}

/// What was found in the sentence.
std::vector<std::string_view> found_in(const Reading& reading, std::uint32_t s)
{
    std::vector<std::string_view> found;
    const auto places = toponyms_in(reading, s);
    if (std::any_of(places.begin(), places.end(), [](const Toponym* t) { return is_placeable(*t); }))
        found.emplace_back("<place>");
    for (const TimeMention* time : in_sentence(reading.times, s))
        if (time->interval.precision() == TimePrecision::day && !time->of_speech && !time->future) {
            found.emplace_back("<day>");
            break;
        }
    bool killed = false, hurt = false;
    for (const CountMention* count : in_sentence(reading.counts, s)) {
        killed = killed || count->field == ClaimField::killed;
        hurt = hurt || count->field == ClaimField::injured;
    }
    if (killed)
        found.emplace_back("<killed>");
    if (hurt)
        found.emplace_back("<hurt>");
    if (!reading.speakers[s].empty())
        found.emplace_back("<said>");
    if (s == 0)
        found.emplace_back("<head>");
    else if (s < lead_sentences)
        found.emplace_back("<lead>");
    return found;
}

/// Calls `take(hash, first token, last token)` for each word and pair of the sentence.
template <class Take>
void each_word(const Reading& reading, std::uint32_t s, Take take)
{
    const Sentence& sentence = reading.sentence(s);
    std::optional<std::uint32_t> before;
    std::uint64_t hash_before = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (reading.token(i).kind == Token::Kind::punctuation)
            continue;
        const std::uint64_t hash = hash_of_class(reading, i);
        take(hash, i, i);
        if (before)
            take(DeedWeights::pair_of(hash_before, hash), *before, i);
        before = i;
        hash_before = hash;
    }
}

struct Likely {
    double chance = 0;
    std::uint32_t word = 0; ///< the token that speaks most for a deed
};

Likely likely_deed(const Reading& reading, std::uint32_t s)
{
    const DeedWeights& weights = reading.tables.deeds;
    double sum = weights.always(), most = 0;
    Likely likely{.chance = 0, .word = reading.sentence(s).first};
    constexpr std::size_t most_known = 64; // of one sentence; what stands twice counts once
    std::array<std::uint64_t, most_known> seen{};
    std::size_t known = 0;
    each_word(reading, s, [&](std::uint64_t hash, std::uint32_t first, std::uint32_t last) {
        const double weight = weights.of(hash);
        if (weight == 0 || known == most_known ||
            std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(known), hash) !=
                seen.begin() + static_cast<std::ptrdiff_t>(known))
            return;
        seen[known++] = hash;
        sum += weight;
        // of two words the longer one: "in" and "when" tell of nothing
        const std::uint32_t at =
            reading.token(first).lower.size() > reading.token(last).lower.size() ? first : last;
        const Token& token = reading.token(at);
        if (weight > most && token.kind == Token::Kind::word && !token.capitalised &&
            token.lower.size() >= shortest_telling && !ends_noun_phrase(token)) {
            most = weight;
            likely.word = at;
        }
    });
    for (const std::string_view found : found_in(reading, s))
        sum += weights.of(hash_text(found));
    likely.chance = 1 / (1 + std::exp(-sum));
    return likely;
}

} // namespace

std::vector<std::string> deed_features(const Reading& reading, std::uint32_t s)
{
    std::vector<std::string> features;
    each_word(reading, s, [&](std::uint64_t, std::uint32_t first, std::uint32_t last) {
        std::string name{class_of(reading, first)};
        if (first != last)
            name += " " + std::string{class_of(reading, last)};
        features.push_back(std::move(name));
    });
    for (const std::string_view found : found_in(reading, s))
        features.emplace_back(found);
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    return features;
}

namespace {

/// A text with a known word for violence, protest or flight: what else it tells may be of the same. A crash
/// of buses kills too.
bool may_tell_of_deeds(const Reading& reading)
{
    return std::any_of(reading.triggers.begin(), reading.triggers.end(), [](const TriggerMention& trigger) {
        return trigger.reality == TriggerMention::Reality::reported && trigger.weight >= 2 &&
               !trigger.generic && group_of(type_of(trigger.sub_type)) != TypeGroup::strategic;
    });
}

/// What a single sentence tells of. The kinds that almost none of such sentences told of (a change of a
/// group, a base, "other"), and those of a crowd where people died and no crowd is told of, give way to the
/// likeliest of the rest.
std::optional<SubEventType> deed_of(const KindModel::Verdict& verdict, bool crowd, bool raiders)
{
    constexpr double least = 0.08; // chance
    const auto is_doubtful = [crowd, raiders](SubEventType kind) {
        return kind == SubEventType::change_to_group_activity ||
               kind == SubEventType::headquarters_or_base_established || kind == SubEventType::other ||
               (raiders && (kind == SubEventType::non_violent_transfer_of_territory ||
                            kind == SubEventType::looting_property_destruction)) ||
               (!crowd && group_of(type_of(kind)) == TypeGroup::demonstration);
    };
    if (!is_doubtful(verdict.likeliest()))
        return verdict.likeliest();
    std::optional<SubEventType> best;
    for (std::size_t k = 0; k < sub_event_type_count; ++k) {
        const auto kind = static_cast<SubEventType>(k);
        const bool changes_hands = group_of(type_of(kind)) == TypeGroup::strategic || is_territory(kind);
        if (!changes_hands && !is_doubtful(kind) && verdict.chance_of(kind) >= least &&
            (!best || verdict.chance_of(kind) > verdict.chance_of(*best)))
            best = kind;
    }
    return best;
}

/// The sentence, or one next to it in the paragraph, tells of a crowd, a march or a riot.
bool is_among_crowd(const Reading& reading, std::uint32_t s)
{
    const auto tells = [&](std::uint32_t other) {
        return reading.sentence(other).paragraph == reading.sentence(s).paragraph &&
               cues_of_sentence(reading, other).of_crowd;
    };
    return tells(s) || (s > 0 && tells(s - 1)) || (s + 1 < reading.text.sentences.size() && tells(s + 1));
}

/// "A boat left Zuwara on Friday night with 80 people on board": how a voyage began, and no deed at sea.
bool tells_of_departure(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    bool boat = false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        const std::string_view voyage =
            match_phrase(reading.tables.lexicon, "voyages", reading.text, i, sentence.last).meaning();
        if (voyage != "boat" && !voyage.empty())
            return false;
        boat = boat || voyage == "boat";
        if (boat &&
            match_phrase(reading.tables.lexicon, "journeys", reading.text, i, sentence.last).meaning() ==
                "from")
            return true;
    }
    return false;
}

/// "Before dawn armed men entered Tillabery by canoe": how a raid begins, and no town that changes hands.
bool has_raiders(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (reading.tables.lexicon.meaning("people", reading.token(i)) == "fighters")
            return true;
        if (const std::string_view role =
                match_phrase(reading.tables.lexicon, "armed_roles", reading.text, i, sentence.last).meaning();
            (role == "party" || role == "unnamed") && !reading.token(i).is("protesters"))
            return true;
    }
    return false;
}

} // namespace

void add_learnt_deeds(Reading& reading)
{
    if (!may_tell_of_deeds(reading))
        return;
    std::vector<TriggerMention> learnt;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        if (reading.sentence(s).quoted || reading.outline[s].mood == Mood::silent ||
            !in_sentence(reading.triggers, s).empty())
            continue;
        const Likely likely = likely_deed(reading, s);
        if (likely.chance < likely_enough || reality_at(reading.text, reading.tables.lexicon, s,
                                                        likely.word) != TriggerMention::Reality::reported)
            continue;
        const KindModel::Verdict& verdict = kind_of_sentence(reading, s);
        const auto deed =
            deed_of(verdict, !has_killed(reading, s) || is_among_crowd(reading, s), has_raiders(reading, s));
        if (!deed || verdict.is_likely_none() || tells_of_misfortune(reading, s) ||
            tells_of_burial(reading, s))
            continue; // a storm, a crash on a road
        if (type_of(*deed) == EventType::sea_incident && tells_of_departure(reading, s))
            continue;
        learnt.push_back({.first = likely.word,
                          .last = likely.word + 1,
                          .sentence = s,
                          .sub_type = *deed,
                          .weight = 2,
                          .learnt = static_cast<float>(likely.chance)});
    }
    reading.triggers.insert(reading.triggers.end(), learnt.begin(), learnt.end());
    std::stable_sort(reading.triggers.begin(), reading.triggers.end(),
                     [](const TriggerMention& a, const TriggerMention& b) { return a.first < b.first; });
}

} // namespace sitmap
