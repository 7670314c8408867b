#include "render/ui/word_filter.hpp"

#include "geodata/name_fold.hpp"

#include <algorithm>
#include <sstream>

namespace sitmap {

namespace {

/// All that is looked at of an incident, folded, a line each: no word is found over the end of one.
std::string text_of(const Ledger& ledger, const Incident& incident)
{
    std::string text;
    const auto add = [&text](std::string_view part) {
        text += fold_name(part);
        text += '\n';
    };
    add(incident.title);
    if (incident.location) {
        add(incident.location->name);
        add(incident.location->toponym);
    }
    for (const auto* names : {&incident.accused, &incident.accusers, &incident.victims})
        for (const std::string& name : *names)
            add(name);
    const std::string* last = nullptr; // the claims of a sentence follow each other
    for (const ClaimRef ref : incident.claims) {
        const std::string& words = ledger.claim(ref).evidence.quotation;
        if (last == nullptr || *last != words)
            add(words);
        last = &words;
    }
    return text;
}

std::vector<std::string> words_in(std::string_view text)
{
    std::istringstream in{fold_name(text)};
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(std::move(word));
    return words;
}

/// For each word, whether each of the table's names has it.
std::vector<std::vector<bool>> names_with(const IncidentTable& table, const std::vector<std::string>& words)
{
    std::vector<std::vector<bool>> has(words.size());
    for (const std::string& name : table.names.all()) {
        const std::string folded = fold_name(name);
        for (std::size_t w = 0; w < words.size(); ++w)
            has[w].push_back(folded.find(words[w]) != std::string::npos);
    }
    return has;
}

} // namespace

std::vector<std::uint32_t> rows_that_mention(const IncidentTable& table, std::string_view text)
{
    std::vector<std::uint32_t> rows;
    const std::vector<std::string> words = words_in(text);
    if (words.empty())
        return rows;
    const auto has = names_with(table, words);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const std::uint32_t names[] = {table.place[row], table.admin1[row], table.side_a[row],
                                       table.side_b[row]};
        const bool all = std::all_of(has.begin(), has.end(), [&names](const std::vector<bool>& word) {
            return std::any_of(std::begin(names), std::end(names),
                               [&word](std::uint32_t name) { return word[name]; });
        });
        if (all)
            rows.push_back(row);
    }
    return rows;
}

WordFilter::Ids WordFilter::find(const Map& map, std::span<const Incident> incidents, std::string_view text)
{
    const std::vector<std::string> words = words_in(text);
    if (words.empty())
        return nullptr;
    if (!texts_ || texts_->size() != incidents.size()) {
        texts_.emplace();
        for (const Incident& incident : incidents)
            texts_->push_back(text_of(map.ledger, incident));
    }
    std::vector<IncidentId> ids;
    for (std::size_t i = 0; i < incidents.size(); ++i)
        if (std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return (*texts_)[i].find(word) != std::string::npos;
            }))
            ids.push_back(incidents[i].id);
    if (map.records)
        for (const std::uint32_t row : rows_that_mention(map.records->table(), text))
            ids.push_back(map.records->table().id[row]);
    std::sort(ids.begin(), ids.end());
    return std::make_shared<const std::vector<IncidentId>>(std::move(ids));
}

bool WordFilter::renew(ViewState& view, const std::string& words, const Map& map,
                       const std::function<std::span<const Incident>()>& incidents, double seconds)
{
    rested_s_ = words == typed_ ? rested_s_ + seconds : 0;
    typed_ = words;
    Key key{words, view.rule, view.as_of};
    if (key == key_)
        return false;
    // Not while somebody types; but what was kept of the last time is there at once, and so is nothing.
    const bool others = key_ && std::get<std::string>(*key_) != words && !words.empty();
    if (others && map.records && map.records->size() > most_at_once && rested_s_ < rest_s)
        return true;
    if (!key_ || std::get<Rule>(*key_) != view.rule || std::get<2>(*key_) != view.as_of)
        texts_.reset();
    key_ = std::move(key);
    view.query.ids = words.empty() ? nullptr : find(map, incidents(), words);
    return false;
}

void WordFilter::forget()
{
    key_.reset();
    texts_.reset();
}

} // namespace sitmap
