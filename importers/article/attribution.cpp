#include "importers/article/attribution.hpp"

#include "importers/article/accusing_frames.hpp"
#include "importers/article/actors.hpp"
#include "importers/article/own_forces.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/said_deeds.hpp"
#include "importers/article/speakers.hpp"
#include "importers/article/speech_subjects.hpp"
#include "importers/article/told_accusations.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;

class SpeechReader {
public:
    SpeechReader(const TokenisedText& text, const Lexicon& lexicon, const std::vector<ActorMention>& actors,
                 const std::vector<TimeMention>& times)
        : text_{text},
          lexicon_{lexicon},
          actors_{actors},
          told_{text, lexicon, actors},
          speakers_{text, lexicon, times, actors},
          subjects_{text, lexicon, speakers_, out_},
          frames_{text, lexicon, told_, speakers_, subjects_, out_}
    {}

    std::vector<SpeechMention> read()
    {
        for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
            const Sentence& sentence = text_.sentences[s];
            const std::vector<bool> quoted = quoted_tokens(text_, sentence);
            take_colon(s, sentence);
            for (std::uint32_t i = sentence.first; i < sentence.last;) {
                const PhraseMatch match = match_phrase(lexicon_, "speech", text_, i, sentence.last);
                fragment_ = fragment_at(sentence, i, quoted);
                const bool outside = fragment_ < i || !quoted[i - sentence.first];
                if (outside) {
                    frames_.take(s, sentence, i);
                }
                if (outside && frames_.take_holding_responsible(s, sentence, i)) {
                    ++i;
                    continue;
                }
                if (outside && turns_down(text_, lexicon_, i, sentence.last))
                    take_rebuttal(s, sentence, i, match);
                else if (outside && (match || claims_a_deed(text_, lexicon_, i, sentence.last)))
                    take(s, sentence, i, match);
                else if (outside)
                    take_claimed_before(s, sentence, i);
                i += match ? match.length : 1;
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    /// "Damascus “categorically denies” it": the mark before the few quoted words that the verb at `i` is
    /// in, where the sentence goes on over them; `i` where it is in none.
    [[nodiscard]] std::uint32_t fragment_at(const Sentence& sentence, std::uint32_t i,
                                            const std::vector<bool>& quoted) const
    {
        constexpr std::uint32_t longest = 3;
        if (sentence.quoted || !quoted[i - sentence.first] || !lexicon_.has("speech", token(i)))
            return i;
        std::uint32_t first = i, last = i;
        while (first > sentence.first && !is_quote_mark(token(first)))
            --first;
        while (last < sentence.last && !is_quote_mark(token(last)))
            ++last;
        const bool within = first > sentence.first && token(first - 1).kind == Token::Kind::word &&
                            last + 1 < sentence.last && token(last + 1).kind == Token::Kind::word;
        return within && last - first - 1 <= longest ? first : i;
    }

    /// "an attack that Islamic State claimed": the party before the verb, where its object stands before it.
    void take_claimed_before(std::uint32_t s, const Sentence& sentence, std::uint32_t i)
    {
        if (!is_one_of(token(i), {"claimed", "claims"}) ||
            (i + 1 < sentence.last && token(i + 1).kind != Token::Kind::punctuation &&
             !is_one_of(token(i + 1), {"as", "in", "on", "within", "too"})))
            return;
        // "the Front was behind the killings, he claimed"
        if (i > sentence.first + 2 && token(i - 2).is(",")) {
            const SpeechMention told{.sentence = s, .verb = i - 1, .speaker = speakers_.before(sentence, i)};
            if (!told.speaker.empty())
                take_told(told_.before_saying(told));
            return;
        }
        const std::uint32_t verb = is_one_of(token(i - 1), {"has", "have", "had"}) ? i - 1 : i;
        const ActorMention* party = told_.party_right_before(sentence, verb);
        std::uint32_t before = party ? party->first : verb;
        if (before > sentence.first && token(before - 1).is("the"))
            --before;
        std::string speaker = party ? words_of(text_, party->first, party->last) : std::string{};
        if (!party) {
            before = first_of_claimant(sentence, verb);
            speaker = words_of(text_, token(before).is("the") ? before + 1 : before, verb);
        }
        if (before == verb || before == sentence.first || !is_one_of(token(before - 1), {"that", "which"}))
            return;
        out_.push_back({.sentence = s,
                        .verb = i,
                        .speaker = speaker,
                        .act = Act::claims_responsibility,
                        .about = speaker});
    }

    /// "which Eta claimed", "which the group claimed": where a party begins that stands in no table, right
    /// before the verb; `verb` where none does.
    [[nodiscard]] std::uint32_t first_of_claimant(const Sentence& sentence, std::uint32_t verb) const
    {
        constexpr std::uint32_t longest = 4;
        std::uint32_t first = verb;
        while (first > sentence.first && verb - first < longest && token(first - 1).capitalised &&
               token(first - 1).kind == Token::Kind::word)
            --first;
        if (first == verb && verb > sentence.first &&
            (lexicon_.is_in("role_of_force", token(verb - 1)) || lexicon_.is_in("gang", token(verb - 1)) ||
             lexicon_.is_in("own_party", token(verb - 1))))
            --first;
        return first < verb && first > sentence.first && token(first - 1).is("the") ? first - 1 : first;
    }

    /// "Syria's government called the reports a fabrication."
    void take_rebuttal(std::uint32_t s, const Sentence& sentence, std::uint32_t i, const PhraseMatch& match)
    {
        SpeechMention speech{.sentence = s, .verb = i, .stance = Stance::denies, .act = Act::denies};
        speech.speaker = speaker(sentence, i, match);
        if (!speech.speaker.empty())
            out_.push_back(std::move(speech));
    }

    void take(std::uint32_t s, const Sentence& sentence, std::uint32_t i, const PhraseMatch& match)
    {
        SpeechMention speech{.sentence = s, .verb = i};
        std::string_view what = match.meaning();
        const bool claims_deed = claims_a_deed(text_, lexicon_, i, sentence.last);
        if (claims_deed)
            what = "claims";
        if (what == "unconfirmed" || what == "unclaimed") {
            speech.act = what == "unclaimed" ? Act::nobody_claims : Act::does_not_confirm;
            speech.stance = Stance::leaves_open;
            out_.push_back(std::move(speech));
            return;
        }
        if (what == "denies" &&
            (is_habit(text_, lexicon_, sentence, i) ||
             // "had no part in", "washed its hands of": the phrase says of what
             (match.length < 3 && !denies_a_deed(text_, lexicon_, i + match.length, sentence.last))))
            return;
        if (what == "says" && is_participle_before_noun(i, sentence))
            return;
        const bool passive = i > sentence.first &&
                             is_one_of(token(i - 1), {"been", "was", "were", "is", "are", "being"}) &&
                             !token(i).lower.ends_with("ing");    // "were pointing the finger at"
        if (what == "says" && passive && token(i).is("admitted")) // to a hospital
            return;
        std::uint32_t subject = i; // "which has denied"
        while (subject > sentence.first && is_one_of(token(subject - 1), {"has", "have", "had"}))
            --subject;
        const bool relative =
            subject > sentence.first && is_one_of(token(subject - 1), {"who", "that", "which"});
        const bool adjective =
            what == "suspects" && i > sentence.first && token(i).lower.starts_with("suspect") &&
            (is_one_of(token(i - 1), {"a", "an", "the", "of", "in", "by"}) ||
             token(i - 1).kind == Token::Kind::number || lexicon_.has("numbers", token(i - 1)) ||
             (is_one_of(token(i), {"suspects", "suspect"}) && i + 1 < sentence.last &&
              (is_form_of_be(token(i + 1)) || is_one_of(token(i + 1), {"have", "had", "has"}))));
        const bool infinitive = what == "accuses" && i > sentence.first && token(i - 1).is("to") &&
                                !(i > sentence.first + 1 && lexicon_.is_in("does_at_once", token(i - 2)));
        if (adjective || infinitive)
            return;
        if (what == "denies" && relative) {
            take_relative_denial(s, sentence, i);
            return;
        }
        if ((what == "denies" && passive) || (what == "accuses" && relative))
            return;
        if (what == "denies" && take_not_denying(s, sentence, i, match))
            return;
        if (what == "accuses" && passive) {
            take_passive_accusation(s, sentence, i, i + match.length);
            return;
        }
        if (what == "suspects" && passive && token(i).is("suspected")) { // "Boko Haram is suspected"
            speech.act = Act::accuses;
            speech.hedged = true;
            speech.about = speakers_.before(sentence, i);
            if (!speech.about.empty() && !told_.actors_in(sentence.first, i).empty())
                out_.push_back(std::move(speech));
            return;
        }
        // "sent a letter in which it took responsibility": who sent it
        const bool in_which_it =
            what == "claims" && i > sentence.first + 2 && token(i - 1).is("it") && token(i - 2).is("which");
        // "phoned an agency to say that it had done it": who phoned
        const bool sends_to_say = (what == "claims" || what == "says") && i > sentence.first + 2 &&
                                  token(i - 1).is("to") && subjects_.sends_word_before(sentence, i);
        speech.speaker = in_which_it || sends_to_say ? subjects_.sender_in(sentence, i)
                         : claims_deed               ? speakers_.before(sentence, i)
                         : what == "denies"          ? denier(sentence, i, match)
                                                     : speaker(sentence, i, match);
        if (what == "says" && speech.speaker.empty() && i > sentence.first + 1 && token(i - 1).is("to"))
            speech.speaker = subjects_.sender_in(sentence, i); // "rang a newspaper to say that it did it"
        if (what == "thinks") {
            if (auto blame = told_.was_to_blame(s, i + match.length, speech.speaker)) {
                blame->hedged = true;
                take_told(std::move(blame));
                return;
            }
            take_told(told_.it_was(s, i + match.length, speech.speaker));
            take_told(told_.behind_saying(s, i + match.length, speech.speaker));
            take_told(told_.before_belief(speech));
            if (!speech.speaker.empty())
                take_told(told_.from_territory(speech));
            return;
        }
        if (what == "claims" && speech.speaker.empty() && !is_negated(sentence, i)) {
            if (const ActorMention* actor = told_.party_right_before(sentence, i))
                speech.speaker = words_of(text_, actor->first, actor->last);
            else if (subjects_.joins_statement(sentence, i) || token(i - 1).is("to"))
                speech.speaker = subjects_.sender_in(sentence, i); // "rang a radio station and claimed it"
        }
        if (what == "claims" && !speech.speaker.empty())
            if (const ActorMention* party = told_.armed_party_meant(sentence, i))
                speech.speaker = words_of(text_, party->first, party->last);
        if (what == "claims" && (speech.speaker.empty() || is_negated(sentence, i))) {
            speech.act = Act::nobody_claims;
            speech.stance = Stance::leaves_open;
            speech.speaker.clear();
            out_.push_back(std::move(speech));
            return;
        }
        fill(speech, what, i + match.length, sentence);
        blame_back(speech, sentence, i);
        if (speech.act == Act::denies && denies_own_part(text_, lexicon_, i, i + match.length, sentence.last))
            speech.about = speech.speaker;
        if (speech.act == Act::says && speech.speaker.empty())
            return;
        if (speech.act == Act::accuses && (speech.about.empty() || names_no_culprit(speech.about) ||
                                           !is_about_violence(text_, lexicon_, sentence, i + match.length)))
            return;
        if (speech.act == Act::accuses && subjects_.opens_with_both(sentence, i) &&
            speakers_.last_two().size() == 2) {
            for (const std::string& one : speakers_.last_two()) { // "Both accused the RSF"
                out_.push_back(speech);
                out_.back().speaker = one;
            }
            return;
        }
        if (speech.act == Act::says && says_the_reverse(speech, i + match.length, sentence))
            return;
        const SpeechMention told = speech;
        if (told.act == Act::accuses &&
            is_one_of_words(told.about, {"each other", "one another", "the other", "other"})) {
            take_mutual_accusation(told, sentence);
            return;
        }
        out_.push_back(std::move(speech));
        if (told.act == Act::accuses || told.act == Act::denies)
            for (const std::string& other : speakers_.joined(sentence)) {
                out_.push_back(told);
                out_.back().speaker = other;
            }
        if (what != "says")
            return;
        if (auto blame = told_.was_to_blame(s, i + match.length, told.speaker)) {
            // "A caller told an agency that the front had done it" speaks for the front
            if (lexicon_.is_in("admits", token(i))) { // "the army admitted that soldiers had done it"
                blame->act = Act::claims_responsibility;
                blame->about = blame->speaker;
            } else if (is_caller(told.speaker, sentence, i)) {
                blame->act = Act::claims_responsibility;
                blame->speaker = blame->about;
            }
            take_told(blame); // and no deed of the speaker's own
            return;
        }
        take_told(told_.work_of(told));
        take_own_deed(told, sentence, i + match.length);
        take_told(told_.it_was(s, i + match.length, told.speaker));
        take_told(told_.they_were_of(s, i + match.length, told.speaker));
        take_told(own_or_other(told_.behind_saying(s, i + match.length, told.speaker), told, sentence));
        take_told(told_.before_saying(told));
        take_told(told_.quoted_it_was(told));
        take_told(told_.cleft(told));
        take_told(told_.from_territory(told));
        take_told(told_.around_saying(told, i + match.length));
        take_answer(told, sentence, i);
    }

    /// "a caller", "A man who rang newspaper offices": speaks for whom he names.
    [[nodiscard]] bool is_caller(const std::string& speaker, const Sentence& sentence,
                                 std::uint32_t verb) const
    {
        if (speaker.find("caller") != std::string::npos)
            return true;
        const bool nameless = speaker == "A man" || speaker == "man" || speaker == "voice" ||
                              speaker.starts_with("A man ") || speaker.starts_with("man ");
        bool calls = false;
        for (std::uint32_t i = sentence.first; i < verb; ++i)
            calls = calls || is_one_of(token(i), {"rang", "telephoned", "phoned", "called"});
        return nameless && calls;
    }

    /// "The rebels say that the army fired them; Kyiv says the reverse": who accused before is accused.
    bool says_the_reverse(const SpeechMention& speech, std::uint32_t behind, const Sentence& sentence)
    {
        if (behind + 1 >= sentence.last || !token(behind).is("the") ||
            !is_one_of(token(behind + 1), {"reverse", "opposite", "contrary"}) || out_.empty() ||
            out_.back().act != Act::accuses || out_.back().speaker.empty() || speech.speaker.empty() ||
            out_.back().sentence + 1 < speech.sentence)
            return false;
        SpeechMention back = speech;
        back.act = Act::accuses;
        back.about = out_.back().speaker;
        out_.push_back(std::move(back));
        return true;
    }

    /// "blamed the political deadlock", "blamed bad weather": nobody.
    [[nodiscard]] bool names_no_culprit(const std::string& about) const
    {
        const TokenisedText words = tokenise(about);
        return !words.tokens.empty() && lexicon_.is_in("no_culprit", words.tokens.back());
    }

    /// "Kyiv blamed the separatists; they blamed Kyiv": the accused of before speaks.
    void blame_back(SpeechMention& speech, const Sentence& sentence, std::uint32_t verb) const
    {
        if (speech.act != Act::accuses || out_.empty() || out_.back().act != Act::accuses ||
            out_.back().about.empty() || verb == sentence.first ||
            !is_one_of(token(verb - 1), {"they", "it", "he", "she"}) || speech.about != out_.back().speaker)
            return;
        speech.speaker = out_.back().about;
    }

    /// "did not deny that it had carried out the strike", "could neither confirm nor deny it": no denial, and
    /// the first as good as a claim.
    [[nodiscard]] bool take_not_denying(std::uint32_t s, const Sentence& sentence, std::uint32_t i,
                                        const PhraseMatch& match)
    {
        if (i < sentence.first + 2 || !is_one_of(token(i - 1), {"not", "never", "nor", "neither", "cannot"}))
            return false;
        const std::uint32_t behind = behind_manner(text_, i + match.length, sentence.last);
        const SpeechMention told{.sentence = s, .verb = i, .speaker = speakers_.before(sentence, i)};
        if (behind < sentence.last && token(behind).is("that"))
            take_own_deed(told, sentence, behind);
        return true;
    }

    /// "accuses Islamabad of having helped, which it denies": the pronoun means the accused.
    [[nodiscard]] std::string denier(const Sentence& sentence, std::uint32_t i, const PhraseMatch& match)
    {
        const bool of_relative = i >= sentence.first + 2 &&
                                 is_one_of(token(i - 1), {"it", "they", "he", "she"}) &&
                                 is_one_of(token(i - 2), {"which", "charge", "accusation", "allegation"});
        if (of_relative && !out_.empty() && &text_.sentences[out_.back().sentence] == &sentence &&
            out_.back().act == Act::accuses && !out_.back().about.empty())
            return out_.back().about;
        // "The prosecutor accuses the crew. They deny the charge": the accused
        const bool pronoun = i >= sentence.first + 1 && i <= sentence.first + 2 &&
                             is_one_of(token(sentence.first), {"they", "he", "she", "it"});
        if (pronoun && !out_.empty() && out_.back().act == Act::accuses && !out_.back().about.empty() &&
            &text_.sentences[out_.back().sentence] + 1 == &sentence)
            return out_.back().about;
        // "India accused A and B. Both denied it": the accused
        if (subjects_.opens_with_both(sentence, i) && !out_.empty() && out_.back().act == Act::accuses &&
            &text_.sentences[out_.back().sentence] + 1 == &sentence)
            return out_.back().about;
        // "told a reporter that his men had been nowhere near": who tells it
        if (std::string outer = subjects_.whose_men_before(sentence, i); !outer.empty())
            return outer;
        // "declared that the security forces had no part in it"
        if (is_one_of(token(i), {"had", "has", "have", "was", "were"}) && is_in_that_clause(sentence, i))
            if (std::string outer = subjects_.told_before(sentence, i); !outer.empty())
                return outer;
        return speaker(sentence, i, match);
    }

    /// "that the security forces had"
    [[nodiscard]] bool is_in_that_clause(const Sentence& sentence, std::uint32_t verb) const
    {
        constexpr std::uint32_t longest = 6;
        for (std::uint32_t i = verb; i > sentence.first + 1 && verb - i < longest;)
            if (--i; token(i).kind == Token::Kind::punctuation)
                return false;
            else if (token(i).is("that"))
                return true;
        return false;
    }

    void take_told(std::optional<SpeechMention> accusation)
    {
        if (accusation)
            out_.push_back(*std::move(accusation));
    }

    [[nodiscard]] static bool is_one_of_words(std::string_view words,
                                              std::initializer_list<std::string_view> which)
    {
        return std::find(which.begin(), which.end(), words) != which.end();
    }

    /// "Azerbaijan and Armenia accused each other of shelling": each accuses the one beside it.
    void take_mutual_accusation(const SpeechMention& told, const Sentence& sentence)
    {
        std::vector<std::string> parties = speakers_.joined(sentence);
        parties.insert(parties.begin(), told.speaker);
        if (const auto joint = told.speaker.find(" and "); parties.size() < 2 && joint != std::string::npos)
            parties = {told.speaker.substr(0, joint), told.speaker.substr(joint + 5)};
        if (parties.size() < 2) { // "The two sides accused each other"
            out_.push_back(told);
            out_.back().about = "the other side";
            out_.push_back(told);
            out_.back().act = Act::denies;
            out_.back().stance = Stance::denies;
            return;
        }
        for (std::size_t k = 0; k < parties.size(); ++k) {
            out_.push_back(told);
            out_.back().speaker = parties[k];
            out_.back().about = parties[(k + 1) % parties.size()];
        }
    }

    /// "blamed the Taliban, which rejected it": the party before the pronoun.
    void take_relative_denial(std::uint32_t s, const Sentence& sentence, std::uint32_t verb)
    {
        constexpr std::uint32_t reach = 9;
        const std::uint32_t from = verb > sentence.first + reach ? verb - reach : sentence.first;
        const ActorMention* last = nullptr;
        for (const ActorMention* actor : told_.actors_in(from, verb))
            if (!actor->actor_id.empty() || (!actor->name.empty() && is_before_relative(*actor, verb)))
                last = actor;
        if (last)
            out_.push_back({.sentence = s,
                            .verb = verb,
                            .speaker = words_of(text_, last->first, last->last),
                            .stance = Stance::denies,
                            .act = Act::denies});
    }

    /// "the separatists, who denied having fired"
    [[nodiscard]] bool is_before_relative(const ActorMention& actor, std::uint32_t verb) const
    {
        return actor.last + 1 < verb && token(actor.last).is(",") &&
               is_one_of(token(actor.last + 1), {"who", "which"});
    }

    /// "The attack was blamed on militants", "Militants were blamed by the army for the attack".
    void take_passive_accusation(std::uint32_t s, const Sentence& sentence, std::uint32_t verb,
                                 std::uint32_t behind)
    {
        SpeechMention speech{.sentence = s, .verb = verb, .act = Act::accuses};
        std::uint32_t at = behind;
        if (at < sentence.last && token(at).is("by")) {
            speech.speaker = speakers_.behind(sentence, at + 1);
            while (at < sentence.last && !is_one_of(token(at), {"on", "for", "of"}))
                ++at;
        }
        const bool on_party = at < sentence.last && token(at).is("on");
        speech.about = on_party ? told_.accused(at + 1, sentence.last) : speakers_.before(sentence, verb);
        if (!speech.about.empty())
            out_.push_back(std::move(speech));
    }

    /// "confirmed that it had carried out the strike", "said that its aircraft had carried out no strikes".
    void take_own_deed(const SpeechMention& told, const Sentence& sentence, std::uint32_t from)
    {
        const std::uint32_t back = told.verb > sentence.first + 4 ? told.verb - 4 : sentence.first;
        const bool by_party = actor_within(actors_, back, told.verb) != nullptr ||
                              speaks_as_party(told, sentence) || is_force(told, sentence) ||
                              opens_with_fighters(lexicon_, told.speaker);
        const bool confirms = by_party && confirms_own_strike(text_, told.verb, sentence.last);
        const OwnDeed own =
            confirms ? OwnDeed::done : own_deed_said(text_, lexicon_, from, sentence.last, by_party);
        if (own == OwnDeed::none || told.speaker.empty())
            return;
        const bool done = own == OwnDeed::done;
        out_.push_back({.sentence = told.sentence,
                        .verb = told.verb,
                        .speaker = told.speaker,
                        .stance = done ? Stance::asserts : Stance::denies,
                        .act = done ? Act::claims_responsibility : Act::denies,
                        .about = done ? told.speaker : ""});
    }

    /// "Israel, which had sent its jets, said the target was": the speaker is a party of the table.
    [[nodiscard]] bool speaks_as_party(const SpeechMention& told, const Sentence& sentence) const
    {
        for (const ActorMention* actor : told_.actors_in(sentence.first, told.verb))
            if (!actor->actor_id.empty() && words_of(text_, actor->first, actor->last) == told.speaker)
                return true;
        return false;
    }

    /// "The army says that it struck": a force speaks, or its staff.
    [[nodiscard]] bool is_force(const SpeechMention& told, const Sentence& sentence) const
    {
        constexpr std::uint32_t reach = 3;
        const std::uint32_t from = told.verb > sentence.first + reach ? told.verb - reach : sentence.first;
        for (std::uint32_t i = from; i < told.verb; ++i)
            if ((is_one_of(token(i), {"army", "military", "staff", "navy", "coalition"}) ||
                 (token(i).is("force") && i > from && token(i - 1).is("air"))) &&
                told.speaker.find(token(i).text) != std::string::npos)
                return true;
        return false;
    }

    /// "The general staff said that jets had hit a camp": a force that names no other tells of its own deed.
    [[nodiscard]] std::optional<SpeechMention>
    own_or_other(std::optional<SpeechMention> told, const SpeechMention& said, const Sentence& sentence) const
    {
        if (!told)
            return told;
        const bool officer = is_officer(said.speaker);
        if (!is_force(said, sentence) && !officer && !is_authority(said.speaker))
            return told;
        if (!are_men_of_state(lexicon_, told->about))
            return told;
        if (!is_force(said, sentence) && !officer)
            return std::nullopt; // "The interior ministry said that police had opened fire": no charge
        told->act = Act::claims_responsibility;
        told->about = told->speaker;
        return told;
    }

    /// "Who is to blame? Hindu groups, say residents."
    void take_answer(const SpeechMention& told, const Sentence& sentence, std::uint32_t verb)
    {
        bool asked = false;
        for (std::uint32_t s = told.sentence; s > 0 && !asked; --s) {
            if (text_.sentences[s - 1].paragraph != sentence.paragraph)
                break;
            asked = asks_who_did_it(text_, text_.sentences[s - 1]);
        }
        if (!asked || verb < sentence.first + 2 || !token(verb - 1).is(",") || verb - sentence.first > 8)
            return;
        out_.push_back({.sentence = told.sentence,
                        .verb = verb,
                        .speaker = told.speaker,
                        .act = Act::accuses,
                        .about = words_of(text_, sentence.first, verb - 1)});
    }

    /// "Hezbollah, in a statement: snipers of the Lebanese Forces fired on us", "Army: rebels shelled the
    /// clinic".
    void take_colon(std::uint32_t s, const Sentence& sentence)
    {
        constexpr std::uint32_t farthest = 16;
        for (std::uint32_t i = sentence.first + 1; i + 3 < sentence.last && i < sentence.first + farthest;
             ++i) {
            if (!token(i).is(":"))
                continue;
            const auto named = told_.actors_in(sentence.first, i);
            if (named.empty() || named.front()->first > sentence.first + 3)
                return;
            const bool bare = named.back()->last == i;
            bool statement = bare;
            for (std::uint32_t k = sentence.first; k < i; ++k)
                statement = statement || lexicon_.is_in("party_speaks", token(k));
            if (statement)
                take_told(told_.behind_saying(s, i + 1,
                                              words_of(text_, named.front()->first, named.front()->last)));
            return;
        }
    }

    void fill(SpeechMention& speech, std::string_view what, std::uint32_t behind, const Sentence& sentence)
    {
        if (what == "accuses" || what == "suspects") {
            speech.act = Act::accuses;
            speech.hedged = what == "suspects";
            // "it bears the hallmarks of": said by whom is told elsewhere; not "sees the hand of"
            const bool hallmarks = speech.hedged && is_one_of(token(behind - 1), {"of", "on", "to"}) &&
                                   !token(behind - 2).is("suspected");
            const bool points_at = token(behind - 1).is("at"); // "pointed at the PKK"
            const bool subject_is_suspect =
                speech.hedged && !hallmarks && !points_at && !token(behind - 1).is("suspect") &&
                !token(behind - 1).is("suspects") && !token(behind - 1).is("suspected") &&
                !is_form_of_be(token(behind - 1)); // "the main suspects are the rebels"
            const bool suspect_noun = speech.hedged && behind >= 2 && is_form_of_be_before(behind, sentence);
            if (subject_is_suspect || suspect_noun) {
                speech.about = speech.speaker;
                speech.speaker.clear();
            } else
                speech.about =
                    is_one_of(token(behind), {"them", "him", "her", "it"}) && behind < sentence.last
                        ? accused_before(speech)
                        : told_.accused(behind, sentence.last);
            // "men who are suspected to be insurgents"
            if (speech.about.starts_with("to "))
                speech.about = speech.about.starts_with("to be ") ? speech.about.substr(6) : std::string{};
            if (behind >= 2 && lexicon_.is_in("trades", token(behind - 2)) &&
                is_one_of(token(behind - 1), {"blame", "accusations", "charges"}))
                speech.about = "each other";
            if (hallmarks) // "the governor said that it bore the hallmarks of"
                speech.speaker =
                    !out_.empty() && out_.back().sentence == speech.sentence ? out_.back().speaker : "";
        } else if (what == "denies") {
            speech.act = Act::denies;
            speech.stance = Stance::denies;
        } else if (what == "claims") {
            speech.act = Act::claims_responsibility;
            speech.about = speech.speaker;
        }
    }

    /// "accuses them of having killed hundreds": the party that was named last before, and does not speak.
    [[nodiscard]] std::string accused_before(const SpeechMention& speech) const
    {
        constexpr std::uint32_t reach = 3; // sentences
        const std::uint32_t from = speech.sentence > reach ? speech.sentence - reach : 0;
        std::string last;
        for (const ActorMention* actor : told_.actors_in(text_.sentences[from].first, speech.verb))
            if (!actor->name.empty() && speech.speaker.find(actor->name) == std::string::npos)
                last = actor->name;
        return last.empty() && speech.sentence > 0 ? opening_of(text_.sentences[speech.sentence - 1]) : last;
    }

    /// "Nine Egyptians were arrested": the words that open the sentence, up to a form of be.
    [[nodiscard]] std::string opening_of(const Sentence& sentence) const
    {
        constexpr std::uint32_t longest = 5;
        std::uint32_t end = sentence.first;
        while (end < std::min(sentence.first + longest, sentence.last) && !is_form_of_be(token(end)) &&
               !ends_noun_phrase(token(end)))
            ++end;
        return end > sentence.first && end < sentence.last && is_form_of_be(token(end))
                   ? words_of(text_, sentence.first, end)
                   : std::string{};
    }

    [[nodiscard]] bool is_form_of_be_before(std::uint32_t behind, const Sentence& sentence) const
    {
        for (std::uint32_t back = 2; back <= 5 && behind >= sentence.first + back; ++back)
            if (is_form_of_be(token(behind - back)))
                return token(behind - 1).is("suspect");
        return false;
    }

    /// "the reported strike", "said to be": no speech.
    [[nodiscard]] bool is_participle_before_noun(std::uint32_t i, const Sentence& sentence) const
    {
        if (i + 1 < sentence.last && token(i).is("said") && token(i + 1).is("to") && i + 2 < sentence.last &&
            token(i + 2).is("be"))
            return true;
        return i > sentence.first && is_one_of(token(i - 1), {"the", "a", "been"}) &&
               !is_one_of(token(i), {"said"});
    }

    [[nodiscard]] std::string speaker(const Sentence& sentence, std::uint32_t i, const PhraseMatch& match)
    {
        if (match.column(0) == "after")
            return speakers_.behind(sentence, i + match.length);
        const bool inverted = i > sentence.first && i + 1 < sentence.last &&
                              !subjects_.closes_relative_clause(sentence, i) &&
                              (token(i - 1).is(",") || is_quote_mark(token(i - 1)) || token(i - 1).is("?")) &&
                              told_.begins_name(i + match.length, sentence.last) &&
                              match.meaning() == "says" && !is_one_of(token(i), {"told", "tells"});
        if (inverted)
            return speakers_.behind(sentence, i + match.length);
        const std::string& verb = token(i).lower;
        const bool progressive = i > sentence.first && is_form_of_be(token(i - 1)); // "is accusing"
        if (verb.ends_with("ing") && !progressive) { // "condemned the crime, blaming": who condemned it
            // "A bomb killed nine, police said, blaming the rebels": who said so
            const std::string said =
                token(i - 1).is(",") ? subjects_.told_before(sentence, i) : std::string{};
            return said.empty() ? subjects_.subject_of(sentence, i) : said;
        }
        std::string found = speakers_.before(sentence, fragment_);
        if (found.empty() && subjects_.joins_statement(sentence, i))
            found = subjects_.told_before(sentence, i);
        const bool quick_to = i > sentence.first && token(i - 1).is("to"); // "was quick to accuse"
        if ((found.empty() || quick_to) && match.meaning() == "accuses" &&
            !subjects_.opens_with_both(sentence, i))
            found = subjects_.subject_of(sentence, i);
        return found;
    }

    [[nodiscard]] bool is_negated(const Sentence& sentence, std::uint32_t verb) const
    {
        for (std::uint32_t back = 1; back <= 6 && verb >= sentence.first + back; ++back)
            if (is_one_of(token(verb - back), {"no", "nobody", "none", "not", "never", "no-one", "neither"}))
                return true;
        return false;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const std::vector<ActorMention>& actors_;
    ToldAccusations told_;
    Speakers speakers_;
    SpeechSubjects subjects_;
    AccusingFrames frames_;
    std::uint32_t fragment_ = 0; ///< of the verb that is looked at: see `fragment_at`
    std::vector<SpeechMention> out_;
};

} // namespace

std::vector<SpeechMention> find_speech(const TokenisedText& text, const Lexicon& lexicon,
                                       const std::vector<ActorMention>& actors,
                                       const std::vector<TimeMention>& times)
{
    return SpeechReader{text, lexicon, actors, times}.read();
}

std::vector<std::string> speakers_of(const TokenisedText& text, const std::vector<SpeechMention>& speeches)
{
    std::vector<std::string> speakers(text.sentences.size());
    for (const SpeechMention& speech : speeches)
        if (!speech.speaker.empty() && (speech.act == Act::says || speakers[speech.sentence].empty()))
            speakers[speech.sentence] = speech.speaker;
    const auto same_paragraph = [&](std::size_t a, std::size_t b) {
        return text.sentences[a].paragraph == text.sentences[b].paragraph;
    };
    for (std::size_t s = 0; s < speakers.size(); ++s) {
        if (!speakers[s].empty() || !text.sentences[s].quoted)
            continue;
        if (s + 1 < speakers.size() && same_paragraph(s, s + 1) && !speakers[s + 1].empty())
            speakers[s] = speakers[s + 1];
        else if (s > 0 && !speakers[s - 1].empty())
            speakers[s] = speakers[s - 1];
    }
    return speakers;
}

} // namespace sitmap
