// Boats in distress: wrecks, rescues and interceptions, and how many were aboard.
#include "importers/article/voyages.hpp"

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/quantities.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr int enough_sentences = 2; ///< that name a boat, in a text about boats
constexpr std::uint32_t reach = 14; ///< tokens from a boat to what befalls it
constexpr std::uint32_t near = 8;   ///< tokens from a figure to what befalls the people

class VoyageReader {
public:
    explicit VoyageReader(Reading& reading) : reading_{reading} {}

    void read()
    {
        if (!is_about_boats())
            return;
        for (std::uint32_t s = 0; s < reading_.text.sentences.size(); ++s) {
            if (reading_.outline[s].mood == Mood::silent)
                continue;
            add_wreck(s);
            add_stop(s);
            add_figures(s);
        }
        reading_.triggers.insert(reading_.triggers.end(), triggers_.begin(), triggers_.end());
        reading_.counts.insert(reading_.counts.end(), counts_.begin(), counts_.end());
        const auto by_first = [](const auto& a, const auto& b) { return a.first < b.first; };
        std::stable_sort(reading_.triggers.begin(), reading_.triggers.end(), by_first);
        std::stable_sort(reading_.counts.begin(), reading_.counts.end(), by_first);
    }

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return reading_.token(i); }

    [[nodiscard]] PhraseMatch at(std::uint32_t i, std::uint32_t last) const
    {
        return match_phrase(reading_.tables.lexicon, "voyages", reading_.text, i, last);
    }

    [[nodiscard]] bool names_boat(std::uint32_t first, std::uint32_t last) const
    {
        for (std::uint32_t i = first; i < last; ++i)
            if (at(i, last).meaning() == "boat")
                return true;
        return false;
    }

    /// Boats in several sentences, and the sea or people on it.
    [[nodiscard]] bool is_about_boats() const
    {
        int sentences = 0;
        bool sea = false;
        for (const Sentence& sentence : reading_.text.sentences) {
            sentences += names_boat(sentence.first, sentence.last) ? 1 : 0;
            for (std::uint32_t i = sentence.first; i < sentence.last && !sea; ++i)
                sea = reading_.tables.lexicon.is_in("sea", token(i));
        }
        return sentences >= enough_sentences && sea;
    }

    [[nodiscard]] bool has_trigger(std::uint32_t s) const
    {
        const auto known = in_sentence(reading_.triggers, s);
        return (!triggers_.empty() && triggers_.back().sentence == s) ||
               std::any_of(known.begin(), known.end(), [](const TriggerMention* t) {
                   return type_of(t->sub_type) == EventType::sea_incident;
               });
    }

    /// "A wooden canoe that had put to sea at Mbour came apart in heavy swell."
    void add_wreck(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        if (has_trigger(s))
            return;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const PhraseMatch wreck = at(i, sentence.last);
            if (wreck.meaning() != "wreck" ||
                !names_boat(i > sentence.first + reach ? i - reach : sentence.first, i) || is_unreal(s, i))
                continue;
            add_trigger(i, i + wreck.length, s, SubEventType::shipwreck);
            return;
        }
    }

    /// "after stopping two boats", "towed a canoe with 174 people", "held up a vessel".
    void add_stop(std::uint32_t s)
    {
        constexpr std::uint32_t object = 5;
        const Sentence& sentence = reading_.sentence(s);
        if (has_trigger(s))
            return;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const PhraseMatch stop = at(i, sentence.last);
            const std::uint32_t behind = i + stop.length;
            if (stop.meaning() != "stops" || !names_boat(behind, std::min(behind + object, sentence.last)) ||
                !tells_of_people(s) || is_unreal(s, i))
                continue;
            add_trigger(i, behind, s, SubEventType::interception_rescue);
            return;
        }
    }

    [[nodiscard]] bool tells_of_people(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (!reading_.tables.lexicon.meaning("people", token(i)).empty() ||
                is_one_of(token(i), {"aboard", "board"}))
                return true;
        return false;
    }

    [[nodiscard]] bool is_unreal(std::uint32_t s, std::uint32_t i) const
    {
        const std::uint32_t first = reading_.sentence(s).first;
        for (std::uint32_t k = i > first + 4 ? i - 4 : first; k < i; ++k)
            if (is_one_of(token(k), {"would", "could", "might", "may", "if", "not", "never", "no", "will"}))
                return true;
        return false;
    }

    void add_trigger(std::uint32_t first, std::uint32_t last, std::uint32_t s, SubEventType sub_type)
    {
        triggers_.push_back({.first = first, .last = last, .sentence = s, .sub_type = sub_type, .weight = 3});
    }

    // -- figures

    void add_figures(std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < sentence.last;) {
            const auto number = read_number(reading_.text, reading_.tables.lexicon, i, sentence.last);
            if (number && !number->nobody && !is_counted(reading_, s, number->first, number->last))
                if (const auto field = field_of(*number, sentence))
                    counts_.push_back({.first = number->first,
                                       .last = number->last,
                                       .sentence = s,
                                       .field = *field,
                                       .quantity = number->quantity});
            i = number && number->last > i ? number->last : i + 1;
        }
    }

    /// What befell those counted; nothing for hours, miles and all that is no figure of people.
    [[nodiscard]] std::optional<ClaimField> field_of(const NumberMention& number,
                                                     const Sentence& sentence) const
    {
        const Counted counted = counted_by(reading_.text, reading_.tables.lexicon, number, sentence.last);
        const bool bare = counted.end == number.last && number.last < sentence.last &&
                          (is_auxiliary(token(number.last)) || token(number.last).kind != Token::Kind::word);
        if ((counted.kind.empty() && !bare) || counted.thing || counted.noun || number.from_article)
            return std::nullopt;
        if (is_aboard(number, counted, sentence) || is_brought(number, sentence))
            return says_rescued(sentence) ? ClaimField::rescued : ClaimField::intercepted;
        // "Twenty-seven were fished out of the swell"
        for (std::uint32_t i = counted.end; i < std::min(counted.end + near, sentence.last); ++i) {
            if (is_one_of(token(i), {",", ";", "who", "when", "after", "dead", "bodies"}))
                break;
            if (at(i, sentence.last).meaning() == "saves" && !token(i).is("found"))
                return ClaimField::rescued;
        }
        // "found 29 people clinging to planks"
        const bool found = number.first > sentence.first &&
                           is_one_of(token(number.first - 1), {"found", "saved", "landed", "lifted"});
        return found && !counted.kind.empty() ? std::optional{ClaimField::rescued} : std::nullopt;
    }

    /// "towed a canoe with 174 people on board", "held up a vessel with 202 passengers".
    [[nodiscard]] bool is_aboard(const NumberMention& number, const Counted& counted,
                                 const Sentence& sentence) const
    {
        return !counted.kind.empty() && number.first > sentence.first &&
               is_one_of(token(number.first - 1), {"with", "carrying", "transporting", "holding"}) &&
               names_boat(sentence.first, number.first) && stops_boat(sentence);
    }

    /// "brought 104 people into Dover after stopping two boats".
    [[nodiscard]] bool is_brought(const NumberMention& number, const Sentence& sentence) const
    {
        return number.first > sentence.first &&
               reading_.tables.lexicon.is_in("brings_ashore", token(number.first - 1)) &&
               stops_boat(sentence);
    }

    [[nodiscard]] bool stops_boat(const Sentence& sentence) const
    {
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (at(i, sentence.last).meaning() == "stops")
                return true;
        return false;
    }

    [[nodiscard]] bool says_rescued(const Sentence& sentence) const
    {
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
            if (token(i).lower.starts_with("rescu") || token(i).lower.starts_with("save"))
                return true;
        return false;
    }

    Reading& reading_;
    std::vector<TriggerMention> triggers_; ///< those found, in order
    std::vector<CountMention> counts_;
};

} // namespace

void read_voyages(Reading& reading)
{
    VoyageReader{reading}.read();
}

} // namespace sitmap
