#include "geodata/place_briefs.hpp"

namespace sitmap {

void PlaceBriefs::finish()
{
    capitals_.resize(countries_.size() + 1);
    for (PlaceIndex index = 0; index < briefs_.size(); ++index) {
        const PlaceBrief& brief = briefs_[index];
        std::optional<PlaceIndex>& capital = capitals_[brief.country];
        if (brief.rank == 1 && brief.country != 0 && brief.kind == PlaceKind::city &&
            (!capital || briefs_[*capital].population < brief.population))
            capital = index;
    }
    countries_ = {};
    admin1_ = {};
    admin2_ = {};
    briefs_.shrink_to_fit();
}

std::uint32_t PlaceBriefs::number_of(Numbers& numbers, std::string_view name)
{
    if (name.empty())
        return 0;
    if (const auto known = numbers.find(name); known != numbers.end())
        return known->second;
    return numbers.emplace(name, static_cast<std::uint32_t>(numbers.size() + 1)).first->second;
}

} // namespace sitmap
