#include "geodata/error.hpp"
#include "render/text/shaper.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace sitmap;

namespace {

double width_of(std::string_view text, const Font& font = {})
{
    return measure(text, font).advance;
}

struct OurFonts {
    OurFonts() { use_fonts(std::filesystem::path{SITMAP_ASSETS} / "fonts"); }
};

} // namespace

TEST_CASE_METHOD(OurFonts, "Arabic letters join: a word is narrower than its letters", "[render][text]")
{
    CHECK(width_of("بيت") < width_of("ب") + width_of("ي") + width_of("ت") - 2);
}

TEST_CASE_METHOD(OurFonts, "letter spacing widens Latin and leaves Arabic alone", "[render][text]")
{
    const Font spaced{.size_px = 12, .letter_spacing_px = 4};
    CHECK(width_of("SIRTE", spaced) > width_of("SIRTE") + 12);
    CHECK(width_of("سرت", spaced) == Approx(width_of("سرت")));
}

TEST_CASE_METHOD(OurFonts, "width grows in proportion to size", "[render][text]")
{
    const double small = width_of("Tripoli", {.size_px = 10});
    CHECK(width_of("Tripoli", {.size_px = 30}) == Approx(3 * small).epsilon(0.01));
}

TEST_CASE_METHOD(OurFonts, "bold is wider than regular", "[render][text]")
{
    CHECK(width_of("Benghazi", {.size_px = 14, .weight = FontWeight::bold}) >
          width_of("Benghazi", {.size_px = 14}));
}

TEST_CASE_METHOD(OurFonts, "Noto Sans at 100 px has the metrics of its tables", "[render][text]")
{
    // hhea of Noto Sans: ascender 1069, descender -293 of 1000 units; "H" advances 741 units (regular).
    const TextSize size = measure("H", {.size_px = 100});
    CHECK(size.ascent == Approx(106.9).margin(0.1));
    CHECK(size.descent == Approx(29.3).margin(0.1));
    CHECK(size.advance == Approx(74.1).margin(0.1));
}

TEST_CASE_METHOD(OurFonts, "empty and damaged text can be measured", "[render][text]")
{
    CHECK(width_of("") == 0);
    CHECK(measure("", {}).ascent > 0);
    CHECK(width_of("a\xff\xfe z") > 0);
}

TEST_CASE("a folder without fonts is refused", "[render][text]")
{
    CHECK_THROWS_AS(use_fonts(SITMAP_TEST_OUT), Error);
}
