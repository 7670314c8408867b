#pragma once

// Inside profile only: what rows are made of, which profile.cpp fills and profile_columns.cpp names.

#include "engine/profile.hpp"

#include <array>

namespace sitmap {

inline constexpr std::array<ClaimField, 8> count_fields{
    ClaimField::killed,   ClaimField::injured,   ClaimField::missing, ClaimField::abducted,
    ClaimField::detained, ClaimField::displaced, ClaimField::rescued, ClaimField::intercepted};

/// All that any profile asks for.
struct ExportRows::Told {
    IncidentId id = 0;
    std::string_view source_id, title, place, toponym, country, admin1, accused, accusers, victims, side_a,
        side_b, source, sources, quotation, licence;
    SubEventType sub_type = SubEventType::other;
    Interval interval;
    bool interval_is_told = false;
    std::string first, last, edtf, said_on; ///< as text; empty where there is none
    std::string first_us, lon, lat;         ///< M/D/YYYY, and degrees as text; for TimeMap alone
    std::optional<LonLat> point;
    PlacePrecision precision = PlacePrecision::unknown;
    double radius_m = 0;
    std::array<std::optional<Quantity>, count_fields.size()> counts;
    Attribution attribution = Attribution::unattributed;
    bool one_sided = false;
    std::int64_t documents = 1;
    std::string claims, sources_made, title_made, accused_made, accusers_made, victims_made, link;
    std::optional<Day> said_on_day;

    // Of the last dataset's document: it is the same for millions of rows.
    const Document* of = nullptr;
    std::string dataset_sources, dataset_claim_end;

    [[nodiscard]] const std::optional<Quantity>& killed() const { return counts[0]; }
    [[nodiscard]] std::optional<std::int64_t> year() const
    {
        const auto day = interval.first() ? interval.first() : interval.last();
        if (!day)
            return std::nullopt;
        return static_cast<int>(std::chrono::year_month_day{*day}.year());
    }
};

struct ExportRows::Column {
    std::string_view name, tag;
    FieldType type;
    FlatValue (*value)(const Told&);
    bool may_be_absent = false;
};

} // namespace sitmap
