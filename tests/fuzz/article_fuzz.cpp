// The libFuzzer target of the article reader: `./dev fuzz [SECONDS]`.

#include "tests/fuzz/reading_laws.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const sitmap::ReaderTables tables = sitmap::ReaderTables::load(SITMAP_ASSETS);
    sitmap::check_reading({reinterpret_cast<const char*>(data), size}, tables);
    return 0;
}
