#pragma once

#include "engine/incident.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sitmap {

/// What a person decided on which events tell of one happening. It holds over later imports, until it is
/// undone or a later decision on the same events says otherwise.
struct Decision {
    enum class Kind : std::uint8_t {
        split, ///< events with one `after` are not of one happening with those of another
        join   ///< all of them tell of one happening
    };
    struct Member {
        std::string event; ///< its id, which outlives a new reading of its document
        IncidentId before = 0, after = 0;
        bool operator==(const Member&) const = default;
    };
    Kind kind = Kind::join;
    Day day; ///< on which it was made
    std::string note;
    std::vector<Member> members; ///< of a split also the events that stayed where they were

    bool operator==(const Decision&) const = default;
};
[[nodiscard]] std::string_view name_of(Decision::Kind kind); ///< "split"
[[nodiscard]] std::optional<Decision::Kind> decision_kind_named(std::string_view name);

/// The latest decision that says whether two events tell of one happening, or null. O(decisions)
[[nodiscard]] const Decision* decision_on(std::span<const Decision> decisions, std::string_view event,
                                          std::string_view other);

} // namespace sitmap
