// One stage of a line: what it reads and writes, and the function that lets it move what it can.
#pragma once

#include <stdbool.h>

#include "ring.h"

typedef struct ring_stage ring_stage;

struct ring_stage {
    /// Moves all it can; tells whether it moved anything.
    bool (*visit)(ring_stage *self);
    ring **ins;
    int64_t in_count;
    ring *outs[4];
    int64_t out_count;
    ring_transform transform;
    ring_combine combine;
    int64_t next, end, turn, sum;
    _Atomic int64_t received;
};

bool visit_range(ring_stage *self);
bool visit_map(ring_stage *self);
bool visit_filter(ring_stage *self);
bool visit_merge(ring_stage *self);
bool visit_zip(ring_stage *self);
bool visit_broadcast(ring_stage *self);
bool visit_balance(ring_stage *self);
bool visit_sum(ring_stage *self);
