#include "render/svg/writer.hpp"

#include "render/cairo/painter.hpp"
#include "render/text/font_subset.hpp"
#include "render/text/shaper.hpp"
#include "tests/render/specimen.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace sitmap;

namespace {

const bool fonts = [] {
    use_fonts(SITMAP_ASSETS "/fonts");
    return true;
}();

DrawList list_of(std::vector<DrawCommand> commands)
{
    return {200, 100, rgb(0xffffff), std::move(commands)};
}

GlyphRun run_of(std::string text)
{
    return {std::move(text),
            {12, FontWeight::bold, true, 0},
            {10.123456, 20},
            0,
            rgb(0x112233),
            rgb(0xffffff, 0.5),
            3.4};
}

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

} // namespace

TEST_CASE("text stays text in SVG, with font, size and halo", "[render][svg]")
{
    const std::string svg = svg_of(list_of({run_of("Tripoli & <Tajoura>")}));
    CHECK(has(svg, ">Tripoli &amp; &lt;Tajoura&gt;</text>"));
    CHECK(has(svg, "font-family=\"'Noto Sans'"));
    CHECK(has(svg, "font-size=\"12\" font-weight=\"700\" font-style=\"italic\""));
    CHECK(has(svg, "x=\"10.12\" y=\"20\""));
    CHECK(has(svg, "stroke=\"#ffffff\" stroke-opacity=\"0.502\" stroke-width=\"3.4\""));
    CHECK(has(svg, "paint-order=\"stroke\""));
    CHECK_FALSE(has(svg, "<glyph"));
}

TEST_CASE("text that runs to the left begins at its right in SVG", "[render][svg]")
{
    CHECK(has(svg_of(list_of({run_of("\u0637\u0631\u0627\u0628\u0644\u0633")})),
              "direction=\"rtl\" text-anchor=\"end\""));
    CHECK(has(svg_of(list_of({run_of("\u05d7\u05d9\u05e4\u05d4")})), "direction=\"rtl\""));
    CHECK_FALSE(has(svg_of(list_of({run_of("\u041a\u0438\u0457\u0432")})), "rtl"));
}

TEST_CASE("letters along a curve are one text in SVG", "[render][svg]")
{
    std::vector<DrawCommand> letters;
    for (const char* letter : {"S", "e", "a", " ", "\u00e9"}) {
        GlyphRun run = run_of(letter);
        run.baseline.x += 10.0 * static_cast<double>(letters.size());
        run.angle_deg = 5;
        letters.emplace_back(run);
    }
    const std::string svg = svg_of(list_of(letters));
    CHECK(count_of(svg, "<text") == 1);
    CHECK(has(svg, ">Sea \u00e9</text>"));
    CHECK(has(svg, "rotate=\"-5 -5 -5 -5 -5\""));
    CHECK(has(svg, "x=\"10.12 20.12 30.12 40.12 50.12\""));
}

TEST_CASE("a size on paper is told in millimetres", "[render][svg]")
{
    CHECK(has(svg_of(list_of({})), "width=\"200\" height=\"100\" viewBox=\"0 0 200 100\""));
    CHECK(has(svg_of(list_of({}), 0.5), "width=\"100mm\" height=\"50mm\" viewBox=\"0 0 200 100\""));
}

TEST_CASE("clips, hatches, gradients and pictures are in the SVG, its ids counted from one", "[render][svg]")
{
    const std::string svg = svg_of(test::specimen());
    for (const char* part : {"<clipPath id=\"c", "<linearGradient", "data:image/png;base64,iVBOR",
                             "fill-rule=\"evenodd\"", "stroke-dasharray"})
        CHECK(has(svg, part));
    CHECK(count_of(svg, "<g ") == count_of(svg, "</g>"));
    CHECK(svg == svg_of(test::specimen()));
}

TEST_CASE("numbers that are none do no harm to SVG", "[render][svg]")
{
    const std::string svg =
        svg_of(list_of({StrokePath{{{{0, 0}, {NAN, 3}, {1e300, 5}}}, false, rgb(0), 1, {}, Cap::butt}}));
    CHECK_FALSE(has(svg, "nan"));
    CHECK_FALSE(has(svg, "e+"));
}

