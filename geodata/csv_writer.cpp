#include "geodata/csv_writer.hpp"

#include "geodata/json_text.hpp"
#include "geodata/measure.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace sitmap {

namespace {

constexpr std::size_t bytes_at_once = 1 << 16;

/// OWASP, "CSV Injection", with the full-width forms that East Asian spreadsheets take as well.
constexpr std::array<std::string_view, 10> formula_starts{
    "=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

std::string quoted(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with(' ') &&
        !text.ends_with(' '))
        return std::string{text};
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"')
            result += '"';
        result += c;
    }
    return result + "\"";
}

bool has_field(const std::vector<Field>& fields, std::string_view name)
{
    return Layer{{}, fields, {}}.field(name).has_value();
}

} // namespace

bool looks_like_formula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    return std::any_of(formula_starts.begin(), formula_starts.end(),
                       [text](std::string_view start) { return text.starts_with(start); });
}

std::string_view without_apostrophe(std::string_view text)
{
    if (text.starts_with('\'') && looks_like_formula(text))
        text.remove_prefix(1);
    return text;
}

CsvWriter::CsvWriter(TextSink out, std::vector<Field> fields, Shapes shapes, Formulas formulas)
    : out_{std::move(out)},
      fields_{std::move(fields)},
      disarm_{formulas == Formulas::disarmed},
      lonlat_{shapes != Shapes::none && !has_field(fields_, "lon") && !has_field(fields_, "lat")},
      wkt_{shapes == Shapes::all && !has_field(fields_, "wkt")}
{
    std::string header;
    const auto name = [&](const std::string& text) { header += (header.empty() ? "" : ",") + cell(text); };
    for (const Field& field : fields_)
        name(field.name);
    if (lonlat_) {
        name("lon");
        name("lat");
    }
    if (wkt_)
        name("wkt");
    out_(header + "\r\n");
}

std::string CsvWriter::cell(const Value& value) const
{
    const auto* raw = std::get_if<std::string>(&value);
    if (raw == nullptr)
        return text_of(value);
    const std::string text = to_utf8_mended(*raw);
    return quoted(disarm_ && looks_like_formula(text) ? "'" + text : text);
}

void CsvWriter::add(const Feature& feature, int digits)
{
    assert(feature.values.size() == fields_.size());
    std::string line;
    for (std::size_t i = 0; i < fields_.size(); ++i)
        line += (i == 0 ? "" : ",") + cell(feature.values[i]);
    const auto* point = std::get_if<LonLat>(&feature.geometry);
    const std::string comma = fields_.empty() ? "" : ",";
    if (lonlat_)
        line += comma + (point == nullptr ? ","
                                          : coordinate_text(point->lon, digits) + "," +
                                                coordinate_text(point->lat, digits));
    if (wkt_)
        line +=
            "," + (point == nullptr
                       ? quoted(well_known_text(right_hand(rounded(feature.geometry, digits)), all_digits))
                       : std::string{});
    finish(); // what add_point left
    out_(line + "\r\n");
}

void CsvWriter::emit()
{
    if (pending_.size() >= bytes_at_once && out_)
        finish();
}

CsvWriter CsvWriter::part() const
{
    CsvWriter part = *this;
    part.out_ = nullptr;
    part.pending_.clear();
    return part;
}

void CsvWriter::append(CsvWriter&& part)
{
    finish();
    hand_over(out_, part.pending_);
}

void CsvWriter::finish()
{
    if (pending_.empty())
        return;
    out_(pending_);
    pending_.clear();
}

void CsvWriter::append_text(std::string_view text)
{
    if (!is_utf8(text)) {
        append_text(to_utf8_mended(text));
        return;
    }
    const bool disarm = disarm_ && looks_like_formula(text);
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with(' ') &&
        !text.ends_with(' ')) {
        pending_ += disarm ? "'" : "";
        pending_ += text;
        return;
    }
    pending_ += disarm ? "\"'" : "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t quote = std::min(text.find('"', at), text.size());
        pending_ += text.substr(at, quote - at);
        if (quote < text.size())
            pending_ += "\"\"";
        at = quote + 1;
    }
    pending_ += '"';
}

void CsvWriter::add_tags(std::span<const std::string_view> tags)
{
    assert(tags.size() == fields_.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
        pending_ += i == 0 ? "" : ",";
        pending_ += tags[i];
    }
    pending_ += "\r\n";
}

void CsvWriter::add_point(std::optional<LonLat> point, int digits, std::span<const FlatValue> values)
{
    assert(values.size() == fields_.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            pending_ += ',';
        switch (values[i].kind) {
        case FlatValue::Kind::null:
        case FlatValue::Kind::absent:
            break;
        case FlatValue::Kind::text:
        case FlatValue::Kind::json:
            append_text(values[i].text);
            break;
        default:
            append_json(pending_, values[i]);
        }
    }
    if (lonlat_) {
        pending_ += fields_.empty() ? "" : ",";
        if (point)
            append_coordinate(pending_, point->lon, digits);
        pending_ += ',';
        if (point)
            append_coordinate(pending_, point->lat, digits);
    }
    if (wkt_)
        pending_ += ',';
    pending_ += "\r\n";
    emit();
}

std::string to_csv(const Layer& layer, int digits, CsvWriter::Formulas formulas)
{
    const bool only_points = std::all_of(layer.features.begin(), layer.features.end(), [](const Feature& f) {
        return std::holds_alternative<LonLat>(f.geometry) ||
               std::holds_alternative<std::monostate>(f.geometry);
    });
    std::string text;
    CsvWriter writer{[&](std::string_view part) { text += part; }, layer.fields,
                     only_points ? CsvWriter::Shapes::points : CsvWriter::Shapes::all, formulas};
    for (const Feature& feature : layer.features)
        writer.add(feature, digits);
    writer.finish();
    return text;
}

} // namespace sitmap
