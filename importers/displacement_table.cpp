#include "importers/displacement_table.hpp"

#include "geodata/error.hpp"
#include "geodata/name_fold.hpp"
#include "importers/attributes.hpp"
#include "importers/cells.hpp"
#include "importers/country_codes.hpp"
#include "importers/csv.hpp"
#include "importers/dataset_rows.hpp"
#include "importers/displacement_updates.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr std::size_t none = HeaderColumns::none;

/// Where the name, divisions, country and coordinates of one place stand.
struct PlaceColumns {
    std::size_t site = none, admin2 = none, admin1 = none, country = none, lat = none, lon = none;
    [[nodiscard]] bool any() const
    {
        return site != none || admin2 != none || admin1 != none || country != none ||
               (lat != none && lon != none);
    }
};

struct Columns {
    PlaceColumns here, origin, destination;
    std::size_t people = none, stock = none, displaced_anew = none, date = none, end = none, source = none;

    explicit Columns(const HeaderColumns& header)
    {
        here = {header.find({"site_name", "site", "location", "place", "settlement"}),
                header.find({"admin2Name", "admin2", "adm2_name", "adm2"}),
                header.find({"admin1Name", "admin1", "adm1_name", "adm1", "province", "governorate"}),
                header.find({"iso3", "admin0Pcode", "admin0Name", "country", "country_name", "country_code"}),
                header.find({"latitude", "lat", "y"}),
                header.find({"longitude", "lon", "long", "x"})};
        origin = {header.find({"origin", "from", "origin_name", "from_name", "departure", "origin_location"}),
                  header.find({"origin_admin2", "idpOriginAdmin2Name", "origin_district"}),
                  header.find({"origin_admin1", "idpOriginAdmin1Name", "origin_province"}),
                  header.find({"origin_country", "country_of_origin", "origin_iso3", "from_country"}),
                  header.find({"origin_lat", "origin_latitude", "from_lat", "lat_origin"}),
                  header.find({"origin_lon", "origin_longitude", "from_lon", "lon_origin"})};
        destination = {
            header.find({"destination", "to", "destination_name", "to_name", "arrival", "dest"}),
            header.find({"destination_admin2", "destination_district"}),
            header.find({"destination_admin1", "destination_province"}),
            header.find({"destination_country", "country_of_asylum", "destination_iso3", "to_country"}),
            header.find({"destination_lat", "destination_latitude", "to_lat", "dest_lat"}),
            header.find({"destination_lon", "destination_longitude", "to_lon", "dest_lon"})};
        people = header.find({"people",
                              "individuals",
                              "persons",
                              "number_of_people",
                              "idp_individuals",
                              "number",
                              "migrants",
                              "refugees",
                              "displaced",
                              "idps",
                              "count",
                              "total",
                              "people_displaced",
                              "displaced_people",
                              "displaced_persons",
                              "persons_displaced",
                              "number_displaced",
                              "number_of_displaced",
                              "number_of_persons",
                              "number_of_individuals",
                              "number_of_idps"});
        stock = header.find({"numPresentIdpInd", "conflict_stock_displacement", "stock_displacement",
                             "total_idps", "number_of_idps", "idps_present", "displaced_present",
                             "conflict_total_number_of_idps", "total_displacement", "stock"});
        displaced_anew = header.find({"conflict_internal_displacements", "conflict_new_displacements",
                                      "new_displacements", "new_displacement", "internal_displacements"});
        date = header.find(
            {"reportingDate", "date", "report_date", "start_date", "date_start", "start", "year"});
        end = header.find({"end_date", "date_end", "end", "until"});
        source = header.find({"source", "reported_by"}); // DTM's "operation" is why people fled
    }

    [[nodiscard]] bool tell_of_flows() const { return origin.any() && destination.any() && people != none; }
    [[nodiscard]] bool tell_of_stocks() const
    {
        return here.any() && (stock != none || displaced_anew != none);
    }
};

/// A place of a row, and what the table or the gazetteer knows of it.
struct FoundPlace {
    LonLat point;
    PlacePrecision precision = PlacePrecision::locality;
    std::string name, country;
};

/// Turns rows into features that read_flows understands.
class DisplacementRows {
public:
    DisplacementRows(const Columns& columns, const Gazetteer& gazetteer, const std::string& source,
                     Issues& issues)
        : columns_{columns}, gazetteer_{gazetteer}, source_{source}, issues_{issues}
    {
        layer_.name = "displacement";
        for (const char* name : {"kind", "people", "origin", "destination", "place", "displaced", "country",
                                 "place_precision", "origin_precision", "origin_country",
                                 "destination_precision", "destination_country", "date", "end", "source"})
            layer_.fields.push_back({name, FieldType::text});
    }

