// A bounded ring between one producer and one consumer, which may be on different threads.
#pragma once

#include <stdatomic.h>
#include <stddef.h>

#include "Rings.h"

struct ring {
    int64_t *slots;
    uint64_t mask;
    uint64_t capacity;
    _Alignas(64) _Atomic uint64_t head; // next to take; written by the consumer
    _Alignas(64) _Atomic uint64_t tail; // next to fill; written by the producer
};

static inline uint64_t ring_ready(const ring *self) {
    return atomic_load_explicit(&self->tail, memory_order_acquire) -
           atomic_load_explicit(&self->head, memory_order_relaxed);
}

static inline uint64_t ring_room(const ring *self) {
    return self->capacity - (atomic_load_explicit(&self->tail, memory_order_relaxed) -
                             atomic_load_explicit(&self->head, memory_order_acquire));
}

static inline uint64_t ring_head(const ring *self) { return atomic_load_explicit(&self->head, memory_order_relaxed); }
static inline uint64_t ring_tail(const ring *self) { return atomic_load_explicit(&self->tail, memory_order_relaxed); }

static inline void ring_take(ring *self, uint64_t count) {
    atomic_store_explicit(&self->head, ring_head(self) + count, memory_order_release);
}

static inline void ring_publish(ring *self, uint64_t count) {
    atomic_store_explicit(&self->tail, ring_tail(self) + count, memory_order_release);
}

/// The slots of a run of elements, in variables that the compiler may keep in registers.
typedef struct {
    int64_t *slots;
    uint64_t mask, start;
} ring_window;

static inline ring_window ring_filled(const ring *self) {
    return (ring_window){self->slots, self->mask, ring_head(self)};
}

static inline ring_window ring_empty(const ring *self) {
    return (ring_window){self->slots, self->mask, ring_tail(self)};
}

static inline int64_t *ring_at(ring_window window, uint64_t offset) {
    return &window.slots[(window.start + offset) & window.mask];
}

static inline uint64_t least(uint64_t left, uint64_t right) { return left < right ? left : right; }
