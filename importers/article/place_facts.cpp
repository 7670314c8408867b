#include "importers/article/place_facts.hpp"

#include "importers/article/name_match.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::size_t most_candidates = 40;

PlaceFacts facts_of(const Gazetteer& gazetteer, const Candidate& candidate)
{
    const PlaceBrief& brief = gazetteer.brief(candidate.place);
    return {brief, candidate.place, candidate.name_weight,
            candidate.demonym || brief.kind == PlaceKind::demonym};
}

/// What the mark behind a key leaves: after "|USA" that country's divisions and capital, after "|~" regions.
bool passes(const PlaceFacts& facts, std::string_view mark, const Gazetteer& gazetteer)
{
    if (mark == adjective_mark)
        return is_well_known(facts.kind) && facts.kind != PlaceKind::sea;
    const std::optional<PlaceIndex> country = gazetteer.country(mark.substr(1));
    return country && facts.country == gazetteer.brief(*country).country &&
           (facts.kind == PlaceKind::admin1 || facts.rank == 1);
}

/// "Kosovo", "Iraq": a country of this name leaves nothing to a town that is called otherwise and has it as
/// one of its other spellings, unless it is a capital.
void drop_other_spellings(std::vector<PlaceFacts>& facts)
{
    constexpr float own_name = 2, other_spelling = 0.5F; // weights of the names of countries and towns
    const bool is_country = std::any_of(facts.begin(), facts.end(), [](const PlaceFacts& place) {
        return place.kind == PlaceKind::country && !place.demonym && place.weight >= own_name;
    });
    if (is_country)
        std::erase_if(facts, [](const PlaceFacts& place) {
            return place.kind == PlaceKind::city && place.rank != 1 && place.weight <= other_spelling;
        });
}

} // namespace

bool is_well_known(PlaceKind kind)
{
    return kind == PlaceKind::country || kind == PlaceKind::continent || kind == PlaceKind::admin1 ||
           kind == PlaceKind::region || kind == PlaceKind::sea;
}

bool contains(const PlaceFacts& outer, const PlaceFacts& inner)
{
    if (outer.place == inner.place)
        return false;
    switch (outer.kind) {
    case PlaceKind::country:
        return inner.country != 0 && outer.country == inner.country && inner.kind != PlaceKind::country;
    case PlaceKind::admin1:
        return inner.admin1 != 0 && outer.admin1 == inner.admin1 && inner.kind != PlaceKind::country &&
               inner.kind != PlaceKind::admin1;
    case PlaceKind::admin2:
        return inner.admin2 != 0 && outer.admin2 == inner.admin2 &&
               (inner.kind == PlaceKind::city || inner.kind == PlaceKind::section ||
                inner.kind == PlaceKind::facility);
    default:
        return false;
    }
}

FactsTable::FactsTable(const Gazetteer& gazetteer) : gazetteer_{gazetteer}
{
    if (const auto country = gazetteer.country("USA"))
        united_states_ = gazetteer.brief(*country).country;
}

const std::vector<PlaceFacts>& FactsTable::of(const std::string& key)
{
    const auto [entry, is_new] = known_.try_emplace(key);
    std::vector<PlaceFacts>& facts = entry->second;
    if (!is_new)
        return facts;
    if (key.starts_with(unknown_mark)) {
        for (const Candidate& candidate : gazetteer_.find_transliterated(std::string_view{key}.substr(1)))
            if (facts.size() < most_candidates)
                facts.push_back(facts_of(gazetteer_, candidate));
        return facts;
    }
    const std::size_t bar = key.find('|');
    const std::string_view mark = bar == std::string::npos ? "" : std::string_view{key}.substr(bar);
    for (const Candidate& candidate : gazetteer_.find(std::string_view{key}.substr(0, bar))) {
        PlaceFacts found = facts_of(gazetteer_, candidate);
        if (!mark.empty() && !passes(found, mark, gazetteer_))
            continue;
        found.demonym = found.demonym || mark == adjective_mark;
        facts.push_back(std::move(found));
        if (facts.size() == most_candidates)
            break;
    }
    drop_other_spellings(facts);
    return facts;
}

bool FactsTable::may_contain(const std::string& outer, const std::string& inner)
{
    const auto& outers = of(outer);
    const auto& inners = of(inner);
    return std::any_of(outers.begin(), outers.end(), [&](const PlaceFacts& o) {
        return std::any_of(inners.begin(), inners.end(), [&](const PlaceFacts& i) { return contains(o, i); });
    });
}

} // namespace sitmap
