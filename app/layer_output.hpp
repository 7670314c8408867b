#pragma once

#include "geodata/feature.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace CLI {
class App;
}

namespace sitmap {

/// The format asked for, else that of the file's ending; GeoJSON for "-". Throws Error where neither names
/// one that can be written.
[[nodiscard]] std::string format_for(const std::string& out, const std::string& format);

/// Where a command that makes one layer puts it: a table in the terminal, unless one of the others is asked
/// for.
struct LayerOutput {
    bool json = false, csv = false, overwrite = false;
    std::string file, format;

    /// Adds --json, --csv, -o, -f and --overwrite; `this` must outlive the parsing.
    void add_to(CLI::App& command);
    [[nodiscard]] bool is_table() const { return !json && !csv && file.empty(); }
    /// To be called before the work: throws Error where the file is there already or its format cannot be
    /// written.
    void check() const;
    /// Writes the layer to where it is asked for. As JSON: an object of `notes` and then `rows`, a line each,
    /// without shapes; as CSV the rows alone. A file gets the shapes, with `digits` after the point. Throws
    /// Error.
    void write(const Layer& layer, const nlohmann::ordered_json& notes, int digits) const;
};

} // namespace sitmap
