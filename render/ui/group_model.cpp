#include "render/ui/group_model.hpp"

#include "render/record_filter.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace sitmap {

namespace {

constexpr std::array counted_fields{ClaimField::killed,   ClaimField::injured,    ClaimField::missing,
                                    ClaimField::abducted, ClaimField::detained,   ClaimField::displaced,
                                    ClaimField::rescued,  ClaimField::intercepted};

void add(Totals& totals, const Quantity& quantity)
{
    const std::int64_t low = quantity.size_by();
    totals.low += low;
    totals.high += quantity.high().value_or(std::max(low, quantity.best().value_or(low)));
    totals.open = totals.open || quantity.is_open();
}

void add_days(GroupSummary& summary, const Interval& interval)
{
    if (interval.first())
        summary.first = std::min(summary.first.value_or(*interval.first()), *interval.first());
    if (interval.last())
        summary.last = std::max(summary.last.value_or(*interval.last()), *interval.last());
}

void add(GroupSummary& summary, std::map<ClaimField, GroupCount>& counts, const Incident& incident)
{
    ++summary.size;
    ++summary.types[static_cast<std::size_t>(incident.type())];
    summary.rough += !incident.location || incident.location->precision > PlacePrecision::near ? 1u : 0u;
    add_days(summary, incident.interval);
    for (const ClaimField field : counted_fields)
        if (const auto* count = count_of(incident, field); count != nullptr && *count) {
            add(counts[field].totals, **count);
            ++counts[field].stated;
        }
}

/// A record by its columns: a group may have a million, whose names nobody reads here.
void add(GroupSummary& summary, std::map<ClaimField, GroupCount>& counts, const IncidentTable& table,
         std::uint32_t row)
{
    ++summary.size;
    ++summary.types[static_cast<std::size_t>(type_of(table.sub_type[row]))];
    summary.rough += !table.is_placed(row) || table.precision[row] > PlacePrecision::near ? 1u : 0u;
    add_days(summary, table.interval(row));
    if (const KilledBounds killed = killed_bounds(table, row); killed.given) {
        GroupCount& count = counts[ClaimField::killed];
        count.totals = count.totals + Totals{killed.low, killed.high, killed.open};
        ++count.stated;
    }
    auto other = std::lower_bound(
        table.other_counts.begin(), table.other_counts.end(), row,
        [](const IncidentTable::OtherCount& count, std::uint32_t at) { return count.row < at; });
    for (; other != table.other_counts.end() && other->row == row; ++other)
        if (const auto quantity = quantity_of(other->count)) {
            add(counts[other->field].totals, *quantity);
            ++counts[other->field].stated;
        }
}

} // namespace

Group joined(Group group, const Group& more)
{
    if (!more.ids.empty())
        group.area.clear();
    group.ids.insert(group.ids.end(), more.ids.begin(), more.ids.end());
    std::sort(group.ids.begin(), group.ids.end());
    group.ids.erase(std::unique(group.ids.begin(), group.ids.end()), group.ids.end());
    return group;
}

bool Group::has(IncidentId id) const
{
    return std::binary_search(ids.begin(), ids.end(), id);
}

void Group::toggle(IncidentId id)
{
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    if (at != ids.end() && *at == id)
        ids.erase(at);
    else
        ids.insert(at, id);
    area.clear();
}

MercatorRing::MercatorRing(const Ring& ring)
{
    if (ring.empty())
        return;
    origin_ = square_position(ring.front());
    for (const LonLat p : ring) {
        const SquarePosition at = square_position(p);
        corners_.push_back({static_cast<double>(static_cast<std::int32_t>(at.x - origin_.x)),
                            static_cast<double>(at.y) - static_cast<double>(origin_.y)});
        west_ = std::min(west_, corners_.back().x);
        east_ = std::max(east_, corners_.back().x);
        north_ = std::min(north_, corners_.back().y);
        south_ = std::max(south_, corners_.back().y);
    }
}

bool MercatorRing::covers(SquarePosition p) const
{
    const double x = static_cast<std::int32_t>(p.x - origin_.x);
    const double y = static_cast<double>(p.y) - static_cast<double>(origin_.y);
    if (x < west_ || x > east_ || y < north_ || y > south_)
        return false;
    bool inside = false;
    for (std::size_t i = 0, before = corners_.size() - 1; i < corners_.size(); before = i++) {
        const Corner a = corners_[i], b = corners_[before];
        if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

bool MercatorRing::may_touch(const RecordPlaces::Block& block) const
{
    const double north = static_cast<double>(block.north) - static_cast<double>(origin_.y);
    const double south = static_cast<double>(block.south) - static_cast<double>(origin_.y);
    if (north > south_ || south < north_)
        return false;
    constexpr double half = 2147483648.0;
    const double wide = static_cast<double>(block.east) - static_cast<double>(block.west);
    if (wide >= half)
        return true;
    const double west = static_cast<std::int32_t>(block.west - origin_.x);
    const auto touches = [&](double from) { return from <= east_ && from + wide >= west_; };
    return touches(west) || touches(west - 2 * half) || touches(west + 2 * half);
}

std::vector<IncidentId> records_within(const IncidentTable& table, const RecordPlaces& places,
                                       const MercatorRing& ring)
{
    std::vector<IncidentId> ids;
    for (const RecordPlaces::Block& block : places.blocks) {
        if (!ring.may_touch(block))
            continue;
        std::uint32_t row = block.first_row;
        for (std::uint32_t pile = block.begin; pile < block.end; row += places.count[pile], ++pile) {
            if (!ring.covers(SquarePosition{places.x[pile], places.y[pile]}))
                continue;
            for (std::uint32_t i = 0; i < places.count[pile]; ++i)
                ids.push_back(table.id[places.row[row + i]]);
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<IncidentId> ids_within(const Scene& scene, const Camera& camera, const MercatorRing& ring)
{
    std::map<IncidentId, bool> marks;
    for (const HitTarget& target : scene.targets)
        if (const auto* incident = std::get_if<IncidentSelection>(&target.what)) {
            const auto ground = camera.to_lonlat(target.at);
            bool& inside = marks[incident->id];
            inside = inside || (ground && ring.covers(*ground));
        }
    std::vector<IncidentId> ids;
    for (const Incident& incident : std::span{scene.shown}.first(scene.from_ledger)) {
        const auto mark = marks.find(incident.id);
        const bool inside =
            mark != marks.end() ? mark->second : incident.location && ring.covers(incident.location->point);
        if (inside)
            ids.push_back(incident.id);
    }
    return ids;
}

GroupSummary summary_of(const Map& map, std::span<const Incident> incidents, const Group& group)
{
    GroupSummary summary;
    std::map<ClaimField, GroupCount> counts;
    std::size_t found = 0;
    for (const Incident& incident : incidents)
        if (group.has(incident.id)) {
            add(summary, counts, incident);
            ++found;
        }
    if (map.records && found < group.ids.size())
        for (const IncidentId id : group.ids)
            if (const auto row = map.records->table().row_of(id))
                add(summary, counts, map.records->table(), *row);
    for (const ClaimField field : counted_fields)
        if (const auto count = counts.find(field); count != counts.end() || field == ClaimField::killed) {
            summary.counts.push_back(count != counts.end() ? count->second : GroupCount{});
            summary.counts.back().field = field;
        }
    return summary;
}

} // namespace sitmap
