#pragma once

#include "engine/evidence.hpp"
#include "engine/time.hpp"
#include "geodata/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// An area that one party holds over an interval.
struct ControlArea {
    enum class Kind : std::uint8_t { assessed, claimed, contested };
    std::string id;
    DocumentId document;
    std::string party; ///< empty for a contested area whose parties are not named
    Kind kind = Kind::assessed;
    MultiPolygon area;
    Interval
        interval; ///< first day .. last day that the source vouches for; `since` where it gives no last day
    bool illustrative = false; ///< made up or schematic; the map says so
    std::string attacker;      ///< the party that a source says is advancing here; empty if none says

    bool operator==(const ControlArea&) const = default;
};
[[nodiscard]] std::string_view name_of(ControlArea::Kind kind);
[[nodiscard]] std::optional<ControlArea::Kind> control_kind_named(std::string_view name);

/// The border of two control areas on a day, or a line that a source draws as the front.
struct FrontLine {
    MultiLineString line;
    bool interpolated = false; ///< the day lies between two dated states
    bool illustrative = false;
    std::string attacker; ///< party on whose side teeth stand; empty: none
    bool rim = false;     ///< the other side is held by nobody named
    bool moved = false;   ///< part of the way to where the next dated state has it; see control_between.hpp
    bool operator==(const FrontLine&) const = default;
};

/// Who held what on a day.
struct ControlState {
    std::vector<const ControlArea*> areas;
    bool interpolated = false;     ///< no state is dated to the day; the nearest earlier one is shown
    std::optional<Day> dated;      ///< the day of the state shown
    std::optional<Day> next_dated; ///< of the next one, where the state shown is interpolated
    std::vector<FrontLine> fronts; ///< borders between areas of different parties, and rims of areas towards
                                   ///< land held by nobody named
};

/// Borders between areas of different parties, and rims of named parties' areas. Areas meet where they are
/// within 500 m or overlap; `land_edges` as for `at`. O(positions · log).
[[nodiscard]] std::vector<FrontLine> fronts_of(const std::vector<const ControlArea*>& areas,
                                               const std::vector<LineString>& land_edges = {});

/// As `at`, without the fronts, which cost most of the time.
[[nodiscard]] ControlState areas_at(const std::vector<ControlArea>& areas, Day day);

/// The days on which what is shown changes: of each dated state, and first days and days after the last of
/// areas with a span. Ascending, each once.
[[nodiscard]] std::vector<Day> control_days(const std::vector<ControlArea>& areas);

/// Those valid on `day`; where a source is a series of dated states (areas with one day or an open end,
/// showing a party in one region), the last one not after `day`. `land_edges`: coasts and state borders;
/// front edges within 3 km of them are left out, and whole runs that never go 5 km from them (section 6).
[[nodiscard]] ControlState at(const std::vector<ControlArea>& areas, Day day,
                              const std::vector<LineString>& land_edges = {});

} // namespace sitmap
