#include "importers/article/lexicon.hpp"

#include "geodata/error.hpp"
#include "geodata/text_hash.hpp"

#include <algorithm>
#include <bit>
#include <fstream>
#include <tuple>

namespace sitmap {

namespace {

/// The parts between separators.
std::vector<std::string_view> split(std::string_view line, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = line.find(separator, begin);
        parts.push_back(line.substr(begin, end - begin));
        if (end == std::string_view::npos)
            return parts;
        begin = end + 1;
    }
}

struct Row {
    std::uint64_t table = 0;
    Lexicon::Entry entry;
};

void read_table(const std::filesystem::path& file, std::vector<Row>& rows)
{
    const std::uint64_t table = Lexicon::TableName{std::string_view{file.stem().string()}}.hash();
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        const std::vector<std::string_view> columns = split(line, '\t');
        Row row{.table = table, .entry = {}};
        for (const std::string_view word : split(columns.front(), ' '))
            if (!word.empty())
                row.entry.words.emplace_back(word);
        if (row.entry.words.empty())
            continue;
        if (columns.size() > 1)
            row.entry.meaning = columns[1];
        if (columns.size() > 2)
            row.entry.more.assign(columns.begin() + 2, columns.end());
        rows.push_back(std::move(row));
    }
}

} // namespace

Lexicon Lexicon::load(const std::filesystem::path& folder)
{
    std::vector<Row> rows;
    std::error_code failed;
    for (const auto& file : std::filesystem::directory_iterator(folder, failed))
        if (file.path().extension() == ".tsv")
            read_table(file.path(), rows);
    if (failed || rows.empty())
        throw Error{
            "cannot read the word tables in '" + folder.string() +
            "': no such folder or no .tsv file in it; set SITMAP_ASSETS to the program's asset folder"};
    const auto group_of = [](const Row& row) {
        return std::tuple{std::string_view{row.entry.words.front()}, row.table};
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        return group_of(a) != group_of(b) ? group_of(a) < group_of(b)
                                          : a.entry.words.size() > b.entry.words.size();
    });
    Lexicon lexicon;
    lexicon.entries_.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const bool opens = i == 0 || lexicon.groups_.back().table != rows[i].table ||
                           lexicon.entries_.back().words.front() != rows[i].entry.words.front();
        if (opens)
            lexicon.groups_.push_back({.table = rows[i].table, .first = i, .last = i});
        lexicon.groups_.back().last = i + 1;
        lexicon.entries_.push_back(std::move(rows[i].entry));
    }
    lexicon.index();
    return lexicon;
}

void Lexicon::index()
{
    for (const Entry& entry : entries_)
        shapes_.push_back({.second = entry.words.size() > 1 ? hash_text(entry.words[1]) : 0,
                           .words = static_cast<std::uint32_t>(entry.words.size())});
    slots_.resize(std::bit_ceil(2 * groups_.size() + 1));
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t g = 0; g < groups_.size();) {
        const std::string& word = entries_[groups_[g].first].words.front();
        Slot slot{.hash = hash_text(word), .where = {.marked = true, .first = g, .last = g}};
        for (; g < groups_.size() && entries_[groups_[g].first].words.front() == word; ++g)
            slot.tables |= TableName::of_hash(groups_[g].table).bits();
        slot.where.last = g;
        std::size_t at = slot.hash & mask;
        while (slots_[at].tables != 0)
            at = (at + 1) & mask;
        slots_[at] = slot;
        if (const std::string_view groups = meaning("groups", word); !groups.empty()) {
            slots_[at].where.membership = static_cast<std::uint32_t>(memberships_.size());
            memberships_.push_back(membership_of(groups));
        }
    }
}

std::span<const Lexicon::Entry> Lexicon::starting_with(TableName table, std::string_view word) const
{
    return starting_with(table, hash_text(word));
}

/// The word of this hash, or the empty slot where it would stand; two words that share one by chance would
/// count as the first.
const Lexicon::Slot& Lexicon::slot_of(std::uint64_t hash) const
{
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].tables != 0 && slots_[at].hash != hash)
        at = (at + 1) & mask;
    return slots_[at];
}

void Lexicon::mark(Token& token) const
{
    const Slot& slot = slot_of(token.hash);
    token.in_lexicon = slot.where;
    token.in_lexicon.marked = true;
    token.tables = slot.tables;
    token.groups = memberships_[slot.where.membership].bits;
}

std::span<const Lexicon::Entry> Lexicon::starting_with(TableName table, std::uint64_t hash) const
{
    const Slot& slot = slot_of(hash);
    return table.may_be_among(slot.tables) ? in_table(slot.where, table) : std::span<const Entry>{};
}

std::span<const Lexicon::Entry> Lexicon::in_table(WordInLexicon word, TableName table) const
{
    for (std::uint32_t g = word.first; g < word.last; ++g) {
        const Group& group = groups_[g];
        if (group.table == table.hash()) // the word is the one of this hash
            return std::span{entries_}.subspan(group.first, group.last - group.first);
    }
    return {};
}

bool Lexicon::is_member(WordInLexicon word, GroupName group) const
{
    const std::vector<std::uint64_t>& groups = memberships_[word.membership].groups;
    return std::find(groups.begin(), groups.end(), group.hash()) != groups.end();
}

std::string_view Lexicon::meaning_of_word(std::span<const Entry> entries) const
{
    const std::span<const Shape> shapes = shapes_of(entries);
    for (std::size_t k = 0; k < shapes.size(); ++k) // of equal words the first row counts
        if (shapes[k].words == 1)
            return entries[k].meaning;
    return {};
}

bool Lexicon::has_word(std::span<const Entry> entries) const // longest first
{
    return !entries.empty() && shapes_of(entries).back().words == 1;
}

std::string_view Lexicon::meaning(TableName table, std::string_view word) const
{
    return meaning_of_word(starting_with(table, word));
}

std::string_view Lexicon::meaning(TableName table, const Token& token) const
{
    return meaning_of_word(starting_with(table, token));
}

bool Lexicon::has(TableName table, std::string_view word) const
{
    return has_word(starting_with(table, word));
}

bool Lexicon::has(TableName table, const Token& token) const
{
    return has_word(starting_with(table, token));
}

namespace {

/// Takes the first of the parts between "|" off.
std::string_view take_part(std::string_view& parts)
{
    const auto bar = std::min(parts.find('|'), parts.size());
    const std::string_view part = parts.substr(0, bar);
    parts.remove_prefix(std::min(bar + 1, parts.size()));
    return part;
}

} // namespace

Lexicon::Membership Lexicon::membership_of(std::string_view groups)
{
    Membership of;
    while (!groups.empty()) {
        const GroupName group{take_part(groups)};
        of.bits |= group.bits();
        of.groups.push_back(group.hash());
    }
    return of;
}

std::vector<const Lexicon::Entry*> Lexicon::entries(TableName table) const
{
    std::vector<const Entry*> all;
    for (const Group& group : groups_)
        for (std::uint32_t i = group.first; group.table == table.hash() && i < group.last; ++i)
            all.push_back(&entries_[i]);
    return all;
}

} // namespace sitmap
