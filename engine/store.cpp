#include "engine/store.hpp"

#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <fstream>

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

} // namespace

struct Store::Connection {
    Connection(const std::filesystem::path& path, Database::Mode mode) : database{path, mode} {}

    Database database;
    bool is_new = false; ///< no tables yet: the first import makes them, in its own transaction
};

Store::Store(std::unique_ptr<Connection> connection) : connection_{std::move(connection)}
{}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store Store::open_or_create(const std::filesystem::path& path)
{
    look_at(path);
    auto connection = std::make_unique<Connection>(path, Database::Mode::write);
    connection->is_new = has_no_tables(connection->database);
    if (!connection->is_new)
        store::check_schema(connection->database);
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
    store::check_schema(connection->database);
    return Store{std::move(connection)};
}

Ledger Store::load() const
{
    if (connection_->is_new)
        return {};
    Transaction reading{connection_->database, Transaction::Kind::read};
    return store::read_ledger(connection_->database);
}

Store::Changes Store::import(std::span<const Intake> intakes, const std::vector<LineString>& land_edges)
{
    Database& database = connection_->database;
    Changes changes;
    Transaction writing{database, Transaction::Kind::write};
    // Another process may have made the tables in the meantime.
    const bool make_tables = connection_->is_new && has_no_tables(database);
    if (make_tables)
        store::create_schema(database);
    Ledger ledger = store::read_ledger(database);
    const std::size_t events_before = ledger.events.size();
    changes.incidents_before = incidents(ledger).size();
    for (const Intake& intake : intakes) {
        const bool known = ledger.document(intake.document.id) != nullptr;
        if (!add(ledger, intake))
            ++changes.documents_unchanged;
        else
            ++(known ? changes.documents_replaced : changes.documents_added);
    }
    changes.events_added = ledger.events.size() - std::min(events_before, ledger.events.size());
    if (make_tables || changes.documents_added + changes.documents_replaced > 0) {
        store::write_ledger(database, ledger);
        store::write_layers(database, store::layers_of(ledger, land_edges));
        writing.commit();
        // Turned on once the file is a store: a crash before leaves an empty file, not half of one.
        database.run("PRAGMA journal_mode = WAL");
        connection_->is_new = false;
    }
    changes.incidents_after = incidents(ledger).size();
    return changes;
}

} // namespace sitmap
