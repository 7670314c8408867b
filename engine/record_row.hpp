#pragma once

// The table `records`: a row for each record. Inside the store only.

#include "engine/database.hpp"
#include "engine/incident.hpp"
#include "engine/record.hpp"

#include <string>
#include <vector>

namespace sitmap::store {

/// The columns after fid and geom, for CREATE TABLE.
[[nodiscard]] std::string_view record_columns();
/// Their names alone, parted by commas.
[[nodiscard]] std::string record_column_names();
/// `SELECT` and all columns, with nothing for those that a reader does not look at: SQLite would copy each.
/// Of rows with a quotation that is also `raw`.
[[nodiscard]] std::string select_without_raw();
/// How many columns a row has, fid and geom among them.
inline constexpr int record_column_count = 32;

/// What the store knows of a record beside itself.
struct RecordPlace {
    IncidentId id = 0;
    std::uint16_t dataset = 0;
    bool promoted = false; ///< its event is in the ledger, and it is no incident of its own
};

/// Fills `records` (or a table of the same columns) with a row at a time.
class RecordRow {
public:
    RecordRow(Database& database, const std::string& table);
    void write(const RecordPlace& place, const Record& record);

private:
    void put_day(std::optional<Day> day, char (&buffer)[16]);
    void put_text(std::string_view text);
    void put_count(std::int32_t count);
    void put_raw(const Record& record);

    Statement row_;
    std::string other_counts_, raw_;
};

/// Reads rows of `SELECT * FROM records`. Throws Error for values that sitmap does not write.
class RecordReader {
public:
    /// `whole_raw`: also of rows that have a quotation, where putting it together takes a copy.
    RecordReader(Database& database, const std::string& sql, bool whole_raw = true);
    [[nodiscard]] Statement& statement() { return row_; }
    /// Goes on to the next row; false at the end.
    [[nodiscard]] bool next();
    /// Hold until the next row.
    [[nodiscard]] const Record& record() const { return record_; }
    [[nodiscard]] const RecordPlace& place() const { return place_; }

private:
    [[noreturn]] void refuse(const std::string& what) const;
    [[nodiscard]] std::optional<Day> day(int column);
    [[nodiscard]] Interval interval();
    [[nodiscard]] std::int32_t count(int column) const;
    [[nodiscard]] std::optional<LonLat> point() const;
    void read_raw();
    void read_other_counts(std::string_view json);

    Database& database_;
    Statement row_;
    Record record_;
    RecordPlace place_;
    std::vector<Record::OtherCount> other_counts_;
    bool whole_raw_;
    std::string raw_;
    std::string last_day_text_; ///< rows are mostly in the order of days
    std::optional<Day> last_day_;
    SubEventType last_kind_ = SubEventType::other;
};

/// The 64-bit hash of all that a record says but for its place in the file: equal for rows that say the same.
[[nodiscard]] std::uint64_t content_hash(const Record& record);

} // namespace sitmap::store
