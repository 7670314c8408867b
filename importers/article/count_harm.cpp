// What befell the people that a number counts.
#include "importers/article/count_harm.hpp"

#include "importers/article/victim_lists.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t right_reach = 18; ///< tokens from a number to the verb that says what befell them
constexpr std::uint32_t verb_reach = 4;   ///< tokens from the end of an aside to that verb

} // namespace

CountHarm::CountHarm(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence)
    : text_{text},
      lexicon_{lexicon},
      sentence_{sentence},
      first_{text.sentences[sentence].first},
      last_{text.sentences[sentence].last}
{}

PhraseMatch CountHarm::harm_at(std::uint32_t i) const
{
    return match_phrase(lexicon_, "harm", text_, i, last_);
}

std::optional<CountHarm::Found> CountHarm::of(const NumberMention& number, const Counted& counted) const
{
    if (counted.noun)
        return Found{.harm = counted.noun, .origin = Origin::noun, .at = counted.end};
    if (const auto behind = behind_noun(counted))
        return behind;
    if (const auto object = object_of(number))
        return object;
    const auto subject = subject_of(number, counted);
    // "300 displaced people were shot dead": what they suffer tells more than what they are
    if (counted.inside &&
        !(subject && subject->harm.meaning() == "killed" && counted.inside.meaning() == "displaced"))
        return Found{.harm = counted.inside, .origin = Origin::behind, .at = number.last};
    if (subject)
        return subject;
    if (const auto all = in_all(number))
        return all;
    if (const auto toll = toll_of(number))
        return toll;
    if (const auto toll = called_the_toll(number, counted))
        return toll;
    if (const auto toll = makes_victims(number, counted))
        return toll;
    if (const auto aboard = aboard_of(number, counted))
        return aboard;
    return answer_of(number, counted);
}

bool CountHarm::died_or_hurt(const NumberMention& people, const Counted& counted) const
{
    const auto are_hurt = [](const std::optional<Found>& found) {
        return found && found->harm &&
               (found->harm.meaning() == "killed" || found->harm.meaning() == "injured");
    };
    return are_hurt(behind_noun(counted)) || are_hurt(object_of(people)) ||
           are_hurt(subject_of(people, counted));
}

bool CountHarm::befell(const NumberMention& people, const Counted& counted) const
{
    if (behind_noun(counted) || object_of(people))
        return true;
    const auto subject = subject_of(people, counted);
    return subject && subject->harm;
}

std::optional<CountHarm::Found> CountHarm::toll_of(const NumberMention& number) const
{
    if (const auto toll = toll_before(number))
        return toll;
    if (const PhraseMatch toll = toll_moved_to(text_, lexicon_, first_, number.first);
        toll && !number.from_article)
        return Found{.harm = toll, .origin = Origin::toll, .at = number.first};
    if (const PhraseMatch toll = toll_named_behind(text_, lexicon_, first_, number.first, number.last, last_))
        return Found{.harm = toll, .origin = Origin::toll, .at = number.first};
    return std::nullopt;
}

/// "That makes five victims", "making 26 victims in all".
std::optional<CountHarm::Found> CountHarm::makes_victims(const NumberMention& number,
                                                         const Counted& counted) const
{
    if (counted.head != "victims" || number.first == first_ || number.from_article ||
        !is_one_of(token(number.first - 1), {"makes", "making", "made", "make", ":"}))
        return std::nullopt;
    return killed_at(number.first, false);
}

/// "Forty-six people is now the official count", "31 is the latest toll".
std::optional<CountHarm::Found> CountHarm::called_the_toll(const NumberMention& number,
                                                           const Counted& counted) const
{
    constexpr std::uint32_t reach = 4; // "the latest official count"
    std::uint32_t i = counted.end;
    if (i + 2 >= last_ || !is_one_of(token(i), {"is", "was", "are", "were"}) || number.from_article)
        return std::nullopt;
    if (is_one_of(token(++i), {"now", "still", "so"}))
        ++i;
    if (i >= last_ || !token(i).is("the"))
        return std::nullopt;
    for (std::uint32_t k = i + 1; k < std::min(i + 1 + reach, last_); ++k)
        if (is_one_of(token(k), {"toll", "count", "tally"}))
            return killed_at(k, false);
    return std::nullopt;
}

