#include "render/layers/spider.hpp"

#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

namespace sitmap {

namespace {

constexpr double same_spot_px = 1.5, least_leg_px = 36, between_px = 8;

/// Room of a mark with the ring that tells who did it.
double room_of(const DrawnIncident& mark)
{
    constexpr double ring_px = 6;
    return mark_reach(mark.mark) + ring_px;
}

/// By when they began, so that a pile reads like a clock; those of unknown day last.
void sort_by_day(std::vector<std::size_t>& members, const std::vector<DrawnIncident>& marks)
{
    const auto key = [&](std::size_t i) {
        const auto first = marks[i].incident->interval.first();
        return std::tuple{!first, first.value_or(Day{}), marks[i].incident->id};
    };
    std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
}

Spider spread(Px at, std::vector<std::size_t> members, const std::vector<DrawnIncident>& marks)
{
    sort_by_day(members, marks);
    double round = 0, largest = 0;
    for (const std::size_t i : members) {
        round += 2 * room_of(marks[i]) + between_px;
        largest = std::max(largest, room_of(marks[i]));
    }
    // A chord is shorter than its arc, most of all where few marks share the circle.
    constexpr double arc_to_chord = 1.12;
    const double leg = std::max(least_leg_px + largest / 2, round * arc_to_chord / (2 * std::numbers::pi));
    Spider spider{at, leg + largest, std::move(members), {}};
    double along = 0, half_before = 0;
    for (const std::size_t i : spider.members) {
        const double half = room_of(marks[i]) + between_px / 2;
        along += spider.feet.empty() ? 0 : half_before + half;
        half_before = half;
        const double angle = std::numbers::pi * (0.5 - 2 * along / round);
        spider.feet.push_back(at + Px{std::cos(angle), -std::sin(angle)} * leg);
    }
    return spider;
}

/// No mark of another place in reach, and all of it in the frame.
bool has_room(const Frame& frame, const Spider& spider, const std::vector<DrawnIncident>& marks)
{
    const PxRect box{spider.at.x - spider.reach_px, spider.at.y - spider.reach_px, 2 * spider.reach_px,
                     2 * spider.reach_px};
    const PxRect& room = frame.camera.frame();
    if (box.x < room.x || box.y < room.y || box.x + box.width > room.x + room.width ||
        box.y + box.height > room.y + room.height)
        return false;
    return std::all_of(marks.begin(), marks.end(), [&](const DrawnIncident& mark) {
        const double apart = distance(mark.home, spider.at);
        return apart <= same_spot_px || apart > spider.reach_px + room_of(mark);
    });
}

} // namespace

std::vector<Spider> spiders_of(const Frame& frame, const std::vector<DrawnIncident>& marks)
{
    std::vector<Spider> spiders;
    if (frame.camera.ground_m_per_px(frame.camera.centre()) > spider_m_per_px)
        return spiders;
    std::map<std::pair<long, long>, std::vector<std::size_t>> spots;
    for (std::size_t i = 0; i < marks.size(); ++i)
        spots[{std::lround(marks[i].home.x / same_spot_px), std::lround(marks[i].home.y / same_spot_px)}]
            .push_back(i);
    for (auto& [spot, members] : spots) {
        if (members.size() < 2 || members.size() > most_legs)
            continue;
        const Px home = marks[members.front()].home;
        Spider spider = spread(home, std::move(members), marks);
        if (has_room(frame, spider, marks))
            spiders.push_back(std::move(spider));
    }
    return spiders;
}

void draw_legs(Frame& frame, const Spider& spider)
{
    const Palette& p = frame.palette;
    Path legs;
    for (const Px foot : spider.feet)
        legs.push_back({spider.at, foot});
    frame.stroke(legs, faded(p.casing, 0.8), 3.2);
    frame.stroke(legs, p.muted_ink, 1.1);
    frame.fill({circle_px(spider.at, 3.6)}, p.casing);
    frame.fill({circle_px(spider.at, 2.4)}, p.muted_ink);
    for (const Contour& leg : legs)
        frame.taken.take_line(leg, 1.5);
    frame.legend(LegendEntry::Group::precision, "At one spot, spread round it", [&](DrawList& list) {
        for (const double angle : {90.0, 210.0, 330.0}) {
            const double a = angle * std::numbers::pi / 180;
            const Px foot{9 + 6.5 * std::cos(a), 9 - 6.5 * std::sin(a)};
            add_stroke(list, {{{9, 9}, foot}}, p.muted_ink, 1.1);
            add_fill(list, {circle_px(foot, 2.2)}, p.muted_ink);
        }
    });
}

} // namespace sitmap
