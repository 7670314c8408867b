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
    bool schematic = true; ///< the course between ports is not known
    std::vector<Evidence> evidence;

    bool operator==(const Route&) const = default;
};

/// Those that may touch the window, in the order given.
[[nodiscard]] std::vector<const Flow*> between(const std::vector<Flow>& flows, std::optional<Day> first,
                                               std::optional<Day> last);

} // namespace sitmap
