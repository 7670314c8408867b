#include "render/overlay_style.hpp"

#include "geodata/error.hpp"
#include "render/style.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace sitmap {

namespace {

constexpr double area_opacity = 0.14, edge_opacity = 0.9, classed_area_opacity = 0.5;
constexpr std::size_t most_kinds = 6, number_classes = 5;
// Okabe and Ito 2008, without the yellow, which is lost on paper; "other" is grey.
constexpr std::array<std::uint32_t, most_kinds> kind_colours{0x0072B2, 0xE69F00, 0x009E73,
                                                             0xCC79A7, 0xD55E00, 0x56B4E9};
constexpr std::uint32_t other_colour = 0x7A7A7A;
// Stops of the density's ramp on paper (cartography, section 5): lightness 84, 71, 57, 41, 26.
constexpr std::array<std::uint32_t, number_classes> ramp{0xF6C98A, 0xEE9C5A, 0xD9653F, 0xAE3640, 0x731C42};

std::optional<double> number_of(const Value& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return std::isfinite(*real) ? std::optional{*real} : std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* text = std::get_if<std::string>(&value)) {
        double number = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
        if (error == std::errc{} && end == text->data() + text->size() && !text->empty())
            return number;
    }
    return std::nullopt;
}

/// The columns of simplestyle, as far as the layer has them.
class Simple {
public:
    explicit Simple(const Layer& layer)
    {
        constexpr std::array<std::string_view, 8> names{"marker-color", "marker-size",  "marker-symbol",
                                                        "stroke",       "stroke-width", "stroke-opacity",
                                                        "fill",         "fill-opacity"};
        for (std::size_t i = 0; i < names.size(); ++i)
            fields_[i] = layer.field(names[i]);
    }
    enum Column : std::uint8_t {
        marker_colour,
        marker_size,
        marker_symbol,
        stroke,
        stroke_width,
        stroke_opacity,
        fill,
        fill_opacity
    };

    [[nodiscard]] bool speaks_of(const Feature& feature) const
    {
        return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) {
            return field && !std::holds_alternative<std::monostate>(feature.values[*field]);
        });
    }
    [[nodiscard]] std::string text(const Feature& feature, Column column) const
    {
        return fields_[column] ? text_of(feature.values[*fields_[column]]) : "";
    }
    [[nodiscard]] double number(const Feature& feature, Column column, double otherwise, double most) const
    {
        const auto found = fields_[column] ? number_of(feature.values[*fields_[column]]) : std::nullopt;
        return found ? std::clamp(*found, 0.0, most) : otherwise;
    }

private:
    std::array<std::optional<std::size_t>, 8> fields_;
};

bool is_point(const Geometry& geometry)
{
    return std::holds_alternative<LonLat>(geometry) || std::holds_alternative<MultiPoint>(geometry);
}

FeatureStyle simple_style(const Simple& simple, const Feature& feature)
{
    // The defaults of the specification.
    constexpr std::uint32_t marker = 0x7e7e7e, line = 0x555555;
    constexpr double width = 2, most_width = 40, filled = 0.6;
    const Rgba stroke = parse_hex_colour(simple.text(feature, Simple::stroke)).value_or(rgb(line));
    const Rgba fill = parse_hex_colour(simple.text(feature, Simple::fill)).value_or(rgb(line));
    FeatureStyle style;
    style.stroke = faded(stroke, simple.number(feature, Simple::stroke_opacity, 1, 1));
    style.fill = faded(fill, simple.number(feature, Simple::fill_opacity, filled, 1));
    style.stroke_px = simple.number(feature, Simple::stroke_width, width, most_width);
    if (is_point(feature.geometry)) {
        style.fill = style.stroke =
            parse_hex_colour(simple.text(feature, Simple::marker_colour)).value_or(rgb(marker));
        const std::string size = simple.text(feature, Simple::marker_size);
        style.radius_px = size == "small" ? 4.5 : size == "large" ? 9.0 : 6.5;
        const std::string symbol = simple.text(feature, Simple::marker_symbol);
        if (symbol.size() == 1 && style.radius_px > 5)
            style.symbol = symbol;
    }
    return style;
}

FeatureStyle plain_style(const Feature& feature, Rgba colour, double opacity)
{
    FeatureStyle style;
    style.radius_px = 4;
    const bool area = std::holds_alternative<Polygon>(feature.geometry) ||
                      std::holds_alternative<MultiPolygon>(feature.geometry);
    style.fill = is_point(feature.geometry) ? colour : faded(colour, opacity);
    style.stroke = area ? faded(colour, edge_opacity) : colour;
    style.stroke_px = area ? 1.2 : 1.6;
    return style;
}

std::size_t field_for(const OverlayLayer& overlay, const std::string& name)
{
    if (const auto field = overlay.layer.field(name))
        return *field;
    std::string has;
    for (const Field& field : overlay.layer.fields)
        has += (has.empty() ? "" : ", ") + field.name;
    throw Error{"cannot use the attribute '" + name + "' of '" + overlay.title + "': it has " +
                (has.empty() ? "none" : has)};
}

