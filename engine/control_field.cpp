#include "engine/control_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace sitmap {

namespace {

constexpr double metres_a_degree = 111'320;
constexpr std::size_t reach_by_neighbour = 8, most_corners = 60'000, most_bins = 40'000;

double distance(PlanePoint a, PlanePoint b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

double kernel(double d, double reach)
{
    const double r = d / reach;
    return std::exp(-r * r / 2) + 1e-6; // never wholly deaf, so that a value exists everywhere
}

struct PlaneBox {
    PlanePoint least, most;
};

PlaneBox box_of(const std::vector<SidedEvidence>& evidence)
{
    PlaneBox box{evidence.front().at, evidence.front().at};
    for (const SidedEvidence& e : evidence) {
        box.least = {std::min(box.least.x, e.at.x), std::min(box.least.y, e.at.y)};
        box.most = {std::max(box.most.x, e.at.x), std::max(box.most.y, e.at.y)};
    }
    return box;
}

} // namespace

LocalPlane::LocalPlane(std::span<const ControlEvidence> evidence)
{
    double south = 90, north = -90, west = 180, east = -180;
    for (const ControlEvidence& e : evidence) {
        south = std::min(south, e.at.lat);
        north = std::max(north, e.at.lat);
        west = std::min(west, e.at.lon);
        east = std::max(east, e.at.lon);
    }
    origin_ = {(west + east) / 2, (south + north) / 2};
    m_per_lon_ = metres_a_degree * std::max(0.05, std::cos(origin_.lat * std::numbers::pi / 180));
}

PlanePoint LocalPlane::to(LonLat p) const
{
    return {(p.lon - origin_.lon) * m_per_lon_, (p.lat - origin_.lat) * metres_a_degree};
}

LonLat LocalPlane::from(PlanePoint p) const
{
    return {origin_.lon + p.x / m_per_lon_, origin_.lat + p.y / metres_a_degree};
}

LineString LocalPlane::from(const std::vector<PlanePoint>& points) const
{
    LineString line;
    for (const PlanePoint p : points)
        line.points.push_back(from(p));
    return line;
}

KernelField::KernelField(std::vector<SidedEvidence> evidence, Reach reach)
    : evidence_{std::move(evidence)}, reach_{reach}
{
    const PlaneBox box = box_of(evidence_);
    least_ = box.least;
    const double width = box.most.x - box.least.x + 1, height = box.most.y - box.least.y + 1;
    bin_m_ = std::max(reach.least_m, std::sqrt(width * height / static_cast<double>(most_bins)));
    columns_ = static_cast<std::size_t>(width / bin_m_) + 1;
    rows_ = static_cast<std::size_t>(height / bin_m_) + 1;
    bins_.resize(columns_ * rows_);
    for (std::uint32_t i = 0; i < evidence_.size(); ++i) {
        const auto c = static_cast<std::size_t>((evidence_[i].at.x - least_.x) / bin_m_);
        const auto r = static_cast<std::size_t>((evidence_[i].at.y - least_.y) / bin_m_);
        bins_[r * columns_ + c].push_back(i);
    }
}

KernelField::Neighbourhood KernelField::around(PlanePoint p) const
{
    const auto wanted = std::min(reach_.neighbours, evidence_.size());
    const auto column = static_cast<std::ptrdiff_t>(std::floor((p.x - least_.x) / bin_m_));
    const auto row = static_cast<std::ptrdiff_t>(std::floor((p.y - least_.y) / bin_m_));
    const auto columns = static_cast<std::ptrdiff_t>(columns_), rows = static_cast<std::ptrdiff_t>(rows_);
    std::vector<std::pair<double, std::uint32_t>> found;
    // Ring after ring of bins; once there are enough, one ring more, since corners of a ring lie farther off.
    const auto last = std::max({columns - column, column + 1, rows - row, row + 1, columns, rows});
    bool enough = false;
    for (std::ptrdiff_t ring = 0; ring <= last; ++ring) {
        for (auto r = std::max<std::ptrdiff_t>(0, row - ring); r <= std::min(rows - 1, row + ring); ++r) {
            const bool whole = std::abs(r - row) == ring;
            for (auto c = column - ring; c <= column + ring; c += whole || ring == 0 ? 1 : 2 * ring)
                if (c >= 0 && c < columns)
                    for (const std::uint32_t i : bins_[static_cast<std::size_t>(r * columns + c)])
                        found.emplace_back(distance(p, evidence_[i].at), i);
        }
        if (enough)
            break;
        enough = found.size() >= wanted;
    }
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted), found.end());
    Neighbourhood near;
    for (std::size_t i = 0; i < wanted; ++i)
        near.evidence.push_back(found[i].second);
    near.reach_m = std::max(reach_.least_m, found[std::min(wanted, reach_by_neighbour) - 1].first);
    near.third_m = found[std::min<std::size_t>(wanted, 3) - 1].first;
    return near;
}

