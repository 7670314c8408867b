#include "render/sfml/map_painter.hpp"

#include "render/cairo/painter.hpp"
#include "render/hatching.hpp"
#include "render/navigation.hpp"
#include "render/px_geometry.hpp"
#include "render/scene_build.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/swipe.hpp"
#include "render/text/shaper.hpp"
#include "render/ui/map_furniture.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace sitmap {

namespace {

/// The parts of the frame that the views at the left and at the right fill.
PxRect left_half(const MapWish& wish)
{
    return {wish.frame.x, wish.frame.y, wish.frame.width * wish.left->share, wish.frame.height};
}
PxRect right_half(const MapWish& wish)
{
    const double gone = wish.frame.width * wish.left->share;
    return {wish.frame.x + gone, wish.frame.y, wish.frame.width - gone, wish.frame.height};
}

/// Are the surroundings of one picture good for another?
bool surround(const MapWish& around, const MapWish& wish)
{
    constexpr double as_far = 1.5, as_near = 3; // frames; times as large
    const ViewState &a = around.view, &b = wish.view;
    const auto at = camera_for(a, around.frame).to_px(b.centre);
    const PxRect& f = around.frame;
    return at && a.style == b.style && a.bearing_deg == b.bearing_deg && a.layers.relief == b.layers.relief &&
           around.frame == wish.frame && around.scale == wish.scale &&
           a.metres_per_px < as_near * b.metres_per_px && b.metres_per_px < as_near / 2 * a.metres_per_px &&
           std::abs(at->x - f.x - f.width / 2) < as_far * f.width &&
           std::abs(at->y - f.y - f.height / 2) < as_far * f.height;
}

PxRect bounds_of_command(const DrawCommand& command)
{
    if (const auto* fill = std::get_if<FillPath>(&command))
        return bounds_of(fill->path);
    if (const auto* stroke = std::get_if<StrokePath>(&command))
        return grown(bounds_of(stroke->path), stroke->width_px);
    if (const auto* run = std::get_if<GlyphRun>(&command)) {
        const TextSize size = measure(run->text, run->font);
        return {run->baseline.x, run->baseline.y - size.ascent, size.advance, size.ascent + size.descent};
    }
    if (const auto* raster = std::get_if<Raster>(&command))
        return raster->target;
    return {};
}

/// Takes scale bar and keys from the map's list, and paints them by themselves.
void part_furniture(PaintedMap& made)
{
    std::vector<DrawCommand>& all = made.scene.list.commands;
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(made.scene.furniture);
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (auto command = begin; command != all.end(); ++command)
        if (const PxRect r = bounds_of_command(*command); r.width > 0 || r.height > 0) {
            left = std::min(left, r.x);
            top = std::min(top, r.y);
            right = std::max(right, r.x + r.width);
            bottom = std::max(bottom, r.y + r.height);
        }
    const double scale = made.wish.scale, edge = 2;
    const auto whole = [scale](double px) { return std::floor(px * scale) / scale; };
    if (left < right && top < bottom) {
        left = whole(left - edge);
        top = whole(top - edge);
        DrawList apart{std::ceil((right + edge - left) * scale) / scale,
                       std::ceil((bottom + edge - top) * scale) / scale,
                       {0, 0, 0, 0},
                       {}};
        for (auto command = begin; command != all.end(); ++command)
            if (!std::holds_alternative<Clip>(*command))
                apart.commands.push_back(moved(std::move(*command), {-left, -top}));
        made.furniture = paint(apart, scale);
        made.furniture_place = {left, top, made.furniture.width / scale, made.furniture.height / scale};
    }
    all.erase(begin, all.end());
    all.emplace_back(Clip{});
}

} // namespace

MapPainter::MapPainter(const Map& map, bool lists_only)
    : map_{map}, lists_only_{lists_only}, thread_{[this] { work(); }}
{}

MapPainter::~MapPainter()
{
    {
        const std::lock_guard lock{mutex_};
        ends_ = true;
        wanted_.reset();
    }
    changed_.notify_all();
    thread_.join();
}

void MapPainter::want(MapWish wish)
{
    {
        const std::lock_guard lock{mutex_};
        wanted_ = std::move(wish);
    }
    changed_.notify_all();
}

bool MapPainter::is_busy() const
{
    const std::lock_guard lock{mutex_};
    return at_work_ || wanted_;
}

std::optional<PaintedMap> MapPainter::take()
{
    const std::lock_guard lock{mutex_};
    if (trouble_)
        std::rethrow_exception(std::exchange(trouble_, nullptr));
    return std::exchange(ready_, std::nullopt);
}

