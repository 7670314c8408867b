#include "render/ui/map_furniture.hpp"

#include "render/sheet/furniture.hpp"
#include "render/ui/size_legend.hpp"

namespace sitmap {

void add_map_furniture(Scene& scene, const Palette& look, const Camera& camera, const PxRect& map,
                       const std::vector<Stock>& stocks)
{
    constexpr double margin = 12;
    const PxRect bar = scale_bar_box(camera, {0, 0});
    scene.list.commands.emplace_back(Clip{});
    draw_scale_bar(scene.list, look, camera, {map.x + margin, map.y + map.height - margin - bar.height});
    Px corner{map.x + map.width - margin, map.y + map.height - margin};
    if (scene.density)
        corner.x -= draw_density_box(scene.list, look, *scene.density, corner) + margin;
    draw_size_legend(scene.list, look, scene, stocks, corner);
}

} // namespace sitmap
