// Whom a statement is by.
#include "importers/article/speakers.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t longest_speaker = 16; ///< tokens

bool is_pronoun(const Token& token)
{
    return is_one_of(token, {"he", "she", "it", "they"});
}

bool is_joining(const Token& token)
{
    return is_one_of(token, {"and", "but", "or", "nor", "yet"});
}

bool is_article(const Token& token)
{
    return is_one_of(token, {"the", "a", "an"});
}

bool is_relative(const Token& token)
{
    return is_one_of(token, {"who", "which", "whose", "where"});
}

} // namespace

Speakers::Speakers(const TokenisedText& text, const Lexicon& lexicon, const std::vector<TimeMention>& times,
                   const std::vector<ActorMention>& actors)
    : text_{text}, lexicon_{lexicon}, actors_{actors}
{
    for (const TimeMention& time : times) {
        ends_of_times_.emplace(time.last, time.first);
        starts_of_times_.insert(time.first);
    }
    for (const ActorMention& actor : actors)
        if (!actor.actor_id.empty())
            starts_of_parties_.insert(actor.first);
}

/// The words before the verb at `verb` that name who speaks; empty if nobody does.
std::string Speakers::before(const Sentence& sentence, std::uint32_t verb)
{
    last_span_ = {};
    std::uint32_t end = verb;
    while (end > sentence.first && (is_auxiliary(token(end - 1)) ||
                                    is_one_of(token(end - 1), {"do", "does", "did", "likewise", "promptly"})))
        end -= end >= sentence.first + 2 && token(end - 1).is("first") && token(end - 2).is("at") ? 2u : 1u;
    if (end > sentence.first && is_time_end(end))
        end = time_start(end);
    if (end == sentence.first || is_joining(token(end - 1)))
        return {};
    // "three people who were there said"
    if (end < verb && end > sentence.first + 1 && token(end - 1).is("who") && is_form_of_be(token(end)))
        --end;
    if (is_pronoun(token(end - 1))) {
        if (is_one_of(token(end - 1), {"he", "she"}))
            if (std::string named = person_named_before(end - 1); !named.empty())
                return last_any_ = last_person_ = std::move(named);
        return last_for(token(end - 1).lower);
    }
    Span found = span_before(sentence, end);
    if (const Span head = head_before_relative(sentence, found, end); !head.empty())
        found = head;
    if (found.empty())
        return {};
    last_span_ = found;
    return remember(found);
}

std::vector<std::string> Speakers::joined(const Sentence& sentence)
{
    constexpr std::size_t most = 5;
    constexpr std::uint32_t longest = 6; ///< tokens of one name in a row
    std::vector<std::string> found;
    std::uint32_t first = last_span_.first;
    bool has_and = false;
    while (!last_span_.empty() && found.size() < most && first > sentence.first + 1) {
        // walk() steps over an "and" that opens its span
        const bool stepped = token(first).kind != Token::Kind::punctuation && token(first - 1).is("and");
        has_and = has_and || stepped;
        if (!stepped && !(has_and && token(first - 1).is(",")))
            break;
        std::uint32_t end = first - 1;
        if (token(end - 1).is(",") && end > sentence.first + 1)
            --end;
        const Span chunk = walk(sentence, end);
        if (chunk.empty() || chunk.last - chunk.first > longest || !token(chunk.last - 1).capitalised ||
            is_time_end(chunk.last))
            break;
        found.push_back(words_of(text_, chunk.first, chunk.last));
        first = chunk.first;
    }
    return found;
}

/// The words behind "according to", or behind an inverted verb ("said one diplomat").
std::string Speakers::behind(const Sentence& sentence, std::uint32_t at)
{
    std::uint32_t last = at;
    const std::uint32_t stop = std::min(at + longest_speaker, sentence.last);
    while (last < stop && !ends_behind(last, at))
        ++last;
    return last > at ? remember({at, last}) : std::string{};
}

