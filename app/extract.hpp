#pragma once

#include "engine/intake.hpp"

#include <string>

namespace sitmap {

/// What a source gave as one JSON object on one line: `{"id", "incidents": [...], "flows", "stocks",
/// "routes", "issues"}`. Each incident has its type, date, place, counts as low, best and high, attribution
/// status, the claims on who did it, and under "values" every claim with speaker, stance, and the sentence's
/// span in code points, and "why" where the intake has reasons. `id` names the source ("article.txt",
/// "feed.xml#2").
[[nodiscard]] std::string extract_json(const Intake& intake, const std::string& id);

} // namespace sitmap
