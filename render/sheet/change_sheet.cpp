#include "render/sheet/change_sheet.hpp"
#include "geodata/error.hpp"
#include "render/layers/control_change.hpp"
#include "render/px_geometry.hpp"
#include "render/sheet/change_chart.hpp"
#include "render/sheet/change_inset.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/locator.hpp"
#include "render/sheet/sheet_frame.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sitmap {

namespace {

constexpr double margin = 40, column_width = 336, column_gap = 32, map_top = 40, foot_height = 56;
constexpr double locator_height = 122, least_width = 1000, least_height = 640, most_side = 12'000;
const Font title_font{36, FontWeight::bold, false, 0}, subtitle_font{17, FontWeight::regular, false, 0},
    row_font{14, FontWeight::regular, false, 0}, value_font{14, FontWeight::bold, false, 0},
    head_font{12.5, FontWeight::bold, false, 0}, note_font{11.5, FontWeight::regular, false, 0},
    foot_font{11, FontWeight::regular, false, 0};

/// Writes the column downwards; a part that does not fit is left out as a whole.
class Column {
public:
    Column(DrawList& list, const Palette& palette, const PxRect& box)
        : list_{list}, palette_{palette}, box_{box}, y_{box.y}
    {}

    void lines(const std::string& text, const Font& font, double line_px, std::size_t most, Rgba colour)
    {
        const auto all = balanced(text, font);
        for (std::size_t i = 0; i < std::min(most, all.size()) && has_room(line_px); ++i) {
            y_ += line_px;
            const bool cut = i + 1 < all.size() && (i + 1 == most || !has_room(line_px));
            add_text(list_, cut ? all[i] + " …" : all[i], font, {box_.x, y_}, colour);
        }
    }
    void rule(Rgba colour, double width_px, double before, double after)
    {
        y_ += before;
        list_.commands.push_back(
            StrokePath{{{{box_.x, y_}, {box_.x + box_.width, y_}}}, false, colour, width_px, {}, Cap::butt});
        y_ += after;
    }
    /// A mark at 1.8 times its size, the label, and what it amounts to at the right edge.
    void row(const LegendEntry& entry)
    {
        constexpr double mark_scale = 1.85, label_x = 46, line_px = 17;
        const double value_width = entry.value.empty() ? 0 : measure(entry.value, value_font).advance + 10;
        const auto label = wrapped(entry.label, row_font, box_.width - label_x - value_width);
        const double high = std::max(30.0, line_px * static_cast<double>(label.size()) + 12);
        if (!has_room(high))
            return;
        const double middle = y_ + high / 2;
        for (const DrawCommand& command : entry.mark.commands)
            list_.commands.push_back(moved(command, {box_.x, middle - 9 * mark_scale}, mark_scale));
        double y = middle + 5 - line_px * (static_cast<double>(label.size()) - 1) / 2;
        for (const std::string& line : label) {
            add_text(list_, line, row_font, {box_.x + label_x, y}, palette_.ink);
            y += line_px;
        }
        if (!entry.value.empty())
            add_text(list_, entry.value, value_font, {box_.x + box_.width, middle + 5}, palette_.ink,
                     Align::right);
        y_ += high + (entry.value.empty() ? 0 : 4);
    }
    void chart(const std::vector<ControlChange>& months)
    {
        if (months.size() < 2 || !has_room(change_chart_height + 40))
            return;
        rule(palette_.rule, 1, 8, 0);
        lines("Change by month, km²", head_font, 22, 1, palette_.ink);
        draw_change_chart(list_, palette_, {box_.x, y_ + 8, box_.width, change_chart_height}, months);
        y_ += change_chart_height + 8;
    }
    void notes(const std::string& text)
    {
        if (!has_room(40))
            return;
        rule(palette_.rule, 1, 8, 2);
        lines(text, note_font, 16, 40, palette_.muted_ink);
    }
    [[nodiscard]] bool has_room(double height) const { return y_ + height <= box_.y + box_.height; }

private:
    /// Titles are set in lines of about one length; running text fills the column.
    [[nodiscard]] std::vector<std::string> balanced(const std::string& text, const Font& font) const
    {
        auto lines = wrapped(text, font, box_.width);
        if (font.size_px < title_font.size_px)
            return lines;
        for (double width = box_.width; width > box_.width / 2; width -= 8) {
            auto narrower = wrapped(text, font, width);
            if (narrower.size() > lines.size())
                break;
            lines = std::move(narrower);
        }
        return lines;
    }

