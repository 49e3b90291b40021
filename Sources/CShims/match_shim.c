#include "match_shim.h"

#include "wide.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Differences of up to FAINT levels do not show; WHOLE levels are another colour altogether.
enum { FAINT = 3, WHOLE = 128 };
// Squares are made of cells, so that each pixel is added up once.
enum { CELL = 4, CELLS = CSHIMS_MATCH_SIDE / CELL, LANES = 8 };
// Pixels that are looked at first, and colours of the area by which they are chosen.
enum { PROBES = 96, CHOICE = CSHIMS_MATCH_SIDE * CSHIMS_MATCH_SIDE, SAMPLES = 128 };
// So many places are kept for each that is wanted, before those are sorted out that overlap better ones.
enum { KEPT = 40 };

typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

struct probe {
    uint32_t x, y, color;
};

struct search {
    struct cshims_picture area, pattern;
    uint32_t limit;
    size_t capacity;
    struct probe probes[PROBES];
    size_t probe_count;
    // The pattern's rows, filled up to whole vectors with pixels that do not count.
    uint32_t *rows;
    size_t stride;
    // Sums of cells, for the last rows of them and for all of these together.
    uint32_t *cells, *columns;
    size_t cell_count;
    // For each column, the row down to which every place overlaps one that is perfect.
    int32_t *taken;
    struct cshims_match *kept;
    size_t kept_count;
    // A place is marked here while the best of the kept ones are sorted out.
    uint8_t *covered;
};

static inline uint32_t pixel_at(struct cshims_picture picture, size_t x, size_t y) {
    uint32_t pixel;
    memcpy(&pixel, picture.pixels + 4 * (y * picture.width + x), sizeof pixel);
    return pixel;
}

// The squares of the largest differences of a channel, for as many pixels at once as there are lanes.
static inline __attribute__((always_inline)) void add_costs(
    const uint8_t *pixels, const lanes *wanted, lanes *sums) {
    typedef uint8_t bytes __attribute__((vector_size(4 * LANES)));
    lanes seen;
    memcpy(&seen, pixels, sizeof seen);
    bytes one = (bytes)seen, other = (bytes)*wanted;
    lanes apart = (lanes)(__builtin_elementwise_max(one, other) - __builtin_elementwise_min(one, other));
    lanes green = (apart >> 8) & 255, red = (apart >> 16) & 255, blue = apart & 255;
    lanes most = __builtin_elementwise_max(__builtin_elementwise_max(blue, green), red);
    // The fourth bytes are both 255 where the pixel counts.
    most &= (lanes)(apart >> 24 == 0) & (lanes)(most > FAINT);
    most = __builtin_elementwise_min(most, (lanes){} + WHOLE);
    *sums += most * most;
}

static uint32_t cost(uint32_t one, uint32_t other) {
    uint32_t most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int apart = abs((int)(one >> shift & 255) - (int)(other >> shift & 255));
        if ((uint32_t)apart > most) most = (uint32_t)apart;
    }
    if (most <= FAINT) return 0;
    return most < WHOLE ? most * most : CSHIMS_WHOLE_PIXEL;
}

static void fold(const lanes *sums, uint32_t *cells) {
    for (size_t i = 0; i < LANES; i += CELL)
        cells[i / CELL] = (*sums)[i] + (*sums)[i + 1] + (*sums)[i + 2] + (*sums)[i + 3];
}

// The cost of the worst square of a place, or one that is over the limit.
WIDE static uint32_t worst_square(struct search *search, size_t x, size_t y, uint32_t limit) {
    struct cshims_picture area = search->area, pattern = search->pattern;
    size_t count = search->cell_count;
    uint32_t worst = 0;
    memset(search->columns, 0, count * sizeof *search->columns);
    memset(search->cells, 0, CELLS * count * sizeof *search->cells);
    for (size_t top = 0; top < pattern.height; top += CELL) {
        size_t bottom = top + CELL < pattern.height ? top + CELL : pattern.height;
        uint32_t *cells = search->cells + top / CELL % CELLS * count;
        for (size_t i = 0; i < count; i++) search->columns[i] -= cells[i];
        for (size_t left = 0; left < search->stride; left += LANES) {
            lanes sums = {};
            for (size_t row = top; row < bottom; row++) {
                lanes wanted;
                memcpy(&wanted, search->rows + row * search->stride + left, sizeof wanted);
                add_costs(area.pixels + 4 * ((y + row) * area.width + x + left), &wanted, &sums);
            }
            fold(&sums, cells + left / CELL);
        }
        uint32_t square = 0;
        for (size_t i = 0; i < count; i++) {
            search->columns[i] += cells[i];
            square += search->columns[i];
            if (i >= CELLS) square -= search->columns[i - CELLS];
            if (square > worst) worst = square;
        }
        if (worst > limit) return worst;
    }
    return worst;
}

