#include "render/sfml/map_painter.hpp"

#include "render/navigation.hpp"
#include "render/swipe.hpp"
#include "render/ui/map_furniture.hpp"

#include <chrono>
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
    left_wish_.reset();
}

void MapPainter::work()
{
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return wanted_ || ends_ || !thrown_away_.empty(); });
        if (ends_)
            return;
        if (!thrown_away_.empty()) {
            std::vector<Scene> gone = std::exchange(thrown_away_, {});
            lock.unlock();
            gone.clear();
            lock.lock();
            continue;
        }
        MapWish wish = *std::exchange(wanted_, std::nullopt);
        at_work_ = true;
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
    if (!lists_only_)
        made.pixels = picture_.paint(made.scene.list, wish.frame, wish.scale, made.scene.ground);
    made.wish = std::move(wish);
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return made;
}

} // namespace sitmap
