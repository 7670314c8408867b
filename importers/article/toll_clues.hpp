#pragma once

#include "importers/article/clue_weights.hpp"
#include "importers/article/toll_figures.hpp"

#include <vector>

namespace sitmap {

/// What speaks for each figure as the toll of a happening, by the names in assets/models/tolls.tsv: to whom
/// the rules gave it, what it counts and how large it is, where it stands to what is told, which places and
/// days its sentence names, and what its sentence tells of.
class TollClues {
public:
    /// All must outlive it.
    TollClues(const Reading& reading, const Narrative& narrative, const std::vector<TollFigure>& figures);

    /// For each of the figures that are asked for its clues beside this happening, none for others. Figures
    /// times places and days of their sentences times happenings.
    [[nodiscard]] std::vector<std::vector<NamedClue>> beside(std::size_t happening,
                                                             const std::vector<bool>& asked) const;

private:
    const Reading& reading_;
    const Narrative& narrative_;
    const std::vector<TollFigure>& figures_;
    std::vector<std::vector<NamedClue>> of_figures_; ///< those that are the same beside all happenings
};

} // namespace sitmap
