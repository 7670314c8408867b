// The libFuzzer target of the article reader: `./dev fuzz [SECONDS]`.

#include "tests/fuzz/reading_laws.hpp"

#include <cstddef>
#include <cstdint>

namespace {

const sitmap::ReaderTables& tables()
{
    static const sitmap::ReaderTables loaded = sitmap::ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

} // namespace

// Loading takes seconds under the sanitizers, and is no part of the time that a text may take.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/)
{
    static_cast<void>(tables());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    sitmap::check_reading({reinterpret_cast<const char*>(data), size}, tables());
    return 0;
}
