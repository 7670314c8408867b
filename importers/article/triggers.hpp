#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/toponyms.hpp"

#include <vector>

namespace sitmap {

/// Words that tell of happenings, with their sub-type, weight and how real the text makes them. Figures of
/// speech (idioms.tsv) give nothing. `toponyms` tells which verbs have a place as their object ("took
/// Saraqib"). Ascending by position. Linear in the text.
[[nodiscard]] std::vector<TriggerMention> find_triggers(const TokenisedText& text, const Lexicon& lexicon,
                                                        const std::vector<Toponym>& toponyms);

} // namespace sitmap
