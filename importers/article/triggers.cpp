#include "importers/article/triggers.hpp"

#include "importers/article/deed_frames.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/taken_towns.hpp"
#include "importers/article/trigger_senses.hpp"

#include <algorithm>
#include <charconv>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::uint32_t deed_reach = 20;    ///< tokens between a weapon and what it does
constexpr std::uint32_t object_reach = 7;   ///< tokens between a verb and its object
constexpr std::uint32_t passive_reach = 5;  ///< tokens between a subject and its participle
constexpr std::uint32_t subject_reach = 14; ///< tokens between armed people and where they go in
constexpr std::uint32_t verb_reach = 6;     ///< tokens between a subject and its verb

int weight_of(std::string_view digits)
{
    int weight = 1;
    std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    return weight;
}

class SentenceTriggers {
public:
    SentenceTriggers(const TokenisedText& text, const Lexicon& lexicon, const std::vector<Toponym>& toponyms,
                     std::size_t first_toponym, bool bombers_on_foot, bool crowd_told, std::uint32_t sentence,
                     std::vector<TriggerMention>& out)
        : text_{text},
          lexicon_{lexicon},
          bombers_on_foot_{bombers_on_foot},
          crowd_told_{crowd_told},
          sentence_{sentence},
          first_{text.sentences[sentence].first},
          last_{text.sentences[sentence].last},
          out_{out},
          towns_{text, lexicon, toponyms, first_toponym, sentence}
    {
        masked_.assign(last_ - first_, false);
        quoted_ = quoted_tokens(text, text.sentences[sentence]);
    }

