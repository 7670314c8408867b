#pragma once

#include "importers/datasets.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// A record with texts of its own, for looking at after the import.
struct KeptRecord {
    Record record; ///< its texts are those below
    std::string id, place, admin1, country, side_a, side_b, victims, source, title, quotation, raw;
    std::vector<Record::OtherCount> other_counts;

    explicit KeptRecord(const Record& from)
        : record{from},
          id{from.id},
          place{from.place},
          admin1{from.admin1},
          country{from.country},
          side_a{from.side_a},
          side_b{from.side_b},
          victims{from.victims},
          source{from.source},
          title{from.title},
          quotation{from.quotation},
          raw{from.raw},
          other_counts{from.other_counts.begin(), from.other_counts.end()}
    {}
};

struct KeptDataset {
    DatasetRead read;
    std::vector<KeptRecord> records;

    [[nodiscard]] const KeptRecord& with_id(std::string_view id) const
    {
        for (const KeptRecord& kept : records)
            if (kept.id == id)
                return kept;
        throw std::out_of_range{std::string{id}};
    }
};

inline KeptDataset kept_dataset(const std::filesystem::path& path, const DatasetOptions& options = {})
{
    KeptDataset kept;
    kept.read = read_dataset(path, options, [&](std::span<const Record> records) {
        for (const Record& record : records)
            kept.records.emplace_back(record);
    });
    return kept;
}

} // namespace sitmap
