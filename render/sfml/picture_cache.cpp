#include "render/sfml/picture_cache.hpp"

#include "render/cairo/painter.hpp"

#include <functional>

namespace sitmap {

namespace {

struct Mixer {
    std::size_t hash = 17;
    void add(double value) { hash = hash * 1'000'003u ^ std::hash<double>{}(value); }
    void add(Rgba c) { add(c.r * 16777216.0 + c.g * 65536.0 + c.b * 256.0 + c.a); }
    void add(const Path& path)
    {
        for (const Contour& contour : path)
            for (const Px p : contour) {
                add(p.x);
                add(p.y);
            }
    }
    void operator()(const FillPath& fill)
    {
        add(fill.path);
        add(fill.colour);
    }
    void operator()(const StrokePath& stroke)
    {
        add(stroke.path);
        add(stroke.colour);
    }
    void operator()(const GlyphRun& run)
    {
        hash = hash * 1'000'003u ^ std::hash<std::string>{}(run.text);
        add(run.colour);
    }
    void operator()(const Raster& raster) { add(raster.target.x); }
    void operator()(const Clip&) { add(1.0); }
};

} // namespace

std::size_t PictureCache::Hash::operator()(const DrawList& list) const
{
    Mixer mixer;
    mixer.add(list.width_px * 4096 + list.height_px);
    for (const DrawCommand& command : list.commands)
        std::visit(mixer, command);
    return mixer.hash;
}

unsigned int PictureCache::texture_of(const DrawList& list)
{
    auto known = entries_.find(list);
    if (known == entries_.end())
        known =
            entries_
                .emplace(list,
                         Entry{Texture{paint(list, scale_), Texture::Scaling::none, Texture::Alpha::straight},
                               frame_})
                .first;
    known->second.used = frame_;
    return known->second.texture.id();
}

void PictureCache::set_scale(double scale)
{
    if (scale != scale_)
        entries_.clear();
    scale_ = scale;
}

void PictureCache::next_frame()
{
    ++frame_;
    if (frame_ % 20 == 0)
        std::erase_if(entries_, [this](const auto& entry) { return entry.second.used + 100 < frame_; });
}

} // namespace sitmap
