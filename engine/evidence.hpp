#pragma once

#include "engine/time.hpp"

#include <array>
#include <cstddef>
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

/// The same of bytes that come piece by piece. Some 2 GB/s where the processor has instructions for it, which
/// is found out at run time, else some 0.3 GB/s.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    /// Of all that was added, as 64 lower-case hexadecimal digits. More may be added after it.
    [[nodiscard]] std::string digits() const;

private:
    static constexpr std::size_t block_bytes = 64;
    std::array<std::uint32_t, 8> state_;
    std::array<char, block_bytes> rest_{}; ///< of the last block, as far as it is there
    std::uint64_t bytes_ = 0;
};

} // namespace sitmap
