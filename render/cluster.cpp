#include "render/cluster.hpp"
#include "render/px_geometry.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unordered_map>

namespace sitmap {

namespace {

constexpr double gather_px = 46, ring_px = 5.2, ring_gap_px = 1;
constexpr int push_rounds = 80;
constexpr std::size_t most_pushed = 12; ///< a heap of more marks cannot part within 2 r
constexpr double slack_px = 0.75;       ///< marks count as apart when their casings overlap by no more

/// Positions by 64 px squares, so that neighbours are found without looking at all.
class Squares {
public:
    Squares(const std::vector<Px>& at, const std::vector<std::size_t>& which, double side) : side_{side}
    {
        for (const std::size_t i : which)
            cells_[key(at[i])].push_back(i);
    }
    template <class Visit>
    void near(Px p, Visit visit) const
    {
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                if (const auto found = cells_.find(key({p.x + dx * side_, p.y + dy * side_}));
                    found != cells_.end())
                    for (const std::size_t i : found->second)
                        visit(i);
    }

private:
    [[nodiscard]] std::int64_t key(Px p) const
    {
        const auto x = static_cast<std::int64_t>(std::floor(p.x / side_)),
                   y = static_cast<std::int64_t>(std::floor(p.y / side_));
        return (x << 32) ^ (y & 0xffffffff);
    }
    double side_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> cells_;
};

struct Groups {
    std::vector<std::size_t> parent;
    explicit Groups(std::size_t n) : parent(n) { std::iota(parent.begin(), parent.end(), std::size_t{0}); }
    std::size_t root(std::size_t i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b)
    {
        a = root(a);
        b = root(b);
        parent[std::max(a, b)] = std::min(a, b);
    }
};

std::vector<std::vector<std::size_t>> heaps(std::span<const Spot> spots, const std::vector<Px>& at)
{
    double widest = 1;
    for (const Spot& s : spots)
        widest = std::max(widest, 2.0 * s.reach);
    std::vector<std::size_t> all(spots.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const Squares squares{at, all, widest};
    Groups groups{spots.size()};
    for (std::size_t i = 0; i < spots.size(); ++i)
        squares.near(at[i], [&](std::size_t j) {
            if (j < i && distance(at[i], at[j]) < spots[i].reach + spots[j].reach - slack_px)
                groups.join(i, j);
        });
    std::unordered_map<std::size_t, std::size_t> place;
    std::vector<std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const auto [found, fresh] = place.try_emplace(groups.root(i), out.size());
        if (fresh)
            out.emplace_back();
        out[found->second].push_back(i);
    }
    return out;
}

Px limited(Px home, Px at, double most)
{
    const Px away = at - home;
    const double far = length(away);
    return far > most ? home + away * (most / far) : at;
}

/// One round of pushing; the deepest overlap that was there.
double push(std::span<const Spot> spots, const std::vector<std::size_t>& heap, std::vector<Px>& at)
{
    double deepest = 0;
    for (std::size_t a = 0; a < heap.size(); ++a) {
        for (std::size_t b = a + 1; b < heap.size(); ++b) {
            const std::size_t i = heap[a], j = heap[b];
            const double overlap = spots[i].reach + spots[j].reach - distance(at[i], at[j]);
            deepest = std::max(deepest, overlap);
            if (overlap <= 0)
                continue;
            // Marks on one point part along the golden angle, so that the same list always parts alike.
            const double angle = 2.39996323 * static_cast<double>(b) + 0.4;
            const Px apart =
                distance(at[i], at[j]) > 0.01 ? unit(at[j] - at[i]) : Px{std::cos(angle), std::sin(angle)};
            const bool both = !spots[i].pinned && !spots[j].pinned;
            const double share = both ? 0.5 : 1.0;
            // A small mark may go as far as a large one would, or it could never come out from under it.
            const double most = 2.0 * std::max(spots[i].r, spots[j].r);
            if (!spots[i].pinned)
                at[i] = limited(spots[i].at, at[i] - apart * (overlap * share), most);
            if (!spots[j].pinned)
                at[j] = limited(spots[j].at, at[j] + apart * (overlap * share), most);
        }
    }
    return deepest;
}

void push_apart(std::span<const Spot> spots, const std::vector<std::size_t>& heap, std::vector<Px>& at)
{
    for (int round = 0; round < push_rounds && heap.size() <= most_pushed; ++round)
        if (push(spots, heap, at) <= slack_px)
            return;
}

Cluster gathered(std::span<const Spot> spots, std::vector<std::size_t> members)
{
    std::sort(members.begin(), members.end());
    Px sum;
    for (const std::size_t i : members)
        sum = sum + spots[i].at;
    return {sum * (1.0 / static_cast<double>(members.size())), cluster_radius(members.size()),
            std::move(members)};
}

/// Gathers the marks in `failed` around the first of them that is left, within 46 px.
std::vector<Cluster> gather(std::span<const Spot> spots, const std::vector<std::size_t>& failed)
{
    std::vector<Px> home(spots.size());
    for (const std::size_t i : failed)
        home[i] = spots[i].at;
    const Squares squares{home, failed, gather_px};
    std::vector<bool> done(spots.size(), false);
    std::vector<Cluster> clusters;
    for (const std::size_t i : failed) {
        if (done[i])
            continue;
        std::vector<std::size_t> members;
        squares.near(home[i], [&](std::size_t j) {
            if (!done[j] && distance(home[i], home[j]) <= gather_px) {
                done[j] = true;
                members.push_back(j);
            }
        });
        clusters.push_back(gathered(spots, std::move(members)));
    }
    return clusters;
}

/// Joins clusters whose rings touch until none do.
void join_touching(std::span<const Spot> spots, std::vector<Cluster>& clusters)
{
    for (bool again = true; again;) {
        again = false;
        for (std::size_t i = 0; i < clusters.size() && !again; ++i)
            for (std::size_t j = i + 1; j < clusters.size() && !again; ++j)
                if (distance(clusters[i].at, clusters[j].at) <
                    clusters[i].radius_px + clusters[j].radius_px + ring_px + ring_gap_px) {
                    std::vector<std::size_t> members = clusters[i].members;
                    members.insert(members.end(), clusters[j].members.begin(), clusters[j].members.end());
                    clusters[i] = gathered(spots, std::move(members));
                    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(j));
                    again = true;
                }
    }
}

/// Single marks under a cluster's ring go into it; true if any did.
bool swallow(std::span<const Spot> spots, Arrangement& a)
{
    bool any = false;
    for (Cluster& cluster : a.clusters) {
        std::vector<std::size_t> members = cluster.members;
        for (std::size_t i = 0; i < spots.size(); ++i)
            if (!a.clustered[i] && !spots[i].pinned &&
                distance(a.at[i], cluster.at) < cluster.radius_px + ring_px / 2.0 + spots[i].reach) {
                members.push_back(i);
                a.clustered[i] = true;
            }
        if (members.size() == cluster.members.size())
            continue;
        cluster = gathered(spots, std::move(members));
        any = true;
    }
    return any;
}

} // namespace

