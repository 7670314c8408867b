#pragma once

#include "geodata/gazetteer.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sitmap {

/// A place that a name may stand for, with what resolving it needs.
struct PlaceFacts : PlaceBrief {
    PlaceIndex place = 0;
    float weight = 1; ///< of the name (see Candidate)
    bool demonym = false;
};

/// Countries, continents, first-order divisions, seas, regions: known by their name alone.
[[nodiscard]] bool is_well_known(PlaceKind kind);

/// True if `inner` lies in the country or division `outer`.
[[nodiscard]] bool contains(const PlaceFacts& outer, const PlaceFacts& inner);

/// Candidates by name, each looked up once for a document.
class FactsTable {
public:
    explicit FactsTable(const Gazetteer& gazetteer);

    /// The country's number in briefs.
    [[nodiscard]] std::uint16_t united_states() const { return united_states_; }

    /// Best name weight first, 40 at most. `key` is a folded name; "georgia|USA" leaves divisions (and the
    /// capital) of that country alone. The reference lives as long as the table.
    [[nodiscard]] const std::vector<PlaceFacts>& of(const std::string& key);

    /// True if some candidate of `outer` contains some candidate of `inner`.
    [[nodiscard]] bool may_contain(const std::string& outer, const std::string& inner);

private:
    const Gazetteer& gazetteer_;
    std::uint16_t united_states_ = 0;
    std::unordered_map<std::string, std::vector<PlaceFacts>> known_;
};

} // namespace sitmap
