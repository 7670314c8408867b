#include "importers/article/place_ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace sitmap {

namespace {

constexpr double earth_radius_km =
    6371; ///< great circles; a hundredth off the ellipsoid is nothing to a vote
constexpr std::uint32_t none = 0;
constexpr double farthest_km = 1200; ///< beyond it a place says nothing

/// What distances weigh, by the square of the chord on the unit sphere: a table, as each candidate asks for
/// each anchor. Between its steps weights are taken to run straight, which is good to one in a thousand.
class Decay {
public:
    struct Weights {
        double near, close, wide; ///< e^(-d / 25, 60, 250 km)
    };

    Decay()
    {
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const double km = static_cast<double>(i) * step_km;
            steps_[i] = {std::exp(-km / 25), std::exp(-km / 60), std::exp(-km / 250)};
        }
    }

    [[nodiscard]] Weights at(double chord2) const
    {
        const double chord = std::sqrt(chord2);
        // Arc of a chord, to the second term: a metre off at 1200 km.
        const double steps = earth_radius_km * (chord + chord * chord2 / 24) / step_km;
        const auto i = std::min(static_cast<std::size_t>(steps), steps_.size() - 2);
        const double part = steps - static_cast<double>(i);
        const Weights &a = steps_[i], &b = steps_[i + 1];
        return {a.near + part * (b.near - a.near), a.close + part * (b.close - a.close),
                a.wide + part * (b.wide - a.wide)};
    }

private:
    static constexpr double step_km = 2;
    std::array<Weights, static_cast<std::size_t>(farthest_km / step_km) + 3> steps_{};
};

bool is_country(const PlaceFacts& f)
{
    return f.kind == PlaceKind::country || f.kind == PlaceKind::continent || f.demonym;
}

} // namespace

bool type_fits(std::string_view type, PlaceKind kind)
{
    return (type == "city" && (kind == PlaceKind::city || kind == PlaceKind::section)) ||
           (type == "admin1" && (kind == PlaceKind::admin1 || kind == PlaceKind::region)) ||
           (type == "admin2" && kind == PlaceKind::admin2) ||
           (type == "region" && kind == PlaceKind::region) ||
           (type == "region" && kind == PlaceKind::admin1) ||
           (type == "section" && kind == PlaceKind::section) || (type == "sea" && kind == PlaceKind::sea) ||
           (type == "water" && kind == PlaceKind::water) || (type == "country" && kind == PlaceKind::country);
}

std::size_t PlaceRanking::Name::best() const
{
    return static_cast<std::size_t>(std::max_element(probability.begin(), probability.end()) -
                                    probability.begin());
}

PlaceRanking::PlaceRanking(std::vector<PlaceMention> mentions, const TokenisedText& text,
                           const Weights& first, const Weights& again)
    : mentions_{std::move(mentions)}, text_{text}, first_{first}, again_{again}
{
    gather();
    number_divisions();
}

void PlaceRanking::gather()
{
    std::unordered_map<std::string_view, std::array<std::size_t, 2>> position; // plain, with a type word
    name_of_.assign(mentions_.size(), no_name);
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
        const PlaceMention& mention = mentions_[i];
        if (mention.places == nullptr || mention.places->empty())
            continue;
        auto& slots = position.try_emplace(mention.key, std::array{no_name, no_name}).first->second;
        // "Somali" and "Somali Region", "Homs" and "Homs province" are two names.
        std::size_t& slot = slots[type_decides(mention) ? 1 : 0];
        if (slot == no_name) {
            slot = names_.size();
            names_.emplace_back().places = mention.places;
        }
        names_[slot].mentions.push_back(i);
        name_of_[i] = slot;
    }
    for (Name& name : names_)
        rule_out(name);
}

