#pragma once

// Records and articles that tell of one happening. Inside the store only.

#include "engine/database.hpp"
#include "engine/incident_table.hpp"
#include "engine/ledger.hpp"

#include <set>
#include <span>
#include <vector>

namespace sitmap::store {

/// Rows that lie near one of the events in place and days, ascending: as near as `likeness`
/// (engine/merge.hpp) may ask for, so that nothing else need be looked at. O(rows + hits).
[[nodiscard]] std::vector<std::uint32_t> rows_near(const IncidentTable& table, std::span<const Event> events);

/// Takes the events of records into a ledger where an article tells of the same. A promoted record is no
/// incident of its own any more; its row stays and is marked.
class Promotion {
public:
    /// `ledger` is changed, and must outlive this. Requires the tables of records.
    Promotion(Database& database, Ledger& ledger);

    /// Puts records that are like one of the events, which are not in the ledger yet, into the ledger as
    /// incidents of their own: what is added after joins them.
    void call_up(std::span<const Event> events);
    /// Puts those of the records above `after` and of `changed` that are like an event of the ledger into the
    /// ledger, and joins them with what is there.
    void join_new(IncidentId after, const std::set<IncidentId>& changed);
    /// Puts these records into the ledger as incidents of their own; those that are promoted already, and ids
    /// of no record, are left alone.
    void take_rows(std::span<const IncidentId> records);
    /// Takes those that no other event came to out of the ledger again; those too that were promoted before,
    /// if what came to them is gone (a claim or a decision taken back) and no decision names them: each is a
    /// row like others then.
    void let_go_of_lone();
    /// Marks the rows that were taken, and no longer those that went back. Requires a write transaction.
    void write();

    /// Datasets' documents whose events in the ledger are others now.
    [[nodiscard]] const std::set<DocumentId>& documents() const { return documents_; }

private:
    struct Taken {
        IncidentId record = 0;
        std::string event;
    };
    void take(IncidentId record, Event event, const Document& document, IncidentId incident);
    template <class Wanted>
    void each_near(std::span<const Event> events, Wanted wanted, bool joined);
    void replace_promoted(const std::set<IncidentId>& changed);
    [[nodiscard]] std::vector<Taken> promoted_before() const;
    void take_out(const std::set<std::string>& events);
    enum class Mark : bool { promoted, row };
    void mark(const std::set<IncidentId>& records, Mark as);

    Database& database_;
    Ledger& ledger_;
    std::vector<Taken> taken_;
    std::set<IncidentId> returned_;
    std::set<DocumentId> documents_;
};

} // namespace sitmap::store
