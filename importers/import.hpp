#pragma once

#include "engine/intake.hpp"
#include "importers/article/reader.hpp"
#include "importers/articles.hpp"
#include "importers/control_areas.hpp"
#include "importers/datasets.hpp"
#include "importers/flows.hpp"
#include "importers/generic_csv.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

struct ImportOptions {
    std::string format; ///< a name of `import_formats`; empty: recognised from name and head
    ArticleSourceOptions articles;
    ControlOptions control;
    FlowOptions flows;
    ColumnMapping columns;
    TakeRejected reject;  ///< takes the rows of a table of events that cannot be taken
    std::string sheet;    ///< of a workbook; empty: the first
    bool explain = false; ///< articles come with the reasons for each value
};

struct ImportFormat {
    std::string_view name, description;
};
[[nodiscard]] const std::vector<ImportFormat>& import_formats();

/// A table of events with more rows than this is read as "records" instead of as "csv", whose events all go
/// through the ledger.
inline constexpr std::size_t most_rows_of_ledger = 20'000;

/// Which format a file is in, by its ending and first 64 KiB; of a table of events also by how many rows it
/// has. Throws Error when none fits.
/// `sheet`: of a workbook, which; empty: the first.
[[nodiscard]] std::string recognise(const std::filesystem::path& path, const std::string& sheet = {});

/// Whether a source holds articles: one, a feed or a table of them.
[[nodiscard]] bool is_of_articles(std::string_view format);

/// What one source gave, document by document, each with the id that its articles have (see articles.hpp).
using TakeIntake = std::function<void(const std::string& id, Intake&&)>;

/// Reads one source and hands out what each of its documents gives; "-" is standard input, which holds
/// articles or, if the format says so, a table of events. Files that are gzip are unpacked, but for vector
/// files. `tables` is called only when an article is read, as loading them takes a moment. Returns what could
/// not be read of a source of several articles; other issues are in the intakes. Throws Error.
Issues read_source(const std::filesystem::path& path, const ImportOptions& options,
                   const std::function<const ReaderTables&()>& tables, const TakeIntake& take);

/// The same for a source that is known to hold articles; a table has an article a row.
Issues read_articles(const std::filesystem::path& path, const ImportOptions& options,
                     const std::function<const ReaderTables&()>& tables, const TakeIntake& take);

/// The same for a source that is a single document: of several, the first.
[[nodiscard]] Intake read_source(const std::filesystem::path& path, const ImportOptions& options,
                                 const std::function<const ReaderTables&()>& tables);

} // namespace sitmap
