// A stored closure as an engine keeps it: code and context. The bodies live in a
// translation unit of their own, because a compiler that sees them would inline
// them and fold the whole loop, and then the floor would measure nothing.
#pragma once

#include <cstdint>

struct Transform {
    int64_t (*code)(void* context, int64_t value);
    void* context;
    int64_t operator()(int64_t value) const { return code(context, value); }
};

struct Combine {
    int64_t (*code)(void* context, int64_t left, int64_t right);
    void* context;
    int64_t operator()(int64_t left, int64_t right) const { return code(context, left, right); }
};

struct Consume {
    void (*code)(void* context, int64_t value);
    void* context;
    void operator()(int64_t value) const { code(context, value); }
};

Transform addOne();
Combine addBoth();
Consume addTo(int64_t& sum);
