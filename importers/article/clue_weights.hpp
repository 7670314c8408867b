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

/// How much named clues count for a yes or no: a logistic regression whose weights stand in a table that can
/// be read, learnt by assets/models/train_event_worth.py.
class ClueWeights {
public:
    /// Rows "clue TAB weight". Throws Error with file and line where a row is damaged.
    [[nodiscard]] static ClueWeights load(const std::filesystem::path& file);

    /// The chance that it is so. Clues that the table lacks count for nothing.
    [[nodiscard]] double chance(const std::vector<NamedClue>& clues) const;

private:
    std::unordered_map<std::string, float> weights_;
};

} // namespace sitmap
