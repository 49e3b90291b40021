#include "band_shim.h"
#include "deflate.h"

#if __has_include(<isa-l/igzip_lib.h>)

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

bool cshims_has_isal(void) { return true; }

size_t cshims_deflate_isal(uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    uint8_t *work = malloc(ISAL_DEF_LVL1_DEFAULT);
    if (!work) return 0;
    struct isal_zstream stream;
    isal_deflate_stateless_init(&stream);
    // Version 2.30 leaves it as the memory happens to be: the window, and so the bytes, would be any.
    stream.hist_bits = 0;
    stream.level = 1;
    stream.level_buf = work;
    stream.level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream.flush = FULL_FLUSH;
    stream.end_of_stream = 0;
    stream.next_in = bytes;
    stream.avail_in = count;
    stream.next_out = output;
    stream.avail_out = capacity;
    int code = isal_deflate_stateless(&stream);
    free(work);
    return code == COMP_OK && stream.avail_in == 0 ? capacity - stream.avail_out : 0;
}

uint32_t cshims_adler(const uint8_t *bytes, size_t count) { return isal_adler32(1, bytes, count); }

uint32_t cshims_crc(const uint8_t *bytes, size_t count) { return crc32_gzip_refl(0, bytes, count); }

#else

#include <zlib.h>

bool cshims_has_isal(void) { return false; }

size_t cshims_deflate_isal(uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    return cshims_deflate_zlib(bytes, count, output, capacity);
}

uint32_t cshims_adler(const uint8_t *bytes, size_t count) { return adler32_z(1, bytes, count); }

uint32_t cshims_crc(const uint8_t *bytes, size_t count) { return crc32_z(0, bytes, count); }

#endif