    DrawList& list_;
    const Palette& palette_;
    PxRect box_;
    double y_;
};

std::string sum_words(const std::vector<ControlChange>& months)
{
    double gained = 0, lost = 0;
    for (const ControlChange& month : months) {
        gained += month.parties[0].gained.km2;
        lost += month.parties[0].lost.km2;
    }
    return "Months add up to +" + km2_words(gained) + " and –" + km2_words(lost) +
           " km², not to the whole, where ground changed hands twice. ";
}

/// A state's day differs from the one asked for: the reader must know which pictures are compared.
std::string states_words(const ControlChange& change)
{
    if (change.dated_from.value_or(change.from) == change.from &&
        change.dated_to.value_or(change.to) == change.to)
        return "";
    return "Compared are the states of " + day_for_people(change.dated_from.value_or(change.from)) + " and " +
           day_for_people(change.dated_to.value_or(change.to)) + ", the last before the days asked for. ";
}

/// Which of the incidents stand on the map of a change.
std::string choice_words(const ViewState& view, const SheetOptions& o)
{
    return o.chosen_by.empty() || !view.layers.incidents
               ? ""
               : "Only incidents chosen by " + o.chosen_by + " are shown. ";
}

std::string notes_for(const ControlChange& change, const PartyChange& party,
                      const std::vector<ControlChange>& months, const std::string& choice)
{
    std::string text = "Areas are computed on the WGS 84 ellipsoid from the published polygons. ";
    text += states_words(change);
    if (months.size() > 1)
        text += sum_words(months);
    const std::size_t slivers = party.gained.slivers.polygons.size() + party.lost.slivers.polygons.size();
    if (slivers > 0)
        text += grouped_number(static_cast<std::int64_t>(slivers)) + (slivers == 1 ? " piece" : " pieces") +
                " under 0.5 km² or 300 m wide (" +
                km2_words(party.gained.sliver_km2 + party.lost.sliver_km2) +
                (slivers == 1 ? " km²) counts but is not drawn. " : " km²) count but are not drawn. ");
    return text + choice +
           "A polygon says who was judged to hold a place on a day, not that it is held securely: read the "
           "edge as some kilometres wide.";
}

/// The documents of the two states.
std::string sources_for(const Map& map, const ControlChange& change, const std::string& party)
{
    std::vector<std::string> named;
    for (const Day day : {change.from, change.to})
        for (const ControlArea* area : areas_at(map.ledger.control_areas, day).areas) {
            const Document* d = map.ledger.document(area->document);
            if (area->party != party || d == nullptr)
                continue;
            const std::string name = !d->title.empty() ? d->title : d->location;
            std::string text = d->outlet.empty() ? name : d->outlet + ": " + name;
            if (!text.empty() && std::find(named.begin(), named.end(), text) == named.end())
                named.push_back(std::move(text));
        }
    constexpr std::size_t most = 3;
    std::string out;
    for (std::size_t i = 0; i < std::min(most, named.size()); ++i)
        out += (i == 0 ? "" : i + 1 == named.size() ? " and " : ", ") + named[i];
    return named.size() > most ? out + " and " + std::to_string(named.size() - most) + " more" : out;
}

void draw_foot(DrawList& list, const Palette& p, const SheetOptions& o, const Camera& camera,
               const std::string& control_sources)
{
    std::string first =
        "Sources: control, " + control_sources +
        "; base map, Natural Earth; coast and lakes, GSHHG; relief, SRTM; names, GeoNames (CC BY 4.0).";
    std::string second = std::string{disclaimer} + " Borders de facto, disputed lines dashed. ";
    second += camera.projection().description();
    if (second.back() != '.')
        second += ".";
    second += " Scale " + scale_words(scale_told(o, camera)) + (o.page.empty() ? "." : " on " + o.page + ".");
    if (o.drawn_on)
        second += " Drawn on " + day_for_people(*o.drawn_on) + ".";
    if (!o.file_name.empty())
        second += " " + o.file_name;
    // All of it, whatever the width: a licence must not be cut off. The second line may become two.
    const auto lines = wrapped(first + " " + second, foot_font, o.width_px - 2 * margin);
    double y = o.height_px - 17 * static_cast<double>(lines.size());
    for (const std::string& line : lines) {
        add_text(list, line, foot_font, {margin, y}, p.muted_ink);
        y += 17;
    }
}

/// Outlines of the countries in which the compared party holds ground.
Path contested_country_rings(const Map& map, const ViewState& view, const Projector& projector,
                             SceneCache& cache)
{
    Path rings;
    const auto contested = contested_countries(map, view, cache);
    if (map.basemap != nullptr)
        for (const Basemap::Country& country : map.basemap->countries)
            if (contested.contains(country.iso))
                for (const Polygon& polygon : country.area.polygons)
                    projector.add_ring(cache.at_detail(polygon.exterior, projector.tolerance_deg()), rings);
    return rings;
}

/// What the inset and the scale bar keep off: names, marks, ground held and changed, and the country it is
/// about.
std::vector<Px> things_on(const Scene& scene, const Camera& camera, const PartyChange& change, const Map& map,
                          const ViewState& view, SceneCache& cache)
{
    std::vector<Px> things = drawn_points(scene);
    const Projector projector{camera, 0};
    for (const ChangedGround* ground : {&change.gained, &change.lost})
        for (const Contour& ring : projector.rings(ground->pieces))
            things.insert(things.end(), ring.begin(), ring.end());
    for (const ControlArea* area : cache.control(map, view.change->to).state.areas)
        for (const Contour& ring : projector.rings(area->area))
            things.insert(things.end(), ring.begin(), ring.end());
    const Path countries = contested_country_rings(map, view, projector, cache);
    constexpr double lattice_px = 24;
    for (double y = camera.frame().y; y < camera.frame().y + camera.frame().height; y += lattice_px)
        for (double x = camera.frame().x; x < camera.frame().x + camera.frame().width; x += lattice_px)
            if (inside(countries, {x, y}))
                things.push_back({x, y});
    return things;
}

void draw_column(DrawList& list, const Palette& p, const PxRect& box, const Scene& scene,
                 const ViewState& view, const SheetOptions& o, const ControlChange& change,
                 const PartyChange& party, const std::vector<ControlChange>& months)
{
    Column column{list, p, box};
    column.lines(o.title.empty() ? "Ground gained and lost" : o.title, title_font, 42, 3, p.ink);
    const std::string subtitle = o.subtitle.empty()
                                     ? "Ground held by " + party.party + " on " + day_for_people(change.to) +
                                           ", and what changed since " + day_for_people(change.from)
                                     : o.subtitle;
    column.rule(p.paper, 0, 6, 0);
    column.lines(subtitle, subtitle_font, 22, 4, p.muted_ink);
    column.rule(p.ink, 1.5, 16, 12);
    for (const LegendEntry& entry : scene.legend)
        column.row(entry);
    column.chart(months);
    column.notes(notes_for(change, party, months, choice_words(view, o)));
}

} // namespace

