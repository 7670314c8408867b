// What kind of happening sentences tell of, judged from all their words.
#include "importers/article/kinds_told.hpp"

#include "importers/article/joining.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/trigger_senses.hpp"

#include <algorithm>
#include <numeric>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::size_t brief_sentences = 6;
constexpr std::size_t brief_tokens = 260;
constexpr std::size_t lead_sentences = 4; ///< of a longer text, its headline among them
constexpr double likely = 0.6;            ///< chance of a kind for which a longer text's lead gets a trigger
constexpr double sure = 0.65;             ///< chance of a kind that overrules the triggers
constexpr double more_likely_than_not = 0.5;
constexpr double beyond_question = 0.9; ///< chance of a kind that overrules a phrase that names one
constexpr double next_to_nothing = 0.1; ///< chance of the kind that is overruled

std::vector<std::uint32_t> first_sentences(const TokenisedText& text, std::size_t count)
{
    std::vector<std::uint32_t> first(std::min(count, text.sentences.size()));
    std::iota(first.begin(), first.end(), 0U);
    return first;
}

bool is_unreal_trigger(const Reading& reading, std::uint32_t at)
{
    return std::any_of(reading.triggers.begin(), reading.triggers.end(), [&](const TriggerMention& t) {
        return t.first <= at && at < t.last && t.reality != Reality::reported;
    });
}

/// A deed that is told as having happened.
bool is_real_deed(const Reading& reading, std::uint32_t sentence, std::uint32_t at, const PhraseMatch& cue)
{
    return cue.meaning().starts_with("deed.") && !is_unreal_trigger(reading, at) &&
           reality_at(reading.text, reading.tables.lexicon, sentence, at) == Reality::reported &&
           !match_phrase(reading.tables.lexicon, "idioms", reading.text, at, reading.sentence(sentence).last);
}

/// How well a sentence can carry a happening: the lead tells the news, a place and a day pin it down.
double standing_of(const Reading& reading, std::uint32_t s)
{
    const auto places = toponyms_in(reading, s);
    const bool has_place =
        std::any_of(places.begin(), places.end(), [](const Toponym* t) { return is_placeable(*t); });
    return (has_place ? 0.4 : 0) + (in_sentence(reading.times, s).empty() ? 0 : 0.4) - 0.2 * s;
}

/// A word or phrase that may speak for a kind, at some token.
struct Hint {
    double weight = 0; ///< 0: it does not
    std::uint32_t length = 1;
};

/// The hint among these sentences that speaks most for a kind, as a trigger of it: `hint_at(i, last)` gives
/// the one at a token, `is_told(s, i)` says whether it is told as having happened.
template <class HintAt, class IsTold>
std::optional<TriggerMention> strongest(const Reading& reading, const std::vector<std::uint32_t>& sentences,
                                        SubEventType sub_type, HintAt hint_at, IsTold is_told)
{
    std::optional<TriggerMention> found;
    double most = 0;
    for (const std::uint32_t s : sentences) {
        if (tells_of_other_harm(reading.text, reading.tables.lexicon, s))
            continue;
        const Sentence& sentence = reading.sentence(s);
        const double standing = standing_of(reading, s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Hint hint = hint_at(i, sentence.last);
            const double speaks = hint.weight > 0 ? hint.weight + standing : 0;
            if (speaks <= most || !is_told(s, i))
                continue;
            most = speaks;
            found = TriggerMention{
                .first = i, .last = i + hint.length, .sentence = s, .sub_type = sub_type, .weight = 3};
        }
    }
    return found;
}

/// By the cues: "ambush".
std::optional<TriggerMention>
strongest_cue(const Reading& reading, const std::vector<std::uint32_t>& sentences, SubEventType sub_type)
{
    const auto cue_at = [&](std::uint32_t i, std::uint32_t last) {
        return match_phrase(reading.tables.lexicon, "cues", reading.text, i, last);
    };
    return strongest(
        reading, sentences, sub_type,
        [&](std::uint32_t i, std::uint32_t last) {
            const PhraseMatch cue = cue_at(i, last);
            return cue ? Hint{reading.tables.kinds.weight_of(cue.meaning(), sub_type), cue.length} : Hint{};
        },
        [&](std::uint32_t s, std::uint32_t i) {
            return is_real_deed(reading, s, i, cue_at(i, reading.sentence(s).last));
        });
}

