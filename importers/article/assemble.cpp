#include "importers/article/assemble.hpp"

#include "geodata/name_fold.hpp"
#include "importers/article/actors.hpp"
#include "importers/article/clause_doers.hpp"
#include "importers/article/count_speakers.hpp"
#include "importers/article/dates.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/resolve.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;

/// Makes the claims of one happening.
class EventWriter {
public:
    EventWriter(const Reading& reading, const Happening& happening) : reading_{reading}, happening_{happening}
    {}

    Event write()
    {
        event_.document = reading_.article.document.id;
        event_.primary = happening_.primary;
        sub_type_ = is_territory(happening_.sub_type) ? territory_kind() : happening_.sub_type;
        if (happening_.place)
            location_ = location_of(*happening_.place, reading_.tables.gazetteer);
        event_.title = title_of(reading_, happening_, location_);
        add_kind();
        if (happening_.place)
            add(happening_.place_sentence, ClaimField::place, location_);
        if (happening_.interval.is_known()) {
            Claim& time = add(happening_.time_sentence, ClaimField::time, happening_.interval);
            if (happening_.day_shared) { // nobody said so of this one
                time.speaker.clear();
                time.hedged = true;
            }
        }
        add_counts();
        add_perpetrators();
        add_victims();
        return std::move(event_);
    }

private:
    Claim& add(std::uint32_t sentence, ClaimField field, ClaimValue value)
    {
        Claim claim{.field = field,
                    .value = std::move(value),
                    .speaker = reading_.speakers[sentence],
                    .said_on = said_on(reading_, sentence),
                    .evidence = evidence_of(reading_, sentence)};
        event_.claims.push_back(std::move(claim));
        return event_.claims.back();
    }

    void add_kind() { add(sentence_of_kind(happening_), ClaimField::kind, sub_type_); }

    /// A state's forces regain, others overtake.
    [[nodiscard]] SubEventType territory_kind() const
    {
        for (const Telling& telling : happening_.tellings) {
            std::string party = doer_of(reading_, telling);
            if (party.empty())
                party = party_in(reading_.speakers[telling.sentence]);
            const Actor* actor = reading_.tables.actors.find(party);
            if (!actor && is_told_by(telling) && are_fighters(party))
                return SubEventType::non_state_actor_overtakes_territory;
            if (!actor)
                continue;
            const bool of_state =
                actor->kind == "state forces" || actor->kind == "government" || actor->kind == "coalition";
            return of_state ? SubEventType::government_regains_territory
                            : SubEventType::non_state_actor_overtakes_territory;
        }
        return happening_.sub_type;
    }

    /// By a word for a change of hands, not by one for what went with it.
    [[nodiscard]] static bool is_told_by(const Telling& telling) { return is_territory(telling.sub_type); }

    /// "insurgents", "the rebels": men of no state, by what they are called.
    [[nodiscard]] bool are_fighters(const std::string& party) const
    {
        const TokenisedText words = tokenise(party);
        return !words.tokens.empty() &&
               reading_.tables.lexicon.meaning("armed_roles", words.tokens.back()) == "party";
    }

    // -- figures

    void add_counts()
    {
        for (const CountMention* count : happening_.counts) {
            ClaimField field = count->field;
            if (field == ClaimField::missing &&
                happening_.sub_type == SubEventType::abduction_forced_disappearance)
                field = ClaimField::abducted;
            if (field == ClaimField::rescued && happening_.sub_type == SubEventType::interception_rescue &&
                !says_rescued(*count))
                field = ClaimField::intercepted;
            add_figure(*count, field);
        }
    }

    [[nodiscard]] bool says_rescued(const CountMention& count) const
    {
        const Sentence& sentence = reading_.sentence(count.sentence);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (reading_.token(i).lower.starts_with("rescue") || reading_.token(i).lower.starts_with("save"))
                return true;
        return false;
    }

