#pragma once

#include "engine/event_type.hpp"

#include <optional>
#include <string_view>

namespace sitmap {

/// A sub-type as tables name it.
struct NamedSubType {
    SubEventType sub_type = SubEventType::other;
    bool exact = false; ///< the name is one of ACLED's or ours; else it was understood from a word or a type
};

/// By the names of sub-types, then of types (which stand for their most general sub-type), then by words such
/// as "airstrike" or "shelling". Nothing for words that say no kind of event.
[[nodiscard]] std::optional<NamedSubType> sub_type_in(std::string_view text);

} // namespace sitmap
