#include "scale_shim.h"

#include "wide.h"

#include <string.h>

WIDE void cshims_add_row(
    float *sums, const uint8_t *row, size_t count, float weight, bool is_first) {
    if (is_first) {
        for (size_t i = 0; i < count; i++) sums[i] = row[i] * weight;
    } else {
        for (size_t i = 0; i < count; i++) sums[i] += row[i] * weight;
    }
}

typedef float four_floats __attribute__((vector_size(16)));
typedef int32_t four_ints __attribute__((vector_size(16)));
typedef uint8_t four_bytes __attribute__((vector_size(4)));

WIDE void cshims_shrink_row(
    uint8_t *pixels, size_t count, const float *sums, const int32_t *starts, const float *weights,
    size_t taps) {
    for (size_t x = 0; x < count; x++) {
        // Halves are rounded up. A rounding error of the sum is far too small to pass 255.5.
        four_floats pixel = {0.5f, 0.5f, 0.5f, 0.5f};
        for (size_t tap = 0; tap < taps; tap++) {
            four_floats old;
            memcpy(&old, sums + 4 * (starts[x] + tap), sizeof old);
            pixel += old * weights[x * taps + tap];
        }
        four_bytes bytes =
            __builtin_convertvector(__builtin_convertvector(pixel, four_ints), four_bytes);
        bytes[3] = 255;
        memcpy(pixels + 4 * x, &bytes, sizeof bytes);
    }
}
