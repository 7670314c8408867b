#pragma once

#include "engine/intake.hpp"
#include "geodata/vector_file.hpp"

#include <filesystem>
#include <string>

namespace sitmap {

struct FlowOptions {
    std::string people_field, origin_field, destination_field, start_field, end_field, speaker_field;
};

/// Displacement flows (lines from origin to destination, or points of origin, which are those of the
/// destination where that alone has a name; each end as exact as `origin_precision` and
/// `destination_precision` say, else `place_precision`, else a locality) and stocks (points with `held`,
/// `displaced` ...) from any vector file. Throws Error if the file cannot be read.
[[nodiscard]] Intake read_flows(const std::filesystem::path& path, const FlowOptions& options = {});

/// Each feature has a number of people and calls itself a flow, a route or a kind of stock ("held",
/// "displaced"
/// ...), so that it is no event, whatever else it says. O(features).
[[nodiscard]] bool looks_like_flows(const VectorFile& file);

/// The same from a file that was read already; `source` is for issues. A layer called "routes" holds routes.
[[nodiscard]] Intake read_flows(const VectorFile& file, Document document, const std::string& source,
                                const FlowOptions& options = {});

} // namespace sitmap
