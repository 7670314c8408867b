#include "engine/packed_rtree.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <sqlite3.h>
#include <vector>

namespace sitmap::store {

namespace {

// sqlite3/ext/rtree/rtree.c: a node is its depth (the root's alone; else 0) and its number of cells, 16 bits
// each, then cells of a 64-bit id (a row in leaves, a node above) and two floats a dimension, all big endian.
// A node of two dimensions holds 51 cells at most (RTREE_MAXCELLS); pages below 2 KiB, which hold fewer, are
// never made here. The root is node 1.
constexpr std::size_t cells_a_node = 51, cell_bytes = 24, head_bytes = 4;
constexpr std::size_t node_bytes = head_bytes + cells_a_node * cell_bytes;
constexpr int root = 1;

struct Box {
    float west, east, south, north;
};

struct Cell {
    std::int64_t id;
    Box box;
};

float down(double value)
{
    const auto near = static_cast<float>(value);
    return static_cast<double>(near) > value ? std::nextafter(near, -std::numeric_limits<float>::infinity())
                                             : near;
}

float up(double value)
{
    return -down(-value);
}

Box box_of(const TreePoint& point)
{
    constexpr double unit = 1e-7;
    return {down((point.lon - 0.5) * unit), up((point.lon + 0.5) * unit), down((point.lat - 0.5) * unit),
            up((point.lat + 0.5) * unit)};
}

/// Position along a Hilbert curve of order 16 over the globe (Wikipedia, "Hilbert curve", xy2d).
std::uint32_t hilbert(const TreePoint& point)
{
    const auto cell = [](std::int64_t units, std::int64_t half) {
        return static_cast<std::uint32_t>(
            std::clamp<std::int64_t>((units + half) * 65'535 / (2 * half), 0, 65'535));
    };
    std::uint32_t x = cell(point.lon, 1'800'000'000), y = cell(point.lat, 900'000'000), position = 0;
    for (std::uint32_t side = 32'768; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) != 0, upper = (y & side) != 0;
        position += side * side * ((3 * right) ^ upper);
        if (upper == 0) {
            if (right == 1) {
                x = 65'535 - x;
                y = 65'535 - y;
            }
            std::swap(x, y);
        }
    }
    return position;
}

void sort_along_curve(std::span<TreePoint> points)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        order[i] = {hilbert(points[i]), static_cast<std::uint32_t>(i)};
    std::sort(order.begin(), order.end());
    std::vector<TreePoint> sorted(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        sorted[i] = points[order[i].second];
    std::copy(sorted.begin(), sorted.end(), points.begin());
}

template <class T>
void write_big_endian(char* to, T value)
{
    for (std::size_t i = sizeof value; i-- > 0; value = static_cast<T>(value >> 8))
        to[i] = static_cast<char>(value & 0xff);
}

class TreeWriter {
public:
    TreeWriter(Database& database, const std::string& table)
        : node_{database, "INSERT OR REPLACE INTO \"" + table + "_node\" VALUES (?, ?)"},
          parent_{database, "INSERT INTO \"" + table + "_parent\" VALUES (?, ?)"},
          row_{database, "INSERT INTO \"" + table + "_rowid\" VALUES (?, ?)"}
    {}

    /// Writes the cells of one level as nodes, and gives the cells of the level above. Node numbers run on.
    std::vector<Cell> write_level(std::span<const Cell> cells)
    {
        std::vector<Cell> above;
        for (std::size_t at = 0; at < cells.size();) {
            const std::size_t count = nodes_fill(cells.size() - at);
            const std::int64_t number = next_++;
            above.push_back({number, write_node(number, 0, cells.subspan(at, count))});
            at += count;
        }
        return above;
    }

    void write_root(int depth, std::span<const Cell> cells) { write_node(root, depth, cells); }
    void write_parent(std::int64_t node, std::int64_t parent) { parent_.put(node).put(parent).run(); }
    void write_row(std::int64_t id, std::int64_t node) { row_.put(id).put(node).run(); }
    [[nodiscard]] std::int64_t next() const { return next_; }

    /// How many of `left` cells go into the next node: the last two share, so that no node is near empty.
    static std::size_t nodes_fill(std::size_t left)
    {
        if (left <= cells_a_node)
            return left;
        return left < 2 * cells_a_node ? (left + 1) / 2 : cells_a_node;
    }

private:
    Box write_node(std::int64_t number, int depth, std::span<const Cell> cells)
    {
        std::array<char, node_bytes> bytes{};
        write_big_endian(bytes.data(), static_cast<std::uint16_t>(depth));
        write_big_endian(bytes.data() + 2, static_cast<std::uint16_t>(cells.size()));
        constexpr float most = std::numeric_limits<float>::max();
        Box all{most, -most, most, -most};
        char* to = bytes.data() + head_bytes;
        for (const Cell& cell : cells) {
            write_big_endian(to, static_cast<std::uint64_t>(cell.id));
            to += 8;
            for (const float bound : {cell.box.west, cell.box.east, cell.box.south, cell.box.north}) {
                write_big_endian(to, std::bit_cast<std::uint32_t>(bound));
                to += 4;
            }
            all = {std::min(all.west, cell.box.west), std::max(all.east, cell.box.east),
                   std::min(all.south, cell.box.south), std::max(all.north, cell.box.north)};
        }
        node_.put(number).put_blob_kept({bytes.data(), bytes.size()}).run();
        return all;
    }

    Statement node_, parent_, row_;
    std::int64_t next_ = root + 1;
};

/// While it lives, shadow tables can be written: SQLite guards them against SQL from elsewhere.
class Unguarded {
public:
    explicit Unguarded(Database& database) : database_{database} { guard(0); }
    ~Unguarded() { guard(1); }
    Unguarded(const Unguarded&) = delete;
    Unguarded& operator=(const Unguarded&) = delete;

private:
    void guard(int on) { sqlite3_db_config(database_.handle(), SQLITE_DBCONFIG_DEFENSIVE, on, nullptr); }
    Database& database_;
};

/// Rows and the leaves that they are in, written in ascending order, which appends.
void write_rows(TreeWriter& writer, std::span<const TreePoint> points, std::int64_t first_leaf)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;
    rows.reserve(points.size());
    std::int64_t leaf = first_leaf;
    for (std::size_t at = 0; at < points.size(); ++leaf) {
        const std::size_t count = TreeWriter::nodes_fill(points.size() - at);
        for (const TreePoint& point : points.subspan(at, count))
            rows.emplace_back(point.id, leaf);
        at += count;
    }
    std::sort(rows.begin(), rows.end());
    for (const auto& [id, node] : rows)
        writer.write_row(id, node);
}

/// Who the parent of each node is: of `count` nodes from `first` on, those that `write_level` put together.
void write_parents(TreeWriter& writer, std::int64_t first, std::size_t count, std::int64_t first_parent)
{
    for (std::size_t at = 0; at < count; ++first_parent) {
        const std::size_t together = TreeWriter::nodes_fill(count - at);
        for (std::size_t i = 0; i < together; ++i)
            writer.write_parent(first++, first_parent);
        at += together;
    }
}

} // namespace

void fill_packed_rtree(Database& database, const std::string& table, std::span<TreePoint> points)
{
    if (points.empty())
        return;
    if (database.number("SELECT length(data) FROM \"" + table + "_node\" WHERE nodeno = 1") != node_bytes)
        throw Error{"cannot work with '" + database.path().string() + "': the nodes of its index '" + table +
                    "' have a size that sitmap does not make; import its sources again into a new store"};
    sort_along_curve(points);
    std::vector<Cell> cells;
    cells.reserve(points.size());
    for (const TreePoint& point : points)
        cells.push_back({point.id, box_of(point)});

    const Unguarded while_here{database};
    TreeWriter writer{database, table};
    int depth = 0;
    const bool root_is_leaf = cells.size() <= cells_a_node;
    write_rows(writer, points, root_is_leaf ? root : root + 1);
    while (cells.size() > cells_a_node) {
        const std::int64_t first = writer.next();
        cells = writer.write_level(cells);
        const bool below_root = cells.size() <= cells_a_node;
        write_parents(writer, first, cells.size(), below_root ? root : writer.next());
        ++depth;
    }
    writer.write_root(depth, cells);
}

} // namespace sitmap::store
