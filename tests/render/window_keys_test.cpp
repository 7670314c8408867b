// The keys and gestures of conventions, section 6, in the real window.
#include "window_session.hpp"

#include "render/navigation.hpp"
#include "render/scene.hpp"
#include "render/ui/layout.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>

using namespace sitmap;
using test::number;
using test::screenshot;
using test::Session;

namespace {

LonLat centre_of(const std::map<std::string, std::string>& state)
{
    std::istringstream in{state.at("centre")};
    LonLat p;
    in >> p.lon >> p.lat;
    return p;
}

} // namespace

TEST_CASE("F1 and ? show the list of keys, and Esc closes it", "[render][window][display]")
{
    Session session;
    CHECK(session.run("key F1\nwait 4\n" + screenshot("window-keys.png")).at("help") == "yes");
    CHECK(session.run("key ?").at("help") == "yes");
    CHECK(session.run("key ?\nkey Escape").at("help") == "no");
}

TEST_CASE("keys and double clicks zoom", "[render][window][display]")
{
    Session session;
    const double usual = number(session.run("").at("metres_per_px"));
    CHECK(number(session.run("key +").at("metres_per_px")) == Approx(usual / 1.5));
    CHECK(number(session.run("key Ctrl+-").at("metres_per_px")) == Approx(usual * 1.5));
    CHECK(number(session.run("key PageUp").at("metres_per_px")) == Approx(usual / 1.5));
    CHECK(number(session.run("doubleclick 500 200").at("metres_per_px")) == Approx(usual / 2));
    CHECK(number(session.run("doubleclick right 500 200").at("metres_per_px")) == Approx(usual * 2));
    CHECK(number(session.run("hold Ctrl\nwheel 700 300 1\nlet Ctrl").at("metres_per_px")) ==
          Approx(usual / 1.06));
}

TEST_CASE("Shift and a drag zoom to a box", "[render][window][display]")
{
    Session session;
    const auto before = session.run("");
    const auto after = session.run("hold Shift\ndrag 600 300 800 463\nlet Shift");
    // The map is 976 × 796: the box of 200 × 163 px fits by its width.
    CHECK(number(after.at("metres_per_px")) ==
          Approx(number(before.at("metres_per_px")) * 200 / 976).epsilon(0.01));
    CHECK(centre_of(after).lon != Approx(centre_of(before).lon));
}

TEST_CASE("the view goes back and on again", "[render][window][display]")
{
    Session session;
    const auto first = session.run("wait 30");
    const std::string there = "wait 30\nwheel 764 437 3\nwait 30\ndrag 700 500 500 500\nwait 30\n";
    const auto last = session.run(there);
    const auto back = session.run(there + "key Alt+Left\nwait 2\nkey Alt+Left\nwait 2");
    CHECK(back.at("centre") == first.at("centre"));
    CHECK(back.at("metres_per_px") == first.at("metres_per_px"));
    const auto on = session.run(there + "press back\nwait 2\npress back\nwait 2\npress forward\nwait 2\n"
                                        "key Alt+Right\nwait 2");
    CHECK(on.at("centre") == last.at("centre"));
}

TEST_CASE("Space held moves the map, Space tapped plays", "[render][window][display]")
{
    Session session;
    const auto before = session.run("");
    const auto moved = session.run("move 700 300\nwait 1\nhold Space\nmove 600 300\nwait 1\nlet Space");
    CHECK(moved.at("playing") == "no");
    CHECK(centre_of(moved).lon > centre_of(before).lon);
    CHECK(session.run("key Space").at("playing") == "yes");
}

TEST_CASE("brackets move the edges of the window of time, and the timeline takes arrows",
          "[render][window][display]")
{
    Session session;
    const auto narrowed = session.run("key }\nkey {\nwait 2");
    CHECK(narrowed.at("since") != "none");
    CHECK(narrowed.at("until") != "none");
    const auto widened = session.run("key }\nkey {\nwait 2\nkey [\nkey ]\nwait 2");
    CHECK(widened.at("since") == "none");
    CHECK(widened.at("until") == "none");
    const auto stepped = session.run("key {\nkey }\nwait 2\nclick 600 870\nkey Right\nwait 2");
    CHECK(stepped.at("focus") == "timeline");
    CHECK(stepped.at("centre") == narrowed.at("centre")); // the arrow did not move the map
    CHECK(stepped.at("since") != narrowed.at("since"));
}

