#pragma once

#include "geodata/coordinate_text.hpp"
#include "geodata/geojson_writer.hpp"

namespace sitmap {

/// Writes features as comma-separated values (RFC 4180: CRLF, quotation marks where needed), UTF-8 without
/// mark. Unless no shapes are asked for, after the fields come `lon` and `lat` (empty for what is no point)
/// and, if asked for, `wkt` for everything else; a column that a field has already is not made again.
///
/// Text that a spreadsheet would take for a formula (it begins with = + - @, tab, carriage return or a
/// full-width form of those) gets an apostrophe before it; numbers never do. Our reader takes the apostrophe
/// off again.
class CsvWriter {
public:
    enum class Shapes : std::uint8_t {
        none, ///< no column of a shape at all
        points,
        all
    };
    enum class Formulas : std::uint8_t { disarmed, as_they_are };

    CsvWriter(TextSink out, std::vector<Field> fields, Shapes shapes, Formulas formulas = Formulas::disarmed);

    /// Requires as many values as there are fields.
    void add(const Feature& feature, int digits = usual_digits);
    /// The same for a point or nothing, without a copy of anything; `finish` hands over the last of them.
    void add_point(std::optional<LonLat> point, int digits, std::span<const FlatValue> values);
    /// A writer of some of the rows for another thread; what it wrote with add_point comes in with `append`.
    [[nodiscard]] CsvWriter part() const;
    void append(CsvWriter&& part);
    /// Another row below the names, such as HXL's tags; as many cells as there are fields.
    void add_tags(std::span<const std::string_view> tags);
    /// Hands over what add_point and add_tags made. To be called last where those are used.
    void finish();

private:
    void append_text(std::string_view text);
    void emit();
    [[nodiscard]] std::string cell(const Value& value) const;

    TextSink out_;
    std::vector<Field> fields_;
    std::string pending_; ///< made, and not handed over yet
    bool disarm_;
    bool lonlat_, wkt_;
};

/// A layer as a whole; with a `wkt` column if it has shapes other than points.
[[nodiscard]] std::string to_csv(const Layer& layer, int digits = usual_digits,
                                 CsvWriter::Formulas formulas = CsvWriter::Formulas::disarmed);

/// True if a spreadsheet may take this text for a formula, or if it is one with apostrophes before it.
[[nodiscard]] bool looks_like_formula(std::string_view text);

/// Takes off the apostrophe that `CsvWriter` set before a formula; other text comes back unchanged.
[[nodiscard]] std::string_view without_apostrophe(std::string_view text);

} // namespace sitmap
