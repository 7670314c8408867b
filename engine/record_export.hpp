#pragma once

#include "engine/ordered_work.hpp"
#include "engine/profile.hpp"
#include "engine/store.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace sitmap {

/// What of a store goes out: records by id (all where `all`), and incidents computed from its ledger,
/// ascending.
struct RowsToWrite {
    bool all_records = false;
    std::span<const IncidentId> records;
    std::span<const Incident> incidents;
    const Ledger* ledger = nullptr; ///< that of the incidents
    /// Put before the values of each row; for GeoJSON of several layers.
    std::span<const FlatValue> first_values;
};

/// Writes records and incidents in order of id into a writer of points (GeoJsonWriter, GeoJsonLines,
/// CsvWriter). Several threads read the store and make the text; it is put together here. Throws Error, also
/// when another program changed the store meanwhile: then the parts would not fit together.
template <class Writer>
void write_rows(const Store& store, Profile profile, const RowsToWrite& what, Writer& writer)
{
    using Range = Store::IdRange;
    const bool has_records = what.all_records || !what.records.empty();
    std::vector<Range> ranges = has_records ? store.record_ranges() : std::vector<Range>{};
    if (ranges.empty())
        ranges.push_back({});
    ranges.front().first = 0; // what the ledger has before and after
    ranges.back().last = std::numeric_limits<IncidentId>::max();
    const std::int64_t version = store.version();

    const auto make_worker = [&] {
        struct Worker {
            Store store;
            ExportRows rows;
            std::vector<FlatValue> values;
        };
        auto worker = std::make_shared<Worker>(Worker{Store::open(store.path()), ExportRows{profile}, {}});
        return [&, worker](std::size_t number) {
            Writer part = writer.part();
            const auto put = [&](const ExportRow& row) {
                if (what.first_values.empty()) {
                    part.add_point(row.point, row.digits, row.values);
                    return;
                }
                worker->values.assign(what.first_values.begin(), what.first_values.end());
                worker->values.insert(worker->values.end(), row.values.begin(), row.values.end());
                part.add_point(row.point, row.digits, worker->values);
            };
            const Range range = ranges[number];
            auto next = std::lower_bound(what.incidents.begin(), what.incidents.end(), range.first,
                                         [](const Incident& i, IncidentId id) { return i.id < id; });
            const auto incidents_below = [&](IncidentId id) {
                for (; next != what.incidents.end() && next->id < id; ++next)
                    put(worker->rows.row(*next, *what.ledger));
            };
            if (has_records)
                worker->store.each_record(range, what.records,
                                          [&](IncidentId id, const Record& record, const Document& document) {
                                              incidents_below(id);
                                              put(worker->rows.row(id, record, document));
                                          });
            incidents_below(range.last == std::numeric_limits<IncidentId>::max() ? range.last
                                                                                 : range.last + 1);
            return part;
        };
    };
    ordered_work(ranges.size(), make_worker, [&](Writer&& part) { writer.append(std::move(part)); });
    if (store.version() != version)
        throw Error{"cannot export '" + store.path().string() +
                    "': another program changed it meanwhile; try again"};
}

} // namespace sitmap
