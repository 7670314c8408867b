#include "tests/render/made_records.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>

namespace sitmap::test {

namespace {

// The library's distributions differ from one to the next; these do not.
double share(std::mt19937& random)
{
    return static_cast<double>(random()) / 4294967296.0;
}

/// About normal: the sum of four shares, of variance 1.
double bell(std::mt19937& random)
{
    return (share(random) + share(random) + share(random) + share(random) - 2) * 1.7320508;
}

SubEventType sub_type_of(std::mt19937& random)
{
    constexpr std::array kinds{SubEventType::shelling_artillery_missile,
                               SubEventType::air_drone_strike,
                               SubEventType::armed_clash,
                               SubEventType::armed_clash,
                               SubEventType::shelling_artillery_missile,
                               SubEventType::attack,
                               SubEventType::arrests,
                               SubEventType::peaceful_protest,
                               SubEventType::mob_violence,
                               SubEventType::forced_displacement};
    const double at = share(random);
    return kinds[static_cast<std::size_t>(at * at * static_cast<double>(kinds.size()))];
}

} // namespace

std::vector<Settlement> settlements_in(const Extent& box, std::size_t count, std::uint32_t seed)
{
    std::mt19937 random{seed};
    std::vector<Settlement> settlements;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = share(random), y = share(random);
        settlements.push_back({{std::lerp(box.west, box.east, x), std::lerp(box.south, box.north, y)},
                               1.0 / static_cast<double>(i + 1)});
    }
    return settlements;
}

IncidentTable made_records(std::size_t rows, std::span<const Settlement> settlements, std::uint32_t seed)
{
    std::vector<double> upto;
    double sum = 0;
    for (const Settlement& settlement : settlements)
        upto.push_back(sum += settlement.weight);
    std::mt19937 random{seed};
    const auto any = [&] {
        const auto found = std::lower_bound(upto.begin(), upto.end(), share(random) * sum);
        return static_cast<std::size_t>(std::min(found, upto.end() - 1) - upto.begin());
    };
    constexpr int days = 3650;
    const Day begin = *parse_day("2012-01-01");
    IncidentTable table;
    table.reserve(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t home = any();
        LonLat at = settlements[home].at;
        const double how = share(random);
        Record record;
        record.precision = how < 0.3 ? PlacePrecision::exact : PlacePrecision::locality;
        if (how > 0.97) {
            record.precision = PlacePrecision::province;
        } else if (how > 0.88 && home > 0) { // on the way to another, more likely a near and great one
            std::size_t other = home;
            double best = 1e9;
            for (std::size_t k = 0; k < 12 && k < settlements.size(); ++k)
                if (const std::size_t to = any(); to != home) {
                    const double far =
                        std::hypot(settlements[to].at.lon - at.lon, settlements[to].at.lat - at.lat);
                    if (far < best)
                        best = far, other = to;
                }
            const double t = share(random);
            at = {std::lerp(at.lon, settlements[other].at.lon, t) + 0.02 * bell(random),
                  std::lerp(at.lat, settlements[other].at.lat, t) + 0.02 * bell(random)};
        } else if (how > 0.62) {
            at = {at.lon + 0.06 * bell(random), at.lat + 0.05 * bell(random)};
        }
        const std::string id = std::to_string(i + 1);
        record.id = id;
        record.row = i + 1;
        record.sub_type = sub_type_of(random);
        record.point = LonLat{std::clamp(at.lon, -180.0, 180.0), std::clamp(at.lat, -85.0, 85.0)};
        const Day day =
            begin + std::chrono::days{static_cast<int>(i * days / std::max<std::size_t>(rows, 1))};
        record.interval = i % 40 == 7
                              ? Interval::within(day, day + std::chrono::days{20}, TimePrecision::month)
                              : Interval::on(day);
        record.place = "Made-up place";
        record.country = "XXX";
        record.side_a = i % 2 == 0 ? "Northern army" : "Southern council";
        record.side_b = i % 2 == 0 ? "Southern council" : "Northern army";
        record.roles = i % 9 == 0 ? PartyRole::perpetrator : PartyRole::opponents;
        const double deaths = share(random);
        if (deaths < 0.9) {
            const auto low = static_cast<std::int32_t>(deaths * deaths * deaths * 12);
            record.killed = {low, low + (deaths > 0.5 ? 1 : 0),
                             low + (deaths > 0.7   ? 4
                                    : deaths > 0.5 ? 1
                                                   : 0)};
        }
        record.said_on = day + std::chrono::days{3};
        table.append(record, static_cast<IncidentId>(1000 + i), 1);
    }
    return table;
}

} // namespace sitmap::test
