#include "tests/bench/made_up.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap::bench {

namespace {

constexpr double on_centroid_share = 0.62; // as in real event data, see the reference on performance
constexpr std::uint32_t provinces_a_country = 12;

Day first_day()
{
    return *parse_day("1997-01-01");
}

constexpr std::int32_t days_in_all = 10'750; // to June 2026

double bounded_latitude(double lat)
{
    return std::clamp(lat, -60.0, 70.0);
}

double wrapped_longitude(double lon)
{
    return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon;
}

/// Six decimals, as datasets give them.
double rounded(double degrees)
{
    return std::round(degrees * 1e6) / 1e6;
}

} // namespace

const std::vector<Country>& countries()
{
    static const std::vector<Country> all{
        {"AFG", "Afghanistan", "Caucasus and Central Asia"},
        {"BFA", "Burkina Faso", "Western Africa"},
        {"BRA", "Brazil", "South America"},
        {"CAF", "Central African Republic", "Middle Africa"},
        {"CMR", "Cameroon", "Middle Africa"},
        {"COD", "Democratic Republic of Congo", "Middle Africa"},
        {"COL", "Colombia", "South America"},
        {"ETH", "Ethiopia", "Eastern Africa"},
        {"HTI", "Haiti", "Caribbean"},
        {"IND", "India", "South Asia"},
        {"IRQ", "Iraq", "Middle East"},
        {"LBN", "Lebanon", "Middle East"},
        {"LBY", "Libya", "Northern Africa"},
        {"MEX", "Mexico", "North America"},
        {"MLI", "Mali", "Western Africa"},
        {"MMR", "Myanmar", "Southeast Asia"},
        {"MOZ", "Mozambique", "Southern Africa"},
        {"NER", "Niger", "Western Africa"},
        {"NGA", "Nigeria", "Western Africa"},
        {"PAK", "Pakistan", "South Asia"},
        {"PHL", "Philippines", "Southeast Asia"},
        {"PSE", "Palestine", "Middle East"},
        {"SDN", "Sudan", "Northern Africa"},
        {"SOM", "Somalia", "Eastern Africa"},
        {"SSD", "South Sudan", "Eastern Africa"},
        {"SYR", "Syria", "Middle East"},
        {"TCD", "Chad", "Middle Africa"},
        {"TUN", "Tunisia", "Northern Africa"},
        {"UKR", "Ukraine", "Europe"},
        {"YEM", "Yemen", "Middle East"},
    };
    return all;
}

World::World(std::size_t happenings, std::uint32_t seed) : happenings_{happenings}, random_{seed}
{
    struct Centre {
        LonLat point;
        double spread_deg;
    };
    const auto country_count = static_cast<std::uint32_t>(countries().size());
    std::vector<Centre> centres(country_count);
    for (Centre& centre : centres)
        centre = {{share() * 340 - 170, share() * 100 - 40}, 1.5 + 4 * share()};
    settlements_.resize(std::clamp<std::size_t>(happenings / 25, 50, 40'000));
    shares_.reserve(settlements_.size());
    double sum = 0;
    for (Settlement& settlement : settlements_) {
        settlement.country = static_cast<std::uint32_t>(share() * country_count);
        settlement.province = static_cast<std::uint32_t>(share() * provinces_a_country);
        const auto& [middle, spread] = centres[settlement.country];
        const double away = spread * std::sqrt(-2 * std::log(1 - share()));
        const double turn = 2 * std::numbers::pi * share();
        settlement.point = {rounded(wrapped_longitude(middle.lon + away * std::cos(turn))),
                            rounded(bounded_latitude(middle.lat + away * std::sin(turn)))};
        sum += 1 / std::pow(static_cast<double>(shares_.size() + 1), 0.9);
        shares_.push_back(sum);
    }
    for (double& each : shares_)
        each /= sum;
}

double World::share()
{
    return static_cast<double>(random_() >> 11) * 0x1p-53;
}

Happening World::next()
{
    Happening made;
    // The day grows with the square root of the position, so that the last years hold most.
    const double at = (static_cast<double>(given_++) + 0.5) / static_cast<double>(happenings_);
    made.day = first_day() + std::chrono::days{static_cast<std::int32_t>(std::sqrt(at) * days_in_all)};
    const auto chosen = std::lower_bound(shares_.begin(), shares_.end(), share());
    made.settlement = static_cast<std::uint32_t>(
        std::min<std::ptrdiff_t>(chosen - shares_.begin(), std::ssize(shares_) - 1));
    made.point = settlements_[made.settlement].point;
    made.on_centroid = share() < on_centroid_share;
    if (!made.on_centroid) {
        const double away = 0.05 * std::sqrt(-2 * std::log(1 - share()));
        const double turn = 2 * std::numbers::pi * share();
        made.point = {rounded(wrapped_longitude(made.point.lon + away * std::cos(turn))),
                      rounded(bounded_latitude(made.point.lat + away * std::sin(turn)))};
    }
    made.sub_type = static_cast<SubEventType>(random_() % 25);
    made.side_a = 1 + static_cast<std::uint32_t>(std::pow(share(), 3) * 2000);
    made.side_b = share() < 0.3 ? 0 : 1 + static_cast<std::uint32_t>(std::pow(share(), 3) * 2000);
    made.killed = share() < 0.6 ? 0 : static_cast<std::int32_t>(-3 * std::log(1 - share()));
    return made;
}

IncidentTable made_up_incidents(std::size_t count, std::uint32_t seed)
{
    World world{count, seed};
    IncidentTable table;
    table.reserve(count);
    Record record;
    std::string place, province, side_a, side_b;
    for (std::size_t i = 0; i < count; ++i) {
        const Happening made = world.next();
        const World::Settlement& settlement = world.settlements()[made.settlement];
        place = "Settlement " + std::to_string(made.settlement);
        province =
            "Province " + std::to_string(settlement.country * provinces_a_country + settlement.province);
        side_a = "Group " + std::to_string(made.side_a);
        side_b = made.side_b == 0 ? std::string{} : "Group " + std::to_string(made.side_b);
        record.sub_type = made.sub_type;
        record.interval = Interval::on(made.day);
        record.point = made.point;
        record.precision = made.on_centroid ? PlacePrecision::locality : PlacePrecision::exact;
        record.country = countries()[settlement.country].code;
        record.admin1 = province;
        record.place = place;
        record.side_a = side_a;
        record.side_b = side_b;
        record.killed = {made.killed, made.killed, made.killed};
        record.said_on = made.day + std::chrono::days{7};
        table.append(record, static_cast<IncidentId>(i + 1), 1);
    }
    return table;
}

} // namespace sitmap::bench
