#pragma once

// Inside importers: columns of a dataset repeat a few texts a million times.

#include "engine/quick_hash.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace sitmap {

/// What a text means, worked out once and remembered as long as no other takes its slot. Values must not
/// depend on anything but the text.
template <class Value>
class Remembered {
public:
    template <class Make>
    const Value& of(std::string_view text, Make&& make)
    {
        Slot& slot = (*slots_)[quick_hash(text) % slot_count];
        if (!slot.known || slot.text != text) {
            slot.value = make(text);
            slot.text = text;
            slot.known = true;
        }
        return slot.value;
    }

private:
    static constexpr std::size_t slot_count = 1024;
    struct Slot {
        std::string text;
        Value value{};
        bool known = false;
    };
    std::unique_ptr<std::array<Slot, slot_count>> slots_ = std::make_unique<std::array<Slot, slot_count>>();
};

} // namespace sitmap
