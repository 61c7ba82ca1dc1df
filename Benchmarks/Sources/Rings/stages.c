#include "stage.h"

bool visit_range(ring_stage *self) {
    uint64_t count = least((uint64_t)(self->end - self->next), ring_room(self->outs[0]));
    ring_window to = ring_empty(self->outs[0]);
    int64_t next = self->next;
    for (uint64_t i = 0; i < count; i++) *ring_at(to, i) = next++;
    self->next = next;
    ring_publish(self->outs[0], count);
    return count > 0;
}

bool visit_map(ring_stage *self) {
    uint64_t count = least(ring_ready(self->ins[0]), ring_room(self->outs[0]));
    ring_window from = ring_filled(self->ins[0]), to = ring_empty(self->outs[0]);
    ring_transform transform = self->transform;
    for (uint64_t i = 0; i < count; i++) *ring_at(to, i) = transform(*ring_at(from, i));
    ring_publish(self->outs[0], count);
    ring_take(self->ins[0], count);
    return count > 0;
}

bool visit_filter(ring_stage *self) {
    uint64_t count = ring_ready(self->ins[0]), room = ring_room(self->outs[0]), taken = 0, kept = 0;
    ring_window from = ring_filled(self->ins[0]), to = ring_empty(self->outs[0]);
    ring_transform test = self->transform;
    for (; taken < count && kept < room; taken++) {
        int64_t element = *ring_at(from, taken);
        if (test(element)) *ring_at(to, kept++) = element;
    }
    ring_publish(self->outs[0], kept);
    ring_take(self->ins[0], taken);
    return taken > 0;
}

/// Each visit starts with the input after the one it stopped at.
bool visit_merge(ring_stage *self) {
    uint64_t moved = 0, room = ring_room(self->outs[0]);
    ring_window to = ring_empty(self->outs[0]);
    int64_t looked = 0;
    for (; looked < self->in_count && moved < room; looked++) {
        ring *in = self->ins[(self->turn + looked) % self->in_count];
        uint64_t count = least(ring_ready(in), room - moved);
        ring_window from = ring_filled(in);
        for (uint64_t i = 0; i < count; i++) *ring_at(to, moved + i) = *ring_at(from, i);
        ring_take(in, count);
        moved += count;
    }
    self->turn = (self->turn + looked) % self->in_count;
    ring_publish(self->outs[0], moved);
    return moved > 0;
}

bool visit_zip(ring_stage *self) {
    uint64_t count = least(least(ring_ready(self->ins[0]), ring_ready(self->ins[1])), ring_room(self->outs[0]));
    ring_window left = ring_filled(self->ins[0]), right = ring_filled(self->ins[1]), to = ring_empty(self->outs[0]);
    ring_combine combine = self->combine;
    for (uint64_t i = 0; i < count; i++) *ring_at(to, i) = combine(*ring_at(left, i), *ring_at(right, i));
    ring_publish(self->outs[0], count);
    ring_take(self->ins[0], count);
    ring_take(self->ins[1], count);
    return count > 0;
}

bool visit_broadcast(ring_stage *self) {
    uint64_t count = least(ring_ready(self->ins[0]), least(ring_room(self->outs[0]), ring_room(self->outs[1])));
    ring_window from = ring_filled(self->ins[0]), first = ring_empty(self->outs[0]), second = ring_empty(self->outs[1]);
    for (uint64_t i = 0; i < count; i++) *ring_at(first, i) = *ring_at(second, i) = *ring_at(from, i);
    ring_publish(self->outs[0], count);
    ring_publish(self->outs[1], count);
    ring_take(self->ins[0], count);
    return count > 0;
}

bool visit_balance(ring_stage *self) {
    uint64_t moved = 0;
    for (int64_t i = 0; i < self->out_count; i++) {
        ring *out = self->outs[(self->turn + i) % self->out_count];
        uint64_t count = least(ring_ready(self->ins[0]), ring_room(out));
        ring_window from = ring_filled(self->ins[0]), to = ring_empty(out);
        for (uint64_t j = 0; j < count; j++) *ring_at(to, j) = *ring_at(from, j);
        ring_publish(out, count);
        ring_take(self->ins[0], count);
        moved += count;
    }
    self->turn = (self->turn + 1) % self->out_count;
    return moved > 0;
}

bool visit_sum(ring_stage *self) {
    uint64_t count = ring_ready(self->ins[0]);
    ring_window from = ring_filled(self->ins[0]);
    int64_t sum = self->sum;
    ring_combine combine = self->combine;
    for (uint64_t i = 0; i < count; i++) sum = combine(sum, *ring_at(from, i));
    self->sum = sum;
    ring_take(self->ins[0], count);
    atomic_fetch_add_explicit(&self->received, (int64_t)count, memory_order_release);
    return count > 0;
}
