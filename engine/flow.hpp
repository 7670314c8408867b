#pragma once

#include "engine/claim.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// People moving. An absent end is not known, and is drawn so.
struct Flow {
    std::string id; ///< as an event's
    DocumentId document;
    std::string title;
    std::optional<Location> origin, destination;
    std::string route; ///< name of a route, or empty
    std::optional<Quantity> people;
    Interval interval;
    std::string speaker;
    Evidence evidence;

    bool operator==(const Flow&) const = default;
};

/// A background figure: people held, displaced or living at a place on a day. Never a casualty.
struct Stock {
    enum class Kind : std::uint8_t { held, displaced, population, in_need };
    std::string id;
    DocumentId document;
    Kind kind = Kind::held;
    Location location;
    std::optional<Quantity> people;
    Interval interval;
    std::string speaker;
    Evidence evidence;

    bool operator==(const Stock&) const = default;
};
[[nodiscard]] std::string_view name_of(Stock::Kind kind);
[[nodiscard]] std::optional<Stock::Kind> stock_kind_named(std::string_view name);

/// A named line, such as the Central Mediterranean route, and where a document speaks of it.
struct Route {
    std::string id; ///< the gazetteer's id, or the feature's
    std::string name;
    Geometry line;
    Interval interval;
    bool schematic = true; ///< the course between the places that it joins is not known
    std::vector<Evidence> evidence;

    bool operator==(const Route&) const = default;
};

/// Those that may touch the window, in the order given.
[[nodiscard]] std::vector<const Flow*> between(const std::vector<Flow>& flows, std::optional<Day> first,
                                               std::optional<Day> last);

/// Figures of one way, from one place to another, as one.
struct MergedFlow {
    std::vector<std::size_t> members; ///< positions in the flows given, the largest first; never empty
    /// Figures whose days cannot be the same are added; of those whose days may be, since they may count the
    /// same people, the lowest and the highest stand. Nothing where no figure is given. Households are left
    /// out beside people.
    std::optional<Quantity> people;
    std::size_t without_figure = 0;
};
/// Those of `chosen` that have both ends at the same places (by id, else by name and point to 0.01 degrees)
/// and name the same route; an end that is not stated is one place for all. In the order of their first
/// members.
[[nodiscard]] std::vector<MergedFlow> merged_flows(const std::vector<Flow>& flows,
                                                   const std::vector<std::size_t>& chosen);
/// Figures of different ways, added bound by bound; open where one of them is. Those without a figure add
/// nothing, households beside people neither. Nothing where there is no figure.
[[nodiscard]] std::optional<Quantity> sum_over_ways(const std::vector<std::optional<Quantity>>& figures);

} // namespace sitmap
