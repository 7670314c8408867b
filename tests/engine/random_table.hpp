#pragma once

#include "engine/incident_table.hpp"

#include <cstdint>

/// Incidents as they come: half of them in piles on a few towns, the rest around; days over three years, some
/// known to a week, month or year or not at all; counts with open ends, out of order or absent; some not
/// placed. The same seed gives the same table.
sitmap::IncidentTable random_table(std::size_t rows, std::uint32_t seed);
