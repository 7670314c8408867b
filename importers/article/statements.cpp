// Who did it, by the words of those who speak.
#include "importers/article/statements.hpp"

#include "importers/article/actors.hpp"
#include "importers/article/named_suspects.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/tellings.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;
using Reality = TriggerMention::Reality;

constexpr std::uint32_t deed_reach = 5;  ///< tokens from a party to its deed
constexpr std::uint32_t agent_reach = 8; ///< tokens from a deed to "by" and its doer
constexpr std::uint32_t name_reach = 9;  ///< tokens from "names" to the party

class StatementReader {
public:
    explicit StatementReader(Reading& reading) : reading_{reading} {}

    void read()
    {
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            take_colon(s);
            take_naming(s);
            take_relative(s);
            take_suspects(s);
            take_own_account(s);
            if (reading_.speakers[s].empty())
                continue;
            take_denial(s);
            take_own_deed(s);
            take_success(s);
            take_told_deed(s);
            take_source_of_fire(s);
        }
        reading_.speeches.insert(reading_.speeches.end(), found_.begin(), found_.end());
        std::stable_sort(
            reading_.speeches.begin(), reading_.speeches.end(),
            [](const SpeechMention& a, const SpeechMention& b) { return a.sentence < b.sentence; });
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return reading_.token(i); }
    [[nodiscard]] PhraseMatch at(std::uint32_t i, std::uint32_t last) const
    {
        return match_phrase(reading_.tables.lexicon, "statements", reading_.text, i, last);
    }

    [[nodiscard]] bool has_act(std::uint32_t s, Act act) const
    {
        const auto is_it = [&](const SpeechMention& speech) {
            return speech.sentence == s && speech.act == act;
        };
        const auto known = in_sentence(reading_.speeches, s);
        return std::any_of(known.begin(), known.end(), [&](const SpeechMention* m) { return is_it(*m); }) ||
               std::any_of(found_.end() -
                               static_cast<std::ptrdiff_t>(std::min<std::size_t>(found_.size(), 5)),
                           found_.end(), is_it);
    }

    void add(std::uint32_t s, std::uint32_t verb, Act act, const std::string& speaker,
             const std::string& about)
    {
        if (has_act(s, act) || speaker.empty())
            return;
        found_.push_back({.sentence = s,
                          .verb = verb,
                          .speaker = speaker,
                          .stance = act == Act::denies ? Stance::denies : Stance::asserts,
                          .act = act,
                          .about = about});
    }

    /// "Police headquarters: 11 bandits were shot dead": who speaks stands before the colon.
    void take_colon(std::uint32_t s)
    {
        constexpr std::uint32_t longest = 9;
        const Sentence& sentence = reading_.sentence(s);
        if (!reading_.speakers[s].empty() || reading_.outline[s].heading)
            return;
        std::uint32_t first = sentence.first;
        while (first < sentence.last && (token(first).kind == Token::Kind::number || token(first).is(":")))
            ++first; // the hour of an entry
        for (std::uint32_t i = first; i < std::min(first + longest, sentence.last); ++i) {
            if (!token(i).is(":"))
                continue;
            const auto named = in_sentence(reading_.actors, s);
            bool speaks = std::any_of(named.begin(), named.end(), [&](const ActorMention* a) {
                return a->first >= first && a->last <= i && !a->actor_id.empty();
            });
            for (std::uint32_t k = first; k < i; ++k)
                speaks = speaks || is_security(token(k)) ||
                         reading_.tables.lexicon.is_in("office_speaks", token(k));
            std::uint32_t end = first;
            while (end < i && !token(end).is(","))
                ++end;
            if (speaks && end > first && i + 3 < sentence.last)
                reading_.speakers[s] = words_of(reading_.text, first, end);
            return;
        }
    }

    /// "The armed wing answered that it had had no fighters in the area", "'A lie,' replied the colonel".
    void take_denial(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (const auto how = at(i, sentence.last).meaning();
                how == "denies" || (how == "spares" && is_force(reading_.speakers[s])))
                return add(s, i, Act::denies, reading_.speakers[s], "");
    }

    /// "The group said the bombing was revenge for the siege", "that he had been one of its soldiers".
    void take_own_deed(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        const bool armed = is_armed_party(reading_.speakers[s]);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (const auto how = at(i, sentence.last).meaning();
                (how == "admits" || (armed && how == "owns")) && !is_negated(sentence.first, i))
                return add(s, i, Act::claims_responsibility, reading_.speakers[s], reading_.speakers[s]);
    }

    /// "does not say 'we did it'"
    [[nodiscard]] bool is_negated(std::uint32_t first, std::uint32_t at) const
    {
        constexpr std::uint32_t reach = 4;
        for (std::uint32_t i = at > first + reach ? at - reach : first; i < at; ++i)
            if (is_one_of(token(i), {"not", "never", "nobody"}))
                return true;
        return false;
    }

    /// "Tigrayan forces shot down a plane, by their own account."
    void take_own_account(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first + 2; i + 3 < sentence.last; ++i) {
            if (!token(i).is("by") || !is_one_of(token(i + 1), {"its", "their", "his"}) ||
                !token(i + 2).is("own") || !is_one_of(token(i + 3), {"account", "words", "admission"}))
                continue;
            for (const ActorMention* actor : in_sentence(reading_.actors, s))
                if (actor->last <= i && !actor->actor_id.empty())
                    return add(s, i, Act::claims_responsibility, actor->name, actor->name);
        }
    }

    /// A state's force or another armed party.
    [[nodiscard]] bool is_force(const std::string& words) const
    {
        const TokenisedText cut = tokenise(words);
        return is_armed_party(words) ||
               std::any_of(cut.tokens.begin(), cut.tokens.end(), [this](const Token& word) {
                   return is_one_of(word, {"army", "military", "coalition"}) ||
                          reading_.tables.lexicon.is_in("of_state", word);
               });
    }

    /// A party of the table that bears arms and is no state's.
    [[nodiscard]] bool is_armed_party(const std::string& words) const
    {
        const TokenisedText cut = tokenise(words);
        const auto end = static_cast<std::uint32_t>(cut.tokens.size());
        for (std::uint32_t i = 0; i < end; ++i)
            if (const auto match = reading_.tables.actor_names.match(cut, i, end); match.length > 0)
                return match.armed;
        return std::any_of(cut.tokens.begin(), cut.tokens.end(), [this](const Token& word) {
            return reading_.tables.lexicon.is_in("armed_group", word);
        });
    }

    [[nodiscard]] bool is_security(const Token& word) const
    {
        return reading_.tables.lexicon.is_in("security", word);
    }

    /// "The army says that its drones destroyed a base and put several fighters out of action": a force that
    /// counts the enemies it killed announces a success.
    void take_success(std::uint32_t s)
    {
        const TokenisedText words = tokenise(reading_.speakers[s]);
        if (std::none_of(words.tokens.begin(), words.tokens.end(),
                         [this](const Token& word) { return is_security(word); }) ||
            has_act(s, Act::accuses) || has_act(s, Act::denies))
            return;
        for (const CountMention* count : in_sentence(reading_.counts, s)) {
            if (count->field != ClaimField::killed || count->quantity.size_by() <= 0 ||
                !is_of_enemies(*count))
                continue;
            for (const TriggerMention* trigger : in_sentence(reading_.triggers, s))
                if (trigger->reality == Reality::reported)
                    return add(s, count->first, Act::claims_responsibility, reading_.speakers[s],
                               reading_.speakers[s]);
        }
    }

    [[nodiscard]] bool is_of_enemies(const CountMention& count) const
    {
        for (std::uint32_t i = count.first; i < count.last; ++i) {
            const std::string_view kind = reading_.tables.lexicon.meaning("people", token(i));
            if (kind == "fighters" || reading_.tables.lexicon.is_in("outlaw", token(i)))
                return true;
        }
        return false;
    }

    // -- accusations

    /// "the army, which blames the Allied Democratic Forces".
    void take_relative(std::uint32_t s)
    {
        constexpr std::uint32_t longest = 6;
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first + 2; i + 3 < sentence.last; ++i) {
            if (!is_one_of(token(i), {"which", "who"}) || !token(i - 1).is(",") ||
                !reading_.tables.lexicon.is_in("blames", token(i + 1)))
                continue;
            std::uint32_t first = i - 1;
            while (first > sentence.first && i - first <= longest && !ends_noun_phrase(token(first - 1)))
                --first;
            if (is_one_of(token(first), {"the", "a", "an"}))
                ++first;
            const std::string party = named_behind(i + 2, sentence.last);
            if (first < i - 1 && !party.empty())
                add(s, i + 1, Act::accuses, words_of(reading_.text, first, i - 1), party);
            return;
        }
    }

    [[nodiscard]] bool is_speaker(const ActorMention& actor) const
    {
        const std::string& speaker = reading_.speakers[actor.sentence];
        const TokenisedText words = tokenise(speaker);
        const bool own_role =
            actor.actor_id.empty() && actor.last - actor.first <= 2 && !token(actor.last - 1).capitalised &&
            std::any_of(words.tokens.begin(), words.tokens.end(), [this](const Token& word) {
                return is_security(word) || is_one_of(word, {"ministry", "constable"});
            });
        return own_role || speaker.find(token(actor.last - 1).text) != std::string::npos ||
               speaker.find(actor.name) != std::string::npos;
    }

    /// "... were killed when Russian artillery shelled the centre, the governor wrote", "shot by soldiers, he
    /// said".
    void take_told_deed(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        for (const ActorMention* actor : in_sentence(reading_.actors, s)) {
            if (actor->name.empty() || is_speaker(*actor) ||
                is_speakers_own(reading_.text, *actor, sentence.first) ||
                is_unreal(sentence.first, actor->first) ||
                !(does_deed(*actor, sentence.last) || is_agent(*actor, sentence.first)))
                continue;
            return add(s, actor->first, Act::accuses, reading_.speakers[s], actor->name);
        }
    }

    [[nodiscard]] bool is_unreal(std::uint32_t first, std::uint32_t at) const
    {
        for (std::uint32_t i = at > first + 4 ? at - 4 : first; i < at; ++i)
            if (is_one_of(token(i), {"if", "whether", "unless", "between"}))
                return true;
        std::uint32_t before = at; // "On May 3 the NSCN-K": the preposition is the day's
        while (before > first && (is_one_of(token(before - 1), {"the", "a", "an"}) ||
                                  reading_.tables.lexicon.is_in("describes_men", token(before - 1))))
            --before;
        return before > first && is_one_of(token(before - 1), {"against", "with", "on", "at", "of"});
    }

    [[nodiscard]] bool does_deed(const ActorMention& actor, std::uint32_t last) const
    {
        for (std::uint32_t i = actor.last; i < std::min(actor.last + deed_reach, last); ++i) {
            const Token& word = token(i);
            if (word.kind == Token::Kind::punctuation || is_form_of_be(word) ||
                is_one_of(word,
                          {"would", "could", "may", "might", "will", "not", "never", "to", "said", "says"}))
                return false;
            // "put the number of soldiers killed at 100"
            if (i == actor.last && i + 1 < last && is_one_of(token(i + 1), {"at", "by", "in", "when"}) &&
                reading_.tables.lexicon.has("harm", word))
                return false;
            if (reading_.tables.lexicon.has("accusing_deeds", word) && word.lower.ends_with("ed"))
                return true;
            if (reading_.tables.lexicon.is_in("did_harm", word))
                return true;
        }
        return false;
    }

    [[nodiscard]] bool is_agent(const ActorMention& actor, std::uint32_t first) const
    {
        std::uint32_t by = actor.first;
        while (by > first && actor.first - by < 4 && !token(by).is("by"))
            --by;
        if (!token(by).is("by"))
            return false;
        for (std::uint32_t i = by; i > first && by - i < agent_reach;) {
            const Token& word = token(--i);
            if (word.kind == Token::Kind::punctuation)
                return false;
            if (reading_.tables.lexicon.has("accusing_deeds", word) &&
                (word.lower.ends_with("ed") || is_one_of(word, {"shot", "hit", "struck", "beaten"})))
                return true;
        }
        return false;
    }

    /// "said that the shells had come from Turkey", "said the gunmen belonged to the New Front".
    void take_source_of_fire(std::uint32_t s)
    {
        constexpr std::uint32_t near = 4;
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
            const PhraseMatch came = at(i, sentence.last);
            if (came.meaning() != "came" ||
                !names_fire(i > sentence.first + near ? i - near : sentence.first, i))
                continue;
            const std::string party = named_behind(i + came.length, sentence.last);
            if (!party.empty() && reading_.speakers[s].find(party) == std::string::npos)
                return add(s, i, Act::accuses, reading_.speakers[s], party);
        }
    }

    [[nodiscard]] bool names_fire(std::uint32_t first, std::uint32_t last) const
    {
        for (std::uint32_t i = first; i < last; ++i)
            if (at(i, last).meaning() == "fire")
                return true;
        return false;
    }

    /// The party or the capitalised words just behind; empty if there are none.
    [[nodiscard]] std::string named_behind(std::uint32_t from, std::uint32_t last) const
    {
        constexpr std::uint32_t near = 3;
        auto actor = std::lower_bound(reading_.actors.begin(), reading_.actors.end(), from,
                                      [](const ActorMention& a, std::uint32_t i) { return a.first < i; });
        for (; actor != reading_.actors.end() && actor->first < from + near; ++actor)
            if (!actor->name.empty())
                return actor->name;
        for (std::uint32_t i = from; i < std::min(from + 2, last); ++i)
            if (reading_.tables.lexicon.is_in("role_of_force", token(i)) ||
                reading_.tables.lexicon.is_in("accused_people", token(i)))
                return words_of(reading_.text, i, i + 1);
        std::uint32_t first = from;
        while (first < std::min(from + near, last) && !token(first).capitalised)
            if (!is_one_of(token(first++), {"the", "a", "territory", "gang", "group", "by"}))
                return {};
        std::uint32_t end = first;
        while (end < last && token(end).capitalised && token(end).kind == Token::Kind::word)
            ++end;
        return end > first ? words_of(reading_.text, first, end) : std::string{};
    }

    /// "Survivors name the gang Gran Grif", "identified the attackers as members of X", "attributed the
    /// shelling to X".
    void take_naming(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first + 1; i + 2 < sentence.last; ++i) {
            if (at(i, sentence.last).meaning() != "names" || is_form_of_be(token(i - 1)))
                continue;
            const bool tie = reading_.tables.lexicon.is_in("ties", token(i));
            const bool to = tie || is_one_of(token(i), {"attributed", "attributes", "ascribed", "traced"});
            std::uint32_t link = i + 1;
            bool doers = to;
            while (link < std::min(i + name_reach, sentence.last) &&
                   !(to ? is_one_of(token(link), {"to"}) : is_one_of(token(link), {"as"}))) {
                if (is_one_of(token(link), {",", ";", "."}))
                    break;
                doers = doers || at(link, sentence.last).meaning() == "fire" ||
                        reading_.tables.lexicon.is_in("gang", token(link));
                ++link;
            }
            if (!to && take_named_as_doer(s, i))
                continue;
            const bool linked = link < sentence.last && is_one_of(token(link), {"to", "as"});
            if (!doers || (to && !linked))
                continue;
            const std::string party = linked ? named_behind(behind_members(link + 1), sentence.last)
                                             : named_behind(i + 1, sentence.last);
            const std::string speaker = speaker_before(sentence.first, i, s);
            if (party.empty() || speaker.empty())
                continue;
            // "JNIM, the alliance linked to al-Qaeda, claimed it": says who speaks
            if (tie && speaker.find(words_of(reading_.text, i, i + 2)) != std::string::npos)
                continue;
            const std::size_t known = found_.size();
            add(s, i, Act::accuses, speaker, party);
            if (tie && found_.size() > known)
                found_.back().hedged = true; // "investigators link the shooting to": a suspicion
        }
    }

    /// "named the UPC as the attacker", "named the group, a faction of another, as its suspects".
    [[nodiscard]] bool take_named_as_doer(std::uint32_t s, std::uint32_t verb)
    {
        constexpr std::uint32_t reach = 16, near = 4;
        const std::uint32_t last = reading_.sentence(s).last;
        for (std::uint32_t as = verb + 2; as < std::min(verb + reach, last); ++as) {
            if (!token(as).is("as"))
                continue;
            for (std::uint32_t i = as + 1; i < std::min(as + near, last); ++i) {
                if (!reading_.tables.lexicon.is_in("culprit", token(i)))
                    continue;
                const std::string party = named_behind(verb + 1, last);
                const std::string speaker = speaker_before(reading_.sentence(s).first, verb, s);
                if (party.empty() || speaker.empty())
                    return false;
                const std::size_t known = found_.size();
                add(s, verb, Act::accuses, speaker, party);
                if (found_.size() > known)
                    found_.back().hedged = token(i).lower.starts_with("suspect");
                return true;
            }
            return false;
        }
        return false;
    }

    /// "pointed to the Shining Path": see `named_suspects`.
    void take_suspects(std::uint32_t s)
    {
        for (const NamedSuspect& suspect : named_suspects(reading_, s)) {
            const std::string speaker = suspect.of_speech
                                            ? reading_.speakers[s]
                                            : speaker_before(reading_.sentence(s).first, suspect.verb, s);
            const std::size_t known = found_.size();
            if (speaker.find(suspect.party) == std::string::npos)
                add(s, suspect.verb, Act::accuses, speaker, suspect.party);
            if (found_.size() > known)
                found_.back().hedged = suspect.hedged;
        }
    }

    /// "members of", "fighters from".
    [[nodiscard]] std::uint32_t behind_members(std::uint32_t i) const
    {
        if (i + 2 < reading_.text.tokens.size() &&
            (token(i).is("a") || reading_.tables.lexicon.is_in("member", token(i))) &&
            is_one_of(token(i + 1), {"of", "from", "member"}))
            return i + (token(i + 1).is("member") ? 3 : 2);
        return i;
    }

    [[nodiscard]] std::string speaker_before(std::uint32_t first, std::uint32_t verb, std::uint32_t s) const
    {
        constexpr std::uint32_t longest = 6;
        if (!reading_.speakers[s].empty())
            return reading_.speakers[s];
        std::uint32_t end = verb;
        if (verb > first + 2 && token(verb - 1).is(",")) // "The UN mission, MINUSCA, named"
            for (end = first; !token(end).is(",");)
                ++end;
        if (end - first > longest || end == first)
            return {};
        for (std::uint32_t i = first; i < end; ++i)
            if (token(i).kind == Token::Kind::punctuation)
                return {};
        return words_of(reading_.text, first, end);
    }

    Reading& reading_;
    std::vector<SpeechMention> found_; ///< ascending by sentence
};

} // namespace

void read_statements(Reading& reading)
{
    StatementReader{reading}.read();
}

} // namespace sitmap
