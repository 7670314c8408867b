#include "importers/article/told_accusations.hpp"

#include "importers/article/actors.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/said_deeds.hpp"

#include <algorithm>

namespace sitmap {

namespace {

SpeechMention accusation(const SpeechMention& told, const std::string& about, std::uint32_t verb)
{
    return {.sentence = told.sentence,
            .verb = verb,
            .speaker = told.speaker,
            .act = SpeechMention::Act::accuses,
            .about = about};
}

} // namespace

std::optional<SpeechMention> ToldAccusations::behind_saying(std::uint32_t s, std::uint32_t from,
                                                            const std::string& speaker) const
{
    const std::uint32_t end = sentence(s).last;
    for (const ActorMention* actor : actors_in(from, end)) {
        const Token& before = token(actor->first - 1);
        if (actor->name.empty() || speaker.empty() || is_speakers_own(text_, *actor, from) ||
            !(actor->first == from || is_one_of(before, {"that", "the", "and", "said", "says"}) ||
              (is_quote_mark(before) && actor->first <= from + 2) ||
              (before.is(",") && actor->first < from + 8 && token(from - 1).is("to"))))
            continue;
        const std::uint32_t verb = behind_apposition(behind_brackets(actor->last, end), end);
        for (std::uint32_t i = verb; i < std::min(verb + 5, end) || joins_deed(verb, i, end); ++i) {
            if (is_quote_mark(token(i)))
                continue;
            if (token(i).kind == Token::Kind::punctuation || is_only_being(i, end))
                break;
            if (!lexicon_.has("accusing_deeds", token(i)) || (token(i).is("force") && i > verb))
                continue;
            return accuse(s, i, speaker, *actor, from);
        }
    }
    return of_people(s, from, speaker);
}

/// "entered the village of Ak-Sai and shelled it": a deed behind "and", within the same clause.
bool ToldAccusations::joins_deed(std::uint32_t verb, std::uint32_t i, std::uint32_t end) const
{
    constexpr std::uint32_t farthest = 12;
    if (i >= std::min(verb + farthest, end) || i == verb)
        return false;
    for (std::uint32_t k = i; k < std::min(verb + farthest, end); ++k) {
        if (ends_noun_phrase(token(k)) && !is_one_of(token(k), {"and", "in", "to", "at", "near", "from"}))
            return false;
        if (token(k).is("and"))
            return k + 1 < end && lexicon_.has("accusing_deeds", token(k + 1));
        if (lexicon_.has("accusing_deeds", token(k)))
            return k > verb && token(k - 1).is("and");
    }
    return false;
}

/// "The Tajiks say that the Kyrgyz fired at a post", "that settlers attacked the village": a people or a
/// group that stands in no table.
std::optional<SpeechMention> ToldAccusations::of_people(std::uint32_t s, std::uint32_t from,
                                                        const std::string& speaker) const
{
    constexpr std::uint32_t longest = 4;
    const std::uint32_t end = sentence(s).last;
    std::uint32_t first = from < end && token(from).is("that") ? from + 1 : from;
    if (speaker.empty() || first + 2 >= end)
        return {};
    if (token(first).is("the"))
        ++first;
    std::uint32_t last = first;
    while (last < std::min(first + longest, end) && token(last).capitalised &&
           token(last).kind == Token::Kind::word)
        ++last;
    if (last == first || last >= end) {
        last = first + 1;
        if (last >= end || !(lexicon_.is_in("role_of_force", token(first)) ||
                             lexicon_.is_in("accused_people", token(first))))
            return {};
    }
    std::uint32_t verb = last;
    while (verb < end && is_one_of(token(verb), {"had", "have", "has", "first"}))
        ++verb;
    const bool did = verb < end && lexicon_.has("accusing_deeds", token(verb)) &&
                     (token(verb).lower.ends_with("ed") || lexicon_.is_in("did_harm", token(verb)));
    const std::string about = words_of(text_, first, last);
    if (!did || speaker.find(about) != std::string::npos)
        return {};
    return SpeechMention{
        .sentence = s, .verb = verb, .speaker = speaker, .act = SpeechMention::Act::accuses, .about = about};
}

/// `from`: where begins what is said, which may be a guess.
SpeechMention ToldAccusations::accuse(std::uint32_t s, std::uint32_t verb, const std::string& speaker,
                                      const ActorMention& accused, std::uint32_t from) const
{
    return {.sentence = s,
            .verb = verb,
            .speaker = speaker,
            .act = SpeechMention::Act::accuses,
            .hedged = is_guess(text_, lexicon_, from, accused.first),
            .about = accused.name};
}

std::optional<SpeechMention> ToldAccusations::it_was(std::uint32_t s, std::uint32_t from,
                                                     const std::string& speaker) const
{
    constexpr std::uint32_t farthest = 6;
    const std::uint32_t end = sentence(s).last;
    // "had no doubt: this was the work of"
    const std::uint32_t it = from < end && is_one_of(token(from), {"that", ":"}) ? from + 1 : from;
    if (speaker.empty() || it + 2 >= end || !is_one_of(token(it), {"it", "this", "these"}) ||
        !is_one_of(token(it + 1), {"was", "is", "were"}))
        return {};
    for (const ActorMention* actor : actors_in(it + 2, std::min(it + farthest, end))) {
        if (actor->name.empty())
            continue;
        for (std::uint32_t i = it + 2; i < actor->first; ++i)
            if (ends_noun_phrase(token(i)) || lexicon_.has("accusing_deeds", token(i)) ||
                lexicon_.has("harm", token(i)))
                return {};
        return accuse(s, it + 1, speaker, *actor, from);
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::they_were_of(std::uint32_t s, std::uint32_t from,
                                                           const std::string& speaker) const
{
    constexpr std::uint32_t longest_subject = 3, farthest = 8; // "that the attackers", "members of the"
    const std::uint32_t end = sentence(s).last;
    std::uint32_t i = from < end && token(from).is("that") ? from + 1 : from;
    const std::uint32_t subject = i;
    while (i < end && i < subject + longest_subject && !lexicon_.is_in("is_of_party", token(i)))
        ++i;
    if (speaker.empty() || i >= end || i == subject || !lexicon_.is_in("is_of_party", token(i)) ||
        !(is_one_of(token(subject), {"they", "he"}) || lexicon_.is_in("did_it", token(i - 1))))
        return {};
    for (const ActorMention* actor : actors_in(i + 1, std::min(i + farthest, end))) {
        if (actor->actor_id.empty())
            continue;
        for (std::uint32_t k = i + 1; k < actor->first; ++k)
            if (!is_one_of(token(k), {"to", "from", "of", "the", "members", "fighters", "men", "a", "part",
                                      "loyal", "militants", "faction", "group"}))
                return {};
        return accuse(s, i, speaker, *actor, from);
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::was_to_blame(std::uint32_t s, std::uint32_t from,
                                                           const std::string& speaker) const
{
    constexpr std::uint32_t reach = 22; // tokens: "that they had no part in it and that rebels had done it"
    const std::uint32_t end = sentence(s).last;
    if (speaker.empty())
        return {};
    for (std::uint32_t i = from; i + 1 < std::min(from + reach, end); ++i) {
        if (token(i).kind == Token::Kind::punctuation)
            return {};
        const bool blamed =
            (is_one_of(token(i), {"was", "were", "is", "are", "be"}) &&
             (is_one_of(token(i + 1), {"responsible", "behind"}) ||
              (i + 2 < end && token(i + 1).is("to") && token(i + 2).is("blame")))) ||
            // "thinks that a band of the Emirate may stand behind the deed"
            (is_one_of(token(i), {"stand", "stands", "stood"}) && token(i + 1).is("behind")) ||
            // "think that the Islamic Movement could have a hand in it"
            (is_one_of(token(i), {"have", "had", "has"}) && i + 3 < end && token(i + 1).is("a") &&
             token(i + 2).is("hand") && token(i + 3).is("in")) ||
            // "stated that al-Qaeda had done it"
            (is_one_of(token(i), {"done", "did"}) && is_one_of(token(i + 1), {"it", "this", "both", "that"}));
        if (!blamed)
            continue;
        const auto named = actors_in(from, i);
        if (named.empty())
            return whose_men(s, from, i, speaker);
        if (named.back()->name.empty() || named.back()->name == speaker)
            return {};
        return SpeechMention{.sentence = s,
                             .verb = i,
                             .speaker = speaker,
                             .act = SpeechMention::Act::accuses,
                             .about = named.back()->name};
    }
    return {};
}

/// "that Kalimov's group was behind it": men who are called by their leader.
std::optional<SpeechMention> ToldAccusations::whose_men(std::uint32_t s, std::uint32_t from,
                                                        std::uint32_t verb, const std::string& speaker) const
{
    constexpr std::uint32_t longest = 6;
    const std::uint32_t first = token(from).is("that") ? from + 1 : from;
    if (first + 2 >= verb || verb - first > longest || !token(first).capitalised ||
        !(lexicon_.is_in("gang", token(verb - 1)) || lexicon_.is_in("own_force", token(verb - 1))))
        return {};
    return SpeechMention{.sentence = s,
                         .verb = verb,
                         .speaker = speaker,
                         .act = SpeechMention::Act::accuses,
                         .about = words_of(text_, first, verb)};
}

std::optional<SpeechMention> ToldAccusations::work_of(const SpeechMention& told) const
{
    constexpr std::uint32_t near = 4; // tokens: "the work of the Pakistani Taliban"
    const std::uint32_t first = sentence(told.sentence).first, end = sentence(told.sentence).last;
    for (std::uint32_t i = first + 1; i + 1 < end; ++i) {
        if (!token(i).is("of") || !lexicon_.is_in("work_of", token(i - 1)))
            continue;
        for (const ActorMention* actor : actors_in(i + 1, std::min(i + near, end)))
            if (!actor->name.empty() && actor->name != told.speaker) {
                SpeechMention accused = accusation(told, actor->name, i);
                accused.hedged = is_one_of(token(i - 1), {"hallmark", "hallmarks", "signature", "stamp",
                                                          "handwriting", "fingerprints"});
                return accused;
            }
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::before_saying(const SpeechMention& told) const
{
    const std::uint32_t verb = told.verb, first = sentence(told.sentence).first;
    // "EIGS did this, the ministry wrote", "The PKK, an outlawed party, had done it, he said"
    for (const ActorMention* actor : actors_in(first, verb)) {
        std::uint32_t i = behind_apposition(behind_brackets(actor->last, verb), verb);
        const std::uint32_t subject = i;
        while (i < verb && is_one_of(token(i), {"had", "has", "have"}))
            ++i;
        const bool did_it = i + 1 < verb && is_one_of(token(i), {"did", "done"}) &&
                            is_one_of(token(i + 1), {"this", "it", "that", "both"});
        const bool behind_it = i + 1 < verb && is_one_of(token(i), {"was", "were", "is", "are"}) &&
                               (is_one_of(token(i + 1), {"behind", "responsible"}) ||
                                (i + 2 < verb && token(i + 1).is("to") && token(i + 2).is("blame")));
        if (!actor->name.empty() && (did_it || behind_it))
            return accusation(told, actor->name, subject);
    }
    if (verb < first + 3 || !token(verb - 1).is(",") || !begins_name(verb + 1, sentence(told.sentence).last))
        return {};
    for (const ActorMention* actor : actors_in(first, std::min(first + 3, verb))) {
        if (actor->name.empty())
            continue;
        for (std::uint32_t i = actor->last; i < verb; ++i) {
            if (is_form_of_be(token(i)))
                return {};
            if (lexicon_.has("accusing_deeds", token(i)))
                return accusation(told, actor->name, i);
        }
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::before_belief(const SpeechMention& told) const
{
    constexpr std::uint32_t longest = 5; // "the head of police believes"
    const std::uint32_t first = sentence(told.sentence).first;
    for (const ActorMention* actor : actors_in(first, first + 2))
        if (!actor->name.empty() && !told.speaker.empty() && actor->last < told.verb &&
            token(actor->last).is(",") && told.verb - actor->last <= longest) {
            SpeechMention guess = accusation(told, actor->name, told.verb);
            guess.hedged = true;
            return guess;
        }
    return {};
}

std::optional<SpeechMention> ToldAccusations::quoted_it_was(const SpeechMention& told) const
{
    constexpr std::uint32_t near = 4, farthest = 12; // "It was the Tenth Front of the FARC"
    std::uint32_t first = sentence(told.sentence).first;
    const bool quoted = is_quote_mark(token(first));
    first += quoted ? 1U : 0U;
    if (first + 4 >= told.verb || !is_one_of(token(first), {"it", "this", "that"}) ||
        !is_one_of(token(first + 1), {"is", "was"}))
        return {};
    for (const ActorMention* actor : actors_in(first + 2, std::min(first + farthest, told.verb))) {
        if (actor->name.empty())
            continue;
        std::uint32_t before = actor->first;
        while (before > first + 2 &&
               (is_one_of(token(before - 1), {"the", "of", "a"}) || token(before - 1).capitalised))
            --before;
        // "This was a planned murder by extremists"
        const bool by = token(before - 1).is("by");
        const bool it_is = before == first + 2 && actor->first <= first + 2 + near;
        // "It was Boko Haram, the mayor says": and not "It was the rebels' camp, he says"
        const bool ends = is_one_of(token(actor->last), {",", "of", "who", "that"});
        if (!by && !(it_is && (quoted || ends)))
            continue;
        SpeechMention found = accusation(told, actor->name, first + 1);
        // "It was the Shining Path, the group said": of itself
        if (told.speaker.find(actor->name) != std::string::npos)
            found.act = SpeechMention::Act::claims_responsibility;
        return found;
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::from_territory(const SpeechMention& told) const
{
    constexpr std::uint32_t longest = 3; // "Bosnian Serb positions"
    const std::uint32_t first = sentence(told.sentence).first, end = sentence(told.sentence).last;
    for (std::uint32_t i = first; i + 3 < end; ++i) {
        if (!is_one_of(token(i), {"launched", "fired", "came", "flown"}) || !token(i + 1).is("from"))
            continue;
        const std::uint32_t name = token(i + 2).is("the") ? i + 3 : i + 2;
        std::uint32_t behind = name;
        while (behind < std::min(name + longest, end) && token(behind).capitalised)
            ++behind;
        if (behind > name && behind < end &&
            is_one_of(token(behind), {"territory", "side", "positions", "soil", "lines"}))
            return accusation(told, words_of(text_, name, behind) + " forces", i);
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::around_saying(const SpeechMention& told,
                                                            std::uint32_t behind) const
{
    constexpr std::uint32_t reach = 6;
    const std::uint32_t verb = told.verb, first = sentence(told.sentence).first,
                        end = sentence(told.sentence).last;
    if (behind + 1 >= end || !token(behind).is(","))
        return {};
    std::uint32_t comma = verb;
    while (comma > first && verb - comma < reach && !token(comma).is(","))
        --comma;
    if (!token(comma).is(",") || comma < first + 1)
        return {};
    for (const ActorMention* actor : actors_in(first, comma)) {
        if (actor->name.empty() || actor->last != comma)
            continue;
        for (std::uint32_t i = behind + 1; i < std::min(behind + reach, end); ++i) {
            if (is_only_being(i, end))
                return {};
            if (lexicon_.has("accusing_deeds", token(i)))
                return accusation(told, actor->name, i);
        }
    }
    return {};
}

std::optional<SpeechMention> ToldAccusations::cleft(const SpeechMention& told) const
{
    const std::uint32_t end = sentence(told.sentence).last;
    std::uint32_t first = sentence(told.sentence).first;
    if (is_quote_mark(token(first)))
        ++first;
    if (end - first < 6 || !token(first).is("it") || !is_one_of(token(first + 1), {"was", "is", "were"}))
        return {};
    for (const ActorMention* actor : actors_in(first + 2, first + 4)) {
        bool relative = false;
        for (std::uint32_t i = actor->last; !actor->name.empty() && i < end; ++i) {
            relative = relative || is_one_of(token(i), {"who", "whose", "that", "which"});
            if (relative && lexicon_.has("accusing_deeds", token(i)))
                return accusation(told, actor->name, i);
        }
    }
    return {};
}

std::string ToldAccusations::accused(std::uint32_t first, std::uint32_t last) const
{
    std::uint32_t end = first;
    while (end < last && end - first < 24 && !ends_accused(end))
        ++end;
    if (const ActorMention* actor = actor_within(actors_, first, std::min(end + 8, last));
        actor && actor->first < end)
        return actor->name;
    std::uint32_t stop = first;
    while (stop < end && stop - first < 8 && !token(stop).is(",") && !token(stop).is("—") &&
           !token(stop).is("–"))
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

std::vector<const ActorMention*> ToldAccusations::actors_in(std::uint32_t first, std::uint32_t last) const
{
    std::vector<const ActorMention*> found;
    auto next = std::lower_bound(actors_.begin(), actors_.end(), first,
                                 [](const ActorMention& a, std::uint32_t at) { return a.first < at; });
    for (; next != actors_.end() && next->first < last; ++next)
        found.push_back(&*next);
    return found;
}

const ActorMention* ToldAccusations::party_right_before(const Sentence& sentence, std::uint32_t verb) const
{
    constexpr std::uint32_t reach = 2; // "has since"
    const ActorMention* last = nullptr;
    for (const ActorMention* actor : actors_in(sentence.first, verb))
        if (!actor->actor_id.empty() && actor->last <= verb && verb - actor->last <= reach)
            last = actor;
    return last;
}

const ActorMention* ToldAccusations::armed_party_meant(const Sentence& sentence, std::uint32_t verb) const
{
    constexpr std::uint32_t reach = 120; // tokens
    std::uint32_t end = verb;
    while (end > sentence.first && is_auxiliary(token(end - 1)))
        --end;
    if (end == sentence.first || !is_one_of(token(end - 1), {"it", "they"}))
        return nullptr;
    const ActorMention* last = nullptr;
    for (const ActorMention* actor : actors_in(end > reach ? end - reach : 0, end))
        if (actor->armed)
            last = actor;
    return last;
}

bool ToldAccusations::begins_name(std::uint32_t i, std::uint32_t last) const
{
    if (i >= last)
        return false;
    return token(i).capitalised || lexicon_.has("roles", token(i)) ||
           is_one_of(token(i), {"a", "an", "the", "one", "four", "two", "three", "several", "its"});
}

/// "the National Liberation Army (ELN)": the token behind the short form.
std::uint32_t ToldAccusations::behind_brackets(std::uint32_t i, std::uint32_t last) const
{
    return i + 2 < last && token(i).is("(") && token(i + 2).is(")") ? i + 3 : i;
}

/// "the Allied Democratic Forces, a Ugandan armed group, were behind it": the token behind the commas.
std::uint32_t ToldAccusations::behind_apposition(std::uint32_t i, std::uint32_t last) const
{
    constexpr std::uint32_t longest = 16;
    if (i + 1 >= last || !token(i).is(",") || !is_one_of(token(i + 1), {"a", "an", "the", "which", "who"}))
        return i;
    std::uint32_t behind = i;
    for (std::uint32_t k = i + 1; k + 1 < std::min(i + longest, last); ++k)
        if (token(k).is(",") && (behind == i || is_form_of_be(token(k + 1)) || token(k + 1).is("had")))
            behind = k + 1;
    return behind;
}

/// "were tired": not "were behind", "are responsible", "were shelling".
bool ToldAccusations::is_only_being(std::uint32_t i, std::uint32_t last) const
{
    return is_form_of_be(token(i)) && i + 1 < last && !is_one_of(token(i + 1), {"behind", "responsible"}) &&
           !token(i + 1).lower.ends_with("ing");
}

bool ToldAccusations::ends_accused(std::uint32_t i) const
{
    return is_form_of_be(token(i)) || is_one_of(token(i), {"of", "for", "because", "after", ".", ";", "whose",
                                                           "who", "which", "in", "over", "and", "with"});
}

} // namespace sitmap