bool PlaceRanking::type_decides(const PlaceMention& mention)
{
    if (mention.type.empty() || mention.type == "region" || mention.type == "section")
        return false;
    const bool nationality = std::any_of(mention.places->begin(), mention.places->end(),
                                         [](const PlaceFacts& f) { return f.demonym; });
    if (nationality && mention.type != "admin1" && mention.type != "admin2")
        return false; // "the Somali capital", "a Libyan town"
    return std::any_of(mention.places->begin(), mention.places->end(),
                       [&](const PlaceFacts& f) { return !f.demonym && type_fits(mention.type, f.kind); });
}

/// A type of place beside the name says which kind is meant; a nationality word without one is its country.
void PlaceRanking::rule_out(Name& name) const
{
    const auto& places = *name.places;
    name.open.assign(places.size(), true);
    const PlaceMention& mention = mentions_[name.mentions.front()];
    if (type_decides(mention)) {
        for (std::size_t c = 0; c < places.size(); ++c)
            name.open[c] = !places[c].demonym && type_fits(mention.type, places[c].kind);
        return;
    }
    const bool nationality =
        std::any_of(places.begin(), places.end(), [](const PlaceFacts& f) { return f.demonym; });
    for (std::size_t c = 0; c < places.size(); ++c)
        name.open[c] = !nationality || places[c].demonym;
    const bool measured = std::any_of(name.mentions.begin(), name.mentions.end(),
                                      [&](std::size_t i) { return mentions_[i].measured_from; });
    const auto has_town = [&](const PlaceFacts& division) {
        return std::any_of(places.begin(), places.end(), [&](const PlaceFacts& f) {
            return f.kind == PlaceKind::city && f.admin1 == division.admin1 && f.country == division.country;
        });
    };
    for (std::size_t c = 0; c < places.size(); ++c)
        if (measured && (places[c].kind == PlaceKind::admin1 || places[c].kind == PlaceKind::admin2) &&
            has_town(places[c]))
            name.open[c] = false;
}

void PlaceRanking::number_divisions()
{
    std::array<std::unordered_map<std::uint32_t, std::uint32_t>, 3> numbers;
    const auto number = [&](std::size_t level, std::uint32_t division) {
        if (division == 0)
            return none;
        auto& level_numbers = numbers[level];
        return level_numbers.try_emplace(division, static_cast<std::uint32_t>(level_numbers.size() + 1))
            .first->second;
    };
    constexpr double degree = std::numbers::pi / 180;
    divisions_.reserve(names_.size());
    for (const Name& name : names_) {
        std::vector<Division>& own = divisions_.emplace_back();
        own.reserve(name.places->size());
        for (const PlaceFacts& f : *name.places) {
            const double lat = f.point.lat * degree, lon = f.point.lon * degree;
            own.push_back({number(0, f.country), number(1, f.admin1), number(2, f.admin2),
                           std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)});
        }
    }
    country_mass_.resize(numbers[0].size() + 1);
    admin1_mass_.resize(numbers[1].size() + 1);
    admin2_mass_.resize(numbers[2].size() + 1);
}

void PlaceRanking::prefer_home(double strength)
{
    for (Name& name : names_) {
        const PlaceFacts& best = (*name.places)[name.best()];
        constexpr std::int64_t great_city = 450'000; // Lyon, in a text that speaks of San Francisco
        const bool stays = best.rank == 1 || is_well_known(best.kind) || best.population > great_city;
        // Geneva in a report on Libya is no town of Illinois.
        constexpr std::int64_t city_of_the_world = 100'000;
        constexpr double hardly_any = 0.2;
        const bool abroad = std::all_of(name.votes.begin(), name.votes.end(),
                                        [&](const Votes& votes) { return votes.country_share < hardly_any; });
        double sum = 0;
        for (std::size_t c = 0; c < name.probability.size(); ++c) {
            const PlaceFacts& place = (*name.places)[c];
            double gain = stays || place.kind == PlaceKind::admin2 ? 0 : name.votes[c].country_share;
            gain += is_inside_neighbour(name, place) ? 1 : 0;
            if (abroad && place.kind == PlaceKind::city && place.population > city_of_the_world)
                gain += 0.35 * std::log10(10.0 * static_cast<double>(place.population) / city_of_the_world);
            sum += name.probability[c] *= std::exp(strength * gain);
        }
        for (double& p : name.probability)
            p /= sum;
    }
}