/// "fourteen members of the security forces killed": the token of the harm; the noun's end where none stands
/// behind what the people belong to.
std::uint32_t CountHarm::behind_complement(const Counted& counted) const
{
    constexpr std::uint32_t longest = 5; // "of the border guard regiment"
    if (counted.kind.empty() || counted.end + 2 >= last_ || !token(counted.end).is("of"))
        return counted.end;
    for (std::uint32_t i = counted.end + 2; i < std::min(counted.end + 1 + longest, last_); ++i) {
        const PhraseMatch harm = harm_at(i);
        if (may_stand(harm, 'a') && is_one_of(token(i), {"killed", "dead", "wounded", "injured"}))
            return i;
        if (token(i).kind != Token::Kind::word || ends_noun_phrase(token(i)) || is_auxiliary(token(i)))
            break;
    }
    return counted.end;
}

std::optional<CountHarm::Found> CountHarm::behind_noun(const Counted& counted) const
{
    std::uint32_t i = behind_complement(counted);
    while (i < last_ && is_quote_mark(token(i)))
        ++i;
    PhraseMatch harm = i < last_ ? harm_at(i) : PhraseMatch{};
    if (harm.length > 1 && !may_stand(harm, 'a')) // "left 19 dead at Kirindera": no "dead at 19"
        harm = match_phrase(lexicon_, "harm", text_, i, i + 1);
    if (!may_stand(harm, 'a'))
        return left_behind(counted);
    // "14 people wounded 20 others" is a deed, "14 people wounded" a state.
    if (may_stand(harm, 'o') && i + harm.length < last_ &&
        (read_number(text_, lexicon_, i + harm.length, last_) ||
         (is_one_of(token(i + harm.length), {"a", "an", "the", "their", "his"}) &&
          counted.kind == "attackers")))
        return std::nullopt;
    return Found{.harm = harm, .origin = Origin::behind, .at = i};
}

/// "left 5 soldiers and 3 civilians dead", "31 soldiers, 4 civilians killed in raid": the first of the two.
std::optional<CountHarm::Found> CountHarm::left_behind(const Counted& counted) const
{
    constexpr std::uint32_t reach = 5; // tokens before the noun's end
    if (counted.end + 2 >= last_ || !is_one_of(token(counted.end), {"and", ","}) || counted.end <= first_ ||
        (counted.kind.empty() && !token(counted.end - 1).capitalised)) // "left six Copts and a guard dead"
        return std::nullopt;
    bool left = counted.end <= first_ + reach; // a headline
    for (std::uint32_t back = 2; back <= reach && counted.end >= first_ + back; ++back)
        left = left || is_one_of(token(counted.end - back),
                                 {"left", "leaves", "leaving", "leave", "carried", "took", "brought"});
    auto other = left ? read_number(text_, lexicon_, counted.end + 1, last_) : std::nullopt;
    if (left && !other)
        other = article_number(text_, lexicon_, counted.end + 1, last_);
    if (!other)
        return std::nullopt;
    const std::uint32_t behind = counted_by(text_, lexicon_, *other, last_).end;
    const PhraseMatch harm = behind < last_ ? harm_at(behind) : PhraseMatch{};
    if (!may_stand(harm, 'a'))
        return std::nullopt;
    return Found{.harm = harm, .origin = Origin::behind, .at = behind};
}

