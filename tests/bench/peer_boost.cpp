#include "tests/bench/bench.hpp"
#include "tests/bench/peers.hpp"

#define BOOST_ALLOW_DEPRECATED_HEADERS
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <boost/function_output_iterator.hpp>

#include <optional>

namespace sitmap::bench {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

// Our own units as doubles: integers would overflow in Boost's areas, and floats cannot hold them.
template <std::size_t dimensions>
using Point = bg::model::point<double, dimensions, bg::cs::cartesian>;

template <std::size_t dimensions, class Parameters>
class BoostTree : public Peer {
    using At = Point<dimensions>;
    using Value = std::pair<At, std::uint32_t>;
    using Tree = bgi::rtree<Value, Parameters>;

public:
    BoostTree(const IncidentTable& table, std::string name) : name_{std::move(name)}
    {
        std::vector<Value> values;
        values.reserve(table.size());
        for (std::uint32_t row = 0; row < table.size(); ++row)
            values.emplace_back(point(table.lon[row], table.lat[row], table.first_day[row]), row);
        build_s = cpu_seconds([&] { tree_ = Tree{values}; });
    }

    std::string name() const override { return name_; }

    bool in_box(const UnitBox& box, std::vector<std::uint32_t>& rows) override
    {
        if constexpr (dimensions == 3)
            return false;
        query({box, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()},
              rows);
        return true;
    }

    bool in_box_and_days(const BoxAndDays& window, std::vector<std::uint32_t>& rows) override
    {
        if constexpr (dimensions == 3)
            query(window, rows);
        return dimensions == 3;
    }

    bool nearest(std::int32_t x, std::int32_t y, std::size_t count, std::vector<std::uint32_t>& rows) override
    {
        if constexpr (dimensions == 2)
            tree_.query(bgi::nearest(point(x, y, 0), static_cast<unsigned>(count)), into(rows));
        return dimensions == 2;
    }

private:
    static At point(double x, double y, double day)
    {
        if constexpr (dimensions == 2)
            return At{x, y};
        else
            return At{x, y, day};
    }

    static auto into(std::vector<std::uint32_t>& rows)
    {
        return boost::make_function_output_iterator(
            [&](const Value& value) { rows.push_back(value.second); });
    }

    void query(const BoxAndDays& window, std::vector<std::uint32_t>& rows)
    {
        const bg::model::box<At> box{point(window.box.west, window.box.south, window.since),
                                     point(window.box.east, window.box.north, window.until)};
        tree_.query(bgi::intersects(box), into(rows));
    }

    std::string name_;
    Tree tree_;
};

template <class Parameters>
class BoostEarthTree : public Peer {
    using Value = std::pair<Point<3>, std::uint32_t>;

public:
    BoostEarthTree(const IncidentTable& table, std::string name) : name_{std::move(name)}
    {
        std::vector<Value> values;
        values.reserve(table.size());
        for (std::uint32_t row = 0; row < table.size(); ++row)
            values.emplace_back(position(table.point(row)), row);
        build_s = cpu_seconds([&] { tree_ = Tree{values}; });
    }
    std::string name() const override { return name_; }

    bool nearest_by_chord(LonLat point, std::size_t count, std::vector<std::uint32_t>& rows) override
    {
        // The tree gives them in no set order.
        const Point<3> site = position(point);
        found_.clear();
        tree_.query(bgi::nearest(site, static_cast<unsigned>(count)),
                    boost::make_function_output_iterator([&](const Value& value) {
                        found_.emplace_back(bg::comparable_distance(site, value.first), value.second);
                    }));
        std::sort(found_.begin(), found_.end());
        for (const auto& [square, row] : found_)
            rows.push_back(row);
        return true;
    }

private:
    using Tree = bgi::rtree<Value, Parameters>;

    static Point<3> position(LonLat point)
    {
        const auto at = earth_centred(point);
        return {at[0], at[1], at[2]};
    }

    std::string name_;
    Tree tree_;
    std::vector<std::pair<double, std::uint32_t>> found_;
};

template <std::size_t dimensions>
std::unique_ptr<Peer> tree_of(const IncidentTable& table, BoostVariant variant)
{
    const std::string name = dimensions == 2 ? "Boost R-tree, " : "Boost R-tree 3-D, ";
    switch (variant) {
    case BoostVariant::quadratic_16:
        return std::make_unique<BoostTree<dimensions, bgi::quadratic<16>>>(table, name + "q16");
    case BoostVariant::rstar_16:
        return std::make_unique<BoostTree<dimensions, bgi::rstar<16>>>(table, name + "r16");
    case BoostVariant::linear_32:
        return std::make_unique<BoostTree<dimensions, bgi::linear<32>>>(table, name + "l32");
    case BoostVariant::rstar_8:
        return std::make_unique<BoostTree<dimensions, bgi::rstar<8>>>(table, name + "r8");
    }
    return nullptr;
}

} // namespace

std::unique_ptr<Peer> boost_tree(const IncidentTable& table, BoostVariant variant)
{
    return tree_of<2>(table, variant);
}

std::unique_ptr<Peer> boost_earth_tree(const IncidentTable& table, BoostVariant variant)
{
    const std::string name = "Boost R-tree, earth-centred, ";
    switch (variant) {
    case BoostVariant::quadratic_16:
        return std::make_unique<BoostEarthTree<bgi::quadratic<16>>>(table, name + "q16");
    case BoostVariant::rstar_16:
        return std::make_unique<BoostEarthTree<bgi::rstar<16>>>(table, name + "r16");
    case BoostVariant::linear_32:
        return std::make_unique<BoostEarthTree<bgi::linear<32>>>(table, name + "l32");
    case BoostVariant::rstar_8:
        return std::make_unique<BoostEarthTree<bgi::rstar<8>>>(table, name + "r8");
    }
    return nullptr;
}

std::unique_ptr<Peer> boost_tree_3d(const IncidentTable& table, BoostVariant variant)
{
    return tree_of<3>(table, variant);
}

} // namespace sitmap::bench
