#pragma once

// Other people's indexes over the same points, for the same questions.

#include "engine/incident_table.hpp"
#include "geodata/packed_points.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sitmap::bench {

/// A box in units, and days.
struct BoxAndDays {
    UnitBox box;
    std::int32_t since = 0, until = 0;
};

/// One way to answer; each fills `rows` in no set order, or leaves out what it cannot do.
class Peer {
public:
    virtual ~Peer() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    double build_s = 0; ///< without the copying of the points into the peer's own types
    // False: it cannot.
    virtual bool in_box(const UnitBox&, std::vector<std::uint32_t>&) { return false; }
    virtual bool in_box_and_days(const BoxAndDays&, std::vector<std::uint32_t>&) { return false; }
    virtual bool nearest(std::int32_t /*x*/, std::int32_t /*y*/, std::size_t /*count*/,
                         std::vector<std::uint32_t>& /*rows*/)
    {
        return false;
    }
    /// The nearest by the straight line through the earth, nearest first.
    virtual bool nearest_by_chord(LonLat, std::size_t /*count*/, std::vector<std::uint32_t>& /*rows*/)
    {
        return false;
    }
};

/// Metres from the middle of the WGS 84 ellipsoid, for a point on it (EPSG method 9602).
[[nodiscard]] std::array<double, 3> earth_centred(LonLat point);

/// Boost's R-tree, packed, in the variants that may be its best: how nodes are split and how large they are.
enum class BoostVariant { quadratic_16, rstar_16, linear_32, rstar_8 };
inline constexpr BoostVariant boost_variants[] = {BoostVariant::quadratic_16, BoostVariant::rstar_16,
                                                  BoostVariant::linear_32, BoostVariant::rstar_8};
[[nodiscard]] std::unique_ptr<Peer> boost_tree(const IncidentTable& table, BoostVariant variant);
/// The same over position and first day.
[[nodiscard]] std::unique_ptr<Peer> boost_tree_3d(const IncidentTable& table, BoostVariant variant);
/// Over earth-centred positions, for the nearest alone.
[[nodiscard]] std::unique_ptr<Peer> boost_earth_tree(const IncidentTable& table, BoostVariant variant);
[[nodiscard]] std::unique_ptr<Peer> nanoflann_earth_tree(const IncidentTable& table);
[[nodiscard]] std::unique_ptr<Peer> geos_tree(const IncidentTable& table);
[[nodiscard]] std::unique_ptr<Peer> nanoflann_tree(const IncidentTable& table);
[[nodiscard]] std::unique_ptr<Peer> sqlite_tree(const IncidentTable& table);

} // namespace sitmap::bench
