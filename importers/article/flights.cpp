// People who flee: how many, and whether they are what a text is about.
#include "importers/article/flights.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/quantities.hpp"

#include <algorithm>
#include <span>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;

constexpr std::uint32_t opening_sentences = 4;
constexpr std::uint32_t reach = 12;            ///< tokens between a figure and what the people do
constexpr std::int64_t fewest = 50;            ///< people, where only a word of moving tells of a flight
constexpr std::int64_t most_at_once = 300'000; ///< people; without a day more are a stock
constexpr std::chrono::days recent{60};        ///< "since Thursday" is a flight; "since last May" is a total

class FlightReader {
public:
    explicit FlightReader(Reading& reading) : reading_{reading} {}

    void read()
    {
        leave_out_treated();
        if (tells_of_flight())
            add_figures();
        set_totals_apart();
        mark_parts();
        take_cause_as_flight();
        put_added_in_order();
        add_triggers();
        put_added_in_order();
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return reading_.token(i); }

    [[nodiscard]] std::string_view role_at(std::uint32_t i, std::uint32_t last) const
    {
        return match_phrase(reading_.tables.lexicon, "flights", reading_.text, i, last).meaning();
    }

    [[nodiscard]] bool has_role(std::uint32_t first, std::uint32_t last, std::string_view role) const
    {
        for (std::uint32_t i = first; i < last; ++i)
            if (role_at(i, last) == role)
                return true;
        return false;
    }

    [[nodiscard]] static bool is_of_flight(const TriggerMention& trigger)
    {
        return trigger.sub_type == SubEventType::forced_displacement;
    }

