#pragma once

/// Before a function with plain loops over arrays: the compiler makes a version of it for every width of
/// register, and the program takes the widest that the processor has. Sanitizers do not bear the dispatch.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define SITMAP_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SITMAP_WIDE
#endif
