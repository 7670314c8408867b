#include "importers/article/tellings.hpp"

#include "importers/article/phrases.hpp"

#include <array>
#include <cstdlib>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::uint32_t lead_sentences = 4; ///< headline and the first sentences

/// How exactly a kind of place pins something down.
double exactness(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::facility:
    case PlaceKind::airport:
        return 3;
    case PlaceKind::city:
    case PlaceKind::section:
        return 2.5;
    case PlaceKind::admin2:
        return 1.5;
    case PlaceKind::admin1:
    case PlaceKind::water:
        return 1;
    case PlaceKind::region:
    case PlaceKind::sea:
        return 0.5;
    default:
        return 0;
    }
}

bool is_movement_end(const Reading& reading, std::uint32_t first)
{
    // "taken to the port of Kalamata"
    if (first >= 4 && reading.token(first - 1).lower == "of" && reading.token(first - 3).lower == "the" &&
        is_one_of(reading.token(first - 4), {"to", "into", "from", "towards"}))
        return true;
    if (first >= 2 && reading.token(first - 1).lower == "with" &&
        is_one_of(reading.token(first - 2), {"border", "frontier", "borders"}))
        return true;
    const Token& before = reading.token(first - 1);
    if (is_one_of(before, {"for", "towards", "toward", "into", "from", "to", "bordering"})) {
        // "close to Gao", "near to the border" are places; "heading for Italy", "taken to Malta" are not.
        return !(first >= 2 && is_one_of(reading.token(first - 2), {"close", "next", "near", "adjacent"}));
    }
    return false;
}

/// "taking them to a monastery south of Cairo": the noun that a relative place describes is where they went.
bool describes_movement_end(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    if (toponym.kind != ToponymKind::relative || toponym.first < sentence_first + 3)
        return false;
    for (std::uint32_t back = 1; back <= 5 && toponym.first >= sentence_first + back + 1; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (is_one_of(word, {"a", "an", "the"}))
            return is_one_of(reading.token(toponym.first - back - 1), {"to", "into", "towards", "from"});
        if (word.kind != Token::Kind::word || ends_noun_phrase(word))
            return false;
    }
    return false;
}

/// "By our staff in Abuja": no place of anything told.
bool is_byline(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    const Token& opening = reading.token(sentence.first);
    if (s > 5 || sentence.last - sentence.first > 12 || !is_one_of(opening, {"by", "from", "reporting"}))
        return false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (is_one_of(reading.token(i), {"staff", "reporter", "correspondent", "correspondents", "reporters",
                                         "editor", "desk", "agencies", "writer"}))
            return true;
    return opening.lower == "by" && !is_one_of(reading.token(sentence.last - 1), {".", "?", "!"}) &&
           sentence.first + 1 < sentence.last && reading.token(sentence.first + 1).capitalised;
}

/// "the governor of Hatay", "hospitals in Hatay", "told reporters in Benghazi", "prosecutors in Catania".
bool belongs_to_speaker(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    const Lexicon& lexicon = reading.tables.lexicon;
    for (std::uint32_t back = 1; back <= 6 && toponym.first >= sentence_first + back; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (word.kind == Token::Kind::punctuation && word.lower != "'s")
            return false;
        const std::uint32_t limit = is_one_of(reading.token(toponym.first - 1), {"in", "at"}) ? 2 : 6;
        if (back > limit)
            return false;
        if (is_one_of(word,
                      {"reporters", "prosecutors", "hospital", "hospitals", "clinic", "ministers", "governor",
                       "president", "mayor", "parliament", "embassy", "court", "spokesman", "coastguard"}))
            return true;
        if (back <= 2 && limit == 2 && lexicon.has("roles", word.lower) &&
            !lexicon.has("armed_roles", word.lower) && !lexicon.has("people", word.lower))
            return true;
        if (limit == 2 && lexicon.meaning("speech", word.lower) == "says")
            return true;
    }
    return false;
}

class SentencePlaces {
public:
    SentencePlaces(const Reading& reading, std::uint32_t sentence, std::uint32_t near_token, TypeGroup group)
        : reading_{reading},
          sentence_{sentence},
          near_{near_token},
          group_{group},
          quoted_{quoted_tokens(reading.text, reading.sentence(sentence))}
    {}

