#include "engine/record_promotion.hpp"

#include "engine/column_blob.hpp"
#include "engine/group.hpp"
#include "engine/merge.hpp"
#include "engine/record_row.hpp"
#include "engine/record_tables.hpp"
#include "engine/store_parts.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace sitmap::store {

namespace {

// likeness: places agree within 60 km at most, days within three where something goes on.
constexpr double widest_m = 60'000, metres_a_degree = 110'500; // the least length of a degree of latitude
constexpr std::int32_t slack_days = 3, longest_listed = 400;
constexpr double highest_lat = 85; // above it a box of degrees means little

struct Window {
    std::int32_t since, until;             ///< days
    std::int32_t west, east, south, north; ///< units

    [[nodiscard]] bool holds(const IncidentTable& table, std::uint32_t row) const
    {
        return table.first_day[row] <= until && table.last_day[row] >= since && table.lat[row] >= south &&
               table.lat[row] <= north && table.lon[row] >= west && table.lon[row] <= east;
    }
};

std::optional<Window> window_of(const Event& event)
{
    const Location* location = location_of(event);
    const Interval interval = interval_of(event);
    if (!location || !interval.is_known())
        return std::nullopt;
    const auto days = [](Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); };
    const double high = widest_m / metres_a_degree, unit = IncidentTable::units_per_degree;
    const double wide =
        high / std::cos(std::min(std::abs(location->point.lat), highest_lat) * std::numbers::pi / 180);
    const bool all_round = std::abs(location->point.lat) + high > highest_lat ||
                           std::abs(location->point.lon) + wide > 180; // over the antimeridian: take all
    const auto units = [&](double degrees) {
        return static_cast<std::int32_t>(std::clamp(degrees, -180.0, 180.0) * unit);
    };
    return Window{interval.first() ? days(*interval.first()) - slack_days : IncidentTable::open_begin,
                  interval.last() ? days(*interval.last()) + slack_days : IncidentTable::open_end,
                  units(all_round ? -180 : location->point.lon - wide),
                  units(all_round ? 180 : location->point.lon + wide),
                  units(location->point.lat - high),
                  units(location->point.lat + high)};
}

/// Windows by each day that they hold; those of many days apart.
class WindowsByDay {
public:
    explicit WindowsByDay(std::span<const Event> events)
    {
        for (const Event& event : events)
            if (const auto window = window_of(event))
                windows_.push_back(*window);
        for (std::uint32_t i = 0; i < windows_.size(); ++i) {
            const auto& [since, until] =
                std::pair{std::int64_t{windows_[i].since}, std::int64_t{windows_[i].until}};
            if (until - since > longest_listed) {
                long_.push_back(i);
                continue;
            }
            for (auto day = windows_[i].since; day <= windows_[i].until; ++day)
                of_day_[day].push_back(i);
        }
    }

    [[nodiscard]] bool is_empty() const { return windows_.empty(); }

    [[nodiscard]] bool any_holds(const IncidentTable& table, std::uint32_t row) const
    {
        const auto holds = [&](std::uint32_t window) { return windows_[window].holds(table, row); };
        if (std::any_of(long_.begin(), long_.end(), holds))
            return true;
        if (std::int64_t{table.last_day[row]} - table.first_day[row] > longest_listed)
            return std::any_of(windows_.begin(), windows_.end(),
                               [&](const Window& window) { return window.holds(table, row); });
        for (std::int32_t day = table.first_day[row]; day <= table.last_day[row]; ++day)
            if (const auto listed = of_day_.find(day);
                listed != of_day_.end() && std::any_of(listed->second.begin(), listed->second.end(), holds))
                return true;
        return false;
    }

private:
    std::vector<Window> windows_;
    std::vector<std::uint32_t> long_;
    std::unordered_map<std::int32_t, std::vector<std::uint32_t>> of_day_;
};

} // namespace

std::vector<std::uint32_t> rows_near(const IncidentTable& table, std::span<const Event> events)
{
    std::vector<std::uint32_t> found;
    const WindowsByDay windows{events};
    if (windows.is_empty())
        return found;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (table.is_placed(row) && table.time_precision[row] != TimePrecision::unknown &&
            windows.any_holds(table, row))
            found.push_back(row);
    return found;
}

