// The floor of the engine's design, by hand: bounded single-producer single-consumer rings, stages called through
// function pointers that move what is there, walked round and round by one thread or two.
#pragma once

#include <stdint.h>

typedef struct ring ring;
typedef struct ring_line ring_line;

typedef int64_t (*ring_transform)(int64_t);
typedef int64_t (*ring_combine)(int64_t, int64_t);

/// A line of stages; every ring in it holds `capacity` elements.
ring_line *_Nonnull ring_line_make(int64_t capacity);
void ring_line_free(ring_line *_Nonnull line);

/// Emits the numbers from `from` up to but not including `end`.
ring *_Nonnull ring_line_range(ring_line *_Nonnull line, int64_t from, int64_t end);
ring *_Nonnull ring_line_map(ring_line *_Nonnull line, ring *_Nonnull in, ring_transform _Nonnull transform);
/// Keeps the elements for which `test` is not 0.
ring *_Nonnull ring_line_filter(ring_line *_Nonnull line, ring *_Nonnull in, ring_transform _Nonnull test);
ring *_Nonnull ring_line_merge(ring_line *_Nonnull line, ring *_Nonnull const *_Nonnull ins, int64_t count);
ring *_Nonnull ring_line_zip(
    ring_line *_Nonnull line, ring *_Nonnull left, ring *_Nonnull right, ring_combine _Nonnull combine);
/// Gives every element to both outputs.
void ring_line_broadcast(
    ring_line *_Nonnull line, ring *_Nonnull in, ring *_Nullable *_Nonnull first, ring *_Nullable *_Nonnull second);
/// Gives an element to whichever of `count` outputs, at most 4, has room.
void ring_line_balance(
    ring_line *_Nonnull line, ring *_Nonnull in, ring *_Nullable *_Nonnull outs, int64_t count);
/// Ends the line.
void ring_line_sum(ring_line *_Nonnull line, ring *_Nonnull in);

/// Runs every stage in turn until a whole round moves nothing; gives the sum.
int64_t ring_line_walk(ring_line *_Nonnull line);
/// The same on two threads, a half of the stages each; `elements` must reach the sum.
int64_t ring_line_walk_on_two_threads(ring_line *_Nonnull line, int64_t elements);

/// Adds one; here so that the compiler cannot see through the pointer to it.
int64_t ring_add_one(int64_t element);
int64_t ring_add(int64_t left, int64_t right);
