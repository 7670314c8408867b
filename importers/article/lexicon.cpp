#include "importers/article/lexicon.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace sitmap {

namespace {

std::vector<std::string> split(const std::string& line, char separator)
{
    std::vector<std::string> parts;
    std::istringstream in{line};
    for (std::string part; std::getline(in, part, separator);)
        parts.push_back(part);
    return parts;
}

} // namespace

Lexicon Lexicon::load(const std::filesystem::path& folder)
{
    Lexicon lexicon;
    std::error_code failed;
    for (const auto& file : std::filesystem::directory_iterator(folder, failed)) {
        if (file.path().extension() != ".tsv")
            continue;
        Table& table = lexicon.tables_[file.path().stem().string()];
        std::ifstream in{file.path()};
        for (std::string line; std::getline(in, line);) {
            if (line.empty() || line.front() == '#')
                continue;
            std::vector<std::string> columns = split(line, '\t');
            Entry entry;
            std::istringstream words{columns.front()};
            for (std::string word; words >> word;)
                entry.words.push_back(word);
            if (entry.words.empty())
                continue;
            if (columns.size() > 1)
                entry.meaning = columns[1];
            if (columns.size() > 2)
                entry.more.assign(columns.begin() + 2, columns.end());
            table.by_first_word[entry.words.front()].push_back(std::move(entry));
        }
        for (auto& [first_word, entries] : table.by_first_word)
            std::stable_sort(entries.begin(), entries.end(),
                             [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
    }
    if (failed || lexicon.tables_.empty())
        throw Error{
            "cannot read the word tables in '" + folder.string() +
            "': no such folder or no .tsv file in it; set SITMAP_ASSETS to the program's asset folder"};
    return lexicon;
}

const std::vector<Lexicon::Entry>& Lexicon::starting_with(std::string_view table, std::string_view word) const
{
    static const std::vector<Entry> none;
    const auto found = tables_.find(std::string{table});
    if (found == tables_.end())
        return none;
    const auto entries = found->second.by_first_word.find(std::string{word});
    return entries == found->second.by_first_word.end() ? none : entries->second;
}

std::string_view Lexicon::meaning(std::string_view table, std::string_view word) const
{
    for (const Entry& entry : starting_with(table, word))
        if (entry.words.size() == 1)
            return entry.meaning;
    return {};
}

bool Lexicon::has(std::string_view table, std::string_view word) const
{
    const auto& entries = starting_with(table, word);
    return std::any_of(entries.begin(), entries.end(), [](const Entry& e) { return e.words.size() == 1; });
}

} // namespace sitmap
