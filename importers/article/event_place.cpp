#include "importers/article/event_place.hpp"

#include "geodata/within.hpp"
#include "importers/article/bystander_places.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_roles.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/told_elsewhere.hpp"
#include "importers/article/ways_between.hpp"

#include <algorithm>
#include <cstdlib>

namespace sitmap {

namespace {

/// How exactly a kind of place pins something down.
double exactness(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::facility:
    case PlaceKind::airport:
        return 3;
    case PlaceKind::city:
    case PlaceKind::section:
        return 2.5;
    case PlaceKind::admin2:
        return 1.5;
    case PlaceKind::admin1:
    case PlaceKind::water:
        return 1;
    case PlaceKind::region:
    case PlaceKind::sea:
        return 0.5;
    default:
        return 0;
    }
}

class SentencePlaces {
public:
    SentencePlaces(const Reading& reading, std::uint32_t sentence, std::uint32_t near_token, TypeGroup group)
        : reading_{reading},
          sentence_{sentence},
          near_{near_token},
          group_{group},
          quoted_{quoted_tokens(reading.text, reading.sentence(sentence))}
    {}

    [[nodiscard]] const Toponym* best() const
    {
        const Toponym* chosen = nullptr;
        if (is_byline(reading_, sentence_))
            return chosen;
        double most = -100;
        for (const Toponym* toponym : toponyms_in(reading_, sentence_)) {
            const auto score = score_of(*toponym);
            if (score && *score > most) {
                most = *score;
                chosen = toponym;
            }
        }
        return chosen;
    }

private:
    [[nodiscard]] std::optional<double> score_of(const Toponym& toponym) const
    {
        if (!is_placeable(toponym) || (is_quoted(toponym.first) && !is_quoted(near_)) || is_of_party(toponym))
            return std::nullopt;
        const PlaceKind kind = reading_.tables.gazetteer.brief(*toponym.place).kind;
        if (kind == PlaceKind::route || kind == PlaceKind::continent || kind == PlaceKind::demonym)
            return std::nullopt;
        // "the Iranian consulate" stands in no Iranian town.
        if (toponym.kind == ToponymKind::facility && kind == PlaceKind::country)
            return std::nullopt;
        const std::uint32_t first = reading_.sentence(sentence_).first;
        if (names_another_thing(reading_, toponym, sentence_) ||
            (group_ == TypeGroup::armed && is_launch_site(reading_, toponym, sentence_)))
            return std::nullopt;
        if (belongs_to_speaker(reading_, toponym, first) || is_compared_with(toponym, first) ||
            is_of_errand(reading_, toponym.first, first))
            return std::nullopt;
        if (only_finds_another(reading_, toponym, sentence_) || is_of_those_meanwhile(toponym.first) ||
            is_of_bystander(reading_, toponym, sentence_))
            return std::nullopt;
        const bool located = is_located(toponym) || is_hit(toponym);
        const Place& place = reading_.place(*toponym.place); // names cost more than the rest
        if (is_home(toponym, first) || is_of_biography(toponym, first) ||
            (!located && is_government(toponym, place)))
            return std::nullopt;
        if (is_attributive(toponym, place.kind, located) || leads_to_finer(toponym, place) ||
            tells_where_another_lies(toponym, place) || tells_where_that_lies(toponym) ||
            tells_what_another_is(toponym))
            return std::nullopt;
        double score = exactness(place.kind) - (located ? 0 : 1);
        const std::uint32_t head = head_of_chain(toponym);
        if (head > first) {
            const Token& before = reading_.token(head - 1);
            const bool leaves = before.is("from");
            if (group_ == TypeGroup::displacement) {
                if (is_one_of(before, {"to", "into", "for", "towards", "across"}))
                    return std::nullopt;
                score += leaves ? 4 : 0;
            } else if ((is_movement_end(reading_, head) && !is_on_voyage(toponym) && !is_sent_there(before) &&
                        !is_cleared(head) && !is_march_through(toponym)) ||
                       describes_movement_end(reading_, toponym, first))
                return std::nullopt;
            if (located || before.is("of"))
                score += 1.5;
        } else if (is_heading())
            score += 1;
        if (group_ == TypeGroup::sea && !toponym.off_shore && !toponym.near && !toponym.other_end &&
            place.kind != PlaceKind::sea && place.kind != PlaceKind::water && tells_of_departure())
            return std::nullopt;
        // "off the coast of Libya and some 193 km south of Lampedusa": the one that measures is the better
        const bool off_a_land = toponym.off_shore && place.kind == PlaceKind::country;
        if (group_ == TypeGroup::sea)
            score += toponym.distance_m && !off_a_land                                             ? 3.5
                     : toponym.kind == ToponymKind::relative && toponym.bearing_deg && !off_a_land ? 3.2
                     : toponym.off_shore || place.kind == PlaceKind::sea || place.kind == PlaceKind::water ? 3
                     : toponym.near ? 2.5 // "at the other end of the Mediterranean, near Demre"
                                    : 0;
        if (place.kind == PlaceKind::sea && toponym.last + 1 < reading_.sentence(sentence_).last &&
            reading_.token(toponym.last).is("off"))
            score -= 3; // "in the Mediterranean off Libya"
        if (toponym.kind == ToponymKind::facility)
            score += 1;
        if (toponym.kind == ToponymKind::relative) {
            if (is_description(toponym))
                return std::nullopt;
            score += toponym.distance_m ? 0.5 : 0;
            if (toponym.near && place.kind == PlaceKind::country)
                score -= 1.5; // "in the Tahoua region near Mali"
        }
        if (is_told_of_there(toponym))
            score += 3;
        if (is_coarse(place) && is_reach_of_superlative(toponym))
            score -= 2;
        if (is_in_aside(reading_, toponym.first, near_, sentence_))
            score -= 3;
        if (is_of_officials_who_say(toponym))
            score -= 2;
        if (score < 0)
            return std::nullopt;
        const auto distance = std::abs(static_cast<double>(toponym.first) - static_cast<double>(near_));
        return score - 0.06 * distance + (toponym.first > near_ ? 0.3 : 0) -
               (in_other_clause(toponym.first) ? 1.5 : 0);
    }

