// Names of places at which people were who have no part in what is told.
#include "importers/article/bystander_places.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// "The headmistress of Dapchi, who is in Damaturu, told us that": where she is who tells of it.
bool is_where_teller_is(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    if (toponym.first < sentence.first + 4 || toponym.last + 1 >= sentence.last ||
        !is_one_of(reading.token(toponym.first - 1), {"in", "at"}) || !reading.token(toponym.last).is(","))
        return false;
    std::uint32_t i = toponym.first - 2; // "who has since been in", "who fled to" is an end of a journey
    if (is_one_of(reading.token(i), {"now", "still", "currently"}))
        --i;
    return is_form_of_be(reading.token(i)) && i > sentence.first + 1 && reading.token(i - 1).is("who") &&
           reading.token(i - 2).is(",") &&
           (reading.token(toponym.last + 1).is("told") ||
            match_phrase(reading.tables.lexicon, "speech", reading.text, toponym.last + 1, sentence.last)
                    .length > 0);
}

/// "The governor, who was in Maroua to see the hurt, said that nine were killed": of who tells of it, where
/// no deed stands in what is said of him.
bool is_in_clause_on_teller(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t longest = 14; // tokens before or behind the name
    std::uint32_t who = toponym.first, end = toponym.last;
    while (who > sentence.first + 1 && toponym.first - who < longest && !reading.token(who).is("who") &&
           (who == toponym.first || reading.token(who).kind == Token::Kind::word))
        --who;
    while (end < sentence.last && end - toponym.last < longest &&
           reading.token(end).kind == Token::Kind::word)
        ++end;
    if (!reading.token(who).is("who") || !reading.token(who - 1).is(",") || end + 1 >= sentence.last ||
        !reading.token(end).is(",") ||
        match_phrase(reading.tables.lexicon, "speech", reading.text, end + 1, sentence.last).length == 0)
        return false;
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
    const auto deeds = in_sentence(reading.triggers, s);
    return std::none_of(deeds.begin(), deeds.end(),
                        [&](const TriggerMention* deed) { return who < deed->first && deed->first < end; });
}

/// "because Kabul refused to talk", "Bamako tried to take the town", "on Moscow's orders": a state.
bool is_state_that_acts(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    if (toponym.last + 1 >= sentence.last || toponym.kind != ToponymKind::literal)
        return false;
    const Token &next = reading.token(toponym.last), &then = reading.token(toponym.last + 1);
    if (is_one_of(next, {"'s", "’s"}) && is_one_of(then, {"orders", "order", "behalf", "command"}))
        return toponym.first > sentence.first && is_one_of(reading.token(toponym.first - 1), {"on", "at"});
    if (toponym.first > sentence.first &&
        reading.tables.lexicon.has("locatives", reading.token(toponym.first - 1)))
        return false;
    const Token& verb = next.is("\"") || next.is("“") ? then : next;
    return toponym.place && brief_of(reading, toponym).rank == 1 &&
           is_one_of(verb, {"tried", "tries", "does", "refused", "refuses", "wanted", "wants", "calls",
                            "called", "insists", "insisted", "says", "demands", "demanded"});
}

/// "Masons from as far away as Larne and Antrim came to help".
bool is_as_far_as(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t reach = 5; // "as Larne and Antrim"
    for (std::uint32_t back = 1; back <= reach && toponym.first >= sentence.first + back + 2; ++back) {
        const std::uint32_t i = toponym.first - back;
        if (reading.token(i).is("as"))
            return is_one_of(reading.token(i - 1), {"off", "away", "afield"}) &&
                   reading.token(i - 2).is("far");
        if (!reading.token(i).capitalised && !is_one_of(reading.token(i), {",", "and", "or"}))
            return false;
    }
    return false;
}

/// "the provincial police chief, Amadou Gao, said": a name of who speaks.
bool is_surname_of_speaker(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    if (toponym.first < sentence.first + 4 || toponym.last + 1 >= sentence.last ||
        !reading.token(toponym.first - 1).capitalised || !reading.token(toponym.first - 2).is(",") ||
        !reading.token(toponym.last).is(","))
        return false;
    const Token& role = reading.token(toponym.first - 3);
    return !role.capitalised && reading.tables.lexicon.has("roles", role) &&
           match_phrase(reading.tables.lexicon, "speech", reading.text, toponym.last + 1, sentence.last)
                   .length > 0;
}

