#pragma once

#include "render/layers/flow_lanes.hpp"
#include "render/layers/frame.hpp"

namespace sitmap {

/// What is known of an arrow's end: a place, only a province, country or sea, or nothing at all.
enum class End : std::uint8_t { placed, rough, open };
struct Ends {
    End tail = End::placed, head = End::placed;
    [[nodiscard]] bool is_solid() const { return tail == End::placed && head == End::placed; }
    [[nodiscard]] bool is_open() const { return tail == End::open || head == End::open; }
    [[nodiscard]] bool is_rough() const { return tail == End::rough || head == End::rough; }
};
[[nodiscard]] Ends ends_of(const Flow& flow);

/// The rings on the picture of a country, or of the area that the place was read as, without the islands off
/// it that are small beside the rest; empty where none is known or seen.
[[nodiscard]] Path mainland_of(const Frame& frame, const Location& place);

/// The number that arrows are ordered by; -1 where none is stated.
[[nodiscard]] Quantity::Count order_by(const std::optional<Quantity>& people);

/// A way with all its figures, and where it stands on the picture: of a country or province, at its edge that
/// is nearest to the other end.
struct FlowWay {
    MergedFlow merged;
    FlowEnds at;
    bool in_view = false;
};
/// Of the flows at these positions in the ledger: those with a place at one end at least, in view first, the
/// largest first. Notes how many have none.
[[nodiscard]] std::vector<FlowWay> ways_in(Frame& frame, const std::vector<std::size_t>& shown);

/// The arrow for a group of ways, without its curve: drawn for the first of them, with the figures of all.
[[nodiscard]] DrawnLine arrow_for(const std::vector<FlowWay>& ways, const std::vector<std::size_t>& group);

} // namespace sitmap
