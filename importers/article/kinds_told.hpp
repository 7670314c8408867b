#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// A text of a few sentences, such as an item of a feed or a dataset's note: it tells of one thing, and its
/// words can be judged together.
[[nodiscard]] bool is_brief(const TokenisedText& text);

/// Judges a brief as a whole (Reading::brief), a longer text by its lead. Where that tells of a happening for
/// which no trigger stands, the cue that speaks most for it becomes one.
void judge_kinds(Reading& reading);

/// The cues of one sentence; read once, whoever asks.
[[nodiscard]] const KindModel::SentenceCues& cues_of_sentence(const Reading& reading, std::uint32_t sentence);

/// What kind of happening these sentences, ascending, tell of together.
[[nodiscard]] KindModel::Verdict kind_of_sentences(const Reading& reading,
                                                   const std::vector<std::uint32_t>& sentences);

/// What kind of happening one sentence tells of by itself; judged once, whoever asks.
[[nodiscard]] const KindModel::Verdict& kind_of_sentence(const Reading& reading, std::uint32_t sentence);

/// The kind of violence that the words of a paragraph up to this sentence speak for, as far as they do.
[[nodiscard]] std::optional<SubEventType> kind_of_paragraph(const Reading& reading, std::uint32_t sentence);

/// Gives the happenings the kind that their sentences speak for, in a longer text only where there is hardly
/// a doubt. A brief's main happening comes first, has the kind of the whole, and takes in what is told beside
/// it at the same place and time.
void settle_kinds(const Reading& reading, Narrative& narrative);

} // namespace sitmap
