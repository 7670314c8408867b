#include "importers/article/explain.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;

std::string quoted(const std::string& words)
{
    return "“" + words + "”";
}

/// Explains the claims of one event.
class Explainer {
public:
    Explainer(const Reading& reading, const Narrative& narrative, std::size_t happening,
              const std::map<std::uint64_t, std::uint32_t>& sentence_at)
        : reading_{reading},
          narrative_{narrative},
          happening_{narrative.happenings[happening]},
          number_{happening},
          sentence_at_{sentence_at}
    {}

    [[nodiscard]] std::string why(const Claim& claim) const
    {
        const auto found = sentence_at_.find(claim.evidence.begin);
        if (found == sentence_at_.end())
            return "stands in the document";
        const std::uint32_t sentence = found->second;
        switch (claim.field) {
        case ClaimField::kind:
            return kind(sentence);
        case ClaimField::place:
            return place(sentence);
        case ClaimField::time:
            return time(sentence);
        case ClaimField::perpetrator:
            return party(claim, sentence);
        case ClaimField::victims:
            return "whom the words name, " + tie(sentence);
        default:
            return count(claim, sentence);
        }
    }

private:
    [[nodiscard]] std::string words(std::uint32_t first, std::uint32_t last) const
    {
        return first < last ? quoted(words_of(reading_.text, first, last)) : std::string{"no words"};
    }

    [[nodiscard]] const Telling* telling_in(std::uint32_t sentence) const
    {
        for (const auto* tellings : {&happening_.tellings, &happening_.sums})
            for (const Telling& telling : *tellings)
                if (telling.sentence == sentence && telling.trigger)
                    return &telling;
        return nullptr;
    }

    /// How a sentence hangs on the event: it tells of it itself, or follows one that does.
    [[nodiscard]] std::string tie(std::uint32_t sentence) const
    {
        if (const Telling* telling = telling_in(sentence))
            return "in the sentence that tells of it by " + trigger(*telling);
        const Telling* before = nullptr;
        for (const Telling& telling : happening_.tellings)
            if (telling.trigger && telling.sentence < sentence &&
                (!before || telling.sentence > before->sentence))
                before = &telling;
        const bool current = sentence < narrative_.current.size() && narrative_.current[sentence] == number_;
        if (before) {
            const std::uint32_t steps = sentence - before->sentence;
            return (steps == 1 ? std::string{"in the sentence"} : std::to_string(steps) + " sentences") +
                   " after " + trigger(*before) + (current ? ", still on the same happening" : "");
        }
        return "in a sentence before " + trigger(happening_.tellings.front());
    }

    [[nodiscard]] std::string trigger(const Telling& telling) const
    {
        return telling.trigger ? words(telling.trigger->first, telling.trigger->last)
                               : std::string{"no words"};
    }

    [[nodiscard]] std::string kind(std::uint32_t sentence) const
    {
        const Telling* telling = telling_in(sentence);
        if (!telling)
            return "read from the text as a whole";
        if (telling->trigger->learnt > 0) {
            char chance[16];
            std::snprintf(chance, sizeof chance, "%.2f", static_cast<double>(telling->trigger->learnt));
            return std::string{"all words of the sentence together tell of a deed (chance "} + chance +
                   "), most of all " + trigger(*telling) + "; no table has a word for it";
        }
        std::string reason = "the words " + trigger(*telling);
        switch (telling->trigger->weight) {
        case 3:
            reason += " name the weapon or the deed";
            break;
        case 2:
            reason += " tell of it as a rule";
            break;
        default:
            reason += " tell of it with what stands beside them";
        }
        const auto others =
            std::count_if(happening_.tellings.begin(), happening_.tellings.end(), [&](const Telling& other) {
                return &other != telling && other.sub_type == telling->sub_type;
            });
        if (others > 0)
            reason += others == 1 ? "; another sentence says so too"
                                  : "; " + std::to_string(others) + " others say so too";
        if (telling->sub_type != happening_.sub_type)
            reason += "; the type is that of the event's other sentences";
        return reason;
    }

