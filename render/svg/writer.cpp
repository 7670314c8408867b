#include "render/svg/writer.hpp"

#include "render/cairo/painter.hpp"
#include "render/hatching.hpp"
#include "render/labels.hpp"
#include "render/svg/embedded_fonts.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace sitmap {

namespace {

/// Hundredths, which is finer than any printer; "-0" never.
void add_number(std::string& out, double value, int digits = 2)
{
    if (!std::isfinite(value))
        value = 0;
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::clamp(value, -1e7, 1e7),
                                   std::chars_format::fixed, digits)
                         .ptr;
    std::string_view text{buffer, static_cast<std::size_t>(end - buffer)};
    if (text.find('.') != std::string_view::npos) {
        text = text.substr(0, text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.remove_suffix(1);
    }
    out += text == "-0" ? "0" : text;
}

std::string number(double value, int digits = 2)
{
    std::string text;
    add_number(text, value, digits);
    return text;
}

std::string hex(Rgba c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const std::uint8_t channel : {c.r, c.g, c.b}) {
        text += digits[channel >> 4];
        text += digits[channel & 15];
    }
    return text;
}

/// ` fill="#…" fill-opacity="…"` with any property's name.
std::string paint(std::string_view what, Rgba c)
{
    std::string text = " " + std::string{what} + "=\"" + hex(c) + "\"";
    if (c.a < 255)
        text += " " + std::string{what} + "-opacity=\"" + number(c.a / 255.0, 3) + "\"";
    return text;
}

/// XML 1.0: no control characters, and what has a meaning escaped.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

std::string data_of(const Path& path, bool closed)
{
    std::string d;
    for (const Contour& contour : path) {
        bool begun = false;
        for (const Px p : contour) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y))
                continue;
            d += begun ? ' ' : 'M';
            add_number(d, p.x);
            d += ' ';
            add_number(d, p.y);
            begun = true;
        }
        if (begun && closed)
            d += 'Z';
    }
    return d;
}

int weight_of(FontWeight weight)
{
    switch (weight) {
    case FontWeight::regular:
        return 400;
    case FontWeight::medium:
        return 500;
    case FontWeight::semibold:
        return 600;
    case FontWeight::bold:
        return 700;
    }
    return 400;
}

/// The first letter with a direction is of a script that runs to the left (Hebrew to Arabic Extended-A, and
/// the presentation forms).
bool runs_to_the_left(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            return false;
        if (c >= 0xC3 && c <= 0xD5) // Latin, Greek, Cyrillic, Armenian
            return false;
        if ((c >= 0xD6 && c <= 0xDF) ||
            (c == 0xE0 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA4))
            return true;
        if (c == 0xEF && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xAC)
            return true;
    }
    return false;
}

/// One code point, which is what a place in a list of places belongs to.
bool is_one_letter(std::string_view text)
{
    return !text.empty() && std::count_if(text.begin(), text.end(), [](char c) {
                                return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                            }) == 1;
}

bool is_same_kind(const GlyphRun& a, const GlyphRun& b)
{
    return a.font == b.font && a.colour == b.colour && a.halo == b.halo && a.halo_width_px == b.halo_width_px;
}

class Writer {
public:
    explicit Writer(const DrawList& list) : list_{list}, clip_{0, 0, list.width_px, list.height_px} {}

    std::string written(double mm_per_px)
    {
        const auto side = [&](double px) {
            return mm_per_px > 0 ? number(px * mm_per_px, 3) + "mm" : number(px);
        };
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
               "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
               side(list_.width_px) + "\" height=\"" + side(list_.height_px) + "\" viewBox=\"0 0 " +
               number(list_.width_px) + " " + number(list_.height_px) + "\" font-family=\"" +
               std::string{svg_font_families} + "\" stroke-linejoin=\"round\">\n" + embedded_fonts(list_) +
               "<rect width=\"" + number(list_.width_px) + "\" height=\"" + number(list_.height_px) + "\"" +
               paint("fill", list_.background) + "/>\n";
        for (at_ = 0; at_ < list_.commands.size(); ++at_)
            std::visit([this](const auto& command) { add(command); }, list_.commands[at_]);
        end_clip();
        return out_ + "</svg>\n";
    }

private:
    void add(const FillPath& fill)
    {
        const std::string d = data_of(fill.path, true);
        if (d.empty())
            return;
        if (fill.hatch) {
            add_hatch(*fill.hatch, d, common_part(bounds_of(fill.path), clip_));
            return;
        }
        std::string how = paint("fill", fill.colour);
        if (fill.gradient)
            how = " fill=\"url(#" + gradient(fill) + ")\"";
        else if (fill.colour.a == 0)
            return;
        out_ += "<path fill-rule=\"evenodd\"" + how + " d=\"" + d + "\"/>\n";
    }

