// Dead whom their names or offices tell of.
#include "importers/article/named_victims.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/victim_lists.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t longest_name = 9;   ///< tokens of one person's name with office
constexpr std::uint32_t longest_aside = 14; ///< tokens between the commas of an apposition
constexpr std::uint32_t chain_reach = 9;    ///< tokens from "was" to the last of several participles

bool is_possessive(const Token& token)
{
    return token.lower.ends_with("'s") || token.lower.ends_with("’s");
}

class NamedReader {
public:
    NamedReader(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first, std::uint32_t last)
        : text_{text}, lexicon_{lexicon}, first_{first}, last_{last}
    {}

    [[nodiscard]] std::optional<NamedVictims> read(std::uint32_t at) const
    {
        if (is_one_of(token(at), {"was", "is", "been", "died", "dies", "burned", "burnt", "bled", "choked"}))
            return subject_of(at);
        if (token(at).is("whom"))
            return whom_they_killed(at);
        if (token(at).is("were")) {
            const auto couple = couple_of(at);
            return couple ? couple : people_named(at);
        }
        if (const auto one = shot_dead(at))
            return one;
        if (const PhraseMatch end = match_phrase(lexicon_, "ends", text_, at, last_)) {
            if (is_open(at))
                return std::nullopt;
            NamedVictims victims{.first = at, .last = at + end.length};
            if (is_one_of(token(victims.last - 1), {"him", "her"}))
                add_companions(victims);
            return victims;
        }
        if (lexicon_.is_in("killing_of", token(at)))
            if (const auto one = murder_of(at))
                return one;
        if (token(at).is("victim"))
            return last_victim(at);
        return object_of(at);
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] bool is_killed(const PhraseMatch& harm, char how) const
    {
        return may_stand(harm, how) && harm.meaning() == "killed" && harm.column(1) != "feared";
    }

    /// "the murder of Rafik Hariri", "the murder on Monday of a politician".
    [[nodiscard]] std::optional<NamedVictims> murder_of(std::uint32_t at) const
    {
        std::uint32_t of = at + 1;
        if (of + 1 < last_ && token(of).is("on") && lexicon_.has("weekdays", token(of + 1)))
            of += 2;
        if (of + 1 >= last_ || !token(of).is("of"))
            return std::nullopt;
        const std::uint32_t end = behind_person(of + 1);
        return end > of + 1 ? std::optional{NamedVictims{.first = of + 1, .last = end}} : std::nullopt;
    }

    /// "Its last victim before these was a police inspector": one who is told to have been killed.
    [[nodiscard]] std::optional<NamedVictims> last_victim(std::uint32_t at) const
    {
        constexpr std::uint32_t reach = 4; // "victim before these was"
        if (at == first_ || !is_one_of(token(at - 1), {"last", "latest", "previous", "recent"}))
            return std::nullopt;
        for (std::uint32_t i = at + 1; i + 1 < std::min(at + 1 + reach, last_); ++i)
            if (token(i).is("was")) {
                const std::uint32_t end = behind_person(i + 1);
                return end > i + 1 ? std::optional{NamedVictims{.first = i + 1, .last = end}} : std::nullopt;
            }
        return std::nullopt;
    }

    /// "Sheikh Ahmed Yassin, whom Israel killed with a missile".
    [[nodiscard]] std::optional<NamedVictims> whom_they_killed(std::uint32_t whom) const
    {
        constexpr std::uint32_t longest = 6; // "the army of the south had"
        if (whom < first_ + 3 || !token(whom - 1).is(",") || begin_of_name(whom - 1) == whom - 1)
            return std::nullopt;
        for (std::uint32_t i = whom + 1; i < std::min(whom + 1 + longest, last_); ++i) {
            if (token(i).kind == Token::Kind::punctuation)
                return std::nullopt;
            if (const PhraseMatch harm = match_phrase(lexicon_, "harm", text_, i, i + 1);
                is_killed(harm, 'o') && !is_open(i))
                return NamedVictims{.first = begin_of_name(whom - 1), .last = whom - 1};
        }
        return std::nullopt;
    }

