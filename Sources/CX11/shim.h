// Xlib and the extensions that Deskwright uses, with doors for what Swift cannot import.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/Xatom.h>
#include <X11/Xauth.h>
#include <X11/XKBlib.h>
#include <X11/keysym.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xcomposite.h>
#include <X11/extensions/Xdamage.h>
#include <X11/extensions/Xfixes.h>
#include <X11/extensions/XInput.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/XRes.h>
#include <X11/extensions/sync.h>
#include <xkbcommon/xkbcommon.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

/// XDestroyImage is a macro over a function pointer inside the image.
static inline int cx11_destroy_image(XImage *image) { return XDestroyImage(image); }

/// Maps whole pages of fresh memory at once: one by one, as they are touched, costs more than the copy of
/// what they hold. A kernel before 5.14 does not know how, and maps them one by one.
static inline void cx11_populate(void *start, long byte_count, _Bool is_written) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)start + page - 1) & ~(page - 1);
    uintptr_t end = ((uintptr_t)start + (uintptr_t)byte_count) & ~(page - 1);
    int error = errno;
    if (first < end)
        madvise((void *)first, end - first, is_written ? MADV_POPULATE_WRITE : MADV_POPULATE_READ);
    errno = error;
}

/// Copies pixels whose bytes are blue, green, red, anything, and makes the fourth byte 255.
/// In C because this loop runs over every pixel, and Swift's is eight times slower in debug builds.
static inline void cx11_copy_opaque(void *to, const void *from, long pixel_count) {
    const unsigned char *source = (const unsigned char *)from;
    unsigned char *target = (unsigned char *)to;
    for (long index = 0; index < pixel_count; index++) {
        uint32_t pixel;
        memcpy(&pixel, source + 4 * index, 4);
        pixel |= 0xFF000000u;
        memcpy(target + 4 * index, &pixel, 4);
    }
}

/// Makes one row of a frame out of pixels of `bytes_per_pixel` bytes each. The bits that a mask takes choose
/// from its part of `shades`, which has one entry for each value; the entries are put together by OR.
static inline void cx11_copy_mapped(void *to, const void *from, long pixel_count, int bytes_per_pixel,
                                    _Bool is_little_endian, const uint32_t *masks, long mask_count,
                                    const uint32_t *shades) {
    const unsigned char *source = (const unsigned char *)from;
    unsigned char *target = (unsigned char *)to;
    for (long index = 0; index < pixel_count; index++, source += bytes_per_pixel, target += 4) {
        uint32_t stored = 0;
        for (int byte = 0; byte < bytes_per_pixel; byte++)
            stored |= (uint32_t)source[is_little_endian ? byte : bytes_per_pixel - 1 - byte] << (8 * byte);
        uint32_t pixel = 0xFF000000u;
        const uint32_t *shade = shades;
        for (long channel = 0; channel < mask_count; channel++) {
            uint32_t mask = masks[channel];
            pixel |= shade[(stored & mask) >> __builtin_ctz(mask)];
            shade += 1L << __builtin_popcount(mask);
        }
        target[0] = pixel & 0xFF;
        target[1] = (pixel >> 8) & 0xFF;
        target[2] = (pixel >> 16) & 0xFF;
        target[3] = 0xFF;
    }
}
