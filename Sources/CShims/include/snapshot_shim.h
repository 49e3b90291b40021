// What a person would see between two pictures of one size. C because these loops run over every pixel.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What becomes of a pixel: it looks the same; it differs a little, or plainly; it lies at an edge that is drawn
/// a little differently; it belongs to a text cursor; it is not compared.
enum {
    CSHIMS_SAME,
    CSHIMS_FAINT,
    CSHIMS_PLAIN,
    CSHIMS_EDGE,
    CSHIMS_CURSOR,
    CSHIMS_MASKED,
};

/// Two pictures of one size: four bytes a pixel, rows from the top without padding.
struct cshims_pair {
    const uint8_t *expected, *actual;
    int32_t width, height;
};

/// Says of each pixel what it is; those that are `CSHIMS_MASKED` stay so. Returns how many are anything else than
/// that and the same.
size_t cshims_compare_pixels(struct cshims_pair pair, uint8_t *looks);

/// Makes `CSHIMS_CURSOR` of the pixels of each upright bar that is in one of the pictures only and looks like
/// a text cursor.
void cshims_find_cursors(struct cshims_pair pair, uint8_t *looks);

/// The square of 16 pixels with the most that differs, of those in a part of the picture: the number of its
/// plain pixels, and a quarter of its faint ones, times 4.
uint32_t cshims_densest_square(
    const uint8_t *looks, int32_t width, int32_t left, int32_t top, int32_t right, int32_t bottom);

#pragma clang assume_nonnull end
