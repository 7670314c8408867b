#include "importers/article/quantities.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/victim_lists.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t right_reach = 18; ///< tokens from a number to the verb that says what befell them
constexpr std::size_t neighbours = 5;     ///< figures of one sentence that a figure is compared with

enum class Origin : std::uint8_t { behind, subject, object, noun, toll, inherited };

struct Found {
    PhraseMatch harm;
    Origin origin = Origin::behind;
    std::uint32_t at = 0;
    bool hedged = false;
};

/// Nothing where one of the two is of households, or the sum is too large.
std::optional<Quantity> sum_of(const Quantity& a, const Quantity& b)
{
    if (a.unit() != b.unit())
        return std::nullopt;
    const auto add = [](std::optional<Quantity::Count> x, std::optional<Quantity::Count> y) {
        return x && y ? std::optional{*x + *y} : std::nullopt;
    };
    return Quantity::of(add(a.low(), b.low()), add(a.best(), b.best()), add(a.high(), b.high()), a.unit());
}

class SentenceCounts {
public:
    SentenceCounts(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                   std::vector<CountMention>& out)
        : text_{text},
          lexicon_{lexicon},
          sentence_{sentence},
          first_{text.sentences[sentence].first},
          last_{text.sentences[sentence].last},
          out_{out},
          out_start_{out.size()}
    {}

    void read()
    {
        for (std::uint32_t i = first_; i < last_;) {
            const std::uint32_t next = read_at(i);
            i = next > i ? next : i + 1;
        }
        mark_superseded(text_, lexicon_, text_.sentences[sentence_], out_, out_start_);
        for (std::size_t k = out_start_; k + 1 < out_.size(); ++k)
            if (out_[k].first > first_ && token(out_[k].first - 1).is("from") &&
                out_[k].field == out_[k + 1].field && token(out_[k + 1].first - 1).is("to"))
                out_[k].superseded = true; // "raised the toll from nine to 21"
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] PhraseMatch harm_at(std::uint32_t i) const
    {
        return match_phrase(lexicon_, "harm", text_, i, last_);
    }

    /// Reads a number at `i` if there is one; gives the token after it, or `i`.
    std::uint32_t read_at(std::uint32_t i)
    {
        if (const std::uint32_t behind = read_list(i); behind > i)
            return behind;
        auto number = read_number(text_, lexicon_, i, last_);
        if (!number)
            number = article_number(text_, lexicon_, i, last_);
        if (!number)
            return i;
        if (is_age(*number))
            return number->last;
        if (const std::uint32_t behind = behind_ratio(*number); behind > number->last)
            return behind;
        const Counted counted = counted_by(text_, lexicon_, *number, last_);
        if (!counted.thing || number->victim)
            take(*number, counted);
        return number->last;
    }

    /// "A priest, his driver and two nuns were shot dead": one figure.
    std::uint32_t read_list(std::uint32_t i)
    {
        const auto people = listed_people(text_, lexicon_, i, last_);
        if (!people)
            return i;
        const Counted counted{.end = people->last, .kind = "people"};
        const auto found = behind_noun(counted);
        if (!found && !object_of(*people)) {
            const auto subject = subject_of(*people, counted);
            if (!subject || !subject->harm)
                return i;
        }
        take(*people, counted);
        return people->last;
    }

    /// "both about 30", "aged 12 and 15", "the oldest of them nine".
    [[nodiscard]] bool is_age(const NumberMention& number) const
    {
        const std::uint32_t at = number.first;
        if (at < first_ + 1)
            return false;
        if (is_one_of(token(at - 1), {"both", "aged", "age"}))
            return number.last >= last_ || token(number.last).kind != Token::Kind::word;
        if (at >= first_ + 3 && is_one_of(token(at - 1), {"and", "or", ","}) &&
            token(at - 2).kind == Token::Kind::number && is_one_of(token(at - 3), {"aged", "ages"}))
            return true;
        return at >= first_ + 3 && token(at - 2).is("of") && token(at - 1).is("them") &&
               is_one_of(token(at - 3), {"oldest", "eldest", "youngest"});
    }

