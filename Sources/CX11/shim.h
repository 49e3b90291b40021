// Xlib and the extensions that Deskwright uses, with doors for what Swift cannot import.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/Xatom.h>
#include <X11/Xauth.h>
#include <X11/XKBlib.h>
#include <X11/keysym.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/extensions/Xfixes.h>
#include <X11/extensions/Xrandr.h>
#include <stdint.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

/// XDestroyImage is a macro over a function pointer inside the image.
static inline int cx11_destroy_image(XImage *image) { return XDestroyImage(image); }

/// Copies pixels whose bytes are blue, green, red, anything, and makes the fourth byte 255.
/// In C because this loop runs over every pixel, and Swift's is forty times slower in debug builds.
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
