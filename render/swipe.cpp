#include "render/swipe.hpp"

#include <algorithm>

namespace sitmap {

namespace {

PxRect common(const PxRect& a, const PxRect& b)
{
    const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.x + a.width, b.x + b.width) - x),
            std::max(0.0, std::min(a.y + a.height, b.y + b.height) - y)};
}

void add_within(DrawList& list, const DrawList& from, const PxRect& half)
{
    FillPath ground;
    ground.path = {{{half.x, half.y},
                    {half.x + half.width, half.y},
                    {half.x + half.width, half.y + half.height},
                    {half.x, half.y + half.height}}};
    ground.colour = from.background;
    list.commands.emplace_back(Clip{half});
    list.commands.emplace_back(std::move(ground));
    for (const DrawCommand& command : from.commands)
        if (const auto* clip = std::get_if<Clip>(&command))
            list.commands.emplace_back(Clip{clip->rect ? common(*clip->rect, half) : half});
        else
            list.commands.push_back(command);
}

} // namespace

DrawList side_by_side(const DrawList& left, const DrawList& right, double x_px)
{
    DrawList list;
    list.width_px = right.width_px;
    list.height_px = right.height_px;
    list.background = right.background;
    const double x = std::clamp(x_px, 0.0, list.width_px);
    add_within(list, left, {0, 0, x, list.height_px});
    add_within(list, right, {x, 0, list.width_px - x, list.height_px});
    list.commands.emplace_back(Clip{});
    return list;
}

} // namespace sitmap
