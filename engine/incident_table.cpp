#include "engine/incident_table.hpp"

#include "engine/quick_hash.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>

namespace sitmap {

namespace {

constexpr std::size_t spare_bytes = 16; ///< behind the texts, so that two words can always be read

std::uint64_t word_at(const char* bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

} // namespace

NameList::NameList() : texts_(spare_bytes, '\0'), slots_(64)
{
    number_of("");
}

bool NameList::is(const Slot& slot, std::string_view name) const
{
    if (slot.size != name.size())
        return false;
    const char *const a = texts_.data() + slot.begin, *const b = name.data();
    constexpr std::size_t word = sizeof(std::uint64_t);
    if (name.size() < word || name.size() > 2 * word)
        return std::equal(a, a + name.size(), b);
    const std::size_t last = name.size() - word; // two words that overlap: most names are so long
    return ((word_at(a) ^ word_at(b)) | (word_at(a + last) ^ word_at(b + last))) == 0;
}

/// Where the name is, or would be put.
std::size_t NameList::slot_of(std::string_view name, std::uint64_t hash) const
{
    const std::size_t mask = slots_.size() - 1;
    const auto upper = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.number_from_one == 0 || (slot.hash == upper && is(slot, name)))
            return at;
    }
}

void NameList::grow()
{
    std::vector<Slot> before(2 * slots_.size());
    before.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : before) {
        if (slot.number_from_one == 0)
            continue;
        std::size_t at = quick_hash(std::string_view{texts_}.substr(slot.begin, slot.size)) & mask;
        while (slots_[at].number_from_one != 0)
            at = (at + 1) & mask;
        slots_[at] = slot;
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
    // A table of names does not fit a core's cache, and a look-up is two reads that wait for each other.
    std::array<std::uint64_t, most_at_once> hashes;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        hashes[i] = quick_hash(names[i]);
        __builtin_prefetch(&slots_[hashes[i] & mask]);
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        __builtin_prefetch(texts_.data() + slots_[hashes[i] & mask].begin);
    for (std::size_t i = 0; i < names.size(); ++i)
        numbers[i] = number_of(names[i], hashes[i]);
}

