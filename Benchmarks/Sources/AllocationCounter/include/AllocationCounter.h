// Counts what the whole process takes from the heap, while asked to.
#pragma once

#include <stdbool.h>
#include <stdint.h>


typedef struct {
    /// Calls that handed memory out: malloc, calloc, aligned ones, and realloc of anything.
    int64_t allocations;
    /// Usable bytes handed out and not yet given back.
    int64_t live_bytes;
} allocation_totals;

/// Whether this platform can count; if not, all totals stay 0.
bool allocation_counting_is_available(void);

/// Starts or stops counting; gives what was set before. Off, an allocation costs one predicted branch more than without
/// this file.
bool allocation_counting_set(bool is_on);

/// What was counted since the process began, over all threads, those that have ended included.
allocation_totals allocation_totals_now(void);

/// While on, every counted allocation prints a stack trace to stderr; for finding where one comes from.
void allocation_tracing_set(bool is_on);

/// Gives free pages back to the system, so that the next look at the resident memory starts low.
void heap_trim(void);
