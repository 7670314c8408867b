#include "render/layers/frame.hpp"

#include <algorithm>

namespace sitmap {

void add_fill(DrawList& list, Path path, Rgba colour)
{
    if (!path.empty())
        list.commands.push_back(FillPath{std::move(path), colour, {}, {}});
}

void add_hatch(DrawList& list, Path path, const Hatch& hatch)
{
    if (!path.empty())
        list.commands.push_back(FillPath{std::move(path), {}, {}, hatch});
}

void add_stroke(DrawList& list, Path path, Rgba colour, double width_px, std::vector<double> dash, Cap cap)
{
    if (!path.empty())
        list.commands.push_back(StrokePath{std::move(path), false, colour, width_px, std::move(dash), cap});
}

void add_rings(DrawList& list, Path path, Rgba colour, double width_px, std::vector<double> dash, Cap cap)
{
    if (!path.empty())
        list.commands.push_back(StrokePath{std::move(path), true, colour, width_px, std::move(dash), cap});
}

void Frame::legend(LegendEntry::Group group, const std::string& label,
                   const std::function<void(DrawList&)>& draw_mark, const std::string& note)
{
    const auto same = [&](const LegendEntry& e) { return e.group == group && e.label == label; };
    if (std::any_of(scene.legend.begin(), scene.legend.end(), same))
        return;
    LegendEntry entry{group, label, {18, 18, rgb(0, 0), {}}, note};
    draw_mark(entry.mark);
    scene.legend.push_back(std::move(entry));
}

void Frame::note(std::string text)
{
    if (std::find(scene.notes.begin(), scene.notes.end(), text) == scene.notes.end())
        scene.notes.push_back(std::move(text));
}

} // namespace sitmap
