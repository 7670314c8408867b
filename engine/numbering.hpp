#pragma once

#include <cassert>
#include <cstdint>
#include <limits>
#include <vector>

namespace sitmap {

/// Bits mixed so that near keys lie far apart (the finaliser of MurmurHash3, Appleby 2011).
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t bits)
{
    bits ^= bits >> 33;
    bits *= 0xff51afd7ed558ccdULL;
    bits ^= bits >> 33;
    bits *= 0xc4ceb9fe1a85ec53ULL;
    return bits ^ (bits >> 33);
}

/// Keys numbered from 0 in the order of their first appearance. Amortised O(1); below 2^32 - 1 keys. `Key`
/// has
/// == and a free function `mixed(Key)`.
template <class Key>
class Numbering {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    Numbering() : slots_(64, none) {}

    std::uint32_t number_of(const Key& key)
    {
        for (std::uint64_t at = mixed(key) & mask();; at = (at + 1) & mask()) {
            const std::uint32_t number = slots_[at];
            if (number == none)
                return added(key, at);
            if (keys_[number] == key)
                return number;
        }
    }
    /// `none` if it has no number.
    [[nodiscard]] std::uint32_t find(const Key& key) const
    {
        for (std::uint64_t at = mixed(key) & mask();; at = (at + 1) & mask()) {
            const std::uint32_t number = slots_[at];
            if (number == none || keys_[number] == key)
                return number;
        }
    }
    [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
    [[nodiscard]] std::size_t size() const { return keys_.size(); }

private:
    [[nodiscard]] std::uint64_t mask() const { return slots_.size() - 1; }

    std::uint32_t added(const Key& key, std::uint64_t at)
    {
        assert(keys_.size() < none);
        const auto number = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
        slots_[at] = number;
        if (keys_.size() * 2 > slots_.size())
            grow();
        return number;
    }
    void grow()
    {
        slots_.assign(slots_.size() * 2, none);
        for (std::uint32_t number = 0; number < keys_.size(); ++number) {
            std::uint64_t at = mixed(keys_[number]) & mask();
            while (slots_[at] != none)
                at = (at + 1) & mask();
            slots_[at] = number;
        }
    }

    std::vector<Key> keys_;
    std::vector<std::uint32_t> slots_; ///< a power of two of them, half of them empty at least
};

} // namespace sitmap
