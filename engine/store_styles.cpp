// QGIS styles for the layers, after the project's cartography: palettes of section 2, light.
#include "engine/event_type.hpp"
#include "engine/store_parts.hpp"

#include <array>

namespace sitmap::store {

namespace {

struct Mark {
    std::string_view shape, fill, edge; ///< QGIS's marker name; colours as "r,g,b,a"
};

constexpr std::array<Mark, event_type_count> marks{{
    {"diamond", "166,47,5,255", "91,25,2,255"},
    {"star", "240,149,15,255", "132,81,8,255"},
    {"filled_arrowhead", "26,26,29,255", "0,0,0,255"},
    {"circle", "11,138,102,255", "6,75,56,255"},
    {"triangle", "248,240,143,255", "136,132,78,255"},
    {"square", "92,205,247,255", "50,112,135,255"},
    {"arrowhead", "169,114,168,255", "92,62,92,255"},
    {"half_square", "10,74,181,255", "5,40,99,255"},
}};

constexpr std::array<std::string_view, 5> party_colours{"59,79,166", "185,140,26", "62,139,116", "134,32,56",
                                                        "156,146,183"};

std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            // XML 1.0 knows no other control characters.
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n')
                safe += c;
        }
    }
    return safe;
}

std::string option(std::string_view name, std::string_view value)
{
    return "<Option type=\"QString\" name=\"" + std::string{name} + "\" value=\"" + escaped(value) + "\"/>";
}

/// One symbol of one layer; `kind` is marker, line or fill.
std::string symbol(std::string_view name, std::string_view kind, std::string_view layer_class,
                   std::string_view options)
{
    return "<symbol type=\"" + std::string{kind} + "\" name=\"" + escaped(name) +
           "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"" + std::string{layer_class} +
           "\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">" + std::string{options} +
           "</Option></layer></symbol>";
}

std::string document(std::string_view renderer)
{
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22\" "
           "styleCategories=\"Symbology\">" +
           std::string{renderer} + "</qgis>\n";
}

std::string single(const std::string& one_symbol)
{
    return document(
        "<renderer-v2 type=\"singleSymbol\" enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\">"
        "<symbols>" +
        one_symbol + "</symbols></renderer-v2>");
}

/// A renderer that picks a symbol by an attribute's value.
class Categories {
public:
    explicit Categories(std::string attribute) : attribute_{std::move(attribute)} {}

    void add(std::string_view value, std::string_view label, std::string_view kind,
             std::string_view layer_class, std::string_view options)
    {
        const std::string name = std::to_string(count_++);
        categories_ += "<category symbol=\"" + name + "\" value=\"" + escaped(value) + "\" label=\"" +
                       escaped(label) + "\" render=\"true\" type=\"string\"/>";
        symbols_ += symbol(name, kind, layer_class, options);
    }

    [[nodiscard]] std::string text() const
    {
        return document("<renderer-v2 type=\"categorizedSymbol\" attr=\"" + escaped(attribute_) +
                        "\" enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\"><categories>" +
                        categories_ + "</categories><symbols>" + symbols_ + "</symbols></renderer-v2>");
    }

private:
    std::string attribute_, categories_, symbols_;
    int count_ = 0;
};

std::string marker_options(const Mark& mark)
{
    return option("name", mark.shape) + option("color", mark.fill) + option("outline_color", mark.edge) +
           option("outline_style", "solid") + option("outline_width", "1.1") +
           option("outline_width_unit", "Pixel") + option("size", "11") + option("size_unit", "Pixel");
}

std::string line_options(std::string_view colour, std::string_view width, std::string_view dash)
{
    return option("line_color", colour) + option("line_width", width) + option("line_width_unit", "Pixel") +
           option("joinstyle", "round") + option("capstyle", "round") + option("line_style", "solid") +
           (dash.empty() ? ""
                         : option("use_custom_dash", "1") + option("customdash", dash) +
                               option("customdash_unit", "Pixel"));
}

std::string fill_options(std::string_view fill, std::string_view edge, std::string_view edge_style)
{
    return option("color", fill) + option("style", "solid") + option("outline_color", edge) +
           option("outline_style", edge_style) + option("outline_width", "0.9") +
           option("outline_width_unit", "Pixel");
}

std::string by_event_type(bool areas, const std::string& attribute = "event_type")
{
    Categories categories{attribute};
    for (std::size_t i = 0; i < event_type_count; ++i) {
        const auto type = static_cast<EventType>(i);
        const Mark& mark = marks[i];
        const std::string soft = std::string{mark.fill.substr(0, mark.fill.rfind(','))} + ",23"; // 9 %
        if (areas)
            categories.add(name_of(type), short_name_of(type), "fill", "SimpleFill",
                           fill_options(soft, mark.edge, "dash"));
        else
            categories.add(name_of(type), short_name_of(type), "marker", "SimpleMarker",
                           marker_options(mark));
    }
    return categories.text();
}

std::string by_party(const std::vector<std::string>& parties)
{
    Categories categories{"party"};
    for (std::size_t i = 0; i < parties.size(); ++i) {
        const std::string colour{party_colours[i % party_colours.size()]};
        categories.add(parties[i], parties[i], "fill", "SimpleFill",
                       fill_options(colour + ",36", colour + ",255", "no")); // 14 %
    }
    categories.add("", "no party named", "fill", "SimpleFill",
                   fill_options("128,128,128,36", "90,90,90,255", "dash"));
    return categories.text();
}

} // namespace

std::string style_of(const std::string& layer, const std::vector<std::string>& parties)
{
    if (layer == "incidents")
        return by_event_type(false);
    if (layer == "records") // those that are in the layer incidents are not drawn twice
        return by_event_type(false, "CASE WHEN \"promoted\" THEN '' ELSE \"event_type\" END");
    if (layer == "incident_areas")
        return by_event_type(true);
    if (layer == "control_areas")
        return by_party(parties);
    if (layer == "flows")
        return single(symbol("0", "line", "ArrowLine",
                             option("arrow_width", "3") + option("arrow_width_unit", "Pixel") +
                                 option("head_length", "9") + option("head_length_unit", "Pixel") +
                                 option("head_thickness", "6") + option("head_thickness_unit", "Pixel") +
                                 option("is_curved", "0")));
    if (layer == "stocks")
        return single(symbol("0", "marker", "SimpleMarker",
                             marker_options({"circle", "74,85,104,31", "74,85,104,255"})));
    if (layer == "routes")
        return single(symbol("0", "line", "SimpleLine", line_options("43,63,115,209", "1.8", "6;4")));
    if (layer == "front_lines")
        return single(symbol("0", "line", "SimpleLine", line_options("35,38,45,255", "2.2", "")));
    return {};
}

} // namespace sitmap::store
