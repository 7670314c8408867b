#pragma once

#include "engine/intake.hpp"
#include "geodata/vector_file.hpp"

#include <filesystem>
#include <functional>
#include <istream>
#include <map>
#include <string>
#include <string_view>

namespace sitmap {

/// Which column holds what: field name ("date", "lat", "lon", "place", "type", "killed", "actor", "source",
/// "id", "notes" ...) to column header. Fields left out are guessed from usual headers.
struct ColumnMapping {
    std::map<std::string, std::string> column_of;
    char separator = 0; ///< 0: found out from the header

    /// "date=Event Date,lat=Y,lon=X". Throws Error on a field that does not exist.
    [[nodiscard]] static ColumnMapping parse(std::string_view text);
    /// The same from a file with a pair a line; blank lines and those that begin with "#" say nothing. Names
    /// of columns may have commas there. Throws Error, with the line.
    [[nodiscard]] static ColumnMapping read(const std::filesystem::path& path);
};

/// A row that was not taken; holds while the callee runs.
struct RejectedRow {
    std::string_view source;
    std::size_t line = 0;
    std::string_view why, raw;
};
using TakeRejected = std::function<void(const RejectedRow&)>;

/// A table with a row an event. Rows that cannot be taken become issues with line and reason, and are handed
/// to `reject` as they stand.
[[nodiscard]] Intake read_generic_csv(std::istream& in, const std::string& source_name,
                                      const ColumnMapping& mapping = {}, const TakeRejected& reject = {});

/// The same for points with attributes in any vector file, a feature an event. Throws Error if the file
/// cannot be read.
[[nodiscard]] Intake read_event_layer(const std::filesystem::path& path, const ColumnMapping& mapping = {},
                                      const TakeRejected& reject = {});

/// The same from a layer that was read already; `source` is for issues.
[[nodiscard]] Intake read_event_layer(const Layer& layer, Document document, const std::string& source,
                                      const ColumnMapping& mapping = {}, const TakeRejected& reject = {});

/// True if most shapes are points and an attribute is known to hold a type, a number killed, or a day with a
/// title.
[[nodiscard]] bool looks_like_events(const VectorFile& file);

} // namespace sitmap
