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
#include <sys/ipc.h>
#include <sys/shm.h>

/// XDestroyImage is a macro over a function pointer inside the image.
static inline int cx11_destroy_image(XImage *image) { return XDestroyImage(image); }
