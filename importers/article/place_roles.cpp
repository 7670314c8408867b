// What else than the place of an event a name may be.
#include "importers/article/place_roles.hpp"

#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

bool is_movement_end(const Reading& reading, std::uint32_t first)
{
    // "taken to the port of Kalamata"
    if (first >= 4 && reading.token(first - 1).is("of") && reading.token(first - 3).is("the") &&
        is_one_of(reading.token(first - 4), {"to", "into", "from", "towards"}))
        return true;
    if (first >= 2 && reading.token(first - 1).is("with") &&
        is_one_of(reading.token(first - 2), {"border", "frontier", "borders"}))
        return true;
    // "on the road from Thandwe to Gwa"
    for (std::uint32_t back = 2; back <= 4 && first >= back + 2; ++back)
        if (reading.tables.lexicon.is_in("road", reading.token(first - back)) &&
            is_one_of(reading.token(first - back + 1), {"from", "to", "towards"}) &&
            (is_one_of(reading.token(first - back - 1), {"on", "along"}) ||
             is_one_of(reading.token(first - back - 2), {"on", "along"})))
            return false;
    // "a bus returning from the Amarnath cave shrine", "on their way to the Sabarimala temple"
    if (first >= 3 && reading.token(first - 1).is("the") &&
        is_one_of(reading.token(first - 2), {"from", "to", "for"}) &&
        reading.tables.lexicon.is_in("on_the_way", reading.token(first - 3)))
        return true;
    const Token& before = reading.token(first - 1);
    // "had left Mumbai on Thursday"
    if (is_one_of(before, {"left", "leaving", "departed", "departing"}))
        return true;
    // "along the line from Sotk to Goris"
    if (before.is("from") && first >= 2 &&
        reading.tables.lexicon.is_in("front_line", reading.token(first - 2)))
        return false;
    if (is_one_of(before, {"for", "towards", "toward", "into", "from", "to", "bordering"})) {
        // "close to Gao", "near to the border" are places; "heading for Italy", "taken to Malta" are not.
        return !(first >= 2 && is_one_of(reading.token(first - 2), {"close", "next", "near", "adjacent"}));
    }
    return false;
}

bool is_in_aside(const Reading& reading, std::uint32_t name, std::uint32_t deed, std::uint32_t sentence)
{
    constexpr std::uint32_t longest = 20; // tokens of an aside
    const Sentence& span = reading.sentence(sentence);
    std::uint32_t opens = name;
    while (opens > span.first && name - opens < longest && !reading.token(opens).is(","))
        --opens;
    if (!reading.token(opens).is(",") || opens + 2 >= span.last)
        return false;
    const Token& first = reading.token(opens + 1);
    const bool relative = is_one_of(first, {"which", "who", "whose", "whom"});
    const bool of_them =
        is_one_of(first, {"many", "most", "some", "several", "two", "three", "one", "all"}) &&
        reading.token(opens + 2).is("of") && opens + 3 < span.last &&
        is_one_of(reading.token(opens + 3), {"them", "whom", "which"});
    if (!relative && !of_them)
        return false;
    std::uint32_t closes = name;
    while (closes < span.last && closes - name < longest && !is_one_of(reading.token(closes), {",", ";"}))
        ++closes;
    const bool closed = closes < span.last && reading.token(closes).is(",");
    return closed && (deed < opens || deed >= closes);
}

namespace {

/// "The presidents, who met at a summit in Samarkand, agreed on a ceasefire": where people talk is where they
/// agree.
bool is_where_they_agreed(const Reading& reading, std::uint32_t name)
{
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(reading.token(name).begin));
    for (const TriggerMention* deed : in_sentence(reading.triggers, s))
        if (deed->first > name)
            return deed->sub_type == SubEventType::agreement && !deed->definite &&
                   deed->reality == TriggerMention::Reality::reported;
    return false;
}

