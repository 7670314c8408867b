#include "tests/engine/random_records.hpp"

namespace sitmap::test {

namespace {

class Dice {
public:
    explicit Dice(unsigned seed) : random_{seed} {}
    [[nodiscard]] int upto(int most) { return std::uniform_int_distribution{0, most}(random_); }
    [[nodiscard]] bool one_in(int n) { return upto(n - 1) == 0; }
    [[nodiscard]] double between(double low, double high)
    {
        return std::uniform_real_distribution{low, high}(random_);
    }
    template <class Enum>
    [[nodiscard]] Enum any(Enum last)
    {
        return static_cast<Enum>(upto(static_cast<int>(last)));
    }

private:
    std::mt19937 random_;
};

Interval any_interval(Dice& dice)
{
    const Day first{std::chrono::days{dice.upto(20'000) - 5'000}};
    const Day last = first + std::chrono::days{dice.upto(800)};
    switch (dice.any(TimePrecision::unknown)) {
    case TimePrecision::unknown:
        return {};
    case TimePrecision::ongoing:
        return Interval::ongoing();
    case TimePrecision::since:
        return Interval::since(first);
    case TimePrecision::before:
        return Interval::before(last);
    case TimePrecision::day:
        return Interval::on(first);
    default:
        return Interval::within(first, last, dice.any(TimePrecision::longer));
    }
}

GivenCount any_count(Dice& dice)
{
    const auto number = [&] { return dice.one_in(3) ? GivenCount::absent : dice.upto(200) - 0; };
    return {number(), number(), number()};
}

} // namespace

std::string_view RandomRecords::keep(std::string text)
{
    return texts_.emplace_back(std::move(text));
}

RandomRecords::RandomRecords(unsigned seed, std::size_t count, const std::string& prefix)
{
    Dice dice{seed};
    const auto text = [&](const char* stem, int kinds) {
        return dice.one_in(4) ? std::string_view{} : keep(stem + std::to_string(dice.upto(kinds)));
    };
    for (std::size_t i = 0; i < count; ++i) {
        Record record;
        record.id = keep(prefix + std::to_string(i));
        record.row = i + 1;
        record.sub_type = dice.any(SubEventType::interception_rescue);
        record.type_given = !dice.one_in(5);
        record.interval = any_interval(dice);
        if (!dice.one_in(6))
            record.point = LonLat{dice.between(-180, 180), dice.between(-90, 90)};
        record.precision = dice.any(PlacePrecision::unknown);
        record.radius_m = dice.one_in(2) ? 0 : dice.upto(500'000);
        record.place = text("place \"ü\" ", 300);
        record.admin1 = text("province ", 40);
        record.country = text("C", 9);
        record.side_a = text("side; a ", 20);
        record.side_b = text("side b ", 20);
        record.roles = dice.any(PartyRole::perpetrator);
        record.victims = text("victims ", 3);
        record.killed = any_count(dice);
        auto& others = counts_.emplace_back();
        while (dice.one_in(3))
            others.push_back({dice.one_in(2) ? ClaimField::injured : ClaimField::held, any_count(dice)});
        record.other_counts = others;
        record.source = text("source, ", 30);
        if (!dice.one_in(3))
            record.said_on = Day{std::chrono::days{dice.upto(20'000)}};
        record.title = text("title ", 1000);
        const std::string note = "note " + std::to_string(i) + "\nwith \"quotes\", commas";
        if (!dice.one_in(4))
            record.quotation = keep(note);
        record.raw = dice.one_in(8) ? std::string_view{} : keep("a,b," + note + ",c" + std::to_string(i));
        records_.push_back(record);
    }
}

} // namespace sitmap::test
