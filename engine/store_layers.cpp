// The layers that a GIS shows.
#include "engine/geometry_blob.hpp"
#include "engine/store_parts.hpp"
#include "geodata/extent.hpp"

#include <algorithm>
#include <set>

namespace sitmap::store {

namespace {

/// Parties in order of appearance, as the map colours them.
std::vector<std::string> parties_of(const Layer& control)
{
    std::vector<std::string> parties;
    const auto column = control.field("party");
    for (const Feature& feature : control.features) {
        const std::string party = column ? text_of(feature.values[*column]) : std::string{};
        if (!party.empty() && std::find(parties.begin(), parties.end(), party) == parties.end())
            parties.push_back(party);
    }
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

void write_rows(Database& database, const Layer& layer)
{
    std::string sql = "INSERT INTO \"" + layer.name + "\" VALUES (?, ?";
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        sql += ", ?";
    Statement row{database, sql + ")"};
    Statement box{database, "INSERT INTO \"rtree_" + layer.name + "_geom\" VALUES (?, ?, ?, ?, ?)"};
    std::int64_t fid = 0;
    for (const Feature& feature : layer.features) {
        row.put(++fid);
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

std::optional<Extent> extent_of_layer(const Layer& layer)
{
    std::optional<Extent> whole;
    for (const Feature& feature : layer.features) {
        const auto box = extent_of(feature.geometry);
        if (box)
            whole = whole ? Extent{std::min(whole->west, box->west), std::min(whole->south, box->south),
                                   std::max(whole->east, box->east), std::max(whole->north, box->north)}
                          : *box;
    }
    return whole;
}

void write_contents(Database& database, const Layer& layer)
{
    Statement row{database, "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'), "
                            "min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?"};
    if (const auto extent = extent_of_layer(layer))
        row.put(extent->west).put(extent->south).put(extent->east).put(extent->north);
    else
        row.null().null().null().null();
    row.put(std::string_view{layer.name}).run();
}

void write_style(Database& database, const Layer& layer, const std::vector<std::string>& parties)
{
    const std::string style = style_of(layer.name, parties);
    if (style.empty())
        return;
    Statement row{
        database,
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
        "styleName, styleQML, useAsDefault, description, owner) "
        "VALUES ('', '', ?, 'geom', 'sitmap', ?, 1, 'as sitmap draws it', '')"};
    row.put(std::string_view{layer.name}).put(std::string_view{style}).run();
}

} // namespace

std::string geometry_type_of(const std::string& layer)
{
    if (layer == "incidents" || layer == "stocks")
        return "POINT";
    if (layer == "control_areas")
        return "MULTIPOLYGON";
    if (layer == "front_lines")
        return "MULTILINESTRING";
    return "GEOMETRY"; // areas may be lines, flows with one known end are points, routes may be of several
                       // parts
}

std::vector<Layer> layers_of(const Ledger& ledger, const std::vector<LineString>& land_edges)
{
    const std::vector<Incident> all = incidents(ledger);
    return {incident_layer(all, ledger),
            incident_area_layer(all, ledger),
            flow_layer(ledger.flows),
            stock_layer(ledger.stocks),
            route_layer(ledger.routes),
            control_layer(ledger.control_areas),
            front_layer(fronts_by_day(ledger.control_areas, land_edges))};
}

void write_layers(Database& database, const std::vector<Layer>& layers)
{
    database.run("DELETE FROM layer_styles WHERE styleName = 'sitmap'");
    std::vector<std::string> parties;
    for (const Layer& layer : layers)
        if (layer.name == "control_areas")
            parties = parties_of(layer);
    for (const Layer& layer : layers) {
        drop_index_triggers(database, layer.name);
        database.run("DELETE FROM \"" + layer.name + "\"");
        database.run("DELETE FROM \"rtree_" + layer.name + "_geom\"");
        write_rows(database, layer);
        create_index_triggers(database, layer.name);
        write_contents(database, layer);
        write_style(database, layer, parties);
    }
}

} // namespace sitmap::store