/// By a lower-case word, where no cue speaks for the kind: "the post was overrun".
std::optional<TriggerMention>
strongest_word(const Reading& reading, const std::vector<std::uint32_t>& sentences, SubEventType sub_type)
{
    constexpr double least = 0.2; // weight of a word that means something
    return strongest(
        reading, sentences, sub_type,
        [&](std::uint32_t i, std::uint32_t) {
            const Token& token = reading.token(i);
            if (token.kind != Token::Kind::word || (token.capitalised && !token.sentence_start))
                return Hint{};
            const double weight = reading.tables.kinds.weight_of("word:" + token.lower, sub_type);
            return weight > least ? Hint{weight, 1} : Hint{};
        },
        [&](std::uint32_t s, std::uint32_t i) {
            return !is_unreal_trigger(reading, i) &&
                   reality_at(reading.text, reading.tables.lexicon, s, i) == Reality::reported;
        });
}

/// A word that by itself tells of a deed of this group, not one that may be a figure of speech.
bool names_deed(const std::vector<TriggerMention>& triggers, TypeGroup group)
{
    return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention& t) {
        return t.reality == Reality::reported && t.weight >= 2 && !t.generic &&
               group_of(type_of(t.sub_type)) == group;
    });
}

bool tells_of(const std::vector<TriggerMention>& triggers, std::uint32_t last_sentence, TypeGroup group)
{
    return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention& t) {
        return t.sentence <= last_sentence && t.reality == Reality::reported &&
               group_of(type_of(t.sub_type)) == group;
    });
}

/// The likeliest kind of a brief. A deed of arms that its words name ("attacked a convoy of aid lorries",
/// "pirates seized a fishing boat") is no movement of a group and no wreck, unless there is hardly a doubt.
SubEventType kind_of_brief(const KindModel::Verdict& verdict, bool names_arms)
{
    constexpr double hardly_a_doubt = 0.75;
    const SubEventType likeliest = verdict.likeliest();
    const TypeGroup group = group_of(type_of(likeliest));
    if (!names_arms || (group != TypeGroup::strategic && group != TypeGroup::sea) ||
        verdict.chance_of(likeliest) > hardly_a_doubt)
        return likeliest;
    SubEventType best = SubEventType::attack;
    for (std::size_t k = 0; k < sub_event_type_count; ++k) {
        const auto kind = static_cast<SubEventType>(k);
        if (group_of(type_of(kind)) == TypeGroup::armed && !is_territory(kind) &&
            verdict.chance_of(kind) > verdict.chance_of(best))
            best = kind;
    }
    return best;
}

/// The main happening of this group; else the first main one. `told` says which are meant.
template <class Told>
std::optional<std::size_t> main_of(const Narrative& narrative, TypeGroup group, Told told)
{
    std::optional<std::size_t> first;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        const Happening& happening = narrative.happenings[h];
        if (!happening.primary || !told(happening))
            continue;
        if (happening.group == group)
            return h;
        if (!first)
            first = h;
    }
    return first;
}

/// Names no other place and no other day than the main one.
bool goes_with(const Happening& part, const Happening& main)
{
    const bool here = !part.place || !main.place || part.place->place == main.place->place;
    const bool then = !part.interval.is_known() || !main.interval.is_known() ||
                      part.interval.may_touch(main.interval.first(), main.interval.last());
    return here && then && !part.earlier_hit;
}

/// The main happening, of this kind, first; those that are parts of it are taken in.
template <class Part>
void put_first(Narrative& narrative, std::size_t main, SubEventType kind, Part is_part)
{
    std::vector<std::size_t> now(narrative.happenings.size(), 0);
    std::vector<Happening> kept;
    kept.push_back(std::move(narrative.happenings[main]));
    kept.front().sub_type = kind;
    kept.front().group = group_of(type_of(kind));
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        if (h == main)
            continue;
        if (goes_with(narrative.happenings[h], kept.front()) && is_part(narrative.happenings[h])) {
            take_in(kept.front(), narrative.happenings[h]);
            continue;
        }
        now[h] = kept.size();
        kept.push_back(std::move(narrative.happenings[h]));
    }
    narrative.happenings = std::move(kept);
    for (auto& current : narrative.current)
        if (current)
            current = now[*current];
}

/// "a car bomb, which killed 14": the happening's own words name the weapon, and the whole does not deny it.
bool names_weapon(const KindModel::Verdict& verdict, const Happening& happening)
{
    return type_of(happening.sub_type) == EventType::explosions &&
           verdict.chance_of(happening.sub_type) > next_to_nothing &&
           std::any_of(happening.tellings.begin(), happening.tellings.end(), [&](const Telling& told) {
               return told.sub_type == happening.sub_type && told.trigger->weight >= 3 &&
                      !told.trigger->generic;
           });
}

/// "laid down their arms", "was turned over to": a phrase that hardly tells of anything else.
bool is_named_outright(const Happening& happening)
{
    constexpr std::uint32_t least = 3; // tokens
    const Telling& told = happening.tellings.front();
    return told.trigger->weight >= 3 && !told.trigger->generic && !told.trigger->framed &&
           told.trigger->last - told.trigger->first >= least && told.sub_type == happening.sub_type;
}

