#pragma once

#include "geodata/text_hash.hpp"
#include "importers/article/lexicon.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitmap {

/// What the tables of the lexicon say of a single word, as bits.
enum WordClass : std::uint32_t {
    word_first_name = 1U << 0,
    word_title = 1U << 1,        ///< "Mr": any name follows
    word_role = 1U << 2,         ///< "spokesman": a person's name with a capital follows
    word_organisation = 1U << 3, ///< head of an organisation's name: "University", "Army"
    word_generic = 1U << 4,      ///< some place is called so, never a place alone
    word_place_type = 1U << 5,   ///< "province", "city"
    word_facility = 1U << 6,
    word_direction = 1U << 7,
    word_common = 1U << 8,      ///< an ordinary word that places are called by too
    word_very_common = 1U << 9, ///< among the 20 hundredths of words that are most used
    word_actor_verb = 1U << 10,
    word_placing = 1U << 11,         ///< "in", "near"
    word_weakly_placing = 1U << 12,  ///< "to", "of"
    word_calendar = 1U << 13,        ///< months and weekdays
    word_person = 1U << 14,          ///< a noun for people: "residents"
    word_opens_adjective = 1U << 15, ///< first word of a region's adjective: "Central" of "Central African"
    word_opens_facility = 1U << 16,  ///< first word of a facility: "detention" of "detention centre"
    word_joining = 1U << 17          ///< stays small inside a name: "au" of "Port-au-Prince"
};

/// The classes of all words of the lexicon's tables: one look where there would be a dozen.
class WordClasses {
public:
    [[nodiscard]] static WordClasses of(const Lexicon& lexicon);

    /// Bits of WordClass; 0 for a word that no table has. `lower` is in lower case. O(1).
    [[nodiscard]] std::uint32_t at(std::string_view lower) const { return at(hash_text(lower)); }
    /// The same, by the word's hash (hash_text).
    [[nodiscard]] std::uint32_t at(std::uint64_t hash) const
    {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = hash & mask; !slots_.empty() && slots_[at].bits != 0; at = (at + 1) & mask)
            if (slots_[at].hash == hash)
                return slots_[at].bits;
        return 0;
    }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t bits = 0; ///< 0: empty
    };
    std::vector<Slot> slots_; ///< open addressing, a power of two, half full at most
};

} // namespace sitmap