std::string number_words(double number)
{
    if (std::abs(number) < 1e15 && number == std::round(number)) {
        std::string digits = std::to_string(std::llabs(std::llround(number)));
        for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
            digits.insert(static_cast<std::size_t>(at), ",");
        return (number < 0 ? "–" : "") + digits;
    }
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.3g", number);
    return buffer;
}

/// Which class each feature is of; nothing: the attribute is not given.
using Classified = std::vector<std::optional<std::size_t>>;

Classified by_kind(OverlayLayer& overlay, std::size_t field)
{
    std::map<std::string, std::size_t> counts;
    for (const Feature& feature : overlay.layer.features)
        if (const std::string text = text_of(feature.values[field]); !text.empty())
            ++counts[text];
    std::vector<std::pair<std::string, std::size_t>> kinds{counts.begin(), counts.end()};
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const bool others = kinds.size() > most_kinds;
    if (others)
        kinds.resize(most_kinds);
    for (std::size_t i = 0; i < kinds.size(); ++i)
        overlay.classes.push_back({kinds[i].first, rgb(kind_colours[i])});
    if (others)
        overlay.classes.push_back({"other", rgb(other_colour)});
    Classified classified;
    for (const Feature& feature : overlay.layer.features) {
        const std::string text = text_of(feature.values[field]);
        const auto kind =
            std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == text; });
        if (text.empty())
            classified.emplace_back();
        else
            classified.emplace_back(static_cast<std::size_t>(kind - kinds.begin()));
    }
    return classified;
}

Classified by_number(OverlayLayer& overlay, std::size_t field, std::vector<double> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    std::vector<double> begins; // of each class
    for (std::size_t i = 0; i < number_classes; ++i) {
        const double at = numbers[i * numbers.size() / number_classes];
        if (begins.empty() || at > begins.back())
            begins.push_back(at);
    }
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const double last = i + 1 < begins.size()
                                ? *(std::lower_bound(numbers.begin(), numbers.end(), begins[i + 1]) - 1)
                                : numbers.back();
        const std::size_t step = begins.size() == 1 ? 2 : i * (number_classes - 1) / (begins.size() - 1);
        overlay.classes.push_back(
            {number_words(begins[i]) + (last > begins[i] ? "–" + number_words(last) : ""), rgb(ramp[step])});
    }
    Classified classified;
    for (const Feature& feature : overlay.layer.features) {
        const auto number = number_of(feature.values[field]);
        if (!number)
            classified.emplace_back();
        else
            classified.emplace_back(static_cast<std::size_t>(
                std::upper_bound(begins.begin(), begins.end(), *number) - begins.begin() - 1));
    }
    return classified;
}

Classified classified_by(OverlayLayer& overlay, std::size_t field)
{
    std::vector<double> numbers;
    std::set<double> distinct;
    bool all_numbers = true;
    for (const Feature& feature : overlay.layer.features) {
        const Value& value = feature.values[field];
        if (std::holds_alternative<std::monostate>(value) || text_of(value).empty())
            continue;
        const auto number = number_of(value);
        all_numbers = all_numbers && number && !std::holds_alternative<bool>(value);
        if (number) {
            numbers.push_back(*number);
            distinct.insert(*number);
        }
    }
    if (all_numbers && distinct.size() > most_kinds)
        return by_number(overlay, field, std::move(numbers));
    return by_kind(overlay, field);
}

} // namespace

std::optional<Rgba> parse_hex_colour(std::string_view text)
{
    if (!text.empty() && text.front() == '#')
        text.remove_prefix(1);
    std::string digits{text};
    if (digits.size() == 3)
        digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    if (digits.size() != 6 || error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return rgb(number);
}

void dress(OverlayLayer& overlay)
{
    overlay.styles.clear();
    overlay.classes.clear();
    if (!overlay.label_by.empty())
        static_cast<void>(field_for(overlay, overlay.label_by));
    const Simple simple{overlay.layer};
    const Classified classified = overlay.colour_by.empty()
                                      ? Classified{}
                                      : classified_by(overlay, field_for(overlay, overlay.colour_by));
    for (std::size_t i = 0; i < overlay.layer.features.size(); ++i) {
        const Feature& feature = overlay.layer.features[i];
        FeatureStyle style = simple.speaks_of(feature) ? simple_style(simple, feature)
                                                       : plain_style(feature, overlay.colour, area_opacity);
        if (!classified.empty()) {
            const Rgba colour = classified[i] ? overlay.classes[*classified[i]].colour : rgb(0xBBBBBB);
            const FeatureStyle classed = plain_style(feature, colour, classed_area_opacity);
            style.fill = classed.fill;
            style.stroke = classed.stroke;
        }
        overlay.styles.push_back(style);
    }
}

} // namespace sitmap
