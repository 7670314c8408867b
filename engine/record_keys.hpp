#pragma once

// By what a record is known again on the next import. Inside the store only.

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitmap::store {

/// Hashes of the datasets' own ids and of what the records say, a row for each record in the order of their
/// incident ids. Needed on import only: 24 to 32 bytes a record.
class RecordKeys {
public:
    void reserve(std::size_t rows);
    void add(std::uint64_t id_hash, std::uint64_t content_hash, std::uint32_t incident,
             std::uint16_t dataset);
    [[nodiscard]] std::size_t size() const { return id_hash_.size(); }

    /// Calls `visit` with each row of this id, whatever the scheme, in no set order.
    template <class Visit>
    void each(std::uint64_t id_hash, Visit visit) const
    {
        if (slots_.empty())
            return;
        for (std::size_t slot = id_hash & (slots_.size() - 1); slots_[slot] != nothing;
             slot = (slot + 1) & (slots_.size() - 1))
            if (id_hash_[slots_[slot]] == id_hash)
                visit(slots_[slot]);
    }

    [[nodiscard]] std::uint64_t id_hash(std::size_t row) const { return id_hash_[row]; }
    [[nodiscard]] std::uint64_t content(std::size_t row) const { return content_[row]; }
    [[nodiscard]] std::uint32_t incident(std::size_t row) const { return incident_[row]; }
    [[nodiscard]] std::uint16_t dataset(std::size_t row) const { return dataset_[row]; }
    void set(std::size_t row, std::uint64_t content_hash, std::uint16_t dataset)
    {
        content_[row] = content_hash;
        dataset_[row] = dataset;
    }

private:
    static constexpr std::uint32_t nothing = UINT32_MAX;

    void put(std::uint32_t row);

    std::vector<std::uint64_t> id_hash_, content_;
    std::vector<std::uint32_t> incident_;
    std::vector<std::uint16_t> dataset_;
    std::vector<std::uint32_t> slots_; ///< rows by id hash; a power of two of them, at most half full
};

} // namespace sitmap::store
