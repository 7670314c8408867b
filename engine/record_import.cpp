// Records into the store's tables.
#include "engine/column_blob.hpp"
#include "engine/hash.hpp"
#include "engine/packed_rtree.hpp"
#include "engine/record_promotion.hpp"
#include "engine/record_row.hpp"
#include "engine/record_tables.hpp"
#include "engine/record_writer.hpp"
#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

#include <limits>
#include <map>

namespace sitmap::store {

namespace {

// Nodes are packed anew where a fair part of them would change; else boxes are inserted one by one, which
// takes 14 us each.
constexpr std::size_t few_boxes = 2'000, boxes_a_change = 16;
constexpr std::size_t blocks_at_hand = 32; ///< 5 MB each

void append_hash(std::string& to, std::uint64_t hash)
{
    for (int i = 0; i < 8; ++i, hash >>= 8)
        to += static_cast<char>(hash & 0xff);
}

/// Made empty; it goes with the connection. Returns its name.
std::string waiting_table(Database& database)
{
    database.run("CREATE TEMP TABLE IF NOT EXISTS sitmap_waiting (fid INTEGER PRIMARY KEY, geom BLOB, " +
                 std::string{record_columns()} + "); DELETE FROM temp.sitmap_waiting");
    return "temp.sitmap_waiting";
}

/// One import. Rows whose id the store does not know, in whatever scheme, are written as they come; the
/// scheme is known at the end only, so that all others wait: those that say what is there already as a
/// number, the rest in a table of their own.
class RecordImport {
public:
    RecordImport(Database& database, std::optional<Day> today, const Writing& writing);

    void take(std::span<const Record> records);
    RecordChanges finish(const DatasetHead& head);

private:
    struct Seen {
        std::uint32_t row;      ///< whose words are the same
        std::uint32_t sequence; ///< when it came
    };

    void take_one(const Record& record);
    void begin_if_not_begun();
    void put_aside(const Record& record);
    void append(const Record& record, std::uint64_t id_hash, std::uint64_t content, std::uint32_t sequence);
    void settle_seen();
    void settle_waiting();
    void settle(const Record& record, std::uint32_t sequence);
    [[nodiscard]] std::optional<std::uint32_t> row_of(const Record& record);
    [[nodiscard]] bool is_of_scheme(std::uint32_t row) const;
    void update(std::uint32_t row, const Record& record, std::uint64_t content);
    void keep_former(std::uint32_t row);
    [[nodiscard]] IncidentTable& block_at_hand(std::size_t block);
    void put_blocks_away();
    void write_block(std::size_t block, const IncidentTable& table);
    void write_names();
    void write_dataset(const DatasetHead& head);
    void write_index();
    void meet_ledger();
    void pack_index();
    void insert_boxes();
    void widen_extent(double west, double east, double south, double north, bool anew);