    [[nodiscard]] const Toponym* best() const
    {
        const Toponym* chosen = nullptr;
        if (is_byline(reading_, sentence_))
            return chosen;
        double most = -100;
        for (const Toponym* toponym : toponyms_in(reading_, sentence_)) {
            const auto score = score_of(*toponym);
            if (score && *score > most) {
                most = *score;
                chosen = toponym;
            }
        }
        return chosen;
    }

private:
    [[nodiscard]] std::optional<double> score_of(const Toponym& toponym) const
    {
        if (!is_placeable(toponym) || quoted_[toponym.first - reading_.sentence(sentence_).first])
            return std::nullopt;
        const Place place = reading_.tables.gazetteer.place(*toponym.place);
        if (place.kind == PlaceKind::route || place.kind == PlaceKind::continent ||
            place.kind == PlaceKind::demonym)
            return std::nullopt;
        // "the Iranian consulate" stands in no Iranian town.
        if (toponym.kind == ToponymKind::facility && place.kind == PlaceKind::country)
            return std::nullopt;
        const std::uint32_t first = reading_.sentence(sentence_).first;
        if (belongs_to_speaker(reading_, toponym, first))
            return std::nullopt;
        double score = exactness(place.kind);
        const std::uint32_t head = head_of_chain(toponym);
        if (head > first) {
            const Token& before = reading_.token(head - 1);
            const bool leaves = before.lower == "from";
            if (group_ == TypeGroup::displacement) {
                if (is_one_of(before, {"to", "into", "for", "towards", "across"}))
                    return std::nullopt;
                score += leaves ? 4 : 0;
            } else if (is_movement_end(reading_, head) || describes_movement_end(reading_, toponym, first))
                return std::nullopt;
            if (is_one_of(before, {"in", "at", "near", "off", "on", "outside", "around", "of"}))
                score += 1.5;
        }
        if (group_ == TypeGroup::sea && !toponym.off_shore && place.kind != PlaceKind::sea &&
            place.kind != PlaceKind::water && tells_of_departure())
            return std::nullopt;
        if (group_ == TypeGroup::sea)
            score +=
                toponym.off_shore || place.kind == PlaceKind::sea || place.kind == PlaceKind::water ? 3 : 0;
        if (toponym.kind == ToponymKind::facility)
            score += 1;
        if (toponym.kind == ToponymKind::relative) {
            if (is_description(toponym))
                return std::nullopt;
            score += toponym.distance_m ? 0.5 : 0;
        }
        if (score < 0)
            return std::nullopt;
        const auto distance = std::abs(static_cast<double>(toponym.first) - static_cast<double>(near_));
        return score - 0.06 * distance + (toponym.first > near_ ? 0.3 : 0);
    }

    /// "they had set out from Zuwara, on the western coast of Libya": places of departure.
    [[nodiscard]] bool tells_of_departure() const
    {
        const Sentence& sentence = reading_.sentence(sentence_);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if (is_one_of(reading_.token(i), {"departed", "embarked", "sailed"}) ||
                (reading_.token(i).lower == "set" &&
                 is_one_of(reading_.token(i + 1), {"out", "off", "sail"})) ||
                (reading_.token(i).lower == "had" && reading_.token(i + 1).lower == "left"))
                return true;
        return false;
    }

    /// "Myanmar's Rakhine state": what stands before "Myanmar" holds for Rakhine too.
    [[nodiscard]] std::uint32_t head_of_chain(const Toponym& toponym) const
    {
        std::uint32_t head = toponym.first;
        for (const Toponym* other : toponyms_in(reading_, sentence_))
            if (other->last + 1 == head && is_one_of(reading_.token(other->last), {"'s", ",", "in"}) &&
                other->place && other != &toponym)
                head = other->first;
        return head;
    }

    /// ", the last rebel-held town near Damascus": a noun for a place leads to it from the comma.
    [[nodiscard]] bool is_apposition(const Toponym& toponym) const
    {
        bool noun = false;
        for (std::uint32_t i = toponym.first; i > reading_.sentence(sentence_).first;) {
            const Token& word = reading_.token(--i);
            if (word.lower == ",")
                return noun;
            noun = noun || reading_.tables.lexicon.has("placenouns", word.lower);
            if (word.kind != Token::Kind::word || is_form_of_be(word))
                return false;
        }
        return false;
    }

