#include "render/svg/embedded_fonts.hpp"

#include "render/text/font_subset.hpp"
#include "render/text/shaper.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace sitmap {

namespace {

struct Cut {
    FontWeight weight;
    int css_weight;
    const char* file; ///< end of the file's name
};
constexpr std::array<Cut, 4> cuts{{{FontWeight::regular, 400, "Regular"},
                                   {FontWeight::medium, 500, "Medium"},
                                   {FontWeight::semibold, 600, "SemiBold"},
                                   {FontWeight::bold, 700, "Bold"}}};

/// Of valid UTF-8, as texts in a draw list are; other bytes do no harm.
void add_letters_of(std::string_view text, std::set<char32_t>& letters)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t letter = more == 0 ? lead : lead & (0x3Fu >> more);
        for (int k = 0; k < more && i < text.size(); ++k)
            letter = letter << 6 | (static_cast<unsigned char>(text[i++]) & 0x3Fu);
        letters.insert(letter);
    }
}

/// Spaces, digits and signs are in every font, and come from the first.
std::set<char32_t> without_latin(const std::set<char32_t>& letters)
{
    constexpr char32_t hebrew = 0x590, arabic_ends = 0x8FF, forms = 0xFB1D, forms_end = 0xFEFF;
    std::set<char32_t> out;
    for (const char32_t letter : letters)
        if ((letter >= hebrew && letter <= arabic_ends) || (letter >= forms && letter <= forms_end))
            out.insert(letter);
    return out;
}

std::string face(const char* family, int weight, bool italic, const std::string& file,
                 const std::set<char32_t>& letters)
{
    const std::string font = font_subset(fonts_folder() / (file + ".ttf"), letters);
    if (font.empty())
        return {};
    return "@font-face{font-family:'" + std::string{family} + "';font-weight:" + std::to_string(weight) +
           ";font-style:" + (italic ? "italic" : "normal") + ";src:url(data:font/ttf;base64," + base64(font) +
           ") format('truetype')}\n";
}

} // namespace

std::string embedded_fonts(const DrawList& list)
{
    if (fonts_folder().empty())
        return {};
    std::map<FontWeight, std::set<char32_t>> upright, all;
    std::set<char32_t> italic;
    for (const DrawCommand& command : list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command)) {
            add_letters_of(run->text, all[run->font.weight]);
            add_letters_of(run->text, run->font.italic ? italic : upright[run->font.weight]);
        }
    std::string rules;
    for (const Cut& cut : cuts) {
        rules += face("Noto Sans", cut.css_weight, false, std::string{"NotoSans-"} + cut.file,
                      upright[cut.weight]);
        // Neither of these has an italic.
        rules += face("Noto Sans Arabic", cut.css_weight, false, std::string{"NotoSansArabic-"} + cut.file,
                      without_latin(all[cut.weight]));
        rules += face("Noto Sans Hebrew", cut.css_weight, false, std::string{"NotoSansHebrew-"} + cut.file,
                      without_latin(all[cut.weight]));
    }
    rules += face("Noto Sans", 400, true, "NotoSans-Italic", italic);
    return rules.empty() ? rules : "<style>\n" + rules + "</style>\n";
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : letters[three >> (18 - 6 * k) & 63];
    }
    return out;
}

} // namespace sitmap
