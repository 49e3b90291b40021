// Text of pictures through Tesseract's C interface. The library is loaded when it is first needed: with all
// that it needs, 56 libraries, it would add 11 ms to the start of every command.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CTESSERACT_TEXT_LENGTH 240

#pragma clang assume_nonnull begin

/// One reader with its language data; used by one thread at a time.
typedef struct TessBaseAPI TessBaseAPI;

/// A word, its place in the picture, and from 0 to 100 how sure it is. Longer text is cut.
struct ctesseract_word {
    char text[CTESSERACT_TEXT_LENGTH];
    float confidence;
    int32_t left, top, right, bottom;
};

/// Loads the library, once; returns `NULL`, or why it cannot be loaded.
const char *_Nullable ctesseract_load(void);

/// A reader of languages, as in `eng+deu`, or `NULL` when their data cannot be read. The library is loaded.
TessBaseAPI *_Nullable ctesseract_open(const char *languages);

void ctesseract_close(TessBaseAPI *reader);

/// Reads one line of dark text on white, a byte a pixel, rows from the top without padding.
///
/// Returns the number of words written, at most `capacity`, or -1 when the library fails.
int32_t ctesseract_read(
    TessBaseAPI *reader, const uint8_t *greys, int32_t width, int32_t height,
    struct ctesseract_word *words, int32_t capacity);

#pragma clang assume_nonnull end
