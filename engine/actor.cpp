#include "engine/actor.hpp"

#include "geodata/error.hpp"
#include "geodata/name_fold.hpp"

#include <array>
#include <fstream>

namespace sitmap {

namespace {

constexpr std::size_t column_count = 6;
constexpr std::size_t most_bytes = 64u << 20;

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

Actor actor_of(std::vector<std::string> columns)
{
    columns.resize(column_count);
    Actor actor{.id = columns[0],
                .name = columns[1],
                .side = columns[2],
                .kind = columns[3],
                .country = columns[4],
                .aliases = {}};
    for (std::string& alias : split(columns[5], '|'))
        if (!alias.empty())
            actor.aliases.push_back(std::move(alias));
    return actor;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why)
{
    throw Error{"cannot read the actor table '" + file.string() + "': " + why};
}

} // namespace

ActorTable ActorTable::load(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in)
        refuse(file, "no such file, or no permission");
    ActorTable table;
    std::string line;
    std::size_t bytes = 0;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        bytes += line.size() + 1;
        if (bytes > most_bytes)
            refuse(file, "it is larger than 64 MiB");
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty() || line.front() == '#')
            continue;
        auto columns = split(line, '\t');
        if (columns.size() < 2 || columns.size() > column_count || columns[0].empty() || columns[1].empty())
            refuse(file, "line " + std::to_string(number) +
                             " is not: id, name, side, kind, country, aliases parted by tabs");
        table.put(actor_of(std::move(columns)));
    }
    return table;
}

void ActorTable::add(const ActorTable& other)
{
    for (const Actor& actor : other.actors_)
        put(actor);
}

void ActorTable::add_missing(const ActorTable& other)
{
    for (const Actor& actor : other.actors_)
        if (!by_id_.contains(actor.id))
            put(actor);
}

const Actor* ActorTable::find(std::string_view name) const
{
    const auto found = by_name_.find(fold_name(name));
    return found == by_name_.end() ? nullptr : &actors_[found->second];
}

void ActorTable::put(Actor actor)
{
    const auto [place, is_new] = by_id_.try_emplace(actor.id, actors_.size());
    const std::size_t index = place->second;
    if (is_new) {
        actors_.push_back(std::move(actor));
    } else {
        std::erase_if(by_name_, [&](const auto& entry) { return entry.second == index; });
        actors_[index] = std::move(actor);
    }
    const Actor& kept = actors_[index];
    by_name_.try_emplace(fold_name(kept.name), index);
    for (const std::string& alias : kept.aliases)
        by_name_.try_emplace(fold_name(alias), index);
}

} // namespace sitmap