    /// "James Fields, 20, of Maumee", "three of them citizens of Panama or Ecuador": where somebody is from.
    [[nodiscard]] bool is_home(const Toponym& toponym, std::uint32_t first) const
    {
        constexpr int longest = 4; // "of Maumee, Ohio, United States"
        const Toponym* at = &toponym;
        for (int links = 0; at != nullptr && links < longest; ++links) {
            if (at->first >= first + 3 && is_one_of(reading_.token(at->first - 1), {"of", "from"}) &&
                reading_.token(at->first - 2).is(",") &&
                reading_.token(at->first - 3).kind == Token::Kind::number)
                return true;
            if (at->first >= first + 2 && reading_.token(at->first - 1).is("of") &&
                reading_.tables.lexicon.is_in("belongs_to_a_state", reading_.token(at->first - 2)))
                return true;
            if (at->first < first + 4 || !is_one_of(reading_.token(at->first - 1), {",", "and", "or"}))
                return false;
            at = ending_at(at->first - 1);
        }
        return false;
    }

    /// The toponym whose last token is the one before `token`; null if there is none.
    [[nodiscard]] const Toponym* ending_at(std::uint32_t token) const
    {
        const auto& all = reading_.toponyms;
        auto next = std::lower_bound(all.begin(), all.end(), token,
                                     [](const Toponym& t, std::uint32_t at) { return t.first < at; });
        for (; next != all.begin() && std::prev(next)->first + 8 > token; --next)
            if (std::prev(next)->last == token)
                return &*std::prev(next);
        return nullptr;
    }