    /// "three in four", "one in ten", "two out of three": the token behind it; no figures of people.
    [[nodiscard]] std::uint32_t behind_ratio(const NumberMention& number) const
    {
        constexpr std::int64_t most = 20;
        std::uint32_t at = number.last;
        if (at + 1 >= last_ || number.quantity.size_by() > most)
            return number.last;
        if (token(at).is("out") && token(at + 1).is("of"))
            at += 2;
        else if (token(at).is("in"))
            at += 1;
        else
            return number.last;
        const auto whole = read_number(text_, lexicon_, at, last_);
        const bool ratio = whole && whole->first == whole->core_first && whole->quantity.size_by() <= most &&
                           whole->quantity.size_by() > number.quantity.size_by();
        return ratio ? whole->last : number.last;
    }

    void take(const NumberMention& number, const Counted& counted)
    {
        if (counted.head == "victims" && !counted.inside) {
            victims_ = number.quantity;
            victims_at_ = {number.first, counted.end};
        }
        std::optional<Found> found = harm_of(number, counted);
        if (!found)
            return;
        if (number.nobody && found->harm.meaning() == "casualties") {
            for (const ClaimField field : {ClaimField::killed, ClaimField::injured})
                out_.push_back({.first = number.first,
                                .last = counted.end,
                                .sentence = sentence_,
                                .field = field,
                                .quantity = number.quantity});
            return;
        }
        // "the number of injured stands at 1,430, while the service gave a figure of 1,463"
        const bool of_what_was_told = found->origin == Origin::toll && out_.size() > out_start_ &&
                                      is_one_of(token(found->at), {"figure", "count", "list"});
        const auto field = found->harm.meaning() == "same" || of_what_was_told
                               ? field_before()
                               : claim_field_named(found->harm.meaning());
        if (!field || (number.from_article && found->origin == Origin::inherited))
            return;
        CountMention mention{.first = number.first,
                             .last = counted.end,
                             .sentence = sentence_,
                             .field = *field,
                             .quantity = number.quantity};
        if (number.first > first_ && mention.quantity.best() &&
            is_one_of(token(number.first - 1), {"passes", "passed", "tops", "topped", "exceeds", "exceeded",
                                                "surpassed", "surpasses"}))
            mention.quantity = Quantity::at_least(*mention.quantity.best());
        mention.single = number.from_article;
        const bool of_the = number.last + 1 < last_ &&
                            (token(number.last).is("the") ||
                             (token(number.last).is("of") &&
                              is_one_of(token(number.last + 1), {"the", "his", "her", "its", "their"})));
        const bool some_of_them =
            found->origin == Origin::behind && of_the &&
            ((!number.quantity.best() && !number.quantity.high()) || told_before(*field));
        mention.is_part = (counted.part && told_nearby(*field, number.quantity)) || some_of_them ||
                          is_part(number, counted, *field) || is_among(number, *found);
        mention.hedged = found->hedged || found->harm.column(1) == "feared";
        if (*field == ClaimField::held && found->harm.column(1) != "home")
            mention.stock = found->harm.column(1);
        mention.of_attacker = counted.kind == "attackers";
        if (counted.end > number.last)
            mention.whom = words_of(text_, number.last, counted.end);
        if (counted.kind == "households")
            if (const auto q = Quantity::of(mention.quantity.low(), mention.quantity.best(),
                                            mention.quantity.high(), Quantity::Unit::households))
                mention.quantity = *q;
        if (counted.part && victims_ && *field == ClaimField::killed)
            share_victims(mention);
        if (!adds_to_last(mention, *found, counted)) {
            harm_at_of_last_ = found->at;
            out_.push_back(std::move(mention));
        }
        last_origin_ = found->origin;
    }

