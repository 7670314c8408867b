#include "importers/article/quantities.hpp"

#include "importers/article/count_harm.hpp"
#include "importers/article/count_sums.hpp"
#include "importers/article/counted.hpp"
#include "importers/article/counts_before.hpp"
#include "importers/article/later_deaths.hpp"
#include "importers/article/lost_groups.hpp"
#include "importers/article/named_victims.hpp"
#include "importers/article/number_senses.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/unwritten_numbers.hpp"
#include "importers/article/victim_lists.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::size_t neighbours = 5; ///< figures of one sentence that a figure is compared with

class SentenceCounts {
    using Found = CountHarm::Found;
    using Origin = CountHarm::Origin;

public:
    SentenceCounts(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                   std::vector<CountMention>& out)
        : text_{text},
          lexicon_{lexicon},
          sentence_{sentence},
          first_{text.sentences[sentence].first},
          last_{text.sentences[sentence].last},
          harm_{text, lexicon, sentence},
          senses_{text, lexicon, first_, last_},
          before_{text, lexicon, sentence, out, out.size()},
          out_{out},
          out_start_{out.size()},
          sums_{text, lexicon, sentence, out, told_},
          later_{text, sentence, out, told_},
          groups_{text, lexicon, sentence, out}
    {}

    void read()
    {
        if (is_of_disease())
            return;
        for (std::uint32_t i = first_; i < last_;) {
            const std::uint32_t next = read_at(i);
            i = next > i ? next : i + 1;
        }
        add_those_killed();
        mark_parts_of_a_whole();
        mark_superseded(text_, lexicon_, text_.sentences[sentence_], out_, out_start_);
        for (std::size_t k = out_start_; k + 1 < out_.size(); ++k)
            if (out_[k].first > first_ && token(out_[k].first - 1).is("from") &&
                out_[k].field == out_[k + 1].field && token(out_[k + 1].first - 1).is("to"))
                out_[k].superseded = true; // "raised the toll from nine to 21"
    }

private:
    /// "80 further cases of the coronavirus, with 78 deaths": but "killed two Ebola workers".
    [[nodiscard]] bool is_of_disease() const
    {
        bool named = false, spreads = false;
        for (std::uint32_t i = first_; i < last_; ++i) {
            named = named || lexicon_.is_in("disease", token(i));
            spreads = spreads || lexicon_.is_in("infection", token(i));
        }
        return named && spreads;
    }

    /// "dragged five labourers from a kiln and shot them", "seized two nurses and beheaded them".
    void add_those_killed()
    {
        constexpr std::uint32_t reach = 30; // tokens from the people to the verb
        bool taken = false;
        for (std::uint32_t i = first_; i + 1 < last_; ++i) {
            taken = taken || lexicon_.is_in("takes_away", token(i));
            // "caught four thieves and beat them to death", "and cut their throats"
            const bool to_death =
                i + 3 < last_ && token(i + 1).is("them") && token(i + 2).is("to") && token(i + 3).is("death");
            const bool throats = i + 2 < last_ && is_one_of(token(i), {"cut", "slit", "slashed"}) &&
                                 token(i + 1).is("their") && token(i + 2).is("throats");
            if (!to_death && !throats &&
                (!token(i + 1).is("them") || !lexicon_.is_in("kills_them", token(i))))
                continue;
            const bool dead = throats || to_death || (i + 2 < last_ && token(i + 2).is("dead"));
            const bool sure = dead || !is_one_of(token(i), {"shot", "stabbed", "hacked", "stoned"});
            if (!(sure || taken) || (i + 2 < last_ && token(i + 2).is("in"))) // "shot them in the legs"
                continue;
            if (!out_.empty() && out_.back().sentence == sentence_ && out_.back().field == ClaimField::killed)
                return;
            for (std::uint32_t k = i; k > first_ && i - k < reach;) {
                const auto people = read_number(text_, lexicon_, --k, last_);
                if (!people || people->from_article || people->last > i)
                    continue;
                const Counted counted = counted_by(text_, lexicon_, *people, last_);
                if (counted.kind.empty() || counted.kind == "attackers" || counted.thing ||
                    people->quantity.size_by() < 2)
                    continue;
                out_.push_back({.first = people->first,
                                .last = counted.end,
                                .sentence = sentence_,
                                .field = ClaimField::killed,
                                .quantity = people->quantity,
                                .whom = words_of(text_, people->last, counted.end)});
                return;
            }
        }
    }