void MapPainter::throw_away(Scene scene)
{
    {
        const std::lock_guard lock{mutex_};
        thrown_away_.push_back(std::move(scene));
    }
    changed_.notify_all();
}

void MapPainter::finish()
{
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !at_work_ && !wanted_; });
}

void MapPainter::forget()
{
    const std::lock_guard lock{mutex_};
    cache_ = SceneCache{};
    left_cache_ = SceneCache{};
    far_cache_ = SceneCache{};
    left_wish_.reset();
    surrounded_.reset();
}

void MapPainter::paint_surroundings(bool on)
{
    const std::lock_guard lock{mutex_};
    surrounds_ = on;
}

std::optional<PaintedMap> MapPainter::take_surroundings()
{
    const std::lock_guard lock{mutex_};
    return std::exchange(ready_surroundings_, std::nullopt);
}

void MapPainter::work()
{
    constexpr std::chrono::milliseconds rest{350}; // who moves on soon is not to wait for surroundings
    std::unique_lock lock{mutex_};
    const auto is_asked = [this] { return wanted_ || ends_ || !thrown_away_.empty(); };
    while (!ends_) {
        if (!changed_.wait_for(lock, rest, is_asked)) {
            work_on_surroundings(lock);
            changed_.wait(lock, is_asked);
        }
        if (!thrown_away_.empty()) {
            std::vector<Scene> gone = std::exchange(thrown_away_, {});
            lock.unlock();
            gone.clear();
            lock.lock();
        } else if (wanted_ && !ends_) {
            work_on(*std::exchange(wanted_, std::nullopt), lock);
        }
    }
}

/// Without the lock while it is at work.
void MapPainter::work_on(MapWish wish, std::unique_lock<std::mutex>& lock)
{
    at_work_ = true;
    made_ = wish;
    lock.unlock();
    std::optional<PaintedMap> made;
    std::exception_ptr trouble;
    try {
        made = make(std::move(wish));
    } catch (...) { // it belongs to whoever asks for the picture
        trouble = std::current_exception();
    }
    lock.lock();
    at_work_ = false;
    if (made)
        ready_ = std::move(made);
    trouble_ = trouble;
    changed_.notify_all();
}

void MapPainter::work_on_surroundings(std::unique_lock<std::mutex>& lock)
{
    if (!surrounds_ || !made_ || (surrounded_ && surround(*surrounded_, *made_)))
        return;
    MapWish wish = *made_;
    at_work_ = true;
    surrounded_ = wish;
    lock.unlock();
    std::optional<PaintedMap> made;
    try {
        made = make_surroundings(std::move(wish));
    } catch (const std::exception&) { // the picture itself will tell
    }
    lock.lock();
    at_work_ = false;
    ready_surroundings_ = std::move(made);
    changed_.notify_all();
}

PaintedMap MapPainter::make_surroundings(MapWish wish)
{
    constexpr double as_far = 4;
    wish.view.metres_per_px *= as_far;
    LayerSwitches& layers = wish.view.layers;
    layers.incidents = layers.control = layers.displacement = layers.stocks = layers.routes =
        layers.overlays = layers.labels = layers.graticule = false;
    const Scene scene = build_map(map_, wish.view, camera_for(wish.view, wish.frame), far_cache_, {});
    PaintedMap made;
    made.pixels = far_picture_.paint(scene.list, wish.frame, wish.scale, 0);
    made.wish = std::move(wish);
    return made;
}

void MapPainter::build_left(const MapWish& wish)
{
    MapWish wanted = wish;
    wanted.view = wish.left->view;
    if (left_wish_ == wanted)
        return;
    left_list_ = build_window_map(map_, wanted.view, camera_for(wanted.view, wish.frame), left_cache_,
                                  wish.open, left_half(wish))
                     .list;
    left_wish_ = std::move(wanted);
}

PaintedMap MapPainter::make(MapWish wish)
{
    const auto begin = std::chrono::steady_clock::now();
    PaintedMap made;
    made.scene = build_window_map(map_, wish.view, camera_for(wish.view, wish.frame), cache_, wish.open,
                                  wish.left ? std::optional{right_half(wish)} : std::nullopt);
    if (wish.left) {
        build_left(wish);
        made.scene.list =
            side_by_side(left_list_, made.scene.list, wish.frame.x + wish.frame.width * wish.left->share);
        made.scene.ground = 0;
    }
    made.wish = std::move(wish);
    if (!made.wish.left)
        part_furniture(made);
    if (!lists_only_)
        made.pixels = picture_.paint(made.scene.list, made.wish.frame, made.wish.scale, made.scene.ground);
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return made;
}

} // namespace sitmap