    /// "Eight soldiers and three drivers were killed": one figure, told in two parts.
    bool adds_to_last(const CountMention& mention, const Found& found, const Counted& counted)
    {
        if (out_.size() == out_start_ || mention.is_part || counted.kind.empty() || mention.of_attacker)
            return false;
        CountMention& before = out_.back();
        const bool one_harm = found.at == harm_at_of_last_ || found.origin == Origin::inherited;
        if (before.field != mention.field || before.is_part || before.whom.empty() || !one_harm ||
            !is_joined(before.last, mention.first))
            return false;
        const auto sum = sum_of(before.quantity, mention.quantity);
        if (!sum)
            return false;
        before.quantity = *sum;
        before.last = mention.last;
        before.whom = words_of(text_, before.first, mention.last);
        return true;
    }

    [[nodiscard]] bool is_joined(std::uint32_t from, std::uint32_t until) const
    {
        bool joined = false;
        for (std::uint32_t i = from; i < until; ++i) {
            if (!is_one_of(token(i), {"and", ",", "plus", "as", "well"}))
                return false;
            joined = joined || !token(i).is(",");
        }
        return joined && until - from <= 4;
    }

    /// The whole that "five of them" is of: in this sentence or the two before. Without it "killed 40 of
    /// them" is the figure itself.
    [[nodiscard]] bool told_nearby(ClaimField field, const Quantity& part) const
    {
        for (std::size_t k = out_.size(); k > 0 && out_.size() - k < neighbours; --k)
            if (out_[k - 1].field == field && out_[k - 1].sentence + 2 >= sentence_ &&
                (out_[k - 1].quantity.size_by() >= part.size_by() || out_[k - 1].is_part))
                return true;
        return false;
    }

    /// "Six Syrians are among the injured", "of the dead, 15 were civilians".
    [[nodiscard]] bool is_among(const NumberMention& number, const Found& found) const
    {
        if (found.origin == Origin::subject && found.at > number.last)
            for (std::uint32_t i = found.at > number.last + 3 ? found.at - 3 : number.last; i < found.at; ++i)
                if (token(i).is("among"))
                    return true;
        const std::uint32_t from = number.first > first_ + 9 ? number.first - 9 : first_;
        for (std::uint32_t i = from; i + 2 < number.first; ++i)
            if (is_one_of(token(i), {"among", "of"}) &&
                is_one_of(token(i + 1), {"the", "those", "them", "these"}) &&
                (harm_at(i + 2) || is_one_of(token(i + 2), {"victims", "casualties"})) &&
                (i == first_ || token(i).capitalised || token(i).is("among")))
                return true;
        return false;
    }

