// For loops over pixels, which are worth wide registers.
#pragma once

// Makes a second version of a function for AVX2; which one runs is chosen when the program starts.
#if defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif
