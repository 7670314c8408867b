#include "importers/article/word_classes.hpp"

#include <array>
#include <bit>
#include <unordered_map>

namespace sitmap {

namespace {

struct TableClass {
    Lexicon::TableName table;
    std::uint32_t bits;
};
constexpr std::array tables = {TableClass{"first_names", word_first_name},
                               TableClass{"hand_names", word_first_name},
                               TableClass{"organisations", word_organisation},
                               TableClass{"generic_names", word_generic},
                               TableClass{"place_types", word_place_type},
                               TableClass{"facilities", word_facility},
                               TableClass{"directions", word_direction},
                               TableClass{"actor_verbs", word_actor_verb},
                               TableClass{"months", word_calendar},
                               TableClass{"weekdays", word_calendar},
                               TableClass{"people", word_person},
                               TableClass{"joining_words", word_joining}};

} // namespace

WordClasses WordClasses::of(const Lexicon& lexicon)
{
    std::unordered_map<std::uint64_t, std::uint32_t> classes; // by the word's hash
    const auto classify = [&](Lexicon::TableName table, auto bits_of) {
        for (const Lexicon::Entry* entry : lexicon.entries(table))
            if (entry->words.size() == 1)
                classes[hash_text(entry->words.front())] |= bits_of(entry->meaning);
    };
    for (const TableClass& table : tables)
        classify(table.table, [&](const std::string&) { return table.bits; });
    classify("person_titles",
             [](const std::string& use) { return std::uint32_t{use == "title" ? word_title : word_role}; });
    classify("placing", [](const std::string& how) {
        return std::uint32_t{how == "weakly" ? word_weakly_placing : word_placing};
    });
    classify("common_words", [](const std::string& size) {
        return word_common | (size == "10" || size == "20" ? word_very_common : 0U);
    });
    for (const Lexicon::Entry* entry : lexicon.entries("region_adjectives"))
        classes[hash_text(entry->words.front())] |= word_opens_adjective;
    for (const Lexicon::Entry* entry : lexicon.entries("facilities"))
        classes[hash_text(entry->words.front())] |= word_opens_facility;
    WordClasses result;
    result.slots_.resize(std::bit_ceil(2 * classes.size() + 1));
    const std::size_t mask = result.slots_.size() - 1;
    for (const auto& [hash, bits] : classes) {
        std::size_t at = hash & mask;
        while (result.slots_[at].bits != 0)
            at = (at + 1) & mask;
        result.slots_[at] = {.hash = hash, .bits = bits};
    }
    return result;
}

} // namespace sitmap
