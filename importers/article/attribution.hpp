#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// Who says what: speech verbs with their speakers, accusations, denials, claims of responsibility and what
/// is left unconfirmed. Pronouns and quotations without a speaker take the speaker told before; a last name
/// takes the full name it was introduced by. Ascending by sentence. Linear in the text.
[[nodiscard]] std::vector<SpeechMention> find_speech(const TokenisedText& text, const Lexicon& lexicon,
                                                     const std::vector<ActorMention>& actors,
                                                     const std::vector<TimeMention>& times);

/// Sets `of_speech` on times that date a statement ("said on Wednesday").
void mark_times_of_speech(std::vector<TimeMention>& times, const TokenisedText& text, const Lexicon& lexicon);

/// For each sentence who vouches for what it reports: its speech verb's subject, or for a quotation the
/// speaker beside it; empty where the article speaks itself.
[[nodiscard]] std::vector<std::string> speakers_of(const TokenisedText& text,
                                                   const std::vector<SpeechMention>& speeches);

} // namespace sitmap
