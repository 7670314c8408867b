#pragma once

#include <cstdint>
#include <string_view>

namespace sitmap {

/// Which vector instructions the inner loops use, from none to most. They are chosen when the program runs;
/// every step gives the same answers. Every x86-64 processor has SSE2.
enum class Simd : std::uint8_t { none, sse2, avx2, avx512 };

[[nodiscard]] std::string_view name_of(Simd simd); ///< as the enumerator

/// The most that this processor has, but no more than the environment's SITMAP_SIMD names, with which tests
/// and benches show what others are slower by. `avx512` means the parts F, BW, DQ and VL. Throws Error if
/// that is no name.
[[nodiscard]] Simd best_simd();

} // namespace sitmap

#if defined(__x86_64__)
#define SITMAP_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2,popcnt")))
#define SITMAP_AVX2 __attribute__((target("avx2,fma,bmi,bmi2,popcnt")))
#endif
