#pragma once

#include "engine/record.hpp"

#include <deque>
#include <random>
#include <string>
#include <vector>

namespace sitmap::test {

/// Records that own their texts; with every absence, every kind and days of every precision.
class RandomRecords {
public:
    RandomRecords(unsigned seed, std::size_t count, const std::string& prefix = "R");
    [[nodiscard]] std::vector<Record>& all() { return records_; }
    [[nodiscard]] const std::vector<Record>& all() const { return records_; }
    /// A text that stays as long as this object.
    [[nodiscard]] std::string_view keep(std::string text);

private:
    std::deque<std::string> texts_;
    std::deque<std::vector<Record::OtherCount>> counts_;
    std::vector<Record> records_;
};

} // namespace sitmap::test