/// "to punish Kenya for": the one who is punished stands between.
bool punishes(const Reading& reading, std::uint32_t motive, std::uint32_t sentence_first)
{
    constexpr std::uint32_t longest = 4; // "the people of Kenya"
    for (std::uint32_t back = 2; back <= longest + 1 && motive >= sentence_first + back; ++back)
        if (reading.tables.lexicon.is_in("punishes", reading.token(motive - back)))
            return true;
    return false;
}

/// "claimed both raids, in revenge for the presence of troops in Somalia and for the murder of preachers in
/// Mombasa": where the deed was that is avenged. But "in revenge for a raid gunmen attacked Lamu".
bool is_of_what_is_avenged(const Reading& reading, std::uint32_t name, std::uint32_t sentence_first)
{
    constexpr std::uint32_t reach = 18;
    const Lexicon& lexicon = reading.tables.lexicon;
    for (std::uint32_t back = 1; back <= reach && name >= sentence_first + back; ++back) {
        const Token& word = reading.token(name - back);
        if (word.kind == Token::Kind::punctuation || lexicon.is_in("takes_town", word) || word.is("shot") ||
            (word.lower.ends_with("ed") && lexicon.has("deeds", word)))
            return false;
        if (word.is("for") && name > sentence_first + back &&
            (lexicon.is_in("motive", reading.token(name - back - 1)) ||
             punishes(reading, name - back, sentence_first)))
            return true;
    }
    return false;
}

} // namespace

bool is_of_errand(const Reading& reading, std::uint32_t first, std::uint32_t sentence_first)
{
    constexpr std::uint32_t farthest = 6;
    if (is_of_what_is_avenged(reading, first, sentence_first))
        return true;
    // "a peace conference in Astana", "agreed in Moscow": where people talk
    if (first >= sentence_first + 2 && is_one_of(reading.token(first - 1), {"in", "at"}) &&
        reading.tables.lexicon.is_in("meeting", reading.token(first - 2)))
        return !is_where_they_agreed(reading, first);
    for (std::uint32_t back = 2; back <= farthest && first >= sentence_first + back + 1; ++back) {
        const Token& word = reading.token(first - back);
        if (word.kind == Token::Kind::punctuation)
            return false;
        if (reading.tables.lexicon.is_in("attends", word))
            return reading.token(first - back - 1).is("to") || word.lower.ends_with("ing");
    }
    return false;
}

namespace {

/// The token belongs to the word for the deed.
bool is_in_trigger(const Reading& reading, const Toponym& toponym, std::uint32_t at)
{
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
    const auto triggers = in_sentence(reading.triggers, s);
    return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
        return trigger->first <= at && at < trigger->last;
    });
}

} // namespace

bool describes_movement_end(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    if (toponym.kind != ToponymKind::relative || toponym.first < sentence_first + 3)
        return false;
    for (std::uint32_t back = 1; back <= 5 && toponym.first >= sentence_first + back + 1; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (is_one_of(word, {"a", "an", "the"})) {
            const std::uint32_t before = toponym.first - back - 1;
            return is_one_of(reading.token(before), {"to", "into", "towards", "from"}) &&
                   !is_in_trigger(reading, toponym, before); // but "swept into the outskirts of"
        }
        if (word.kind != Token::Kind::word || ends_noun_phrase(word))
            return false;
    }
    return false;
}

bool is_byline(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    const Token& opening = reading.token(sentence.first);
    if (s > 5 || sentence.last - sentence.first > 12 || !is_one_of(opening, {"by", "from", "reporting"}))
        return false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (reading.tables.lexicon.is_in("byline", reading.token(i)))
            return true;
    return opening.lower == "by" && !is_one_of(reading.token(sentence.last - 1), {".", "?", "!"}) &&
           sentence.first + 1 < sentence.last && reading.token(sentence.first + 1).capitalised;
}

