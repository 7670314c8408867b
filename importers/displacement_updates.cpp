#include "importers/displacement_updates.hpp"

#include "geodata/counted.hpp"
#include "geodata/measure.hpp"
#include "importers/attributes.hpp"
#include "importers/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace sitmap {

namespace {

constexpr std::size_t none = HeaderColumns::none;

struct Columns {
    std::size_t type, figure, role, qualifier, date, start, end, event, event_name, created, info, sources,
        iso3, country, lat, lon, names, coordinates, accuracy, ways;

    explicit Columns(const HeaderColumns& header)
        : type{header.find({"displacement_type"})},
          figure{header.find({"figure"})},
          role{header.find({"role"})},
          qualifier{header.find({"qualifier"})},
          date{header.find({"displacement_date"})},
          start{header.find({"displacement_start_date"})},
          end{header.find({"displacement_end_date"})},
          event{header.find({"event_id"})},
          event_name{header.find({"event_name"})},
          created{header.find({"created_at"})},
          info{header.find({"standard_info_text", "standard_popup_text"})},
          sources{header.find({"sources", "source"})},
          iso3{header.find({"iso3"})},
          country{header.find({"country"})},
          lat{header.find({"latitude"})},
          lon{header.find({"longitude"})},
          names{header.find({"locations_name"})},
          coordinates{header.find({"locations_coordinates"})},
          accuracy{header.find({"locations_accuracy"})},
          ways{header.find({"locations_type"})}
    {}
};

std::string lower(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The parts of a list as IDMC joins them: "a; b; c".
std::vector<std::string> parts_of(std::string_view text)
{
    std::vector<std::string> parts;
    while (!trimmed_cell(text).empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        parts.emplace_back(trimmed_cell(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// "12.9, 23.5": latitude first, with or without brackets round them.
std::optional<LonLat> position_in(std::string_view text)
{
    const auto strip = [](std::string_view part) {
        part = trimmed_cell(part);
        while (!part.empty() && (part.front() == '[' || part.front() == '('))
            part.remove_prefix(1);
        while (!part.empty() && (part.back() == ']' || part.back() == ')'))
            part.remove_suffix(1);
        return part;
    };
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos)
        return std::nullopt;
    const auto lat = decimal_in(strip(text.substr(0, comma))),
               lon = decimal_in(strip(text.substr(comma + 1)));
    if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180 || (*lat == 0 && *lon == 0))
        return std::nullopt;
    return LonLat{*lon, *lat};
}

/// By the level that stands in brackets, else by its words: "State/Region/Province (ADM1)".
PlacePrecision precision_of(std::string_view accuracy)
{
    struct Level {
        std::string_view word;
        PlacePrecision precision;
    };
    constexpr std::array<Level, 13> levels{{{"adm0", PlacePrecision::country},
                                            {"adm1", PlacePrecision::province},
                                            {"adm2", PlacePrecision::district},
                                            {"adm3", PlacePrecision::locality},
                                            {"point", PlacePrecision::locality},
                                            {"country", PlacePrecision::country},
                                            {"territory", PlacePrecision::country},
                                            {"state", PlacePrecision::province},
                                            {"province", PlacePrecision::province},
                                            {"county", PlacePrecision::district},
                                            {"district", PlacePrecision::district},
                                            {"town", PlacePrecision::locality},
                                            {"village", PlacePrecision::locality}}};
    const std::string words = lower(accuracy);
    for (const Level& level : levels)
        if (has(words, level.word))
            return level.precision;
    return PlacePrecision::district; // not said: IDMC mostly codes to a division of some kind
}

/// Of several places: no better than the circle that holds them.
PlacePrecision precision_of_spread(double metres)
{
    for (const PlacePrecision precision :
         {PlacePrecision::locality, PlacePrecision::near, PlacePrecision::district, PlacePrecision::line,
          PlacePrecision::province})
        if (metres <= usual_radius_m(precision))
            return precision;
    return PlacePrecision::country;
}

struct NamedPoint {
    std::string name;
    LonLat point;
    PlacePrecision precision = PlacePrecision::district;
};

UpdateEnd end_of(const std::vector<NamedPoint>& places)
{
    UpdateEnd end;
    const auto count = static_cast<double>(places.size());
    for (const NamedPoint& place : places) {
        end.point.lon += place.point.lon / count;
        end.point.lat += place.point.lat / count;
    }
    double spread = 0;
    end.precision = PlacePrecision::exact;
    for (const NamedPoint& place : places) {
        spread = std::max(spread, distance_m(end.point, place.point));
        end.precision = std::max(end.precision, place.precision);
    }
    if (places.size() > 1)
        end.precision = std::max(end.precision, precision_of_spread(spread));
    // OpenStreetMap's names go on with all that the place lies in: "Zalingei, Central Darfur, Sudan".
    end.name = places.front().name.substr(0, places.front().name.find(','));
    if (places.size() > 1)
        end.name += " and " + counted(places.size() - 1, " more place", " more places");
    return end;
}

/// A row that may count, and what decides it.
struct Candidate {
    DisplacementUpdate update;
    std::string event, places, created;
    bool recommended = false;
};

class UpdateReader {
public:
    explicit UpdateReader(const HeaderColumns& header) : columns_{header} {}

    void read(const CsvRecord& record)
    {
        record_ = &record;
        ++number_;
        const std::string type = lower(cell(columns_.type));
        if (!has(type, "conflict") && !has(type, "violence")) {
            ++by_disaster_;
            return;
        }
        if (is_return(cell(columns_.info))) {
            ++returns_;
            return;
        }
        Candidate row;
        row.update.people = people();
        if (row.update.people.empty()) {
            ++without_figure_;
            return;
        }
        if (!put_ends(row.update)) {
            ++without_place_;
            return;
        }
        row.update.country = !cell(columns_.iso3).empty() ? cell(columns_.iso3) : cell(columns_.country);
        row.update.start = !cell(columns_.start).empty() ? cell(columns_.start) : cell(columns_.date);
        row.update.end = cell(columns_.end);
        row.update.source = cell(columns_.sources);
        row.update.row = {number_, record.line, record.raw};
        row.event = columns_.event != none ? cell(columns_.event) : cell(columns_.event_name);
        row.places = columns_.coordinates != none ? cell(columns_.coordinates) + "/" + cell(columns_.ways)
                                                  : cell(columns_.lat) + "," + cell(columns_.lon);
        row.created = cell(columns_.created);
        const std::string role = lower(cell(columns_.role));
        row.recommended = role.empty() || has(role, "recommended");
        rows_.push_back(std::move(row));
    }

    std::vector<DisplacementUpdate> chosen()
    {
        std::map<std::string, bool> has_recommended;                     // by event
        std::map<std::pair<std::string, std::string>, std::size_t> last; // row by event and places
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const Candidate& row = rows_[i];
            has_recommended[row.event] = has_recommended[row.event] || row.recommended;
            const auto [known, fresh] = last.emplace(std::pair{row.event, row.places}, i);
            if (!fresh && rows_[known->second].created <= row.created)
                known->second = i;
        }
        std::vector<DisplacementUpdate> updates;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            Candidate& row = rows_[i];
            // Rows that name no event cannot be told to be of the same one.
            const bool superseded = !row.recommended && !row.event.empty() &&
                                    (has_recommended[row.event] || last.at({row.event, row.places}) != i);
            if (superseded)
                ++superseded_;
            else
                updates.push_back(std::move(row.update));
        }
        return updates;
    }

    void add_issues(const std::string& source, Issues& issues) const
    {
        const auto say = [&](std::size_t rows, std::string_view why) {
            if (rows > 0)
                issues.push_back({Issue::Weight::note, source, 0,
                                  counted(rows, " row is left out: ", " rows are left out: ").append(why)});
        };
        say(by_disaster_, "displacement by disasters or other causes than conflict");
        say(superseded_, "a first estimate (triangulation) that a recommended or later figure replaces");
        say(returns_, "people who returned");
        say(without_figure_, "without a figure");
        say(without_place_, "without a position");
        if (columns_.accuracy == none && !rows_.empty())
            issues.push_back({Issue::Weight::note, source, 0,
                              "no column says how exactly the places are known: taken as district (40 km)"});
    }

private:
    [[nodiscard]] std::string cell(std::size_t column) const
    {
        if (column >= record_->cells.size())
            return {};
        return std::string{trimmed_cell(record_->cells[column])};
    }

    /// By the short sentence that IDMC makes of each row: "Sudan: 1,200 returns (returns), 01 May".
    static bool is_return(std::string_view info)
    {
        const std::string_view sentence = info.substr(0, info.find("</b>"));
        return has(sentence, " return ") || has(sentence, " returns ");
    }

    [[nodiscard]] std::string people() const
    {
        const auto count = integer_in(cell(columns_.figure));
        if (!count || *count <= 0)
            return {};
        const std::string qualifier = lower(cell(columns_.qualifier)), number = std::to_string(*count);
        if (has(qualifier, "more than") || has(qualifier, "at least"))
            return "at least " + number;
        if (has(qualifier, "less than") || has(qualifier, "up to") || has(qualifier, "at most"))
            return "up to " + number;
        return has(qualifier, "approx") || has(qualifier, "around") ? "~" + number : number;
    }

    /// False where no position is given.
    bool put_ends(DisplacementUpdate& update) const
    {
        const auto names = parts_of(cell(columns_.names)), positions = parts_of(cell(columns_.coordinates)),
                   accuracies = parts_of(cell(columns_.accuracy)), ways = parts_of(cell(columns_.ways));
        const auto at = [](const std::vector<std::string>& parts, std::size_t i) {
            return i < parts.size() ? std::string_view{parts[i]} : std::string_view{};
        };
        std::vector<NamedPoint> from, to;
        for (std::size_t i = 0; i < positions.size(); ++i) {
            const auto point = position_in(positions[i]);
            if (!point)
                continue;
            const NamedPoint place{std::string{at(names, i)}, *point, precision_of(at(accuracies, i))};
            const std::string way = lower(at(ways, i));
            // Where both is said people moved within it, and it is where they left.
            (has(way, "destination") && !has(way, "origin") ? to : from).push_back(place);
        }
        if (from.empty() && to.empty()) {
            const auto middle = position_in(cell(columns_.lat) + "," + cell(columns_.lon));
            if (!middle)
                return false;
            const std::string name = names.empty() ? cell(columns_.country) : names.front();
            from.push_back({name, *middle, precision_of(at(accuracies, 0))});
        }
        if (!from.empty())
            update.origin = end_of(from);
        if (!to.empty())
            update.destination = end_of(to);
        return true;
    }

    Columns columns_;
    const CsvRecord* record_ = nullptr;
    std::vector<Candidate> rows_;
    std::size_t number_ = 0, by_disaster_ = 0, returns_ = 0, without_figure_ = 0, without_place_ = 0,
                superseded_ = 0;
};

bool is_row_of_tags(const CsvRecord& record)
{
    const auto told = std::find_if(record.cells.begin(), record.cells.end(),
                                   [](const std::string& cell) { return !trimmed_cell(cell).empty(); });
    return told != record.cells.end() && trimmed_cell(*told).starts_with('#');
}

} // namespace

bool is_displacement_updates(const HeaderColumns& header)
{
    const Columns columns{header};
    const bool placed = columns.coordinates != none || (columns.lat != none && columns.lon != none);
    return columns.type != none && columns.figure != none && placed;
}

std::vector<DisplacementUpdate> displacement_updates(const HeaderColumns& header, std::size_t cells,
                                                     CsvReader& records, const std::string& source,
                                                     Issues& issues)
{
    UpdateReader reader{header};
    while (const auto record = records.next()) {
        if (is_row_of_tags(*record))
            continue;
        if (record->cells.size() < cells)
            issues.push_back(
                {Issue::Weight::dropped, source, record->line, "it has fewer cells than the header"});
        else
            reader.read(*record);
    }
    std::vector<DisplacementUpdate> updates = reader.chosen();
    reader.add_issues(source, issues);
    return updates;
}

} // namespace sitmap
