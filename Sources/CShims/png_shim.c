#include "png_shim.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static void fail(png_structp png, png_const_charp message) {
    char *error = png_get_error_ptr(png);
    strncpy(error, message, CSHIMS_ERROR_LENGTH - 1);
    error[CSHIMS_ERROR_LENGTH - 1] = 0;
    png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static int report(char *error, const char *message) {
    strncpy(error, message, CSHIMS_ERROR_LENGTH - 1);
    error[CSHIMS_ERROR_LENGTH - 1] = 0;
    return -1;
}

struct source {
    const uint8_t *bytes;
    size_t left;
};

static void read_bytes(png_structp png, png_bytep bytes, size_t count) {
    struct source *source = png_get_io_ptr(png);
    if (count > source->left) png_error(png, "the file ends too early");
    memcpy(bytes, source->bytes, count);
    source->bytes += count;
    source->left -= count;
}

/// Whatever the file holds, rows come out as B, G, R and opacity, or 255.
static void ask_for_bgrx(png_structp png, bool keeps_alpha) {
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    if (!keeps_alpha) png_set_strip_alpha(png);
    png_set_bgr(png);
    // Only where the picture has no opacity of its own.
    png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
}

int cshims_png_decode(
    const uint8_t *file, size_t count, uint64_t pixel_limit, uint8_t **pixels, uint32_t *width,
    uint32_t *height, bool keeps_alpha, bool strict, char *error) {
    struct source source = {file, count};
    // volatile: they are read after a longjmp.
    uint8_t *volatile bytes = NULL;
    png_bytep *volatile rows = NULL;
    png_structp png = png_create_read_struct(
        PNG_LIBPNG_VER_STRING, error, fail, strict ? fail : ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_read_struct(&png, NULL, NULL);
        return report(error, "out of memory");
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        free(bytes);
        free(rows);
        return -1;
    }
    png_set_read_fn(png, &source, read_bytes);
    png_set_user_limits(png, 65535, 65535);
    if (strict) png_set_benign_errors(png, 0);
    png_read_info(png, info);
    uint32_t wide = png_get_image_width(png, info);
    uint32_t high = png_get_image_height(png, info);
    if ((uint64_t)wide * high > pixel_limit) png_error(png, "the picture is too large");
    ask_for_bgrx(png, keeps_alpha);
    png_read_update_info(png, info);
    size_t stride = (size_t)wide * 4;
    if (png_get_rowbytes(png, info) != stride) png_error(png, "unexpected row length");
    bytes = malloc(stride * high);
    rows = malloc(high * sizeof(png_bytep));
    if (!bytes || !rows) png_error(png, "out of memory");
    for (uint32_t y = 0; y < high; y++) rows[y] = bytes + y * stride;
    png_read_image(png, rows);
    png_read_end(png, NULL);
    if (strict && source.left > 0) png_error(png, "bytes follow the end");
    png_destroy_read_struct(&png, &info, NULL);
    free(rows);
    *pixels = bytes;
    *width = wide;
    *height = high;
    return 0;
}

void cshims_free(uint8_t *bytes) { free(bytes); }
