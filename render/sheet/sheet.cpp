#include "engine/rule.hpp"
#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/scene_build.hpp"
#include "render/sheet/change_inset.hpp"
#include "render/sheet/change_sheet.hpp"
#include "render/sheet/column.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/locator.hpp"
#include "render/sheet/sheet_frame.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/sheet/sheet_words.hpp"
#include "render/sheet/toll_chart.hpp"
#include "render/sheet/where_words.hpp"
#include "render/style.hpp"
#include "render/symbols.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace sitmap {

namespace {

constexpr double locator_height = 178, locator_gap = 14;

ColumnFacts facts_for(const Map& map, const ViewState& view, const SheetOptions& options, const Scene& scene)
{
    ColumnFacts facts = facts_of(map, view, scene);
    facts.sources = sources_in_words(map, view, scene, options);
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
LocatorPlace locator_place(const Map& map, const SheetLayout& layout, const Camera& camera,
                           const Scene& scene, double column_needs, const std::vector<PxRect>& kept)
{
    constexpr double widest_deg = 90; // a map of continents needs no other to say where it lies
    const Extent seen = camera.seen_unwrapped();
    if (map.basemap == nullptr || seen.east - seen.west > widest_deg)
        return {};
    if (layout.columns.size() == 1) {
        const PxRect& c = layout.columns.front();
        if (column_needs + locator_height + locator_gap <= c.height)
            return {PxRect{c.x, c.y, c.width, locator_height}, {}};
    }
    constexpr double width = 250, height = 160;
    constexpr std::size_t most_covered = 2;
    const Corner corner = emptiest_corner(layout.map, width, height, drawn_points(scene), kept);
    return corner.covered <= most_covered ? LocatorPlace{{}, corner.box} : LocatorPlace{};
}

/// Height of the columns below the map that the legend needs, if its blocks part well.
double legend_height(const Palette& palette, const SheetLayout& layout, const Scene& scene,
                     const ColumnFacts& facts, double sheet_height)
{
    constexpr double least = 150, most_share = 0.38, uneven = 70;
    const auto count = static_cast<double>(layout.columns.size());
    const double whole = column_height(palette, layout.columns.front().width, scene, facts);
    return std::clamp(whole / count + uneven, least, most_share * sheet_height);
}

std::string joined(const std::vector<std::string>& texts)
{
    std::string out;
    for (const std::string& text : texts)
        out += (out.empty() ? "" : " ") + text;
    return out;
}

/// "Tripoli 2019: an air strike" as "tripoli_2019_an_air": what OCHA's names of maps have in the middle.
std::string short_name(const std::string& title)
{
    constexpr std::size_t longest = 24;
    std::string name;
    for (const char c : title) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain)
            name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
        if (name.size() >= longest)
            break;
    }
    while (!name.empty() && name.back() == '_')
        name.pop_back();
    return name;
}

/// CODE_shortname_A4_YYYYMMDD, as OCHA names its maps (Field Map guideline, 2009); parts not known are left
/// out.
std::string map_code(const Scene& scene, const SheetOptions& options, const std::string& title)
{
    std::string code = most_shown_country(scene);
    for (const std::string& part : {short_name(title), options.page.substr(0, options.page.find(' '))})
        if (!part.empty())
            code += (code.empty() ? "" : "_") + part;
    if (options.drawn_on) {
        std::string day = format_day(*options.drawn_on);
        std::erase(day, '-');
        code += "_" + day;
    }
    return code;
}

/// One sheet in the making.
class Sheet {
public:
    Sheet(const Map& map, const ViewState& view, const SheetOptions& options)
        : map_{map},
          view_{view},
          options_{options},
          colours_{palette(view.style)},
          foot_{foot_for(map, view, options)},
          layout_{layout_for(options, first_legend_px, foot_)},
          extent_{options.extent.value_or(contents_extent(map, view))},
          camera_{Camera::showing(extent_, projection_for(extent_, options.crs), layout_.map)}
    {}

