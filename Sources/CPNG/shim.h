// Flags for the C shim; no Swift file imports libpng itself.
#include <png.h>
