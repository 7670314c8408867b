#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// One record of a table: its cells, and where it stands.
struct CsvRecord {
    std::vector<std::string> cells;
    std::size_t line = 0;  ///< 1-based line of the text on which it begins
    std::string_view raw;  ///< the record as it stands, without its line end; points into the text
    bool unclosed = false; ///< a quotation mark has no partner: the rest of the text went into one cell
    bool cut = false;      ///< more than `CsvReader::most_cells` cells; the rest was left out
};

/// Reads RFC 4180 tables record by record: quoted cells with doubled quotation marks and line ends inside,
/// CRLF or LF or CR ends. More tolerant than that: text after a closing quotation mark is kept, empty lines
/// are skipped.
class CsvReader {
public:
    static constexpr std::size_t most_cells = 4096;

    /// `text` is UTF-8 without byte order mark and must outlive the reader.
    CsvReader(std::string_view text, char separator) : text_{text}, separator_{separator} {}

    /// Nothing at the end of the text. Linear in the text.
    [[nodiscard]] std::optional<CsvRecord> next();

private:
    void read_record(CsvRecord& record);
    [[nodiscard]] std::string quoted_cell(CsvRecord& record);
    [[nodiscard]] std::string plain_cell();
    [[nodiscard]] bool at_line_end() const;
    void step_over_line_end();

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0, line_ = 1;
};

/// Comma, semicolon, tab or bar: the one that parts the first line into most cells; a comma if there is none.
[[nodiscard]] char separator_of(std::string_view text);

} // namespace sitmap
