#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace sitmap {

/// An SQLite database file. Every failure throws Error with the file's name, what went wrong and what would
/// help.
///
/// Opened so that a hostile file can do no harm: defensive, no trust in its schema, cell sizes checked.
class Database {
public:
    static constexpr int patience_ms = 10'000; ///< another import may be at work

    enum class Mode : std::uint8_t {
        read,  ///< works in a folder that cannot be written; changes nothing
        write, ///< makes the file if it is not there
    };
    Database(const std::filesystem::path& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs statements that return nothing.
    void run(const std::string& sql);
    /// The first column of the first row; 0 without a row.
    [[nodiscard]] std::int64_t number(const std::string& sql);
    [[nodiscard]] bool has_table(std::string_view name);

    /// From here on a statement throws Interrupted soon after `stop` gives true; empty: none does. What it
    /// changed in its transaction is rolled back.
    void stop_when(std::function<bool()> stop);
    /// Throws Interrupted if it is time; for loops that spend theirs outside of statements.
    void stop_if_asked() const;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] sqlite3* handle() const { return handle_; }
    /// Throws Error for the last failure.
    [[noreturn]] void fail(const std::string& doing) const;

private:
    void open(const std::string& uri, int flags);

    std::filesystem::path path_;
    sqlite3* handle_ = nullptr;
    std::function<bool()> stop_;
};

/// Rolls back unless committed.
class Transaction {
public:
    enum class Kind : std::uint8_t { read, write };
    Transaction(Database& database, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

/// A prepared statement. Parameters are put in order, then the statement runs, or its rows are walked; after
/// that it may be filled again.
class Statement {
public:
    Statement(Database& database, const std::string& sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& null();
    Statement& put(std::int64_t number);
    Statement& put(double number);
    Statement& put(std::string_view text);
    Statement& put_blob(std::string_view bytes);
    /// The same without a copy: the bytes must stay until the statement has run.
    Statement& put_kept(std::string_view text);
    Statement& put_blob_kept(std::string_view bytes);
    template <class T>
    Statement& put(const std::optional<T>& value)
    {
        return value ? put(*value) : null();
    }
    Statement& put_bool(bool value) { return put(std::int64_t{value ? 1 : 0}); }

    void run();
    /// The same for a statement that is filled wholly each time: saves clearing each of its parameters.
    void run_and_keep();
    [[nodiscard]] bool next();

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string blob(int column) const;
    /// Views hold until the statement goes on.
    [[nodiscard]] std::string_view text_view(int column) const;
    [[nodiscard]] std::string_view blob_view(int column) const;
    [[nodiscard]] std::optional<std::int64_t> integer_if(int column) const;

private:
    void reset();
    void check(int code) const;

    Database& database_;
    sqlite3_stmt* statement_ = nullptr;
    int put_ = 0;
};

} // namespace sitmap