    /// "Oleksiy Vadaturskyi, the owner of a grain company, and his wife were killed".
    [[nodiscard]] std::optional<NamedVictims> couple_of(std::uint32_t were) const
    {
        if (were < first_ + 5 || were + 1 >= last_ || behind_deed(were + 1) == were)
            return std::nullopt;
        const Token& noun = token(were - 1);
        if (lexicon_.meaning("people", noun).empty() || noun.lower.ends_with("s") ||
            !is_one_of(token(were - 2), {"his", "her"}) || !token(were - 3).is("and"))
            return std::nullopt;
        if (is_one_of(token(were - 4), {"he", "she"})) // "he and his driver were killed"
            return NamedVictims{.first = were - 4, .last = were, .count = 2};
        std::uint32_t end = were - 3;
        if (token(end - 1).is(","))
            end = before_aside(end - 1);
        const bool named = end >= first_ + 2 && token(end - 1).capitalised && token(end - 2).capitalised;
        if (!named || is_counted_or_open(end))
            return std::nullopt;
        return NamedVictims{.first = were - 2, .last = were, .count = 2};
    }

    /// "Carlos Diaz, 28, and Diego Salva, 27, were killed", "Ali Hassan, Omar Said and Musa Ali were shot
    /// dead".
    [[nodiscard]] std::optional<NamedVictims> people_named(std::uint32_t were) const
    {
        constexpr Quantity::Count most = 5;
        if (were < first_ + 5 || were + 1 >= last_ || behind_deed(were + 1) == were)
            return std::nullopt;
        NamedVictims victims{.first = were, .last = were, .count = 0};
        for (std::uint32_t end = were; victims.count < most;) {
            end = before_age(end);
            const std::uint32_t begin = begin_of_name(end);
            if (begin == end)
                break;
            victims.first = begin;
            ++victims.count;
            if (begin == first_ ||
                !(token(begin - 1).is("and") || (victims.count > 1 && token(begin - 1).is(","))))
                break;
            end = begin - 1;
            if (token(end).is("and") && end > first_ && token(end - 1).is(",") && before_age(end) == end)
                --end; // "A, B, and C"
        }
        return victims.count > 1 ? std::optional{victims} : std::nullopt;
    }

    /// Where a name ends that an age follows: "Diego Salva, 27,"; `end` without one.
    [[nodiscard]] std::uint32_t before_age(std::uint32_t end) const
    {
        if (end < first_ + 4)
            return end;
        const std::uint32_t age = token(end - 1).is(",") ? end - 2 : end - 1;
        return token(age).kind == Token::Kind::number && token(age).text.size() <= 2 && token(age - 1).is(",")
                   ? age - 1
                   : end;
    }

    /// The first token of a name of two words and more that ends at `end`; `end` where none does.
    [[nodiscard]] std::uint32_t begin_of_name(std::uint32_t end) const
    {
        std::uint32_t i = end, capitals = 0;
        while (i > first_ && end - i < longest_name) {
            const Token& word = token(i - 1);
            const bool particle = i < end && is_one_of(word, {"bin", "ibn", "ben", "de", "da", "del", "van",
                                                              "von", "al", "el", "la"});
            if (word.kind != Token::Kind::word || (!word.capitalised && !particle) ||
                lexicon_.has("weekdays", word) || lexicon_.has("months", word))
                break;
            capitals += word.capitalised ? 1U : 0U;
            --i;
        }
        return capitals >= 2 && token(i).capitalised ? i : end;
    }

    /// "shot the passenger dead", "beat the trader to death".
    [[nodiscard]] std::optional<NamedVictims> shot_dead(std::uint32_t at) const
    {
        constexpr std::uint32_t longest = 5; // tokens from the verb to "dead"
        if (!lexicon_.is_in("kills_them", token(at)) || at + 3 >= last_ || is_open(at) ||
            !is_one_of(token(at + 1), {"the", "his", "her", "its", "their"}))
            return std::nullopt;
        for (std::uint32_t i = at + 2; i < std::min(at + longest, last_); ++i) {
            if (token(i).kind != Token::Kind::word)
                return std::nullopt;
            const bool dead =
                token(i).is("dead") || (token(i).is("to") && i + 1 < last_ && token(i + 1).is("death"));
            if (!dead)
                continue;
            const Token& noun = token(i - 1);
            if (i == at + 2 || noun.lower.ends_with("s") || lexicon_.meaning("people", noun) == "attackers" ||
                lexicon_.is_in("not_one", noun) || lexicon_.is_in("beast_or_plan", noun))
                return std::nullopt;
            return NamedVictims{.first = at + 1, .last = i};
        }
        return std::nullopt;
    }

