#include "render/layers/stocks.hpp"

#include "engine/background_query.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sitmap {

namespace {

constexpr double largest_r = 44, smallest_r = 4, factor_step = 0.05;
constexpr std::size_t most_stocks = 80;

struct Shown {
    std::size_t index;
    const Stock* stock;
    Px place;
    double r = 0;
};

double count_of(const Stock& stock)
{
    return stock.people ? static_cast<double>(stock.people->size_by()) : 0.0;
}

std::vector<Shown> shown_stocks(const Map& map, const ViewState& view, const Camera& camera)
{
    std::vector<Shown> shown;
    for (std::size_t i = 0; i < map.ledger.stocks.size(); ++i) {
        const Stock& stock = map.ledger.stocks[i];
        if (!passes(stock, view.query) || !is_known(stock, map.ledger, view.as_of) ||
            stock.location.precision == PlacePrecision::unknown)
            continue;
        const auto at = camera.to_px(stock.location.point);
        if (at && camera.frame().contains(*at))
            shown.push_back({i, &stock, *at});
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Shown& a, const Shown& b) { return count_of(*a.stock) > count_of(*b.stock); });
    if (shown.size() > most_stocks)
        shown.resize(most_stocks);
    return shown;
}

/// Lowers the factor until the largest ring is small enough.
void size_rings(Frame& frame, std::vector<Shown>& shown)
{
    frame.stock_factor = ring_factor(frame.view.style, shown.empty() ? 0 : count_of(*shown.front().stock));
    for (Shown& s : shown)
        s.r = std::max(smallest_r, frame.stock_factor * std::sqrt(count_of(*s.stock)));
}

TextBlock label_for(const Frame& frame, const Stock& stock)
{
    const Rgba ink = frame.palette.stock;
    const std::string number = stock.people ? stock.people->for_people() + " " : "";
    TextBlock block{{{number + std::string{name_of(stock.kind)}, {13, FontWeight::bold, false, 0}, ink}},
                    frame.palette.labels.halo,
                    3.4};
    const std::string& place = stock.location.name.empty() ? stock.location.toponym : stock.location.name;
    for (const std::string& line : wrapped(place, {11.5, FontWeight::regular, false, 0}, 160))
        block.lines.push_back({line, {11.5, FontWeight::regular, false, 0}, ink});
    return block;
}

enum class LabelAt : std::uint8_t { right, left, below };
struct Spot {
    Px at;
    LabelAt label = LabelAt::right;
    double cost = INFINITY;
};

PxRect label_box(const Spot& spot, double r, BlockSize size)
{
    if (spot.label == LabelAt::below)
        return {spot.at.x - size.width / 2.0, spot.at.y + r + 4, size.width, size.height};
    const double x = spot.label == LabelAt::right ? spot.at.x + r + 8 : spot.at.x - r - 8 - size.width;
    return {x, spot.at.y - size.height / 2.0, size.width, size.height};
}

/// A ring that stands already.
struct DrawnRing {
    Px at;
    double r;
    Px place; ///< where its leader ends
};