    std::string gradient(const FillPath& fill)
    {
        const auto& [from, to, end] = *fill.gradient;
        std::string id = "g" + std::to_string(++ids_);
        const auto stop = [](int at, Rgba c) {
            return "<stop offset=\"" + std::to_string(at) + "\" stop-color=\"" + hex(c) +
                   "\" stop-opacity=\"" + number(c.a / 255.0, 3) + "\"/>";
        };
        out_ += "<linearGradient id=\"" + id + "\" gradientUnits=\"userSpaceOnUse\" x1=\"" + number(from.x) +
                "\" y1=\"" + number(from.y) + "\" x2=\"" + number(to.x) + "\" y2=\"" + number(to.y) + "\">" +
                stop(0, fill.colour) + stop(1, end) + "</linearGradient>\n";
        return id;
    }

    void add_hatch(const Hatch& hatch, const std::string& d, const PxRect& box)
    {
        std::string marks;
        for (const auto& [from, to] : hatch_lines(hatch, box))
            marks += "M" + number(from.x) + " " + number(from.y) + " " + number(to.x) + " " + number(to.y);
        std::string dots;
        for (const Px p : hatch_dots(hatch, box))
            dots += "M" + number(p.x) + " " + number(p.y) + "h0";
        if (marks.empty() && dots.empty())
            return;
        const std::string id = "c" + std::to_string(++ids_);
        out_ += "<clipPath id=\"" + id + "\"><path clip-rule=\"evenodd\" d=\"" + d +
                "\"/></clipPath>\n<path clip-path=\"url(#" + id + ")\" fill=\"none\"" +
                paint("stroke", hatch.colour) + " stroke-width=\"" + number(hatch.width_px) +
                (dots.empty() ? "\"" : "\" stroke-linecap=\"round\"") + " d=\"" + marks + dots + "\"/>\n";
    }

    void add(const StrokePath& stroke)
    {
        const std::string d = data_of(stroke.path, stroke.closed);
        if (d.empty() || stroke.colour.a == 0 || !(stroke.width_px > 0))
            return;
        out_ += "<path fill=\"none\"" + paint("stroke", stroke.colour) + " stroke-width=\"" +
                number(stroke.width_px) + "\"";
        if (stroke.cap == Cap::round)
            out_ += " stroke-linecap=\"round\"";
        double sum = 0;
        for (const double part : stroke.dash_px)
            sum = part >= 0 ? sum + part : -INFINITY;
        if (sum > 0) {
            out_ += " stroke-dasharray=\"";
            for (std::size_t i = 0; i < stroke.dash_px.size(); ++i)
                out_ += (i > 0 ? " " : "") + number(stroke.dash_px[i]);
            out_ += "\"";
        }
        out_ += " d=\"" + d + "\"/>\n";
    }

    void add(const GlyphRun& run)
    {
        if (run.text.empty())
            return;
        std::size_t end = at_ + 1;
        if (is_one_letter(run.text))
            for (; end < list_.commands.size(); ++end) {
                const auto* next = std::get_if<GlyphRun>(&list_.commands[end]);
                if (next == nullptr || !is_one_letter(next->text) || !is_same_kind(run, *next))
                    break;
            }
        if (end - at_ > 1)
            add_letters(end);
        else
            add_run(run);
        at_ = end - 1;
    }

