// Names that are a place's, and here somebody's or something else's.
#include "importers/article/name_bearers.hpp"

#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace sitmap {

namespace {

constexpr std::int64_t great_city = 450'000; ///< people: no weapon is called so by chance

class Bearers {
public:
    Bearers(const Reading& reading, const Toponym& toponym)
        : reading_{reading},
          toponym_{toponym},
          sentence_{static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin))}
    {}

    /// "Carlos Saenz de Tejada", "Abdullah bin Taif": small words lead back to a first name.
    [[nodiscard]] bool is_of_person() const
    {
        constexpr std::uint32_t longest = 5; // tokens of a name before the last
        bool particle = false;
        for (std::uint32_t back = 1; back <= longest && toponym_.first >= first() + back; ++back) {
            const Token& word = token(toponym_.first - back);
            if (is(word, "particle") && !word.capitalised) {
                particle = true;
                continue;
            }
            if (!word.capitalised || word.kind != Token::Kind::word || back == 1)
                return false;
            if (particle && reading_.tables.lexicon.has("first_names", word))
                return true;
        }
        return false;
    }

    /// "the commander known as Calarca", "alias Calarca".
    [[nodiscard]] bool is_nickname() const
    {
        const std::uint32_t at = toponym_.first;
        if (at >= first() + 1 && is_one_of(token(at - 1), {"alias", "nicknamed"}))
            return true;
        constexpr std::uint32_t reach = 5;
        if (at < first() + 3 || !token(at - 1).is("as") || !is_one_of(token(at - 2), {"known", "called"}))
            return false;
        for (std::uint32_t back = 3; back <= reach && at >= first() + back; ++back)
            if (reading_.tables.lexicon.has("people", token(at - back)) ||
                reading_.tables.lexicon.has("person_titles", token(at - back)))
                return true;
        return false;
    }

    /// "the Movement for the Emancipation of the Niger Delta", "al-Qaida in the Maghreb".
    [[nodiscard]] bool is_of_party() const
    {
        constexpr std::uint32_t longest = 8;
        bool led = false, in = false, aim = false;
        for (std::uint32_t back = 1; back <= longest && toponym_.first >= first() + back; ++back) {
            const std::uint32_t i = toponym_.first - back;
            const Token& word = token(i);
            if (is_one_of(word, {"of", "for", "in", "the", "and"})) {
                led = led || !word.is("the");
                in = in || word.is("in");
                continue;
            }
            const bool qaida = is_one_of(word, {"qaida", "qaeda", "al-qaida", "al-qaeda"});
            if (!word.capitalised && !qaida)
                return false;
            if (led && (qaida || is(word, "party")))
                return qaida || aim || !in; // but "the African Union in Somalia"
            aim = is(word, "aim");
            if (!led || !aim)
                return false;
        }
        return false;
    }

    /// "a Super Tucano warplane", "Grad missiles".
    [[nodiscard]] bool is_model() const
    {
        if (toponym_.first > first() &&
            is_one_of(token(toponym_.first - 1), {"in", "at", "near", "from", "to", "outside", "around"}))
            return false;
        const std::uint32_t last = reading_.sentence(sentence_).last;
        const bool model = is_in(toponym_.name, "model");
        if (toponym_.last >= last)
            return model;
        const bool thing = is(token(toponym_.last), "thing") || is_in(token(toponym_.last).lower, "model");
        if (model || !thing || toponym_.last + 1 >= last)
            return model;
        // but "a Homs missile base"
        const Token& next = token(toponym_.last + 1);
        return next.kind != Token::Kind::word || ends_noun_phrase(next) ||
               reading_.tables.lexicon.has("deeds", next) || reading_.tables.lexicon.has("verbs", next);
    }

    /// "the destroyer Bainbridge"
    [[nodiscard]] bool is_ship() const
    {
        return toponym_.first > first() && reading_.tables.lexicon.is_in("ship", token(toponym_.first - 1));
    }

    /// "across the Dnipro", "on the Dnipro,": the river that is called so.
    [[nodiscard]] std::optional<PlaceIndex> river() const
    {
        const std::uint32_t at = toponym_.first;
        if (at < first() + 2 || !token(at - 1).is("the") ||
            !is_one_of(token(at - 2), {"across", "over", "along", "on", "in", "into", "crossed", "crossing",
                                       "beyond", "of"}))
            return std::nullopt;
        if (toponym_.last < reading_.sentence(sentence_).last) {
            const Token& next = token(toponym_.last);
            if (next.kind == Token::Kind::word && !ends_noun_phrase(next))
                return std::nullopt;
        }
        for (const Candidate& candidate : reading_.tables.gazetteer.find(toponym_.key + " river"))
            if (reading_.tables.gazetteer.brief(candidate.place).kind == PlaceKind::water)
                return candidate.place;
        return std::nullopt;
    }

    /// "the city on the Volga", "his own people, the Kikuyu": no town is called with an article; a river and
    /// a people are. Not so in "the Homs road", "the Homs, Hama and Idlib provinces".
    [[nodiscard]] bool has_article() const
    {
        const std::uint32_t last = reading_.sentence(sentence_).last;
        if (toponym_.first <= first() || !token(toponym_.first - 1).is("the") ||
            token(toponym_.first - 1).capitalised)
            return false;
        if (toponym_.last >= last)
            return true;
        const Token& next = token(toponym_.last);
        if (next.is(","))
            return toponym_.last + 1 >= last || !token(toponym_.last + 1).capitalised;
        return is_one_of(next, {".", ";", ":", "!", "?", ")", "who", "which", "in", "on", "from", "to",
                                "have", "has", "had", "were", "was", "are", "is"});
    }

private:
    [[nodiscard]] std::uint32_t first() const { return reading_.sentence(sentence_).first; }
    [[nodiscard]] const Token& token(std::uint32_t i) const { return reading_.token(i); }
    [[nodiscard]] bool is(const Token& word, std::string_view kind) const
    {
        return reading_.tables.lexicon.meaning("bearers", word) == kind;
    }
    [[nodiscard]] bool is_in(const std::string& name, std::string_view kind) const
    {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return reading_.tables.lexicon.meaning("bearers", lower) == kind;
    }

    const Reading& reading_;
    const Toponym& toponym_;
    std::uint32_t sentence_;
};

} // namespace

void heed_bearers(Reading& reading)
{
    for (Toponym& toponym : reading.toponyms) {
        if (!toponym.place || toponym.kind == ToponymKind::embedded ||
            toponym.kind == ToponymKind::dateline || toponym.kind == ToponymKind::demonym)
            continue;
        const Bearers bearers{reading, toponym};
        const Place& place = reading.place(*toponym.place);
        if (bearers.is_of_party()) {
            toponym.kind = ToponymKind::embedded;
            continue;
        }
        if (place.kind != PlaceKind::city && place.kind != PlaceKind::section)
            continue;
        if (const auto river = bearers.river())
            toponym.place = river;
        else if (bearers.is_of_person() || bearers.is_nickname() || bearers.is_ship() ||
                 (place.population < great_city &&
                  (bearers.is_model() || (place.kind == PlaceKind::city && bearers.has_article()))))
            toponym.place.reset();
    }
}

} // namespace sitmap
