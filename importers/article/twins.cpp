// Happenings that are one, told twice.
#include "importers/article/twins.hpp"

#include "geodata/measure.hpp"
#include "importers/article/joining.hpp"
#include "importers/article/kinds_told.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/telling_match.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace sitmap {

namespace {

constexpr std::size_t most_pairs = 2'000;
constexpr double sure_enough = 0.4; ///< chance from which two are joined

/// How the deed is done, roughly.
std::string_view family_of(SubEventType kind)
{
    switch (kind) {
    case SubEventType::air_drone_strike:
    case SubEventType::shelling_artillery_missile:
    case SubEventType::chemical_weapon:
        return "from afar";
    case SubEventType::suicide_bomb:
    case SubEventType::remote_explosive_landmine_ied:
    case SubEventType::grenade:
        return "bombs";
    case SubEventType::abduction_forced_disappearance:
        return "abductions";
    default:
        return is_territory(kind) ? "territory" : "men";
    }
}

/// What is asked of each happening once.
struct Told {
    std::vector<std::uint64_t> names, words; ///< of its sentences, ascending: capitalised, and long ones
    std::vector<std::string_view> cues;      ///< ascending
    std::vector<Quantity::Count> dead;
    std::string doer;
    bool own_place = false, own_day = false; ///< a sentence that tells of it names them
};

template <class T>
std::size_t shared(const std::vector<T>& a, const std::vector<T>& b)
{
    std::size_t count = 0;
    for (auto i = a.begin(), k = b.begin(); i != a.end() && k != b.end();)
        if (*i < *k)
            ++i;
        else if (*k < *i)
            ++k;
        else
            ++count, ++i, ++k;
    return count;
}

template <class T>
void make_set(std::vector<T>& values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

Told told_of(const Reading& reading, const Happening& happening)
{
    constexpr std::uint32_t reach = 120; // tokens of a sentence
    constexpr std::size_t most = 8;      // sentences
    constexpr std::size_t shortest = 5;  // letters
    Told told;
    std::set<std::uint32_t> sentences;
    for (const Telling& telling : happening.tellings) {
        if (sentences.size() < most)
            sentences.insert(telling.sentence);
        told.own_place = told.own_place || (telling.place && telling.place_sentence == telling.sentence);
        told.own_day = told.own_day || (telling.time && telling.time->sentence == telling.sentence);
        if (told.doer.empty())
            told.doer = doer_of(reading, telling);
    }
    for (const std::uint32_t s : sentences) {
        const Sentence& sentence = reading.sentence(s);
        for (std::uint32_t i = sentence.first; i < std::min(sentence.first + reach, sentence.last); ++i) {
            const Token& word = reading.token(i);
            if (word.kind != Token::Kind::word)
                continue;
            if (word.capitalised && i > sentence.first)
                told.names.push_back(word.hash);
            else if (word.lower.size() >= shortest)
                told.words.push_back(word.hash);
        }
        const auto& cues = cues_of_sentence(reading, s).names;
        told.cues.insert(told.cues.end(), cues.begin(), cues.end());
    }
    make_set(told.names);
    make_set(told.words);
    make_set(told.cues);
    for (const CountMention* count : happening.counts)
        if (count->field == ClaimField::killed && !count->is_part && !count->superseded)
            told.dead.push_back(count->quantity.size_by());
    make_set(told.dead);
    return told;
}

class Scales : ClueList {
public:
    Scales(const Reading& reading, const Narrative& narrative) : reading_{reading}, narrative_{narrative}
    {
        for (const Happening& happening : narrative.happenings)
            told_.push_back(told_of(reading, happening));
    }

    [[nodiscard]] std::vector<NamedClue> clues_of(std::size_t first, std::size_t second)
    {
        out_.clear();
        add("always");
        const Happening &a = narrative_.happenings[first], &b = narrative_.happenings[second];
        of_kinds(a, b);
        of_places(a, b, told_[first], told_[second]);
        of_days(a, b, told_[first], told_[second]);
        of_positions(a, b);
        of_words(told_[first], told_[second]);
        of_tolls(told_[first], told_[second]);
        add_if(a.primary && b.primary, "both_primary");
        add_if(!a.primary, "first_aside");
        add_if(!b.primary, "second_aside");
        add_if(narrative_.happenings.size() > 4, "of_many");
        add_if(first == 0, "first_of_text");
        return out_;
    }

private:
    void of_kinds(const Happening& a, const Happening& b)
    {
        const bool generic_a = is_only_generic(a), generic_b = is_only_generic(b);
        add(either(a.sub_type == b.sub_type, "one_kind",
                   either(same_kind(a.sub_type, b.sub_type), "like_kinds", "two_kinds")));
        add_if(generic_a, "first_generic");
        add_if(generic_b, "second_generic");
        add_if(is_territory(a.sub_type) != is_territory(b.sub_type), "one_takes_town");
        if (a.sub_type != b.sub_type && a.group == TypeGroup::armed) {
            const std::string_view one = family_of(a.sub_type), other = family_of(b.sub_type);
            if (one == other)
                add({"within ", one});
            else
                add({either(generic_a || generic_b, "generic and ", "set and "), one == "men" ? other
                                                                                 : other == "men"
                                                                                     ? one
                                                                                     : "others"});
        }
        add_if(a.group == TypeGroup::demonstration, "crowd");
        add_if(a.group == TypeGroup::sea, "sea");
        add_if(a.group == TypeGroup::strategic, "strategic");
        add_if(a.group == TypeGroup::displacement, "flight");
    }

    void of_places(const Happening& a, const Happening& b, const Told& told_a, const Told& told_b)
    {
        add_if(!a.place, "first_nowhere");
        add_if(!b.place, "second_nowhere");
        add_if(a.place && !told_a.own_place, "first_place_borrowed");
        add_if(b.place && !told_b.own_place, "second_place_borrowed");
        if (!a.place || !b.place)
            return;
        const double near = nearness(reading_, *a.place, *b.place);
        add(either(near >= 3, "same_place",
                   either(near >= 2, "neighbours", either(near >= 1, "inside", "apart"))));
        add_if(near >= 2 && told_a.own_place && told_b.own_place, "both_name_place");
        if (near < 1) {
            const PlaceBrief &pa = brief_of(reading_, *a.place), &pb = brief_of(reading_, *b.place);
            const double km = distance_m(pa.point, pb.point) / 1000;
            add(either(km < 40, "apart:40", either(km < 120, "apart:120", "apart:more")));
            add_if(is_coarse(pa.kind), "first_coarse");
            add_if(is_coarse(pb.kind), "second_coarse");
            add_if(told_a.own_place && told_b.own_place, "two_places_named");
        }
    }

    void of_days(const Happening& a, const Happening& b, const Told& told_a, const Told& told_b)
    {
        add_if(!a.interval.is_known(), "first_undated");
        add_if(!b.interval.is_known(), "second_undated");
        add_if(a.interval.is_known() && !told_a.own_day, "first_day_borrowed");
        add_if(b.interval.is_known() && !told_b.own_day, "second_day_borrowed");
        add_if(a.day_shared, "first_day_shared");
        add_if(b.day_shared, "second_day_shared");
        if (!a.interval.is_known() || !b.interval.is_known())
            return;
        if (a.interval == b.interval) {
            add("same_day");
            add_if(told_a.own_day && told_b.own_day, "both_name_day");
        } else if (a.interval.may_touch(b.interval.first(), b.interval.last()))
            add("days_touch");
        else {
            const auto day_a = a.interval.first(), day_b = b.interval.first();
            const auto off = day_a && day_b ? std::abs((*day_a - *day_b).count()) : 9999;
            add(either(off <= 1, "days:1",
                       either(off <= 3, "days:3",
                              either(off <= 7, "days:7", either(off <= 40, "days:40", "days:more")))));
            add_if(told_a.own_day && told_b.own_day, "two_days_named");
            add_if(day_a && day_b && *day_a > *day_b, "second_earlier");
        }
    }

    [[nodiscard]] static std::string_view bucket(std::uint32_t off)
    {
        constexpr std::array<std::string_view, 3> near{"0", "1", "2"};
        return off < near.size() ? near[off] : off <= 5 ? "5" : off <= 10 ? "10" : "more";
    }

    void of_positions(const Happening& a, const Happening& b)
    {
        constexpr std::uint32_t lead = 3;
        const Telling &first = a.tellings.front(), &second = b.tellings.front();
        add_if(first.sentence == 0, "first_headline");
        add_if(first.sentence > 0 && first.sentence <= lead, "first_lead");
        add_if(a.tellings.size() == 1 && first.sentence == 0, "first_only_headline");
        add_if(second.sentence <= lead, "second_lead");
        std::uint32_t gap = 1000;
        bool paragraph = false, sentence = false, entry = false;
        for (const Telling& one : a.tellings)
            for (const Telling& other : b.tellings) {
                gap = std::min(gap, one.sentence > other.sentence ? one.sentence - other.sentence
                                                                  : other.sentence - one.sentence);
                sentence = sentence || one.sentence == other.sentence;
                paragraph = paragraph || reading_.sentence(one.sentence).paragraph ==
                                             reading_.sentence(other.sentence).paragraph;
                entry =
                    entry || reading_.outline[one.sentence].entry == reading_.outline[other.sentence].entry;
            }
        add({"gap:", bucket(gap)});
        add_if(sentence, "one_sentence");
        add_if(paragraph && !sentence, "paragraph");
        add_if(!entry, "other_entry");
        const std::uint32_t begin = reading_.sentence(second.sentence).first;
        for (const SpeechMention* speech : in_sentence(reading_.speeches, second.sentence))
            if (speech->act == SpeechMention::Act::accuses && speech->verb >= begin &&
                speech->verb < second.trigger->first) {
                add("second_in_charge"); // "accused them of having murdered 40 wounded men"
                break;
            }
        add_if(second.trigger->definite, "second_definite");
        add_if(first.trigger->definite, "first_definite");
        add_if(second.distinct, "second_distinct");
        add_if(second.trigger->weight <= 1, "second_weak");
        add_if(second.same_place, "second_says_there");
        add_if(tells_of_another(reading_, second), "tells_of_another");
        add_if(b.tellings.size() > 1, "second_told_again");
        add_if(a.tellings.size() > 2, "first_told_often");
        add_if(b.doubt != Doubt::none, "second_doubted");
        add_if(a.doubt != Doubt::none, "first_doubted");
        const Mood mood = reading_.outline[second.sentence].mood;
        add_if(mood == Mood::background, "second_in_background");
    }

    void of_words(const Told& a, const Told& b)
    {
        const auto part = [](std::size_t common, std::size_t one, std::size_t other) {
            return static_cast<double>(common) /
                   static_cast<double>(std::max<std::size_t>(1, std::min(one, other)));
        };
        add("names_shared", part(shared(a.names, b.names), a.names.size(), b.names.size()));
        add("words_shared", part(shared(a.words, b.words), a.words.size(), b.words.size()));
        add("cues_shared", part(shared(a.cues, b.cues), a.cues.size(), b.cues.size()));
        if (a.doer.empty() || b.doer.empty())
            add(either(a.doer.empty() && b.doer.empty(), "no_doers", "one_doer"));
        else
            add(either(a.doer == b.doer, "same_doer", "two_doers"));
    }

    void of_tolls(const Told& a, const Told& b)
    {
        if (a.dead.empty() && b.dead.empty())
            return add("no_tolls");
        if (a.dead.empty() || b.dead.empty())
            return add(either(a.dead.empty(), "second_toll_only", "first_toll_only"));
        const std::size_t common = shared(a.dead, b.dead);
        const bool more_than_one = common > 0 && (a.dead.back() > 1 || b.dead.back() > 1);
        add(either(more_than_one, "same_toll", either(common > 0, "both_one_dead", "two_tolls")));
    }

    const Reading& reading_;
    const Narrative& narrative_;
    std::vector<Told> told_;
};

/// "in Gao and in Kidal", "captured Palma and Nangade": the same words tell of both.
bool are_told_by_one_word(const Happening& a, const Happening& b)
{
    return std::any_of(a.tellings.begin(), a.tellings.end(), [&](const Telling& one) {
        return std::any_of(b.tellings.begin(), b.tellings.end(), [&](const Telling& other) {
            return one.trigger == other.trigger && (one.coordinated || other.coordinated);
        });
    });
}

/// "killed nine on Thursday. On Friday they came back and killed three", "an hour later another bomb killed
/// two": each has its own day, or is said to be another one, and its own dead.
bool are_told_apart(const Reading& reading, const Happening& a, const Happening& b, const Told& told_a,
                    const Told& told_b)
{
    // "In Boga 28 were killed. In Tchabi, ten kilometres away, 27 died"
    const auto with_dead = [&](const Happening& told) {
        return std::any_of(told.tellings.begin(), told.tellings.end(), [&](const Telling& telling) {
            return telling.place && telling.place_sentence == telling.sentence &&
                   has_killed(reading, telling.sentence);
        });
    };
    if (a.place && b.place && a.place->place != b.place->place && with_dead(a) && with_dead(b))
        return true;
    if (told_a.dead.empty() || told_b.dead.empty() || shared(told_a.dead, told_b.dead) > 0)
        return false;
    const bool two_days = told_a.own_day && told_b.own_day && a.interval.is_known() &&
                          b.interval.is_known() &&
                          !a.interval.may_touch(b.interval.first(), b.interval.last());
    const Telling& second = b.tellings.front();
    return two_days || second.distinct || tells_of_another(reading, second);
}

/// How fully a happening is told: of two that are one, the fuller says what it was.
int weight_of(const Told& told, const Happening& happening)
{
    return (told.own_place ? 2 : 0) + (told.own_day ? 2 : 0) + (told.dead.empty() ? 0 : 1) +
           (is_only_generic(happening) ? 0 : 1) + (happening.tellings.size() > 1 ? 1 : 0);
}

} // namespace

std::vector<TwinPair> twin_pairs(const Reading& reading, const Narrative& narrative)
{
    std::vector<TwinPair> pairs;
    const auto& all = narrative.happenings;
    if (all.size() < 2)
        return pairs;
    Scales scales{reading, narrative};
    for (std::size_t b = 1; b < all.size(); ++b)
        for (std::size_t a = 0; a < b && pairs.size() < most_pairs; ++a)
            if (all[a].group == all[b].group && !all[a].earlier_hit && !all[b].earlier_hit &&
                !are_told_by_one_word(all[a], all[b]))
                pairs.push_back({.first = a, .second = b, .clues = scales.clues_of(a, b)});
    return pairs;
}

void join_twins(const Reading& reading, Narrative& narrative)
{
    const std::vector<TwinPair> pairs = twin_pairs(reading, narrative);
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t p = 0; p < pairs.size(); ++p)
        if (const double chance = reading.tables.twins.chance(pairs[p].clues); chance >= sure_enough)
            order.emplace_back(chance, p);
    if (order.empty())
        return;
    std::sort(order.rbegin(), order.rend());
    auto& all = narrative.happenings;
    std::vector<std::size_t> into(all.size()); // of each, which it is part of by now
    std::iota(into.begin(), into.end(), std::size_t{0});
    for (const auto& [chance, p] : order) {
        const std::size_t a = pairs[p].first, b = pairs[p].second;
        if (into[a] != a || into[b] != b)
            continue; // it is joined already
        const Told told_a = told_of(reading, all[a]), told_b = told_of(reading, all[b]);
        Happening &main = all[a], &again = all[b];
        if (are_told_apart(reading, main, again, told_a, told_b))
            continue;
        const bool better = weight_of(told_b, again) > weight_of(told_a, main);
        if (again.place && (told_b.own_place && (!told_a.own_place || better))) {
            main.place = again.place;
            main.place_sentence = again.place_sentence;
            main.place_lead = again.place_lead;
        }
        if (again.interval.is_known() && told_b.own_day && (!told_a.own_day || better)) {
            main.interval = again.interval;
            main.time_sentence = again.time_sentence;
            main.day_shared = again.day_shared;
        }
        if ((is_only_generic(main) || better) && !is_only_generic(again))
            main.sub_type = again.sub_type;
        main.primary = main.primary || again.primary;
        take_in(main, again);
        into[b] = a;
    }
    std::vector<Happening> kept;
    std::vector<std::size_t> now(all.size());
    for (std::size_t h = 0; h < all.size(); ++h)
        if (into[h] == h) {
            now[h] = kept.size();
            kept.push_back(std::move(all[h]));
        }
    for (std::size_t h = 0; h < all.size(); ++h)
        if (into[h] != h)
            now[h] = now[into[h]];
    all = std::move(kept);
    for (std::optional<std::size_t>& current : narrative.current)
        if (current)
            current = now[*current];
}

} // namespace sitmap