    /// "were being questioned in Belfast", "born in Aleppo", "buried in Homs": no place of the deed.
    [[nodiscard]] bool is_of_biography(const Toponym& toponym, std::uint32_t first) const
    {
        if (toponym.first <= first + 1 || !is_one_of(reading_.token(toponym.first - 1), {"in", "at", "near"}))
            return false;
        // "landed them in Malta"
        const bool object = toponym.first > first + 2 &&
                            is_one_of(reading_.token(toponym.first - 2), {"them", "him", "her", "it"});
        const std::uint32_t landing = toponym.first - (object ? 3 : 2);
        if (group_ == TypeGroup::sea && reading_.tables.lexicon.is_in("landed", reading_.token(landing)))
            return !tells_of_landing(landing) &&
                   (landing <= first ||
                    !is_one_of(reading_.token(landing - 1), {"washed", "cast", "drifted", "washing"}));
        // "Captain Traoré was in Moscow when the attack took place"
        if (toponym.first > first + 2 && is_form_of_be(reading_.token(toponym.first - 2)) &&
            reading_.token(toponym.first - 3).capitalised &&
            toponym.last < reading_.sentence(sentence_).last &&
            is_one_of(reading_.token(toponym.last), {"for", "when", "as", "at", "on", "to"}))
            return true;
        // "came under fire while it was landing at Bujumbura airport"
        return reading_.tables.lexicon.is_in("of_life", reading_.token(toponym.first - 2)) &&
               !(toponym.kind == ToponymKind::facility && reading_.token(toponym.first - 2).is("landing"));
    }

