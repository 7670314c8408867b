#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sitmap {

/// One thing in a source that could not be taken over as it stands. The rest of the source goes on.
struct Issue {
    enum class Weight : std::uint8_t {
        note,   ///< taken over, but mended, guessed or incomplete
        dropped ///< not taken over
    };
    Weight weight = Weight::note;
    std::string source;   ///< the file as the user named it
    std::size_t line = 0; ///< 1-based line, row or feature number; 0 if it concerns the whole source
    std::string what;

    bool operator==(const Issue&) const = default;
};

using Issues = std::vector<Issue>;

} // namespace sitmap
