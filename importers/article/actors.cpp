#include "importers/article/actors.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

bool is_capitals(std::string_view word)
{
    return word.size() > 1 &&
           std::all_of(word.begin(), word.end(), [](char c) { return c < 'a' || c > 'z'; });
}

/// "al-Shabaab" is a name though its first letter is small.
bool has_capital(std::string_view word)
{
    return std::any_of(word.begin(), word.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

} // namespace

ActorNames::ActorNames(const ActorTable& table)
{
    for (const Actor& actor : table.all()) {
        put(actor.name, actor);
        for (const std::string& alias : actor.aliases)
            put(alias, actor);
    }
    for (std::vector<Name>& names : names_)
        std::stable_sort(names.begin(), names.end(),
                         [](const Name& a, const Name& b) { return a.words.size() > b.words.size(); });
}

void ActorNames::put(const std::string& alias, const Actor& actor)
{
    const TokenisedText cut = tokenise(alias);
    if (cut.tokens.empty())
        return;
    Name name{.id = actor.id, .name = actor.name};
    for (const Token& token : cut.tokens)
        name.words.push_back(token.lower);
    name.capitals = cut.tokens.size() == 1 && is_capitals(cut.tokens.front().text);
    name.capitalised = has_capital(cut.tokens.front().text);
    name.armed = actor.kind != "organisation" && actor.kind != "government" && actor.kind != "state forces";
    const auto next = static_cast<std::uint32_t>(names_.size());
    const std::uint32_t first = first_words_.put(cut.tokens.front().hash, next);
    if (first == next)
        names_.emplace_back();
    names_[first].push_back(std::move(name));
}

ActorNames::Match ActorNames::match(const TokenisedText& text, std::uint32_t at, std::uint32_t end) const
{
    const Token& token = text.tokens[at];
    const std::uint32_t first = first_words_.at(token.hash);
    if (first == HashIndex::none)
        return {};
    for (const Name& name : names_[first]) {
        const auto length = static_cast<std::uint32_t>(name.words.size());
        if (at + length > end || (name.capitalised && !has_capital(token.text)) ||
            (name.capitals && !is_capitals(token.text)))
            continue;
        bool all = true;
        for (std::uint32_t i = 1; all && i < length; ++i)
            all = text.tokens[at + i].lower == name.words[i];
        if (all)
            return {.id = name.id, .name = name.name, .length = length, .armed = name.armed};
    }
    return {};
}

std::vector<ActorMention> find_actors(const TokenisedText& text, const Lexicon& lexicon,
                                      const ActorNames& names)
{
    std::vector<ActorMention> actors;
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
        const std::uint32_t last = text.sentences[s].last;
        for (std::uint32_t i = text.sentences[s].first; i < last;) {
            if (const auto known = names.match(text, i, last); known.length > 0) {
                actors.push_back({.first = i,
                                  .last = i + known.length,
                                  .sentence = s,
                                  .name = std::string{known.name},
                                  .actor_id = std::string{known.id},
                                  .armed = known.armed});
                i += known.length;
            } else if (const PhraseMatch role = match_phrase(lexicon, "armed_roles", text, i, last)) {
                const bool named = role.meaning() != "unnamed";
                actors.push_back({.first = i,
                                  .last = i + role.length,
                                  .sentence = s,
                                  .name = named ? words_of(text, i, i + role.length) : "",
                                  .actor_id = ""});
                i += role.length;
            } else
                ++i;
        }
    }
    return actors;
}

bool is_speakers_own(const TokenisedText& text, const ActorMention& actor, std::uint32_t first)
{
    for (std::uint32_t i = actor.first; i > first && actor.first - i < 2;)
        if (is_one_of(text.tokens[--i], {"its", "their", "our", "his", "her"}))
            return true;
    // "his party's People's Liberation Army"
    if (actor.first >= first + 3 && is_one_of(text.tokens[actor.first - 1], {"'s", "’s"}) &&
        is_one_of(text.tokens[actor.first - 3], {"its", "their", "our", "his", "her"}))
        return true;
    return is_one_of(text.tokens[actor.first], {"its", "their", "our"});
}

const ActorMention* actor_within(const std::vector<ActorMention>& actors, std::uint32_t first,
                                 std::uint32_t last)
{
    auto found = std::lower_bound(actors.begin(), actors.end(), first,
                                  [](const ActorMention& a, std::uint32_t at) { return a.first < at; });
    for (; found != actors.end() && found->first < last; ++found)
        if (found->last <= last && !found->actor_id.empty())
            return &*found;
    return nullptr;
}

} // namespace sitmap
