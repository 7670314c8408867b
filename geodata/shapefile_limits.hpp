#pragma once

// What a Shapefile cannot hold.

#include "geodata/feature.hpp"
#include "geodata/issue.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sitmap {

inline constexpr std::size_t dbf_text_bytes = 254; ///< most of a text

/// The text without its end, at most `bytes` long and not cut inside a character.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t bytes);

/// What a field is called in a .dbf, whose names have ten bytes at most: "killedbest" for "killed_best",
/// "sub_e_type" for "sub_event_type", else the beginning.
[[nodiscard]] std::string dbf_name(const std::string& name);
/// The same, numbered if it is in `taken` (lower case) already.
[[nodiscard]] std::string dbf_name(const std::string& name, std::set<std::string>& taken);

/// The columns of a .dbf, which are as wide as their widest text and hold no more than 254 bytes of it.
class DbfFields {
public:
    explicit DbfFields(const std::vector<Field>& fields_given);
    void measure(const Feature& feature);
    static void cut(Feature& feature);
    /// What is called otherwise and what was cut.
    void report(const std::string& source, Issues& issues) const;

    std::vector<Field> fields;       ///< with their names there
    std::vector<std::size_t> widths; ///< of texts, in bytes; at least 1

private:
    std::vector<std::string> names_;
    std::vector<std::size_t> cut_;
};

/// Cuts names and values of a layer to what a .dbf holds.
DbfFields fit_to_dbf(Layer& layer);

/// A Shapefile holds one kind of shape; a mixed layer is parted, and each part gets its kind's suffix.
[[nodiscard]] std::vector<std::pair<std::string, Layer>> parted_by_kind(const Layer& layer);

} // namespace sitmap
