#pragma once

#include <cstddef>
#include <future>

namespace sitmap {

/// Calls `part(index, begin, end)` for the two halves of 0 to `count`, at the same time. Few items are done
/// in one call, as a thread costs more. An exception of either half comes out.
template <class Part>
void in_two(std::size_t count, Part part, std::size_t fewest = 4096)
{
    if (count < fewest) {
        part(std::size_t{0}, std::size_t{0}, count);
        return;
    }
    const std::size_t middle = count / 2;
    auto second = std::async(std::launch::async, [&] { part(std::size_t{1}, middle, count); });
    part(std::size_t{0}, std::size_t{0}, middle);
    second.get();
}

} // namespace sitmap
