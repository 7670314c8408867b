#include "app/text_table.hpp"

#include "app/terminal.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>

namespace sitmap {

namespace {

constexpr std::size_t widest_text = 34, least_last = 24;

/// Filled up to `width` columns, or cut to it with an ellipsis where something is lost.
std::string fitted(const std::string& text, std::size_t width, TextTable::Align align)
{
    const std::size_t own = display_width(text);
    if (own <= width) {
        const std::string fill(width - own, ' ');
        return align == TextTable::Align::right ? fill + text : text + fill;
    }
    std::string cut;
    std::size_t columns = 0;
    for (const char c : text) {
        const bool starts = (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
        if (starts && ++columns == width)
            break;
        cut += c;
    }
    return cut + "…";
}

} // namespace

void TextTable::print(std::size_t rows, const std::function<Row(std::size_t)>& row_at) const
{
    std::vector<std::size_t> widths;
    for (const Column& column : columns_)
        widths.push_back(display_width(column.head));
    for (std::size_t r = 0; r < rows; ++r) {
        const Row row = row_at(r);
        for (std::size_t c = 0; c < columns_.size(); ++c)
            widths[c] = std::max(widths[c], display_width(row[c]));
    }
    std::size_t used = 0;
    for (std::size_t c = 0; c < widths.size(); ++c) {
        if (columns_[c].align == Align::left)
            widths[c] = std::min(widths[c], widest_text);
        used += c + 1 < widths.size() ? widths[c] + 2 : 0;
    }
    if (!columns_.empty() && columns_.back().align == Align::left)
        widths.back() = std::max(least_last, terminal_width() > used ? terminal_width() - used : 0);
    const auto write = [&](const auto& text_of) {
        std::string line;
        for (std::size_t c = 0; c < columns_.size(); ++c)
            line += fitted(text_of(c), widths[c], columns_[c].align) + "  ";
        line.erase(line.find_last_not_of(' ') + 1);
        std::cout << line << '\n';
    };
    write([&](std::size_t c) { return columns_[c].head; });
    for (std::size_t r = 0; r < rows; ++r) {
        const Row row = row_at(r);
        write([&](std::size_t c) { return row[c]; });
    }
}

void TextTable::print(const std::vector<Row>& rows) const
{
    print(rows.size(), [&](std::size_t r) { return rows[r]; });
}

std::string with_thousands(std::int64_t number)
{
    std::string text = std::to_string(number);
    const std::ptrdiff_t digits_from = number < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > digits_from; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string amount_text(double amount)
{
    const double tenths = std::round(amount * 10);
    if (tenths == 0 && amount > 0)
        return "<0.1";
    const auto whole = static_cast<std::int64_t>(tenths / 10);
    const auto tenth = static_cast<std::int64_t>(tenths) % 10;
    return with_thousands(whole) + (tenth != 0 ? "." + std::to_string(tenth) : "");
}

} // namespace sitmap
