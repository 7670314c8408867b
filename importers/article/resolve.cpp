#include "importers/article/resolve.hpp"

#include "geodata/measure.hpp"
#include "importers/article/place_facts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace sitmap {

namespace {

/// All mentions of one name: they share one answer.
struct Name {
    const std::vector<PlaceFacts>* facts = nullptr;
    std::vector<std::size_t> mentions;   ///< positions in the list of toponyms
    std::vector<double> base;            ///< prior and containment, by candidate
    std::vector<bool> named_as_division; ///< by candidate: a type word or a container says so
    std::vector<bool> inside;            ///< by candidate: a neighbour in the text contains it
    std::vector<double> probability;     ///< by candidate
    double weight = 0;                   ///< ln(1 + mentions)
};

double kind_score(const PlaceFacts& f)
{
    switch (f.kind) {
    case PlaceKind::country:
    case PlaceKind::continent:
    case PlaceKind::demonym:
        return 6;
    case PlaceKind::admin1:
    case PlaceKind::region:
    case PlaceKind::sea:
    case PlaceKind::route:
        return 5;
    case PlaceKind::admin2:
        return 2;
    case PlaceKind::section:
        return 0.5;
    case PlaceKind::facility:
        return 7; // in the table because news speaks of them
    default:
        break;
    }
    if (f.rank == 1)
        return 4.5;
    return f.rank == 2 ? 3.5 : f.rank == 3 ? 2.5 : 1;
}

/// The hand weights of the resolver; population and kind against each other.
double prior(const PlaceFacts& f)
{
    constexpr double unknown_population = 200;
    const double people =
        std::log(static_cast<double>(std::max<std::int64_t>(f.population, 0)) + unknown_population);
    return 0.99 * people + kind_score(f) + 3 * std::log(std::max(f.weight, 0.05));
}

/// Great-circle kilometres; a hundredth off the ellipsoid does not matter to a vote.
double kilometres(LonLat a, LonLat b)
{
    constexpr double radius = 6371, degree = std::numbers::pi / 180;
    const double dlat = (b.lat - a.lat) * degree, dlon = (b.lon - a.lon) * degree;
    const double h = std::pow(std::sin(dlat / 2), 2) +
                     std::cos(a.lat * degree) * std::cos(b.lat * degree) * std::pow(std::sin(dlon / 2), 2);
    return 2 * radius * std::asin(std::min(1.0, std::sqrt(h)));
}

class Resolver {
public:
    Resolver(std::vector<Toponym>& toponyms, const TokenisedText& text, const Gazetteer& gazetteer,
             const Lexicon& lexicon)
        : toponyms_{toponyms}, text_{text}, lexicon_{lexicon}, facts_{gazetteer}
    {}

    void resolve()
    {
        gather();
        for (Name& name : names_)
            set_base(name);
        for (Name& name : names_)
            set_probabilities(name, name.base);
        constexpr int passes = 2;
        for (int pass = 0; pass < passes; ++pass)
            vote();
        const Masses all = masses();
        for (const Name& name : names_)
            choose(name, all);
    }

private:
    void gather()
    {
        std::map<std::string, std::size_t> position;
        for (std::size_t i = 0; i < toponyms_.size(); ++i) {
            const auto& facts = facts_.of(toponyms_[i].key);
            if (facts.empty())
                continue;
            const auto [entry, is_new] = position.try_emplace(toponyms_[i].key, names_.size());
            if (is_new) {
                names_.emplace_back();
                names_.back().facts = &facts;
            }
            names_[entry->second].mentions.push_back(i);
        }
        for (Name& name : names_)
            name.weight = std::log(1.0 + static_cast<double>(name.mentions.size()));
    }

