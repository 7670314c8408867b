#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace sitmap {

/// Columns aligned in the terminal: numbers to the right, text to the left. Text is cut with an ellipsis,
/// numbers never are; a last column of text takes what the terminal leaves. Text must be `printable`.
class TextTable {
public:
    enum class Align : std::uint8_t { left, right };
    struct Column {
        std::string head;
        Align align = Align::left;
    };
    using Row = std::vector<std::string>;

    explicit TextTable(std::vector<Column> columns) : columns_{std::move(columns)} {}

    /// Writes `rows` rows to standard output. `row_at` gives each twice, first for the widths, so that a
    /// million rows are not a million strings at once.
    void print(std::size_t rows, const std::function<Row(std::size_t)>& row_at) const;
    void print(const std::vector<Row>& rows) const;

private:
    std::vector<Column> columns_;
};

/// "1,234,567".
[[nodiscard]] std::string with_thousands(std::int64_t number);
/// Whole where it is whole, else with one digit: "1,234", "0.3", "<0.1".
[[nodiscard]] std::string amount_text(double amount);

} // namespace sitmap
