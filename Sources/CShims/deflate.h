// Deflate blocks and sums through ISA-L, or through zlib where it is not installed.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Compresses bytes as whole deflate blocks, none of them the last, ending on a byte.
// Both return the number of bytes written, or 0 when memory or `capacity` is too small.
size_t cshims_deflate_isal(uint8_t *bytes, size_t count, uint8_t *output, size_t capacity);
size_t cshims_deflate_zlib(uint8_t *bytes, size_t count, uint8_t *output, size_t capacity);

uint32_t cshims_adler(const uint8_t *bytes, size_t count);
