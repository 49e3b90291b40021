// A line of text as a reader wants it. C because these loops run over every pixel of a line.
#pragma once

#include "edge_shim.h"

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Makes dark letters on white of a part of a picture (4 bytes a pixel, no padding) whatever its colours.
///
/// A pixel's darkness is how far its colour is from the background, which is the most frequent colour around the
/// letters, and may change slowly from row to row. The letters are `scale` times as large, by bicubic interpolation, and
/// begin `margin` pixels from the left and the top; all else is white. `output` is a byte a pixel, rows from the top. Without memory it is all white.
void cshims_make_line(
    const uint8_t *pixels, uint32_t width, uint32_t height, struct cshims_box letters, float scale,
    uint32_t margin, uint8_t *output, uint32_t output_width, uint32_t output_height);

#pragma clang assume_nonnull end