TEST_CASE("Tab walks the incidents with a focus ring, and Enter opens", "[render][window][display]")
{
    Session session;
    const auto walked = session.run("key Tab\nkey Tab\nwait 2\n" + screenshot("window-focus.png"));
    CHECK(walked.at("selection") == "none");
    CHECK_FALSE(walked.at("focused").empty());
    const auto opened = session.run("key Tab\nkey Tab\nkey Enter\nwait 2");
    CHECK(opened.at("selection").starts_with("incident " + walked.at("focused") + " "));
    const auto back = session.run("key Tab\nkey Tab\nkey Shift+Tab\nwait 1");
    CHECK(back.at("focused") == session.run("key Tab").at("focused"));
    // After a search too: the field does not take the keys back.
    const auto searched = session.run(
        "key Ctrl+K\ntype strike\nwait 4\nkey Enter\nwait 4\nkey Tab\nkey Tab\nwait 2\nkey Enter\nwait 2");
    CHECK(searched.at("selection").starts_with("incident "));
    CHECK(searched.at("search").empty());
}

TEST_CASE("a right click copies the coordinates in the chosen form", "[render][window][display]")
{
    Session session;
    CHECK(session.run("click right 764 438\nwait 1").at("notice") == "Copied 13.3500° E 32.8000° N");
    CHECK(session.run("key X\nclick right 764 438\nwait 1").at("notice") ==
          "Copied 13° 21′ 00.0″ E 32° 48′ 00.0″ N");
    CHECK(
        session.run("key X\nkey X\nclick right 764 438\nwait 1").at("notice").starts_with("Copied 33S US "));
}

TEST_CASE("F11 fills the screen and Ctrl+Tab leaves the map alone", "[render][window][display]")
{
    WindowOptions small;
    small.width_px = 1200;
    small.height_px = 800;
    Session session;
    CHECK(session.run("key F11\nwait 6\n" + screenshot("window-full.png"), small).at("full_screen") == "yes");
    CHECK(session.run("key F11\nwait 6\nkey F11\nwait 6", small).at("full_screen") == "no");
    static_cast<void>(session.run("key Ctrl+Tab\nwait 4\n" + screenshot("window-alone.png"), small));
}

TEST_CASE("S chooses by box, Shift+S by lasso, and sums stand as ranges", "[render][window][display]")
{
    Session session;
    const auto box = session.run("key S\ndrag 500 100 1200 800\nwait 3\n" + screenshot("window-box.png"));
    CHECK(box.at("tool") == "box");
    CHECK(number(box.at("group")) > 20);
    CHECK(box.at("group_killed").find("or more") != std::string::npos); // one high is open
    const auto lasso = session.run("key Shift+S\nmove 700 380\npress left\nmove 820 380\nmove 820 500\n"
                                   "move 700 500\nmove 700 390\nrelease left\nwait 3");
    CHECK(number(lasso.at("group")) >= 1);
    CHECK(number(lasso.at("group")) < number(box.at("group")));
    const auto path = session.run("key Shift+S\ndrag 700 380 820 380 820 500 700 500 700 390\nwait 3");
    CHECK(path.at("group") == lasso.at("group"));
    const auto line = session.run("key S\ndrag 500 100 1200 800\nkey Shift+S\ndrag 700 380 820 500\nwait 2");
    CHECK(line.at("group") == box.at("group")); // what has no inside chooses nothing and loses nothing
    CHECK(line.at("notice").find("no inside") != std::string::npos);
    CHECK(session.run("key S\ndrag 500 100 1200 800\nkey Escape\nkey Escape\nwait 2").at("group") == "0");
    const auto one = session.run("hold Ctrl\nclick 764 437\nlet Ctrl\nwait 2");
    CHECK(one.at("group") == "1");
    CHECK(one.at("selection") == "none");
}

