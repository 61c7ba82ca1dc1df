#include "closures.hpp"

static int64_t one = 1;

static int64_t addContext(void* context, int64_t value) { return value + *static_cast<int64_t*>(context); }
static int64_t addPair(void*, int64_t left, int64_t right) { return left + right; }
static void addToContext(void* context, int64_t value) { *static_cast<int64_t*>(context) += value; }

Transform addOne() { return {addContext, &one}; }
Combine addBoth() { return {addPair, nullptr}; }
Consume addTo(int64_t& sum) { return {addToContext, &sum}; }
