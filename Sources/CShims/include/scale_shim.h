// Rows of pixels made smaller. C because these loops run over every byte of a screen.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Adds `count` bytes, times `weight`, to the sums; the first row of a sum overwrites what stood there.
void cshims_add_row(float *sums, const uint8_t *row, size_t count, float weight, bool is_first);

/// Makes a row of BGRX pixels of a row of sums, 4 a pixel.
///
/// Each of the `count` new pixels is the sum of `taps` old ones from its own `start` on, times the weights in
/// `weights`, `taps` for each; rounded, and with the fourth byte 255.
void cshims_shrink_row(
    uint8_t *pixels, size_t count, const float *sums, const int32_t *starts, const float *weights,
    size_t taps);

#pragma clang assume_nonnull end
