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

} // namespace sitmap
