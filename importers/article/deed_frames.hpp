#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/tokens.hpp"

#include <optional>

namespace sitmap {

/// A deed told by who does it, or by what it is done to, and not by a word of its own.
struct FramedDeed {
    std::uint32_t length = 0; ///< tokens of the words that tell
    SubEventType sub_type = SubEventType::other;
    int weight = 1;
};

/// The deed whose words begin at token `at` of a sentence: "thousands gathered", "the coast guard pulled 49
/// men out of a dinghy", "two churches were burned" (frames.tsv, frame_roles.tsv). Nothing where no such
/// party or thing stands before it in its clause, or armed people stand nearer to
/// what a crowd, a craft or a thing would do or suffer. O(1).
[[nodiscard]] std::optional<FramedDeed> framed_deed_at(const TokenisedText& text, const Lexicon& lexicon,
                                                       const Sentence& sentence, std::uint32_t at);

} // namespace sitmap
