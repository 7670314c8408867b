#pragma once

#include "importers/article/reading.hpp"

#include <cstdint>
#include <vector>

namespace sitmap {

/// The clauses of a sentence as far as they tell of different deeds: parted by ";", by ", and", ", while" and
/// the like, by "and" between two deeds that have a place each ("bombed Idlib and shelled Hama"), and where
/// one is reckoned from the other ("A day after a bomb killed 12 in Kabul, gunmen attacked", "captured
/// Khamyab on Saturday, a day after they had overrun a base"). Linear in the sentence.
class Clauses {
public:
    Clauses(const Reading& reading, std::uint32_t sentence);

    /// The number of the clause that holds a token of the sentence.
    [[nodiscard]] std::uint32_t of(std::uint32_t token) const { return of_[token - first_]; }
    /// The clause tells what was before or after another.
    [[nodiscard]] bool is_reckoned(std::uint32_t clause) const { return clause == reckoned_; }
    [[nodiscard]] bool has_reckoned() const { return reckoned_ != none; }

private:
    static constexpr std::uint32_t none = 0xffffffff;
    std::uint32_t first_, reckoned_ = none;
    std::vector<std::uint32_t> of_;
};

/// "days after a second strong cyclone hit the port": the token at `i` is what the sentence's deed is
/// reckoned from, and not the deed.
[[nodiscard]] bool is_reckoned_from(const TokenisedText& text, std::uint32_t sentence, std::uint32_t i);

} // namespace sitmap