namespace {

/// "near the hospital", "struck a clinic": the facility is where something is, not who speaks.
bool is_approached(const Reading& reading, std::uint32_t noun, std::uint32_t first)
{
    std::uint32_t i = noun;
    while (i > first && (is_one_of(reading.token(i - 1), {"the", "a", "an", "only"}) ||
                         reading.tables.lexicon.is_in("kind_of_house", reading.token(i - 1))))
        --i;
    if (i == first)
        return false;
    // "in front of parliament", "stormed the compound of the defence ministry"
    if (i > first + 1 && reading.token(i - 1).is("of") &&
        reading.tables.lexicon.is_in("front_of", reading.token(i - 2)))
        return true;
    const std::string& before = reading.token(i - 1).lower;
    return reading.tables.lexicon.has("deeds", before) || (reading.tables.lexicon.has("locatives", before) &&
                                                           !is_one_of(reading.token(i - 1), {"in", "at"}));
}

} // namespace

namespace {

/// "Defence headquarters in Abuja had said on Wednesday": the sentence opens with who speaks, and where he
/// sits. In the first sentences of a report that is where it happened as often: "Police in Kabul said".
bool names_seat_of_speaker(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    constexpr std::uint32_t longest_subject = 6, last_of_lead = 2;
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
    // "A rebel site names two; opposition deputies in Colombo talk of eight"
    for (std::uint32_t back = 1; back <= longest_subject && toponym.first > sentence_first + back; ++back)
        if (reading.token(toponym.first - back).is(";"))
            sentence_first = toponym.first - back + 1;
    if (s <= last_of_lead || toponym.first == sentence_first ||
        toponym.first > sentence_first + longest_subject ||
        (toponym.kind != ToponymKind::facility && !is_one_of(reading.token(toponym.first - 1), {"in", "at"})))
        return false;
    std::uint32_t verb = toponym.last;
    const std::uint32_t last = reading.sentence(s).last;
    while (verb < last && is_one_of(reading.token(verb), {"has", "have", "had"}))
        ++verb;
    if (verb + 1 < last && reading.token(verb + 1).is("of") &&
        is_one_of(reading.token(verb), {"talk", "talks", "talked", "speak", "speaks", "spoke"}))
        return true;
    return verb < last && reading.tables.lexicon.meaning("speech", reading.token(verb)) == "says";
}

/// "The minister of defence in Jakarta, General Wiranto, called it a clash": where an office sits that the
/// sentence opens with.
bool names_seat_of_office(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    constexpr std::uint32_t longest = 4; // "the head of military intelligence"
    if (toponym.first < sentence_first + 4 || !is_one_of(reading.token(toponym.first - 1), {"in", "at"}))
        return false;
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
    const bool ends = toponym.last < reading.sentence(s).last;
    // "The governor of the bank in Mosul was shot dead"
    if (!ends || (!reading.token(toponym.last).is(",") &&
                  reading.tables.lexicon.meaning("speech", reading.token(toponym.last)).empty()))
        return false;
    for (std::uint32_t back = 3; back <= longest + 1 && toponym.first > sentence_first + back; ++back)
        if (reading.token(toponym.first - back + 1).is("of"))
            return toponym.first - back <= sentence_first + 1 &&
                   reading.tables.lexicon.is_in("seat_of_speech", reading.token(toponym.first - back));
    return false;
}

/// "From the ministry of foreign affairs, in Port Sudan: the strike is a crime": who speaks, and from where.
bool is_where_statement_comes_from(const Reading& reading, const Toponym& toponym,
                                   std::uint32_t sentence_first)
{
    constexpr std::uint32_t longest = 8; // "the ministry of foreign affairs,"
    if (toponym.first < sentence_first + 2 || toponym.last >= reading.text.tokens.size() ||
        !reading.token(toponym.last).is(":") || !is_one_of(reading.token(toponym.first - 1), {"in", "at"}))
        return false;
    bool office = false;
    for (std::uint32_t back = 2; back <= longest && toponym.first >= sentence_first + back; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (reading.tables.lexicon.has("deeds", word) || reading.tables.lexicon.has("harm", word))
            return false;
        office = office || reading.tables.lexicon.is_in("seat_of_speech", word);
    }
    return office;
}

/// "in a note passed to a radio station in Gao", "told the television station in Gao".
bool is_where_station_is(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    constexpr std::uint32_t longest = 4; // "a private radio station"
    if (toponym.first < sentence_first + 5 || !reading.token(toponym.first - 1).is("in") ||
        !is_one_of(reading.token(toponym.first - 2), {"station", "channel"}) ||
        !is_one_of(reading.token(toponym.first - 3), {"radio", "television", "tv"}))
        return false;
    for (std::uint32_t back = 4; back <= 3 + longest && toponym.first > sentence_first + back; ++back)
        if (const std::uint32_t i = toponym.first - back; is_one_of(reading.token(i), {"to", "told", "on"}))
            return !is_one_of(reading.token(i - 1), {"fire", "damage", "attack", "raid", "march"});
    return false;
}

} // namespace