    /// "Some 580 people waded ashore near Seunuddon": that they landed is what is told.
    [[nodiscard]] bool tells_of_landing(std::uint32_t token) const
    {
        const auto triggers = in_sentence(reading_.triggers, sentence_);
        return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
            return trigger->first == near_ && trigger->first <= token && token < trigger->last &&
                   trigger->sub_type == SubEventType::interception_rescue;
        });
    }

    /// "Baku's offensive", "Dushanbe maintains", "charges Bishkek with": a capital that stands for its
    /// government.
    [[nodiscard]] bool is_government(const Toponym& toponym, const Place& place) const
    {
        const Sentence& sentence = reading_.sentence(sentence_);
        if (place.rank != 1 || toponym.kind != ToponymKind::literal || is_heading())
            return false;
        const bool accused =
            toponym.first > sentence.first &&
            (!reading_.tables.lexicon.meaning("speech", reading_.token(toponym.first - 1)).empty() ||
             is_one_of(reading_.token(toponym.first - 1), {"charges", "charged", "told"}));
        const bool opens = toponym.first == sentence.first && toponym.last < sentence.last &&
                           reading_.token(toponym.last).kind == Token::Kind::word;
        const bool owns =
            toponym.last < sentence.last && is_one_of(reading_.token(toponym.last), {"'s", "’s"});
        return accused || opens || owns;
    }

    /// "the highest toll of any single incident in thirty years inside Northern Ireland".
    [[nodiscard]] bool is_reach_of_superlative(const Toponym& toponym) const
    {
        constexpr std::uint32_t reach = 14;
        const std::uint32_t first = reading_.sentence(sentence_).first;
        for (std::uint32_t back = 1; back <= reach && toponym.first >= first + back; ++back) {
            const Token& word = reading_.token(toponym.first - back);
            if (is_one_of(word, {",", ";", ":", "when", "after"}))
                return false;
            if (word.lower.ends_with("st") && reading_.tables.lexicon.is_in("superlative", word))
                return true;
        }
        return false;
    }

    /// "Ganja lies 60 km from the front: on Oct 11 ten people died there": what the sentence is about.
    [[nodiscard]] bool is_told_of_there(const Toponym& toponym) const
    {
        const Sentence& sentence = reading_.sentence(sentence_);
        if (toponym.first > sentence.first + 1 || near_ <= toponym.last)
            return false;
        for (std::uint32_t i = near_; i < sentence.last; ++i)
            if (reading_.token(i).is("there") &&
                (i + 1 == sentence.last ||
                 !is_one_of(reading_.token(i + 1), {"is", "are", "was", "were", "had", "has", "have"})))
                return true;
        return false;
    }

    /// "calmer than Mogadishu".
    [[nodiscard]] bool is_compared_with(const Toponym& toponym, std::uint32_t first) const
    {
        return toponym.first > first && is_one_of(reading_.token(toponym.first - 1), {"than", "unlike"});
    }

    [[nodiscard]] bool is_quoted(std::uint32_t token) const
    {
        const std::uint32_t first = reading_.sentence(sentence_).first;
        return token >= first && token - first < quoted_.size() && quoted_[token - first];
    }

    /// A headline leaves prepositions out: "Mogadishu bombing kills 20".
    [[nodiscard]] bool is_heading() const
    {
        const Sentence& sentence = reading_.sentence(sentence_);
        return !is_one_of(reading_.token(sentence.last - 1), {".", "!", "?", "\"", "”", "’", "…"});
    }

    /// "in Homs", "in the besieged town of Homs", "in Syria's northern Aleppo province", "west of Homs".
    [[nodiscard]] bool is_located(const Toponym& toponym) const
    {
        if (toponym.kind == ToponymKind::relative || toponym.off_shore || toponym.near)
            return true;
        const Lexicon& lexicon = reading_.tables.lexicon;
        const std::uint32_t first = reading_.sentence(sentence_).first;
        constexpr std::uint32_t farthest = 9, most_unknown = 3;
        std::uint32_t unknown = 0;
        for (std::uint32_t i = toponym.first; i > first && toponym.first - i < farthest;) {
            const Token& word = reading_.token(--i);
            if (reading_.token(i + 1).is("of") &&
                lexicon.is_in("abstract", word)) // "at the bidding of Tehran"
                return false;
            if (lexicon.has("locatives", word))
                return true;
            const bool carries_on = word.kind == Token::Kind::number || word.capitalised ||
                                    is_one_of(word, {"the", "a", "an", "'s", "s", "of", "and", "-", ","}) ||
                                    lexicon.has("placenouns", word) || lexicon.has("place_types", word) ||
                                    lexicon.has("directions", word);
            if (!carries_on && (word.kind != Token::Kind::word || ends_noun_phrase(word) ||
                                lexicon.has("deeds", word) || ++unknown > most_unknown))
                return false;
            if (word.is(",") && !joins_places(i))
                return false;
        }
        return false;
    }

    /// A comma or "and" between two places: "in Basra and Nasiriyah", "in Makhmur, northern Iraq".
    [[nodiscard]] bool joins_places(std::uint32_t mark) const
    {
        const auto toponyms = toponyms_in(reading_, sentence_);
        return std::any_of(toponyms.begin(), toponyms.end(), [&](const Toponym* other) {
            return other->last == mark || other->last + 1 == mark; // "Makhmur district,"
        });
    }

    /// "near the village of Kandiadiou, 30 km north of Ziguinchor": the gazetteer lacks the village.
    [[nodiscard]] bool ends_unknown_place(std::uint32_t mark) const
    {
        const auto toponyms = toponyms_in(reading_, sentence_);
        return std::any_of(toponyms.begin(), toponyms.end(),
                           [&](const Toponym* other) { return other->last == mark && !other->place; });
    }

    /// "bombed Pooneryn", "liberated the village of Tamthil": the object of a deed or of a capture.
    [[nodiscard]] bool is_hit(const Toponym& toponym) const
    {
        const Lexicon& lexicon = reading_.tables.lexicon;
        const std::uint32_t first = reading_.sentence(sentence_).first;
        constexpr std::uint32_t farthest = 6;
        for (std::uint32_t i = toponym.first; i > first && toponym.first - i < farthest;) {
            const Token& word = reading_.token(--i);
            if (lexicon.has("deeds", word) || lexicon.has("territory", word) || lexicon.has("triggers", word))
                return true;
            const bool carries_on = is_one_of(word, {"the", "of", "and", "on", "in"}) || word.capitalised ||
                                    lexicon.has("placenouns", word) || lexicon.has("place_types", word) ||
                                    lexicon.has("directions", word);
            if (!carries_on)
                return false;
        }
        return false;
    }

    /// "U.S. forces", "an Asia-Pacific summit", "Fiji's best": a country that says whose, not where.
    [[nodiscard]] bool is_attributive(const Toponym& toponym, PlaceKind kind, bool located) const
    {
        const bool wide =
            kind == PlaceKind::country || kind == PlaceKind::region || kind == PlaceKind::continent;
        if (!wide)
            return false;
        if (!located)
            return !is_heading();
        const std::uint32_t first = reading_.sentence(sentence_).first;
        if (toponym.first > first && is_one_of(reading_.token(toponym.first - 1), {"a", "an"}))
            return true;
        if (!toponym.name.ends_with('.') || toponym.last >= reading_.sentence(sentence_).last)
            return false;
        const Token& next = reading_.token(toponym.last); // "in U.S. air strikes"
        return next.kind == Token::Kind::word && !ends_noun_phrase(next) &&
               !reading_.tables.lexicon.has("weekdays", next) &&
               !reading_.tables.lexicon.has("place_types", next);
    }

    /// "off the Greek island of Rhodes", "Syria's Aleppo province": the name only opens the way to a finer
    /// one.
    [[nodiscard]] bool leads_to_finer(const Toponym& toponym, const Place& place) const
    {
        constexpr std::uint32_t farthest = 4;
        for (const Toponym* other : toponyms_in(reading_, sentence_)) {
            if (other->first < toponym.last || other->first - toponym.last > farthest || !other->place)
                continue;
            bool joined = true;
            for (std::uint32_t i = toponym.last; joined && i < other->first; ++i)
                joined = is_one_of(reading_.token(i), {"of", "'s", "the", "island"}) ||
                         reading_.tables.lexicon.has("placenouns", reading_.token(i)) ||
                         reading_.tables.lexicon.has("place_types", reading_.token(i)) ||
                         reading_.tables.lexicon.has("directions", reading_.token(i));
            const Place& finer = reading_.place(*other->place);
            // "the Tripoli suburb of Tajoura"
            constexpr double of_one_town = 50'000;
            const bool of =
                joined && other->first > toponym.last + 1 && reading_.token(other->first - 1).is("of");
            // but "the Shyamoli quarter of Dhaka"
            const bool suburb = of && finer.population <= place.population &&
                                lie_within(place.point, finer.point, of_one_town);
            // "the Arauca town of Tame": its division, which may share the name of its seat
            const bool in_division = of && finer.country == place.country && !is_coarse(finer.kind) &&
                                     is_one_of(reading_.token(other->first - 2), {"town", "village", "city"});
            if (suburb || in_division || (joined && contains(place, finer)))
                return true;
        }
        return false;
    }

    /// "in Sumisip, Basilan, four tappers were killed": the second name says where the first lies. "In
    /// Kobani, Qamishli and Ain Issa" is a row.
    [[nodiscard]] bool tells_where_another_lies(const Toponym& toponym, const Place& place) const
    {
        constexpr double near_m = 60'000;
        constexpr std::uint8_t rank_of_division_seat = 2; // see Place::rank
        const Sentence& sentence = reading_.sentence(sentence_);
        // "the police post of San José, in Ayacucho, was overrun"
        const bool behind_in = group_ != TypeGroup::sea && toponym.first > sentence.first + 2 &&
                               reading_.token(toponym.first - 1).is("in") &&
                               reading_.token(toponym.first - 2).is(",") &&
                               (is_coarse(place.kind) || place.rank == rank_of_division_seat);
        const std::uint32_t mark = toponym.first - (behind_in ? 2U : 1U);
        if (toponym.first < sentence.first + 2 || !reading_.token(mark).is(","))
            return false;
        const bool ends = toponym.last >= sentence.last ||
                          is_one_of(reading_.token(toponym.last), {",", ".", ";", ":", "-", "–", "—"});
        const Toponym* inner = ending_at(mark);
        if (!ends || inner == nullptr || !inner->place || inner->place == toponym.place ||
            inner->kind == ToponymKind::dateline || is_listed_on(toponym))
            return false;
        const Place& in = reading_.place(*inner->place);
        if (exactness(in.kind) < exactness(PlaceKind::city) || in.kind == PlaceKind::airport)
            return false;
        return contains(place, in) || (behind_in && !in.admin1.empty() && in.admin1 == place.admin1) ||
               (in.country == place.country && lie_within(in.point, place.point, near_m));
    }

    /// "Gunmen drove into the town, in Lamu County, on Sunday": where the town that was named before lies.
    [[nodiscard]] bool tells_where_that_lies(const Toponym& toponym) const
    {
        constexpr std::uint32_t reach = 3; // sentences
        const Sentence& sentence = reading_.sentence(sentence_);
        if (toponym.first < sentence.first + 4 || !reading_.token(toponym.first - 1).is("in") ||
            !reading_.token(toponym.first - 2).is(",") || !reading_.token(toponym.first - 4).is("the") ||
            !is_one_of(reading_.token(toponym.first - 3), {"town", "village", "city", "hamlet"}))
            return false;
        for (std::uint32_t back = 1; back <= reach && sentence_ >= back; ++back)
            for (const Toponym* before : toponyms_in(reading_, sentence_ - back))
                if (before->kind != ToponymKind::dateline && is_placeable(*before) &&
                    before->place != toponym.place &&
                    exactness(reading_.tables.gazetteer.brief(*before->place).kind) >=
                        exactness(PlaceKind::city))
                    return true;
        return false;
    }

    /// "marched through Urumqi, the capital of Xinjiang": only says of what the first is the capital.
    [[nodiscard]] bool tells_what_another_is(const Toponym& toponym) const
    {
        constexpr std::uint32_t longest = 5; // "the old trading capital of"
        const std::uint32_t first = reading_.sentence(sentence_).first;
        if (toponym.first < first + 4 || !reading_.token(toponym.first - 1).is("of") ||
            !reading_.tables.lexicon.has("placenouns", reading_.token(toponym.first - 2)))
            return false;
        for (std::uint32_t back = 3; back <= longest + 1 && toponym.first > first + back; ++back) {
            const std::uint32_t i = toponym.first - back;
            if (reading_.token(i).is(",")) {
                const Toponym* named = ending_at(i);
                return named != nullptr && named->place && named->kind != ToponymKind::dateline &&
                       !is_coarse(brief_of(reading_, *named).kind);
            }
            if (reading_.token(i).kind != Token::Kind::word)
                return false;
        }
        return false;
    }

    /// ", C" or "and C" follows: one of a row.
    [[nodiscard]] bool is_listed_on(const Toponym& toponym) const
    {
        const auto toponyms = toponyms_in(reading_, sentence_);
        return std::any_of(toponyms.begin(), toponyms.end(), [&](const Toponym* other) {
            return other->first > toponym.last && other->first <= toponym.last + 2 &&
                   is_one_of(reading_.token(toponym.last), {",", "and"}) &&
                   (other->first == toponym.last + 1 || reading_.token(toponym.last + 1).is("and"));
        });
    }

    /// "officials of Uruzgan province said": who speaks, where a finer place is told.
    [[nodiscard]] bool is_of_officials_who_say(const Toponym& toponym) const
    {
        const Sentence& sentence = reading_.sentence(sentence_);
        const Lexicon& lexicon = reading_.tables.lexicon;
        std::uint32_t verb = toponym.last;
        while (verb < sentence.last && verb < toponym.last + 2 &&
               (lexicon.has("place_types", reading_.token(verb)) || reading_.token(verb).is("had")))
            ++verb;
        if (verb >= sentence.last || lexicon.meaning("speech", reading_.token(verb)) != "says")
            return false;
        std::uint32_t of = toponym.first;
        while (of > sentence.first &&
               is_one_of(reading_.token(of - 1), {"the", "northern", "southern", "eastern", "western"}))
            --of;
        return of >= sentence.first + 2 && is_one_of(reading_.token(of - 1), {"of", "in", "from"}) &&
               (lexicon.has("roles", reading_.token(of - 2)) ||
                lexicon.is_in("speaking", reading_.token(of - 2)));
    }

    /// ", and in the east ...": another clause begins between the deed and the place.
    [[nodiscard]] bool in_other_clause(std::uint32_t at) const
    {
        const std::uint32_t begin = std::min(at, near_), end = std::max(at, near_);
        for (std::uint32_t i = begin; i + 1 < end; ++i)
            if (reading_.token(i).is(";") ||
                (reading_.token(i).is(",") &&
                 is_one_of(reading_.token(i + 1), {"and", "but", "while", "whereas"})))
                return true;
        return false;
    }

    /// "was hit for an hour, while colleagues in Kabul were telephoning": what others did in the meantime.
    [[nodiscard]] bool is_of_those_meanwhile(std::uint32_t at) const
    {
        for (std::uint32_t i = near_; i + 2 < at; ++i)
            if (reading_.token(i).is(",") && is_one_of(reading_.token(i + 1), {"while", "whereas"}))
                return !reading_.token(i + 2).lower.ends_with("ing");
        return false;
    }

    /// "Islamic State in the Greater Sahara": part of a party's name, and not the whole of it ("Ankara" is a
    /// name of its government too).
    [[nodiscard]] bool is_of_party(const Toponym& toponym) const
    {
        for (const ActorMention* actor : in_sentence(reading_.actors, sentence_))
            if (!actor->actor_id.empty() && actor->first <= toponym.first && toponym.last <= actor->last &&
                actor->last - actor->first > toponym.last - toponym.first)
                return true;
        const auto row = toponyms_in(reading_, sentence_);
        for (std::size_t k = 0; k + 1 < row.size(); ++k)
            if ((row[k] == &toponym || row[k + 1] == &toponym) && are_sides(reading_, *row[k], *row[k + 1]))
                return true;
        return false;
    }

    /// "have driven the Taliban from Ghazni": where an enemy was driven from is where it happened.
    [[nodiscard]] bool is_cleared(std::uint32_t head) const
    {
        const auto triggers = in_sentence(reading_.triggers, sentence_);
        return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerMention* trigger) {
            return (trigger->sub_type == SubEventType::government_regains_territory && trigger->last < head &&
                    head - trigger->last <= 2) ||
                   (trigger->sub_type == SubEventType::non_state_actor_overtakes_territory &&
                    trigger->last == head) ||
                   (trigger->sub_type == SubEventType::government_regains_territory &&
                    trigger->last == head) ||
                   // "stormed into Gambella": the deed's own word leads there
                   (trigger->last == head && reading_.token(head - 1).is("into"));
        });
    }

    /// "From Istanbul to Izmir tens of thousands marched": there and elsewhere.
    [[nodiscard]] bool is_march_through(const Toponym& toponym) const
    {
        const std::uint32_t first = reading_.sentence(sentence_).first;
        return group_ == TypeGroup::demonstration && toponym.first == first + 1 &&
               reading_.token(first).is("from") && toponym.last + 1 < reading_.sentence(sentence_).last &&
               reading_.token(toponym.last).is("to") && reading_.token(toponym.last + 1).capitalised;
    }

    /// "sent troops to Palmyra": where they are sent is where it happens.
    [[nodiscard]] bool is_sent_there(const Token& before) const
    {
        return group_ == TypeGroup::strategic && is_one_of(before, {"to", "into", "towards", "toward"});
    }

    /// "sank on its way from Zuwara to Lampedusa".
    [[nodiscard]] bool is_on_voyage(const Toponym& toponym) const
    {
        return group_ == TypeGroup::sea && toponym.other_end;
    }

    /// "they had set out from Zuwara, on the western coast of Libya": places of departure.
    [[nodiscard]] bool tells_of_departure() const
    {
        const Sentence& sentence = reading_.sentence(sentence_);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if (is_one_of(reading_.token(i), {"departed", "embarked", "sailed"}) ||
                (reading_.token(i).is("set") && is_one_of(reading_.token(i + 1), {"out", "off", "sail"})) ||
                (reading_.token(i).is("had") && reading_.token(i + 1).is("left")))
                return true;
        return false;
    }

    /// "Myanmar's Rakhine state": what stands before "Myanmar" holds for Rakhine too.
    [[nodiscard]] std::uint32_t head_of_chain(const Toponym& toponym) const
    {
        std::uint32_t head = toponym.first;
        for (const Toponym* other : toponyms_in(reading_, sentence_))
            if (other->last < head && is_one_of(reading_.token(other->last), {"'s", ",", "in"}) &&
                only_directions(other->last + 1, head) && other->place && other != &toponym)
                head = other->first;
        return head;
    }

    /// "Syria's northern Aleppo", "Dagestan's regional capital Makhachkala".
    [[nodiscard]] bool only_directions(std::uint32_t first, std::uint32_t last) const
    {
        constexpr std::uint32_t most = 2;
        if (last - first > most)
            return false;
        for (std::uint32_t i = first; i < last; ++i)
            if (!reading_.tables.lexicon.has("directions", reading_.token(i)) &&
                !reading_.tables.lexicon.has("placenouns", reading_.token(i)))
                return false;
        return true;
    }

    /// ", the last rebel-held town near Damascus": a noun for a place leads to it from the comma.
    [[nodiscard]] bool is_apposition(const Toponym& toponym) const
    {
        bool noun = false;
        for (std::uint32_t i = toponym.first; i > reading_.sentence(sentence_).first;) {
            const Token& word = reading_.token(--i);
            if (word.is(","))
                return noun;
            noun = noun || reading_.tables.lexicon.has("placenouns", word);
            if (word.kind != Token::Kind::word || is_form_of_be(word))
                return false;
        }
        return false;
    }

    /// "the Yoro department, north of Tegucigalpa": the whole phrase hangs on the place before the comma.
    [[nodiscard]] bool follows_place(const Toponym& toponym) const
    {
        const std::uint32_t first = reading_.sentence(sentence_).first;
        std::uint32_t begin = toponym.first;
        while (begin > first && reading_.token(begin).begin > toponym.phrase_begin)
            --begin;
        return begin > first && reading_.token(begin - 1).is(",") && joins_places(begin - 1) &&
               !ends_unknown_place(begin - 1);
    }

    /// A capitalised word that is part of no place that is known.
    [[nodiscard]] bool is_unknown_name(std::uint32_t at) const
    {
        const auto toponyms = toponyms_in(reading_, sentence_);
        return at > reading_.sentence(sentence_).first && reading_.token(at).capitalised &&
               std::none_of(toponyms.begin(), toponyms.end(), [&](const Toponym* other) {
                   return other->place && other->first <= at && at < other->last;
               });
    }

    /// ", a port 120 km east of Tripoli": tells where the place before the comma lies.
    [[nodiscard]] bool is_description(const Toponym& toponym) const
    {
        // "the hill town, about 80 km south of Tripoli": the town has its name elsewhere.
        for (std::uint32_t back = 1;
             back <= 8 && toponym.first >= reading_.sentence(sentence_).first + back + 1; ++back)
            if (reading_.token(toponym.first - back).is(",") &&
                reading_.tables.lexicon.has("placenouns", reading_.token(toponym.first - back - 1)) &&
                !is_unknown_name(toponym.first - back - 2)) // but "the Balata camp, east of Nablus"
                return true;
        if (follows_place(toponym))
            return true;
        if (!toponym.distance_m && !is_apposition(toponym))
            return false;
        for (const Toponym* other : toponyms_in(reading_, sentence_)) {
            if (other->first >= toponym.first)
                break;
            if (other->kind != ToponymKind::dateline && is_placeable(*other) &&
                toponym.first - other->last < 14 && other->last < reading_.text.tokens.size() &&
                reading_.token(other->last).is(","))
                return true;
        }
        return false;
    }

    const Reading& reading_;
    std::uint32_t sentence_, near_;
    TypeGroup group_;
    std::vector<bool> quoted_;
};

} // namespace

