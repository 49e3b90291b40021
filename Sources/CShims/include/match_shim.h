// Where a small picture stands in a larger one. C because these loops run over every pixel of a screen, many
// times over.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What a pixel counts that differs wholly, and the side of the squares in which that is added up.
enum { CSHIMS_WHOLE_PIXEL = 1 << 14, CSHIMS_MATCH_SIDE = 16 };
/// How many bytes behind a picture's last pixel must be readable.
enum { CSHIMS_PICTURE_SLACK = 64 };

/// Four bytes a pixel, rows from the top without padding, and `CSHIMS_PICTURE_SLACK` bytes behind them.
struct cshims_picture {
    const uint8_t *pixels;
    uint32_t width, height;
};

/// A place by its top-left pixel, and what differs in its worst square.
struct cshims_match {
    int32_t x, y;
    uint32_t cost;
};

/// Finds the places where `pattern` stands in `area`, best first; places overlap none that is better.
///
/// The fourth byte of the pattern's pixels is 255 where they count and 0 where not. A place costs what its
/// worst square of `CSHIMS_MATCH_SIDE` pixels does, squares 4 pixels apart; none costs more than `limit`.
/// Returns how many places were written, at most `capacity`; none where memory runs out.
size_t cshims_find_picture(
    struct cshims_picture area, struct cshims_picture pattern, uint32_t limit,
    struct cshims_match *matches, size_t capacity);

#pragma clang assume_nonnull end
