#include "engine/store_setting.hpp"

#include "engine/database.hpp"
#include "engine/store_parts.hpp"

namespace sitmap {

namespace {

/// Comes with the first setting, so that older stores need no change.
void make_table(Database& database)
{
    database.run("CREATE TABLE sitmap_settings (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)");
    database.run("INSERT INTO gpkg_extensions VALUES ('sitmap_settings', NULL, 'sitmap_ledger', "
                 "'small texts beside the ledger, such as how the window stood', 'read-write')");
}

} // namespace

std::string store_setting(const std::filesystem::path& file, std::string_view key)
{
    Database database{file, Database::Mode::read};
    store::check_schema(database);
    if (!database.has_table("sitmap_settings"))
        return {};
    Statement row{database, "SELECT value FROM sitmap_settings WHERE key = ?"};
    row.put(key);
    return row.next() ? row.text(0) : std::string{};
}

void keep_store_setting(const std::filesystem::path& file, std::string_view key, std::string_view text)
{
    {
        Database look{file, Database::Mode::read}; // a file that is not there must not be made
        store::check_schema(look);
    }
    Database database{file, Database::Mode::write};
    Transaction writing{database, Transaction::Kind::write};
    if (!database.has_table("sitmap_settings"))
        make_table(database);
    Statement row{database, "INSERT INTO sitmap_settings VALUES (?, ?) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value"};
    row.put(key).put(text).run();
    writing.commit();
}

} // namespace sitmap
