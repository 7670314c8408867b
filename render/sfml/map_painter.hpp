#pragma once

#include "render/cairo/kept_picture.hpp"
#include "render/map.hpp"
#include "render/scene.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sitmap {

/// What the window's map is to show, and where.
struct MapWish {
    ViewState view;
    PxRect frame;     ///< of the map in the window, logical pixels
    PxRect open;      ///< the part of it that no inspector covers
    double scale = 1; ///< device pixels a logical pixel
    struct Left {
        ViewState view;
        double share = 0.5; ///< of the frame's width
        bool operator==(const Left&) const = default;
    };
    std::optional<Left> left; ///< of two views side by side
    bool operator==(const MapWish&) const = default;
};

/// The map as a wish asked for it.
struct PaintedMap {
    MapWish wish;
    Scene scene; ///< of the view; its list is that of both views where there are two
    OpaquePixels
        pixels; ///< of the frame, from the device pixel of its upper left corner; none with `lists_only`
    Pixels furniture;       ///< scale bar and keys, which stay while the map moves; none where they are in it
    PxRect furniture_place; ///< whole device pixels, as logical ones
    double seconds = 0;     ///< that it took
};

/// Builds and paints the window's map on a thread of its own, one picture after another, so that the window
/// goes on meanwhile. Of wishes that come while it is at work the latest is next.
class MapPainter {
public:
    /// `map` outlives the painter; what of it is drawn changes only while the painter is not busy, and
    /// `forget` is called then. `lists_only`: somebody else paints the lists.
    MapPainter(const Map& map, bool lists_only);
    ~MapPainter(); ///< waits for the picture at work
    MapPainter(const MapPainter&) = delete;
    MapPainter& operator=(const MapPainter&) = delete;

    void want(MapWish wish);
    /// Is a picture at work or asked for?
    [[nodiscard]] bool is_busy() const;
    /// The latest picture that is ready and was not taken yet. Throws what making it threw.
    [[nodiscard]] std::optional<PaintedMap> take();
    /// Whether it paints the land around the last picture too, when nothing else is asked for some time.
    void paint_surroundings(bool on);
    /// Those that are ready and were not taken yet: land and water alone, four times as far as the picture;
    /// only wish and pixels are of meaning.
    [[nodiscard]] std::optional<PaintedMap> take_surroundings();
    /// Destroys a scene on the painter's thread: lists of many commands take long.
    void throw_away(Scene scene);
    /// Waits until no picture is at work or asked for.
    void finish();
    /// The map is another than it was. Requires that it is not busy.
    void forget();

private:
    void work();
    [[nodiscard]] PaintedMap make(MapWish wish);
    void build_left(const MapWish& wish);
    [[nodiscard]] PaintedMap make_surroundings(MapWish wish);
    void work_on(MapWish wish, std::unique_lock<std::mutex>& lock);
    void work_on_surroundings(std::unique_lock<std::mutex>& lock);

    const Map& map_;
    bool lists_only_;
    // Of the thread alone while it is busy.
    SceneCache cache_, left_cache_, far_cache_;
    std::optional<MapWish> left_wish_; ///< that `left_list_` is of
    DrawList left_list_;
    KeptPicture picture_, far_picture_;

    mutable std::mutex mutex_; ///< of all below
    std::condition_variable changed_;
    std::optional<MapWish> wanted_;
    std::optional<PaintedMap> ready_, ready_surroundings_;
    std::optional<MapWish> made_, surrounded_; ///< last pictures
    bool surrounds_ = false;
    std::vector<Scene> thrown_away_;
    std::exception_ptr trouble_;
    bool at_work_ = false, ends_ = false;
    std::thread thread_; ///< the last, so that all else is there when it begins
};

} // namespace sitmap
