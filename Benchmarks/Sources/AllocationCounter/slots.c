#include "slots.h"

#define SLOTS 256

typedef struct {
    _Alignas(64) _Atomic int64_t allocations;
    _Atomic int64_t live_bytes;
} slot;

atomic_bool counting_is_on;

static slot slots[SLOTS];
static atomic_uint slots_taken;
// 0 is "none yet". Initial-exec, because a dynamic thread-local may itself allocate.
static _Thread_local unsigned my_slot __attribute__((tls_model("initial-exec")));

static slot *slot_of_this_thread(void) {
    // More threads than slots share: the counters are atomic, so that costs time but no accuracy.
    if (my_slot == 0) my_slot = 1 + atomic_fetch_add_explicit(&slots_taken, 1, memory_order_relaxed) % SLOTS;
    return &slots[my_slot - 1];
}

void count_allocation(size_t bytes) {
    slot *mine = slot_of_this_thread();
    atomic_fetch_add_explicit(&mine->allocations, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&mine->live_bytes, (int64_t)bytes, memory_order_relaxed);
}

void count_release(size_t bytes) {
    atomic_fetch_sub_explicit(&slot_of_this_thread()->live_bytes, (int64_t)bytes, memory_order_relaxed);
}

bool allocation_counting_set(bool is_on) {
    return atomic_exchange_explicit(&counting_is_on, is_on, memory_order_seq_cst);
}

allocation_totals allocation_totals_now(void) {
    allocation_totals sum = {0, 0};
    for (int i = 0; i < SLOTS; i++) {
        sum.allocations += atomic_load_explicit(&slots[i].allocations, memory_order_relaxed);
        sum.live_bytes += atomic_load_explicit(&slots[i].live_bytes, memory_order_relaxed);
    }
    return sum;
}
