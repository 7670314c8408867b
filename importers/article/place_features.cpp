#include "importers/article/place_ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace sitmap {

namespace {

/// Kinds of place that behave alike when names are resolved.
enum Group : std::uint16_t { g_country, g_admin1, g_area, g_admin2, g_large, g_town, g_village, g_other };
constexpr std::array<std::string_view, 8> group_names = {"country", "admin1", "area",    "admin2",
                                                         "large",   "town",   "village", "other"};
constexpr std::uint16_t groups = group_names.size();

constexpr std::array<std::string_view, 13> kind_names = {
    "continent", "country", "admin1",  "admin2",  "region",   "sea",    "water",
    "route",     "city",    "section", "airport", "facility", "demonym"};
// How the text says that one place lies in another.
enum Joint : std::uint16_t { j_none, j_comma, j_bracket, j_in, j_of, j_possessive };
constexpr std::array<std::string_view, 6> joint_names = {"none", "comma", "bracket",
                                                         "in",   "of",    "possessive"};
constexpr std::uint16_t joints = joint_names.size();

std::string group_label(std::uint16_t value)
{
    return std::string{group_names[value]};
}
std::string kind_label(std::uint16_t value)
{
    return std::string{kind_names[value]};
}
std::string joint_label(std::uint16_t value)
{
    return std::string{joint_names[value % joints]} + "," + std::string{group_names[value / joints]};
}
std::string count_label(std::uint16_t value)
{
    return std::string{group_names[value / 3]} + "," + std::to_string(value % 3);
}

enum PlaceFeature : std::uint16_t {
    p_kind,
    p_rank,
    p_people,
    p_behind,
    p_most_people,
    p_name_weight,
    p_behind_main_name,
    p_inside,
    p_holds,
    p_type_fits,
    p_type_misfits,
    p_division_with_seat,
    p_seat_beside_division,
    p_placed,
    p_dateline,
    p_acronym,
    p_title,
    p_mentions,
    p_end
};
constexpr std::array<ClueKind, p_end> first_kinds = {{
    {"kind", kind_names.size(), kind_label},
    {"rank", 4, nullptr},
    {"people", groups, group_label},
    {"behind", groups, group_label},
    {"most_people", 1, nullptr},
    {"name_weight", 1, nullptr},
    {"behind_main_name", 1, nullptr},
    {"inside", joints* groups, joint_label},
    {"holds", joints* groups, joint_label},
    {"type_fits", groups, group_label},
    {"type_misfits", groups, group_label},
    {"division_with_seat", 8, nullptr}, // rank of the seat, 4 more for second-order divisions
    {"seat_beside_division", 4, nullptr},
    {"placed", groups, group_label},
    {"dateline", groups, group_label},
    {"acronym", groups, group_label},
    {"title", groups, group_label},
    {"mentions", 3 * groups, count_label},
}};

enum VoteFeature : std::uint16_t {
    v_first,
    v_group,
    v_country,
    v_country_share,
    v_admin1,
    v_admin1_share,
    v_admin2,
    v_near,
    v_close,
    v_wide,
    v_top_country,
    v_top_admin1,
    v_dateline_country,
    v_dateline_admin1,
    v_end
};
constexpr std::array<ClueKind, v_end> vote_kinds = {{
    {"first", 1, nullptr},
    {"group", groups, group_label},
    {"country", groups, group_label},
    {"country_share", groups, group_label},
    {"admin1", groups, group_label},
    {"admin1_share", groups, group_label},
    {"admin2", groups, group_label},
    {"near", groups, group_label},
    {"close", groups, group_label},
    {"wide", groups, group_label},
    {"top_country", groups, group_label},
    {"top_admin1", groups, group_label},
    {"dateline_country", groups, group_label},
    {"dateline_admin1", groups, group_label},
}};

Group group_of(const PlaceFacts& f)
{
    constexpr std::int64_t large = 100'000, town = 5'000;
    switch (f.kind) {
    case PlaceKind::country:
    case PlaceKind::continent:
    case PlaceKind::demonym:
        return g_country;
    case PlaceKind::admin1:
        return g_admin1;
    case PlaceKind::region:
    case PlaceKind::sea:
    case PlaceKind::water:
    case PlaceKind::route:
        return g_area;
    case PlaceKind::admin2:
        return g_admin2;
    case PlaceKind::city:
        return f.rank == 1 || f.rank == 2 || f.population >= large ? g_large
               : f.population >= town                              ? g_town
                                                                   : g_village;
    default:
        return g_other;
    }
}

float log_people(const PlaceFacts& f)
{
    constexpr double unknown_population = 200, scale = 10;
    return static_cast<float>(
        std::log(static_cast<double>(std::max<std::int64_t>(f.population, 0)) + unknown_population) / scale);
}

/// The group of some place under the outer name that holds `inner`; nothing if none does.
std::optional<Group> holder(const std::vector<PlaceFacts>& outers, const PlaceFacts& inner)
{
    for (const PlaceFacts& outer : outers)
        if (contains(outer, inner))
            return group_of(outer);
    return std::nullopt;
}

bool holds_any(const PlaceFacts& outer, const std::vector<PlaceFacts>& inners)
{
    return std::any_of(inners.begin(), inners.end(),
                       [&](const PlaceFacts& inner) { return contains(outer, inner); });
}

Clue numbered(std::uint16_t kind, std::uint16_t value, double amount)
{
    return {kind, value, static_cast<float>(amount), {}};
}

} // namespace

