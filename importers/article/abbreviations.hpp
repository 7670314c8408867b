#pragma once

#include <cstdint>
#include <string_view>

namespace sitmap {

/// What a word with a full stop after it is short for; decides whether the stop may also end a sentence.
enum class Abbreviation : std::uint8_t {
    none,
    title,         ///< "Gen.", "Mr.": a name follows, so it never ends a sentence
    before_number, ///< "No.", "Aug.": an abbreviation only where a digit follows
    after_comma,   ///< "La.", "Miss.": a US or Canadian division, only after a comma, bracket or "D-"
    other          ///< "Inc.", "p.m.": may end a sentence
};

/// Looks a word up in lower case, without its final full stop ("gen", "w.va").
[[nodiscard]] Abbreviation abbreviation(std::string_view lower);

} // namespace sitmap