void PlaceRanking::set_probabilities(Name& name, const std::vector<double>& scores)
{
    name.probability.assign(scores.size(), 0);
    double top = -1e9, sum = 0;
    for (std::size_t c = 0; c < scores.size(); ++c)
        if (name.open[c])
            top = std::max(top, scores[c]);
    for (std::size_t c = 0; c < scores.size(); ++c)
        if (name.open[c])
            sum += name.probability[c] = std::exp(scores[c] - top);
    for (double& p : name.probability)
        p /= sum;
}

void PlaceRanking::score_first(Name& name)
{
    std::vector<Clue> clues;
    name.first_score.clear();
    for (std::size_t c = 0; c < name.places->size(); ++c) {
        clues.clear();
        add_first_clues(name, c, clues);
        name.first_score.push_back(first_.sum(clues));
    }
    name.first_top = -1e9;
    for (std::size_t c = 0; c < name.first_score.size(); ++c)
        if (name.open[c])
            name.first_top = std::max(name.first_top, name.first_score[c]);
    set_probabilities(name, name.first_score);
}

void PlaceRanking::rank()
{
    for (Name& name : names_)
        score_first(name);
    std::vector<double> probabilities;
    probabilities.reserve(mentions_.size());
    for (const PlaceMention& mention : mentions_)
        probabilities.push_back(mention.probability);
    reweigh(probabilities);
    constexpr int more_passes = 1;
    for (int pass = 0; pass < more_passes; ++pass)
        vote();
}

void PlaceRanking::reweigh(const std::vector<double>& probabilities)
{
    homes_.clear();
    for (Name& name : names_) {
        double mentions = 0;
        bool dateline = false;
        for (const std::size_t i : name.mentions) {
            mentions += probabilities[i];
            dateline = dateline || mentions_[i].dateline;
        }
        name.weight = std::log1p(mentions);
        if (dateline)
            homes_.push_back({&name, &(*name.places)[name.best()]});
    }
    vote();
}

void PlaceRanking::vote()
{
    count_votes();
    if (again_.is_empty())
        return;
    std::vector<Clue> clues;
    std::vector<double> scores;
    for (Name& name : names_) { // the votes are counted, and the homes chosen, before
        scores.clear();
        for (std::size_t c = 0; c < name.places->size(); ++c) {
            clues.clear();
            add_vote_clues(name, c, clues);
            scores.push_back(again_.sum(clues));
        }
        set_probabilities(name, scores);
    }
}

void PlaceRanking::count_masses()
{
    for (auto* masses : {&country_mass_, &admin1_mass_, &admin2_mass_})
        std::fill(masses->begin(), masses->end(), 0);
    country_sum_ = admin1_sum_ = 0;
    for (std::size_t n = 0; n < names_.size(); ++n)
        for (std::size_t c = 0; c < divisions_[n].size(); ++c) {
            const Division& division = divisions_[n][c];
            const double mass = names_[n].weight * names_[n].probability[c];
            country_mass_[division.country] += mass;
            admin1_mass_[division.admin1] += mass;
            admin2_mass_[division.admin2] += mass;
            country_sum_ += division.country != none ? mass : 0;
            admin1_sum_ += division.admin1 != none ? mass : 0;
        }
    country_mass_[none] = admin1_mass_[none] = admin2_mass_[none] = 0;
}