void settle_brief(const Reading& reading, const KindModel::Verdict& verdict, Narrative& narrative)
{
    const SubEventType kind = kind_of_brief(verdict, names_deed(reading.triggers, TypeGroup::armed));
    const auto any = [](const Happening&) { return true; };
    const std::size_t main = main_of(narrative, group_of(type_of(kind)), any).value_or(0);
    const Happening& told = narrative.happenings[main];
    const bool by_its_words = (kind != verdict.likeliest() && told.group == TypeGroup::armed) ||
                              (verdict.chance_of(kind) < beyond_question && is_named_outright(told));
    put_first(narrative, main, names_weapon(verdict, told) || by_its_words ? told.sub_type : kind, any);
}

bool is_own_type(SubEventType sub_type)
{
    const EventType type = type_of(sub_type);
    return type == EventType::displacement || type == EventType::sea_incident;
}

/// A wreck or a rescue at sea is named by its trigger; the model, which has learnt ACLED's kinds, takes the
/// missing of a boat for abducted.
bool tells_of_the_sea(const std::vector<TriggerMention>& triggers)
{
    return std::any_of(triggers.begin(), triggers.end(), [](const TriggerMention& t) {
        return t.reality == Reality::reported && t.sub_type == SubEventType::shipwreck;
    });
}

/// A kind of ACLED's that there is hardly a doubt about.
bool is_sure(const KindModel::Verdict& verdict, SubEventType kind)
{
    return !is_own_type(kind) && verdict.chance_of(kind) > sure;
}

/// What a longer text leads with has the kind that its lead speaks for where the words leave next to nothing
/// for the one that its trigger gave; what is told beside it there and can hardly be is a part of it.
void settle_lead(const KindModel::Verdict& verdict, Narrative& narrative)
{
    const SubEventType kind = verdict.likeliest();
    const auto leads = [](const Happening& h) { return h.tellings.front().sentence < lead_sentences; };
    const auto main = main_of(narrative, group_of(type_of(kind)), leads);
    if (!main || !is_sure(verdict, kind))
        return;
    const auto overruled = [&](const Happening& h) {
        return leads(h) && !is_own_type(h.sub_type) && verdict.chance_of(h.sub_type) < next_to_nothing;
    };
    const Happening& told = narrative.happenings[*main];
    if (group_of(type_of(kind)) == TypeGroup::strategic && told.group == TypeGroup::armed &&
        !is_territory(told.sub_type) && !told.tellings.front().trigger->generic)
        return; // "ambushed an army patrol" is no movement of a group
    if (told.sub_type == kind || overruled(told))
        put_first(narrative, *main, kind, overruled);
}

/// "entered the town without a fight", "no shots were fired": no violence went with the change of hands.
bool is_unresisted(const Reading& reading, const Happening& happening)
{
    const std::uint32_t first = happening.tellings.front().sentence;
    const auto end = std::min(happening.tellings.back().sentence + 2,
                              static_cast<std::uint32_t>(reading.text.sentences.size()));
    for (std::uint32_t s = first; s < end; ++s)
        for (std::uint32_t i = reading.sentence(s).first; i < reading.sentence(s).last; ++i)
            if (match_phrase(reading.tables.lexicon, "unresisted", reading.text, i, reading.sentence(s).last))
                return true;
    return false;
}

void settle_unresisted(const Reading& reading, Narrative& narrative)
{
    constexpr auto peaceful = SubEventType::non_violent_transfer_of_territory;
    if (std::any_of(narrative.happenings.begin(), narrative.happenings.end(),
                    [](const Happening& h) { return h.sub_type == peaceful; }))
        return;
    for (Happening& happening : narrative.happenings)
        if (is_territory(happening.sub_type) && is_unresisted(reading, happening))
            happening.sub_type = peaceful;
}

/// A text that tells of a happening tells of more, which speaks against one ("the war, now in its tenth year,
/// has cost 15,000 lives"): whether there is one is judged as well by the plainest sentence that names a
/// deed.
KindModel::Verdict heed_sentences(const Reading& reading, KindModel::Verdict verdict,
                                  const std::vector<std::uint32_t>& sentences)
{
    const auto names_deed_of = [&](std::uint32_t s) {
        const auto triggers = in_sentence(reading.triggers, s);
        return std::any_of(triggers.begin(), triggers.end(), [](const TriggerMention* t) {
            return t->reality == Reality::reported && t->weight >= 3 && !t->generic;
        });
    };
    double least = verdict.none;
    for (const std::uint32_t s : sentences)
        if (names_deed_of(s) && !in_sentence(reading.times, s).empty())
            least = std::min(least, kind_of_sentence(reading, s).none);
    const double none = (verdict.none + least) / 2;
    for (double& chance : verdict.of)
        chance *= (1 - none) / std::max(1 - verdict.none, 1e-9);
    verdict.none = none;
    return verdict;
}

