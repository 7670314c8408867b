// The noun phrase behind a number.
#include "importers/article/counted.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t noun_reach = 6; ///< tokens from a number to its noun

class NounReader {
public:
    NounReader(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t last)
        : text_{text}, lexicon_{lexicon}, last_{last}
    {}

    [[nodiscard]] Counted read(const NumberMention& number) const
    {
        Counted counted{.end = number.last};
        std::uint32_t i = number.last;
        if (i + 1 < last_ && token(i).is("of")) {
            if (is_one_of(token(i + 1), {"them", "whom", "those", "these"})) {
                counted.part = true;
                counted.end = i + 2;
                return counted;
            }
            i += is_one_of(token(i + 1), {"the", "its", "his", "their"}) ? 2u : 1u;
            if (i < last_ && i == number.last + 2 && is_one_of(token(i), {"victims", "bodies", "dead"})) {
                counted.part = true;
                counted.end = i + 1;
                return counted;
            }
        }
        bool unknown = false;
        for (const std::uint32_t stop = std::min(i + noun_reach, last_);
             i < stop && !ends_noun_phrase(token(i)); ++i) {
            if (is_quote_mark(token(i)))
                continue;
            if (is_one_of(token(i), {"this", "last", "yesterday", "today", "tonight", "so", "overnight"}))
                break; // "reached 35 this morning", "rose to 35 overnight"
            PhraseMatch harm = match_phrase(lexicon_, "harm", text_, i, last_);
            // "left 19 dead at Kirindera": no "dead at 19"; "eight bodies of men"
            if (harm.length > 1 && (harm.column(0) == "t" || harm.column(0) == "o"))
                harm = match_phrase(lexicon_, "harm", text_, i, i + 1);
            if (unknown && is_deed_on(i, harm))
                break;
            if (may_stand(harm, 'n') && token(i).is("death") &&
                (number.from_article || !is_death_alone(i))) // "a death threat"
                break;
            if (may_stand(harm, 'n')) {
                counted.noun = harm;
                counted.end = i + harm.length;
                return counted;
            } else if (may_stand(harm, 'a') || may_stand(harm, 's')) {
                if (!may_stand(harm, 'a') || counted.inside)
                    break;
                counted.inside = harm;
                i += harm.length - 1;
                continue;
            }
            const PhraseMatch person = match_phrase(lexicon_, "people", text_, i, last_);
            if (person) {
                // "police posts", "army officers": the last noun of the row decides.
                // "civilian deaths": they are what is counted.
                const std::uint32_t next = i + person.length;
                if (next < last_ && !ends_noun_phrase(token(next)) &&
                    (is_more_noun(next) ||
                     may_stand(match_phrase(lexicon_, "harm", text_, next, last_), 'n')))
                    continue;
                counted.kind = person.meaning();
                counted.head = token(i).lower;
                counted.end = i + person.length;
                return counted;
            }
            if (token(i).capitalised) {
                counted.end = i + 1;
                if (is_nationality(token(i))) // "two young Sudanese"
                    unknown = false;
            } else if (is_auxiliary(token(i)))
                break;
            else
                unknown = true;
            if (unknown && counted.inside)
                break;
        }
        counted.thing = unknown && (!counted.inside || is_thing_behind(counted, i));
        return counted;
    }

    /// "one death": not "two death sentences".
    [[nodiscard]] bool is_death_alone(std::uint32_t i) const
    {
        return i + 1 >= last_ || token(i + 1).kind != Token::Kind::word || ends_noun_phrase(token(i + 1)) ||
               is_auxiliary(token(i + 1));
    }

    /// "Sudanese", "Yazidis", "Syrians": by how it ends, and no name of a thing ("Kalashnikovs").
    [[nodiscard]] static bool is_nationality(const Token& word)
    {
        return word.lower.size() > 4 &&
               (word.lower.ends_with("ese") || word.lower.ends_with("ans") || word.lower.ends_with("is"));
    }

    /// "300 burned houses": what follows the participle is a noun that names no people.
    [[nodiscard]] bool is_thing_behind(const Counted& counted, std::uint32_t i) const
    {
        return counted.inside && i < last_ && token(i).kind == Token::Kind::word &&
               !ends_noun_phrase(token(i)) && token(i).lower.ends_with("s");
    }

