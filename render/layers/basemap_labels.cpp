#include "render/layers/basemap_labels.hpp"
#include "geodata/measure.hpp"
#include "render/px_geometry.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

/// Places of a rank show below this scale.
constexpr std::array<double, 6> shown_below{0, 30e6, 9e6, 3.5e6, 1.2e6, 1.5e6};
constexpr std::array<double, 6> dot_radius{0, 4.2, 3.2, 2.6, 2.1, 0};
constexpr std::size_t most_labels = 220;
constexpr double second_script_size = 0.92, cyrillic_size = 0.82;

bool is_cyrillic(std::string_view text)
{
    return !text.empty() &&
           (static_cast<unsigned char>(text[0]) == 0xD0 || static_cast<unsigned char>(text[0]) == 0xD1);
}

bool is_dark(const Frame& frame)
{
    return frame.palette.name == StyleName::dark;
}

TextBlock name_block(const Frame& frame, const std::string& name, const std::string& local, Font font,
                     Rgba colour)
{
    TextBlock block{{{name, font, colour}}, frame.palette.labels.halo, 3.4};
    if (!local.empty() && local != name) {
        Font second = font;
        second.size_px *= is_cyrillic(local) ? cyrillic_size : second_script_size;
        second.letter_spacing_px = 0;
        second.weight = FontWeight::regular;
        second.italic = false;
        const Rgba ground = is_dark(frame) ? rgb(0x000000) : rgb(0xFFFFFF);
        block.lines.push_back({local, second, mixed(colour, ground, 0.2)});
    }
    return block;
}

void draw_dot(Frame& frame, const PlaceLabel& place, Px at)
{
    const double r = dot_radius[static_cast<std::size_t>(place.rank)];
    if (r == 0)
        return;
    const LabelStyle& style = frame.palette.labels;
    add_fill(frame.labels, {circle_px(at, r)}, style.dot_fill);
    add_rings(frame.labels, {circle_px(at, r)}, style.dot_edge, 1.3);
    if (place.capital)
        add_fill(frame.labels, {circle_px(at, 1.6)}, style.dot_edge);
}

/// Is the place's dot covered by a mark, which then stands for it?
bool stands_under_mark(const Frame& frame, Px at, double dot)
{
    return std::any_of(frame.scene.targets.begin(), frame.scene.targets.end(), [&](const HitTarget& target) {
        return distance(target.at, at) < target.radius_px + dot + 4.0;
    });
}

/// A dot that has no room is left out, and its name is set farther off.
bool set_name(Frame& frame, const PlaceLabel& place, Px at)
{
    const auto rank = static_cast<std::size_t>(place.rank);
    const double r = dot_radius[rank];
    const PxRect dot{at.x - r - 1, at.y - r - 1, 2 * r + 2, 2 * r + 2};
    const bool open = frame.taken.is_free(dot);
    const bool plain = frame.view.change && rank >= 3;
    const TextBlock block =
        name_block(frame, place.name, plain ? std::string{} : place.name_local,
                   place_font(place.rank, frame.view.style == StyleName::print, frame.scale),
                   frame.palette.labels.place[rank - 1]);
    std::optional<PxRect> set;
    const double offset = r + 6.0;
    for (const double more : open ? std::vector<double>{0} : std::vector<double>{0, 8, 16, 24, 34})
        if (!set)
            set = place.rank == 5 ? place_beside(frame.labels, frame.taken, at, 3.0 + more, block,
                                                 {Side::above, Side::below, Side::right, Side::left})
                                  : place_beside(frame.labels, frame.taken, at, offset + more, block);
    if (!set)
        return false;
    if (open) {
        draw_dot(frame, place, at);
        frame.taken.take(dot);
    }
    return true;
}

