#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Round an incident's mark: who is accused on the left and who accuses on the right where that is disputed;
/// one ring where a party claims the deed. With a row in the legend that names them.
void draw_attribution_ring(Frame& frame, const Incident& incident, Px at, const Mark& mark);

/// Marks from this size have the ring; smaller ones when they are selected.
inline constexpr double attribution_ring_from_r = 12;

/// "LNA, accused by GNA; denied": from the incident's claims on who did it; parties as they are named first.
/// The words fit one party and many.
[[nodiscard]] std::string attribution_words(const Incident& incident, const Ledger& ledger);

} // namespace sitmap