    Database& database_;
    std::optional<Day> today_;
    const Writing& how_;
    RecordKeys keys_;
    std::size_t rows_before_;
    std::vector<std::string> schemes_; ///< of the datasets by number - 1
    std::string scheme_;
    IncidentTable tail_;      ///< the last block, not full; `names` are those of all
    std::size_t first_block_; ///< number of the tail
    std::size_t names_before_;
    IncidentId last_incident_;
    std::uint16_t number_;
    std::uint32_t sequence_ = 0;
    std::vector<std::uint32_t> last_seen_; ///< by row: when its id came last in this import; 0: not
    std::vector<Seen> seen_;
    std::size_t waiting_count_ = 0;
    std::map<std::size_t, IncidentTable> blocks_; ///< older blocks that change
    std::vector<IncidentId> moved_;               ///< records that were updated
    RecordChanges changes_;
    bool begun_ = false, read_ = false;
    std::optional<RecordRow> insert_;    ///< once all is read
    std::optional<RecordWriter> writer_; ///< while records come
};

RecordImport::RecordImport(Database& database, std::optional<Day> today, const Writing& writing)
    : database_{database},
      today_{today},
      how_{writing},
      keys_{read_keys(database)},
      rows_before_{keys_.size()},
      first_block_{keys_.size() / rows_a_blob},
      last_incident_{database.number("SELECT value FROM sitmap_meta WHERE key = 'last_incident'")},
      number_{0}
{
    NameList names = read_names(database);
    names_before_ = names.all().size();
    if (rows_before_ % rows_a_blob != 0)
        tail_ = read_block(database, static_cast<std::int64_t>(first_block_), names_before_);
    tail_.names = std::move(names);
    for (const Dataset& dataset : read_datasets(database))
        schemes_.push_back(dataset.scheme);
    if (schemes_.size() >= std::numeric_limits<std::uint16_t>::max())
        throw Error{"cannot import into '" + database.path().string() + "': it has " +
                    std::to_string(schemes_.size()) +
                    " datasets, and a store holds no more; join the files, or import into a new store"};
    number_ = static_cast<std::uint16_t>(schemes_.size() + 1);
    last_seen_.resize(rows_before_);
}

/// A file that says nothing new must leave the store untouched.
void RecordImport::begin_if_not_begun()
{
    if (begun_)
        return;
    begun_ = true;
    if (!how_.has_begun)
        how_.begin();
    drop_index_triggers(database_, "records");
    if (read_)
        insert_.emplace(database_, "records");
    else
        writer_.emplace(database_, waiting_table(database_), how_.after_some);
}

void RecordImport::take(std::span<const Record> records)
{
    for (const Record& record : records)
        take_one(record);
}

void RecordImport::take_one(const Record& record)
{
    const std::uint64_t id_hash = hash64(record.id);
    const std::uint64_t content = content_hash(record);
    ++sequence_;
    bool known = false;
    std::optional<std::uint32_t> same;
    keys_.each(id_hash, [&](std::uint32_t row) {
        known = true;
        last_seen_[row] = sequence_;
        if (keys_.content(row) == content)
            same = row;
    });
    if (!known)
        append(record, id_hash, content, sequence_);
    else if (same)
        seen_.push_back({*same, sequence_});
    else
        put_aside(record);
}

void RecordImport::put_aside(const Record& record)
{
    begin_if_not_begun();
    writer_->write(RecordWriter::Target::waiting, {static_cast<IncidentId>(sequence_), number_, false},
                   record);
    ++waiting_count_;
}

void RecordImport::append(const Record& record, std::uint64_t id_hash, std::uint64_t content,
                          std::uint32_t sequence)
{
    if (last_incident_ >= std::numeric_limits<std::uint32_t>::max() - 1)
        throw Error{"cannot import into '" + database_.path().string() + "': it has no incident ids left"};
    begin_if_not_begun();
    const IncidentId id = ++last_incident_;
    if (writer_)
        writer_->write(RecordWriter::Target::records, {id, number_, false}, record);
    else
        insert_->write({id, number_, false}, record);
    tail_.append(record, id, number_);
    keys_.add(id_hash, content, static_cast<std::uint32_t>(id), number_);
    last_seen_.push_back(sequence);
    ++changes_.added;
    if (tail_.size() < rows_a_blob)
        return;
    write_block(first_block_++, tail_);
    each_column(tail_, [](auto& column) { column.clear(); });
    tail_.other_counts.clear();
}

bool RecordImport::is_of_scheme(std::uint32_t row) const
{
    const std::uint16_t dataset = keys_.dataset(row);
    return dataset == number_ || (dataset <= schemes_.size() && schemes_[dataset - 1U] == scheme_);
}

/// Rows that say what is there already: no news, unless it is there in another scheme alone.
void RecordImport::settle_seen()
{
    for (const Seen& seen : seen_) {
        if (is_of_scheme(seen.row)) {
            if (last_seen_[seen.row] == seen.sequence && seen.row < rows_before_)
                ++changes_.unchanged;
            continue;
        }
        RecordReader reader{database_, "SELECT * FROM records WHERE fid = ?"};
        reader.statement().put(std::int64_t{keys_.incident(seen.row)});
        if (reader.next())
            settle(reader.record(), seen.sequence);
    }
}

void RecordImport::settle_waiting()
{
    if (waiting_count_ == 0)
        return;
    RecordReader reader{database_, "SELECT * FROM temp.sitmap_waiting ORDER BY fid"};
    while (reader.next())
        settle(reader.record(), static_cast<std::uint32_t>(reader.place().id));
}

/// The row of this record in its scheme. Ids whose hashes are equal are told apart by the ids.
std::optional<std::uint32_t> RecordImport::row_of(const Record& record)
{
    std::optional<std::uint32_t> found;
    keys_.each(hash64(record.id), [&](std::uint32_t row) {
        if (found || !is_of_scheme(row))
            return;
        Statement id{database_, "SELECT source_id FROM records WHERE fid = ?"};
        if (id.put(std::int64_t{keys_.incident(row)}).next() && id.text_view(0) == record.id)
            found = row;
    });
    return found;
}

void RecordImport::settle(const Record& record, std::uint32_t sequence)
{
    const std::uint64_t content = content_hash(record);
    const auto row = row_of(record);
    if (!row)
        append(record, hash64(record.id), content, sequence);
    else if (last_seen_[*row] > sequence)
        return; // the file has this id again further down, and its last row counts
    else if (keys_.content(*row) != content)
        update(*row, record, content);
    else if (*row < rows_before_)
        ++changes_.unchanged;
}

void RecordImport::keep_former(std::uint32_t row)
{
    Statement former{database_, "INSERT INTO record_history SELECT NULL, fid, ?, geom, " +
                                    record_column_names() + " FROM records WHERE fid = ?"};
    today_ ? former.put(std::string_view{format_day(*today_)}) : former.null();
    former.put(std::int64_t{keys_.incident(row)}).run();
}

void RecordImport::update(std::uint32_t row, const Record& record, std::uint64_t content)
{
    const auto id = static_cast<IncidentId>(keys_.incident(row));
    if (row < rows_before_ && keys_.dataset(row) != number_)
        keep_former(row);
    if (row < rows_before_)
        ++changes_.updated;
    const bool in_tail = row / rows_a_blob == first_block_;
    IncidentTable& block = in_tail ? tail_ : block_at_hand(row / rows_a_blob);
    const auto at = static_cast<std::uint32_t>(row % rows_a_blob);
    const bool promoted = (block.flags[at] & promoted_flag) != 0;

    IncidentTable one;
    std::swap(one.names, tail_.names);
    one.append(record, id, number_);
    std::swap(one.names, tail_.names);
    one.flags[0] = static_cast<std::uint8_t>(one.flags[0] | (promoted ? promoted_flag : 0));
    replace_row(block, at, one);
    keys_.set(row, content, number_);
    Statement gone{database_, "DELETE FROM records WHERE fid = ?"};
    gone.put(id).run();
    insert_->write({id, number_, promoted}, record);
    moved_.push_back(id);
}

IncidentTable& RecordImport::block_at_hand(std::size_t block)
{
    if (const auto known = blocks_.find(block); known != blocks_.end())
        return known->second;
    if (blocks_.size() >= blocks_at_hand)
        put_blocks_away();
    return blocks_
        .emplace(block, read_block(database_, static_cast<std::int64_t>(block), tail_.names.all().size()))
        .first->second;
}

void RecordImport::put_blocks_away()
{
    for (const auto& [number, table] : blocks_)
        write_block(number, table);
    blocks_.clear();
}

void RecordImport::write_block(std::size_t block, const IncidentTable& table)
{
    std::string hashes;
    hashes.reserve(table.size() * 16);
    for (std::size_t row = block * rows_a_blob; row < block * rows_a_blob + table.size(); ++row) {
        append_hash(hashes, keys_.id_hash(row));
        append_hash(hashes, keys_.content(row));
    }
    std::string columns = column_blob(table, 0, table.size());
    if (writer_) {
        writer_->write_block(block, table.size(), std::move(columns), std::move(hashes));
        return;
    }
    Statement write{database_, "INSERT OR REPLACE INTO sitmap_columns VALUES (?, ?, ?, ?)"};
    write.put(static_cast<std::int64_t>(block)).put(static_cast<std::int64_t>(table.size()));
    write.put_blob_kept(columns).put_blob_kept(hashes).run();
}

void RecordImport::write_names()
{
    Statement write{database_, "INSERT INTO sitmap_names VALUES (?, ?)"};
    const auto& names = tail_.names.all();
    for (std::size_t i = names_before_; i < names.size(); ++i)
        write.put(static_cast<std::int64_t>(i)).put_kept(names[i]).run();
}

void RecordImport::write_dataset(const DatasetHead& head)
{
    Statement write{database_, "INSERT INTO datasets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    const Document& document = head.document;
    const auto put_day = [&](std::optional<Day> day) {
        day ? write.put(std::string_view{format_day(*day)}) : write.null();
    };
    write.put(std::int64_t{number_}).put_kept(head.scheme).put_kept(document.id).put_kept(document.title);
    write.put_kept(document.outlet).put_kept(document.location);
    put_day(document.published);
    write.put_kept(document.licence).put_kept(document.language).put_kept(document.kind);
    put_day(today_);
    write.run();
}

void RecordImport::widen_extent(double west, double east, double south, double north, bool anew)
{
    Statement write{database_,
                    anew ? "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'), "
                           "min_x = ?, max_x = ?, min_y = ?, max_y = ? WHERE table_name = 'records'"
                         : "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'), "
                           "min_x = min(coalesce(min_x, ?1), ?1), max_x = max(coalesce(max_x, ?2), ?2), "
                           "min_y = min(coalesce(min_y, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) "
                           "WHERE table_name = 'records'"};
    write.put(west).put(east).put(south).put(north).run();
}

void RecordImport::pack_index()
{
    std::vector<TreePoint> points;
    points.reserve(keys_.size());
    std::int32_t west = INT32_MAX, east = INT32_MIN, south = INT32_MAX, north = INT32_MIN;
    Statement row{database_, "SELECT columns FROM sitmap_columns ORDER BY block"};
    while (row.next()) {
        IncidentTable block;
        if (const auto fault = append_column_blob(block, row.blob_view(0), tail_.names.all().size());
            !fault.empty())
            throw Error{"cannot work with '" + database_.path().string() + "': its columns hold " + fault};
        for (std::uint32_t i = 0; i < block.size(); ++i) {
            if (!block.is_placed(i))
                continue;
            points.push_back({block.id[i], block.lon[i], block.lat[i]});
            west = std::min(west, block.lon[i]);
            east = std::max(east, block.lon[i]);
            south = std::min(south, block.lat[i]);
            north = std::max(north, block.lat[i]);
        }
    }
    database_.run(
        "DROP TABLE rtree_records_geom; CREATE VIRTUAL TABLE rtree_records_geom USING rtree(id, minx, "
        "maxx, miny, maxy)");
    fill_packed_rtree(database_, "rtree_records_geom", points);
    constexpr double per_degree = IncidentTable::units_per_degree;
    if (!points.empty())
        widen_extent(west / per_degree, east / per_degree, south / per_degree, north / per_degree, true);
}

void RecordImport::insert_boxes()
{
    Statement gone{database_, "DELETE FROM rtree_records_geom WHERE id = ?"};
    for (const IncidentId id : moved_)
        gone.put(id).run();
    Statement box{database_, "INSERT INTO rtree_records_geom VALUES (?, ?, ?, ?, ?)"};
    const auto put = [&](RecordReader& reader) {
        while (reader.next()) {
            const auto point = reader.record().point;
            if (!point)
                continue;
            box.put(reader.place().id).put(point->lon).put(point->lon).put(point->lat).put(point->lat).run();
            widen_extent(point->lon, point->lon, point->lat, point->lat, false);
        }
    };
    RecordReader fresh{database_, "SELECT * FROM records WHERE fid > ?"};
    const IncidentId first_new = last_incident_ - static_cast<IncidentId>(changes_.added);
    fresh.statement().put(first_new);
    put(fresh);
    RecordReader moved{database_, "SELECT * FROM records WHERE fid = ?"};
    for (const IncidentId id : moved_) {
        if (id > first_new)
            continue;
        moved.statement().put(id);
        put(moved);
    }
}

void RecordImport::write_index()
{
    const std::size_t changed = changes_.added + moved_.size();
    if (changed > few_boxes && changed * boxes_a_change > keys_.size())
        pack_index();
    else
        insert_boxes();
}

RecordChanges RecordImport::finish(const DatasetHead& head)
{
    read_ = true;
    if (writer_) {
        writer_->finish();
        writer_.reset();
        insert_.emplace(database_, "records");
    }
    scheme_ = head.scheme;
    settle_seen();
    settle_waiting();
    if (changes_.added + changes_.updated == 0) {
        if (begun_)
            create_index_triggers(database_, "records");
        return changes_;
    }
    if (tail_.size() > 0)
        write_block(first_block_, tail_);
    put_blocks_away();
    write_names();
    write_dataset(head);
    write_index();
    Statement meta{database_, "UPDATE sitmap_meta SET value = ? WHERE key = 'last_incident'"};
    meta.put(last_incident_).run();
    create_index_triggers(database_, "records");
    meet_ledger();
    return changes_;
}

/// Articles that were there before may tell of what is new.
void RecordImport::meet_ledger()
{
    if (database_.number("SELECT count(*) FROM (SELECT 1 FROM events LIMIT 1)") == 0)
        return;
    const Ledger before = read_ledger(database_);
    Ledger after = before;
    Promotion promotion{database_, after};
    promotion.join_new(last_incident_ - static_cast<IncidentId>(changes_.added),
                       {moved_.begin(), moved_.end()});
    promotion.let_go_of_lone();
    if (promotion.documents().empty())
        return;
    const Change change = change_between(before, after, promotion.documents());
    write_ledger(database_, after, change);
    write_layers(database_, after, change, {});
    promotion.write();
}

} // namespace

RecordChanges import_records(Database& database, const std::function<DatasetHead(const TakeRecords&)>& read,
                             std::optional<Day> today, const Writing& writing)
{
    RecordImport import{database, today, writing};
    const DatasetHead head = read([&](std::span<const Record> records) { import.take(records); });
    return import.finish(head);
}

} // namespace sitmap::store
