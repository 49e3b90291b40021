// Reads PNG in memory through libpng. Real C because libpng reports errors with longjmp, which must not
// cross Swift frames.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CSHIMS_ERROR_LENGTH 128

#pragma clang assume_nonnull begin

/// Decodes any PNG to rows of blue, green, red and opacity, or 255 for all of it unless `keeps_alpha`; colours
/// stay as they are in the file.
///
/// Refuses pictures of more than `pixel_limit` pixels before it makes room for them. What libpng only warns
/// of is read as well as it can be; `strict` makes errors of its warnings, and of bytes behind the end.
/// Returns 0 and sets `pixels` (free it with `cshims_free`), `width` and `height`; otherwise -1 and `error`.
int cshims_png_decode(
    const uint8_t *file, size_t count, uint64_t pixel_limit,
    uint8_t *_Nullable *_Nonnull pixels, uint32_t *width, uint32_t *height,
    bool keeps_alpha, bool strict, char *error);

void cshims_free(uint8_t *_Nullable bytes);

#pragma clang assume_nonnull end