ClueScheme place_scheme()
{
    return first_kinds;
}

ClueScheme place_again_scheme()
{
    return vote_kinds;
}

/// How the text between two neighbouring mentions says that `inner` lies in `outer`: "A, B", "A (B)", "A in
/// B", "B's city of A", "the Syrian town of A".
std::uint16_t PlaceRanking::joint(std::size_t outer, std::size_t inner) const
{
    const auto word = [&](std::uint32_t t) { return std::string_view{text_.tokens[t].lower}; };
    if (outer > inner) {
        const std::uint32_t from = mentions_[inner].last, to = mentions_[outer].first;
        constexpr std::uint32_t farthest = 3;
        if (to <= from || to - from > farthest)
            return j_none;
        if (to - from == 1)
            return word(from) == ","    ? j_comma
                   : word(from) == "("  ? j_bracket
                   : word(from) == "in" ? j_in
                   : word(from) == "of" ? j_of
                                        : j_none;
        const bool in = word(from) == "in" || (word(from) == "," && word(from + 1) == "in");
        return in && (word(to - 1) == "the" || word(to - 1) == "in" || word(to - 1).ends_with("ern"))
                   ? j_in
                   : j_none;
    }
    const std::uint32_t from = mentions_[outer].last, to = mentions_[inner].first;
    constexpr std::uint32_t farthest = 5;
    // "the southern Lebanese village of A"
    const bool typed = to > from + 1 && word(to - 1) == "of" && !mentions_[inner].type.empty();
    if (to <= from || to - from > farthest || (word(from) != "'s" && !typed))
        return j_none;
    for (std::uint32_t t = typed ? from : from + 1; t < to; ++t)
        if (text_.tokens[t].kind != Token::Kind::word)
            return j_none;
    return j_possessive;
}

void PlaceRanking::add_containment(const Name& name, const PlaceFacts& place, std::vector<Clue>& clues) const
{
    std::array<bool, joints * groups> inside{}, holds{};
    for (const std::size_t i : name.mentions) {
        for (const std::size_t other : {i - 1, i + 1}) {
            if (other >= mentions_.size() || mentions_[other].places == nullptr) // before the first, too
                continue;
            if (const std::uint16_t j = joint(other, i); j != j_none)
                if (const auto group = holder(*mentions_[other].places, place))
                    inside[static_cast<std::size_t>(*group * joints + j)] = true;
            if (const std::uint16_t j = joint(i, other);
                j != j_none && holds_any(place, *mentions_[other].places))
                holds[static_cast<std::size_t>(group_of(place) * joints + j)] = true;
        }
    }
    for (std::uint16_t value = 0; value < inside.size(); ++value) {
        if (inside[value])
            clues.push_back({p_inside, value, 1, {}});
        if (holds[value])
            clues.push_back({p_holds, value, 1, {}});
    }
}

bool PlaceRanking::is_inside_neighbour(const Name& name, const PlaceFacts& place) const
{
    return std::any_of(name.mentions.begin(), name.mentions.end(), [&](std::size_t i) {
        for (const std::size_t other : {i - 1, i + 1})
            if (other < mentions_.size() && mentions_[other].places != nullptr && joint(other, i) != j_none &&
                holder(*mentions_[other].places, place))
                return true;
        return false;
    });
}

/// A division shares its name with its seat ("Homs", "Tripoli", "New York").
void PlaceRanking::add_seats(const Name& name, std::size_t candidate, std::vector<Clue>& clues) const
{
    const PlaceFacts& place = (*name.places)[candidate];
    const bool division = place.kind == PlaceKind::admin1 || place.kind == PlaceKind::admin2;
    if (!division && place.kind != PlaceKind::city)
        return;
    constexpr std::int64_t large = 100'000;
    bool has_seat = false, has_division = false;
    std::uint8_t rank = 0;
    for (const PlaceFacts& other : *name.places) {
        if (other.country != place.country)
            continue;
        if (division && other.kind == PlaceKind::city &&
            (other.rank == 1 ||
             (other.admin1 == place.admin1 && (other.rank > 0 || other.population > large)))) {
            has_seat = true;
            rank = std::max(rank, other.rank);
        }
        if (!division && other.admin1 == place.admin1 &&
            (other.kind == PlaceKind::admin1 || other.kind == PlaceKind::admin2))
            has_division = true;
    }
    constexpr std::uint16_t ranks = 4;
    if (has_seat)
        clues.push_back({p_division_with_seat,
                         static_cast<std::uint16_t>(rank + (place.kind == PlaceKind::admin2 ? ranks : 0)),
                         1,
                         {}});
    if (has_division)
        clues.push_back({p_seat_beside_division, place.rank, 1, {}});
}

