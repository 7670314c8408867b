// The places that a text names, and what stands beside their names.
#include "importers/article/named_places.hpp"

#include "importers/article/event_place.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/place_roles.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace sitmap {

namespace {

/// What stands right before and behind the name.
void read_neighbours(const Reading& reading, NamedPlaces::Mention& mention)
{
    constexpr std::uint32_t reach = 5;
    const Toponym& toponym = *mention.toponym;
    const Sentence& sentence = reading.sentence(mention.sentence);
    const Lexicon& lexicon = reading.tables.lexicon;
    const std::uint32_t from =
        toponym.first > sentence.first + reach ? toponym.first - reach : sentence.first;
    for (std::uint32_t i = from; i < std::min(toponym.last + reach, sentence.last); ++i)
        mention.spoken_near = mention.spoken_near || ((i < toponym.first || i >= toponym.last) &&
                                                      !lexicon.meaning("speech", reading.token(i)).empty());
    const auto is_kind_of_place = [&](std::uint32_t i) {
        return i >= sentence.first && i < sentence.last &&
               (lexicon.has("placenouns", reading.token(i)) || lexicon.has("place_types", reading.token(i)));
    };
    mention.described = toponym.last + 2 < sentence.last && reading.token(toponym.last).is(",") &&
                        is_one_of(reading.token(toponym.last + 1), {"a", "an", "the"});
    mention.called_place =
        is_kind_of_place(toponym.last) ||
        (toponym.first >= sentence.first + 2 && reading.token(toponym.first - 1).is("of") &&
         is_kind_of_place(toponym.first - 2)) ||
        (toponym.first > sentence.first && is_kind_of_place(toponym.first - 1));
    mention.before_noun = false;
    if (toponym.last >= sentence.last)
        return;
    const Token& next = reading.token(toponym.last);
    mention.owner = is_one_of(next, {"'s", "’s"});
    mention.before_noun =
        !(next.kind != Token::Kind::word || ends_noun_phrase(next) || is_kind_of_place(toponym.last) ||
          lexicon.has("verbs", next) || lexicon.has("weekdays", next));
}

} // namespace

NamedPlaces::NamedPlaces(const Reading& reading) : reading_{&reading}
{
    constexpr std::size_t most_names = 2'000; // of an article; a list of names is not weighed
    if (reading.toponyms.size() > most_names)
        return;
    std::map<std::pair<PlaceIndex, bool>, std::size_t> at;
    std::map<std::string, std::size_t> in_country;
    for (const Toponym& toponym : reading.toponyms) {
        if (!toponym.place || toponym.kind == ToponymKind::embedded || toponym.kind == ToponymKind::demonym ||
            toponym.kind == ToponymKind::metonym)
            continue;
        const Place& place = place_of(reading, toponym);
        if ((place.kind == PlaceKind::country && !toponym.off_shore) || place.kind == PlaceKind::continent ||
            place.kind == PlaceKind::route || place.kind == PlaceKind::demonym)
            continue;
        const auto s = static_cast<std::uint32_t>(reading.text.sentence_of(toponym.begin));
        if (is_of_errand(reading, toponym.first, reading.sentence(s).first))
            continue; // "a truce brokered in Moscow"
        const bool placeable = is_placeable(toponym) && !is_byline(reading, s) &&
                               !names_another_thing(reading, toponym, s) &&
                               !belongs_to_speaker(reading, toponym, reading.sentence(s).first);
        const auto [found, fresh] =
            at.try_emplace({*toponym.place, toponym.distance_m.has_value()}, all_.size());
        if (fresh)
            all_.push_back({.place = place, .mentions = {}});
        Mention mention{.toponym = &toponym, .sentence = s, .placeable = placeable};
        if (toponym.kind != ToponymKind::dateline)
            read_neighbours(reading, mention);
        all_[found->second].mentions.push_back(mention);
        ++mentions_;
        ++in_country[std::string{place.country}];
    }
    for (Named& named : all_)
        named.foreign = in_country[std::string{named.place.country}] * 2 < mentions_;
}

const Toponym* NamedPlaces::where(std::uint32_t sentence, TypeGroup group) const
{
    const auto [found, fresh] = where_.try_emplace({sentence, group}, nullptr);
    if (fresh)
        found->second = place_of_happening(*reading_, sentence, reading_->sentence(sentence).first, group);
    return found->second;
}

} // namespace sitmap
