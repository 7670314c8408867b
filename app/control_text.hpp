#pragma once

#include "engine/control_change.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace sitmap {

/// What `control` prints: the same rows for people, as JSON and as CSV.
struct ControlTable {
    struct Column {
        std::string head;       ///< for people
        std::string key;        ///< in JSON and CSV
        bool is_number = false; ///< km²; aligned to the right
    };
    std::string title; ///< empty: none
    std::vector<Column> columns;
    std::vector<std::vector<nlohmann::ordered_json>> rows; ///< text, or a number of km²

    [[nodiscard]] std::string for_people() const;
    [[nodiscard]] nlohmann::ordered_json as_json() const;
    [[nodiscard]] std::string as_csv() const;
};

/// A row for each day on which something changes, each party and each kind of control.
[[nodiscard]] ControlTable states_table(const std::vector<ControlArea>& areas, const std::string& party);
[[nodiscard]] ControlTable change_table(const ControlChange& change);
[[nodiscard]] ControlTable months_table(const std::vector<ControlChange>& changes);

/// Says on stderr how much of the change lies in pieces that maps leave out.
void print_sliver_note(const std::vector<ControlChange>& changes);

} // namespace sitmap
