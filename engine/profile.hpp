#pragma once

#include "engine/ledger.hpp"
#include "engine/record.hpp"
#include "geodata/feature.hpp"
#include "geodata/flat_value.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sitmap {

// clang-format off
/// Which properties an exported incident has, and what they are called.
///
/// | profile | properties                                                                                             |
/// |---------|--------------------------------------------------------------------------------------------------------|
/// | sitmap  | those of the layer incidents, see engine/features.hpp. A row of a dataset has one entry in `claims`,    |
/// |         | of the field "row", for all that it says: its quotation is said once, not again for each value          |
/// | acled   | ACLED's names: event_id_cnty, event_date, time_precision (1 to 3), geo_precision (1 to 3) ...           |
/// | ucdp    | UCDP GED's: where_prec (1 to 7), date_prec (1 to 5), side_a, side_b, best, high, low ...                |
/// | timemap | those of an event in Forensic Architecture's TimeMap: id, date (M/D/YYYY), latitude and longitude as    |
/// |         | texts, location, description, category, sources ...                                                     |
/// | hxl     | those of `sitmap` that fit a sheet, with HXL's tags                                                     |
///
/// What a profile asks for and nobody said is null; nothing is made up. In GeoJSON a row of a dataset does without
/// the counts other than killed that it does not give: a third of the file would be their names.
// clang-format on
enum class Profile : std::uint8_t { sitmap, acled, ucdp, timemap, hxl };
[[nodiscard]] std::string_view name_of(Profile profile);
[[nodiscard]] std::optional<Profile> profile_named(std::string_view name);

/// One incident as it goes out. Holds until the next is asked for.
struct ExportRow {
    std::optional<LonLat> point;
    int digits = 0; ///< after the point: no more than the place is known to
    std::span<const FlatValue> values;
};

/// Digits after the point by how well the place is known (RFC 7946 advises against more than are meant): 6
/// where it is exact (0.1 m), 4 near a named place (10 m), 3 for a locality or anything vaguer (100 m).
[[nodiscard]] int digits_for(PlacePrecision precision);

/// Turns incidents into rows of a profile, one at a time and without a copy of their texts.
class ExportRows {
public:
    explicit ExportRows(Profile profile);

    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
    /// One for each field; empty but for hxl.
    [[nodiscard]] const std::vector<std::string_view>& tags() const { return tags_; }

    [[nodiscard]] const ExportRow& row(IncidentId id, const Record& record, const Document& document);
    /// Requires the ledger that the incident was computed from.
    [[nodiscard]] const ExportRow& row(const Incident& incident, const Ledger& ledger);

private:
    struct Told;
    struct Column;
    [[nodiscard]] static std::span<const Column> columns_of(Profile profile);
    void tell(const Record& record, const Document& document);
    void tell(const Incident& incident, const Ledger& ledger);
    void tell_timemap();
    void tell_interval(const Interval& interval);
    void tell_claim_of(const Record& record, const Document& document);
    [[nodiscard]] const ExportRow& filled();

    std::span<const Column> columns_;
    bool with_claims_, with_texts_for_timemap_;
    std::vector<Field> fields_;
    std::vector<std::string_view> tags_;
    std::vector<FlatValue> values_;
    std::vector<std::size_t> may_be_absent_; ///< positions; of records alone
    ExportRow row_;
    std::shared_ptr<Told> told_;
};

} // namespace sitmap
