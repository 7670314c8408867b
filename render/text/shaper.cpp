#include "render/text/shaper.hpp"

#include "geodata/error.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <numbers>
#include <string>
#include <system_error>
#include <unordered_map>
#include <vector>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr const char* families = "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Naskh Arabic";
constexpr std::size_t most_measured = 50'000; // entries, about 8 MB; a map shows a few hundred labels
constexpr std::size_t longest_run = 4'000;    // bytes; a line of text on a picture is far shorter

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// Shapes with unrounded, unhinted metrics, so that a label is equally wide on every machine and at every
/// scale.
Owned<PangoContext> context_of(PangoFontMap* map)
{
    Owned<PangoContext> context{pango_font_map_create_context(map)};
    const Owned<cairo_font_options_t> options{cairo_font_options_create()};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_cairo_context_set_resolution(context.get(), 96);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string("en"));
    return context;
}

/// A font map over the fonts of `config` alone.
struct Face {
    explicit Face(FcConfig* config) : map{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)}
    {
        if (!map)
            throw Error{"cannot set text: this build of Cairo has no FreeType fonts"};
        if (config)
            pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config);
        context = context_of(map.get());
    }
    Owned<PangoFontMap> map;
    Owned<PangoContext> context;
};

struct MeasureKey {
    std::string text;
    Font font;
    bool operator==(const MeasureKey&) const = default;
};
struct MeasureHash {
    std::size_t operator()(const MeasureKey& key) const
    {
        std::size_t hash = std::hash<std::string>{}(key.text);
        const auto mix = [&hash](std::size_t more) { hash = hash * 1'000'003u ^ more; };
        mix(std::hash<double>{}(key.font.size_px));
        mix(std::hash<double>{}(key.font.letter_spacing_px));
        mix(static_cast<std::size_t>(key.font.weight) * 2 + (key.font.italic ? 1 : 0));
        return hash;
    }
};

/// The fonts of this process.
struct Fonts {
    std::mutex mutex;
    Owned<FcConfig> config;   ///< of `use_fonts`; null before
    std::uint64_t number = 0; ///< of calls to `use_fonts`
    fs::path folder;
};

Fonts& fonts()
{
    static Fonts instance;
    return instance;
}

/// Faces and measures of a thread: Pango's font maps are not for several.
struct Shaper {
    std::unique_ptr<Face> ours;   ///< the fonts of `use_fonts` and no others; null before
    std::unique_ptr<Face> system; ///< whatever the machine has; for scripts that ours lack
    std::unordered_map<MeasureKey, TextSize, MeasureHash> measured;
    std::uint64_t number = 0; ///< of the fonts that `ours` is of
};

Shaper& shaper()
{
    thread_local Shaper instance;
    Fonts& all = fonts();
    const std::lock_guard lock{all.mutex};
    if (instance.number != all.number) {
        instance.ours = std::make_unique<Face>(all.config.get()); // the map keeps its own reference
        instance.measured.clear();
        instance.number = all.number;
    }
    return instance;
}

Face& system_face()
{
    auto& face = shaper().system;
    if (!face)
        face = std::make_unique<Face>(nullptr);
    return *face;
}

PangoWeight pango_weight(FontWeight weight)
{
    switch (weight) {
    case FontWeight::regular:
        return PANGO_WEIGHT_NORMAL;
    case FontWeight::medium:
        return PANGO_WEIGHT_MEDIUM;
    case FontWeight::semibold:
        return PANGO_WEIGHT_SEMIBOLD;
    case FontWeight::bold:
        return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_NORMAL;
}

/// Scripts whose letters join: space between them would tear words apart.
bool joins(gunichar letter)
{
    switch (g_unichar_get_script(letter)) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_MONGOLIAN:
        return true;
    default:
        return false;
    }
}

void add_spacing(PangoAttrList* attributes, std::size_t begin, std::size_t end, double spacing_px)
{
    PangoAttribute* const spacing =
        pango_attr_letter_spacing_new(static_cast<int>(std::lround(spacing_px * PANGO_SCALE)));
    spacing->start_index = static_cast<guint>(begin);
    spacing->end_index = static_cast<guint>(end);
    pango_attr_list_insert(attributes, spacing);
}

Owned<PangoAttrList> spacing_of(const std::string& text, double spacing_px)
{
    Owned<PangoAttrList> attributes{pango_attr_list_new()};
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char* const letter = text.c_str() + at;
        const auto next = static_cast<std::size_t>(g_utf8_next_char(letter) - text.c_str());
        if (joins(g_utf8_get_char(letter))) {
            if (begin < at)
                add_spacing(attributes.get(), begin, at, spacing_px);
            begin = next;
        }
        at = next;
    }
    if (begin < text.size())
        add_spacing(attributes.get(), begin, text.size(), spacing_px);
    return attributes;
}