const Toponym* place_of_happening(const Reading& reading, std::uint32_t sentence, std::uint32_t near_token,
                                  TypeGroup group)
{
    if (toponyms_in(reading, sentence).empty())
        return nullptr;
    return SentencePlaces{reading, sentence, near_token, group}.best();
}

const Toponym* town_of_local_official(const Reading& reading, std::uint32_t sentence)
{
    const std::uint32_t first = reading.sentence(sentence).first, last = reading.sentence(sentence).last;
    const auto is_official = [&](std::uint32_t i) {
        return i < last && reading.tables.lexicon.is_in("local_official", reading.token(i));
    };
    const auto is_of_a_town = [](PlaceKind kind) {
        return kind == PlaceKind::city || kind == PlaceKind::admin2 || kind == PlaceKind::section ||
               kind == PlaceKind::admin1;
    };
    for (const Toponym* toponym : toponyms_in(reading, sentence)) {
        const std::uint32_t behind = toponym->last + 1; // "Mogadishu's mayor", "Mogadishu's police chief"
        if (toponym->place && behind + 1 < last && is_one_of(reading.token(toponym->last), {"'s", "’s"}) &&
            (is_official(behind) || (reading.token(behind).is("police") &&
                                     is_one_of(reading.token(behind + 1), {"chief", "commander"}))) &&
            is_of_a_town(reading.tables.gazetteer.brief(*toponym->place).kind))
            return toponym;
        std::uint32_t of = toponym->first;
        if (of > first && reading.token(of - 1).is("the"))
            --of;
        if (!toponym->place || of < first + 2 || !reading.token(of - 1).is("of") ||
            !reading.tables.lexicon.is_in("local_official", reading.token(of - 2)))
            continue;
        if (is_of_a_town(reading.tables.gazetteer.brief(*toponym->place).kind))
            return toponym;
    }
    return nullptr;
}

} // namespace sitmap
