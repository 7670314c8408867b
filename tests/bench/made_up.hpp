#pragma once

#include "engine/incident_table.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace sitmap::bench {

/// One happening of an invented world. The same seed gives the same world on every machine.
struct Happening {
    Day day;
    LonLat point;
    std::uint32_t settlement = 0; ///< in the world's list
    bool on_centroid = false;     ///< the point is exactly the settlement's
    SubEventType sub_type = SubEventType::attack;
    std::uint32_t side_a = 0, side_b = 0; ///< numbers of groups; 0: none
    std::int32_t killed = 0;
};

/// Invented happenings as real ones are spread: on settlements whose shares fall by Zipf's law, 62 % exactly
/// on the settlement's point and the rest some kilometres round it; from 1997 to 2026 and ever more of them,
/// in date order.
class World {
public:
    struct Settlement {
        LonLat point;
        std::uint32_t country = 0, province = 0;
    };

    World(std::size_t happenings, std::uint32_t seed);
    /// The next happening, not before the last one.
    [[nodiscard]] Happening next();
    [[nodiscard]] const std::vector<Settlement>& settlements() const { return settlements_; }

private:
    [[nodiscard]] double share(); ///< evenly in [0, 1)

    std::size_t happenings_, given_ = 0;
    std::mt19937_64 random_;
    std::vector<Settlement> settlements_;
    std::vector<double> shares_; ///< running sum of the settlements' popularity, to 1
};

/// ISO 3166-1 alpha-3 codes and names of the countries that the world uses.
struct Country {
    const char *code, *name, *region;
};
[[nodiscard]] const std::vector<Country>& countries();

/// A table of `count` happenings, ids from 1.
[[nodiscard]] IncidentTable made_up_incidents(std::size_t count, std::uint32_t seed = 7);

/// Writes `rows` happenings with ACLED's 31 columns (state of 2026), about 661 bytes a row; notes are quoted
/// and have commas, doubled quotes and line feeds. Throws Error when the file cannot be written.
void write_acled_like(const std::filesystem::path& file, std::size_t rows, std::uint32_t seed = 7);

} // namespace sitmap::bench
