// How several figures for one thing become one quantity.
#include "engine/actor.hpp"
#include "engine/rule.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace sitmap {

namespace {

using Count = Quantity::Count;

/// A figure that counts, and who gave it when.
struct Figure {
    const Claim* claim = nullptr;
    Quantity quantity = Quantity::exactly(0);
    std::string speaker; ///< folded; the document's own voice is a speaker for each document

    [[nodiscard]] std::optional<Count> floor() const
    {
        return quantity.low() ? quantity.low() : quantity.best();
    }
    /// "dozens": a floor and nothing else.
    [[nodiscard]] bool is_vague() const { return !quantity.best() && !quantity.high(); }
    /// The largest number said.
    [[nodiscard]] Count reach() const
    {
        return quantity.high().value_or(quantity.best().value_or(quantity.low().value_or(0)));
    }
};

using Figures = std::vector<Figure>;

std::string speaker_key(const Claim& claim)
{
    return claim.speaker.empty() ? "document " + claim.evidence.document : actor_key(claim.speaker);
}

/// Figures that somebody asserts or passes on; what a speaker takes back goes, and a relay counts only where
/// nobody asserts the same figure.
Figures figures_of(std::span<const Claim* const> claims)
{
    Figures asserted, relayed, retracted;
    for (const Claim* claim : claims) {
        const auto* quantity = std::get_if<Quantity>(&claim->value);
        if (!quantity)
            continue;
        const Figure figure{claim, *quantity, speaker_key(*claim)};
        switch (claim->stance) {
        case Stance::asserts:
            asserted.push_back(figure);
            break;
        case Stance::relays:
            relayed.push_back(figure);
            break;
        case Stance::retracts:
            retracted.push_back(figure);
            break;
        case Stance::denies:
        case Stance::leaves_open:
            break;
        }
    }
    for (const Figure& figure : relayed)
        if (std::none_of(asserted.begin(), asserted.end(),
                         [&](const Figure& other) { return other.quantity == figure.quantity; }))
            asserted.push_back(figure);
    std::erase_if(asserted, [&](const Figure& figure) {
        return std::any_of(retracted.begin(), retracted.end(), [&](const Figure& back) {
            return back.speaker == figure.speaker && back.quantity == figure.quantity;
        });
    });
    return asserted;
}

/// Whether a speaker who gave both means `a` by now. On one day the higher stands: tolls rise as a day goes
/// on, and an article leads with the last.
bool supersedes(const Figure& a, const Figure& b)
{
    if (a.claim->said_on != b.claim->said_on)
        return a.claim->said_on > b.claim->said_on; // an undated figure is the older one
    const auto weight = [](const Figure& figure) {
        const Quantity& q = figure.quantity;
        return std::tuple{figure.reach(), q.low().has_value(), q.is_open(), q.best().has_value(), q.low(),
                          q.best()};
    };
    return weight(a) > weight(b);
}

Figures latest_of_each_speaker(const Figures& figures)
{
    std::map<std::string, Figure> latest;
    for (const Figure& figure : figures) {
        const auto [place, is_new] = latest.try_emplace(figure.speaker, figure);
        if (!is_new && supersedes(figure, place->second))
            place->second = figure;
    }
    Figures kept;
    for (auto& [speaker, figure] : latest)
        kept.push_back(std::move(figure));
    return kept;
}

/// Documents report a toll as it rises: what one says in its own voice is outdated by what another says in
/// its own on a later day, if that is not lower. Named speakers who differ are two sources, and both count.
void drop_outdated_tolls(Figures& figures)
{
    const auto outdates = [](const Figure& newer, const Figure& older) {
        return newer.claim->speaker.empty() && older.claim->said_on &&
               newer.claim->said_on > older.claim->said_on && newer.floor() &&
               *newer.floor() >= older.reach();
    };
    const Figures all = figures;
    std::erase_if(figures, [&](const Figure& figure) {
        return figure.claim->speaker.empty() && std::any_of(all.begin(), all.end(), [&](const Figure& other) {
                   return outdates(other, figure);
               });
    });
}

/// "Dozens" says nothing beside a number that is not smaller.
void drop_vague_figures_that_a_number_covers(Figures& figures)
{
    Count most = -1;
    for (const Figure& figure : figures)
        if (!figure.is_vague())
            most = std::max(most, figure.reach());
    std::erase_if(figures, [&](const Figure& figure) { return figure.is_vague() && figure.floor() <= most; });
}

/// Where figures are in people, households of another source cannot be reckoned in.
void keep_one_unit(Figures& figures)
{
    const auto in_people = [](const Figure& figure) {
        return figure.quantity.unit() == Quantity::Unit::people;
    };
    if (std::any_of(figures.begin(), figures.end(), in_people))
        std::erase_if(figures, [&](const Figure& figure) { return !in_people(figure); });
}

std::optional<Count> lowest(const Figures& figures)
{
    std::optional<Count> low;
    for (const Figure& figure : figures)
        if (const auto floor = figure.floor(); floor && (!low || *floor < *low))
            low = floor;
    return low;
}

/// The highest number said; nothing when a bound from below reaches as high, for then the top is open.
std::optional<Count> highest(const Figures& figures)
{
    Count closed = -1, open = -1;
    for (const Figure& figure : figures) {
        Count& most = figure.quantity.is_open() ? open : closed;
        most = std::max(most, figure.reach());
    }
    return open >= closed ? std::nullopt : std::optional{closed};
}

/// "Death toll passes 200", and the ministry says 250: the one number that somebody gives and that a bound
/// from below leaves room for, where it is not half as high again.
const Figure* only_exact_figure_within(const Figure& bound, const Figures& figures)
{
    if (!bound.quantity.is_open() || !bound.floor())
        return nullptr;
    const Figure* found = nullptr;
    for (const Figure& figure : figures) {
        if (&figure == &bound || figure.quantity.is_open())
            continue;
        const auto best = figure.quantity.best();
        if (found || !best || *best < *bound.floor() || *best > *bound.floor() + *bound.floor() / 2)
            return nullptr;
        found = &figure;
    }
    return found;
}

/// The figure that is newer than all others, or the one that a lone document gives in its own voice.
const Figure* preferred(const Figures& figures)
{
    if (figures.size() == 1)
        return &figures.front();
    const auto newest =
        std::max_element(figures.begin(), figures.end(), [](const Figure& a, const Figure& b) {
            return a.claim->said_on < b.claim->said_on;
        });
    const auto as_new = std::count_if(figures.begin(), figures.end(), [&](const Figure& figure) {
        return figure.claim->said_on == newest->claim->said_on;
    });
    if (as_new == 1)
        return &*newest;
    const auto own_voice = [](const Figure& figure) { return figure.claim->speaker.empty(); };
    if (std::count_if(figures.begin(), figures.end(), own_voice) != 1)
        return nullptr;
    const Figure& own = *std::find_if(figures.begin(), figures.end(), own_voice);
    const Figure* exact = only_exact_figure_within(own, figures);
    return exact ? exact : &own;
}

std::optional<Count> best_of(const Figures& figures)
{
    const auto first = figures.front().quantity.best();
    if (std::all_of(figures.begin(), figures.end(),
                    [&](const Figure& f) { return f.quantity.best() == first; }))
        return first;
    const Figure* figure = preferred(figures);
    return figure ? figure->quantity.best() : std::nullopt;
}

/// One number that none of its sources put bounds to.
bool is_one_plain_figure(const Figures& figures)
{
    return std::all_of(figures.begin(), figures.end(), [&](const Figure& figure) {
        return figure.quantity.is_plain() && figure.quantity == figures.front().quantity;
    });
}

std::optional<Quantity> by_range(const Figures& figures)
{
    if (is_one_plain_figure(figures))
        return figures.front().quantity;
    return Quantity::of(lowest(figures), best_of(figures), highest(figures), figures.front().quantity.unit());
}

/// ACLED: the lowest credible figure. It stays open upwards where its source leaves it so.
std::optional<Quantity> conservatively(const Figures& figures)
{
    if (is_one_plain_figure(figures))
        return figures.front().quantity;
    const auto unit = figures.front().quantity.unit();
    const auto low = lowest(figures);
    if (!low)
        return Quantity::of(std::nullopt, std::nullopt, highest(figures), unit);
    const bool open = std::all_of(figures.begin(), figures.end(), [&](const Figure& figure) {
        return figure.floor() != low || figure.quantity.is_open();
    });
    return Quantity::of(low, low, open ? std::nullopt : low, unit);
}

/// UCDP GED: best, low and high are always given. Where no source is preferred, best is the lower middle one
/// of the figures; bounds without a number of their own fall on it.
std::optional<Quantity> as_ucdp(const Figures& figures)
{
    std::vector<Count> numbers;
    Count high = 0;
    for (const Figure& figure : figures) {
        high = std::max(high, figure.reach());
        if (const auto best = figure.quantity.best() ? figure.quantity.best() : figure.quantity.low())
            numbers.push_back(*best);
    }
    if (numbers.empty())
        return Quantity::of(0, 0, high,
                            figures.front().quantity.unit()); // "up to 150" alone: only the top is said
    std::sort(numbers.begin(), numbers.end());
    const Count best = best_of(figures).value_or(numbers[(numbers.size() - 1) / 2]);
    return Quantity::of(std::min(best, lowest(figures).value_or(best)), best, high,
                        figures.front().quantity.unit());
}

} // namespace

std::optional<Quantity> combine(std::span<const Claim* const> claims, Rule rule)
{
    Figures figures = figures_of(claims);
    keep_one_unit(figures);
    drop_vague_figures_that_a_number_covers(figures);
    figures = latest_of_each_speaker(figures);
    drop_outdated_tolls(figures);
    if (figures.empty())
        return std::nullopt;
    switch (rule) {
    case Rule::range:
        return by_range(figures);
    case Rule::conservative:
        return conservatively(figures);
    case Rule::ucdp:
        return as_ucdp(figures);
    }
    return std::nullopt;
}

} // namespace sitmap
