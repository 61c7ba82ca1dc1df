// The workloads as oneTBB flow graphs. `Fused` picks the form.
//
// nodes: every node a queueing function_node whose body runs as a task of its own.
//   oneTBB's queues have no bound; its way to bound a graph is a limiter_node after
//   the source that the sink counts down, so `capacity` is the number of elements
//   in flight from source to sink, not per edge.
// fused: lightweight nodes, whose body runs inside the caller; a body must be
//   noexcept for that. Nothing can pile up there, so there is no limiter.
#pragma once

#include <oneapi/tbb/flow_graph.h>

#include <deque>
#include <list>
#include <tuple>
#include <vector>

#include "../common/harness.hpp"

namespace flow = tbb::flow;
using harness::Size;
using Pair = std::tuple<int64_t, int64_t>;
using Limiter = flow::limiter_node<int64_t>;
using Source = flow::input_node<int64_t>;

template <bool Fused>
using Policy = std::conditional_t<Fused, flow::queueing_lightweight, flow::queueing>;
template <bool Fused>
using Map = flow::function_node<int64_t, int64_t, Policy<Fused>>;
template <bool Fused, class In = int64_t>
using Sink = flow::function_node<In, flow::continue_msg, Policy<Fused>>;

inline auto range(int64_t from, int64_t end) {
    return [from, end](tbb::flow_control& control) mutable -> int64_t {
        if (from == end) {
            control.stop();
            return 0;
        }
        return from++;
    };
}

inline int64_t addOne(int64_t value) noexcept { return value + 1; }

inline auto addTo(int64_t& sum) {
    return [&sum](int64_t value) noexcept {
        sum += value;
        return flow::continue_msg{};
    };
}

inline auto addPairTo(int64_t& sum) {
    return [&sum](const Pair& pair) noexcept {
        sum += std::get<0>(pair) + std::get<1>(pair);
        return flow::continue_msg{};
    };
}

// Lightweight maps may run anywhere, since whoever calls them is serial already.
template <bool Fused>
Map<Fused> map(flow::graph& g) {
    if constexpr (Fused) return Map<Fused>(g, flow::unlimited, addOne);
    else return Map<Fused>(g, flow::serial, addOne);
}

// Joins a source to its first successor: through a limiter in the nodes form.
template <bool Fused, class Successor, class Last>
void open(Source& source, Limiter& limiter, Successor& successor, Last& sink) {
    if constexpr (Fused) {
        make_edge(source, successor);
    } else {
        make_edge(source, limiter);
        make_edge(limiter, successor);
        make_edge(sink, limiter.decrementer());
    }
}

template <bool Fused>
int64_t chain(int maps, Size size) {
    int64_t sum = 0;
    flow::graph g;
    Source source(g, range(0, size.elements));
    Limiter limiter(g, size_t(size.capacity));
    std::deque<Map<Fused>> stages;
    for (int i = 0; i < maps; i++) {
        stages.push_back(map<Fused>(g));
        if (i > 0) make_edge(stages[size_t(i) - 1], stages[size_t(i)]);
    }
    Sink<Fused> sink(g, flow::serial, addTo(sum));
    make_edge(stages.back(), sink);
    open<Fused>(source, limiter, stages.front(), sink);
    source.activate();
    g.wait_for_all();
    return sum;
}

// Several edges into one node are a merge. Sources beyond `active` stay asleep:
// an input_node does nothing until it is activated.
template <bool Fused>
harness::Outcome merge(int sources, int active, Size size) {
    int64_t sum = 0;
    auto start = harness::Clock::now();
    flow::graph g;
    std::deque<Source> inputs;
    std::deque<Limiter> limiters;
    Sink<Fused> sink(g, flow::serial, addTo(sum));
    for (int i = 0; i < sources; i++) {
        int k = std::min(i, active);
        int end = std::min(i + 1, active);
        inputs.emplace_back(g, range(size.elements * k / active, size.elements * end / active));
        if (limiters.empty()) limiters.emplace_back(g, size_t(size.capacity));
        if constexpr (Fused) make_edge(inputs.back(), sink);
        else make_edge(inputs.back(), limiters.front());
    }
    if constexpr (!Fused) {
        make_edge(limiters.front(), sink);
        make_edge(sink, limiters.front().decrementer());
    }
    // With sleeping sources the question is what they cost per element: no build.
    if (active < sources) start = harness::Clock::now();
    for (int i = 0; i < active; i++) inputs[size_t(i)].activate();
    g.wait_for_all();
    return {sum, harness::nanoseconds(start, harness::Clock::now()), {}};
}

template <bool Fused>
int64_t zip(Size size) {
    int64_t sum = 0;
    flow::graph g;
    Source left(g, range(0, size.elements)), right(g, range(0, size.elements));
    Limiter limitLeft(g, size_t(size.capacity)), limitRight(g, size_t(size.capacity));
    flow::join_node<Pair, flow::queueing> join(g);
    Sink<Fused, Pair> sink(g, flow::serial, addPairTo(sum));
    make_edge(join, sink);
    // The limiter stays in both forms: a join's queues have no bound of their own.
    open<false>(left, limitLeft, flow::input_port<0>(join), sink);
    open<false>(right, limitRight, flow::input_port<1>(join), sink);
    left.activate();
    right.activate();
    g.wait_for_all();
    return sum;
}

template <bool Fused>
int64_t broadcastZip(Size size) {
    int64_t sum = 0;
    flow::graph g;
    Source source(g, range(0, size.elements));
    Limiter limiter(g, size_t(size.capacity));
    auto left = map<Fused>(g), right = map<Fused>(g);
    flow::join_node<Pair, flow::queueing> join(g);
    Sink<Fused, Pair> sink(g, flow::serial, addPairTo(sum));
    make_edge(left, flow::input_port<0>(join));
    make_edge(right, flow::input_port<1>(join));
    make_edge(join, sink);
    open<Fused>(source, limiter, left, sink);
    if constexpr (Fused) make_edge(source, right);
    else make_edge(limiter, right);
    source.activate();
    g.wait_for_all();
    return sum;
}

// A queue offers each element to its successors until one takes it; the rejecting
// maps take one only while they are free.
inline int64_t balanceMerge(Size size) {
    using Worker = flow::function_node<int64_t, int64_t, flow::rejecting>;
    int64_t sum = 0;
    flow::graph g;
    Source source(g, range(0, size.elements));
    Limiter limiter(g, size_t(size.capacity));
    flow::queue_node<int64_t> balance(g);
    std::deque<Worker> workers;
    Sink<false> sink(g, flow::serial, addTo(sum));
    for (int i = 0; i < 4; i++) {
        workers.emplace_back(g, flow::serial, addOne);
        make_edge(balance, workers.back());
        make_edge(workers.back(), sink);
    }
    open<false>(source, limiter, balance, sink);
    source.activate();
    g.wait_for_all();
    return sum;
}

// The same with oneTBB's own answer to the task: one node that may run four times.
inline int64_t balanceInOneNode(Size size) {
    int64_t sum = 0;
    flow::graph g;
    Source source(g, range(0, size.elements));
    Limiter limiter(g, size_t(size.capacity));
    Map<false> workers(g, 4, addOne);
    Sink<false> sink(g, flow::serial, addTo(sum));
    make_edge(workers, sink);
    open<false>(source, limiter, workers, sink);
    source.activate();
    g.wait_for_all();
    return sum;
}