void PlaceRanking::add_context(const Name& name, const PlaceFacts& place, std::vector<Clue>& clues) const
{
    const std::uint16_t group = group_of(place);
    bool typed = false, typed_otherwise = false;
    std::array<bool, 4> seen{};
    for (const std::size_t i : name.mentions) {
        const PlaceMention& mention = mentions_[i];
        const bool fit = !mention.type.empty() && type_fits(mention.type, place.kind);
        typed = typed || fit;
        typed_otherwise = typed_otherwise || (!mention.type.empty() && !fit);
        seen[0] = seen[0] || mention.placed;
        seen[1] = seen[1] || mention.dateline;
        seen[2] = seen[2] || mention.acronym;
        seen[3] = seen[3] || mention.title;
    }
    if (typed)
        clues.push_back({p_type_fits, group, 1, {}});
    if (typed_otherwise)
        clues.push_back({p_type_misfits, group, 1, {}});
    constexpr std::array<std::uint16_t, 4> kinds = {p_placed, p_dateline, p_acronym, p_title};
    for (std::size_t k = 0; k < kinds.size(); ++k)
        if (seen[k])
            clues.push_back({kinds[k], group, 1, {}});
    const std::size_t count = name.mentions.size();
    clues.push_back({p_mentions,
                     static_cast<std::uint16_t>(3 * group + (count == 1   ? 0
                                                             : count <= 3 ? 1
                                                                          : 2)),
                     1,
                     {}});
}

void PlaceRanking::add_first_clues(const Name& name, std::size_t candidate, std::vector<Clue>& clues) const
{
    const PlaceFacts& place = (*name.places)[candidate];
    const std::uint16_t group = group_of(place);
    float most = 0;
    bool main_name_elsewhere = false;
    constexpr float main_name = 0.9F;
    for (std::size_t c = 0; c < name.places->size(); ++c) {
        const PlaceFacts& other = (*name.places)[c];
        most = std::max(most, log_people(other));
        main_name_elsewhere = main_name_elsewhere || other.weight >= main_name;
    }
    const float people = log_people(place);
    clues.push_back(
        {p_kind, static_cast<std::uint16_t>(place.demonym ? PlaceKind::demonym : place.kind), 1, {}});
    clues.push_back({p_rank, place.rank, 1, {}});
    clues.push_back(numbered(p_people, group, static_cast<double>(people)));
    clues.push_back(numbered(p_behind, group, static_cast<double>(most - people)));
    if (people >= most)
        clues.push_back({p_most_people, 0, 1, {}});
    clues.push_back(numbered(p_name_weight, 0, std::log(std::max(static_cast<double>(place.weight), 0.05))));
    if (main_name_elsewhere && place.weight < main_name)
        clues.push_back({p_behind_main_name, 0, 1, {}});
    add_containment(name, place, clues);
    add_seats(name, candidate, clues);
    add_context(name, place, clues);
}

void PlaceRanking::add_vote_clues(const Name& name, std::size_t candidate, std::vector<Clue>& clues) const
{
    const PlaceFacts& place = (*name.places)[candidate];
    const std::uint16_t group = group_of(place);
    const Votes& votes = name.votes[candidate];
    clues.push_back(numbered(v_first, 0, std::max(-12.0, name.first_score[candidate] - name.first_top)));
    clues.push_back({v_group, group, 1, {}});
    clues.push_back(numbered(v_country, group, std::log1p(votes.country)));
    clues.push_back(numbered(v_country_share, group, votes.country_share));
    clues.push_back(numbered(v_admin1, group, std::log1p(votes.admin1)));
    clues.push_back(numbered(v_admin1_share, group, votes.admin1_share));
    clues.push_back(numbered(v_admin2, group, std::log1p(votes.admin2)));
    clues.push_back(numbered(v_near, group, std::log1p(3 * votes.near)));
    clues.push_back(numbered(v_close, group, std::log1p(3 * votes.close)));
    clues.push_back(numbered(v_wide, group, std::log1p(3 * votes.wide)));
    if (votes.top_country)
        clues.push_back({v_top_country, group, 1, {}});
    if (votes.top_admin1)
        clues.push_back({v_top_admin1, group, 1, {}});
    const auto in_dateline = [&](auto member) {
        return std::any_of(homes_.begin(), homes_.end(), [&](const Home& home) {
            return home.name != &name && home.place->*member != 0 && home.place->*member == place.*member;
        });
    };
    if (in_dateline(&PlaceFacts::country))
        clues.push_back({v_dateline_country, group, 1, {}});
    if (in_dateline(&PlaceFacts::admin1))
        clues.push_back({v_dateline_admin1, group, 1, {}});
}

} // namespace sitmap
