#include "engine/record_tables.hpp"

#include "engine/column_blob.hpp"
#include "engine/hash.hpp"
#include "engine/record_row.hpp"
#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

#include <algorithm>

namespace sitmap::store {

namespace {

[[noreturn]] void refuse(const Database& database, std::int64_t block, const std::string& fault)
{
    throw Error{"cannot read '" + database.path().string() + "': its table 'sitmap_columns' holds " + fault +
                " in block " + std::to_string(block) +
                "; restore it, or import its sources again into a new store"};
}

std::uint64_t hash_at(std::string_view bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

struct Described {
    std::string_view table, description;
};
constexpr Described attribute_tables[] = {
    {"datasets", "Datasets whose rows are in the layer records, with scheme of ids, date and licence"},
    {"record_history", "What rows of datasets said before a newer file changed them"},
};
constexpr std::string_view program_tables[] = {"sitmap_columns", "sitmap_names", "sitmap_promoted"};

void register_tables(Database& database)
{
    Statement contents{database, "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
                                 "srs_id) VALUES (?, 'attributes', ?, ?, 0)"};
    for (const Described& table : attribute_tables)
        contents.put(table.table).put(table.table).put(table.description).run();
    Statement extension{database, "INSERT INTO gpkg_extensions VALUES (?, NULL, 'sitmap_ledger', "
                                  "'the ledger that sitmap computes the other tables from', 'read-write')"};
    for (const std::string_view table : program_tables)
        extension.put(table).run();
    database.run(
        "UPDATE gpkg_contents SET description = 'Rows of datasets; where raw_quotation is -1, raw is the "
        "row with the names of other columns in braces for what they hold' WHERE table_name = 'records'");
}

} // namespace

void make_record_tables(Database& database)
{
    const auto set_layout = [&] {
        Statement meta{database, "UPDATE sitmap_meta SET value = ? WHERE key = 'layout'"};
        meta.put(layout).run();
    };
    if (has_records(database)) {
        set_layout(); // of an older one, which new rows come into
        return;
    }
    const std::string columns{record_columns()};
    create_layer_table(database, "records", columns);
    database.run(
        "CREATE TABLE datasets (fid INTEGER PRIMARY KEY NOT NULL, scheme TEXT, document TEXT NOT NULL, title "
        "TEXT, outlet TEXT, location TEXT, published DATE, licence TEXT, language TEXT, kind TEXT, "
        "imported_on "
        "DATE);"
        "CREATE TABLE record_history (fid INTEGER PRIMARY KEY NOT NULL, record INTEGER NOT NULL, replaced_on "
        "DATE, point BLOB, " +
        columns +
        "); CREATE INDEX sitmap_history_by_record ON record_history(record);"
        "CREATE TABLE sitmap_columns (block INTEGER PRIMARY KEY NOT NULL, rows INTEGER NOT NULL, columns "
        "BLOB "
        "NOT NULL, hashes BLOB NOT NULL);"
        "CREATE TABLE sitmap_names (number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL);"
        "CREATE TABLE sitmap_promoted (record INTEGER PRIMARY KEY NOT NULL, event TEXT NOT NULL)");
    register_tables(database);
    write_style(database, "records", {});
    set_layout();
}

std::string history_query()
{
    return "SELECT record, point, " + record_column_names() +
           " FROM record_history WHERE record = ? ORDER BY fid";
}

bool has_records(Database& database)
{
    return database.has_table("sitmap_columns");
}

NameList read_names(Database& database)
{
    NameList names;
    Statement row{database, "SELECT number, name FROM sitmap_names ORDER BY number"};
    while (row.next())
        if (names.number_of(row.text_view(1)) != row.integer(0))
            throw Error{
                "cannot read '" + database.path().string() +
                "': its table 'sitmap_names' is out of order; restore it, or import its sources again "
                "into a new store"};
    return names;
}

IncidentTable read_columns(Database& database)
{
    IncidentTable table;
    table.names = read_names(database);
    table.reserve(static_cast<std::size_t>(
        std::clamp<std::int64_t>(database.number("SELECT sum(rows) FROM sitmap_columns"), 0, 100'000'000)));
    Statement row{database, "SELECT block, columns FROM sitmap_columns ORDER BY block"};
    while (row.next()) {
        database.stop_if_asked();
        if (const auto fault = append_column_blob(table, row.blob_view(1), table.names.all().size());
            !fault.empty())
            refuse(database, row.integer(0), fault);
    }
    return table;
}

IncidentTable read_block(Database& database, std::int64_t block, std::size_t names)
{
    IncidentTable table;
    Statement row{database, "SELECT columns FROM sitmap_columns WHERE block = ?"};
    if (!row.put(block).next())
        refuse(database, block, "nothing");
    if (const auto fault = append_column_blob(table, row.blob_view(0), names); !fault.empty())
        refuse(database, block, fault);
    return table;
}

RecordKeys read_keys(Database& database)
{
    RecordKeys keys;
    const std::size_t names =
        static_cast<std::size_t>(database.number("SELECT count(*) FROM sitmap_names")) + 1;
    Statement row{database, "SELECT block, columns, hashes FROM sitmap_columns ORDER BY block"};
    while (row.next()) {
        database.stop_if_asked();
        IncidentTable block;
        if (const auto fault = append_column_blob(block, row.blob_view(1), names); !fault.empty())
            refuse(database, row.integer(0), fault);
        const std::string_view hashes = row.blob_view(2);
        if (hashes.size() != block.size() * 16)
            refuse(database, row.integer(0), "hashes of a wrong length");
        for (std::size_t i = 0; i < block.size(); ++i)
            keys.add(hash_at(hashes, i * 16), hash_at(hashes, i * 16 + 8), block.id[i], block.dataset[i]);
    }
    return keys;
}

std::vector<Dataset> read_datasets(Database& database)
{
    std::vector<Dataset> datasets;
    Statement row{database, "SELECT fid, scheme, document, title, outlet, location, published, licence, "
                            "language, kind, imported_on FROM datasets ORDER BY fid"};
    while (row.next()) {
        Dataset& dataset = datasets.emplace_back();
        dataset.scheme = row.text(1);
        Document& document = dataset.document;
        document.id = row.text(2);
        document.title = row.text(3);
        document.outlet = row.text(4);
        document.location = row.text(5);
        document.published = parse_day(row.text_view(6));
        document.licence = row.text(7);
        document.language = row.text(8);
        document.kind = row.text(9);
        dataset.imported_on = parse_day(row.text_view(10));
        if (row.integer(0) != static_cast<std::int64_t>(datasets.size()))
            throw Error{"cannot read '" + database.path().string() +
                        "': its table 'datasets' lacks a row; restore it, or import its sources again into a "
                        "new store"};
    }
    return datasets;
}

} // namespace sitmap::store
