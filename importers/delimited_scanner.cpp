#include "importers/delimited_scanner.hpp"

#include "geodata/error.hpp"
#include "importers/csv.hpp"

#include <algorithm>
#include <cstring>

namespace sitmap {

namespace {

/// Fits the second-level cache of a core together with what is found in it.
constexpr std::size_t batch_bytes = std::size_t{1} << 19;
constexpr std::size_t head_bytes = std::size_t{1} << 16;

std::size_t count_of(std::string_view text, char c)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

} // namespace

DelimitedScanner::DelimitedScanner(DelimitedSource& source, std::string name, const DelimitedOptions& options)
    : source_{source},
      name_{std::move(name)},
      delimiters_{options.separator, options.quotes ? '"' : '\0'},
      instructions_{options.instructions}
{
    carried_.resize(head_bytes);
    std::size_t count = 0;
    while (count < head_bytes && !at_end_) {
        const std::size_t more = source_.read(carried_.data() + count, head_bytes - count);
        at_end_ = more == 0;
        count += more;
    }
    carried_.resize(count);
    if (delimiters_.separator == 0)
        delimiters_.separator = separator_of(carried_);
}

/// The bytes of them that the source's sum lacks.
std::string_view DelimitedScanner::read_more(DelimitedBatch& batch, std::size_t until)
{
    batch.reserve(until + 1);         // a line end may be added
    std::size_t summed = batch.size_; // none behind bytes that are not
    while (batch.size_ < until && !at_end_) {
        const auto more = source_.read_unsummed(batch.bytes_.get() + batch.size_, until - batch.size_);
        at_end_ = more.count == 0;
        batch.size_ += more.count;
        if (more.are_summed)
            summed = batch.size_;
    }
    return batch.text().substr(summed);
}

void DelimitedScanner::carry_from(DelimitedBatch& batch, std::size_t begin)
{
    carried_.assign(batch.text().substr(begin));
    batch.structure_.line_feeds -= count_of(carried_, '\n');
    batch.structure_.carriage_returns -= count_of(carried_, '\r');
    batch.size_ = begin;
}

bool DelimitedScanner::fill(DelimitedBatch& batch)
{
    do {
        batch.clear();
        batch.quote_ = delimiters_.quote;
        batch.first_line_ = line_;
        batch.first_number_ = number_;
        if (!find_rows(batch))
            return false;
        const Structure& found = batch.structure_;
        line_ += std::max(found.line_feeds, found.carriage_returns);
        if (found.has_nul || (found.has_high && !is_utf8_quickly(batch.text())))
            mend(batch);
        list_rows(batch);
        number_ += batch.rows_.size();
    } while (batch.rows_.empty()); // nothing but blank rows
    return true;
}

/// Reads on until there is a whole row, and cuts after the last one. False at the end.
bool DelimitedScanner::find_rows(DelimitedBatch& batch)
{
    batch.reserve(carried_.size() + 1);
    std::memcpy(batch.bytes_.get(), carried_.data(), carried_.size());
    batch.size_ = carried_.size();
    Structure& structure = batch.structure_;
    ScanState state;
    std::size_t scanned = 0;
    for (std::size_t until = std::max(batch_bytes, 2 * carried_.size());; until *= 2) {
        const std::string_view unsummed = read_more(batch, until);
        scan_and_sum(batch.text(), scanned, delimiters_, state, structure, source_.sum(), unsummed,
                     instructions_);
        scanned = batch.size_;
        const std::size_t end =
            structure.row_ends.empty() ? 0 : structure.cell_ends[structure.row_ends.back()] + 1;
        if (at_end_ && !state.quoted && end < batch.size_) { // the last row has no line end
            structure.row_ends.push_back(static_cast<std::uint32_t>(structure.cell_ends.size()));
            structure.cell_ends.push_back(static_cast<std::uint32_t>(batch.size_));
            batch.bytes_[batch.size_++] = '\n';
            carried_.clear();
            return true;
        }
        if (end > 0) {
            carry_from(batch, end);
            structure.cell_ends.resize(structure.row_ends.back() + 1);
            return true;
        }
        if (at_end_ && batch.size_ == 0)
            return false;
        if (at_end_ || batch.size_ >= DelimitedReader::most_row_bytes) {
            if (!state.quoted)
                throw Error{"cannot read '" + name_ + "': the row that begins on line " +
                            std::to_string(line_) + " has over " +
                            std::to_string(DelimitedReader::most_row_bytes >> 20) +
                            " MiB; it is no table parted by '" + delimiters_.separator + "'"};
            take_unclosed_line(batch);
            return true;
        }
    }
}

/// Of a batch that begins with an open quotation mark, its first line alone.
void DelimitedScanner::take_unclosed_line(DelimitedBatch& batch)
{
    if (++unclosed_ > DelimitedReader::most_unclosed_rows)
        throw Error{"cannot read '" + name_ + "': over " +
                    std::to_string(DelimitedReader::most_unclosed_rows) +
                    " quotation marks have no end, the last on line " + std::to_string(line_)};
    const std::size_t end = std::min(batch.text().find_first_of("\r\n"), batch.size_);
    const std::size_t next = std::min(end + 1, batch.size_);
    carry_from(batch, next);
    batch.structure_.cell_ends.clear();
    batch.rows_.push_back({0, 0, 0, static_cast<std::uint32_t>(end)});
}

/// The rows that are not blank; an unclosed one is there already.
void DelimitedScanner::list_rows(DelimitedBatch& batch) const
{
    std::uint32_t begin = 0, first = 0;
    const Structure& structure = batch.structure_;
    for (const std::uint32_t last : structure.row_ends) {
        const std::uint32_t end = structure.cell_ends[last];
        if (end > begin)
            batch.rows_.push_back({begin, first, last - first + 1, 0});
        begin = end + 1;
        first = last + 1;
    }
}

void DelimitedScanner::mend(DelimitedBatch& batch) const
{
    std::string text;
    std::size_t begin = 0;
    const bool unclosed = !batch.rows_.empty();
    const auto mend_until = [&](std::size_t end) {
        text += mended_row(batch.text().substr(begin, end - begin));
        begin = end;
    };
    for (const std::uint32_t last : batch.structure_.row_ends)
        mend_until(batch.structure_.cell_ends[last] + 1);
    mend_until(batch.size_);
    batch.reserve(text.size());
    batch.size_ = text.copy(batch.bytes_.get(), text.size());
    if (unclosed) {
        batch.rows_.front().end =
            static_cast<std::uint32_t>(std::min(batch.text().find_first_of("\r\n"), batch.size_));
        return;
    }
    batch.structure_.clear();
    ScanState state;
    scan_structure(batch.text(), 0, delimiters_, state, batch.structure_, instructions_);
}

} // namespace sitmap
