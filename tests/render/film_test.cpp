#include "render/film/film.hpp"

#include "render/cairo/painter.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"
#include "tests/render/golden.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

Day day(const char* text)
{
    return *parse_day(text);
}

FilmOptions summer()
{
    FilmOptions options;
    options.width_px = 800;
    options.height_px = 450;
    options.range = {day("2019-04-01"), day("2019-07-31")};
    return options;
}

bool says(const DrawList& list, const std::string& words)
{
    return std::any_of(list.commands.begin(), list.commands.end(), [&](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run != nullptr && run->text.find(words) != std::string::npos;
    });
}

} // namespace

TEST_CASE("the steps of a film are told in words", "[render][film]")
{
    CHECK(film_step_named("day") == FilmStep{FilmStep::Unit::days, 1});
    CHECK(film_step_named("10d") == FilmStep{FilmStep::Unit::days, 10});
    CHECK(film_step_named("week") == FilmStep{FilmStep::Unit::days, 7});
    CHECK(film_step_named("3 months") == FilmStep{FilmStep::Unit::months, 3});
    CHECK(film_step_named("year") == FilmStep{FilmStep::Unit::months, 12});
    CHECK_FALSE(film_step_named("0d"));
    CHECK_FALSE(film_step_named("fortnight"));
    CHECK_FALSE(film_step_named(""));
}

TEST_CASE("the windows of a film without overlap cover every day once", "[render][film]")
{
    const FilmStep step = GENERATE(FilmStep{FilmStep::Unit::days, 1}, FilmStep{FilmStep::Unit::days, 7},
                                   FilmStep{FilmStep::Unit::months, 1}, FilmStep{FilmStep::Unit::months, 12});
    const DayRange range{day("2019-01-31"), day("2020-03-02")};
    Day next = range.first;
    for (const FilmWindow& window : film_windows(range, step, 0, false)) {
        CHECK(window.since == next);
        CHECK(window.until >= window.since);
        next = window.until + std::chrono::days{1};
    }
    CHECK(next == range.last + std::chrono::days{1});
}

TEST_CASE("a film's months end with their last day", "[render][film]")
{
    const auto windows =
        film_windows({day("2020-01-15"), day("2020-03-31")}, {FilmStep::Unit::months, 1}, 0, false);
    REQUIRE(windows.size() == 3);
    CHECK(windows[0] == FilmWindow{day("2020-01-15"), day("2020-01-31")});
    CHECK(windows[1] == FilmWindow{day("2020-02-01"), day("2020-02-29")});
    CHECK(windows[2] == FilmWindow{day("2020-03-01"), day("2020-03-31")});
}

TEST_CASE("a window of a film is as long as asked for, or begins with the film", "[render][film]")
{
    const DayRange range{day("2019-07-01"), day("2019-07-10")};
    const auto sliding = film_windows(range, {FilmStep::Unit::days, 1}, 3, false);
    REQUIRE(sliding.size() == 10);
    CHECK(sliding[0] == FilmWindow{day("2019-07-01"), day("2019-07-01")});
    CHECK(sliding[5] == FilmWindow{day("2019-07-04"), day("2019-07-06")});
    for (const FilmWindow& window : film_windows(range, {FilmStep::Unit::days, 4}, 0, true))
        CHECK(window.since == range.first);
}

TEST_CASE("a film's map is the window's map of the same view", "[render][film]")
{
    const Map map = test::small_map();
    Film film{map, test::small_view(), summer()};
    const FilmWindow window{day("2019-06-25"), day("2019-07-05")};
    const DrawList picture = film.picture(window);
    const Scene scene = build_scene(map, film.view_of(window), film.camera());
    REQUIRE(picture.commands.size() > scene.list.commands.size());
    // After the ground under the map.
    CHECK(std::equal(scene.list.commands.begin(), scene.list.commands.end(), picture.commands.begin() + 1));
}

TEST_CASE("a film's picture has date, sources and disclaimer burned in", "[render][film]")
{
    const Map map = test::small_map();
    Film film{map, test::small_view(), summer()};
    const DrawList picture = film.picture({day("2019-07-01"), day("2019-07-07")});
    CHECK(says(picture, "1 Jul – 7 Jul 2019"));
    CHECK(says(picture, "Sources: Coast Courier"));
    CHECK(says(picture, "do not imply endorsement"));
    CHECK(picture == film.picture({day("2019-07-01"), day("2019-07-07")}));
}

TEST_CASE("a film of control alone counts no incidents", "[render][film]")
{
    Map map = test::small_map();
    map.ledger.events.clear();
    map.ledger.incident_of.clear();
    map.ledger.flows.clear();
    map.ledger.stocks.clear();
    Film film{map, test::small_view(), summer()};
    const DrawList picture = film.picture({day("2019-07-01"), day("2019-07-05")});
    CHECK(says(picture, "Areas of control"));
    CHECK_FALSE(says(picture, "reported incident"));
    CHECK_FALSE(says(picture, "may have happened"));
    CHECK_FALSE(says(picture, "Coast Courier")); // its article is about incidents
}

