#pragma once

#include "engine/incident.hpp"
#include "engine/record.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Names numbered from 0 in the order of their first appearance; 0 is the empty name.
class NameList {
public:
    NameList();
    /// The number of a name, given to it now if it is new. Amortised O(length).
    std::uint32_t number_of(std::string_view name);
    /// The same for several, at most `most_at_once`, whose ways through memory then go side by side.
    /// Requires numbers.size() == names.size().
    void numbers_of(std::span<const std::string_view> names, std::span<std::uint32_t> numbers);
    static constexpr std::size_t most_at_once = 80;
    /// The number of a name; nothing if it has none.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
    [[nodiscard]] const std::string& name(std::uint32_t number) const { return names_[number]; }
    [[nodiscard]] const std::vector<std::string>& all() const { return names_; }
    bool operator==(const NameList& other) const { return names_ == other.names_; }

private:
    /// Open addressing with steps of one; at most two thirds of the slots are used. What a name is compared
    /// with stands in `texts_`, one behind the other, so that a look-up reads but two places in memory.
    struct Slot {
        std::uint32_t hash = 0;            ///< the upper half, so that most other names are told by it
        std::uint32_t number_from_one = 0; ///< 0: free
        std::uint32_t begin = 0, size = 0; ///< in `texts_`
    };
    [[nodiscard]] std::size_t slot_of(std::string_view name, std::uint64_t hash) const;
    [[nodiscard]] bool is(const Slot& slot, std::string_view name) const;
    std::uint32_t number_of(std::string_view name, std::uint64_t hash);
    void grow();

    std::string texts_; ///< and some bytes more than it needs
    std::vector<std::string> names_;
    std::vector<Slot> slots_;
};

/// Incidents as columns, for millions of them: what is found, counted, drawn and exported without a look at
/// their texts, which stay in the store. All columns are parallel; a row is a position in them.
///
/// About 65 bytes a row. Copies are deep; reading from several threads is safe.
struct IncidentTable {
    /// Positions are in units of 10^-7 degrees (1.1 cm), which any pair of 32-bit integers holds exactly.
    static constexpr double units_per_degree = 1e7;
    static constexpr std::int32_t no_place = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t open_begin = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t open_end = std::numeric_limits<std::int32_t>::max();

    std::vector<std::uint32_t> id;      ///< the incident's; ascending
    std::vector<std::int32_t> lon, lat; ///< in units; both `no_place` where it has no place
    /// Days since 1970-01-01, inclusive. Of an unknown interval both are open; first <= last always.
    std::vector<std::int32_t> first_day, last_day;
    std::vector<std::int32_t> said_on; ///< days since 1970-01-01; `open_begin`: not known, always counted
    std::vector<SubEventType> sub_type;
    std::vector<PlacePrecision> precision;
    std::vector<TimePrecision> time_precision;
    std::vector<Attribution> attribution;
    std::vector<std::uint8_t> flags;                   ///< see below
    std::vector<std::uint16_t> dataset;                ///< a number given by the store; 0: from the ledger
    std::vector<std::uint32_t> country, admin1, place; ///< in `names`
    std::vector<std::uint32_t> side_a, side_b;         ///< in `names`; see PartyRole in engine/record.hpp
    std::vector<float> radius_m;                       ///< 0: the usual one of the precision
    std::vector<std::int32_t> killed_low, killed_best, killed_high; ///< as given; GivenCount::absent
    struct OtherCount {
        std::uint32_t row = 0;
        ClaimField field = ClaimField::injured;
        GivenCount count;
        bool operator==(const OtherCount&) const = default;
    };
    std::vector<OtherCount> other_counts; ///< ascending by row; most rows have none
    NameList names;

    static constexpr std::uint8_t type_given = 1, side_a_accused = 2;

    [[nodiscard]] std::size_t size() const { return id.size(); }
    [[nodiscard]] bool is_placed(std::uint32_t row) const { return lon[row] != no_place; }
    /// Requires a place.
    [[nodiscard]] LonLat point(std::uint32_t row) const
    {
        return {lon[row] / units_per_degree, lat[row] / units_per_degree};
    }
    [[nodiscard]] Interval interval(std::uint32_t row) const;
    [[nodiscard]] GivenCount killed(std::uint32_t row) const
    {
        return {killed_low[row], killed_best[row], killed_high[row]};
    }
    /// All that the columns say of a row; title made from type and place, no claims, one document.
    [[nodiscard]] Incident incident(std::uint32_t row) const;
    /// The row of an incident; nothing if it is not there. O(log rows)
    [[nodiscard]] std::optional<std::uint32_t> row_of(IncidentId incident) const;

    void reserve(std::size_t rows);
    /// Requires `incident` above all that are there and below 2^32.
    void append(const Record& record, IncidentId incident, std::uint16_t dataset_number);
    /// The same for many, whose incidents are numbered on from `first`; a fifth faster than one by one.
    void append(std::span<const Record> records, IncidentId first, std::uint16_t dataset_number);
    /// The same for what a ledger gave; only the first accused and the first other party are kept.
    void append(const Incident& incident);

    bool operator==(const IncidentTable&) const = default;
};

} // namespace sitmap
