// How much freed memory the process keeps. C because Swift's import of the C library lacks <malloc.h>.
#pragma once

/// Has all threads share two heaps; else each of many keeps to itself what it has freed.
///
/// To be called before other threads are started.
void cshims_share_heaps(void);

/// Gives freed memory back to the system.
void cshims_give_back_memory(void);
