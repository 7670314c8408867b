#pragma once

#include "geodata/gazetteer.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/name_tables.hpp"
#include "importers/article/tokens.hpp"

#include <nlohmann/json.hpp>

#include <istream>
#include <ostream>

namespace sitmap {

/// What geoparsing writes on each text.
struct GeoparseOutput {
    bool demonyms = true;  ///< nationality words too
    bool explain = false;  ///< for each name the places that it may stand for, with scores and reasons
    bool features = false; ///< in place of toponyms, the features of all candidates, for training
};

struct GeoparseTables {
    const Gazetteer& gazetteer;
    const Lexicon& lexicon;
    const NameTables& names;
};

/// {"toponyms": [...]} as below; with `explain` each has its "explanation" (see NameExplainer), and
/// "rejected" lists the known names that are held for no place, explained too.
[[nodiscard]] nlohmann::ordered_json geoparse(const TokenisedText& text, const GeoparseTables& tables,
                                              const GeoparseOutput& output);

/// Reads {"id", "text"} a line and writes {"id", "toponyms": [{"start", "end", "name", "lat", "lon", "kind",
/// "country", "place_id", "score"}]} a line; offsets in Unicode code points. Throws Error for a line that is
/// no such object; returns 0.
int run_geoparse(std::istream& in, std::ostream& out, const GeoparseTables& tables,
                 const GeoparseOutput& output);

} // namespace sitmap