Promotion::Promotion(Database& database, Ledger& ledger) : database_{database}, ledger_{ledger}
{}

void Promotion::take(IncidentId record, Event event, const Document& document, IncidentId incident)
{
    taken_.push_back({record, event.id});
    if (!ledger_.document(document.id))
        ledger_.documents.push_back(document);
    ledger_.events.push_back(std::move(event));
    ledger_.incident_of.push_back(incident);
}

/// Takes the records that `wanted` names and that are like one of the events.
template <class Wanted>
void Promotion::each_near(std::span<const Event> events, Wanted wanted, bool joined)
{
    const IncidentTable table = read_columns(database_);
    const std::vector<Dataset> datasets = read_datasets(database_);
    RecordReader reader{database_, "SELECT * FROM records WHERE fid = ?"};
    for (const std::uint32_t row : rows_near(table, events)) {
        if ((table.flags[row] & promoted_flag) != 0 || !wanted(table.id[row]))
            continue;
        reader.statement().put(std::int64_t{table.id[row]});
        while (reader.next()) {
            const Document& document = datasets.at(reader.place().dataset - 1U).document;
            Event event = event_of(reader.record(), document);
            // By position: the events may be the ledger's, which grows here.
            const bool alike = std::any_of(events.begin(), events.end(), [&](const Event& other) {
                return likeness(event, other).has_value();
            });
            if (alike)
                take(reader.place().id, std::move(event), document, joined ? 0 : reader.place().id);
        }
    }
}

void Promotion::call_up(std::span<const Event> events)
{
    each_near(
        events, [](IncidentId) { return true; }, false);
}

void Promotion::take_rows(std::span<const IncidentId> records)
{
    const std::vector<Dataset> datasets = read_datasets(database_);
    RecordReader reader{database_, "SELECT * FROM records WHERE fid = ?"};
    for (const IncidentId id : std::set<IncidentId>{records.begin(), records.end()}) {
        reader.statement().put(id);
        while (reader.next()) {
            if (reader.place().promoted)
                continue;
            const Document& document = datasets.at(reader.place().dataset - 1U).document;
            take(id, event_of(reader.record(), document), document, id);
        }
    }
}

void Promotion::join_new(IncidentId after, const std::set<IncidentId>& changed)
{
    replace_promoted(changed);
    if (ledger_.events.empty())
        return;
    const std::vector<Event> told = ledger_.events;
    const std::size_t before = told.size();
    const Matcher matcher{ledger_};
    each_near(
        told, [&](IncidentId id) { return id > after || changed.contains(id); }, true);
    // Two rows of one dataset are two happenings, so that each is joined by itself.
    std::vector<std::uint32_t> fresh(ledger_.events.size() - before);
    for (std::size_t i = 0; i < fresh.size(); ++i)
        fresh[i] = static_cast<std::uint32_t>(before + i);
    group_events(ledger_, matcher, fresh);
}

/// What a changed row says now is what its event in the ledger says. The event keeps its id, by which
/// decisions made by hand name it.
void Promotion::replace_promoted(const std::set<IncidentId>& changed)
{
    const std::vector<Dataset> datasets = read_datasets(database_);
    Statement promoted{database_, "SELECT event FROM sitmap_promoted WHERE record = ?"};
    RecordReader reader{database_, "SELECT * FROM records WHERE fid = ?"};
    for (const IncidentId id : changed) {
        std::string name;
        promoted.put(id);
        while (promoted.next())
            name = promoted.text(0);
        const auto event = std::find_if(ledger_.events.begin(), ledger_.events.end(),
                                        [&](const Event& e) { return e.id == name; });
        if (name.empty() || event == ledger_.events.end())
            continue;
        reader.statement().put(id);
        while (reader.next()) {
            const Document& document = datasets.at(reader.place().dataset - 1U).document;
            documents_.insert({event->document, document.id});
            if (!ledger_.document(document.id))
                ledger_.documents.push_back(document);
            *event = event_of(reader.record(), document);
            event->id = name;
        }
    }
}

std::vector<Promotion::Taken> Promotion::promoted_before() const
{
    std::set<std::string> decided;
    for (const Decision& decision : ledger_.decisions)
        for (const Decision::Member& member : decision.members)
            decided.insert(member.event);
    std::vector<Taken> before;
    Statement promoted{database_, "SELECT record, event FROM sitmap_promoted"};
    while (promoted.next())
        if (std::string event = promoted.text(1); !decided.contains(event))
            before.push_back({static_cast<IncidentId>(promoted.integer(0)), std::move(event)});
    return before;
}

