#pragma once

#include <cstdint>

namespace sitmap {

/// Which vector instructions the inner loops use. They are chosen when the program runs; every step gives the
/// same answers.
enum class Simd : std::uint8_t { none, avx2, avx512 };

/// The most that this processor has. `avx512` means the parts F, BW, DQ and VL.
[[nodiscard]] inline Simd best_simd()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return Simd::avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return Simd::avx2;
#endif
    return Simd::none;
}

} // namespace sitmap

#if defined(__x86_64__)
#define SITMAP_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2,popcnt")))
#define SITMAP_AVX2 __attribute__((target("avx2,fma,bmi,bmi2,popcnt")))
#endif
