#include "render/film/film.hpp"

#include "engine/control.hpp"
#include "geodata/error.hpp"
#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/record_summary.hpp"
#include "render/sheet/column.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/sheet/sheet_words.hpp"
#include "render/sheet/where_words.hpp"
#include "render/text/shaper.hpp"
#include "render/ui/panel_model.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace sitmap {

namespace {

constexpr double head_px = 64, foot_px = 96, column_px = 292, margin = 20;
constexpr double least_width = 800, least_height = 450, most_side = 8000;

PxRect map_box(const FilmOptions& o)
{
    return {0, head_px, o.width_px - column_px, o.height_px - head_px - foot_px};
}

Camera camera_for(const Map& map, const ViewState& view, const FilmOptions& o)
{
    if (!(o.width_px >= least_width && o.height_px >= least_height && o.width_px <= most_side &&
          o.height_px <= most_side))
        throw Error{"cannot make a film of " + std::to_string(std::lround(o.width_px)) + " × " +
                    std::to_string(std::lround(o.height_px)) + " px: it takes 800 × 450 to 8000 × 8000"};
    const Extent extent = o.extent.value_or(contents_extent(map, view));
    return Camera::showing(extent, o.crs.empty() ? Projection::web_mercator() : Projection::of(o.crs),
                           map_box(o));
}

ViewState of_range(ViewState view, const DayRange& range)
{
    view.query.since = range.first;
    view.query.until = range.last;
    return view;
}

Histogram bars_of(const Map& map, const ViewState& view, const DayRange& range, SceneCache& cache)
{
    std::vector<Incident> shown;
    if (!view.layers.incidents)
        return histogram(shown, range);
    for (const Incident& incident : cache.incidents(map, view.rule, view.as_of))
        if (passes(incident, view.query))
            shown.push_back(incident);
    Histogram bars = histogram(shown, range);
    if (map.records)
        add(bars, map.records->table(), view.query, view.as_of);
    return bars;
}

std::string sources_of(const Map& map, const ViewState& view, const Scene& whole)
{
    constexpr std::size_t most_named = 3;
    std::vector<std::string> names;
    const std::set<DocumentId> behind = documents_behind(map, view, whole);
    for (const Document& d : map.ledger.documents) {
        if (!behind.contains(d.id))
            continue;
        const std::string name = !d.outlet.empty() ? d.outlet : !d.title.empty() ? d.title : d.location;
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    std::string text = names.empty() ? "" : "Sources: ";
    for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i)
        text += (i > 0 ? "; " : "") + names[i];
    if (names.size() > most_named)
        text += "; and " + std::to_string(names.size() - most_named) + " more";
    return names.empty() ? text : text + ".";
}

/// A scene that is no one day's picture.
Scene of_all_days(Scene scene)
{
    scene.list.commands.clear();
    return scene;
}

constexpr std::string_view base_map_sources =
    " Borders de facto, Natural Earth; coast, GSHHG; names, GeoNames (CC BY 4.0).";

std::string count_words(std::size_t n)
{
    return grouped_number(static_cast<std::int64_t>(n)) +
           (n == 1 ? " reported incident" : " reported incidents");
}

/// "Control as of 11 Jan 2025", where areas of control are drawn.
std::string control_words(const Scene& scene)
{
    const auto note = std::find_if(scene.notes.begin(), scene.notes.end(),
                                   [](const std::string& n) { return n.starts_with("Control"); });
    return note == scene.notes.end() ? "" : *note;
}

} // namespace

Film::Film(const Map& map, const ViewState& view, FilmOptions options)
    : map_{map},
      view_{of_range(view, options.range)},
      options_{std::move(options)},
      camera_{camera_for(map, view_, options_)},
      whole_{build_scene(map, view_, camera_, cache_)},
      histogram_{bars_of(map, view_, options_.range, cache_)},
      title_{options_.title},
      sources_{sources_of(map, view_, of_all_days(whole_))}
{
    whole_.notes.clear(); // they tell of one picture
    add_legend_of_control();
    if (!title_.empty())
        return;
    const std::string where = where_words(map, whole_);
    title_ = where.empty() || incidents_told(view_, whole_) == 0 ? title_in_words(map, view_, whole_)
                                                                 : "Reported incidents in " + where;
}

/// The whole period's picture has the control of its last day alone: what is seen of it before comes after.
void Film::add_legend_of_control()
{
    constexpr std::size_t most_days = 13;
    if (!view_.layers.control)
        return;
    std::set<Day> days{options_.range.first};
    for (const Day day : control_days(map_.ledger.control_areas))
        if (day > options_.range.first && day <= options_.range.last) {
            const Day before = *days.rbegin();
            days.insert(before + (day - before) / 2); // between two states the front is interpolated
            days.insert(day);
        }
    // Odd, so that it meets states and days between them.
    const std::size_t every = (days.size() / most_days + 1) | 1U;
    std::size_t at = 0;
    for (const Day day : days) {
        if (at++ % every != 0)
            continue;
        for (LegendEntry& row : build_scene(map_, of_range(view_, {day, day}), camera_, cache_).legend) {
            const auto same = [&](const LegendEntry& known) {
                return known.group == row.group && known.label == row.label;
            };
            if (row.group == LegendEntry::Group::control &&
                std::none_of(whole_.legend.begin(), whole_.legend.end(), same))
                whole_.legend.push_back(std::move(row));
        }
    }
}

ViewState Film::view_of(const FilmWindow& window) const
{
    return of_range(view_, {window.since, window.until});
}

