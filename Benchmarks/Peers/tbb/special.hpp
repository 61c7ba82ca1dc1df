// The workloads that are not about throughput of a plain graph: asynchronous maps,
// round trips, latency, many and short graphs. All in the nodes form.
#pragma once

#include <oneapi/tbb/task_group.h>

#include <memory>

#include "graphs.hpp"

// An async_node whose body answers at once or from a task of the pool; four in
// flight. A sequencer_node puts the answers in order again: element `i` comes back
// as `i + 1`.
inline int64_t mapAsync(bool spawned, bool ordered, Size size) {
    using Async = flow::async_node<int64_t, int64_t>;
    int64_t sum = 0;
    tbb::task_group pool;
    flow::graph g;
    Source source(g, range(0, size.elements));
    Limiter four(g, 4);
    Async async(g, flow::unlimited, [&](int64_t value, Async::gateway_type& gateway) {
        if (!spawned) {
            gateway.try_put(addOne(value));
            return;
        }
        gateway.reserve_wait();
        pool.run([value, &gateway] {
            gateway.try_put(addOne(value));
            gateway.release_wait();
        });
    });
    flow::sequencer_node<int64_t> sequencer(g, [](int64_t value) { return size_t(value - 1); });
    int64_t previous = 0;
    Sink<false> sink(g, flow::serial, [&](int64_t value) noexcept {
        if (ordered && value != ++previous) std::abort();
        sum += value;
        return flow::continue_msg{};
    });
    if (ordered) {
        make_edge(async, sequencer);
        make_edge(sequencer, sink);
    } else {
        make_edge(async, sink);
    }
    open<false>(source, four, async, sink);
    source.activate();
    g.wait_for_all();
    pool.wait();
    return sum;
}

inline int64_t pingPong(Size size) {
    using Turn = flow::multifunction_node<int64_t, std::tuple<int64_t>>;
    int64_t last = 0;
    flow::graph g;
    Map<false> ping(g, flow::serial, addOne);
    Turn pong(g, flow::serial, [&](int64_t token, Turn::output_ports_type& out) {
        last = addOne(token);
        if (last < 2 * size.elements) std::get<0>(out).try_put(last);
    });
    make_edge(ping, pong);
    make_edge(flow::output_port<0>(pong), ping);
    ping.try_put(0);
    g.wait_for_all();
    return last;
}

// The caller waits inside the graph and so may run nodes itself; that is how
// oneTBB is meant to be waited for.
inline harness::Outcome latency(Size size) {
    harness::Outcome outcome;
    flow::graph g;
    std::deque<Map<false>> stages;
    for (size_t i = 0; i < 8; i++) {
        stages.push_back(map<false>(g));
        if (i > 0) make_edge(stages[i - 1], stages[i]);
    }
    Sink<false> sink(g, flow::serial, addTo(outcome.sum));
    make_edge(stages.back(), sink);
    outcome.samples.reserve(size_t(size.elements));
    for (int64_t i = 0; i < size.elements; i++) {
        auto start = harness::Clock::now();
        stages.front().try_put(i);
        g.wait_for_all();
        outcome.samples.push_back(harness::nanoseconds(start, harness::Clock::now()));
    }
    return outcome;
}

struct SmallGraph {
    int64_t sum = 0;
    flow::graph g;
    Source source{g, range(0, 10)};
    Limiter limiter;
    Map<false> map{g, flow::serial, addOne};
    Sink<false> sink{g, flow::serial, addTo(sum)};
    explicit SmallGraph(Size size) : limiter(g, size_t(size.capacity)) {
        make_edge(map, sink);
        open<false>(source, limiter, map, sink);
        source.activate();
    }
};

inline int64_t small(Size size) {
    int64_t sum = 0;
    std::list<SmallGraph> graphs;
    for (int64_t i = 0; i < size.elements; i++) graphs.emplace_back(size);
    for (auto& graph : graphs) {
        graph.g.wait_for_all();
        sum += graph.sum;
    }
    return sum;
}

inline int64_t buildRun(bool fused, Size size) {
    int64_t sum = 0;
    for (int64_t i = 0; i < size.elements; i++)
        sum += fused ? chain<true>(8, {1, size.capacity}) : chain<false>(8, {1, size.capacity});
    return sum;
}
