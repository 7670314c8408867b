#pragma once

#include "engine/incident_table.hpp"
#include "engine/ledger.hpp"
#include "engine/record.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace sitmap {

class Database;

/// What an import of records did; records that the file has twice count once.
struct RecordChanges {
    std::size_t added = 0, updated = 0, unchanged = 0;
    bool operator==(const RecordChanges&) const = default;
};

/// What a dataset is, as its reader knows at the end.
struct DatasetHead {
    Document document;
    std::string scheme; ///< whose ids its records have: "acled", "ucdp"; (scheme, id) identifies a record
};

/// A dataset as it was imported into a store.
struct Dataset {
    Document document;
    std::string scheme;
    std::optional<Day> imported_on;
};

/// What a record said before an import changed it.
struct FormerRecord {
    Event event; ///< with its claims, resting on the row that it had then
    Document document;
    std::optional<Day> replaced_on; ///< day of the import that replaced it
};

using TakeRecord = std::function<void(IncidentId, const Record&, const Document&)>;

/// A ledger kept in a GeoPackage (SQLite, WAL). The layers that QGIS shows (incidents, incident_areas, flows,
/// stocks, routes, control_areas, front_lines) are written anew from the ledger with each import, in its
/// transaction.
class Store {
public:
    /// Opens an existing store, or a new one whose tables the first import makes. Throws Error: not a sitmap
    /// store, newer layout, no permission.
    [[nodiscard]] static Store open_or_create(const std::filesystem::path& path);
    /// Read-only, also in a folder that cannot be written. Throws Error, also when the file does not exist.
    [[nodiscard]] static Store open(const std::filesystem::path& path);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    /// From here on whatever takes long throws Interrupted soon after `stop` gives true, and changes nothing.
    /// `stop` may be asked on any thread.
    void stop_when(std::function<bool()> stop);

    [[nodiscard]] Ledger load() const;

    struct Changes {
        std::size_t documents_added = 0, documents_unchanged = 0, documents_replaced = 0;
        std::size_t events_added = 0, incidents_before = 0, incidents_after = 0;
    };
    /// Adds all intakes in one transaction: all of it or, on any error, none. Nothing is written where
    /// nothing changes. `land_edges`: coasts and state borders, along which the layer front_lines has no
    /// front; without them it has only borders between two parties.
    ///
    /// A record that is like a new event (engine/merge.hpp) is promoted: it joins the ledger as an event with
    /// claims, the incident has its id, and records() leaves it out. So it is in import_records with new
    /// records and the ledger's events; there the incident that is older keeps its id.
    Changes import(std::span<const Intake> intakes, const std::vector<LineString>& land_edges = {});

    /// Changes the ledger by hand, as decide.hpp and analyst.hpp do, in one transaction: all of it or, on any
    /// error, nothing. `change` may move events between incidents, add or take away decisions, and add
    /// documents with their events or take them away; it changes none that stay.
    ///
    /// Of `records`, those that are rows of datasets are promoted first, as incidents with their own ids:
    /// then they can be changed as what articles tell. Where nothing was said of one or joined to it, it
    /// stays a row. A newer import of the dataset changes what the row says and leaves alone what was said of
    /// it.
    void decide(const std::function<void(Ledger&)>& change, std::span<const IncidentId> records = {});

    /// Imports a dataset in one transaction: all of it or, on any error or exception of `read`, none. `read`
    /// is called once; it hands over batches of records and returns what the dataset is. `today` is the day
    /// that goes into the history of what changes.
    ///
    /// A record that is new gets an incident id from the same counter as the ledger's. One whose (scheme, id)
    /// is known keeps its incident id: if it says the same, nothing is written; else its values are replaced,
    /// and the former ones go to record_history. Where a file has an id twice, the last row counts. Records
    /// that a newer file lacks stay: most files are a part of their dataset, and only the dataset's makers
    /// can tell a withdrawn event from one that was not asked for.
    ///
    /// About 5 us a record; 40 to 50 bytes of memory a record in the store.
    RecordChanges import_records(const std::function<DatasetHead(const TakeRecords&)>& read,
                                 std::optional<Day> today = std::nullopt);

    /// All current records as columns, ids ascending; those whose event is in the ledger are left out. Empty
    /// if there are none. About 0.1 s for a million. `dataset` n is datasets()[n - 1].
    [[nodiscard]] IncidentTable records() const;
    /// Those of the ids (ascending) that are records, as events with claims, in order of id.
    [[nodiscard]] std::vector<Event> record_events(std::span<const IncidentId> ids) const;
    /// Hands over records in order of id, one at a time: those of `ids`, which are ascending, or all where it
    /// is empty. What is handed over holds during the call only.
    void each_record(std::span<const IncidentId> ids, const TakeRecord& take) const;
    /// The same for the records from `first` to `last` alone, and without `raw` where there is a quotation:
    /// what an export reads. Ranges of ids, ascending, that hold about 2,000 records each let several threads
    /// share the work, each with a Store of its own.
    struct IdRange {
        IncidentId first = 0, last = 0;
    };
    [[nodiscard]] std::vector<IdRange> record_ranges() const;
    void each_record(IdRange range, std::span<const IncidentId> ids, const TakeRecord& take) const;
    /// Another number after another program changed the store.
    [[nodiscard]] std::int64_t version() const;
    [[nodiscard]] const std::filesystem::path& path() const;
    /// The incident that a record was taken into because an article tells of the same; nothing for others.
    [[nodiscard]] std::optional<IncidentId> promoted_to(IncidentId record) const;
    /// What a record said before, oldest first.
    [[nodiscard]] std::vector<FormerRecord> record_history(IncidentId id) const;
    /// Datasets in the order of their numbers, from 1; a document that was imported again comes again.
    [[nodiscard]] std::vector<Dataset> datasets() const;
    [[nodiscard]] std::vector<Document> record_documents() const; ///< of datasets(), in that order

private:
    enum class Raw : std::uint8_t { always, without_quotation };
    void walk_records(IdRange range, std::span<const IncidentId> ids, Raw raw, const TakeRecord& take) const;
    RecordChanges import_into_new(const std::function<DatasetHead(const TakeRecords&)>& read,
                                  std::optional<Day> today);
    Changes import_into(Database& database, std::span<const Intake> intakes,
                        const std::vector<LineString>& land_edges);
    struct Connection;
    explicit Store(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

} // namespace sitmap