    /// The words between two neighbouring mentions say that one lies in the other: "A, B", "A (B)", "A in B".
    bool is_inside_next(std::size_t i) const
    {
        if (i + 1 >= toponyms_.size())
            return false;
        const std::uint32_t from = toponyms_[i].last, to = toponyms_[i + 1].first;
        if (to < from || to - from > 3 || to == from)
            return false;
        const auto word = [&](std::uint32_t t) { return std::string_view{text_.tokens[t].lower}; };
        if (to - from == 1)
            return word(from) == "," || word(from) == "(" || word(from) == "in" || word(from) == "of";
        const bool in = word(from) == "in" || (word(from) == "," && word(from + 1) == "in");
        return in && (word(to - 1) == "the" || word(to - 1) == "in" || word(to - 1).ends_with("ern"));
    }

    /// "B's A", "B's city of A" with at most two words between; also "Libyan A" for nationality words.
    bool is_inside_previous(std::size_t i) const
    {
        if (i == 0)
            return false;
        const std::uint32_t from = toponyms_[i - 1].last, to = toponyms_[i].first;
        constexpr std::uint32_t farthest = 5;
        if (to <= from || to - from > farthest || text_.tokens[from].lower != "'s")
            return false;
        for (std::uint32_t t = from + 1; t < to; ++t)
            if (text_.tokens[t].kind != Token::Kind::word)
                return false;
        return true;
    }

    void set_base(Name& name)
    {
        for (const PlaceFacts& candidate : *name.facts) {
            double inside = 0, contains_other = 0, typed = 0;
            for (const std::size_t i : name.mentions) {
                if (is_inside_next(i) && holds_any(toponyms_[i + 1].key, candidate))
                    inside = 5;
                if (is_inside_previous(i) && holds_any(toponyms_[i - 1].key, candidate))
                    inside = 5;
                if (i > 0 && is_inside_next(i - 1) && lies_in_any(toponyms_[i - 1].key, candidate))
                    contains_other = 1;
                typed = std::max(typed, type_score(toponyms_[i], candidate));
            }
            name.base.push_back(prior(candidate) + inside + contains_other + typed);
            name.named_as_division.push_back(contains_other > 0 || typed > 0);
            name.inside.push_back(inside > 0);
        }
        prefer_seats(name);
        prefer_main_names(name);
    }

    /// "White House" may be a translation of "Casablanca", but hardly where something is really called that.
    static void prefer_main_names(Name& name)
    {
        constexpr double main_name = 0.9, behind = 4;
        const auto& facts = *name.facts;
        if (std::none_of(facts.begin(), facts.end(),
                         [](const PlaceFacts& f) { return f.weight >= main_name; }))
            return;
        for (std::size_t c = 0; c < facts.size(); ++c)
            if (facts[c].weight < main_name)
                name.base[c] -= behind;
    }

    /// A division shares its name with its seat ("Homs", "Tripoli", "New York"), and has more people; yet
    /// unless the text says "province" or puts a place into it, the town is meant. So too "Washington" and
    /// the capital.
    static void prefer_seats(Name& name)
    {
        const auto& facts = *name.facts;
        constexpr std::int64_t large = 100'000;
        constexpr double behind = 1;
        for (std::size_t a = 0; a < facts.size(); ++a) {
            const bool division = facts[a].kind == PlaceKind::admin1 || facts[a].kind == PlaceKind::admin2;
            if (!division || name.named_as_division[a])
                continue;
            for (std::size_t c = 0; c < facts.size(); ++c) {
                const PlaceFacts& city = facts[c];
                const bool seat =
                    city.kind == PlaceKind::city && city.country == facts[a].country &&
                    ((city.admin1 == facts[a].admin1 && (city.rank > 0 || city.population > large)) ||
                     city.rank == 1);
                if (seat)
                    name.base[a] = std::min(name.base[a], name.base[c] - behind);
            }
        }
    }

    bool holds_any(const std::string& outer, const PlaceFacts& inner)
    {
        const auto& outers = facts_.of(outer);
        return std::any_of(outers.begin(), outers.end(),
                           [&](const PlaceFacts& o) { return contains(o, inner); });
    }

