// Which of the places that a text names is a happening's: all of them weighed against each other.
#include "importers/article/place_choice.hpp"

#include "geodata/within.hpp"
#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_roles.hpp"
#include "importers/article/reading.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/story_places.hpp"
#include "importers/article/told_elsewhere.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace sitmap {

namespace {

/// In the order of place_clue_names().
enum Clue : std::size_t {
    now,        ///< the happening has it
    finer,      ///< lies in the place that it has
    coarser,    ///< that place lies in it
    close,      ///< within 15 km of it
    within_day, ///< within 60 km of it
    is_city,
    is_section,
    is_facility,
    is_district,
    is_province,
    is_water,
    is_region,
    in_headline,
    in_lead,
    in_dateline,
    only_dateline,    ///< named nowhere else
    mentions,         ///< log2 of one more than their number
    share,            ///< of all mentions
    in_first_telling, ///< in the sentence that tells of the happening first
    tellings_with,    ///< sentences that tell of it and name the place, 3 at most
    own_of_first,     ///< the first telling was read as being there
    own_of_some,      ///< one of the tellings was
    in_paragraph,     ///< of a telling, in another sentence
    just_after,       ///< within two sentences
    just_before,
    behind_telling, ///< "in Homs" in a telling
    before_telling, ///< in a telling, as no place of a deed
    far_off,        ///< more than five sentences from all tellings
    behind_in,
    behind_from_to,
    subject,            ///< opens a sentence
    never_placeable,    ///< speakers, streets, bylines only
    where_of_sentences, ///< log2 of one more than the sentences on the happening that are there
    others_place,       ///< of another happening
    others_place_same_day,
    finer_and_coarse_now,
    finer_in_paragraph,
    finer_in_headline,
    nested, ///< "the village of Homs"
    same_country,
    capital, ///< of a country
    capital_now,
    capital_not_in,   ///< never behind "in"
    capital_spoken,   ///< in a sentence that somebody says
    spoken_near,      ///< a verb of saying stands within five tokens of it
    near_deed,        ///< how near it stands to the words that tell, from 1 down to 0
    in_clause,        ///< nothing but words stands between them
    described,        ///< "Merawi, a town"
    called_place,     ///< "the village of Homs", "Homs district"
    people,           ///< of its population, the decadic logarithm in sevenths
    foreign,          ///< most places of the text are in another country
    owner,            ///< "Homs's"
    before_noun,      ///< "Bangkok police": always before a word that goes on
    opens_telling,    ///< "In Goma, students burned tyres": the sentence that tells first opens with it
    opens_said,       ///< the same where somebody says so
    opens_paragraph,  ///< the paragraph opens with it, and another sentence of it tells first
    next_behind_deed, ///< in the sentence that tells first no other name stands between the two
    next_before_deed,
    only_before_deed,         ///< the same, and no name stands behind
    dateline_of_first,        ///< the sentence that tells first has it as its dateline
    dateline_behind_headline, ///< the headline tells first, and the lead has it as its dateline
    vast,                     ///< a sea, a region of more than 250 km
    head_of_entry,  ///< "NAKURU: A gate was pulled down. Police used tear gas": of what is told under it
    told_apart,     ///< "Protests were also held in Homs": only where another thing is told
    here_and_filed, ///< "in this town": the sentence that tells first means where the report comes from
    last_before_the_town, ///< "the town" of the sentence that tells first and names none: the last before it
    headline_without_own, ///< in the headline, where the sentence that tells first names no place
    share_without_own,    ///< of all mentions, where that sentence names no place
    where_clause,         ///< "Homs, where": the deed follows in the sentence that tells first
    from_in_telling,      ///< "a crew from Homs" in a telling
    nearer_to_other, ///< the words of another happening stand nearer to it in the sentence that tells first
    measured,        ///< "20 km west of Homs" in a telling
    by_bearing,      ///< "west of Homs", without a distance, in a telling
    of_relative,     ///< "stormed the palace to demand 43 students who vanished in Homs"
    of_reason,       ///< "marched against the killings in Homs", "after a raid on Homs"
    by_other_words,  ///< in the sentence that tells first words of another deed stand nearer to it
    own_and_dated,   ///< the first telling was read as being there, and names its day
    own_told_back,   ///< the same of what lies further back
    own_foreign,     ///< the first telling was read as being there, and the rest is about another country
    own_capital,     ///< the first telling was read as being in this capital
    not_in_telling   ///< of what lies further back: the sentence that tells first names another town
};

class Scales {
public:
    Scales(const NamedPlaces& places, const Narrative& narrative, std::size_t happening)
        : reading_{places.reading()},
          places_{places},
          narrative_{narrative},
          happening_{narrative.happenings[happening]},
          index_{happening},
          hints_{places.reading(), narrative, narrative.happenings[happening]}
    {}

