#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace sitmap {

/// Finds who speaks beside a verb of speech, and remembers the speakers of the text so far: a pronoun takes
/// the last of its kind, a last name the full name it was introduced by. To be asked in the order of the
/// text.
class Speakers {
public:
    /// Keeps references to the first two. Known parties are no persons, whatever their names look like.
    Speakers(const TokenisedText& text, const Lexicon& lexicon, const std::vector<TimeMention>& times,
             const std::vector<ActorMention>& actors);

    /// The words before the verb at `verb` that name who speaks; empty if nobody does.
    [[nodiscard]] std::string before(const Sentence& sentence, std::uint32_t verb);
    /// The words behind "according to", or behind an inverted verb ("said one diplomat").
    [[nodiscard]] std::string behind(const Sentence& sentence, std::uint32_t at);
    /// The two that spoke last, the later first; fewer where fewer did: for "Both accused".
    [[nodiscard]] const std::vector<std::string>& last_two() const { return last_two_; }
    /// Those named beside the speaker that `before` gave last: for "A, B and C accused" A and B.
    [[nodiscard]] std::vector<std::string> joined(const Sentence& sentence);

private:
    struct Span {
        std::uint32_t first = 0, last = 0; ///< tokens
        [[nodiscard]] bool empty() const { return first >= last; }
    };

    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] bool is_time_start(std::uint32_t i) const { return starts_of_times_.count(i) > 0; }
    [[nodiscard]] bool is_time_end(std::uint32_t i) const { return ends_of_times_.count(i) > 0; }
    [[nodiscard]] std::uint32_t time_start(std::uint32_t end) const { return ends_of_times_.at(end); }
    [[nodiscard]] bool ends_behind(std::uint32_t i, std::uint32_t first) const;
    [[nodiscard]] bool all_lower(std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] Span span_before(const Sentence& sentence, std::uint32_t end) const;
    [[nodiscard]] Span head_before_relative(const Sentence& sentence, Span found, std::uint32_t end) const;
    [[nodiscard]] std::uint32_t comma_of_clause(const Sentence& sentence, std::uint32_t at) const;
    [[nodiscard]] Span walk(const Sentence& sentence, std::uint32_t end) const;
    [[nodiscard]] bool opens_phrase(std::uint32_t article) const;
    [[nodiscard]] bool stops_walk(std::uint32_t i, std::uint32_t end, std::uint32_t first) const;
    std::string remember(Span span);
    [[nodiscard]] bool nobody(Span span) const;
    [[nodiscard]] bool is_person(Span span) const;
    [[nodiscard]] bool has_title(Span span) const;
    [[nodiscard]] std::string person_named_before(std::uint32_t at) const;
    [[nodiscard]] std::string party_meant_by(Span span) const;
    void note_names(Span span, const std::string& words);
    [[nodiscard]] const std::string& last_for(const std::string& pronoun) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::unordered_map<std::uint32_t, std::uint32_t> ends_of_times_;
    std::unordered_set<std::uint32_t> starts_of_times_;
    std::unordered_set<std::uint32_t> starts_of_parties_;
    const std::vector<ActorMention>& actors_;
    std::vector<std::string> last_two_;
    std::uint32_t last_person_at_ = 0; ///< token where the last person that spoke is named
    Span last_span_;
    std::vector<std::pair<std::string, std::string>> full_names_; ///< last name to name with title
    std::string last_person_, last_organisation_, last_any_;
};

} // namespace sitmap
