#pragma once

#include "importers/delimited_source.hpp"
#include "importers/structure_scan.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sitmap {

class DelimitedBatch;

/// One row of a table; holds while its batch does.
class DelimitedRow {
public:
    /// How many cells it has; 0 if `is_unclosed`.
    [[nodiscard]] std::size_t size() const { return cells_; }
    /// Without its quotation marks; empty beyond the last.
    [[nodiscard]] std::string_view cell(std::size_t column) const;
    /// As it stands in the file (in UTF-8), without its line end.
    [[nodiscard]] std::string_view raw() const;
    [[nodiscard]] std::uint64_t number() const { return number_; } ///< 1-based, blank rows not counted
    /// 1-based, where it begins. Cheap where lines are asked for in order, else linear in the batch.
    [[nodiscard]] std::size_t line() const;
    /// A quotation mark has no partner within `DelimitedReader::most_row_bytes`: only the line is given, and
    /// reading goes on with the next one.
    [[nodiscard]] bool is_unclosed() const { return cells_ == 0; }

private:
    friend class DelimitedBatch;
    DelimitedRow(DelimitedBatch& batch, std::uint64_t number) : batch_{&batch}, number_{number} {}
    [[nodiscard]] std::string_view without_marks(std::string_view cell) const;
    DelimitedBatch* batch_;
    std::uint64_t number_;
    const char* text_ = nullptr;          ///< the batch's, so that a cell is three reads away
    const std::uint32_t* ends_ = nullptr; ///< of its cells, in the batch's text
    std::uint32_t begin_ = 0, end_ = 0;   ///< in the batch's text
    std::uint32_t cells_ = 0;
    char quote_ = '"';
};

/// Some consecutive rows, about a megabyte of them.
class DelimitedBatch {
public:
    [[nodiscard]] std::size_t size() const { return rows_.size(); } ///< rows
    [[nodiscard]] DelimitedRow row(std::size_t index)
    {
        DelimitedRow row{*this, first_number_ + index};
        const RowSpan& span = rows_[index];
        row.text_ = bytes_.get();
        row.ends_ = structure_.cell_ends.data() + span.first_cell;
        row.begin_ = span.begin;
        row.cells_ = span.cells;
        row.end_ = span.cells > 0 ? row.ends_[span.cells - 1] : span.end;
        row.quote_ = quote_;
        return row;
    }
    /// Keeps a text as long as the batch.
    std::string_view keep(std::string_view text);
    /// Keeps plain values as long as the batch.
    template <class Value>
    std::span<const Value> keep_all(std::span<const Value> values)
    {
        static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= alignof(std::uint64_t));
        if (values.empty())
            return {};
        const std::size_t slack = alignof(Value) - 1;
        auto begin = reinterpret_cast<std::uintptr_t>(room(values.size_bytes() + slack));
        begin = (begin + slack) / alignof(Value) * alignof(Value);
        auto* copies = reinterpret_cast<Value*>(begin);
        std::uninitialized_copy(values.begin(), values.end(), copies);
        return {copies, values.size()};
    }

private:
    friend class DelimitedRow;
    friend class DelimitedScanner;
    struct RowSpan {
        std::uint32_t begin = 0, first_cell = 0, cells = 0, end = 0; ///< `end` only where there are no cells
    };
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }
    void reserve(std::size_t bytes);
    void clear();
    char* room(std::size_t bytes);
    std::string_view without_doubled_marks(std::string_view cell);

    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0, capacity_ = 0;
    Structure structure_;
    std::vector<RowSpan> rows_;
    std::uint64_t first_number_ = 1;
    std::size_t first_line_ = 1;
    struct LineCount {
        std::size_t until = 0, line_feeds = 0, carriage_returns = 0;
    } counted_;
    char quote_ = '"';
    /// Blocks for texts that stand so nowhere in the file, and blocks for single large ones.
    std::vector<std::unique_ptr<char[]>> kept_, large_;
    std::size_t kept_block_ = 0, kept_at_ = 0;
};

struct DelimitedOptions {
    char separator = 0; ///< 0: the one of comma, semicolon, tab and bar that parts the first line into most
    bool quotes = true; ///< false: quotation marks are letters
    bool ahead = true;  ///< a second thread reads, adds up the SHA-256 and finds the cells
    Instructions instructions = best_instructions();
};

/// Reads delimited tables of any size: RFC 4180 and what is found in its name. See `scan_structure` for the
/// rule; blank rows are skipped; text is UTF-8 whatever the file was in. Holds a few megabytes.
class DelimitedReader {
public:
    static constexpr std::size_t most_row_bytes = std::size_t{16} << 20;
    static constexpr std::size_t most_unclosed_rows = 100;

    /// `name` is for messages. Reads the first block. Throws Error.
    DelimitedReader(std::unique_ptr<DelimitedSource> source, std::string name, DelimitedOptions options = {});
    ~DelimitedReader();
    DelimitedReader(const DelimitedReader&) = delete;
    DelimitedReader& operator=(const DelimitedReader&) = delete;

    [[nodiscard]] char separator() const;
    /// The next rows, which hold until the next call; null at the end. Throws Error: damaged gzip, a row
    /// without quotation marks over `most_row_bytes` (no table), over `most_unclosed_rows`.
    [[nodiscard]] DelimitedBatch* next();
    /// SHA-256 of all bytes of the file. Requires that `next` gave null.
    [[nodiscard]] std::string sha256() const;
    [[nodiscard]] std::uint64_t position() const; ///< see DelimitedSource

private:
    class Ahead;
    std::unique_ptr<DelimitedSource> source_;
    std::unique_ptr<class DelimitedScanner> scanner_;
    std::unique_ptr<DelimitedBatch> only_; ///< without a second thread
    std::unique_ptr<Ahead> ahead_;
};

inline std::string_view DelimitedRow::raw() const
{
    return {text_ + begin_, end_ - begin_};
}

inline std::string_view DelimitedRow::cell(std::size_t column) const
{
    if (column >= cells_)
        return {};
    const std::uint32_t begin = column == 0 ? begin_ : ends_[column - 1] + 1;
    const std::string_view cell{text_ + begin, ends_[column] - begin};
    // The first letter of an empty cell is the separator behind it, or a line end.
    if (text_[begin] != quote_ || quote_ == '\0') [[likely]]
        return cell;
    return without_marks(cell);
}

} // namespace sitmap
