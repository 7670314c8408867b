// The tables of a store.
#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

namespace sitmap::store {

namespace {

// GeoPackage 1.3, annex C.
constexpr std::string_view geopackage_tables = R"sql(
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
)sql";

// The ledger. `sources`, `events` and `claims` are for people too; the tables called sitmap_… are for the
// program. Rows are in the ledger's order.
constexpr std::string_view ledger_tables = R"sql(
CREATE TABLE sitmap_meta (key TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE sources (
  fid INTEGER PRIMARY KEY NOT NULL, document TEXT NOT NULL UNIQUE, title TEXT, outlet TEXT, location TEXT,
  published DATE, licence TEXT, language TEXT, kind TEXT, text TEXT);
CREATE TABLE events (
  fid INTEGER PRIMARY KEY NOT NULL, event TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES sources(document) DEFERRABLE INITIALLY DEFERRED,
  incident INTEGER NOT NULL, title TEXT, is_primary BOOLEAN NOT NULL);
CREATE TABLE sitmap_places (
  fid INTEGER PRIMARY KEY NOT NULL, name TEXT, toponym TEXT, place_id TEXT, lon DOUBLE, lat DOUBLE,
  place_precision TEXT NOT NULL, radius_m DOUBLE, shape BLOB, country TEXT, admin1 TEXT);
CREATE TABLE claims (
  fid INTEGER PRIMARY KEY NOT NULL, event INTEGER NOT NULL REFERENCES events(fid) DEFERRABLE INITIALLY DEFERRED,
  incident INTEGER NOT NULL, field TEXT NOT NULL, value TEXT, speaker TEXT, stance TEXT NOT NULL,
  hedged BOOLEAN NOT NULL, said_on DATE, document TEXT, begin INTEGER, end INTEGER, quotation TEXT, note TEXT,
  sub_event_type TEXT, place INTEGER REFERENCES sitmap_places(fid) DEFERRABLE INITIALLY DEFERRED,
  date_start DATE, date_end DATE, date_precision TEXT, low INTEGER, best INTEGER, high INTEGER, unit TEXT,
  party TEXT);
CREATE INDEX sitmap_claims_by_event ON claims(event);
CREATE INDEX sitmap_claims_by_place ON claims(place);
CREATE INDEX sitmap_events_by_document ON events(document);
CREATE INDEX sitmap_events_by_incident ON events(incident);
CREATE TABLE sitmap_flows (
  fid INTEGER PRIMARY KEY NOT NULL, id TEXT, document TEXT NOT NULL, title TEXT,
  origin INTEGER REFERENCES sitmap_places(fid) DEFERRABLE INITIALLY DEFERRED,
  destination INTEGER REFERENCES sitmap_places(fid) DEFERRABLE INITIALLY DEFERRED,
  route TEXT, low INTEGER, best INTEGER, high INTEGER, unit TEXT, date_start DATE, date_end DATE,
  date_precision TEXT, speaker TEXT, evidence_document TEXT, begin INTEGER, end INTEGER, quotation TEXT);
CREATE TABLE sitmap_stocks (
  fid INTEGER PRIMARY KEY NOT NULL, id TEXT, document TEXT NOT NULL, kind TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES sitmap_places(fid) DEFERRABLE INITIALLY DEFERRED,
  low INTEGER, best INTEGER, high INTEGER, unit TEXT, date_start DATE, date_end DATE,
  date_precision TEXT, speaker TEXT, evidence_document TEXT, begin INTEGER, end INTEGER, quotation TEXT);
CREATE TABLE sitmap_routes (
  fid INTEGER PRIMARY KEY NOT NULL, id TEXT, name TEXT, line BLOB, date_start DATE, date_end DATE,
  date_precision TEXT, schematic BOOLEAN NOT NULL);
CREATE TABLE sitmap_route_sentences (
  fid INTEGER PRIMARY KEY NOT NULL, route INTEGER NOT NULL REFERENCES sitmap_routes(fid) DEFERRABLE INITIALLY DEFERRED,
  document TEXT, begin INTEGER, end INTEGER, quotation TEXT);
CREATE TABLE sitmap_control_areas (
  fid INTEGER PRIMARY KEY NOT NULL, id TEXT, document TEXT NOT NULL, party TEXT, kind TEXT NOT NULL, area BLOB NOT NULL,
  date_start DATE, date_end DATE, date_precision TEXT, illustrative BOOLEAN NOT NULL, attacker TEXT);
)sql";

// As QGIS makes it, so that it finds the styles.
constexpr std::string_view style_table = R"sql(
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
)sql";

struct Described {
    std::string_view table, description;
};
constexpr std::array<Described, 4> attribute_tables{{
    {"sources", "Documents: articles and datasets, with outlet, date and licence"},
    {"events", "What one document says of one happening, and the incident it was joined to"},
    {"claims", "Statements: field, value, speaker, stance, and the sentence they rest on"},
    {"layer_styles", "Styles for QGIS"},
}};
constexpr std::array<std::string_view, 7> program_tables{
    "sitmap_meta",   "sitmap_places",          "sitmap_flows",        "sitmap_stocks",
    "sitmap_routes", "sitmap_route_sentences", "sitmap_control_areas"};

