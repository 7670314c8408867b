#include "engine/merge.hpp"

#include "engine/actor.hpp"
#include "engine/analyst.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <unordered_map>

namespace sitmap {

namespace {

constexpr double least_radius_m = 2'000;   // two gazetteers put one town so far apart
constexpr double widest_radius_m = 60'000; // beyond it a disc says no more than a name does
constexpr std::int64_t short_span_days = 7;
constexpr std::int64_t start_tolerance_days = 3;
// A first toll and a last one of the same attack differ by less, reports of two attacks often by more.
constexpr std::int64_t toll_factor = 5;
constexpr std::int64_t toll_slack = 3;

/// How two things were found to agree: how well, in words, and whether that alone is weak.
struct Agreement {
    double score = 0;
    std::string words;
    bool weak = false;
};

bool is_kept_apart(SubEventType sub_type)
{
    switch (sub_type) {
    case SubEventType::sexual_violence:
    case SubEventType::abduction_forced_disappearance:
    case SubEventType::shipwreck:
    case SubEventType::interception_rescue:
        return true;
    default:
        return type_of(sub_type) == EventType::strategic_developments;
    }
}

std::optional<Agreement> types_agree(SubEventType a, SubEventType b)
{
    if (a == b)
        return Agreement{1, "both " + std::string{name_of(a)}, false};
    if (group_of(type_of(a)) != group_of(type_of(b)) || is_kept_apart(a) || is_kept_apart(b))
        return std::nullopt;
    const bool same_type = type_of(a) == type_of(b);
    return Agreement{same_type ? 0.6 : 0.3, std::string{name_of(a)} + " and " + std::string{name_of(b)},
                     false};
}

bool is_wide(const Location& location)
{
    return location.precision >= PlacePrecision::province && location.precision != PlacePrecision::sea;
}

double reach_m(const Location& location)
{
    const double radius = location.radius_m > 0 ? location.radius_m : usual_radius_m(location.precision);
    return std::clamp(radius, least_radius_m, widest_radius_m);
}

std::string kilometres(double metres)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f km apart", metres / 1000);
    return text;
}

std::optional<Agreement> places_agree(const Location& a, const Location& b)
{
    if (!a.place_id.empty() && a.place_id == b.place_id)
        return Agreement{1, "the same place", is_wide(a) || is_wide(b)};
    const double apart = distance_m(a.point, b.point);
    const double reach = std::max(reach_m(a), reach_m(b));
    if (apart > reach)
        return std::nullopt;
    return Agreement{1 - apart / reach / 2, kilometres(apart), is_wide(a) || is_wide(b)};
}

bool is_long(const Interval& interval)
{
    return !interval.first() || !interval.last() ||
           (*interval.last() - *interval.first()).count() >= short_span_days;
}

/// What goes on is one happening only with what began at the same time and goes on too, or with what is told
/// of its first day, if that is of the same type: fighting that "broke out on Saturday".
std::optional<Agreement> spells_agree(const Interval& a, const Interval& b, bool same_type)
{
    if (a.goes_on() != b.goes_on()) {
        if (!same_type || !a.first() || a.first() != b.first())
            return std::nullopt;
        return Agreement{0.5, a.for_people() + " and " + b.for_people(), false};
    }
    if (a.first().has_value() != b.first().has_value())
        return std::nullopt;
    if (a.first() && std::abs((*a.first() - *b.first()).count()) > start_tolerance_days)
        return std::nullopt;
    return Agreement{0.8, "both " + a.for_people(), !a.first()};
}

std::optional<Agreement> days_agree(const Interval& a, const Interval& b, bool same_type)
{
    if (!a.is_known() || !b.is_known())
        return std::nullopt;
    if (a.goes_on() || b.goes_on())
        return spells_agree(a, b, same_type);
    if (!a.may_touch(b.first(), b.last()))
        return std::nullopt;
    if (a == b)
        return Agreement{1, "both " + a.for_people(), is_long(a)};
    return Agreement{0.5, a.for_people() + " and " + b.for_people(), is_long(a) || is_long(b)};
}

const Quantity* figure_of(const Event& event, ClaimField field)
{
    for (const Claim& claim : event.claims)
        if (claim.field == field && claim.stance != Stance::denies && claim.stance != Stance::retracts)
            if (const auto* quantity = std::get_if<Quantity>(&claim.value))
                return quantity;
    return nullptr;
}

bool far_below(const Quantity& a, const Quantity& b)
{
    return a.top() && b.size_by() > toll_factor * (*a.top() + toll_slack);
}

bool figures_contradict(const Event& a, const Event& b)
{
    const Quantity* ours = figure_of(a, ClaimField::killed);
    const Quantity* theirs = figure_of(b, ClaimField::killed);
    return ours && theirs && (far_below(*ours, *theirs) || far_below(*theirs, *ours));
}

/// Tolls of which the one may have risen to the other.
bool tolls_are_close(const Event& a, const Event& b)
{
    const Quantity* ours = figure_of(a, ClaimField::killed);
    const Quantity* theirs = figure_of(b, ClaimField::killed);
    if (!ours || !theirs || !ours->low() || !theirs->low())
        return false;
    const auto [low, high] = std::minmax(*ours->low(), *theirs->low());
    return high <= 2 * low + toll_slack;
}

/// An equal figure above one that chance would bring.
std::optional<Agreement> figures_agree(const Event& a, const Event& b)
{
    for (const ClaimField field :
         {ClaimField::killed, ClaimField::injured, ClaimField::missing, ClaimField::displaced,
          ClaimField::rescued, ClaimField::intercepted, ClaimField::abducted}) {
        const Quantity* ours = figure_of(a, field);
        const Quantity* theirs = figure_of(b, field);
        if (ours && theirs && ours->low() && ours->low() == theirs->low() && *ours->low() > 2)
            return Agreement{1, std::string{name_of(field)} + " " + ours->for_people() + " in both", false};
    }
    return std::nullopt;
}

/// Whom the documents themselves name as having done it, without a hedge.
std::vector<std::string_view> plainly_named(const Event& event)
{
    std::vector<std::string_view> names;
    for (const Claim& claim : event.claims)
        if (claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts && !claim.hedged &&
            claim.speaker.empty())
            if (const auto* name = std::get_if<ActorName>(&claim.value))
                names.push_back(*name);
    return names;
}

bool share_a_party(const Event& a, const Event& b)
{
    const auto theirs = plainly_named(b);
    for (const std::string_view name : plainly_named(a))
        for (const std::string_view other : theirs)
            if (same_actor(name, other))
                return true;
    return false;
}

/// Accusations by others may differ about one happening; what two documents state as plain fact may not.
bool parties_contradict(const Event& a, const Event& b)
{
    return !plainly_named(a).empty() && !plainly_named(b).empty() && !share_a_party(a, b);
}

/// What most pairs fail by, found out before anything is put in words. Requires that both have a place.
bool are_plainly_apart(const Event& a, const Event& b)
{
    constexpr double least_metres_a_degree = 110'000; // of latitude
    const Interval theirs = interval_of(b);
    return !interval_of(a).may_touch(theirs.first(), theirs.last()) ||
           (std::abs(location_of(a)->point.lat - location_of(b)->point.lat) * least_metres_a_degree >
                widest_radius_m &&
            (location_of(a)->place_id.empty() || location_of(a)->place_id != location_of(b)->place_id));
}

} // namespace