std::optional<CountHarm::Found> CountHarm::object_of(const NumberMention& number) const
{
    if (const auto victims = victims_are(number))
        return victims;
    // "cost the army 55 men"
    if (number.first >= first_ + 3 && number.last < last_ && token(number.first - 3).is("cost") &&
        is_one_of(token(number.first - 2), {"the", "its"}) && lexicon_.has("people", token(number.last)))
        return killed_at(number.first - 3, false);
    const std::uint32_t object = before_source(number.first);
    for (std::uint32_t back = 1; back <= 6 && object >= first_ + back; ++back) {
        const std::uint32_t i = object - back;
        const PhraseMatch harm = harm_at(i);
        if (!may_stand(harm, 'o') || i + harm.length > object)
            continue;
        for (std::uint32_t k = i + harm.length; k < object; ++k)
            if (!is_quote_mark(token(k)) &&
                !is_one_of(token(k), {"the", "some", "all", "in", "total", "also", "himself", "herself",
                                      "themselves", "themself"}) &&
                !is_every_one(k, number.first) && !is_family_of(k, number.first) &&
                !(token(k).is("and") && token(k - 1).lower.find("sel") != std::string::npos))
                return std::nullopt;
        if (is_passive(i) || are_saved(i))
            return std::nullopt;
        return Found{.harm = harm, .origin = Origin::object, .at = i};
    }
    return std::nullopt;
}

/// "shot every one of its 22 passengers": one of the words between.
bool CountHarm::is_every_one(std::uint32_t i, std::uint32_t number) const
{
    constexpr std::uint32_t longest = 4; // "every one of its"
    return number >= first_ + longest && i + longest >= number && token(number - 2).is("of") &&
           token(number - 3).is("one") && is_one_of(token(number - 4), {"every", "each"});
}

/// "The victims were two women and a porter", "Its only victim was a shepherd": dead, where neither this
/// sentence nor the one before tells that something else befell somebody.
std::optional<CountHarm::Found> CountHarm::victims_are(const NumberMention& number) const
{
    if (number.first < first_ + 3 || !is_one_of(token(number.first - 1), {"was", "were", "are", "is"}) ||
        !is_one_of(token(number.first - 2), {"victim", "victims"}))
        return std::nullopt;
    const std::uint32_t from = sentence_ > 0 ? text_.sentences[sentence_ - 1].first : first_;
    for (std::uint32_t i = from; i < last_; ++i) {
        const PhraseMatch harm = match_phrase(lexicon_, "harm", text_, i, last_);
        if (harm && harm.meaning() != "killed")
            return std::nullopt;
    }
    auto found = killed_at(number.first, false);
    if (found)
        found->origin = Origin::object; // "and two children" goes on with them
    return found;
}

/// "killing, by the latest count, 358 people": the first comma, or `number` where nothing stands between.
std::uint32_t CountHarm::before_source(std::uint32_t number) const
{
    constexpr std::uint32_t reach = 9;
    if (number < first_ + 4 || !token(number - 1).is(","))
        return number;
    for (std::uint32_t i = number - 2; i > first_ && number - i < reach; --i)
        if (token(i).is(","))
            return is_one_of(token(i + 1), {"by", "according"}) ? i : number;
    return number;
}

/// "saved the lives of some 50 people".
bool CountHarm::are_saved(std::uint32_t i) const
{
    return token(i).is("lives") && i >= first_ + 2 &&
           lexicon_.is_in("saves_lives", token(token(i - 1).is("the") ? i - 2 : i - 1));
}

/// "hacked to death a family of four": one of the words between.
bool CountHarm::is_family_of(std::uint32_t i, std::uint32_t number) const
{
    return number >= first_ + 3 && i + 3 >= number && token(number - 1).is("of") &&
           lexicon_.is_in("family_of", token(number - 2)) && is_one_of(token(number - 3), {"a", "an", "the"});
}

/// "killed a commander and other men, in all 45 people": of the harm told before.
std::optional<CountHarm::Found> CountHarm::in_all(const NumberMention& number) const
{
    constexpr std::uint32_t reach = 20;
    // "in all" before the number, or "all" read as its hedge
    const bool behind_in = number.first > first_ && token(number.first - 1).is("in");
    const bool two_words = number.first >= first_ + 2 && token(number.first - 2).is("in") &&
                           is_one_of(token(number.first - 1), {"all", "total"});
    const bool all = two_words || (behind_in && token(number.first).is("all")) ||
                     (number.first > first_ && token(number.first - 1).is("altogether"));
    if (!all || number.from_article)
        return std::nullopt;
    for (std::uint32_t back = 2; back <= reach && number.first >= first_ + back; ++back)
        if (const PhraseMatch harm = harm_at(number.first - back);
            may_stand(harm, 'o') || may_stand(harm, 's'))
            return Found{.harm = harm, .origin = Origin::toll, .at = number.first};
    return std::nullopt;
}

