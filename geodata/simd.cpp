#include "geodata/simd.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace sitmap {

namespace {

Simd most_here()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return Simd::avx512;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? Simd::avx2 : Simd::sse2;
#else
    return Simd::none;
#endif
}

Simd most_wanted()
{
    const char* const asked = std::getenv("SITMAP_SIMD");
    if (asked == nullptr || *asked == '\0')
        return Simd::avx512;
    for (const Simd simd : {Simd::none, Simd::sse2, Simd::avx2, Simd::avx512})
        if (name_of(simd) == asked)
            return simd;
    throw Error{"cannot use the vector instructions SITMAP_SIMD=" + std::string{asked} +
                ": there are none, sse2, avx2, avx512"};
}

} // namespace

std::string_view name_of(Simd simd)
{
    constexpr std::string_view names[] = {"none", "sse2", "avx2", "avx512"};
    return names[static_cast<std::size_t>(simd)];
}

Simd best_simd()
{
    static const Simd best = std::min(most_here(), most_wanted());
    return best;
}

} // namespace sitmap
