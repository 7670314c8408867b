#include "engine/store.hpp"

#include "engine/record_promotion.hpp"
#include "engine/record_tables.hpp"
#include "engine/store_connection.hpp"
#include "engine/store_parts.hpp"
#include "engine/unfinished_file.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <unordered_map>

namespace sitmap {

namespace {

enum class Found : std::uint8_t { nothing, empty, database };

/// What lies at the path; throws Error for a file of another kind.
Found look_at(const std::filesystem::path& path)
{
    std::error_code trouble;
    const auto status = std::filesystem::status(path, trouble);
    if (!std::filesystem::exists(status))
        return Found::nothing;
    const auto refuse = [&](const std::string& why) {
        throw Error{"cannot open '" + path.string() + "' as a store: " + why};
    };
    if (std::filesystem::is_directory(status))
        refuse("it is a folder");
    std::ifstream file{path, std::ios::binary};
    if (!file)
        refuse("no permission to read it");
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    std::string head(magic.size(), ' ');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (file.gcount() == 0)
        return Found::empty;
    if (head != magic)
        refuse("it is no GeoPackage; a store is what `sitmap import` makes");
    return Found::database;
}

bool has_no_tables(Database& database)
{
    return database.number("SELECT count(*) FROM sqlite_schema") == 0;
}

template <class Record>
void check_document(const Intake& intake, const std::vector<Record>& records)
{
    for (const Record& record : records)
        if (record.document != intake.document.id)
            throw Error{"cannot import '" + intake.document.location + "': its record '" + record.id +
                        "' names another document"};
}

/// A record of another document would never be found again.
void check_documents(std::span<const Intake> intakes)
{
    for (const Intake& intake : intakes) {
        check_document(intake, intake.events);
        check_document(intake, intake.flows);
        check_document(intake, intake.stocks);
        check_document(intake, intake.control_areas);
    }
}

std::size_t incident_count(const Ledger& ledger)
{
    return std::set<IncidentId>{ledger.incident_of.begin(), ledger.incident_of.end()}.size();
}

Store::Changes counted(const Ledger& before, const Ledger& after, const std::vector<Addition>& additions)
{
    const auto number_of = [&](Addition addition) {
        return static_cast<std::size_t>(std::count(additions.begin(), additions.end(), addition));
    };
    Store::Changes changes;
    changes.documents_added = number_of(Addition::added);
    changes.documents_unchanged = number_of(Addition::unchanged);
    changes.documents_replaced = number_of(Addition::replaced);
    changes.events_added = after.events.size() - std::min(before.events.size(), after.events.size());
    changes.incidents_before = incident_count(before);
    changes.incidents_after = incident_count(after);
    return changes;
}

} // namespace

namespace {

/// Events that were there before and are of another incident now; their incidents count as changed.
void add_moves(const Ledger& before, const Ledger& after, store::Change& change)
{
    std::unordered_map<std::string_view, IncidentId> incident_before;
    for (std::size_t i = 0; i < before.events.size(); ++i)
        incident_before.emplace(before.events[i].id, before.incident_of[i]);
    for (std::size_t i = 0; i < after.events.size(); ++i) {
        const auto known = incident_before.find(after.events[i].id);
        if (known == incident_before.end() || known->second == after.incident_of[i] ||
            change.documents.contains(after.events[i].document))
            continue;
        change.moved_events.push_back(i);
        change.incidents.insert({known->second, after.incident_of[i]});
    }
}

} // namespace

store::Change store::change_between(const Ledger& before, const Ledger& after, std::set<DocumentId> documents)
{
    Change change;
    change.documents = std::move(documents);
    add_moves(before, after, change);
    for (const Ledger* ledger : {&before, &after})
        for (std::size_t i = 0; i < ledger->events.size(); ++i)
            if (change.documents.contains(ledger->events[i].document))
                change.incidents.insert(ledger->incident_of[i]);
    change.replaced =
        std::any_of(before.documents.begin(), before.documents.end(),
                    [&](const Document& document) { return change.documents.contains(document.id); });
    change.flows = before.flows != after.flows;
    change.stocks = before.stocks != after.stocks;
    change.routes = before.routes != after.routes;
    change.control_areas = before.control_areas != after.control_areas;
    return change;
}

Store::Store(std::unique_ptr<Connection> connection) : connection_{std::move(connection)}
{}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store Store::open_or_create(const std::filesystem::path& path)
{
    if (look_at(path) == Found::nothing) {
        require_writable(path, false);
        auto to_be = std::make_unique<Connection>(path);
        to_be->is_new = true;
        return Store{std::move(to_be)};
    }
    auto connection = std::make_unique<Connection>(path, Database::Mode::write);
    connection->is_new = has_no_tables(connection->database());
    if (!connection->is_new)
        store::check_schema(connection->database());
    return Store{std::move(connection)};
}

Store Store::open(const std::filesystem::path& path)
{
    switch (look_at(path)) {
    case Found::nothing:
        throw Error{"cannot open '" + path.string() + "': no such file"};
    case Found::empty:
        throw Error{"cannot open '" + path.string() + "' as a store: it is empty"};
    case Found::database:
        break;
    }
    auto connection = std::make_unique<Connection>(path, Database::Mode::read);
    store::check_schema(connection->database());
    return Store{std::move(connection)};
}

void Store::stop_when(std::function<bool()> stop)
{
    connection_->stop = std::move(stop);
    if (connection_->open)
        connection_->open->stop_when(connection_->stop);
}

Ledger Store::load() const
{
    if (connection_->is_new)
        return {};
    Transaction reading{connection_->database(), Transaction::Kind::read};
    return store::read_ledger(connection_->database());
}

namespace {

std::vector<Event> events_of(std::span<const Intake> intakes)
{
    std::vector<Event> events;
    for (const Intake& intake : intakes)
        events.insert(events.end(), intake.events.begin(), intake.events.end());
    return events;
}

} // namespace

Store::Changes Store::import(std::span<const Intake> intakes, const std::vector<LineString>& land_edges)
{
    check_documents(intakes);
    // Another process may have made the store in the meantime.
    if (!connection_->is_new || connection_->open || std::filesystem::exists(connection_->path))
        return import_into(connection_->database(), intakes, land_edges);
    UnfinishedFile file{connection_->path};
    Changes changes;
    {
        Database database{file.name(), Database::Mode::write};
        database.stop_when(connection_->stop);
        database.run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
        changes = import_into(database, intakes, land_edges);
    }
    file.put_in_place();
    return changes;
}

Store::Changes Store::import_into(Database& database, std::span<const Intake> intakes,
                                  const std::vector<LineString>& land_edges)
{
    Transaction writing{database, Transaction::Kind::write};
    // Another process may have made the tables in the meantime.
    const bool make_tables = connection_->is_new && has_no_tables(database);
    if (make_tables)
        store::create_schema(database);
    const Ledger before = store::read_ledger(database);
    Ledger after = before;
    std::optional<store::Promotion> promotion;
    if (store::has_records(database)) {
        promotion.emplace(database, after);
        promotion->call_up(events_of(intakes));
    }
    const std::vector<Addition> additions = add(after, intakes);

    std::set<DocumentId> documents;
    if (promotion) {
        promotion->let_go_of_lone();
        documents = promotion->documents();
    }
    for (std::size_t i = 0; i < intakes.size(); ++i)
        if (additions[i] != Addition::unchanged)
            documents.insert(intakes[i].document.id);
    if (make_tables || !documents.empty()) {
        const store::Change change = store::change_between(before, after, std::move(documents));
        store::write_ledger(database, after, change);
        store::write_layers(database, after, change, land_edges);
        if (promotion)
            promotion->write();
        writing.commit();
        // Turned on once the file is a store: its journals belong to its name.
        database.run("PRAGMA journal_mode = WAL");
        connection_->is_new = false;
    }
    return counted(before, after, additions);
}

namespace {

/// Documents that only one of two ledgers has.
std::set<DocumentId> come_or_gone(const Ledger& before, const Ledger& after)
{
    std::set<DocumentId> ids;
    for (const Document& document : before.documents)
        ids.insert(document.id);
    for (const Document& document : after.documents)
        if (ids.erase(document.id) == 0)
            ids.insert(document.id);
    return ids;
}

} // namespace

void Store::decide(const std::function<void(Ledger&)>& change, std::span<const IncidentId> records)
{
    if (connection_->is_new)
        throw Error{"cannot change '" + connection_->path.string() + "': nothing was imported into it yet"};
    Database& database = connection_->database();
    Transaction writing{database, Transaction::Kind::write};
    const Ledger before = store::read_ledger(database);
    Ledger after = before;
    std::optional<store::Promotion> promotion;
    if (store::has_records(database)) {
        promotion.emplace(database, after);
        promotion->take_rows(records);
    }
    change(after);
    std::set<DocumentId> documents;
    if (promotion) {
        promotion->let_go_of_lone();
        documents = promotion->documents();
    }
    documents.merge(come_or_gone(before, after));
    const store::Change changed = store::change_between(before, after, std::move(documents));
    store::write_decisions(database, after.decisions);
    store::write_ledger(database, after, changed);
    store::write_layers(database, after, changed, {});
    if (promotion)
        promotion->write();
    writing.commit();
}

} // namespace sitmap
