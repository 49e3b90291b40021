#include "deflate.h"

#include <zlib.h>

size_t cshims_deflate_zlib(uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    z_stream stream = {.next_in = bytes, .avail_in = (uInt)count};
    stream.next_out = output;
    stream.avail_out = (uInt)capacity;
    // A negative window is one of 32 KiB without zlib's own header and sum.
    if (deflateInit2(&stream, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    int code = deflate(&stream, Z_FULL_FLUSH);
    // With room left the flush is complete.
    size_t written = code == Z_OK && stream.avail_out > 0 ? capacity - stream.avail_out : 0;
    deflateEnd(&stream);
    return written;
}
