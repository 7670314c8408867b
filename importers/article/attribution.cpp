#include "importers/article/attribution.hpp"

#include "importers/article/actors.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/speakers.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;

class SpeechReader {
public:
    SpeechReader(const TokenisedText& text, const Lexicon& lexicon, const std::vector<ActorMention>& actors,
                 const std::vector<TimeMention>& times)
        : text_{text}, lexicon_{lexicon}, actors_{actors}, speakers_{text, lexicon, times}
    {}

    std::vector<SpeechMention> read()
    {
        for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
            const Sentence& sentence = text_.sentences[s];
            const std::vector<bool> quoted = quoted_tokens(text_, sentence);
            for (std::uint32_t i = sentence.first; i < sentence.last;) {
                const PhraseMatch match = match_phrase(lexicon_, "speech", text_, i, sentence.last);
                if (match && !quoted[i - sentence.first])
                    take(s, sentence, i, match);
                i += match ? match.length : 1;
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    void take(std::uint32_t s, const Sentence& sentence, std::uint32_t i, const PhraseMatch& match)
    {
        SpeechMention speech{.sentence = s, .verb = i};
        const std::string_view what = match.meaning();
        if (what == "unconfirmed") {
            speech.act = Act::does_not_confirm;
            speech.stance = Stance::leaves_open;
            out_.push_back(std::move(speech));
            return;
        }
        if (what == "denies" && !is_denial_of_deed(i + match.length, sentence.last))
            return;
        if (what == "says" && is_participle_before_noun(i, sentence))
            return;
        const bool passive =
            i > sentence.first && is_one_of(token(i - 1), {"been", "was", "were", "is", "are", "being"});
        const bool relative = i > sentence.first && is_one_of(token(i - 1), {"who", "that", "which"});
        const bool adjective = what == "suspects" && i > sentence.first &&
                               is_one_of(token(i - 1), {"a", "an", "the", "of", "in", "by", "two", "three"});
        const bool infinitive = what == "accuses" && i > sentence.first && token(i - 1).lower == "to";
        if (adjective || infinitive)
            return;
        if ((what == "denies" && passive) || ((what == "accuses" || what == "denies") && relative))
            return;
        speech.speaker = speaker(sentence, i, match);
        if (what == "claims" && (speech.speaker.empty() || is_negated(sentence, i))) {
            speech.act = Act::does_not_confirm;
            speech.stance = Stance::leaves_open;
            speech.speaker.clear();
            out_.push_back(std::move(speech));
            return;
        }
        fill(speech, what, i + match.length, sentence);
        if (speech.act == Act::says && speech.speaker.empty())
            return;
        if (speech.act == Act::accuses &&
            (speech.about.empty() || !is_about_violence(sentence, i + match.length)))
            return;
        const std::string speaker = speech.speaker;
        out_.push_back(std::move(speech));
        if (what == "says")
            take_told_deed(s, sentence, i + match.length, speaker);
    }

    /// "The LNA said militias in Tripoli had staged it": what a speaker says that another did is an
    /// accusation.
    void take_told_deed(std::uint32_t s, const Sentence& sentence, std::uint32_t from,
                        const std::string& speaker)
    {
        for (const ActorMention* actor : in_tokens(from, sentence.last)) {
            const Token& before = token(actor->first - 1);
            if (actor->name.empty() || speaker.empty() ||
                !(actor->first == from || is_one_of(before, {"that", "the", "and", "said", "says"})))
                continue;
            for (std::uint32_t i = actor->last; i < std::min(actor->last + 5, sentence.last); ++i) {
                if (token(i).kind == Token::Kind::punctuation || is_form_of_be(token(i)))
                    break;
                if (!lexicon_.has("accusing_deeds", token(i).lower))
                    continue;
                out_.push_back({.sentence = s,
                                .verb = i,
                                .speaker = speaker,
                                .act = Act::accuses,
                                .about = actor->name});
                return;
            }
        }
    }

    [[nodiscard]] std::vector<const ActorMention*> in_tokens(std::uint32_t first, std::uint32_t last) const
    {
        std::vector<const ActorMention*> found;
        auto next = std::lower_bound(actors_.begin(), actors_.end(), first,
                                     [](const ActorMention& a, std::uint32_t at) { return a.first < at; });
        for (; next != actors_.end() && next->first < last; ++next)
            found.push_back(&*next);
        return found;
    }

    void fill(SpeechMention& speech, std::string_view what, std::uint32_t behind, const Sentence& sentence)
    {
        if (what == "accuses" || what == "suspects") {
            speech.act = Act::accuses;
            speech.hedged = what == "suspects";
            const bool subject_is_suspect = speech.hedged && token(behind - 1).lower != "suspect" &&
                                            token(behind - 1).lower != "suspects" &&
                                            token(behind - 1).lower != "suspected";
            const bool suspect_noun = speech.hedged && behind >= 2 && is_form_of_be_before(behind, sentence);
            if (subject_is_suspect || suspect_noun) {
                speech.about = speech.speaker;
                speech.speaker.clear();
            } else
                speech.about = accused(behind, sentence.last);
        } else if (what == "denies") {
            speech.act = Act::denies;
            speech.stance = Stance::denies;
        } else if (what == "claims") {
            speech.act = Act::claims_responsibility;
            speech.about = speech.speaker;
        }
    }

    [[nodiscard]] bool is_form_of_be_before(std::uint32_t behind, const Sentence& sentence) const
    {
        for (std::uint32_t back = 2; back <= 5 && behind >= sentence.first + back; ++back)
            if (is_form_of_be(token(behind - back)))
                return token(behind - 1).lower == "suspect";
        return false;
    }

    /// "the reported strike", "said to be": no speech.
    [[nodiscard]] bool is_participle_before_noun(std::uint32_t i, const Sentence& sentence) const
    {
        if (i + 1 < sentence.last && token(i).lower == "said" && token(i + 1).lower == "to" &&
            i + 2 < sentence.last && token(i + 2).lower == "be")
            return true;
        return i > sentence.first && is_one_of(token(i - 1), {"the", "a", "been"}) &&
               !is_one_of(token(i), {"said"});
    }

    [[nodiscard]] std::string speaker(const Sentence& sentence, std::uint32_t i, const PhraseMatch& match)
    {
        if (match.column(0) == "after")
            return speakers_.behind(sentence, i + match.length);
        const bool inverted =
            i > sentence.first && i + 1 < sentence.last && !closes_relative_clause(sentence, i) &&
            (token(i - 1).lower == "," || is_quote_mark(token(i - 1)) || token(i - 1).lower == "?") &&
            begins_name(i + match.length, sentence) && match.meaning() == "says";
        if (inverted)
            return speakers_.behind(sentence, i + match.length);
        const std::string& verb = token(i).lower;
        if (verb.ends_with("ing")) // "condemned the crime, blaming ...": the sentence's subject
            return subject_of(sentence, i);
        std::string found = speakers_.before(sentence, i);
        if (found.empty() && (verb == "accused" || verb == "accuses" || verb == "blamed"))
            found = subject_of(sentence, i);
        return found;
    }

    /// "The official, who works for the ministry, said the toll": the comma ends a clause about the speaker.
    [[nodiscard]] bool closes_relative_clause(const Sentence& sentence, std::uint32_t verb) const
    {
        if (token(verb - 1).lower != ",")
            return false;
        for (std::uint32_t i = verb - 1; i > sentence.first && verb - i < 24;) {
            --i;
            if (token(i).lower == ",")
                return is_one_of(token(i + 1), {"who", "which", "whose"});
        }
        return false;
    }

    [[nodiscard]] bool begins_name(std::uint32_t i, const Sentence& sentence) const
    {
        if (i >= sentence.last)
            return false;
        return token(i).capitalised || lexicon_.has("roles", token(i).lower) ||
               is_one_of(token(i), {"a", "an", "the", "one", "four", "two", "three", "several", "its"});
    }

    /// The noun phrase that opens the sentence, up to its first verb: who "blaming" belongs to.
    [[nodiscard]] std::string subject_of(const Sentence& sentence, std::uint32_t before)
    {
        for (std::uint32_t i = sentence.first; i < before; ++i)
            if (i > sentence.first &&
                (is_auxiliary(token(i)) || lexicon_.has("speech", token(i).lower) ||
                 lexicon_.has("reality", token(i).lower) ||
                 (token(i).lower.size() > 4 && token(i).lower.ends_with("ed") && !token(i).capitalised)))
                return speakers_.before(sentence, i);
        return {};
    }

    [[nodiscard]] bool is_negated(const Sentence& sentence, std::uint32_t verb) const
    {
        for (std::uint32_t back = 1; back <= 6 && verb >= sentence.first + back; ++back)
            if (is_one_of(token(verb - back), {"no", "nobody", "none", "not", "never", "no-one", "neither"}))
                return true;
        return false;
    }

    /// "denied responsibility", "denied it", "denied having", "denied that": not "denied ownership of
    /// weapons".
    [[nodiscard]] bool is_denial_of_deed(std::uint32_t behind, std::uint32_t last) const
    {
        if (behind >= last || token(behind).kind == Token::Kind::punctuation)
            return true;
        if (token(behind).lower.ends_with("ing"))
            return true;
        return is_one_of(token(behind), {"it",          "this",        "that",    "responsibility",
                                         "any",         "involvement", "the",     "having",
                                         "carrying",    "being",       "all",     "targeting",
                                         "attacking",   "and",         "such",    "these",
                                         "those",       "hitting",     "bombing", "killing",
                                         "by",          "within",      "at",      "on",
                                         "in",          "behind",      "a",       "an",
                                         "accusations", "allegations"});
    }

    /// "accused Russia of the attack", "blamed the rebels": not "accused Jordan of flouting the ban".
    [[nodiscard]] bool is_about_violence(const Sentence& sentence, std::uint32_t behind) const
    {
        bool of = false;
        for (std::uint32_t i = behind; i < sentence.last; ++i) {
            of = of || (token(i).lower == "of" && i + 1 < sentence.last && !token(i + 1).capitalised);
            if (of && lexicon_.has("deeds", token(i).lower))
                return true;
        }
        if (!of)
            return true;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (match_phrase(lexicon_, "triggers", text_, i, sentence.last) ||
                match_phrase(lexicon_, "harm", text_, i, sentence.last))
                return true;
        return false;
    }

    /// The party named behind "accused", "blamed": from the table where it stands there, else its words.
    [[nodiscard]] std::string accused(std::uint32_t first, std::uint32_t last) const
    {
        std::uint32_t end = first;
        while (end < last && end - first < 24 && !ends_accused(end))
            ++end;
        if (const ActorMention* actor = actor_within(actors_, first, std::min(end + 8, last));
            actor && actor->first < end)
            return actor->name;
        std::uint32_t stop = first;
        while (stop < end && stop - first < 8 && token(stop).lower != "," && token(stop).lower != "—" &&
               token(stop).lower != "–")
            ++stop;
        while (first < stop &&
               (is_one_of(token(first), {"the", "a", "an", "on", "them"}) || is_quote_mark(token(first))))
            ++first;
        while (first < stop && is_quote_mark(token(stop - 1)))
            --stop;
        if (first >= stop)
            return {};
        std::string words = words_of(text_, first, stop);
        for (const std::string_view mark : {"“", "”", "\""})
            for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark))
                words.erase(at, mark.size());
        return words;
    }

    [[nodiscard]] bool ends_accused(std::uint32_t i) const
    {
        return is_form_of_be(token(i)) ||
               is_one_of(token(i), {"of", "for", "because", "after", ".", ";", "whose", "who", "which", "in",
                                    "over", "and", "with"});
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const std::vector<ActorMention>& actors_;
    Speakers speakers_;
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
