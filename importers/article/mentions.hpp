#pragma once

#include "engine/claim.hpp"
#include "importers/article/tokens.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// A number of people in a text and what it counts.
struct CountMention {
    std::uint32_t first = 0, last = 0; ///< tokens of the number with its hedge
    std::uint32_t sentence = 0;
    ClaimField field = ClaimField::killed;
    Quantity quantity = Quantity::exactly(0);
    bool is_part = false;       ///< "two of them children": within another figure
    bool cumulative = false;    ///< "since January", "in the whole of last year": no single happening's
    std::string whom;           ///< "migrants", "people"
    std::string note;           ///< "expected to rise"
};

/// An expression of time and the days it names, as far as text and publication date give them.
struct TimeMention {
    std::uint32_t first = 0, last = 0;
    std::uint32_t sentence = 0;
    Interval interval;       ///< unknown where it needs a publication date and there is none
    bool of_speech = false;  ///< "said on Wednesday": dates the statement, not the happening
};

/// Words that tell of a happening.
struct TriggerMention {
    std::uint32_t first = 0, last = 0;
    std::uint32_t sentence = 0;
    SubEventType sub_type = SubEventType::other;
    enum class Reality : std::uint8_t { reported, past, planned, hypothetical, negated, talk } reality = Reality::reported;
};

/// A party in a text: from the actor table, or a capitalised organisation, or a role ("a health official").
struct ActorMention {
    std::uint32_t first = 0, last = 0;
    std::uint32_t sentence = 0;
    std::string name; ///< the table's name where known
    std::string actor_id; ///< the table's id, or empty
};

/// Who says what a sentence says, and how.
struct SpeechMention {
    std::uint32_t sentence = 0;
    std::uint32_t verb = 0; ///< token
    std::string speaker;
    Stance stance = Stance::asserts;
    enum class Act : std::uint8_t { says, accuses, denies, claims_responsibility, does_not_confirm } act = Act::says;
    std::string about; ///< accused party, for `accuses`
};

} // namespace sitmap
