#include "tests/bench/bench.hpp"
#include "tests/bench/peers.hpp"

#include <geos_c.h>
#include <nanoflann.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap::bench {

namespace {

class GeosTree : public Peer {
public:
    explicit GeosTree(const IncidentTable& table)
        : context_{GEOS_init_r()}, tree_{GEOSSTRtree_create_r(context_, 16)}, rows_(table.size())
    {
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            rows_[row] = row;
            GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, table.lon[row], table.lat[row]);
            GEOSSTRtree_insert_r(context_, tree_, point, &rows_[row]);
            GEOSGeom_destroy_r(context_, point); // the tree keeps the envelope
        }
        std::vector<std::uint32_t> none;
        in_box({0, 0, 0, 0}, none); // it is built at the first question
    }
    ~GeosTree() override
    {
        GEOSSTRtree_destroy_r(context_, tree_);
        GEOS_finish_r(context_);
    }
    GeosTree(const GeosTree&) = delete;
    GeosTree& operator=(const GeosTree&) = delete;

    std::string name() const override { return "GEOS STRtree"; }

    bool in_box(const UnitBox& box, std::vector<std::uint32_t>& rows) override
    {
        GEOSGeometry* window = diagonal(box);
        GEOSSTRtree_query_r(
            context_, tree_, window,
            [](void* item, void* found) {
                static_cast<std::vector<std::uint32_t>*>(found)->push_back(
                    *static_cast<const std::uint32_t*>(item));
            },
            &rows);
        GEOSGeom_destroy_r(context_, window);
        return true;
    }

private:
    /// A line from corner to corner has the box as its envelope, which is all that the tree looks at.
    GEOSGeometry* diagonal(const UnitBox& box)
    {
        GEOSCoordSequence* corners = GEOSCoordSeq_create_r(context_, 2, 2);
        GEOSCoordSeq_setXY_r(context_, corners, 0, box.west, box.south);
        GEOSCoordSeq_setXY_r(context_, corners, 1, box.east, box.north);
        return GEOSGeom_createLineString_r(context_, corners);
    }

    GEOSContextHandle_t context_;
    GEOSSTRtree* tree_;
    std::vector<std::uint32_t> rows_;
};

/// Positions column by column, as nanoflann asks for them.
template <std::size_t dimensions>
struct Positions {
    std::array<std::vector<double>, dimensions> columns;
    [[nodiscard]] std::size_t kdtree_get_point_count() const { return columns[0].size(); }
    [[nodiscard]] double kdtree_get_pt(std::uint32_t i, std::size_t axis) const { return columns[axis][i]; }
    template <class Box>
    bool kdtree_get_bbox(Box&) const
    {
        return false;
    }
};

Positions<2> planar(const IncidentTable& table)
{
    Positions<2> positions;
    positions.columns[0].assign(table.lon.begin(), table.lon.end());
    positions.columns[1].assign(table.lat.begin(), table.lat.end());
    return positions;
}

Positions<3> earth_centred(const IncidentTable& table)
{
    Positions<3> positions;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const auto at = sitmap::bench::earth_centred(table.point(row));
        for (std::size_t axis = 0; axis < 3; ++axis)
            positions.columns[axis].push_back(at[axis]);
    }
    return positions;
}

template <std::size_t dimensions>
class NanoflannTree : public Peer {
public:
    explicit NanoflannTree(Positions<dimensions> positions)
        : positions_{std::move(positions)}, tree_{static_cast<int>(dimensions), positions_, {16}}
    {
        build_s = cpu_seconds([&] { tree_.buildIndex(); });
    }

    std::string name() const override { return dimensions == 2 ? "nanoflann" : "nanoflann, earth-centred"; }

    bool nearest(std::int32_t x, std::int32_t y, std::size_t count, std::vector<std::uint32_t>& rows) override
    {
        if constexpr (dimensions == 2)
            find({static_cast<double>(x), static_cast<double>(y)}, count, rows);
        return dimensions == 2;
    }

    bool nearest_by_chord(LonLat point, std::size_t count, std::vector<std::uint32_t>& rows) override
    {
        if constexpr (dimensions == 3)
            find(sitmap::bench::earth_centred(point), count, rows);
        return dimensions == 3;
    }

private:
    void find(const std::array<double, dimensions>& site, std::size_t count, std::vector<std::uint32_t>& rows)
    {
        rows.resize(count);
        distances_.resize(count);
        rows.resize(tree_.knnSearch(site.data(), count, rows.data(), distances_.data()));
    }

    using Tree =
        nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Positions<dimensions>>,
                                            Positions<dimensions>, static_cast<int>(dimensions),
                                            std::uint32_t>;
    Positions<dimensions> positions_;
    Tree tree_;
    std::vector<double> distances_;
};

