#include "engine/database.hpp"

#include "geodata/error.hpp"

#include <sqlite3.h>

namespace sitmap {

namespace {

constexpr int most_bytes_a_value = 1 << 30;
constexpr int steps_between_asks = 20'000; ///< of SQLite's machine: well under a millisecond

constexpr const char* interrupted_sentence = "interrupted; the store is as it was before";

std::string advice_for(int code)
{
    switch (code & 0xff) {
    case SQLITE_CANTOPEN:
        return ": check that the folder exists and that you may write there";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ": you may not write there";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ": another program is writing to it; try again when it is done";
    case SQLITE_IOERR:
        return ": the disk failed, or a limit on the size of files was reached";
    case SQLITE_FULL:
        return ": make room on the disk";
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ": the file is damaged; restore it, or import its sources again into a new one";
    default:
        return "";
    }
}

/// A path as an SQLite URI, so that no character of it is taken for a parameter.
std::string uri_of(const std::filesystem::path& path, std::string_view parameters)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr std::string_view digits = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += digits[byte >> 4];
            uri += digits[byte & 15];
        } else {
            uri += c;
        }
    }
    return uri + "?" + std::string{parameters};
}

/// Pages of a finished change that are not in the file yet, or of a broken one that are in it still.
bool has_pages_not_written_back(const std::filesystem::path& path)
{
    const auto holds_something = [&](const char* ending) {
        std::error_code ignored;
        const auto size = std::filesystem::file_size(path.string() + ending, ignored);
        return !ignored && size > 0;
    };
    return holds_something("-wal") || holds_something("-journal");
}

} // namespace

Database::Database(const std::filesystem::path& path, Mode mode) : path_{path}
{
    if (mode == Mode::write) {
        open(uri_of(path, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        return;
    }
    // Opened for writing where that is allowed, so that the last reader clears the write-ahead log away.
    try {
        open(uri_of(path, ""), SQLITE_OPEN_READWRITE);
        run("PRAGMA query_only = ON");
        (void)number("SELECT count(*) FROM sqlite_schema");
    } catch (const Error&) {
        const int code = handle_ ? sqlite3_errcode(handle_) & 0xff : SQLITE_CANTOPEN;
        sqlite3_close(handle_);
        handle_ = nullptr;
        if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || has_pages_not_written_back(path))
            throw;
        // In a folder that cannot be written there is no place for SQLite's lock files, and nobody who
        // writes.
        open(uri_of(path, "immutable=1"), SQLITE_OPEN_READONLY);
    }
}

Database::~Database()
{
    sqlite3_close_v2(handle_);
}

void Database::open(const std::string& uri, int flags)
{
    const int code =
        sqlite3_open_v2(uri.c_str(), &handle_, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        const std::string why = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
        sqlite3_close(handle_);
        handle_ = nullptr;
        throw Error{"cannot open '" + path_.string() + "': " + why + advice_for(code)};
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, patience_ms);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, most_bytes_a_value);
    run("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
}

void Database::run(const std::string& sql)
{
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail("work with");
}

std::int64_t Database::number(const std::string& sql)
{
    Statement statement{*this, sql};
    return statement.next() ? statement.integer(0) : 0;
}

bool Database::has_table(std::string_view name)
{
    Statement statement{*this, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"};
    return statement.put(name).next();
}

void Database::stop_when(std::function<bool()> stop)
{
    stop_ = std::move(stop);
    const auto ask = [](void* self) { return static_cast<Database*>(self)->stop_() ? 1 : 0; };
    if (stop_)
        sqlite3_progress_handler(handle_, steps_between_asks, ask, this);
    else
        sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
}

void Database::stop_if_asked() const
{
    if (stop_ && stop_())
        throw Interrupted{interrupted_sentence};
}

void Database::fail(const std::string& doing) const
{
    if ((sqlite3_errcode(handle_) & 0xff) == SQLITE_INTERRUPT)
        throw Interrupted{interrupted_sentence};
    throw Error{"cannot " + doing + " '" + path_.string() + "': " + sqlite3_errmsg(handle_) +
                advice_for(sqlite3_errcode(handle_))};
}

Transaction::Transaction(Database& database, Kind kind) : database_{database}
{
    database_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    if (open_)
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    database_.run("COMMIT");
    open_ = false;
}

Statement::Statement(Database& database, const std::string& sql) : database_{database}
{
    check(sqlite3_prepare_v2(database_.handle(), sql.c_str(), static_cast<int>(sql.size()), &statement_,
                             nullptr));
}

Statement::~Statement()
{
    sqlite3_finalize(statement_);
}

Statement& Statement::null()
{
    check(sqlite3_bind_null(statement_, ++put_));
    return *this;
}

Statement& Statement::put(std::int64_t number)
{
    check(sqlite3_bind_int64(statement_, ++put_, number));
    return *this;
}

Statement& Statement::put(double number)
{
    check(sqlite3_bind_double(statement_, ++put_, number));
    return *this;
}

Statement& Statement::put(std::string_view text)
{
    check(sqlite3_bind_text64(statement_, ++put_, text.empty() ? "" : text.data(), text.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::put_blob(std::string_view bytes)
{
    check(sqlite3_bind_blob64(statement_, ++put_, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::put_kept(std::string_view text)
{
    check(sqlite3_bind_text64(statement_, ++put_, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
    return *this;
}

Statement& Statement::put_blob_kept(std::string_view bytes)
{
    check(sqlite3_bind_blob64(statement_, ++put_, bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

void Statement::run()
{
    while (next()) {
    }
}

void Statement::run_and_keep()
{
    if (const int code = sqlite3_step(statement_); code != SQLITE_DONE && code != SQLITE_ROW)
        check(code);
    sqlite3_reset(statement_);
    put_ = 0;
}

bool Statement::next()
{
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        check(code);
    reset();
    return false;
}

void Statement::reset()
{
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    put_ = 0;
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        database_.fail("work with");
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const
{
    const auto* bytes = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes ? std::string{reinterpret_cast<const char*>(bytes), size} : std::string{};
}

std::string Statement::blob(int column) const
{
    const auto* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes ? std::string{static_cast<const char*>(bytes), size} : std::string{};
}

std::string_view Statement::text_view(int column) const
{
    const auto* bytes = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes ? std::string_view{reinterpret_cast<const char*>(bytes), size} : std::string_view{};
}

std::string_view Statement::blob_view(int column) const
{
    const auto* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes ? std::string_view{static_cast<const char*>(bytes), size} : std::string_view{};
}

std::optional<std::int64_t> Statement::integer_if(int column) const
{
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

} // namespace sitmap