    /// "12 bombs killed 257 people": what is counted does it.
    [[nodiscard]] bool is_deed_on(std::uint32_t i, const PhraseMatch& harm) const
    {
        const std::uint32_t behind = i + harm.length;
        return may_stand(harm, 'o') && behind < last_ &&
               (is_one_of(token(behind),
                          {"a", "an", "the", "his", "her", "their", "its", "some", "dozens"}) ||
                read_number(text_, lexicon_, behind, last_));
    }

    [[nodiscard]] bool is_more_noun(std::uint32_t i) const
    {
        if (!lexicon_.meaning("people", token(i)).empty())
            return true;
        return lexicon_.is_in("post", token(i));
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t last_;
};

} // namespace

Counted counted_by(const TokenisedText& text, const Lexicon& lexicon, const NumberMention& number,
                   std::uint32_t last)
{
    return NounReader{text, lexicon, last}.read(number);
}

PhraseMatch harm_named(const Lexicon& lexicon, std::string_view field)
{
    for (const Lexicon::Entry& entry : lexicon.starting_with("harm", field))
        if (entry.meaning == field)
            return PhraseMatch{&entry, 1};
    return {};
}

bool may_stand(const PhraseMatch& harm, char how)
{
    return harm && harm.column(0).find(how) != std::string_view::npos;
}

namespace {

/// "There were no casualties", "no deaths": not "no civilian casualties", "no casualties were reported".
bool denies_casualties(const TokenisedText& text, std::uint32_t i, std::uint32_t last)
{
    if (!text.tokens[i].is("no") || i + 1 >= last ||
        !is_one_of(text.tokens[i + 1], {"casualties", "deaths", "dead", "fatalities"}))
        return false;
    for (std::uint32_t k = i + 2; k < std::min(i + 5, last); ++k)
        if (is_one_of(text.tokens[k], {"reported", "known", "confirmed", "yet", "immediately"}))
            return false;
    return true;
}

/// "killing a waitress": nobody kills a thing; animals are told by name.
bool is_victim_whatever_the_noun(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t i,
                                 std::uint32_t last)
{
    const bool to_death = i > 2 && ((text.tokens[i - 1].is("dead") && text.tokens[i - 2].is("shot")) ||
                                    (text.tokens[i - 1].is("death") && text.tokens[i - 2].is("to")));
    if (i == 0 || (!to_death && !lexicon.is_in("kills_whom", text.tokens[i - 1])))
        return false;
    for (std::uint32_t k = i + 1; k < std::min(i + 4, last); ++k) {
        if (lexicon.is_in("no_victim", text.tokens[k]))
            return false;
        if (ends_noun_phrase(text.tokens[k]))
            break;
    }
    return i + 1 < last && text.tokens[i + 1].kind == Token::Kind::word;
}

} // namespace

namespace {

/// "a priest and his driver": one more, who has no article. `at`: behind the first noun.
bool is_joined_by_own(const TokenisedText& text, std::uint32_t at, std::uint32_t last)
{
    if (at + 2 >= last || !text.tokens[at].is("and") || !is_one_of(text.tokens[at + 1], {"his", "her"}))
        return false;
    const Token& noun = text.tokens[at + 2];
    return noun.kind == Token::Kind::word && !noun.capitalised && !noun.lower.ends_with("s");
}

/// "a boy aged ten", "a boy, 10,": behind what tells how old the person is.
std::uint32_t behind_age(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t i,
                         std::uint32_t last)
{
    const auto is_number = [&](std::uint32_t at) {
        return text.tokens[at].kind == Token::Kind::number || lexicon.has("numbers", text.tokens[at]);
    };
    if (i + 1 < last && is_one_of(text.tokens[i], {"aged", "of"}) && is_number(i + 1))
        return i + 2;
    if (i + 2 < last && text.tokens[i].is(",") && is_number(i + 1) && text.tokens[i + 2].is(","))
        return i + 3;
    return i;
}

/// "A Yanomami health agent was shot dead": what dies by a person's hand is a person, whatever the noun.
bool is_person_by_fate(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t i, std::uint32_t last)
{
    constexpr std::uint32_t reach = 6; // words
    for (std::uint32_t k = i + 1; k < std::min(i + reach, last); ++k) {
        const Token& word = text.tokens[k];
        if (k > i + 1 && is_one_of(word, {"was", "is"})) {
            const std::uint32_t at = k + 1 < last && text.tokens[k + 1].is("also") ? k + 2 : k + 1;
            const PhraseMatch harm =
                at < last ? match_phrase(lexicon, "harm", text, at, last) : PhraseMatch{};
            return harm && harm.meaning() == "killed" && may_stand(harm, 's');
        }
        // "a farmers' leader"
        const bool possessive =
            k > i + 1 && is_one_of(word, {"'", "’"}) && text.tokens[k - 1].lower.ends_with("s");
        if (possessive)
            continue;
        if (word.kind != Token::Kind::word || ends_noun_phrase(word) || word.is("of") ||
            lexicon.is_in("no_person", word))
            return false;
    }
    return false;
}

} // namespace