    // -- "killed X"

    [[nodiscard]] std::optional<NamedVictims> object_of(std::uint32_t at) const
    {
        const PhraseMatch harm = match_phrase(lexicon_, "harm", text_, at, last_);
        if (!is_killed(harm, 'o') || is_open(at))
            return std::nullopt;
        const std::uint32_t begin = at + harm.length;
        const std::uint32_t end = behind_person(begin);
        if (end == begin)
            return somebody_with_others(begin);
        if (const std::uint32_t behind = behind_link(end);
            behind < last_ && behind > end && is_unknown_number(behind))
            return std::nullopt;
        NamedVictims victims{.first = begin, .last = end};
        if (const std::uint32_t other = behind_second_name(end); other > end) {
            victims.count = 2;
            victims.last = other;
            return victims;
        }
        add_companions(victims);
        return victims;
    }

    /// "killed Carlos Diaz, 28, and Diego Salva, 27": one past the second name and its age; `end` without.
    [[nodiscard]] std::uint32_t behind_second_name(std::uint32_t end) const
    {
        const auto behind_age = [&](std::uint32_t i) {
            return i + 1 < last_ && token(i).is(",") && token(i + 1).kind == Token::Kind::number ? i + 2 : i;
        };
        std::uint32_t i = behind_age(end);
        if (i < last_ && token(i).is(","))
            ++i;
        if (i + 1 >= last_ || !token(i).is("and") || !token(i + 1).capitalised)
            return end;
        const std::uint32_t other = behind_person(i + 1);
        if (other == i + 1 || !ends_the_clause(behind_age(other)))
            return end;
        return behind_age(other);
    }

    /// "killed a candidate of the ruling party, Asfandyar Amirzeb, and eight others": whoever has companions
    /// who are counted is a person.
    [[nodiscard]] std::optional<NamedVictims> somebody_with_others(std::uint32_t begin) const
    {
        if (begin + 1 >= last_ || !is_one_of(token(begin), {"a", "an", "the", "their", "its", "his"}))
            return std::nullopt;
        std::uint32_t end = begin + 1;
        while (end < std::min(begin + longest_name, last_) && token(end).kind == Token::Kind::word &&
               !is_one_of(token(end), {"and", "along", "together", "who", "in", "at", "near", "on", "when"}))
            ++end;
        const Token& noun = token(begin + 1);
        if (end == begin + 1 || lexicon_.has("numbers", noun) || noun.kind != Token::Kind::word ||
            lexicon_.is_in("not_one", noun) || token(end - 1).lower.ends_with("s"))
            return std::nullopt;
        NamedVictims victims{.first = begin, .last = end};
        add_companions(victims);
        return victims.count > 1 ? std::optional{victims} : std::nullopt;
    }

    /// "was killed", "could have killed", "vowed to kill".
    [[nodiscard]] bool is_open(std::uint32_t verb) const
    {
        for (std::uint32_t back = 1; back <= 4 && verb >= first_ + back; ++back) {
            const Token& word = token(verb - back);
            if (is_form_of_be(word) || is_one_of(word, {"to", "not", "could", "would", "might", "may", "will",
                                                        "should", "can", "of", "plotting", "plot"}))
                return true;
            if (word.kind != Token::Kind::word || !is_auxiliary(word))
                return false;
        }
        return false;
    }