    Scene built()
    {
        place_bar();
        draw_map();
        if (is_portrait(options_) &&
            !layout_.columns.empty()) { // again, with as much room as the legend needs
            layout_ =
                layout_for(options_, legend_height(colours_, layout_, scene_, facts_, options_.height_px));
            camera_ = Camera::showing(extent_, projection_for(extent_, options_.crs), layout_.map);
            place_bar();
            draw_map();
        }
        make_room_for_sources();
        place_things();
        lay_out();
        return std::move(scene_);
    }

private:
    /// A plain sheet has no column for its sources.
    static FootFacts foot_for(const Map& map, const ViewState& view, const SheetOptions& options)
    {
        return {options.design == SheetOptions::Design::plain
                    ? joined(sources_in_words(map, view, {}, options))
                    : "",
                ""};
    }

    /// Sources, notes and licences must be read on the sheet: where the columns do not hold them, even with
    /// their rows nearer to each other, they go to the foot, and the map makes room.
    void make_room_for_sources()
    {
        const bool plain = layout_.columns.empty();
        if (!plain && holds_sources(colours_, layout_.columns, scene_, facts_))
            return;
        facts_.tight = tight_ = !plain;
        if (!plain && holds_sources(colours_, layout_.columns, scene_, facts_))
            return;
        put_sources_in_foot(plain);
        if (plain)
            return;
        make_room_for_rows(facts_, colours_, layout_.columns, told_in_columns());
        keep_spacing();
    }

    /// For the facts of the map when it is drawn again.
    void keep_spacing()
    {
        dense_ = facts_.dense;
        scales_ = facts_.scales;
    }

    void put_sources_in_foot(bool plain)
    {
        sources_in_foot_ = true;
        std::vector<std::string> texts = sources_in_words(map_, view_, scene_, options_);
        for (const std::string& note : scene_.notes)
            texts.push_back(note + ".");
        foot_.sources = (plain ? "" : "Sources and notes: ") + joined(texts);
        const double legend_px = plain ? 0 : layout_.columns.front().height;
        layout_ = layout_for(options_, legend_px, foot_);
        camera_ = Camera::showing(extent_, projection_for(extent_, options_.crs), layout_.map);
        place_bar();
        draw_map();
    }

    /// The legend of the sheet: notes that stand in the foot do not stand in the columns too.
    [[nodiscard]] Scene told_in_columns() const
    {
        Scene rows = scene_;
        if (sources_in_foot_)
            rows.notes.clear();
        return rows;
    }

    static constexpr double first_legend_px = 320, corner_legend_width = 292, corner_legend_padding = 12;

    void place_bar()
    {
        const PxRect size = scale_bar_box(camera_, {});
        std::vector<PxRect> kept;
        if (legend_)
            kept.push_back(*legend_);
        bar_ = emptiest_corner(layout_.map, size.width, size.height,
                               incident_points(map_, view_, camera_, cache_), kept)
                   .box;
    }

    /// Shows the extent beside a box at the left or the right, if that leaves half of the map's width.
    void show_beside(const PxRect& box)
    {
        constexpr double gap = 12, least_share = 0.5;
        PxRect part = layout_.map;
        const double left = box.x - part.x, right = part.x + part.width - box.x - box.width;
        part.width = std::max(left, right) - gap;
        if (right > left)
            part.x = box.x + box.width + gap;
        if (part.width < least_share * layout_.map.width)
            return;
        const Camera beside = Camera::showing(extent_, camera_.projection(), part);
        const PxRect& whole = layout_.map;
        if (const auto centre = beside.to_lonlat({whole.x + whole.width / 2, whole.y + whole.height / 2}))
            camera_ = Camera{beside.projection(), *centre, beside.metres_per_px(), whole};
        place_bar();
        draw_map();
    }

    /// Does the box hide something that the map is about?
    [[nodiscard]] bool hides_contents(const PxRect& box) const
    {
        return std::any_of(scene_.targets.begin(), scene_.targets.end(),
                           [&](const HitTarget& t) { return grown(box, t.radius_px).contains(t.at); });
    }

