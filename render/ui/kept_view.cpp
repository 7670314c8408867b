#include "render/ui/kept_view.hpp"

#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <sstream>

namespace sitmap {

namespace {

struct NamedLayer {
    const char* name;
    bool LayerSwitches::*shown;
};
constexpr std::array layers{
    NamedLayer{"incidents", &LayerSwitches::incidents},
    NamedLayer{"control", &LayerSwitches::control},
    NamedLayer{"front", &LayerSwitches::front},
    NamedLayer{"displacement", &LayerSwitches::displacement},
    NamedLayer{"stocks", &LayerSwitches::stocks},
    NamedLayer{"routes", &LayerSwitches::routes},
    NamedLayer{"overlays", &LayerSwitches::overlays},
    NamedLayer{"relief", &LayerSwitches::relief},
    NamedLayer{"labels", &LayerSwitches::labels},
    NamedLayer{"graticule", &LayerSwitches::graticule},
};

std::string written(const std::optional<Day>& day)
{
    return day ? format_day(*day) : "-";
}

std::string one_line(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

void write_query(std::ostream& out, const Query& query)
{
    out << "days " << written(query.since) << ' ' << written(query.until) << '\n';
    for (const EventType type : query.types)
        out << "type " << name_of(type) << '\n';
    for (const Attribution attribution : query.attributions)
        out << "attribution " << name_of(attribution) << '\n';
    for (const std::string& country : query.countries)
        out << "country " << one_line(country) << '\n';
    for (const std::string& actor : query.actors)
        out << "actor " << one_line(actor) << '\n';
    if (query.place_precision)
        out << "precision " << name_of(*query.place_precision) << '\n';
    if (query.min_killed)
        out << "min_killed " << *query.min_killed << '\n';
}

std::string rest_of(std::istream& line)
{
    std::string text;
    std::getline(line >> std::ws, text);
    return text;
}

std::optional<Day> day_in(std::istream& line)
{
    std::string text;
    line >> text;
    return parse_day(text);
}

bool is_bearing(double degrees)
{
    return degrees > -180 && degrees <= 180;
}

std::optional<LookedAt> place_in(std::istream& line)
{
    LookedAt place;
    line >> place.centre.lon >> place.centre.lat >> place.metres_per_px;
    const bool good = line && is_valid(place.centre) && std::isfinite(place.metres_per_px) &&
                      place.metres_per_px >= 0.5 && place.metres_per_px <= 160'000;
    return good ? std::optional{place} : std::nullopt;
}

template <class T>
void add_if(std::vector<T>& list, const std::optional<T>& value)
{
    if (value && std::find(list.begin(), list.end(), *value) == list.end())
        list.push_back(*value);
}

void add_if(std::vector<std::string>& list, const std::string& value)
{
    if (!value.empty())
        list.push_back(value);
}

using Reader = std::function<void(std::istream&, ViewState&, UiState&)>;

const std::map<std::string, Reader>& query_readers()
{
    static const std::map<std::string, Reader> readers{
        {"days",
         [](std::istream& in, ViewState& view, UiState&) {
             view.query.since = day_in(in);
             view.query.until = day_in(in);
             if (view.query.since && view.query.until && *view.query.until < *view.query.since)
                 view.query.until.reset();
         }},
        {"type", [](std::istream& in, ViewState& view,
                    UiState&) { add_if(view.query.types, event_type_named(rest_of(in))); }},
        {"attribution", [](std::istream& in, ViewState& view,
                           UiState&) { add_if(view.query.attributions, attribution_named(rest_of(in))); }},
        {"country",
         [](std::istream& in, ViewState& view, UiState&) { add_if(view.query.countries, rest_of(in)); }},
        {"actor",
         [](std::istream& in, ViewState& view, UiState&) { add_if(view.query.actors, rest_of(in)); }},
        {"precision", [](std::istream& in, ViewState& view,
                         UiState&) { view.query.place_precision = place_precision_named(rest_of(in)); }},
        {"min_killed",
         [](std::istream& in, ViewState& view, UiState&) {
             std::int64_t least = 0;
             if (in >> least && least > 0)
                 view.query.min_killed = least;
         }},
    };
    return readers;
}

const std::map<std::string, Reader>& readers()
{
    static const std::map<std::string, Reader> all = [] {
        std::map<std::string, Reader> made = query_readers();
        made["looks_at"] = [](std::istream& in, ViewState& view, UiState&) {
            if (const auto place = place_in(in)) {
                view.centre = place->centre;
                view.metres_per_px = place->metres_per_px;
                double bearing = 0; // absent where the window stood north up, as it did in older stores
                if (in >> bearing && is_bearing(bearing))
                    view.bearing_deg = bearing;
            }
        };
        made["style"] = [](std::istream& in, ViewState& view, UiState&) {
            const std::string name = rest_of(in);
            view.style = name == "dark"    ? StyleName::dark
                         : name == "print" ? StyleName::print
                                           : StyleName::light;
        };
        made["rule"] = [](std::istream& in, ViewState& view, UiState&) {
            view.rule = rule_named(rest_of(in)).value_or(Rule::range);
        };
        made["as_of"] = [](std::istream& in, ViewState& view, UiState&) { view.as_of = day_in(in); };
        made["hidden"] = [](std::istream& in, ViewState& view, UiState&) {
            const std::string name = rest_of(in);
            for (const NamedLayer& layer : layers)
                if (name == layer.name)
                    view.layers.*layer.shown = false;
        };
        made["graticule"] = [](std::istream&, ViewState& view, UiState&) { view.layers.graticule = true; };
        made["words"] = [](std::istream& in, ViewState&, UiState& state) { state.words = rest_of(in); };
        made["table"] = [](std::istream&, ViewState&, UiState& state) { state.show_table = true; };
        made["coordinates"] = [](std::istream& in, ViewState&, UiState& state) {
            int format = 0;
            if (in >> format && format >= 0 && format <= 2)
                state.coordinates = static_cast<CoordinateFormat>(format);
        };
        return made;
    }();
    return all;
}

template <class Each>
void each_line(std::string_view text, Each each)
{
    std::istringstream in{std::string{text}};
    for (std::string line; std::getline(in, line);) {
        std::istringstream words{line};
        std::string name;
        words >> name;
        each(name, words);
    }
}

} // namespace

std::string kept_text(const ViewState& view, const UiState& state)
{
    constexpr std::array styles{"light", "dark", "print"};
    std::ostringstream out;
    out.precision(12);
    out << "looks_at " << view.centre.lon << ' ' << view.centre.lat << ' ' << view.metres_per_px;
    if (view.bearing_deg != 0)
        out << ' ' << view.bearing_deg;
    out << '\n';
    out << "style " << styles[static_cast<std::size_t>(view.style)] << "\nrule " << name_of(view.rule)
        << '\n';
    if (view.as_of)
        out << "as_of " << format_day(*view.as_of) << '\n';
    write_query(out, view.query);
    if (!state.words.empty())
        out << "words " << one_line(state.words) << '\n';
    for (const NamedLayer& layer : layers)
        if (!(view.layers.*layer.shown) && layer.shown != &LayerSwitches::graticule)
            out << "hidden " << layer.name << '\n';
    if (view.layers.graticule)
        out << "graticule\n";
    if (state.show_table)
        out << "table\n";
    out << "coordinates " << static_cast<int>(state.coordinates) << '\n';
    for (const Bookmark& bookmark : state.bookmarks) {
        out << "bookmark " << bookmark.place.centre.lon << ' ' << bookmark.place.centre.lat << ' '
            << bookmark.place.metres_per_px << ' ' << written(bookmark.window.since) << ' '
            << written(bookmark.window.until) << ' ' << one_line(bookmark.name) << '\n';
        if (bookmark.place.bearing_deg != 0)
            out << "bookmark_bearing " << bookmark.place.bearing_deg << '\n';
    }
    return out.str();
}

void restore_bookmarks(std::string_view text, UiState& state)
{
    state.bookmarks.clear();
    each_line(text, [&](const std::string& name, std::istream& words) {
        double bearing = 0;
        if (name == "bookmark_bearing" && !state.bookmarks.empty() && words >> bearing && is_bearing(bearing))
            state.bookmarks.back().place.bearing_deg = bearing;
        if (name != "bookmark")
            return;
        const auto place = place_in(words);
        const auto since = day_in(words), until = day_in(words);
        if (place)
            state.bookmarks.push_back({rest_of(words), *place, {since, until}});
    });
}

void restore_view(std::string_view text, ViewState& view, UiState& state)
{
    each_line(text, [&](const std::string& name, std::istream& words) {
        if (const auto reader = readers().find(name); reader != readers().end())
            reader->second(words, view, state);
    });
}

Bookmark bookmark_of(const ViewState& view, const Basemap* basemap)
{
    constexpr double near_px = 400;
    Bookmark bookmark{
        {}, {view.centre, view.metres_per_px, view.bearing_deg}, {view.query.since, view.query.until}};
    if (basemap != nullptr)
        for (const PlaceLabel& place : basemap->places) { // by falling importance
            if (bookmark.name.empty() &&
                std::abs(place.at.lat - view.centre.lat) < near_px * view.metres_per_px / 1e5 &&
                distance_m(place.at, view.centre) < near_px * view.metres_per_px)
                bookmark.name = place.name;
        }
    if (bookmark.name.empty())
        bookmark.name = "View";
    return bookmark;
}

} // namespace sitmap
