// Where threads count: a cache line each, so that counting in one does not slow another.
#pragma once

#include <stdatomic.h>
#include <stddef.h>

#include "AllocationCounter.h"

extern atomic_bool counting_is_on;

void count_allocation(size_t bytes);
void count_release(size_t bytes);