    /// "32 soldiers, 30 from Niger and two from Nigeria, were killed": figures right behind one that they add
    /// up to.
    void mark_parts_of_a_whole()
    {
        for (std::size_t whole = out_start_; whole + 2 < out_.size(); ++whole) {
            const auto all = out_[whole].quantity.best();
            if (!all || out_[whole].last >= last_ ||
                !is_one_of(token(out_[whole].last), {",", "(", ":", "–"}))
                continue;
            Quantity::Count sum = 0;
            for (std::size_t k = whole + 1; k < std::min(out_.size(), whole + neighbours); ++k) {
                if (out_[k].field != out_[whole].field || !out_[k].quantity.best() || out_[k].is_part)
                    break;
                sum += *out_[k].quantity.best();
                if (sum != *all || k == whole + 1)
                    continue;
                for (std::size_t part = whole + 1; part <= k; ++part)
                    out_[part].is_part = true;
                break;
            }
        }
    }

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
        if (const std::uint32_t behind = read_named(i); behind > i)
            return behind;
        if (const std::uint32_t behind = sums_.add_one_more(i); behind > i)
            return behind;
        if (senses_.is_minute(i) || senses_.is_hour(i))
            return i + 1;
        if (const std::uint32_t behind = senses_.behind_ages(i); behind > i)
            return behind;
        if (const std::uint32_t behind = groups_.read(i); behind > i) {
            told_.origin = Origin::subject;
            return behind;
        }
        if (const std::uint32_t behind = sums_.add_plus(i); behind > i)
            return behind;
        auto number = read_number(text_, lexicon_, i, last_);
        if (!number)
            number = unwritten_number(text_, lexicon_, first_, i, last_);
        if (!number)
            number = article_number(text_, lexicon_, i, last_);
        if (!number)
            return i;
        if (senses_.is_age(*number) || senses_.is_population(*number))
            return number->last;
        if (const std::uint32_t behind = senses_.behind_ratio(*number); behind > number->last)
            return behind;
        if (senses_.is_one_family(*number) || senses_.is_whole_of_part(*number))
            return number->last;
        if (const std::uint32_t whole = senses_.whole_of_dead(*number); whole > i)
            return whole;
        // "shot every one of its 22 passengers"
        if (token(i).is("one") && i > first_ && is_one_of(token(i - 1), {"every", "each"}))
            return number->last;
        number->last = senses_.behind_whole(*number);
        Counted counted = counted_by(text_, lexicon_, *number, last_);
        if (counted.thing && (senses_.is_killed_or_hurt(*number) || dies(*number))) {
            counted.thing = false;
            counted.kind = "people";
            counted.end = senses_.behind_plural(*number);
        }
        // "Divers recovered an eleventh body"
        if (!number->from_article && number->core_first == i && i > first_ && number->last < last_ &&
            is_one_of(token(i), {"a", "an"}) && is_one_of(token(number->last), {"body", "corpse"}) &&
            lexicon_.is_in("finds_body", token(i - 1)) &&
            later_.raises_toll_to_nth({.first = i,
                                       .last = number->last + 1,
                                       .sentence = sentence_,
                                       .field = ClaimField::killed,
                                       .quantity = number->quantity}))
            return number->last + 1;
        if (before_.set_beside(*number)) // "eight according to the authorities"
            counted = Counted{.end = number->last};
        if (!counted.thing || number->victim || before_.names_on_list(*number))
            take(*number, counted);
        return number->last;
    }

    /// "the vice-principal was shot dead", "killed the mayor and two of his guards": dead whom no number, or
    /// one that leaves somebody out, tells of. Gives the token behind them, or `i`.
    std::uint32_t read_named(std::uint32_t i)
    {
        const auto named = named_victims(text_, lexicon_, first_, i, last_);
        // "killing the driver, his wife and three children": the list counts them all
        if (!named || (i + 1 < last_ && is_one_of(token(i + 1), {"the", "a", "an", "its"}) &&
                       listed_people(text_, lexicon_, i + 1, last_)))
            return i;
        out_.push_back({.first = named->first,
                        .last = named->last,
                        .sentence = sentence_,
                        .field = ClaimField::killed,
                        .quantity = named->at_least ? Quantity::at_least(named->count)
                                                    : Quantity::exactly(named->count)});
        out_.back().single = named->count == 1;
        out_.back().whom = words_of(text_, named->first, named->last);
        told_.origin = Origin::behind;
        return std::max(i, named->last);
    }

    /// "seven printers died", "two of its participants were shot dead": who dies is no thing.
    [[nodiscard]] bool dies(const NumberMention& number) const
    {
        const std::uint32_t behind = senses_.behind_plural(number);
        const bool may_be_things =
            behind + 1 < last_ && token(behind + 1).is("lost"); // "three schools were lost"
        return !number.from_article && behind > number.last && !may_be_things &&
               harm_.died_or_hurt(number, Counted{.end = behind, .kind = "people"});
    }

    /// "A priest, his driver and two nuns were shot dead": one figure.
    std::uint32_t read_list(std::uint32_t i)
    {
        const auto people = listed_people(text_, lexicon_, i, last_);
        if (!people)
            return i;
        const Counted counted{.end = people->last, .kind = "people"};
        if (!harm_.befell(*people, counted))
            return i;
        take(*people, counted);
        return people->last;
    }

    void take(const NumberMention& number, const Counted& counted)
    {
        if (counted.head == "victims" && !counted.inside) {
            victims_ = number.quantity;
            victims_at_ = {number.first, counted.end};
        }
        std::optional<Found> found = harm_of(number, counted);
        if (counted.part && found && befalls_things(*found) && senses_.is_of_things(number, sentence_))
            return;
        if (take_off_attackers(number, counted))
            return;
        if (later_.died_of_wounds(number, counted))
            return;
        if (!found && later_.adds_nth_in_hospital(number))
            return;
        if (!found) {
            if (before_.lie_in_hospital(number))
                return;
            if (!sums_.add_trailing(number, counted))
                sums_.add_companions(number, counted);
            return;
        }
        // "Our forces killed nobody": who is accused denies it
        if (number.nobody && found->origin == Origin::object && denies_own_deed(found->at))
            return;
        const bool unhurt = found->harm.meaning() == "injured" && !counted.part && !says_partly(number) &&
                            !before_.dead_told_nearby();
        if (number.nobody && (found->harm.meaning() == "casualties" || unhurt)) {
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
                               ? before_.field_before(found->harm.meaning() == "same")
                               : claim_field_named(found->harm.meaning());
        if (!field || (number.from_article && found->origin == Origin::inherited))
            return;
        CountMention mention{.first = number.first,
                             .last = counted.end,
                             .sentence = sentence_,
                             .field = *field,
                             .quantity = number.quantity};
        if (number.first > first_ && mention.quantity.best() &&
            lexicon_.is_in("passes", token(number.first - 1)))
            mention.quantity = Quantity::at_least(*mention.quantity.best());
        mention.single = number.from_article;
        mention.recount = recounts_;
        if (found->origin == Origin::toll && sums_.join_alternative(mention, number))
            return;
        if (found->origin == Origin::toll) {
            mention.source = before_.who_counts_too(number, counted);
            // "Moscow put the dead at 62, the observatory at 90": the verb of the first tells of both
            mention.recount = mention.recount || !mention.source.empty();
        }
        if (found->origin == Origin::subject && is_beside_one(number))
            if (const auto sum = sum_of(mention.quantity, Quantity::exactly(1)))
                mention.quantity = *sum;
        const bool of_the = number.last + 1 < last_ &&
                            (token(number.last).is("the") ||
                             (token(number.last).is("of") &&
                              is_one_of(token(number.last + 1), {"the", "his", "her", "its", "their"})));
        const bool some_of_them =
            found->origin == Origin::behind && of_the &&
            ((!number.quantity.best() && !number.quantity.high()) || before_.told_before(*field));
        mention.is_part = (counted.part && before_.told_nearby(*field, number.quantity)) || some_of_them ||
                          is_part(number, counted, *field) || is_among(number, *found) ||
                          are_bodies_of_told(mention, *found);
        mention.hedged = found->hedged || found->harm.column(1) == "feared";
        if (*field == ClaimField::held && found->harm.column(1) != "home")
            mention.stock = found->harm.column(1);
        mention.of_attacker = counted.kind == "attackers" || senses_.is_losses_of_enemy(number);
        if (counted.end > number.last)
            mention.whom = words_of(text_, number.last, counted.end);
        if (counted.kind == "households")
            if (const auto q = Quantity::of(mention.quantity.low(), mention.quantity.best(),
                                            mention.quantity.high(), Quantity::Unit::households))
                mention.quantity = *q;
        if (counted.part && victims_ && *field == ClaimField::killed)
            share_victims(mention);
        if (later_.succumbs_after(mention, *found) || later_.raises_toll_to_nth(mention) ||
            sums_.add_with_them(mention, *found) || sums_.add_of_next_clause(mention, *found))
            return;
        if (!sums_.add_in_parts(mention, *found, counted)) {
            told_.harm_at = found->at;
            out_.push_back(std::move(mention));
            sums_.add_named_with_them();
        }
        told_.origin = found->origin;
        if (*field == ClaimField::abducted && found->origin == Origin::subject)
            add_killed_behind(*found);
    }

    /// "Our forces killed", "his men had shot": the speaker's own people do it.
    [[nodiscard]] bool denies_own_deed(std::uint32_t verb) const
    {
        constexpr std::uint32_t reach = 5;
        for (std::uint32_t back = 1; back <= reach && verb >= first_ + back; ++back)
            if (is_one_of(token(verb - back), {"our", "we", "its", "his", "their", "they"}))
                return true;
        return false;
    }

    /// "were blown up": not "died".
    [[nodiscard]] bool befalls_things(const Found& found) const
    {
        for (std::uint32_t i = found.at; i < found.at + found.harm.length; ++i)
            if (is_one_of(token(i), {"blown", "torn", "burned", "burnt", "lost"}))
                return true;
        return false;
    }

    /// "At least 140 people drowned; the bodies of 20 have been found": some of those told before.
    [[nodiscard]] bool are_bodies_of_told(const CountMention& mention, const Found& found) const
    {
        if (mention.field != ClaimField::killed || mention.quantity.size_by() <= 0 ||
            !is_one_of(token(found.at), {"bodies", "body", "corpses"}))
            return false;
        constexpr std::size_t latest = 5; // figures
        if (has_one_of(text_, text_.sentences[sentence_], {"far", "yet"}) && is_less_than_died(mention))
            return true;
        for (std::size_t k = out_.size(); k > 0 && out_.size() - k < latest; --k) {
            const CountMention& told = out_[k - 1];
            if (told.sentence + 2 < sentence_)
                break;
            if (told.field == ClaimField::killed && !told.is_part && !told.hedged && !told.cumulative &&
                told.quantity.size_by() > mention.quantity.size_by() &&
                text_.sentences[told.sentence].paragraph == text_.sentences[sentence_].paragraph)
                return have_died(told);
        }
        return false;
    }

    /// "At least 25 people died when it was capsized. ... Three bodies have so far been washed ashore."
    [[nodiscard]] bool is_less_than_died(const CountMention& mention) const
    {
        constexpr std::size_t latest = 20; // figures
        const std::size_t from = out_.size() > latest ? out_.size() - latest : 0;
        return std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(from), out_.end(),
                           [&](const CountMention& told) {
                               return told.field == ClaimField::killed && !told.is_part && !told.hedged &&
                                      !told.cumulative && have_died(told) &&
                                      told.quantity.size_by() > mention.quantity.size_by();
                           });
    }

    /// Counted as drowned, and not as bodies.
    [[nodiscard]] bool have_died(const CountMention& told) const
    {
        constexpr std::uint32_t reach = 6; // "people are known to have"
        const std::uint32_t last = text_.sentences[told.sentence].last;
        for (std::uint32_t i = told.last; i < std::min(told.last + reach, last); ++i)
            if (is_one_of(text_.tokens[i], {"drowned", "died", "perished"}))
                return true;
        return false;
    }

    /// "58 people were killed, ten of whom were attackers": the attackers are no victims.
    bool take_off_attackers(const NumberMention& number, const Counted& counted)
    {
        if (!counted.part || out_.size() <= out_start_ || out_.back().field != ClaimField::killed)
            return false;
        std::uint32_t i = counted.end;
        while (i < last_ && is_one_of(token(i), {"were", "are", "the", "been", "had", "themselves"}))
            ++i;
        if (i >= last_ || !is_one_of(token(i), {"attackers", "assailants", "raiders"}))
            return false;
        CountMention& all = out_.back();
        const auto dead = all.quantity.best(), theirs = number.quantity.best();
        if (dead && theirs && *theirs < *dead && all.quantity.low() == dead && all.quantity.high() == dead)
            all.quantity = Quantity::exactly(*dead - *theirs);
        return true;
    }

    /// "were abducted and murdered": the same people are dead.
    void add_killed_behind(const Found& found)
    {
        constexpr std::uint32_t longest_place = 5; // "from a hotel in Manta"
        std::uint32_t at = found.at + found.harm.length;
        if (at < last_ && is_one_of(token(at), {"from", "in", "near", "at"}))
            for (const std::uint32_t end = std::min(at + 1 + longest_place, last_);
                 at < end && !is_one_of(token(at), {"and", ","}) && token(at).kind == Token::Kind::word;)
                ++at;
        if (at + 1 >= last_ || !is_one_of(token(at), {"and", ","}))
            return;
        std::uint32_t next = at + 1;
        while (next + 1 < last_ && is_one_of(token(next), {"and", "then", "later", "subsequently"}))
            ++next;
        const PhraseMatch killed = harm_at(next);
        if (!killed || killed.meaning() != "killed" || !may_stand(killed, 's'))
            return;
        const std::uint32_t behind = next + killed.length;
        if (behind < last_ && (is_one_of(token(behind), {"a", "an", "the", "his", "their"}) ||
                               read_number(text_, lexicon_, behind, last_)))
            return;
        CountMention dead = out_.back();
        dead.field = ClaimField::killed;
        out_.push_back(std::move(dead));
    }

    /// "The ambassador and three others were killed", "Envoy and three others die": one more than the number.
    [[nodiscard]] bool is_beside_one(const NumberMention& number) const
    {
        if (const std::uint32_t own = number.first > first_ && token(number.first - 1).is("his") ? 1 : 0;
            number.first >= first_ + 2 + own && token(number.first - 1 - own).is("and") &&
            is_one_of(token(number.first - 2 - own), {"he", "she"}))
            return true; // "He and his two bodyguards were killed"
        if (number.from_article || number.first < first_ + 2 || number.last >= last_ ||
            !token(number.first - 1).is("and") ||
            !(is_one_of(token(number.last), {"others", "other", "more"}) ||
              is_one_of(token(number.last - 1), {"more", "others"}) ||
              (number.last + 1 < last_ && token(number.last).is("of") &&
               is_one_of(token(number.last + 1), {"his", "her", "their"}))) ||
            (out_.size() > out_start_ && out_.back().last + 1 == number.first))
            return false;
        std::uint32_t at = number.first - 2;
        if (token(at).is(",") && at > first_) // "a general, Abu Ashraf, and four of his men"
            --at;
        const Token& one = token(at);
        const bool person = lexicon_.has("people", one) || lexicon_.has("roles", one);
        if (is_one_of(one, {"he", "she"}))
            return true;
        const bool named = one.capitalised || one.lower.starts_with("al-") || one.lower.starts_with("el-");
        return named ? at > first_ || person : person && !one.lower.ends_with("s");
    }

    /// "Six Syrians are among the injured", "of the dead, 15 were civilians".
    [[nodiscard]] bool is_among(const NumberMention& number, const Found& found) const
    {
        if (found.origin == Origin::subject && found.at > number.last)
            for (std::uint32_t i = found.at > number.last + 3 ? found.at - 3 : number.last; i < found.at; ++i)
                if (token(i).is("among") && !is_one_of(token(i + 1), {"them", "whom"}))
                    return true; // but "nine people, six children among them, drowned"
        const std::uint32_t from = number.first > first_ + 9 ? number.first - 9 : first_;
        for (std::uint32_t i = from; i + 2 < number.first; ++i)
            if (is_one_of(token(i), {"among", "of"}) &&
                is_one_of(token(i + 1), {"the", "those", "them", "these"}) &&
                (is_whole(i + 2, number) || is_one_of(token(i + 2), {"victims", "casualties"})) &&
                (i == first_ || token(i).capitalised || token(i).is("among")))
                return true;
        return false;
    }

    /// "the dead", "the 45 dead", which another number is part of.
    [[nodiscard]] bool is_whole(std::uint32_t i, const NumberMention& number) const
    {
        if (harm_at(i))
            return true;
        const auto whole = i < number.first ? read_number(text_, lexicon_, i, last_) : std::nullopt;
        return whole && whole->last < number.first && harm_at(whole->last);
    }

    /// "nobody was reported hurt", "no one else was hurt", "nobody was badly hurt": says nothing of the dead.
    [[nodiscard]] bool says_partly(const NumberMention& number) const
    {
        const std::uint32_t first = number.last > first_ ? number.last - 1 : number.last;
        for (std::uint32_t i = first; i < std::min(number.last + 4, last_); ++i)
            if (is_one_of(token(i),
                          {"reported", "reportedly", "known", "seriously", "badly", "else", "other"}))
                return true;
        return false;
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
        recounts_ = false;
        // "The bodies of 11 men and two women were pulled from the water"
        if (out_.size() > out_start_ && told_.origin == Origin::object && !counted.kind.empty() &&
            number.first == out_.back().last + 1 && token(number.first - 1).is("and") &&
            is_one_of(token(told_.harm_at), {"bodies", "corpses", "remains"}))
            return Found{.harm = harm_at(told_.harm_at), .origin = Origin::object, .at = told_.harm_at};
        // "Among the twelve victims were three children"
        if (counted.head == "victims" && number.first >= first_ + 2 && token(number.first - 1).is("the") &&
            token(number.first - 2).is("among"))
            if (const PhraseMatch killed = harm_named(lexicon_, "killed"))
                return Found{.harm = killed, .origin = Origin::toll, .at = number.first};
        if (const auto brought = before_.brought_to(number))
            return brought;
        if (const auto shared = before_.shared_lot_of(number))
            return shared;
        if (const auto beside = before_.set_beside(number))
            return beside;
        if (const auto told = harm_.of(number, counted))
            return told->harm ? told : std::nullopt;
        if (const auto named = before_.names_on_list(number))
            return named;
        if (const auto other = before_.other_count_of(number, counted)) {
            recounts_ = true;
            return other;
        }
        if (const auto toll = before_.figure_of_toll_before(number, counted))
            return toll;
        if (const auto placed = before_.placed_count_of(number, counted))
            return placed;
        return before_.inherited(number, counted, told_.origin);
    }

    [[nodiscard]] bool is_part(const NumberMention& number, const Counted& counted, ClaimField field) const
    {
        // "He had lost two nephews": some of the dead that the text tells of
        if (number.first > first_ &&
            is_one_of(token(number.first - 1), {"lost", "loses", "losing", "lose"}) &&
            counted.end > number.last && lexicon_.is_in("relatives", token(counted.end - 1)))
            return true;
        // "said a woman whose two brothers have fallen"
        if (number.first > first_ && token(number.first - 1).is("whose") && counted.end > number.last &&
            lexicon_.is_in("relatives", token(counted.end - 1)))
            return true;
        if (counted.end + 1 < last_ && is_one_of(token(counted.end), {"among", "of"}) &&
            is_one_of(token(counted.end + 1), {"them", "whom", "those"}))
            return true;
        const std::uint32_t from = number.first > first_ + 3 ? number.first - 3 : first_;
        for (std::uint32_t i = from; i < number.first; ++i)
            if (is_one_of(token(i), {"including", "include", "includes", "included"}) ||
                (token(i).is("among") && i + 1 < number.first &&
                 !(token(i + 1).is("the") && i + 2 == number.first &&
                   (harm_at(number.last) || counted.head == "victims")) &&
                 !(i > first_ && is_form_of_be(token(i - 1)))))
                return true; // but "bride among 47 dead", "seven clergymen were among the 29 who perished"
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
    CountHarm harm_;
    NumberSenses senses_;
    CountsBefore before_;
    std::vector<CountMention>& out_;
    std::size_t out_start_;
    CountSums::LastTold told_; ///< of the last of them
    CountSums sums_;
    LaterDeaths later_;
    LostGroups groups_;
    bool recounts_ = false; ///< the number at hand is CountMention::recount
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
