#include "geodata/shapefile_limits.hpp"

#include "geodata/shape_kind.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::size_t dbf_name_bytes = 10;

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

} // namespace

std::string shortened(const std::string& text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

std::string dbf_name(const std::string& name, std::set<std::string>& taken)
{
    std::string tried = shortened(name, dbf_name_bytes);
    for (int i = 1; !taken.insert(lower(tried)).second; ++i) {
        const std::string suffix = "_" + std::to_string(i);
        tried = shortened(name, dbf_name_bytes - suffix.size()) + suffix;
    }
    return tried;
}

void fit_to_dbf(Layer& layer, const std::string& source, Issues& issues)
{
    const auto note = [&](std::string what) {
        issues.push_back({Issue::Weight::note, source, 0, std::move(what)});
    };
    std::set<std::string> taken;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        const std::string name = layer.fields[i].name;
        layer.fields[i].name = dbf_name(name, taken);
        if (layer.fields[i].name != name)
            note("a Shapefile has names of at most 10 bytes: '" + name + "' is called '" +
                 layer.fields[i].name + "'");
        std::size_t cut = 0;
        for (Feature& feature : layer.features) {
            auto* text = std::get_if<std::string>(&feature.values[i]);
            if (text == nullptr || text->size() <= dbf_text_bytes)
                continue;
            *text = shortened(*text, dbf_text_bytes);
            ++cut;
        }
        if (cut > 0)
            note("a Shapefile has texts of at most 254 bytes: " + std::to_string(cut) + " of '" + name +
                 "' were cut");
    }
}

std::vector<std::pair<std::string, Layer>> parted_by_kind(const Layer& layer)
{
    struct Group {
        const char* suffix;
        std::vector<ShapeKind> kinds;
    };
    const Group groups[] = {{"_points", {ShapeKind::point}},
                            {"_multipoints", {ShapeKind::points}},
                            {"_lines", {ShapeKind::line, ShapeKind::lines}},
                            {"_areas", {ShapeKind::area, ShapeKind::areas}}};
    std::vector<std::pair<std::string, Layer>> parts;
    for (const Group& group : groups) {
        Layer part{layer.name, layer.fields, {}};
        for (const Feature& feature : layer.features) {
            if (std::find(group.kinds.begin(), group.kinds.end(), kind_of(feature.geometry)) !=
                group.kinds.end())
                part.features.push_back(feature);
        }
        if (!part.features.empty())
            parts.emplace_back(group.suffix, std::move(part));
    }
    if (parts.size() <= 1)
        return {{"", layer}};
    Layer bare{layer.name, layer.fields, {}};
    for (const Feature& feature : layer.features) {
        if (kind_of(feature.geometry) == ShapeKind::none)
            bare.features.push_back(feature);
    }
    if (!bare.features.empty())
        parts.emplace_back("_without_shape", std::move(bare));
    return parts;
}

} // namespace sitmap