static int by_cost(const void *one, const void *other) {
    const struct cshims_match *a = one, *b = other;
    if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
    if (a->y != b->y) return a->y < b->y ? -1 : 1;
    return a->x < b->x ? -1 : a->x > b->x;
}

// Marks the places that overlap one.
static void cover(struct search *search, struct cshims_match match, uint8_t mark) {
    int32_t wide = (int32_t)search->pattern.width - 1, high = (int32_t)search->pattern.height - 1;
    int32_t width = (int32_t)search->area.width, height = (int32_t)search->area.height;
    int32_t left = match.x > wide ? match.x - wide : 0;
    int32_t right = match.x + wide < width ? match.x + wide : width - 1;
    int32_t bottom = match.y + high < height ? match.y + high : height - 1;
    for (int32_t y = match.y > high ? match.y - high : 0; y <= bottom; y++)
        memset(search->covered + (size_t)y * (size_t)width + left, mark, (size_t)(right - left + 1));
}

// Keeps the best places, of those that overlap only the better one.
static void sort_out(struct search *search) {
    size_t count = 0, width = search->area.width;
    qsort(search->kept, search->kept_count, sizeof *search->kept, by_cost);
    for (size_t i = 0; i < search->kept_count && count < search->capacity; i++) {
        struct cshims_match match = search->kept[i];
        if (search->covered[(size_t)match.y * width + (size_t)match.x]) continue;
        cover(search, match, 1);
        search->kept[count++] = match;
    }
    for (size_t i = 0; i < count; i++) cover(search, search->kept[i], 0);
    search->kept_count = count;
}

// Takes a place in; false when no other can be better than those that are kept.
static bool keep(struct search *search, size_t x, size_t y, uint32_t cost) {
    search->kept[search->kept_count++] = (struct cshims_match){(int32_t)x, (int32_t)y, cost};
    if (cost == 0) {
        size_t first = x >= search->pattern.width ? x - search->pattern.width + 1 : 0;
        for (size_t i = first; i < x + search->pattern.width && i < search->area.width; i++)
            search->taken[i] = (int32_t)(y + search->pattern.height);
    }
    if (search->kept_count < KEPT * search->capacity) return true;
    sort_out(search);
    if (search->kept_count < search->capacity) return true;
    uint32_t last = search->kept[search->kept_count - 1].cost;
    if (last == 0) return false;
    search->limit = last - 1;
    return true;
}

static bool look_at(struct search *search, size_t x, size_t y) {
    if (search->taken[x] > (int32_t)y) return true;
    uint32_t cost = worst_square(search, x, y, search->limit);
    return cost > search->limit || keep(search, x, y, cost);
}

// Bits for the places from `x` on whose probes are all together within the limit.
WIDE static uint32_t probe_row(const struct search *search, size_t x, size_t y) {
    struct cshims_picture area = search->area;
    lanes sums = {};
    uint32_t open = 0;
    for (size_t i = 0; i < search->probe_count;) {
        size_t end = i + 4 < search->probe_count ? i + 4 : search->probe_count;
        for (; i < end; i++) {
            const struct probe *probe = search->probes + i;
            lanes wanted = (lanes){} + probe->color;
            add_costs(area.pixels + 4 * ((y + probe->y) * area.width + x + probe->x), &wanted, &sums);
        }
        lanes within = (lanes)(sums <= search->limit);
        within &= (lanes){1, 2, 4, 8, 16, 32, 64, 128};
        open = __builtin_reduce_or(within);
        if (open == 0) return 0;
    }
    return open;
}

static void look_everywhere(struct search *search) {
    size_t columns = search->area.width - search->pattern.width + 1;
    size_t rows = search->area.height - search->pattern.height + 1;
    for (size_t y = 0; y < rows; y++) {
        for (size_t x = 0; x < columns; x += LANES) {
            uint32_t open = probe_row(search, x, y);
            while (open) {
                size_t place = x + (size_t)__builtin_ctz(open);
                open &= open - 1;
                if (place < columns && !look_at(search, place, y)) return;
            }
        }
    }
}

// The top-left corner of the square with the most detail.
static struct probe busiest_square(struct cshims_picture pattern) {
    struct probe best = {0, 0, 0};
    uint64_t most = 0;
    for (uint32_t top = 0; top < pattern.height; top += CSHIMS_MATCH_SIDE / 2)
        for (uint32_t left = 0; left < pattern.width; left += CSHIMS_MATCH_SIDE / 2) {
            uint64_t detail = 0;
            for (uint32_t y = top; y < top + CSHIMS_MATCH_SIDE && y < pattern.height; y++)
                for (uint32_t x = left; x < left + CSHIMS_MATCH_SIDE && x < pattern.width; x++) {
                    uint32_t pixel = pixel_at(pattern, x, y);
                    if (!(pixel >> 24)) continue;
                    detail += 1;
                    if (x > 0) detail += cost(pixel, pixel_at(pattern, x - 1, y));
                    if (y > 0) detail += cost(pixel, pixel_at(pattern, x, y - 1));
                }
            if (detail > most) most = detail, best = (struct probe){left, top, 0};
        }
    return best;
}

