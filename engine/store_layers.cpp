// The layers that a GIS shows.
#include "engine/geometry_blob.hpp"
#include "engine/store_parts.hpp"
#include "geodata/extent.hpp"

#include <algorithm>
#include <set>

namespace sitmap::store {

namespace {

/// Parties in order of appearance, as the map colours them.
std::vector<std::string> parties_of(const std::vector<ControlArea>& areas)
{
    std::vector<std::string> parties;
    for (const ControlArea& area : areas)
        if (!area.party.empty() && std::find(parties.begin(), parties.end(), area.party) == parties.end())
            parties.push_back(area.party);
    return parties;
}

/// The front on each day that a state is dated to. Without coasts and state borders rims would claim a front
/// along them, so that only borders between two parties are kept.
std::vector<DatedFronts> fronts_by_day(const std::vector<ControlArea>& areas,
                                       const std::vector<LineString>& land_edges)
{
    std::set<Day> days;
    for (const ControlArea& area : areas)
        if (area.interval.first())
            days.insert(*area.interval.first());
    std::vector<DatedFronts> dated;
    for (const Day day : days) {
        auto lines = at(areas, day, land_edges).fronts;
        std::erase_if(lines, [&](const FrontLine& line) { return line.rim && land_edges.empty(); });
        dated.push_back({day, std::move(lines)});
    }
    return dated;
}

void put_value(Statement& row, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        row.put(std::string_view{*text});
    else if (const auto* integer = std::get_if<std::int64_t>(&value))
        row.put(*integer);
    else if (const auto* real = std::get_if<double>(&value))
        row.put(*real);
    else if (const auto* boolean = std::get_if<bool>(&value))
        row.put_bool(*boolean);
    else
        row.null();
}

/// Incidents keep their id as the feature's; other features are counted.
std::optional<std::size_t> id_column(const Layer& layer)
{
    const auto column = layer.field("id");
    return column && layer.fields[*column].type == FieldType::integer ? column : std::nullopt;
}

void write_rows(Database& database, const Layer& layer)
{
    std::string sql = "INSERT INTO \"" + layer.name + "\" VALUES (?, ?";
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        sql += ", ?";
    Statement row{database, sql + ")"};
    Statement box{database, "INSERT INTO \"rtree_" + layer.name + "_geom\" VALUES (?, ?, ?, ?, ?)"};
    const auto id = id_column(layer);
    std::int64_t fid = 0;
    for (const Feature& feature : layer.features) {
        fid = id ? std::get<std::int64_t>(feature.values[*id]) : fid + 1;
        row.put(fid);
        if (const auto extent = extent_of(feature.geometry))
            box.put(fid).put(extent->west).put(extent->east).put(extent->south).put(extent->north).run();
        if (const auto blob = geometry_blob(feature.geometry))
            row.put_blob(*blob);
        else
            row.null();
        for (const Value& value : feature.values)
            put_value(row, value);
        row.run();
    }
}

/// Brings the layer's entry up to date. The bounds are the index's, and so a little wide.
void write_contents(Database& database, const std::string& layer)
{
    const std::string index = "\"rtree_" + layer + "_geom\"";
    database.run(
        "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'), (min_x, min_y, max_x, "
        "max_y) = (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM " +
        index + ") WHERE table_name = '" + layer + "'");
}

void replace_rows(Database& database, const Layer& layer)
{
    drop_index_triggers(database, layer.name);
    database.run("DELETE FROM \"" + layer.name + "\"; DELETE FROM \"rtree_" + layer.name + "_geom\"");
    write_rows(database, layer);
    create_index_triggers(database, layer.name);
    write_contents(database, layer.name);
}

/// Replaces the rows of the incidents that changed; `layer` holds those that are left of them.
void replace_incidents(Database& database, const Layer& layer, const std::set<IncidentId>& ids)
{
    drop_index_triggers(database, layer.name);
    Statement row{database, "DELETE FROM \"" + layer.name + "\" WHERE fid = ?"};
    Statement box{database, "DELETE FROM \"rtree_" + layer.name + "_geom\" WHERE id = ?"};
    for (const IncidentId id : ids) {
        row.put(id).run();
        box.put(id).run();
    }
    write_rows(database, layer);
    create_index_triggers(database, layer.name);
    write_contents(database, layer.name);
}

} // namespace

void write_style(Database& database, const std::string& layer, const std::vector<std::string>& parties)
{
    const std::string style = style_of(layer, parties);
    if (style.empty())
        return;
    Statement row{
        database,
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
        "styleName, styleQML, useAsDefault, description, owner) "
        "VALUES ('', '', ?, 'geom', 'sitmap', ?, 1, 'as sitmap draws it', '')"};
    row.put(std::string_view{layer}).put(std::string_view{style}).run();
}

std::string geometry_type_of(const std::string& layer)
{
    if (layer == "incidents" || layer == "stocks" || layer == "records")
        return "POINT";
    if (layer == "control_areas")
        return "MULTIPOLYGON";
    if (layer == "front_lines")
        return "MULTILINESTRING";
    return "GEOMETRY"; // areas may be lines, flows with one known end are points, routes may be of several
                       // parts
}

std::vector<Layer> empty_layers()
{
    const Ledger none;
    return {incident_layer({}, none), incident_area_layer({}), flow_layer({}), stock_layer({}),
            route_layer({}),          control_layer({}),       front_layer({})};
}

void write_layers(Database& database, const Ledger& ledger, const Change& change,
                  const std::vector<LineString>& land_edges)
{
    const auto changed = incidents(ledger, change.incidents, Rule::range, std::nullopt);
    replace_incidents(database, incident_layer(changed, ledger), change.incidents);
    replace_incidents(database, incident_area_layer(changed), change.incidents);
    if (change.flows)
        replace_rows(database, flow_layer(ledger.flows));
    if (change.stocks)
        replace_rows(database, stock_layer(ledger.stocks));
    if (change.routes)
        replace_rows(database, route_layer(ledger.routes));
    if (change.control_areas) {
        replace_rows(database, control_layer(ledger.control_areas));
        replace_rows(database, front_layer(fronts_by_day(ledger.control_areas, land_edges)));
    }
    database.run("DELETE FROM layer_styles WHERE styleName = 'sitmap'");
    for (const Layer& layer : empty_layers())
        write_style(database, layer.name, parties_of(ledger.control_areas));
    if (database.has_table("records"))
        write_style(database, "records", {});
}

} // namespace sitmap::store
