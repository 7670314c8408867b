#pragma once

#include "geodata/gazetteer.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// The briefs of all places, by place index; countries and divisions get their numbers as they turn up.
class PlaceBriefs {
public:
    void append(const Place& place) { briefs_.push_back(brief_of(place)); }
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
    using Numbers = std::map<std::string, std::uint32_t, std::less<>>;
    static std::uint32_t number_of(Numbers& numbers, const std::string& name);
    PlaceBrief brief_of(const Place& place);

    std::vector<PlaceBrief> briefs_;
    std::vector<std::optional<PlaceIndex>> capitals_; ///< by the country's number
    Numbers countries_, admin1_, admin2_;
};

} // namespace sitmap
