#include "render/cairo/painter.hpp"
#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "render/symbols.hpp"
#include "tests/render/golden.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

constexpr SubEventType one_of_each[] = {
    SubEventType::armed_clash,         SubEventType::air_drone_strike, SubEventType::attack,
    SubEventType::peaceful_protest,    SubEventType::mob_violence,     SubEventType::agreement,
    SubEventType::forced_displacement, SubEventType::shipwreck,        SubEventType::interception_rescue};

/// All marks in the four ways that knowledge is drawn.
DrawList chart_of_marks(StyleName style)
{
    const Palette& p = palette(style);
    DrawList list{256, 256, p.base.land, {}};
    double y = 18;
    for (const SubEventType type : one_of_each) {
        double x = 30;
        for (const MarkFill fill :
             {MarkFill::filled, MarkFill::unverified, MarkFill::hollow, MarkFill::split}) {
            draw_mark(list, p, {x, y}, {type, 8.5, fill, fill == MarkFill::filled, {}});
            x += 64;
        }
        y += 27.5;
    }
    return list;
}

Scene small_scene(StyleName style, LayerSwitches layers)
{
    ViewState view = test::small_view();
    view.style = style;
    view.layers = layers;
    const Camera camera{Projection::web_mercator(), {13.3, 32.72}, 260, {0, 0, 256, 256}};
    return build_scene(test::small_map(), view, camera);
}

} // namespace

TEST_CASE("the marks look as they did, light and dark", "[render][golden]")
{
    test::check_against_golden("marks-light", paint(chart_of_marks(StyleName::light)));
    test::check_against_golden("marks-dark", paint(chart_of_marks(StyleName::dark)));
}

TEST_CASE("control areas and the front look as they did", "[render][golden]")
{
    LayerSwitches on;
    on.incidents = on.displacement = on.stocks = false;
    test::check_against_golden("control-light", paint(small_scene(StyleName::light, on).list));
}

TEST_CASE("incidents, flow and stock look as they did", "[render][golden]")
{
    LayerSwitches on;
    on.control = on.front = false;
    test::check_against_golden("contents-light", paint(small_scene(StyleName::light, on).list));
    test::check_against_golden("contents-dark", paint(small_scene(StyleName::dark, on).list));
}