    /// One past a single person's name ("Saleh al-Arouri", "the governor", "Hamas leader Ismail Haniyeh")
    /// that begins at `begin` and ends where a noun phrase may; `begin` where it is none.
    [[nodiscard]] std::uint32_t behind_person(std::uint32_t begin) const
    {
        const bool own = begin < last_ && is_one_of(token(begin), {"the", "its", "his", "her", "their"});
        std::uint32_t i = own ? begin + 1 : begin, capitals = 0;
        bool office = false, ends_in_office = false;
        for (const std::uint32_t stop = std::min(begin + longest_name, last_); i < stop; ++i) {
            const Token& word = token(i);
            if (word.kind != Token::Kind::word)
                break;
            if (is_possessive(word)) {
                capitals = 0;
                office = true; // "Hamas's Ismail Haniyeh": whose they are
                continue;
            }
            if (lexicon_.has("weekdays", word))
                break;
            const bool person = lexicon_.has("roles", word) || lexicon_.has("people", word);
            if (word.capitalised || word.lower.starts_with("al-") || word.lower.starts_with("el-")) {
                ++capitals;
                ends_in_office = false;
            } else if (person && !word.lower.ends_with("s") &&
                       !(own && names_many(word))) { // "killed his people": nobody knows how many
                office = ends_in_office = true;
                capitals = 0;
            } else if (!is_one_of(word, {"bin", "ibn", "ben", "de", "da", "del", "van", "von"}) &&
                       !lexicon_.is_in("of_office", word))
                break;
        }
        if (ends_in_office)
            i = behind_what_is_held(i);
        if (i == begin || (i < last_ && !may_end(token(i))))
            return begin;
        const bool named = capitals >= 2 || (office && !ends_in_office && capitals >= 1);
        return named || (own && ends_in_office) ? i : begin;
    }

    /// Plurals without an "s", and words for several people.
    [[nodiscard]] static bool names_many(const Token& word)
    {
        return is_one_of(word, {"people", "men", "women", "children", "family", "police", "kin", "folk",
                                "clan", "tribe", "staff", "crew"});
    }

    /// "the mayor of San Marcos", "the head of the district council": one past what the office is over.
    [[nodiscard]] std::uint32_t behind_what_is_held(std::uint32_t i) const
    {
        constexpr std::uint32_t longest = 5;
        if (i + 1 >= last_ || !token(i).is("of"))
            return i;
        std::uint32_t behind = i + 1;
        if (token(behind).capitalised) {
            while (behind < last_ && token(behind).kind == Token::Kind::word && token(behind).capitalised)
                ++behind;
            return behind;
        }
        if (!is_one_of(token(behind), {"the", "a", "an", "its", "his"}))
            return i;
        ++behind;
        while (behind < std::min(i + longest, last_) && token(behind).kind == Token::Kind::word &&
               !ends_noun_phrase(token(behind)) && !is_auxiliary(token(behind)))
            ++behind;
        return behind;
    }

    [[nodiscard]] bool may_end(const Token& token) const
    {
        return token.kind != Token::Kind::word || ends_noun_phrase(token) || is_auxiliary(token) ||
               lexicon_.has("weekdays", token) ||
               is_one_of(token, {"during", "outside", "inside", "before", "last", "late", "early", "earlier",
                                 "dead", "along", "together", "there", "here", "this", "hours", "days"});
    }

    /// "killed the mayor and his guests", "and other commanders".
    [[nodiscard]] bool is_unknown_number(std::uint32_t at) const
    {
        const bool own = is_one_of(token(at), {"his", "her", "their", "its", "the"});
        if (is_one_of(token(at), {"other", "others", "several", "some", "many"}))
            return true;
        return own && at + 1 < last_ && token(at + 1).kind == Token::Kind::word &&
               token(at + 1).lower.ends_with("s");
    }

