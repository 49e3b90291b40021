#include "band_shim.h"

#include <isa-l.h>
#include <stdlib.h>
#include <zlib.h>

size_t cshims_band_bound(uint32_t width, uint32_t height) {
    // Incompressible bytes are stored, with a header of 5 bytes for each 64 KiB.
    size_t plain = (size_t)height * (3 * (size_t)width + 1);
    return plain + plain / 1024 + 4096;
}

// Rows as scan lines: the filter's number, then R, G, B.
static void write_plain(uint8_t *line, const uint8_t *pixels, size_t width) {
    *line++ = 0;
    for (size_t x = 0; x < width; x++) {
        line[3 * x] = pixels[4 * x + 2];
        line[3 * x + 1] = pixels[4 * x + 1];
        line[3 * x + 2] = pixels[4 * x];
    }
}

static void write_up(uint8_t *line, const uint8_t *pixels, const uint8_t *above, size_t width) {
    *line++ = 2;
    for (size_t x = 0; x < width; x++) {
        line[3 * x] = pixels[4 * x + 2] - above[4 * x + 2];
        line[3 * x + 1] = pixels[4 * x + 1] - above[4 * x + 1];
        line[3 * x + 2] = pixels[4 * x] - above[4 * x];
    }
}

static size_t deflate_lines(
    uint8_t *lines, size_t count, uint8_t *work, uint8_t *output, size_t capacity) {
    struct isal_zstream stream;
    isal_deflate_stateless_init(&stream);
    stream.level = 1;
    stream.level_buf = work;
    stream.level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream.flush = FULL_FLUSH;
    stream.end_of_stream = 0;
    stream.next_in = lines;
    stream.avail_in = count;
    stream.next_out = output;
    stream.avail_out = capacity;
    if (isal_deflate_stateless(&stream) != COMP_OK || stream.avail_in != 0) return 0;
    return capacity - stream.avail_out;
}

size_t cshims_band_compress(
    const uint8_t *pixels, uint32_t width, uint32_t height, uint8_t *output, size_t capacity,
    uint32_t *adler) {
    size_t line_size = 3 * (size_t)width + 1;
    size_t row_size = 4 * (size_t)width;
    size_t count = line_size * height;
    // ISA-L keeps structures in its work space: that comes first, where malloc aligned it.
    uint8_t *work = malloc(ISAL_DEF_LVL1_DEFAULT + count);
    if (!work) return 0;
    uint8_t *lines = work + ISAL_DEF_LVL1_DEFAULT;
    write_plain(lines, pixels, width);
    for (uint32_t y = 1; y < height; y++) {
        const uint8_t *row = pixels + y * row_size;
        write_up(lines + y * line_size, row, row - row_size, width);
    }
    // zlib has the counterpart that combines two of them.
    *adler = adler32_z(1, lines, count);
    size_t written = deflate_lines(lines, count, work, output, capacity);
    free(work);
    return written;
}

uint32_t cshims_adler_combine(uint32_t first, uint32_t second, size_t count) {
    return adler32_combine(first, second, (z_off_t)count);
}

uint32_t cshims_crc(const uint8_t *bytes, size_t count) {
    return crc32_gzip_refl(0, bytes, count);
}
