#include "snapshot_shim.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// From black to white, and the squares of the shares of that which are a faint and a plain difference: 10 and
// 26 levels of grey.
static const float MOST = 35215, FAINT = 0.04f * 0.04f, PLAIN = 0.1f * 0.1f;
// The share of the contrast of an edge by which a pixel of it may be lighter or darker.
static const float SOFT = 0.15f;
// An edge has so much contrast, and its pixels are so close to a mixture of both its colours, in levels.
enum { CONTRAST = 32, MIXTURE = 12 };
// Colours closer than this are one, in levels; what differs more from the ground is ink.
enum { ALIKE = 3, INK = 24 };
// A text cursor: how wide, how high, and how high where no text is beside it that tells.
enum { BAR_WIDTH = 2, BAR_LEAST = 10, BAR_MOST = 24, BAR_ALONE = 14 };
// The text that is looked at beside a cursor, and the rows of the cursor that reach above and below it.
enum { BESIDE = 48, ABOVE = 2, BELOW = 1 };
enum { SQUARE = 16 };

struct color {
    float blue, green, red;
};

static inline const uint8_t *at(const uint8_t *pixels, int32_t width, int32_t x, int32_t y) {
    return pixels + 4 * ((size_t)y * (size_t)width + (size_t)x);
}

static struct color color_of(const uint8_t *pixel) {
    return (struct color){pixel[0], pixel[1], pixel[2]};
}

static struct color minus(struct color one, struct color other) {
    return (struct color){one.blue - other.blue, one.green - other.green, one.red - other.red};
}

static float dot(struct color one, struct color other) {
    return one.blue * other.blue + one.green * other.green + one.red * other.red;
}

static float luma(struct color color) {
    return 0.29889531f * color.red + 0.58662247f * color.green + 0.11448223f * color.blue;
}

// The square of the distance in YIQ, weighed as people see it (Kotsarenko and Ramos, 2010), as a share of MOST.
static float distance(const uint8_t *one, const uint8_t *other) {
    struct color apart = minus(color_of(one), color_of(other));
    float y = luma(apart);
    float i = 0.59597799f * apart.red - 0.27417610f * apart.green - 0.32180189f * apart.blue;
    float q = 0.21147017f * apart.red - 0.52261711f * apart.green + 0.31114694f * apart.blue;
    return (0.5053f * y * y + 0.299f * i * i + 0.1957f * q * q) / MOST;
}

// Whether a colour could stand at a place of a picture when its edge were drawn a little differently: it is
// nearly the same mixture of the darkest and the lightest colour around.
static bool fits(const uint8_t *pixels, struct cshims_pair pair, int32_t x, int32_t y, const uint8_t *seen) {
    struct color dark = color_of(at(pixels, pair.width, x, y)), own = dark, light = dark;
    for (int32_t j = y > 0 ? y - 1 : 0; j <= y + 1 && j < pair.height; j++)
        for (int32_t i = x > 0 ? x - 1 : 0; i <= x + 1 && i < pair.width; i++) {
            struct color near = color_of(at(pixels, pair.width, i, j));
            if (luma(near) < luma(dark)) dark = near;
            if (luma(near) > luma(light)) light = near;
        }
    struct color line = minus(light, dark), apart = minus(color_of(seen), dark);
    float length = dot(line, line);
    if (length < CONTRAST * CONTRAST) return false;
    float share = dot(apart, line) / length, own_share = dot(minus(own, dark), line) / length;
    if (share < own_share - SOFT || share > own_share + SOFT) return false;
    if (share < 0) share = 0;
    if (share > 1) share = 1;
    struct color mixed = {share * line.blue, share * line.green, share * line.red};
    struct color off = minus(apart, mixed);
    return dot(off, off) <= MIXTURE * MIXTURE;
}

static uint8_t look(struct cshims_pair pair, int32_t x, int32_t y) {
    const uint8_t *expected = at(pair.expected, pair.width, x, y);
    const uint8_t *actual = at(pair.actual, pair.width, x, y);
    float apart = distance(expected, actual);
    if (apart < FAINT) return CSHIMS_SAME;
    if (fits(pair.expected, pair, x, y, actual) && fits(pair.actual, pair, x, y, expected))
        return CSHIMS_EDGE;
    return apart < PLAIN ? CSHIMS_FAINT : CSHIMS_PLAIN;
}