bool is_where_speaker_was(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    constexpr std::uint32_t longest_subject = 8, longest_aside = 10;
    const std::uint32_t first = toponym.first;
    if (first < sentence_first + 3 || !is_one_of(reading.token(first - 1), {"in", "at"}) ||
        !reading.token(first - 2).is(",") || first - 2 > sentence_first + longest_subject)
        return false;
    for (std::uint32_t i = sentence_first; i < first - 2; ++i)
        if (reading.token(i).kind == Token::Kind::punctuation ||
            reading.tables.lexicon.has("deeds", reading.token(i)))
            return false;
    const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
    const std::uint32_t last = reading.sentence(s).last;
    for (std::uint32_t i = toponym.last; i + 1 < std::min(toponym.last + longest_aside, last); ++i)
        if (reading.token(i).is(","))
            return match_phrase(reading.tables.lexicon, "speech", reading.text, i + 1, last).length > 0;
    return false;
}

bool belongs_to_speaker(const Reading& reading, const Toponym& toponym, std::uint32_t sentence_first)
{
    const Lexicon& lexicon = reading.tables.lexicon;
    if (names_seat_of_speaker(reading, toponym, sentence_first) ||
        names_seat_of_office(reading, toponym, sentence_first) ||
        is_where_speaker_was(reading, toponym, sentence_first) ||
        is_where_statement_comes_from(reading, toponym, sentence_first) ||
        is_where_station_is(reading, toponym, sentence_first))
        return true;
    for (std::uint32_t back = 1; back <= 6 && toponym.first >= sentence_first + back; ++back) {
        const Token& word = reading.token(toponym.first - back);
        if (word.kind == Token::Kind::punctuation && !word.is("'s"))
            return false;
        const std::uint32_t limit = lexicon.has("locatives", reading.token(toponym.first - 1)) ? 2 : 6;
        if (back > limit)
            return false;
        // "near the hospital of Ariha" is a place, "the hospital in Ariha" speaks.
        const bool house = toponym.kind == ToponymKind::facility && is_one_of(word, {"hospital", "clinic"});
        if ((house || is_one_of(word, {"parliament", "embassy", "court"})) &&
            is_approached(reading, toponym.first - back, sentence_first))
            return false;
        if (lexicon.is_in("speaking", word))
            return !is_approached(reading, toponym.first - back, sentence_first);
        if (back <= 2 && limit == 2 && lexicon.has("roles", word) && !lexicon.has("armed_roles", word) &&
            !lexicon.has("people", word))
            return true;
        if (limit == 2 && lexicon.meaning("speech", word) == "says")
            return true;
    }
    return false;
}