    void read()
    {
        mask_idioms();
        const std::size_t start = out_.size();
        for (std::uint32_t i = first_; i < last_;) {
            const std::uint32_t next = masked_[i - first_] ? i : read_at(i);
            i = next > i ? next : i + 1;
        }
        for (std::size_t k = start; k < out_.size(); ++k) {
            out_[k].sentence = sentence_;
            out_[k].definite = is_definite(out_[k].first);
            out_[k].reality = reality_of(out_[k]);
        }
        if (out_.size() > start && tells_of_other_harm(text_, lexicon_, sentence_)) {
            out_.resize(start);
            return;
        }
        out_.erase(std::remove_if(out_.begin() + static_cast<std::ptrdiff_t>(start), out_.end(),
                                  [&](const TriggerMention& trigger) {
                                      return is_of_other_sense(text_, lexicon_, trigger);
                                  }),
                   out_.end());
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    void mask_idioms()
    {
        for (std::uint32_t i = first_; i < last_; ++i)
            if (const PhraseMatch idiom = match_phrase(lexicon_, "idioms", text_, i, last_))
                for (std::uint32_t k = i; k < i + idiom.length; ++k)
                    masked_[k - first_] = true;
    }

    std::uint32_t read_at(std::uint32_t i)
    {
        if (const auto taken = towns_.taken_at(i)) {
            out_.push_back({.first = i,
                            .last = taken->last,
                            .sentence = sentence_,
                            .sub_type = taken->sub_type,
                            .weight = 3});
            return taken->last;
        }
        if (const std::uint32_t behind = behind_set_off_load(i); behind > i) {
            out_.push_back({.first = i,
                            .last = behind,
                            .sentence = sentence_,
                            .sub_type = is_driven_before(i) ? SubEventType::suicide_bomb
                                                            : SubEventType::remote_explosive_landmine_ied,
                            .weight = 3});
            return behind;
        }
        if (const std::uint32_t behind = behind_bomber(i); behind > i) {
            out_.push_back({.first = i,
                            .last = behind,
                            .sentence = sentence_,
                            .sub_type = SubEventType::suicide_bomb,
                            .weight = 3});
            return behind;
        }
        if (const PhraseMatch object = match_phrase(lexicon_, "deed_objects", text_, i, last_))
            if (by_object(i, object))
                return i + object.length;
        const PhraseMatch match = match_phrase(lexicon_, "triggers", text_, i, last_);
        if (match && is_state_of_flight(i, match))
            return i + match.length;
        const auto framed = framed_deed_at(text_, lexicon_, text_.sentences[sentence_], i);
        // "a crowd clashed with peacekeepers": told by more words than "clashed"; "police picked up four
        // men": by who does it, where the verb alone says little
        const bool by_frame =
            framed && (framed->length > match.length ||
                       (framed->length == match.length && framed->weight > weight_of(match.column(0))));
        if (match && !by_frame) {
            // "youths caught four gunmen and beat them to death"
            const bool by_crowd = match.meaning() == name_of(SubEventType::attack) && match.length > 2 &&
                                  token(i + match.length - 1).is("death") && has_crowd_before(i);
            // "soldiers surrounded a village and took away 24 men"
            const bool by_state = token(i).is("took") && is_by_soldiers(i) &&
                                  match.meaning() == name_of(SubEventType::abduction_forced_disappearance);
            add(i, match.length,
                by_crowd   ? name_of(SubEventType::mob_violence)
                : by_state ? name_of(SubEventType::arrests)
                           : match.meaning(),
                weight_of(match.column(0)), match.column(1) == "g");
            return i + match.length;
        }
        if (framed) {
            const bool captive =
                framed->sub_type == SubEventType::arrests && is_taking_captives(i, framed->length);
            out_.push_back(
                {.first = i,
                 .last = i + framed->length,
                 .sentence = sentence_,
                 .sub_type = captive ? SubEventType::abduction_forced_disappearance : framed->sub_type,
                 .weight = framed->weight,
                 .framed = true});
            return i + framed->length;
        }
        if (const PhraseMatch befallen = match_phrase(lexicon_, "befallen", text_, i, last_))
            if (has_town_before(i)) {
                add(i, befallen.length, befallen.meaning(), weight_of(befallen.column(0)), false);
                return i + befallen.length;
            }
        if (const PhraseMatch means = match_phrase(lexicon_, "means", text_, i, last_)) {
            by_means(i, means);
            return i + means.length;
        }
        return i;
    }

    /// "set off what police reckon was 250 kg of explosives": one past the load; `i` where none is set off,
    /// or by those who make it harmless.
    [[nodiscard]] std::uint32_t behind_set_off_load(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 10;
        if (i + 3 >= last_ || !is_one_of(token(i), {"set", "sets", "setting"}) || !token(i + 1).is("off"))
            return i;
        for (std::uint32_t k = first_; k < last_; ++k)
            if (is_one_of(token(k), {"controlled", "experts", "sappers", "squad", "technicians"}))
                return i;
        for (std::uint32_t k = i + 2; k < std::min(i + reach, last_); ++k) {
            if (token(k).kind == Token::Kind::punctuation || is_one_of(token(k), {"and", "but", "when"}))
                return i;
            if (is_one_of(token(k), {"explosives", "dynamite", "bomb", "bombs"}))
                return k + 1;
        }
        return i;
    }

    /// "a bomber there killed nine people", "a bomber at Zalingei, close to the border, killed 42".
    [[nodiscard]] std::uint32_t behind_bomber(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 12;
        if (i + 2 >= last_ || !token(i).is("bomber") ||
            !is_one_of(token(i + 1), {"there", "at", "in", "near"}))
            return i;
        for (std::uint32_t k = i + 2; k < std::min(i + reach, last_); ++k) {
            if (is_one_of(token(k), {"killed", "wounded", "murdered"}))
                return k + 1;
            if ((token(k).kind == Token::Kind::punctuation && !token(k).is(",")) ||
                is_one_of(token(k), {"and", "but", "who", "that", "which", "had", "has", "was"}))
                return i;
        }
        return i;
    }

    /// "a man drove a pick-up truck on to a field and": who sets off what he has driven there dies with it.
    [[nodiscard]] bool is_driven_before(std::uint32_t i) const
    {
        for (std::uint32_t k = first_; k < i; ++k)
            if (is_one_of(token(k), {"drove", "rammed", "steered"}))
                return true;
        return false;
    }

    /// "Aleppo", "the village of Baga", "the town", "the town again": no more than an adverb parts the two.
    [[nodiscard]] bool has_town_before(std::uint32_t verb) const
    {
        std::uint32_t end = verb;
        while (end > first_ && (is_auxiliary(token(end - 1)) || is_one_of(token(end - 1), {"also", "again"})))
            --end;
        if (end == first_)
            return false;
        const Toponym* town = towns_.toponym_with(end - 1);
        if (!town)
            return lexicon_.has("placenouns", token(end - 1));
        return town->first == first_ ||
               !is_one_of(token(town->first - 1), {"from", "to", "for", "by", "with", "against", "on"});
    }

    /// "the displaced", "a camp for displaced people", "are displaced in the province": a state and no
    /// happening.
    [[nodiscard]] bool is_state_of_flight(std::uint32_t i, const PhraseMatch& match) const
    {
        const std::uint32_t behind = i + match.length;
        constexpr std::uint32_t to_host = 5; // "then host to some 9,000 displaced people"
        for (std::uint32_t back = 2; back <= to_host && i >= first_ + back; ++back)
            if (match.meaning() == name_of(SubEventType::forced_displacement) &&
                is_one_of(token(i - back), {"host", "home"}) && token(i - back + 1).is("to"))
                return true;
        const bool live =
            behind < last_ && lexicon_.is_in("lives_there", token(behind)); // "displaced people live"
        return match.meaning() == name_of(SubEventType::forced_displacement) && i > first_ &&
               is_one_of(token(i), {"displaced", "uprooted"}) &&
               (live || is_one_of(token(i - 1), {"the", "of", "for", "are", "is", "remain", "remains",
                                                 "internally", "still", "all", "housing", "sheltering"}));
    }

    /// "fighters seized the hospital and held 2,000 people there", "gunmen had led away nine herders".
    [[nodiscard]] bool is_taking_captives(std::uint32_t i, std::uint32_t length) const
    {
        const std::string_view armed = towns_.armed_subject(i);
        if (token(i).is("held"))
            return length == 1 && armed == "party";
        const bool leads = is_one_of(token(is_one_of(token(i), {"had", "have"}) ? i + 1 : i),
                                     {"led", "hauled", "rounded", "herded"});
        return leads && (armed == "party" || armed == "unnamed");
    }

    void add(std::uint32_t i, std::uint32_t length, std::string_view sub_type, int weight, bool generic)
    {
        auto known = sub_event_type_named(sub_type);
        if (!known)
            return;
        if (known == SubEventType::arrests && is_picking_up_at_sea(i, length))
            known = SubEventType::interception_rescue;
        if (known == SubEventType::peaceful_protest && is_marching_off(i))
            known = SubEventType::abduction_forced_disappearance;
        if (known == SubEventType::violent_demonstration && !crowd_told_ &&
            is_one_of(token(i), {"set", "setting", "sets"}))
            known = SubEventType::attack;
        out_.push_back({.first = i,
                        .last = i + length,
                        .sentence = sentence_,
                        .sub_type = *known,
                        .weight = weight,
                        .generic = generic});
    }

    /// "marched the three others off into the forest": people are led away, and march in no protest.
    [[nodiscard]] bool is_marching_off(std::uint32_t i) const
    {
        constexpr std::uint32_t reach = 7;
        if (!token(i).is("marched") || i + 2 >= last_ ||
            !(is_one_of(token(i + 1), {"the", "them", "him", "her", "two", "three", "four", "five", "six"}) ||
              token(i + 1).kind == Token::Kind::number))
            return false;
        for (std::uint32_t k = i + 2; k < std::min(i + reach, last_); ++k) {
            if (token(k).kind == Token::Kind::punctuation)
                return false;
            if (is_one_of(token(k), {"off", "away", "into", "out"}))
                return true;
        }
        return false;
    }

    /// "were picked up by British vessels", "off Libya": no arrest.
    [[nodiscard]] bool is_picking_up_at_sea(std::uint32_t i, std::uint32_t length) const
    {
        bool picked = false, at_sea = false;
        for (std::uint32_t k = i; k < i + length; ++k)
            picked = picked || token(k).is("picked");
        for (std::uint32_t k = first_; picked && !at_sea && k < last_; ++k)
            at_sea = lexicon_.meaning("senses", token(k)) == "vessel" || lexicon_.is_in("shore", token(k)) ||
                     is_one_of(token(k), {"fishermen", "coastguard", "coastguards", "navy"});
        return at_sea;
    }

    /// "soldiers surrounded Toubacouta, a village at the forest's edge, and took away": of those who bear
    /// arms the sentence names a state's alone before the verb.
    [[nodiscard]] bool is_by_soldiers(std::uint32_t verb) const
    {
        bool state = false;
        for (std::uint32_t i = first_; i < verb; ++i) {
            const std::string_view role = lexicon_.meaning("armed_roles", token(i));
            if ((!role.empty() && role != "state") || token(i).is(";"))
                return false;
            state = state || !role.empty();
        }
        return state;
    }

    /// "a crowd beat two men to death".
    [[nodiscard]] bool has_crowd_before(std::uint32_t verb) const
    {
        for (std::uint32_t back = 1; back <= subject_reach && verb >= first_ + back; ++back)
            if (lexicon_.is_in("mob", token(verb - back)))
                return true;
        return false;
    }

    /// "A drone set two tanks ablaze": the weapon's deed; "gunmen set huts alight": no riot. Nor is there one
    /// in a text that tells of no crowd: "They came with drums and set fire to the tents".
    [[nodiscard]] std::string_view fire_set_before(std::uint32_t verb) const
    {
        for (std::uint32_t back = 1; back <= subject_reach && verb >= first_ + back; ++back) {
            const std::uint32_t i = verb - back;
            if (is_one_of(token(i), {";", ":", "after", "when", "while"}))
                break;
            const std::string_view means = match_phrase(lexicon_, "means", text_, i, verb).meaning();
            const auto kind = sub_event_type_named(means);
            if (kind && type_of(*kind) == EventType::explosions)
                return means;
            if (kind == SubEventType::attack && lexicon_.meaning("armed_roles", token(i)) != "state")
                return name_of(SubEventType::looting_property_destruction);
        }
        return crowd_told_ ? name_of(SubEventType::violent_demonstration) : name_of(SubEventType::attack);
    }

    /// "signed on Friday a ceasefire", "a truce was agreed": an object that tells of a happening with its
    /// verb.
    bool by_object(std::uint32_t i, const PhraseMatch& object)
    {
        const std::string_view verbs = object.column(1);
        for (std::uint32_t back = 1; back <= object_reach && i >= first_ + back; ++back) {
            const std::uint32_t k = i - back;
            if (is_one_of(token(k), {";", ":", "—", "–", "but", "who", "which", "that", "no", "not"}))
                break;
            const bool is_deed = !masked_[k - first_] && has_part(verbs, token(k).lower);
            // "A mosque was set on fire": who did so, a crowd or an army, is not told
            if (is_deed && object.meaning() == name_of(SubEventType::violent_demonstration)) {
                if (towns_.is_passive(k))
                    return false;
                add(k, 1, fire_set_before(k), weight_of(object.column(0)), false);
                return true;
            }
            if (is_deed) {
                const bool by_crowd =
                    object.meaning() == name_of(SubEventType::attack) && has_crowd_before(k);
                add(k, 1, by_crowd ? name_of(SubEventType::mob_violence) : object.meaning(),
                    weight_of(object.column(0)), false);
                return true;
            }
        }
        const std::uint32_t behind = i + object.length;
        for (std::uint32_t k = behind; k < std::min(behind + passive_reach, last_); ++k) {
            if (token(k).kind == Token::Kind::punctuation)
                break;
            if (towns_.is_passive(k) && has_part(verbs, token(k).lower)) {
                add(i, object.length, object.meaning(), weight_of(object.column(0)), false);
                return true;
            }
        }
        return false;
    }

    /// "warplanes were bombing hideouts": a weapon or armed people with a deed of their kind near them.
    void by_means(std::uint32_t i, const PhraseMatch& means)
    {
        if (means.meaning() == name_of(SubEventType::grenade) && is_told_as_clash())
            return; // "fought each other with guns and grenades", "ambushed, six were hurt by grenades"
        const bool on_foot = bombers_on_foot_ && means.length == 1 && token(i).is("bombers");
        const std::uint32_t from = i > first_ + 6 ? i - 6 : first_;
        const std::uint32_t until = std::min(i + means.length + deed_reach, last_);
        for (std::uint32_t k = from; k < until; ++k) {
            const std::string_view deed = match_phrase(lexicon_, "deeds", text_, k, last_).meaning();
            if (deed.empty() || masked_[k - first_] || is_people(k) ||
                deed.find(means.meaning()) == std::string_view::npos)
                continue;
            // People do things to their right, and things are done to weapons on either side.
            if (k < i && means.meaning() == name_of(SubEventType::attack))
                continue;
            if (k > i && is_cut_between(i, k, means.meaning() == name_of(SubEventType::attack)))
                break;
            // "16 soldiers had been killed": armed people suffer the deed here.
            if (means.meaning() == name_of(SubEventType::attack) && towns_.is_passive(k) &&
                means.entry->words.front() != "live")
                break;
            add(std::min(i, k), means.length, on_foot ? name_of(SubEventType::suicide_bomb) : means.meaning(),
                means.meaning() == name_of(SubEventType::attack) ? 2 : 3, false);
            return;
        }
    }

    /// A word of this sentence or of the one before has told of a fight or an ambush.
    [[nodiscard]] bool is_told_as_clash() const
    {
        for (std::size_t k = out_.size(); k > 0 && out_[k - 1].sentence + 1 >= sentence_; --k)
            if (out_[k - 1].sub_type == SubEventType::armed_clash && out_[k - 1].weight >= 2)
                return out_[k - 1].sentence == sentence_ || text_.sentences[out_[k - 1].sentence].paragraph ==
                                                                text_.sentences[sentence_].paragraph;
        return false;
    }

    /// "flew the wounded to Gao", "35 of the injured": a participle that stands for people.
    [[nodiscard]] bool is_people(std::uint32_t i) const
    {
        return i > first_ && token(i - 1).is("the") && lexicon_.is_in("the_wounded", token(i)) &&
               !(i + 1 < last_ && token(i + 1).kind == Token::Kind::word && !ends_noun_phrase(token(i + 1)) &&
                 !is_auxiliary(token(i + 1)));
    }

    /// Another clause begins between a means and a deed; of `people` too where they only say something.
    [[nodiscard]] bool is_cut_between(std::uint32_t i, std::uint32_t k, bool people) const
    {
        int commas = 0;
        for (std::uint32_t j = i; j < k; ++j) {
            if (is_one_of(token(j), {";", ":", "—", "–", "but"}) ||
                (people && (lexicon_.meaning("speech", token(j)) == "says" ||
                            is_one_of(token(j), {"while", "when", "after"}))))
                return true;
            commas += token(j).is(",");
        }
        return commas > 3;
    }

    [[nodiscard]] bool is_definite(std::uint32_t i) const
    {
        if (is_auxiliary(token(i))) // "the clinic was looted": it is the clinic that is known
            return false;
        for (std::uint32_t back = 1; back <= 3 && i >= first_ + back; ++back) {
            const Token& word = token(i - back);
            if (is_one_of(word, {"the", "this", "that", "these", "those", "such"}))
                return true;
            if (word.kind != Token::Kind::word ||
                is_one_of(word, {"a", "an", "of", "in", "by", "after", "and", "when", "another"}))
                return false;
        }
        return false;
    }

    [[nodiscard]] Reality reality_of(const TriggerMention& trigger) const
    {
        if (quoted_[trigger.first - first_] && !is_scare_quoted(trigger))
            return Reality::talk;
        if (is_resolved(trigger))
            return Reality::reported;
        // "The shells can reach a town 40 km away": what a weapon is good for, and not what it did
        if (trigger.last < last_ && token(trigger.last).is("can"))
            return Reality::hypothetical;
        const Reality behind = reality_at(text_, lexicon_, sentence_, trigger.first);
        return behind == Reality::reported && !trigger.definite ? reality_ahead(trigger) : behind;
    }

    /// "has decided to dissolve", "voted to disband": for a group's own affairs the decision is the event.
    [[nodiscard]] bool is_resolved(const TriggerMention& trigger) const
    {
        return trigger.sub_type == SubEventType::change_to_group_activity && trigger.first > first_ + 1 &&
               token(trigger.first - 1).is("to") && lexicon_.is_in("resolved", token(trigger.first - 2));
    }

    /// "its units had “cleansed” the town": a party's own word for what it did.
    [[nodiscard]] bool is_scare_quoted(const TriggerMention& trigger) const
    {
        return type_of(trigger.sub_type) == EventType::battles && trigger.first > first_ + 1 &&
               trigger.last < last_ && is_quote_mark(token(trigger.first - 1)) &&
               is_quote_mark(token(trigger.last)) &&
               is_one_of(token(trigger.first - 2), {"had", "has", "have", "was", "were", "been"});
    }

    /// "Protesters plan to march", "an air strike might start a war": the verb of a subject that points back
    /// to nothing. "May have killed" tells of what happened.
    [[nodiscard]] Reality reality_ahead(const TriggerMention& trigger) const
    {
        const std::uint32_t until = std::min(trigger.last + verb_reach, last_);
        for (std::uint32_t i = trigger.last; i < until; ++i) {
            if (is_quote_mark(token(i)))
                continue;
            if (token(i).kind == Token::Kind::punctuation ||
                is_one_of(token(i), {"that", "who", "which", "and", "but", "as", "after", "when"}))
                break;
            const bool modal =
                !is_month_of_may(token(i)) &&
                is_one_of(token(i), {"might", "may", "could", "would", "will", "can", "should"});
            if (modal && !(i + 1 < last_ && token(i + 1).is("have")))
                return token(i).is("will") ? Reality::planned : Reality::hypothetical;
            if (is_called_for(i))
                return Reality::planned;
            // "is to be held", "are to explode", "is due", "are scheduled"
            if (is_one_of(token(i), {"is", "are"}) && i + 1 < last_ &&
                (token(i + 1).is("to") || lexicon_.is_in("scheduled", token(i + 1))))
                return Reality::planned;
            if (lexicon_.is_in("plans", token(i)) && i + 1 < last_ && is_one_of(token(i + 1), {"to", "for"}))
                return Reality::planned;
            if (is_auxiliary(token(i)) || lexicon_.has("verbs", token(i)) || lexicon_.has("harm", token(i)))
                break;
        }
        return Reality::reported;
    }

    /// "marches have been called for Sunday".
    [[nodiscard]] bool is_called_for(std::uint32_t i) const
    {
        if (!is_auxiliary(token(i)))
            return false;
        while (i < last_ && is_auxiliary(token(i)))
            ++i;
        return i + 1 < last_ && token(i).is("called") && token(i + 1).is("for");
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    bool bombers_on_foot_; ///< "four bombers killed 14": people and not planes, in this text
    bool crowd_told_;      ///< a crowd, a march or a riot, somewhere in the text
    std::uint32_t sentence_, first_, last_;
    std::vector<TriggerMention>& out_;
    TakenTowns towns_;
    std::vector<bool> masked_, quoted_;
};

/// A crowd or a mob is named, or a march or a riot is told by a word of its own. "Set fire to the town hall"
/// does not say who did so.
bool tells_of_crowd(const TokenisedText& text, const Lexicon& lexicon)
{
    constexpr int by_its_own_word = 3; // weight in triggers.tsv
    for (const Sentence& sentence : text.sentences)
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (lexicon.is_in("in_the_street", text.tokens[i]))
                return true;
            const PhraseMatch deed = match_phrase(lexicon, "triggers", text, i, sentence.last);
            const auto kind = sub_event_type_named(deed.meaning());
            if (kind && (type_of(*kind) == EventType::protests || type_of(*kind) == EventType::riots) &&
                weight_of(deed.column(0)) >= by_its_own_word &&
                !is_one_of(text.tokens[i], {"set", "setting"}) &&
                !match_phrase(lexicon, "idioms", text, i, sentence.last))
                return true;
        }
    return false;
}

/// A text with bombers in which people blow themselves up, and with no other word for planes.
bool has_bombers_on_foot(const TokenisedText& text, const Lexicon& lexicon)
{
    const auto end = static_cast<std::uint32_t>(text.tokens.size());
    if (std::none_of(text.tokens.begin(), text.tokens.end(),
                     [](const Token& token) { return token.is("bombers"); }))
        return false;
    int on_foot = 0, in_planes = 0;
    for (std::uint32_t i = 0; i < end; ++i) {
        const std::string_view means = match_phrase(lexicon, "means", text, i, end).meaning();
        const PhraseMatch deed = match_phrase(lexicon, "triggers", text, i, end);
        const std::string_view by_air = name_of(SubEventType::air_drone_strike);
        const bool strike_of_any_kind = deed && deed.column(1) == "g"; // "a bomber strikes a mosque"
        // "Helicopters fired at the town where two bombers had killed 20": those are no planes
        if (means == by_air && !is_one_of(text.tokens[i], {"bombers", "helicopter", "helicopters"}))
            return false;
        // "the first suicide bombing in months. ... a leader hit from the air in March"
        in_planes += deed.meaning() == by_air && !strike_of_any_kind;
        on_foot += deed.meaning() == name_of(SubEventType::suicide_bomb);
    }
    return on_foot > 0 && on_foot >= in_planes;
}

} // namespace

std::vector<TriggerMention> find_triggers(const TokenisedText& text, const Lexicon& lexicon,
                                          const std::vector<Toponym>& toponyms)
{
    std::vector<TriggerMention> triggers;
    const bool bombers_on_foot = has_bombers_on_foot(text, lexicon);
    const bool crowd_told = tells_of_crowd(text, lexicon);
    std::size_t toponym = 0;
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
        while (toponym < toponyms.size() && toponyms[toponym].last <= text.sentences[s].first)
            ++toponym;
        SentenceTriggers{text, lexicon, toponyms, toponym, bombers_on_foot, crowd_told, s, triggers}.read();
    }
    return triggers;
}

} // namespace sitmap