TypeGroup group_of(EventType type)
{
    switch (type) {
    case EventType::battles:
    case EventType::explosions:
    case EventType::violence_against_civilians:
        return TypeGroup::armed;
    case EventType::protests:
    case EventType::riots:
        return TypeGroup::demonstration;
    case EventType::strategic_developments:
        return TypeGroup::strategic;
    case EventType::displacement:
        return TypeGroup::displacement;
    case EventType::sea_incident:
        return TypeGroup::sea;
    }
    return TypeGroup::strategic;
}

std::optional<Likeness> likeness(const Event& a, const Event& b)
{
    const Location* here = location_of(a);
    const Location* there = location_of(b);
    if (a.document == b.document || !here || !there || is_by_analyst(a) || is_by_analyst(b) ||
        are_plainly_apart(a, b))
        return std::nullopt;
    const SubEventType our_type = sub_type_of(a), their_type = sub_type_of(b);
    const auto types = types_agree(our_type, their_type);
    if (!types)
        return std::nullopt;
    const auto days = days_agree(interval_of(a), interval_of(b), our_type == their_type);
    const auto places = days ? places_agree(*here, *there) : std::nullopt;
    if (!days || !places || figures_contradict(a, b) || parties_contradict(a, b))
        return std::nullopt;
    const auto figures = figures_agree(a, b);
    // An armed attack and a bombing in one town on one day are two things as often as one.
    const bool loosely =
        group_of(type_of(our_type)) == TypeGroup::armed && type_of(our_type) != type_of(their_type);
    if (loosely && !figures && !tolls_are_close(a, b))
        return std::nullopt;
    const bool borne_out = figures || (our_type == their_type && share_a_party(a, b));
    if ((days->weak || places->weak) && !borne_out)
        return std::nullopt;
    const double score =
        0.3 * places->score + 0.3 * days->score + 0.2 * types->score + (figures ? 0.2 * figures->score : 0);
    std::string reason = places->words + ", " + days->words + ", " + types->words;
    if (figures)
        reason += ", " + figures->words;
    return Likeness{score, reason};
}

