#pragma once

#include "engine/claim.hpp"
#include "importers/article/tokens.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// A number of people in a text and what it counts.
struct CountMention {
    std::uint32_t first = 0, last = 0; ///< tokens of the number with its hedge and noun
    std::uint32_t sentence = 0;
    ClaimField field = ClaimField::killed;
    Quantity quantity = Quantity::exactly(0);
    bool is_part = false;     ///< "two of them children": within another figure
    bool cumulative = false;  ///< "since January", "in the whole of last year": no single happening's
    bool superseded = false;  ///< "had earlier spoken of 15": the text itself gives a later figure
    bool hedged = false;      ///< "feared drowned", "thought to be"
    bool of_attacker = false; ///< the bomber's own death
    bool single = false; ///< "a woman", "an officer": told by an article, within a larger toll if one is told
    bool recount = false; ///< "the army confirmed 38": another count of what the figure before it counts
    std::string stock;    ///< for the field `held`: "displaced", "in need"; empty where people are kept
    std::string whom;     ///< "migrants", "people"; empty where the number stands alone
    std::string source; ///< "the mayor": who counts, where no verb of speech stands between ("the mayor 58")
};

/// An expression of time and the days it names, as far as text and publication date give them.
struct TimeMention {
    std::uint32_t first = 0, last = 0;
    std::uint32_t sentence = 0;
    Interval interval;      ///< unknown where it needs a publication date and there is none
    bool of_speech = false; ///< "said on Wednesday": dates the statement, not the happening
    bool future = false;    ///< "on June 1" of a thing to come
    enum class Anchor : std::uint8_t {
        calendar,   ///< the days are those of the expression itself
        same_day,   ///< "that afternoon": as the happening told before
        day_before, ///< "the day before"
        day_after,  ///< "the next morning"
        soon_after  ///< "within hours", "in the week that followed": that day or one of the next `days_off`
    } anchor = Anchor::calendar;
    int days_off = 1; ///< for the last three: "two days later" is 2
};

/// Words that tell of a happening.
struct TriggerMention {
    std::uint32_t first = 0, last = 0;
    std::uint32_t sentence = 0;
    SubEventType sub_type = SubEventType::other;
    int weight = 1;        ///< 3 names the weapon or the deed, 2 usual, 1 needs other evidence beside it
    bool generic = false;  ///< "the attack": may stand for any armed happening
    bool definite = false; ///< "the strike", "that bombardment": points back to one that was told
    bool framed = false;   ///< told by who does it or what it is done to (deed_frames.hpp)
    float learnt = 0;      ///< told by all words of a sentence together, none of which names it: their chance
    enum class Reality : std::uint8_t {
        reported,
        past,
        planned,
        hypothetical,
        negated,
        talk
    } reality = Reality::reported;
};

/// A party in a text: from the actor table, or a capitalised organisation, or a role ("a health official").
struct ActorMention {
    std::uint32_t first = 0, last = 0;
    std::uint32_t sentence = 0;
    std::string name;     ///< the table's name where known
    std::string actor_id; ///< the table's id, or empty
    bool armed = false;   ///< the table has it as a party that bears arms and is no state's
};

/// Who says what a sentence says, and how.
struct SpeechMention {
    std::uint32_t sentence = 0;
    std::uint32_t verb = 0; ///< token
    std::string speaker;
    Stance stance = Stance::asserts;
    enum class Act : std::uint8_t {
        says,
        accuses,
        denies,
        claims_responsibility,
        does_not_confirm,
        nobody_claims ///< "nobody has claimed the attack"
    } act = Act::says;
    bool hedged = false; ///< "suspect"
    std::string about;   ///< accused party, for `accuses`; the party that did it, for `claims_responsibility`
};

} // namespace sitmap
