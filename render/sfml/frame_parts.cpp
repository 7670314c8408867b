#include "render/sfml/frame_parts.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

PxRect from_to(double left, double top, double right, double bottom)
{
    return {left, top, right - left, bottom - top};
}

PxRect both(const PxRect& a, const PxRect& b)
{
    return from_to(std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x + a.width, b.x + b.width),
                   std::max(a.y + a.height, b.y + b.height));
}

} // namespace

std::vector<PxRect> parts_apart(std::vector<PxRect> parts, double width, double height)
{
    for (PxRect& p : parts)
        p = from_to(std::max(0.0, std::floor(p.x)), std::max(0.0, std::floor(p.y)),
                    std::min(width, std::ceil(p.x + p.width)), std::min(height, std::ceil(p.y + p.height)));
    std::erase_if(parts, [](const PxRect& p) { return p.width <= 0 || p.height <= 0; });
    for (std::size_t i = 0; i < parts.size();) {
        const auto other = std::find_if(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, parts.end(),
                                        [&](const PxRect& p) { return p.overlaps(parts[i]); });
        if (other == parts.end()) {
            ++i;
            continue;
        }
        parts[i] = both(parts[i], *other);
        parts.erase(other);
        i = 0; // what it has become may reach one that was apart from it
    }
    return parts;
}

} // namespace sitmap