bool CountHarm::is_passive(std::uint32_t verb) const
{
    for (std::uint32_t i = verb; i > first_ && verb - i < 4;) {
        --i;
        if (is_form_of_be(token(i)))
            return true;
        if (!is_auxiliary(token(i)))
            return false;
    }
    return false;
}

/// "Nine people, one of them a boy of 12 to 15, drowned".
bool CountHarm::is_age_in_aside(std::uint32_t i) const
{
    std::uint32_t of = i;
    if (of >= first_ + 4 && is_one_of(token(of - 1), {"to", "or", "and"}) &&
        token(of - 2).kind == Token::Kind::number)
        of -= 2;
    if (of > first_ && is_one_of(token(of - 1), {"aged", "ages"}))
        return true;
    return of >= first_ + 2 && is_one_of(token(of - 1), {"of", "aged"}) &&
           lexicon_.has("people", token(of - 2)) && !token(of - 2).lower.ends_with("s");
}

/// The verb to the right whose subject the number is. A `Found` without a phrase means: the sentence says
/// that it did not, or only might, happen.
std::optional<CountHarm::Found> CountHarm::subject_of(const NumberMention& number,
                                                      const Counted& counted) const
{
    if (const auto killed = whom_they_killed(counted))
        return killed;
    bool be = false, hedged = false, relative = false, chained = false;
    int brackets = 0, commas = 0;
    std::uint32_t stop = std::min(counted.end + right_reach, last_);
    for (std::uint32_t i = behind_exception(number, counted.end); i < stop; ++i) {
        if (const std::uint32_t behind = behind_aside(text_, lexicon_, i, last_); behind > i) {
            i = behind - 1;
            stop = std::min(std::max(stop, behind + verb_reach), last_);
            continue;
        }
        const Token& word = token(i);
        // "seized 16 tourists, and four died": they have a verb of their own
        if (i > counted.end + 1 && token(i - 1).is("and") && token(i - 2).is(",") && i + 1 < last_ &&
            lexicon_.has("numbers", word) && may_stand(harm_at(i + 1), 's'))
            return std::nullopt;
        if (word.is("their") && is_one_of(token(i - 1), {"for", "of"}))
            continue; // "are in hospital, fighting for their lives"
        if (word.is("fell") && counted.kind == "soldiers" && !be && fell_dead(i))
            return killed_at(i, hedged);
        PhraseMatch harm = harm_at(i);
        if (be && harm.length > 1 && !may_stand(harm, 's') && !may_stand(harm, 'a'))
            harm = match_phrase(lexicon_, "harm", text_, i,
                                i + 1); // "were injured at a station": no "injured at 40"
        if (may_stand(harm, 's') || (be && may_stand(harm, 'a'))) {
            if (word.is("and") && (!be || !is_next_in_chain(i, harm)))
                return std::nullopt; // "took away 12 prisoners and shot 11"
            if (may_stand(harm, 'o') && !be && !burned_by_themselves(i, harm))
                return std::nullopt;
            if (number.from_article && commas > 0)
                return std::nullopt;
            if (chained && !is_next_in_chain(i, harm))
                return std::nullopt;
            if (const auto end = died_of_it(i, harm))
                return end;
            return Found{.harm = harm, .origin = Origin::subject, .at = i, .hedged = hedged};
        }
        if (is_one_of(word, {"could", "would", "will", "should", "can", "must", "not", "never", "if"}))
            return Found{};
        if (is_one_of(word, {"may", "might", "thought", "believed", "feared", "presumed", "reportedly"}))
            hedged = true;
        // "25 girls were taken from a school, and the vice-principal was shot dead"
        if (word.is("was") && commas > 0 && number.quantity.size_by() > 1)
            return std::nullopt;
        be = be || is_form_of_be(word);
        relative = relative || (word.is("who") && (i <= counted.end + 1 || !be));
        if (word.is("("))
            ++brackets;
        else if (word.is(")"))
            --brackets;
        else if (word.is(",")) {
            if (++commas > 2)
                return std::nullopt;
        } else if (is_one_of(word,
                             {";", ":", "—", "–", ".", "?", "!", "but", "while", "after", "when", "before"}))
            return std::nullopt;
        else if (brackets == 0 && word.kind == Token::Kind::number && !is_aside(i) && !is_age_in_aside(i) &&
                 !(token(i - 1).is("and") && !be && !is_part_of_them(i)) && // "eight soldiers and 12 drivers"
                 !(i == counted.end + 1 && token(counted.end).is("of")))    // "one woman of 27"
            return std::nullopt;
        else if (relative && is_other_verb(i, be))
            relative = false; // "Two people who waited for a bus died"
        else if (be && is_one_of(word, {"confirmed", "reported", "also", "said", "known"}) && i + 1 < stop &&
                 may_stand(harm_at(i + 1), 'a'))
            continue; // "had been confirmed killed"
        else if (be && is_other_verb(i, be) && is_participle(word))
            chained = true; // "were ambushed and decapitated"
        else if (is_other_verb(i, be))
            return was_killed_for_it(i, stop);
    }
    return std::nullopt;
}

