#include "memory_shim.h"

#include <malloc.h>

void cshims_share_heaps(void) { mallopt(M_ARENA_MAX, 2); }

void cshims_give_back_memory(void) { malloc_trim(0); }
