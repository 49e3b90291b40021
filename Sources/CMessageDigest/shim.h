// SHA-256 for content-addressed screens, and for the report's promise of which script it runs.
#include <sys/types.h>
#include <sha2.h>
