// Figures that sum up many happenings.
#include "importers/article/sums_told.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>
#include <utility>

namespace sitmap {

namespace {

/// ", which has kept lists since August,": an aside, with what `count` counts outside it.
bool is_in_aside(const Reading& reading, const TimeMention& time, const CountMention& count)
{
    const Sentence& sentence = reading.sentence(time.sentence);
    std::uint32_t open = time.first;
    while (open > sentence.first && !reading.token(open).is(","))
        --open;
    if (!reading.token(open).is(",") || open + 1 >= sentence.last ||
        !is_one_of(reading.token(open + 1), {"which", "who", "whose", "where"}))
        return false;
    std::uint32_t close = time.last;
    while (close < sentence.last && !reading.token(close).is(","))
        ++close;
    return close < sentence.last && (count.first > close || count.last <= open);
}

/// "the deadliest attack since the invasion of 2003", "the worst fighting for two years": what stands at a
/// token tells how far a superlative of its clause reaches back.
bool is_reach_of_superlative(const Reading& reading, std::uint32_t sentence, std::uint32_t at)
{
    const std::uint32_t first = reading.sentence(sentence).first;
    for (std::uint32_t i = at; i > first;) {
        const Token& word = reading.token(--i);
        if (reading.tables.lexicon.is_in("superlative", word))
            return true;
        if (word.kind == Token::Kind::punctuation)
            return false;
    }
    return false;
}

/// "115 people have been killed since fighting started on 26 August": what goes on for some weeks is one
/// spell, and its toll that of one happening.
bool is_of_spell(const Reading& reading, const TimeMention& time)
{
    const auto triggers = in_sentence(reading.triggers, time.sentence);
    return std::any_of(triggers.begin(), triggers.end(),
                       [](const TriggerMention* trigger) {
                           return trigger->sub_type == SubEventType::armed_clash &&
                                  trigger->reality == TriggerMention::Reality::reported;
                       }) &&
           is_recent_spell(time.interval, reading.article.document.published) &&
           !tells_of_sum(reading, time.sentence);
}

/// "272 people have been killed since Friday": a few days are one spell, whatever is told of it.
bool is_of_few_days(const Reading& reading, const TimeMention& time)
{
    constexpr std::chrono::days few{6};
    const auto first = time.interval.first();
    const auto published = reading.article.document.published;
    return first && published && *first <= *published && *published - *first <= few &&
           !tells_of_sum(reading, time.sentence);
}

/// "The war, now in its tenth year, has cost more than 15,000 lives": a figure of the whole war.
bool sums_up_war(const Reading& reading, const CountMention& count)
{
    constexpr Quantity::Count many = 500; // a clash that is called a war costs fewer
    if (count.quantity.size_by() < many)
        return false;
    const Sentence& sentence = reading.sentence(count.sentence);
    bool war = false, perfect = false;
    for (std::uint32_t i = sentence.first; i < count.first; ++i) {
        const Token& word = reading.token(i);
        if (war && is_one_of(word, {"has", "have", "had", "cost", "claimed", "lasted"}))
            perfect = true;
        if (i > sentence.first && reading.tables.lexicon.is_in("long_war", word) &&
            !is_one_of(reading.token(i - 1), {"since", "of"}))
            war = true;
    }
    return perfect;
}

/// "At least 30 people have been killed this month": a sum that goes on, and no deed.
bool says_have_been(const Reading& reading, const CountMention& count, const TimeMention& time)
{
    constexpr std::uint32_t reach = 5; // tokens
    if (!reading.token(time.first).is("this") || !in_sentence(reading.triggers, count.sentence).empty())
        return false;
    const std::uint32_t last = reading.sentence(count.sentence).last;
    for (std::uint32_t i = count.last; i < std::min(count.last + reach, last); ++i)
        if (is_one_of(reading.token(i), {"have", "has"}))
            return true;
    return false;
}

/// "marched to the base to have the road reopened, which has been cut for seven months": told along of a
/// thing.
bool is_in_relative_clause(const Reading& reading, std::uint32_t at)
{
    constexpr std::uint32_t reach = 14;
    for (std::uint32_t back = 1; back <= reach && at >= back + 1; ++back) {
        const Token& word = reading.token(at - back);
        if (is_one_of(word, {"which", "who", "whose", "where"}))
            return reading.token(at - back - 1).is(",");
        if (is_one_of(word, {".", ";", ":"}))
            return false;
    }
    return false;
}

/// "in four decades", "over the past three years", "within months".
bool spans_years(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    const auto is_year = [&](std::uint32_t at) {
        const Token& word = reading.token(at);
        return word.text.size() == 4 && (word.text.starts_with("19") || word.text.starts_with("20")) &&
               word.kind == Token::Kind::number;
    };
    // "between 2014 and 2018", "from 2014 to 2018"
    if (i + 3 < last && is_one_of(reading.token(i), {"between", "from"}) && is_year(i + 1) &&
        is_one_of(reading.token(i + 2), {"and", "to", "until"}) && is_year(i + 3))
        return true;
    if (!is_one_of(reading.token(i), {"in", "over", "within", "during", "for", "throughout"}))
        return false;
    for (std::uint32_t k = i + 1; k < std::min(i + 7, last); ++k) {
        const Token& word = reading.token(k);
        if (is_one_of(word, {"decades", "decade", "years", "months"}))
            return !is_in_relative_clause(reading, i) &&
                   (k + 1 >= last || !is_one_of(reading.token(k + 1), {"'", "old", "ago", "later", "time"}));
        const bool leads = word.kind == Token::Kind::number ||
                           is_one_of(word, {"the", "past", "last", "nearly", "about", "almost", "more",
                                            "than", "over", "some", "around", "recent", "many", "several"}) ||
                           reading.tables.lexicon.has("numbers", word);
        if (!leads)
            return false;
    }
    return false;
}

/// "since the Community was founded", "since he took office", "since the revolt flared up": but "since the
/// attack began" is of one deed.
bool counts_from_beginning(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    constexpr std::uint32_t reach = 9;
    const Lexicon& lexicon = reading.tables.lexicon;
    if (!reading.token(i).is("since"))
        return false;
    for (std::uint32_t k = i + 1; k < std::min(i + reach, last); ++k) {
        const Token& word = reading.token(k);
        if (word.kind == Token::Kind::punctuation || lexicon.has("triggers", word) ||
            lexicon.is_in("named_deed", word))
            return false;
        if (is_one_of(word, {"power", "office"})) // but "since they lost power"
            return is_one_of(reading.token(k - 1), {"to", "took", "taking", "assumed"});
        if (lexicon.is_in("beginning_of_all", word))
            return true;
    }
    return false;
}

/// A phrase at token `i` that sums up over years, which is no reach of a superlative.
bool sums_up_at(const Reading& reading, std::uint32_t sentence, std::uint32_t i, std::uint32_t last)
{
    // "since the start of the attack": a row of its own, which is no "sum"
    return (match_phrase(reading.tables.lexicon, "cumulative", reading.text, i, last).meaning() == "sum" ||
            spans_years(reading, i, last) || counts_from_beginning(reading, i, last)) &&
           !is_reach_of_superlative(reading, sentence, i);
}

constexpr std::uint32_t longest_for_sum = 120; ///< tokens: each figure looks at its sentence

/// The clause of `count`, between semicolons and the words that bring in a sum: "Three died, bringing the
/// number of dead since October to 79".
std::pair<std::uint32_t, std::uint32_t> clause_of(const Reading& reading, const CountMention& count)
{
    const Sentence& sentence = reading.sentence(count.sentence);
    std::uint32_t first = count.first, last = count.last;
    while (first > sentence.first && !reading.token(first - 1).is(";"))
        --first;
    while (last < sentence.last && !reading.token(last).is(";"))
        ++last;
    if (sentence.last - sentence.first > longest_for_sum)
        return {first, last};
    const std::uint32_t sum =
        begin_of_sum(reading.text, reading.tables.lexicon, sentence.first, sentence.last);
    if (sum < sentence.last && count.last <= sum)
        last = std::min(last, sum);
    else if (sum < count.first)
        first = std::max(first, sum);
    return {first, last};
}

/// "In early 2007 more than 130 people were killed when soldiers broke a strike", "an attack last year that
/// left 11 people dead", "In 1997 one of his predecessors was gunned down": a year's figure of one deed.
bool is_of_one_deed(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 6; // tokens
    if (count.single)
        return true;
    const Sentence& sentence = reading.sentence(count.sentence);
    for (std::uint32_t i = count.last; i < std::min(count.last + reach, sentence.last); ++i) {
        if (reading.token(i).kind == Token::Kind::punctuation)
            break;
        if (reading.token(i).is("when"))
            return true;
    }
    for (std::uint32_t back = 1; back <= reach && count.first > sentence.first + back; ++back) {
        const std::uint32_t i = count.first - back;
        if (is_one_of(reading.token(i), {"left", "killed"}) &&
            is_one_of(reading.token(i - 1), {"which", "that"}))
            return true;
    }
    return false;
}

/// "Solino, a neighbourhood that has resisted them for years, where four died": the years are the place's.
/// One past such an aside that begins at `i`; else `i`.
std::uint32_t behind_years_of_noun(const Reading& reading, std::uint32_t i, std::uint32_t last)
{
    if (!is_one_of(reading.token(i), {"that", "who", "which"}) || i + 1 >= last ||
        !is_one_of(reading.token(i + 1), {"has", "have", "had"}) ||
        (i + 2 < last && reading.tables.lexicon.is_in("takes_lives", reading.token(i + 2))))
        return i;
    while (i < last && reading.token(i).kind != Token::Kind::punctuation)
        ++i;
    return i;
}

/// The clause of a figure sums up, outside of what is told of a noun.
bool is_of_sum(const Reading& reading, const CountMention& count)
{
    const auto [first, last] = clause_of(reading, count);
    for (std::uint32_t i = first; i < last; ++i) {
        const std::uint32_t behind = behind_years_of_noun(reading, i, last);
        if (behind > i && (count.first >= behind || count.last <= i)) {
            i = behind - 1;
            continue;
        }
        if (sums_up_at(reading, count.sentence, i, last))
            return true;
    }
    return false;
}

/// "A bomb killed six, bringing the number of people killed this year to 210": a figure behind that opens a
/// sum, beside one before it.
bool is_brought_to(const Reading& reading, const CountMention& count)
{
    const Sentence& sentence = reading.sentence(count.sentence);
    if (sentence.last - sentence.first > longest_for_sum)
        return false;
    const std::uint32_t sum =
        begin_of_sum(reading.text, reading.tables.lexicon, sentence.first, sentence.last);
    if (count.field != ClaimField::killed || sum >= sentence.last || count.first < sum)
        return false;
    bool spans = false;
    for (std::uint32_t i = sum; i < sentence.last; ++i)
        spans = spans ||
                is_one_of(reading.token(i), {"year", "month", "week", "years", "months", "weeks", "since"});
    const auto counts = in_sentence(reading.counts, count.sentence);
    return spans && std::any_of(counts.begin(), counts.end(), [sum](const CountMention* own) {
               return own->field == ClaimField::killed && own->last <= sum && !own->is_part;
           });
}

bool is_span(const Token& token)
{
    return is_one_of(token, {"day", "days", "week", "weeks", "month", "months", "year", "years"});
}

/// "That makes 31 dead in the district within a week".
bool makes_sum_of_span(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 12;
    const Sentence& sentence = reading.sentence(count.sentence);
    if (count.first != sentence.first + 2 ||
        !is_one_of(reading.token(sentence.first), {"that", "this", "it"}) ||
        !is_one_of(reading.token(count.first - 1), {"makes", "made", "brings", "brought"}))
        return false;
    for (std::uint32_t i = count.last; i + 2 < std::min(count.last + reach, sentence.last); ++i)
        if (is_one_of(reading.token(i), {"within", "in"}) && is_span(reading.token(i + 2)))
            return true;
    return false;
}

/// "the deadliest in eight months in which some 400 have died".
bool is_of_span_told(const Reading& reading, const CountMention& count)
{
    const std::uint32_t first = reading.sentence(count.sentence).first;
    return count.first >= first + 3 && reading.token(count.first - 1).is("which") &&
           reading.token(count.first - 2).is("in") &&
           (is_span(reading.token(count.first - 3)) ||
            is_one_of(reading.token(count.first - 3), {"war", "conflict", "insurgency", "unrest"}));
}

/// "killed seven on Sunday, a week after 24 people were killed in Manchok": of an earlier deed that only its
/// dead tell of.
bool is_of_earlier_dead(const Reading& reading, const CountMention& count)
{
    const std::uint32_t first = reading.sentence(count.sentence).first;
    if (count.first < first + 3 || !reading.token(count.first - 1).is("after") ||
        !is_span(reading.token(count.first - 2)))
        return false;
    const auto counts = in_sentence(reading.counts, count.sentence);
    return std::any_of(counts.begin(), counts.end(), [&](const CountMention* own) {
        return own->field == ClaimField::killed && own->last < count.first && !own->is_part;
    });
}

} // namespace

/// "since January", "in the whole of last year", "in 2014": a sum over many happenings.
void mark_cumulative(Reading& reading)
{
    for (CountMention& count : reading.counts) {
        const auto [clause, end_of_clause] = clause_of(reading, count);
        for (const TimeMention* time : in_sentence(reading.times, count.sentence)) {
            if (time->last <= clause || time->first >= end_of_clause)
                continue;
            const auto precision = time->interval.precision();
            const bool wide =
                (precision == TimePrecision::since && !is_of_spell(reading, *time) &&
                 !is_of_few_days(reading, *time)) ||
                (precision == TimePrecision::year && !time->future &&
                 !tells_of_one_deed(reading, count.sentence) && !is_of_one_deed(reading, count));
            const bool so_far =
                precision == TimePrecision::month && !time->future && says_have_been(reading, count, *time);
            if ((wide || so_far) && !is_in_aside(reading, *time, count) &&
                !is_reach_of_superlative(reading, time->sentence, time->first))
                count.cumulative = true;
        }
        if (is_of_sum(reading, count) || sums_up_war(reading, count) || is_brought_to(reading, count) ||
            (count.field == ClaimField::killed &&
             (makes_sum_of_span(reading, count) || is_of_span_told(reading, count) ||
              is_of_earlier_dead(reading, count))))
            count.cumulative = true;
    }
}

bool tells_of_sum(const Reading& reading, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    return tells_of_sum(reading, sentence, span.first, span.last);
}

bool tells_of_sum(const Reading& reading, std::uint32_t sentence, std::uint32_t first, std::uint32_t last)
{
    for (std::uint32_t i = first; i < last; ++i)
        if (sums_up_at(reading, sentence, i, last))
            return true;
    return false;
}

} // namespace sitmap
