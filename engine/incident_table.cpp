#include "engine/incident_table.hpp"

#include "engine/quick_hash.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace sitmap {

NameList::NameList() : slots_(64)
{
    number_of("");
}

/// Where the name is, or would be put.
std::size_t NameList::slot_of(std::string_view name, std::uint64_t hash) const
{
    const std::size_t mask = slots_.size() - 1;
    const auto upper = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.number_from_one == 0 ||
            (slot.hash == upper && std::string_view{names_[slot.number_from_one - 1]} == name))
            return at;
    }
}

void NameList::grow()
{
    slots_.assign(4 * slots_.size(), {});
    for (std::uint32_t number = 0; number < names_.size(); ++number) {
        const std::uint64_t hash = quick_hash(names_[number]);
        slots_[slot_of(names_[number], hash)] = {static_cast<std::uint32_t>(hash >> 32), number + 1};
    }
}

std::optional<std::uint32_t> NameList::find(std::string_view name) const
{
    const Slot& slot = slots_[slot_of(name, quick_hash(name))];
    return slot.number_from_one == 0 ? std::nullopt : std::optional{slot.number_from_one - 1};
}

std::uint32_t NameList::number_of(std::string_view name)
{
    return number_of(name, quick_hash(name));
}

void NameList::numbers_of(std::span<const std::string_view> names, std::span<std::uint32_t> numbers)
{
    assert(names.size() == numbers.size() && names.size() <= most_at_once);
    // A table of names does not fit a core's cache, and a look-up is three reads that wait for each other.
    std::array<std::uint64_t, most_at_once> hashes;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        hashes[i] = quick_hash(names[i]);
        __builtin_prefetch(&slots_[hashes[i] & mask]);
    }
    const auto likely = [&](std::size_t i) -> const std::string& {
        const std::uint32_t from_one = slots_[hashes[i] & mask].number_from_one;
        return names_[from_one == 0 ? 0 : from_one - 1];
    };
    for (std::size_t i = 0; i < names.size(); ++i)
        __builtin_prefetch(&likely(i));
    for (std::size_t i = 0; i < names.size(); ++i)
        __builtin_prefetch(likely(i).data());
    for (std::size_t i = 0; i < names.size(); ++i)
        numbers[i] = number_of(names[i], hashes[i]);
}

std::uint32_t NameList::number_of(std::string_view name, std::uint64_t hash)
{
    Slot& slot = slots_[slot_of(name, hash)];
    if (slot.number_from_one != 0)
        return slot.number_from_one - 1;
    const auto number = static_cast<std::uint32_t>(names_.size());
    slot = {static_cast<std::uint32_t>(hash >> 32), number + 1};
    names_.emplace_back(name);
    if (2 * names_.size() > slots_.size())
        grow();
    return number;
}

