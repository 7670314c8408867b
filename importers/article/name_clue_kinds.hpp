#pragma once

#include "importers/article/weights.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sitmap {

// The clues of the first look at a name (name_features.cpp), as they are called in assets/models/names.tsv:
// each kind with the number of values that it can have (0: words) and what a value is called.

// ---- what stands beside a name ----------------------------------------------------------------------------

/// Classes of a neighbouring word with the mark that parts it from the name.
enum class Beside : std::uint8_t {
    nothing, ///< the sentence begins or ends here
    comma_place,
    comma_name,
    comma,
    bracket,
    quote,
    dash,
    stop,
    other_mark,
    possessive,
    hyphen,
    place,
    well_known,
    number,
    placing,
    weakly_placing,
    article,
    conjunction,
    title,
    first_name,
    initial,
    organisation,
    place_type,
    facility,
    direction,
    generic,
    calendar,
    person,
    actor_verb,
    word,
    common_name,
    name
};
inline constexpr std::array<std::string_view, 32> beside_names = {
    "nothing",      "comma_place",    "comma_name",  "comma",       "bracket", "quote",      "dash",
    "stop",         "mark",           "possessive",  "hyphen",      "place",   "well_known", "number",
    "placing",      "weakly_placing", "article",     "conjunction", "title",   "first_name", "initial",
    "organisation", "place_type",     "facility",    "direction",   "generic", "calendar",   "person",
    "actor_verb",   "word",           "common_name", "name"};
inline constexpr auto beside_count = static_cast<std::uint16_t>(beside_names.size());

inline std::string beside_label(std::uint16_t value)
{
    return std::string{beside_names[value]};
}

inline std::string around_label(std::uint16_t value)
{
    return std::string{beside_names[value / beside_count]} + "," +
           std::string{beside_names[value % beside_count]};
}

// ---- what the gazetteer has -------------------------------------------------------------------------------

inline constexpr std::array<std::string_view, 14> kind_names = {
    "continent", "country", "admin1",  "admin2",  "region",   "sea",     "water",
    "route",     "city",    "section", "airport", "facility", "demonym", "unknown"};
inline constexpr std::uint16_t unknown_kind = 13;

inline std::string kind_label(std::uint16_t value)
{
    return std::string{kind_names[value / 2]} + (value % 2 == 0 ? "" : ",alternate");
}

inline std::string kind_people_label(std::uint16_t value)
{
    constexpr std::uint16_t sizes = 8;
    return std::string{kind_names[value / sizes]} + "," + std::to_string(value % sizes);
}

inline constexpr std::array<std::string_view, 12> evidence_names = {
    "placed",        "weakly_placed", "typed",        "contained", "contains_previous", "demonym",
    "known_acronym", "person",        "organisation", "street",    "in_longer_name",    "well_known"};

inline std::string evidence_label(std::uint16_t value)
{
    return std::string{evidence_names[value]};
}

enum NameFeature : std::uint16_t {
    f_bias,
    f_hand,
    f_hand_step,
    f_best,
    f_best_people,
    f_rank,
    f_candidates,
    f_words,
    f_is,
    f_unknown_is,
    f_before,
    f_after,
    f_around,
    f_before2,
    f_after2,
    f_unknown_before,
    f_unknown_after,
    f_shape,
    f_sentence,
    f_own_word,
    f_lower_use,
    f_surname,
    f_mentions,
    f_placed_elsewhere,
    f_person_elsewhere,
    f_run,
    f_run_end,
    f_run_open,
    w_before,
    w_after,
    w_before2,
    w_after2,
    w_run_end,
    w_after_comma
};

inline constexpr std::uint16_t hand_steps = 19;
inline constexpr std::uint16_t people_sizes = 8;
inline constexpr std::array<ClueKind, 34> name_clue_kinds = {{
    {"bias", 1, nullptr},
    {"hand", 1, nullptr},
    {"hand_step", hand_steps, nullptr},
    {"best", 2 * kind_names.size(), kind_label},
    {"people", people_sizes* kind_names.size(), kind_people_label},
    {"rank", 4, nullptr},
    {"candidates", 6, nullptr},
    {"words", 4, nullptr},
    {"is", evidence_names.size(), evidence_label},
    {"unknown_is", evidence_names.size(), evidence_label},
    {"beside_before", beside_count, beside_label},
    {"beside_after", beside_count, beside_label},
    {"around", beside_count* beside_count, around_label},
    {"beside_before2", beside_count, beside_label},
    {"beside_after2", beside_count, beside_label},
    {"unknown_before", beside_count, beside_label},
    {"unknown_after", beside_count, beside_label},
    {"shape", 6, nullptr},
    {"sentence", 6, nullptr},
    {"own_word", 16, nullptr},
    {"lower_use", 5, nullptr},
    {"surname", 1, nullptr},
    {"mentions", 5, nullptr},
    {"placed_elsewhere", 3, nullptr},
    {"person_elsewhere", 3, nullptr},
    {"run", 16, nullptr},
    {"run_end", beside_count, beside_label},
    {"run_open", beside_count, beside_label},
    {"before", 0, nullptr},
    {"after", 0, nullptr},
    {"before2", 0, nullptr},
    {"after2", 0, nullptr},
    {"run_end_word", 0, nullptr},
    {"after_comma", 0, nullptr},
}};
static_assert(name_clue_kinds.size() == w_after_comma + 1);

} // namespace sitmap
