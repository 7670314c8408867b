#pragma once

#include "importers/article/tellings.hpp"

namespace sitmap {

// Whether the first thing that a text tells is its news, though it lacks what a later one must have.

/// "confirmed that it carried out the air strike on Tuesday in which scores of people died": the lead's
/// article points at the news itself, and not at something told before.
[[nodiscard]] bool leads_with_toll(const Reading& reading, const Telling& telling);

/// "Police have arrested four men in Zamboanga": the news itself, whose day a later sentence gives.
[[nodiscard]] bool leads_with_arrests(const Reading& reading, const Telling& telling);

/// "Taliban announce three-day truce": a deal that the headline says is made.
[[nodiscard]] bool leads_with_deal(const Reading& reading, const Telling& telling);

/// The day on which the sentences next to the headline say that something was announced; unknown if they
/// name none.
[[nodiscard]] Interval day_of_announcement(const Reading& reading, std::uint32_t headline);

} // namespace sitmap
