#include "line_shim.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { COLOURS = 32 * 32 * 32 };

// Eight shades of a part are taken for one colour.
static uint32_t colour(const uint8_t *pixel) {
    return (uint32_t)(pixel[0] >> 3) << 10 | (uint32_t)(pixel[1] >> 3) << 5 | pixel[2] >> 3;
}

static int distance(const uint8_t *one, const uint8_t *other) {
    int largest = 0;
    for (int part = 0; part < 3; part++) {
        int here = abs(one[part] - other[part]);
        if (here > largest) largest = here;
    }
    return largest;
}

// The most frequent colour of some pixels that are at most `reach` from `near`: the mean of those that have it.
// Returns how many do. `counts` is all zero before and after.
static size_t find_background(
    const uint8_t *pixels, size_t count, const uint8_t *near, int reach, uint32_t *counts,
    uint8_t *background) {
    uint32_t best = 0;
    for (size_t i = 0; i < count; i++) {
        if (distance(pixels + 4 * i, near) > reach) continue;
        uint32_t here = colour(pixels + 4 * i);
        if (++counts[here] > counts[best]) best = here;
    }
    size_t found = 0;
    uint64_t sums[3] = {0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        uint32_t here = colour(pixels + 4 * i);
        counts[here] = 0;
        if (here != best || distance(pixels + 4 * i, near) > reach) continue;
        for (int part = 0; part < 3; part++) sums[part] += pixels[4 * i + part];
        found++;
    }
    for (int part = 0; part < 3 && found > 0; part++)
        background[part] = (uint8_t)(sums[part] / found);
    return found;
}

// The darkness that only a hundredth of the pixels pass: a single bright one makes no text pale.
static int full_darkness(const uint32_t *counts, size_t count) {
    size_t above = 0;
    for (int level = 255; level > 1; level--) {
        above += counts[level];
        if (100 * above >= count) return level;
    }
    return 1;
}

// In a title bar each row has a background of its own, not far from that of the whole line.
enum { GRADIENT = 32 };

struct grid {
    float *values;
    size_t width, height;
};

// The pixels around the letters have more of the background than those among bold letters.
static void find_rim_colour(
    const uint8_t *pixels, size_t width, size_t height, struct cshims_box letters, uint8_t *rim,
    uint32_t *colours, uint8_t *background) {
    size_t count = 0;
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++) {
            bool inside = x >= (size_t)letters.left && x < (size_t)letters.right &&
                          y >= (size_t)letters.top && y < (size_t)letters.bottom;
            if (!inside) memcpy(rim + 4 * count++, pixels + 4 * (y * width + x), 4);
        }
    if (count > 0) find_background(rim, count, background, 255, colours, background);
    else find_background(pixels, width * height, background, 255, colours, background);
}

// Above 0 for what is darker than the background, below for what is lighter.
static float signed_darkness(const uint8_t *pixel, const uint8_t *background) {
    int light = 0;
    for (int part = 0; part < 3; part++) light += pixel[part] - background[part];
    int change = distance(pixel, background);
    return (float)(light > 0 ? -change : change);
}

static bool has_darker_neighbour(struct grid greys, size_t x, size_t y, float sign) {
    for (size_t j = y > 1 ? y - 2 : 0; j <= y + 2 && j < greys.height; j++)
        for (size_t i = x > 1 ? x - 2 : 0; i <= x + 2 && i < greys.width; i++)
            if (sign * greys.values[j * greys.width + i] > 0) return true;
    return false;
}

// Titles, and what is not to be chosen, have light letters with a dark shadow a pixel beside them, or dark ones with a
// light shadow: what there is less of, beside what there is more of.
static void remove_shadow(struct grid greys) {
    size_t count = greys.width * greys.height;
    float sum = 0;
    for (size_t i = 0; i < count; i++) sum += greys.values[i];
    float sign = sum < 0 ? -1 : 1;
    for (size_t y = 0; y < greys.height; y++)
        for (size_t x = 0; x < greys.width; x++) {
            float *value = greys.values + y * greys.width + x;
            if (sign * *value < 0 && has_darker_neighbour(greys, x, y, sign)) *value = 0;
        }
}

static void make_grey(
    const uint8_t *pixels, size_t width, struct cshims_box letters, const uint8_t *whole,
    uint32_t *colours, struct grid greys) {
    for (size_t y = 0; y < greys.height; y++) {
        const uint8_t *row = pixels + 4 * ((letters.top + y) * width);
        uint8_t background[3];
        size_t found = find_background(row, width, whole, GRADIENT, colours, background);
        const uint8_t *near = 4 * found >= width ? background : whole;
        for (size_t x = 0; x < greys.width; x++)
            greys.values[y * greys.width + x] = signed_darkness(row + 4 * (letters.left + x), near);
    }
    remove_shadow(greys);
    uint32_t counts[256] = {0};
    size_t count = greys.width * greys.height;
    for (size_t i = 0; i < count; i++) {
        greys.values[i] = fabsf(greys.values[i]);
        counts[(size_t)greys.values[i]]++;
    }
    float full = (float)full_darkness(counts, count);
    for (size_t i = 0; i < count; i++)
        greys.values[i] = 255 - 255 * fminf(1, greys.values[i] / full);
}

// Catmull and Rom's curve through four values, by the distance from them.
static float weight(float x) {
    x = fabsf(x);
    if (x < 1) return (1.5f * x - 2.5f) * x * x + 1;
    return x < 2 ? ((-0.5f * x + 2.5f) * x - 4) * x + 2 : 0;
}

// A value between those of a row or a column; beyond its ends all is white.
static float between(const float *values, long count, long step, float place) {
    long first = (long)floorf(place) - 1;
    float sum = 0;
    for (long i = first; i < first + 4; i++)
        sum += weight(place - (float)i) * (i < 0 || i >= count ? 255 : values[i * step]);
    return sum;
}

static void enlarge(
    struct grid greys, float scale, uint32_t margin, uint8_t *output, uint32_t width,
    uint32_t height, float *row) {
    for (uint32_t y = 0; y < height; y++) {
        float down = ((float)y - (float)margin + 0.5f) / scale - 0.5f;
        for (size_t x = 0; x < greys.width; x++)
            row[x] = between(greys.values + x, (long)greys.height, (long)greys.width, down);
        for (uint32_t x = 0; x < width; x++) {
            float across = ((float)x - (float)margin + 0.5f) / scale - 0.5f;
            float grey = between(row, (long)greys.width, 1, across) + 0.5f;
            output[(size_t)y * width + x] = (uint8_t)fminf(255, fmaxf(0, grey));
        }
    }
}

void cshims_make_line(
    const uint8_t *pixels, uint32_t width, uint32_t height, struct cshims_box letters, float scale,
    uint32_t margin, uint8_t *output, uint32_t output_width, uint32_t output_height) {
    memset(output, 255, (size_t)output_width * output_height);
    struct grid greys = {
        NULL, (size_t)(letters.right - letters.left), (size_t)(letters.bottom - letters.top)};
    uint32_t *colours = calloc(COLOURS, sizeof *colours);
    uint8_t *rim = malloc(4 * (size_t)width * height);
    greys.values = malloc((greys.width * greys.height + greys.width) * sizeof(float));
    if (colours && rim && greys.values) {
        uint8_t background[3] = {255, 255, 255};
        find_rim_colour(pixels, width, height, letters, rim, colours, background);
        make_grey(pixels, width, letters, background, colours, greys);
        float *row = greys.values + greys.width * greys.height;
        enlarge(greys, scale, margin, output, output_width, output_height, row);
    }
    free(colours);
    free(rim);
    free(greys.values);
}
