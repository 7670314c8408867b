#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace sitmap {

struct NamedClue {
    std::string name;
    float value = 1;
};

/// A row "clue TAB weight" of a table of learnt weights.
struct WeightRow {
    std::string clue;
    float weight = 0;
    std::size_t line = 0; ///< from 1
};

/// Comments (#) and empty lines are passed over. Throws Error with file and line where a row is damaged,
/// where there are more than 20,000, and where there is none.
[[nodiscard]] std::vector<WeightRow> read_weight_rows(const std::filesystem::path& file);

/// How much named clues count for a yes or no: a logistic regression whose weights stand in a table that can
/// be read, learnt by assets/models/train_event_worth.py.
class ClueWeights {
public:
    /// Throws Error (read_weight_rows).
    [[nodiscard]] static ClueWeights load(const std::filesystem::path& file);

    /// The sum of the clues' weights times their values. Clues that the table lacks count for nothing.
    [[nodiscard]] double sum(const std::vector<NamedClue>& clues) const;
    /// The chance that it is so, by that sum.
    [[nodiscard]] double chance(const std::vector<NamedClue>& clues) const;

private:
    std::unordered_map<std::string, float> weights_;
};

} // namespace sitmap