    /// ", a port 120 km east of Tripoli": tells where the place before the comma lies.
    [[nodiscard]] bool is_description(const Toponym& toponym) const
    {
        // "the hill town, about 80 km south of Tripoli": the town has its name elsewhere.
        for (std::uint32_t back = 1;
             back <= 8 && toponym.first >= reading_.sentence(sentence_).first + back + 1; ++back)
            if (reading_.token(toponym.first - back).lower == "," &&
                reading_.tables.lexicon.has("placenouns", reading_.token(toponym.first - back - 1).lower))
                return true;
        if (!toponym.distance_m && !is_apposition(toponym))
            return false;
        for (const Toponym* other : toponyms_in(reading_, sentence_)) {
            if (other->first >= toponym.first)
                break;
            if (is_placeable(*other) && toponym.first - other->last < 14 &&
                other->last < reading_.text.tokens.size() && reading_.token(other->last).lower == ",")
                return true;
        }
        return false;
    }

    const Reading& reading_;
    std::uint32_t sentence_, near_;
    TypeGroup group_;
    std::vector<bool> quoted_;
};

class TellingReader {
public:
    explicit TellingReader(const Reading& reading) : reading_{reading} {}

    std::vector<Telling> read()
    {
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            std::array<const TriggerMention*, 5> best{};
            for (const TriggerMention* trigger : in_sentence(reading_.triggers, s)) {
                const TriggerMention*& kept =
                    best[static_cast<std::size_t>(group_of(type_of(trigger->sub_type)))];
                if (is_better(*trigger, kept))
                    kept = trigger;
            }
            combine(s, best);
            for (const TriggerMention* trigger : best)
                if (trigger && (trigger->reality == Reality::reported || trigger->reality == Reality::past ||
                                (trigger->reality == Reality::talk && trigger->definite)))
                    out_.push_back(telling(s, *trigger));
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] static bool is_better(const TriggerMention& trigger, const TriggerMention* kept)
    {
        if (!kept)
            return true;
        const auto rank = [](const TriggerMention& t) {
            return (t.reality == Reality::reported ? 10 : 0) + 2 * t.weight + (t.generic ? 0 : 1);
        };
        return rank(trigger) > rank(*kept);
    }

    /// Shooting at people who protest is force against protesters; protesters who storm or burn riot.
    void combine(std::uint32_t s, std::array<const TriggerMention*, 5>& best)
    {
        auto& armed = best[static_cast<std::size_t>(TypeGroup::armed)];
        auto& demonstration = best[static_cast<std::size_t>(TypeGroup::demonstration)];
        sub_type_ = {};
        if (armed && armed->sub_type == SubEventType::attack && hits_armed_target(*armed))
            sub_type_ = SubEventType::armed_clash;
        const bool crowd = demonstration || has_word(s, {"crowds", "crowd", "protesters", "demonstrators",
                                                         "protestors", "mourners"});
        if (armed && crowd && type_of(armed->sub_type) == EventType::violence_against_civilians &&
            armed->reality == Reality::reported) {
            const bool storms = !has_word(s, {"forces", "troops", "police", "soldiers", "rounds", "army"}) &&
                                has_word(s, {"stormed", "burned", "torched", "set"});
            sub_type_ = storms ? SubEventType::violent_demonstration
                               : SubEventType::excessive_force_against_protesters;
            demonstration = armed;
            armed = nullptr;
        } else if (armed && is_one_of(reading_.token(armed->first), {"stormed", "burned"}) &&
                   has_word(s,
                            {"consulate", "embassy", "parliament", "headquarters", "men", "crowd", "mob"}) &&
                   !has_word(s, {"gunmen", "fighters", "militants", "rebels", "soldiers", "troops"})) {
            sub_type_ = SubEventType::violent_demonstration;
            demonstration = armed;
            armed = nullptr;
        }
    }

    /// "attacked 30 police posts", "fired at a patrol": a clash, not violence against civilians.
    [[nodiscard]] bool hits_armed_target(const TriggerMention& trigger) const
    {
        const std::uint32_t last = std::min(trigger.last + 18, reading_.sentence(trigger.sentence).last);
        for (std::uint32_t i = trigger.last; i < last; ++i) {
            if (is_one_of(reading_.token(i), {"killed", "killing", "said", "wounded"}))
                return false;
            const PhraseMatch target =
                match_phrase(reading_.tables.lexicon, "targets", reading_.text, i, last);
            if (target && i > trigger.last && is_one_of(reading_.token(i - 1), {"wounded", "killed"}))
                return false;
            if (target)
                return true;
        }
        return false;
    }

