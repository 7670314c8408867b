#pragma once

#include "importers/article/reading.hpp"

#include <array>
#include <optional>

namespace sitmap {

/// Which of the words of a sentence tell what happened, one of each TypeGroup: a bomb at a protest is no
/// protest, what looters take in a riot is part of it, and shots at people who protest are force against
/// them.
class DeedsOfSentences {
public:
    struct Of {
        std::array<const TriggerMention*, 5> of_group{}; ///< by TypeGroup; null: none
        std::optional<SubEventType> sub_type;            ///< of the violence, where it is not the word's own
    };

    /// Keeps the reading, and looks through its triggers once.
    explicit DeedsOfSentences(const Reading& reading);

    /// Linear in the sentence.
    [[nodiscard]] Of of(std::uint32_t sentence) const;

private:
    const Reading& reading_;
    bool about_protests_;
};

} // namespace sitmap
