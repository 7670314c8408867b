#pragma once

#include "engine/claim.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// What the attribute `claims` of an export of ours tells beside the columns: who says what.
class OwnClaims {
public:
    /// Of the JSON as `incident_layer` and `ExportRows` write it; nothing if it is none, or cut short.
    [[nodiscard]] static std::optional<OwnClaims> parse(std::string_view json);

    struct Said {
        std::string field; ///< of a claim, or "row": all that a row of a dataset says
        std::string value, speaker, note, quotation;
        Stance stance = Stance::asserts;
        bool hedged = false;
        std::optional<Day> said_on;
    };
    /// The first that holds something of that field to be so, else of the whole row, else none.
    [[nodiscard]] const Said* of(ClaimField field) const;
    /// All on who did it, each with a value.
    [[nodiscard]] std::vector<const Said*> accusations() const;

private:
    std::vector<Said> all_;
};

/// Whether a cell is the attribute `sources` of an export of ours, and so no speaker.
[[nodiscard]] bool is_own_sources(std::string_view cell);

/// "A; B" as exports join parties; views into the text.
[[nodiscard]] std::vector<std::string_view> parties_in(std::string_view joined);

} // namespace sitmap
