#pragma once

// Inside importers: what the datasets' formats have in common.

#include "engine/record.hpp"
#include "geodata/issue.hpp"
#include "importers/delimited.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Why a row is not taken; false where it is. `why` is one of few texts that live for ever; `cell` the value
/// that is to blame, empty where it is the row.
struct Refusal {
    std::string_view why, cell;
    bool by_guard = false; ///< nothing is wrong with it: the format's guards leave such rows out
    explicit operator bool() const { return !why.empty(); }
};

/// Things that were mended or guessed: what, how often, and where first.
class Notes {
public:
    /// `what` lives for ever: "geo_precision is none of 1 to 3; taken as province".
    void count(std::string_view what, const DelimitedRow& row, std::string_view cell = {});
    [[nodiscard]] Issues issues(const std::string& source) const;

private:
    struct Count {
        std::size_t rows = 0, line = 0;
        std::string cell;
    };
    std::map<std::string_view, Count> counts_;
};

/// Which column holds what, by its header (see `header_key`).
class HeaderColumns {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    explicit HeaderColumns(const std::vector<std::string>& header);
    /// The first of these headers that there is, else `none`.
    [[nodiscard]] std::size_t find(std::initializer_list<std::string_view> names) const;
    /// The same; throws Error with the name of the dataset if there is none.
    [[nodiscard]] std::size_t require(std::string_view dataset,
                                      std::initializer_list<std::string_view> names) const;

private:
    std::map<std::string, std::size_t> columns_;
};

/// One format: makes records of rows. Views in a record may point into the row's batch or into this.
class DatasetRows {
public:
    virtual ~DatasetRows() = default;
    /// `record` is empty but for row and raw.
    virtual Refusal read(const DelimitedRow& row, DelimitedBatch& batch, Record& record) = 0;
    /// What is to be said of the dataset as a whole, once all is read.
    virtual void add_issues(const std::string& source, Issues& issues) const;

protected:
    Notes notes_;
};

/// Puts the record at a position given in cells. Empty cells and 0, 0 (which stands for "not known") leave it
/// without one. Refuses what lies outside the world.
Refusal put_position(Record& record, std::string_view lon, std::string_view lat);

/// A count of people; nothing with a note where the cell is not empty and no count of 0 or more.
[[nodiscard]] std::int32_t count_in(std::string_view cell, std::string_view note, const DelimitedRow& row,
                                    Notes& notes);

} // namespace sitmap
