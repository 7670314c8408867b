#include "render/sheet/change_inset.hpp"
#include "geodata/error.hpp"
#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/sheet/furniture.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sitmap {

namespace {

constexpr double usual_magnification = 3.7, least_magnification = 1.5;
constexpr double width_share = 0.295, height_share = 0.36; // of the main map
constexpr double title_height = 23, bar_most_px = 90;

/// How many cells of a grid over the map lie on ground that changed hands, as sums from the top left.
class ChangedCells {
public:
    ChangedCells(const Camera& camera, const PartyChange& change) : frame_{camera.frame()}
    {
        columns_ = static_cast<int>(frame_.width / cell_px) + 1;
        rows_ = static_cast<int>(frame_.height / cell_px) + 1;
        sums_.assign(static_cast<std::size_t>((columns_ + 1) * (rows_ + 1)), 0);
        const Projector projector{camera, 0};
        for (const ChangedGround* ground : {&change.gained, &change.lost})
            for (const Polygon& piece : ground->pieces.polygons)
                add(projector.rings(MultiPolygon{{piece}}));
        for (int r = 1; r <= rows_; ++r)
            for (int c = 1; c <= columns_; ++c)
                sum(c, r) += sum(c - 1, r) + sum(c, r - 1) - sum(c - 1, r - 1);
    }

    /// The place of a window of this size that holds most; nothing where all are empty.
    [[nodiscard]] std::optional<PxRect> densest(double width, double height) const
    {
        const int w = static_cast<int>(width / cell_px), h = static_cast<int>(height / cell_px);
        // A window full of changed ground shows none of it changing: its edge must be in it.
        constexpr double full_enough = 0.55;
        const int enough = static_cast<int>(full_enough * w * h);
        int most = 0;
        std::optional<PxRect> best;
        for (int r = 0; r + h < rows_; ++r)
            for (int c = 0; c + w < columns_; ++c) {
                const int changed = sum(c + w, r + h) - sum(c, r + h) - sum(c + w, r) + sum(c, r);
                const int held = std::min(changed, 2 * enough - changed);
                if (held > most) {
                    most = held;
                    best = PxRect{frame_.x + c * cell_px, frame_.y + r * cell_px, width, height};
                }
            }
        return best;
    }

private:
    static constexpr double cell_px = 3;

    void add(const Path& rings)
    {
        for (const Contour& ring : rings) {
            const PxRect box = bounds(ring);
            const int left = std::max(0, static_cast<int>((box.x - frame_.x) / cell_px));
            const int top = std::max(0, static_cast<int>((box.y - frame_.y) / cell_px));
            const int right =
                std::min(columns_ - 1, static_cast<int>((box.x + box.width - frame_.x) / cell_px));
            const int bottom =
                std::min(rows_ - 1, static_cast<int>((box.y + box.height - frame_.y) / cell_px));
            for (int r = top; r <= bottom; ++r)
                for (int c = left; c <= right; ++c)
                    if (inside({ring}, {frame_.x + (c + 0.5) * cell_px, frame_.y + (r + 0.5) * cell_px}))
                        sum(c + 1, r + 1) = 1;
        }
    }
    [[nodiscard]] int& sum(int c, int r) { return sums_[static_cast<std::size_t>(r * (columns_ + 1) + c)]; }
    [[nodiscard]] int sum(int c, int r) const
    {
        return sums_[static_cast<std::size_t>(r * (columns_ + 1) + c)];
    }

