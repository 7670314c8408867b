#include "importers/article/name_features.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

/// Kinds of likeliest place that go together in the second look.
enum Group : std::uint16_t {
    g_none,
    g_country,
    g_nationality,
    g_division,
    g_area,
    g_large,
    g_town,
    g_village,
    g_other
};
constexpr std::array<std::string_view, 9> group_names = {
    "none", "country", "nationality", "division", "area", "large", "town", "village", "other"};
constexpr std::uint16_t groups = group_names.size();

std::string group_label(std::uint16_t value)
{
    return std::string{group_names[value]};
}

std::string group_step_label(std::uint16_t value)
{
    return std::string{group_names[value / 4]} + "," + std::to_string(value % 4);
}

// How a neighbouring candidate is joined: next to it, by a comma, by "and", by other words.
constexpr std::array<std::string_view, 5> link_names = {"direct", "comma", "and", "words", "far"};
constexpr std::uint16_t links = link_names.size();

std::string link_label(std::uint16_t value)
{
    return std::string{link_names[value]};
}

enum AgainFeature : std::uint16_t {
    a_bias,
    a_first,
    a_first_of,
    a_others_best,
    a_others_mean,
    a_alone,
    a_before,
    a_after,
    a_probability,
    a_country,
    a_admin1,
    a_near,
    a_near_step,
    a_hand,
    a_places,
    a_end
};
constexpr std::array<ClueKind, a_end> kinds = {{
    {"bias", 1, nullptr},
    {"first", 1, nullptr},
    {"first_of", groups, group_label},
    {"others_best", 1, nullptr},
    {"others_mean", 1, nullptr},
    {"alone", groups, group_label},
    {"before", links, link_label},
    {"after", links, link_label},
    {"probability", groups, group_label},
    {"country", groups, group_label},
    {"admin1", groups, group_label},
    {"near", groups, group_label},
    {"near_step", 4 * groups, group_step_label},
    {"hand", groups, group_label},
    {"places", 1, nullptr},
}};

constexpr double clip = 5;

double clipped(double log_odds)
{
    return std::clamp(log_odds, -clip, clip);
}

Group group_of(const PlaceFacts* f)
{
    constexpr std::int64_t large = 100'000, town = 5'000;
    if (f == nullptr)
        return g_none;
    if (f->demonym)
        return g_nationality;
    switch (f->kind) {
    case PlaceKind::country:
    case PlaceKind::continent:
        return g_country;
    case PlaceKind::admin1:
    case PlaceKind::admin2:
        return g_division;
    case PlaceKind::region:
    case PlaceKind::sea:
    case PlaceKind::water:
    case PlaceKind::route:
        return g_area;
    case PlaceKind::city:
        return f->rank == 1 || f->rank == 2 || f->population >= large ? g_large
               : f->population >= town                                ? g_town
                                                                      : g_village;
    default:
        return g_other;
    }
}

} // namespace

ClueScheme name_again_scheme()
{
    return kinds;
}

NamesAgain::NamesAgain(const NameReading& reading, const std::vector<double>& first_log_odds,
                       const std::vector<NameStanding>& standings)
    : reading_{reading}, log_odds_{first_log_odds}, standings_{standings}
{
    for (std::size_t i = 0; i < reading.candidates.size(); ++i) {
        const double odds = clipped(first_log_odds[i]);
        const auto [entry, is_new] =
            mentions_.try_emplace(reading.candidates[i].match.key, Mentions{0, -clip, -clip, 0});
        Mentions& all = entry->second;
        all.sum += odds;
        ++all.count;
        all.second = std::max(all.second, std::min(odds, all.best));
        all.best = std::max(all.best, odds);
    }
    for (const auto& [key, all] : mentions_)
        places_ += all.best > 0 ? 1 : 0;
}

void NamesAgain::add_neighbour(std::size_t candidate, bool before, std::vector<Clue>& clues) const
{
    if (before ? candidate == 0 : candidate + 1 == reading_.candidates.size())
        return;
    const NameCandidate& own = reading_.candidates[candidate];
    const std::size_t neighbour = before ? candidate - 1 : candidate + 1;
    const NameCandidate& other = reading_.candidates[neighbour];
    if (own.sentence != other.sentence)
        return;
    const std::uint32_t from = before ? other.match.last : own.match.last;
    const std::uint32_t to = before ? own.match.first : other.match.first;
    const auto& pieces = reading_.pieces(own);
    std::uint16_t link = 4;
    constexpr std::uint32_t close = 4;
    if (from == to)
        link = pieces[to].before.empty() ? 0 : pieces[to].before == "," ? 1 : 3;
    else if (to == from + 1 && (pieces[from].lower == "and" || pieces[from].lower == "or"))
        link = 2;
    else if (to - from <= close)
        link = 3;
    clues.push_back({static_cast<std::uint16_t>(before ? a_before : a_after),
                     link,
                     static_cast<float>(clipped(log_odds_[neighbour]) / clip),
                     {}});
}

void NamesAgain::add_clues(std::size_t candidate, std::vector<Clue>& clues) const
{
    const NameCandidate& own = reading_.candidates[candidate];
    const NameStanding& standing = standings_[candidate];
    const std::uint16_t group = group_of(standing.place);
    const double odds = clipped(log_odds_[candidate]);
    const auto add = [&](std::uint16_t kind, std::uint16_t value, double amount) {
        clues.push_back({kind, value, static_cast<float>(amount), {}});
    };
    add(a_bias, 0, 1);
    add(a_first, 0, odds / clip);
    add(a_first_of, group, odds / clip);
    const Mentions& all = mentions_.at(own.match.key);
    if (all.count > 1) {
        add(a_others_best, 0, (odds >= all.best ? all.second : all.best) / clip);
        add(a_others_mean, 0, (all.sum - odds) / (all.count - 1) / clip);
    } else {
        add(a_alone, group, 1);
    }
    add_neighbour(candidate, true, clues);
    add_neighbour(candidate, false, clues);
    add(a_probability, group, standing.probability);
    add(a_country, group, standing.country_share);
    add(a_admin1, group, standing.admin1_share);
    add(a_near, group, std::log1p(standing.nearness));
    add(a_near_step,
        static_cast<std::uint16_t>(4 * group + (standing.nearness < 0.02  ? 0
                                                : standing.nearness < 0.3 ? 1
                                                : standing.nearness < 1.2 ? 2
                                                                          : 3)),
        1);
    constexpr double widest = 6;
    add(a_hand, group, std::clamp(own.evidence.score, -widest, widest) / widest);
    add(a_places, 0, std::log1p(places_) / 3);
}

} // namespace sitmap
