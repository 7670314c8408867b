#include "golden.hpp"

#include "render/cairo/painter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

namespace sitmap::test {

namespace {

int channel_difference(const Pixels& a, const Pixels& b, std::size_t at)
{
    return std::abs(static_cast<int>(a.rgba[at]) - static_cast<int>(b.rgba[at]));
}

void place(Pixels& sheet, const Pixels& picture, std::size_t left)
{
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y)
        std::copy_n(picture.rgba.begin() +
                        static_cast<std::ptrdiff_t>(y * static_cast<std::size_t>(picture.width) * 4),
                    picture.width * 4,
                    sheet.rgba.begin() +
                        static_cast<std::ptrdiff_t>((y * static_cast<std::size_t>(sheet.width) + left) * 4));
}

} // namespace

Difference difference(const Pixels& a, const Pixels& b)
{
    if (a.width != b.width || a.height != b.height)
        return {255, 1, false};
    Difference d;
    double sum = 0;
    std::size_t far = 0;
    for (std::size_t at = 0; at < a.rgba.size(); at += 4) {
        int most = 0;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const int apart = channel_difference(a, b, at + channel);
            sum += apart;
            most = std::max(most, apart);
        }
        far += most > 48 ? 1u : 0u;
    }
    const double pixels = static_cast<double>(a.rgba.size()) / 4;
    d.mean = sum / (3 * pixels);
    d.share_far = static_cast<double>(far) / pixels;
    return d;
}

Pixels side_by_side(const Pixels& a, const Pixels& b)
{
    Pixels apart{a.width, a.height, a.rgba};
    if (a.width == b.width && a.height == b.height)
        for (std::size_t at = 0; at < a.rgba.size(); ++at)
            apart.rgba[at] = at % 4 == 3
                                 ? std::uint8_t{255}
                                 : static_cast<std::uint8_t>(std::min(255, 3 * channel_difference(a, b, at)));
    Pixels sheet{a.width * 2 + b.width, std::max(a.height, b.height), {}};
    sheet.rgba.assign(static_cast<std::size_t>(sheet.width) * static_cast<std::size_t>(sheet.height) * 4,
                      128);
    place(sheet, a, 0);
    place(sheet, b, static_cast<std::size_t>(a.width));
    place(sheet, apart, static_cast<std::size_t>(a.width) + static_cast<std::size_t>(b.width));
    return sheet;
}

void check_against_golden(const std::string& name, const Pixels& picture, double most_mean, double most_far)
{
    const std::filesystem::path golden =
        std::filesystem::path{SITMAP_ROOT} / "tests/render/golden" / (name + ".png");
    if (const char* approve = std::getenv("SITMAP_APPROVE"); approve && std::string{approve} == "1")
        write_png(golden, picture);
    REQUIRE(std::filesystem::exists(golden));
    const Pixels expected = read_png(golden);
    const Difference d = difference(expected, picture);
    if (!d.same_size || d.mean > most_mean || d.share_far > most_far) {
        const auto out = std::filesystem::path{SITMAP_TEST_OUT} / (name + "-expected-actual-difference.png");
        write_png(out, side_by_side(expected, picture));
        WARN("golden picture " << name << " differs; see " << out.string());
    }
    CHECK(d.same_size);
    CHECK(d.mean <= most_mean);
    CHECK(d.share_far <= most_far);
}

} // namespace sitmap::test
