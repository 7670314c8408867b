// What the words say for and against a place of a happening.
#include "importers/article/place_hints.hpp"

#include "importers/article/day_arithmetic.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/resolve.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/told_elsewhere.hpp"

#include <algorithm>

namespace sitmap {

bool is_place_now(const Happening& happening, const Toponym& toponym)
{
    return happening.place && happening.place->place == toponym.place &&
           happening.place->distance_m.has_value() == toponym.distance_m.has_value();
}

PlaceHints::Of PlaceHints::of(const NamedPlaces::Named& named) const
{
    return {.elsewhere = is_elsewhere(named),
            .of_other_entry = is_of_other_entry(named),
            .of_other_day = is_of_other_day(named) || is_of_other_clause_deed(named),
            .finds_told = finds_place_of_telling(named),
            .was_in_it = is_where_it_was(named),
            .struck = is_struck(named)};
}

/// "as in the 2009 Kidal fire": what is named by another year was there.
bool PlaceHints::is_of_other_year(const Toponym& toponym) const
{
    constexpr int earliest = 1900, latest = 2100;
    if (toponym.first < 2 || toponym.last >= reading_.text.tokens.size() || !happening_.interval.is_known() ||
        !reading_.token(toponym.first - 2).is("the") ||
        reading_.token(toponym.last).kind != Token::Kind::word || reading_.token(toponym.last).capitalised)
        return false;
    const auto year = number_in(reading_.token(toponym.first - 1).text, earliest, latest);
    return year && !happening_.interval.may_touch(day_of(*year, 1, 1), day_of(*year, 12, 31));
}

bool PlaceHints::is_elsewhere(const NamedPlaces::Named& named) const
{
    const auto told_elsewhere = [&](const NamedPlaces::Mention& mention) {
        return is_told_elsewhere(reading_, *mention.toponym, mention.sentence, happening_.group) ||
               is_of_other_year(*mention.toponym);
    };
    const auto is_near = [&](const NamedPlaces::Mention& mention) {
        return stands_near_telling(mention.sentence) || happening_.place == mention.toponym;
    };
    // "a town 140 km northeast of the capital": where that town is
    const bool measured_far_off = named.mentions.front().toponym->distance_m &&
                                  std::none_of(named.mentions.begin(), named.mentions.end(), is_near);
    // "Most of the dead came from Prilep. When the news arrived there, a crowd set fire to a mosque"
    const Telling& first = happening_.tellings.front();
    if (first.same_place && first.place && first.place->place == named.mentions.front().toponym->place)
        return false;
    return measured_far_off || std::all_of(named.mentions.begin(), named.mentions.end(), told_elsewhere);
}

/// Each dated or numbered entry of a report tells its own story.
bool PlaceHints::is_of_other_entry(const NamedPlaces::Named& named) const
{
    const Standing& standing = reading_.outline[happening_.tellings.front().sentence];
    const std::uint32_t own = standing.entry;
    const Toponym* head = standing.place ? &reading_.toponyms[*standing.place] : nullptr;
    return own > 0 && !is_now(*named.mentions.front().toponym) &&
           std::all_of(named.mentions.begin(), named.mentions.end(),
                       [&](const NamedPlaces::Mention& mention) {
                           const std::uint32_t entry = reading_.outline[mention.sentence].entry;
                           return entry > 0 && entry != own && mention.toponym != head;
                       });
}

/// "Aircraft bombed a house in Nabatieh on Thursday. Kiryat Shmona was hit on Friday": near, but
/// another's.
bool PlaceHints::is_of_other_day(const NamedPlaces::Named& named) const
{
    const Toponym& any = *named.mentions.front().toponym;
    const Telling& first = happening_.tellings.front();
    if (is_now(any) || !first.place || !happening_.place || first.place->place != happening_.place->place ||
        !happening_.interval.is_known())
        return false;
    return std::all_of(
        named.mentions.begin(), named.mentions.end(), [&](const NamedPlaces::Mention& mention) {
            return !is_told_in(happening_, mention.sentence) &&
                   std::any_of(narrative_.happenings.begin(), narrative_.happenings.end(),
                               [&](const Happening& other) {
                                   const Telling& told = other.tellings.front();
                                   return &other != &happening_ && told.sentence == mention.sentence &&
                                          told.place && told.place->place == any.place &&
                                          other.interval.is_known() &&
                                          !other.interval.may_touch(happening_.interval.first(),
                                                                    happening_.interval.last());
                               });
        });
}

/// "drove into Dogo Nahawa, a village south of Jos": Jos only says where the village lies, whatever the
/// headline calls the attack.
bool PlaceHints::finds_place_of_telling(const NamedPlaces::Named& named) const
{
    constexpr std::uint32_t farthest = 9; // tokens between the names
    const auto is_found_by = [&](const Telling& told, const NamedPlaces::Mention& mention) {
        const Toponym& other = *mention.toponym;
        if (mention.sentence != told.sentence || other.place == told.place->place ||
            other.first <= told.place->last)
            return false;
        const Token& behind = reading_.token(told.place->last);
        const bool in_it = behind.is("in") && other.first == told.place->last + 1; // "Kahmard in Bamyan"
        return in_it || (other.kind == ToponymKind::relative && !other.distance_m && behind.is(",") &&
                         other.first - told.place->last <= farthest);
    };
    return !is_coarse(named.place) &&
           std::any_of(happening_.tellings.begin(), happening_.tellings.end(), [&](const Telling& told) {
               return told.place && told.place_sentence == told.sentence &&
                      !is_coarse(brief_of(reading_, *told.place).kind) &&
                      std::any_of(named.mentions.begin(), named.mentions.end(),
                                  [&](const auto& mention) { return is_found_by(told, mention); });
           });
}

/// "A shell hit the centre, and on Friday gunmen killed two men in Zliten": another deed of the sentence
/// was there.
bool PlaceHints::is_of_other_clause_deed(const NamedPlaces::Named& named) const
{
    const Telling& first = happening_.tellings.front();
    const Toponym& any = *named.mentions.front().toponym;
    if (is_now(any) || (first.place && first.place->place == any.place))
        return false;
    return std::any_of(
        narrative_.happenings.begin(), narrative_.happenings.end(), [&](const Happening& other) {
            const Telling& told = other.tellings.front();
            return &other != &happening_ && told.sentence == first.sentence && told.coordinated &&
                   told.trigger != first.trigger && told.place && told.place->place == any.place;
        });
}

/// In the paragraph of a telling, or a few sentences from one.
bool PlaceHints::stands_near_telling(std::uint32_t s) const
{
    constexpr std::uint32_t reach = 4; // sentences
    return std::any_of(happening_.tellings.begin(), happening_.tellings.end(), [&](const Telling& told) {
        return paragraph(told.sentence) == paragraph(s) ||
               (told.sentence > s ? told.sentence - s : s - told.sentence) <= reach;
    });
}

/// "Aleppo was bombed again", "shelled the town of Nyala": the name is the deed's object.
bool PlaceHints::is_struck(const NamedPlaces::Named& named) const
{
    const Telling& first = happening_.tellings.front();
    const TriggerMention& trigger = *first.trigger;
    if (is_coarse(named.place))
        return false;
    return std::any_of(
        named.mentions.begin(), named.mentions.end(), [&](const NamedPlaces::Mention& mention) {
            if (mention.sentence != first.sentence || !mention.placeable)
                return false;
            const Toponym& toponym = *mention.toponym;
            if (toponym.last <= trigger.first)
                return is_form_of_be(reading_.token(trigger.first)) && toponym.last == trigger.first &&
                       (toponym.first == reading_.sentence(first.sentence).first ||
                        reading_.token(toponym.first - 1).is("and"));
            std::uint32_t i = trigger.last;
            if (i < toponym.first && reading_.token(i).is("the")) // "the town of"
                i = std::min(i + 3, toponym.first);
            return i == toponym.first &&
                   reading_.tables.lexicon.is_in("takes_town", reading_.token(trigger.last - 1));
        });
}

/// "A coach ran over a mine. Nine people died. The bus was in Andar district": the sentence only tells
/// where the vehicle was that the happening befell.
bool PlaceHints::is_where_it_was(const NamedPlaces::Named& named) const
{
    constexpr std::uint32_t reach = 4, to_name = 6; // sentences, tokens
    const std::uint32_t told = happening_.tellings.front().sentence;
    if (is_coarse(named.place) || happening_.group != TypeGroup::armed ||
        !has_word_of(reading_.text, reading_.tables.lexicon, "vehicle", reading_.sentence(told)))
        return false;
    return std::any_of(
        named.mentions.begin(), named.mentions.end(), [&](const NamedPlaces::Mention& mention) {
            const Sentence& sentence = reading_.sentence(mention.sentence);
            std::uint32_t i = sentence.first;
            if (!mention.placeable || mention.sentence <= told || mention.sentence > told + reach ||
                sentence.last - i < 5 || !is_one_of(reading_.token(i), {"the", "their", "its"}) ||
                !reading_.tables.lexicon.is_in("vehicle", reading_.token(i + 1)) ||
                !is_one_of(reading_.token(i + 2), {"was", "were"}))
                return false;
            i += is_one_of(reading_.token(i + 3), {"then", "still", "just"}) ? 4U : 3U;
            return is_one_of(reading_.token(i), {"in", "near", "at", "outside"}) &&
                   mention.toponym->first > i && mention.toponym->first <= i + to_name &&
                   std::none_of(narrative_.happenings.begin(), narrative_.happenings.end(),
                                [&](const Happening& other) {
                                    return &other != &happening_ && is_told_in(other, mention.sentence);
                                });
        });
}

} // namespace sitmap
