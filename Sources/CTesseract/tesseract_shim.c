#include "tesseract_shim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <tesseract/capi.h>

// The functions that are used, with their types from the library's own header.
#define FUNCTIONS(do)                                                                                \
    do(TessBaseAPICreate) do(TessBaseAPIDelete) do(TessBaseAPIInit2) do(TessBaseAPISetVariable)      \
    do(TessBaseAPISetPageSegMode) do(TessBaseAPISetImage) do(TessBaseAPISetSourceResolution)         \
    do(TessBaseAPIRecognize) do(TessBaseAPIGetIterator) do(TessBaseAPIClear)                         \
    do(TessResultIteratorDelete) do(TessResultIteratorNext) do(TessResultIteratorGetUTF8Text)        \
    do(TessResultIteratorConfidence) do(TessResultIteratorGetPageIterator)                           \
    do(TessPageIteratorBoundingBox) do(TessDeleteText)

#define DECLARE(name) __typeof__(&name) name##_;
static struct {
    FUNCTIONS(DECLARE)
    // Of the OpenMP library; NULL where Tesseract was built without.
    void (*limit_levels)(int);
} library;

static const char *failure;
static char failure_text[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void note_failure(void) {
    const char *text = dlerror();
    strncpy(failure_text, text ? text : "unknown reason", sizeof failure_text - 1);
    failure = failure_text;
}

static void load(void) {
    void *handle = dlopen("libtesseract.so.5", RTLD_LAZY | RTLD_LOCAL);
    if (!handle) {
        note_failure();
        return;
    }
    // Each through a pointer to a pointer, as dlsym(3) shows it: C has no cast from data to code.
#define FIND(name)                                                                                   \
    if (!failure) {                                                                                  \
        *(void **)&library.name##_ = dlsym(handle, #name);                                           \
        if (!library.name##_) note_failure();                                                        \
    }
    FUNCTIONS(FIND)
    *(void **)&library.limit_levels = dlsym(handle, "omp_set_max_active_levels");
}

const char *ctesseract_load(void) {
    pthread_once(&once, load);
    return failure;
}

// Some of its settings are one for the whole process.
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

static int open_reader(TessBaseAPI *reader, const char *languages) {
    pthread_mutex_lock(&opening);
    // Else it writes to standard error what the caller reports.
    library.TessBaseAPISetVariable_(reader, "debug_file", "/dev/null");
    int failed = library.TessBaseAPIInit2_(reader, NULL, languages, OEM_LSTM_ONLY);
    pthread_mutex_unlock(&opening);
    return failed;
}

TessBaseAPI *ctesseract_open(const char *languages) {
    TessBaseAPI *reader = library.TessBaseAPICreate_();
    if (open_reader(reader, languages) != 0) {
        library.TessBaseAPIDelete_(reader);
        return NULL;
    }
    library.TessBaseAPISetPageSegMode_(reader, PSM_SINGLE_LINE);
    // The picture is dark on white already.
    library.TessBaseAPISetVariable_(reader, "tessedit_do_invert", "0");
    return reader;
}

void ctesseract_close(TessBaseAPI *reader) { library.TessBaseAPIDelete_(reader); }

// Whether there is a word; an empty place is none.
static bool write_word(TessResultIterator *results, struct ctesseract_word *word) {
    char *text = library.TessResultIteratorGetUTF8Text_(results, RIL_WORD);
    if (!text) return false;
    memset(word, 0, sizeof *word);
    strncpy(word->text, text, CTESSERACT_TEXT_LENGTH - 1);
    library.TessDeleteText_(text);
    word->confidence = library.TessResultIteratorConfidence_(results, RIL_WORD);
    library.TessPageIteratorBoundingBox_(
        library.TessResultIteratorGetPageIterator_(results), RIL_WORD, &word->left, &word->top,
        &word->right, &word->bottom);
    return true;
}

int32_t ctesseract_read(
    TessBaseAPI *reader, const uint8_t *greys, int32_t width, int32_t height,
    struct ctesseract_word *words, int32_t capacity) {
    // No parallel region may have more threads than the one that enters it. For a line of text four threads,
    // which Tesseract asks for by number, take longer than one, and a limit from the environment would have
    // to be set before the process started.
    if (library.limit_levels) library.limit_levels(0);
    library.TessBaseAPISetImage_(reader, greys, width, height, 1, width);
    library.TessBaseAPISetSourceResolution_(reader, 300);
    if (library.TessBaseAPIRecognize_(reader, NULL) != 0) return -1;
    int32_t count = 0;
    TessResultIterator *results = library.TessBaseAPIGetIterator_(reader);
    if (results) {
        do {
            if (count < capacity && write_word(results, words + count)) count++;
        } while (library.TessResultIteratorNext_(results, RIL_WORD));
        library.TessResultIteratorDelete_(results);
    }
    library.TessBaseAPIClear_(reader);
    return count;
}
