#pragma once

#include "importers/article/reading.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// A party that is named for the doer without a verb of accusing.
struct NamedSuspect {
    std::uint32_t verb = 0; ///< token
    std::string party;
    bool hedged = false;
    bool of_speech = false; ///< only where somebody is known to speak in the sentence
};

/// "pointed to the Shining Path", "is looking at separatists", "said that al-Shabaab was the first suspect",
/// "said that a Russian missile had struck". Words stand in the table "statements". Linear in the sentence.
[[nodiscard]] std::vector<NamedSuspect> named_suspects(const Reading& reading, std::uint32_t sentence);

} // namespace sitmap
