// For which happenings what is said of who did it holds.
#include "importers/article/shared_speeches.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/said_deeds.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;

constexpr std::size_t most_of_a_kind = 50;  ///< statements of one happening that are kept
constexpr std::uint32_t discussion = 4;     ///< sentences that may stand between two statements on one deed
constexpr std::uint32_t behind_telling = 3; ///< sentences behind the last words on a deed

class Sharing {
public:
    Sharing(const Reading& reading, Narrative& narrative) : reading_{reading}, narrative_{narrative} {}

    void run()
    {
        for (const Happening& happening : narrative_.happenings)
            unattributed_.push_back(is_unattributed(happening));
        for (const SpeechMention& speech : reading_.speeches) {
            if (speech.act == Act::says || speech.act == Act::does_not_confirm)
                continue;
            std::vector<std::size_t> homes = homes_of(speech);
            if (homes.empty())
                if (const auto h = under_discussion(speech)) {
                    give(*h, speech);
                    homes.push_back(*h);
                }
            if (const auto named = named_in(speech); named && !homes.empty() && !has(*named, speech)) {
                for (const std::size_t h : homes)
                    take_away(h, speech);
                give(*named, speech);
                homes = {*named};
            }
            if (const auto violent = violent_before(speech, homes)) {
                take_away(homes.front(), speech);
                give(*violent, speech);
                homes = {*violent};
            }
            if (const auto meant = claimed_before(speech, homes)) {
                take_away(homes.front(), speech);
                give(*meant, speech);
                homes = {*meant};
            }
            if (const auto before = told_before_charge(speech, homes)) {
                give(*before, speech);
                homes.push_back(*before);
            }
            if (const std::size_t several = number_of_deeds(speech); several > 1)
                for (const std::size_t h : told_before(speech.sentence, several)) {
                    give(h, speech);
                    homes.push_back(h);
                }
            homes = spread_over_series(speech, std::move(homes));
            for (const std::size_t h : homes)
                for (std::size_t other = 0; other < narrative_.happenings.size(); ++other)
                    if (other != h && unattributed_[other] &&
                        (is_same_scene(h, other) || is_told_again_in(h, other)))
                        give(other, speech);
            if (!homes.empty()) {
                last_home_ = homes.front();
                last_sentence_ = speech.sentence;
            }
        }
    }

private:
    [[nodiscard]] const Happening& happening(std::size_t h) const { return narrative_.happenings[h]; }

    [[nodiscard]] static bool is_violent(const Happening& happening)
    {
        return happening.group == TypeGroup::armed || (happening.group == TypeGroup::demonstration &&
                                                       happening.sub_type != SubEventType::peaceful_protest);
    }