void Promotion::let_go_of_lone()
{
    std::unordered_map<IncidentId, int> members;
    for (const IncidentId incident : ledger_.incident_of)
        ++members[incident];
    std::unordered_map<std::string_view, std::size_t> position;
    for (std::size_t i = 0; i < ledger_.events.size(); ++i)
        position.emplace(ledger_.events[i].id, i);
    std::set<std::string> lone;
    const auto is_alone = [&](const Taken& taken) {
        const auto found = position.find(taken.event);
        if (found == position.end())
            return false;
        const bool alone = members.at(ledger_.incident_of[found->second]) == 1;
        if (alone)
            lone.insert(taken.event);
        return alone;
    };
    for (const Taken& taken : promoted_before())
        if (is_alone(taken)) {
            returned_.insert(taken.record);
            documents_.insert(ledger_.events[position.at(taken.event)].document);
        }
    std::erase_if(taken_, [&](const Taken& taken) {
        const bool alone = is_alone(taken);
        if (!alone)
            documents_.insert(ledger_.events[position.at(taken.event)].document);
        return alone;
    });
    take_out(lone);
}

/// Takes events of datasets out of the ledger, and the datasets of which none is left.
void Promotion::take_out(const std::set<std::string>& events)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < ledger_.events.size(); ++i) {
        if (events.contains(ledger_.events[i].id))
            continue;
        if (kept != i) {
            ledger_.events[kept] = std::move(ledger_.events[i]);
            ledger_.incident_of[kept] = ledger_.incident_of[i];
        }
        ++kept;
    }
    ledger_.events.resize(kept);
    ledger_.incident_of.resize(kept);
    std::set<DocumentId> with_events;
    for (const Event& event : ledger_.events)
        with_events.insert(event.document);
    for (const Dataset& dataset : read_datasets(database_))
        if (!with_events.contains(dataset.document.id))
            std::erase_if(ledger_.documents,
                          [&](const Document& document) { return document.id == dataset.document.id; });
}

void Promotion::write()
{
    if (taken_.empty() && returned_.empty())
        return;
    drop_index_triggers(database_, "records");
    Statement row{database_, "INSERT OR REPLACE INTO sitmap_promoted VALUES (?, ?)"};
    Statement no_row{database_, "DELETE FROM sitmap_promoted WHERE record = ?"};
    Statement record{database_, "UPDATE records SET promoted = ? WHERE fid = ?"};
    std::set<IncidentId> taken;
    for (const Taken& one : taken_) {
        row.put(one.record).put(std::string_view{one.event}).run();
        record.put(std::int64_t{1}).put(one.record).run();
        taken.insert(one.record);
    }
    for (const IncidentId id : returned_) {
        no_row.put(id).run();
        record.put(std::int64_t{0}).put(id).run();
    }
    create_index_triggers(database_, "records");
    mark(taken, Mark::promoted);
    mark(returned_, Mark::row);
}

/// Marks the rows in the stored columns.
void Promotion::mark(const std::set<IncidentId>& records, Mark as)
{
    if (records.empty())
        return;
    const std::size_t names = read_names(database_).all().size();
    const std::int64_t blocks = database_.number("SELECT count(*) FROM sitmap_columns");
    for (std::int64_t number = 0; number < blocks; ++number) {
        IncidentTable block = read_block(database_, number, names);
        if (block.size() == 0)
            continue;
        bool changed = false;
        for (auto id = records.lower_bound(block.id.front()); id != records.end() && *id <= block.id.back();
             ++id)
            if (const auto at = block.row_of(*id)) {
                if (as == Mark::promoted)
                    block.flags[*at] |= promoted_flag;
                else
                    block.flags[*at] &= static_cast<std::uint8_t>(~promoted_flag);
                changed = true;
            }
        if (!changed)
            continue;
        const std::string columns = column_blob(block, 0, block.size());
        Statement write{database_, "UPDATE sitmap_columns SET columns = ? WHERE block = ?"};
        write.put_blob_kept(columns).put(number).run();
    }
}

} // namespace sitmap::store
