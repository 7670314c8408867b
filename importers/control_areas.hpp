#pragma once

#include "engine/intake.hpp"
#include "geodata/vector_file.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace sitmap {

/// Which attributes say what. Empty names are looked for under usual ones (see README, "Control areas").
struct ControlOptions {
    std::string party_field, kind_field, start_field, end_field;
    std::string party;      ///< for all areas, instead of an attribute
    std::optional<Day> day; ///< for all areas; else an attribute; else a date in the file's name (…20240717…)
};

/// True if there are more areas than other shapes, and an attribute or a date in the file's name says that
/// they are areas of control and not, say, coastlines.
[[nodiscard]] bool looks_like_control_areas(const VectorFile& file, const std::filesystem::path& path);

/// The same from a file that was read already; `source` is for issues. Areas without
/// a date of their own get the day on which the document was published.
[[nodiscard]] Intake read_control_areas(const VectorFile& file, Document document, const std::string& source,
                                        const ControlOptions& options = {});

/// Areas of control from any vector file. Lines are refused with a note. Throws Error if the file cannot be
/// read.
[[nodiscard]] Intake read_control_areas(const std::filesystem::path& path,
                                        const ControlOptions& options = {});

} // namespace sitmap