bool place_one(Frame& frame, const PlaceLabel& place, Px at)
{
    const double r = dot_radius[static_cast<std::size_t>(place.rank)];
    // A name without its dot would belong to the next one, unless a mark stands in the dot's place.
    return (frame.taken.is_free({at.x - r - 1, at.y - r - 1, 2 * r + 2, 2 * r + 2}) ||
            stands_under_mark(frame, at, r)) &&
           set_name(frame, place, at);
}

/// Where two days of control are compared, towns far from the front only take room from those near it.
bool is_beside_the_point(const Frame& frame, int rank, Px at)
{
    constexpr double near_front_px = 125;
    return frame.view.change && rank >= 3 && distance_to_lines(frame.fronts, at) > near_front_px;
}

/// Gazetteers list a town and its district under one name.
bool is_named(const Frame& frame, const std::string& name, Px at)
{
    constexpr double same_place_px = 90;
    const auto [first, last] = frame.named.equal_range(name);
    return std::any_of(first, last,
                       [&](const auto& named) { return distance(named.second, at) < same_place_px; });
}

/// On small scales a seat of government that is no great town has its name only where there is room about it:
/// Andorra la Vella must not stand in Barcelona's place.
bool is_crowded_out(const Frame& frame, const PlaceLabel& place, Px at)
{
    constexpr double small_scale = 10e6, room_px = 100;
    constexpr std::int64_t great_town = 500'000;
    return frame.scale > small_scale && place.population < great_town &&
           std::any_of(frame.named.begin(), frame.named.end(),
                       [&](const auto& named) { return distance(named.second, at) < room_px; });
}

/// The longest part of a curve inside the frame, smoothed.
Contour seen_curve(const Frame& frame, const AreaLabel& area)
{
    Path parts;
    frame.projector.add_line(area.curve.points, parts);
    Contour best;
    for (const Contour& part : parts)
        for (const Contour& cut : clip_line(smooth_px(part), grown(frame.camera.frame(), -14)))
            if (length_px(cut) > length_px(best))
                best = cut;
    return best;
}

TextLine area_line(const Frame& frame, const AreaLabel& area, double extent_px)
{
    const LabelStyle& style = frame.palette.labels;
    switch (area.kind) {
    case AreaLabel::Kind::country: {
        const double size = std::clamp(extent_px / 18.0, 13.0, 24.0);
        return {capitals(area.name), {size, FontWeight::regular, false, 0.32 * size}, style.country};
    }
    case AreaLabel::Kind::region:
        return {capitals(area.name), {11.5, FontWeight::regular, true, 3}, style.region};
    case AreaLabel::Kind::sea: {
        const double size = std::clamp(extent_px / 40.0, 13.0, 19.0);
        return {capitals(area.name), {size, FontWeight::regular, true, 0.33 * size}, style.sea};
    }
    case AreaLabel::Kind::gulf:
        break;
    }
    const double size = std::clamp(extent_px / 14.0, 12.0, 15.0);
    return {area.name, {size, FontWeight::regular, true, 1.5}, style.sea};
}

double width_of(const TextLine& line)
{
    return measure(line.text, line.font).advance;
}

bool is_water(AreaLabel::Kind kind)
{
    return kind == AreaLabel::Kind::sea || kind == AreaLabel::Kind::gulf;
}

/// A water's name for a smaller scale: letters nearer to each other, as small as a label may be.
TextLine closer(TextLine line)
{
    constexpr double least_px = 11.5;
    line.font.letter_spacing_px *= 0.4 * least_px / line.font.size_px;
    line.font.size_px = least_px;
    return line;
}

