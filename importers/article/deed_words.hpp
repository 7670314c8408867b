#pragma once

#include "importers/article/reading.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sitmap {

// DeedWeights (deed_weights.hpp) says how much each of these speaks for a deed.

/// What a sentence offers for judging whether it tells of a deed: each word ("boarded"), each pair of words
/// next to one another ("were seized"), names and numbers as "<name>" and "<number>", and what was found in
/// it: "<place>", "<day>", "<killed>", "<hurt>", "<said>", "<head>", "<lead>". Each stands once, in
/// alphabetical order. For training; the program itself goes by hashes. Linear in the sentence.
[[nodiscard]] std::vector<std::string> deed_features(const Reading& reading, std::uint32_t sentence);

/// "They boarded green buses with a rifle each": a sentence that tells of a deed though no word or frame that
/// the tables know stands in it. Its trigger is the word that speaks most for one, and the kind that which
/// all words of the sentence speak for (KindModel). Linear in the text.
void add_learnt_deeds(Reading& reading);

} // namespace sitmap