    [[nodiscard]] bool told_before(ClaimField field) const
    {
        return std::any_of(out_.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(out_.size(), 20)),
                           out_.end(), [&](const CountMention& count) { return count.field == field; });
    }

    /// The field of the last figure told, in this sentence or the one before.
    [[nodiscard]] std::optional<ClaimField> field_before() const
    {
        if (out_.empty() || out_.back().sentence + 1 < sentence_)
            return std::nullopt;
        return out_.back().field;
    }

    /// "22 victims, five of them dead": the others are the injured.
    void share_victims(CountMention& dead)
    {
        const auto all = victims_->best(), part = dead.quantity.best();
        if (all && part && *all >= *part) {
            CountMention injured{.first = victims_at_.first,
                                 .last = victims_at_.second,
                                 .sentence = sentence_,
                                 .field = ClaimField::injured,
                                 .quantity = Quantity::exactly(*all - *part)};
            out_.push_back(injured);
            dead.is_part = false;
        }
        victims_.reset();
    }

    [[nodiscard]] std::optional<Found> harm_of(const NumberMention& number, const Counted& counted)
    {
        if (counted.noun)
            return Found{.harm = counted.noun, .origin = Origin::noun, .at = counted.end};
        if (const auto behind = behind_noun(counted))
            return behind;
        if (const auto object = object_of(number))
            return object;
        if (counted.inside)
            return Found{.harm = counted.inside, .origin = Origin::behind, .at = number.last};
        if (const auto subject = subject_of(number, counted))
            return subject->harm ? subject : std::nullopt;
        if (const auto toll = toll_before(number))
            return toll;
        if (const PhraseMatch toll = toll_moved_to(text_, lexicon_, first_, number.first);
            toll && !number.from_article)
            return Found{.harm = toll, .origin = Origin::toll, .at = number.first};
        if (const PhraseMatch toll =
                toll_named_behind(text_, lexicon_, first_, number.first, number.last, last_))
            return Found{.harm = toll, .origin = Origin::toll, .at = number.first};
        if (const auto aboard = aboard_of(number, counted))
            return aboard;
        if (const auto answer = answer_of(number, counted))
            return answer;
        if (const auto other = other_count_of(number, counted))
            return other;
        return inherited(number, counted);
    }

    [[nodiscard]] std::optional<Found> behind_noun(const Counted& counted) const
    {
        std::uint32_t i = counted.end;
        while (i < last_ && is_quote_mark(token(i)))
            ++i;
        const PhraseMatch harm = i < last_ ? harm_at(i) : PhraseMatch{};
        if (!may_stand(harm, 'a'))
            return std::nullopt;
        // "14 people wounded 20 others" is a deed, "14 people wounded" a state.
        if (may_stand(harm, 'o') && i + harm.length < last_ &&
            (read_number(text_, lexicon_, i + harm.length, last_) ||
             (is_one_of(token(i + harm.length), {"a", "an", "the", "their", "his"}) &&
              counted.kind == "attackers")))
            return std::nullopt;
        return Found{.harm = harm, .origin = Origin::behind, .at = i};
    }

    [[nodiscard]] std::optional<Found> object_of(const NumberMention& number) const
    {
        for (std::uint32_t back = 1; back <= 6 && number.first >= first_ + back; ++back) {
            const std::uint32_t i = number.first - back;
            const PhraseMatch harm = harm_at(i);
            if (!may_stand(harm, 'o') || i + harm.length > number.first)
                continue;
            for (std::uint32_t k = i + harm.length; k < number.first; ++k)
                if (!is_quote_mark(token(k)) &&
                    !is_one_of(token(k), {"the", "some", "all", "in", "total", "also", "himself", "herself",
                                          "themselves", "themself"}) &&
                    !(token(k).is("and") && token(k - 1).lower.find("sel") != std::string::npos))
                    return std::nullopt;
            if (is_passive(i))
                return std::nullopt;
            return Found{.harm = harm, .origin = Origin::object, .at = i};
        }
        return std::nullopt;
    }

    [[nodiscard]] bool is_passive(std::uint32_t verb) const
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

    /// The verb to the right whose subject the number is. A `Found` without a phrase means: the sentence says
    /// that it did not, or only might, happen.
    /// "Nine people, one of them a boy of 12 to 15, drowned".
    [[nodiscard]] bool is_age_in_aside(std::uint32_t i) const
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

    [[nodiscard]] std::optional<Found> subject_of(const NumberMention& number, const Counted& counted) const
    {
        bool be = false, hedged = false, relative = false;
        int brackets = 0, commas = 0;
        const std::uint32_t stop = std::min(counted.end + right_reach, last_);
        for (std::uint32_t i = behind_exception(number, counted.end); i < stop; ++i) {
            if (const std::uint32_t behind = behind_aside(text_, lexicon_, i, last_); behind > i) {
                i = behind - 1;
                continue;
            }
            const Token& word = token(i);
            if (const PhraseMatch harm = harm_at(i); may_stand(harm, 's') || (be && may_stand(harm, 'a'))) {
                if (may_stand(harm, 'o') && !be)
                    return std::nullopt;
                if (number.from_article && commas > 0)
                    return std::nullopt;
                return Found{.harm = harm, .origin = Origin::subject, .at = i, .hedged = hedged};
            }
            if (is_one_of(word, {"could", "would", "will", "should", "can", "must", "not", "never", "if"}))
                return Found{};
            if (is_one_of(word, {"may", "might", "thought", "believed", "feared", "presumed", "reportedly"}))
                hedged = true;
            be = be || is_form_of_be(word);
            relative = relative || (word.is("who") && i <= counted.end + 1);
            if (word.is("("))
                ++brackets;
            else if (word.is(")"))
                --brackets;
            else if (word.is(",")) {
                if (++commas > 2)
                    return std::nullopt;
            } else if (is_one_of(word, {";", ":", "—", "–", ".", "?", "!", "but", "while", "after", "when",
                                        "before"}))
                return std::nullopt;
            else if (brackets == 0 && word.kind == Token::Kind::number && !is_aside(i) &&
                     !is_age_in_aside(i) &&
                     !(i == counted.end + 1 && token(counted.end).is("of"))) // "one woman of 27"
                return std::nullopt;
            else if (relative && is_other_verb(i, be))
                relative = false; // "Two people who waited for a bus died"
            else if (is_other_verb(i, be))
                return std::nullopt;
        }
        return std::nullopt;
    }

    /// "72 people, 20 of them children, were killed".
    [[nodiscard]] bool is_aside(std::uint32_t i) const
    {
        return i + 2 < last_ && is_one_of(token(i + 1), {"of", "among"}) &&
               is_one_of(token(i + 2), {"them", "whom"});
    }

    /// "Nobody but the bomber was killed": the search goes on behind "but the bomber".
    [[nodiscard]] std::uint32_t behind_exception(const NumberMention& number, std::uint32_t i) const
    {
        if (!number.nobody || i >= last_ || !is_one_of(token(i), {"but", "except", "besides"}))
            return i;
        while (i < last_ && !is_form_of_be(token(i)) && token(i).kind == Token::Kind::word)
            ++i;
        return i;
    }

    [[nodiscard]] bool is_other_verb(std::uint32_t i, bool be) const
    {
        const Token& word = token(i);
        if (is_auxiliary(word) || word.kind != Token::Kind::word)
            return false;
        if (lexicon_.has("verbs", word))
            return true;
        const bool participle = word.lower.size() > 4 && word.lower.ends_with("ed") &&
                                word.lower.find('-') == std::string::npos; // "of a Turkish-backed faction"
        return participle && (be || !is_one_of(word, {"armed", "united", "so-called"}));
    }

    [[nodiscard]] std::optional<Found> toll_before(const NumberMention& number) const
    {
        for (std::uint32_t back = 1; back <= 7 && number.first >= first_ + back; ++back) {
            const std::uint32_t i = number.first - back;
            if (is_one_of(token(i), {",", ";", ":", "and"}) || token(i).kind == Token::Kind::number)
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
    [[nodiscard]] std::optional<Found> aboard_of(const NumberMention& number, const Counted& counted) const
    {
        if (counted.kind.empty() || number.first == first_ ||
            !is_one_of(token(number.first - 1), {"with", "carrying", "transporting"}))
            return std::nullopt;
        for (std::uint32_t i = first_; i < number.first; ++i)
            if (is_one_of(token(i), {"boat", "dinghy", "vessel", "boats", "dinghies", "raft", "ship"}))
                for (const Lexicon::Entry& entry : lexicon_.starting_with("harm", "intercepted"))
                    return Found{.harm = PhraseMatch{&entry, 1}, .origin = Origin::toll, .at = number.first};
        return std::nullopt;
    }

    /// "How many are dead? Thirty-four, the doctor said": the question says what is counted.
    [[nodiscard]] std::optional<Found> answer_of(const NumberMention& number, const Counted& counted) const
    {
        if (number.first > first_ + 2 || number.from_article ||
            (counted.end < last_ && token(counted.end).kind == Token::Kind::word && counted.kind.empty()))
            return std::nullopt;
        const PhraseMatch harm = harm_asked_for(text_, lexicon_, sentence_);
        return harm ? std::optional{Found{.harm = harm, .origin = Origin::toll, .at = number.first}}
                    : std::nullopt;
    }

    /// "Civil society counted 42 bodies; the army confirmed 38", "people there say it was seven": a bare
    /// number at the end of a clause, of what was counted just before.
    [[nodiscard]] std::optional<Found> other_count_of(const NumberMention& number,
                                                      const Counted& counted) const
    {
        if (out_.empty() || out_.back().sentence + 1 < sentence_ || out_.back().is_part ||
            number.from_article || counted.end != number.last || number.core_first < first_ + 2)
            return std::nullopt;
        const bool ends = number.last >= last_ || is_one_of(token(number.last), {".", ";", ",", "!", "?"});
        const Token& before = token(number.first - 1);
        const bool counts =
            is_one_of(before, {"confirmed", "confirms", "counted", "counts", "listed", "lists", "reported",
                               "acknowledged", "admitted", "recorded", "documented", "named"}) ||
            (is_one_of(before, {"was", "were"}) && is_one_of(token(number.first - 2), {"it", "there"}));
        const ClaimField field = out_.back().field;
        if (!ends || !counts || (field != ClaimField::killed && field != ClaimField::injured))
            return std::nullopt;
        for (const Lexicon::Entry& entry : lexicon_.starting_with("harm", name_of(field)))
            if (entry.meaning == name_of(field))
                return Found{.harm = PhraseMatch{&entry, 1}, .origin = Origin::toll, .at = number.first};
        return std::nullopt;
    }

    /// "nine dead, later of 22 and then of 29": a bare number fills the field of the one before it.
    [[nodiscard]] std::optional<Found> inherited(const NumberMention& number, const Counted& counted) const
    {
        if (out_.size() == out_start_ || number.from_article)
            return std::nullopt;
        const CountMention& before = out_.back();
        const bool bare = counted.end == number.last;
        const bool second_object = !counted.kind.empty() && last_origin_ == Origin::object;
        if (!bare && !second_object)
            return std::nullopt;
        if (number.first - before.last > 8)
            return std::nullopt;
        for (std::uint32_t i = before.last; i < number.first; ++i) {
            const bool joins = is_one_of(token(i), {",", "and", "then", "later", "of", "to", "from",
                                                    "earlier", "at", "rose", "by", "as", "well"});
            if (!joins && !harm_at(i))
                return std::nullopt;
        }
        for (std::uint32_t i = before.first >= first_ + 8 ? before.first - 8 : first_; i < number.first; ++i)
            if (const PhraseMatch harm = harm_at(i); harm && harm.meaning() == name_of(before.field))
                return Found{.harm = harm, .origin = Origin::inherited, .at = i};
        return std::nullopt;
    }

    [[nodiscard]] bool is_part(const NumberMention& number, const Counted& counted, ClaimField field) const
    {
        if (counted.end + 1 < last_ && is_one_of(token(counted.end), {"among", "of"}) &&
            is_one_of(token(counted.end + 1), {"them", "whom", "those"}))
            return true;
        const std::uint32_t from = number.first > first_ + 3 ? number.first - 3 : first_;
        for (std::uint32_t i = from; i < number.first; ++i)
            if (is_one_of(token(i), {"including", "include", "includes", "included"}) ||
                (token(i).is("among") && !(i > first_ && is_form_of_be(token(i - 1)))))
                return true; // but "seven clergymen were among 29 who perished"
        const std::size_t near =
            out_.size() > out_start_ + neighbours ? out_.size() - neighbours : out_start_;
        for (std::size_t k = near; k < out_.size(); ++k)
            if (out_[k].field == field)
                for (std::uint32_t i = out_[k].last; i < number.first; ++i)
                    if (token(i).is(":"))
                        return true;
        return false;
    }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t sentence_, first_, last_;
    std::vector<CountMention>& out_;
    std::size_t out_start_;
    Origin last_origin_ = Origin::behind;
    std::uint32_t harm_at_of_last_ = 0;
    std::optional<Quantity> victims_;
    std::pair<std::uint32_t, std::uint32_t> victims_at_{};
};

} // namespace

std::vector<CountMention> find_counts(const TokenisedText& text, const Lexicon& lexicon)
{
    std::vector<CountMention> counts;
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s)
        SentenceCounts{text, lexicon, s, counts}.read();
    return counts;
}

} // namespace sitmap