TEST_CASE("a hundred thousand records are chosen by a box", "[render][window][display]")
{
    Session session{test::map_with_records(100'000)};
    const auto all = session.run("wait 2\nkey S\ndrag 280 45 1250 830\nwait 3", {}, {});
    CHECK(number(all.at("group")) > 90'000);
    const auto half = session.run(
        "wait 2\nkey S\ndrag 280 45 700 830\nwait 3\n" + screenshot("window-records-box.png"), {}, {});
    CHECK(number(half.at("group")) > 1000);
    CHECK(number(half.at("group")) < number(all.at("group")));
}

TEST_CASE("M measures along geodesics, and the first corner closes an area", "[render][window][display]")
{
    Session session;
    const auto line =
        session.run("key M\nclick 664 437\nwait 25\nclick 864 437\nkey Enter\nmove 700 650\nwait 2\n" +
                    screenshot("window-measure.png"));
    CHECK(line.at("tool") == "measure");
    // 200 px of 120 m on the Mercator plane, at 32.8° N: some 20.2 km on the ground.
    CHECK(line.at("measured") == "20.2 km");
    const auto area =
        session.run("key M\nclick 664 337\nwait 25\nclick 864 337\nwait 25\nclick 864 537\nwait 25\n"
                    "click 664 537\nwait 25\nclick 665 338\nwait 2\n" +
                    screenshot("window-area.png"));
    CHECK(area.at("measured").find(" around ") != std::string::npos);
    CHECK(area.at("measured").ends_with(" km²"));
}

TEST_CASE("G draws the graticule down to minutes", "[render][window][display]")
{
    static_cast<void>(Session{}.run("key G\nwait 3\n" + screenshot("window-graticule.png")));
}

TEST_CASE("at twice the pixels everything is as large as before", "[render][window][display]")
{
    WindowOptions fine;
    fine.width_px = 780;
    fine.height_px = 490;
    fine.scale = 2;
    const auto state = Session{}.run("wait 3\nclick 400 180\nwait 3\n" + screenshot("window-fine.png"), fine);
    CHECK(number(state.at("metres_per_px")) > 0);
}

TEST_CASE("T shows the table, which keys and clicks work in", "[render][window][display]")
{
    Session session;
    const auto shown = session.run("key T\nwait 4\n" + screenshot("window-table.png"));
    CHECK(shown.at("table") == shown.at("shown"));
    CHECK(shown.at("focus") == "table");
    const auto walked = session.run("key T\nwait 4\nkey Down\nkey Down\nkey Enter\nwait 3");
    CHECK(walked.at("table_row") == "2");
    CHECK(walked.at("selection").starts_with("incident "));
    // By clicking the heading of those killed: the most first.
    const auto sorted =
        session.run("key T\nwait 4\nclick 904 606\nwait 4\n" + screenshot("window-table-sorted.png"));
    CHECK(sorted.at("table_by") == "Killed down");
    CHECK(sorted.at("table_first") == "1");
    const auto clicked = session.run("key T\nwait 4\nclick 904 606\nwait 4\nclick 600 630\nwait 3");
    CHECK(clicked.at("selection").starts_with("incident 1 "));
    const auto chosen = session.run("key S\ndrag 500 100 1000 800\nkey T\nwait 4\nclick 1177 579\nwait 4");
    CHECK(chosen.at("table") == chosen.at("group"));
}

TEST_CASE("a table of a hundred thousand goes to its end at once", "[render][window][display]")
{
    Session session{test::map_with_records(100'000)};
    const auto end =
        session.run("key T\nwait 3\nkey End\nwait 3\n" + screenshot("window-table-large.png"), {}, {});
    CHECK(number(end.at("table")) > 100'000);
    CHECK(number(end.at("table_row")) == number(end.at("table")) - 1);
}

namespace {

/// A session whose edits change a ledger in memory, as a store would.
struct Editing {
    Ledger ledger = test::small_map().ledger;
    std::string kept;
    Session session;

    WindowOptions options()
    {
        WindowOptions made;
        made.edit = [this](const std::function<void(Ledger&)>& change, std::span<const IncidentId>) {
            Ledger changed = ledger;
            change(changed);
            ledger = changed;
            return EditedStore{std::move(changed), std::nullopt};
        };
        made.kept = kept;
        made.keep = [this](const std::string& text) { kept = text; };
        return made;
    }
    [[nodiscard]] Incident strike() const { return incidents(ledger).front(); }
};

} // namespace

TEST_CASE("the analyst edits a figure with a reason, takes it back and does it again",
          "[render][window][display]")
{
    Editing editing;
    const auto before = editing.strike().killed;
    const std::string edit =
        "click 764 437\nwait 3\nkey E\nwait 4\nkey Ctrl+A\ntype 53\nwait 2\nclick 700 226\nwait 2\n"
        "type hospital lists agree\nwait 2\n";
    static_cast<void>(editing.session.run(edit + screenshot("window-editor.png"), editing.options()));
    const auto done = editing.session.run(edit + "key Enter\nwait 5\n" + screenshot("window-edited.png"),
                                          editing.options());
    CHECK(done.at("trouble").empty());
    CHECK(done.at("draft") == "none");
    CHECK(editing.strike().killed == Quantity::exactly(53));
    const Claim& said = editing.ledger.events.back().claims.front();
    CHECK(said.speaker == "analyst");
    CHECK(said.note == "hospital lists agree");
    Editing again;
    static_cast<void>(again.session.run(edit + "key Enter\nwait 5\nkey Ctrl+Z\nwait 3", again.options()));
    CHECK(again.strike().killed == before);
    static_cast<void>(again.session.run(edit + "key Enter\nwait 5\nkey Ctrl+Z\nwait 3\nkey Ctrl+Y\nwait 3",
                                        again.options()));
    CHECK(again.strike().killed == Quantity::exactly(53));
}

TEST_CASE("an edit without a reason says what is missing and changes nothing", "[render][window][display]")
{
    Editing editing;
    const Ledger before = editing.ledger;
    const auto state =
        editing.session.run("click 764 437\nwait 3\nkey E\nwait 4\nkey Enter\nwait 4", editing.options());
    CHECK(state.at("trouble").find("reason") != std::string::npos);
    CHECK(editing.ledger == before);
    const auto left = editing.session.run(
        "click 764 437\nwait 3\nkey E\nwait 4\nclick 1420 500\nkey Escape\nkey Escape\nwait 3",
        editing.options());
    CHECK(left.at("draft") == "none");
}

TEST_CASE("chosen incidents are merged with a reason, and parted again", "[render][window][display]")
{
    Editing editing;
    const std::size_t before = incidents(editing.ledger).size();
    const std::string merge = "key S\ndrag 690 480 790 590\nwait 4\n";
    const auto chosen = editing.session.run(merge + screenshot("window-merge.png"), editing.options());
    REQUIRE(number(chosen.at("group")) == 2);
    const std::string all = merge + "click 1297 151\nwait 4\n";
    static_cast<void>(editing.session.run(all + screenshot("window-merge-why.png"), editing.options()));
    static_cast<void>(
        editing.session.run(all + "type one raid\nwait 2\nkey Enter\nwait 4", editing.options()));
    CHECK(incidents(editing.ledger).size() == before - 1);
}

TEST_CASE("bookmarks and how the window stands are kept and come back", "[render][window][display]")
{
    Editing editing;
    const auto before = editing.session.run(
        "key Ctrl+B\nwheel 700 300 2\nkey T\nkey X\nclick 1512 20\nkey {\nwait 3", editing.options(), {});
    CHECK(before.at("bookmarks") == "1");
    CHECK(before.at("style") == "1");
    const auto after = editing.session.run(
        "wait 3\nkey Ctrl+Shift+B\nwait 3\n" + screenshot("window-kept.png"), editing.options(), {});
    for (const char* same : {"centre", "style", "since", "bookmarks", "table"})
        CHECK(after.at(same) == before.at(same));
    CHECK(number(after.at("metres_per_px")) == Approx(number(before.at("metres_per_px"))));
    const auto gone_to =
        editing.session.run("key Ctrl+Shift+B\nwait 3\nclick 350 95\nwait 3", editing.options(), {});
    CHECK(number(gone_to.at("metres_per_px")) != Approx(number(before.at("metres_per_px"))));
}

TEST_CASE("C lays two views side by side with a line to drag", "[render][window][display]")
{
    Session session;
    const auto pinned = session.run(
        "key C\nwait 2\nclick 600 870\nkey {\nwait 2\ndrag 212 890 700 890\nwait 2\nkey T\nkey T\n"
        "drag 764 500 600 500\nmove 900 300\nwait 4\n" +
        screenshot("window-swipe.png"));
    CHECK(number(pinned.at("swipe")) == Approx((600.0 - 276) / 976).margin(0.02));
    CHECK(session.run("key C\nwait 3\nkey C\nwait 3").at("swipe") == "none");
}

TEST_CASE("a search finds texts and parties too, walked by keys", "[render][window][display]")
{
    Session session;
    const auto text = session.run("key Ctrl+K\nwait 2\ntype rescue crews\nwait 3\n" +
                                  screenshot("window-search-text.png") + "key Enter\nwait 3");
    CHECK(text.at("selection").starts_with("incident 1 "));
    const auto party = session.run("key Ctrl+K\nwait 2\ntype inland\nwait 3\n" +
                                   screenshot("window-search-party.png") + "key Down\nkey Enter\nwait 3");
    CHECK(party.at("actors") == "inland army");
    CHECK(party.at("shown") == "1");
}

TEST_CASE("a drag with Ctrl, and Shift with the arrows, turn the map, and N turns north up",
          "[render][window][display]")
{
    Session session;
    const auto turned =
        session.run("key Shift+Left\nkey Shift+Left\nwait 3\n" + screenshot("window-turned.png"));
    CHECK(number(turned.at("bearing")) == Approx(30));
    CHECK(centre_of(turned).lon == Approx(centre_of(session.run("")).lon));
    CHECK(number(session.run("key Shift+Left\nkey N").at("bearing")) == 0);
    // The map's middle is at 764, 438: from above it to its right.
    const auto dragged = session.run("hold Ctrl\ndrag 764 238 964 438\nlet Ctrl");
    CHECK(number(dragged.at("bearing")) == Approx(-90).margin(2));
    CHECK(dragged.at("group") == "0");
    CHECK(number(session.run("key Shift+Left\nclick 1180 72\nwait 2").at("bearing")) == 0); // the compass
    // A drag moves what is under the pointer, whatever is up.
    const auto before = session.run("key Shift+Left\nkey Shift+Left\nkey Shift+Left");
    const auto after = session.run("key Shift+Left\nkey Shift+Left\nkey Shift+Left\ndrag 764 438 764 338");
    CHECK(centre_of(after).lon < centre_of(before).lon);
    CHECK(centre_of(after).lat < centre_of(before).lat);
}

TEST_CASE("a click on an arrow lists every figure that it is made of", "[render][window][display]")
{
    Map map = test::small_map();
    Flow flow = map.ledger.flows.front();
    flow.origin = Location{};
    flow.origin->name = "Hither";
    flow.origin->point = {test::strike_place.lon - 0.5, test::strike_place.lat - 0.35};
    flow.origin->precision = PlacePrecision::locality;
    flow.destination = flow.origin;
    flow.destination->name = "Yonder";
    flow.destination->point.lon += 1.0;
    map.ledger.flows.assign(3, flow);
    map.ledger.events.clear();
    map.ledger.incident_of.clear();
    for (std::size_t i = 0; i < 3; ++i)
        map.ledger.flows[i].people = Quantity::exactly(static_cast<Quantity::Count>(100 * (i + 1)));
    const ViewState view = test::small_view();
    const PxRect frame = layout_for(1600, 1000).map;
    const Scene scene = build_scene(map, view, camera_for(view, frame));
    const auto arrow = std::find_if(scene.targets.begin(), scene.targets.end(), [&](const HitTarget& target) {
        return std::holds_alternative<FlowSelection>(target.what) && frame.contains(target.at);
    });
    REQUIRE(arrow != scene.targets.end());
    const std::string click = "wait 2\nclick " + std::to_string(std::lround(arrow->at.x)) + " " +
                              std::to_string(std::lround(arrow->at.y)) + "\nwait 3\n";
    CHECK(Session{map}.run(click).at("selection") == "flow 2 beside 3");
    // The second row of the list.
    CHECK(
        Session{map}.run(click + "click 1400 98\nwait 3\n" + screenshot("window-ways.png")).at("selection") ==
        "flow 1 beside 3");
}
