#include "engine/rule.hpp"
#include "geodata/error.hpp"
#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/scene_build.hpp"
#include "render/sheet/change_sheet.hpp"
#include "render/sheet/column.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/locator.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/style.hpp"
#include "render/symbols.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace sitmap {

namespace {

constexpr double least_width = 1000, least_height = 640, most_side = 12'000;
constexpr double margin = 40, column_width = 364, column_gap = 26, map_top = 128, foot_height = 60,
                 locator_height = 178, locator_gap = 14;
/// Where the parts of a sheet stand.
struct Layout {
    PxRect map, column;
    explicit Layout(const SheetOptions& o)
        : map{margin, map_top, o.width_px - 2 * margin - column_width - column_gap,
              o.height_px - map_top - foot_height},
          column{o.width_px - margin - column_width, map_top, column_width,
                 o.height_px - map_top - foot_height}
    {}
};

bool is_drawn(const Incident& i)
{
    return i.location && i.location->precision != PlacePrecision::unknown;
}

std::string title_for(const Map& map, const Scene& scene)
{
    const Incident* deadliest = nullptr;
    std::size_t drawn = 0;
    const auto killed = [](const Incident& i) { return i.killed ? i.killed->size_by() : -1; };
    for (const Incident& i : scene.shown)
        if (is_drawn(i)) {
            ++drawn;
            if (deadliest == nullptr || killed(i) > killed(*deadliest))
                deadliest = &i;
        }
    drawn += scene.records.passing - (scene.shown.size() - scene.from_ledger);
    if (deadliest != nullptr && drawn <= 12 && !deadliest->title.empty())
        return deadliest->title;
    if (drawn > 0)
        return grouped_number(static_cast<std::int64_t>(drawn)) + " reported incidents";
    if (!map.ledger.control_areas.empty())
        return "Areas of control";
    if (!map.ledger.flows.empty())
        return "Displacement";
    return map.name.empty() ? "Map" : map.name;
}

std::string days_words(const Scene& scene)
{
    std::optional<Day> first = scene.records.first, last = scene.records.last;
    bool goes_on = scene.records.goes_on;
    for (const Incident& i : scene.shown) {
        goes_on = goes_on || i.interval.goes_on();
        if (i.interval.first() && (!first || *i.interval.first() < *first))
            first = i.interval.first();
        if (i.interval.last() && (!last || *i.interval.last() > *last))
            last = i.interval.last();
    }
    if (first && last && *first != *last)
        return day_for_people(*first) + " – " + day_for_people(*last);
    if (first && goes_on)
        return "since " + day_for_people(*first);
    return last ? day_for_people(*last) : "";
}

std::string subtitle_for(const Map& map, const Scene& scene)
{
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    const std::size_t n = scene.passing();
    if (n > 0)
        add(grouped_number(static_cast<std::int64_t>(n)) +
            (n == 1 ? " reported incident" : " reported incidents"));
    if (!map.ledger.control_areas.empty() && n > 0)
        add("areas of control");
    if (n == 0) // the layers' own notes say best what is shown: "Control as of 17 Jul 2024"
        for (const std::string& note : scene.notes)
            add(note);
    if (!map.ledger.flows.empty())
        add("displacement");
    if (!map.ledger.stocks.empty())
        add("people held or displaced");
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    const std::string days = days_words(scene);
    return days.empty() ? text : text + (text.empty() ? "" : " · ") + days;
}

void draw_head(DrawList& list, const Palette& p, const SheetOptions& o, const std::string& title,
               const std::string& subtitle, const std::vector<std::string>& corner)
{
    add_stroke(list, {{{margin, 22}, {o.width_px - margin, 22}}}, p.ink, 3);
    const double room = o.width_px - 2 * margin - 230;
    const FittedText head = fitted(title, {33, FontWeight::bold, false, 0}, {33, 28, 24, 20}, room);
    add_text(list, head.text, {head.size_px, FontWeight::bold, false, 0}, {margin, 62}, p.ink);
    const FittedText sub = fitted(subtitle, {17, FontWeight::regular, false, 0}, {17, 15, 13}, room);
    add_text(list, sub.text, {sub.size_px, FontWeight::regular, false, 0}, {margin, 96}, p.muted_ink);
    for (std::size_t i = 0; i < corner.size(); ++i)
        add_text(list, corner[i], {12, FontWeight::regular, false, 0},
                 {o.width_px - margin, 62 + 18 * static_cast<double>(i)}, p.muted_ink, Align::right);
}

void draw_foot(DrawList& list, const Palette& p, const SheetOptions& o, const Camera& camera)
{
    const Font font{11, FontWeight::regular, false, 0};
    std::string first{disclaimer}, second = camera.projection().description();
    if (!second.empty() && second.back() != '.')
        second += ".";
    // In the foot and not among the sources, where a full column would drop what the licences ask for.
    first += " Borders: de facto, Natural Earth; disputed lines dashed. Coast: GSHHG. Names: GeoNames (CC BY "
             "4.0).";
    second += " Scale at the centre " + scale_words(camera.scale_denominator()) + " on a screen of 96 dpi.";
    second += " Uncertainty discs are true to scale; the size of a mark is no measure of its precision.";
    if (!o.file_name.empty())
        second += " " + o.file_name + ".";
    if (o.drawn_on)
        second += " Drawn on " + day_for_people(*o.drawn_on) + ".";
    const double room = o.width_px - 2 * margin;
    add_text(list, fitted(first, font, {11}, room).text, font, {margin, o.height_px - 34}, p.muted_ink);
    add_text(list, fitted(second, font, {11}, room).text, font, {margin, o.height_px - 17}, p.muted_ink);
}

std::vector<std::string> sources_for(const Map& map, const ViewState& view)
{
    constexpr std::size_t most_named = 5;
    std::vector<std::string> out;
    std::size_t named = 0;
    std::set<std::string> said;
    for (const Document& d : map.ledger.documents) {
        std::string text = d.outlet.empty()  ? d.title
                           : d.title.empty() ? d.outlet
                                             : d.outlet + ": " + d.title;
        if (text.empty())
            text = d.location;
        if (d.published)
            text += ", " + day_for_people(*d.published);
        if (!text.empty() && said.insert(text).second && named++ < most_named)
            out.push_back(text + ".");
    }
    if (named > most_named)
        out.push_back("And " + grouped_number(static_cast<std::int64_t>(named - most_named)) +
                      " more documents.");
    std::string rule = "Rule for numbers: " + std::string{name_of(view.rule)} + ".";
    rule += view.as_of ? " Known on " + day_for_people(*view.as_of) + "." : " All that is known is counted.";
    out.push_back(rule);
    return out;
}

ColumnFacts facts_for(const Map& map, const ViewState& view, const Scene& scene)
{
    ColumnFacts facts{sheet_sizes, 0, 0, 0, sources_for(map, view)};
    if (view.style != StyleName::print)
        facts.sizes = screen_sizes;
    for (const HitTarget& target : scene.targets) {
        if (const auto* chosen = std::get_if<IncidentSelection>(&target.what))
            for (const Incident& i : scene.shown)
                if (i.id == chosen->id && i.killed)
                    facts.most_killed = std::max(facts.most_killed, i.killed->size_by());
        if (const auto* stock = std::get_if<StockSelection>(&target.what)) {
            const auto& people = map.ledger.stocks[stock->index].people;
            if (people && people->size_by() > facts.most_in_stock) {
                facts.most_in_stock = people->size_by();
                facts.stock_factor = target.radius_px / std::sqrt(static_cast<double>(people->size_by()));
            }
        }
    }
    return facts;
}

/// Where the incidents' points fall: what the scale bar keeps off.
std::vector<Px> incident_points(const Map& map, const ViewState& view, const Camera& camera,
                                SceneCache& cache)
{
    std::vector<Px> points;
    for (const Incident& i : cache.incidents(map, view.rule, view.as_of))
        if (const auto at = i.location ? camera.to_px(i.location->point) : std::nullopt)
            points.push_back(*at);
    return points;
}

/// The locator stands at the head of the column; where the column is full, in an empty corner of the map;
/// else nowhere.
struct LocatorPlace {
    std::optional<PxRect> in_column, in_map;
};
LocatorPlace locator_place(const Map& map, const Layout& layout, const Camera& camera, const Scene& scene,
                           double column_needs, const PxRect& scale_bar)
{
    constexpr double widest_deg = 90; // a map of continents needs no other to say where it lies
    const Extent seen = camera.seen_unwrapped();
    if (map.basemap == nullptr || seen.east - seen.west > widest_deg)
        return {};
    const PxRect& c = layout.column;
    if (column_needs + locator_height + locator_gap <= c.height)
        return {PxRect{c.x, c.y, c.width, locator_height}, {}};
    constexpr double width = 250, height = 160;
    constexpr std::size_t most_covered = 2;
    const Corner corner = emptiest_corner(layout.map, width, height, drawn_points(scene), {scale_bar});
    return corner.covered <= most_covered ? LocatorPlace{{}, corner.box} : LocatorPlace{};
}

} // namespace

