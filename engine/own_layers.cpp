#include "engine/own_layers.hpp"

#include "engine/database.hpp"
#include "engine/store_parts.hpp"

#include <algorithm>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr const char* table = R"sql(
CREATE TABLE IF NOT EXISTS sitmap_own_layers (
  fid INTEGER PRIMARY KEY NOT NULL, path TEXT NOT NULL, colour_by TEXT NOT NULL, label_by TEXT NOT NULL,
  opacity DOUBLE NOT NULL, visible BOOLEAN NOT NULL, layer TEXT NOT NULL DEFAULT '');
)sql";

fs::path folder_of(const fs::path& store)
{
    return fs::absolute(store).lexically_normal().parent_path();
}

/// Tables of older programs know files alone.
bool names_layers(Database& database)
{
    Statement columns{database,
                      "SELECT count(*) FROM pragma_table_info('sitmap_own_layers') WHERE name = 'layer'"};
    return columns.next() && columns.integer(0) > 0;
}

/// What is moved together with the store is found again.
std::string kept_path(const fs::path& store, const fs::path& file)
{
    const fs::path whole = fs::absolute(file).lexically_normal();
    const fs::path relative = whole.lexically_relative(folder_of(store));
    return relative.empty() || *relative.begin() == ".." ? whole.string() : relative.string();
}

} // namespace

std::vector<OwnLayer> own_layers(const fs::path& store)
{
    Database database{store, Database::Mode::read};
    store::check_schema(database);
    std::vector<OwnLayer> layers;
    if (!database.has_table("sitmap_own_layers"))
        return layers;
    const std::string layer = names_layers(database) ? "layer" : "''";
    Statement rows{database, "SELECT path, colour_by, label_by, opacity, visible, " + layer +
                                 " FROM sitmap_own_layers ORDER BY fid"};
    while (rows.next()) {
        const fs::path path = rows.text(0);
        layers.push_back({path.is_absolute() ? path : folder_of(store) / path, rows.text(1), rows.text(2),
                          std::clamp(rows.real(3), 0.0, 1.0), rows.integer(4) != 0, rows.text(5)});
    }
    return layers;
}

void keep_own_layers(const fs::path& store, const std::vector<OwnLayer>& layers)
{
    {
        Database look{store, Database::Mode::read}; // a file that is not there must not be made
        store::check_schema(look);
    }
    Database database{store, Database::Mode::write};
    Transaction writing{database, Transaction::Kind::write};
    const bool is_new = !database.has_table("sitmap_own_layers");
    database.run(table);
    if (is_new) {
        Statement extension{database,
                            "INSERT INTO gpkg_extensions VALUES ('sitmap_own_layers', NULL, 'sitmap_ledger', "
                            "'files that the user lays over the map', 'read-write')"};
        extension.run();
    }
    if (!names_layers(database))
        database.run("ALTER TABLE sitmap_own_layers ADD COLUMN layer TEXT NOT NULL DEFAULT ''");
    database.run("DELETE FROM sitmap_own_layers");
    Statement row{database,
                  "INSERT INTO sitmap_own_layers (path, colour_by, label_by, opacity, visible, layer) "
                  "VALUES (?, ?, ?, ?, ?, ?)"};
    for (const OwnLayer& layer : layers)
        row.put(std::string_view{kept_path(store, layer.path)})
            .put(std::string_view{layer.colour_by})
            .put(std::string_view{layer.label_by})
            .put(layer.opacity)
            .put_bool(layer.visible)
            .put(std::string_view{layer.layer})
            .run();
    writing.commit();
}

} // namespace sitmap