TEST_CASE("a film without the layer of incidents counts none and has no bars of them", "[render][film]")
{
    const Map map = test::small_map();
    const FilmWindow week{day("2019-07-01"), day("2019-07-07")};
    ViewState view = test::small_view();
    const auto bars = [&] { // of the accent's colour, above the line of days
        const DrawList picture = Film{map, view, summer()}.picture(week);
        CHECK(says(picture, "reported incident") == view.layers.incidents);
        return std::count_if(picture.commands.begin(), picture.commands.end(), [&](const DrawCommand& c) {
            const auto* fill = std::get_if<FillPath>(&c);
            return fill != nullptr && fill->path.size() == 1 && fill->path[0].size() == 4 &&
                   fill->path[0][0].y > 450 - 90;
        });
    };
    const auto with = bars();
    view.layers.incidents = false;
    CHECK(bars() + 3 < with);
}

TEST_CASE("a film says by what its incidents were chosen", "[render][film]")
{
    const Map map = test::small_map();
    const FilmWindow week{day("2019-07-01"), day("2019-07-07")};
    FilmOptions options = summer();
    CHECK_FALSE(says(Film(map, test::small_view(), options).picture(week), "chosen by"));
    options.chosen_by = "at least 10 killed";
    const DrawList picture = Film(map, test::small_view(), options).picture(week);
    CHECK(says(picture, "; only incidents chosen by at least 10 killed"));
    // However long the condition is, it does not run into the count at the right.
    options.chosen_by = "country in ('LBY', 'TUN', 'EGY', 'DZA') and killed_best between 10 and 1000 and "
                        "place like 'T%' and not attribution is null";
    for (const DrawCommand& c : Film(map, test::small_view(), options).picture(week).commands)
        if (const auto* run = std::get_if<GlyphRun>(&c);
            run && run->text.find("chosen by") != std::string::npos)
            CHECK(run->baseline.x + measure(run->text, run->font).advance < 800 - 120);
}

TEST_CASE("a film's picture looks as it did", "[render][golden][film]")
{
    const Map map = test::small_map();
    FilmOptions options = summer();
    options.title = "Round the Sahra depot";
    Film film{map, test::small_view(), options};
    test::check_against_golden("film", paint(film.picture({day("2019-06-25"), day("2019-07-05")}), 0.5));
}

TEST_CASE("a film's legend has the stocks with their sizes, and control that ends before the last day",
          "[render][film]")
{
    Map map = test::small_map();
    Stock held;
    held.location = map.ledger.flows.front().origin.value();
    held.people = Quantity::exactly(3'300);
    held.interval = Interval::since(day("2019-04-10"));
    map.ledger.stocks.push_back(held);
    ControlArea early = map.ledger.control_areas.front();
    early.id = "early";
    early.party = "river militia";
    early.interval = Interval::within(day("2019-04-01"), day("2019-05-01"), TimePrecision::range);
    map.ledger.control_areas.push_back(early);
    FilmOptions options = summer();
    options.width_px = 1280;
    options.height_px = 900;
    Film film{map, test::small_view(), options};
    for (const FilmWindow& window : {FilmWindow{day("2019-04-20"), day("2019-04-21")},
                                     FilmWindow{day("2019-07-01"), day("2019-07-07")}}) {
        const DrawList picture = film.picture(window);
        CHECK(says(picture, "river militia"));
        CHECK(says(picture, "coastal council"));
        CHECK(says(picture, "A count on a day, never added to the dead."));
        CHECK(says(picture, "2,000")); // of the scale of rings
    }
}

TEST_CASE("a film names the sources of all states of its days, and the line between them", "[render][film]")
{
    Map map = test::small_map();
    map.ledger.events.clear();
    map.ledger.incident_of.clear();
    map.ledger.flows.clear();
    map.ledger.stocks.clear();
    const std::vector<ControlArea> areas = map.ledger.control_areas;
    map.ledger.control_areas.clear();
    for (const char* const state : {"2018-01-01", "2019-03-20", "2019-05-01", "2019-07-01", "2020-01-01"}) {
        Document d;
        d.id = d.title = "state of " + std::string{state};
        map.ledger.documents.push_back(d);
        for (ControlArea area : areas) {
            area.id += state;
            area.document = d.id;
            area.interval = Interval::on(day(state));
            map.ledger.control_areas.push_back(area);
        }
    }
    FilmOptions options = summer();
    options.width_px = 1400;
    const DrawList picture =
        Film{map, test::small_view(), options}.picture({day("2019-04-25"), day("2019-05-01")});
    for (const char* const state : {"state of 2019-03-20", "state of 2019-05-01", "state of 2019-07-01"})
        CHECK(says(picture, state));
    CHECK_FALSE(says(picture, "2018"));
    CHECK_FALSE(says(picture, "2020"));
    CHECK(says(picture, "Front line, interpolated"));
}
