// Where text may be in a picture. C because these loops run over every pixel of a screen.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Bits of a map of edges: what may be a part of a letter, and the straight lines of frames.
enum { CSHIMS_INK = 1, CSHIMS_LYING = 2, CSHIMS_STANDING = 4 };

/// A rectangle of pixels; the right and bottom edges are outside.
struct cshims_box {
    int32_t left, top, right, bottom;
};

/// Marks where the colour changes by more than `contrast` from a pixel to the next one, one byte a pixel.
///
/// Long straight changes are the frames of widgets and not letters: they are marked as lines.
void cshims_mark_edges(
    const uint8_t *pixels, uint32_t width, uint32_t height, int32_t contrast, uint8_t *edges);

/// Finds the patches of ink, where ink at most `gap` pixels apart in a row is one patch unless a line
/// stands between.
///
/// Returns the number of boxes written, at most `capacity`, in no order.
size_t cshims_find_patches(
    const uint8_t *edges, uint32_t width, uint32_t height, uint32_t gap,
    struct cshims_box *boxes, size_t capacity);

/// Counts the pixels of ink in each row of a box.
void cshims_count_ink(
    const uint8_t *edges, uint32_t width, struct cshims_box box, uint32_t *counts);

#pragma clang assume_nonnull end
