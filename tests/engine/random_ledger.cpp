#include "tests/engine/random_ledger.hpp"

namespace sitmap::test {

namespace {

/// Draws values; each draw is from a handful, so that equal ones meet.
class Draw {
public:
    explicit Draw(std::mt19937& random) : random_{random} {}

    int below(int limit) { return std::uniform_int_distribution<int>{0, limit - 1}(random_); }
    bool coin() { return below(2) == 0; }
    double real(double from, double to) { return std::uniform_real_distribution<double>{from, to}(random_); }

    std::string text()
    {
        static const std::vector<std::string> texts{"",
                                                    "plain",
                                                    "it's \"quoted\"; DROP TABLE claims--",
                                                    "تاجوراء",
                                                    "Київ\nsecond line\ttab",
                                                    "<b>&amp;</b>",
                                                    "naïve – 40+"};
        return texts[static_cast<std::size_t>(below(static_cast<int>(texts.size())))] +
               std::to_string(below(5));
    }

    Day day() { return Day{std::chrono::days{below(40'000) - 20'000}}; }
    std::optional<Day> day_if() { return coin() ? std::optional{day()} : std::nullopt; }
    LonLat point() { return {real(-180, 180), real(-90, 90)}; }

    std::vector<LonLat> points(int count)
    {
        std::vector<LonLat> made;
        for (int i = 0; i < count; ++i)
            made.push_back(point());
        return made;
    }

    Polygon polygon()
    {
        Polygon made{points(3 + below(4)), {}};
        made.exterior.push_back(made.exterior.front());
        if (coin())
            made.holes.push_back(points(4));
        return made;
    }

    Geometry geometry()
    {
        switch (below(8)) {
        case 0:
            return point();
        case 1:
            return MultiPoint{points(below(4))};
        case 2:
            return LineString{points(below(5))};
        case 3:
            return MultiLineString{{{points(2)}, {points(below(4))}}};
        case 4:
            return polygon();
        case 5:
            return MultiPolygon{{polygon(), polygon()}};
        case 6:
            return MultiPolygon{};
        default:
            return {};
        }
    }

    Interval interval()
    {
        const Day first = day();
        const Day last = first + std::chrono::days{1 + below(900)};
        switch (below(8)) {
        case 0:
            return Interval::on(first);
        case 1:
            return Interval::between(first, last);
        case 2:
            return Interval::within(first, last, static_cast<TimePrecision>(2 + below(4)));
        case 3:
            return Interval::before(last);
        case 4:
            return Interval::since(first);
        case 5:
            return Interval::ongoing();
        case 6:
            return Interval::year(std::chrono::year{1999});
        default:
            return {};
        }
    }

    Quantity quantity()
    {
        const int n = below(100'000);
        switch (below(6)) {
        case 0:
            return Quantity::exactly(n);
        case 1:
            return Quantity::at_least(n);
        case 2:
            return Quantity::up_to(n);
        case 3:
            return Quantity::several(n);
        case 4:
            return Quantity::of(n, std::nullopt, n + 9).value();
        default:
            return Quantity::of(std::nullopt, n, n + 1, Quantity::Unit::households).value();
        }
    }
    std::optional<Quantity> quantity_if() { return coin() ? std::optional{quantity()} : std::nullopt; }

    Location location()
    {
        return {text(),
                text(),
                text(),
                point(),
                static_cast<PlacePrecision>(below(9)),
                coin() ? 0.0 : real(0, 1e6),
                geometry(),
                coin() ? "LBY" : "",
                text()};
    }
    std::optional<Location> location_if() { return coin() ? std::optional{location()} : std::nullopt; }

    Evidence evidence(const DocumentId& document)
    {
        const auto begin = static_cast<std::uint64_t>(below(100'000));
        return {document, begin, begin + static_cast<std::uint64_t>(below(300)), text()};
    }

    ClaimValue value(ClaimField field)
    {
        switch (field) {
        case ClaimField::kind:
            return static_cast<SubEventType>(below(static_cast<int>(sub_event_type_count)));
        case ClaimField::place:
            return location();
        case ClaimField::time:
            return interval();
        case ClaimField::perpetrator:
        case ClaimField::victims:
            return text();
        default:
            return quantity();
        }
    }

    Claim claim(const DocumentId& document)
    {
        const auto field = static_cast<ClaimField>(below(14));
        return {field,    value(field),       text(), static_cast<Stance>(below(5)), coin(),
                day_if(), evidence(document), text()};
    }

private:
    std::mt19937& random_;
};

void add_backdrop(Intake& intake, Draw& draw)
{
    const DocumentId& document = intake.document.id;
    const std::string id = document + "#x";
    intake.flows.push_back({id, document, draw.text(), draw.location_if(), draw.location_if(), draw.text(),
                            draw.quantity_if(), draw.interval(), draw.text(), draw.evidence(document)});
    intake.stocks.push_back({id, document, static_cast<Stock::Kind>(draw.below(4)), draw.location(),
                             draw.quantity_if(), draw.interval(), draw.text(), draw.evidence(document)});
    intake.routes.push_back({"route" + std::to_string(draw.below(3)),
                             draw.text(),
                             draw.geometry(),
                             draw.interval(),
                             draw.coin(),
                             {draw.evidence(document), draw.evidence(document)}});
    intake.control_areas.push_back({id, document, draw.text(), static_cast<ControlArea::Kind>(draw.below(3)),
                                    MultiPolygon{{draw.polygon()}}, draw.interval(), draw.coin(),
                                    draw.text()});
}

} // namespace

Geometry random_geometry(std::mt19937& random)
{
    return Draw{random}.geometry();
}

Intake random_intake(const DocumentId& document, std::mt19937& random, std::size_t events)
{
    Draw draw{random};
    Intake intake;
    intake.document = {document,    draw.text(), draw.text(), draw.text(), draw.day_if(),
                       draw.text(), draw.text(), draw.text(), draw.text()};
    for (std::size_t i = 0; i < events; ++i) {
        Event event{document + "#" + std::to_string(i), document, draw.text(), draw.coin(), {}};
        for (int k = draw.below(6); k >= 0; --k)
            event.claims.push_back(draw.claim(document));
        intake.events.push_back(std::move(event));
    }
    add_backdrop(intake, draw);
    return intake;
}

} // namespace sitmap::test