    /// "and six others", ", the deputy head of Hamas, and two of his guards", "along with his wife".
    void add_companions(NamedVictims& victims) const
    {
        std::uint32_t at = behind_link(victims.last);
        if (at == victims.last)
            at = behind_comma_of_list(victims.last);
        if (at == victims.last)
            return;
        if (const auto list = listed_people(text_, lexicon_, at, last_);
            list && ends_the_clause(list->last)) {
            victims.count += list->quantity.size_by();
            victims.last = list->last;
            return;
        }
        if (const auto number = read_number(text_, lexicon_, at, last_)) {
            const Counted counted = counted_by(text_, lexicon_, *number, last_);
            // "four of his companions"
            const bool of_his = number->last + 1 < last_ && token(number->last).is("of") &&
                                is_one_of(token(number->last + 1), {"his", "her", "their"});
            const bool people = (!counted.thing || of_his) && !counted.inside && !counted.noun;
            const std::uint32_t behind = std::max(counted.end, of_his ? number->last + 3 : number->last);
            if (number->quantity.best() && people && ends_the_clause(behind)) {
                victims.count += *number->quantity.best();
                victims.at_least = !number->quantity.high();
                victims.last = std::min(behind, last_);
            }
            return;
        }
        for (std::uint32_t listed = 0; listed < 3 && at + 1 < last_; ++listed) {
            if (!is_one_of(token(at), {"his", "her", "their", "a", "the"}))
                return;
            std::uint32_t noun = at + 1;
            while (noun + 1 < last_ && noun < at + 4 && !lexicon_.has("people", token(noun)))
                ++noun;
            const auto number = read_number(text_, lexicon_, at + 1, last_); // "her two children"
            const bool many = number && number->quantity.best() && number->last <= noun;
            if (!lexicon_.has("people", token(noun)) || (!many && token(noun).lower.ends_with("s")) ||
                !ends_the_clause(noun + 1))
                return;
            victims.count += many ? *number->quantity.best() - 1 : 0;
            ++victims.count;
            victims.last = noun + 1;
            if (noun + 1 >= last_ || !is_one_of(token(noun + 1), {"and", ","}))
                return;
            at = noun + 2;
        }
    }

    /// "a district head, his driver and a guard": the token behind the comma; `end` where no list goes on.
    [[nodiscard]] std::uint32_t behind_comma_of_list(std::uint32_t end) const
    {
        constexpr std::uint32_t reach = 5;
        if (end + 2 >= last_ || !token(end).is(",") || !is_one_of(token(end + 1), {"his", "her", "their"}))
            return end;
        for (std::uint32_t i = end + 2; i < std::min(end + reach, last_); ++i)
            if (token(i).is("and") && lexicon_.has("people", token(i - 1)))
                return end + 1;
        return end;
    }

    /// The token behind the word that joins others to who ends before `end`; `end` where none does.
    [[nodiscard]] std::uint32_t behind_link(std::uint32_t end) const
    {
        const auto link = [&](std::uint32_t i) -> std::uint32_t {
            if (i < last_ && token(i).is("and"))
                return i + 1;
            if (i + 1 < last_ && is_one_of(token(i), {"along", "together"}) && token(i + 1).is("with"))
                return i + 2;
            return i < last_ && token(i).is("alongside") ? i + 1 : 0;
        };
        if (end + 2 < last_ && token(end).is("on") && lexicon_.has("weekdays", token(end + 1)))
            end += 2; // "killed the mayor on Monday, together with his brother"
        if (const std::uint32_t behind = link(end))
            return behind;
        if (end >= last_ || !token(end).is(","))
            return end;
        if (const std::uint32_t behind = link(end + 1))
            return behind;
        for (std::uint32_t i = end + 1; i < std::min(end + longest_aside, last_); ++i) {
            if (is_one_of(token(i), {";", ".", ":", "when", "after", "who", "while", "as"}))
                return end;
            if (!token(i).is(","))
                continue;
            const std::uint32_t behind = link(i + 1);
            return behind ? behind : end;
        }
        return end;
    }

    /// Not "and six others were wounded".
    [[nodiscard]] bool ends_the_clause(std::uint32_t i) const
    {
        return i >= last_ || (!is_auxiliary(token(i)) && !lexicon_.has("verbs", token(i)) &&
                              !match_phrase(lexicon_, "harm", text_, i, last_));
    }

    // -- "X was killed"