Scene build_sheet(const Map& map, const ViewState& given, const SheetOptions& options)
{
    if (!(options.width_px >= least_width && options.height_px >= least_height &&
          options.width_px <= most_side && options.height_px <= most_side))
        throw Error{"cannot lay out a sheet of " + std::to_string(std::lround(options.width_px)) + " × " +
                    std::to_string(std::lround(options.height_px)) +
                    " px: map, legend and sources need 1000 × 640 to 12000 × 12000"};
    if (given.change && !map.ledger.control_areas.empty())
        return build_change_sheet(map, given, options);
    const Layout layout{options};
    const Palette& colours = palette(given.style);
    const Extent extent = options.extent.value_or(contents_extent(map, given));
    const Camera camera = Camera::showing(extent, projection_for(extent, options.crs), layout.map);
    SceneCache cache;
    const PxRect bar_size = scale_bar_box(camera, {});
    const PxRect bar = emptiest_corner(layout.map, bar_size.width, bar_size.height,
                                       incident_points(map, given, camera, cache), {})
                           .box;
    MapFurniture furniture;
    furniture.graticule = true;
    furniture.reserved.push_back(grown(bar, 4));
    Scene scene = build_map(map, given, camera, cache, furniture);
    const ColumnFacts facts = facts_for(map, given, scene);
    const LocatorPlace locator = locator_place(
        map, layout, camera, scene, column_height(colours, layout.column.width, scene, facts), bar);
    if (locator.in_map) { // again, so that names keep off it
        furniture.reserved.push_back(grown(*locator.in_map, 4));
        scene = build_map(map, given, camera, cache, furniture);
    }

    DrawList sheet{options.width_px,
                   options.height_px,
                   given.style == StyleName::dark ? rgb(0x171C24) : rgb(0xFFFFFF),
                   {}};
    std::move(scene.list.commands.begin(), scene.list.commands.end(), std::back_inserter(sheet.commands));
    draw_scale_bar(sheet, colours, camera, {bar.x, bar.y});
    PxRect column = layout.column;
    if (locator.in_column) {
        column.y += locator_height + locator_gap;
        column.height -= locator_height + locator_gap;
    }
    if (const auto& box = locator.in_column ? locator.in_column : locator.in_map)
        draw_locator(sheet, map, given, camera, *box, cache);
    draw_column(sheet, colours, column, scene, facts);
    add_rings(sheet, {rect_px(layout.map)}, colours.ink, 1.0);
    std::vector<std::string> corner;
    if (given.as_of)
        corner.push_back("as known on " + day_for_people(*given.as_of));
    if (!map.name.empty())
        corner.push_back(map.name);
    draw_head(sheet, colours, options, options.title.empty() ? title_for(map, scene) : options.title,
              options.subtitle.empty() ? subtitle_for(map, scene) : options.subtitle, corner);
    draw_foot(sheet, colours, options, camera);
    scene.list = std::move(sheet);
    return scene;
}

} // namespace sitmap
