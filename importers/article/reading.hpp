#pragma once

#include "engine/evidence.hpp"
#include "importers/article/mention_row.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/outline.hpp"
#include "importers/article/reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sitmap {

/// A text with all that was found in it, before it is put together. The mentions are ascending by position.
struct Reading {
    const ArticleText& article;
    const ReaderTables& tables;
    TokenisedText text; ///< views into the article's text
    std::vector<Toponym> toponyms;
    std::vector<TimeMention> times;
    std::vector<CountMention> counts;
    std::vector<TriggerMention> triggers;
    std::vector<ActorMention> actors;
    std::vector<SpeechMention> speeches;
    std::vector<Standing> outline;           ///< for each sentence
    std::vector<std::string> speakers;       ///< for each sentence, empty where the article speaks itself
    double event_chance = 1;                 ///< that the text as a whole tells of events (text_words.hpp)
    std::optional<KindModel::Verdict> brief; ///< what kind of happening a text of a few sentences tells of
    // Of sentences, once they have been asked for: see cues_of_sentence and kind_of_sentence.
    mutable std::vector<std::optional<KindModel::SentenceCues>> cues;
    mutable std::vector<std::optional<KindModel::Verdict>> judged;

    mutable std::unordered_map<PlaceIndex, Place> places; ///< that were asked for, see `place`

    /// What the gazetteer knows of a place, read from its row once for a text. Holds as long as the reading.
    [[nodiscard]] const Place& place(PlaceIndex index) const
    {
        const auto known = places.find(index);
        return known != places.end() ? known->second
                                     : places.emplace(index, tables.gazetteer.place(index)).first->second;
    }
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text.tokens[i]; }
    [[nodiscard]] const Sentence& sentence(std::uint32_t s) const { return text.sentences[s]; }
};

/// Finds everything in a text. Linear in the text.
[[nodiscard]] Reading find_mentions(const ArticleText& article, const ReaderTables& tables);

/// "since Thursday": begins within some weeks before publication.
[[nodiscard]] bool is_recent_spell(const Interval& interval, std::optional<Day> published);

/// The sentence sums up over years or a whole war: "since the war began", "in four decades". Not so "the
/// worst strike in four decades".
[[nodiscard]] bool tells_of_sum(const Reading& reading, std::uint32_t sentence);
/// The same of its tokens from `first` on and before `last`.
[[nodiscard]] bool tells_of_sum(const Reading& reading, std::uint32_t sentence, std::uint32_t first,
                                std::uint32_t last);

/// "In 2003 a car bomb took 36 lives": the sentence tells of one deed with its weapon, whatever the span of
/// time.
[[nodiscard]] bool tells_of_one_deed(const Reading& reading, std::uint32_t sentence);

/// The sentence as evidence: its span in code points and its words.
[[nodiscard]] Evidence evidence_of(const Reading& reading, std::uint32_t sentence);

/// The day a sentence's statements were made: the one it names ("said on Wednesday"), else publication.
[[nodiscard]] std::optional<Day> said_on(const Reading& reading, std::uint32_t sentence);

/// The mentions of one sentence.
template <class Mention>
[[nodiscard]] MentionRow<Mention> in_sentence(const std::vector<Mention>& mentions, std::uint32_t sentence)
{
    const auto first = std::lower_bound(mentions.begin(), mentions.end(), sentence,
                                        [](const Mention& m, std::uint32_t s) { return m.sentence < s; });
    auto last = first;
    while (last != mentions.end() && last->sentence == sentence)
        ++last;
    return {mentions.data() + (first - mentions.begin()), mentions.data() + (last - mentions.begin())};
}

/// The tokens [first, last) of the sentence belong to a count already. Logarithmic in the counts.
[[nodiscard]] bool is_counted(const Reading& reading, std::uint32_t sentence, std::uint32_t first,
                              std::uint32_t last);

/// The toponyms that begin in a sentence.
[[nodiscard]] MentionRow<Toponym> toponyms_in(const Reading& reading, std::uint32_t sentence);

/// A name that may be where something happened: no dateline, demonym, metonym or part of another name, and
/// resolved.
[[nodiscard]] bool is_placeable(const Toponym& toponym);

} // namespace sitmap
