// Where a happening is that its own sentence gives no place for.
#include "importers/article/story_places.hpp"

#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <map>

namespace sitmap {

namespace {

constexpr std::uint32_t last_of_lead = 3; ///< sentence up to which a text opens
constexpr std::uint32_t look_ahead = 5;   ///< sentences in which a place may follow that a headline left out

/// "The week had begun with Peshawar.", "Then came Homs.": the sentence ends with what the next ones tell of.
bool leads_over_to(const Reading& reading, const Toponym& toponym, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    return toponym.first > sentence.first && toponym.last + 1 >= sentence.last &&
           is_one_of(reading.token(toponym.first - 1),
                     {"with", "was", "is", "came", "comes", "follows", "followed", "to"}) &&
           in_sentence(reading.triggers, s).empty() && toponyms_in(reading, s).size() == 1;
}

std::uint32_t sentence_of(const Reading& reading, const Toponym& toponym)
{
    const auto& sentences = reading.text.sentences;
    const auto behind =
        std::upper_bound(sentences.begin(), sentences.end(), toponym.first,
                         [](std::uint32_t at, const Sentence& sentence) { return at < sentence.last; });
    return static_cast<std::uint32_t>(behind - sentences.begin());
}

} // namespace

bool stands_as_place(const Reading& reading, const Toponym& toponym)
{
    constexpr std::uint32_t farthest = 6;
    const Lexicon& lexicon = reading.tables.lexicon;
    if (toponym.kind == ToponymKind::relative || toponym.near || toponym.off_shore)
        return true;
    for (std::uint32_t i = toponym.first; i > 0 && toponym.first - i < farthest;) {
        const Token& word = reading.token(--i);
        if (is_one_of(word, {"in", "at", "near", "outside", "around", "inside", "over", "across",
                             "throughout", "entered", "reached", "stormed", "into", "hit", "on"}) ||
            lexicon.has("deeds", word) || lexicon.has("territory", word))
            return true;
        if (word.kind != Token::Kind::word && !word.is("'s"))
            return false;
        if (!word.capitalised && !is_one_of(word, {"the", "a", "an", "of", "'s"}) &&
            !lexicon.has("placenouns", word) && !lexicon.has("place_types", word) &&
            !lexicon.has("directions", word))
            return false;
    }
    return false;
}

StoryPlaces::StoryPlaces(const Reading& reading) : reading_{reading}, focus_{find_focus()}
{}

bool is_told_in(const Narrative& narrative, std::uint32_t sentence)
{
    const auto& happenings = narrative.happenings;
    return std::any_of(happenings.begin(), happenings.end(), [&](const Happening& happening) {
        return happening.tellings.back().sentence == sentence;
    });
}

std::optional<Placed> StoryPlaces::before_in_paragraph(const Telling& telling,
                                                       const Narrative& narrative) const
{
    constexpr std::uint32_t reach = 4; // sentences
    for (std::uint32_t back = 1; back <= reach && telling.sentence >= back; ++back) {
        const std::uint32_t s = telling.sentence - back;
        if (is_told_in(narrative, s) ||
            reading_.sentence(s).paragraph != reading_.sentence(telling.sentence).paragraph)
            return std::nullopt;
        const Toponym* named = place_of_happening(reading_, s, reading_.sentence(s).last, telling.group);
        if (named && !is_coarse(brief_of(reading_, *named).kind) &&
            (stands_as_place(reading_, *named) || leads_over_to(reading_, *named, s)))
            return Placed{named, s};
    }
    return std::nullopt;
}

/// Where it happened: its own place, or that of what was told before, or the text's first place.
std::optional<Placed> StoryPlaces::place_for(const Telling& telling, const Happening* current,
                                             bool background) const
{
    if (telling.place)
        return Placed{telling.place, telling.place_sentence};
    if (telling.same_place)
        if (const auto named = last_named_place(telling, current))
            return named;
    const bool narrative_goes_on = !background || telling.same_place;
    const bool follows =
        current && narrative_goes_on && current->place && (current->group != TypeGroup::strategic || !focus_);
    if (!follows && focus_ && telling.sentence > last_of_lead)
        return Placed{focus_, sentence_of(reading_, *focus_)};
    if (follows)
        return Placed{current->place, current->place_sentence};
    return first_place(telling);
}

/// "the very place where", "the town": the place named in the sentences just before.
std::optional<Placed> StoryPlaces::last_named_place(const Telling& telling, const Happening* current) const
{
    for (std::uint32_t back = 1; back <= 2 && telling.sentence >= back; ++back) {
        const std::uint32_t s = telling.sentence - back;
        const Toponym* named = place_of_happening(reading_, s, reading_.sentence(s).last, telling.group);
        if (named && !is_coarse(brief_of(reading_, *named).kind) && !is_abroad(*named, current))
            return Placed{named, s};
        // "said a teacher in Macomia": the town of a speaker, where none is named otherwise
        const bool just_before =
            back == 1 && reading_.sentence(s).paragraph == reading_.sentence(telling.sentence).paragraph;
        for (const Toponym* spoken : toponyms_in(reading_, s))
            if (just_before && is_placeable(*spoken) && spoken->first > reading_.sentence(s).first &&
                is_one_of(reading_.token(spoken->first - 1), {"in", "from", "at"}) &&
                brief_of(reading_, *spoken).kind == PlaceKind::city && !is_abroad(*spoken, current))
                return Placed{spoken, s};
    }
    return std::nullopt;
}

/// "Kabul's minister advised his neighbour. ... marched through the city": in another country than what
/// has been told so far, and named for the first time, it is not where the story returns to.
bool StoryPlaces::is_abroad(const Toponym& named, const Happening* current) const
{
    const std::string country{place_of(reading_, named).country};
    if (current && current->place)
        return place_of(reading_, *current->place).country != country;
    std::size_t here = 0, there = 0;
    for (const Toponym& toponym : reading_.toponyms)
        if (toponym.place && toponym.kind != ToponymKind::embedded)
            ++(place_of(reading_, toponym).country == country ? there : here);
    return here > 2 * there;
}

/// The place that the text is about: named in its headline, or most often as where something may happen.
const Toponym* StoryPlaces::find_focus() const
{
    constexpr double of_headline = 2.5, of_lead = 1.25, enough = 2.5;
    std::map<PlaceIndex, std::pair<double, const Toponym*>> named;
    const auto sentences = static_cast<std::uint32_t>(reading_.text.sentences.size());
    for (std::uint32_t s = 0; s < sentences; ++s) {
        const Toponym* where = place_of_happening(reading_, s, reading_.sentence(s).first, TypeGroup::armed);
        for (const Toponym* toponym : toponyms_in(reading_, s)) {
            const bool headline = s == 0 && is_placeable(*toponym);
            if (!headline && toponym != where)
                continue;
            const PlaceKind kind = brief_of(reading_, *toponym).kind;
            if (kind == PlaceKind::country || kind == PlaceKind::sea)
                continue;
            auto& [weight, first] = named[*toponym->place];
            weight += headline ? of_headline : s < look_ahead ? of_lead : 1;
            if (!first)
                first = toponym;
        }
    }
    const Toponym* focus = nullptr;
    double most = enough;
    for (const auto& [place, found] : named)
        if (found.first >= most) {
            most = found.first;
            focus = found.second;
        }
    return focus;
}

/// Up to a sentence that is not looked at: what was seen for an earlier one is not looked at again.
StoryPlaces::FirstNamed StoryPlaces::first_named(TypeGroup group, std::uint32_t end) const
{
    FirstNamed& known = first_named_[group];
    for (; known.looked_at < end && !known.exact; ++known.looked_at) {
        const std::uint32_t s = known.looked_at;
        const Toponym* place = place_of_happening(reading_, s, reading_.sentence(s).first, group);
        if (!place)
            continue;
        if (!is_coarse(brief_of(reading_, *place).kind))
            known.exact = Placed{place, s};
        else if (!known.coarse)
            known.coarse = Placed{place, s};
    }
    FirstNamed before_end = known;
    if (known.exact && known.exact->sentence >= end)
        before_end.exact.reset();
    if (known.coarse && known.coarse->sentence >= end)
        before_end.coarse.reset();
    return before_end;
}

std::optional<Placed> StoryPlaces::first_place(const Telling& telling) const
{
    const auto sentences = static_cast<std::uint32_t>(reading_.text.sentences.size());
    const auto [looked_at, exact, coarse] =
        first_named(telling.group, std::min(telling.sentence + look_ahead, sentences));
    if (exact)
        return exact;
    const auto filed = town_of_dateline(reading_);
    const bool fits = filed && (!coarse || contains(place_of(reading_, *coarse->toponym),
                                                    place_of(reading_, *filed->toponym)));
    if (!fits && !coarse)
        return capital_of_dateline();
    return fits ? filed : coarse;
}

/// "CONAKRY - The soldiers came in at the main gate": reports from a whole country are sent from its capital,
/// but this one names no other town.
std::optional<Placed> StoryPlaces::capital_of_dateline() const
{
    const Toponym* filed = nullptr;
    for (const Toponym& toponym : reading_.toponyms) {
        if (!toponym.place || toponym.kind == ToponymKind::embedded)
            continue;
        const Place& place = place_of(reading_, toponym);
        const bool town = place.kind == PlaceKind::city || place.kind == PlaceKind::section ||
                          place.kind == PlaceKind::facility || place.kind == PlaceKind::admin1 ||
                          place.kind == PlaceKind::admin2;
        if (!town)
            continue;
        if (toponym.kind == ToponymKind::dateline && !filed)
            filed = &toponym;
        else if (!filed || toponym.place != filed->place)
            return std::nullopt;
    }
    return filed ? std::optional{Placed{filed, sentence_of(reading_, *filed)}} : std::nullopt;
}

std::optional<Placed> town_of_dateline(const Reading& reading)
{
    for (const Toponym& toponym : reading.toponyms) {
        if (toponym.kind != ToponymKind::dateline || !toponym.place)
            continue;
        const PlaceKind kind = brief_of(reading, toponym).kind;
        const bool town = kind == PlaceKind::city || kind == PlaceKind::section;
        if (!town || reading.tables.gazetteer.capital(*toponym.place) == toponym.place)
            return std::nullopt;
        return Placed{&toponym, sentence_of(reading, toponym)};
    }
    return std::nullopt;
}

} // namespace sitmap
