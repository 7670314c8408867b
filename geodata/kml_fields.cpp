#include "geodata/kml_fields.hpp"

#include <algorithm>
#include <cpl_conv.h>

namespace sitmap {

namespace {

bool is_default(const std::string& name, const Value& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return true;
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr && *number <= 0 && name.starts_with("kml_");
}

void drop_unused_fields(Layer& layer)
{
    for (std::size_t i = layer.fields.size(); i-- > 0;) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        const bool used = std::any_of(layer.features.begin(), layer.features.end(), [&](const Feature& f) {
            return !is_default(layer.fields[i].name, f.values[i]);
        });
        if (used)
            continue;
        layer.fields.erase(layer.fields.begin() + at);
        for (Feature& feature : layer.features)
            feature.values.erase(feature.values.begin() + at);
    }
}

void unprefix_kml_fields(Layer& layer)
{
    for (Field& field : layer.fields) {
        if (field.name.starts_with("kml_") && !layer.field(field.name.substr(4)))
            field.name.erase(0, 4);
    }
}

} // namespace

void prefix_kml_fields()
{
    for (const char* field :
         {"ID", "TIMESTAMP", "BEGIN", "END", "ALTITUDEMODE", "TESSELLATE", "EXTRUDE", "VISIBILITY",
          "DRAWORDER", "ICON", "HEADING", "TILT", "ROLL", "SNIPPET", "MODEL"}) {
        std::string lower{field};
        for (char& c : lower)
            c = static_cast<char>(c - 'A' + 'a');
        CPLSetConfigOption(("LIBKML_" + std::string{field} + "_FIELD").c_str(), ("kml_" + lower).c_str());
    }
}

void tidy_kml_fields(Layer& layer)
{
    drop_unused_fields(layer);
    unprefix_kml_fields(layer);
}

} // namespace sitmap
