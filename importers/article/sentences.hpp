#pragma once

#include "importers/article/tokens.hpp"

namespace sitmap {

/// Fills `sentences` and each token's `sentence_start` from `tokens`. Linear.
void split_sentences(TokenisedText& text);

} // namespace sitmap