    [[nodiscard]] std::optional<NamedVictims> subject_of(std::uint32_t was) const
    {
        const std::uint32_t behind = behind_killed(was);
        if (behind == was)
            return std::nullopt;
        const bool died = is_one_of(token(was), {"died", "dies"});
        if (token(was).is("been")) { // "The mayor of Juba has been assassinated"
            if (was == first_ || !is_one_of(token(was - 1), {"has", "had"}))
                return std::nullopt;
            --was;
        }
        if (was > first_ && is_one_of(token(was - 1), {"had", "has", "later", "also", "reportedly"}) && died)
            --was;
        if (died && was > first_ + 2 && token(was - 1).is("and"))
            if (const std::uint32_t hit = was_hit_before(was - 1); hit > first_)
                was = hit;
        if (was > first_ && is_one_of(token(was - 1), {"he", "she"})) {
            const bool open =
                was > first_ + 1 && is_one_of(token(was - 2), {"if", "until", "before", "that"});
            return open ? std::nullopt : std::optional{NamedVictims{.first = was - 1, .last = was}};
        }
        if (was < first_ + 2)
            return std::nullopt;
        std::uint32_t end = token(was - 1).is(",") ? before_aside(was - 1) : was;
        const std::uint32_t before_comma = end;
        // "an Israeli-American of 27, Elan Ganeles, was killed"
        if (end >= first_ + 4 && token(end - 1).kind == Token::Kind::number && token(end - 2).is("of"))
            end -= 2;
        if (end < first_ + (before_comma < was ? 1U : 2U) || is_counted_or_open(end) ||
            !is_one_person(end, before_comma < was))
            return std::nullopt;
        NamedVictims victims{.first = end - 1, .last = end};
        if (!token(behind - 1).is("died")) // "he died along with the dream"
            add_others_behind(victims, behind);
        return victims;
    }

    /// "Rajni Bala, a teacher, was shot at a school on Monday and died": the "was" of who died; 0 without.
    [[nodiscard]] std::uint32_t was_hit_before(std::uint32_t and_died) const
    {
        constexpr std::uint32_t reach = 18;
        for (std::uint32_t back = 2; back <= reach && and_died >= first_ + back; ++back) {
            const std::uint32_t i = and_died - back;
            if (is_one_of(token(i), {";", ".", ":", "were", "who", "but", "while", "and"}))
                return 0;
            if (token(i).is("was"))
                return is_one_of(token(i + 1),
                                 {"shot", "stabbed", "hit", "wounded", "struck", "beaten", "injured"})
                           ? i
                           : 0;
        }
        return 0;
    }

    /// "was killed with three of his countrymen", "was shot dead along with two guards".
    void add_others_behind(NamedVictims& victims, std::uint32_t behind) const
    {
        std::uint32_t at = behind;
        if (at + 1 < last_ && is_one_of(token(at), {"along", "together"}) && token(at + 1).is("with"))
            at += 2;
        else if (at < last_ && is_one_of(token(at), {"with", "alongside"}))
            ++at;
        else
            return;
        const auto number = read_number(text_, lexicon_, at, last_);
        if (!number || !number->quantity.best())
            return;
        const Counted counted = counted_by(text_, lexicon_, *number, last_);
        const bool thing = counted.thing || counted.inside || counted.noun;
        const bool of_his = number->last + 1 < last_ && token(number->last).is("of");
        if (!thing || of_his) {
            victims.count += *number->quantity.best();
            victims.at_least = !number->quantity.high();
            victims.first = std::min(victims.first, at);
            victims.last = std::max(counted.end, number->last);
        }
    }

    /// One past the words that say at `was` that somebody died; `was` where they do not: "died", but not "of
    /// old age".
    [[nodiscard]] std::uint32_t behind_killed(std::uint32_t was) const
    {
        if (was + 2 < last_ && is_one_of(token(was), {"burned", "burnt", "bled", "choked"}) &&
            token(was + 1).is("to") && token(was + 2).is("death"))
            return was + 3;
        if (!is_one_of(token(was), {"died", "dies"})) {
            if (was + 1 >= last_)
                return was;
            return behind_deed(was + 1);
        }
        const std::uint32_t next = was + 1;
        if (next >= last_)
            return next;
        if (is_one_of(token(next), {"aged", "peacefully", "naturally", "at"}))
            return token(next).is("at") &&
                           !is_one_of(token(std::min(next + 1, last_ - 1)), {"home", "age"}) &&
                           token(std::min(next + 1, last_ - 1)).kind == Token::Kind::word
                       ? next
                       : was;
        if (token(next).is("of") || token(next).is("from")) {
            const std::uint32_t stop = std::min(next + 4, last_);
            for (std::uint32_t i = next + 1; i < stop; ++i)
                if (is_one_of(token(i), {"it", "them"}) || lexicon_.is_in("died_of", token(i)))
                    return next;
            return was;
        }
        if (token(next).is("in") && next + 1 < last_ && token(next + 1).kind == Token::Kind::number)
            return was; // "died in 1998"
        return next;
    }