    [[nodiscard]] std::string place(std::uint32_t sentence) const
    {
        if (!happening_.place)
            return "no place is named";
        const Toponym& toponym = *happening_.place;
        const std::string name =
            quoted(std::string{reading_.text.text.substr(toponym.begin, toponym.end - toponym.begin)});
        char score[16];
        std::snprintf(score, sizeof score, "%.2f", toponym.score);
        std::string reason =
            name + ", " + std::string{name_of(toponym.kind)} + ", sure to " + score + ", " + tie(sentence);
        if (!telling_in(sentence))
            reason += "; carried over to it as no nearer place is named";
        return reason;
    }

    [[nodiscard]] std::string time(std::uint32_t sentence) const
    {
        if (happening_.day_shared)
            return "no day is told of it; all else that the text reports is of this one";
        for (const Telling& telling : happening_.tellings)
            if (telling.time && telling.sentence == sentence)
                return words(telling.time->first, telling.time->last) + anchor(*telling.time) + ", " +
                       tie(sentence);
        for (const TimeMention* mention : in_sentence(reading_.times, sentence))
            if (!mention->of_speech && mention->interval == happening_.interval)
                return words(mention->first, mention->last) + anchor(*mention) + ", " + tie(sentence);
        return "reckoned from the days that the text names, " + tie(sentence);
    }

    [[nodiscard]] std::string anchor(const TimeMention& mention) const
    {
        if (mention.anchor != TimeMention::Anchor::calendar)
            return " after the happening told before";
        const auto& published = reading_.article.document.published;
        return published ? " as seen from publication on " + format_day(*published) : std::string{};
    }

    [[nodiscard]] std::string count(const Claim& claim, std::uint32_t sentence) const
    {
        const auto* quantity = std::get_if<Quantity>(&claim.value);
        for (const CountMention* mention : happening_.counts) {
            if (mention->sentence != sentence || !quantity || !(mention->quantity == *quantity))
                continue;
            std::string reason = words(mention->first, mention->last) + " counts " +
                                 (mention->whom.empty() ? std::string{"people"} : mention->whom) + " " +
                                 std::string{name_of(claim.field)};
            if (mention->superseded)
                reason += ", an earlier figure that the text itself replaces";
            return reason + ", " + tie(sentence);
        }
        return "reckoned from the figures of the sentence, " + tie(sentence);
    }

    [[nodiscard]] std::string party(const Claim& claim, std::uint32_t sentence) const
    {
        for (const SpeechMention* speech : happening_.speeches) {
            if (speech->sentence != sentence || speech->act == Act::says)
                continue;
            const char* deed = speech->act == Act::accuses            ? "accuses"
                               : speech->act == Act::denies           ? "denies"
                               : speech->act == Act::does_not_confirm ? "leaves open"
                                                                      : "claims responsibility";
            return words(speech->verb, speech->verb + 1) + " " + deed + ", " + tie(sentence);
        }
        if (const Telling* telling = telling_in(sentence))
            return claim.speaker.empty() ? "named as the doer of " + trigger(*telling)
                                         : "named by the speaker as the doer of " + trigger(*telling);
        return tie(sentence);
    }

    const Reading& reading_;
    const Narrative& narrative_;
    const Happening& happening_;
    std::size_t number_;
    const std::map<std::uint64_t, std::uint32_t>& sentence_at_;
};

} // namespace

std::vector<std::vector<std::string>> explain(const Reading& reading, const Narrative& narrative,
                                              const std::vector<Event>& events)
{
    std::map<std::uint64_t, std::uint32_t> sentence_at;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s)
        sentence_at.emplace(evidence_of(reading, s).begin, s);
    std::vector<std::vector<std::string>> reasons;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Explainer explainer{reading, narrative, i, sentence_at};
        std::vector<std::string>& of_event = reasons.emplace_back();
        for (const Claim& claim : events[i].claims)
            of_event.push_back(explainer.why(claim));
    }
    return reasons;
}

} // namespace sitmap