    [[nodiscard]] std::vector<std::size_t> homes_of(const SpeechMention& speech) const
    {
        std::vector<std::size_t> homes;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h)
            if (has(h, speech))
                homes.push_back(h);
        return homes;
    }

    [[nodiscard]] bool has(std::size_t h, const SpeechMention& speech) const
    {
        const auto& speeches = happening(h).speeches;
        return std::find(speeches.begin(), speeches.end(), &speech) != speeches.end();
    }

    void give(std::size_t h, const SpeechMention& speech)
    {
        std::vector<const SpeechMention*>& speeches = narrative_.happenings[h].speeches;
        if (!has(h, speech) && speeches.size() < most_of_a_kind)
            speeches.push_back(&speech);
    }

    void take_away(std::size_t h, const SpeechMention& speech)
    {
        std::erase(narrative_.happenings[h].speeches, &speech);
    }

    // -- the statement says on which deed it is

    /// "claimed the attack on the police", "the murder of the priests", "the bombing in Gao": the one violent
    /// happening whose sentences have that word or whose place that is; nothing where none or several have.
    [[nodiscard]] std::optional<std::size_t> named_in(const SpeechMention& speech) const
    {
        constexpr std::uint32_t to_deed = 6, to_object = 5; // tokens
        const std::uint32_t last = reading_.sentence(speech.sentence).last;
        for (std::uint32_t i = speech.verb + 1; i + 2 < std::min(speech.verb + 1 + to_deed, last); ++i) {
            const bool of_deed =
                (reading_.tables.lexicon.has("triggers", reading_.token(i)) ||
                 reading_.tables.lexicon.is_in("named_deed", reading_.token(i))) &&
                is_one_of(reading_.token(i + 1), {"on", "of", "against", "in", "at", "near"});
            if (!of_deed)
                continue;
            std::optional<std::size_t> found;
            for (std::uint32_t k = i + 2; k < std::min(i + 2 + to_object, last); ++k) {
                if (reading_.token(k).kind != Token::Kind::word)
                    break;
                if (!is_telling_word(reading_.token(k)))
                    continue;
                for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
                    if (!is_violent(happening(h)) ||
                        happening(h).tellings.front().sentence >= speech.sentence ||
                        !has_word(happening(h), reading_.token(k), speech.sentence))
                        continue;
                    if (found && *found != h)
                        return std::nullopt;
                    found = h;
                }
            }
            return found;
        }
        return std::nullopt;
    }

    [[nodiscard]] static bool is_telling_word(const Token& word)
    {
        constexpr std::size_t shortest = 4;
        return word.lower.size() >= shortest && !is_one_of(word, {"that", "this", "these", "those", "their",
                                                                  "which", "where", "when", "with"});
    }

    /// "policemen" for "police": by how they begin, in the sentences before that of the statement.
    [[nodiscard]] bool has_word(const Happening& of, const Token& word, std::uint32_t before) const
    {
        constexpr std::size_t stem = 5;
        const std::string_view begin = std::string_view{word.lower}.substr(0, stem);
        return std::any_of(of.tellings.begin(), of.tellings.end(), [&](const Telling& telling) {
            const Sentence& sentence = reading_.sentence(telling.sentence);
            for (std::uint32_t i = sentence.first; telling.sentence < before && i < sentence.last; ++i)
                if (reading_.token(i).lower.starts_with(begin))
                    return true;
            return false;
        });
    }

    // -- no happening is told beside it

    /// What the statements before it were on; else what was told just before; else what the text is about.
    [[nodiscard]] std::optional<std::size_t> under_discussion(const SpeechMention& speech) const
    {
        if (speech.act != Act::accuses && speech.act != Act::denies && !claims_what_is_told(speech))
            return std::nullopt; // "Islamic State claimed that one too" may be of what is not known here
        if (reading_.outline[speech.sentence].heading)
            return only_main();
        if (last_home_ && speech.sentence <= last_sentence_ + discussion &&
            is_same_entry(speech.sentence, last_sentence_))
            return last_home_;
        std::optional<std::size_t> last;
        std::uint32_t at = 0;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h)
            if (const auto told = last_told(happening(h), speech.sentence);
                told && is_violent(happening(h)) && *told + behind_telling >= speech.sentence &&
                is_same_entry(*told, speech.sentence) && (!last || *told >= at)) {
                last = h;
                at = *told;
            }
        if (last)
            return last;
        const auto there = at_place_named_in(speech);
        if (there)
            return there;
        const auto main = only_main();
        return main || speech.act != Act::accuses ? main : most_told();
    }

    /// "Hamas says it did it", "A group owned up within hours": of no other deed than that before.
    [[nodiscard]] bool claims_what_is_told(const SpeechMention& speech) const
    {
        if (speech.act != Act::claims_responsibility)
            return false;
        const Sentence& sentence = reading_.sentence(speech.sentence);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (is_one_of(reading_.token(i), {"one", "too", "also", "another", "other", "both", "second"}))
                return false;
        return true;
    }

    /// "said that a Russian missile had struck the centre of Sumy": the one violent happening at a place
    /// that the sentence names.
    [[nodiscard]] std::optional<std::size_t> at_place_named_in(const SpeechMention& speech) const
    {
        std::optional<std::size_t> found;
        for (const Toponym* toponym : toponyms_in(reading_, speech.sentence))
            for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
                if (toponym->first < speech.verb || !is_violent(happening(h)) || happening(h).earlier_hit ||
                    !happening(h).place || !toponym->place || is_coarse(brief_of(reading_, *toponym).kind) ||
                    nearness(reading_, *happening(h).place, *toponym) <= 0)
                    continue;
                if (found && *found != h)
                    return std::nullopt;
                found = h;
            }
        return found;
    }

    [[nodiscard]] bool is_same_entry(std::uint32_t a, std::uint32_t b) const
    {
        return reading_.outline[a].entry == reading_.outline[b].entry;
    }

    /// The last sentence up to `until` that tells of the happening.
    [[nodiscard]] static std::optional<std::uint32_t> last_told(const Happening& happening,
                                                                std::uint32_t until)
    {
        std::optional<std::uint32_t> last;
        for (const Telling& telling : happening.tellings)
            if (telling.sentence <= until && (!last || telling.sentence > *last))
                last = telling.sentence;
        return last;
    }

    /// The one that the text reports; nothing where it reports several.
    [[nodiscard]] std::optional<std::size_t> only_main() const
    {
        std::optional<std::size_t> main;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h)
            if (happening(h).primary && is_violent(happening(h))) {
                if (main && !is_same_scene(*main, h))
                    return std::nullopt;
                main = main ? main : h;
            }
        return main;
    }

    /// The deed of arms that the text tells most of: what the answer to "Who was behind it?" is on.
    [[nodiscard]] std::optional<std::size_t> most_told() const
    {
        std::optional<std::size_t> most;
        std::size_t next = 0; ///< tellings of the one told most but for it
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
            const std::size_t tellings = happening(h).tellings.size();
            if (!happening(h).primary || happening(h).group != TypeGroup::armed || happening(h).earlier_hit)
                continue;
            if (most && tellings <= happening(*most).tellings.size()) {
                next = std::max(next, tellings);
                continue;
            }
            next = most ? happening(*most).tellings.size() : 0;
            most = h;
        }
        return most && happening(*most).tellings.size() > next ? most : std::nullopt;
    }

    /// "Rockets came down in Barda on Wednesday. Azerbaijan accused Armenia of having fired them": the charge
    /// says no place or day, so it is of what was told before, though its own words tell of a deed as well.
    [[nodiscard]] std::optional<std::size_t> told_before_charge(const SpeechMention& speech,
                                                                const std::vector<std::size_t>& homes) const
    {
        if (homes.size() != 1 || (speech.act != Act::accuses && speech.act != Act::denies))
            return std::nullopt;
        const Telling& first = happening(homes.front()).tellings.front();
        if (first.sentence != speech.sentence || first.time ||
            (first.place && first.place_sentence == first.sentence))
            return std::nullopt;
        const auto before = told_before(speech.sentence, 1);
        if (before.empty() || is_same_scene(before.front(), homes.front()) ||
            *last_told(happening(before.front()), speech.sentence) + discussion < speech.sentence)
            return std::nullopt;
        return before.front();
    }

    /// "Inata was overrun on May 3. The JNIM claimed that raid", "said that it had fired the rocket, to
    /// avenge a man who was shot": what is claimed was told last before, and not what avenged it.
    [[nodiscard]] std::optional<std::size_t> claimed_before(const SpeechMention& speech,
                                                            const std::vector<std::size_t>& homes) const
    {
        if (speech.act != Act::claims_responsibility || homes.size() != 1 ||
            reading_.outline[speech.sentence].heading)
            return std::nullopt;
        const std::size_t home = homes.front();
        const bool avenged = is_told_as_motive(happening(home), speech);
        if (!avenged && (is_told_in(happening(home), speech.sentence) || !says_that_deed(speech)))
            return std::nullopt;
        const auto before = told_before(speech.sentence, 1);
        if (before.empty() || before.front() == home ||
            !is_same_entry(speech.sentence, last_of(before.front(), speech)) ||
            last_of(before.front(), speech) + behind_telling < speech.sentence)
            return std::nullopt;
        return before.front();
    }

    [[nodiscard]] std::uint32_t last_of(std::size_t h, const SpeechMention& speech) const
    {
        return last_told(happening(h), speech.sentence).value_or(0);
    }

    /// The sentence tells of it first, and its place stands behind "to avenge" or "in revenge for".
    [[nodiscard]] bool is_told_as_motive(const Happening& home, const SpeechMention& speech) const
    {
        if (home.tellings.front().sentence != speech.sentence || !home.place ||
            home.place_sentence != speech.sentence)
            return false;
        for (std::uint32_t i = speech.verb; i < home.place->first; ++i)
            if (is_one_of(reading_.token(i), {"avenge", "avenged", "avenging", "revenge", "vengeance",
                                              "retaliation", "reprisal", "retribution", "punishment"}))
                return true;
        return false;
    }

    /// "claimed that raid", "said it did this"
    [[nodiscard]] bool says_that_deed(const SpeechMention& speech) const
    {
        constexpr std::uint32_t reach = 5;
        const std::uint32_t last = std::min(speech.verb + reach, reading_.sentence(speech.sentence).last);
        for (std::uint32_t i = speech.verb + 1; i + 1 < last; ++i)
            if (is_one_of(reading_.token(i), {"that", "this"}) &&
                (reading_.tables.lexicon.has("triggers", reading_.token(i + 1)) ||
                 reading_.token(i + 1).is("one") || reading_.token(i + 1).kind == Token::Kind::punctuation))
                return true;
        return false;
    }

    /// "Raiders burned the village on Thursday. Some 4,000 people have fled. Survivors blame the militias":
    /// of the deed, and not of the flight told since.
    [[nodiscard]] std::optional<std::size_t> violent_before(const SpeechMention& speech,
                                                            const std::vector<std::size_t>& homes) const
    {
        if (homes.size() != 1 || reading_.outline[speech.sentence].heading)
            return std::nullopt;
        const Happening& home = happening(homes.front());
        if (home.group != TypeGroup::displacement || is_told_in(home, speech.sentence))
            return std::nullopt;
        const auto before = told_before(speech.sentence, 1);
        if (before.empty() || !happening(before.front()).primary ||
            !is_same_entry(speech.sentence, last_of(before.front(), speech)))
            return std::nullopt;
        return before.front();
    }

    // -- several at once

    /// "claimed both attacks", "lays all three raids at its door": on how many deeds the statement is.
    [[nodiscard]] std::size_t number_of_deeds(const SpeechMention& speech) const
    {
        constexpr std::uint32_t reach = 6;
        const Sentence& sentence = reading_.sentence(speech.sentence);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Token& word = reading_.token(i);
            const bool of_verb = i > speech.verb && i <= speech.verb + reach;
            if (word.is("both") && (are_deeds(i + 1, sentence.last) ||
                                    is_one_of(reading_.token(i + 1), {"times", "nights", "occasions"}) ||
                                    (of_verb && ends_claimed_object(reading_.text, i + 1, sentence.last))))
                return 2;
            if (i == sentence.first || !is_one_of(reading_.token(i - 1), {"the", "all", "these", "those"}) ||
                !are_deeds(i + 1, sentence.last))
                continue;
            if (word.is("two") || word.is("twin"))
                return 2;
            if (word.is("three"))
                return 3;
            if (word.is("four"))
                return 4;
        }
        return 1;
    }

    [[nodiscard]] bool are_deeds(std::uint32_t i, std::uint32_t last) const
    {
        constexpr std::uint32_t longest = 2; // "both suicide bombings"
        for (std::uint32_t k = i; k < std::min(i + longest, last); ++k)
            if (reading_.token(k).lower.ends_with("s") &&
                match_phrase(reading_.tables.lexicon, "triggers", reading_.text, k, last))
                return true;
        return false;
    }

    /// The violent happenings told last before the sentence, at most `most` of them.
    [[nodiscard]] std::vector<std::size_t> told_before(std::uint32_t sentence, std::size_t most) const
    {
        std::vector<std::pair<std::uint32_t, std::size_t>> told;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h)
            if (const auto last = last_told(happening(h), sentence);
                last && is_violent(happening(h)) && happening(h).tellings.front().sentence < sentence)
                told.emplace_back(*last, h);
        std::sort(told.rbegin(), told.rend());
        std::vector<std::size_t> found;
        for (const auto& [at, h] : told) {
            const bool known = std::any_of(found.begin(), found.end(), [h = h, this](std::size_t other) {
                return is_same_scene(other, h);
            });
            if (!known && found.size() < most)
                found.push_back(h);
        }
        return found;
    }

    /// "Police suspected the ULFA of the bombings", told of three towns: of all of a series, and so is what
    /// is answered to it.
    [[nodiscard]] std::vector<std::size_t> spread_over_series(const SpeechMention& speech,
                                                              std::vector<std::size_t> homes)
    {
        const bool of_series = tells_of_series(speech);
        if (of_series && homes.empty())
            homes = told_before(speech.sentence, 1);
        const bool goes_on = !of_series && homes.size() == 1 && !series_.empty() &&
                             speech.sentence <= last_sentence_ + 1 &&
                             std::find(series_.begin(), series_.end(), homes.front()) != series_.end();
        if (of_series && homes.size() == 1)
            series_ = series_of(homes.front(), speech.sentence);
        else if (!goes_on)
            series_.clear();
        for (const std::size_t h : series_)
            if (!has(h, speech)) {
                give(h, speech);
                homes.push_back(h);
            }
        return homes;
    }

    /// "the bombings", "those blasts": not "the attacks in Paris", "the bombings of 1998".
    [[nodiscard]] bool tells_of_series(const SpeechMention& speech) const
    {
        const Sentence& sentence = reading_.sentence(speech.sentence);
        for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i)
            if (is_one_of(reading_.token(i - 1), {"the", "these", "those"}) &&
                reading_.tables.lexicon.is_in("series", reading_.token(i)) &&
                !is_one_of(reading_.token(i + 1), {"of", "in", "on", "at", "against", "that", "which"}))
                return true;
        return false;
    }

    /// Happenings of the same kind and day as one, told before the sentence; none where it is the only one.
    [[nodiscard]] std::vector<std::size_t> series_of(std::size_t one, std::uint32_t sentence) const
    {
        std::vector<std::size_t> found;
        const Interval& days = happening(one).interval;
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
            const Happening& other = happening(h);
            if (other.sub_type == happening(one).sub_type && !other.earlier_hit && days.is_known() &&
                other.interval.is_known() && other.interval.may_touch(days.first(), days.last()) &&
                days.precision() == TimePrecision::day && other.interval.precision() == TimePrecision::day &&
                other.tellings.front().sentence < sentence)
                found.push_back(h);
        }
        return found.size() > 1 ? found : std::vector<std::size_t>{};
    }

    // -- the same place and days

    /// Nothing is said of who did it.
    [[nodiscard]] bool is_unattributed(const Happening& happening) const
    {
        return happening.speeches.empty() &&
               std::all_of(happening.tellings.begin(), happening.tellings.end(),
                           [this](const Telling& telling) { return doer_of(reading_, telling).empty(); });
    }

    /// What is told twice, or in its parts: "stormed the hotel", "blew himself up at its gate".
    [[nodiscard]] bool is_same_scene(std::size_t a, std::size_t b) const
    {
        const Happening &one = happening(a), &other = happening(b);
        if (!is_violent(other) || !one.place || !other.place || one.earlier_hit || other.earlier_hit ||
            !one.interval.is_known() || !other.interval.is_known())
            return false;
        return nearness(reading_, *one.place, *other.place) > 0 &&
               one.interval.may_touch(other.interval.first(), other.interval.last());
    }

    /// The text's main deed, and words that come back to it where the day is mistaken: "Twenty men were
    /// shot on Tuesday ... Two wounded reached the town on Thursday. The army blamed the rebels."
    [[nodiscard]] bool is_told_again_in(std::size_t again, std::size_t main) const
    {
        constexpr int apart = 2; // days
        const Happening &one = happening(again), &other = happening(main);
        // "A mob burned a police car the next day": another deed
        if (one.group != other.group ||
            (one.group == TypeGroup::demonstration && one.sub_type != other.sub_type))
            return false;
        return is_violent(other) && is_violent(one) && other.primary && one.place && other.place &&
               !one.earlier_hit && !other.earlier_hit && one.interval.is_known() &&
               other.interval.is_known() && other.tellings.front().sentence < one.tellings.front().sentence &&
               nearness(reading_, *one.place, *other.place) > 0 &&
               other.interval.may_touch(*one.interval.first() - std::chrono::days{apart},
                                        *one.interval.last() + std::chrono::days{apart});
    }

    const Reading& reading_;
    Narrative& narrative_;
    std::vector<bool> unattributed_;       ///< for each happening, before anything is shared
    std::optional<std::size_t> last_home_; ///< of the statement before
    std::vector<std::size_t> series_;      ///< that it was on, where it was on several
    std::uint32_t last_sentence_ = 0;      ///< of that statement
};

} // namespace

void share_speeches(const Reading& reading, Narrative& narrative)
{
    Sharing{reading, narrative}.run();
}

} // namespace sitmap
