#include "render/ui/search_texts.hpp"

#include "geodata/name_fold.hpp"
#include "render/record_filter.hpp"
#include "render/ui/panel_model.hpp"
#include "render/ui/word_filter.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace sitmap {

namespace {

constexpr std::size_t most_each = 5, around_bytes = 34, least_for_texts = 3;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Words around a match, whole letters, in one line.
std::string snippet(const std::string& text, std::size_t at, std::size_t length)
{
    std::size_t from = at > around_bytes ? at - around_bytes : 0,
                to = std::min(text.size(), at + length + around_bytes);
    while (from < at && (continues(text[from]) || (from > 0 && text[from - 1] != ' ')))
        ++from;
    while (to < text.size() && continues(text[to]))
        ++to;
    std::string words = (from > 0 ? "…" : "") + text.substr(from, to - from) + (to < text.size() ? "…" : "");
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return words;
}

/// The claim of the document that lies nearest to a code point.
struct Nearest {
    std::uint64_t away = 0;
    std::uint32_t event = 0, claim = 0;
};
std::optional<Nearest> nearest_claim(const Ledger& ledger, const DocumentId& document, std::uint64_t point)
{
    std::optional<Nearest> best;
    for (std::uint32_t e = 0; e < ledger.events.size(); ++e) {
        const Event& event = ledger.events[e];
        for (std::uint32_t c = 0; event.document == document && c < event.claims.size(); ++c) {
            const Evidence& evidence = event.claims[c].evidence;
            const std::uint64_t away = point < evidence.begin ? evidence.begin - point
                                       : point > evidence.end ? point - evidence.end
                                                              : 0;
            if (!best || away < best->away)
                best = Nearest{away, e, c};
        }
    }
    return best;
}

std::optional<SearchHit> hit_at(const Map& map, std::span<const Incident> incidents, const Document& document,
                                std::size_t at, std::size_t length)
{
    const auto point = static_cast<std::uint64_t>(
        std::count_if(document.text.begin(), document.text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char c) { return !continues(c); }));
    const auto nearest = nearest_claim(map.ledger, document.id, point);
    if (!nearest)
        return std::nullopt;
    const IncidentId id = map.ledger.incident_of[nearest->event];
    const auto incident =
        std::find_if(incidents.begin(), incidents.end(), [id](const Incident& i) { return i.id == id; });
    if (incident == incidents.end() || !incident->location)
        return std::nullopt;
    const auto claim =
        std::find(incident->claims.begin(), incident->claims.end(), ClaimRef{nearest->event, nearest->claim});
    SearchHit hit;
    hit.title = snippet(document.text, at, length);
    hit.note = document.outlet.empty() ? document.location : document.outlet;
    hit.at = incident->location->point;
    hit.selection = IncidentSelection{id, claim == incident->claims.end()
                                              ? foremost_claim
                                              : static_cast<std::size_t>(claim - incident->claims.begin())};
    return hit;
}

} // namespace

std::vector<SearchHit> found_parties(const Map& map, std::span<const Incident> incidents,
                                     std::string_view words, std::size_t most)
{
    const std::string folded = fold_name(words);
    std::map<std::string, std::size_t> counts;
    for (const Incident& incident : incidents)
        for (const auto* names : {&incident.accused, &incident.accusers, &incident.victims})
            for (const std::string& name : *names)
                if (!name.empty() && fold_name(name).find(folded) != std::string::npos)
                    ++counts[name];
    if (map.records) {
        const IncidentTable& table = map.records->table();
        std::vector<std::size_t> by_number(table.names.all().size());
        for (const auto* sides : {&table.side_a, &table.side_b})
            for (const std::uint32_t side : *sides)
                ++by_number[side];
        for (std::uint32_t number = 1; number < by_number.size(); ++number)
            if (by_number[number] > 0 &&
                fold_name(table.names.name(number)).find(folded) != std::string::npos)
                counts[table.names.name(number)] += by_number[number];
    }
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [name, count] : counts)
        order.emplace_back(count, name);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<SearchHit> hits;
    for (std::size_t i = 0; i < order.size() && i < most; ++i) {
        SearchHit hit;
        hit.title = order[i].second;
        hit.note = grouped(static_cast<std::int64_t>(order[i].first)) +
                   (order[i].first == 1 ? " incident" : " incidents");
        hit.actor = order[i].second;
        hits.push_back(std::move(hit));
    }
    return hits;
}

