#include "render/sheet/sheet_frame.hpp"

#include "geodata/error.hpp"
#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/sheet_parts.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

using Design = SheetOptions::Design;

constexpr double least_width = 1000, least_height = 640, least_portrait_width = 740, most_side = 12'000;
constexpr double margin = 40, column_width = 364, column_gap = 26, usual_map_top = 128, low_map_top = 92,
                 band_height = 92;
constexpr double foot_line = 17, foot_above = 26, cells_height = 66;
const Font foot_font{11, FontWeight::regular, false, 0};

/// A low sheet has a lower head, so that map and legend keep their room.
bool is_low(const SheetOptions& o)
{
    constexpr double low_px = 720;
    return o.design != Design::ocha && o.height_px < low_px;
}

double map_top(const SheetOptions& o)
{
    return o.design == Design::ocha ? band_height + 16 : is_low(o) ? low_map_top : usual_map_top;
}

/// The foot before the map is known: as long as it will be, give or take a word.
std::string foot_words(const SheetOptions& o, const Camera* camera, const FootFacts& facts)
{
    std::string text{disclaimer};
    if (!facts.sources.empty())
        text = facts.sources + " " + text;
    // In the foot and not among the sources, where a full column would drop what the licences ask for.
    text += " Borders: de facto, Natural Earth; disputed lines dashed. Coast: GSHHG. Names: GeoNames (CC BY "
            "4.0). ";
    text += camera != nullptr ? camera->projection().description()
                              : "Lambert conformal conic, 32.55° and 34.57° N";
    if (text.back() != '.')
        text += ".";
    text += " Scale at the centre " + scale_words(camera != nullptr ? scale_told(o, *camera) : 1'750'000);
    text += o.page.empty() ? " on a screen of 96 dpi." : " on " + o.page + ".";
    text += " Uncertainty discs are true to scale; the size of a mark is no measure of its precision.";
    if (!o.file_name.empty())
        text += " " + o.file_name + ".";
    if (o.drawn_on && o.design != Design::ocha)
        text += " Drawn on " + day_for_people(*o.drawn_on) + ".";
    return text;
}

double foot_height(const SheetOptions& o, const FootFacts& facts)
{
    const auto lines = wrapped(foot_words(o, nullptr, facts), foot_font, o.width_px - 2 * margin);
    return foot_above + foot_line * static_cast<double>(std::max<std::size_t>(2, lines.size())) +
           (o.design == Design::ocha ? cells_height : 0);
}

/// Colours of the band: OCHA's blue, which white letters stand on with a contrast of 5.2.
constexpr Rgba band_colour = rgb(0x1A6FB0), band_ink = rgb(0xFFFFFF);

void draw_cells(DrawList& list, const Palette& p, const SheetOptions& o, const FootFacts& facts, double top)
{
    struct Cell {
        const char* head;
        std::string text;
    };
    std::vector<Cell> cells;
    const auto add = [&](const char* head, const std::string& text) {
        if (!text.empty())
            cells.push_back({head, text});
    };
    add("Creation date", o.drawn_on ? day_for_people(*o.drawn_on) : "");
    add("Map document", facts.code);
    add("GLIDE number", o.glide);
    add("Made by", o.maker);
    add("Feedback", o.contact);
    const double width = (o.width_px - 2 * margin) / static_cast<double>(cells.size());
    add_stroke(list, {{{margin, top}, {o.width_px - margin, top}}}, band_colour, 2);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double x = margin + width * static_cast<double>(i) + (i > 0 ? 10 : 0);
        if (i > 0)
            add_stroke(list, {{{x - 10, top + 8}, {x - 10, top + cells_height - 12}}}, p.rule, 1);
        add_text(list, cells[i].head, {11, FontWeight::bold, false, 0}, {x, top + 20}, p.muted_ink);
        add_text(list, fitted(cells[i].text, {12, FontWeight::regular, false, 0}, {12, 11}, width - 16).text,
                 {12, FontWeight::regular, false, 0}, {x, top + 38}, p.ink);
    }
}

} // namespace

bool is_portrait(const SheetOptions& options)
{
    return options.height_px > options.width_px;
}

