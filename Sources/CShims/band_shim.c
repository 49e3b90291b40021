#include "band_shim.h"

#include "deflate.h"
#include "wide.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

size_t cshims_band_bound(uint32_t width, uint32_t height) {
    // Incompressible bytes are stored, with a header of 5 bytes for at least each 16 KiB.
    size_t plain = (size_t)height * (3 * (size_t)width + 1);
    return plain + plain / 1024 + 4096;
}

// Rows as scan lines: the filter's number, then R, G, B.
WIDE static void write_plain(uint8_t *line, const uint8_t *pixels, size_t width) {
    *line++ = 0;
    for (size_t x = 0; x < width; x++) {
        line[3 * x] = pixels[4 * x + 2];
        line[3 * x + 1] = pixels[4 * x + 1];
        line[3 * x + 2] = pixels[4 * x];
    }
}

WIDE static void write_up(uint8_t *line, const uint8_t *pixels, const uint8_t *above, size_t width) {
    *line++ = 2;
    for (size_t x = 0; x < width; x++) {
        line[3 * x] = pixels[4 * x + 2] - above[4 * x + 2];
        line[3 * x + 1] = pixels[4 * x + 1] - above[4 * x + 1];
        line[3 * x + 2] = pixels[4 * x] - above[4 * x];
    }
}

// The Up filter of a row that is like the one above.
static void write_same(uint8_t *line, size_t width) {
    memset(line, 0, 3 * width + 1);
    *line = 2;
}

// Whether most pixels of every fourth row are like their left neighbours: text and widgets, where a
// filter hides what repeats. In photographs few are.
WIDE static bool is_flat(const uint8_t *pixels, size_t width, uint32_t height) {
    size_t equal = 0, looked_at = 0;
    for (uint32_t y = 0; y < height; y += 4) {
        const uint8_t *row = pixels + y * 4 * width;
        for (size_t x = 1; x < width; x++) {
            uint32_t left, here;
            memcpy(&left, row + 4 * x - 4, 4);
            memcpy(&here, row + 4 * x, 4);
            equal += left == here;
        }
        looked_at += width - 1;
    }
    return 2 * equal > looked_at;
}

static void write_lines(uint8_t *lines, const uint8_t *pixels, size_t width, uint32_t height) {
    bool flat = is_flat(pixels, width, height);
    write_plain(lines, pixels, width);
    for (uint32_t y = 1; y < height; y++) {
        const uint8_t *row = pixels + y * 4 * width;
        const uint8_t *above = row - 4 * width;
        uint8_t *line = lines + y * (3 * width + 1);
        if (!flat) {
            write_up(line, row, above, width);
        } else if (memcmp(row, above, 4 * width) == 0) {
            write_same(line, width);
        } else {
            write_plain(line, row, width);
        }
    }
}

size_t cshims_band_compress(
    const uint8_t *pixels, uint32_t width, uint32_t height, bool uses_zlib, uint8_t *output,
    size_t capacity, uint32_t *adler) {
    size_t count = (3 * (size_t)width + 1) * height;
    uint8_t *lines = malloc(count);
    if (!lines) return 0;
    write_lines(lines, pixels, width, height);
    *adler = cshims_adler(lines, count);
    size_t written = uses_zlib || !cshims_has_isal()
                         ? cshims_deflate_zlib(lines, count, output, capacity)
                         : cshims_deflate_isal(lines, count, output, capacity);
    free(lines);
    return written;
}

uint32_t cshims_adler_combine(uint32_t first, uint32_t second, size_t count) {
    // zlib alone has it.
    return adler32_combine(first, second, (z_off_t)count);
}
