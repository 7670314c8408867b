#include "render/layers/control_change.hpp"
#include "engine/quantity.hpp"
#include "geodata/measure.hpp"
#include "render/px_geometry.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

const Hatch held_hatch{Hatch::Kind::lines, 45, 0.9, 6, rgb(0x9C4A38, 0.34)};
constexpr double gains_edge_px = 0.5, losses_edge_px = 1.1; // losses are small

void add_swatch(Frame& frame, const std::string& label, const std::string& value,
                const std::function<void(DrawList&, const Path&)>& draw)
{
    const Path swatch{rect_px({0.5, 3.5, 17, 11})};
    frame.legend(LegendEntry::Group::control, label, [&](DrawList& mark) {
        draw(mark, swatch);
        add_rings(mark, swatch, frame.palette.rule, 0.8);
    });
    frame.scene.legend.back().value = value;
}

void add_legend(Frame& frame, const PartyChange& change)
{
    const Palette& p = frame.palette;
    const std::string since = " since " + day_for_people(frame.view.change->from);
    add_swatch(frame, "Held by " + change.party, km2_words(change.held_after_km2) + " km²",
               [&](DrawList& mark, const Path& swatch) { draw_held(mark, p, swatch); });
    add_swatch(frame, "Gained" + since, "+" + km2_words(change.gained.km2) + " km²",
               [&](DrawList& mark, const Path& swatch) { add_fill(mark, swatch, p.gains); });
    add_swatch(frame, "Lost" + since, "–" + km2_words(change.lost.km2) + " km²",
               [&](DrawList& mark, const Path& swatch) { add_fill(mark, swatch, p.losses); });
}

} // namespace

const PartyChange* change_shown(const Map& map, const ViewState& view, SceneCache& cache)
{
    if (!view.change || map.ledger.control_areas.empty())
        return nullptr;
    return cache.change(map, *view.change);
}

std::set<std::string> contested_countries(const Map& map, const ViewState& view, SceneCache& cache)
{
    std::set<std::string> found;
    const PartyChange* change = change_shown(map, view, cache);
    if (change == nullptr || map.basemap == nullptr)
        return found;
    for (const ControlArea* area : cache.control(map, view.change->to).state.areas) {
        if (area->party != change->party)
            continue;
        const auto centre = cache.visual_centre(area->id, area->area);
        for (const Basemap::Country& country : map.basemap->countries)
            if (centre && country.extent.contains(*centre) && covers(country.area, *centre))
                found.insert(country.iso);
    }
    return found;
}

void draw_held(DrawList& list, const Palette& palette, const Path& rings)
{
    add_fill(list, rings, palette.held);
    add_hatch(list, rings, held_hatch);
}

void draw_held_ground(Frame& frame)
{
    const PartyChange* change = change_shown(frame.map, frame.view, frame.cache);
    if (change == nullptr)
        return;
    for (const ControlArea* area : frame.cache.control(frame.map, frame.view.change->to).state.areas)
        if (area->party == change->party && area->kind == ControlArea::Kind::assessed)
            frame.fill(frame.projector.rings(area->area), frame.palette.held);
}

std::string km2_words(double km2)
{
    if (km2 >= 9.95 || km2 == 0)
        return Quantity::exactly(std::llround(km2)).for_people();
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", km2);
    return text.data();
}

void draw_change(Frame& frame, const PartyChange& change)
{
    const Palette& p = frame.palette;
    const Path gained = frame.projector.rings(change.gained.pieces);
    const Path lost = frame.projector.rings(change.lost.pieces);
    frame.fill(gained, p.gains);
    frame.stroke_rings(gained, p.gains, gains_edge_px);
    frame.fill(lost, p.losses);
    frame.stroke_rings(lost, p.losses, losses_edge_px);
    add_legend(frame, change);
    const std::size_t slivers = change.gained.slivers.polygons.size() + change.lost.slivers.polygons.size();
    if (slivers > 0)
        frame.note(std::to_string(slivers) + (slivers == 1 ? " change" : " changes") +
                   " under 0.5 km² or 300 m wide, " +
                   km2_words(change.gained.sliver_km2 + change.lost.sliver_km2) +
                   " km² in all, are counted and not drawn");
}

} // namespace sitmap
