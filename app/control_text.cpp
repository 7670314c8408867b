#include "app/control_text.hpp"

#include "app/terminal.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

/// A hundredth of a km² is the side of a house's block: finer than any such map is drawn.
double rounded(double km2)
{
    return std::round(km2 * 100) / 100;
}

/// "3,104.2"
std::string km2_for_people(double km2)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.1f", km2);
    std::string out{text.data()};
    const std::size_t sign = out[0] == '-' ? 1 : 0;
    for (std::size_t at = out.find('.'); at > sign + 3;) {
        at -= 3;
        out.insert(at, ",");
    }
    return out;
}

std::string cell_for_people(const Json& cell)
{
    return cell.is_number() ? km2_for_people(cell.get<double>()) : printable(cell.get<std::string>());
}

std::string state_day(Day asked, std::optional<Day> dated)
{
    return format_day(dated.value_or(asked));
}

} // namespace

std::string ControlTable::for_people() const
{
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        widths.push_back(display_width(columns[c].head));
        for (const auto& row : rows)
            widths[c] = std::max(widths[c], display_width(cell_for_people(row[c])));
    }
    std::string out = title.empty() ? "" : title + "\n\n";
    const auto line = [&](const auto& cell) {
        std::string text;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const std::string content = cell(c);
            const std::string gap(widths[c] - display_width(content), ' ');
            text += (c == 0 ? "" : "  ") + (columns[c].is_number ? gap + content : content + gap);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    line([&](std::size_t c) { return columns[c].head; });
    for (const auto& row : rows)
        line([&](std::size_t c) { return cell_for_people(row[c]); });
    return out;
}

Json ControlTable::as_json() const
{
    Json all = Json::array();
    for (const auto& row : rows) {
        Json object = Json::object();
        for (std::size_t c = 0; c < columns.size(); ++c)
            object[columns[c].key] = row[c];
        all.push_back(std::move(object));
    }
    return all;
}

std::string ControlTable::as_csv() const
{
    Layer layer{"control", {}, {}};
    for (const Column& column : columns)
        layer.fields.push_back({column.key, column.is_number ? FieldType::real : FieldType::text});
    std::string out;
    CsvWriter writer{[&](std::string_view text) { out += text; }, layer.fields, CsvWriter::Shapes::none};
    for (const auto& row : rows) {
        Feature feature;
        for (const Json& cell : row)
            feature.values.push_back(cell.is_number() ? Value{cell.get<double>()}
                                                      : Value{cell.get<std::string>()});
        writer.add(feature);
    }
    return out;
}

ControlTable states_table(const std::vector<ControlArea>& areas, const std::string& party)
{
    ControlTable table{
        "", {{"DAY", "day"}, {"PARTY", "party"}, {"CONTROL", "kind"}, {"KM²", "km2", true}}, {}};
    using Kind = ControlArea::Kind;
    for (const Day day : control_days(areas)) {
        const ControlState state = areas_at(areas, day);
        std::vector<std::pair<std::string, Kind>> seen;
        for (const ControlArea* area : state.areas) {
            const auto key = std::pair{area->party, area->kind};
            if ((!party.empty() && area->party != party) ||
                std::find(seen.begin(), seen.end(), key) != seen.end())
                continue;
            seen.push_back(key);
            MultiPolygon all;
            for (const ControlArea* other : state.areas)
                if (other->party == key.first && other->kind == key.second)
                    all.polygons.insert(all.polygons.end(), other->area.polygons.begin(),
                                        other->area.polygons.end());
            table.rows.push_back({format_day(day), key.first, std::string{name_of(key.second)},
                                  rounded(area_m2(merged(all)) / 1e6)});
        }
    }
    return table;
}

ControlTable change_table(const ControlChange& change)
{
    const std::string from = state_day(change.from, change.dated_from),
                      to = state_day(change.to, change.dated_to);
    ControlTable table{"Assessed control, states of " + from + " and " + to + "; km² on the WGS 84 ellipsoid",
                       {{"PARTY", "party"},
                        {"FROM", "from"},
                        {"TO", "to"},
                        {"HELD BEFORE", "held_before_km2", true},
                        {"GAINED", "gained_km2", true},
                        {"LOST", "lost_km2", true},
                        {"HELD AFTER", "held_after_km2", true},
                        {"OF IT SLIVERS +", "gained_sliver_km2", true},
                        {"SLIVERS -", "lost_sliver_km2", true}},
                       {}};
    for (const PartyChange& p : change.parties)
        table.rows.push_back({p.party, from, to, rounded(p.held_before_km2), rounded(p.gained.km2),
                              rounded(p.lost.km2), rounded(p.held_after_km2), rounded(p.gained.sliver_km2),
                              rounded(p.lost.sliver_km2)});
    return table;
}

ControlTable months_table(const std::vector<ControlChange>& changes)
{
    ControlTable table{"Assessed control by month; km² on the WGS 84 ellipsoid",
                       {{"MONTH", "month"},
                        {"STATES FROM", "from"},
                        {"TO", "to"},
                        {"PARTY", "party"},
                        {"GAINED", "gained_km2", true},
                        {"LOST", "lost_km2", true},
                        {"HELD AFTER", "held_after_km2", true}},
                       {}};
    for (const ControlChange& change : changes)
        for (const PartyChange& p : change.parties)
            table.rows.push_back({format_day(change.to).substr(0, 7),
                                  state_day(change.from, change.dated_from),
                                  state_day(change.to, change.dated_to), p.party, rounded(p.gained.km2),
                                  rounded(p.lost.km2), rounded(p.held_after_km2)});
    return table;
}

void print_sliver_note(const std::vector<ControlChange>& changes)
{
    std::size_t count = 0;
    double km2 = 0;
    for (const ControlChange& change : changes)
        for (const PartyChange& p : change.parties)
            for (const ChangedGround* ground : {&p.gained, &p.lost}) {
                count += ground->slivers.polygons.size();
                km2 += ground->sliver_km2;
            }
    if (count > 0)
        std::fprintf(
            stderr,
            "note: %zu pieces under 0.5 km² or 300 m wide (%s km² in all) count in these figures; maps "
            "leave them out\n",
            count, km2_for_people(km2).c_str());
}

} // namespace sitmap
