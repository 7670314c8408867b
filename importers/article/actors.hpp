#pragma once

#include "engine/actor.hpp"
#include "geodata/hash_index.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// The table's parties as the words of a text find them. Built once.
class ActorNames {
public:
    struct Match {
        std::string_view id, name; ///< empty when nothing matched
        std::uint32_t length = 0;  ///< tokens
        bool armed = false;        ///< see ActorMention::armed
    };

    ActorNames() = default;
    explicit ActorNames(const ActorTable& table);
    /// The longest name or alias that begins at token `at` and ends by token `end`. Names in capitals ("IS")
    /// match only in capitals; other names only where their first letter is one, unless the table has it in
    /// lower case.
    [[nodiscard]] Match match(const TokenisedText& text, std::uint32_t at, std::uint32_t end) const;

private:
    struct Name {
        std::vector<std::string> words; ///< lower case
        bool capitals = false, capitalised = false, armed = false;
        std::string id, name;
    };
    void put(const std::string& alias, const Actor& actor);
    HashIndex first_words_;                ///< by hash_text
    std::vector<std::vector<Name>> names_; ///< by the number of their first word, longest first
};

/// Named parties of the table, and armed people by role ("security forces", "gunmen": actor_id is empty, and
/// the name is empty where the role names nobody). Ascending by position. Linear in the text.
[[nodiscard]] std::vector<ActorMention> find_actors(const TokenisedText& text, const Lexicon& lexicon,
                                                    const ActorNames& names);

/// "one of its soldiers", "its Iraqi fighters": of whoever speaks. `first`: the first token of what is said.
[[nodiscard]] bool is_speakers_own(const TokenisedText& text, const ActorMention& actor, std::uint32_t first);

/// The first party named within these tokens; null if none is.
[[nodiscard]] const ActorMention* actor_within(const std::vector<ActorMention>& actors, std::uint32_t first,
                                               std::uint32_t last);

} // namespace sitmap