    [[nodiscard]] bool has_word(std::uint32_t s, std::initializer_list<std::string_view> words) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (is_one_of(reading_.token(i), words))
                return true;
        return false;
    }

    [[nodiscard]] Telling telling(std::uint32_t s, const TriggerMention& trigger) const
    {
        Telling t{.sentence = s, .trigger = &trigger, .sub_type = trigger.sub_type};
        if (sub_type_ && group_of(type_of(trigger.sub_type)) == TypeGroup::armed)
            t.sub_type = *sub_type_;
        t.group = group_of(type_of(t.sub_type));
        t.place = place_of_happening(reading_, s, trigger.first, t.group);
        t.time = time_of(s, trigger.first);
        t.same_place = !t.place && (has_word(s, {"there"}) || says_place(s));
        t.distinct = is_distinct(trigger) || opens_apart(s);
        t.begins = begins_near(trigger);
        t.ongoing = trigger.first > reading_.sentence(s).first && !t.time &&
                    (is_one_of(reading_.token(trigger.first), {"are", "is"}) ||
                     is_one_of(reading_.token(trigger.first - 1), {"are", "is"}));
        t.several_places = in_several_places(s);
        t.evidence = (trigger.weight >= 3 ? 2 : trigger.weight - 1) + (t.place ? 1 : 0) + (t.time ? 1 : 0) +
                     (harm_in(s) ? 1 : 0) + (s < lead_sentences ? 1 : 0) + (t.begins && t.time ? 1 : 0);
        if (is_territory(t.sub_type) && !t.time)
            t.time = time_of_announcement(s);
        return t;
    }

    /// "in the same city", "the very place where", "the town".
    [[nodiscard]] bool says_place(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if ((is_one_of(reading_.token(i), {"same", "very", "hill"}) &&
                 (reading_.tables.lexicon.has("placenouns", reading_.token(i + 1).lower) ||
                  reading_.token(i + 1).lower == "place")) ||
                (reading_.token(i).lower == "the" &&
                 is_one_of(reading_.token(i + 1), {"town", "village", "city", "airport", "camp", "base"})))
                return true;
        return false;
    }

    [[nodiscard]] bool harm_in(std::uint32_t s) const
    {
        for (const CountMention* count : in_sentence(reading_.counts, s))
            if (!count->cumulative && count->field != ClaimField::held)
                return true;
        return false;
    }

    [[nodiscard]] const TimeMention* time_of(std::uint32_t s, std::uint32_t near) const
    {
        const TimeMention* chosen = nullptr;
        const std::vector<bool> quoted = quoted_tokens(reading_.text, reading_.sentence(s));
        double least = 1000;
        for (const TimeMention* time : in_sentence(reading_.times, s)) {
            if (time->of_speech || time->future || is_by(*time) || is_of_departure(*time) ||
                quoted[time->first - reading_.sentence(s).first])
                continue;
            double distance = std::abs(static_cast<double>(time->first) - static_cast<double>(near));
            if (time->anchor != TimeMention::Anchor::calendar)
                distance += 4;
            if (distance < least) {
                least = distance;
                chosen = time;
            }
        }
        return chosen;
    }

    /// "On Wednesday the UAE announced that the airport had been captured": a capture is told the day it is
    /// made.
    [[nodiscard]] const TimeMention* time_of_announcement(std::uint32_t s) const
    {
        for (const TimeMention* time : in_sentence(reading_.times, s))
            if (time->of_speech && !time->future && time->interval.precision() == TimePrecision::day)
                return time;
        return nullptr;
    }

    /// "had set out from Zuwara on Thursday evening": the day the boat left.
    [[nodiscard]] bool is_of_departure(const TimeMention& time) const
    {
        const std::uint32_t first = reading_.sentence(time.sentence).first;
        for (std::uint32_t back = 1; back <= 12 && time.first >= first + back; ++back) {
            const std::uint32_t i = time.first - back;
            if (reading_.tables.lexicon.has("triggers", reading_.token(i).lower))
                return false;
            if (is_one_of(reading_.token(i), {"set", "sailed", "departed", "embarked"}) ||
                (reading_.token(i).lower == "left" && i > first && reading_.token(i - 1).lower == "had"))
                return true;
        }
        return false;
    }

    /// "By Saturday 52 people had died": the day of the figure, and not of the deed.
    [[nodiscard]] bool is_by(const TimeMention& time) const
    {
        const std::uint32_t first = reading_.sentence(time.sentence).first;
        return reading_.token(time.first).lower == "by" ||
               (time.first > first && is_one_of(reading_.token(time.first - 1), {"by", "until"}));
    }

    [[nodiscard]] bool is_distinct(const TriggerMention& trigger) const
    {
        const std::uint32_t first = reading_.sentence(trigger.sentence).first;
        for (std::uint32_t back = 1; back <= 6 && trigger.first >= first + back; ++back)
            if (is_one_of(reading_.token(trigger.first - back),
                          {"another", "similar", "separate", "elsewhere", "earlier"}))
                return true;
        return false;
    }

    /// "Earlier on Friday night, in Tadaryat, another village": tells of something else.
    [[nodiscard]] bool opens_apart(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        if (is_one_of(reading_.token(sentence.first), {"earlier", "elsewhere", "separately"}))
            return true;
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if ((reading_.token(i).lower == "another" &&
                 reading_.tables.lexicon.has("placenouns", reading_.token(i + 1).lower)) ||
                (is_one_of(reading_.token(i), {"separate", "similar"}) &&
                 is_one_of(reading_.token(i + 1), {"attack", "incident", "strike", "accident", "raid",
                                                   "assault", "blast", "attacks", "incidents"})))
                return true;
        return false;
    }

    [[nodiscard]] bool begins_near(const TriggerMention& trigger) const
    {
        const Sentence& sentence = reading_.sentence(trigger.sentence);
        const std::uint32_t from = trigger.first > sentence.first + 5 ? trigger.first - 5 : sentence.first;
        const std::uint32_t until = std::min(trigger.last + 8, sentence.last);
        for (std::uint32_t i = from; i < until; ++i)
            if (is_one_of(reading_.token(i),
                          {"began", "launched", "escalated", "erupted", "started", "broke", "waging"}))
                return trigger.sub_type == SubEventType::armed_clash || trigger.generic;
        return false;
    }

    [[nodiscard]] bool in_several_places(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i)
            if (is_one_of(reading_.token(i), {"in", "across"}) &&
                is_one_of(reading_.token(i + 1),
                          {"two", "three", "four", "five", "six", "several", "many", "other", "various"}) &&
                is_one_of(reading_.token(i + 2),
                          {"cities", "towns", "villages", "places", "provinces", "districts", "states"}))
                return true;
        return false;
    }

    const Reading& reading_;
    std::optional<SubEventType> sub_type_;
    std::vector<Telling> out_;
};

} // namespace

bool is_territory(SubEventType sub_type)
{
    return sub_type == SubEventType::government_regains_territory ||
           sub_type == SubEventType::non_state_actor_overtakes_territory;
}

const Toponym* place_of_happening(const Reading& reading, std::uint32_t sentence, std::uint32_t near_token,
                                  TypeGroup group)
{
    return SentencePlaces{reading, sentence, near_token, group}.best();
}

const Toponym* town_of_local_official(const Reading& reading, std::uint32_t sentence)
{
    for (const Toponym* toponym : toponyms_in(reading, sentence)) {
        const std::uint32_t first = reading.sentence(sentence).first;
        if (!toponym->place || toponym->first < first + 2 ||
            reading.token(toponym->first - 1).lower != "of" ||
            !is_one_of(reading.token(toponym->first - 2), {"mayor", "alderman", "burgomaster"}))
            continue;
        const PlaceKind kind = reading.tables.gazetteer.place(*toponym->place).kind;
        if (kind == PlaceKind::city || kind == PlaceKind::admin2 || kind == PlaceKind::section)
            return toponym;
    }
    return nullptr;
}

std::vector<Telling> find_tellings(const Reading& reading)
{
    return TellingReader{reading}.read();
}

} // namespace sitmap
