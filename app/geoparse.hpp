#pragma once

#include "geodata/gazetteer.hpp"
#include "importers/article/lexicon.hpp"

#include <istream>
#include <ostream>

namespace sitmap {

/// Reads {"id", "text"} a line and writes {"id", "toponyms": [{"start", "end", "name", "lat", "lon", "kind",
/// "country", "place_id", "score"}]} a line; offsets in Unicode code points. Without `demonyms`, nationality
/// words are left out. Throws Error for a line that is no such object; returns 0.
int run_geoparse(std::istream& in, std::ostream& out, const Gazetteer& gazetteer, const Lexicon& lexicon,
                 bool demonyms);

} // namespace sitmap
