// A place that is told more finely after the happening was.
#include "importers/article/refined_places.hpp"

#include "geodata/within.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/story_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr std::uint32_t look_back = 20; ///< sentences in which a town may have been described before
constexpr std::uint8_t rank_of_division_seat = 2; ///< see Place::rank
constexpr std::uint32_t look_ahead = 5; ///< sentences in which a place may follow that a headline left out

class Refinement {
public:
    Refinement(const Reading& reading, Narrative& narrative, std::size_t current)
        : reading_{reading}, narrative_{narrative}, current_{current}
    {}

    /// A strike on "a detention center" in a country: "the detention center in Tajoura" tells which.
    void refine(std::uint32_t s)
    {
        for (std::size_t h = narrative_.happenings.size(); h > 0 && narrative_.happenings.size() - h < 3; --h)
            refine_country(narrative_.happenings[h - 1], s);
        Happening& happening = narrative_.happenings[current_];
        take_place_of_it(happening, s);
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            if (!is_placeable(*toponym) || toponym->facility.empty() || !happening.place ||
                !names_finer(reading_, toponym, happening.place))
                continue;
            const Place &coarse = place_of(reading_, *happening.place), &fine = place_of(reading_, *toponym);
            const bool near = contains(coarse, fine) || lie_within(coarse.point, fine.point, 60'000);
            if (near && names_facility(happening, *toponym, s)) {
                happening.place = toponym;
                happening.place_sentence = s;
            }
        }
    }

private:
    /// "It happened at Lethapora, in the Pulwama district": of what the sentence before told.
    void take_place_of_it(Happening& happening, std::uint32_t s)
    {
        const Sentence& sentence = reading_.sentence(s);
        if (happening.tellings.back().sentence + 1 != s || sentence.last - sentence.first < 4 ||
            !is_one_of(reading_.token(sentence.first), {"it", "this", "that"}) ||
            !reading_.tables.lexicon.is_in("took_place", reading_.token(sentence.first + 1)) ||
            !is_one_of(reading_.token(sentence.first + 2), {"at", "in", "near", "outside", "on"}))
            return;
        const Toponym* place = place_of_happening(reading_, s, sentence.first + 1, happening.group);
        if (!place || is_coarse(brief_of(reading_, *place).kind))
            return;
        happening.place = place;
        happening.place_sentence = s;
    }

    /// A happening that so far is somewhere in a country: the first place inside it that the story names.
    void refine_country(Happening& happening, std::uint32_t s)
    {
        if (!happening.primary || !happening.place ||
            brief_of(reading_, *happening.place).kind != PlaceKind::country ||
            s > happening.tellings.back().sentence + look_ahead)
            return;
        const Toponym* place = place_of_happening(reading_, s, reading_.sentence(s).first, happening.group);
        if (!place || is_coarse(brief_of(reading_, *place).kind))
            place = town_of_local_official(reading_, s);
        if (!place || brief_of(reading_, *place).kind == PlaceKind::country ||
            brief_of(reading_, *place).kind == PlaceKind::region ||
            !contains(place_of(reading_, *happening.place), place_of(reading_, *place)))
            return;
        happening.place = place;
        happening.place_sentence = s;
    }

    /// The facility's head noun stands in one of the happening's sentences before this one.
    [[nodiscard]] bool names_facility(const Happening& happening, const Toponym& toponym,
                                      std::uint32_t before) const
    {
        const auto space = toponym.facility.rfind(' ');
        std::string head = space == std::string::npos ? toponym.facility : toponym.facility.substr(space + 1);
        std::transform(head.begin(), head.end(), head.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::string stem = head.substr(0, std::min<std::size_t>(head.size(), 4)); // centre, center
        for (std::size_t t = 0; t < std::min<std::size_t>(happening.tellings.size(), look_ahead); ++t) {
            if (happening.tellings[t].sentence >= before)
                continue;
            const Sentence& sentence = reading_.sentence(happening.tellings[t].sentence);
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
                if (reading_.token(i).lower.starts_with(stem))
                    return true;
        }
        return false;
    }

    const Reading& reading_;
    Narrative& narrative_;
    std::size_t current_;
};

/// The town inside a country or a division that the text around a happening speaks of.
class TownSearch {
public:
    TownSearch(const Reading& reading, const Narrative& narrative) : reading_{reading}, narrative_{narrative}
    {}

