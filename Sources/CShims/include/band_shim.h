// Pieces of a PNG through ISA-L and zlib. C because these loops run over every byte of a screen.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The bytes that a compressed band takes at most.
size_t cshims_band_bound(uint32_t width, uint32_t height);

/// Compresses BGRX rows (4 bytes a pixel, no padding) as PNG scan lines of 8-bit RGB.
///
/// The first row is unfiltered, so a band knows nothing of its neighbours. Of the others, those of a
/// picture in many colours have the Up filter; in flat ones only those that are like the row above.
/// The output is whole deflate blocks, none of them the last, ending on a byte: bands can be put one after the
/// other. ISA-L makes them, or zlib where it is asked for or alone. `adler` is the Adler-32 of the scan lines.
///
/// Returns the number of bytes written to `output`, or 0 when memory or `capacity` is too small.
size_t cshims_band_compress(
    const uint8_t *pixels, uint32_t width, uint32_t height, bool uses_zlib, uint8_t *output,
    size_t capacity, uint32_t *adler);

/// Whether ISA-L was there when this was built; without it zlib does the work.
bool cshims_has_isal(void);

/// The Adler-32 of two pieces put together; `count` is the length of the second.
uint32_t cshims_adler_combine(uint32_t first, uint32_t second, size_t count);

/// The CRC-32 that ends a PNG chunk, over its type and its data.
uint32_t cshims_crc(const uint8_t *bytes, size_t count);

#pragma clang assume_nonnull end
