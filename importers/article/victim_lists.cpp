// People who are told one by one, and what is told of them in passing.
#include "importers/article/victim_lists.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"

namespace sitmap {

namespace {

constexpr std::uint32_t noun_phrase_reach = 4; ///< words from an article to its noun
constexpr std::uint32_t most_listed = 12;
constexpr std::uint32_t aside_reach = 24; ///< tokens

bool is_dash(const Token& token)
{
    return is_one_of(token, {"-", "–", "—", "--"});
}

struct Person {
    Quantity::Count count = 0;
    std::uint32_t end = 0;
    bool by_article = false;
};

class ListReader {
public:
    ListReader(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t last)
        : text_{text}, lexicon_{lexicon}, last_{last}
    {}

    [[nodiscard]] std::optional<NumberMention> read(std::uint32_t at) const
    {
        Quantity::Count sum = 0, whole = 0;
        std::uint32_t people = 0, end = at, i = at;
        bool by_article = false, joined = false, own = false;
        while (people < most_listed) {
            const auto person = person_at(i, people > 0);
            if (!person)
                break;
            joined = people > 0 && token(i - 1).is("and");
            sum += person->count;
            if (people == 0 && !person->by_article && !token(person->end - 1).capitalised)
                whole = person->count;
            by_article = by_article || person->by_article;
            own = own || is_one_of(token(i), {"his", "her", "their"}); // "three children, their parents"
            ++people;
            end = behind_part(behind_home(behind_age(person->end)));
            const std::uint32_t next = behind_joint(end);
            if (next == end || joined)
                break;
            i = next;
        }
        if (people < 2 || !(by_article || people > 2) || !joined)
            return std::nullopt;
        if (end + 1 < last_ && is_one_of(token(end), {"among", "included"}))
            return std::nullopt;                    // "three people, a father and son among them"
        if (people > 2 && sum == 2 * whole && !own) // "three people, two men and a woman"
            sum = whole;
        return NumberMention{
            .first = at, .last = end, .core_first = at, .core_last = end, .quantity = Quantity::exactly(sum)};
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    /// "a police officer", "their two sons", "three children", and in a list also "her parents".
    [[nodiscard]] std::optional<Person> person_at(std::uint32_t i, bool listed) const
    {
        if (i >= last_)
            return std::nullopt;
        Person person;
        const bool own = is_one_of(token(i), {"his", "her", "their", "its"});
        // "killing the driver, his wife and three children", "Its driver and a passenger died"
        const bool opens =
            i == 0 || kills_whom_it_names(i - 1) || token(i - 1).kind == Token::Kind::punctuation;
        const bool known = is_one_of(token(i), {"the", "its"}) && !listed && opens && is_one_person(i + 1);
        if (is_one_of(token(i), {"a", "an"}) || (own && listed) || known) {
            person.by_article = true;
            ++i;
        } else if (!read_number(text_, lexicon_, i, last_))
            return std::nullopt;
        const auto number = i < last_ ? read_number(text_, lexicon_, i, last_) : std::nullopt;
        if (number && number->quantity.best() && number->first == number->core_first) {
            person.count = *number->quantity.best();
            i = number->last;
        } else if (number)
            return std::nullopt;
        for (const std::uint32_t stop = std::min(i + noun_phrase_reach, last_); i < stop; ++i) {
            if (is_of_somebody(i)) // "a man's brother"
                continue;
            if (token(i).kind != Token::Kind::word && token(i).kind != Token::Kind::number)
                return std::nullopt;
            const PhraseMatch noun = match_phrase(lexicon_, "people", text_, i, last_);
            // "two Americans, two Britons and an Australian"
            if (const bool many = person.count > 1; !noun && token(i).capitalised &&
                                                    (many || person.by_article) &&
                                                    is_nationality(token(i), many) && ends_name(i + 1)) {
                person.count = std::max<Quantity::Count>(person.count, 1);
                person.end = i + 1;
                return person;
            }
            // "two journalists and an Irish conservationist were murdered": who he is, the verb tells
            if (!noun && listed && person.by_article && i + 1 < last_ &&
                is_one_of(token(i + 1), {"were", "died"}) && lexicon_.meaning("senses", token(i)).empty()) {
                person.count = 1;
                person.end = i + 1;
                return person;
            }
            if (!noun || noun.meaning() == "households")
                continue;
            const std::uint32_t behind = i + noun.length;
            if (behind < last_ &&
                (is_of_somebody(behind) || match_phrase(lexicon_, "people", text_, behind, last_)))
                continue; // "a police | officer"
            const bool plural = token(behind - 1).lower.ends_with("s");
            if (person.count == 0 && plural && !token(behind - 1).is("parents"))
                return std::nullopt;
            if (person.count == 0)
                person.count = plural || is_one_of(token(behind - 1), {"couple", "pair"}) ? 2 : 1;
            person.end = behind;
            return person;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool is_of_somebody(std::uint32_t i) const { return is_one_of(token(i), {"'s", "’s"}); }

    /// "Americans", "Britons", "Yemenis"; of one "Australian", "Yemeni": by how it ends.
    [[nodiscard]] static bool is_nationality(const Token& word, bool many)
    {
        const std::string_view plural = many ? "s" : "";
        const auto ends = [&](std::string_view ending) {
            return word.lower.size() > ending.size() + plural.size() + 2 && word.lower.ends_with(plural) &&
                   std::string_view{word.lower}
                       .substr(0, word.lower.size() - plural.size())
                       .ends_with(ending);
        };
        return ends("an") || ends("on") || ends("i") || ends("ese") || (many && word.lower.ends_with("ese"));
    }

    [[nodiscard]] bool ends_name(std::uint32_t i) const
    {
        return i >= last_ || token(i).kind == Token::Kind::punctuation ||
               is_one_of(token(i), {"and", "were", "was", "died", "in", "at", "from"});
    }

    /// "killing", "killed": the verb before its object.
    [[nodiscard]] bool kills_whom_it_names(std::uint32_t i) const
    {
        const PhraseMatch harm = match_phrase(lexicon_, "harm", text_, i, i + 1);
        return lexicon_.is_in("killing_of", token(i)) || (harm.meaning() == "killed" && may_stand(harm, 'o'));
    }

    /// "driver", "shop owner": no row of people, as "police" is.
    [[nodiscard]] bool is_one_person(std::uint32_t i) const
    {
        return i < last_ && !lexicon_.meaning("people", token(i)).empty() && !token(i).lower.ends_with("s") &&
               lexicon_.meaning("people", token(i)) != "households" &&
               lexicon_.meaning("people", token(i)) != "attackers" &&
               !is_one_of(token(i), {"police", "people", "military", "army", "family"});
    }

    /// "a girl, 12, and", "a girl (12)"
    [[nodiscard]] std::uint32_t behind_age(std::uint32_t i) const
    {
        if (i + 2 >= last_ || !is_one_of(token(i), {",", "("}))
            return i;
        const std::uint32_t age = token(i + 1).is("aged") ? i + 2 : i + 1;
        if (age + 1 >= last_ || token(age).kind != Token::Kind::number)
            return i;
        if (token(age + 1).is(")"))
            return age + 2;
        return is_one_of(token(age + 1), {",", "and"}) ? age + 1 : i;
    }

    /// "a woman from Mardan and her son"
    [[nodiscard]] std::uint32_t behind_home(std::uint32_t i) const
    {
        if (i + 2 >= last_ || !is_one_of(token(i), {"from", "of"}) || !token(i + 1).capitalised)
            return i;
        std::uint32_t name = i + 1;
        while (name < last_ && token(name).kind == Token::Kind::word && token(name).capitalised)
            ++name;
        return name < last_ && is_one_of(token(name), {"and", ",", "was", "were"}) ? name : i;
    }

    /// "eight villagers, three of them children, and a constable"
    [[nodiscard]] std::uint32_t behind_part(std::uint32_t i) const
    {
        constexpr std::uint32_t longest = 8; // "three of them children under ten"
        const auto part =
            i + 3 < last_ && token(i).is(",") ? read_number(text_, lexicon_, i + 1, last_) : std::nullopt;
        if (!part || part->last + 1 >= last_ || !token(part->last).is("of") ||
            !is_one_of(token(part->last + 1), {"them", "whom"}))
            return i;
        for (std::uint32_t k = part->last + 2; k < std::min(part->last + 2 + longest, last_); ++k)
            if (token(k).is(","))
                return k;
            else if (token(k).kind == Token::Kind::punctuation)
                break;
        return i;
    }

    [[nodiscard]] std::uint32_t behind_joint(std::uint32_t i) const
    {
        std::uint32_t next = i;
        if (next < last_ && token(next).is(","))
            ++next;
        if (next < last_ && token(next).is("and"))
            ++next;
        return next;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t last_;
};

} // namespace

std::optional<NumberMention> listed_people(const TokenisedText& text, const Lexicon& lexicon,
                                           std::uint32_t at, std::uint32_t last)
{
    // Most tokens begin no list: they are told apart without reading a number.
    const Token& first = text.tokens[at];
    if (!is_one_of(first, {"a", "an", "the", "its"}) && first.kind != Token::Kind::number &&
        !lexicon.has("numbers", first))
        return std::nullopt;
    return ListReader{text, lexicon, last}.read(at);
}

std::uint32_t behind_aside(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                           std::uint32_t last)
{
    const Token& opens = text.tokens[at];
    const bool comma = opens.is(","), dash = is_dash(opens);
    if (!comma && !dash)
        return at;
    for (std::uint32_t i = at + 1; i + 1 < std::min(at + aside_reach, last); ++i) {
        const Token& word = text.tokens[i];
        if (is_one_of(word, {";", ".", ":", "but", "while"}))
            return at;
        if (!(comma ? word.is(",") : is_dash(word)))
            continue;
        const Token& next = text.tokens[i + 1];
        if (is_form_of_be(next) || is_auxiliary(next) ||
            may_stand(match_phrase(lexicon, "harm", text, i + 1, last), 's'))
            return i + 1;
        if (dash)
            return at;
    }
    return at;
}

} // namespace sitmap
