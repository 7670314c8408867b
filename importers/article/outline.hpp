#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/toponyms.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace sitmap {

/// How what stands in a part of a document is meant.
enum class Mood : std::uint8_t {
    reported,
    background, ///< "Background", "Timeline": what has its own day may be told along
    silent      ///< "Needs", "Outlook", "Unconfirmed", "Read more": tells of nothing that happened
};

/// Where one sentence stands in the document: what heading and entry it is under.
struct Standing {
    Mood mood = Mood::reported;
    bool heading = false; ///< the sentence is a heading itself, and not the headline
    std::uint32_t entry =
        0; ///< numbered from 1: sentences of one dated, numbered or placed entry; 0: running text
    std::optional<std::uint32_t> place; ///< position among the toponyms: that of the entry's head or heading
    std::optional<std::uint32_t> time;  ///< position among the times
};

/// The outline of a text: headings, numbered and bulleted items, entries that begin with a day or an hour.
/// For each sentence its standing. What headings mean stands in the table "headings". Linear in the text.
[[nodiscard]] std::vector<Standing> outline_of(const TokenisedText& text, const Lexicon& lexicon,
                                               const std::vector<Toponym>& toponyms,
                                               const std::vector<TimeMention>& times);

/// The hours at which entries of a live page begin ("18:40", "9.30am -"), as mentions of the day that the
/// page or the last line of a day alone names, else of `published`. To be put among `times`.
[[nodiscard]] std::vector<TimeMention> hours_of_entries(const TokenisedText& text,
                                                        const std::vector<TimeMention>& times,
                                                        std::optional<Day> published);

} // namespace sitmap