    void read(const CsvRecord& record)
    {
        record_ = &record;
        row_ = {row_.number + 1, record.line, record.raw};
        if (columns_.tell_of_flows()) {
            add_flow();
            return;
        }
        const auto place = found(columns_.here);
        if (!place)
            return;
        if (columns_.stock != none && says_a_count(cell(columns_.stock)))
            add(place->point, {"", "", "", "", place->name, cell(columns_.stock), place->country,
                               std::string{name_of(place->precision)}, "", "", "", ""});
        if (columns_.displaced_anew != none && says_a_count(cell(columns_.displaced_anew)))
            add(place->point, {"flow", cell(columns_.displaced_anew), place->name, "", place->name, "",
                               place->country, std::string{name_of(place->precision)}, "", "", "", ""});
    }

    /// A figure of IDMC's updates.
    void add(const DisplacementUpdate& update)
    {
        const auto name = [](const auto& end) { return end ? end->name : std::string{}; };
        const auto precision = [](const auto& end) {
            return end ? std::string{name_of(end->precision)} : std::string{};
        };
        const std::string country{country_named(update.country)};
        row_ = update.row;
        std::vector<std::string> texts{"flow",
                                       update.people,
                                       name(update.origin),
                                       name(update.destination),
                                       "",
                                       "",
                                       country,
                                       "",
                                       precision(update.origin),
                                       country,
                                       precision(update.destination),
                                       country};
        const WhenAndWho when{update.start, update.end, update.source};
        if (update.origin && update.destination)
            add(LineString{{update.origin->point, update.destination->point}}, std::move(texts), when);
        else
            add(update.origin ? update.origin->point : update.destination->point, std::move(texts), when);
    }

    /// Flows and stocks that rest on the rows as they stand in the table.
    [[nodiscard]] Intake intake(Document document) &&
    {
        VectorFile file;
        file.layers.push_back(std::move(layer_));
        Intake intake = read_flows(file, std::move(document), source_, {});
        const auto rest_on_row = [&](Evidence& evidence) {
            const TableRow& row = rows_[evidence.begin - 1]; // of the feature
            evidence.begin = evidence.end = row.number;
            evidence.quotation = row.raw;
        };
        for (Flow& flow : intake.flows)
            rest_on_row(flow.evidence);
        for (Stock& stock : intake.stocks)
            rest_on_row(stock.evidence);
        for (Issue& issue : intake.issues)
            if (issue.line > 0)
                issue.line = rows_[issue.line - 1].line;
        return intake;
    }

private:
    [[nodiscard]] std::string cell(std::size_t column) const
    {
        if (column >= record_->cells.size())
            return {};
        return std::string{trimmed_cell(record_->cells[column])};
    }

    /// No row for a year without a figure, of which IDMC's sheets have many.
    static bool says_a_count(const std::string& text) { return !text.empty() && text != "0"; }

    void add_flow()
    {
        const auto origin = found(columns_.origin), destination = found(columns_.destination);
        if (!origin || !destination)
            return;
        add(LineString{{origin->point, destination->point}},
            {"flow", cell(columns_.people), origin->name, destination->name, "", "", "", "",
             std::string{name_of(origin->precision)}, origin->country,
             std::string{name_of(destination->precision)}, destination->country});
    }

    struct WhenAndWho {
        std::string date, end, source;
    };

    void add(Geometry geometry, std::vector<std::string> texts)
    {
        add(std::move(geometry), std::move(texts),
            {cell(columns_.date), cell(columns_.end), cell(columns_.source)});
    }

    void add(Geometry geometry, std::vector<std::string> texts, const WhenAndWho& when)
    {
        texts.insert(texts.end(), {when.date, when.end, when.source});
        Feature feature{std::move(geometry), {}};
        for (std::string& text : texts) {
            if (text.empty())
                feature.values.emplace_back();
            else
                feature.values.emplace_back(std::move(text));
        }
        layer_.features.push_back(std::move(feature));
        rows_.push_back(row_);
    }

