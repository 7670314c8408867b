#pragma once

// Inside engine only: the fields that a Condition knows.

#include "engine/incident_table.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sitmap {

using FieldValue = std::variant<double, std::string>; ///< texts in lower case

/// Adds what an incident, or a row, has in the field; nothing if it has nothing there.
struct ConditionField {
    std::string_view name;
    bool is_number;
    void (*of_incident)(const Incident&, std::vector<FieldValue>&);
    /// Null: by way of the row's incident.
    void (*of_row)(const IncidentTable&, std::uint32_t row, std::vector<FieldValue>&);
};

/// Null if there is none of that name, which is in lower case.
[[nodiscard]] const ConditionField* condition_field(std::string_view name);
/// All, parted by commas.
[[nodiscard]] std::string condition_field_names();

/// Letters of ASCII alone.
[[nodiscard]] std::string in_lower_case(std::string_view text);

} // namespace sitmap
