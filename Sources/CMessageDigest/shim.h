// SHA-256 for content-addressed screens.
#include <sys/types.h>
#include <sha2.h>