    /// "shot dead", "pulled out of his car and stabbed to death": one past it; 1 less than `i` where it does
    /// not say so.
    [[nodiscard]] std::uint32_t behind_deed(std::uint32_t i) const
    {
        const std::uint32_t none = i - 1;
        if (token(i).is("also") && i + 1 < last_)
            ++i;
        if (const PhraseMatch harm = match_phrase(lexicon_, "harm", text_, i, last_); is_killed(harm, 's'))
            return i + harm.length;
        if (!token(i).lower.ends_with("ed"))
            return none;
        for (std::uint32_t k = i + 1; k + 1 < std::min(i + chain_reach, last_); ++k) {
            if (token(k).kind != Token::Kind::word)
                return none;
            if (!token(k).is("and"))
                continue;
            const PhraseMatch harm = match_phrase(lexicon_, "harm", text_, k + 1, last_);
            const std::uint32_t behind = k + 1 + harm.length;
            const bool has_object = behind < last_ && (is_one_of(token(behind), {"a", "an", "the", "his"}) ||
                                                       read_number(text_, lexicon_, behind, last_));
            return is_killed(harm, 's') && !has_object ? behind : none;
        }
        return none;
    }

    /// The comma that opens the aside which the comma at `closes` ends; 0 where none does.
    [[nodiscard]] std::uint32_t before_aside(std::uint32_t closes) const
    {
        for (std::uint32_t back = 1; back <= longest_aside && closes >= first_ + back; ++back) {
            const Token& word = token(closes - back);
            if (word.is(","))
                return closes - back;
            if (is_one_of(word, {";", ".", ":", "when", "after", "while", "but"}) || is_form_of_be(word))
                return 0;
        }
        return 0;
    }

    /// A figure of the clause that ends at `at`, or a word that leaves it open.
    [[nodiscard]] bool is_counted_or_open(std::uint32_t at) const
    {
        for (std::uint32_t i = at; i > first_;) {
            const Token& word = token(--i);
            if (is_one_of(word, {";", ".", ":", "and", "but", "when", "after", "while"}))
                return false;
            if (word.kind == Token::Kind::number && word.lower.find('-') == std::string::npos) {
                const bool of_a_date = (i + 1 < at && lexicon_.has("months", token(i + 1))) ||
                                       (i > first_ && lexicon_.has("months", token(i - 1)));
                if (!of_a_date)
                    return true;
            } else if (lexicon_.has("numbers", word) ||
                       is_one_of(word, {"if", "whether", "that", "who", "nobody", "not", "until"}))
                return true;
        }
        return false;
    }

    /// "Rafik Hariri", "the vice-principal", with an aside "a state MP": who ends before token `end` is one,
    /// no attacker, no plan and no beast.
    [[nodiscard]] bool is_one_person(std::uint32_t end, bool has_aside) const
    {
        constexpr std::uint32_t longest = 5; // tokens from "the" to behind the noun
        const Token& noun = token(end - 1);
        if (lexicon_.meaning("people", noun) == "attackers")
            return false;
        if (has_aside && end == first_ + 1)
            return noun.capitalised;
        if (noun.capitalised &&
            (token(end - 2).capitalised ||
             (has_aside && is_one_of(token(end - 2), {"a", "an", "as", "named", "called"}))))
            return true;
        if ((!lexicon_.meaning("senses", noun).empty() && !lexicon_.has("people", noun)) ||
            noun.lower.ends_with("s") || noun.lower.ends_with("th") || // "a seventh"
            lexicon_.is_in("beast_or_plan", noun))
            return false;
        for (std::uint32_t back = 2; back <= longest && end >= first_ + back; ++back) {
            const Token& word = token(end - back);
            if (is_one_of(word, {"the", "his", "her", "their", "its"}) ||
                (has_aside && (is_one_of(word, {"a", "an"}) || is_possessive(word))))
                return true; // "a state MP", "Kano's chief judge"
            if (ends_noun_phrase(word))
                return false;
        }
        return false;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t first_, last_;
};

} // namespace

std::optional<NamedVictims> named_victims(const TokenisedText& text, const Lexicon& lexicon,
                                          std::uint32_t first, std::uint32_t at, std::uint32_t last)
{
    return NamedReader{text, lexicon, first, last}.read(at);
}

} // namespace sitmap
