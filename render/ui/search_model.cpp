#include "render/ui/search_model.hpp"

#include "geodata/measure.hpp"
#include "geodata/name_fold.hpp"

namespace sitmap {

namespace {

bool mentions(const Incident& incident, const std::string& folded)
{
    const auto has = [&folded](const std::string& text) {
        return fold_name(text).find(folded) != std::string::npos;
    };
    if (has(incident.title))
        return true;
    if (incident.location && (has(incident.location->name) || has(incident.location->toponym)))
        return true;
    for (const auto* names : {&incident.accused, &incident.accusers, &incident.victims})
        for (const std::string& name : *names)
            if (has(name))
                return true;
    return false;
}

SearchHit hit_of(const Incident& incident)
{
    SearchHit hit;
    hit.title = incident.title.empty() ? std::string{name_of(incident.sub_type)} : incident.title;
    hit.note = incident.interval.for_people();
    hit.at = incident.location->point;
    hit.selection = IncidentSelection{incident.id};
    return hit;
}

/// "place, LBY": two of one name are told apart.
std::string place_note(const Basemap& basemap, LonLat at)
{
    for (const Basemap::Country& country : basemap.countries)
        if (country.extent.contains(at) && !country.iso.empty() && covers(country.area, at))
            return "place, " + country.iso;
    return "place";
}

} // namespace

std::vector<SearchHit> search(const Map& map, std::span<const Incident> incidents, std::string_view words,
                              std::size_t most)
{
    std::vector<SearchHit> hits;
    const std::string folded = fold_name(words);
    if (folded.size() < 2)
        return hits;
    for (const Incident& incident : incidents)
        if (hits.size() < most && incident.location && mentions(incident, folded))
            hits.push_back(hit_of(incident));
    if (!map.basemap)
        return hits;
    const std::size_t found = hits.size();
    for (const PlaceLabel& place : map.basemap->places) {
        if (hits.size() >= found + most)
            break;
        if (fold_name(place.name).starts_with(folded) ||
            (!place.name_local.empty() && fold_name(place.name_local).starts_with(folded)))
            hits.push_back({place.name, place_note(*map.basemap, place.at), place.at, {}, {}});
    }
    return hits;
}

} // namespace sitmap