bool Speakers::ends_behind(std::uint32_t i, std::uint32_t first) const
{
    const Token& word = token(i);
    if (word.is(",")) // "the regional governor, Pavlo Kyrylenko"
        return !(i + 1 < text_.tokens.size() && i - first < 6 && token(i + 1).capitalised &&
                 all_lower(first, i) && !(i > first && token(i - 1).lower.ends_with("s"))); // "villagers,"
    return (word.kind == Token::Kind::punctuation && !is_quote_mark(word) && !word.is("'s") &&
            !word.is("-")) ||
           word.is("”") ||
           is_one_of(word, {"who", "which", "that", "on", "during", "told", "after", "but", "whose"}) ||
           is_time_start(i);
}

bool Speakers::all_lower(std::uint32_t first, std::uint32_t last) const
{
    for (std::uint32_t i = first; i < last; ++i)
        if (token(i).capitalised)
            return false;
    return true;
}

/// A name with what stands in commas behind it: "Malek Merset, a spokesman for the Ministry of Health,".
Speakers::Span Speakers::span_before(const Sentence& sentence, std::uint32_t end) const
{
    if (!token(end - 1).is(","))
        return walk(sentence, end);
    std::uint32_t comma = end - 1;
    while (comma > sentence.first && !token(comma - 1).is(",") && end - comma < 24)
        --comma;
    if (comma == sentence.first || !token(comma - 1).is(","))
        return {};
    const Span inner{comma, end - 1};
    Span outer = walk(sentence, comma - 1);
    if (outer.empty())
        return {};
    // "the army, which blames the rebels, an offshoot of others, confirmed"
    if (const std::uint32_t before = comma_of_clause(sentence, outer.first);
        before < outer.first && !is_relative(token(inner.first)))
        return walk(sentence, before);
    const bool speaks_for = inner.last - inner.first > 2 &&
                            is_one_of(token(inner.first + 1), {"speaks", "spoke", "heads", "leads"});
    const bool relative =
        is_one_of(token(inner.first), {"who", "which", "whose", "where", "when"}) && !speaks_for;
    return relative || inner.last - inner.first > 10 ? outer : Span{outer.first, inner.last};
}

/// "Witnesses who got away accuse the soldiers": the noun phrase before "who", where no comma parts them.
Speakers::Span Speakers::head_before_relative(const Sentence& sentence, Span found, std::uint32_t end) const
{
    constexpr std::uint32_t longest = 14; ///< tokens of the clause
    if (token(end - 1).is(",") || (!found.empty() && starts_of_parties_.count(found.first) > 0))
        return {};
    for (std::uint32_t i = end - 1; i > sentence.first + 1 && end - i <= longest;) {
        --i;
        if (token(i).kind == Token::Kind::punctuation || token(i).is("that"))
            return {};
        if (token(i).is("who"))
            return token(i - 1).kind == Token::Kind::punctuation ? Span{} : walk(sentence, i);
    }
    return {};
}

/// "The rebels, who are loyal to Riek Machar, the former vice-president, deny it": the comma before the
/// clause that runs up to `at`; `at` where there is none.
std::uint32_t Speakers::comma_of_clause(const Sentence& sentence, std::uint32_t at) const
{
    constexpr std::uint32_t longest = 12;
    for (std::uint32_t i = at; i > sentence.first + 1 && at - i < longest;) {
        --i;
        if (token(i).kind == Token::Kind::punctuation)
            return at;
        if (is_relative(token(i)) && token(i - 1).is(","))
            return i - 1;
    }
    return at;
}

/// Backwards over a noun phrase that ends before `end`.
Speakers::Span Speakers::walk(const Sentence& sentence, std::uint32_t end) const
{
    std::uint32_t first = end;
    while (first > sentence.first && end - first < longest_speaker &&
           !stops_walk(first - 1, end, sentence.first)) {
        --first;
        // "For weeks the army", "both times the rebels": the article opens the phrase
        if (is_article(token(first)) && first > sentence.first && opens_phrase(first))
            break;
    }
    while (first < end && is_one_of(token(first), {"and", "of", "in", "on", "to", "for", "by", "from", "at",
                                                   "with", "yet", "still", "then"}))
        ++first;
    return {first, end};
}

