#include "tests/engine/random_table.hpp"

#include <array>
#include <random>

using namespace sitmap;

namespace {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : random_{seed} {}
    int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }
    double between(double a, double b) { return a + (b - a) * static_cast<double>(random_()) / 4294967296.0; }
    bool one_in(int n) { return below(n) == 0; }
    template <class T, std::size_t n>
    const T& pick(const std::array<T, n>& from)
    {
        return from[static_cast<std::size_t>(below(static_cast<int>(n)))];
    }

private:
    std::mt19937 random_;
};

Interval some_interval(Dice& dice)
{
    const Day day = Day{std::chrono::days{17'000 + dice.below(1'100)}};
    switch (dice.below(12)) {
    case 0:
        return {};
    case 1:
        return Interval::month(std::chrono::year{2017} / (1 + dice.below(12)));
    case 2:
        return Interval::year(std::chrono::year{2018});
    case 3:
        return Interval::between(day, day + std::chrono::days{1 + dice.below(6)});
    case 4:
        return dice.one_in(2) ? Interval::since(day) : Interval::before(day);
    default:
        return Interval::on(day);
    }
}

GivenCount some_count(Dice& dice)
{
    const auto number = [&] { return dice.one_in(3) ? GivenCount::absent : dice.below(50); };
    if (dice.one_in(2)) {
        const int n = dice.below(20);
        return {n, n, n};
    }
    return {number(), number(), number()};
}

} // namespace

IncidentTable random_table(std::size_t rows, std::uint32_t seed)
{
    struct Town {
        std::string_view name, admin1, country;
        LonLat point;
    };
    static constexpr std::array<Town, 6> towns{{{"Weir", "North", "AAA", {13.2, 32.9}},
                                                {"Ford", "North", "AAA", {14.1, 32.4}},
                                                {"Mill", "South", "AAA", {15.0, 27.0}},
                                                {"Dale", "South", "BBB", {20.1, 31.9}},
                                                {"Knoll", "", "BBB", {21.0, 30.0}},
                                                {"Isle", "East", "", {23.5, 33.5}}}};
    static constexpr std::array<std::string_view, 5> parties{"", "Army", "Front", "League", "Civilians"};
    Dice dice{seed};
    IncidentTable table;
    table.reserve(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const Town& town = dice.pick(towns);
        Record record;
        record.id = "x";
        record.sub_type = static_cast<SubEventType>(dice.below(static_cast<int>(sub_event_type_count)));
        record.type_given = !dice.one_in(9);
        record.interval = some_interval(dice);
        if (!dice.one_in(10)) {
            record.point = town.point;
            if (dice.one_in(2))
                record.point =
                    LonLat{town.point.lon + dice.between(-1, 1), town.point.lat + dice.between(-1, 1)};
            record.precision =
                dice.one_in(3) ? static_cast<PlacePrecision>(dice.below(9)) : PlacePrecision::locality;
            record.radius_m = dice.one_in(8) ? dice.between(1'000, 90'000) : 0;
        }
        record.place = town.name;
        record.admin1 = town.admin1;
        record.country = town.country;
        record.side_a = dice.pick(parties);
        record.side_b = dice.pick(parties);
        record.killed = some_count(dice);
        const Record::OtherCount injured{ClaimField::injured, some_count(dice)};
        if (dice.one_in(4))
            record.other_counts = {&injured, 1};
        table.append(record, static_cast<IncidentId>(i + 1), static_cast<std::uint16_t>(1 + dice.below(3)));
    }
    return table;
}
