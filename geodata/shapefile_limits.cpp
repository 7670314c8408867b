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

std::string dbf_name(const std::string& name)
{
    if (name.size() <= dbf_name_bytes)
        return name;
    std::string closed = name;
    std::erase(closed, '_');
    if (closed.size() <= dbf_name_bytes)
        return closed;
    // Low, best and high tell of more than what they have in common does.
    constexpr std::size_t longest_last_word = 4;
    const std::size_t last = name.rfind('_');
    if (last != std::string::npos && last + 1 < name.size() && name.size() - last - 1 <= longest_last_word)
        return shortened(name, dbf_name_bytes - (name.size() - last)) + name.substr(last);
    return shortened(name, dbf_name_bytes);
}

std::string dbf_name(const std::string& name, std::set<std::string>& taken)
{
    std::string tried = dbf_name(name);
    for (int i = 1; !taken.insert(lower(tried)).second; ++i) {
        const std::string suffix = "_" + std::to_string(i);
        tried = shortened(name, dbf_name_bytes - suffix.size()) + suffix;
    }
    return tried;
}

DbfFields::DbfFields(const std::vector<Field>& fields_given)
    : fields{fields_given}, widths(fields_given.size(), 1), cut_(fields_given.size(), 0)
{
    std::set<std::string> taken;
    for (Field& field : fields) {
        names_.push_back(field.name);
        field.name = dbf_name(field.name, taken);
    }
}

void DbfFields::measure(const Feature& feature)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto* text = std::get_if<std::string>(&feature.values[i]);
        if (text == nullptr)
            continue;
        widths[i] = std::max(widths[i], std::min(text->size(), dbf_text_bytes));
        cut_[i] += text->size() > dbf_text_bytes ? 1U : 0U;
    }
}

void DbfFields::cut(Feature& feature)
{
    for (Value& value : feature.values)
        if (auto* text = std::get_if<std::string>(&value); text != nullptr && text->size() > dbf_text_bytes)
            *text = shortened(*text, dbf_text_bytes);
}

void DbfFields::report(const std::string& source, Issues& issues) const
{
    const auto note = [&](const char* limit, const std::string& cases) {
        if (!cases.empty())
            issues.push_back({Issue::Weight::note, source, 0, limit + cases});
    };
    std::string renamed, shortened;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name != names_[i])
            renamed += (renamed.empty() ? "'" : ", '") + names_[i] + "' is called '" + fields[i].name + "'";
        if (cut_[i] > 0)
            shortened +=
                (shortened.empty() ? "" : ", ") + std::to_string(cut_[i]) + " of '" + names_[i] + "'";
    }
    note("a Shapefile has names of at most 10 bytes: ", renamed);
    note("a Shapefile has texts of at most 254 bytes; these were cut: ", shortened);
}

DbfFields fit_to_dbf(Layer& layer)
{
    DbfFields fitted{layer.fields};
    for (Feature& feature : layer.features) {
        fitted.measure(feature);
        DbfFields::cut(feature);
    }
    layer.fields = fitted.fields;
    return fitted;
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