/// Nothing that a noun phrase goes on with stands before the article.
bool Speakers::opens_phrase(std::uint32_t article) const
{
    const Token& before = token(article - 1);
    return before.kind == Token::Kind::word && !ends_noun_phrase(before) &&
           !is_one_of(before, {"of", "about", "against", "both", "all"});
}

bool Speakers::stops_walk(std::uint32_t i, std::uint32_t end, std::uint32_t first) const
{
    const Token& word = token(i);
    if (is_quote_mark(word))
        return !word.is("'") && !(i > first && word.is("’"));
    if (word.is(")")) // "Government of National Accord (GNA)"
        return !(i >= first + 2 && token(i - 2).is("("));
    if (word.is("("))
        return !(i + 2 < end && token(i + 2).is(")"));
    if (word.kind == Token::Kind::punctuation)
        return !word.is("'s") && !word.is("&") && !word.is("'");
    if (is_time_end(i + 1))
        return true;
    if (word.is("and"))
        return !(i > first && lexicon_.has("roles", token(i - 1)) && end - i < 6);
    // "residents of this suburb on the road to Thika": no infinitive
    if (word.is("to") && i + 1 < end && (token(i + 1).capitalised || is_article(token(i + 1))))
        return false;
    if (is_auxiliary(word) && !word.capitalised && !word.is("all") && !word.lower.ends_with("ly"))
        return true;
    return is_one_of(word, {"that",   "but",   "when",  "while", "because", "after", "before",
                            "where",  "if",    "which", "who",   "than",    "as",    "although",
                            "though", "since", "until", "was",   "were",    "is",    "are"}) ||
           lexicon_.meaning("speech", word) == "says";
}

/// The words without article; a last name is widened to the full name given before.
std::string Speakers::remember(Span span)
{
    const bool of_last =
        !span.empty() && !last_organisation_.empty() &&
        (token(span.first).is("its") || (token(span.first).is("their") && span.first + 1 < span.last &&
                                         lexicon_.is_in("speaks_for", token(span.first + 1))));
    // "11.20 The governor said": the hour of an entry in a live page
    if (span.last > span.first + 1 && token(span.first).sentence_start && is_clock(token(span.first)))
        ++span.first;
    // "In a statement the ELN", "at noon a spokesman": what precedes the speaker
    if (span.last > span.first + 3 && is_one_of(token(span.first), {"a", "an"}) &&
        lexicon_.is_in("statement", token(span.first + 1)) &&
        (token(span.first + 2).capitalised || is_one_of(token(span.first + 2), {"the", "a", "an", ","})))
        span.first += token(span.first + 2).is(",") ? 3U : 2U;
    if (span.last > span.first + 1 &&
        is_one_of(token(span.first), {"noon", "midday", "midnight", "dawn", "dusk"}))
        ++span.first;
    while (!span.empty() &&
           is_one_of(token(span.first), {"the", "its", "their", "his", "her", "meanwhile", "however"}))
        ++span.first;
    // "Islamic State, in a statement on its channels"
    for (std::uint32_t i = span.first + 1; i + 1 < span.last; ++i)
        if (token(i).is(",") && is_one_of(token(i + 1), {"in", "on", "through", "via"}))
            span.last = i;
    while (!span.empty() && (token(span.last - 1).kind == Token::Kind::punctuation) &&
           !token(span.last - 1).is("'s") && !token(span.last - 1).is(")"))
        --span.last;
    if (span.empty())
        return {};
    std::string words = party_meant_by(span);
    if (words.empty())
        words = words_of(text_, span.first, span.last);
    if (words.empty() || nobody(span))
        return {};
    if (span.last - span.first <= 2)
        for (const auto& [name, full] : full_names_)
            if (name == token(span.last - 1).text && token(span.last - 1).capitalised)
                words = full;
    note_names(span, words);
    if (of_last && words.find(last_organisation_) == std::string::npos) // "Its Defence Ministry"
        words += " of " + last_organisation_.substr(0, last_organisation_.find(','));
    if (is_person(span)) {
        last_person_ = words;
        last_person_at_ = span.first;
    } else
        last_organisation_ = words;
    if (last_two_.empty() || last_two_.front() != words)
        last_two_.insert(last_two_.begin(), words);
    if (last_two_.size() > 2)
        last_two_.pop_back();
    return last_any_ = words;
}