TEST_CASE("a page of a given size is so large in PDF, and its resolution stands in the PNG",
          "[render][cairo]")
{
    const std::filesystem::path out{SITMAP_TEST_OUT};
    const auto bytes_of = [&](const char* name) {
        write_picture(out / name, list_of({run_of("Tripoli")}), true, {1, 0.5});
        std::ifstream in{out / name, std::ios::binary};
        std::stringstream text;
        text << in.rdbuf();
        return text.str();
    };
    CHECK(has(bytes_of("page.pdf"), "MediaBox [ 0 0 283.46"));
    const std::string png = bytes_of("page.png");
    const std::size_t at = png.find("pHYs");
    REQUIRE(at == 37);
    CHECK(png.substr(at + 4, 4) == std::string("\0\0\x07\xd0", 4)); // 2,000 pixels a metre
    CHECK(read_png(out / "page.png").width == 200);
}

TEST_CASE("an SVG carries the letters of its texts and no others", "[render][svg]")
{
    GlyphRun latin = run_of("Tajoura"), arabic = run_of("\u0637\u0631\u0627\u0628\u0644\u0633");
    latin.font.italic = false;
    const std::string svg = svg_of(list_of({latin, arabic}));
    CHECK(count_of(svg, "@font-face") == 2);
    CHECK(
        has(svg, "font-family:'Noto Sans';font-weight:700;font-style:normal;src:url(data:font/ttf;base64,"));
    CHECK(has(svg, "font-family:'Noto Sans Arabic'"));
    CHECK_FALSE(has(svg, "font-family:'Noto Sans Hebrew'"));
    CHECK(has(svg, ">Tajoura</text>"));
    CHECK(svg.size() < 40'000);
    CHECK_FALSE(has(svg_of(list_of({})), "<style>"));
    CHECK(count_of(svg, "textLength=") == 2);

    const std::string font = SITMAP_ASSETS "/fonts/NotoSans-Bold.ttf";
    const std::string few = font_subset(font, {U'T', U'a'}),
                      more = font_subset(font, {U'T', U'a', U'z', U'\u0448'});
    CHECK(few.size() > 100);
    CHECK(few.size() < more.size());
    CHECK(few == font_subset(font, {U'a', U'T', U'\u0637'}));
    CHECK(font_subset(font, {U'\u0637'}).empty());
    CHECK(font_subset("nowhere.ttf", {U'a'}).empty());
}

TEST_CASE("text that is spaced out is as wide in SVG as in a picture", "[render][svg]")
{
    GlyphRun run = run_of("SPACED");
    run.font.letter_spacing_px = 5;
    std::ostringstream length;
    length << "textLength=\"" << std::round((measure(run.text, run.font).advance + 5) * 100) / 100 << "\"";
    CHECK(has(svg_of(list_of({run})), length.str())); // browsers count the space behind the last letter
}

namespace {

/// Code points beyond ASCII outside of comments.
std::set<char32_t> letters_written_in(const std::filesystem::path& source)
{
    std::set<char32_t> letters;
    std::ifstream file{source};
    for (std::string line; std::getline(file, line);) {
        line.resize(std::min(line.size(), line.find("//")));
        for (std::size_t i = 0; i < line.size(); ++i) {
            const auto lead = static_cast<unsigned char>(line[i]);
            const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
            if (more == 0)
                continue;
            char32_t letter = lead & (0x3F >> more);
            for (int k = 0; k < more; ++k)
                letter = (letter << 6) | (static_cast<unsigned char>(line[++i]) & 0x3F);
            letters.insert(letter);
        }
    }
    return letters;
}

} // namespace

TEST_CASE("what the program writes on maps is in its own fonts", "[render][text]")
{
    // Another machine would draw the rest in a font of its own: Noto Sans has no minus sign, for one.
    const std::filesystem::path assets{SITMAP_ASSETS};
    std::set<char32_t> letters;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{assets.parent_path() / "render"})
        if (entry.path().extension() == ".cpp")
            letters.merge(letters_written_in(entry.path()));
    REQUIRE(letters.contains(U'–'));
    for (const char32_t letter : letters) {
        CAPTURE(static_cast<std::uint32_t>(letter));
        CHECK((!font_subset(assets / "fonts/NotoSans-Bold.ttf", {letter}).empty() ||
               !font_subset(assets / "fonts/NotoSansArabic-Bold.ttf", {letter}).empty()));
    }
}
