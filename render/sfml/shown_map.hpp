#pragma once

#include "render/navigation.hpp"
#include "render/sfml/map_painter.hpp"
#include "render/sfml/map_texture.hpp"
#include "render/sfml/painter.hpp"
#include "render/sfml/texture.hpp"

#include <SFML/Graphics/RenderWindow.hpp>
#include <cstdint>
#include <utility>
#include <vector>

namespace sitmap {

/// The map in the window: its latest picture, which is moved, sized and turned with the view until the next
/// is ready. Pictures are built beside the window, and painted there too where OpenGL is software; else they
/// are painted here. The variable SITMAP_MAP_PAINTER, "cairo" or "opengl", chooses for one who wants to try.
class ShownMap {
public:
    /// `map` as for MapPainter. The window outlives this, and its GL context is current in all calls.
    ShownMap(const Map& map, sf::RenderWindow& window);

    /// Asks for a picture, unless the last wish was the same.
    void want(const MapWish& wish);
    /// Asks for it again, because what the map looks like has changed.
    void want_again() { wanted_.reset(); }
    /// Takes the picture that is ready; true if there was one. `waits`: for the last one that was asked for.
    [[nodiscard]] bool renew(bool waits);
    [[nodiscard]] bool is_busy() const { return map_painter_.is_busy(); }
    void finish() { map_painter_.finish(); }
    /// Whether land and water around the picture are painted too, for when it is moved.
    void paint_surroundings(bool on) { map_painter_.paint_surroundings(on); }
    /// The map is another than it was. Requires that it is not busy.
    void forget();

    /// Of the picture; empty before the first. Its pixels are those of `camera`.
    [[nodiscard]] const Scene& scene() const { return scene_; }
    [[nodiscard]] Camera camera() const { return camera_for(drawn_.view, drawn_.frame); }

    /// What is seen of it for a view: equal ones look the same.
    struct Look {
        std::uint64_t picture = 0;
        PictureCorners corners{}; ///< logical pixels of the window
        bool operator==(const Look&) const = default;
    };
    [[nodiscard]] Look look(const ViewState& view, const PxRect& frame) const;
    /// Draws what lies in a part of the window, in device pixels: a plain ground, and in `frame` the picture
    /// as a view has it.
    void draw(const ViewState& view, const PxRect& frame, double scale, const PxRect& part) const;

private:
    void take(PaintedMap painted);
    void clear(const PxRect& part, unsigned height) const;
    void draw_ground(const ViewState& view, const PxRect& frame, double scale, const PxRect& part) const;
    void draw_furniture(double scale, const PxRect& part) const;

    sf::RenderWindow& window_;
    bool with_opengl_;
    MapPainter map_painter_;
    SfmlPainter painter_;
    std::optional<MapWish> wanted_;
    MapWish drawn_; ///< what the picture is of
    Scene scene_;
    std::uint64_t pictures_ = 0; ///< so far
    MapTexture texture_, surroundings_;
    std::optional<MapWish> surrounded_; ///< what the second shows
    Texture furniture_;                 ///< scale bar and keys
    PxRect furniture_place_;
    std::vector<std::pair<double, double>> furniture_columns_; ///< in which something shows
};

} // namespace sitmap