/// "twelve fighters whom the army had killed": the object of the relative clause.
std::optional<CountHarm::Found> CountHarm::whom_they_killed(const Counted& counted) const
{
    constexpr std::uint32_t longest = 8; // "whom the army of the south had killed"
    if (counted.end + 2 >= last_ || !token(counted.end).is("whom"))
        return std::nullopt;
    for (std::uint32_t i = counted.end + 1; i < std::min(counted.end + 1 + longest, last_); ++i) {
        if (token(i).kind == Token::Kind::punctuation)
            return std::nullopt;
        const PhraseMatch harm = harm_at(i);
        if (may_stand(harm, 'o') && !is_passive(i))
            return Found{.harm = harm, .origin = Origin::subject, .at = i};
    }
    return std::nullopt;
}

/// "A man of the village tried to stop them and was killed": the verb `i` and the harm have one subject.
std::optional<CountHarm::Found> CountHarm::was_killed_for_it(std::uint32_t i, std::uint32_t stop) const
{
    for (std::uint32_t k = i; k + 2 < stop; ++k) {
        const Token& word = token(k);
        if (word.kind == Token::Kind::punctuation || !lexicon_.meaning("speech", word).empty() ||
            is_one_of(word, {"that", "who", "which", "where", "when", "as", "while", "after", "before",
                             "because", "until", "but"}))
            return std::nullopt;
        if (!word.is("and") || !is_one_of(token(k + 1), {"was", "were"}))
            continue;
        const std::uint32_t at =
            is_one_of(token(k + 2), {"also", "himself", "themselves", "then"}) ? k + 3 : k + 2;
        const PhraseMatch harm = at < last_ ? harm_at(at) : PhraseMatch{};
        if (harm.meaning() != "killed" || !(may_stand(harm, 's') || may_stand(harm, 'a')))
            return std::nullopt;
        return Found{.harm = harm, .origin = Origin::subject, .at = at};
    }
    return std::nullopt;
}

/// "were trapped inside and perished": what came of being held.
std::optional<CountHarm::Found> CountHarm::died_of_it(std::uint32_t i, const PhraseMatch& harm) const
{
    if (harm.meaning() != "held" && harm.meaning() != "missing")
        return std::nullopt;
    std::uint32_t at = i + harm.length;
    if (at < last_ && is_one_of(token(at), {"inside", "there", "below", "underneath"}))
        ++at;
    if (at + 1 >= last_ || !token(at).is("and"))
        return std::nullopt;
    const PhraseMatch end = harm_at(at + 1);
    if (end.meaning() != "killed" || !may_stand(end, 's'))
        return std::nullopt;
    return Found{.harm = end, .origin = Origin::subject, .at = at + 1};
}