bool draw_level(Frame& frame, const AreaLabel& area, const TextLine& line, Px at, double extent_px)
{
    TextBlock block{{line}, frame.palette.labels.halo, 3.4};
    if (area.kind == AreaLabel::Kind::country && !area.name_local.empty() && area.name_local != area.name)
        block.lines.push_back({area.name_local,
                               {line.font.size_px * second_script_size, FontWeight::regular, false, 0},
                               line.colour});
    block.halo.a = area.kind == AreaLabel::Kind::country ? 150 : 0;
    // Off its middle a little, where that is taken, but never out of the thing it names.
    const double reach = std::min(1.0, extent_px / 400.0);
    constexpr std::array<Px, 9> tries{
        {{0, 0}, {0, -30}, {0, 30}, {-60, 0}, {60, 0}, {-60, -40}, {60, -40}, {-60, 40}, {60, 40}}};
    return std::any_of(tries.begin(), tries.end(), [&](Px by) {
        return place_centred(frame.labels, frame.taken, at + by * reach, block).has_value();
    });
}

/// False if it is too small on the picture, off it, or has no room.
bool draw_area_label(Frame& frame, const AreaLabel& area)
{
    const auto at = frame.camera.to_px(area.at);
    const double extent_px = area.extent_m / frame.camera.ground_m_per_px(area.at);
    const TextLine line = area_line(frame, area, extent_px);
    const bool sized = area.extent_m > 0 || area.kind == AreaLabel::Kind::country;
    if (area.curve.points.size() > 1) {
        const Contour curve = seen_curve(frame, area);
        const auto set = [&](const TextLine& as) {
            return (!sized || extent_px >= width_of(as) * 0.9) &&
                   place_along(frame.labels, frame.taken, curve, as, faded(frame.palette.labels.halo, 0), 0);
        };
        return set(line) || (is_water(area.kind) && set(closer(line)));
    }
    if (sized && extent_px < width_of(line) * 0.9)
        return false;
    return at && frame.camera.frame().contains(*at) && draw_level(frame, area, line, *at, extent_px);
}

/// The name of a country whose own label point is off the picture, in the roomiest part of what is seen of
/// it.
bool draw_seen_part_label(Frame& frame, const AreaLabel& area)
{
    constexpr double step = 24, room_px = 46;
    const auto& countries = frame.map.basemap->countries;
    const auto country = std::find_if(countries.begin(), countries.end(), [&](const Basemap::Country& c) {
        return c.extent.contains(area.at) && frame.projector.sees(c.extent) && covers(c.area, area.at);
    });
    if (country == countries.end())
        return false;
    Path rings;
    for (const Polygon& polygon : country->area.polygons)
        frame.projector.add_ring(frame.cache.at_detail(polygon.exterior, frame.projector.tolerance_deg()),
                                 rings);
    constexpr double size = 19;
    TextBlock block{{{capitals(area.name),
                      {size, FontWeight::regular, false, 0.32 * size},
                      frame.palette.labels.country}},
                    faded(frame.palette.labels.halo, 0.6),
                    3.4};
    if (!frame.view.change && !area.name_local.empty() && area.name_local != area.name)
        block.lines.push_back({area.name_local,
                               {size * second_script_size, FontWeight::regular, false, 0},
                               frame.palette.labels.country});
    const double half = size_of(block).width / 2;
    const PxRect seen = grown(frame.camera.frame(), -20);
    std::optional<Px> best;
    double roomiest = room_px;
    for (double y = seen.y; y < seen.y + seen.height; y += step)
        for (double x = seen.x + half; x + half < seen.x + seen.width; x += step) {
            const PxRect box{x - half - 8, y - 22, 2 * half + 16, 44};
            if (!frame.taken.has_room(box) || !inside(rings, {x, y}) || !inside(rings, {x - half, y}) ||
                !inside(rings, {x + half, y}))
                continue;
            const double depth =
                std::min({distance_to_edge(rings, {x, y}), y - seen.y, seen.y + seen.height - y});
            if (depth > roomiest) {
                roomiest = depth;
                best = Px{x, y};
            }
        }
    return best && place_centred(frame.labels, frame.taken, *best, block).has_value();
}

} // namespace