    void add_figure(const CountMention& count, ClaimField field)
    {
        Claim& claim = add(count.sentence, field, count.quantity);
        if (const auto speaker = speaker_of_count(reading_, count))
            claim.speaker = *speaker;
        claim.hedged = count.hedged;
        if (field == ClaimField::killed)
            claim.note = rise_note(count.sentence);
        if (!count.superseded || !has_other_figure(count))
            return;
        if (const auto earlier = day_of_figure(count))
            claim.said_on = earlier;
        claim.note = "superseded by a later figure";
        Claim taken_back = claim;
        taken_back.stance = Stance::retracts;
        taken_back.said_on = reading_.article.document.published;
        event_.claims.push_back(std::move(taken_back));
    }

    /// A figure that the text calls an earlier one stands while nothing later is told.
    [[nodiscard]] bool has_other_figure(const CountMention& count) const
    {
        return std::any_of(happening_.counts.begin(), happening_.counts.end(),
                           [&](const CountMention* other) {
                               return other != &count && other->field == count.field && !other->superseded;
                           });
    }

    [[nodiscard]] std::optional<Day> day_of_figure(const CountMention& count) const
    {
        for (const TimeMention* time : in_sentence(reading_.times, count.sentence))
            if (time->anchor == TimeMention::Anchor::calendar &&
                time->interval.precision() == TimePrecision::day)
                return time->interval.first();
        return std::nullopt;
    }

    /// "I expect the death toll to go up": holds for the toll told just before.
    [[nodiscard]] std::string rise_note(std::uint32_t sentence) const
    {
        const auto last = static_cast<std::uint32_t>(reading_.text.sentences.size());
        for (std::uint32_t s = sentence; s < std::min(sentence + 3, last); ++s) {
            const Sentence& span = reading_.sentence(s);
            bool toll = false, rise = false, expected = false;
            for (std::uint32_t i = span.first; i < span.last; ++i) {
                const Token& word = reading_.token(i);
                toll = toll || is_one_of(word, {"toll", "number", "figure", "casualties"});
                expected = expected ||
                           is_one_of(word, {"expect", "expected", "expects", "would", "probably", "could",
                                            "may", "might", "likely", "fear", "feared", "will"});
                rise = rise || is_one_of(word, {"rise", "increase", "climb", "grow"}) ||
                       (word.is("go") && i + 1 < span.last && reading_.token(i + 1).is("up"));
            }
            if (toll && rise && expected)
                return "expected to rise";
        }
        return {};
    }

    // -- who did it

    void add_perpetrators()
    {
        const bool nobody_to_accuse = happening_.group == TypeGroup::sea ||
                                      happening_.group == TypeGroup::displacement ||
                                      happening_.sub_type == SubEventType::peaceful_protest ||
                                      happening_.sub_type == SubEventType::agreement;
        if (!nobody_to_accuse)
            for (const Telling& telling : happening_.tellings)
                add_doer(telling);
        if (!nobody_to_accuse && !has_perpetrator())
            for (const Telling& sum : happening_.sums)
                add_doer(sum);
        if (happening_.earlier_hit)
            return;
        if (!nobody_to_accuse && !has_perpetrator() && !is_accused())
            for (const Telling& telling : happening_.tellings)
                if (!has_perpetrator())
                    add_party(telling, subject_of(reading_, telling));
        if (!nobody_to_accuse && !has_perpetrator() && !is_accused())
            for (const Telling& telling : happening_.tellings)
                if (!has_perpetrator())
                    add_party(telling, clause_doer(reading_, telling));
        // Denials last: they deny what was said of somebody before.
        for (const SpeechMention* speech : happening_.speeches)
            if (speech->act != Act::denies &&
                !(nobody_to_accuse && speech->act == Act::claims_responsibility))
                add_speech(*speech);
        if (!nobody_to_accuse)
            add_own_reports();
        for (const SpeechMention* speech : happening_.speeches)
            if (speech->act == Act::denies)
                add_speech(*speech);
    }

    /// The party that the article itself names as doing it: "Haftar's forces launched an offensive".
    void add_doer(const Telling& telling) { add_party(telling, doer_of(reading_, telling)); }

    /// Somebody says who did it, or that nobody does.
    [[nodiscard]] bool is_accused() const
    {
        return std::any_of(
            happening_.speeches.begin(), happening_.speeches.end(), [](const SpeechMention* speech) {
                return speech->act == Act::accuses || speech->act == Act::claims_responsibility ||
                       speech->act == Act::nobody_claims;
            });
    }