/// "Some 40 people had burned to death in their cars": nobody is said to have done it.
bool CountHarm::burned_by_themselves(std::uint32_t i, const PhraseMatch& harm) const
{
    const std::uint32_t behind = i + harm.length;
    return is_one_of(token(i), {"burned", "burnt"}) &&
           (behind >= last_ || token(behind).kind == Token::Kind::punctuation ||
            is_one_of(token(behind), {"in", "when", "as", "at", "on", "while", "after", "inside"}));
}

/// "Four soldiers fell in the assault": not "fell back", "fell into a trap".
bool CountHarm::fell_dead(std::uint32_t i) const
{
    if (i + 2 < last_ && token(i + 1).is("as") && token(i + 2).is("well"))
        return true;
    return i + 1 >= last_ || token(i + 1).kind == Token::Kind::punctuation || token(i + 1).is("too") ||
           is_one_of(token(i + 1), {"in", "at", "near", "on", "during", "when", "there", "yesterday"});
}

std::optional<CountHarm::Found> CountHarm::killed_at(std::uint32_t i, bool hedged) const
{
    if (const PhraseMatch killed = harm_named(lexicon_, "killed"))
        return Found{.harm = killed, .origin = Origin::subject, .at = i, .hedged = hedged};
    return std::nullopt;
}

/// "were lined up and shot", "were burned, stabbed or hacked to death": one deed more that they suffered; not
/// "were arrested and killed a guard".
bool CountHarm::is_next_in_chain(std::uint32_t i, const PhraseMatch& harm) const
{
    const bool joined = token(i).is("and") || is_one_of(token(i - 1), {"and", "or", ",", "then"});
    const std::uint32_t behind = i + harm.length;
    const bool has_object = (may_stand(harm, 'o') || token(i).is("and")) && behind < last_ &&
                            (is_one_of(token(behind), {"a", "an", "the", "his", "their", "him", "her"}) ||
                             read_number(text_, lexicon_, behind, last_));
    return joined && !has_object;
}

/// "20 of them".
bool CountHarm::is_part_of_them(std::uint32_t i) const
{
    return i + 2 < last_ && is_one_of(token(i + 1), {"of", "among"}) &&
           is_one_of(token(i + 2), {"them", "whom"});
}

/// "72 people, 20 of them children, were killed"; but "were taken to three clinics, and 20 of them died".
bool CountHarm::is_aside(std::uint32_t i) const
{
    return is_part_of_them(i) && !token(i - 1).is("and");
}

/// "Nobody but the bomber was killed": the search goes on behind "but the bomber".
std::uint32_t CountHarm::behind_exception(const NumberMention& number, std::uint32_t i) const
{
    if (!number.nobody || i >= last_ || !is_one_of(token(i), {"but", "except", "besides"}))
        return i;
    while (i < last_ && !is_form_of_be(token(i)) && token(i).kind == Token::Kind::word)
        ++i;
    return i;
}

bool CountHarm::is_other_verb(std::uint32_t i, bool be) const
{
    const Token& word = token(i);
    if (is_auxiliary(word) || word.kind != Token::Kind::word)
        return false;
    const bool counted = token(i - 1).kind == Token::Kind::number || lexicon_.has("numbers", token(i - 1)) ||
                         token(i - 1).is("and");
    if (i + 1 < last_ && counted && lexicon_.is_in("counted_men", word) && token(i + 1).lower.ends_with("s"))
        return false; // "19 suspected criminals"
    if (lexicon_.has("verbs", word))
        return true;
    const bool participle = word.lower.size() > 4 && word.lower.ends_with("ed") &&
                            word.lower.find('-') == std::string::npos; // "of a Turkish-backed faction"
    return participle && (be || !is_one_of(word, {"armed", "united", "so-called"}));
}

