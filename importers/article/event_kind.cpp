#include "importers/article/event_kind.hpp"

#include "geodata/error.hpp"
#include "importers/article/clauses.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
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

/// A deed that is planned, denied, feared or remembered counts as one cue whatever it is; a figure of speech
/// as none.
std::vector<Cue> cues_in(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t s)
{
    const Sentence& sentence = text.sentences[s];
    std::vector<Cue> cues;
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
        const bool misfortune = match.meaning().find("else.nature") != std::string_view::npos;
        if (match && !(misfortune && is_reckoned_from(text, s, i)))
            add_cues(i, unreal ? "else.unreal" : match.meaning(), cues);
        i += match ? match.length : 1;
    }
    return cues;
}

/// Parties, deeds and things make pairs; two parties or two things say nothing together.
bool makes_pair(std::string_view a, std::string_view b)
{
    const bool both_take_part = !a.starts_with("else.") && !b.starts_with("else.");
    return both_take_part && a != b && (a.starts_with("deed.") || a.substr(0, 4) != b.substr(0, 4));
}

void add_pairs(const std::vector<Cue>& cues, std::vector<std::string>& out)
{
    for (std::size_t a = 0; a < cues.size(); ++a)
        for (std::size_t b = a + 1; b < cues.size() && cues[b].at - cues[a].at <= pair_reach; ++b)
            if (cues[b].at > cues[a].at && makes_pair(cues[a].name, cues[b].name))
                out.push_back(std::string{cues[a].name} + ">" + std::string{cues[b].name});
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
        add_pairs(cues, features);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (is_plain_word(text.tokens[i]))
                features.push_back("word:" + text.tokens[i].lower);
    }
    if (deed && !crowd)
        features.emplace_back("without:crowd");
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    return features;
}

std::vector<std::string> kind_cues(const TokenisedText& text, const Lexicon& lexicon,
                                   std::span<const std::uint32_t> sentences)
{
    std::vector<std::string> names{"any"};
    for (const std::uint32_t s : sentences)
        for (const Cue& cue : cues_in(text, lexicon, s))
            names.emplace_back(cue.name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

SubEventType KindModel::Verdict::likeliest() const
{
    const auto most = std::max_element(of.begin(), of.end());
    return static_cast<SubEventType>(most - of.begin());
}

KindModel KindModel::load(const std::filesystem::path& file)
{
    KindModel model;
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
        model.weights_[line.substr(0, first)].push_back(
            {.kind = sub_type ? static_cast<std::uint8_t>(*sub_type) : none_kind,
             .weight = std::strtof(line.c_str() + second + 1, nullptr)});
    }
    if (model.weights_.empty())
        throw Error{"cannot read '" + file.string() +
                    "': no weights in it; set SITMAP_ASSETS to the program's asset folder"};
    return model;
}

double KindModel::weight_of(std::string_view cues, SubEventType sub_type) const
{
    std::vector<Cue> named;
    add_cues(0, cues, named);
    double most = 0;
    for (const Cue& cue : named)
        if (const auto found = weights_.find(std::string{cue.name}); found != weights_.end())
            for (const Weight& weight : found->second)
                if (weight.kind == static_cast<std::uint8_t>(sub_type))
                    most = std::max(most, static_cast<double>(weight.weight));
    return most;
}

KindModel::Verdict KindModel::judge(const std::vector<std::string>& features) const
{
    std::array<double, sub_event_type_count + 1> sums{};
    for (const std::string& feature : features)
        if (const auto found = weights_.find(feature); found != weights_.end())
            for (const Weight& weight : found->second)
                sums[weight.kind] += weight.weight;
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