    /// "Hamas blamed an Israeli air strike, Israel said a rocket was to blame": what the one accuses the
    /// other of, the other does not own to.
    [[nodiscard]] bool is_only_accused_of(std::uint32_t sentence, const std::string& doer) const
    {
        if (party_in(reading_.speakers[sentence]) != doer)
            return false;
        const auto speeches = in_sentence(reading_.speeches, sentence);
        return std::any_of(speeches.begin(), speeches.end(), [&](const SpeechMention* speech) {
            return speech->act == Act::accuses && party_in(speech->about) == doer &&
                   party_in(speech->speaker) != doer;
        });
    }

    /// "Two rockets were fired": no party.
    [[nodiscard]] bool names_weapon(std::string_view name) const
    {
        const auto space = name.rfind(' ');
        std::string last{space == std::string_view::npos ? name : name.substr(space + 1)};
        if (!last.empty())
            last[0] = static_cast<char>(last[0] | 0x20); // lower case
        return reading_.tables.lexicon.is_in("weapon", last);
    }

    void add_party(const Telling& telling, const std::string& doer)
    {
        if (doer.empty() || names_weapon(doer) || is_only_accused_of(telling.sentence, doer))
            return;
        Claim& claim = add(telling.sentence, ClaimField::perpetrator, ActorName{doer});
        claim.hedged = is_suspected_doer(reading_, telling);
        if (!claim.speaker.empty() && party_in(claim.speaker) == doer)
            claim.speaker = as_party(doer, claim.speaker);
        else if (!claim.speaker.empty() && speaks_for_group(doer, claim.speaker))
            claim.speaker = as_party(doer, claim.speaker);
        else if (!claim.speaker.empty() && tells_of_own_men(doer, claim.speaker))
            claim.speaker.clear();
    }

    /// "Rebels took the town, a spokesman for the rebels said."
    [[nodiscard]] bool speaks_for_group(const std::string& doer, const std::string& speaker) const
    {
        const TokenisedText men = tokenise(doer), words = tokenise(speaker);
        return !men.tokens.empty() && reading_.tables.lexicon.is_in("armed_group", men.tokens.back()) &&
               std::any_of(words.tokens.begin(), words.tokens.end(),
                           [&](const Token& word) { return word.lower == men.tokens.back().lower; });
    }

    /// "The interior ministry said that police had opened fire": of a state's own men, which is no charge.
    [[nodiscard]] bool tells_of_own_men(const std::string& doer, const std::string& speaker) const
    {
        const Lexicon& lexicon = reading_.tables.lexicon;
        const TokenisedText men = tokenise(doer), words = tokenise(speaker);
        const auto end = static_cast<std::uint32_t>(men.tokens.size());
        const std::uint32_t first = end > 1 && men.tokens.front().is("the") ? 1 : 0;
        const PhraseMatch role = match_phrase(lexicon, "armed_roles", men, first, end);
        return role.meaning() == "state" && first + role.length == end &&
               std::any_of(words.tokens.begin(), words.tokens.end(), [&](const Token& word) {
                   return lexicon.is_in("of_state", word) || lexicon.is_in("security", word) ||
                          is_one_of(word, {"ministry", "constable"});
               });
    }

    /// "Israel Defense Forces (Israel)": who speaks of its own deeds, by the party's name first, so that
    /// speaker and accused are told for one.
    [[nodiscard]] static std::string as_party(const std::string& party, const std::string& speaker)
    {
        return party == speaker ? party : party + " (" + speaker + ")";
    }

    [[nodiscard]] bool has_perpetrator() const
    {
        return std::any_of(event_.claims.begin(), event_.claims.end(),
                           [](const Claim& claim) { return claim.field == ClaimField::perpetrator; });
    }

    /// A party that tells of its own success: it announces that a town was taken, or counts the enemy's dead.
    void add_own_reports()
    {
        for (const Telling& telling : happening_.tellings)
            if (is_territory(telling.sub_type) && doer_of(reading_, telling).empty())
                add_own_report(telling.sentence, "");
            else if (is_by_air_or_shell(telling.sub_type) && doer_of(reading_, telling).empty())
                add_own_report(telling.sentence, "military");
        std::string doer;
        for (const Claim& claim : event_.claims)
            if (claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts && doer.empty())
                doer = std::get<ActorName>(claim.value);
        for (const CountMention* count : happening_.counts)
            if (!doer.empty() && party_in(reading_.speakers[count->sentence]) == doer) {
                add_own_report(count->sentence, "");
                return;
            }
    }

