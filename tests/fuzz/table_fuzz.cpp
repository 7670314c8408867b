// The libFuzzer target of the readers of tables: `./dev fuzz [SECONDS] table`.

#include "tests/fuzz/table_laws.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    sitmap::check_table({reinterpret_cast<const char*>(data), size});
    return 0;
}
