#include "render/ui/size_legend.hpp"
#include "render/layers/density.hpp"
#include "render/layers/stocks.hpp"
#include "render/sheet/furniture.hpp"
#include "render/symbols.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double height_px = 108, column_px = 140,
                 base_px = 26; ///< base line of the circles above the box's lower edge

struct Size {
    std::int64_t people = 0;
    double r = 0;
};

Contour circle_at(Px centre, double r)
{
    Contour ring;
    for (int i = 0; i < 48; ++i) {
        const double angle = 2 * std::numbers::pi * i / 48;
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    return ring;
}

void draw_circle(DrawList& list, Px centre, double r, Rgba fill, Rgba edge)
{
    FillPath disc;
    disc.path = {circle_at(centre, r)};
    disc.colour = fill;
    StrokePath rim;
    rim.path = disc.path;
    rim.closed = true;
    rim.colour = edge;
    rim.width_px = 1.2;
    list.commands.push_back(std::move(disc));
    list.commands.push_back(std::move(rim));
}

std::vector<Size> killed_sizes(std::span<const Incident> incidents)
{
    std::int64_t most = 0;
    for (const Incident& incident : incidents)
        if (incident.killed)
            most = std::max<std::int64_t>(most, incident.killed->size_by());
    std::vector<Size> sizes;
    if (most == 0)
        return sizes;
    sizes.push_back({0, mark_radius(0, screen_sizes)});
    auto numbers = round_sizes(std::min(most, largest_told(screen_sizes)));
    if (numbers.size() > 2)
        numbers.erase(numbers.begin(), numbers.end() - 2);
    for (const std::int64_t n : numbers)
        sizes.push_back({n, mark_radius(n, screen_sizes)});
    return sizes;
}

std::vector<Size> ring_sizes(std::int64_t most, double factor)
{
    std::vector<Size> sizes;
    if (most > 0)
        for (const std::int64_t n : round_sizes(most))
            sizes.push_back({n, std::max(4.0, factor * std::sqrt(static_cast<double>(n)))});
    return sizes;
}

/// The scale of the rings is read off the largest one drawn.
std::vector<Size> stock_sizes(const Scene& scene, std::span<const Stock> stocks)
{
    std::int64_t most = 0;
    double factor = 0;
    for (const HitTarget& target : scene.targets) {
        const auto* const stock = std::get_if<StockSelection>(&target.what);
        if (!stock || stock->index >= stocks.size() || !stocks[stock->index].people)
            continue;
        const std::int64_t people = stocks[stock->index].people->size_by();
        if (people > most) {
            most = people;
            factor = target.radius_px / std::sqrt(static_cast<double>(people));
        }
    }
    return ring_sizes(most, factor);
}

/// Empty when nothing is sized.
PxRect box_for(const std::vector<Size>& killed, const std::vector<Size>& held, Px corner)
{
    constexpr double title_px = 28;
    const double columns = (killed.empty() ? 0 : 1) + (held.empty() ? 0 : 1);
    double height = columns == 0 ? 0 : height_px;
    for (const auto* sizes : {&killed, &held})
        for (const Size& size : *sizes)
            height = std::max(height, title_px + 2 * size.r + base_px);
    return {corner.x - columns * column_px, corner.y - height, columns * column_px, height};
}

constexpr double density_width_px = 264, density_padding_px = 12;

std::string number_of(std::int64_t n)
{
    return n == 0 ? "none" : Quantity::exactly(n).for_people();
}

void draw_column(DrawList& list, const Palette& palette, const char* title, const std::vector<Size>& sizes,
                 PxRect box)
{
    const double left = box.x, bottom = box.y + box.height, width = box.width;
    add_text(list, title, {.size_px = 11, .weight = FontWeight::bold}, {left + 12, box.y + 20}, palette.ink);
    constexpr Font number_font{.size_px = 11};
    constexpr double least_gap = 4;
    // The number of a small ring is wider than the ring.
    const auto width_of = [&](const Size& size) {
        return std::max(2 * size.r, measure(number_of(size.people), number_font).advance);
    };
    const auto room = [&](std::size_t from) {
        double sum = 0;
        for (std::size_t i = from; i < sizes.size(); ++i)
            sum += width_of(sizes[i]) + least_gap;
        return sum;
    };
    std::size_t first = 0; // the smallest is left out where all of them do not fit
    while (first + 1 < sizes.size() && room(first) > width - 16)
        ++first;
    const auto count = static_cast<double>(sizes.size() - first);
    const double gap = std::max(least_gap, (width - 16 - room(first)) / count + least_gap);
    double x = left + 8 + gap / 2;
    for (std::size_t i = first; i < sizes.size(); ++i) {
        const double middle = x + width_of(sizes[i]) / 2, r = sizes[i].r;
        draw_circle(list, {middle, bottom - base_px - r}, r, faded(palette.stock, 0.25), palette.muted_ink);
        add_text(list, number_of(sizes[i].people), number_font, {middle, bottom - 10}, palette.ink,
                 Align::centre);
        x += width_of(sizes[i]) + gap;
    }
}

void draw_ground(DrawList& list, const Palette& palette, const PxRect& box)
{
    FillPath ground;
    ground.path = {{{box.x, box.y},
                    {box.x + box.width, box.y},
                    {box.x + box.width, box.y + box.height},
                    {box.x, box.y + box.height}}};
    ground.colour = faded(palette.callout_fill, 0.96); // marks below must not look like its own
    list.commands.push_back(ground);
    StrokePath edge;
    edge.path = ground.path;
    edge.closed = true;
    edge.colour = palette.rule;
    list.commands.push_back(edge);
}

} // namespace

void draw_size_legend(DrawList& list, const Palette& palette, const Scene& scene,
                      std::span<const Incident> incidents, std::span<const Stock> stocks, Px corner)
{
    const auto killed = killed_sizes(incidents), held = stock_sizes(scene, stocks);
    const PxRect box = box_for(killed, held, corner);
    if (box.width == 0)
        return;
    draw_ground(list, palette, box);
    double left = box.x;
    if (!killed.empty()) {
        draw_column(list, palette, "Reported killed", killed, {left, box.y, column_px, box.height});
        left += column_px;
    }
    if (!held.empty())
        draw_column(list, palette, "People (stock)", held, {left, box.y, column_px, box.height});
}

PxRect size_legend_box(std::span<const Incident> incidents, StyleName style, std::int64_t most_in_stock,
                       Px corner)
{
    const double factor = ring_factor(style, static_cast<double>(most_in_stock));
    return box_for(killed_sizes(incidents), ring_sizes(most_in_stock, factor), corner);
}

PxRect density_box(const Palette& palette, const DensityKey& key, Px corner)
{
    DrawList measured;
    const double height =
        draw_density_key(measured, palette, key, {0, 0}, density_width_px - 2 * density_padding_px) +
        2 * density_padding_px;
    return {corner.x - density_width_px, corner.y - height, density_width_px, height};
}

void draw_density_box(DrawList& list, const Palette& palette, const DensityKey& key, Px corner)
{
    const PxRect box = density_box(palette, key, corner);
    draw_ground(list, palette, box);
    draw_density_key(list, palette, key, {box.x + density_padding_px, box.y + density_padding_px},
                     box.width - 2 * density_padding_px);
}

} // namespace sitmap
