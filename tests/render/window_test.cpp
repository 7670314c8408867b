#include "close_window.hpp"
#include "golden.hpp"
#include "small_map.hpp"
#include "window_session.hpp"

#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/navigation.hpp"
#include "render/scene.hpp"
#include "render/sfml/window.hpp"
#include "render/ui/layout.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <thread>

using namespace sitmap;
using test::map_with_records;
using test::number;
using test::screenshot;
using test::Session;

namespace {

const std::filesystem::path out = SITMAP_TEST_OUT;

} // namespace

TEST_CASE("the window shows the map and its panels", "[render][window][display]")
{
    const auto state =
        Session{}.run("click 764 437\nmove 500 600\nwait 3\n" + screenshot("window-light.png"));
    CHECK(state.at("selection").starts_with("incident 1 "));
    const Pixels pixels = read_png(out / "window-light.png");
    CHECK(pixels.width == 1600);
    CHECK(pixels.height == 1000);
    CHECK(number(state.at("incidents")) > 30);
}

TEST_CASE("the wheel zooms to the pointer and a drag moves the map", "[render][window][display]")
{
    Session session;
    const auto zoomed = session.run("wheel 764 437 2");
    CHECK(number(zoomed.at("metres_per_px")) == Approx(120 / 1.25 / 1.25));
    const auto panned = session.run("drag 700 500 600 500");
    std::istringstream centre{panned.at("centre")};
    double lon = 0, lat = 0;
    centre >> lon >> lat;
    CHECK(lon ==
          Approx(test::strike_place.lon + 100 * 120 / 111319.49).margin(1e-4)); // Mercator metres a degree
    CHECK(lat == Approx(test::strike_place.lat).margin(1e-4));
    CHECK(panned.at("selection") == "none");
}

TEST_CASE("a click selects, and Escape selects nothing", "[render][window][display]")
{
    Session session;
    CHECK(session.run("click 764 437").at("selection").starts_with("incident 1 "));
    CHECK(session.run("click 764 437\nkey Escape").at("selection") == "none");
    CHECK(session.run("click 764 120").at("selection") == "none"); // the open sea
}

TEST_CASE("the brush's handle narrows what is shown", "[render][window][display]")
{
    Session session;
    const auto before = session.run("");
    const auto after =
        session.run("drag 212 890 700 890\nmove 764 300\nwait 3\n" + screenshot("window-brush.png"));
    CHECK(before.at("since") == "none");
    CHECK(after.at("since") != "none");
    CHECK(after.at("until") == "none");
    CHECK(number(after.at("shown")) < number(before.at("shown")));
    CHECK(after.at("incidents") == before.at("incidents"));
}

TEST_CASE("the diamond takes knowledge back to an earlier day", "[render][window][display]")
{
    const auto state = Session{}.run("drag 1419 958 700 958\nwait 3");
    CHECK(state.at("as_of") != "none");
    CHECK(number(state.at("incidents")) < 5); // the records were published later
}

TEST_CASE("type and style switches act, and the search goes to what it finds", "[render][window][display]")
{
    Session session;
    const auto dark =
        session.run("click 1512 20\nclick 764 437\nmove 764 200\nwait 3\n" + screenshot("window-dark.png"));
    CHECK(dark.at("style") == "1");
    const auto found = session.run("key Ctrl+K\nwait 2\ntype tarsa\nwait 3\n" +
                                   screenshot("window-search.png") + "key Enter\nwait 3");
    std::istringstream centre{found.at("centre")};
    double lon = 0;
    centre >> lon;
    CHECK(lon == Approx(13.63).margin(1e-6));
    CHECK(found.at("search").empty());
}

TEST_CASE("a view that nobody has set shows all contents", "[render][window][display]")
{
    const auto state = Session{}.run("wait 2", {}, {});
    CHECK(state.at("in_view") == state.at("shown"));
    CHECK(number(state.at("metres_per_px")) < 1000);
}