size_t cshims_compare_pixels(struct cshims_pair pair, uint8_t *looks) {
    size_t count = 0;
    for (int32_t y = 0; y < pair.height; y++) {
        const uint8_t *expected = at(pair.expected, pair.width, 0, y);
        const uint8_t *actual = at(pair.actual, pair.width, 0, y);
        if (memcmp(expected, actual, 4 * (size_t)pair.width) == 0) continue;
        for (int32_t x = 0; x < pair.width; x++) {
            uint8_t *own = looks + (size_t)y * (size_t)pair.width + x;
            if (*own == CSHIMS_MASKED || memcmp(expected + 4 * x, actual + 4 * x, 4) == 0) continue;
            *own = look(pair, x, y);
            if (*own != CSHIMS_SAME) count++;
        }
    }
    return count;
}

struct bar {
    int32_t left, top, right, bottom;
};

static bool differs(const uint8_t *one, const uint8_t *other, int levels) {
    for (int i = 0; i < 3; i++)
        if (abs(one[i] - other[i]) > levels) return true;
    return false;
}

// Whether a row of a bar has one colour, that of `like`.
static bool has_color(
    const uint8_t *pixels, int32_t width, struct bar bar, int32_t y, const uint8_t *like) {
    for (int32_t x = bar.left; x < bar.right; x++)
        if (differs(at(pixels, width, x, y), like, ALIKE)) return false;
    return true;
}

// Whether the bar has a straight side there: a column beside it has its colour hardly anywhere, where it touches
// a letter.
static bool is_side(
    const uint8_t *pixels, struct cshims_pair pair, struct bar bar, int32_t x, const uint8_t *like) {
    if (x < 0 || x >= pair.width) return true;
    int32_t count = 0;
    for (int32_t y = bar.top; y < bar.bottom; y++)
        if (!differs(at(pixels, pair.width, x, y), like, ALIKE)) count++;
    return 4 * count <= bar.bottom - bar.top;
}

// Adds the ink of the text on one side of a bar to the count of each row, up to the frame of its field.
static void count_ink(
    const uint8_t *pixels, struct cshims_pair pair, struct bar bar, int32_t step,
    uint32_t counts[BAR_MOST]) {
    const uint8_t *ground = at(pixels, pair.width, bar.left, bar.top);
    int32_t x = step < 0 ? bar.left - 1 : bar.right;
    for (int32_t n = 0; n < BESIDE && x >= 0 && x < pair.width; n++, x += step) {
        bool is_frame = true;
        for (int32_t y = bar.top; y < bar.bottom; y++)
            if (!differs(at(pixels, pair.width, x, y), ground, INK)) is_frame = false;
        if (is_frame) return;
        for (int32_t y = bar.top; y < bar.bottom; y++)
            counts[y - bar.top] += differs(at(pixels, pair.width, x, y), ground, INK);
    }
}

// Whether a bar reaches above and below the text beside it, as no letter does.
static bool is_higher_than_text(const uint8_t *pixels, struct cshims_pair pair, struct bar bar) {
    uint32_t counts[BAR_MOST] = {0};
    int32_t height = bar.bottom - bar.top, first = height, last = -1;
    count_ink(pixels, pair, bar, -1, counts);
    count_ink(pixels, pair, bar, 1, counts);
    for (int32_t y = 0; y < height; y++)
        if (counts[y] > 0) {
            if (first == height) first = y;
            last = y;
        }
    if (last < 0) return height >= BAR_ALONE;
    return first >= ABOVE && last < height - BELOW && 4 * height >= 5 * (last - first + 1);
}