    [[nodiscard]] bool tells_of_flight() const
    {
        const bool sea =
            std::any_of(reading_.triggers.begin(), reading_.triggers.end(), [](const TriggerMention& t) {
                return type_of(t.sub_type) == EventType::sea_incident;
            });
        if (sea)
            return false;
        if (std::any_of(reading_.triggers.begin(), reading_.triggers.end(), is_of_flight))
            return true;
        for (const CountMention& count : reading_.counts)
            if (count.field == ClaimField::displaced)
                return true;
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s)
            if (driving_verb(s))
                return true;
        return false;
    }

    /// "four were evacuated with injuries": wounded, and nobody's flight.
    void leave_out_treated()
    {
        std::vector<std::uint32_t> treated; // sentences, ascending
        for (CountMention& count : reading_.counts) {
            const Sentence& sentence = reading_.sentence(count.sentence);
            if (count.field != ClaimField::displaced ||
                !has_role(count.last, std::min(count.last + reach, sentence.last), "treated"))
                continue;
            for (std::uint32_t i = count.last; i < std::min(count.last + reach, sentence.last); ++i)
                if (is_one_of(token(i), {"evacuated", "evacuating", "moved", "airlifted"})) {
                    count.field = ClaimField::injured;
                    treated.push_back(count.sentence);
                    break;
                }
        }
        std::erase_if(reading_.triggers, [&](const TriggerMention& t) {
            return is_of_flight(t) && std::binary_search(treated.begin(), treated.end(), t.sentence);
        });
    }

    // -- figures

    void add_figures()
    {
        std::vector<CountMention> found;
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            const Sentence& sentence = reading_.sentence(s);
            if (reading_.outline[s].mood == Mood::silent || is_foreseen(sentence))
                continue;
            for (std::uint32_t i = sentence.first; i < sentence.last;) {
                const auto number = read_number(reading_.text, reading_.tables.lexicon, i, sentence.last);
                if (number && !is_counted(reading_, s, number->first, number->last))
                    if (const auto count = moving(*number, s))
                        found.push_back(*count);
                i = number && number->last > i ? number->last : i + 1;
            }
        }
        reading_.counts.insert(reading_.counts.end(), found.begin(), found.end());
        std::stable_sort(reading_.counts.begin(), reading_.counts.end(),
                         [](const CountMention& a, const CountMention& b) { return a.first < b.first; });
    }

    /// "Contingency plans assume 25,000 new arrivals".
    [[nodiscard]] bool is_foreseen(const Sentence& sentence) const
    {
        return has_role(sentence.first, sentence.last, "foreseen");
    }

    [[nodiscard]] std::optional<CountMention> moving(const NumberMention& number, std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        if (number.quantity.size_by() < fewest || number.from_article || number.nobody)
            return std::nullopt;
        const Counted counted = counted_by(reading_.text, reading_.tables.lexicon, number, sentence.last);
        const bool noun = has_role(number.last, std::min(number.last + 3, sentence.last), "noun");
        const bool people = !counted.kind.empty() && counted.kind != "fighters" &&
                            counted.kind != "attackers" && counted.kind != "soldiers" && !counted.inside;
        const bool of_them = counted.part && number.quantity.size_by() >= 20 * fewest;
        if ((!noun && !of_them && (!people || counted.thing)) ||
            !(noun || moves_behind(counted.end, sentence.last) ||
              is_driven(number.first, counted.end, sentence)))
            return std::nullopt;
        CountMention count{.first = number.first,
                           .last = std::max(counted.end, number.last),
                           .sentence = s,
                           .field = ClaimField::displaced,
                           .quantity = number.quantity};
        if (counted.kind == "households")
            if (const auto q = Quantity::of(number.quantity.low(), number.quantity.best(),
                                            number.quantity.high(), Quantity::Unit::households))
                count.quantity = *q;
        if (count.last > number.last)
            count.whom = words_of(reading_.text, number.last, count.last);
        return count;
    }

    /// "93,000 people had driven, walked or been carried out of": what they do, in the same clause.
    [[nodiscard]] bool moves_behind(std::uint32_t from, std::uint32_t last) const
    {
        int brackets = 0;
        for (std::uint32_t i = from; i < std::min(from + reach, last); ++i) {
            const Token& word = token(i);
            brackets += word.is("(") ? 1 : word.is(")") ? -1 : 0;
            if (brackets == 0 &&
                is_one_of(word, {";", ":", "could", "would", "may", "might", "will", "if", "who"}))
                return false;
            if (brackets == 0 && i == from && word.is("landed") && token(i - 1).is("men"))
                return false; // "about 180 men landed in Tanduo, in the name of a sultan"
            if (brackets == 0 && role_at(i, last) == "moves")
                return leads_somewhere(i, last);
        }
        return false;
    }

    /// Behind the verb stands where from or where to.
    [[nodiscard]] bool leads_somewhere(std::uint32_t from, std::uint32_t last) const
    {
        for (std::uint32_t i = from; i < std::min(from + reach, last); ++i) {
            if (is_one_of(token(i), {".", ";", "said"}))
                return false;
            if (is_one_of(token(i),
                          {"from", "to", "into", "out", "across", "over", "leaving", "left", "north", "south",
                           "east", "west", "in", "towards", "villages", "homes", "for"}))
                return true;
        }
        return false;
    }

    /// "driven some 18,000 people out of the valleys".
    [[nodiscard]] bool is_driven(std::uint32_t number, std::uint32_t end, const Sentence& sentence) const
    {
        constexpr std::uint32_t near = 4;
        const std::uint32_t from = number > sentence.first + near ? number - near : sentence.first;
        return has_role(from, number, "drives") && leads_out(end, sentence.last);
    }

    [[nodiscard]] bool leads_out(std::uint32_t from, std::uint32_t last) const
    {
        constexpr std::uint32_t near = 6;
        for (std::uint32_t i = from; i < std::min(from + near, last); ++i)
            if (is_one_of(token(i), {"from", "out", "into", "across", "over"}) ||
                (token(i).is("to") && i + 1 < last && is_one_of(token(i + 1), {"flee", "leave", "run"})))
                return true;
        return false;
    }

    // -- totals

    /// "1,034,600 internally displaced people", "170,000 displaced since last May".
    void set_totals_apart()
    {
        for (CountMention& count : reading_.counts) {
            if (count.field != ClaimField::displaced || !is_total(count))
                continue;
            count.field = ClaimField::held;
            count.stock = "displaced";
            const std::uint32_t added = begin_of_sum_in(count.sentence);
            for (TriggerMention& trigger : triggers_of(count.sentence))
                if (is_of_flight(trigger) && (trigger.first < added) == (count.first < added))
                    trigger.reality = Reality::talk;
        }
    }

    /// Where the sum of what is told in sentence `s` begins; the sentence's end where there is none.
    [[nodiscard]] std::uint32_t begin_of_sum_in(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        return begin_of_sum(reading_.text, reading_.tables.lexicon, sentence.first, sentence.last);
    }

    [[nodiscard]] bool is_total(const CountMention& count) const
    {
        const Sentence& sentence = reading_.sentence(count.sentence);
        const std::uint32_t added = begin_of_sum_in(count.sentence);
        const bool behind = count.first >= added;
        const std::uint32_t from = std::max(
            count.first > sentence.first + reach ? count.first - reach : sentence.first, behind ? added : 0);
        if (has_role(from, std::min(count.last + reach, behind ? sentence.last : added), "total"))
            return true;
        const auto published = reading_.article.document.published;
        const auto times =
            in_sentence(reading_.times, count.sentence).those_that([&](const TimeMention& time) {
                return (time.first >= added) == behind;
            });
        if (times.empty() && count.quantity.size_by() >= most_at_once)
            return true;
        return published && std::any_of(times.begin(), times.end(), [&](const TimeMention* time) {
                   const auto first = time->interval.first();
                   const auto precision = time->interval.precision();
                   return !time->of_speech && first && *published - *first > recent &&
                          (precision == TimePrecision::since || precision == TimePrecision::year);
               });
    }

    /// "About 11,000 of those displaced have reached Cucuta": within the figure told before.
    void mark_parts()
    {
        std::int64_t most = 0;
        for (CountMention& count : reading_.counts) {
            if (count.field != ClaimField::displaced)
                continue;
            const bool of_those = count.whom.starts_with("of those") || count.whom.starts_with("of them");
            if (of_those && count.quantity.size_by() < most)
                count.is_part = true;
            most = std::max<std::int64_t>(most, count.quantity.size_by());
        }
    }

    // -- triggers

    /// "Airstrikes pushed a new wave of people out of the township": the strikes are why, and not what is
    /// told.
    void take_cause_as_flight()
    {
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            const auto verb = driving_verb(s);
            const auto times = in_sentence(reading_.times, s);
            if (!verb || reading_.outline[s].mood == Mood::silent)
                continue;
            bool flight = false;
            for (TriggerMention& trigger : triggers_of(s)) {
                flight = flight || is_of_flight(trigger);
                const bool cause = trigger.first < *verb && (times.empty() || trigger.generic) &&
                                   !tells_of_harm(s) && token(trigger.last - 1).lower.ends_with("s");
                if (cause && trigger.reality == Reality::reported)
                    trigger.reality = Reality::talk;
            }
            if (!flight)
                add_trigger(*verb, *verb + 1, s, 3);
        }
    }

    [[nodiscard]] bool tells_of_harm(std::uint32_t s) const
    {
        const auto counts = in_sentence(reading_.counts, s);
        return std::any_of(counts.begin(), counts.end(), [](const CountMention* count) {
            return count->field == ClaimField::killed || count->field == ClaimField::injured;
        });
    }

    /// The verb of "drove people out of", "forced thousands to flee", "emptied the district"; nothing if
    /// none.
    [[nodiscard]] std::optional<std::uint32_t> driving_verb(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (role_at(i, sentence.last) != "drives")
                continue;
            bool people = is_one_of(token(i), {"emptied", "emptying"});
            for (std::uint32_t k = i + 1; k < std::min(i + 9, sentence.last); ++k) {
                if (people && leads_out(k, std::min(k + 1, sentence.last)))
                    return i;
                if (is_one_of(token(i), {"emptied", "emptying"}) &&
                    reading_.tables.lexicon.is_in("emptied", token(k)))
                    return i;
                people = people || reading_.tables.lexicon.is_in("driven_people", token(k));
                if (people && token(k).is("to") && k + 1 < sentence.last &&
                    is_one_of(token(k + 1), {"flee", "leave", "run", "abandon"}))
                    return i;
            }
        }
        return std::nullopt;
    }

    /// "then host to some 9,000 displaced people": they came there before.
    [[nodiscard]] bool is_hosted(const CountMention& count) const
    {
        const std::uint32_t first = reading_.sentence(count.sentence).first;
        return count.first >= first + 2 && token(count.first - 1).is("to") &&
               is_one_of(token(count.first - 2), {"host", "home"});
    }

    void add_triggers()
    {
        const FlightFocus focus{reading_};
        for (const CountMention& count : reading_.counts) {
            const std::uint32_t s = count.sentence;
            const bool live = count.last < reading_.sentence(s).last &&
                              reading_.tables.lexicon.is_in("lives_there", reading_.token(count.last));
            if (count.field != ClaimField::displaced || count.is_part || live || is_hosted(count) ||
                reading_.outline[s].mood == Mood::silent || (!added_.empty() && added_.back().sentence == s))
                continue;
            const auto told = triggers_of(s);
            const bool free =
                s < opening_sentences ? told.empty() || driving_verb(s) : focus.is_about_flight(s);
            if (free && std::none_of(told.begin(), told.end(), is_of_flight))
                add_trigger(count.first, count.last, s, count.quantity.size_by() >= fewest ? 3 : 2);
        }
    }

    /// Those of a sentence that were there when this pass over the text began.
    [[nodiscard]] std::span<TriggerMention> triggers_of(std::uint32_t s)
    {
        const auto [first, last] = std::equal_range(
            reading_.triggers.begin(), reading_.triggers.end(), TriggerMention{.sentence = s},
            [](const TriggerMention& a, const TriggerMention& b) { return a.sentence < b.sentence; });
        return {first, last};
    }

    void add_trigger(std::uint32_t first, std::uint32_t last, std::uint32_t s, int weight)
    {
        added_.push_back({.first = first,
                          .last = last,
                          .sentence = s,
                          .sub_type = SubEventType::forced_displacement,
                          .weight = weight});
    }

    void put_added_in_order()
    {
        reading_.triggers.insert(reading_.triggers.end(), added_.begin(), added_.end());
        added_.clear();
        std::stable_sort(reading_.triggers.begin(), reading_.triggers.end(),
                         [](const TriggerMention& a, const TriggerMention& b) { return a.first < b.first; });
    }

    std::vector<TriggerMention> added_; ///< in this pass, ascending
    Reading& reading_;
};

} // namespace

