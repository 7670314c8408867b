#pragma once

// Inside importers: cuts a table into batches of whole rows.

#include "importers/delimited.hpp"

namespace sitmap {

/// Fills batches one after the other. Not safe to use from two threads.
class DelimitedScanner {
public:
    DelimitedScanner(DelimitedSource& source, std::string name, const DelimitedOptions& options);

    /// The next rows into `batch`, at least one; false at the end.
    bool fill(DelimitedBatch& batch);
    [[nodiscard]] char separator() const { return delimiters_.separator; }
    /// True once all has been read; the last batch may still be to come.
    [[nodiscard]] bool at_end() const { return at_end_; }

private:
    [[nodiscard]] std::string_view read_more(DelimitedBatch& batch, std::size_t until);
    bool find_rows(DelimitedBatch& batch);
    void take_unclosed_line(DelimitedBatch& batch);
    void carry_from(DelimitedBatch& batch, std::size_t begin);
    void list_rows(DelimitedBatch& batch) const;
    void mend(DelimitedBatch& batch) const;

    DelimitedSource& source_;
    std::string name_;
    Delimiters delimiters_;
    Instructions instructions_;
    std::string carried_; ///< read, but not part of a whole row yet
    bool at_end_ = false;
    std::size_t unclosed_ = 0, line_ = 1;
    std::uint64_t number_ = 1;
};

} // namespace sitmap
