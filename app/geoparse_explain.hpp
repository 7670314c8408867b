#pragma once

#include "importers/article/resolve.hpp"

#include <nlohmann/json.hpp>

namespace sitmap {

/// Tells why names of a text are held for places or not, and which places they may stand for.
class NameExplainer {
public:
    /// All must outlive it.
    NameExplainer(const NameResolution& resolution, const Gazetteer& gazetteer, const NameTables& tables);

    /// {"is_place", "because", "candidates": [{"place_id", "name", "kind", "country", "admin1",
    /// "probability", "because"}]}, likeliest first, eight at most. "because" lists what weighed most, in
    /// log-odds: for the likeliest place against the next, for the others ("against") against the likeliest.
    [[nodiscard]] nlohmann::ordered_json explain(std::size_t candidate) const;

private:
    const NameResolution& resolution_;
    const Gazetteer& gazetteer_;
    const NameTables& tables_;
    NamesAgain again_;
};

} // namespace sitmap