Scene build_change_sheet(const Map& map, const ViewState& view, const SheetOptions& o)
{
    if (!(o.width_px >= least_width && o.height_px >= least_height && o.width_px <= most_side &&
          o.height_px <= most_side))
        throw Error{"cannot lay out a sheet of " + std::to_string(std::lround(o.width_px)) + " × " +
                    std::to_string(std::lround(o.height_px)) +
                    " px: map, legend and sources need 1000 × 640 to 12000 × 12000"};
    const Palette& p = palette(view.style);
    SceneCache cache;
    const PartyChange* party = change_shown(map, view, cache);
    if (party == nullptr)
        throw Error{"cannot draw a change of control: no party has areas that it is assessed to hold"};
    const auto& areas = map.ledger.control_areas;
    const ControlChange change = control_change(areas, view.change->from, view.change->to, party->party);
    const auto months = control_changes_by_month(areas, view.change->from, view.change->to, party->party);

    const PxRect box{margin + column_width + column_gap, map_top,
                     o.width_px - 2 * margin - column_width - column_gap,
                     o.height_px - map_top - foot_height};
    const Extent extent = o.extent.value_or(contents_extent(map, view));
    const Camera camera = Camera::showing(extent, projection_for(extent, o.crs), box);
    MapFurniture furniture;
    Scene scene = build_map(map, view, camera, cache, furniture);
    const auto things = things_on(scene, camera, *party, map, view, cache);
    const PxRect bar_size = scale_bar_box(camera, {});
    const auto inset = plan_inset(map, camera, party, o.inset, things);
    std::vector<PxRect> kept;
    if (inset)
        kept.push_back(grown(inset->box, 12));
    const PxRect bar = emptiest_corner(box, bar_size.width, bar_size.height, things, kept).box;
    furniture.reserved.push_back(grown(bar, 4));
    if (inset) {
        furniture.reserved.push_back(grown(inset->box, 4));
    }
    scene = build_map(map, view, camera, cache, furniture); // again, so that names keep off both

    DrawList sheet{
        o.width_px, o.height_px, view.style == StyleName::dark ? rgb(0x171C24) : rgb(0xFFFFFF), {}};
    std::move(scene.list.commands.begin(), scene.list.commands.end(), std::back_inserter(sheet.commands));
    draw_scale_bar(sheet, p, camera, {bar.x, bar.y});
    if (inset)
        draw_inset(sheet, map, view, *inset, cache);
    add_rings(sheet, {rect_px(box)}, p.ink, 1.0);
    add_stroke(sheet, {{{margin, 22}, {o.width_px - margin, 22}}}, p.ink, 3);

    const PxRect locator{margin, o.height_px - foot_height - locator_height, column_width, locator_height};
    draw_column(sheet, p, {margin, 36, column_width, locator.y - 12 - 36}, scene, view, o, change, *party,
                months);
    draw_locator(sheet, map, view, camera, locator, cache);
    draw_foot(sheet, p, o, camera, sources_for(map, change, party->party));
    scene.list = std::move(sheet);
    return scene;
}

} // namespace sitmap
