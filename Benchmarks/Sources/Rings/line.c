#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "stage.h"

#define MOST_STAGES 16384

struct ring_line {
    int64_t capacity;
    ring_stage *stages[MOST_STAGES];
    int64_t stage_count;
    ring *rings[MOST_STAGES * 2];
    int64_t ring_count;
};

ring_line *ring_line_make(int64_t capacity) {
    ring_line *line = malloc(sizeof(ring_line));
    line->capacity = capacity;
    line->stage_count = line->ring_count = 0;
    return line;
}

void ring_line_free(ring_line *line) {
    for (int64_t i = 0; i < line->ring_count; i++) {
        free(line->rings[i]->slots);
        free(line->rings[i]);
    }
    for (int64_t i = 0; i < line->stage_count; i++) {
        free(line->stages[i]->ins);
        free(line->stages[i]);
    }
    free(line);
}

static ring *add_ring(ring_line *line) {
    if (line->ring_count == MOST_STAGES * 2) abort();
    ring *made = aligned_alloc(64, sizeof(ring));
    memset(made, 0, sizeof(ring));
    uint64_t size = 1;
    while (size < (uint64_t)line->capacity) size *= 2;
    made->slots = malloc(size * sizeof(int64_t));
    made->mask = size - 1;
    made->capacity = (uint64_t)line->capacity;
    return line->rings[line->ring_count++] = made;
}

static ring_stage *add_stage(ring_line *line, bool (*visit)(ring_stage *), ring *const *ins, int64_t in_count) {
    if (line->stage_count == MOST_STAGES) abort();
    ring_stage *stage = calloc(1, sizeof(ring_stage));
    stage->visit = visit;
    stage->ins = malloc((size_t)(in_count + 1) * sizeof(ring *));
    if (in_count > 0) memcpy(stage->ins, ins, (size_t)in_count * sizeof(ring *));
    stage->in_count = in_count;
    return line->stages[line->stage_count++] = stage;
}

ring *ring_line_range(ring_line *line, int64_t from, int64_t end) {
    ring_stage *stage = add_stage(line, visit_range, NULL, 0);
    stage->next = from;
    stage->end = end;
    return stage->outs[0] = add_ring(line);
}

ring *ring_line_map(ring_line *line, ring *in, ring_transform transform) {
    ring_stage *stage = add_stage(line, visit_map, &in, 1);
    stage->transform = transform;
    return stage->outs[0] = add_ring(line);
}

ring *ring_line_filter(ring_line *line, ring *in, ring_transform test) {
    ring_stage *stage = add_stage(line, visit_filter, &in, 1);
    stage->transform = test;
    return stage->outs[0] = add_ring(line);
}

ring *ring_line_merge(ring_line *line, ring *const *ins, int64_t count) {
    ring_stage *stage = add_stage(line, visit_merge, ins, count);
    return stage->outs[0] = add_ring(line);
}

ring *ring_line_zip(ring_line *line, ring *left, ring *right, ring_combine combine) {
    ring *ins[] = {left, right};
    ring_stage *stage = add_stage(line, visit_zip, ins, 2);
    stage->combine = combine;
    return stage->outs[0] = add_ring(line);
}

void ring_line_broadcast(ring_line *line, ring *in, ring **first, ring **second) {
    ring_stage *stage = add_stage(line, visit_broadcast, &in, 1);
    *first = stage->outs[0] = add_ring(line);
    *second = stage->outs[1] = add_ring(line);
}

void ring_line_balance(ring_line *line, ring *in, ring **outs, int64_t count) {
    if (count > 4) abort();
    ring_stage *stage = add_stage(line, visit_balance, &in, 1);
    stage->out_count = count;
    for (int64_t i = 0; i < count; i++) outs[i] = stage->outs[i] = add_ring(line);
}

void ring_line_sum(ring_line *line, ring *in) {
    ring_stage *stage = add_stage(line, visit_sum, &in, 1);
    stage->combine = ring_add;
}

int64_t ring_line_walk(ring_line *line) {
    bool moved;
    do {
        moved = false;
        for (int64_t i = 0; i < line->stage_count; i++) moved |= line->stages[i]->visit(line->stages[i]);
    } while (moved);
    return line->stages[line->stage_count - 1]->sum;
}

typedef struct {
    ring_line *line;
    int64_t from, to, elements;
} ring_share;

static void *walk_share(void *argument) {
    ring_share *share = argument;
    ring_stage *sink = share->line->stages[share->line->stage_count - 1];
    int idle_rounds = 0;
    while (atomic_load_explicit(&sink->received, memory_order_acquire) < share->elements) {
        bool moved = false;
        for (int64_t i = share->from; i < share->to; i++) moved |= share->line->stages[i]->visit(share->line->stages[i]);
        idle_rounds = moved ? 0 : idle_rounds + 1;
        // The other thread may be waiting for this core.
        if (idle_rounds > 200) sched_yield();
    }
    return NULL;
}

int64_t ring_line_walk_on_two_threads(ring_line *line, int64_t elements) {
    int64_t middle = line->stage_count / 2;
    ring_share first = {line, 0, middle, elements}, second = {line, middle, line->stage_count, elements};
    pthread_t other;
    if (pthread_create(&other, NULL, walk_share, &first) != 0) abort();
    walk_share(&second);
    pthread_join(other, NULL);
    return line->stages[line->stage_count - 1]->sum;
}

int64_t ring_add_one(int64_t element) { return element + 1; }
int64_t ring_add(int64_t left, int64_t right) { return left + right; }
