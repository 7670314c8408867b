#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sitmap {

/// A named party.
struct Actor {
    std::string id;      ///< stable: "lna"
    std::string name;    ///< "Libyan National Army"
    std::string side;    ///< parties that fight together share one; empty if none
    std::string kind;    ///< "state forces", "rebel group", "militia", "civilians", "organisation" ...
    std::string country; ///< ISO alpha-3 or empty
    std::vector<std::string> aliases; ///< "LNA", "Haftar's forces" ...
};

/// The key under which spellings of one party's name meet: folded as place names are, without what stands in
/// parentheses.
[[nodiscard]] std::string actor_key(std::string_view name);
/// True if the keys are equal, or one name is the other's initials or what stands in its parentheses: "LNA"
/// and "Libyan National Army (LNA)". False for empty names.
[[nodiscard]] bool same_actor(std::string_view a, std::string_view b);

/// Actors with their aliases; a table that users can extend.
class ActorTable {
public:
    /// Tab-separated: id, name, side, kind, country, aliases parted by "|"; "#" starts a comment line. Throws
    /// Error.
    [[nodiscard]] static ActorTable load(const std::filesystem::path& file);
    /// Rows of `other` win over ours where the id is the same.
    void add(const ActorTable& other);
    /// Adds the rows of `other` whose id we lack; names that both have stay ours.
    void add_missing(const ActorTable& other);
    /// The actor with this name or alias, folded as place names are; where two share one, the first in the
    /// table. The pointer holds until the table is changed.
    [[nodiscard]] const Actor* find(std::string_view name) const;
    [[nodiscard]] const std::vector<Actor>& all() const { return actors_; }

private:
    void put(Actor actor);

    std::vector<Actor> actors_;
    std::unordered_map<std::string, std::size_t> by_id_, by_name_; ///< positions; names are folded
};

} // namespace sitmap