/// "They were on their way back from a wedding at Spin Boldak when a mine went off".
bool is_where_they_came_from(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t to_from = 5, to_way = 3, reach = 12; // "a peace rally at", "the way back from"
    if (toponym.first < sentence.first + 4 || !is_one_of(reading.token(toponym.first - 1), {"in", "at"}))
        return false;
    std::uint32_t from = toponym.first - 2;
    while (from > sentence.first && toponym.first - from <= to_from &&
           !is_one_of(reading.token(from), {"from", "to"})) {
        if (reading.token(from).kind != Token::Kind::word)
            return false;
        --from;
    }
    if (!is_one_of(reading.token(from), {"from", "to"}) || from <= sentence.first ||
        !is_one_of(reading.token(from + 1), {"a", "an", "the", "their", "his", "her"}))
        return false;
    bool on_the_way = false;
    for (std::uint32_t back = 1; back <= to_way && from >= sentence.first + back; ++back)
        on_the_way = on_the_way || reading.tables.lexicon.is_in("on_the_way", reading.token(from - back));
    for (std::uint32_t i = toponym.last; on_the_way && i < std::min(toponym.last + reach, sentence.last); ++i)
        if (is_one_of(reading.token(i), {"when", "as"}))
            return true;
    return false;
}

/// "two factions, those of Salar and of Karim": a leader, and not a town that is called so.
bool is_leader_of_faction(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t reach = 5; // "those of Salar and of"
    if (toponym.first < sentence.first + 3 || !reading.token(toponym.first - 1).is("of") ||
        !has_word_of(reading.text, reading.tables.lexicon, "armed_band", sentence.first, toponym.first))
        return false;
    for (std::uint32_t back = 2; back <= reach && toponym.first >= sentence.first + back; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (is_one_of(word, {"those", "that"}))
            return reading.token(toponym.first - back + 1).is("of");
        if (!word.capitalised && !is_one_of(word, {"of", "and"}))
            return false;
    }
    return false;
}

/// "By the version given in Luanda", "people who reached Nazran said that": where it is told.
bool is_where_it_is_told(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t reach = 4; // "who had fled on foot to Nazran"
    if (toponym.first < sentence.first + 3)
        return false;
    if (is_one_of(reading.token(toponym.first - 1), {"in", "at"}) &&
        is_one_of(reading.token(toponym.first - 2), {"given", "issued", "published"}) &&
        !is_form_of_be(reading.token(toponym.first - 3)))
        return true;
    if (toponym.last >= sentence.last ||
        reading.tables.lexicon.meaning("speech", reading.token(toponym.last)) != "says")
        return false;
    for (std::uint32_t back = 1; back <= reach && toponym.first > sentence.first + back; ++back)
        if (is_one_of(reading.token(toponym.first - back), {"reached", "fled", "escaped", "arrived"}))
            return is_one_of(reading.token(toponym.first - back - 1), {"who", "had", "have"});
    return false;
}

/// "The army said on Saturday in Niamey that planes had struck": where it was said.
bool is_where_it_was_said(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t reach = 6; // "said late on Saturday 3 May in Niamey"
    if (toponym.first < sentence.first + 3 || toponym.last >= sentence.last ||
        !is_one_of(reading.token(toponym.first - 1), {"in", "at"}) || !reading.token(toponym.last).is("that"))
        return false;
    const Lexicon& lexicon = reading.tables.lexicon;
    for (std::uint32_t back = 2; back <= reach && toponym.first > sentence.first + back; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (lexicon.meaning("speech", word) == "says")
            return true;
        if (word.kind != Token::Kind::number && !lexicon.has("weekdays", word) &&
            !lexicon.has("months", word) &&
            !is_one_of(word, {"on", "late", "early", "yesterday", "night", "morning", "evening"}))
            return false;
    }
    return false;
}

