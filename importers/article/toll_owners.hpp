#pragma once

#include "importers/article/clue_weights.hpp"
#include "importers/article/happenings.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace sitmap {

/// A figure of dead beside a happening whose toll it may be.
struct TollPair {
    std::size_t happening = 0;
    const CountMention* count = nullptr;
    bool given = false; ///< the rules gave it to this happening
    std::optional<bool>
        of_town;               ///< "five in Dakar, three in Ziguinchor": whether its town is the happening's
    bool of_other_day = false; ///< told with another happening's day, where this one has its own dead and day
    bool of_other_deed =
        false; ///< told with another happening, where this one has a figure told with itself, or of several
    std::vector<NamedClue> clues;
};

/// All figures of dead beside all happenings that can have a toll: where the figure stands, what else its
/// sentence tells, which place and day that names, how it compares with the text's other figures, and to whom
/// the rules gave it. Happenings times figures, 2,000 pairs at most: those of the first happenings, each with
/// all figures; none in a text with more than 200 figures.
[[nodiscard]] std::vector<TollPair> toll_pairs(const Reading& reading, const Narrative& narrative);

/// A figure of dead beside the likeliest one of a happening, as it is weighed for being shown too.
struct SecondToll {
    std::size_t happening = 0;
    const CountMention *best = nullptr, *other = nullptr;
    std::vector<NamedClue> clues; ///< clues_of_second
};
[[nodiscard]] std::vector<SecondToll> second_tolls(const Reading& reading, const Narrative& narrative);

/// Gives each happening the figure of dead that its clues speak for most (ReaderTables::tolls), and what
/// others say of the same where that is likely (ReaderTables::second_tolls); none where more speaks for none.
/// What the rules gave it counts as a clue.
void settle_tolls(const Reading& reading, Narrative& narrative);

/// "Gunmen attacked a post. Thirteen of them were killed", "Jets bombed a hideout. Three gunmen died": a
/// clash or an air strike whose only dead are fighters has their figure, where it stands in its sentences or
/// right behind them.
void give_tolls_of_attackers(const Reading& reading, Narrative& narrative);

/// Gives the happenings that are still without a figure of dead those that none has, the likeliest first,
/// where their clues speak for them well enough.
void give_free_tolls(const Reading& reading, Narrative& narrative);

} // namespace sitmap