/// "ambushed", "led", "set upon".
bool CountHarm::is_participle(const Token& word) const
{
    return word.lower.ends_with("ed") || lexicon_.is_in("participle", word);
}

/// "Dead: 20", "Death toll: 20".
std::optional<CountHarm::Found> CountHarm::toll_of_form(const NumberMention& number) const
{
    constexpr std::uint32_t longest = 4; // tokens before the colon
    if (number.first < first_ + 2 || !token(number.first - 1).is(":") || number.from_article)
        return std::nullopt;
    const std::uint32_t colon = number.first - 1;
    for (std::uint32_t i = first_; i < colon; ++i) // "The mayor has been killed: two men shot at his car"
        if (is_auxiliary(token(i)) || is_form_of_be(token(i)))
            return std::nullopt;
    for (std::uint32_t i = colon - 1;; --i) {
        const PhraseMatch harm = harm_at(i);
        if (harm && i + harm.length == colon &&
            (may_stand(harm, 'a') || may_stand(harm, 'n') || may_stand(harm, 't')))
            return Found{.harm = harm, .origin = Origin::toll, .at = i};
        if (i == first_ || colon - i >= longest || token(i).kind != Token::Kind::word)
            return std::nullopt;
    }
}

std::optional<CountHarm::Found> CountHarm::toll_before(const NumberMention& number) const
{
    if (const auto form = toll_of_form(number))
        return form;
    // "The toll of Monday's bombing in Karrada is now 324"
    constexpr std::uint32_t near = 7, far = 12;
    const bool stands = number.first > first_ + 1 && !number.from_article &&
                        is_one_of(token(number.first - 1), {"is", "now", "at", "number", "numbered"});
    for (std::uint32_t back = 1; back <= (stands ? far : near) && number.first >= first_ + back; ++back) {
        const std::uint32_t i = number.first - back;
        if (is_one_of(token(i), {",", ";", ":", "and"}) || token(i).kind == Token::Kind::number)
            return std::nullopt;
        if (back == 1 && token(i).is("by")) // "was shot dead in his office by two men"
            return std::nullopt;
        // "78 dead after a trawler with hundreds on board goes down"
        if (is_one_of(token(i),
                      {"after", "when", "who", "which", "while", "before", "where", "with", "carrying"}))
            return std::nullopt;
        const PhraseMatch harm = harm_at(i);
        if (may_stand(harm, 't') && i + harm.length <= number.first)
            return Found{.harm = harm, .origin = Origin::toll, .at = i};
    }
    return std::nullopt;
}

/// "a rubber dinghy which was on its way to Lampedusa with 38 people": those aboard, for an interception.
std::optional<CountHarm::Found> CountHarm::aboard_of(const NumberMention& number,
                                                     const Counted& counted) const
{
    if (counted.kind.empty() || number.first == first_ ||
        !is_one_of(token(number.first - 1), {"with", "carrying", "transporting"}))
        return std::nullopt;
    for (std::uint32_t i = first_; i < number.first; ++i)
        if (lexicon_.is_in("boat", token(i)))
            for (const Lexicon::Entry& entry : lexicon_.starting_with("harm", "intercepted"))
                return Found{.harm = PhraseMatch{&entry, 1}, .origin = Origin::toll, .at = number.first};
    return std::nullopt;
}

/// "How many are dead? Thirty-four, the doctor said": the question says what is counted.
std::optional<CountHarm::Found> CountHarm::answer_of(const NumberMention& number,
                                                     const Counted& counted) const
{
    const bool said = number.first > first_ && number.first < first_ + 6 &&
                      is_one_of(token(number.first - 1), {"says", "said", "say"});
    if ((number.first > first_ + 2 && !said) || number.from_article ||
        (counted.end < last_ && token(counted.end).kind == Token::Kind::word && counted.kind.empty()))
        return std::nullopt;
    const PhraseMatch harm = harm_asked_for(text_, lexicon_, sentence_);
    return harm ? std::optional{Found{.harm = harm, .origin = Origin::toll, .at = number.first}}
                : std::nullopt;
}

} // namespace sitmap