    [[nodiscard]] static bool is_by_air_or_shell(SubEventType sub_type)
    {
        return sub_type == SubEventType::air_drone_strike ||
               sub_type == SubEventType::shelling_artillery_missile;
    }

    /// `only`: "military" asks that an army speaks.
    void add_own_report(std::uint32_t sentence, std::string_view only)
    {
        const std::string& speaker = reading_.speakers[sentence];
        if (speaker.empty())
            return;
        std::string party = party_in(speaker);
        const bool military = is_military(speaker);
        if (party.empty() && military)
            party = forces_told_of();
        if (party.empty() || is_bystander(party) || (only == "military" && !military) || own_claim_of(party))
            return;
        Claim& claim = add(sentence, ClaimField::perpetrator, ActorName{party});
        claim.speaker = as_party(party, speaker);
        claim.note = "reports its own success";
    }

    /// "Israeli aircraft bombed a house. The army said": the forces that are told to have done it.
    [[nodiscard]] std::string forces_told_of() const
    {
        for (const Claim& claim : event_.claims)
            if (const auto* name = std::get_if<ActorName>(&claim.value);
                name && claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts) {
                const Actor* actor = reading_.tables.actors.find(*name);
                if (actor && actor->kind == "state forces")
                    return *name;
            }
        return "army";
    }