std::string column_type(const Field& field)
{
    if (field.name == "date_start" || field.name == "date_end" || field.name == "day")
        return "DATE"; // QGIS's temporal controller wants one
    switch (field.type) {
    case FieldType::boolean:
        return "BOOLEAN";
    case FieldType::integer:
        return "INTEGER";
    case FieldType::real:
        return "DOUBLE";
    case FieldType::text:
        return "TEXT";
    }
    return "TEXT";
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// GeoPackage 1.3, annex F.3: triggers by which any program that writes to the table keeps its index up to
// date.
constexpr std::string_view index_triggers = R"sql(
CREATE TRIGGER "rtree_T_geom_insert" AFTER INSERT ON "T" WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN INSERT OR REPLACE INTO "rtree_T_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "rtree_T_geom_update1" AFTER UPDATE OF geom ON "T" WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN INSERT OR REPLACE INTO "rtree_T_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "rtree_T_geom_update2" AFTER UPDATE OF geom ON "T" WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM "rtree_T_geom" WHERE id = OLD.fid; END;
CREATE TRIGGER "rtree_T_geom_update3" AFTER UPDATE ON "T" WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM "rtree_T_geom" WHERE id = OLD.fid;
INSERT OR REPLACE INTO "rtree_T_geom" VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER "rtree_T_geom_update4" AFTER UPDATE ON "T" WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM "rtree_T_geom" WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER "rtree_T_geom_delete" AFTER DELETE ON "T" WHEN OLD.geom NOT NULL
BEGIN DELETE FROM "rtree_T_geom" WHERE id = OLD.fid; END;
)sql";
constexpr std::array<std::string_view, 6> trigger_names{"insert",  "update1", "update2",
                                                        "update3", "update4", "delete"};

void create_spatial_index(Database& database, const std::string& table)
{
    database.run("CREATE VIRTUAL TABLE \"rtree_" + table + "_geom\" USING rtree(id, minx, maxx, miny, maxy)");
    create_index_triggers(database, table);
    Statement row{database, "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', "
                            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')"};
    row.put(std::string_view{table}).run();
}

void create_layer(Database& database, const Layer& layer)
{
    std::string columns;
    for (const Field& field : layer.fields)
        columns += (columns.empty() ? "\"" : ", \"") + field.name + "\" " + column_type(field);
    create_layer_table(database, layer.name, columns);
}

void register_tables(Database& database)
{
    Statement contents{database,
                       "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
                       "VALUES (?, 'attributes', ?, ?, 0)"};
    for (const Described& table : attribute_tables)
        contents.put(table.table).put(table.table).put(table.description).run();
    Statement extension{database, "INSERT INTO gpkg_extensions VALUES (?, NULL, 'sitmap_ledger', "
                                  "'the ledger that sitmap computes the other tables from', 'read-write')"};
    for (const std::string_view table : program_tables)
        extension.put(table).run();
}

} // namespace

void create_layer_table(Database& database, const std::string& layer, const std::string& columns)
{
    const std::string type = geometry_type_of(layer);
    database.run("CREATE TABLE \"" + layer + "\" (fid INTEGER PRIMARY KEY NOT NULL, geom " + type + ", " +
                 columns + ")");
    Statement contents{database, "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                                 "VALUES (?, 'features', ?, 4326)"};
    contents.put(std::string_view{layer}).put(std::string_view{layer}).run();
    Statement column{database, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)"};
    column.put(std::string_view{layer}).put(std::string_view{type}).run();
    create_spatial_index(database, layer);
}

void drop_index_triggers(Database& database, const std::string& layer)
{
    for (const std::string_view name : trigger_names)
        database.run("DROP TRIGGER IF EXISTS \"rtree_" + layer + "_geom_" + std::string{name} + "\"");
}

void create_index_triggers(Database& database, const std::string& layer)
{
    std::string sql{index_triggers};
    replace_all(sql, "\"T\"", "\"" + layer + "\"");
    replace_all(sql, "rtree_T_geom", "rtree_" + layer + "_geom");
    database.run(sql);
}

void create_schema(Database& database)
{
    database.run("PRAGMA application_id = " + std::to_string(geopackage_id));
    database.run("PRAGMA user_version = " + std::to_string(geopackage_version));
    database.run(std::string{geopackage_tables});
    database.run(std::string{ledger_tables});
    database.run(std::string{style_table});
    register_tables(database);
    for (const Layer& layer : empty_layers())
        create_layer(database, layer);
    Statement meta{database, "INSERT INTO sitmap_meta VALUES (?, ?)"};
    meta.put(std::string_view{"layout"}).put(layout_without_records).run();
    meta.put(std::string_view{"last_incident"}).put(std::int64_t{0}).run();
}

void create_schema_if_missing(Database& database)
{
    if (database.number("SELECT count(*) FROM sqlite_schema") == 0)
        create_schema(database);
}

void check_schema(Database& database)
{
    const auto refuse = [&](const std::string& why) {
        throw Error{"cannot open '" + database.path().string() + "' as a store: " + why};
    };
    if (database.number("PRAGMA application_id") != geopackage_id)
        refuse("it is an SQLite database, but no GeoPackage");
    if (!database.has_table("sitmap_meta") || !database.has_table("claims"))
        refuse("it is a GeoPackage, but not one that sitmap made; `sitmap info` tells what is in it");
    const auto found = database.number("SELECT value FROM sitmap_meta WHERE key = 'layout'");
    if (found > layout)
        refuse("its layout " + std::to_string(found) + " is newer than this program's " +
               std::to_string(layout) + "; use the newer sitmap that made it");
    if (found < 1)
        refuse("it does not say which layout it has; restore it, or import its sources again into a new one");
}

} // namespace sitmap::store
