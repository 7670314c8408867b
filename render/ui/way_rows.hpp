#pragma once

#include "engine/ledger.hpp"
#include "render/scene.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// One of the figures that an arrow of displacement is made of.
struct WayRow {
    std::size_t flow = 0; ///< position in the ledger's flows
    std::string ends;     ///< "Qasba to Misrata", "from Qasba"
    std::string people;   ///< "6,000+", "no number"
};

/// All that the arrow is made of which is drawn for this flow, the largest first; nothing where it is drawn
/// for it alone, or not at all.
struct WayList {
    std::string people; ///< of all together, "20,000 or more"; "no number"
    std::vector<WayRow> rows;
};
[[nodiscard]] WayList ways_beside(const Ledger& ledger, const std::vector<FlowArrow>& arrows,
                                  std::size_t flow);

/// "Qasba to Misrata", "from Qasba", "to Misrata".
[[nodiscard]] std::string ends_in_words(const Flow& flow);

} // namespace sitmap
