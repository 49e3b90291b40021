#include "edge_shim.h"

#include "wide.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// What is longer than this is a line, whatever crosses it: longer than any stroke of a letter.
enum { LYING_LENGTH = 36, STANDING_LENGTH = 30 };
// The side of a frame ends at most this far from the frame's top and bottom, which are lines. Round corners are
// larger: then it has to be longer than the letters of a narrow strip are high.
enum { CORNER = 1, SIDE_LENGTH = 8, ROUND_CORNER = 5, ROUND_SIDE_LENGTH = 16 };
// A change that counts in a line; gradients change less from row to row.
enum { FAINT = 8 };
// While the edges are looked for: a change from the pixel to the left, and from the one above.
enum { ACROSS = 16, DOWN = 32, FAINT_ACROSS = 64, FAINT_DOWN = 128 };

static inline int change(const uint8_t *one, const uint8_t *other) {
    int blue = abs(one[0] - other[0]), green = abs(one[1] - other[1]), red = abs(one[2] - other[2]);
    int largest = blue > green ? blue : green;
    return red > largest ? red : largest;
}

WIDE static void mark_row(
    const uint8_t *row, const uint8_t *above, size_t width, int contrast, uint8_t *edges) {
    for (size_t x = 0; x < width; x++) {
        const uint8_t *left = row + 4 * (x > 0 ? x - 1 : 0);
        int down = change(row + 4 * x, above + 4 * x), across = change(row + 4 * x, left);
        edges[x] = (uint8_t)((down > contrast ? DOWN : 0) | (down > FAINT ? FAINT_DOWN : 0) |
                             (across > contrast ? ACROSS : 0) | (across > FAINT ? FAINT_ACROSS : 0));
    }
}

static void mark_lying(uint8_t *edges, size_t width, size_t height) {
    for (size_t y = 0; y < height; y++) {
        uint8_t *row = edges + y * width;
        for (size_t x = 0; x < width; x++) {
            size_t start = x;
            while (x < width && row[x] & FAINT_DOWN) x++;
            if (x - start < LYING_LENGTH) continue;
            for (size_t i = start; i < x; i++) row[i] |= CSHIMS_LYING;
        }
    }
}

// The edge of the picture is a line, too: a window's buttons begin there.
static bool has_lying_near(
    const uint8_t *edges, size_t width, size_t height, size_t x, size_t y, size_t reach) {
    if (y <= CORNER || y + CORNER >= height) return true;
    size_t top = y > reach ? y - reach : 0, left = x > reach ? x - reach : 0;
    for (size_t j = top; j <= y + reach && j < height; j++)
        for (size_t i = left; i <= x + reach && i < width; i++)
            if (edges[j * width + i] & CSHIMS_LYING) return true;
    return false;
}

// Whether a run of changes that ends above `y` goes from the top of a frame to its bottom.
static bool is_side(
    const uint8_t *edges, size_t width, size_t height, size_t x, size_t y, size_t length) {
    size_t reach = length < ROUND_SIDE_LENGTH ? CORNER : ROUND_CORNER;
    return length >= SIDE_LENGTH &&
           has_lying_near(edges, width, height, x, y - length, reach) &&
           has_lying_near(edges, width, height, x, y, reach);
}

static void mark_standing(uint8_t *edges, size_t width, size_t height, uint16_t *lengths) {
    memset(lengths, 0, width * sizeof *lengths);
    for (size_t y = 0; y <= height; y++) {
        for (size_t x = 0; x < width; x++) {
            if (y < height && edges[y * width + x] & FAINT_ACROSS) {
                lengths[x]++;
                continue;
            }
            size_t length = lengths[x];
            lengths[x] = 0;
            if (length < STANDING_LENGTH && !is_side(edges, width, height, x, y, length)) continue;
            for (size_t j = y - length; j < y; j++) edges[j * width + x] |= CSHIMS_STANDING;
        }
    }
}

void cshims_mark_edges(
    const uint8_t *pixels, uint32_t width, uint32_t height, int32_t contrast, uint8_t *edges) {
    for (size_t y = 0; y < height; y++) {
        const uint8_t *row = pixels + y * 4 * width;
        mark_row(row, y > 0 ? row - 4 * (size_t)width : row, width, contrast, edges + y * width);
    }
    uint16_t *lengths = malloc(width * sizeof *lengths);
    if (!lengths) {
        memset(edges, 0, (size_t)width * height);
        return;
    }
    mark_lying(edges, width, height);
    mark_standing(edges, width, height, lengths);
    free(lengths);
    for (size_t i = 0; i < (size_t)width * height; i++) {
        uint8_t edge = edges[i], lines = edge & (CSHIMS_LYING | CSHIMS_STANDING);
        bool down = edge & DOWN && !(edge & CSHIMS_LYING);
        bool across = edge & ACROSS && !(edge & CSHIMS_STANDING);
        edges[i] = lines | (down || across ? CSHIMS_INK : 0);
    }
}

