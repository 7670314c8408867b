#pragma once

#include "engine/event_type.hpp"
#include "geodata/hash_index.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/tokens.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// What these sentences offer for judging what kind of happening they tell of. A feature is the name of a cue
/// (a class of words in cues.tsv, such as "deed.ambush"), a cue in the first of the sentences
/// ("first:deed.ambush"), two cues close behind one another ("who.rebel>deed.ambush"), or a lower-case word
/// ("word:convoy"); and "without:crowd" where a deed is told and no crowd. Each stands once, in alphabetical
/// order. Linear in the sentences. `sentences` holds positions in `text.sentences`, ascending.
[[nodiscard]] std::vector<std::string> kind_features(const TokenisedText& text, const Lexicon& lexicon,
                                                     std::span<const std::uint32_t> sentences);

/// Tells kinds of happening apart: a multinomial logistic regression over `kind_features`, with its weights
/// in a table that can be read (assets/models/event_types.tsv: feature, sub-type or "none", weight). The
/// "none" class stands for texts without a happening of conflict: disasters, accidents, diplomacy, sport,
/// markets. The weights are learnt by assets/models/train_event_types.py.
class KindModel {
public:
    /// The probabilities of the sub-types and of no happening; they sum to 1.
    struct Verdict {
        std::array<double, sub_event_type_count> of{};
        double none = 0;

        /// The likeliest sub-type, whatever the chance that there is no happening at all.
        [[nodiscard]] SubEventType likeliest() const;
        /// More likely than not.
        [[nodiscard]] bool is_likely_none() const { return none > 0.5; }
        [[nodiscard]] double chance_of(SubEventType sub_type) const
        {
            return of[static_cast<std::size_t>(sub_type)];
        }
    };

    /// What one sentence offers, by the model's own numbers: many happenings are judged by the same
    /// sentences.
    struct SentenceCues {
        std::vector<std::string_view> names; ///< of the cues, each once, in alphabetical order
        std::vector<std::uint32_t> features; ///< those that have weights
        std::vector<std::uint32_t> as_first; ///< more of them where it is the first of the sentences
        bool of_crowd = false, deed = false;
    };

    /// Throws Error.
    [[nodiscard]] static KindModel load(const std::filesystem::path& file);
    /// Linear in the sentence.
    [[nodiscard]] SentenceCues cues_of(const TokenisedText& text, const Lexicon& lexicon,
                                       std::uint32_t sentence) const;
    /// What `kind_features` of these sentences speak for. O(number of features).
    [[nodiscard]] Verdict judge(std::span<const SentenceCues* const> sentences) const;
    /// How much a cue, or the strongest of several parted by "|", speaks for a kind; 0 if it is not known.
    [[nodiscard]] double weight_of(std::string_view cues, SubEventType sub_type) const;
    /// O(number of features).
    [[nodiscard]] Verdict judge(const std::vector<std::string>& features) const;

private:
    struct Weight {
        std::uint8_t kind; ///< a SubEventType, or `none_kind`
        float weight;
    };
    static constexpr std::uint8_t none_kind = sub_event_type_count;
    [[nodiscard]] Verdict judge_numbers(std::span<const std::uint32_t> features) const;
    void add(std::uint64_t feature, std::vector<std::uint32_t>& out) const;

    HashIndex features_;               ///< numbers of the features, which are in alphabetical order
    std::vector<Weight> weights_;      ///< those of a feature side by side
    std::vector<std::uint32_t> begin_; ///< by the feature's number, and one more
};

} // namespace sitmap