    /// "the army's spokesman", "a military statement"
    [[nodiscard]] static bool is_military(std::string_view speaker)
    {
        constexpr std::array names{
            "army", "Army",          "military",      "Central Command",  "Pentagon",         "air force",
            "navy", "general staff", "General Staff", "defence ministry", "Defence Ministry", "armed forces"};
        return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
            return speaker.find(name) != std::string_view::npos;
        });
    }

    /// The UN, aid agencies and monitors tell of what others did.
    [[nodiscard]] bool is_bystander(const std::string& party) const
    {
        const Actor* actor = reading_.tables.actors.find(party);
        return actor && actor->kind == "organisation";
    }

    /// The table's name of the party that these words name; empty if none.
    [[nodiscard]] std::string party_in(const std::string& words) const
    {
        const TokenisedText cut = tokenise(words);
        const auto end = static_cast<std::uint32_t>(cut.tokens.size());
        for (std::uint32_t i = 0; i < end; ++i)
            if (const auto match = reading_.tables.actor_names.match(cut, i, end); match.length > 0)
                return std::string{match.name};
        const std::string short_form = party_called(cut);
        return short_form.empty() ? forces_of_state_in(cut) : short_form;
    }

    /// "The coalition", "the rebels": the party of the text whose name ends so.
    [[nodiscard]] std::string party_called(const TokenisedText& words) const
    {
        if (words.tokens.empty() || words.tokens.size() > 2)
            return {};
        const std::string& head = words.tokens.back().lower;
        for (const ActorMention& actor : reading_.actors)
            if (!actor.actor_id.empty() && actor.last - actor.first > 1 &&
                reading_.token(actor.last - 1).lower == head)
                return actor.name;
        return {};
    }

    /// "The Turkish defence minister" speaks for the forces of Turkey.
    [[nodiscard]] std::string forces_of_state_in(const TokenisedText& words) const
    {
        const bool of_state =
            std::any_of(words.tokens.begin(), words.tokens.end(), [this](const Token& token) {
                return reading_.tables.lexicon.is_in("of_state", token);
            });
        if (!of_state)
            return {};
        for (const Token& token : words.tokens)
            for (const Candidate& candidate : reading_.tables.gazetteer.find(fold_name(token.text))) {
                const Place& place = reading_.place(candidate.place);
                if (token.capitalised && (candidate.demonym || place.kind == PlaceKind::country))
                    return state_forces_of(reading_, place.country);
            }
        return {};
    }

    void add_speech(const SpeechMention& speech)
    {
        switch (speech.act) {
        case Act::accuses:
            add_accusation(speech);
            break;
        case Act::denies:
            add_denial(speech);
            break;
        case Act::claims_responsibility:
            add_own(speech);
            break;
        case Act::nobody_claims: {
            Claim& claim = add(speech.sentence, ClaimField::perpetrator, ActorName{});
            claim.stance = Stance::leaves_open;
            claim.note = "nobody claims it";
            break;
        }
        case Act::does_not_confirm: {
            Claim& claim = add(speech.sentence, ClaimField::perpetrator, ActorName{});
            claim.speaker = speech.speaker;
            claim.stance = Stance::leaves_open;
            claim.note = words_of(reading_.text, speech.verb,
                                  std::min(speech.verb + 3, reading_.sentence(speech.sentence).last));
            break;
        }
        case Act::says:
            break;
        }
    }

    void add_accusation(const SpeechMention& speech)
    {
        // "Two rockets", but not "Russian rockets"
        const TokenisedText words = tokenise(speech.about);
        if (names_weapon(speech.about) && (!words.tokens.front().capitalised ||
                                           reading_.tables.lexicon.has("numbers", words.tokens.front())))
            return;
        const bool told = std::any_of(event_.claims.begin(), event_.claims.end(), [&](const Claim& claim) {
            const auto* name = std::get_if<ActorName>(&claim.value);
            return name && claim.field == ClaimField::perpetrator && *name == speech.about &&
                   claim.speaker == speech.speaker;
        });
        if (told)
            return;
        if (!speech.speaker.empty() && party_in(speech.speaker) == speech.about) { // its news outlet speaks
            if (!has_perpetrator())
                add_own(speech);
            return;
        }
        Claim& claim = add(speech.sentence, ClaimField::perpetrator, ActorName{speech.about});
        claim.speaker = speech.speaker;
        claim.hedged = speech.hedged;
    }

    void add_denial(const SpeechMention& speech)
    {
        const std::string party = speech.speaker.empty() ? std::string{} : party_in(speech.speaker);
        const bool told = std::any_of(event_.claims.begin(), event_.claims.end(), [&](const Claim& claim) {
            return claim.stance == Stance::denies && claim.field == ClaimField::perpetrator &&
                   (claim.speaker == speech.speaker || (!party.empty() && party_in(claim.speaker) == party));
        });
        if (speech.speaker.empty() || told)
            return;
        const std::string denied = denied_by(speech);
        // what nobody here accuses it of: that it speaks of itself must then show by its name alone
        const bool unasked = denied == party && !is_accused_here(party);
        Claim& claim = add(speech.sentence, ClaimField::perpetrator, ActorName{denied});
        claim.speaker = unasked ? as_party(party, speech.speaker) : speech.speaker;
        claim.stance = Stance::denies;
    }

    /// The speaker's own party where it is accused; else the party named last before; else the first that is.
    [[nodiscard]] std::string denied_by(const SpeechMention& speech) const
    {
        std::string party = party_in(speech.speaker);
        // "IS claimed it; the Afghan Taliban denied any link": of themselves, where another owns to it
        if (!speech.about.empty() && is_owned() && !is_accused_here(party))
            return party.empty() ? speech.speaker : party;
        const std::uint64_t here = evidence_of(reading_, speech.sentence).begin;
        std::string before, first;
        for (const Claim& claim : event_.claims)
            if (const auto* name = std::get_if<ActorName>(&claim.value);
                name && claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts &&
                !name->empty()) {
                if (*name == party)
                    return party;
                if (first.empty())
                    first = *name;
                if (claim.evidence.begin < here && claim.speaker != speech.speaker)
                    before = *name;
            }
        if (!before.empty())
            return before;
        if (!first.empty())
            return first;
        return party.empty() ? speech.speaker : party;
    }

    /// Somebody says that they did it.
    [[nodiscard]] bool is_owned() const
    {
        return std::any_of(event_.claims.begin(), event_.claims.end(), [](const Claim& claim) {
            return claim.field == ClaimField::perpetrator && claim.note == "claims responsibility";
        });
    }

    [[nodiscard]] bool is_accused_here(const std::string& party) const
    {
        return std::any_of(event_.claims.begin(), event_.claims.end(), [&](const Claim& claim) {
            const auto* name = std::get_if<ActorName>(&claim.value);
            return name && !party.empty() && claim.field == ClaimField::perpetrator && *name == party &&
                   claim.stance == Stance::asserts;
        });
    }

    void add_own(const SpeechMention& speech)
    {
        std::string party = party_in(speech.speaker);
        if (party.empty() && is_military(speech.speaker))
            if (std::string forces = forces_told_of(); forces != "army")
                party = std::move(forces);
        const std::string name = party.empty() ? same_claimant(speech.speaker) : party;
        if (Claim* told = own_claim_of(name)) {
            told->note = "claims responsibility";
            return;
        }
        Claim& claim = add(speech.sentence, ClaimField::perpetrator, ActorName{name});
        claim.speaker = as_party(name, speech.speaker);
        claim.note = "claims responsibility";
    }

    /// What is known already of the party's owning to it; null if nothing is.
    [[nodiscard]] Claim* own_claim_of(const std::string& party)
    {
        for (Claim& claim : event_.claims) {
            const auto* name = std::get_if<ActorName>(&claim.value);
            if (name && claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts &&
                *name == party && (claim.speaker == party || claim.speaker.starts_with(party + " (")))
                return &claim;
        }
        return nullptr;
    }

    /// "Rebels admit ... Separatists have owned up": where neither is a known party, the claim is one.
    [[nodiscard]] std::string same_claimant(const std::string& speaker) const
    {
        for (const Claim& claim : event_.claims)
            if (claim.note == "claims responsibility")
                if (const auto* name = std::get_if<ActorName>(&claim.value); name && party_in(*name).empty())
                    return *name;
        return speaker;
    }

    // -- whom it hit

    void add_victims()
    {
        for (const CountMention* count : happening_.counts)
            if (!count->whom.empty() &&
                (count->field == ClaimField::killed || count->field == ClaimField::injured)) {
                const std::string_view kind = kind_of(count->whom);
                if (!kind.empty() && kind != "people" && kind != "attackers" && kind != "households") {
                    add(count->sentence, ClaimField::victims, ActorName{kind});
                    return;
                }
            }
        // "hit a migrant detention center"
        for (const Telling& telling : happening_.tellings) {
            const Sentence& sentence = reading_.sentence(telling.sentence);
            for (std::uint32_t i = telling.trigger->last;
                 i < std::min(telling.trigger->last + 10, sentence.last); ++i)
                if (const std::string_view kind =
                        reading_.tables.lexicon.meaning("people", reading_.token(i));
                    !reading_.token(i).capitalised && (kind == "migrants" || kind == "protesters")) {
                    add(telling.sentence, ClaimField::victims, ActorName{kind});
                    return;
                }
        }
    }

    [[nodiscard]] std::string_view kind_of(const std::string& whom) const
    {
        const auto space = whom.rfind(' ');
        return reading_.tables.lexicon.meaning("people",
                                               space == std::string::npos ? whom : whom.substr(space + 1));
    }

    const Reading& reading_;
    const Happening& happening_;
    Event event_;
    Location location_;
    SubEventType sub_type_ = SubEventType::other;
};

std::string slug(std::string_view words)
{
    std::string key;
    for (const char c : words) {
        const bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (keeps)
            key += c;
        else if (c >= 'A' && c <= 'Z')
            key += static_cast<char>(c + 32);
        else if (!key.empty() && key.back() != '-')
            key += '-';
    }
    while (!key.empty() && key.back() == '-')
        key.pop_back();
    return key;
}

} // namespace

std::vector<Event> events_of(const Reading& reading, const Narrative& narrative)
{
    std::vector<Event> events;
    std::map<std::string, int> used;
    for (const Happening& happening : narrative.happenings) {
        Event event = EventWriter{reading, happening}.write();
        const std::string place = happening.place ? reading.place(*happening.place->place).id : "nowhere";
        event.id = event.document.substr(0, 16) + "#" + slug(name_of(happening.sub_type)) + "/" + place +
                   "/" + happening.interval.edtf();
        if (const int ordinal = ++used[event.id]; ordinal > 1)
            event.id += "/" + std::to_string(ordinal);
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace sitmap
