#include "engine/row_filter.hpp"

#include "geodata/name_fold.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sitmap {

namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min(),
                       highest = std::numeric_limits<std::int32_t>::max();

double degrees(std::int64_t units)
{
    return static_cast<double>(units) / IncidentTable::units_per_degree;
}

/// The least number of units that is not below `bound` once it is turned into degrees: the nearest whole
/// number or the next, as a product with 10^7 is far less than half a unit from the true one.
std::int64_t first_at_or_above(double bound)
{
    constexpr std::int64_t positive = 4'000'000'000; // so that cutting the fraction off rounds down
    const double units = std::clamp(bound, -300.0, 300.0) * IncidentTable::units_per_degree;
    const std::int64_t nearest =
        static_cast<std::int64_t>(units + (static_cast<double>(positive) + 0.5)) - positive;
    return degrees(nearest) >= bound ? nearest : nearest + 1;
}

/// The greatest number of units that is not above `bound`.
std::int64_t last_at_or_below(double bound)
{
    return -first_at_or_above(-bound);
}

/// `lowest` stands for no place, and no box holds it.
std::int32_t clamped(std::int64_t units)
{
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(units, lowest + 1, highest));
}

UnitBox unit_box(const Extent& box)
{
    return {clamped(first_at_or_above(box.west)), clamped(first_at_or_above(box.south)),
            clamped(last_at_or_below(box.east)), clamped(last_at_or_below(box.north))};
}

std::int32_t day_number(std::optional<Day> day, std::int32_t without)
{
    return day ? static_cast<std::int32_t>(
                     std::clamp<std::int64_t>(day->time_since_epoch().count(), lowest + 1, highest - 1))
               : without;
}

UnitBox common(const UnitBox& a, const UnitBox& b)
{
    return {std::max(a.west, b.west), std::max(a.south, b.south), std::min(a.east, b.east),
            std::min(a.north, b.north)};
}

/// What is in any of `a` and in any of `b`.
UnitBoxes common(const UnitBoxes& a, const UnitBoxes& b)
{
    UnitBoxes both;
    for (const UnitBox& one : a)
        for (const UnitBox& other : b)
            both.add(common(one, other));
    return both;
}

std::uint32_t kinds_of(const Query& query)
{
    const auto any_of = [](const auto& wanted, auto value) {
        return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
    };
    std::uint32_t kinds = 0;
    for (unsigned i = 0; i < sub_event_type_count; ++i) {
        const auto sub_type = static_cast<SubEventType>(i);
        if (any_of(query.types, type_of(sub_type)) && any_of(query.sub_types, sub_type))
            kinds |= std::uint32_t{1} << i;
    }
    return kinds;
}

bool killed_at_least(const GivenCount& killed, std::int64_t least)
{
    if (killed.low >= 0 && killed.low <= killed.best && killed.best <= killed.high)
        return killed.low >= least;
    const auto mended = quantity_of(killed);
    return mended && mended->size_by() >= least;
}

bool holds(const UnitBox& box, std::int32_t lon, std::int32_t lat)
{
    return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

} // namespace

UnitBoxes unit_boxes(const Extent& box)
{
    UnitBoxes boxes;
    if (std::isnan(box.west) || std::isnan(box.south) || std::isnan(box.east) || std::isnan(box.north))
        return boxes;
    if (box.crosses_antimeridian()) {
        boxes.add(unit_box({box.west, box.south, 200, box.north}));
        boxes.add(unit_box({-200, box.south, box.east, box.north}));
    } else {
        boxes.add(unit_box(box));
    }
    return boxes;
}

KilledSum killed_sum(const GivenCount& killed)
{
    if (killed.low >= 0 && killed.low <= killed.best && killed.best <= killed.high)
        return {killed.low, killed.best, killed.high};
    const auto mended = quantity_of(killed);
    if (!mended)
        return {};
    const std::int64_t low = mended->size_by(), best = mended->best().value_or(low);
    return {low, best, mended->high().value_or(best)};
}

FoldedParties::FoldedParties(const IncidentTable& table)
{
    std::vector<char> is_party(table.names.all().size(), 0);
    for (const auto* column : {&table.side_a, &table.side_b})
        for (const std::uint32_t name : *column)
            is_party[name] = 1;
    for (std::uint32_t i = 1; i < is_party.size(); ++i)
        if (is_party[i] != 0)
            names.emplace_back(i, fold_name(table.names.name(i)));
}

