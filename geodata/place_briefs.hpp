#pragma once

#include "geodata/gazetteer.hpp"
#include "geodata/text_hash.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return hash_text(text); }
    };
    using Numbers = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;
    static std::uint32_t number_of(Numbers& numbers, std::string_view name);
    template <class AnyPlace>
    PlaceBrief brief_of(const AnyPlace& place)
    {
        PlaceBrief brief{.point = place.point, .population = place.population};
        brief.country = static_cast<std::uint16_t>(number_of(countries_, place.country));
        brief.admin1 = number_of(admin1_, place.admin1);
        if (!place.admin2.empty()) {
            code_.assign(place.country).append("/").append(place.admin1).append("/").append(place.admin2);
            brief.admin2 = number_of(admin2_, code_);
        }
        brief.kind = place.kind;
        brief.rank = place.rank;
        return brief;
    }

    std::vector<PlaceBrief> briefs_;
    std::vector<std::optional<PlaceIndex>> capitals_; ///< by the country's number
    Numbers countries_, admin1_, admin2_;
    std::string code_;
};

} // namespace sitmap
