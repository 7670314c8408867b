#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sitmap {

/// Numbers by hashes of 64 bits (text_hash.hpp): what is looked up some thousand times for a text, without a
/// node or a string for each. Two texts that share a hash would count as one, once in 10^19.
class HashIndex {
public:
    static constexpr std::uint32_t none = 0xffffffffU;

    /// The number of this hash, `none` where it has not been put. O(1).
    [[nodiscard]] std::uint32_t at(std::uint64_t hash) const
    {
        if (slots_.empty())
            return none;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask)
            if (slots_[slot].number == none || slots_[slot].hash == hash)
                return slots_[slot].number;
    }

    /// The number of this hash, after it was given `number` (which is not `none`) where it had none.
    std::uint32_t put(std::uint64_t hash, std::uint32_t number)
    {
        if (2 * (size_ + 1) > slots_.size())
            grow();
        Slot& slot = slots_[free_or_same(hash)];
        if (slot.number == none) {
            slot = {.hash = hash, .number = number};
            ++size_;
        }
        return slot.number;
    }

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = none; ///< `none`: empty
    };

    [[nodiscard]] std::size_t free_or_same(std::uint64_t hash) const
    {
        const std::size_t mask = slots_.size() - 1;
        std::size_t slot = hash & mask;
        while (slots_[slot].number != none && slots_[slot].hash != hash)
            slot = (slot + 1) & mask;
        return slot;
    }

    void grow()
    {
        constexpr std::size_t fewest = 16;
        std::vector<Slot> before(slots_.empty() ? fewest : 2 * slots_.size());
        before.swap(slots_);
        for (const Slot& slot : before)
            if (slot.number != none)
                slots_[free_or_same(slot.hash)] = slot;
    }

    std::vector<Slot> slots_; ///< open addressing, a power of two, half full at most
    std::size_t size_ = 0;
};

} // namespace sitmap
