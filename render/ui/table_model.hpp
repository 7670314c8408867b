#pragma once

#include "engine/query.hpp"
#include "engine/rule.hpp"
#include "render/records.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

enum class TableColumn : std::uint8_t {
    when,
    what,
    title,
    place,
    country,
    killed,
    injured,
    precision,
    who,
    sources
};
inline constexpr std::size_t table_column_count = 10;
[[nodiscard]] std::string_view heading_of(TableColumn column); ///< "Killed"

/// Which incidents the table has, and in what order.
struct TableQuery {
    Query query;
    std::optional<Day> as_of;
    Rule rule = Rule::range;
    TableColumn column = TableColumn::when;
    bool descending = false;
    std::optional<std::vector<IncidentId>> only; ///< ascending: none but these
    bool operator==(const TableQuery&) const = default;
};

/// Incidents of the ledger and rows of datasets in one order. Texts are made when a row is looked at, so that
/// a million rows cost four bytes each.
class TableContents {
public:
    TableContents() = default;
    /// `incidents`: all of the ledger, by the rule. Those that pass are kept. Null records: none. Sorts by
    /// the column (texts by their folded form; what is not known comes last either way), then by id. O(n log
    /// n): 0.2 s for a million rows; may run beside the window's thread.
    TableContents(std::span<const Incident> incidents, std::shared_ptr<const Records> records,
                  const TableQuery& query);

    [[nodiscard]] std::size_t size() const { return positions_.size(); }
    [[nodiscard]] IncidentId id(std::size_t row) const;
    /// All that is known without its claims.
    [[nodiscard]] Incident incident(std::size_t row) const;
    /// The row of an incident; nothing if it is not in the table. O(n)
    [[nodiscard]] std::optional<std::size_t> row_of(IncidentId id) const;

private:
    struct Sorter;
    std::vector<Incident> ledger_;
    std::shared_ptr<const Records> records_;
    /// Below the number of incidents kept: that one; else, less that number, a row of the records.
    std::vector<std::uint32_t> positions_;
};

/// What stands in a cell; empty where it is not known.
[[nodiscard]] std::string cell(const Incident& incident, TableColumn column);

} // namespace sitmap
