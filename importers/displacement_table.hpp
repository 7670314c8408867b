#pragma once

#include "engine/intake.hpp"
#include "geodata/gazetteer.hpp"
#include "importers/flows.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// True for the header of a table of displacement: an origin, a destination and people; or the columns of
/// stocks and new displacements that IDMC and IOM's DTM have ("conflict_stock_displacement",
/// "numPresentIdpInd" ...), or of IDMC's updates ("displacement_type", "figure"), in any letter case and
/// punctuation.
[[nodiscard]] bool is_displacement_table(const std::vector<std::string>& header);

/// Its rows as flows and stocks. Where a row has no coordinates, its site, second-order division, first-order
/// division or country is looked up in the gazetteer, in this order, and known as exactly as that. Rows of a
/// year become that year. Throws Error when the header is none of those.
[[nodiscard]] Intake read_displacement_table(std::string_view text, Document document,
                                             const std::string& source, const Gazetteer& gazetteer);

} // namespace sitmap
