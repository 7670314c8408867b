#pragma once

#include "geodata/gazetteer.hpp"
#include "geodata/hash_index.hpp"
#include "geodata/text_hash.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace sitmap {

/// The briefs of all places, by place index; countries and divisions get their numbers as they turn up.
class PlaceBriefs {
public:
    /// `place` is a Place or a row's cells.
    template <class AnyPlace>
    void append(const AnyPlace& place)
    {
        briefs_.push_back(brief_of(place));
    }
    void replace(PlaceIndex index, const Place& place) { briefs_[index] = brief_of(place); }
    /// Gives back what only loading needed.
    void finish();
    [[nodiscard]] const PlaceBrief& operator[](PlaceIndex index) const { return briefs_[index]; }
    /// The largest place of rank 1 in the country of this number.
    [[nodiscard]] std::optional<PlaceIndex> capital(std::uint16_t country) const
    {
        return country < capitals_.size() ? capitals_[country] : std::nullopt;
    }

private:
    /// From 1 on, as the hashes of their names turn up.
    static std::uint32_t number_of(HashIndex& numbers, std::uint64_t hash)
    {
        return numbers.put(hash, static_cast<std::uint32_t>(numbers.size() + 1));
    }
    template <class AnyPlace>
    PlaceBrief brief_of(const AnyPlace& place)
    {
        PlaceBrief brief{.point = place.point, .population = place.population};
        const std::uint64_t country = hash_text(place.country), admin1 = hash_text(place.admin1);
        if (!place.country.empty())
            brief.country = static_cast<std::uint16_t>(number_of(countries_, country));
        if (!place.admin1.empty())
            brief.admin1 = number_of(admin1_, admin1);
        if (!place.admin2.empty()) {
            constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U; // the codes of second-order divisions recur
            brief.admin2 = number_of(admin2_, ((country * odd) ^ admin1) * odd ^ hash_text(place.admin2));
        }
        brief.kind = place.kind;
        brief.rank = place.rank;
        return brief;
    }

    std::vector<PlaceBrief> briefs_;
    std::vector<std::optional<PlaceIndex>> capitals_; ///< by the country's number
    HashIndex countries_, admin1_, admin2_;
};

} // namespace sitmap