    [[nodiscard]] std::optional<Placed> town_of(const Happening& happening) const
    {
        if (happening.tellings.front().distinct)
            return std::nullopt; // "in Tadaryat, another village of the Sahel region"
        const Place& around = place_of(reading_, *happening.place);
        const std::uint32_t told = happening.tellings.front().sentence;
        for (std::uint32_t s = told > look_back ? told - look_back : 0; s <= told; ++s)
            if (const Toponym* town = described_in(s, around))
                return Placed{town, s};
        for (std::uint32_t s = told + 1; s <= told + look_ahead && is_with(s, told); ++s)
            if (const Toponym* town = town_in(s, around, happening))
                return Placed{town, s};
        for (std::uint32_t s = told; s > 0 && told - s < look_ahead && is_with(s - 1, told); --s)
            if (const Toponym* town = town_in(s - 1, around, happening))
                return Placed{town, s - 1};
        // Reports about a whole division are sent from its seat.
        const auto filed = town_of_dateline(reading_);
        const bool fits = filed && contains(around, place_of(reading_, *filed->toponym)) &&
                          (around.kind == PlaceKind::country ||
                           place_of(reading_, *filed->toponym).rank != rank_of_division_seat);
        return fits ? filed : std::nullopt;
    }

private:
    [[nodiscard]] bool is_town(const Toponym& toponym, const Place& around) const
    {
        if (!is_placeable(toponym))
            return false;
        const Place& place = place_of(reading_, toponym);
        return (place.kind == PlaceKind::city || place.kind == PlaceKind::section ||
                place.kind == PlaceKind::facility) &&
               contains(around, place);
    }

    /// "Merawi, a market town in Ethiopia's Amhara region"
    [[nodiscard]] const Toponym* described_in(std::uint32_t s, const Place& around) const
    {
        constexpr std::uint32_t reach = 6; // tokens
        const Sentence& sentence = reading_.sentence(s);
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            if (!is_town(*toponym, around) || toponym->last >= sentence.last ||
                !reading_.token(toponym->last).is(","))
                continue;
            for (std::uint32_t i = toponym->last + 1;
                 i < std::min(toponym->last + reach, sentence.last) && !reading_.token(i).is(","); ++i)
                if (reading_.tables.lexicon.has("placenouns", reading_.token(i)))
                    return toponym;
        }
        return nullptr;
    }

    /// In the paragraph of the telling, and about nothing else that is told.
    [[nodiscard]] bool is_with(std::uint32_t s, std::uint32_t told) const
    {
        return s < reading_.text.sentences.size() &&
               reading_.sentence(s).paragraph == reading_.sentence(told).paragraph;
    }

    [[nodiscard]] const Toponym* town_in(std::uint32_t s, const Place& around,
                                         const Happening& happening) const
    {
        for (const Happening& other : narrative_.happenings)
            for (const Telling& telling : other.tellings)
                if (&other != &happening && telling.sentence == s)
                    return nullptr;
        const Toponym* named = place_of_happening(reading_, s, reading_.sentence(s).first, happening.group);
        return named && is_town(*named, around) && stands_as_place(reading_, *named) ? named : nullptr;
    }

    const Reading& reading_;
    const Narrative& narrative_;
};

} // namespace

void settle_at_towns(const Reading& reading, Narrative& narrative)
{
    const TownSearch search{reading, narrative};
    for (Happening& happening : narrative.happenings) {
        if (!happening.place || happening.group == TypeGroup::sea)
            continue;
        const PlaceKind kind = brief_of(reading, *happening.place).kind;
        if (kind != PlaceKind::country && kind != PlaceKind::admin1)
            continue;
        if (const auto town = search.town_of(happening)) {
            happening.place = town->toponym;
            happening.place_sentence = town->sentence;
        }
    }
}

void refine_places(const Reading& reading, Narrative& narrative, std::size_t current, std::uint32_t sentence)
{
    Refinement{reading, narrative, current}.refine(sentence);
}

} // namespace sitmap