namespace {

std::int32_t units_of(double degrees)
{
    return static_cast<std::int32_t>(std::lround(degrees * IncidentTable::units_per_degree));
}

std::int32_t number_of(Day day)
{
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

std::int32_t clamped(std::optional<Quantity::Count> count)
{
    if (!count)
        return GivenCount::absent;
    return static_cast<std::int32_t>(
        std::min<Quantity::Count>(*count, std::numeric_limits<std::int32_t>::max()));
}

GivenCount given_count(const std::optional<Quantity>& quantity)
{
    if (!quantity)
        return {};
    return {clamped(quantity->low()), clamped(quantity->best()), clamped(quantity->high())};
}

Day day_of(std::int32_t number)
{
    return Day{std::chrono::days{number}};
}

std::string_view first_of(const std::vector<std::string>& names)
{
    return names.empty() ? std::string_view{} : std::string_view{names.front()};
}

void put_time(IncidentTable& table, const Interval& interval, std::optional<Day> said_on)
{
    const bool known = interval.is_known();
    table.first_day.push_back(known && interval.first() ? number_of(*interval.first())
                                                        : IncidentTable::open_begin);
    table.last_day.push_back(known && interval.last() ? number_of(*interval.last())
                                                      : IncidentTable::open_end);
    table.time_precision.push_back(interval.precision());
    table.said_on.push_back(said_on ? number_of(*said_on) : IncidentTable::open_begin);
}

void put_point(IncidentTable& table, std::optional<LonLat> point, PlacePrecision precision, double radius_m)
{
    table.lon.push_back(point ? units_of(point->lon) : IncidentTable::no_place);
    table.lat.push_back(point ? units_of(point->lat) : IncidentTable::no_place);
    table.precision.push_back(precision);
    table.radius_m.push_back(static_cast<float>(radius_m));
}

void put_killed(IncidentTable& table, const GivenCount& killed)
{
    table.killed_low.push_back(killed.low);
    table.killed_best.push_back(killed.best);
    table.killed_high.push_back(killed.high);
}

/// Country, division, place and the two sides.
constexpr std::size_t names_a_row = 5;
using RowNames = std::array<std::string_view, names_a_row>;

RowNames names_of(const Record& record)
{
    return {record.country, record.admin1, record.place, record.side_a,
            record.side_b.empty() ? record.victims : record.side_b};
}

void put_names(IncidentTable& table, std::span<const std::uint32_t> numbers)
{
    table.country.push_back(numbers[0]);
    table.admin1.push_back(numbers[1]);
    table.place.push_back(numbers[2]);
    table.side_a.push_back(numbers[3]);
    table.side_b.push_back(numbers[4]);
}

/// All of a row but its names.
void put_row(IncidentTable& table, const Record& record, IncidentId incident, std::uint16_t dataset_number)
{
    assert(incident > (table.id.empty() ? 0 : IncidentId{table.id.back()}));
    const auto row = static_cast<std::uint32_t>(table.size());
    const bool accused = record.roles == PartyRole::perpetrator;
    table.id.push_back(static_cast<std::uint32_t>(incident));
    put_point(table, record.point, record.precision, record.radius_m);
    put_time(table, record.interval, record.said_on);
    table.sub_type.push_back(record.sub_type);
    table.attribution.push_back(accused && !record.side_a.empty() ? Attribution::attributed
                                                                  : Attribution::unattributed);
    table.flags.push_back(static_cast<std::uint8_t>((record.type_given ? IncidentTable::type_given : 0) |
                                                    (accused ? IncidentTable::side_a_accused : 0)));
    table.dataset.push_back(dataset_number);
    put_killed(table, record.killed);
    for (const Record::OtherCount& other : record.other_counts)
        table.other_counts.push_back({row, other.field, other.count});
}

} // namespace

Interval IncidentTable::interval(std::uint32_t row) const
{
    const std::int32_t first = first_day[row], last = last_day[row];
    switch (time_precision[row]) {
    case TimePrecision::unknown:
        return {};
    case TimePrecision::ongoing:
        return Interval::ongoing();
    case TimePrecision::since:
        return Interval::since(day_of(first));
    case TimePrecision::before:
        return Interval::before(day_of(last));
    case TimePrecision::day:
        return Interval::on(day_of(first));
    default:
        return Interval::within(day_of(first), day_of(last), time_precision[row]);
    }
}

Incident IncidentTable::incident(std::uint32_t row) const
{
    Incident found;
    found.id = id[row];
    found.sub_type = sub_type[row];
    found.title = name_of(sub_type[row]);
    if (const std::string& where = names.name(place[row]); !where.empty())
        found.title += ", " + where;
    if (is_placed(row)) {
        Location location;
        location.name = names.name(place[row] != 0 ? place[row] : admin1[row]);
        location.toponym = names.name(place[row]);
        location.point = point(row);
        location.precision = precision[row];
        location.radius_m =
            radius_m[row] > 0 ? static_cast<double>(radius_m[row]) : usual_radius_m(precision[row]);
        location.country = names.name(country[row]);
        location.admin1 = names.name(admin1[row]);
        found.location = std::move(location);
    }
    found.interval = interval(row);
    found.killed = quantity_of(killed(row));
    const auto first_other =
        std::lower_bound(other_counts.begin(), other_counts.end(), row,
                         [](const OtherCount& count, std::uint32_t at) { return count.row < at; });
    for (auto other = first_other; other != other_counts.end() && other->row == row; ++other)
        if (auto* count = count_of(found, other->field))
            *count = quantity_of(other->count);
    found.attribution = attribution[row];
    const bool accused = (flags[row] & side_a_accused) != 0;
    if (side_a[row] != 0)
        found.accused.push_back(names.name(side_a[row]));
    if (side_b[row] != 0)
        (accused ? found.victims : found.accused).push_back(names.name(side_b[row]));
    found.documents = 1;
    return found;
}

std::optional<std::uint32_t> IncidentTable::row_of(IncidentId incident) const
{
    const auto found = std::lower_bound(id.begin(), id.end(), incident);
    if (found == id.end() || *found != incident)
        return std::nullopt;
    return static_cast<std::uint32_t>(found - id.begin());
}

void IncidentTable::reserve(std::size_t rows)
{
    const auto all = [&](auto&... columns) { (columns.reserve(rows), ...); };
    all(id, lon, lat, first_day, last_day, said_on, sub_type, precision, time_precision, attribution, flags,
        dataset, country, admin1, place, side_a, side_b, radius_m, killed_low, killed_best, killed_high);
}

void IncidentTable::append(const Record& record, IncidentId incident, std::uint16_t dataset_number)
{
    append(std::span{&record, 1}, incident, dataset_number);
}

void IncidentTable::append(std::span<const Record> records, IncidentId first, std::uint16_t dataset_number)
{
    constexpr std::size_t rows_at_once = NameList::most_at_once / names_a_row;
    std::array<std::string_view, NameList::most_at_once> texts;
    std::array<std::uint32_t, NameList::most_at_once> numbers;
    while (!records.empty()) {
        const auto some = records.first(std::min(records.size(), rows_at_once));
        std::size_t count = 0;
        for (const Record& record : some)
            for (const std::string_view text : names_of(record))
                texts[count++] = text;
        names.numbers_of(std::span{texts}.first(count), std::span{numbers}.first(count));
        for (std::size_t i = 0; i < some.size(); ++i) {
            put_row(*this, some[i], first++, dataset_number);
            put_names(*this, std::span{numbers}.subspan(i * names_a_row, names_a_row));
        }
        records = records.subspan(some.size());
    }
}

void IncidentTable::append(const Incident& incident)
{
    assert(incident.id > (id.empty() ? 0 : IncidentId{id.back()}));
    const auto row = static_cast<std::uint32_t>(size());
    const Location nowhere;
    const Location& location = incident.location ? *incident.location : nowhere;
    id.push_back(static_cast<std::uint32_t>(incident.id));
    put_point(*this, incident.location ? std::optional{location.point} : std::nullopt, location.precision,
              location.radius_m);
    put_time(*this, incident.interval, std::nullopt);
    sub_type.push_back(incident.sub_type);
    attribution.push_back(incident.attribution);
    const bool accused = !incident.accused.empty();
    flags.push_back(static_cast<std::uint8_t>(type_given | (accused ? side_a_accused : 0)));
    dataset.push_back(0);
    const RowNames texts{location.country, location.admin1, location.name, first_of(incident.accused),
                         first_of(incident.victims)};
    std::array<std::uint32_t, names_a_row> numbers{};
    names.numbers_of(texts, numbers);
    put_names(*this, numbers);
    put_killed(*this, given_count(incident.killed));
    for (const ClaimField field :
         {ClaimField::injured, ClaimField::missing, ClaimField::abducted, ClaimField::detained,
          ClaimField::displaced, ClaimField::rescued, ClaimField::intercepted})
        if (const auto* count = count_of(incident, field); count != nullptr && *count)
            other_counts.push_back({row, field, given_count(*count)});
}

} // namespace sitmap