bool may_be_one(const Event& a, const Event& b)
{
    if (is_by_analyst(a) || is_by_analyst(b)) // it belongs where the decision put it, whatever it corrects
        return true;
    if (a.document == b.document || !types_agree(sub_type_of(a), sub_type_of(b)) ||
        figures_contradict(a, b) || parties_contradict(a, b))
        return false;
    const Location *here = location_of(a), *there = location_of(b);
    const bool both_narrow = here && there && !is_wide(*here) && !is_wide(*there);
    if (both_narrow && !places_agree(*here, *there))
        return false;
    const Interval ours = interval_of(a), theirs = interval_of(b);
    return !ours.is_known() || !theirs.is_known() || ours.may_touch(theirs.first(), theirs.last());
}

/// Events by degree cell of their place, and in it by day.
struct Matcher::Cells {
    explicit Cells(const Ledger& of) : ledger{&of} {}

    /// Spans up to this are found by their first day; wider ones are few, and looked through.
    static constexpr std::chrono::days common_span{31};
    struct Cell {
        std::multimap<Day, std::uint32_t> by_first_day;
        std::vector<std::uint32_t> wide;
    };
    const Ledger* ledger;
    std::unordered_map<int, Cell> cells;

    [[nodiscard]] static int column(double lon) { return static_cast<int>(std::floor(lon + 180)) % 360; }
    [[nodiscard]] static int row(double lat)
    {
        return std::clamp(static_cast<int>(std::floor(lat + 90)), 0, 179);
    }
    [[nodiscard]] static int cell(int column, int row) { return row * 360 + (column + 360) % 360; }

    void put(std::uint32_t index);
    /// The cells within the widest reach of a point; near the poles all columns.
    [[nodiscard]] static std::set<int> cells_round(LonLat point);
    /// All within the widest reach of the point (and more) that may have happened at the time, ascending.
    [[nodiscard]] std::vector<std::uint32_t> near(LonLat point, const Interval& interval) const;
};

void Matcher::Cells::put(std::uint32_t index)
{
    const Event& event = ledger->events[index];
    const Location* location = location_of(event);
    const Interval interval = interval_of(event);
    if (!location || !interval.is_known())
        return; // joins nothing
    Cell& in = cells[cell(column(location->point.lon), row(location->point.lat))];
    if (interval.first() && interval.last() && *interval.last() - *interval.first() <= common_span)
        in.by_first_day.emplace(*interval.first(), index);
    else
        in.wide.push_back(index);
}

std::set<int> Matcher::Cells::cells_round(LonLat point)
{
    constexpr double metres_a_degree = 110'000;
    const int centre = row(point.lat);
    const double cosine = std::cos(std::min(89.9, std::abs(point.lat) + 1) * 3.14159265358979 / 180);
    const int across = std::min(180, 1 + static_cast<int>(widest_radius_m / (metres_a_degree * cosine)));
    std::set<int> found;
    for (int r = std::max(0, centre - 1); r <= std::min(179, centre + 1); ++r)
        for (int c = -across; c <= across; ++c)
            found.insert(cell(column(point.lon) + c + 360, r));
    return found;
}

std::vector<std::uint32_t> Matcher::Cells::near(LonLat point, const Interval& interval) const
{
    std::vector<std::uint32_t> found;
    for (const int key : cells_round(point)) {
        const auto in = cells.find(key);
        if (in == cells.end())
            continue;
        const auto& days = in->second.by_first_day;
        const auto from = interval.first() ? days.lower_bound(*interval.first() - common_span) : days.begin();
        const auto to = interval.last() ? days.upper_bound(*interval.last()) : days.end();
        for (auto at = from; at != to; ++at)
            found.push_back(at->second);
        found.insert(found.end(), in->second.wide.begin(), in->second.wide.end());
    }
    std::sort(found.begin(), found.end());
    return found;
}

Matcher::Matcher(const Ledger& ledger) : cells_{std::make_unique<Cells>(ledger)}
{
    for (std::uint32_t i = 0; i < ledger.events.size(); ++i)
        cells_->put(i);
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

void Matcher::put(std::uint32_t index)
{
    cells_->put(index);
}

std::vector<Matcher::Alike> Matcher::alike(const Event& event) const
{
    const Location* location = location_of(event);
    const Interval interval = interval_of(event);
    std::vector<Alike> found;
    if (!location || !interval.is_known())
        return found;
    for (const std::uint32_t index : cells_->near(location->point, interval))
        if (const auto how = likeness(event, cells_->ledger->events[index]))
            found.push_back({index, how->score});
    return found;
}

} // namespace sitmap
