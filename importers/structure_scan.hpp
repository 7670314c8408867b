#pragma once

// Inside importers: where the cells and rows of a delimited text end.

#include "importers/table_sum.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sitmap {

/// What the processor has for looking at many bytes at once.
enum class Instructions : std::uint8_t { scalar, avx2, avx512 };
/// The best that this processor has; found out once.
[[nodiscard]] Instructions best_instructions();

/// Separator and quotation mark; a quotation mark of 0 means that none has a meaning (as in GDELT's files).
struct Delimiters {
    char separator = ',';
    char quote = '"';
};

/// Between two pieces of a text. At the start of a row: outside, may open.
struct ScanState {
    bool quoted = false;  ///< inside a quoted cell
    bool may_open = true; ///< outside: a quotation mark here opens (or doubles), as no plain text precedes it
};

/// Where cells end in a text. Positions count from its first byte.
struct Structure {
    std::vector<std::uint32_t> cell_ends; ///< of separators and line ends outside quotes, ascending
    std::vector<std::uint32_t> row_ends;  ///< which of `cell_ends` end a row
    std::size_t line_feeds = 0, carriage_returns = 0; ///< of all bytes, also inside quotes
    bool has_high = false;                            ///< some byte is above 127
    bool has_nul = false;

    void clear();
};

/// Adds what `text[from…]` holds. The rule, byte by byte: a quotation mark opens a quoted cell at its start
/// and stands for itself after plain text; inside, it closes, and one right after it opens again (a doubled
/// one). Line feed and carriage return end a row outside quotes; of CRLF each does, so that an empty row
/// stands between. All instruction sets give the same. Requires text.size() < 2^32.
void scan_structure(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                    Structure& structure, Instructions instructions = best_instructions());

/// The same, and adds the bytes `summed`, mostly those of the text, to the sum; the two take little longer
/// than the sum alone where the processor has instructions for both.
void scan_and_sum(std::string_view text, std::size_t from, Delimiters delimiters, ScanState& state,
                  Structure& structure, TableSum& sum, std::string_view summed,
                  Instructions instructions = best_instructions());

} // namespace sitmap
