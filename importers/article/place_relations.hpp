#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/name_match.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sitmap {

/// A length in words: "120 km", "two hundred miles", "une vingtaine de kilomètres", "٢٠ كيلومترا".
struct Measure {
    double metres = 0;
    std::uint32_t begin = 0; ///< piece
};

/// The length whose unit is the piece before `end`; table `distances`.
[[nodiscard]] std::optional<Measure> measure_before(const std::vector<Piece>& pieces, std::uint32_t end,
                                                    const Lexicon& lexicon);

/// How a happening lies to the place that is named next, told in another language than English.
struct PlaceRelation {
    bool near = false; ///< "près de", "قرب", "под"; also an end of "entre A et B"
    bool off_shore = false;
    std::optional<double> distance_m;
    std::optional<double> bearing_deg;
    /// "شمال X" without a distance: north of a town, but the north of a country.
    bool may_be_part = false;
    std::uint32_t begin = 0; ///< piece
};

/// The relation whose words end before piece `first`, where a name begins; table `place_relations`.
[[nodiscard]] std::optional<PlaceRelation> relation_before(const std::vector<Piece>& pieces,
                                                           std::uint32_t first, const Lexicon& lexicon);

} // namespace sitmap
