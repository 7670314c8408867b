#include "geodata/gazetteer.hpp"

#include "geodata/gazetteer_tables.hpp"
#include "geodata/name_fold.hpp"
#include "geodata/text_hash.hpp"

#include <bit>
#include <cassert>
#include <future>

namespace sitmap {
namespace {

constexpr std::uint32_t no_group = 0xffffffffU;

std::string_view first_word(std::string_view key)
{
    return key.substr(0, key.find(' '));
}

/// The slot where the group of this first word stands, or the free one where it would.
std::size_t slot_of(const GazetteerTables& tables, std::string_view word)
{
    const std::size_t mask = tables.group_slots.size() - 1;
    const std::uint64_t hash = hash_text(word);
    const auto tag = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t slot = hash & mask;
    for (;; slot = (slot + 1) & mask) {
        const GazetteerTables::GroupSlot& at = tables.group_slots[slot];
        if (at.group == no_group ||
            (at.tag == tag && first_word(tables.key(tables.group_begin[at.group])) == word))
            return slot;
    }
}

/// Keys are in order, and a space comes before every other character: those of one first word are together.
void make_groups(GazetteerTables& tables)
{
    std::string_view word;
    for (std::size_t at = 0; at < tables.key_count(); ++at) {
        const std::string_view key = tables.key(at);
        if (at > 0 && key.starts_with(word) && (key.size() == word.size() || key[word.size()] == ' '))
            continue;
        word = first_word(key);
        tables.group_begin.push_back(static_cast<std::uint32_t>(at));
    }
    const std::size_t groups = tables.group_begin.size();
    tables.group_begin.push_back(static_cast<std::uint32_t>(tables.key_count()));
    tables.group_slots.assign(std::bit_ceil(2 * groups + 1), {0, no_group});
    const std::size_t mask = tables.group_slots.size() - 1;
    for (std::uint32_t group = 0; group < groups; ++group) { // each word is there once
        const std::uint64_t hash = hash_text(first_word(tables.key(tables.group_begin[group])));
        std::size_t slot = hash & mask;
        while (tables.group_slots[slot].group != no_group)
            slot = (slot + 1) & mask;
        tables.group_slots[slot] = {static_cast<std::uint32_t>(hash >> 32U), group};
    }
}

/// The first key that is not before `key`, among those of its first word; `key_count()` if none has that
/// word.
std::size_t lower_bound(const GazetteerTables& tables, std::string_view key)
{
    const std::uint32_t group = tables.group_slots[slot_of(tables, first_word(key))].group;
    if (group == no_group)
        return tables.key_count();
    std::size_t low = tables.group_begin[group], high = tables.group_begin[group + 1];
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (tables.key(middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::span<const Candidate> candidates_of(const GazetteerTables& tables, std::size_t key)
{
    const std::uint32_t begin = tables.candidate_begin[key];
    return std::span{tables.candidates}.subspan(begin, tables.candidate_begin[key + 1] - begin);
}

/// Shorter transliteration keys meet by chance.
constexpr std::size_t shortest_loose_key = 4;

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The keys in a hash table by their transliteration keys; keys that share one are all in it.
void make_loose_keys(GazetteerTables& tables)
{
    // First all hashes, then all slots: these lie anywhere in 16 MB, and a processor fetches several at once
    // where nothing stands between.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> hashes; // with their keys
    hashes.reserve(tables.key_count());
    std::string loose;
    for (std::uint32_t at = 0; at < tables.key_count(); ++at) {
        if (!is_ascii(tables.key(at)))
            continue;
        loose_key(tables.key(at), loose);
        if (loose.size() >= shortest_loose_key)
            hashes.emplace_back(hash_text(loose), at);
    }
    tables.loose.assign(std::bit_ceil(2 * tables.key_count() + 1), {0, no_group});
    const std::size_t mask = tables.loose.size() - 1;
    for (const auto& [hash, key] : hashes) {
        std::size_t slot = hash & mask;
        while (tables.loose[slot].group != no_group)
            slot = (slot + 1) & mask;
        tables.loose[slot] = {static_cast<std::uint32_t>(hash >> 32U), key};
    }
}

} // namespace

struct Gazetteer::Tables : GazetteerTables {};

Gazetteer::Gazetteer(std::unique_ptr<Tables> tables) : tables_{std::move(tables)}
{}
Gazetteer::~Gazetteer() = default;
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;

Gazetteer Gazetteer::load(const std::filesystem::path& folder)
{
    auto tables = std::make_unique<Tables>();
    load_tables(*tables, folder);
    make_groups(*tables);
    // A table of 8 MB that most texts need, though not their first sentences: half as long as loading took.
    tables->loose_made = std::async(std::launch::async | std::launch::deferred, [rest = tables.get()] {
                             make_loose_keys(*rest);
                         }).share();
    return Gazetteer{std::move(tables)};
}

std::span<const Candidate> Gazetteer::find(std::string_view folded) const
{
    const std::size_t at = lower_bound(*tables_, folded);
    if (at == tables_->key_count() || tables_->key(at) != folded)
        return {};
    return candidates_of(*tables_, at);
}

std::vector<Candidate> Gazetteer::find_transliterated(std::string_view name) const
{
    tables_->loose_made.wait();
    const std::string loose = fold_transliteration(name);
    std::vector<Candidate> found;
    if (loose.size() < shortest_loose_key || !is_ascii(loose))
        return found;
    const std::uint64_t hash = hash_text(loose);
    const auto tag = static_cast<std::uint32_t>(hash >> 32U);
    const std::size_t mask = tables_->loose.size() - 1;
    std::string own;
    for (std::size_t slot = hash & mask; tables_->loose[slot].group != no_group; slot = (slot + 1) & mask) {
        if (tables_->loose[slot].tag != tag)
            continue;
        const std::uint32_t key = tables_->loose[slot].group;
        loose_key(tables_->key(key), own);
        if (own != loose)
            continue;
        for (const Candidate& candidate : candidates_of(*tables_, key)) {
            const auto known = std::ranges::find(found, candidate.place, &Candidate::place);
            if (known == found.end())
                found.push_back(candidate);
            else
                known->name_weight = std::max(known->name_weight, candidate.name_weight);
        }
    }
    std::ranges::stable_sort(found, std::greater{}, &Candidate::name_weight);
    return found;
}

Gazetteer::Names Gazetteer::look_up(std::string_view folded) const
{
    Names names;
    std::size_t at = lower_bound(*tables_, folded);
    if (at < tables_->key_count() && tables_->key(at) == folded)
        names.candidates = candidates_of(*tables_, at++);
    // What begins with the same words comes next, as a space comes before every other character.
    const std::string_view next = at < tables_->key_count() ? tables_->key(at) : std::string_view{};
    names.is_prefix = next.size() > folded.size() && next.starts_with(folded) && next[folded.size()] == ' ';
    return names;
}

bool Gazetteer::is_prefix(std::string_view folded) const
{
    return look_up(folded).is_prefix;
}

Place Gazetteer::place(PlaceIndex index) const
{
    assert(index < size());
    if (index >= tables_->row_count())
        return tables_->own[tables_->added[index - tables_->row_count()]];
    if (const auto mended = tables_->mended.find(index); mended != tables_->mended.end())
        return tables_->own[mended->second];
    return parse_place(tables_->row(index)).value(); // loading has read it once
}

const PlaceBrief& Gazetteer::brief(PlaceIndex index) const
{
    assert(index < size());
    return tables_->briefs[index];
}

std::size_t Gazetteer::size() const
{
    return tables_->size();
}

Geometry Gazetteer::shape(PlaceIndex index) const
{
    const auto found = tables_->shapes.find(index);
    return found == tables_->shapes.end() ? Geometry{} : found->second;
}

std::optional<Offshore> Gazetteer::offshore(PlaceIndex index) const
{
    const auto found = std::ranges::lower_bound(tables_->shores, index, {}, &GazetteerTables::Shore::place);
    return found == tables_->shores.end() || found->place != index ? std::nullopt
                                                                   : std::optional{found->water};
}

std::optional<PlaceIndex> Gazetteer::country(std::string_view iso) const
{
    const auto found = tables_->countries.find(iso);
    return found == tables_->countries.end() ? std::nullopt : std::optional{found->second};
}

std::optional<PlaceIndex> Gazetteer::capital(PlaceIndex country) const
{
    return tables_->briefs.capital(brief(country).country);
}

std::optional<PlaceIndex> Gazetteer::admin1(std::string_view code) const
{
    const auto found = tables_->divisions.find(code);
    return found == tables_->divisions.end() ? std::nullopt : std::optional{found->second};
}

} // namespace sitmap
