#pragma once

#include "engine/event_type.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/tokens.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sitmap {

/// What these sentences offer for judging what kind of happening they tell of. A feature is the name of a cue
/// (a class of words in cues.tsv, such as "deed.ambush"), a cue in the first of the sentences
/// ("first:deed.ambush"), two cues close behind one another ("who.rebel>deed.ambush"), or a lower-case word
/// ("word:convoy"); and "without:crowd" where a deed is told and no crowd. Each stands once, in alphabetical
/// order. Linear in the sentences. `sentences` holds positions in `text.sentences`, ascending.
[[nodiscard]] std::vector<std::string> kind_features(const TokenisedText& text, const Lexicon& lexicon,
                                                     std::span<const std::uint32_t> sentences);

/// The cues alone of what `kind_features` gives, and "any", each once, in alphabetical order.
[[nodiscard]] std::vector<std::string> kind_cues(const TokenisedText& text, const Lexicon& lexicon,
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

    /// Throws Error.
    [[nodiscard]] static KindModel load(const std::filesystem::path& file);
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
    std::unordered_map<std::string, std::vector<Weight>> weights_;
};

} // namespace sitmap