std::optional<NumberMention> article_number(const TokenisedText& text, const Lexicon& lexicon,
                                            std::uint32_t i, std::uint32_t last)
{
    if (denies_casualties(text, i, last))
        return NumberMention{.first = i,
                             .last = i + 1,
                             .core_first = i,
                             .core_last = i + 1,
                             .quantity = Quantity::exactly(0),
                             .nobody = true};
    // "six policemen and the driver of a minibus were killed"
    const bool one_more = i > 0 && i + 1 < last && text.tokens[i].is("the") && text.tokens[i - 1].is("and") &&
                          !lexicon.meaning("people", text.tokens[i + 1]).empty() &&
                          lexicon.meaning("people", text.tokens[i + 1]) != "households" &&
                          !text.tokens[i + 1].lower.ends_with("s") &&
                          !is_one_of(text.tokens[i + 1], {"police", "people", "military", "army"});
    // "another youth was killed", but "another 200"
    const bool another = text.tokens[i].is("another") && i + 1 < last &&
                         text.tokens[i + 1].kind == Token::Kind::word &&
                         !lexicon.has("numbers", text.tokens[i + 1]);
    if ((!is_one_of(text.tokens[i], {"a", "an"}) && !one_more && !another) || i + 1 >= last)
        return std::nullopt;
    NumberMention number{.first = i,
                         .last = i + 1,
                         .core_first = i,
                         .core_last = i + 1,
                         .quantity = Quantity::exactly(1),
                         .from_article = true};
    if (is_one_of(text.tokens[i + 1], {"second", "third", "fourth", "fifth", "sixth", "seventh"}) &&
        i + 2 < last &&
        (is_form_of_be(text.tokens[i + 2]) || is_one_of(text.tokens[i + 2], {",", "died", "did", "later"}))) {
        number.last = i + 2;
        return number;
    }
    if (is_victim_whatever_the_noun(text, lexicon, i, last)) {
        number.victim = true;
        if (is_joined_by_own(text, i + 2, last))
            number.quantity = Quantity::exactly(2);
        return number;
    }
    if (is_person_by_fate(text, lexicon, i, last)) {
        number.victim = true;
        return number;
    }
    const bool nationality =
        text.tokens[i + 1].capitalised && i + 2 < last &&
        (is_form_of_be(text.tokens[i + 2]) || is_one_of(text.tokens[i + 2], {"had", "has", "died"}));
    if (nationality) // "a Syrian had been shot dead"
        return number;
    for (std::uint32_t k = i + 1; k < std::min(i + 5, last) && !ends_noun_phrase(text.tokens[k]); ++k) {
        if (text.tokens[k].kind == Token::Kind::number || lexicon.has("numbers", text.tokens[k]))
            return std::nullopt; // "a crowd beat four men"
        if (text.tokens[k].lower.ends_with("-old") &&
            (k + 1 >= last || text.tokens[k + 1].kind != Token::Kind::word ||
             ends_noun_phrase(text.tokens[k + 1]) || is_auxiliary(text.tokens[k + 1])))
            return number; // "a two-year-old"
        if (const std::string_view kind = lexicon.meaning("people", text.tokens[k]);
            !kind.empty() && kind != "households" && !text.tokens[k].lower.ends_with("s")) {
            const std::uint32_t behind = behind_age(text, lexicon, k + 1, last);
            if (is_joined_by_own(text, behind, last) || is_one_of(text.tokens[k], {"couple", "pair"}))
                number.quantity = Quantity::exactly(2);
            return number;
        }
    }
    return std::nullopt;
}

} // namespace sitmap