Arrangement arrange(std::span<const Spot> spots)
{
    Arrangement a;
    for (const Spot& s : spots)
        a.at.push_back(s.at);
    a.clustered.assign(spots.size(), false);
    // Again, since marks pushed out of one heap may have run into another.
    for (int pass = 0; pass < 3; ++pass)
        for (const auto& heap : heaps(spots, a.at))
            if (heap.size() > 1)
                push_apart(spots, heap, a.at);
    std::vector<std::size_t> failed;
    for (const auto& heap : heaps(spots, a.at))
        if (heap.size() > 1)
            std::copy_if(heap.begin(), heap.end(), std::back_inserter(failed),
                         [&](std::size_t i) { return !spots[i].pinned; });
    for (const std::size_t i : failed)
        a.clustered[i] = true;
    a.clusters = gather(spots, failed);
    do
        join_touching(spots, a.clusters);
    while (swallow(spots, a));
    // One mark alone is no cluster.
    for (const Cluster& c : a.clusters)
        if (c.members.size() == 1)
            a.clustered[c.members.front()] = false;
    std::erase_if(a.clusters, [](const Cluster& c) { return c.members.size() == 1; });
    return a;
}

double cluster_radius(std::size_t count)
{
    return 9.0 + 5.6 * std::log10(static_cast<double>(std::max<std::size_t>(count, 1)));
}

std::string cluster_count(std::size_t count)
{
    if (count < 1000)
        return std::to_string(count);
    if (count < 9950) {
        const std::size_t tenths = (count + 50) / 100;
        return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "k";
    }
    if (count >= 999'500)
        return std::to_string((count + 50'000) / 1'000'000) + "." +
               std::to_string((count + 50'000) / 100'000 % 10) + "M";
    return std::to_string((count + 500) / 1000) + "k";
}

void draw_cluster(DrawList& list, const Palette& palette, Px at,
                  const std::array<std::size_t, event_type_count>& by_type)
{
    constexpr double small_share = 0.012, gap_deg = 0.07 * 180.0 / std::numbers::pi;
    const std::size_t all = std::accumulate(by_type.begin(), by_type.end(), std::size_t{0});
    if (all == 0)
        return;
    const double radius = cluster_radius(all);
    const bool dark = palette.name == StyleName::dark;
    list.commands.push_back(FillPath{{circle_px(at, radius + ring_px / 2.0 + 1.6)}, palette.casing, {}, {}});
    list.commands.push_back(
        FillPath{{circle_px(at, radius)}, dark ? rgb(0x0B1017, 0.9) : rgb(0xFFFFFF), {}, {}});
    std::vector<std::pair<Rgba, double>> parts;
    double rest = 0;
    for (std::size_t i = 0; i < by_type.size(); ++i) {
        const double share = static_cast<double>(by_type[i]) / static_cast<double>(all);
        if (share >= small_share)
            parts.emplace_back(palette.types[i].fill, share);
        else
            rest += share;
    }
    if (rest > 0)
        parts.emplace_back(rgb(0x6B7480), rest);
    const double gap = parts.size() > 1 ? gap_deg : 0;
    double from = 90;
    for (const auto& [colour, share] : parts) {
        const double to = from - 360.0 * share;
        if (from - to > gap)
            list.commands.push_back(StrokePath{
                {arc_px(at, radius, from - gap / 2, to + gap / 2)}, false, colour, ring_px, {}, Cap::butt});
        from = to;
    }
    const Font font{12.5, FontWeight::bold, false, 0};
    const std::string count = cluster_count(all);
    list.commands.push_back(GlyphRun{
        count, font, {at.x - measure(count, font).advance / 2.0, at.y + 4.5}, 0, palette.ink, {}, 0});
}

} // namespace sitmap