void read_flights(Reading& reading)
{
    FlightReader{reading}.read();
}

const Toponym* origin_of_flight(const Reading& reading, std::uint32_t s)
{
    constexpr std::uint32_t links = 9; // "emptied large parts of the district of"
    const std::uint32_t first = reading.sentence(s).first;
    for (const Toponym* toponym : toponyms_in(reading, s)) {
        if (!is_placeable(*toponym))
            continue;
        for (std::uint32_t i = toponym->first; i > first && toponym->first - i < links;) {
            const Token& word = reading.token(--i);
            if (word.is("from") || reading.tables.lexicon.is_in("leaves_place", word) ||
                (word.is("of") && i > first && reading.token(i - 1).is("out")))
                return toponym;
            if (!is_one_of(word, {"the", "of", "in", "around", "most", "all", "their", "near", "and", "a"}) &&
                !reading.tables.lexicon.is_in("part_of_place", word))
                break;
        }
    }
    return nullptr;
}

FlightFocus::FlightFocus(const Reading& reading) : reading_{reading}
{
    constexpr int enough = 3;
    const auto is_heading = [](const Standing& standing) { return standing.heading; };
    has_parts_ = std::count_if(reading.outline.begin(), reading.outline.end(), is_heading) >= 2;
    int sentences = 0;
    std::uint32_t last = 0;
    bool opens = false;
    for (const TriggerMention& trigger : reading.triggers) {
        if (trigger.sub_type != SubEventType::forced_displacement ||
            trigger.reality != TriggerMention::Reality::reported)
            continue;
        opens = opens || trigger.sentence < 2;
        sentences += sentences == 0 || trigger.sentence != last ? 1 : 0;
        last = trigger.sentence;
    }
    is_of_whole_ = opens && sentences >= enough;
}

bool FlightFocus::is_about_flight(std::uint32_t sentence) const
{
    return is_of_whole_ || (has_parts_ && reading_.outline[sentence].mood == Mood::reported);
}

} // namespace sitmap