/// Places that other names speak for; countries and continents are too wide to be near to.
std::vector<PlaceRanking::Anchor> PlaceRanking::anchors() const
{
    constexpr std::size_t most = 150; // keeps the whole linear in the text
    constexpr double least = 0.1;
    std::vector<Anchor> result;
    for (std::size_t n = 0; n < names_.size(); ++n)
        for (std::size_t c = 0; c < divisions_[n].size(); ++c) {
            const Division& at = divisions_[n][c];
            if (names_[n].probability[c] > least && !is_country((*names_[n].places)[c]))
                result.push_back({n, at.x, at.y, at.z, names_[n].weight * names_[n].probability[c]});
        }
    std::stable_sort(result.begin(), result.end(),
                     [](const Anchor& a, const Anchor& b) { return a.mass > b.mass; });
    result.resize(std::min(result.size(), most));
    return result;
}

void PlaceRanking::count_votes()
{
    count_masses();
    const std::vector<Anchor> near = anchors();
    for (std::size_t n = 0; n < names_.size(); ++n)
        count_votes(n, near);
}

void PlaceRanking::count_votes(std::size_t n, const std::vector<Anchor>& anchors)
{
    Name& name = names_[n];
    const auto& divisions = divisions_[n];
    // A name never votes for itself.
    const auto own = [&](auto member, std::uint32_t division) {
        double mass = 0;
        for (std::size_t c = 0; c < divisions.size(); ++c)
            if (divisions[c].*member == division)
                mass += name.weight * name.probability[c];
        return mass;
    };
    double own_country_sum = 0, own_admin1_sum = 0;
    for (std::size_t c = 0; c < divisions.size(); ++c) {
        own_country_sum += divisions[c].country != none ? name.weight * name.probability[c] : 0;
        own_admin1_sum += divisions[c].admin1 != none ? name.weight * name.probability[c] : 0;
    }
    name.votes.assign(divisions.size(), {});
    constexpr double nothing = 1e-6;
    double top_country = nothing, top_admin1 = nothing;
    for (std::size_t c = 0; c < divisions.size(); ++c) {
        const Division& at = divisions[c];
        Votes& votes = name.votes[c];
        if (at.country != none)
            votes.country = std::max(0.0, country_mass_[at.country] - own(&Division::country, at.country));
        if (at.admin1 != none)
            votes.admin1 = std::max(0.0, admin1_mass_[at.admin1] - own(&Division::admin1, at.admin1));
        if (at.admin2 != none)
            votes.admin2 = std::max(0.0, admin2_mass_[at.admin2] - own(&Division::admin2, at.admin2));
        votes.country_share = votes.country / (country_sum_ - own_country_sum + nothing);
        votes.admin1_share = votes.admin1 / (admin1_sum_ - own_admin1_sum + nothing);
        top_country = std::max(top_country, votes.country);
        top_admin1 = std::max(top_admin1, votes.admin1);
        if (is_country((*name.places)[c]))
            continue;
        static const Decay decay;
        static const double farthest = 2 - 2 * std::cos(farthest_km / earth_radius_km);
        for (const Anchor& anchor : anchors) {
            const double x = at.x - anchor.x, y = at.y - anchor.y, z = at.z - anchor.z;
            const double chord2 = x * x + y * y + z * z;
            if (anchor.name == n || chord2 > farthest)
                continue;
            const Decay::Weights weights = decay.at(chord2);
            votes.near += anchor.mass * weights.near;
            votes.close += anchor.mass * weights.close;
            votes.wide += anchor.mass * weights.wide;
        }
    }
    for (Votes& votes : name.votes) {
        votes.top_country = votes.country >= top_country;
        votes.top_admin1 = votes.admin1 >= top_admin1;
    }
}

bool PlaceRanking::is_stray(const Name& name, std::size_t candidate) const
{
    constexpr std::int64_t small = 15'000;
    constexpr double much = 2.5, hardly = 0.1;
    const PlaceFacts& f = (*name.places)[candidate];
    const bool town = f.kind == PlaceKind::city || f.kind == PlaceKind::section;
    if (!town || f.population > small || f.rank == 1 || is_inside_neighbour(name, f))
        return false;
    return name.votes[candidate].country < hardly && country_sum_ - name.weight > much;
}

} // namespace sitmap