TEST_CASE("a hundred thousand records are filtered, seen and chosen", "[render][window][display]")
{
    Session session{map_with_records(100'000)};
    const auto all = session.run("wait 2\nmove 700 600\nwait 2\n" + screenshot("window-records.png"), {}, {});
    CHECK(number(all.at("incidents")) > 100'000);
    CHECK(all.at("density") == "yes");
    CHECK(all.at("in_view") == all.at("shown"));

    const auto narrowed = session.run("drag 212 890 700 890\nwait 3", {}, {});
    CHECK(narrowed.at("since") != "none");
    CHECK(number(narrowed.at("shown")) < number(all.at("shown")));
    CHECK(number(narrowed.at("shown")) > 1000);
    CHECK(narrowed.at("incidents") == all.at("incidents"));

    const auto panned = session.run("drag 700 500 620 460\nwheel 700 500 2\nwait 2", {}, {});
    CHECK(number(panned.at("metres_per_px")) == Approx(number(all.at("metres_per_px")) / 1.25 / 1.25));
    CHECK(panned.at("density") == "yes");

    ViewState record = test::small_view();
    record.selection = IncidentSelection{1005};
    const auto chosen = session.run("wait 3\n" + screenshot("window-record.png"), {}, record);
    CHECK(chosen.at("selection") == "incident 1005 claim 0"); // the inspector has read its claim
}

TEST_CASE("a narrow window keeps a map, a rail and an inspector over the map", "[render][window][display]")
{
    WindowOptions options;
    options.width_px = 1000;
    options.height_px = 700;
    const auto state =
        Session{}.run("key Tab\nkey Enter\nwait 3\n" + screenshot("window-narrow.png"), options);
    CHECK(state.at("selection").starts_with("incident"));
    CHECK(read_png(out / "window-narrow.png").width == 1000);
}

TEST_CASE("what is chosen does not lie under the inspector that it opens", "[render][window][display]")
{
    WindowOptions options;
    options.width_px = 900;
    options.height_px = 600;
    ViewState view = test::small_view();
    view.centre.lon -= 0.35; // the strike stands far on the right
    const auto state =
        Session{}.run("key Tab\nkey Enter\nwait 3\n" + screenshot("window-low.png"), options, view);
    CHECK(state.at("selection").starts_with("incident"));
    const auto twice = Session{}.run("key Tab\nkey Enter\nwait 3\nkey Escape\nwait 3", options, view);
    CHECK(twice.at("selection") == "none");
    CHECK(twice.at("centre") == state.at("centre"));
}

TEST_CASE("frames in which nothing changes show the same picture", "[render][window][display]")
{
    static_cast<void>(
        Session{}.run("wait 5\n" + screenshot("still-1.png") + "wait 20\n" + screenshot("still-2.png")));
    const test::Difference d = test::difference(read_png(out / "still-1.png"), read_png(out / "still-2.png"));
    CHECK(d.mean < 0.01);
    CHECK(d.share_far == 0);
}

TEST_CASE("a frame like the one before is not painted again", "[render][window][display]")
{
    const auto painted = [](const std::string& script) {
        return test::number(Session{}.run(script).at("painted"));
    };
    const double at_rest = painted("wait 10");
    CHECK(at_rest >= 1);
    CHECK(painted("wait 60") == at_rest);
    CHECK(painted("wait 10\nkey Tab\nwait 50") > at_rest); // what is marked is painted at once
}

TEST_CASE("the window is open while its map loads, and then as if it had been there",
          "[render][window][display]")
{
    const auto direct = test::Session{}.run("wait 3"); // leaves its script
    WindowOptions options;
    options.replay = out / "replay.txt";
    std::filesystem::remove(out / "state.txt");
    std::thread::id loader;
    run_window(
        "small",
        [&](WindowOptions& later, const std::function<bool()>&) {
            loader = std::this_thread::get_id();
            std::this_thread::sleep_for(
                std::chrono::milliseconds{300}); // time for the window to open and paint
            later.restore_view = false;
            return test::small_map();
        },
        test::small_view(), options);
    CHECK(loader != std::this_thread::get_id());
    CHECK(test::Session::state() == direct);
    const LoadMap fails = [](WindowOptions&, const auto&) -> Map {
        throw Error{"cannot open 'x.gpkg': no such file"};
    };
    CHECK_THROWS_WITH(run_window("x.gpkg", fails, {}, options), "cannot open 'x.gpkg': no such file");
}

TEST_CASE("a window closed while its map loads stops the loading", "[render][window][display]")
{
    bool was_stopped = false;
    const LoadMap load = [&](WindowOptions&, const std::function<bool()>& stop) -> Map {
        REQUIRE(test::close_window("sitmap – large.gpkg"));
        for (int i = 0; i < 1'000 && !was_stopped; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
            was_stopped = stop();
        }
        if (was_stopped)
            throw Interrupted{"interrupted"};
        return test::small_map();
    };
    CHECK_NOTHROW(run_window("large.gpkg", load, {}, {}));
    CHECK(was_stopped);
}

TEST_CASE("without a display the window says so before anything is opened", "[render][window][display]")
{
    const std::string display = std::getenv("DISPLAY") ? std::getenv("DISPLAY") : "";
    unsetenv("DISPLAY");
    CHECK_THROWS_WITH(run_window(test::small_map(), {}, {}),
                      "cannot open a window without a display: set DISPLAY, or use 'sitmap draw'");
    setenv("DISPLAY", ":987", 1);
    CHECK_THROWS_WITH(run_window(test::small_map(), {}, {}), Catch::Contains(":987"));
    setenv("DISPLAY", display.c_str(), 1);
}

TEST_CASE("a click on a ring zooms to what it counts, or lists what no scale parts",
          "[render][window][display]")
{
    const PxRect frame = layout_for(1600, 1000).map;
    const auto click_on_ring = [&frame](const Map& map, const ViewState& view) {
        const Scene scene = build_scene(map, view, camera_for(view, frame));
        const auto ring = std::find_if(scene.targets.begin(), scene.targets.end(),
                                       [](const HitTarget& target) { return target.gathered.has_value(); });
        REQUIRE(ring != scene.targets.end());
        return "wait 2\nclick " + std::to_string(std::lround(ring->at.x)) + " " +
               std::to_string(std::lround(ring->at.y)) + "\nwait 3";
    };
    Map map = map_with_records(100'000);
    const auto zoomed = Session{map}.run(click_on_ring(map, test::small_view()));
    CHECK(number(zoomed.at("metres_per_px")) < 60);
    CHECK(zoomed.at("group") == "0");

    IncidentTable pile;
    for (IncidentId id = 1001; id <= 1030; ++id) {
        const std::string text = std::to_string(id);
        Record record;
        record.id = text;
        record.point = LonLat{13.4, 32.5};
        record.precision = PlacePrecision::exact;
        pile.append(record, id, 1);
    }
    map.records = std::make_shared<Records>(std::move(pile));
    ViewState near = test::small_view();
    near.centre = {13.4, 32.5};
    near.metres_per_px = 40;
    const auto listed =
        Session{map}.run(click_on_ring(map, near) + "\n" + screenshot("window-pile.png"), {}, near);
    CHECK(number(listed.at("metres_per_px")) == 40);
    CHECK(listed.at("group") == "30");
    CHECK(listed.at("table") == "30");
}
