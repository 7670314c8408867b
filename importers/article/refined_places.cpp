// A place that is told more finely after the happening was.
#include "importers/article/refined_places.hpp"

#include "geodata/measure.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>

namespace sitmap {

namespace {

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
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            if (!is_placeable(*toponym) || toponym->facility.empty() || !happening.place ||
                !names_finer(reading_, toponym, happening.place))
                continue;
            const Place coarse = place_of(reading_, *happening.place), fine = place_of(reading_, *toponym);
            const bool near = contains(coarse, fine) || distance_m(coarse.point, fine.point) < 60'000;
            if (near && names_facility(happening, *toponym, s)) {
                happening.place = toponym;
                happening.place_sentence = s;
            }
        }
    }

private:
    /// A happening that so far is somewhere in a country: the first place inside it that the story names.
    void refine_country(Happening& happening, std::uint32_t s)
    {
        if (!happening.primary || !happening.place ||
            place_of(reading_, *happening.place).kind != PlaceKind::country ||
            s > happening.tellings.back().sentence + look_ahead)
            return;
        const Toponym* place = place_of_happening(reading_, s, reading_.sentence(s).first, happening.group);
        if (!place || is_coarse(place_of(reading_, *place)))
            place = town_of_local_official(reading_, s);
        if (!place || place_of(reading_, *place).kind == PlaceKind::country ||
            place_of(reading_, *place).kind == PlaceKind::region ||
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

} // namespace

void refine_places(const Reading& reading, Narrative& narrative, std::size_t current, std::uint32_t sentence)
{
    Refinement{reading, narrative, current}.refine(sentence);
}

} // namespace sitmap