// Ink in one row; `parent` leads to the run that stands for the patch.
struct run {
    int32_t start, end, row;
    uint32_t parent;
};

struct runs {
    struct run *items;
    size_t count, capacity;
};

static uint32_t root(struct run *runs, uint32_t index) {
    while (runs[index].parent != index) {
        runs[index].parent = runs[runs[index].parent].parent;
        index = runs[index].parent;
    }
    return index;
}

static bool add_run(struct runs *runs, int32_t start, int32_t end, int32_t row) {
    if (runs->count == runs->capacity) {
        size_t capacity = 2 * runs->capacity + 1024;
        struct run *items = realloc(runs->items, capacity * sizeof *items);
        if (!items) return false;
        runs->items = items;
        runs->capacity = capacity;
    }
    runs->items[runs->count] = (struct run){start, end, row, (uint32_t)runs->count};
    runs->count++;
    return true;
}

static bool add_row(
    struct runs *runs, const uint8_t *edges, int32_t width, int32_t row, int32_t gap) {
    int32_t start = -1, end = -1;
    for (int32_t x = 0; x < width; x++) {
        bool ink = edges[x] & CSHIMS_INK && !(edges[x] & CSHIMS_STANDING);
        if (!ink && !(edges[x] & CSHIMS_STANDING)) continue;
        if (start >= 0 && (x - end > gap || !ink)) {
            if (!add_run(runs, start, end, row)) return false;
            start = -1;
        }
        if (!ink) continue;
        if (start < 0) start = x;
        end = x + 1;
    }
    return start < 0 || add_run(runs, start, end, row);
}

// Joins runs with those of the row above that they touch, also at a corner.
static void join(struct run *runs, size_t above, size_t first, size_t end) {
    size_t upper = above;
    for (size_t lower = first; lower < end; lower++) {
        while (upper < first && runs[upper].end < runs[lower].start) upper++;
        for (size_t i = upper; i < first && runs[i].start <= runs[lower].end; i++) {
            uint32_t one = root(runs, (uint32_t)i), other = root(runs, (uint32_t)lower);
            if (one < other) runs[other].parent = one;
            else runs[one].parent = other;
        }
    }
}

static size_t write_boxes(struct runs *runs, struct cshims_box *boxes, size_t capacity) {
    size_t count = 0;
    // The root of a patch is its first run.
    uint32_t *numbers = malloc(runs->count * sizeof *numbers + 1);
    if (!numbers) return 0;
    for (size_t i = 0; i < runs->count; i++) {
        struct run run = runs->items[i];
        uint32_t top = root(runs->items, (uint32_t)i);
        if (top == i) {
            if (count == capacity) break;
            numbers[i] = (uint32_t)count;
            boxes[count++] = (struct cshims_box){run.start, run.row, run.end, run.row + 1};
            continue;
        }
        struct cshims_box *box = boxes + numbers[top];
        if (run.start < box->left) box->left = run.start;
        if (run.end > box->right) box->right = run.end;
        box->bottom = run.row + 1;
    }
    free(numbers);
    return count;
}

size_t cshims_find_patches(
    const uint8_t *edges, uint32_t width, uint32_t height, uint32_t gap, struct cshims_box *boxes,
    size_t capacity) {
    struct runs runs = {NULL, 0, 0};
    size_t above = 0, first = 0;
    for (int32_t y = 0; y < (int32_t)height; y++) {
        if (!add_row(&runs, edges + (size_t)y * width, (int32_t)width, y, (int32_t)gap)) break;
        join(runs.items, above, first, runs.count);
        above = first;
        first = runs.count;
    }
    size_t count = write_boxes(&runs, boxes, capacity);
    free(runs.items);
    return count;
}

void cshims_count_ink(
    const uint8_t *edges, uint32_t width, struct cshims_box box, uint32_t *counts) {
    for (int32_t y = box.top; y < box.bottom; y++) {
        uint32_t count = 0;
        for (int32_t x = box.left; x < box.right; x++)
            count += edges[(size_t)y * width + (size_t)x] & CSHIMS_INK;
        counts[y - box.top] = count;
    }
}
