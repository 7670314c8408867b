#include "importers/article/event_kind.hpp"

#include "geodata/error.hpp"
#include "geodata/text_hash.hpp"
#include "importers/article/clauses.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string_view>

namespace sitmap {

namespace {

constexpr std::uint32_t pair_reach = 9; ///< tokens between two cues that make a pair

struct Cue {
    std::uint32_t at;
    std::string_view name;
};

/// "seized" may be a weapons haul or a captured town: a phrase may stand for several cues, parted by "|".
void add_cues(std::uint32_t at, std::string_view names, std::vector<Cue>& out)
{
    while (!names.empty()) {
        const auto bar = std::min(names.find('|'), names.size());
        out.push_back({.at = at, .name = names.substr(0, bar)});
        names.remove_prefix(std::min(bar + 1, names.size()));
    }
}

/// "struck a mine", "hit a landmine": what befell the lorry is no accident.
bool names_what_blew_up(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                        const PhraseMatch& cue)
{
    return cue.length > 1 && cue.meaning() == "deed.explode" &&
           lexicon.is_in("lies_buried", text.tokens[at + cue.length - 1]);
}

/// A deed that is planned, denied, feared or remembered counts as one cue whatever it is; a figure of speech
/// as none.
std::vector<Cue> cues_in(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t s)
{
    const Sentence& sentence = text.sentences[s];
    std::vector<Cue> cues;
    bool blew_up = false;
    for (std::uint32_t i = sentence.first; i < sentence.last;) {
        if (const PhraseMatch idiom = match_phrase(lexicon, "idioms", text, i, sentence.last)) {
            i += idiom.length;
            continue;
        }
        if (is_march_the_month(text, sentence.first, i, sentence.last)) {
            ++i;
            continue;
        }
        const PhraseMatch match = match_phrase(lexicon, "cues", text, i, sentence.last);
        const bool unreal = match && match.meaning().starts_with("deed.") &&
                            reality_at(text, lexicon, s, i) != TriggerMention::Reality::reported;
        blew_up = blew_up || (!unreal && names_what_blew_up(text, lexicon, i, match));
        const bool misfortune = match.meaning().find("else.nature") != std::string_view::npos;
        if (match && !(misfortune && is_reckoned_from(text, s, i)))
            add_cues(i, unreal ? "else.unreal" : match.meaning(), cues);
        i += match ? match.length : 1;
    }
    if (blew_up)
        std::erase_if(cues, [](const Cue& cue) { return cue.name == "else.accident"; });
    return cues;
}

/// Parties, deeds and things make pairs; two parties or two things say nothing together.
bool makes_pair(std::string_view a, std::string_view b)
{
    const bool both_take_part = !a.starts_with("else.") && !b.starts_with("else.");
    return both_take_part && a != b && (a.starts_with("deed.") || a.substr(0, 4) != b.substr(0, 4));
}

template <class Take>
void each_pair(const std::vector<Cue>& cues, Take take)
{
    for (std::size_t a = 0; a < cues.size(); ++a)
        for (std::size_t b = a + 1; b < cues.size() && cues[b].at - cues[a].at <= pair_reach; ++b)
            if (cues[b].at > cues[a].at && makes_pair(cues[a].name, cues[b].name))
                take(cues[a], cues[b]);
}

template <class T>
void keep_each_once(std::vector<T>& all)
{
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

// Features are looked up by hashes of their parts, so that no text is put together for it.

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U; // 2^64 / golden ratio
    const std::uint64_t product = (a ^ (b >> 29U) ^ factor) * factor + b;
    return product ^ (product >> 32U);
}
std::uint64_t hash_of_first(std::uint64_t cue)
{
    return mixed(cue, hash_text("first:"));
}
std::uint64_t hash_of_pair(std::uint64_t a, std::uint64_t b)
{
    return mixed(mixed(a, hash_text(">")), b);
}
std::uint64_t hash_of_word(std::uint64_t word)
{
    return mixed(word, hash_text("word:"));
}

std::uint64_t hash_of_feature(std::string_view feature)
{
    constexpr std::string_view first = "first:", word = "word:";
    if (feature.starts_with(first))
        return hash_of_first(hash_text(feature.substr(first.size())));
    if (feature.starts_with(word))
        return hash_of_word(hash_text(feature.substr(word.size())));
    if (const auto parts = feature.find('>'); parts != std::string_view::npos)
        return hash_of_pair(hash_text(feature.substr(0, parts)), hash_text(feature.substr(parts + 1)));
    return hash_text(feature);
}

bool is_of_crowd(std::string_view cue)
{
    return cue == "who.crowd" || cue == "who.rioter" || cue == "who.mob" || cue == "deed.protest" ||
           cue == "deed.riot" || cue == "deed.disperse" || cue == "deed.mob_violence";
}

bool is_plain_word(const Token& token)
{
    return token.kind == Token::Kind::word && token.lower.size() > 2 && token.lower.size() < 20 &&
           (!token.capitalised || token.sentence_start) &&
           std::all_of(token.lower.begin(), token.lower.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

std::vector<std::string> kind_features(const TokenisedText& text, const Lexicon& lexicon,
                                       std::span<const std::uint32_t> sentences)
{
    std::vector<std::string> features{"any"};
    bool crowd = false, deed = false;
    for (const std::uint32_t s : sentences) {
        const Sentence& sentence = text.sentences[s];
        const std::vector<Cue> cues = cues_in(text, lexicon, s);
        for (const Cue& cue : cues) {
            features.emplace_back(cue.name);
            crowd = crowd || is_of_crowd(cue.name);
            deed = deed || cue.name.starts_with("deed.");
            if (s == sentences.front())
                features.push_back("first:" + std::string{cue.name});
        }
        each_pair(cues, [&](const Cue& a, const Cue& b) {
            features.push_back(std::string{a.name} + ">" + std::string{b.name});
        });
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (is_plain_word(text.tokens[i]))
                features.push_back("word:" + text.tokens[i].lower);
    }
    if (deed && !crowd)
        features.emplace_back("without:crowd");
    keep_each_once(features);
    return features;
}

SubEventType KindModel::Verdict::likeliest() const
{
    const auto most = std::max_element(of.begin(), of.end());
    return static_cast<SubEventType>(most - of.begin());
}

KindModel KindModel::load(const std::filesystem::path& file)
{
    std::map<std::string, std::vector<Weight>> rows;
    std::ifstream in{file};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#')
            continue;
        const auto first = line.find('\t'), second = line.find('\t', first + 1);
        const std::string kind =
            second == std::string::npos ? "" : line.substr(first + 1, second - first - 1);
        const auto sub_type = sub_event_type_named(kind);
        if (!sub_type && kind != "none")
            throw Error{"cannot read '" + file.string() + "', line " + std::to_string(number) +
                        ": no such kind of event: '" + kind + "'"};
        rows[line.substr(0, first)].push_back(
            {.kind = sub_type ? static_cast<std::uint8_t>(*sub_type) : none_kind,
             .weight = std::strtof(line.c_str() + second + 1, nullptr)});
    }
    if (rows.empty())
        throw Error{"cannot read '" + file.string() +
                    "': no weights in it; set SITMAP_ASSETS to the program's asset folder"};
    KindModel model;
    for (const auto& [feature, weights] : rows) {
        model.features_.put(hash_of_feature(feature), static_cast<std::uint32_t>(model.begin_.size()));
        model.begin_.push_back(static_cast<std::uint32_t>(model.weights_.size()));
        model.weights_.insert(model.weights_.end(), weights.begin(), weights.end());
    }
    model.begin_.push_back(static_cast<std::uint32_t>(model.weights_.size()));
    return model;
}

double KindModel::weight_of(std::string_view cues, SubEventType sub_type) const
{
    std::vector<Cue> named;
    add_cues(0, cues, named);
    double most = 0;
    for (const Cue& cue : named)
        if (const std::uint32_t known = features_.at(hash_of_feature(cue.name)); known != HashIndex::none)
            for (std::uint32_t i = begin_[known]; i < begin_[known + 1]; ++i)
                if (weights_[i].kind == static_cast<std::uint8_t>(sub_type))
                    most = std::max(most, static_cast<double>(weights_[i].weight));
    return most;
}

void KindModel::add(std::uint64_t feature, std::vector<std::uint32_t>& out) const
{
    if (const std::uint32_t known = features_.at(feature); known != HashIndex::none)
        out.push_back(known);
}

KindModel::SentenceCues KindModel::cues_of(const TokenisedText& text, const Lexicon& lexicon,
                                           std::uint32_t sentence) const
{
    SentenceCues found;
    const std::vector<Cue> cues = cues_in(text, lexicon, sentence);
    for (const Cue& cue : cues) {
        const std::uint64_t hash = hash_text(cue.name);
        found.names.push_back(cue.name);
        found.of_crowd = found.of_crowd || is_of_crowd(cue.name);
        found.deed = found.deed || cue.name.starts_with("deed.");
        add(hash, found.features);
        add(hash_of_first(hash), found.as_first);
    }
    each_pair(cues, [&](const Cue& a, const Cue& b) {
        add(hash_of_pair(hash_text(a.name), hash_text(b.name)), found.features);
    });
    for (std::uint32_t i = text.sentences[sentence].first; i < text.sentences[sentence].last; ++i)
        if (is_plain_word(text.tokens[i]))
            add(hash_of_word(text.tokens[i].hash), found.features);
    keep_each_once(found.names);
    keep_each_once(found.features);
    return found;
}

KindModel::Verdict KindModel::judge(std::span<const SentenceCues* const> sentences) const
{
    std::vector<std::uint32_t> features;
    add(hash_text("any"), features);
    bool crowd = false, deed = false;
    for (const SentenceCues* sentence : sentences) {
        crowd = crowd || sentence->of_crowd;
        deed = deed || sentence->deed;
        features.insert(features.end(), sentence->features.begin(), sentence->features.end());
        if (sentence == sentences.front())
            features.insert(features.end(), sentence->as_first.begin(), sentence->as_first.end());
    }
    if (deed && !crowd)
        add(hash_of_feature("without:crowd"), features);
    keep_each_once(features);
    return judge_numbers(features);
}

KindModel::Verdict KindModel::judge(const std::vector<std::string>& features) const
{
    std::vector<std::uint32_t> known;
    for (const std::string& feature : features)
        add(hash_of_feature(feature), known);
    return judge_numbers(known);
}

KindModel::Verdict KindModel::judge_numbers(std::span<const std::uint32_t> features) const
{
    std::array<double, sub_event_type_count + 1> sums{};
    for (const std::uint32_t feature : features)
        for (std::uint32_t i = begin_[feature]; i < begin_[feature + 1]; ++i)
            sums[weights_[i].kind] += static_cast<double>(weights_[i].weight);
    const double most = *std::max_element(sums.begin(), sums.end());
    double total = 0;
    for (double& sum : sums)
        total += sum = std::exp(sum - most);
    Verdict verdict;
    for (std::size_t k = 0; k < sub_event_type_count; ++k)
        verdict.of[k] = sums[k] / total;
    verdict.none = sums[none_kind] / total;
    return verdict;
}

} // namespace sitmap