    std::optional<FoundPlace> found(const PlaceColumns& columns)
    {
        const std::string site = cell(columns.site), admin2 = cell(columns.admin2),
                          admin1 = cell(columns.admin1);
        const std::string country_cell = cell(columns.country);
        const std::string country{country_named(country_cell)};
        const auto lat = decimal_in(cell(columns.lat)), lon = decimal_in(cell(columns.lon));
        if (lat && lon && std::abs(*lat) <= 90 && std::abs(*lon) <= 180 && (*lat != 0 || *lon != 0)) {
            std::string name = !site.empty() ? site : !admin2.empty() ? admin2 : admin1;
            const PlacePrecision precision = !site.empty() || admin1.empty() ? PlacePrecision::locality
                                             : admin2.empty()                ? PlacePrecision::province
                                                                             : PlacePrecision::district;
            return FoundPlace{{*lon, *lat}, precision, std::move(name), country};
        }
        // A site may be named by its division or country alone; nobody writes "Greece" of the town in New
        // York.
        if (const std::string_view named = country_named(site);
            !named.empty() && site.size() > 3 && country_cell.empty() && admin1.empty() && admin2.empty())
            if (const auto index = gazetteer_.country(named))
                return place_at(*index);
        if (auto place = looked_up(site, country, {PlaceKind::city, PlaceKind::facility, PlaceKind::section}))
            return place;
        for (const std::string& name : {admin2, site})
            if (auto place = looked_up(name, country, {PlaceKind::admin2}))
                return place;
        for (const std::string& name : {admin1, site})
            if (auto place = looked_up(name, country, {PlaceKind::admin1})) {
                const std::string& within = !site.empty() ? site : admin2;
                if (!within.empty() && fold_name(within) != fold_name(name))
                    place->name =
                        within + ", " + place->name; // what nobody knows better than by its province
                return place;
            }
        for (const std::string& name : {country, std::string{country_named(site)}})
            if (const auto index = name.empty() ? std::nullopt : gazetteer_.country(name))
                return place_at(*index);
        const std::string& named = !site.empty()     ? site
                                   : !admin2.empty() ? admin2
                                   : !admin1.empty() ? admin1
                                                     : country_cell;
        issues_.push_back({Issue::Weight::dropped, source_, record_->line,
                           "the place '" + named + "' has no coordinates and is not in the gazetteer"});
        return std::nullopt;
    }

    [[nodiscard]] FoundPlace place_at(PlaceIndex index) const
    {
        const Place place = gazetteer_.place(index);
        const PlacePrecision precision = place.kind == PlaceKind::country  ? PlacePrecision::country
                                         : place.kind == PlaceKind::admin1 ? PlacePrecision::province
                                         : place.kind == PlaceKind::admin2 ? PlacePrecision::district
                                                                           : PlacePrecision::locality;
        return {place.point, precision, place.name, place.country};
    }

    /// The place of one of these kinds with the name, in the country if one is known; of several the one with
    /// most people.
    [[nodiscard]] std::optional<FoundPlace> looked_up(const std::string& name, const std::string& country,
                                                      std::initializer_list<PlaceKind> kinds) const
    {
        if (name.empty())
            return std::nullopt;
        std::optional<PlaceIndex> best;
        std::int64_t most = -1;
        for (const Candidate& candidate : gazetteer_.find(fold_name(name))) {
            const PlaceBrief& brief = gazetteer_.brief(candidate.place);
            const bool of_kind = std::find(kinds.begin(), kinds.end(), brief.kind) != kinds.end();
            if (!of_kind || candidate.demonym || brief.population <= most ||
                (!country.empty() && gazetteer_.place(candidate.place).country != country))
                continue;
            most = brief.population;
            best = candidate.place;
        }
        return best ? std::optional{place_at(*best)} : std::nullopt;
    }

    const Columns& columns_;
    const Gazetteer& gazetteer_;
    const std::string& source_;
    Issues& issues_;
    Layer layer_;
    std::vector<TableRow> rows_; ///< parallel to the features
    const CsvRecord* record_ = nullptr;
    TableRow row_;
};

} // namespace

bool is_displacement_table(const std::vector<std::string>& header)
{
    const HeaderColumns known{header};
    if (is_displacement_updates(known)) // whose `type` is that of a disaster
        return true;
    // What has kinds of events or the killed is a table of events, whatever else it counts.
    if (known.find({"event_type", "sub_event_type", "type", "killed", "fatalities", "deaths"}) != none)
        return false;
    const Columns columns{known};
    return columns.tell_of_flows() || columns.tell_of_stocks();
}

Intake read_displacement_table(std::string_view text, Document document, const std::string& source,
                               const Gazetteer& gazetteer)
{
    CsvReader records{text, separator_of(text)};
    const auto header = records.next();
    if (!header || !is_displacement_table(header->cells))
        throw Error{"cannot read '" + source +
                    "' as displacement: it has neither origin, destination and people, nor stocks, new "
                    "displacements or updates as IDMC and DTM have them"};
    const HeaderColumns known{header->cells};
    const Columns columns{known};
    Issues issues;
    DisplacementRows rows{columns, gazetteer, source, issues};
    if (is_displacement_updates(known)) {
        for (const DisplacementUpdate& update :
             displacement_updates(known, header->cells.size(), records, source, issues))
            rows.add(update);
    } else {
        while (const auto record = records.next()) {
            if (record->cells.size() < header->cells.size())
                issues.push_back(
                    {Issue::Weight::dropped, source, record->line, "it has fewer cells than the header"});
            else if (!record->cells.front().starts_with('#')) // HXL tags below the header
                rows.read(*record);
        }
    }
    document.kind = "flows";
    Intake intake = std::move(rows).intake(std::move(document));
    intake.issues.insert(intake.issues.begin(), issues.begin(), issues.end());
    return intake;
}

} // namespace sitmap
