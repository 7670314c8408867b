#pragma once

#include "render/draw_list.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace sitmap {

/// A quadratic curve whose middle stands off the chord by half of `bend` times its length, to the left of
/// travel where that is positive.
[[nodiscard]] Contour bent(Px from, Px to, double bend);

/// Share of a curve, 0 to 1, along which it lies on another: nearer than their half widths and two pixels,
/// the same way or the opposite one within 25 degrees. What is near an end that both share does not count:
/// arrows to one place must meet there. O(n · m) in their points, for curves that are near each other.
[[nodiscard]] double share_upon(const Contour& curve, double width_px, const Contour& other,
                                double other_width_px);

/// Curves laid one after another so that none lies on another for long; they may cross.
class FlowLanes {
public:
    /// The curve with the usual bend; where it would lie on one that is laid, with a larger one or on the
    /// other side of the chord: the first that is free, else the one that is freest.
    Contour lay(Px from, Px to, double usual_bend, double width_px);
    /// How many found no lane, and lie on others along more than a quarter of their length.
    [[nodiscard]] std::size_t crowded() const { return crowded_; }

private:
    struct Laid {
        Contour curve;
        PxRect around;
        double width_px;
    };
    std::vector<Laid> laid_;
    std::size_t crowded_ = 0;
};

/// Ends of an arrow on the picture; those that are not known are absent.
struct FlowEnds {
    std::optional<Px> from, to;
    std::uint8_t kind = 0; ///< ways of different kinds do not share an arrow
};
/// Positions of ways that share an arrow, the first of each the way that it is drawn for.
using FlowGroups = std::vector<std::vector<std::size_t>>;

/// Each way joins the first before it, in the order given, to both of whose ends it is nearer than the radius
/// and which leads the same way within 60 degrees; each stands alone with a radius of 0. O(n) for ends that
/// are spread out.
[[nodiscard]] FlowGroups bundled(const std::vector<FlowEnds>& ways, double radius_px);

} // namespace sitmap
