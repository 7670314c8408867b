#pragma once

#include "engine/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

using DocumentId = std::string; ///< SHA-256 of the text, 64 hexadecimal digits

/// A text as it came, or a dataset file.
struct Document {
    DocumentId id;
    std::string title;
    std::string outlet;   ///< "CNN", "ACLED" ...; empty if not known
    std::string location; ///< file name (no folder) or web address, as provenance
    std::optional<Day> published;
    std::string licence;  ///< empty if not known
    std::string language; ///< BCP 47, such as "en"
    std::string kind;     ///< "article", "dataset", "control areas", "flows"
    std::string text;     ///< UTF-8; empty for datasets, whose claims carry their row as quotation

    bool operator==(const Document&) const = default;
};

/// A span of a document: the sentence or the row that a claim rests on.
struct Evidence {
    DocumentId document;
    std::uint64_t begin =
        0;                 ///< Unicode code points from the start of the text; for datasets the row, 1-based
    std::uint64_t end = 0; ///< one past the last; equal to `begin` for datasets
    std::string quotation; ///< the words themselves

    bool operator==(const Evidence&) const = default;
};

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits (FIPS 180-4).
[[nodiscard]] std::string sha256(std::string_view bytes);

} // namespace sitmap