std::vector<SearchHit> found_records(const Map& map, std::string_view words, std::size_t most,
                                     std::optional<Day> as_of)
{
    std::vector<SearchHit> hits;
    if (!map.records)
        return hits;
    const IncidentTable& table = map.records->table();
    const Query all;
    const RecordFilter known{table, all, as_of};
    std::vector<std::uint32_t> rows = rows_that_mention(table, words);
    std::erase_if(rows, [&](std::uint32_t row) { return !table.is_placed(row) || !known.is_known(row); });
    // Of an unknown day: open at both ends, and last of all.
    const auto day = [&table](std::uint32_t row) {
        const bool is_open = table.last_day[row] == IncidentTable::open_end;
        return is_open ? table.first_day[row] : table.last_day[row];
    };
    const auto shown = rows.begin() + static_cast<std::ptrdiff_t>(std::min(most, rows.size()));
    std::partial_sort(rows.begin(), shown, rows.end(), [&day](std::uint32_t a, std::uint32_t b) {
        return day(a) != day(b) ? day(a) > day(b) : a < b;
    });
    for (auto row = rows.begin(); row != shown; ++row) {
        SearchHit hit;
        const std::string& place = table.names.name(table.place[*row]);
        hit.title = std::string{name_of(table.sub_type[*row])} + (place.empty() ? "" : ", " + place);
        hit.note = table.incident(*row).interval.for_people();
        hit.at = table.point(*row);
        hit.selection = IncidentSelection{table.id[*row]};
        hits.push_back(std::move(hit));
    }
    return hits;
}

std::vector<SearchHit> found_in_texts(const Map& map, std::span<const Incident> incidents,
                                      std::string_view words, std::size_t most)
{
    std::vector<SearchHit> hits;
    const std::string wanted = lowered(words);
    if (wanted.empty())
        return hits;
    const auto equal = [](char a, char b) { return lower(a) == b; };
    for (const Document& document : map.ledger.documents) {
        if (hits.size() >= most)
            break;
        const auto found =
            std::search(document.text.begin(), document.text.end(), wanted.begin(), wanted.end(), equal);
        if (found == document.text.end())
            continue;
        if (auto hit = hit_at(map, incidents, document,
                              static_cast<std::size_t>(found - document.text.begin()), wanted.size()))
            hits.push_back(*std::move(hit));
    }
    return hits;
}

std::vector<SearchGroup> search_all(const Map& map, std::span<const Incident> incidents,
                                    std::string_view words, std::optional<Day> as_of)
{
    std::vector<SearchGroup> groups;
    if (fold_name(words).size() < 2)
        return groups;
    SearchGroup places{"PLACES", {}}, found{"INCIDENTS", {}};
    for (SearchHit& hit : search(map, incidents, words, most_each))
        (std::holds_alternative<std::monostate>(hit.selection) ? places : found)
            .hits.push_back(std::move(hit));
    groups.push_back(std::move(places));
    groups.push_back(std::move(found));
    groups.push_back({"IN DATASETS", found_records(map, words, most_each, as_of)});
    groups.push_back({"PARTIES", found_parties(map, incidents, words, most_each)});
    if (words.size() >= least_for_texts)
        groups.push_back({"IN THE TEXTS", found_in_texts(map, incidents, words, most_each)});
    std::erase_if(groups, [](const SearchGroup& group) { return group.hits.empty(); });
    return groups;
}

} // namespace sitmap