    PxRect frame_;
    int columns_ = 0, rows_ = 0;
    std::vector<int> sums_;
};

/// The extent's box on the map, widened to the proportions of the inset.
PxRect source_of(const Camera& main, const Extent& extent, double width, double height)
{
    Contour corners;
    for (const LonLat p : {LonLat{extent.west, extent.south}, LonLat{extent.east, extent.south},
                           LonLat{extent.east, extent.north}, LonLat{extent.west, extent.north}})
        if (const auto px = main.to_px(p))
            corners.push_back(*px);
    const PxRect box = bounds(corners);
    const double factor = std::max(box.width / width, box.height / height);
    const PxRect source{box.x + (box.width - width * factor) / 2, box.y + (box.height - height * factor) / 2,
                        width * factor, height * factor};
    if (corners.size() < 4 || factor <= 0 || !holds(main.frame(), source))
        throw Error{"cannot show the inset: its box does not lie on the map; see --bbox"};
    if (factor > 1 / least_magnification)
        throw Error{"cannot show the inset: its box is too large a part of the map to be magnified"};
    return source;
}

/// The two greatest places in the part, from west to east.
std::string title_for(const Map& map, const Camera& camera)
{
    std::vector<const PlaceLabel*> found;
    if (map.basemap != nullptr)
        for (const PlaceLabel& place : map.basemap->places) {
            const auto at = camera.to_px(place.at);
            if (found.size() < 2 && place.rank <= 4 && at && grown(camera.frame(), -20).contains(*at))
                found.push_back(&place);
        }
    if (found.size() == 2 && found[1]->at.lon < found[0]->at.lon)
        std::swap(found[0], found[1]);
    std::string title;
    for (const PlaceLabel* place : found)
        title += (title.empty() ? "" : " – ") + place->name;
    return title;
}

/// Lines from the source to the box along the outside of both.
Path leaders(const PxRect& from, const PxRect& to)
{
    const bool right = to.x > from.x, below = to.y > from.y;
    const auto corner = [](const PxRect& r, bool east, bool south) {
        return Px{r.x + (east ? r.width : 0), r.y + (south ? r.height : 0)};
    };
    const bool rising = right == below; // then the outer corners are top right and bottom left
    return {{corner(from, true, !rising), corner(to, true, !rising)},
            {corner(from, false, rising), corner(to, false, rising)}};
}

} // namespace

std::optional<Inset> plan_inset(const Map& map, const Camera& main, const PartyChange* change,
                                const SheetOptions::Inset& asked, const std::vector<Px>& things)
{
    using Choice = SheetOptions::Inset::Choice;
    if (asked.choice == Choice::none || (asked.choice == Choice::densest && change == nullptr))
        return std::nullopt;
    const double width = std::round(main.frame().width * width_share),
                 height = std::round(main.frame().height * height_share);
    const auto source =
        asked.choice == Choice::given
            ? source_of(main, asked.extent, width, height)
            : ChangedCells{main, *change}.densest(width / usual_magnification, height / usual_magnification);
    if (!source)
        return std::nullopt;
    const Corner corner = emptiest_corner(main.frame(), width, height, things, {grown(*source, 30)});
    if (corner.covered == SIZE_MAX)
        return std::nullopt;
    const auto centre = main.to_lonlat({source->x + source->width / 2, source->y + source->height / 2});
    if (!centre)
        return std::nullopt;
    Inset inset{*source, corner.box,
                Camera{main.projection(), *centre, main.metres_per_px() * source->width / width, corner.box},
                asked.title};
    if (inset.title.empty())
        inset.title = title_for(map, inset.camera);
    return inset;
}

void draw_inset(DrawList& list, const Map& map, const ViewState& view, const Inset& inset, SceneCache& cache)
{
    const Palette& p = palette(view.style);
    add_stroke(list, leaders(inset.source, inset.box), p.ink, 0.9, {1.6, 3});
    add_rings(list, {rect_px(inset.source)}, p.ink, 1.1);

    const PxRect bar_size = scale_bar_box(inset.camera, {}, bar_most_px);
    const PxRect bar{inset.box.x + inset.box.width - bar_size.width - 8,
                     inset.box.y + inset.box.height - bar_size.height - 8, bar_size.width, bar_size.height};
    const Font font{12, FontWeight::bold, false, 0};
    const PxRect tab{inset.box.x, inset.box.y, measure(inset.title, font).advance + 20, title_height};
    MapFurniture furniture;
    furniture.reserved = {grown(bar, 3), grown(tab, 3)};
    furniture.country_names = false;
    Scene scene = build_map(map, view, inset.camera, cache, furniture);
    std::move(scene.list.commands.begin(), scene.list.commands.end(), std::back_inserter(list.commands));
    draw_scale_bar(list, p, inset.camera, {bar.x, bar.y}, bar_most_px);
    if (!inset.title.empty()) {
        add_fill(list, {rect_px(tab)}, p.ink);
        add_text(list, inset.title, font, {tab.x + 10, tab.y + 16}, p.paper);
    }
    add_rings(list, {rect_px(inset.box)}, p.ink, 1.3);
}

} // namespace sitmap