std::uint32_t NameList::number_of(std::string_view name, std::uint64_t hash)
{
    Slot& slot = slots_[slot_of(name, hash)];
    if (slot.number_from_one != 0)
        return slot.number_from_one - 1;
    const auto number = static_cast<std::uint32_t>(names_.size());
    const std::size_t begin = texts_.size() - spare_bytes;
    if (begin + name.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error{"cannot hold so many names: together they have over 4 GiB"};
    slot = {static_cast<std::uint32_t>(hash >> 32), number + 1, static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(name.size())};
    names_.emplace_back(name);
    texts_.insert(begin, name);
    if (3 * names_.size() > 2 * slots_.size())
        grow();
    return number;
}

namespace {

std::int32_t units_of(double degrees)
{
    // To the nearest, halves away from zero, as std::lround, which is a call.
    const double units = degrees * IncidentTable::units_per_degree;
    return static_cast<std::int32_t>(units + std::copysign(0.5, units));
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

/// Calls `each` with every column.
template <class Each>
void each_column(IncidentTable& t, Each each)
{
    const auto all = [&](auto&... columns) { (each(columns), ...); };
    all(t.id, t.lon, t.lat, t.first_day, t.last_day, t.said_on, t.sub_type, t.precision, t.time_precision,
        t.attribution, t.flags, t.dataset, t.country, t.admin1, t.place, t.side_a, t.side_b, t.radius_m,
        t.killed_low, t.killed_best, t.killed_high);
}

void put_time(IncidentTable& table, std::size_t row, const Interval& interval, std::optional<Day> said_on)
{
    const bool known = interval.is_known();
    const auto first = interval.first(), last = interval.last();
    table.first_day[row] = known && first ? number_of(*first) : IncidentTable::open_begin;
    table.last_day[row] = known && last ? number_of(*last) : IncidentTable::open_end;
    table.time_precision[row] = interval.precision();
    table.said_on[row] = said_on ? number_of(*said_on) : IncidentTable::open_begin;
}

void put_point(IncidentTable& table, std::size_t row, std::optional<LonLat> point, PlacePrecision precision,
               double radius_m)
{
    table.lon[row] = point ? units_of(point->lon) : IncidentTable::no_place;
    table.lat[row] = point ? units_of(point->lat) : IncidentTable::no_place;
    table.precision[row] = precision;
    table.radius_m[row] = static_cast<float>(radius_m);
}

void put_killed(IncidentTable& table, std::size_t row, const GivenCount& killed)
{
    table.killed_low[row] = killed.low;
    table.killed_best[row] = killed.best;
    table.killed_high[row] = killed.high;
}

/// Country, division, place and the two sides.
constexpr std::size_t names_a_row = 5;
using RowNames = std::array<std::string_view, names_a_row>;

RowNames names_of(const Record& record)
{
    return {record.country, record.admin1, record.place, record.side_a,
            record.side_b.empty() ? record.victims : record.side_b};
}

void put_names(IncidentTable& table, std::size_t row, std::span<const std::uint32_t> numbers)
{
    table.country[row] = numbers[0];
    table.admin1[row] = numbers[1];
    table.place[row] = numbers[2];
    table.side_a[row] = numbers[3];
    table.side_b[row] = numbers[4];
}

/// All of a row but its names.
void put_row(IncidentTable& table, std::size_t row, const Record& record, IncidentId incident,
             std::uint16_t dataset_number)
{
    assert(incident > (row == 0 ? 0 : IncidentId{table.id[row - 1]}));
    const bool accused = record.roles == PartyRole::perpetrator;
    table.id[row] = static_cast<std::uint32_t>(incident);
    put_point(table, row, record.point, record.precision, record.radius_m);
    put_time(table, row, record.interval, record.said_on);
    table.sub_type[row] = record.sub_type;
    table.attribution[row] =
        accused && !record.side_a.empty() ? Attribution::attributed : Attribution::unattributed;
    table.flags[row] = static_cast<std::uint8_t>((record.type_given ? IncidentTable::type_given : 0) |
                                                 (accused ? IncidentTable::side_a_accused : 0));
    table.dataset[row] = dataset_number;
    put_killed(table, row, record.killed);
    for (const Record::OtherCount& other : record.other_counts)
        table.other_counts.push_back({static_cast<std::uint32_t>(row), other.field, other.count});
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
    each_column(*this, [&](auto& column) { column.reserve(rows); });
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
    std::size_t row = size();
    each_column(*this, [&](auto& column) { column.resize(row + records.size()); });
    while (!records.empty()) {
        const auto some = records.first(std::min(records.size(), rows_at_once));
        std::size_t count = 0;
        for (const Record& record : some)
            for (const std::string_view text : names_of(record))
                texts[count++] = text;
        names.numbers_of(std::span{texts}.first(count), std::span{numbers}.first(count));
        for (std::size_t i = 0; i < some.size(); ++i) {
            put_row(*this, row, some[i], first++, dataset_number);
            put_names(*this, row++, std::span{numbers}.subspan(i * names_a_row, names_a_row));
        }
        records = records.subspan(some.size());
    }
}

void IncidentTable::append(const Incident& incident)
{
    assert(incident.id > (id.empty() ? 0 : IncidentId{id.back()}));
    const auto row = static_cast<std::uint32_t>(size());
    each_column(*this, [&](auto& column) { column.resize(row + 1); });
    const Location nowhere;
    const Location& location = incident.location ? *incident.location : nowhere;
    id[row] = static_cast<std::uint32_t>(incident.id);
    put_point(*this, row, incident.location ? std::optional{location.point} : std::nullopt,
              location.precision, location.radius_m);
    put_time(*this, row, incident.interval, std::nullopt);
    sub_type[row] = incident.sub_type;
    attribution[row] = incident.attribution;
    const bool accused = !incident.accused.empty();
    flags[row] = static_cast<std::uint8_t>(type_given | (accused ? side_a_accused : 0));
    dataset[row] = 0;
    const RowNames texts{location.country, location.admin1, location.name, first_of(incident.accused),
                         first_of(incident.victims)};
    std::array<std::uint32_t, names_a_row> numbers{};
    names.numbers_of(texts, numbers);
    put_names(*this, row, numbers);
    put_killed(*this, row, given_count(incident.killed));
    for (const ClaimField field :
         {ClaimField::injured, ClaimField::missing, ClaimField::abducted, ClaimField::detained,
          ClaimField::displaced, ClaimField::rescued, ClaimField::intercepted})
        if (const auto* count = count_of(incident, field); count != nullptr && *count)
            other_counts.push_back({row, field, given_count(*count)});
}

} // namespace sitmap