/// SQLite's R*Tree over 32-bit floats, which return a little too much: the exact columns settle it. One tree
/// for boxes, one for boxes and days.
class SqliteTree : public Peer {
public:
    explicit SqliteTree(const IncidentTable& table) : table_{table}
    {
        require(sqlite3_open(":memory:", &db_) == SQLITE_OK, "cannot open SQLite");
        run("CREATE VIRTUAL TABLE flat USING rtree(id, w, e, s, n)");
        run("CREATE VIRTUAL TABLE timed USING rtree(id, w, e, s, n, from_day, to_day)");
        run("BEGIN");
        insert("INSERT INTO flat VALUES(?,?,?,?,?)", 4);
        insert("INSERT INTO timed VALUES(?,?,?,?,?,?,?)", 6);
        run("COMMIT");
        in_box_ = prepared("SELECT id FROM flat WHERE e >= ? AND w <= ? AND n >= ? AND s <= ?");
        in_box_and_days_ = prepared("SELECT id FROM timed WHERE e >= ? AND w <= ? AND n >= ? AND s <= ? AND "
                                    "to_day >= ? AND from_day <= ?");
    }
    ~SqliteTree() override
    {
        sqlite3_finalize(in_box_);
        sqlite3_finalize(in_box_and_days_);
        sqlite3_close(db_);
    }
    SqliteTree(const SqliteTree&) = delete;
    SqliteTree& operator=(const SqliteTree&) = delete;

    std::string name() const override { return "SQLite R*Tree"; }

    bool in_box(const UnitBox& box, std::vector<std::uint32_t>& rows) override
    {
        step(in_box_, box, rows);
        return true;
    }

    bool in_box_and_days(const BoxAndDays& window, std::vector<std::uint32_t>& rows) override
    {
        sqlite3_bind_int(in_box_and_days_, 5, window.since);
        sqlite3_bind_int(in_box_and_days_, 6, window.until);
        step(in_box_and_days_, window.box, rows);
        return true;
    }

private:
    void run(const char* sql)
    {
        require(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    }

    sqlite3_stmt* prepared(const char* sql)
    {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        return statement;
    }

    void insert(const char* sql, int columns)
    {
        sqlite3_stmt* const statement = prepared(sql);
        for (std::uint32_t row = 0; row < table_.size(); ++row) {
            const std::int32_t numbers[] = {table_.lon[row], table_.lon[row],       table_.lat[row],
                                            table_.lat[row], table_.first_day[row], table_.last_day[row]};
            sqlite3_bind_int64(statement, 1, row);
            for (int i = 0; i < columns; ++i)
                sqlite3_bind_double(statement, i + 2, numbers[i]);
            sqlite3_step(statement);
            sqlite3_reset(statement);
        }
        sqlite3_finalize(statement);
    }

    void step(sqlite3_stmt* find, const UnitBox& box, std::vector<std::uint32_t>& rows)
    {
        const std::int32_t edges[] = {box.west, box.east, box.south, box.north};
        for (int i = 0; i < 4; ++i)
            sqlite3_bind_double(find, i + 1, edges[i]);
        while (sqlite3_step(find) == SQLITE_ROW) {
            const auto row = static_cast<std::uint32_t>(sqlite3_column_int64(find, 0));
            if (table_.lon[row] >= box.west && table_.lon[row] <= box.east && table_.lat[row] >= box.south &&
                table_.lat[row] <= box.north)
                rows.push_back(row);
        }
        sqlite3_reset(find);
    }

    const IncidentTable& table_;
    sqlite3* db_ = nullptr;
    sqlite3_stmt *in_box_ = nullptr, *in_box_and_days_ = nullptr;
};

} // namespace

std::array<double, 3> earth_centred(LonLat point)
{
    constexpr double radians = std::numbers::pi / 180, radius_m = 6378137,
                     eccentricity_squared = 0.0066943799901413165;
    const double lon = point.lon * radians, lat = point.lat * radians;
    const double across =
        radius_m / std::sqrt(1 - eccentricity_squared * std::sin(lat) * std::sin(lat)); // prime vertical
    return {across * std::cos(lat) * std::cos(lon), across * std::cos(lat) * std::sin(lon),
            across * (1 - eccentricity_squared) * std::sin(lat)};
}

std::unique_ptr<Peer> geos_tree(const IncidentTable& table)
{
    return std::make_unique<GeosTree>(table);
}

std::unique_ptr<Peer> nanoflann_tree(const IncidentTable& table)
{
    return std::make_unique<NanoflannTree<2>>(planar(table));
}

std::unique_ptr<Peer> nanoflann_earth_tree(const IncidentTable& table)
{
    return std::make_unique<NanoflannTree<3>>(earth_centred(table));
}

std::unique_ptr<Peer> sqlite_tree(const IncidentTable& table)
{
    return std::make_unique<SqliteTree>(table);
}

} // namespace sitmap::bench