namespace {

/// "the Zawiya Street district", "the Blue Nile Bridge": of another town.
bool names_a_street(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    if (toponym.last >= reading.sentence(sentence).last)
        return false;
    const Token& next = reading.token(toponym.last);
    return next.capitalised && reading.tables.lexicon.is_in("street", next);
}

/// "the Tehreek-i-Taliban Pakistan (TTP)": the end of a party's name.
bool ends_abbreviated_name(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const std::uint32_t first = reading.sentence(sentence).first;
    const std::uint32_t end = reading.sentence(sentence).last, open = toponym.last;
    if (toponym.first <= first || open + 2 >= end || !reading.token(open).is("(") ||
        !reading.token(open + 2).is(")") || !reading.token(toponym.first - 1).capitalised)
        return false;
    const std::string_view letters = reading.token(open + 1).text;
    return letters.size() >= 2 && letters.size() <= 6 &&
           std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "the Indian warship Kolkata".
bool is_ship(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const std::uint32_t first = reading.sentence(sentence).first;
    return toponym.first > first && reading.tables.lexicon.is_in("ship", reading.token(toponym.first - 1));
}

/// "Kabul is 640 km to the east", "Stepanakert, 100 km away": it only says how far off it lies.
bool is_reference_point(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const std::uint32_t end = reading.sentence(sentence).last;
    std::uint32_t i = toponym.last;
    const bool aside = i < end && reading.token(i).is(",");
    if (i >= end || !(aside || is_one_of(reading.token(i), {"is", "was", "lies", "lay"})))
        return false;
    // "In Goma, 250 km further south, students burned tyres" is told of Goma
    if (aside && toponym.first > reading.sentence(sentence).first &&
        is_one_of(reading.token(toponym.first - 1), {"in", "at", "near", "outside"}))
        return false;
    ++i;
    while (i < end && is_one_of(reading.token(i), {"some", "about", "a", "mere", "only", "just", "over"}))
        ++i;
    if (i + 2 >= end || reading.token(i).kind != Token::Kind::number ||
        !is_one_of(reading.token(i + 1), {"km", "kilometres", "kilometers", "miles", "mi"}))
        return false;
    constexpr std::uint32_t reach = 40;
    for (std::uint32_t k = i + 2; k < std::min(i + reach, end); ++k)
        if (reading.token(k).is("there")) // "Ganja lies 60 km from the front: ten people died there"
            return false;
    return !aside || is_one_of(reading.token(i + 2), {"away", "off", "distant", "further"});
}

} // namespace

namespace {

/// "killed the planner of the Kabul airport bombing in a raid in Nimruz": the name of another deed, where the
/// sentence says in which place this one was.
bool names_a_deed(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const Sentence& tokens = reading.sentence(sentence);
    if (toponym.first < tokens.first + 2 || toponym.last >= tokens.last ||
        !reading.token(toponym.first - 1).is("the") ||
        !is_one_of(reading.token(toponym.first - 2), {"of", "for", "behind", "after", "over", "in", "from"}))
        return false;
    std::uint32_t i = toponym.last;
    if (i + 1 < tokens.last && reading.tables.lexicon.has("facilities", reading.token(i)))
        ++i;
    if (!reading.tables.lexicon.is_in("named_deed", reading.token(i)))
        return false;
    for (const Toponym* other : toponyms_in(reading, sentence))
        if (other->first > i && is_one_of(reading.token(other->first - 1), {"in", "at", "near", "outside"}))
            return true;
    return false;
}

/// "In the week before Ngarbuh the hospital in Kumba was burned down": what happened there stands for a day,
/// where the sentence says in which place this was.
bool names_a_day(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    const Sentence& tokens = reading.sentence(sentence);
    if (toponym.first < tokens.first + 2 ||
        !is_one_of(reading.token(toponym.first - 1), {"before", "after", "since"}) ||
        !is_one_of(reading.token(toponym.first - 2),
                   {"day", "days", "week", "weeks", "month", "months", "year", "years", "hours"}))
        return false;
    for (const Toponym* other : toponyms_in(reading, sentence))
        if (other->first > toponym.last &&
            is_one_of(reading.token(other->first - 1), {"in", "at", "near", "outside"}))
            return true;
    return false;
}

} // namespace

bool names_another_thing(const Reading& reading, const Toponym& toponym, std::uint32_t sentence)
{
    return names_a_street(reading, toponym, sentence) || ends_abbreviated_name(reading, toponym, sentence) ||
           is_ship(reading, toponym, sentence) || is_reference_point(reading, toponym, sentence) ||
           names_a_deed(reading, toponym, sentence) || names_a_day(reading, toponym, sentence);
}

} // namespace sitmap