RowFilter::RowFilter(const IncidentTable& table, const Query& query, const FoldedParties* parties)
    : table_{table},
      since_{day_number(query.since, lowest)},
      until_{day_number(query.until, highest)},
      said_by_{day_number(query.as_of, highest)},
      min_killed_{query.min_killed},
      precision_{query.place_precision},
      condition_{query.condition},
      ids_{query.ids}
{
    if (!query.types.empty() || !query.sub_types.empty())
        kinds_ = kinds_of(query);
    if (!query.attributions.empty()) {
        attributions_ = 0;
        for (const Attribution attribution : query.attributions)
            attributions_ |= std::uint32_t{1} << static_cast<unsigned>(attribution);
    }
    take_place(query);
    take_names(query, parties);
    has_rest_ = !query.attributions.empty() || min_killed_ || precision_ || !countries_.empty() ||
                !is_wanted_party_.empty() || query.as_of || query.condition || ids_;
}

void RowFilter::take_place(const Query& query)
{
    if (query.bbox) {
        query_boxes_ = unit_boxes(*query.bbox);
        boxes_ = query_boxes_;
    } else {
        boxes_.add(UnitBox{});
    }
    if (!std::holds_alternative<std::monostate>(query.within)) {
        area_.emplace(query.within);
        const auto extent = extent_of(query.within);
        boxes_ = extent ? common(boxes_, unit_boxes({extent->west - 1e-6, extent->south - 1e-6,
                                                     extent->east + 1e-6, extent->north + 1e-6}))
                        : UnitBoxes{};
    }
    if (query.radius) {
        disc_.emplace(query.radius->centre, query.radius->metres);
        boxes_ = common(boxes_, unit_boxes(disc_->extent()));
    }
    is_spatial_ = query.bbox || area_ || disc_;
    impossible_ = boxes_.empty();
}

void RowFilter::take_names(const Query& query, const FoldedParties* parties)
{
    for (const std::string& country : query.countries)
        if (const auto number = table_.names.find(country))
            countries_.push_back(*number);
    impossible_ = impossible_ || (countries_.empty() && !query.countries.empty());
    if (query.actors.empty())
        return;
    std::vector<std::string> wanted;
    for (const std::string& actor : query.actors)
        wanted.push_back(fold_name(actor));
    is_wanted_party_.assign(table_.names.all().size(), 0);
    std::optional<FoldedParties> own;
    if (parties == nullptr)
        parties = &own.emplace(table_);
    for (const auto& [number, folded] : parties->names)
        for (const std::string& part : wanted)
            if (folded.find(part) != std::string::npos)
                is_wanted_party_[number] = 1;
}

bool RowFilter::is_timed() const
{
    return since_ != lowest || until_ != highest;
}

bool RowFilter::passes_box(std::uint32_t row) const
{
    if (!table_.is_placed(row))
        return false;
    return query_boxes_.empty() ||
           std::any_of(query_boxes_.begin(), query_boxes_.end(),
                       [&](const UnitBox& box) { return holds(box, table_.lon[row], table_.lat[row]); });
}

bool RowFilter::passes_area(std::uint32_t row) const
{
    return (!disc_ || disc_->contains(table_.point(row))) && (!area_ || area_->covers(table_.point(row)));
}

bool RowFilter::passes_rest(std::uint32_t row) const
{
    if (!has_rest_)
        return true;
    if (((attributions_ >> static_cast<unsigned>(table_.attribution[row])) & 1) == 0)
        return false;
    if (table_.said_on[row] > said_by_ || ((precision_ || !countries_.empty()) && !table_.is_placed(row)) ||
        (precision_ && table_.precision[row] > *precision_))
        return false;
    if (min_killed_ && !killed_at_least(table_.killed(row), *min_killed_))
        return false;
    if (!countries_.empty() &&
        std::find(countries_.begin(), countries_.end(), table_.country[row]) == countries_.end())
        return false;
    if (!is_wanted_party_.empty() && is_wanted_party_[table_.side_a[row]] == 0 &&
        is_wanted_party_[table_.side_b[row]] == 0)
        return false;
    if (ids_ && !std::binary_search(ids_->begin(), ids_->end(), IncidentId{table_.id[row]}))
        return false;
    return !condition_ || (*condition_)(table_, row);
}

Side RowFilter::side_of(const UnitBox& box) const
{
    const Extent degrees_of{degrees(box.west), degrees(box.south), degrees(box.east), degrees(box.north)};
    Side side = disc_ ? disc_->side_of(degrees_of) : Side::inside;
    if (side != Side::outside && area_) {
        const Side of_area = area_->side_of(degrees_of);
        side = of_area == Side::inside ? side : of_area;
    }
    return side;
}

} // namespace sitmap
