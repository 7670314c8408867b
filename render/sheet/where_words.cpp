#include "render/sheet/where_words.hpp"

#include "geodata/measure.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace sitmap {

namespace {

/// How many of what is shown happened in each country, by ISO code.
std::map<std::string, std::size_t> counts_by_country(const Scene& scene)
{
    std::map<std::string, std::size_t> counts;
    for (const std::string& iso : scene.records.countries)
        if (!iso.empty())
            ++counts[iso];
    for (const Incident& incident : scene.shown)
        if (incident.location && !incident.location->country.empty())
            ++counts[incident.location->country];
    return counts;
}

/// The base map's name of a country: that of the label which lies in it.
std::string name_of_country(const Basemap& basemap, const std::string& iso)
{
    for (const Basemap::Country& country : basemap.countries) {
        if (country.iso != iso)
            continue;
        for (const AreaLabel& label : basemap.areas)
            if (label.kind == AreaLabel::Kind::country && country.extent.contains(label.at) &&
                covers(country.area, label.at))
                return label.name;
    }
    return "";
}

} // namespace

std::string most_shown_country(const Scene& scene)
{
    const auto counts = counts_by_country(scene);
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? "" : most->first;
}

std::string where_words(const Map& map, const Scene& scene)
{
    constexpr std::size_t most_named = 3;
    const auto counts = counts_by_country(scene);
    if (counts.empty() || map.basemap == nullptr)
        return "";
    if (counts.size() > most_named)
        return std::to_string(counts.size()) + " countries";
    std::vector<std::pair<std::size_t, std::string>> named;
    for (const auto& [iso, n] : counts)
        if (std::string name = name_of_country(*map.basemap, iso); !name.empty())
            named.emplace_back(n, std::move(name));
    std::stable_sort(named.begin(), named.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string words;
    for (std::size_t i = 0; i < named.size(); ++i)
        words += (i == 0 ? "" : i + 1 == named.size() ? " and " : ", ") + named[i].second;
    return words;
}

} // namespace sitmap
