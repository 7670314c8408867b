#include "app/overlay_files.hpp"

#include "app/terminal.hpp"
#include "engine/front_estimate.hpp"
#include "geodata/error.hpp"
#include "geodata/raster_file.hpp"
#include "geodata/vector_file.hpp"
#include "render/overlay_style.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace sitmap {

namespace {

// In their order: legible on land and sea, apart from the event palette.
constexpr std::array<std::uint32_t, 5> overlay_colours{0x3d5a80, 0x6a4c93, 0x2a7f62, 0x8c5e2a, 0x555555};

std::string at_or_only(const std::vector<std::string>& values, std::size_t position)
{
    const std::string value = values.size() == 1         ? values.front()
                              : position < values.size() ? values[position]
                                                         : "";
    return value == "-" ? "" : value;
}

/// Of several layers in a file few have all attributes.
bool any_has(const std::vector<Layer>& layers, const std::string& attribute)
{
    return std::any_of(layers.begin(), layers.end(),
                       [&](const Layer& layer) { return layer.field(attribute).has_value(); });
}

OverlayLayer picture_of(const OwnLayer& own)
{
    RasterImage image = read_raster_file(own.path);
    if (!image.note.empty())
        std::fprintf(stderr, "%s: note: %s\n", printable(own.path.filename().string()).c_str(),
                     image.note.c_str());
    if (!own.colour_by.empty() || !own.label_by.empty())
        throw Error{"cannot colour or label '" + own.path.string() + "' by an attribute: it is a picture"};
    OverlayLayer overlay;
    overlay.title = own.path.stem().string();
    overlay.image = std::make_shared<const Pixels>(Pixels{image.width, image.height, std::move(image.rgba)});
    overlay.image_extent = image.extent;
    overlay.opacity = own.opacity;
    overlay.visible = own.visible;
    return overlay;
}

} // namespace

void OverlayOptions::add_to(CLI::App& command)
{
    command
        .add_option(
            "--colour-by,--color-by", colour_by,
            "Attribute that gives own layers their colours, '-': none; given again, one of each layer")
        ->type_name("ATTR");
    command.add_option("--label", label_by, "Attribute that gives their names, as the colours")
        ->type_name("ATTR");
    command.add_option("--opacity", opacity, "Of own layers, 0 to 1")
        ->type_name("N")
        ->check(CLI::Range(0.0, 1.0));
    command.add_flag("--remember", remember,
                     "Keep these layers in the store: they are drawn from now on; see 'layers'");
}

OwnLayer OverlayOptions::layer_at(std::size_t position, const std::filesystem::path& path) const
{
    OwnLayer layer;
    layer.path = path;
    // One attribute for all layers does not concern the pictures among them.
    const bool picture = is_raster_name(path);
    if (!picture || colour_by.size() > 1)
        layer.colour_by = at_or_only(colour_by, position);
    if (!picture || label_by.size() > 1)
        layer.label_by = at_or_only(label_by, position);
    if (opacity.size() == 1)
        layer.opacity = opacity.front();
    else if (position < opacity.size())
        layer.opacity = opacity[position];
    return layer;
}

std::vector<OverlayLayer> read_overlay(const OwnLayer& own, std::size_t position)
{
    if (is_raster_name(own.path))
        return {picture_of(own)};
    VectorReadOptions options;
    if (!own.layer.empty())
        options.layer = own.layer;
    VectorFile file = read_vector_file(own.path, options);
    print_issues(file.issues, 5);
    const bool colours = any_has(file.layers, own.colour_by), labels = any_has(file.layers, own.label_by);
    std::vector<OverlayLayer> overlays;
    for (Layer& layer : file.layers) {
        OverlayLayer overlay;
        overlay.title = file.layers.size() == 1 && own.layer.empty()
                            ? own.path.stem().string()
                            : own.path.stem().string() + ": " + layer.name;
        overlay.layer = std::move(layer);
        overlay.colour = rgb(overlay_colours[(position + overlays.size()) % overlay_colours.size()]);
        overlay.opacity = own.opacity;
        overlay.visible = own.visible;
        if (!colours || overlay.layer.field(own.colour_by))
            overlay.colour_by = own.colour_by; // which none has is told where it is dressed
        if (!labels || overlay.layer.field(own.label_by))
            overlay.label_by = own.label_by;
        if (own.colour_by.empty() && is_front_estimate(overlay.layer)) {
            overlay.is_front_estimate = true;
            overlay.title = "Front line, estimated from incidents";
        }
        dress(overlay);
        overlays.push_back(std::move(overlay));
    }
    return overlays;
}

std::vector<OwnLayer> layer_by_layer(const OwnLayer& own, const std::vector<OverlayLayer>& read)
{
    std::vector<OwnLayer> each(read.size(), own);
    if (read.size() > 1)
        for (std::size_t i = 0; i < read.size(); ++i) {
            each[i].layer = read[i].layer.name;
            each[i].colour_by = read[i].colour_by;
            each[i].label_by = read[i].label_by;
        }
    return each;
}

} // namespace sitmap
