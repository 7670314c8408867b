// What the store says of the records of datasets.
#include "engine/column_blob.hpp"
#include "engine/record_row.hpp"
#include "engine/record_tables.hpp"
#include "engine/store_connection.hpp"
#include "engine/store_parts.hpp"
#include "engine/unfinished_file.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <limits>
#include <sqlite3.h>

namespace sitmap {

namespace {

/// Takes out the rows that are marked as promoted.
void leave_out_promoted(IncidentTable& table)
{
    std::vector<std::uint32_t> place(table.size());
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < table.size(); ++i)
        place[i] = (table.flags[i] & store::promoted_flag) != 0 ? UINT32_MAX : kept++;
    if (kept == table.size())
        return;
    each_column(table, [&](auto& column) {
        for (std::size_t i = 0; i < place.size(); ++i)
            if (place[i] != UINT32_MAX)
                column[place[i]] = column[i];
        column.resize(kept);
    });
    std::erase_if(table.other_counts, [&](IncidentTable::OtherCount& other) {
        other.row = place[other.row];
        return other.row == UINT32_MAX;
    });
}

constexpr std::string_view large_cache = "PRAGMA cache_size = -65536"; // 64 MB

/// While a store that is there already takes up records, changes are rolled back from a journal beside it:
/// that keeps former pages only, while new ones, which are nearly all of ten million records, go where they
/// belong at once. A write-ahead log would hold every one of them, and again each time that the cache spills
/// them, until the import ends; all would be written twice. Where another program has the store open, the
/// journal cannot be changed, and the log is used and emptied at the end.
class RollbackJournal {
public:
    explicit RollbackJournal(Database& database) : database_{database} {}
    ~RollbackJournal()
    {
        if (!used_)
            return;
        // None of these fails the import, which is over.
        quietly("PRAGMA cache_size = -2000");
        quietly("PRAGMA journal_mode = WAL");
        quietly("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    RollbackJournal(const RollbackJournal&) = delete;
    RollbackJournal& operator=(const RollbackJournal&) = delete;

    void use()
    {
        used_ = true;
        sqlite3_busy_timeout(database_.handle(), 0);
        quietly("PRAGMA journal_mode = DELETE");
        sqlite3_busy_timeout(database_.handle(), Database::patience_ms);
        database_.run(std::string{large_cache});
    }

private:
    void quietly(const char* sql) { sqlite3_exec(database_.handle(), sql, nullptr, nullptr, nullptr); }

    Database& database_;
    bool used_ = false;
};

/// More ids than this part of all rows are found by walking all rows.
constexpr std::int64_t walk_from = 8;

constexpr IncidentId ids_a_range = 2'048; // some megabytes of text, which stay in the processor's cache

} // namespace

RecordChanges Store::import_records(const std::function<DatasetHead(const TakeRecords&)>& read,
                                    std::optional<Day> today)
{
    if (connection_->is_new && !connection_->open)
        return import_into_new(read, today);
    Database& database = connection_->database();
    RollbackJournal journal{database};
    std::optional<Transaction> writing;
    // What the keys were read from: each import of records adds a dataset, and each of articles may give ids.
    const auto state = [&] {
        if (!store::has_records(database))
            return std::pair{std::int64_t{0}, std::int64_t{0}};
        return std::pair{database.number("SELECT count(*) FROM datasets"),
                         database.number("SELECT value FROM sitmap_meta WHERE key = 'last_incident'")};
    };
    const auto state_before = state();
    const auto begin = [&] {
        journal.use();
        writing.emplace(database, Transaction::Kind::write);
        if (state() != state_before)
            throw Error{"cannot import into '" + database.path().string() +
                        "': another program changed it meanwhile; try again"};
        store::create_schema_if_missing(database);
        store::make_record_tables(database);
    };
    if (connection_->is_new || !store::has_records(database))
        begin();
    const RecordChanges changes =
        store::import_records(database, read, today, {begin, writing.has_value(), {}});
    if (writing) {
        writing->commit();
        connection_->is_new = false;
    }
    return changes;
}

/// The whole store is made under another name. Nothing is there to be rolled back, so that it needs neither a
/// journal nor waits for the disk before the end.
RecordChanges Store::import_into_new(const std::function<DatasetHead(const TakeRecords&)>& read,
                                     std::optional<Day> today)
{
    UnfinishedFile file{connection_->path};
    RecordChanges changes;
    {
        Database database{file.name(), Database::Mode::write};
        database.stop_when(connection_->stop);
        database.run(
            "PRAGMA page_size = 16384; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA "
            "locking_mode = EXCLUSIVE; " +
            std::string{large_cache});
        Transaction writing{database, Transaction::Kind::write};
        store::create_schema(database);
        store::make_record_tables(database);
        changes =
            store::import_records(database, read, today, {{}, true, [&] { file.start_writing_back(); }});
        writing.commit();
        database.run("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL");
    }
    file.put_in_place();
    connection_->is_new = false;
    return changes;
}

IncidentTable Store::records() const
{
    if (connection_->is_new || !store::has_records(connection_->database()))
        return {};
    Transaction reading{connection_->database(), Transaction::Kind::read};
    IncidentTable table = store::read_columns(connection_->database());
    leave_out_promoted(table);
    return table;
}

std::vector<Dataset> Store::datasets() const
{
    if (connection_->is_new || !store::has_records(connection_->database()))
        return {};
    return store::read_datasets(connection_->database());
}

std::vector<Document> Store::record_documents() const
{
    std::vector<Document> documents;
    for (Dataset& dataset : datasets())
        documents.push_back(std::move(dataset.document));
    return documents;
}

void Store::each_record(std::span<const IncidentId> ids, const TakeRecord& take) const
{
    walk_records({0, std::numeric_limits<IncidentId>::max()}, ids, Raw::always, take);
}

void Store::each_record(IdRange range, std::span<const IncidentId> ids, const TakeRecord& take) const
{
    if (ids.empty()) {
        walk_records(range, ids, Raw::without_quotation, take);
        return;
    }
    const auto first = std::lower_bound(ids.begin(), ids.end(), range.first);
    const auto end = std::upper_bound(first, ids.end(), range.last);
    if (first != end) // an empty list would mean all
        walk_records(range, {first, end}, Raw::without_quotation, take);
}

std::vector<Store::IdRange> Store::record_ranges() const
{
    std::vector<IdRange> ranges;
    if (connection_->is_new || !store::has_records(connection_->database()))
        return ranges;
    const IncidentId last = connection_->database().number("SELECT max(fid) FROM records");
    IncidentId first = connection_->database().number("SELECT min(fid) FROM records");
    for (; first > 0 && first <= last; first += ids_a_range)
        ranges.push_back({first, first + ids_a_range - 1});
    return ranges;
}

std::int64_t Store::version() const
{
    return connection_->is_new ? 0 : connection_->database().number("PRAGMA data_version");
}

const std::filesystem::path& Store::path() const
{
    return connection_->path;
}

void Store::walk_records(IdRange range, std::span<const IncidentId> ids, Raw raw,
                         const TakeRecord& take) const
{
    if (connection_->is_new || !store::has_records(connection_->database()))
        return;
    Database& database = connection_->database();
    Transaction reading{database, Transaction::Kind::read};
    const std::vector<Dataset> datasets = store::read_datasets(database);
    const auto hand_over = [&](const store::RecordReader& reader) {
        if (!reader.place().promoted && reader.place().dataset <= datasets.size())
            take(reader.place().id, reader.record(), datasets[reader.place().dataset - 1U].document);
    };
    const std::int64_t rows =
        std::min(database.number("SELECT sum(rows) FROM sitmap_columns"), range.last - range.first);
    const std::string selected = raw == Raw::always ? "SELECT *" : store::select_without_raw();
    if (ids.empty() || static_cast<std::int64_t>(ids.size()) > rows / walk_from) {
        store::RecordReader reader{
            database, selected + " FROM records WHERE fid BETWEEN ? AND ? ORDER BY fid", raw == Raw::always};
        reader.statement().put(range.first).put(range.last);
        auto wanted = ids.begin();
        while (reader.next()) {
            while (wanted != ids.end() && *wanted < reader.place().id)
                ++wanted;
            if (ids.empty() || (wanted != ids.end() && *wanted == reader.place().id))
                hand_over(reader);
        }
        return;
    }
    store::RecordReader reader{database, selected + " FROM records WHERE fid = ?", raw == Raw::always};
    for (const IncidentId id : ids) {
        reader.statement().put(id);
        while (reader.next())
            hand_over(reader);
    }
}

std::vector<Event> Store::record_events(std::span<const IncidentId> ids) const
{
    std::vector<Event> events;
    if (ids.empty())
        return events;
    each_record(ids, [&](IncidentId, const Record& record, const Document& document) {
        events.push_back(event_of(record, document));
    });
    return events;
}

std::optional<IncidentId> Store::promoted_to(IncidentId record) const
{
    if (connection_->is_new || !store::has_records(connection_->database()))
        return std::nullopt;
    Statement row{connection_->database(), "SELECT incident FROM events WHERE event = (SELECT event FROM "
                                           "sitmap_promoted WHERE record = ?)"};
    return row.put(record).next() ? row.integer_if(0) : std::nullopt;
}

std::vector<FormerRecord> Store::record_history(IncidentId id) const
{
    std::vector<FormerRecord> history;
    if (connection_->is_new || !store::has_records(connection_->database()))
        return history;
    Database& database = connection_->database();
    Transaction reading{database, Transaction::Kind::read};
    const std::vector<Dataset> datasets = store::read_datasets(database);
    Statement days{database, "SELECT replaced_on FROM record_history WHERE record = ? ORDER BY fid"};
    store::RecordReader reader{database, store::history_query()};
    reader.statement().put(id);
    days.put(id);
    while (reader.next() && days.next()) {
        if (reader.place().dataset > datasets.size())
            continue;
        const Document& document = datasets[reader.place().dataset - 1U].document;
        history.push_back({event_of(reader.record(), document), document, parse_day(days.text_view(0))});
    }
    return history;
}

} // namespace sitmap
