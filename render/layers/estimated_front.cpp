#include "render/layers/estimated_front.hpp"

#include "render/px_geometry.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr double width_px = 2.2, casing_px = 5.6, band_opacity = 0.10, band_edge_opacity = 0.35;
const std::vector<double> dash_px{8, 5};

/// An attribute of the layer's first feature; empty where it has none.
std::string told(const OverlayLayer& overlay, const char* attribute)
{
    const auto field = overlay.layer.field(attribute);
    return field && !overlay.layer.features.empty() ? text_of(overlay.layer.features.front().values[*field])
                                                    : "";
}

/// "17 Jul 2024, from 412 incidents"
std::string grounds(const OverlayLayer& overlay)
{
    const std::string day = told(overlay, "day"), evidence = told(overlay, "evidence");
    const auto parsed = parse_day(day);
    std::string words = parsed ? day_for_people(*parsed) : day;
    if (!evidence.empty())
        words +=
            (words.empty() ? "from " : ", from ") + evidence + (evidence == "1" ? " incident" : " incidents");
    return words;
}

struct Parts {
    Path lines, bands;
};

Parts parts_of(const Frame& frame, const OverlayLayer& overlay)
{
    Parts parts;
    for (const Feature& feature : overlay.layer.features) {
        const auto box = extent_of(feature.geometry);
        if (!box || !frame.projector.sees(*box))
            continue;
        for (Contour& ring : frame.projector.rings(feature.geometry))
            parts.bands.push_back(std::move(ring));
        for (Contour& line : frame.projector.lines(feature.geometry))
            parts.lines.push_back(std::move(line));
    }
    return parts;
}

void draw_band(DrawList& list, const Palette& p, const Path& rings, double opacity)
{
    add_fill(list, rings, faded(p.front, band_opacity * opacity));
    add_rings(list, rings, faded(p.front, band_edge_opacity * opacity), 0.8, {2, 2});
}

void draw_line(DrawList& list, const Palette& p, const Path& lines, double opacity)
{
    add_stroke(list, lines, faded(p.front_casing, p.front_casing.a / 255.0 * opacity), casing_px);
    add_stroke(list, lines, faded(p.front, opacity), width_px, dash_px);
}

} // namespace

void draw_estimated_front(Frame& frame, const OverlayLayer& overlay)
{
    const Palette& p = frame.palette;
    Parts parts = parts_of(frame, overlay);
    draw_band(frame.list(), p, parts.bands, overlay.opacity);
    draw_line(frame.list(), p, parts.lines, overlay.opacity);
    for (const Contour& line : parts.lines)
        frame.taken.take_line(line, 4);
    if (!parts.lines.empty())
        frame.legend(
            LegendEntry::Group::control, "Front line, estimated from incidents",
            [&](DrawList& mark) {
                draw_line(mark, p, {{{0, 11}, {18, 11}}}, overlay.opacity);
            },
            grounds(overlay));
    if (!parts.bands.empty())
        frame.legend(
            LegendEntry::Group::control, "Where the estimated line may be",
            [&](DrawList& mark) {
                draw_band(mark, p, {rect_px({1, 4, 16, 10})}, overlay.opacity);
            },
            "a tenth to nine tenths of resamples");
    frame.fronts.insert(frame.fronts.end(), parts.lines.begin(), parts.lines.end());
}

void draw_estimated_front_label(Frame& frame, const OverlayLayer& overlay)
{
    constexpr double shortest_px = 120;
    const Path lines = parts_of(frame, overlay).lines;
    const auto longest = std::max_element(lines.begin(), lines.end(), [](const Contour& a, const Contour& b) {
        return length_px(a) < length_px(b);
    });
    if (longest == lines.end() || length_px(*longest) < shortest_px)
        return;
    TextBlock block{{{"Front line, estimated", {12.5, FontWeight::bold, false, 0}, frame.palette.ink}},
                    faded(frame.palette.labels.halo, 0.88),
                    3.4};
    if (const std::string second = grounds(overlay); !second.empty())
        block.lines.push_back({second, {11.5, FontWeight::regular, false, 0}, frame.palette.ink});
    for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9})
        if (const auto p = point_along(*longest, share * length_px(*longest)))
            if (place_beside(frame.labels, frame.taken, p->at, 14, block,
                             {Side::right, Side::above, Side::below, Side::left}))
                return;
}

} // namespace sitmap