    void draw_map()
    {
        MapFurniture furniture;
        furniture.graticule = true;
        furniture.reserved.push_back(grown(bar_, 4));
        for (const std::optional<PxRect>& box :
             {locator_.in_map, legend_, inset_ ? std::optional{inset_->box} : std::nullopt})
            if (box)
                furniture.reserved.push_back(grown(*box, 4));
        scene_ = build_map(map_, view_, camera_, cache_, furniture);
        facts_ = facts_for(map_, view_, options_, scene_);
        facts_.tight = tight_;
        facts_.dense = dense_;
        facts_.scales = scales_;
        if (options_.design == SheetOptions::Design::plain || sources_in_foot_)
            facts_.sources.clear();
    }

    /// Inset, legend in a corner and locator, where there are any; then the map again, so that names keep
    /// off.
    void place_things()
    {
        std::vector<PxRect> kept{bar_};
        auto things = drawn_points(scene_);
        inset_ = plan_inset(map_, camera_, nullptr, options_.inset, things);
        if (inset_)
            kept.push_back(grown(inset_->box, 12));
        if (options_.design == SheetOptions::Design::plain && !scene_.legend.empty()) {
            legend_ = corner_for_legend(things, kept);
            if (legend_ && !inset_ && hides_contents(*legend_)) {
                show_beside(*legend_);
                kept.front() = bar_;
                things = drawn_points(scene_);
            }
            if (legend_)
                kept.push_back(*legend_);
        }
        const double needs = layout_.columns.empty() ? 0
                                                     : column_height(colours_, layout_.columns.front().width,
                                                                     told_in_columns(), facts_);
        locator_ = locator_place(map_, layout_, camera_, scene_, needs, kept);
        if (locator_.in_map || legend_ || inset_)
            draw_map();
    }

    /// Its rows come as near to each other as the map's height asks for.
    std::optional<PxRect> corner_for_legend(const std::vector<Px>& things, const std::vector<PxRect>& kept)
    {
        constexpr double air = 20, edge = 12;
        const Scene rows = rows_in_corner();
        PxRect inner{0, 0, corner_legend_width - 2 * corner_legend_padding, 0};
        double most = 0;
        // From top to bottom, beside the scale bar, only where that is what it takes.
        for (const double tall : {layout_.map.height - 2 * bar_.height - 60, layout_.map.height - 2 * edge}) {
            most = tall;
            inner.height = most - air;
            facts_.dense = dense_;
            facts_.scales = scales_;
            make_room_for_rows(facts_, colours_, {&inner, 1}, rows);
            if (rows_without_room(colours_, {&inner, 1}, rows, facts_) == 0)
                break;
        }
        keep_spacing();
        const double height = std::min(column_height(colours_, inner.width, rows, facts_) + air, most);
        const Corner corner = emptiest_corner(layout_.map, corner_legend_width, height, things, kept);
        return corner.covered == SIZE_MAX ? std::nullopt : std::optional{corner.box};
    }

    void lay_out()
    {
        DrawList sheet{options_.width_px,
                       options_.height_px,
                       view_.style == StyleName::dark ? rgb(0x171C24) : rgb(0xFFFFFF),
                       {}};
        std::move(scene_.list.commands.begin(), scene_.list.commands.end(),
                  std::back_inserter(sheet.commands));
        draw_scale_bar(sheet, colours_, camera_, {bar_.x, bar_.y});
        if (inset_)
            draw_inset(sheet, map_, view_, *inset_, cache_);
        if (locator_.in_column) {
            layout_.columns.front().y += locator_height + locator_gap;
            layout_.columns.front().height -= locator_height + locator_gap;
        }
        if (const auto& box = locator_.in_column ? locator_.in_column : locator_.in_map)
            draw_locator(sheet, map_, view_, camera_, *box, cache_);
        if (legend_)
            draw_corner_legend(sheet);
        if (!layout_.columns.empty())
            draw_chart(sheet, draw_columns(sheet, colours_, layout_.columns, told_in_columns(), facts_));
        tell_what_has_no_room();
        add_rings(sheet, {rect_px(layout_.map)}, colours_.ink, 1.0);
        const std::string title =
            options_.title.empty() ? title_in_words(map_, view_, scene_) : options_.title;
        draw_sheet_head(sheet, colours_, options_, title,
                        options_.subtitle.empty() ? subtitle_in_words(map_, view_, scene_)
                                                  : options_.subtitle,
                        corner_words());
        foot_.code = map_code(scene_, options_, title);
        draw_sheet_foot(sheet, colours_, options_, camera_, foot_);
        scene_.list = std::move(sheet);
    }

