#pragma once

#include "engine/intake.hpp"

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

/// Areas of control from any vector file. Lines are refused with a note. Throws Error if the file cannot be
/// read.
[[nodiscard]] Intake read_control_areas(const std::filesystem::path& path,
                                        const ControlOptions& options = {});

} // namespace sitmap