// Whether a patch that differs is a cursor in `with` that is not there in `without`; `bar` becomes the cursor.
static bool is_cursor(
    const uint8_t *with, const uint8_t *without, struct cshims_pair pair, struct bar *bar) {
    const uint8_t *like = at(with, pair.width, bar->left, bar->top);
    for (int32_t y = bar->top; y < bar->bottom; y++)
        if (!has_color(with, pair.width, *bar, y, like)) return false;
    // Where letters have its colour a cursor does not differ.
    while (bar->top > 0 && has_color(with, pair.width, *bar, bar->top - 1, like)) bar->top--;
    while (bar->bottom < pair.height && has_color(with, pair.width, *bar, bar->bottom, like))
        bar->bottom++;
    int32_t height = bar->bottom - bar->top;
    return height >= BAR_LEAST && height <= BAR_MOST &&
           is_side(with, pair, *bar, bar->left - 1, like) && is_side(with, pair, *bar, bar->right, like) &&
           is_higher_than_text(without, pair, *bar);
}

static bool is_open(const uint8_t *looks, size_t place) {
    uint8_t own = looks[place];
    return own == CSHIMS_FAINT || own == CSHIMS_PLAIN || own == CSHIMS_EDGE;
}

// The box around the pixels that differ and touch, also at a corner; `seen` marks them.
static struct bar patch(
    struct cshims_pair pair, const uint8_t *looks, uint8_t *seen, uint32_t *stack, uint32_t first) {
    int32_t width = pair.width;
    struct bar box = {width, pair.height, 0, 0};
    size_t count = 1;
    stack[0] = first;
    seen[first] = 1;
    while (count > 0) {
        uint32_t place = stack[--count];
        int32_t x = (int32_t)(place % (uint32_t)width), y = (int32_t)(place / (uint32_t)width);
        if (x < box.left) box.left = x;
        if (x >= box.right) box.right = x + 1;
        if (y < box.top) box.top = y;
        if (y >= box.bottom) box.bottom = y + 1;
        for (int32_t j = y > 0 ? y - 1 : 0; j <= y + 1 && j < pair.height; j++)
            for (int32_t i = x > 0 ? x - 1 : 0; i <= x + 1 && i < width; i++) {
                uint32_t next = (uint32_t)j * (uint32_t)width + (uint32_t)i;
                if (seen[next] || !is_open(looks, next)) continue;
                seen[next] = 1;
                stack[count++] = next;
            }
    }
    return box;
}

void cshims_find_cursors(struct cshims_pair pair, uint8_t *looks) {
    size_t pixels = (size_t)pair.width * (size_t)pair.height;
    uint8_t *seen = calloc(pixels, 1);
    uint32_t *stack = malloc(pixels * sizeof *stack);
    for (size_t i = 0; seen && stack && i < pixels; i++) {
        if (seen[i] || !is_open(looks, i)) continue;
        struct bar box = patch(pair, looks, seen, stack, (uint32_t)i), bar = box;
        if (box.right - box.left > BAR_WIDTH || box.bottom - box.top > BAR_MOST) continue;
        if (!is_cursor(pair.expected, pair.actual, pair, &bar)) {
            bar = box;
            if (!is_cursor(pair.actual, pair.expected, pair, &bar)) continue;
        }
        for (int32_t y = box.top; y < box.bottom; y++)
            for (int32_t x = box.left; x < box.right; x++) {
                size_t place = (size_t)y * (size_t)pair.width + (size_t)x;
                if (is_open(looks, place)) looks[place] = CSHIMS_CURSOR;
            }
    }
    free(seen);
    free(stack);
}

static uint32_t weight(uint8_t look) {
    return look == CSHIMS_PLAIN ? 4 : look == CSHIMS_FAINT ? 1 : 0;
}

uint32_t cshims_densest_square(
    const uint8_t *looks, int32_t width, int32_t left, int32_t top, int32_t right, int32_t bottom) {
    uint32_t most = 0, *columns = calloc((size_t)(right - left), sizeof *columns);
    for (int32_t y = top; columns && y < bottom; y++) {
        const uint8_t *row = looks + (size_t)y * (size_t)width;
        uint32_t square = 0;
        for (int32_t x = left; x < right; x++) {
            columns[x - left] += weight(row[x]);
            if (y - top >= SQUARE) columns[x - left] -= weight(row[x - SQUARE * width]);
            square += columns[x - left];
            if (x - left >= SQUARE) square -= columns[x - left - SQUARE];
            if (square > most) most = square;
        }
    }
    free(columns);
    return most;
}
