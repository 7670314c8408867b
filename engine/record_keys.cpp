#include "engine/record_keys.hpp"

#include <bit>

namespace sitmap::store {

namespace {

constexpr std::size_t fewest_slots = 1024;

} // namespace

void RecordKeys::reserve(std::size_t rows)
{
    id_hash_.reserve(rows);
    content_.reserve(rows);
    incident_.reserve(rows);
    dataset_.reserve(rows);
}

void RecordKeys::add(std::uint64_t id_hash, std::uint64_t content_hash, std::uint32_t incident,
                     std::uint16_t dataset)
{
    const auto row = static_cast<std::uint32_t>(id_hash_.size());
    id_hash_.push_back(id_hash);
    content_.push_back(content_hash);
    incident_.push_back(incident);
    dataset_.push_back(dataset);
    if (id_hash_.size() * 2 > slots_.size()) {
        slots_.assign(std::max(fewest_slots, std::bit_ceil(id_hash_.size() * 4)), nothing);
        for (std::uint32_t i = 0; i < row; ++i)
            put(i);
    }
    put(row);
}

void RecordKeys::put(std::uint32_t row)
{
    std::size_t slot = id_hash_[row] & (slots_.size() - 1);
    while (slots_[slot] != nothing)
        slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = row;
}

} // namespace sitmap::store
