#include "render/ui/own_layer_model.hpp"

#include <algorithm>
#include <numeric>

namespace sitmap {

namespace {

bool same_file(const OwnLayer& a, const OwnLayer& b)
{
    return !a.path.empty() && a.path.lexically_normal() == b.path.lexically_normal();
}

bool same_layer(const OwnLayer& a, const OwnLayer& b)
{
    return same_file(a, b) && a.layer == b.layer;
}

/// The layers of `own` in place of each file that was remembered as a whole.
std::vector<OwnLayer> layer_by_layer(const std::vector<OwnLayer>& remembered, std::span<const OwnLayer> own)
{
    std::vector<OwnLayer> each;
    for (const OwnLayer& kept : remembered) {
        const auto is_part = [&](const OwnLayer& layer) {
            return kept.layer.empty() && !layer.layer.empty() && same_file(kept, layer);
        };
        if (std::none_of(own.begin(), own.end(), is_part))
            each.push_back(kept);
        for (const OwnLayer& layer : own)
            if (is_part(layer)) {
                each.push_back(kept);
                each.back().layer = layer.layer;
            }
    }
    return each;
}

} // namespace

std::vector<OwnLayer> fitted(std::vector<OwnLayer> own, std::span<const OverlayLayer> layers)
{
    if (own.size() == layers.size())
        return own;
    own.assign(layers.size(), {});
    for (std::size_t i = 0; i < layers.size(); ++i)
        own[i].opacity = layers[i].opacity;
    return own;
}

std::vector<std::size_t> topmost_first(std::span<const OverlayLayer> layers)
{
    std::vector<std::size_t> order(layers.size());
    std::iota(order.rbegin(), order.rend(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t layer) { return layers[layer].image == nullptr; });
    return order;
}

std::optional<std::size_t> neighbour(std::span<const OverlayLayer> layers, std::size_t layer, bool above)
{
    const auto order = topmost_first(layers);
    const auto at = std::find(order.begin(), order.end(), layer);
    if (at == order.end() || (above ? at == order.begin() : at + 1 == order.end()))
        return std::nullopt;
    const std::size_t next = above ? *(at - 1) : *(at + 1);
    const bool alike = (layers[next].image == nullptr) == (layers[layer].image == nullptr);
    return alike ? std::optional{next} : std::nullopt;
}

std::vector<std::size_t> apply(const OwnLayerChange& change, std::vector<OwnLayer>& own,
                               std::vector<OverlayLayer>& layers)
{
    if (change.layer >= std::min(own.size(), layers.size()))
        return {};
    if (change.kind == OwnLayerChange::Kind::fade) {
        own[change.layer].opacity = std::clamp(change.opacity, 0.0, 1.0);
        layers[change.layer].opacity = own[change.layer].opacity;
        return {};
    }
    const auto to = neighbour(layers, change.layer, change.kind == OwnLayerChange::Kind::raise);
    if (!to)
        return {};
    // Between the two lie none but layers of the other kind: they change places.
    std::vector<std::size_t> before(layers.size());
    std::iota(before.begin(), before.end(), std::size_t{0});
    std::swap(before[change.layer], before[*to]);
    std::swap(own[change.layer], own[*to]);
    std::swap(layers[change.layer], layers[*to]);
    return before;
}

std::set<std::size_t> moved(const std::set<std::size_t>& positions, const std::vector<std::size_t>& before)
{
    if (before.empty())
        return positions;
    std::set<std::size_t> now;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (positions.contains(before[i]))
            now.insert(i);
    return now;
}

std::set<std::size_t> hidden_layers(std::span<const OwnLayer> own)
{
    std::set<std::size_t> hidden;
    for (std::size_t i = 0; i < own.size(); ++i)
        if (!own[i].visible)
            hidden.insert(i);
    return hidden;
}

bool note_hidden(std::vector<OwnLayer>& own, const std::set<std::size_t>& hidden)
{
    bool changed = false;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const bool visible = !hidden.contains(i);
        changed = changed || own[i].visible != visible;
        own[i].visible = visible;
    }
    return changed;
}

std::vector<OwnLayer> arranged(std::vector<OwnLayer> remembered, std::span<const OwnLayer> own)
{
    remembered = layer_by_layer(remembered, own);
    std::vector<std::size_t> slots;
    for (std::size_t i = 0; i < remembered.size(); ++i)
        if (std::any_of(own.begin(), own.end(),
                        [&](const OwnLayer& layer) { return same_layer(layer, remembered[i]); }))
            slots.push_back(i);
    const std::vector<OwnLayer> before = remembered;
    std::vector<bool> taken(before.size());
    auto slot = slots.begin();
    for (const OwnLayer& layer : own) {
        for (const std::size_t i : slots) {
            if (taken[i] || !same_layer(layer, before[i]))
                continue;
            taken[i] = true;
            remembered[*slot] = before[i];
            remembered[*slot].opacity = layer.opacity;
            remembered[*slot++].visible = layer.visible;
            break;
        }
    }
    return remembered;
}

} // namespace sitmap
