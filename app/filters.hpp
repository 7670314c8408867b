#pragma once

#include "engine/condition.hpp"
#include "engine/query.hpp"
#include "engine/rule.hpp"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sitmap {

/// The filters that are the same everywhere, as the user typed them.
struct Filters {
    std::string bbox, near, within, since, until, as_of, place_precision, where, rule = "range";
    std::vector<std::string> types, actors, countries, attributions;
    std::optional<std::int64_t> min_killed;

    /// Adds --bbox, --within, --since ... to a subcommand; `this` must outlive the parsing.
    void add_to(CLI::App& command);
    /// Adds --where, for commands that choose incidents.
    void add_where_to(CLI::App& command);
    /// Throws Error that names the option and what it takes.
    [[nodiscard]] Query query() const;
    [[nodiscard]] std::optional<Day> knowledge_day() const;
    [[nodiscard]] Rule chosen_rule() const;
    /// "--since 2019-01-01 --country LBY", as the user gave them; empty if there are none.
    [[nodiscard]] std::string for_people() const;
    /// "country LBY, at least 25 killed": by what incidents were chosen, for a sheet, which shows the days,
    /// the extent and the rule elsewhere; empty for all.
    [[nodiscard]] std::string choice() const;
};

/// "W,S,E,N" in degrees. Throws Error.
[[nodiscard]] Extent parse_bbox(const std::string& text);
/// "LON,LAT,KM". Throws Error that names --near.
[[nodiscard]] Query::Radius parse_near(const std::string& text);
/// The same of an option that the message names.
[[nodiscard]] Extent parse_box_option(const std::string& option, const std::string& text);

/// "killed", "injured" ...: a count of an incident. Throws Error that names --measure.
[[nodiscard]] ClaimField count_field(const std::string& name);

/// The day on the machine's clock, in UTC; the one clock that the program reads.
[[nodiscard]] Day today();

/// A day or Error that names the option.
[[nodiscard]] Day parse_day_option(const std::string& option, const std::string& text);

} // namespace sitmap