    /// For the one who draws it: a smaller sheet must not lose what its marks mean without a word.
    void tell_what_has_no_room()
    {
        std::size_t rows = 0;
        if (!layout_.columns.empty())
            rows = rows_without_room(colours_, layout_.columns, told_in_columns(), facts_);
        else if (const PxRect inner = legend_ ? grown(*legend_, -corner_legend_padding) : PxRect{}; legend_)
            rows = rows_without_room(colours_, {&inner, 1}, rows_in_corner(), facts_);
        else
            rows = scene_.legend.size();
        if (rows > 0)
            scene_.notes.push_back(
                std::to_string(rows) + (rows == 1 ? " row" : " rows") +
                " of the legend had no room: a larger sheet, or fewer layers, will have them");
    }

    /// Where one column has room left below what must be told.
    void draw_chart(DrawList& sheet, double column_end)
    {
        constexpr double gap = 18;
        const PxRect& c = layout_.columns.front();
        if (layout_.columns.size() != 1 || !view_.layers.incidents ||
            column_end + gap + toll_chart_height > c.y + c.height)
            return;
        if (const Tolls tolls = tolls_of(map_, view_); !tolls.periods.empty()) {
            add_stroke(sheet, {{{c.x, column_end + gap / 2}, {c.x + c.width, column_end + gap / 2}}},
                       colours_.rule, 1);
            draw_toll_chart(sheet, colours_, {c.x, column_end + gap, c.width, toll_chart_height}, tolls);
        }
    }

    void draw_corner_legend(DrawList& sheet)
    {
        add_fill(sheet, {rect_px(*legend_)}, faded(colours_.paper, 0.94));
        add_rings(sheet, {rect_px(*legend_)}, colours_.rule, 1);
        draw_column(sheet, colours_, grown(*legend_, -corner_legend_padding), rows_in_corner(), facts_);
    }

    /// The notes of a plain sheet stand in the foot.
    [[nodiscard]] Scene rows_in_corner() const
    {
        Scene rows = scene_;
        rows.notes.clear();
        return rows;
    }

    [[nodiscard]] std::vector<std::string> corner_words() const
    {
        std::vector<std::string> words;
        if (view_.as_of)
            words.push_back("as known on " + day_for_people(*view_.as_of));
        if (!map_.name.empty())
            words.push_back(map_.name);
        return words;
    }

    const Map& map_;
    const ViewState& view_;
    const SheetOptions& options_;
    const Palette& colours_;
    FootFacts foot_;
    SheetLayout layout_;
    Extent extent_;
    Camera camera_;
    SceneCache cache_;
    Scene scene_;
    ColumnFacts facts_;
    PxRect bar_;
    std::optional<Inset> inset_;
    std::optional<PxRect> legend_; ///< in a corner of the map
    LocatorPlace locator_;
    bool tight_ = false, dense_ = false, sources_in_foot_ = false;
    ColumnFacts::Scales scales_ = ColumnFacts::Scales::whole;
};

} // namespace

Scene build_sheet(const Map& map, const ViewState& given, const SheetOptions& options)
{
    if (given.change && !map.ledger.control_areas.empty())
        return build_change_sheet(map, given, options);
    return Sheet{map, given, options}.built();
}

} // namespace sitmap
