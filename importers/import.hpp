#pragma once

#include "engine/intake.hpp"
#include "importers/article/reader.hpp"
#include "importers/control_areas.hpp"
#include "importers/flows.hpp"
#include "importers/generic_csv.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

struct ImportOptions {
    std::string format; ///< "article", "csv", "events", "control", "flows", "export"; empty: recognised from
                        ///< name and head
    ArticleOptions article;
    ControlOptions control;
    FlowOptions flows;
    ColumnMapping columns;
};

struct ImportFormat {
    std::string_view name, description;
};
[[nodiscard]] const std::vector<ImportFormat>& import_formats();

/// Which format a file is in, by its ending and first 4 KiB. Throws Error when none fits.
[[nodiscard]] std::string recognise(const std::filesystem::path& path);

/// Reads one source ("-" is standard input, as an article). `tables` is called only when an article is read,
/// as loading them takes a moment. Throws Error.
[[nodiscard]] Intake read_source(const std::filesystem::path& path, const ImportOptions& options,
                                 const std::function<const ReaderTables&()>& tables);

} // namespace sitmap