/// Valid UTF-8 of bounded length; damaged bytes become U+FFFD.
std::string cleaned(std::string_view text)
{
    gchar* const valid =
        g_utf8_make_valid(text.data(), static_cast<gssize>(std::min(text.size(), longest_run)));
    std::string copy{valid};
    g_free(valid);
    return copy;
}

Owned<PangoFontDescription> description_of(const Font& font)
{
    Owned<PangoFontDescription> description{pango_font_description_new()};
    pango_font_description_set_family_static(description.get(), families);
    pango_font_description_set_absolute_size(description.get(),
                                             std::clamp(font.size_px, 1.0, 2000.0) * PANGO_SCALE);
    pango_font_description_set_weight(description.get(), pango_weight(font.weight));
    pango_font_description_set_style(description.get(),
                                     font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}

Owned<PangoLayout> layout_with(Face& face, const std::string& text, const Font& font)
{
    Owned<PangoLayout> layout{pango_layout_new(face.context.get())};
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_font_description(layout.get(), description_of(font).get());
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    if (font.letter_spacing_px != 0)
        pango_layout_set_attributes(layout.get(), spacing_of(text, font.letter_spacing_px).get());
    return layout;
}

Owned<PangoLayout> layout_of(std::string_view text, const Font& font)
{
    const std::string clean = cleaned(text);
    const auto& ours = shaper().ours;
    if (!ours)
        return layout_with(system_face(), clean, font);
    Owned<PangoLayout> layout = layout_with(*ours, clean, font);
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0)
        return layout_with(system_face(), clean, font);
    return layout;
}

void set_colour(cairo_t* cairo, Rgba colour)
{
    cairo_set_source_rgba(cairo, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, colour.a / 255.0);
}

bool is_font(const fs::path& path)
{
    return path.extension() == ".ttf" || path.extension() == ".otf";
}

std::vector<fs::path> fonts_in(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator{folder, trouble})
        if (is_font(entry.path()))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

void use_fonts(const fs::path& folder)
{
    const auto files = fonts_in(folder);
    if (files.empty())
        throw Error{"cannot set text: no fonts (.ttf, .otf) in '" + folder.string() +
                    "'; give the folder 'assets' of sitmap with --assets"};
    Owned<FcConfig> config{FcConfigCreate()};
    for (const fs::path& file : files)
        if (!FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(file.c_str())))
            throw Error{"cannot read font '" + file.string() + "': not a font file"};
    FcConfigBuildFonts(config.get()); // else whoever asks first builds them
    Fonts& all = fonts();
    const std::lock_guard lock{all.mutex};
    all.config = std::move(config);
    ++all.number;
    all.folder = folder;
}

const fs::path& fonts_folder()
{
    return fonts().folder;
}

TextSize measure(std::string_view text, const Font& font)
{
    auto& measured = shaper().measured;
    MeasureKey key{std::string{text.substr(0, longest_run)}, font};
    if (const auto known = measured.find(key); known != measured.end())
        return known->second;

    const Owned<PangoLayout> layout = layout_of(text, font);
    PangoRectangle logical;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), 0), nullptr, &logical);
    const TextSize size{static_cast<double>(logical.width) / PANGO_SCALE,
                        static_cast<double>(-logical.y) / PANGO_SCALE,
                        static_cast<double>(logical.y + logical.height) / PANGO_SCALE};
    if (measured.size() >= most_measured)
        measured.clear();
    measured.emplace(std::move(key), size);
    return size;
}

void draw_run(cairo_t* cairo, const GlyphRun& run)
{
    const Owned<PangoLayout> layout = layout_of(run.text, run.font);
    PangoLayoutLine* const line = pango_layout_get_line_readonly(layout.get(), 0);
    cairo_save(cairo);
    cairo_translate(cairo, run.baseline.x, run.baseline.y);
    cairo_rotate(cairo, -run.angle_deg * std::numbers::pi / 180);
    if (run.halo.a > 0 && run.halo_width_px > 0) {
        cairo_new_path(cairo);
        pango_cairo_layout_line_path(cairo, line);
        cairo_set_line_width(cairo, run.halo_width_px);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(cairo, nullptr, 0, 0);
        set_colour(cairo, run.halo);
        cairo_stroke(cairo);
    }
    cairo_new_path(cairo);
    cairo_move_to(cairo, 0, 0);
    set_colour(cairo, run.colour);
    pango_cairo_show_layout_line(cairo, line);
    cairo_new_path(cairo);
    cairo_restore(cairo);
}

} // namespace sitmap