    [[nodiscard]] std::vector<PlaceCandidate> candidates()
    {
        read_first_telling();
        std::vector<PlaceCandidate> out;
        for (const NamedPlaces::Named& named : places_.all()) {
            if (is_ashore(named))
                continue;
            out.push_back(weigh(named));
            if (out.back().clues[now] > 0)
                std::swap(out.front(), out.back());
        }
        if (!out.empty() && !(out.front().clues[now] > 0)) {
            PlaceCandidate wide;
            wide.clues[now] = 1;
            out.insert(out.begin(), wide);
        }
        return out;
    }

private:
    /// A boat is not moved ashore.
    [[nodiscard]] bool is_ashore(const NamedPlaces::Named& named) const
    {
        const Toponym& any = *named.mentions.front().toponym;
        return happening_.group == TypeGroup::sea && named.place.kind != PlaceKind::sea &&
               named.place.kind != PlaceKind::water && !any.off_shore && !any.distance_m && !is_now(any);
    }

    /// What the sentence that tells first says of where it is without a name.
    void read_first_telling()
    {
        const std::uint32_t s = happening_.tellings.front().sentence;
        const Sentence& sentence = reading_.sentence(s);
        for (const NamedPlaces::Named& named : places_.all())
            for (const NamedPlaces::Mention& mention : named.mentions) {
                const bool own = mention.sentence == s && mention.placeable &&
                                 mention.toponym->kind != ToponymKind::dateline;
                names_own_ = names_own_ || own;
                names_own_town_ = names_own_town_ || (own && !is_coarse(named.place));
            }
        const auto is_town = [&](std::uint32_t i) {
            return i < sentence.last && reading_.tables.lexicon.is_in("this_town", reading_.token(i));
        };
        const auto is_adjective = [&](std::uint32_t i) { // "this week the town" says nothing of where
            return i < sentence.last && reading_.token(i).kind == Token::Kind::word &&
                   !ends_noun_phrase(reading_.token(i)) &&
                   !reading_.tables.lexicon.is_in("this_week", reading_.token(i));
        };
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
            const bool town = is_town(i + 1);
            // "this town", "this northern city", "this small mining town"
            const bool described = town || (is_adjective(i + 1) && is_town(i + 2)) ||
                                   (is_adjective(i + 1) && is_adjective(i + 2) && is_town(i + 3));
            says_here_ =
                says_here_ || (reading_.token(i).is("this") && described) || reading_.token(i).is("here");
            says_the_town_ = says_the_town_ || (is_one_of(reading_.token(i), {"the", "that"}) && town);
        }
        says_the_town_ = says_the_town_ && !names_own_;
        if (!says_the_town_)
            return;
        for (const NamedPlaces::Named& named : places_.all())
            for (const NamedPlaces::Mention& mention : named.mentions)
                if (mention.toponym->first < sentence.first &&
                    (!last_before_ || mention.toponym->first > last_before_->first))
                    last_before_ = mention.toponym;
    }