/// Beside the place, as near as there is room for ring and label; its leader through no other ring, and over
/// no front.
Spot spot_for(const Frame& frame, const Occupancy& taken, const Shown& s, BlockSize size,
              const std::vector<DrawnRing>& rings)
{
    constexpr double through_ring = 3, through_label = 4, over_front = 1.5, over_leader = 2.5;
    Path near_fronts;
    const double reach = 170 + 2 * s.r;
    for (const Contour& front : frame.fronts)
        for (Contour& part : clip_line(front, {s.place.x - reach, s.place.y - reach, 2 * reach, 2 * reach}))
            near_fronts.push_back(std::move(part));
    // A long leader is read as a way: twice as long costs four times as much.
    const auto length_cost = [](double gap) { return std::pow(gap / 110.0, 2.0); };
    Spot best;
    for (const double gap : {30.0, 55.0, 85.0, 120.0, 165.0}) {
        for (int i = 0; i < 24; ++i) {
            const double angle = std::numbers::pi * i / 12.0 + 0.35;
            const Px at = s.place + Px{std::cos(angle), -std::sin(angle)} * (gap + s.r);
            const auto crossed = std::count_if(rings.begin(), rings.end(), [&](const DrawnRing& other) {
                return distance_to_segment(other.at, s.place, at) < other.r + 2;
            });
            const auto leaders = std::count_if(rings.begin(), rings.end(), [&](const DrawnRing& other) {
                return crosses(s.place, at, {{other.place, other.at}});
            });
            const bool crosses_front = crosses(s.place, at, near_fronts);
            const bool lies_on_front = !near_fronts.empty() && distance_to_lines(near_fronts, at) < s.r + 3;
            const PxRect ring = grown({at.x - s.r, at.y - s.r, 2 * s.r, 2 * s.r}, 7);
            for (const LabelAt where :
                 {std::cos(angle) >= 0 ? LabelAt::right : LabelAt::left,
                  std::cos(angle) >= 0 ? LabelAt::left : LabelAt::right, LabelAt::below}) {
                constexpr double less_usual = 0.08;
                Spot spot{at, where, 0};
                const PxRect label = grown(label_box(spot, s.r, size), 6);
                // Never under a mark, nor its label over one.
                spot.cost = (where == LabelAt::below ? less_usual : 0.0) +
                            (taken.is_free(ring) ? 0.0 : 1.2 + 8.0 * taken.taken_share(ring)) +
                            (taken.is_free(label) ? 0.0 : 0.6 + 9.0 * taken.taken_share(label)) +
                            leader_cost(taken, s.place, spot.at) + length_cost(gap) +
                            (crosses_front ? over_front : 0.0) + (lies_on_front ? over_front : 0.0) +
                            (clip_line({s.place, at}, label).empty() ? 0.0 : through_label) +
                            through_ring * static_cast<double>(crossed) +
                            over_leader * static_cast<double>(leaders);
                if (spot.cost < best.cost - 1e-9)
                    best = spot;
            }
        }
    }
    return best;
}

/// What a ring, its leader and its label take.
void take(Occupancy& taken, const Shown& s, const Spot& spot, BlockSize size)
{
    taken.take_disc(spot.at, s.r + 2);
    taken.take_line({s.place, spot.at + unit(s.place - spot.at) * s.r}, 1.5);
    if (const PxRect box = label_box(spot, s.r, size); taken.is_for_text(box))
        taken.take(box);
}

using Order = std::vector<std::size_t>;

/// A spot for each, chosen one after another in this order.
struct Arrangement {
    std::vector<Spot> spots;
    double cost = 0;
};
Arrangement arranged(const Frame& frame, const std::vector<Shown>& shown, const std::vector<BlockSize>& sizes,
                     const Order& order)
{
    Arrangement found{std::vector<Spot>(shown.size()), 0};
    Occupancy taken = frame.taken;
    std::vector<DrawnRing> rings;
    for (const std::size_t i : order) {
        const Spot spot = spot_for(frame, taken, shown[i], sizes[i], rings);
        rings.push_back({spot.at, shown[i].r, shown[i].place});
        take(taken, shown[i], spot, sizes[i]);
        found.spots[i] = spot;
        found.cost += spot.cost;
    }
    return found;
}

/// The largest first, unless few are better off when another of them comes first.
Arrangement best_arrangement(const Frame& frame, const std::vector<Shown>& shown,
                             const std::vector<BlockSize>& sizes)
{
    constexpr std::size_t few = 8;
    Order order(shown.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Arrangement best = arranged(frame, shown, sizes, order);
    for (std::size_t first = 1; first < shown.size() && shown.size() <= few; ++first) {
        std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first),
                    order.begin() + static_cast<std::ptrdiff_t>(first) + 1);
        if (Arrangement other = arranged(frame, shown, sizes, order); other.cost < best.cost - 1e-9)
            best = std::move(other);
        std::sort(order.begin(), order.end());
    }
    return best;
}

