#include "render/ui/own_layer_model.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace sitmap {

namespace {

bool same_file(const OwnLayer& a, const OwnLayer& b)
{
    return !a.path.empty() && a.path.lexically_normal() == b.path.lexically_normal();
}

bool is_picture(std::span<const OwnFile> files, std::span<const OverlayLayer> layers, std::size_t file)
{
    const std::size_t at = first_layer(files, file);
    return at < layers.size() && layers[at].image != nullptr;
}

/// Takes the file from its place to another's, those between making room.
void move_file(std::vector<OwnFile>& files, std::vector<std::size_t>& layers, std::size_t from,
               std::size_t to)
{
    const auto at = [&](std::size_t file) {
        return layers.begin() + static_cast<std::ptrdiff_t>(first_layer(files, file));
    };
    const auto file_at = [&](std::size_t file) { return files.begin() + static_cast<std::ptrdiff_t>(file); };
    if (from < to) {
        std::rotate(at(from), at(from + 1), at(to + 1));
        std::rotate(file_at(from), file_at(from + 1), file_at(to + 1));
    } else {
        std::rotate(at(to), at(from), at(from + 1));
        std::rotate(file_at(to), file_at(from), file_at(from + 1));
    }
}

} // namespace

std::vector<OwnFile> fitted(std::vector<OwnFile> files, std::span<const OverlayLayer> layers)
{
    std::erase_if(files, [](const OwnFile& file) { return file.layers == 0; });
    if (first_layer(files, files.size()) == layers.size())
        return files;
    files.assign(layers.size(), {});
    for (std::size_t i = 0; i < layers.size(); ++i)
        files[i].kept.opacity = layers[i].opacity;
    return files;
}

std::size_t first_layer(std::span<const OwnFile> files, std::size_t file)
{
    std::size_t first = 0;
    for (const OwnFile& below : files.first(std::min(file, files.size())))
        first += below.layers;
    return first;
}

std::vector<std::size_t> topmost_first(std::span<const OwnFile> files, std::span<const OverlayLayer> layers)
{
    std::vector<std::size_t> order(files.size());
    std::iota(order.rbegin(), order.rend(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t file) { return !is_picture(files, layers, file); });
    return order;
}

std::optional<std::size_t> neighbour(std::span<const OwnFile> files, std::span<const OverlayLayer> layers,
                                     std::size_t file, bool above)
{
    const auto order = topmost_first(files, layers);
    const auto at = std::find(order.begin(), order.end(), file);
    if (at == order.end() || (above ? at == order.begin() : at + 1 == order.end()))
        return std::nullopt;
    const std::size_t next = above ? *(at - 1) : *(at + 1);
    return is_picture(files, layers, next) == is_picture(files, layers, file) ? std::optional{next}
                                                                              : std::nullopt;
}

std::vector<std::size_t> apply(const OwnLayerChange& change, std::vector<OwnFile>& files,
                               std::vector<OverlayLayer>& layers)
{
    if (change.file >= files.size())
        return {};
    if (change.kind == OwnLayerChange::Kind::fade) {
        OwnFile& file = files[change.file];
        file.kept.opacity = std::clamp(change.opacity, 0.0, 1.0);
        const std::size_t first = first_layer(files, change.file);
        for (std::size_t i = first; i < std::min(first + file.layers, layers.size()); ++i)
            layers[i].opacity = file.kept.opacity;
        return {};
    }
    const auto to = neighbour(files, layers, change.file, change.kind == OwnLayerChange::Kind::raise);
    if (!to)
        return {};
    std::vector<std::size_t> before(layers.size());
    std::iota(before.begin(), before.end(), std::size_t{0});
    move_file(files, before, change.file, *to);
    std::vector<OverlayLayer> ordered;
    ordered.reserve(layers.size());
    for (const std::size_t from : before)
        ordered.push_back(std::move(layers[from]));
    layers = std::move(ordered);
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

std::set<std::size_t> hidden_layers(std::span<const OwnFile> files)
{
    std::set<std::size_t> hidden;
    for (std::size_t file = 0; file < files.size(); ++file)
        for (std::size_t i = 0; i < files[file].layers && !files[file].kept.visible; ++i)
            hidden.insert(first_layer(files, file) + i);
    return hidden;
}

bool note_hidden(std::vector<OwnFile>& files, const std::set<std::size_t>& hidden)
{
    bool changed = false;
    for (std::size_t file = 0; file < files.size(); ++file) {
        const std::size_t first = first_layer(files, file);
        bool visible = false;
        for (std::size_t i = first; i < first + files[file].layers; ++i)
            visible = visible || !hidden.contains(i);
        changed = changed || files[file].kept.visible != visible;
        files[file].kept.visible = visible;
    }
    return changed;
}

std::vector<OwnLayer> arranged(std::vector<OwnLayer> remembered, std::span<const OwnFile> files)
{
    std::vector<std::size_t> slots;
    for (std::size_t i = 0; i < remembered.size(); ++i)
        if (std::any_of(files.begin(), files.end(),
                        [&](const OwnFile& file) { return same_file(file.kept, remembered[i]); }))
            slots.push_back(i);
    const std::vector<OwnLayer> before = remembered;
    std::vector<bool> taken(before.size());
    auto slot = slots.begin();
    for (const OwnFile& file : files) {
        for (const std::size_t i : slots) {
            if (taken[i] || !same_file(file.kept, before[i]))
                continue;
            taken[i] = true;
            remembered[*slot] = before[i];
            remembered[*slot].opacity = file.kept.opacity;
            remembered[*slot++].visible = file.kept.visible;
            break;
        }
    }
    return remembered;
}

} // namespace sitmap
