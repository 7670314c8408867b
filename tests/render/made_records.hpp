#pragma once

#include "engine/incident_table.hpp"
#include "geodata/extent.hpp"

#include <cstdint>
#include <span>

namespace sitmap::test {

/// A place at which made-up incidents pile up.
struct Settlement {
    LonLat at;
    double weight = 1;
};
/// `count` settlements anywhere in the box, the weight of the n-th 1/n.
std::vector<Settlement> settlements_in(const Extent& box, std::size_t count, std::uint32_t seed);

/// Made-up rows as datasets have them: most exactly on a settlement's point (data pile up there), some around
/// it or on the way to the next; of all types, from 2012 to 2021; a few known to a province only, a few
/// without a number of killed. The same seed gives the same rows.
IncidentTable made_records(std::size_t rows, std::span<const Settlement> settlements, std::uint32_t seed);

} // namespace sitmap::test