/// What overturns on a road is no ship.
bool names_vessel(const Reading& reading)
{
    return std::any_of(reading.text.tokens.begin(), reading.text.tokens.end(), [&](const Token& token) {
        return reading.tables.lexicon.meaning("senses", token) == "vessel";
    });
}

} // namespace

bool is_brief(const TokenisedText& text)
{
    return text.sentences.size() <= brief_sentences && text.tokens.size() <= brief_tokens;
}

void judge_kinds(Reading& reading)
{
    if (reading.text.sentences.empty())
        return;
    const bool brief = is_brief(reading.text);
    const auto sentences = first_sentences(reading.text, brief ? brief_sentences : lead_sentences);
    const KindModel::Verdict verdict = kind_of_sentences(reading, sentences);
    if (brief && tells_of_the_sea(reading.triggers))
        return;
    if (brief)
        reading.brief = heed_sentences(reading, verdict, sentences);
    const SubEventType kind =
        brief ? kind_of_brief(verdict, names_deed(reading.triggers, TypeGroup::armed)) : verdict.likeliest();
    const bool tells =
        brief ? !verdict.is_likely_none() : !is_own_type(kind) && verdict.chance_of(kind) > likely;
    const TypeGroup group = group_of(type_of(kind));
    if (!tells || (kind == SubEventType::shipwreck && !names_vessel(reading)) ||
        (brief ? names_deed(reading.triggers, group) : tells_of(reading.triggers, sentences.back(), group)))
        return;
    // "ambushed an army patrol": a lead that names a deed of arms is not about a group's movements.
    if (!brief && group == TypeGroup::strategic &&
        tells_of(reading.triggers, sentences.back(), TypeGroup::armed))
        return;
    std::optional<TriggerMention> cue = strongest_cue(reading, sentences, kind);
    if (!cue && brief)
        cue = strongest_word(reading, sentences, kind);
    if (!cue)
        return;
    const auto behind =
        std::upper_bound(reading.triggers.begin(), reading.triggers.end(), *cue,
                         [](const TriggerMention& a, const TriggerMention& b) { return a.first < b.first; });
    reading.triggers.insert(behind, *cue);
}

const KindModel::SentenceCues& cues_of_sentence(const Reading& reading, std::uint32_t sentence)
{
    reading.cues.resize(reading.text.sentences.size());
    auto& cues = reading.cues[sentence];
    if (!cues)
        cues = reading.tables.kinds.cues_of(reading.text, reading.tables.lexicon, sentence);
    return *cues;
}

KindModel::Verdict kind_of_sentences(const Reading& reading, const std::vector<std::uint32_t>& sentences)
{
    std::vector<const KindModel::SentenceCues*> cues;
    for (const std::uint32_t s : sentences)
        cues.push_back(&cues_of_sentence(reading, s));
    return reading.tables.kinds.judge(cues);
}

const KindModel::Verdict& kind_of_sentence(const Reading& reading, std::uint32_t sentence)
{
    reading.judged.resize(reading.text.sentences.size());
    auto& verdict = reading.judged[sentence];
    if (!verdict)
        verdict = kind_of_sentences(reading, {sentence});
    return *verdict;
}

std::optional<SubEventType> kind_of_paragraph(const Reading& reading, std::uint32_t sentence)
{
    constexpr std::uint32_t reach = 4; // sentences
    std::vector<std::uint32_t> sentences{sentence};
    for (std::uint32_t s = sentence; s > 0 && sentences.size() <= reach; --s) {
        if (reading.sentence(s - 1).paragraph != reading.sentence(sentence).paragraph)
            break;
        sentences.insert(sentences.begin(), s - 1);
    }
    const KindModel::Verdict verdict = kind_of_sentences(reading, sentences);
    const SubEventType kind = verdict.likeliest();
    const bool violent = group_of(type_of(kind)) == TypeGroup::armed && !is_territory(kind);
    return violent && verdict.chance_of(kind) > more_likely_than_not ? std::optional{kind} : std::nullopt;
}

void settle_kinds(const Reading& reading, Narrative& narrative)
{
    if (narrative.happenings.empty())
        return;
    if (reading.brief)
        settle_brief(reading, *reading.brief, narrative);
    else
        settle_lead(kind_of_sentences(reading, first_sentences(reading.text, lead_sentences)), narrative);
    settle_unresisted(reading, narrative);
}

} // namespace sitmap