// Lists the pixels of a square that count, with the cost of each before some colours of the area.
static size_t list_choice(
    const struct search *search, struct probe *choice, uint16_t costs[][SAMPLES]) {
    struct cshims_picture area = search->area, pattern = search->pattern;
    struct probe corner = busiest_square(pattern);
    size_t count = 0, pixels = (size_t)area.width * area.height;
    uint32_t samples[SAMPLES];
    double part = 0;
    for (size_t i = 0; i < SAMPLES; i++) {
        memcpy(samples + i, area.pixels + 4 * (size_t)(part * (double)pixels), sizeof samples[i]);
        // Steps of the golden ratio spread over the whole area, and over its columns.
        part += 0.6180339887;
        if (part >= 1) part -= 1;
    }
    for (uint32_t y = corner.y; y < corner.y + CSHIMS_MATCH_SIDE && y < pattern.height; y++)
        for (uint32_t x = corner.x; x < corner.x + CSHIMS_MATCH_SIDE && x < pattern.width; x++) {
            uint32_t pixel = pixel_at(pattern, x, y);
            if (!(pixel >> 24)) continue;
            for (size_t i = 0; i < SAMPLES; i++)
                costs[count][i] = (uint16_t)(cost(pixel, samples[i]) / 8);
            choice[count++] = (struct probe){x, y, pixel};
        }
    return count;
}

// Chooses the pixels that together rule out most of the area when each place has one colour: the next one is
// the one that adds most to the colours that are not ruled out yet.
static bool choose_probes(struct search *search) {
    struct probe choice[CHOICE];
    uint16_t(*costs)[SAMPLES] = malloc(sizeof *costs * CHOICE);
    if (!costs) return false;
    size_t count = list_choice(search, choice, costs);
    uint16_t sums[SAMPLES] = {0};
    uint32_t enough = search->limit / 8 + 1;
    uint16_t limit = enough < 60000 ? (uint16_t)enough : 60000;
    // Some more than would have to differ wholly.
    size_t probes = 32 + 3 * search->limit / CSHIMS_WHOLE_PIXEL;
    if (probes > PROBES) probes = PROBES;
    for (search->probe_count = 0; search->probe_count < probes && count > 0;) {
        size_t best = 0;
        uint32_t most = 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t total = 0;
            for (size_t j = 0; j < SAMPLES; j++) {
                uint32_t sum = (uint32_t)sums[j] + costs[i][j];
                total += sum < limit ? sum : limit;
            }
            if (total > most) most = total, best = i;
        }
        for (size_t j = 0; j < SAMPLES; j++) {
            uint32_t sum = (uint32_t)sums[j] + costs[best][j];
            sums[j] = sum < limit ? (uint16_t)sum : limit;
        }
        search->probes[search->probe_count++] = choice[best];
        choice[best] = choice[--count];
        memcpy(costs[best], costs[count], sizeof *costs);
    }
    free(costs);
    return true;
}

static bool begin(struct search *search) {
    struct cshims_picture area = search->area, pattern = search->pattern;
    search->stride = (pattern.width + LANES - 1) / LANES * LANES;
    search->cell_count = search->stride / CELL;
    search->rows = calloc(search->stride * pattern.height, sizeof *search->rows);
    search->cells = malloc(CELLS * search->cell_count * sizeof *search->cells);
    search->columns = malloc(search->cell_count * sizeof *search->columns);
    search->taken = calloc(area.width, sizeof *search->taken);
    search->kept = malloc(KEPT * search->capacity * sizeof *search->kept);
    search->covered = calloc(area.width, area.height);
    if (!search->rows || !search->cells || !search->columns || !search->taken || !search->kept ||
        !search->covered)
        return false;
    for (size_t y = 0; y < pattern.height; y++)
        memcpy(
            search->rows + y * search->stride, pattern.pixels + 4 * y * pattern.width,
            4 * (size_t)pattern.width);
    return choose_probes(search);
}

static void end(struct search *search) {
    free(search->rows);
    free(search->cells);
    free(search->columns);
    free(search->taken);
    free(search->kept);
    free(search->covered);
}

size_t cshims_find_picture(
    struct cshims_picture area, struct cshims_picture pattern, uint32_t limit,
    struct cshims_match *matches, size_t capacity) {
    if (pattern.width == 0 || pattern.height == 0 || capacity == 0) return 0;
    if (pattern.width > area.width || pattern.height > area.height) return 0;
    struct search search = {.area = area, .pattern = pattern, .limit = limit, .capacity = capacity};
    size_t count = 0;
    if (begin(&search)) {
        look_everywhere(&search);
        sort_out(&search);
        count = search.kept_count;
        memcpy(matches, search.kept, count * sizeof *matches);
    }
    end(&search);
    return count;
}