/// "Fighting began in June, when the truce signed at Addis Ababa in May broke down": where peace was made.
bool is_where_truce_was_made(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t to_truce = 7, to_end = 6; // "truce brokered by the two envoys at"
    if (toponym.first < sentence.first + 4 || !is_one_of(reading.token(toponym.first - 1), {"in", "at"}))
        return false;
    bool made = false, truce = false;
    for (std::uint32_t back = 2; back <= to_truce && toponym.first > sentence.first + back && !truce;
         ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (is_form_of_be(word) || word.kind == Token::Kind::punctuation)
            return false;
        truce = made && is_one_of(word, {"truce", "ceasefire", "cease-fire", "agreement", "accord", "deal",
                                         "pact", "armistice"});
        made = made || is_one_of(word, {"signed", "brokered", "agreed", "reached", "mediated", "negotiated",
                                        "concluded", "struck", "made"});
    }
    for (std::uint32_t i = toponym.last; truce && i < std::min(toponym.last + to_end, sentence.last); ++i)
        if (is_one_of(reading.token(i), {"broke", "collapsed", "failed", "fell", "ended", "expired", "lapsed",
                                         "unravelled", "crumbled"}))
            return true;
    return false;
}

/// "They sew shirts that are sold in Berlin".
bool is_where_wares_go(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t reach = 5; // "sold in Berlin and"
    for (std::uint32_t back = 2; back <= reach && toponym.first >= sentence.first + back; ++back) {
        const std::uint32_t i = toponym.first - back;
        if (is_one_of(reading.token(i), {"sold", "exported", "worn"}))
            return is_one_of(reading.token(i + 1), {"in", "to"});
        if (!reading.token(i).capitalised && !is_one_of(reading.token(i), {",", "and", "in"}))
            return false;
    }
    return false;
}

/// "have driven them out of Ramadi and are preparing to march on Falluja": where they will go.
bool is_where_they_will_go(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    return toponym.first >= sentence.first + 4 && reading.token(toponym.first - 1).is("on") &&
           is_one_of(reading.token(toponym.first - 2), {"march", "advance", "move"}) &&
           reading.token(toponym.first - 3).is("to");
}

/// "The envoy did so in Geneva, and recalled that soldiers had stormed Bentiu": another town stands in what
/// is said.
bool is_where_it_is_recalled(const Reading& reading, const Toponym& toponym, const Sentence& sentence)
{
    constexpr std::uint32_t reach = 8; // "in Geneva within the hour, and"
    if (toponym.first < sentence.first + 2 || !is_one_of(reading.token(toponym.first - 1), {"in", "at"}))
        return false;
    for (std::uint32_t i = toponym.last; i + 1 < std::min(toponym.last + reach, sentence.last); ++i) {
        if (!reading.token(i).is("that") ||
            reading.tables.lexicon.meaning("speech", reading.token(i - 1)).empty())
            continue;
        if (!reading.token(i - 2).is("and"))
            return false;
        const auto named =
            toponyms_in(reading, static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin)));
        return std::any_of(named.begin(), named.end(), [&](const Toponym* other) {
            return other->first > i && is_placeable(*other) && !is_coarse(brief_of(reading, *other).kind);
        });
    }
    return false;
}

} // namespace

bool is_of_bystander(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const Sentence& span = reading.sentence(sentence);
    return is_where_teller_is(reading, toponym, span) || is_where_it_is_told(reading, toponym, span) ||
           is_where_they_came_from(reading, toponym, span) || is_leader_of_faction(reading, toponym, span) ||
           is_where_wares_go(reading, toponym, span) || is_where_it_is_recalled(reading, toponym, span) ||
           is_where_they_will_go(reading, toponym, span) || is_where_it_was_said(reading, toponym, span) ||
           is_where_truce_was_made(reading, toponym, span) ||
           is_in_clause_on_teller(reading, toponym, span) || is_state_that_acts(reading, toponym, span) ||
           is_as_far_as(reading, toponym, span) || is_surname_of_speaker(reading, toponym, span);
}

} // namespace sitmap
