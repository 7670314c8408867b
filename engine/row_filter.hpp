#pragma once

#include "engine/incident_table.hpp"
#include "engine/query.hpp"
#include "geodata/packed_points.hpp"
#include "geodata/prepared_area.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sitmap {

/// Names that stand as a party in some row, folded, so that asking for actors need not fold them again.
struct FoldedParties {
    explicit FoldedParties(const IncidentTable& table);
    std::vector<std::pair<std::uint32_t, std::string>> names; ///< number and folded name
};

/// A few boxes, none over another. A filter is made for each query, and should not have to allocate.
class UnitBoxes {
public:
    UnitBoxes() = default;
    UnitBoxes(const UnitBoxes& other) { *this = other; }
    UnitBoxes& operator=(const UnitBoxes& other)
    {
        std::copy_n(other.boxes_.begin(), other.count_, boxes_.begin());
        count_ = other.count_;
        return *this;
    }
    ~UnitBoxes() = default;
    void add(const UnitBox& box)
    {
        if (!box.is_empty())
            boxes_[count_++] = box;
    }
    [[nodiscard]] const UnitBox* begin() const { return boxes_.data(); }
    [[nodiscard]] const UnitBox* end() const { return boxes_.data() + count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    std::array<UnitBox, 8> boxes_; ///< at most two of each of a query's three restrictions meet
    std::size_t count_ = 0;
};

/// A query made ready for the rows of one table: names are resolved to numbers, degrees to units, areas
/// prepared. The table must outlive it. What it says of a row is what `passes` says.
class RowFilter {
public:
    /// `parties`: those of the table if they are known; made here if the query needs them and they are not.
    RowFilter(const IncidentTable& table, const Query& query, const FoldedParties* parties = nullptr);

    [[nodiscard]] bool operator()(std::uint32_t row) const
    {
        return !impossible_ && passes_time(row) && passes_kind(row) && (!is_spatial_ || passes_box(row)) &&
               passes_rest(row) && passes_area(row);
    }
    [[nodiscard]] bool passes_time(std::uint32_t row) const
    {
        return table_.first_day[row] <= until_ && table_.last_day[row] >= since_;
    }
    [[nodiscard]] bool passes_kind(std::uint32_t row) const
    {
        return ((kinds_ >> static_cast<unsigned>(table_.sub_type[row])) & 1) != 0;
    }
    [[nodiscard]] bool passes_box(std::uint32_t row) const;
    /// Polygon and radius; requires a place if there are such.
    [[nodiscard]] bool passes_area(std::uint32_t row) const;
    /// Everything but place, time and kind.
    [[nodiscard]] bool passes_rest(std::uint32_t row) const;

    /// No row has what is asked for.
    [[nodiscard]] bool is_impossible() const { return impossible_; }
    [[nodiscard]] bool is_spatial() const { return is_spatial_; }
    [[nodiscard]] bool has_area() const { return area_ || disc_; }
    [[nodiscard]] bool has_rest() const { return has_rest_; }
    [[nodiscard]] bool is_timed() const;
    [[nodiscard]] bool has_kinds() const { return kinds_ != ~std::uint32_t{0}; }

    /// Boxes, none over another, out of which no row passes; two where they meet over the antimeridian.
    [[nodiscard]] const UnitBoxes& boxes() const { return boxes_; }
    /// Of a box in units; never `outside` or `inside` wrongly.
    [[nodiscard]] Side side_of(const UnitBox& box) const;
    [[nodiscard]] std::uint32_t kinds() const { return kinds_; }
    [[nodiscard]] std::int32_t since() const { return since_; }
    [[nodiscard]] std::int32_t until() const { return until_; }

private:
    void take_place(const Query& query);
    void take_names(const Query& query, const FoldedParties* parties);

    const IncidentTable& table_;
    std::int32_t since_, until_, said_by_;
    std::uint32_t kinds_ = ~std::uint32_t{0}, attributions_ = ~std::uint32_t{0};
    std::optional<std::int64_t> min_killed_;
    std::optional<PlacePrecision> precision_;
    std::optional<Condition> condition_;
    std::shared_ptr<const std::vector<IncidentId>> ids_;
    std::vector<std::uint32_t> countries_; ///< in the table's names; empty: any
    std::vector<char> is_wanted_party_;    ///< by number in the table's names; empty: any
    UnitBoxes boxes_;
    UnitBoxes query_boxes_; ///< of the query's own box; empty: it has none
    std::optional<PreparedArea> area_;
    std::optional<PreparedDisc> disc_;
    bool is_spatial_ = false, has_rest_ = false, impossible_ = false;
};

/// Killed in one row, as they count in a sum; see IncidentCount in engine/incident_index.hpp.
struct KilledSum {
    std::int64_t low = 0, best = 0, high = 0;
    KilledSum& operator+=(const KilledSum& other)
    {
        low += other.low;
        best += other.best;
        high += other.high;
        return *this;
    }
};
[[nodiscard]] KilledSum killed_sum(const GivenCount& killed);

/// The box in units of 10^-7 degrees that holds the same positions of a table: one, two over the
/// antimeridian, none if no position can lie in it.
[[nodiscard]] UnitBoxes unit_boxes(const Extent& box);

} // namespace sitmap
