// Stands in front of glibc's allocator: the executable's own definitions win over the library's for everybody in the
// process, the Swift runtime included.
#include "slots.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
#include <errno.h>
#include <execinfo.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static atomic_bool tracing_is_on;
static _Thread_local bool is_inside __attribute__((tls_model("initial-exec")));

static void trace(void) {
    if (is_inside) return;
    is_inside = true;
    void *frames[24];
    int depth = backtrace(frames, 24);
    fputs("-- allocation\n", stderr);
    backtrace_symbols_fd(frames + 2, depth - 2, 2);
    is_inside = false;
}

static inline void *counted(void *block) {
    if (__builtin_expect(!atomic_load_explicit(&counting_is_on, memory_order_relaxed), 1) || !block) return block;
    count_allocation(malloc_usable_size(block));
    if (atomic_load_explicit(&tracing_is_on, memory_order_relaxed)) trace();
    return block;
}

static inline void released(void *block) {
    if (__builtin_expect(!atomic_load_explicit(&counting_is_on, memory_order_relaxed), 1) || !block) return;
    count_release(malloc_usable_size(block));
}

void *malloc(size_t size) { return counted(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }

void *realloc(void *block, size_t size) {
    released(block);
    return counted(__libc_realloc(block, size));
}

void *memalign(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    void *block = counted(__libc_memalign(alignment, size));
    if (!block) return ENOMEM;
    *result = block;
    return 0;
}

void free(void *block) {
    released(block);
    __libc_free(block);
}

bool allocation_counting_is_available(void) { return true; }

void allocation_tracing_set(bool is_on) { atomic_store_explicit(&tracing_is_on, is_on, memory_order_seq_cst); }

void heap_trim(void) { malloc_trim(0); }

#else

bool allocation_counting_is_available(void) { return false; }

void allocation_tracing_set(bool is_on) { (void)is_on; }

void heap_trim(void) {}

#endif