    bool lies_in_any(const std::string& inner, const PlaceFacts& outer)
    {
        const auto& inners = facts_.of(inner);
        return std::any_of(inners.begin(), inners.end(),
                           [&](const PlaceFacts& i) { return contains(outer, i); });
    }

    /// "Homs province", "the city of Homs": the word beside the name says which kind is meant.
    double type_score(const Toponym& toponym, const PlaceFacts& candidate) const
    {
        constexpr double fits = 4;
        const auto kind_of = [&](std::uint32_t t) -> std::string_view {
            return t < text_.tokens.size() ? lexicon_.meaning("place_types", text_.tokens[t].lower) : "";
        };
        std::string_view type = kind_of(toponym.last);
        if (type.empty() && toponym.first >= 2 && text_.tokens[toponym.first - 1].lower == "of")
            type = kind_of(toponym.first - 2);
        if (type.empty())
            return 0;
        const bool city = candidate.kind == PlaceKind::city || candidate.kind == PlaceKind::section;
        return (type == "city" && city) || (type == "admin1" && candidate.kind == PlaceKind::admin1) ||
                       (type == "admin1" && candidate.kind == PlaceKind::region) ||
                       (type == "admin2" && candidate.kind == PlaceKind::admin2) ||
                       (type == "region" && candidate.kind == PlaceKind::region) ||
                       (type == "section" && candidate.kind == PlaceKind::section) ||
                       (type == "sea" && candidate.kind == PlaceKind::sea) ||
                       (type == "water" && candidate.kind == PlaceKind::water)
                   ? fits
                   : 0;
    }

    static void set_probabilities(Name& name, const std::vector<double>& scores)
    {
        name.probability.assign(scores.size(), 0);
        const double top = *std::max_element(scores.begin(), scores.end());
        double sum = 0;
        for (std::size_t c = 0; c < scores.size(); ++c)
            sum += name.probability[c] = std::exp(scores[c] - top);
        for (double& p : name.probability)
            p /= sum;
    }

    struct Masses {
        std::map<std::string_view, double> country, admin1;
        double country_sum = 0, admin1_sum = 0;
    };

    Masses masses() const
    {
        Masses m;
        for (const Name& name : names_)
            for (std::size_t c = 0; c < name.facts->size(); ++c) {
                const PlaceFacts& f = (*name.facts)[c];
                const double mass = name.weight * name.probability[c];
                if (!f.country.empty()) {
                    m.country[f.country] += mass;
                    m.country_sum += mass;
                }
                if (!f.admin1.empty()) {
                    m.admin1[f.admin1] += mass;
                    m.admin1_sum += mass;
                }
            }
        return m;
    }

    static double of(const std::map<std::string_view, double>& masses, std::string_view key)
    {
        const auto found = masses.find(key);
        return found == masses.end() ? 0 : found->second;
    }

    /// A place other names speak for; countries and continents are too wide to be near to.
    struct Anchor {
        std::size_t name = 0;
        LonLat point;
        double mass = 0;
    };

    std::vector<Anchor> anchors() const
    {
        constexpr std::size_t most = 150; // keeps the whole linear in the text
        constexpr double least = 0.15;
        std::vector<Anchor> result;
        for (std::size_t n = 0; n < names_.size(); ++n)
            for (std::size_t c = 0; c < names_[n].facts->size(); ++c) {
                const PlaceFacts& f = (*names_[n].facts)[c];
                const bool wide = f.kind == PlaceKind::country || f.kind == PlaceKind::continent || f.demonym;
                if (!wide && names_[n].probability[c] > least)
                    result.push_back({n, f.point, names_[n].weight * names_[n].probability[c]});
            }
        std::stable_sort(result.begin(), result.end(),
                         [](const Anchor& a, const Anchor& b) { return a.mass > b.mass; });
        result.resize(std::min(result.size(), most));
        return result;
    }

