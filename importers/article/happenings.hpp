#pragma once

#include "importers/article/tellings.hpp"

#include <optional>
#include <vector>

namespace sitmap {

/// Why the rules doubt that what a sentence tells stands by itself.
enum class Doubt : std::uint8_t {
    none,
    points_back,              ///< "the attack", without a place and a day of its own
    weak_words,               ///< little evidence, and no word that names a deed
    flight_told_along,        ///< people flee in a text about something else, or nobody says how many
    rescue_without_place,     ///< "were intercepted at sea"
    strategic_without_scene,  ///< an agreement, an arrest without place and day
    background_without_place, ///< of long ago, and nowhere in particular
    unknown_place             ///< "in Xyz", which the gazetteer lacks
};

/// What the text tells of one happening, over all its sentences.
struct Happening {
    SubEventType sub_type = SubEventType::other;
    TypeGroup group = TypeGroup::armed;
    std::vector<Telling> tellings;  ///< never empty
    std::vector<Telling> sums;      ///< what is told of it and others at once, "in three cities"
    const Toponym* place = nullptr; ///< null: no place is named for it
    std::uint32_t place_sentence = 0;
    Interval interval;
    std::uint32_t time_sentence = 0;
    bool day_shared = false; ///< its day is that of all else the text reports, and not told of it
    bool primary = true;
    Doubt doubt = Doubt::none;
    std::optional<float> place_lead; ///< how much more speaks for its place than for the next likely one
    bool earlier_hit = false;        ///< told by "the second time that it has been hit"
    std::vector<const CountMention*> counts;
    std::vector<const SpeechMention*> speeches; ///< on who did it
};

/// A telling of the happening is in this sentence.
[[nodiscard]] bool is_told_in(const Happening& happening, std::uint32_t sentence);

/// The sentence that the happening's type is read from.
[[nodiscard]] std::uint32_t sentence_of_kind(const Happening& happening);

/// The text's happenings, and how its sentences hang on them.
struct Narrative {
    std::vector<Happening> happenings;
    std::vector<std::optional<std::size_t>> current; ///< for each sentence the happening it speaks of
};

/// What is done with what the rules find.
enum class Weighing : std::uint8_t {
    done,         ///< each is where all clues together speak for, and none is kept that they speak against
    but_of_tolls, ///< all but whose toll a figure is, for training
    but_of_twins, ///< all but that and which of them are one, told twice, for training
    of_groups,    ///< only where each is and whether it is a crowd's or armed men's, for training
    of_places,    ///< only where each is, for training
    left_out      ///< as the rules alone found them, for training
};

/// Joins tellings into happenings by type, place and time; drops what rests on too little, and sums over
/// several places; hands figures and accusations to the happening they belong to. None where the words of the
/// text as a whole tell of nothing (news_value.hpp). Linear in the text times its happenings, 200 at most.
[[nodiscard]] Narrative find_happenings(const Reading& reading, Weighing weighing = Weighing::done);

} // namespace sitmap