bool is_chosen(const Frame& frame, const Shown& s)
{
    const auto* chosen = std::get_if<StockSelection>(&frame.view.selection);
    return chosen != nullptr && chosen->index == s.index;
}

void draw_one(Frame& frame, const Shown& s, const Spot& spot, const TextBlock& block, DrawList& leaders)
{
    const BlockSize size = size_of(block);
    const Contour leader{s.place, spot.at + unit(s.place - spot.at) * s.r};
    add_stroke(leaders, {leader}, faded(frame.palette.casing, 0.7), 2.7);
    add_stroke(leaders, {leader}, frame.palette.stock, 1.1);
    add_fill(leaders, {circle_px(s.place, 2)}, frame.palette.stock);
    if (is_chosen(frame, s)) {
        frame.stroke_rings({circle_px(spot.at, s.r + 5)}, frame.palette.casing, 4.5);
        frame.stroke_rings({circle_px(spot.at, s.r + 5)}, frame.palette.accent, 2);
    }
    draw_stock_ring(frame.list(), frame.palette, spot.at, s.r);
    const PxRect box = label_box(spot, s.r, size);
    if (frame.view.layers.labels && frame.taken.is_for_text(box))
        draw_block(frame.labels, block, {box.x, box.y}, size,
                   spot.label == LabelAt::right  ? Align::left
                   : spot.label == LabelAt::left ? Align::right
                                                 : Align::centre);
    frame.scene.targets.push_back({spot.at, s.r, StockSelection{s.index}});
}

} // namespace

double ring_factor(StyleName style, double most_people)
{
    double factor = style == StyleName::print ? 0.62 : 0.50;
    const double most = std::sqrt(most_people);
    while (factor > factor_step && factor * most > largest_r)
        factor -= factor_step;
    return factor * most > largest_r ? largest_r / most : factor; // the last step would be none at all
}

std::int64_t most_in_stock(const Map& map, const ViewState& view, const Camera& camera)
{
    std::int64_t most = 0;
    for (const Shown& shown : shown_stocks(map, view, camera))
        if (shown.stock->people)
            most = std::max<std::int64_t>(most, shown.stock->people->size_by());
    return most;
}

void draw_stock_ring(DrawList& list, const Palette& palette, Px at, double r)
{
    const Contour outer = circle_px(at, r);
    add_fill(list, {outer}, faded(palette.paper, 0.72));
    add_fill(list, {outer}, faded(palette.stock, 0.12));
    add_rings(list, {outer}, palette.stock, 1.6);
    if (r > 5)
        add_rings(list, {circle_px(at, r - 3.2)}, palette.stock, 0.8);
}

void draw_stocks(Frame& frame, DrawList& leaders)
{
    std::vector<Shown> shown = shown_stocks(frame.map, frame.view, frame.camera);
    size_rings(frame, shown);
    std::vector<TextBlock> labels;
    std::vector<BlockSize> sizes;
    for (const Shown& s : shown) {
        labels.push_back(label_for(frame, *s.stock));
        sizes.push_back(frame.view.layers.labels ? size_of(labels.back()) : BlockSize{});
    }
    const Arrangement places = best_arrangement(frame, shown, sizes);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const Shown& s = shown[i];
        draw_one(frame, s, places.spots[i], labels[i], leaders);
        take(frame.taken, s, places.spots[i], sizes[i]);
        frame.legend(LegendEntry::Group::stands, "People " + std::string{name_of(s.stock->kind)},
                     [&](DrawList& mark) {
                         draw_stock_ring(mark, frame.palette, {9, 9}, 7.5);
                     });
    }
}

} // namespace sitmap