DrawList Film::picture(const FilmWindow& window)
{
    const Palette& p = palette(view_.style);
    Scene scene = build_scene(map_, view_of(window), camera_, cache_);
    DrawList list{options_.width_px,
                  options_.height_px,
                  view_.style == StyleName::dark ? rgb(0x171C24) : rgb(0xFFFFFF),
                  {}};
    const PxRect box = map_box(options_);
    add_fill(list, {rect_px(box)}, scene.list.background);
    std::move(scene.list.commands.begin(), scene.list.commands.end(), std::back_inserter(list.commands));
    add_stroke(list,
               {{{0, box.y}, {options_.width_px, box.y}},
                {{0, box.y + box.height}, {options_.width_px, box.y + box.height}}},
               p.rule, 1);
    draw_head(list, window, scene);
    draw_legend(list);
    draw_foot(list, window);
    return list;
}

void Film::draw_head(DrawList& list, const FilmWindow& window, const Scene& scene) const
{
    const Palette& p = palette(view_.style);
    const Font date{26, FontWeight::bold, false, 0}, small{12.5, FontWeight::regular, false, 0};
    const std::string days = window.since == window.until ? day_for_people(window.until)
                                                          : span_for_people({window.since, window.until});
    const double right = options_.width_px - margin;
    add_text(list, days, date, {right, 32}, p.ink, Align::right);
    const std::string count = incidents_told(view_, whole_) > 0 ? count_words(scene.passing()) : "";
    add_text(list, count, small, {right, 52}, p.muted_ink, Align::right);
    const double room = options_.width_px - 3 * margin - std::max(measure(days, date).advance, 200.0);
    const FittedText title = fitted(title_, {24, FontWeight::bold, false, 0}, {24, 20, 17, 14}, room);
    add_text(list, title.text, {title.size_px, FontWeight::bold, false, 0}, {margin, 32}, p.ink);
    std::string how = incidents_told(view_, whole_) == 0 ? control_words(scene)
                      : options_.cumulative              ? "All since " + day_for_people(options_.range.first)
                                                         : "What may have happened in these days";
    if (view_.as_of)
        how += ", as known on " + day_for_people(*view_.as_of);
    if (!options_.chosen_by.empty())
        how += "; only incidents chosen by " + options_.chosen_by;
    const double beside_count = options_.width_px - 3 * margin - measure(count, small).advance;
    const FittedText told = fitted(how, small, {12.5, 11.5, 11}, beside_count);
    add_text(list, told.text, {told.size_px, FontWeight::regular, false, 0}, {margin, 52}, p.muted_ink);
}

void Film::draw_legend(DrawList& list) const
{
    const PxRect map = map_box(options_);
    ColumnFacts facts = facts_of(map_, view_, whole_);
    for (const Incident& incident : whole_.shown) // also those that a ring counts in the whole period
        if (view_.layers.incidents && incident.killed)
            facts.most_killed = std::max(facts.most_killed, incident.killed->size_by());
    const Palette& p = palette(view_.style);
    const double x = map.x + map.width + 16, bar_px = 110;
    const PxRect bar = scale_bar_box(camera_, {}, bar_px);
    const double bar_y = map.y + map.height - bar.height - 4;
    const PxRect box{x, map.y + 12, column_px - 16 - margin, bar_y - map.y - 14};
    make_room_for_rows(facts, p, {&box, 1}, whole_);
    draw_column(list, p, box, whole_, facts);
    draw_scale_bar(list, p, camera_, {x - 12, bar_y}, bar_px);
}

void Film::draw_foot(DrawList& list, const FilmWindow& window) const
{
    const Palette& p = palette(view_.style);
    const double top = options_.height_px - foot_px, bars_top = top + 8, bars_bottom = top + 40;
    const TimeAxis axis{options_.range, margin, options_.width_px - 2 * margin};
    const double since = axis.x_of(window.since), until = axis.x_of(window.until + std::chrono::days{1});
    add_fill(list, {rect_px({since, bars_top, std::max(until - since, 2.0), bars_bottom - bars_top})},
             faded(p.accent, 0.16));
    const double highest = histogram_.highest();
    for (std::size_t i = 0; i < histogram_.bars.size(); ++i) {
        const Day first =
            histogram_.range.first + std::chrono::days{static_cast<int>(i) * histogram_.step_days};
        const double left = axis.x_of(first);
        const double right =
            std::min(axis.x_of(first + std::chrono::days{histogram_.step_days}), axis.x + axis.width);
        const double high = (bars_bottom - bars_top) * histogram_.bars[i].height() / highest;
        const bool in =
            first <= window.until && first + std::chrono::days{histogram_.step_days} > window.since;
        if (high > 0)
            add_fill(list, {rect_px({left, bars_bottom - high, std::max(right - left - 1, 0.8), high})},
                     in ? p.accent : faded(p.muted_ink, 0.45));
    }
    add_stroke(list, {{{margin, bars_bottom}, {options_.width_px - margin, bars_bottom}}}, p.ink, 1);
    const Font small{11, FontWeight::regular, false, 0};
    for (const AxisTick& tick : axis_ticks(axis)) {
        const double x = axis.x_of(tick.day);
        add_stroke(list, {{{x, bars_bottom}, {x, bars_bottom + 4}}}, p.muted_ink, 1);
        if (x + measure(tick.label, small).advance + 3 < options_.width_px - margin)
            add_text(list, tick.label, small, {x + 3, bars_bottom + 13}, p.muted_ink);
    }
    const double room = options_.width_px - 2 * margin;
    add_text(list, fitted(sources_, small, {11}, room).text, small, {margin, options_.height_px - 24},
             p.muted_ink);
    add_text(list, fitted(std::string{disclaimer} + std::string{base_map_sources}, small, {11}, room).text,
             small, {margin, options_.height_px - 9}, p.muted_ink);
}

} // namespace sitmap
