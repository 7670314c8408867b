#include "geodata/csv_columns.hpp"

#include "geodata/csv_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sitmap {

namespace {

/// What the text of a CSV cell is; a number with leading zeros is a code, which keeps them.
Value read_cell(const std::string& text, FieldType type)
{
    const char* const end = text.data() + text.size();
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    const bool is_code = text.size() > sign + 1 && text[sign] == '0' && text[sign + 1] != '.';
    if (type == FieldType::boolean && (text == "true" || text == "false"))
        return text == "true";
    if (type == FieldType::integer && !is_code) {
        std::int64_t number = 0;
        const auto [last, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc{} && last == end)
            return number;
    }
    if (type == FieldType::real && !is_code) {
        double number = 0;
        const auto [last, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc{} && last == end && std::isfinite(number))
            return number;
    }
    return {};
}

} // namespace

void find_column_types(Layer& layer)
{
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        std::vector<std::string*> cells;
        for (Feature& feature : layer.features) {
            auto* text = std::get_if<std::string>(&feature.values[i]);
            if (text != nullptr && text->empty())
                feature.values[i] = std::monostate{};
            else if (text != nullptr)
                cells.push_back(text);
        }
        if (cells.empty() && layer.fields[i].type != FieldType::text)
            continue; // the columns of coordinates come as numbers
        FieldType fits = FieldType::text;
        for (const FieldType type : {FieldType::boolean, FieldType::integer, FieldType::real}) {
            const bool all = std::all_of(cells.begin(), cells.end(), [&](const std::string* cell) {
                return !std::holds_alternative<std::monostate>(read_cell(*cell, type));
            });
            if (all && !cells.empty()) {
                fits = type;
                break;
            }
        }
        layer.fields[i].type = fits;
        for (Feature& feature : layer.features) {
            auto* text = std::get_if<std::string>(&feature.values[i]);
            if (text != nullptr && fits == FieldType::text)
                *text = std::string{without_apostrophe(*text)};
            else if (text != nullptr)
                feature.values[i] = read_cell(std::string{*text}, fits);
        }
    }
}

void take_well_known_text(OGRFeature& feature)
{
    for (const char* name : {"wkt", "geom", "geometry", "the_geom", "shape_wkt"}) {
        const int field = feature.GetFieldIndex(name);
        OGRGeometry* geometry = nullptr;
        if (field < 0 || OGRGeometryFactory::createFromWkt(feature.GetFieldAsString(field), nullptr,
                                                           &geometry) != OGRERR_NONE)
            continue;
        feature.SetGeometryDirectly(geometry);
        return;
    }
}

} // namespace sitmap