    void vote()
    {
        const Masses all = masses();
        const std::vector<Anchor> near = anchors();
        std::vector<std::vector<double>> scores;
        scores.reserve(names_.size());
        for (std::size_t n = 0; n < names_.size(); ++n)
            scores.push_back(voted_scores(n, all, near));
        for (std::size_t n = 0; n < names_.size(); ++n)
            set_probabilities(names_[n], scores[n]);
    }

    std::vector<double> voted_scores(std::size_t n, const Masses& all, const std::vector<Anchor>& near) const
    {
        const Name& name = names_[n];
        Masses own; // a name never votes for itself
        for (std::size_t c = 0; c < name.facts->size(); ++c) {
            own.country[(*name.facts)[c].country] += name.weight * name.probability[c];
            own.admin1[(*name.facts)[c].admin1] += name.weight * name.probability[c];
        }
        std::vector<double> scores = name.base;
        for (std::size_t c = 0; c < name.facts->size(); ++c) {
            const PlaceFacts& f = (*name.facts)[c];
            const double country =
                f.country.empty() ? 0
                                  : std::max(0.0, of(all.country, f.country) - of(own.country, f.country));
            const double admin1 =
                f.admin1.empty() ? 0 : std::max(0.0, of(all.admin1, f.admin1) - of(own.admin1, f.admin1));
            constexpr double nothing = 1e-9;
            scores[c] += 4 * country / (all.country_sum + nothing) + 0.6 * std::log1p(country);
            scores[c] += 2 * admin1 / (all.admin1_sum + nothing) + 2.2 * std::log1p(admin1);
            scores[c] += nearness(n, f, near);
        }
        return scores;
    }

    static double nearness(std::size_t n, const PlaceFacts& f, const std::vector<Anchor>& near)
    {
        if (f.kind == PlaceKind::country || f.kind == PlaceKind::continent || f.demonym)
            return 0;
        double close = 0, wide = 0;
        constexpr double farthest_lat = 15; // e^(-1600/250) is nothing
        for (const Anchor& anchor : near) {
            if (anchor.name == n || std::abs(anchor.point.lat - f.point.lat) > farthest_lat)
                continue;
            const double km = kilometres(f.point, anchor.point);
            close += anchor.mass * std::exp(-km / 60);
            wide += anchor.mass * std::exp(-km / 250);
        }
        return std::log1p(3 * close) + 0.8 * std::log1p(3 * wide);
    }

    /// A small place in a country that nothing else in the text speaks of, while other countries are: a
    /// namesake of a place that the gazetteer lacks. No place is better than a wrong one.
    bool is_stray(const Name& name, std::size_t c, const Masses& all) const
    {
        constexpr std::int64_t small = 15'000;
        constexpr double much = 2.5;
        const PlaceFacts& f = (*name.facts)[c];
        const bool town = f.kind == PlaceKind::city || f.kind == PlaceKind::section;
        if (!town || f.population > small || f.rank == 1 || name.inside[c])
            return false;
        double own = 0;
        for (std::size_t k = 0; k < name.facts->size(); ++k)
            if ((*name.facts)[k].country == f.country)
                own += name.weight * name.probability[k];
        constexpr double hardly = 0.1;
        return of(all.country, f.country) - own < hardly && all.country_sum - own > much;
    }

    void choose(const Name& name, const Masses& all)
    {
        const auto best = static_cast<std::size_t>(
            std::max_element(name.probability.begin(), name.probability.end()) - name.probability.begin());
        if (is_stray(name, best, all))
            return;
        for (const std::size_t i : name.mentions) {
            toponyms_[i].place = (*name.facts)[best].place;
            toponyms_[i].score = name.probability[best];
        }
    }

    std::vector<Toponym>& toponyms_;
    const TokenisedText& text_;
    const Lexicon& lexicon_;
    FactsTable facts_;
    std::vector<Name> names_;
};

} // namespace

void resolve(std::vector<Toponym>& toponyms, const TokenisedText& text, const Gazetteer& gazetteer,
             const Lexicon& lexicon)
{
    Resolver{toponyms, text, gazetteer, lexicon}.resolve();
}

} // namespace sitmap
