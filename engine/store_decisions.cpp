// Decisions on what belongs together, in the store's tables.
#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

#include <map>

namespace sitmap::store {

namespace {

constexpr std::string_view tables = R"sql(
CREATE TABLE sitmap_decisions (fid INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, made_on DATE NOT NULL, note TEXT);
CREATE TABLE sitmap_decided_events (
  fid INTEGER PRIMARY KEY NOT NULL, decision INTEGER NOT NULL REFERENCES sitmap_decisions(fid) DEFERRABLE INITIALLY DEFERRED,
  event TEXT NOT NULL, incident_before INTEGER NOT NULL, incident_after INTEGER NOT NULL);
)sql";

void make_tables(Database& database)
{
    database.run(std::string{tables});
    Statement extension{database, "INSERT INTO gpkg_extensions VALUES (?, NULL, 'sitmap_ledger', "
                                  "'the ledger that sitmap computes the other tables from', 'read-write')"};
    for (const std::string_view table : {"sitmap_decisions", "sitmap_decided_events"})
        extension.put(table).run();
}

} // namespace

std::vector<Decision> read_decisions(Database& database)
{
    std::vector<Decision> decisions;
    if (!database.has_table("sitmap_decisions"))
        return decisions;
    std::map<std::int64_t, std::size_t> position_of;
    Statement row{database, "SELECT fid, kind, made_on, note FROM sitmap_decisions ORDER BY fid"};
    while (row.next()) {
        const auto kind = decision_kind_named(row.text(1));
        const auto day = parse_day(row.text(2));
        if (!kind || !day)
            throw Error{
                "cannot read '" + database.path().string() + "': its table 'sitmap_decisions' holds '" +
                row.text(1) + "' on '" + row.text(2) +
                "', which sitmap does not write; restore it, or import its sources again into a new store"};
        position_of.emplace(row.integer(0), decisions.size());
        decisions.push_back({*kind, *day, row.text(3), {}});
    }
    Statement member{database, "SELECT decision, event, incident_before, incident_after FROM "
                               "sitmap_decided_events ORDER BY fid"};
    while (member.next())
        if (const auto decision = position_of.find(member.integer(0)); decision != position_of.end())
            decisions[decision->second].members.push_back(
                {member.text(1), member.integer(2), member.integer(3)});
    return decisions;
}

void write_decisions(Database& database, const std::vector<Decision>& decisions)
{
    if (!database.has_table("sitmap_decisions")) {
        if (decisions.empty())
            return;
        make_tables(database);
    }
    database.run("DELETE FROM sitmap_decided_events; DELETE FROM sitmap_decisions");
    Statement row{database, "INSERT INTO sitmap_decisions VALUES (?, ?, ?, ?)"};
    Statement member{database, "INSERT INTO sitmap_decided_events VALUES (NULL, ?, ?, ?, ?)"};
    std::int64_t fid = 0;
    for (const Decision& decision : decisions) {
        row.put(++fid).put(name_of(decision.kind)).put(std::string_view{format_day(decision.day)});
        row.put(std::string_view{decision.note}).run();
        for (const Decision::Member& m : decision.members)
            member.put(fid).put(std::string_view{m.event}).put(m.before).put(m.after).run();
    }
}

void write_moves(Database& database, const Ledger& ledger, const Change& change)
{
    Statement event{database, "UPDATE events SET incident = ? WHERE document = ? AND event = ?"};
    Statement claims{database, "UPDATE claims SET incident = ? WHERE event IN (SELECT fid FROM events WHERE "
                               "document = ? AND event = ?)"};
    for (const std::size_t i : change.moved_events)
        for (Statement* statement : {&event, &claims})
            statement->put(ledger.incident_of[i])
                .put(std::string_view{ledger.events[i].document})
                .put(std::string_view{ledger.events[i].id})
                .run();
}

} // namespace sitmap::store
