#include "render/layers/stocks.hpp"

#include "engine/background_query.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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
};

/// Beside the place, as near as there is room for ring and label; its leader through no other ring.
Spot spot_for(const Frame& frame, const Shown& s, BlockSize size, const std::vector<DrawnRing>& rings)
{
    constexpr double through_ring = 3, through_label = 4;
    Spot best;
    for (const double gap : {30.0, 55.0, 85.0, 120.0, 165.0}) {
        for (int i = 0; i < 24; ++i) {
            const double angle = std::numbers::pi * i / 12.0 + 0.35;
            const Px at = s.place + Px{std::cos(angle), -std::sin(angle)} * (gap + s.r);
            const auto crossed = std::count_if(rings.begin(), rings.end(), [&](const DrawnRing& other) {
                return distance_to_segment(other.at, s.place, at) < other.r + 2;
            });
            const PxRect ring = grown({at.x - s.r, at.y - s.r, 2 * s.r, 2 * s.r}, 7);
            for (const LabelAt where :
                 {std::cos(angle) >= 0 ? LabelAt::right : LabelAt::left,
                  std::cos(angle) >= 0 ? LabelAt::left : LabelAt::right, LabelAt::below}) {
                constexpr double less_usual = 0.08;
                Spot spot{at, where, 0};
                const PxRect label = grown(label_box(spot, s.r, size), 6);
                // Never under a mark, nor its label over one.
                spot.cost = (where == LabelAt::below ? less_usual : 0.0) +
                            (frame.taken.is_free(ring) ? 0.0 : 2.0 + 6.0 * frame.taken.taken_share(ring)) +
                            (frame.taken.is_free(label) ? 0.0 : 1.5 + 4.0 * frame.taken.taken_share(label)) +
                            leader_cost(frame.taken, s.place, spot.at) + gap / 160.0 +
                            (clip_line({s.place, at}, label).empty() ? 0.0 : through_label) +
                            through_ring * static_cast<double>(crossed);
                if (spot.cost < best.cost - 1e-9)
                    best = spot;
            }
        }
    }
    return best;
}

bool is_chosen(const Frame& frame, const Shown& s)
{
    const auto* chosen = std::get_if<StockSelection>(&frame.view.selection);
    return chosen != nullptr && chosen->index == s.index;
}

void draw_one(Frame& frame, const Shown& s, std::vector<DrawnRing>& rings, DrawList& leaders)
{
    const TextBlock block = label_for(frame, *s.stock);
    const BlockSize size = size_of(block);
    const Spot spot = spot_for(frame, s, size, rings);
    rings.push_back({spot.at, s.r});
    const Px towards = unit(s.place - spot.at);
    const Contour leader{s.place, spot.at + towards * s.r};
    add_stroke(leaders, {leader}, faded(frame.palette.casing, 0.7), 2.7);
    add_stroke(leaders, {leader}, frame.palette.stock, 1.1);
    add_fill(leaders, {circle_px(s.place, 2)}, frame.palette.stock);
    if (is_chosen(frame, s)) {
        frame.stroke_rings({circle_px(spot.at, s.r + 5)}, frame.palette.casing, 4.5);
        frame.stroke_rings({circle_px(spot.at, s.r + 5)}, frame.palette.accent, 2);
    }
    draw_stock_ring(frame.list(), frame.palette, spot.at, s.r);
    frame.taken.take_disc(spot.at, s.r + 2);
    frame.taken.take_line(leader, 1.5);
    const PxRect box = label_box(spot, s.r, size);
    if (frame.view.layers.labels && frame.taken.is_for_text(box)) {
        draw_block(frame.labels, block, {box.x, box.y}, size,
                   spot.label == LabelAt::right  ? Align::left
                   : spot.label == LabelAt::left ? Align::right
                                                 : Align::centre);
        frame.taken.take(box);
    }
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
    std::vector<DrawnRing> rings;
    for (const Shown& s : shown) {
        draw_one(frame, s, rings, leaders);
        frame.legend(LegendEntry::Group::stands, "People " + std::string{name_of(s.stock->kind)},
                     [&](DrawList& mark) {
                         draw_stock_ring(mark, frame.palette, {9, 9}, 7.5);
                     });
    }
}

} // namespace sitmap