/// "Sheikh Hasina had just ended her speech ... She accused the government": who is named as the subject of
/// one of the sentences before, where nobody has spoken since.
std::string Speakers::person_named_before(std::uint32_t at) const
{
    constexpr std::uint32_t reach = 3, longest = 4;
    const auto here = std::upper_bound(text_.sentences.begin(), text_.sentences.end(), at,
                                       [](std::uint32_t i, const Sentence& s) { return i < s.first; });
    const auto number = static_cast<std::uint32_t>(here - text_.sentences.begin() - 1);
    for (std::uint32_t back = 1; back <= std::min(reach, number); ++back) {
        const Sentence& sentence = text_.sentences[number - back];
        if ((!last_person_.empty() && sentence.first <= last_person_at_) || sentence.quoted)
            return {};
        std::uint32_t last = sentence.first;
        while (last < std::min(sentence.first + longest, sentence.last) && token(last).capitalised &&
               token(last).kind == Token::Kind::word && starts_of_parties_.count(last) == 0 &&
               !lexicon_.is_in("organisation", token(last)))
            ++last;
        const bool acts =
            last < sentence.last && (is_one_of(token(last), {"had", "has", "was", "is", "said", ","}) ||
                                     (token(last).lower.ends_with("ed") && !token(last).capitalised));
        if (last >= sentence.first + 2 && acts && !lexicon_.has("directions", token(sentence.first)))
            return words_of(text_, sentence.first, last);
    }
    return {};
}

/// "The group denied it", "the same organisation claimed both": the party named last before, where no more
/// is said of which; empty for other words.
std::string Speakers::party_meant_by(Span span) const
{
    constexpr std::uint32_t reach = 120; ///< tokens
    const std::uint32_t length = span.last - span.first;
    const bool same = length == 2 && token(span.first).is("same");
    if (!(length == 1 || same) || token(span.last - 1).capitalised ||
        !lexicon_.is_in("means_party", token(span.last - 1)))
        return {};
    std::string found;
    for (const ActorMention& actor : actors_) {
        if (actor.first >= span.first)
            break;
        if (actor.armed && actor.first + reach >= span.first)
            found = words_of(text_, actor.first, actor.last);
    }
    return found;
}

bool Speakers::nobody(Span span) const
{
    return is_one_of(token(span.first), {"no", "nobody", "none", "neither", "nor", "there", "what", "this"});
}

bool Speakers::is_person(Span span) const
{
    if (starts_of_parties_.count(span.first) > 0 && !has_title(span))
        return false;
    // An organisation: acronym, or a head such as ministry, army, agency.
    for (std::uint32_t i = span.first; i < span.last; ++i)
        if (lexicon_.is_in("organisation", token(i)))
            return has_title(span);
    return has_title(span) ||
           (span.last - span.first >= 2 && token(span.first).capitalised && token(span.last - 1).capitalised);
}

bool Speakers::has_title(Span span) const
{
    for (std::uint32_t i = span.first; i < span.last; ++i)
        if (lexicon_.is_in("office", token(i)) &&
            !(i + 1 < span.last && token(i).is("general") && token(i + 1).is("staff")))
            return true;
    return false;
}

void Speakers::note_names(Span span, const std::string& words)
{
    if (span.last - span.first < 3 || full_names_.size() > 200)
        return;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
        const bool ends_name = i + 1 == span.last || token(i + 1).kind == Token::Kind::punctuation;
        if (ends_name && i > span.first && token(i).capitalised && token(i - 1).capitalised &&
            token(i).text.size() > 3)
            full_names_.emplace_back(std::string{token(i).text}, words);
    }
}

const std::string& Speakers::last_for(const std::string& pronoun) const
{
    if (pronoun == "it" || pronoun == "they")
        return last_organisation_.empty() ? last_any_ : last_organisation_;
    return last_person_.empty() ? last_any_ : last_person_;
}

} // namespace sitmap