    [[nodiscard]] bool tells_apart(std::uint32_t s) const
    {
        constexpr std::uint32_t reach = 200; // tokens: a list without end is not gone through for each name
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i < std::min(sentence.first + reach, sentence.last); ++i)
            if (is_one_of(reading_.token(i), {"also", "elsewhere", "separately", "meanwhile"}))
                return true;
        return false;
    }

    /// Another happening's first words stand nearer to the name than this one's.
    [[nodiscard]] bool is_nearer_to_other(const Toponym& toponym, std::uint32_t s) const
    {
        const auto off = [&](const TriggerMention& trigger) {
            return trigger.first > toponym.first ? trigger.first - toponym.first
                                                 : toponym.first - trigger.first;
        };
        const TriggerMention& own = *happening_.tellings.front().trigger;
        for (const Happening& other : narrative_.happenings) {
            const Telling& told = other.tellings.front();
            if (&other != &happening_ && told.sentence == s && told.trigger != &own &&
                off(*told.trigger) < off(own))
                return true;
        }
        return false;
    }

    /// One of the words stands between what the first telling tells by and the name behind it.
    [[nodiscard]] bool is_behind(const Toponym& toponym, std::initializer_list<WordLiteral> words) const
    {
        constexpr std::uint32_t reach = 40; // tokens
        const std::uint32_t from = happening_.tellings.front().trigger->last;
        if (toponym.first <= from || toponym.first - from > reach)
            return false;
        for (std::uint32_t i = from; i < toponym.first; ++i)
            if (is_one_of(reading_.token(i), words))
                return true;
        return false;
    }

    /// A word of some other deed stands nearer to the name than the one that the happening is told by.
    [[nodiscard]] bool is_by_other_words(const Toponym& toponym, std::uint32_t s) const
    {
        const auto off = [&](const TriggerMention& trigger) {
            return trigger.first > toponym.first ? trigger.first - toponym.first
                                                 : toponym.first - trigger.first;
        };
        const TriggerMention& own = *happening_.tellings.front().trigger;
        const auto triggers = in_sentence(reading_.triggers, s);
        constexpr std::size_t most = 20;
        return triggers.size() <= most &&
               std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
                   const bool apart = trigger->last <= own.first || trigger->first >= own.last;
                   return apart && trigger->weight >= 2 && off(*trigger) < off(own);
               });
    }

    [[nodiscard]] bool is_now(const Toponym& toponym) const { return is_place_now(happening_, toponym); }

    [[nodiscard]] std::uint32_t paragraph(std::uint32_t s) const { return reading_.sentence(s).paragraph; }

    [[nodiscard]] bool is_spoken(std::uint32_t s) const { return !reading_.speakers[s].empty(); }

    [[nodiscard]] PlaceCandidate weigh(const NamedPlaces::Named& named)
    {
        PlaceCandidate candidate;
        const Toponym& any = *named.mentions.front().toponym;
        const Place& place = named.place;
        candidate.hints = hints_.of(named);
        auto& c = candidate.clues;
        const auto set = [&](Clue clue, bool holds) { c[clue] = holds ? 1.F : c[clue]; };
        set(now, is_now(any));
        set(is_city, place.kind == PlaceKind::city);
        set(is_section, place.kind == PlaceKind::section);
        set(is_facility, place.kind == PlaceKind::facility || place.kind == PlaceKind::airport);
        set(is_district, place.kind == PlaceKind::admin2);
        set(is_province, place.kind == PlaceKind::admin1);
        set(is_water, place.kind == PlaceKind::water || place.kind == PlaceKind::sea ||
                          (place.kind == PlaceKind::country && any.off_shore));
        set(is_region, place.kind == PlaceKind::region);
        set(vast, place.radius_m > 250'000);
        set(capital, place.rank == 1);
        set(capital_now, place.rank == 1 && is_now(any));
        if (happening_.place && !is_now(any)) {
            const Place& has = place_of(reading_, *happening_.place);
            set(finer, contains(has, place));
            set(coarser, contains(place, has));
            const LonLat from = happening_.place->distance_m // "250 km east of the capital"
                                    ? location_of(*happening_.place, reading_.tables.gazetteer).point
                                    : has.point;
            set(close, lie_within(from, place.point, 15'000));
            set(within_day, lie_within(from, place.point, 60'000));
            set(finer_and_coarse_now, c[finer] > 0 && is_coarse(has));
            set(same_country, has.country == place.country);
        }
        c[people] = static_cast<float>(std::log10(1.0 + static_cast<double>(place.population)) / 7);
        c[before_noun] = 1;
        set(foreign, named.foreign);
        std::uint32_t nearest = 1000;
        bool all_datelines = true, some_placeable = false;
        std::size_t sentences_of = 0;
        all_apart_ = true;
        for (const NamedPlaces::Mention& mention : named.mentions)
            add_mention(mention, candidate, nearest, all_datelines, some_placeable, sentences_of);
        c[mentions] = static_cast<float>(std::log2(1.0 + static_cast<double>(named.mentions.size())));
        c[share] = static_cast<float>(named.mentions.size()) / static_cast<float>(places_.mentions());
        c[where_of_sentences] = static_cast<float>(std::log2(1.0 + static_cast<double>(sentences_of)));
        set(only_dateline, all_datelines);
        set(told_apart, all_apart_ && !all_datelines);
        set(here_and_filed, says_here_ && !names_own_town_ && c[in_dateline] > 0);
        set(headline_without_own, !names_own_ && c[in_headline] > 0);
        c[share_without_own] = names_own_ ? 0.F : c[share];
        set(never_placeable, !some_placeable);
        set(far_off, nearest > 5);
        for (std::size_t t = 0; t < happening_.tellings.size(); ++t) {
            const Telling& told = happening_.tellings[t];
            if (told.place && told.place->place == any.place) {
                set(own_of_some, true);
                set(own_of_first, t == 0);
            }
        }
        const Telling& first = happening_.tellings.front();
        const bool dated = first.time != nullptr;
        set(own_and_dated, c[own_of_first] > 0 && dated);
        set(own_told_back, c[own_of_first] > 0 && dated && !happening_.primary);
        set(own_foreign, c[own_of_first] > 0 && named.foreign);
        set(own_capital, c[own_of_first] > 0 && place.rank == 1);
        set(not_in_telling, c[in_first_telling] == 0 && dated && !happening_.primary && names_own_town_);
        for (std::size_t h = 0; h < narrative_.happenings.size(); ++h) {
            const Happening& other = narrative_.happenings[h];
            if (h == index_ || !other.place || other.place->place != any.place)
                continue;
            set(others_place, true);
            set(others_place_same_day, other.interval.is_known() && happening_.interval.is_known() &&
                                           other.interval.first() == happening_.interval.first());
        }
        set(capital_not_in, c[capital] > 0 && c[behind_in] == 0);
        set(capital_spoken, c[capital] > 0 && candidate.toponym && is_spoken(candidate.sentence));
        set(finer_in_paragraph, c[finer_and_coarse_now] > 0 && c[in_paragraph] > 0);
        set(finer_in_headline, c[finer_and_coarse_now] > 0 && c[in_headline] > 0);
        return candidate;
    }

    /// "In the capital, Bamako, ...": the token behind which the place of what is told stands.
    [[nodiscard]] std::uint32_t begin_of_name(const Toponym& toponym, std::uint32_t first) const
    {
        std::uint32_t i = toponym.first;
        const bool capital = i >= first + 4 && reading_.token(i - 1).is(",") &&
                             reading_.token(i - 2).is("capital") && reading_.token(i - 3).is("the");
        return capital ? i - 3 : i;
    }

    /// "In", "Also in", "On Monday, in": what stands before the place that a sentence opens with.
    [[nodiscard]] bool opens(const Toponym& toponym, std::uint32_t s) const
    {
        constexpr std::uint32_t longest = 7; // tokens
        const std::uint32_t first = reading_.sentence(s).first;
        return toponym.first > first && toponym.first <= first + longest &&
               is_one_of(reading_.token(begin_of_name(toponym, first) - 1),
                         {"in", "at", "near", "outside", "off", "around", "on"}) &&
               std::none_of(reading_.triggers.begin(), reading_.triggers.end(),
                            [&](const TriggerMention& trigger) {
                                return trigger.sentence == s && trigger.first < toponym.first;
                            });
    }

    void set_openings(const NamedPlaces::Mention& mention, PlaceClues& c) const
    {
        const std::uint32_t s = mention.sentence;
        const Telling& told = happening_.tellings.front();
        const Toponym& toponym = *mention.toponym;
        const bool opening = opens(toponym, s);
        if (opening && s == told.sentence)
            c[is_spoken(s) ? opens_said : opens_telling] = 1;
        if (opening && s != told.sentence && paragraph(s) == paragraph(told.sentence) && s < told.sentence &&
            (s == 0 || paragraph(s - 1) != paragraph(s)))
            c[opens_paragraph] = 1;
        if (s != told.sentence)
            return;
        bool between = false, behind = false;
        for (const NamedPlaces::Named& named : places_.all())
            for (const NamedPlaces::Mention& other : named.mentions) {
                if (other.sentence != s || other.toponym == &toponym)
                    continue;
                const std::uint32_t at = other.toponym->first;
                behind = behind || at > told.trigger->first;
                between = between || (at > std::min(toponym.first, told.trigger->first) &&
                                      at < std::max(toponym.first, told.trigger->first));
            }
        if (between)
            return;
        if (toponym.first > told.trigger->first)
            c[next_behind_deed] = 1;
        else
            c[behind ? next_before_deed : only_before_deed] = 1;
    }

    void set_nearness(const Toponym& toponym, const TriggerMention& trigger, PlaceClues& c) const
    {
        const std::uint32_t begin = std::min(toponym.last, trigger.last);
        const std::uint32_t end = std::max(toponym.first, trigger.first);
        const float off = end > begin ? static_cast<float>(end - begin) : 0.F;
        c[near_deed] = std::max(c[near_deed], 1.F / (1.F + off / 5.F));
        for (std::uint32_t i = begin; i < end; ++i)
            if (reading_.token(i).kind == Token::Kind::punctuation)
                return;
        c[in_clause] = 1;
    }

    void add_mention(const NamedPlaces::Mention& mention, PlaceCandidate& candidate, std::uint32_t& nearest,
                     bool& all_datelines, bool& some_placeable, std::size_t& sentences_of)
    {
        auto& c = candidate.clues;
        const auto set = [&](Clue clue, bool holds) { c[clue] = holds ? 1.F : c[clue]; };
        const Toponym& toponym = *mention.toponym;
        const std::uint32_t s = mention.sentence;
        const bool dateline = toponym.kind == ToponymKind::dateline;
        all_datelines = all_datelines && dateline;
        all_apart_ = all_apart_ && (dateline || (!is_told_in(happening_, s) && tells_apart(s)));
        set(last_before_the_town, &toponym == last_before_);
        some_placeable = some_placeable || mention.placeable;
        set(in_dateline, dateline);
        const std::uint32_t told_first = happening_.tellings.front().sentence;
        set(dateline_of_first, dateline && s == told_first);
        const auto head = reading_.outline[told_first].place;
        set(head_of_entry, (head && &reading_.toponyms[*head] == &toponym) ||
                               (dateline && s > 3 && s < told_first &&
                                reading_.sentence(s).paragraph == reading_.sentence(told_first).paragraph));
        set(dateline_behind_headline, dateline && told_first == 0 && s > 0 && s < 4);
        if (!candidate.toponym)
            candidate.toponym = &toponym, candidate.sentence = s;
        if (dateline)
            return;
        if (s == told_first) {
            set(where_clause, toponym.last + 1 < reading_.sentence(s).last &&
                                  reading_.token(toponym.last).is(",") &&
                                  reading_.token(toponym.last + 1).is("where") &&
                                  happening_.tellings.front().trigger->first > toponym.last);
            set(nearer_to_other, is_nearer_to_other(toponym, s));
            set(of_relative,
                is_behind(toponym, {"who", "whom", "whose", "which", "while", "whereas"}) ||
                    is_in_aside(reading_, toponym.first, happening_.tellings.front().trigger->first, s));
            set(of_reason,
                is_behind(toponym, {"after", "over", "against", "following", "demanding", "demand", "since",
                                    "before", "because", "avenge", "retaliation", "revenge"}));
            set(by_other_words, is_by_other_words(toponym, s));
        }
        set(in_headline, s == 0);
        set(in_lead, s > 0 && s < 4);
        const std::uint32_t first = reading_.sentence(s).first;
        const bool in = toponym.first > first && is_one_of(reading_.token(begin_of_name(toponym, first) - 1),
                                                           {"in", "at", "near", "on", "outside"});
        set(behind_from_to, toponym.first > first && is_one_of(reading_.token(toponym.first - 1),
                                                               {"from", "to", "towards", "for"}));
        set(subject, toponym.first == first && s > 0);
        set(behind_in, in);
        set(nested, toponym.first > first && reading_.token(toponym.first - 1).is("of"));
        if (s < narrative_.current.size() && narrative_.current[s] == index_ &&
            places_.where(s, happening_.group) == &toponym)
            ++sentences_of;
        set(spoken_near, mention.spoken_near);
        set(described, mention.described);
        set(called_place, mention.called_place);
        set(owner, mention.owner);
        c[before_noun] = mention.before_noun ? c[before_noun] : 0.F;
        set_openings(mention, c);
        bool told_here = false;
        for (std::size_t t = 0; t < happening_.tellings.size(); ++t) {
            const std::uint32_t told = happening_.tellings[t].sentence;
            const std::uint32_t off = told > s ? told - s : s - told;
            if (off < nearest) {
                nearest = off;
                candidate.toponym = &toponym, candidate.sentence = s;
            }
            set(in_first_telling, t == 0 && off == 0);
            if (off == 0)
                set_nearness(toponym, *happening_.tellings[t].trigger, c);
            told_here = told_here || off == 0;
            set(in_paragraph, off > 0 && paragraph(s) == paragraph(told));
            set(just_after, s > told && off <= 2);
            set(just_before, s < told && off <= 2);
        }
        c[tellings_with] = std::min(3.F, c[tellings_with] + (told_here ? 1.F : 0.F));
        const bool relative = toponym.kind == ToponymKind::relative;
        set(measured, told_here && relative && toponym.distance_m);
        set(by_bearing, told_here && relative && !toponym.distance_m && toponym.bearing_deg);
        set(behind_telling, told_here && in);
        set(before_telling, told_here && !mention.placeable);
        set(from_in_telling,
            told_here && toponym.first > first && reading_.token(toponym.first - 1).is("from"));
    }

    const Reading& reading_;
    const NamedPlaces& places_;
    const Narrative& narrative_;
    const Happening& happening_;
    std::size_t index_;
    PlaceHints hints_;
    bool names_own_ = false, names_own_town_ = false; ///< the sentence that tells first
    bool says_here_ = false, says_the_town_ = false;
    const Toponym* last_before_ = nullptr; ///< named last before it, where it says "the town"
    bool all_apart_ = true;                ///< of the place at hand, see told_apart
};

} // namespace

std::vector<PlaceCandidate> place_candidates(const NamedPlaces& places, const Narrative& narrative,
                                             std::size_t happening)
{
    return Scales{places, narrative, happening}.candidates();
}

namespace {

/// "MORELIA, June 11 - Gunmen stormed a post in Michoacán": reports on a division are sent from its seat.
bool is_seat_by_dateline_only(const Reading& reading, const PlaceCandidate& now, const PlaceCandidate& seat)
{
    constexpr std::uint8_t seat_of_admin1 = 2;
    if (!now.toponym || !seat.toponym || !(seat.clues[only_dateline] > 0))
        return false;
    const Place &division = place_of(reading, *now.toponym), &town = place_of(reading, *seat.toponym);
    return division.kind == PlaceKind::admin1 && town.rank == seat_of_admin1 && contains(division, town);
}

/// "MALI. On 29 May five were killed in the Mopti region": not in a town of the country under whose name
/// another part of the report stands.
bool is_under_other_country(const Reading& reading, std::uint32_t told, const PlaceCandidate& now,
                            const PlaceCandidate& other)
{
    const auto head = reading.outline[told].place;
    if (!head || !now.toponym || !other.toponym || !reading.toponyms[*head].place ||
        !(now.clues[own_of_some] > 0) || other.clues[tellings_with] > 0)
        return false;
    const Place& heading = place_of(reading, reading.toponyms[*head]);
    const std::string &here = place_of(reading, *now.toponym).country,
                      &there = place_of(reading, *other.toponym).country;
    return heading.kind == PlaceKind::country && heading.country == here && !there.empty() && here != there;
}

/// "in Tripoli's Tajoura district": the town only says where the district is that the happening has.
bool only_owns_place_now(const Reading& reading, const PlaceCandidate& now, const PlaceCandidate& owner)
{
    if (!now.toponym || !owner.toponym)
        return false;
    for (const Toponym& toponym : reading.toponyms)
        if (toponym.place == owner.toponym->place && toponym.last + 1 == now.toponym->first &&
            is_one_of(reading.token(toponym.last), {"'s", "’s"}))
            return true;
    return false;
}

} // namespace

namespace {

/// "On 9 August smugglers forced 120 people into the sea off Shabwa": a boat of its own coast and day is not
/// moved to where another one went down.
bool is_off_named_coast(const Reading& reading, const Happening& happening)
{
    const Telling& told = happening.tellings.front();
    return happening.group == TypeGroup::sea && told.place && told.place == happening.place && told.time &&
           told.place->off_shore && brief_of(reading, *told.place).kind != PlaceKind::country;
}

/// Told of by the very words that tell of another place too, and still there.
bool is_one_of_a_row(const Narrative& narrative, std::size_t happening)
{
    const Happening& of = narrative.happenings[happening];
    const Telling& told = of.tellings.front();
    return told.place && told.place == of.place &&
           std::any_of(narrative.happenings.begin(), narrative.happenings.end(), [&](const Happening& other) {
               const Telling& also = other.tellings.front();
               return &other != &of && also.trigger == told.trigger && also.coordinated != told.coordinated;
           });
}

} // namespace

namespace {

/// What the words themselves say for and against a place, beside the clues that were learnt. `there`: the
/// deed is told as being where the one before it was.
float weight_of_words(const PlaceCandidate& candidate, bool there)
{
    constexpr float against_other_entry = 5; // more than any other clue
    constexpr float against_elsewhere = 3, against_finding = 2;
    constexpr float for_struck = 1.5F;
    constexpr float for_was_in_it = 4; // outright: "The bus was in Andar district"
    constexpr float for_here = 3;      // "a mosque here": those who learnt from saw it too seldom
    constexpr float for_there = 1.2F;  // "burned the university there", "in the same city"
    float weight = 0;
    if (candidate.hints.of_other_entry)
        weight -= against_other_entry;
    if (candidate.hints.elsewhere || candidate.hints.of_other_day)
        weight -= against_elsewhere;
    if (candidate.hints.finds_told)
        weight -= against_finding;
    if (candidate.hints.struck)
        weight += for_struck;
    if (candidate.hints.was_in_it)
        weight += for_was_in_it;
    if (candidate.clues[here_and_filed] > 0)
        weight += for_here;
    if (there && candidate.clues[now] > 0)
        weight += for_there;
    return weight;
}

} // namespace

void choose_places(const NamedPlaces& places, Narrative& narrative)
{
    const PlaceWeights& weights = places.reading().tables.places;
    std::vector<std::pair<std::size_t, PlaceCandidate>> moves;
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        const auto candidates = place_candidates(places, narrative, h);
        std::size_t best = 0;
        float most = -100, second = -100;
        // A boat went down at sea, and not where the report was filed.
        const bool at_sea_behind_dateline =
            narrative.happenings[h].group == TypeGroup::sea && !candidates.empty() &&
            candidates.front().clues[only_dateline] > 0 &&
            std::any_of(candidates.begin() + 1, candidates.end(),
                        [](const PlaceCandidate& candidate) { return candidate.clues[own_of_some] > 0; });
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            if (c == 0 && at_sea_behind_dateline)
                continue;
            const bool there = narrative.happenings[h].tellings.front().same_place;
            const float weight = weights.of(candidates[c].clues) + weight_of_words(candidates[c], there);
            if (weight > most) {
                second = most;
                most = weight;
                best = c;
            } else
                second = std::max(second, weight);
        }
        if (candidates.size() > 1)
            narrative.happenings[h].place_lead = most - second;
        if (best > 0 &&
            (is_seat_by_dateline_only(places.reading(), candidates.front(), candidates[best]) ||
             only_owns_place_now(places.reading(), candidates.front(), candidates[best]) ||
             is_under_other_country(places.reading(), narrative.happenings[h].tellings.front().sentence,
                                    candidates.front(), candidates[best])))
            best = 0;
        // "In Istanbul and Ankara tens of thousands marched": the sentence says so in as many words
        if (best > 0 && is_one_of_a_row(narrative, h))
            best = 0;
        if (best > 0 && is_off_named_coast(places.reading(), narrative.happenings[h]) &&
            !(candidates[best].clues[in_first_telling] > 0) && !(candidates[best].clues[finer] > 0))
            best = 0;
        if (best > 0)
            moves.emplace_back(h, candidates[best]);
    }
    for (const auto& [h, candidate] : moves) {
        narrative.happenings[h].place = candidate.toponym;
        narrative.happenings[h].place_sentence = candidate.sentence;
    }
}

} // namespace sitmap