    std::string look_of(const GlyphRun& run) const
    {
        std::string text = " font-size=\"" + number(run.font.size_px) + "\"";
        if (run.font.weight != FontWeight::regular)
            text += " font-weight=\"" + std::to_string(weight_of(run.font.weight)) + "\"";
        if (run.font.italic)
            text += " font-style=\"italic\"";
        text += paint("fill", run.colour);
        if (run.halo.a > 0 && run.halo_width_px > 0)
            text += paint("stroke", run.halo) + " stroke-width=\"" + number(run.halo_width_px) +
                    "\" stroke-linecap=\"round\" paint-order=\"stroke\"";
        return text;
    }

    void add_run(const GlyphRun& run)
    {
        const bool leftwards = runs_to_the_left(run.text);
        // Browsers space after the last letter too.
        const double spacing = leftwards ? 0.0 : run.font.letter_spacing_px;
        const double advance = measure(run.text, run.font).advance + spacing;
        std::string where = " x=\"" + number(run.baseline.x) + "\" y=\"" + number(run.baseline.y) + "\"";
        if (run.angle_deg != 0)
            where += " transform=\"rotate(" + number(-run.angle_deg) + " " + number(run.baseline.x) + " " +
                     number(run.baseline.y) + ")\"";
        if (leftwards) // the end of such a text is its left
            where += " direction=\"rtl\" text-anchor=\"end\"";
        else if (spacing != 0)
            where += " letter-spacing=\"" + number(spacing) + "\"";
        if (advance > 0) // a label keeps its room in any font
            where += " textLength=\"" + number(advance) + "\" lengthAdjust=\"spacingAndGlyphs\"";
        out_ += "<text xml:space=\"preserve\"" + where + look_of(run) + ">" + escaped(run.text) + "</text>\n";
    }

    /// Letters along a curve: one text, with a place and an angle for each.
    void add_letters(std::size_t end)
    {
        std::string x, y, turn, text;
        const GlyphRun& first = std::get<GlyphRun>(list_.commands[at_]);
        for (std::size_t i = at_; i < end; ++i) {
            const auto& run = std::get<GlyphRun>(list_.commands[i]);
            const char* const gap = i > at_ ? " " : "";
            x += gap + number(run.baseline.x);
            y += gap + number(run.baseline.y);
            turn += gap + number(-run.angle_deg);
            text += escaped(run.text);
        }
        out_ += "<text xml:space=\"preserve\" x=\"" + x + "\" y=\"" + y + "\" rotate=\"" + turn + "\"" +
                look_of(first) + ">" + text + "</text>\n";
    }

    void add(const Raster& raster)
    {
        if (!raster.pixels || raster.pixels->width <= 0 || raster.pixels->height <= 0 ||
            raster.target.width <= 0 || raster.target.height <= 0)
            return;
        out_ += "<image x=\"" + number(raster.target.x) + "\" y=\"" + number(raster.target.y) +
                "\" width=\"" + number(raster.target.width) + "\" height=\"" + number(raster.target.height) +
                "\" preserveAspectRatio=\"none\"";
        if (raster.opacity < 1)
            out_ += " opacity=\"" + number(std::max(0.0, raster.opacity), 3) + "\"";
        out_ += " xlink:href=\"data:image/png;base64," + base64(png_of(*raster.pixels)) + "\"/>\n";
    }

    void add(const Clip& clip)
    {
        end_clip();
        clip_ = {0, 0, list_.width_px, list_.height_px};
        if (!clip.rect)
            return;
        clip_ = common_part(clip_, *clip.rect);
        const std::string id = "c" + std::to_string(++ids_);
        out_ += "<clipPath id=\"" + id + "\"><rect x=\"" + number(clip.rect->x) + "\" y=\"" +
                number(clip.rect->y) + "\" width=\"" + number(clip.rect->width) + "\" height=\"" +
                number(clip.rect->height) + "\"/></clipPath>\n<g clip-path=\"url(#" + id + ")\">\n";
        clipped_ = true;
    }

    void end_clip()
    {
        if (clipped_)
            out_ += "</g>\n";
        clipped_ = false;
    }

    const DrawList& list_;
    PxRect clip_;
    std::string out_;
    std::size_t at_ = 0, ids_ = 0;
    bool clipped_ = false;
};

} // namespace

std::string svg_of(const DrawList& list, double mm_per_px)
{
    return Writer{list}.written(mm_per_px);
}

} // namespace sitmap
