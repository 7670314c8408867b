#pragma once

// What the importers of tables and vector layers share: finding the attribute that says something, and
// reading days, counts and places as people type them.

#include "engine/evidence.hpp"
#include "engine/precision.hpp"
#include "engine/quantity.hpp"
#include "engine/time.hpp"
#include "geodata/feature.hpp"

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sitmap {

/// A header as it is compared: lower case, only letters and digits (and all of non-ASCII).
[[nodiscard]] std::string header_key(std::string_view header);

/// Position of the first of `names` that is a field of the layer, compared by `header_key`.
[[nodiscard]] std::optional<std::size_t> find_field(const Layer& layer,
                                                    std::span<const std::string_view> names);

/// The field the user asked for, or the first usual one when `asked` is empty. Throws Error if the one asked
/// for is not there; `source` is for its message.
[[nodiscard]] std::optional<std::size_t> find_field(const Layer& layer, const std::string& asked,
                                                    std::span<const std::string_view> usual,
                                                    const std::string& source);

/// A day in one of the forms in which tables have it: "2019-07-03", with or without a time, "2019/07/03",
/// "20190703", "3 July 2019", "July 3, 2019", "3.7.2019", "17/07/2019". Nothing for "03/07/2019", which is
/// two days, and for everything else.
[[nodiscard]] std::optional<Day> loose_day(std::string_view text);

/// A day as `loose_day` reads it, a month "2019-07", a year "2019", or an EDTF interval.
[[nodiscard]] std::optional<Interval> loose_interval(std::string_view text);

/// The one date in a file's name: "control_20240717.geojson", "front-2024-07-17.shp". Nothing when there is
/// none or there are several.
[[nodiscard]] std::optional<Day> day_in_name(const std::filesystem::path& path);

/// A count as people type it: "40", "1,200", "40+", "at least 40", "up to 150", "37-80", "~40". Nothing for
/// what is no count ("unknown", "dozens", "-3").
[[nodiscard]] std::optional<Quantity> loose_quantity(std::string_view text);

/// From first and last day as far as they are given; unknown when neither is. Ends in the wrong order are
/// swapped.
[[nodiscard]] Interval interval_from(std::optional<Day> first, std::optional<Day> last);

/// Id of a document file: SHA-256 of its bytes, for a Shapefile those of its parts one after the other.
/// Throws Error if it cannot be read.
[[nodiscard]] DocumentId document_id_of(const std::filesystem::path& path);

/// A document for a dataset file: id, title, location and kind.
[[nodiscard]] Document dataset_document(const std::filesystem::path& path, std::string kind);

/// The attributes of a feature in words, "party: A; date: 2024-07-17", at most 2,000 bytes; those without a
/// value are left out.
[[nodiscard]] std::string quotation_of(const Layer& layer, const Feature& feature);

/// Id of record number `number` (from 1) of a document: its first sixteen digits, "#", the number.
[[nodiscard]] std::string record_id(const DocumentId& document, std::size_t number);

} // namespace sitmap