SheetLayout layout_for(const SheetOptions& o, double legend_px, const FootFacts& foot)
{
    const bool portrait = is_portrait(o);
    const double least = portrait ? least_portrait_width : least_width;
    if (!(o.width_px >= least && o.height_px >= least_height && o.width_px <= most_side &&
          o.height_px <= most_side))
        throw Error{"cannot lay out a sheet of " + std::to_string(std::lround(o.width_px)) + " × " +
                    std::to_string(std::lround(o.height_px)) +
                    " px: map, legend and sources need 1000 × 640 to 12000 × 12000, upright 740 px at least"};
    SheetLayout layout;
    const double top = map_top(o);
    layout.foot_top = o.height_px - foot_height(o, foot);
    if (o.design == Design::plain) {
        layout.map = {margin, top, o.width_px - 2 * margin, layout.foot_top - top};
        return layout;
    }
    if (!portrait) {
        layout.map = {margin, top, o.width_px - 2 * margin - column_width - column_gap,
                      layout.foot_top - top};
        layout.columns = {{o.width_px - margin - column_width, top, column_width, layout.foot_top - top}};
        return layout;
    }
    constexpr double legend_gap = 18, three_from = 1000;
    const double wide = o.width_px - 2 * margin;
    layout.map = {margin, top, wide, layout.foot_top - top - legend_px - legend_gap};
    const int count = o.width_px >= three_from ? 3 : 2;
    const double each = (wide - column_gap * (count - 1)) / count;
    for (int i = 0; i < count; ++i)
        layout.columns.push_back(
            {margin + i * (each + column_gap), layout.foot_top - legend_px, each, legend_px});
    return layout;
}

double scale_told(const SheetOptions& o, const Camera& camera)
{
    constexpr double mm_per_screen_px = 25.4 / 96;
    const double shrunk = o.mm_per_px > 0 ? o.mm_per_px / mm_per_screen_px : 1;
    return camera.scale_denominator() / shrunk;
}

void draw_sheet_head(DrawList& list, const Palette& p, const SheetOptions& o, const std::string& title,
                     const std::string& subtitle, const std::vector<std::string>& corner)
{
    const bool band = o.design == Design::ocha;
    const double corner_px = corner.empty() ? 0 : 230, room = o.width_px - 2 * margin - corner_px;
    const Rgba ink = band ? band_ink : p.ink, muted = band ? faded(band_ink, 0.92) : p.muted_ink;
    if (band)
        add_fill(list, {rect_px({0, 0, o.width_px, band_height})}, band_colour);
    else
        add_stroke(list, {{{margin, 22}, {o.width_px - margin, 22}}}, p.ink, 3);
    const bool low = is_low(o);
    const double base = band ? 46 : low ? 50 : 62;
    const double title_px = low ? 24 : 33;
    const FittedText head = fitted(title, {title_px, FontWeight::bold, false, 0},
                                   {title_px, std::min(title_px, 28.0), std::min(title_px, 24.0), 20}, room);
    add_text(list, head.text, {head.size_px, FontWeight::bold, false, 0}, {margin, base}, ink);
    const double sub_px = low ? 14 : 17;
    const FittedText sub =
        fitted(subtitle, {sub_px, FontWeight::regular, false, 0}, {sub_px, std::min(sub_px, 15.0), 13},
               o.width_px - 2 * margin - (band ? corner_px : 0));
    add_text(list, sub.text, {sub.size_px, FontWeight::regular, false, 0},
             {margin, base + (band  ? 28
                              : low ? 26
                                    : 34)},
             muted);
    for (std::size_t i = 0; i < corner.size(); ++i)
        add_text(list, corner[i], {12, FontWeight::regular, false, 0},
                 {o.width_px - margin, base + 18 * static_cast<double>(i)}, muted, Align::right);
}

void draw_sheet_foot(DrawList& list, const Palette& p, const SheetOptions& o, const Camera& camera,
                     const FootFacts& facts)
{
    if (o.design == Design::ocha)
        draw_cells(list, p, o, facts, o.height_px - foot_height(o, facts) + 12);
    const auto lines = wrapped(foot_words(o, &camera, facts), foot_font, o.width_px - 2 * margin);
    double y = o.height_px - foot_line * static_cast<double>(lines.size());
    for (const std::string& line : lines) {
        add_text(list, line, foot_font, {margin, y}, p.muted_ink);
        y += foot_line;
    }
}

} // namespace sitmap