double KernelField::value(PlanePoint p, const Neighbourhood& near) const
{
    double sum = 0, all = 0;
    for (const std::uint32_t i : near.evidence) {
        const double w = evidence_[i].weight * kernel(distance(p, evidence_[i].at), near.reach_m);
        sum += w * evidence_[i].side;
        all += w;
    }
    return all > 0 ? sum / all : 0;
}

double KernelField::value(PlanePoint p, const Neighbourhood& near, std::span<const Draw> draws) const
{
    double sum = 0;
    for (const std::uint32_t i : near.evidence)
        if (draws[i].count > 0)
            sum += draws[i].count * evidence_[i].weight * evidence_[i].side *
                   kernel(distance(p, draws[i].at), near.reach_m);
    return sum;
}

PlanePoint KernelField::slope(PlanePoint p, double step_m) const
{
    const auto at = [&](double dx, double dy) {
        const PlanePoint q{p.x + dx, p.y + dy};
        return value(q, around(q));
    };
    return {at(step_m, 0) - at(-step_m, 0), at(0, step_m) - at(0, -step_m)};
}

ControlGrid::ControlGrid(const KernelField& field, const Options& o)
{
    PlaneBox box = box_of(field.evidence());
    const double margin = 2 * o.cell_m;
    const double width = box.most.x - box.least.x + 2 * margin,
                 height = box.most.y - box.least.y + 2 * margin;
    const double cell = std::max(o.cell_m, std::sqrt(width * height / static_cast<double>(most_corners)));
    columns_ = static_cast<std::size_t>(width / cell) + 2;
    rows_ = static_cast<std::size_t>(height / cell) + 2;

    std::mt19937_64 random{o.seed};
    std::poisson_distribution<int> count{1.0};
    std::normal_distribution<double> moved{0, 1};
    std::vector<std::vector<KernelField::Draw>> draws(static_cast<std::size_t>(std::max(1, o.resamples)));
    std::uint32_t places = 0;
    for (const SidedEvidence& e : field.evidence())
        places = std::max(places, e.place + 1);
    std::vector<double> counts(places);
    for (auto& draw : draws) {
        for (double& of_place : counts)
            of_place = static_cast<double>(count(random));
        for (const SidedEvidence& e : field.evidence()) {
            const double spread = e.radius_m / 2; // two standard deviations within the radius
            draw.push_back(
                {counts[e.place], {e.at.x + spread * moved(random), e.at.y + spread * moved(random)}});
        }
    }
    for (std::size_t r = 0; r < rows_; ++r)
        for (std::size_t c = 0; c < columns_; ++c) {
            Corner corner{{box.least.x - margin + static_cast<double>(c) * cell,
                           box.least.y - margin + static_cast<double>(r) * cell}};
            const auto near = field.around(corner.at);
            corner.known = near.third_m <= o.farthest_m;
            if (corner.known) {
                corner.value = field.value(corner.at, near);
                const auto first = std::count_if(draws.begin(), draws.end(), [&](const auto& draw) {
                    return field.value(corner.at, near, draw) > 0;
                });
                corner.share = static_cast<double>(first) / static_cast<double>(draws.size());
            }
            corners_.push_back(corner);
        }
    give_up_unsure_islands();
}

/// Ground of one side all round ground of the other of which the resamples are nowhere sure is a stray piece
/// of evidence and no second front: it goes to the side around it. The resamples' verdicts stay.
void ControlGrid::give_up_unsure_islands()
{
    constexpr double sure = 0.9;
    std::vector<bool> seen(corners_.size(), false);
    for (std::size_t start = 0; start < corners_.size(); ++start) {
        if (seen[start] || !corners_[start].known)
            continue;
        const bool first = corners_[start].value > 0;
        std::vector<std::size_t> island{start};
        bool is_sure = false;
        seen[start] = true;
        for (std::size_t i = 0; i < island.size(); ++i) {
            const std::size_t at = island[i], column = at % columns_, row = at / columns_;
            is_sure = is_sure || (first ? corners_[at].share >= sure : corners_[at].share <= 1 - sure);
            const auto reach = [&](bool inside, std::size_t next) {
                if (!inside || seen[next] || !corners_[next].known || (corners_[next].value > 0) != first)
                    return;
                seen[next] = true;
                island.push_back(next);
            };
            reach(column > 0, at - 1);
            reach(column + 1 < columns_, at + 1);
            reach(row > 0, at - columns_);
            reach(row + 1 < rows_, at + columns_);
        }
        if (!is_sure)
            for (const std::size_t at : island)
                corners_[at].value = first ? -1e-9 : 1e-9;
    }
}

