// What kind of happening sentences tell of, judged from all their words.
#include "importers/article/kinds_told.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/triggers.hpp"

#include <algorithm>
#include <numeric>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::size_t brief_sentences = 6;
constexpr std::size_t brief_tokens = 260;

std::vector<std::uint32_t> all_sentences(const TokenisedText& text)
{
    std::vector<std::uint32_t> all(text.sentences.size());
    std::iota(all.begin(), all.end(), 0U);
    return all;
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

/// The deed that speaks most for a kind, as a trigger of it.
std::optional<TriggerMention> strongest_cue(const Reading& reading, SubEventType sub_type)
{
    std::optional<TriggerMention> strongest;
    double most = 0;
    for (std::uint32_t s = 0; s < reading.text.sentences.size(); ++s) {
        const Sentence& sentence = reading.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const PhraseMatch match =
                match_phrase(reading.tables.lexicon, "cues", reading.text, i, sentence.last);
            // What is told first weighs more: the lead tells the news.
            const double speaks =
                match ? reading.tables.kinds.weight_of(match.meaning(), sub_type) - 0.2 * s : 0;
            if (speaks <= most || !is_real_deed(reading, s, i, match))
                continue;
            most = speaks;
            strongest = TriggerMention{
                .first = i, .last = i + match.length, .sentence = s, .sub_type = sub_type, .weight = 3};
        }
    }
    return strongest;
}

bool tells_of(const std::vector<TriggerMention>& triggers, TypeGroup group)
{
    return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention& t) {
        return t.reality == Reality::reported && group_of(type_of(t.sub_type)) == group;
    });
}

/// The brief's happening of this group; else its first.
std::size_t main_of(const Narrative& narrative, TypeGroup group)
{
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        if (narrative.happenings[h].primary && narrative.happenings[h].group == group)
            return h;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        if (narrative.happenings[h].primary)
            return h;
    return 0;
}

/// Names no other place and no other day than the main one.
bool goes_with(const Happening& part, const Happening& main)
{
    const bool here = !part.place || !main.place || part.place->place == main.place->place;
    const bool then = !part.interval.is_known() || !main.interval.is_known() ||
                      part.interval.may_touch(main.interval.first(), main.interval.last());
    return here && then && !part.earlier_hit;
}

void take_in(Happening& main, Happening&& part)
{
    main.tellings.insert(main.tellings.end(), part.tellings.begin(), part.tellings.end());
    std::stable_sort(main.tellings.begin(), main.tellings.end(),
                     [](const Telling& a, const Telling& b) { return a.sentence < b.sentence; });
    if (!main.place) {
        main.place = part.place;
        main.place_sentence = part.place_sentence;
    }
    if (!main.interval.is_known()) {
        main.interval = part.interval;
        main.time_sentence = part.time_sentence;
    }
}

void settle_brief(const KindModel::Verdict& verdict, Narrative& narrative)
{
    const SubEventType kind = verdict.likeliest();
    const std::size_t main = main_of(narrative, group_of(type_of(kind)));
    std::vector<std::size_t> now(narrative.happenings.size(), 0);
    std::vector<Happening> kept;
    kept.push_back(std::move(narrative.happenings[main]));
    kept.front().sub_type = kind;
    kept.front().group = group_of(type_of(kind));
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        if (h == main)
            continue;
        if (goes_with(narrative.happenings[h], kept.front())) {
            take_in(kept.front(), std::move(narrative.happenings[h]));
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

} // namespace

bool is_brief(const TokenisedText& text)
{
    return text.sentences.size() <= brief_sentences && text.tokens.size() <= brief_tokens;
}

void judge_brief(Reading& reading)
{
    if (!is_brief(reading.text) || reading.text.sentences.empty())
        return;
    const KindModel& kinds = reading.tables.kinds;
    reading.brief =
        kinds.judge(kind_features(reading.text, reading.tables.lexicon, all_sentences(reading.text)));
    const SubEventType kind = reading.brief->likeliest();
    if (reading.brief->is_likely_none() || tells_of(reading.triggers, group_of(type_of(kind))))
        return;
    const std::optional<TriggerMention> cue = strongest_cue(reading, kind);
    if (!cue)
        return;
    const auto behind =
        std::upper_bound(reading.triggers.begin(), reading.triggers.end(), *cue,
                         [](const TriggerMention& a, const TriggerMention& b) { return a.first < b.first; });
    reading.triggers.insert(behind, *cue);
}

void settle_kinds(const Reading& reading, Narrative& narrative)
{
    if (reading.brief && !narrative.happenings.empty())
        settle_brief(*reading.brief, narrative);
}

} // namespace sitmap
