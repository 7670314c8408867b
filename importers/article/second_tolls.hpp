#pragma once

#include "importers/article/clue_weights.hpp"
#include "importers/article/reading.hpp"

#include <vector>

namespace sitmap {

/// A figure of dead beside the one that is likeliest the toll of a happening, with the chances of both.
struct TollBeside {
    const CountMention *best = nullptr, *other = nullptr;
    double best_chance = 0, chance = 0;
    bool given = false;   ///< the rules gave it to the happening
    bool recount = false; ///< the text itself sets it beside the other, right behind it
};

/// What speaks for showing it too, as another source's count of the same dead, or against: who gives the two,
/// when, where they stand, how they compare, and what the words between make of them.
[[nodiscard]] std::vector<NamedClue> clues_of_second(const Reading& reading, const TollBeside& pair);

} // namespace sitmap