template <class Visit>
void ControlGrid::each_triangle(Visit visit) const
{
    for (std::size_t r = 0; r + 1 < rows_; ++r)
        for (std::size_t c = 0; c + 1 < columns_; ++c) {
            const std::size_t a = r * columns_ + c, b = a + 1, d = a + columns_, e = d + 1;
            for (const auto& triangle : {std::array{a, b, e}, std::array{a, e, d}})
                if (std::all_of(triangle.begin(), triangle.end(),
                                [&](std::size_t i) { return corners_[i].known; }))
                    visit(triangle);
        }
}

std::vector<std::vector<PlanePoint>> ControlGrid::zero_lines() const
{
    // The line enters and leaves a triangle through two of its edges; an edge is named by its corners.
    using Edge = std::pair<std::size_t, std::size_t>;
    std::map<Edge, std::vector<Edge>> links;
    const auto crossed = [&](std::size_t i, std::size_t k) {
        return (corners_[i].value > 0) != (corners_[k].value > 0);
    };
    each_triangle([&](const std::array<std::size_t, 3>& t) {
        std::vector<Edge> cut;
        for (std::size_t i = 0; i < 3; ++i)
            if (crossed(t[i], t[(i + 1) % 3]))
                cut.push_back(std::minmax(t[i], t[(i + 1) % 3]));
        if (cut.size() == 2) {
            links[cut[0]].push_back(cut[1]);
            links[cut[1]].push_back(cut[0]);
        }
    });
    const auto point = [&](const Edge& edge) {
        const Corner &a = corners_[edge.first], &b = corners_[edge.second];
        const double t = a.value / (a.value - b.value);
        return PlanePoint{std::lerp(a.at.x, b.at.x, t), std::lerp(a.at.y, b.at.y, t)};
    };
    std::vector<std::vector<PlanePoint>> lines;
    const auto follow = [&](Edge at) {
        std::vector<PlanePoint> line{point(at)};
        while (!links[at].empty()) {
            const Edge next = links[at].back();
            links[at].pop_back();
            std::erase(links[next], at);
            line.push_back(point(next));
            at = next;
        }
        if (line.size() > 1)
            lines.push_back(std::move(line));
    };
    for (const bool from_ends : {true, false}) // open lines from their ends, then rings from anywhere
        for (const auto& [edge, others] : std::map{links})
            if (!links[edge].empty() && (!from_ends || links[edge].size() == 1))
                follow(edge);
    return lines;
}

namespace {

struct Shared {
    PlanePoint at;
    double share = 0;
};

/// The part of a ring where `inside` is not negative, which runs straight with the share.
std::vector<Shared> cut(const std::vector<Shared>& ring, double sign, double limit)
{
    std::vector<Shared> kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Shared &a = ring[i], &b = ring[(i + 1) % ring.size()];
        const double fa = sign * (a.share - limit), fb = sign * (b.share - limit);
        if (fa >= 0)
            kept.push_back(a);
        if ((fa >= 0) != (fb >= 0)) {
            const double t = fa / (fa - fb);
            kept.push_back({{std::lerp(a.at.x, b.at.x, t), std::lerp(a.at.y, b.at.y, t)}, limit});
        }
    }
    return kept;
}

} // namespace

std::vector<std::vector<PlanePoint>> ControlGrid::between(double low, double high) const
{
    std::vector<std::vector<PlanePoint>> rings;
    each_triangle([&](const std::array<std::size_t, 3>& t) {
        std::vector<Shared> ring;
        for (const std::size_t i : t)
            ring.push_back({corners_[i].at, corners_[i].share});
        ring = cut(cut(ring, 1, low), -1, high);
        if (ring.size() < 3)
            return;
        std::vector<PlanePoint> closed;
        for (const Shared& corner : ring)
            closed.push_back(corner.at);
        closed.push_back(closed.front());
        rings.push_back(std::move(closed));
    });
    return rings;
}

} // namespace sitmap