Font place_font(int rank, bool sheet, double scale)
{
    // Full size from 1 : 1 M; smaller scales show more places, and less of each.
    const double small = std::clamp(std::log(std::max(scale, 1.0) / 1e6) / std::log(20.0), 0.0, 1.0);
    switch (rank) {
    case 1:
        // Among many at once bold shouts.
        return {std::lerp(sheet ? 16.0 : 20.0, 12.5, small),
                scale > 12e6 ? FontWeight::semibold : FontWeight::bold, false, 0};
    case 2:
        return {std::lerp(14.5, 12.0, small), FontWeight::semibold, false, 0};
    case 3:
        return {std::lerp(12.5, 11.0, small), FontWeight::medium, false, 0};
    case 4:
        return {11.5, FontWeight::regular, false, 0};
    default:
        return {11, FontWeight::regular, true, 0};
    }
}

void draw_place_labels(Frame& frame, int from, int to)
{
    if (frame.map.basemap == nullptr || !frame.view.layers.labels)
        return;
    const Extent seen = frame.camera.seen();
    std::size_t count = 0;
    for (const PlaceLabel& place : frame.map.basemap->places) {
        const int rank = std::clamp(place.rank, 1, 5);
        if (rank < from || rank > to || frame.scale > shown_below[static_cast<std::size_t>(rank)] ||
            !seen.contains(place.at))
            continue;
        const auto at = frame.camera.to_px(place.at);
        if (!at || !frame.camera.frame().contains(*at) || is_beside_the_point(frame, rank, *at) ||
            is_named(frame, place.name, *at) || is_crowded_out(frame, place, *at) ||
            !place_one(frame, place, *at))
            continue;
        frame.named.emplace(place.name, *at);
        if (++count >= most_labels)
            return;
    }
}

void draw_country_labels(Frame& frame)
{
    if (frame.map.basemap == nullptr || !frame.view.layers.labels)
        return;
    for (const AreaLabel& area : frame.map.basemap->areas) {
        if (area.kind != AreaLabel::Kind::country || frame.named_areas.contains(area.name))
            continue;
        if (draw_area_label(frame, area) || (frame.view.change && draw_seen_part_label(frame, area)))
            frame.named_areas.insert(area.name);
    }
}

void draw_area_labels(Frame& frame)
{
    if (frame.map.basemap == nullptr || !frame.view.layers.labels)
        return;
    for (const AreaLabel& area : frame.map.basemap->areas)
        if (!frame.named_areas.contains(area.name) && draw_area_label(frame, area))
            frame.named_areas.insert(area.name);
    if (frame.view.style != StyleName::print) // in a window that is moved it would hop about
        return;
    for (const AreaLabel& area : frame.map.basemap->areas)
        if (area.kind == AreaLabel::Kind::country && !frame.named_areas.contains(area.name) &&
            draw_seen_part_label(frame, area))
            frame.named_areas.insert(area.name);
}

void draw_route_end_names(Frame& frame)
{
    if (frame.map.basemap == nullptr || !frame.view.layers.labels)
        return;
    constexpr double near_px = 26;
    std::vector<Px> ends;
    for (const DrawnLine& drawn : frame.routes)
        for (const Px end : {drawn.curve.front(), drawn.curve.back()})
            if (grown(frame.camera.frame(), -near_px).contains(end))
                ends.push_back(end);
    const Extent seen = frame.camera.seen();
    for (const Px end : ends) {
        const PlaceLabel* nearest = nullptr;
        Px at;
        for (const PlaceLabel& place : frame.map.basemap->places) {
            if (place.rank > 4 || !seen.contains(place.at))
                continue;
            const auto here = frame.camera.to_px(place.at);
            if (here && distance(*here, end) < (nearest != nullptr ? distance(at, end) : near_px)) {
                nearest = &place;
                at = *here;
            }
        }
        if (nearest != nullptr && !is_named(frame, nearest->name, at) && set_name(frame, *nearest, at))
            frame.named.emplace(nearest->name, at);
    }
}

} // namespace sitmap
