#pragma once

// The parts of the store that its .cpp files share; not for others.

#include "engine/database.hpp"
#include "engine/features.hpp"
#include "engine/ledger.hpp"

#include <set>
#include <vector>

namespace sitmap::store {

inline constexpr std::int64_t geopackage_id = 0x47504B47; ///< "GPKG", GeoPackage 1.3, requirement 2
inline constexpr std::int64_t geopackage_version = 10300;
/// Of our own tables; counted up when they change. A store without records stays at 1, so that older programs
/// read it; 2 has records; 3 has their rows as templates.
inline constexpr std::int64_t layout = 3, layout_without_records = 1;

/// Makes all tables in an empty database. Requires a write transaction.
void create_schema(Database& database);

void create_schema_if_missing(Database& database);

/// Makes a layer's table, its spatial index and its entries in the GeoPackage. `columns` come after fid and
/// geom.
void create_layer_table(Database& database, const std::string& layer, const std::string& columns);

/// Throws Error when the file is no store, or one of a newer layout.
void check_schema(Database& database);

/// The ledger as written; throws Error for values that no version of this program writes.
[[nodiscard]] Ledger read_ledger(Database& database);

/// What an import changed, so that the rest need not be written again.
struct Change {
    std::set<DocumentId> documents;
    std::set<IncidentId> incidents; ///< whose values may be others now, or which are gone
    /// Positions in the new ledger of events of other documents that are of another incident now.
    std::vector<std::size_t> moved_events;
    bool replaced = false; ///< a document was there before
    bool flows = false, stocks = false, routes = false, control_areas = false;
};
[[nodiscard]] Change change_between(const Ledger& before, const Ledger& after,
                                    std::set<DocumentId> documents);

/// Brings the tables to what the ledger holds. Requires a write transaction.
void write_ledger(Database& database, const Ledger& ledger, const Change& change);

/// Decisions made by hand. Their tables come with the first of them, so that older stores need no change.
[[nodiscard]] std::vector<Decision> read_decisions(Database& database);
void write_decisions(Database& database, const std::vector<Decision>& decisions);

/// Writes which incidents `moved_events` are of.
void write_moves(Database& database, const Ledger& ledger, const Change& change);

/// The layers that a GIS shows, without features.
[[nodiscard]] std::vector<Layer> empty_layers();

/// Brings the layers' tables to what the ledger gives, and the GeoPackage's contents with them.
void write_layers(Database& database, const Ledger& ledger, const Change& change,
                  const std::vector<LineString>& land_edges);

/// Takes away and puts back the triggers that keep a layer's spatial index for other programs. They call
/// functions that SQLite lacks, and use a virtual table, which a schema that is not trusted may not.
void drop_index_triggers(Database& database, const std::string& layer);
void create_index_triggers(Database& database, const std::string& layer);

/// The kind of geometry that a layer's table is declared to hold.
[[nodiscard]] std::string geometry_type_of(const std::string& layer);

/// A QGIS style (QML) for the layer, or empty. `parties` in order of appearance.
[[nodiscard]] std::string style_of(const std::string& layer, const std::vector<std::string>& parties);

/// Puts that style where QGIS finds it.
void write_style(Database& database, const std::string& layer, const std::vector<std::string>& parties);

} // namespace sitmap::store
