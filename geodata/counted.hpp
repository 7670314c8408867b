#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitmap {

/// A count in words that agree with it: `counted(1, " row", " rows")` is "1 row", of 0 and more it is "0
/// rows", "12 rows". `one` and `many` begin with the space and may hold the verb too: " row has", " rows
/// have".
[[nodiscard]] inline std::string counted(std::size_t n, std::string_view one, std::string_view many)
{
    return std::to_string(n).append(n == 1 ? one : many);
}

} // namespace sitmap
